//! What happened to each notice, step by step: planned, sent to whom and by which channel, failed and why, answered, overtaken.
//!
//! The ledger ([`super::delivery_ledger`]) knows whether something was said; this book keeps how it came about, for whoever
//! shows it to people. Knows no rule of when something is to be said.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use events::ids::{MessageId, NotificationKey, PersonId, Position, StreamId};
use events::notification::{ChannelKind, NotDelivered, Notice, NotificationEvent};
use events::{Event, RecordedEvent};

use crate::books::book::Folded;
use crate::projections::dossiers::DossierKind;

/// Something that happened to a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeStep {
    /// When, UTC; of what was said before there was a ledger, when it was taken over.
    pub at: DateTime<Utc>,
    /// Where it stands in the log.
    pub position: Position,
    /// What happened to the notice.
    pub event: NotificationEvent,
}

/// That a notice was brought to somebody, or posted in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling<'a> {
    /// When it was delivered, UTC.
    pub at: DateTime<Utc>,
    /// Where it stands in the log.
    pub position: Position,
    /// To whom in person; nobody where it was posted in a group.
    pub person: Option<&'a PersonId>,
    /// The channel that brought it.
    pub channel: ChannelKind,
    /// The message that brought it, perhaps with others; none of what was said before there was a ledger.
    pub message: Option<MessageId>,
    /// Whether it is certain that the channel took it.
    pub certain: bool,
}

/// That a notice could not be brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailedTelling<'a> {
    /// When it failed, UTC.
    pub at: DateTime<Utc>,
    /// Where it stands in the log.
    pub position: Position,
    /// To whom in person, where somebody was found.
    pub person: Option<&'a PersonId>,
    /// By what, where there was something.
    pub channel: Option<ChannelKind>,
    /// Why the channel could not bring it.
    pub failure: NotDelivered,
}

impl NoticeStep {
    /// That it was brought, where it was.
    pub fn telling(&self) -> Option<Telling<'_>> {
        use NotificationEvent as E;

        let (at, position) = (self.at, self.position);
        match &self.event {
            E::Sent { person, channel, message, certain } => {
                let message = Some(*message);
                Some(Telling { at, position, person: Some(person), channel: *channel, message, certain: *certain })
            }
            E::Posted { channel, message, certain } => Some(Telling {
                at,
                position,
                person: None,
                channel: *channel,
                message: Some(*message),
                certain: *certain,
            }),
            E::CarriedOver { person, channel, .. } => {
                Some(Telling { at, position, person: Some(person), channel: *channel, message: None, certain: true })
            }
            E::Planned { .. } | E::Failed { .. } | E::Answered { .. } | E::Overtaken {} => None,
        }
    }

    /// That it could not be brought, where it could not.
    pub fn failure(&self) -> Option<FailedTelling<'_>> {
        use NotificationEvent as E;

        match &self.event {
            E::Failed { person, channel, failure } => Some(FailedTelling {
                at: self.at,
                position: self.position,
                person: person.as_ref(),
                channel: *channel,
                failure: *failure,
            }),
            E::Planned { .. }
            | E::Sent { .. }
            | E::Posted { .. }
            | E::CarriedOver { .. }
            | E::Answered { .. }
            | E::Overtaken {} => None,
        }
    }
}

/// A notice with what happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRecord {
    /// What it is about, the occasion, and the post that is told.
    pub notice: Notice,
    /// What happened, in order.
    pub steps: Vec<NoticeStep>,
}

impl NoticeRecord {
    /// Each time that it was brought.
    pub fn tellings(&self) -> impl DoubleEndedIterator<Item = Telling<'_>> {
        self.steps.iter().filter_map(NoticeStep::telling)
    }

    /// Each time that it could not be.
    pub fn failures(&self) -> impl DoubleEndedIterator<Item = FailedTelling<'_>> {
        self.steps.iter().filter_map(NoticeStep::failure)
    }

    /// Whether it was answered.
    pub fn is_answered(&self) -> bool {
        self.steps.iter().any(|step| matches!(step.event, NotificationEvent::Answered { .. }))
    }
}

/// Every notice with what happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoticeHistory {
    notices: BTreeMap<NotificationKey, NoticeRecord>,
    /// The notices about each thing, in the order in which they were planned.
    about: BTreeMap<StreamId, Vec<NotificationKey>>,
}

impl NoticeHistory {
    /// What happened to a notice; nothing, where it was never planned.
    pub fn notice(&self, key: &NotificationKey) -> Option<&NoticeRecord> {
        self.notices.get(key)
    }

    /// Every notice, by its key.
    pub fn all(&self) -> impl Iterator<Item = &NoticeRecord> {
        self.notices.values()
    }

    /// The notices about one thing, in the order in which they were planned.
    pub fn about<'a>(&'a self, about: &StreamId) -> impl Iterator<Item = &'a NoticeRecord> + use<'a> {
        self.about.get(about).into_iter().flatten().filter_map(|key| self.notices.get(key))
    }

    /// The last time that anybody was told anything about one thing.
    pub fn last_told_of(&self, about: &StreamId) -> Option<(&NoticeRecord, Telling<'_>)> {
        let told = self.about(about).flat_map(|notice| notice.tellings().map(move |telling| (notice, telling)));
        told.max_by_key(|(_, telling)| telling.at)
    }

    fn plan(&mut self, key: &NotificationKey, notice: &Notice) {
        if !self.notices.contains_key(key) {
            self.notices.insert(key.clone(), NoticeRecord { notice: notice.clone(), steps: Vec::new() });
            self.about.entry(notice.about.clone()).or_default().push(key.clone());
        }
    }
}

impl Folded for NoticeHistory {
    const KIND: DossierKind = DossierKind::Notification;

    fn fold(&mut self, recorded: &RecordedEvent) {
        use NotificationEvent as E;

        let Event::Notification(key, event) = &recorded.event else { return };
        match event {
            E::Planned { notice } | E::CarriedOver { notice, .. } => self.plan(key, notice),
            E::Sent { .. } | E::Posted { .. } | E::Failed { .. } | E::Answered { .. } | E::Overtaken {} => {}
        }
        if let Some(found) = self.notices.get_mut(key) {
            found.steps.push(NoticeStep {
                at: recorded.metadata.occurred_at,
                position: recorded.position,
                event: event.clone(),
            });
        }
    }
}
