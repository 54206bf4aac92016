//! What people put off: a task is brought again once, at a moment of the person's choice. The wish itself is the notice,
//! planned by the person; its occasion says when.

use chrono::{DateTime, Utc};
use events::ids::{ActionItemId, PersonId, StreamId};
use events::notification::{Audience, Notice, Occasion};

use crate::content::{Content, WorkContent};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::topics::Topic;
use crate::topics::action_items::stream_of;

/// With what the occasion of such a notice begins; the message and the moment, in seconds since 1970, follow.
const OCCASION: &str = "put-off.";
/// The same as the ledger finds it.
const WORD: &str = "put-off";

/// The notice that brings a task again which a person put off, below a message of the chat (0: below none).
pub fn notice(item: &ActionItemId, message: i32, at: DateTime<Utc>, person: &PersonId) -> Option<Notice> {
    let occasion = format!("{OCCASION}{message}.{}", at.timestamp());
    Some(Notice {
        about: stream_of(item)?,
        occasion: Occasion::try_from(occasion).ok()?,
        to: Audience::Person(person.clone()),
    })
}

/// Whether a notice brings again what this person put off below this message.
pub fn is_of(notice: &Notice, message: i32, person: &PersonId) -> bool {
    notice.to == Audience::Person(person.clone())
        && notice.occasion.as_str().starts_with(&format!("{OCCASION}{message}."))
}

/// Until when something was put off, UTC; nothing, where the notice is another one.
fn put_off_until(notice: &Notice) -> Option<DateTime<Utc>> {
    let (_, at) = notice.occasion.as_str().strip_prefix(OCCASION)?.split_once('.')?;
    DateTime::from_timestamp(at.parse().ok()?, 0)
}

/// Tasks that a person put off, when their time has come.
pub struct PutOff;

impl Topic for PutOff {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        let due = facts.ledger.waiting_for(WORD).filter_map(|(_, entry)| {
            let since = put_off_until(&entry.notice).filter(|at| *at <= facts.moment.now)?;
            let item = entry.notice.about.key().parse().ok()?;
            Some(Owed {
                notice: entry.notice.clone(),
                content: Content::Work(WorkContent::PutOff { item }),
                urgency: Urgency::AtWork,
                since,
            })
        });
        due.collect()
    }

    fn moments_ahead(&self, facts: &Facts<'_>) -> Vec<(DateTime<Utc>, StreamId)> {
        let put_off = |notice: &Notice| Some((put_off_until(notice)?, notice.about.clone()));
        facts.ledger.waiting_for(WORD).filter_map(|(_, entry)| put_off(&entry.notice)).collect()
    }
}
