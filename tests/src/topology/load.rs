//! A load with known content: commands through the API and replies in chat, side by side, until told to stop.
//!
//! A command is asked again under the same key until it is accepted, as programs do. A reply is typed once, as people do:
//! when the bot says that it could not save it, it said as well that it will ask again. So what is in the ledger at the end
//! has been accepted, and has to be in the log, once.

use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::page::Page;
use crate::phone::Phone;
use crate::{TestError, eventually};

/// Owners in turn. The first has a phone that says nothing, so that its digests can be counted; none is the one who
/// replies, so that a reply has one meaning.
const OWNERS: [&str; 4] = ["qps", "zmnv", "ms", "isf"];
/// How fast the load is: the pauses between two commands, and between two replies.
const PACE: (Duration, Duration) = (Duration::from_millis(150), Duration::from_millis(1_500));
/// What the bot says in Albanian when it could not save a reply.
pub const NOT_SAVED: &str = "ende nuk është ruajtur";

/// What it says when a reply that is handled once more, because the bot died before it answered, had been saved.
const SAVED_ALREADY: &str = "Kështu është shënuar tashmë";

/// An action item that was assigned.
#[derive(Debug, Clone)]
pub struct Assigned {
    /// By which id the commands know it.
    pub id: String,
    /// Who owns it in the end.
    pub owner: &'static str,
    /// Whether it changed hands.
    pub reassigned: bool,
}

/// A reply that the bot confirmed.
#[derive(Debug, Clone)]
pub struct Reply {
    /// What it said, per cent.
    pub percent: u8,
}

impl Reply {
    /// What the bot says in Albanian when it is saved.
    pub fn confirmation(&self) -> String {
        format!("U shënua {}%", self.percent)
    }
}

/// What was accepted.
#[derive(Debug, Default)]
pub struct Ledger {
    /// The commands that were carried out, in their order.
    pub assigned: Vec<Assigned>,
    /// Replies, in their order.
    pub replies: Vec<Reply>,
    /// How often a command had to be asked again.
    pub asked_again: usize,
}

/// What a load asks for.
#[derive(Debug, Clone)]
pub struct LoadPlan {
    /// What its items are called after.
    pub name: String,
    /// Until when they are due.
    pub due: &'static str,
    /// The first reply says one per cent more.
    pub percent: u8,
    /// Whether replies begin again at one per cent after the last; else there are no more.
    pub goes_round: bool,
    /// The pauses between two commands, and between two replies.
    pub pace: (Duration, Duration),
}

/// A load that runs.
pub struct Load {
    stop: CancellationToken,
    commands: JoinHandle<Result<(Vec<Assigned>, usize), TestError>>,
    replies: JoinHandle<Result<Vec<Reply>, TestError>>,
}

impl Load {
    /// Begins. Items are called after `name`; the first reply says one per cent more than `percent`.
    pub fn start(page: watch::Receiver<Arc<Page>>, phone: Arc<Phone>, name: &str, percent: u8) -> Self {
        let plan = LoadPlan { name: name.to_owned(), due: "2017-12-29", percent, goes_round: false, pace: PACE };
        Self::start_as(page, phone, plan)
    }

    /// Begins one that asks for this.
    pub fn start_as(page: watch::Receiver<Arc<Page>>, phone: Arc<Phone>, plan: LoadPlan) -> Self {
        let stop = CancellationToken::new();
        let replies = tokio::spawn(replies(phone, plan.clone(), stop.clone()));
        let commands = tokio::spawn(commands(page, plan, stop.clone()));
        Self { stop, commands, replies }
    }

    /// Ends it, and adds to the ledger what was accepted. Whatever was begun is brought to its end first.
    pub async fn finish(self, ledger: &mut Ledger) -> Result<(), TestError> {
        let lost = |error: tokio::task::JoinError| TestError::Unexpected(error.to_string());
        self.stop.cancel();
        let (assigned, again) = self.commands.await.map_err(lost)??;
        ledger.assigned.extend(assigned);
        ledger.asked_again += again;
        ledger.replies.extend(self.replies.await.map_err(lost)??);
        Ok(())
    }
}

async fn commands(
    page: watch::Receiver<Arc<Page>>,
    LoadPlan { name, due, pace, .. }: LoadPlan,
    stop: CancellationToken,
) -> Result<(Vec<Assigned>, usize), TestError> {
    let (mut done, mut again) = (Vec::new(), 0);
    for (n, (owner, next)) in (1..).zip(OWNERS.into_iter().cycle().zip(OWNERS.into_iter().cycle().skip(1))) {
        let id = format!("{name}-{n:04}");
        let body = json!({ "id": id, "title": { "en": format!("Item {id}") }, "owner": owner, "subgroup": "te-dhena",
            "due": due });
        again += insist(&page, "/action-items", &id, &body).await?;
        // Every fourth goes to another owner, whose tasks another partition keeps or not.
        let reassigned = n % 4 == 2;
        if reassigned {
            let body = json!({ "owner": next, "reason": "Load" });
            again += insist(&page, &format!("/action-items/{id}/reassign"), &id, &body).await?;
        }
        done.push(Assigned { id, owner: if reassigned { next } else { owner }, reassigned });
        let pause = stop.run_until_cancelled(tokio::time::sleep(pace.0)).await;
        if pause.is_none() && n >= OWNERS.len() {
            break;
        }
    }
    Ok((done, again))
}

fn is_for_later(status: StatusCode) -> bool {
    [StatusCode::UNAUTHORIZED, StatusCode::TOO_MANY_REQUESTS].contains(&status) || status.is_server_error()
}

/// Asks until it is accepted, and gives how often it had to be asked again.
async fn insist(page: &watch::Receiver<Arc<Page>>, path: &str, key: &str, body: &Value) -> Result<usize, TestError> {
    let mut asked = 0;
    let what = format!("{key} to be accepted at {path}");
    let accepted = eventually(&what, || {
        asked += 1;
        let page = page.borrow().clone();
        async move {
            match page.post(path, key, body).await {
                Ok((status, _)) if status.is_success() => Ok(Ok(())),
                // Signed out, too often, or something is away: later.
                Ok((status, answer)) if is_for_later(status) => Err(format!("{status} {answer}")),
                Ok((status, answer)) => Ok(Err(TestError::Unexpected(format!("{key} at {path}: {status} {answer}")))),
                Err(error) => Err(error.to_string()),
            }
        }
    });
    accepted.await??;
    Ok(asked - 1)
}

async fn replies(phone: Arc<Phone>, plan: LoadPlan, stop: CancellationToken) -> Result<Vec<Reply>, TestError> {
    let mut done = Vec::new();
    let again = if plan.goes_round { 1..100 } else { 100..100 };
    for percent in (plan.percent + 1..100).chain(again.cycle()) {
        let reply = Reply { percent };
        let confirmed = reply.confirmation();
        // The same was said in an earlier round.
        let before = phone.messages().await?.len();
        phone.say(&format!("{percent}%")).await?;
        eventually(&format!("an answer to {percent}%"), || async {
            let messages = phone.messages().await.map_err(|error| error.to_string())?;
            let mut texts =
                messages.iter().skip(before).filter(|one| one["from"] == "bot").filter_map(|one| one["text"].as_str());
            let found = texts.any(|text| text.contains(&confirmed) || text.contains(SAVED_ALREADY));
            if found { Ok(()) } else { Err(format!("{:?}", messages.last())) }
        })
        .await?;
        done.push(reply);
        if stop.run_until_cancelled(tokio::time::sleep(plan.pace.1)).await.is_none() {
            break;
        }
    }
    Ok(done)
}
