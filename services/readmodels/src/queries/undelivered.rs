//! How many reminders and notices could not be delivered.

use std::num::NonZeroU16;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Partitions, Query};

/// How many notices could not be delivered and have not been since, the reminders of the old ledger among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undelivered;

impl Query for Undelivered {
    const NAME: &'static str = "undelivered";
    type Part = usize;
    type Output = usize;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Each
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<usize> {
        // With `max` alone, SQLite takes the other columns from the row that has it.
        connection
            .prepare_cached(
                "SELECT count(*) FROM (
                     SELECT event_type, max(position) FROM timeline_entries
                     WHERE stream >= 'reminder/' AND stream < 'reminder0'
                        OR stream >= 'notification/' AND stream < 'notification0' GROUP BY stream
                 ) WHERE event_type IN ('reminder.failed', 'notification.failed')",
            )?
            .query_row([], |row| row.get(0))
    }

    fn merge(&self, parts: Vec<AsOf<usize>>) -> Result<usize, AskError> {
        Ok(parts.into_iter().map(|part| part.value).sum())
    }
}
