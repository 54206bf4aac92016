//! How many reminders and notices could not be delivered.

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use events::ids::StreamId;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Partitions, Query};
use crate::json::from_text;

/// How many notices could not be delivered and have not been since, the reminders of the old ledger among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undelivered;

impl Query for Undelivered {
    const NAME: &'static str = "undelivered";
    /// Their streams: what is about nobody in particular, as a meeting is, every partition has.
    type Part = BTreeSet<StreamId>;
    type Output = usize;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Each
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<BTreeSet<StreamId>> {
        // With `max` alone, SQLite takes the other columns from the row that has it.
        connection
            .prepare_cached(
                "SELECT stream FROM (
                     SELECT stream, event_type, max(position) FROM timeline_entries
                     WHERE stream >= 'reminder/' AND stream < 'reminder0'
                        OR stream >= 'notification/' AND stream < 'notification0' GROUP BY stream
                 ) WHERE event_type IN ('reminder.failed', 'notification.failed')",
            )?
            .query_map([], |row| from_text(row, "stream"))?
            .collect()
    }

    fn merge(&self, parts: Vec<AsOf<BTreeSet<StreamId>>>) -> Result<usize, AskError> {
        Ok(parts.into_iter().flat_map(|part| part.value).collect::<BTreeSet<_>>().len())
    }
}
