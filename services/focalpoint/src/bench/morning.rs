//! A morning: one bot has a digest for everybody, and the messenger takes no more than Telegram does.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use coordination::moment_at;
use events::Command;
use events::action_item::ActionItemCommand;
use events::ids::{ChatId, InstitutionId, PersonId};
use events::institution::{Appointee, InstitutionCommand, InvitationHash};
use events::language::{Language, LocalText};
use serde::Deserialize;
use telegram_sim::{Contact, RateLimits};

use super::authority::register;
use super::execute;
use super::messenger::RunningMessenger;
use crate::Fatal;
use crate::composition::embedded::Hub;
use crate::configuration::data_directory::DataDirectory;
use crate::demo::clock::DemoClock;
use crate::progress::bar;

/// When the simulated evening before is, UTC: a Monday, after that morning's digests.
const EVENING_BEFORE: &str = "2017-07-03T09:00:00Z";
/// How long the messenger may be silent before the measurement is given up.
const TOO_LONG: Duration = Duration::from_secs(120);
/// How long the messenger is asked to wait for news at a time.
const WAIT: Duration = Duration::from_secs(1);

/// How a morning went.
pub(super) struct Morning {
    /// From eight o'clock until the last digest was with its reader.
    pub(super) took: Duration,
    /// How many morning messages were delivered.
    pub(super) digests: usize,
    /// The most that were delivered within one second.
    pub(super) most_in_a_second: usize,
    /// How often the messenger said that it was too much.
    pub(super) too_many: usize,
}

/// What the messenger says of a call of the bot.
#[derive(Deserialize)]
struct Call {
    seq: u64,
    at: DateTime<Utc>,
    ok: bool,
}

/// Lets a morning come for so many people of as many institutions, each with an action item to be told of.
pub(super) async fn run(folder: &Path, people: u32) -> Result<Morning, Fatal> {
    let data = DataDirectory::open(&folder.join("morning"))?;
    let database = data.bot();
    let clock = Arc::new(DemoClock::open(&data.demo_clock(), EVENING_BEFORE.parse()?)?);
    let hub = Hub::open(data, "morning".parse()?, clock.clone())?;
    let setting_up = bar("people", people.into());
    for n in 1..=people {
        one_to_remind(&hub, n, moment_at(hub.clock.now() + TimeDelta::days(30)).today).await?;
        setting_up.inc(1);
    }
    setting_up.finish_and_clear();

    let measured = RunningMessenger::start(&hub, database, Some(clock.moved())).await?;
    let (simulator, chat_url) = (&measured.simulator, &measured.chat);
    for n in 1..=people {
        simulator.add_contact(Contact::new(n.into(), format!("Person {n}"), "en"))?;
        simulator.press_start(n.into())?;
    }
    let wanted = usize::try_from(people)?;
    let greeted = sent(chat_url, 0, wanted).await?;
    let last = greeted.iter().map(|call| call.seq).max().unwrap_or(0);

    simulator.set_rate_limits(RateLimits::telegram());
    let eight = Instant::now();
    clock.next_morning()?;
    let calls = sent(chat_url, last, wanted).await?;
    let took = eight.elapsed();
    measured.finish().await?;
    let delivered: Vec<DateTime<Utc>> = calls.iter().filter(|call| call.ok).map(|call| call.at).collect();
    Ok(Morning {
        took,
        digests: delivered.len(),
        most_in_a_second: most_within(TimeDelta::seconds(1), &delivered),
        too_many: calls.len() - delivered.len(),
    })
}

/// An institution with a focal point who has linked a chat and was given an item today, due on that date in Kosovo.
pub(super) async fn one_to_remind(hub: &Hub, n: u32, due: NaiveDate) -> Result<(), Fatal> {
    let institution: InstitutionId = format!("i{n}").parse()?;
    let person: PersonId = format!("p{n}").parse()?;
    let appointee = Appointee {
        person: person.clone(),
        name: hub.sealing.seal(&person, &format!("Person {n}").parse()?).await?,
        phone: None,
        language: Language::En,
    };
    let invitation = InvitationHash::of_token(&format!("morning/{n}"));
    let expires_at = hub.clock.now() + TimeDelta::days(1);
    let chat = hub.sealing.seal(&person, &ChatId(n.into())).await?;
    let of_institution = [
        InstitutionCommand::AppointFocalPoint(appointee),
        InstitutionCommand::IssueInvitation { person, invitation: invitation.clone(), expires_at },
        InstitutionCommand::LinkChat { invitation, chat },
    ];
    execute(hub, &format!("morning/{n}/register"), register(&institution)?).await?;
    for (step, command) in of_institution.into_iter().enumerate() {
        execute(hub, &format!("morning/{n}/{step}"), Command::Institution(institution.clone(), command)).await?;
    }
    let title = LocalText::only(Language::En, format!("Item {n}").parse()?);
    let assign = ActionItemCommand::Assign { title, owner: institution, subgroup: None, due, raised_by: None };
    execute(hub, &format!("morning/{n}/item"), Command::ActionItem(format!("item-{n}").parse()?, assign)).await
}

/// Waits until so many messages were taken since a call, and gives every attempt since then.
async fn sent(chat: &str, after: u64, wanted: usize) -> Result<Vec<Call>, Fatal> {
    let client = reqwest::Client::new();
    let (mut calls, mut last, mut moved): (Vec<Call>, _, _) = (Vec::new(), after, Instant::now());
    while calls.iter().filter(|call| call.ok).count() < wanted {
        if moved.elapsed() > TOO_LONG {
            return Err(format!("{} of {wanted} messages came, and no more", calls.len()).into());
        }
        let address = format!("{chat}/sim/calls?method=sendMessage&after={last}&wait_ms={}", WAIT.as_millis());
        let news: Vec<Call> = client.get(address).send().await?.error_for_status()?.json().await?;
        if let Some(call) = news.last() {
            (last, moved) = (call.seq, Instant::now());
        }
        calls.extend(news);
    }
    Ok(calls)
}

/// The most of these moments, in their order, that lie within such a span.
fn most_within(span: TimeDelta, moments: &[DateTime<Utc>]) -> usize {
    let within = |(first, begin): (usize, &DateTime<Utc>)| {
        moments.iter().skip(first).take_while(|moment| **moment - *begin < span).count()
    };
    moments.iter().enumerate().map(within).max().unwrap_or(0)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_most_within_a_second_is_counted_over_any_second() {
        let at = |ms: i64| DateTime::from_timestamp_millis(ms).unwrap();
        let moments = [at(0), at(900), at(1_000), at(1_100), at(1_899), at(1_900)];
        assert_eq!(most_within(TimeDelta::seconds(1), &moments), 4);
        assert_eq!(most_within(TimeDelta::seconds(1), &[]), 0);
    }
}
