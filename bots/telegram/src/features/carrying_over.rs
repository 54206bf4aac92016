//! What the bot noted in its own file of what it had told, before the log had a ledger of it, is carried over into that: so
//! nobody is told anything twice after the update, and what was put off still comes.
//!
//! It happens once, before the first message is delivered. What was carried over is deleted from the file; what belongs to
//! nobody in post any more is forgotten.

use chrono::{DateTime, NaiveDate, Utc};
use coordination::{CommandError, CommandRequest};
use events::Command;
use events::ids::{ActionItemId, CaseId, ChatId, CommandId, CorrelationId, EventId, StreamId};
use events::meeting::MeetingTime;
use events::notification::{Audience, ChannelKind, Notice, NotificationCommand, Occasion};
use notifications::topics::put_off;
use readmodels::AskError;
use readmodels::cases::CaseBook;
use readmodels::views::PersonView;
use serde::Deserialize;

use crate::core::config::BotError;
use crate::core::services::Services;
use crate::core::storage::database::parse;

/// Why not everything was carried over. It goes on at the next try.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CarryOverError {
    #[error(transparent)]
    Database(#[from] BotError),
    #[error(transparent)]
    ReadModels(#[from] AskError),
    #[error(transparent)]
    Command(#[from] CommandError),
}

/// The tables that are read here are emptied, and it is noted that they were; whatever else a feature keeps stays.
const EMPTIED: &str = "DELETE FROM told; DELETE FROM told_of_requests; DELETE FROM asked_values; DELETE FROM snoozes;
     DELETE FROM briefed; INSERT INTO told VALUES ('carried over', 0);";
/// Whether that is noted.
const IS_DONE: &str = "SELECT 1 FROM told WHERE news = 'carried over' AND chat = 0";

/// What the file has.
#[derive(Default)]
struct OldBotRecords {
    /// The news by name, and the chat.
    told: Vec<(String, i64)>,
    /// The chat, the request and the step.
    requests: Vec<(i64, String, String)>,
    /// The person, the value and the day.
    values: Vec<(String, String, String)>,
    /// The chat, the message, the moment and the tasks.
    snoozes: Vec<(i64, i32, String, String)>,
    /// The briefings sent: the office, where it was taken over in the log, and by whom.
    briefed: Vec<String>,
    /// The chat, the meeting and what the invitation said.
    invitations: Vec<(i64, String, String)>,
}

impl OldBotRecords {
    fn is_empty(&self) -> bool {
        let Self { told, requests, values, snoozes, briefed, invitations } = self;
        let lists = [told.is_empty(), requests.is_empty(), values.is_empty(), snoozes.is_empty(), briefed.is_empty()];
        lists.into_iter().all(|empty| empty) && invitations.is_empty()
    }
}

/// A value of an indicator as it was noted.
#[derive(Deserialize)]
struct NotedValue {
    objective: String,
    indicator: String,
    period: events::period::Period,
}

/// When a meeting was, as an invitation said.
#[derive(Deserialize)]
struct NotedInvitation {
    at: MeetingTime,
    cancelled: bool,
}

async fn noted(services: &Services) -> Result<OldBotRecords, BotError> {
    services
        .database
        .run(|c| {
            let mut noted = OldBotRecords::default();
            let rows = |sql: &str| c.prepare(sql);
            if rows(IS_DONE)?.exists([])? {
                return Ok(noted);
            }
            let mut told = rows("SELECT news, chat FROM told")?;
            noted.told = told.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
            let mut requests = rows("SELECT chat, request, rung FROM told_of_requests")?;
            let found = requests.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            noted.requests = found.collect::<Result<_, _>>()?;
            let mut values = rows("SELECT person, value, day FROM asked_values")?;
            let found = values.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            noted.values = found.collect::<Result<_, _>>()?;
            let mut snoozes = rows("SELECT chat, message, at, items FROM snoozes")?;
            let found = snoozes.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
            noted.snoozes = found.collect::<Result<_, _>>()?;
            let mut briefed = rows("SELECT key FROM briefed")?;
            noted.briefed = briefed.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let mut invitations = rows("SELECT chat, meeting, said FROM meeting_invitations")?;
            let found = invitations.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            noted.invitations = found.collect::<Result<_, _>>()?;
            Ok(noted)
        })
        .await
}

fn notice(kind: &str, id: &str, occasion: String, to: Audience) -> Option<Notice> {
    let (about, occasion) = (StreamId::new(kind, id).ok()?, Occasion::try_from(occasion).ok()?);
    Some(Notice { about, occasion, to })
}

/// The notice that a piece of news was, by the name under which it was noted.
fn of_news(
    news: &str,
    person: &PersonView,
    cases: &CaseBook,
    nudged: impl Fn(EventId) -> Option<ActionItemId>,
) -> Option<Notice> {
    let office = || Audience::FocalPoint(person.institution.clone());
    let mut parts = news.split('/');
    let (kind, id) = (parts.next()?, parts.next()?);
    match kind {
        "case" => {
            let (referral, step) = (parts.next()?, parts.next()?);
            let case: CaseId = id.parse().ok()?;
            let coordinator = cases.case(&case).and_then(|record| record.case.coordinator.as_ref());
            let coordinates = coordinator.is_some_and(|coordinator| coordinator.person == person.person);
            let to = if coordinates && step != "offered" {
                Audience::CaseCoordinator(case)
            } else {
                Audience::Person(person.person.clone())
            };
            notice("case", id, format!("{step}.{referral}"), to)
        }
        "nudge" => notice("action-item", nudged(id.parse().ok()?)?.as_str(), format!("nudge.{id}"), office()),
        "week" => notice("subgroup", id, format!("week.{}", parts.next()?), Audience::Chair(id.parse().ok()?)),
        // The picture comes before the paper: whoever has the paper has both.
        "month" if parts.next() == Some("paper") => {
            notice("institution", person.institution.as_str(), format!("month.{id}"), Audience::Coordinator)
        }
        "meeting" => match (parts.next()?, parts.next()?) {
            ("account", version) => notice("meeting", id, format!("account.{version}"), office()),
            (at, which) => {
                let at = at.to_lowercase().replace(':', ".");
                notice("meeting", id, format!("{which}.{at}"), office())
            }
        },
        _ => None,
    }
}

/// Carries everything over, and says whether there was anything. What was carried over before is not again.
pub(crate) async fn carry_over(services: &Services) -> Result<bool, CarryOverError> {
    let noted = noted(services).await?;
    if noted.is_empty() {
        return Ok(false);
    }
    let (work, cases) = (services.work().await?, services.cases().await?);
    let nudged = |nudge: EventId| {
        let found = work.all().find(|one| one.item.nudged.as_ref().is_some_and(|last| last.id == nudge));
        found.map(|one| one.id.clone())
    };
    for (news, chat) in &noted.told {
        let Some(person) = owner_of(services, *chat).await? else { continue };
        if let Some(notice) = of_news(news, &person, &cases, nudged) {
            record_told(services, notice, &person).await?;
        }
    }
    for (chat, request, step) in &noted.requests {
        let Some(person) = owner_of(services, *chat).await? else { continue };
        let to = Audience::FocalPoint(person.institution.clone());
        if let Some(notice) = notice("data-request", request, step.clone(), to) {
            record_told(services, notice, &person).await?;
        }
    }
    for (person, value, day) in &noted.values {
        let known = match person.parse() {
            Ok(person) => services.read_models.person(&person).await?,
            Err(_) => None,
        };
        let (Some(person), Ok(value)) = (known, parse::<NotedValue>(value)) else { continue };
        let Ok(day) = day.parse::<NaiveDate>() else { continue };
        let (from, until) = (value.period.from(), value.period.until());
        let occasion = format!("value.{from}.{until}.{day}.{}", value.indicator);
        let to = Audience::FocalPoint(person.institution.clone());
        if let Some(notice) = notice("strategy", &value.objective, occasion, to) {
            record_told(services, notice, &person).await?;
        }
    }
    carry_invitations_over(services, &noted.invitations).await?;
    for key in &noted.briefed {
        carry_briefing_over(services, key).await?;
    }
    for (chat, message, at, items) in &noted.snoozes {
        let Some(person) = owner_of(services, *chat).await? else { continue };
        let (Ok(at), Ok(items)) = (at.parse::<DateTime<Utc>>(), parse::<Vec<ActionItemId>>(items)) else { continue };
        let wishes = items.iter().filter_map(|item| put_off::notice(item, *message, at, &person.person));
        for notice in wishes {
            give(services, &notice, NotificationCommand::Plan { notice: notice.clone() }).await?;
        }
    }
    services.database.run(|c| c.execute_batch(EMPTIED)).await?;
    Ok(true)
}

/// That somebody was briefed: `briefing/institution/ms/12/dea`, `briefing/cases/dea/2017-07-03`.
async fn carry_briefing_over(services: &Services, key: &str) -> Result<(), CarryOverError> {
    let parts: Vec<&str> = key.split('/').collect();
    let person = match parts.as_slice() {
        ["briefing", "cases", person, _] | ["briefing", _, _, _, person] => person.parse().ok(),
        _ => None,
    };
    let Some(person) = person else { return Ok(()) };
    let Some(person) = services.read_models.person(&person).await? else { return Ok(()) };
    let to = Audience::Person(person.person.clone());
    let notice = match parts.as_slice() {
        ["briefing", "cases", _, day] => {
            notice("institution", person.institution.as_str(), format!("briefing.cases.{day}"), to)
        }
        ["briefing", kind, id, position, _] => notice(kind, id, format!("briefing.{position}"), to),
        _ => None,
    };
    match notice {
        Some(notice) => Ok(record_told(services, notice, &person).await?),
        None => Ok(()),
    }
}

/// Invitations stay in the file: which message invites is the bot's own to know. That they were said is carried over.
async fn carry_invitations_over(
    services: &Services,
    invitations: &[(i64, String, String)],
) -> Result<(), CarryOverError> {
    let meetings = services.meetings().await?;
    for (chat, meeting, said) in invitations {
        let (Some(person), Ok(said)) = (owner_of(services, *chat).await?, parse::<NotedInvitation>(said)) else {
            continue;
        };
        let Some(known) = meeting.parse().ok().and_then(|id| meetings.meeting(&id)) else { continue };
        let to = || Audience::FocalPoint(person.institution.clone());
        // Of an earlier time it is only known that it was another.
        let moves = if said.at == known.at { known.moves } else { known.moves.saturating_sub(1) };
        let occasions = [Some(format!("invited.{moves}")), said.cancelled.then(|| "called-off".to_owned())];
        for occasion in occasions.into_iter().flatten() {
            if let Some(notice) = notice("meeting", meeting, occasion, to()) {
                record_told(services, notice, &person).await?;
            }
        }
    }
    Ok(())
}

async fn owner_of(services: &Services, chat: i64) -> Result<Option<PersonView>, AskError> {
    services.read_models.person_by_chat(ChatId(chat)).await
}

async fn record_told(services: &Services, notice: Notice, person: &PersonView) -> Result<(), CommandError> {
    let (person, channel) = (person.person.clone(), ChannelKind::Telegram);
    let command = NotificationCommand::CarryOver { notice: notice.clone(), person, channel };
    give(services, &notice, command).await
}

async fn give(services: &Services, notice: &Notice, command: NotificationCommand) -> Result<(), CommandError> {
    let key = notice.key();
    let id = CommandId::named(&format!("carry-over/{key}"));
    let request = CommandRequest {
        id,
        correlation: CorrelationId(id.0),
        principal: services.principal.clone(),
        occurred_at: None,
        made_from: None,
        command: Command::Notification(key, command),
    };
    services.commands.execute(request).await.map(drop)
}
