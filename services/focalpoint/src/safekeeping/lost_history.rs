//! What happened after the point to which a log goes back: how much of it, and what people were told of that is not in the log
//! any more.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use events::Event;
use events::ids::{Position, StreamId};
use events::notification::{Notice, NotificationEvent};
use events::reminder::ReminderEvent;
use store::{Direction, EventStore, ReadError, SqliteLogReader};

/// How many events are read at a time.
const PAGE: usize = 512;

/// A notice that somebody was brought and that has no event in the log any more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ToldInVain {
    /// What it was about.
    pub about: StreamId,
    /// On which occasion.
    pub occasion: String,
    /// To whom: a post or a person, by id.
    pub to: String,
    /// Whether nothing of what it was about is left. Otherwise that is as it was earlier.
    pub is_gone: bool,
}

/// What a log had after a position.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct LostHistory {
    /// How many events.
    pub events: u64,
    /// When the last of them was recorded, UTC.
    pub until: Option<DateTime<Utc>>,
    /// How many of each kind of thing.
    pub kinds: BTreeMap<String, u64>,
    /// What people were told in that time of what is gone or set back.
    pub told: BTreeSet<ToldInVain>,
    /// Why the rest is not known, where the log could not be read to its end.
    pub unknown_beyond: Option<String>,
}

/// What this log has after a position.
pub async fn after(log: &SqliteLogReader, position: Position) -> LostHistory {
    let mut lost = LostHistory::default();
    if let Err(error) = collect(log, position, &mut lost).await {
        lost.unknown_beyond = Some(error.to_string());
    }
    lost
}

async fn collect(log: &SqliteLogReader, position: Position, lost: &mut LostHistory) -> Result<(), ReadError> {
    let mut changed: BTreeSet<StreamId> = BTreeSet::new();
    let mut told: BTreeSet<StreamId> = BTreeSet::new();
    let mut reached = position;
    loop {
        let page = log.read_all(reached, PAGE).await?;
        let Some(end) = page.last() else { break };
        reached = end.position;
        for event in page {
            lost.events += 1;
            lost.until = Some(event.metadata.recorded_at);
            *lost.kinds.entry(event.stream.kind().to_owned()).or_default() += 1;
            match Event::decode(&event.stream, &event.body) {
                Ok(Event::Notification(_, notice)) if brings(&notice) => drop(told.insert(event.stream)),
                Ok(Event::Reminder(_, reminder)) if reminds(&reminder) => drop(told.insert(event.stream)),
                Ok(_) | Err(_) => drop(changed.insert(event.stream)),
            }
        }
    }
    for stream in told {
        let Some(notice) = told_by(log, &stream).await? else { continue };
        if changed.contains(&notice.about) {
            let before = log.until(position).read_stream(&notice.about, None, Direction::Forwards, 1).await?;
            lost.told.insert(ToldInVain { is_gone: before.is_empty(), ..notice });
        }
    }
    Ok(())
}

/// Whether the event says that somebody was told.
fn brings(event: &NotificationEvent) -> bool {
    match event {
        NotificationEvent::Sent { .. } | NotificationEvent::Posted { .. } | NotificationEvent::CarriedOver { .. } => {
            true
        }
        NotificationEvent::Planned { .. }
        | NotificationEvent::Failed { .. }
        | NotificationEvent::Answered { .. }
        | NotificationEvent::Overtaken {} => false,
    }
}

fn reminds(event: &ReminderEvent) -> bool {
    match event {
        ReminderEvent::Sent { .. } | ReminderEvent::Escalated { .. } => true,
        ReminderEvent::Planned { .. } | ReminderEvent::Failed { .. } | ReminderEvent::Answered { .. } => false,
    }
}

/// What a notice or reminder told, by the first event of its stream.
async fn told_by(log: &SqliteLogReader, stream: &StreamId) -> Result<Option<ToldInVain>, ReadError> {
    let first = log.read_stream(stream, None, Direction::Forwards, 1).await?.into_iter().next();
    let told = first.and_then(|first| match Event::decode(&first.stream, &first.body) {
        Ok(Event::Notification(
            _,
            NotificationEvent::Planned { notice } | NotificationEvent::CarriedOver { notice, .. },
        )) => Some(of_notice(&notice)),
        Ok(Event::Reminder(_, ReminderEvent::Planned { reminder, recipient })) => Some(ToldInVain {
            about: StreamId::new("action-item", reminder.action_item.as_str()).ok()?,
            occasion: "reminder".to_owned(),
            to: post_of(&recipient),
            is_gone: false,
        }),
        Ok(_) | Err(_) => None,
    });
    Ok(told)
}

fn of_notice(notice: &Notice) -> ToldInVain {
    ToldInVain {
        about: notice.about.clone(),
        occasion: notice.occasion.to_string(),
        to: post_of(&notice.to),
        is_gone: false,
    }
}

/// A post as it stands in the log: its kind, and its id where it has one.
fn post_of(post: &impl serde::Serialize) -> String {
    match serde_json::to_value(post) {
        Ok(serde_json::Value::Object(fields)) => {
            fields.values().filter_map(serde_json::Value::as_str).collect::<Vec<_>>().join(" ")
        }
        Ok(serde_json::Value::String(text)) => text,
        Ok(_) | Err(_) => String::new(),
    }
}
