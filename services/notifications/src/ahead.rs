//! What a person is going to be told in the days to come, and in which quality, as far as it is known now.
//!
//! The same topics and the same policy that say what is said now, looked at from the moments to come, as if every message
//! arrived and nothing else happened. Pure: it asks nobody anything, and nothing is planned or noted by looking ahead.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveTime, Utc};
use coordination::moment_at;
use events::actor::Actor;
use events::envelope::Metadata;
use events::ids::{
    CommandId, CorrelationId, InstitutionId, NotificationKey, PersonId, Position, Revision, StreamId, TenantId,
};
use events::notification::{ChannelKind, Notice, Notification, NotificationEvent};
use events::{Aggregate, Event, RecordedEvent};
use readmodels::Folded;
use readmodels::delivery_ledger::DeliveryLedger;

use crate::channel::{Addressee, Message};
use crate::content::Content;
use crate::facts::Facts;
use crate::owed::Owed;
use crate::policy::hours::instant;
use crate::policy::plan::{Terms, plan};
use crate::policy::recipients::{Target, targets_of};
use crate::topics;

/// At how many moments it looks at most, whatever the topics say.
const MOST_MOMENTS: usize = 1_000;
/// The place of what is only supposed, after everything that was recorded.
const SUPPOSED: Position = Position(u64::MAX);

/// A message that a person is going to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageAhead {
    /// When it leaves, UTC.
    pub at: DateTime<Utc>,
    /// Whether it is the morning message of its day.
    pub morning: bool,
    /// What it says that was not said before, in order.
    pub parts: Vec<PartAhead>,
}

/// A part of such a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartAhead {
    /// The notice: what it is about, and in which quality the person is told.
    pub notice: Notice,
    /// What it says.
    pub content: Content,
}

/// What a person is going to be told from now until the end of a day so many days ahead, the first message first: what waits
/// for an hour, and what comes to be owed as time passes.
pub fn ahead(person: &PersonId, facts: &Facts<'_>, days: u16) -> Vec<MessageAhead> {
    let now = facts.moment.now;
    let mornings = (1..=u64::from(days) + 1)
        .filter_map(|day| instant(facts.today().checked_add_days(Days::new(day))?, NaiveTime::MIN));
    let mut moments: BTreeSet<DateTime<Utc>> = mornings.collect();
    let Some(end) = moments.pop_last() else { return vec![] };
    moments.extend(topics::ALL.iter().flat_map(|topic| topic.moments_ahead(facts)).map(|(at, _)| at));
    moments.retain(|at| *at > now);
    moments.insert(now);

    let colleagues = institutions_of(person, facts);
    let mut known = facts.clone();
    let mut messages = Vec::new();
    for _ in 0..MOST_MOMENTS {
        let Some(at) = moments.pop_first().filter(|at| *at < end) else { break };
        known.moment = moment_at(at);
        let owed = topics::ALL.iter().flat_map(|topic| topic.owed(&known));
        let owed: Vec<Owed> = owed.filter(|owed| concerns(owed, &colleagues, &known)).collect();
        let notices: BTreeMap<NotificationKey, Notice> =
            owed.iter().map(|owed| (owed.notice.key(), owed.notice.clone())).collect();
        let planned = plan(owed, &known, &terms(facts));
        moments.extend(planned.next.filter(|next| *next > at));
        // Copied once: after that it is this look's own.
        let ledger = Arc::make_mut(&mut known.ledger);
        for notice in planned.to_plan {
            suppose(ledger, &notice.key(), NotificationEvent::Planned { notice }, at);
        }
        // By whichever channel, and by two of them too, it is one message.
        let mut notices = notices;
        for (channel, message) in &planned.messages {
            suppose_sent(ledger, *channel, message, at);
            if message.to.person() == Some(person) {
                messages.extend(message_ahead(message, &mut notices, at));
            }
        }
    }
    messages
}

fn terms(facts: &Facts<'_>) -> Terms {
    Terms { joins_within: facts.ladder.joins_within(), completing: topics::action_items::completing }
}

fn institutions_of<'a>(person: &PersonId, facts: &'a Facts<'_>) -> BTreeSet<&'a InstitutionId> {
    facts.institutions.where_in_post(person).map(|(id, _)| id).collect()
}

/// Whether somebody of these institutions may be told: what a colleague was told, nobody is who stands in later.
fn concerns(owed: &Owed, institutions: &BTreeSet<&InstitutionId>, facts: &Facts<'_>) -> bool {
    let found = targets_of(owed, facts).unwrap_or_default();
    found.iter().any(|target| match target {
        Target::Person(recipient) => institutions.contains(recipient.institution),
        Target::Group(_) => false,
    })
}

/// What was not said before; nothing, where all of it was.
fn message_ahead(
    message: &Message,
    notices: &mut BTreeMap<NotificationKey, Notice>,
    at: DateTime<Utc>,
) -> Option<MessageAhead> {
    let parts = message.parts.iter().filter_map(|part| {
        let notice = notices.remove(part.notice.as_ref()?)?;
        Some(PartAhead { notice, content: part.content.clone() })
    });
    let parts: Vec<PartAhead> = parts.collect();
    (!parts.is_empty()).then_some(MessageAhead { at, morning: message.morning, parts })
}

/// Notes that a message arrived, as the ledger would have it.
fn suppose_sent(ledger: &mut DeliveryLedger, channel: ChannelKind, message: &Message, at: DateTime<Utc>) {
    let Addressee::Person { person, .. } = &message.to else { return };
    for key in message.parts.iter().filter_map(|part| part.notice.as_ref()) {
        let (person, message) = (person.clone(), message.id);
        suppose(ledger, key, NotificationEvent::Sent { person, channel, message, certain: true }, at);
    }
}

fn suppose(ledger: &mut DeliveryLedger, key: &NotificationKey, event: NotificationEvent, at: DateTime<Utc>) {
    if let Some(supposed) = supposed(key, event, at) {
        ledger.fold(&supposed);
    }
}

/// An event that was not recorded.
fn supposed(key: &NotificationKey, event: NotificationEvent, at: DateTime<Utc>) -> Option<RecordedEvent> {
    let tenant: TenantId = "supposed".parse().ok()?;
    let causation_id = CommandId::named(&format!("supposed/{key}"));
    Some(RecordedEvent {
        position: SUPPOSED,
        stream: StreamId::new(Notification::KIND, key.as_str()).ok()?,
        revision: Revision(0),
        id: causation_id.event(0),
        metadata: Metadata {
            tenant,
            actor: Actor::Secretariat,
            correlation_id: CorrelationId(causation_id.0),
            causation_id,
            occurred_at: at,
            recorded_at: at,
            door: None,
            network: None,
        },
        event: Event::Notification(key.clone(), event),
    })
}
