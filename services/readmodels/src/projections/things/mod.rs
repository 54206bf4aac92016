//! The read model of things: a row for each that a timeline draws, with the steps of its life.
//!
//! Two tables, so that from when to when thousands of them last is read without their lives: spans, and lives. Of action items it
//! has those that are in its partition at the time, with their whole past; of everything else, all. Of a referral it keeps the case's
//! reference and whom it went to, and nothing that was written.

mod action_items;
mod meetings;
mod milestones;

mod referrals;
mod requests;
mod strategy;
mod tables;
mod training;

use events::{Event, RecordedEvent};
use rusqlite::Transaction;

use super::task_lists::comes_from_elsewhere;
use crate::engine::partition::Partition;
use crate::engine::projection::{Projection, ProjectionError};

pub(crate) use tables::{SPAN_COLUMNS, read_span, read_thing};

/// The read model.
pub(crate) struct Things(pub(crate) Partition);

impl Projection for Things {
    fn name(&self) -> &'static str {
        "things"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [&'static str] {
        tables::TABLES
    }

    fn create(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        transaction.execute_batch(tables::CREATE)
    }

    fn partition(&self) -> Partition {
        self.0
    }

    fn needs_history(&self, event: &RecordedEvent) -> bool {
        comes_from_elsewhere(self.0, event)
    }

    fn adopt(
        &self,
        transaction: &Transaction<'_>,
        history: &[RecordedEvent],
        recorded: &RecordedEvent,
    ) -> Result<(), ProjectionError> {
        action_items::adopt(transaction, history, recorded)?;
        self.apply(transaction, recorded)
    }

    fn apply(&self, transaction: &Transaction<'_>, recorded: &RecordedEvent) -> Result<(), ProjectionError> {
        match &recorded.event {
            Event::ActionItem(_, event) => action_items::apply(transaction, self.0, recorded, event),
            Event::Meeting(id, event) => meetings::apply(transaction, recorded, id, event),
            Event::DataRequest(_, event) => requests::apply(transaction, recorded, event),
            Event::Case(id, event) => referrals::apply(transaction, recorded, id, event),
            Event::Module(_, event) => training::apply(transaction, recorded, event),
            Event::Objective(id, event) => strategy::apply(transaction, recorded, id, event),
            Event::Milestone(_, event) => milestones::apply(transaction, recorded, event),
            // Who is who, who was told what and who did what is told elsewhere.
            Event::Institution(..)
            | Event::Subgroup(..)
            | Event::Reminder(..)
            | Event::Notification(..)
            | Event::Account(..)
            | Event::AuditTrail(..)
            | Event::Webhook(..)
            | Event::Erasure(..) => Ok(()),
        }
    }
}
