//! What the next look has to go through.
//!
//! Whether something is owed follows from what happened to it, from who is in post and can be reached, from what was told of
//! it, from the day and from the hour. So after a look at everything, the looks of the same day go only through what
//! something happened to since, what was told of it included; through what was owed and can be told; and through what becomes
//! owed, or can be told, because an hour has come. Everything is gone through again when the day changes, the clock goes back, something
//! changes in the institutions, the subgroups or the training, an address takes no messages, or a look failed before it knew
//! what is new. Pure: it has no clock and asks nobody anything.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use events::ids::StreamId;
use events::notification::{NotDelivered, NotificationEvent};
use events::{Event, Moment, RecordedEvent};
use readmodels::delivery_ledger::DeliveryLedger;

use crate::subjects::Subjects;

/// What is to be gone through, as far as is known.
#[derive(Debug, Default)]
pub struct Agenda {
    /// The moment of the last look; nothing, where everything is to be gone through.
    looked_at: Option<Moment>,
    /// What something happened to since.
    with_news: BTreeSet<StreamId>,
    /// What was owed at the last look, not told, and does not rest ([`crate::resting`]).
    owed: BTreeSet<StreamId>,
    /// What becomes owed, or can be said, at an instant of the day of the last look, UTC.
    hours: BTreeMap<DateTime<Utc>, BTreeSet<StreamId>>,
}

impl Agenda {
    /// The next look goes through everything.
    pub fn look_at_everything(&mut self) {
        *self = Self::default();
    }

    /// Takes note of something that happened; the ledger has it already.
    pub fn note(&mut self, event: &RecordedEvent, ledger: &DeliveryLedger) {
        match &event.event {
            // Whom somebody stands in for, who may see what, who trains: that bears on everything.
            Event::Institution(..) | Event::Subgroup(..) | Event::Module(..) | Event::Reminder(..) => {
                self.look_at_everything();
            }
            Event::Notification(key, change) => {
                let bounced = matches!(change, NotificationEvent::Failed { failure: NotDelivered::AddressBounced, .. });
                if bounced {
                    self.look_at_everything();
                } else if let Some(entry) = ledger.entry(key) {
                    self.note_news_of(entry.notice.about.clone());
                }
            }
            Event::ActionItem(..)
            | Event::Case(..)
            | Event::DataRequest(..)
            | Event::Meeting(..)
            | Event::Objective(..)
            | Event::Milestone(..) => self.note_news_of(event.stream.clone()),
            // What was done to ways in is gone through at every look, and there is little of it; of who looks at what, who has what sent
            // where and what is erased nobody is told.
            Event::Account(..) | Event::AuditTrail(..) | Event::Webhook(..) | Event::Erasure(..) => {}
        }
    }

    /// Takes note that something happened to a stream.
    pub fn note_news_of(&mut self, stream: StreamId) {
        self.with_news.insert(stream);
    }

    /// What a look at a moment goes through; `also`: what it has to in any case.
    pub fn subjects(&mut self, moment: &Moment, also: impl IntoIterator<Item = StreamId>) -> Subjects {
        let goes_on = |last: &Moment| last.today == moment.today && last.now <= moment.now;
        if !self.looked_at.as_ref().is_some_and(goes_on) {
            self.look_at_everything();
            return Subjects::All;
        }
        let come = self.hours.range(..=moment.now).flat_map(|(_, streams)| streams);
        let streams = self.with_news.iter().chain(&self.owed).chain(come).cloned();
        Subjects::Only(Arc::new(streams.chain(also).collect()))
    }

    /// The next instant, UTC, at which something becomes owed or can be said because its hour comes, as far as is known.
    pub fn next_hour(&self) -> Option<DateTime<Utc>> {
        self.hours.keys().next().copied()
    }

    /// Takes note that everything that [`subjects`](Self::subjects) named was gone through at a moment: what of it is owed,
    /// not told and does not rest, and what becomes owed or can be said at which instant.
    pub fn gone_through(
        &mut self,
        moment: Moment,
        owed: BTreeSet<StreamId>,
        hours: impl IntoIterator<Item = (DateTime<Utc>, StreamId)>,
    ) {
        self.hours = self.hours.split_off(&moment.now);
        self.hours.remove(&moment.now);
        for (at, stream) in hours {
            self.hours.entry(at).or_default().insert(stream);
        }
        (self.owed, self.looked_at) = (owed, Some(moment));
        self.with_news.clear();
    }
}
