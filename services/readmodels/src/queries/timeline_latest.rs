//! The timeline's entries that were recorded last, whatever day they are about.

use std::num::NonZeroU16;

use rusqlite::{Connection, params_from_iter};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Partitions, Query, latest_rows};
use super::timeline::{condition, partitions_of, read_entry};
use crate::views::{TimelineEntry, TimelineFilter};

/// The entries that were recorded last, the newest first: what is scheduled for later was recorded when it was scheduled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineLatest {
    /// Which entries are wanted, and how many at most.
    pub filter: TimelineFilter,
}

impl Query for TimelineLatest {
    const NAME: &'static str = "timeline-latest";
    type Part = Vec<TimelineEntry>;
    type Output = Vec<TimelineEntry>;

    fn partitions(&self, count: NonZeroU16) -> Partitions {
        partitions_of(&self.filter, count)
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<TimelineEntry>> {
        let (condition, values) = condition(&self.filter)?;
        let query = format!(
            "SELECT * FROM timeline_entries WHERE {condition} ORDER BY position DESC LIMIT {}",
            self.filter.limit
        );
        connection.prepare(&query)?.query_map(params_from_iter(values), read_entry)?.collect()
    }

    fn merge(&self, parts: Vec<AsOf<Vec<TimelineEntry>>>) -> Result<Vec<TimelineEntry>, AskError> {
        let mut entries = latest_rows(parts, |entry| entry.position);
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.position));
        entries.truncate(self.filter.limit);
        Ok(entries)
    }
}
