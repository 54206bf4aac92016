//! `focalpoint bench --flood`: one authority whole (chat, pages, strangers), asked for more than it is made for, for as long as is said.
//!
//! What counts is that nothing is behind at the end, that memory does not grow with time, and that what is not done is refused with
//! when to come again. The messenger runs in the same process, so what it keeps of the messages is part of the memory.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use coordination::{Clock, SystemClock, moment_at};
use events::ids::ActionItemId;
use events::text::Percent;
use readmodels::ReadPort;
use reqwest::{Client, StatusCode, Url, header, redirect};
use telegram_sim::Contact;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::messenger::RunningMessenger;
use super::morning::one_to_remind;
use crate::Fatal;
use crate::command_line::arguments;
use crate::composition::embedded::Hub;
use crate::configuration::data_directory::DataDirectory;
use crate::progress::bar;

/// How long the end may be waited for.
const TOO_LONG: Duration = Duration::from_secs(120);
/// After how long somebody who could not come in yet tries again.
const TRIED_AGAIN: Duration = Duration::from_secs(1);
/// How often memory is looked at.
const LOOKED_AT: Duration = Duration::from_secs(60);
/// The first stranger's number; people's are below.
const STRANGERS: i64 = 1_000_000;
/// How many strangers take turns.
const STRANGERS_IN_ALL: i64 = 60;
/// The pages that are asked for in turn.
const PAGES: [&str; 4] = ["/institutions", "/subgroups", "/timeline", "/api/v1/institutions"];

/// What the pages answered.
#[derive(Debug, Default)]
struct Answers {
    given: usize,
    shed: usize,
    shed_without_a_time: usize,
    other: usize,
}

impl Answers {
    fn count(&mut self, status: StatusCode, says_when: bool) {
        match status {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                self.shed += 1;
                self.shed_without_a_time += usize::from(!says_when);
            }
            status if status.is_success() => self.given += 1,
            _ => self.other += 1,
        }
    }
}

/// Measures and prints.
pub(super) async fn run(options: &arguments::Flood, folder: &Path) -> Result<(), Fatal> {
    let (phones, rate, seconds) = (options.phones.get(), options.flood_rate.get(), options.flood_seconds);
    let data = DataDirectory::open(&folder.join("flood"))?;
    let database = data.bot();
    let hub = Arc::new(Hub::open(data, "flood".parse()?, Arc::new(SystemClock))?);
    let due = moment_at(SystemClock.now() + TimeDelta::days(30)).today;
    for n in 1..=phones {
        one_to_remind(&hub, n, due).await?;
    }
    let measured = RunningMessenger::start(&hub, database, None).await?;
    let simulator = &measured.simulator;
    for n in 1..=phones {
        simulator.add_contact(Contact::new(n.into(), format!("Person {n}"), "en"))?;
        simulator.press_start(n.into())?;
    }
    for n in 0..STRANGERS_IN_ALL {
        simulator.add_contact(Contact::new(STRANGERS + n, format!("Stranger {n}"), "en"))?;
        simulator.press_start(STRANGERS + n)?;
    }

    let over = CancellationToken::new();
    let mut beside = JoinSet::new();
    beside.spawn(ask_pages(measured.entrance().await, rate, over.clone()));
    let memory = tokio::spawn(look_at_memory(over.clone()));

    let begun = Instant::now();
    let moving = bar("flood", (rate * seconds).into());
    for k in 0..rate * seconds {
        tokio::time::sleep_until((begun + Duration::from_secs(k.into()) / rate).into()).await;
        simulator.send_text((k % phones + 1).into(), &percent_of(k / phones)?.to_string())?;
        simulator.send_text(STRANGERS + i64::from(k) % STRANGERS_IN_ALL, "hello")?;
        moving.inc(1);
    }
    moving.finish_and_clear();
    let ended = Instant::now();
    let last = (rate * seconds).saturating_sub(1);
    tokio::time::timeout(TOO_LONG, all_are_shown(&hub, phones, last)).await.map_err(|_| "replies are not shown")??;
    let behind = ended.elapsed();
    over.cancel();
    let mut answers = Answers::default();
    while let Some(asked) = beside.join_next().await {
        answers = asked??;
    }
    let memory = memory.await?;
    measured.finish().await?;
    println!(
        "{} replies of {phones} phones at {rate} a second for {seconds} s, as many messages of strangers, and twice as many pages for one \
         person: all shown {:.2} s after the last",
        rate * seconds,
        behind.as_secs_f64()
    );
    println!(
        "pages: {} given, {} shed with when to come again, {} without, {} answered otherwise",
        answers.given,
        answers.shed - answers.shed_without_a_time,
        answers.shed_without_a_time,
        answers.other
    );
    println!("memory by the minute, the messenger's included: {} MB", memory.join(", "));
    Ok(())
}

fn percent_of(turn: u32) -> Result<Percent, Fatal> {
    Ok(Percent::try_from(u8::try_from(turn % 99 + 1)?)?)
}

/// Waits until the task of each phone shows what it said last.
async fn all_are_shown(hub: &Hub, phones: u32, last: u32) -> Result<(), Fatal> {
    let mut progress = hub.read_models.progress();
    for n in 0..phones.min(last + 1) {
        let turn = (last - n) / phones;
        let item: ActionItemId = format!("item-{}", n + 1).parse()?;
        let wanted = percent_of(turn)?;
        loop {
            progress.borrow_and_update();
            let task = hub.read_models.task(&item).await?;
            if task.is_some_and(|task| task.item.stage.progress() == wanted) {
                break;
            }
            progress.changed().await?;
        }
    }
    Ok(())
}

/// Asks for pages as one who is signed in, twice as often as phones reply.
async fn ask_pages(entrance: String, rate: u32, over: CancellationToken) -> Result<Answers, Fatal> {
    let client = Client::builder().redirect(redirect::Policy::none()).build()?;
    let cookie = sign_in(&client, &entrance).await?;
    let base = entrance.parse::<Url>()?.origin().ascii_serialization();
    let mut answers = Answers::default();
    let mut asked = JoinSet::new();
    let mut again = tokio::time::interval(Duration::from_secs(1) / (2 * rate));
    for page in PAGES.iter().cycle() {
        if over.run_until_cancelled(again.tick()).await.is_none() {
            break;
        }
        let request = client.get(format!("{base}{page}")).header(header::COOKIE, &cookie);
        asked.spawn(async move {
            let answer = request.send().await?;
            let says_when = answer.headers().contains_key(header::RETRY_AFTER);
            Ok::<_, reqwest::Error>((answer.status(), says_when))
        });
        while let Some(answered) = asked.try_join_next() {
            let (status, says_when) = answered??;
            answers.count(status, says_when);
        }
    }
    while let Some(answered) = asked.join_next().await {
        let (status, says_when) = answered??;
        answers.count(status, says_when);
    }
    Ok(answers)
}

/// The session of the first administrator, as a header has it.
async fn sign_in(client: &Client, entrance: &str) -> Result<String, Fatal> {
    let address: Url = entrance.parse()?;
    let form = loop {
        let answer = client.get(address.clone()).send().await?;
        // Until the read models have what was set up.
        if answer.status() != StatusCode::SERVICE_UNAVAILABLE {
            break answer.error_for_status()?.text().await?;
        }
        tokio::time::sleep(TRIED_AGAIN).await;
    };
    let person = form.split("name=\"person\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let token = address.query_pairs().find(|(name, _)| name == "token").map(|(_, token)| token.into_owned());
    let mut fields = vec![("name", "Bench")];
    fields.extend(person.map(|person| ("person", person)));
    fields.extend(token.as_deref().map(|token| ("token", token)));
    let origin = address.origin().ascii_serialization();
    let entering = client.post(format!("{origin}{}", address.path())).header(header::ORIGIN, &origin).form(&fields);
    let entered = entering.send().await?;
    let cookies = entered.headers().get_all(header::SET_COOKIE).iter().filter_map(|one| one.to_str().ok());
    let cookies: Vec<&str> = cookies.filter_map(|one| one.split(';').next()).collect();
    if cookies.is_empty() { Err("nobody could sign in".into()) } else { Ok(cookies.join("; ")) }
}

/// What the process takes of memory, by the minute, in MB.
async fn look_at_memory(over: CancellationToken) -> Vec<String> {
    let mut seen = vec![];
    let mut again = tokio::time::interval(LOOKED_AT);
    while over.run_until_cancelled(again.tick()).await.is_some() {
        seen.push(resident().map_or_else(|| "?".to_owned(), |kilobytes| (kilobytes / 1024).to_string()));
    }
    seen
}

fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
