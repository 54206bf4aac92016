//! The first and the last day of the timeline's entries that fit a filter.

use std::num::NonZeroU16;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Partitions, Query};
use super::timeline::{condition, partitions_of};
use crate::json::from_text;
use crate::views::TimelineFilter;

/// The first and the last day of the entries that fit a filter, whatever its limit; none: there is no entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineSpan(pub TimelineFilter);

impl Query for TimelineSpan {
    const NAME: &'static str = "timeline-span";
    type Part = Option<(NaiveDate, NaiveDate)>;
    type Output = Option<(NaiveDate, NaiveDate)>;

    fn partitions(&self, count: NonZeroU16) -> Partitions {
        partitions_of(&self.0, count)
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Self::Part> {
        let (condition, values) = condition(&self.0)?;
        let query = format!(
            "SELECT on_day AS first, max(coalesce(json_extract(until_day, '$'), on_day)) OVER () AS last
             FROM timeline_entries WHERE {condition} ORDER BY on_day LIMIT 1"
        );
        connection
            .prepare(&query)?
            .query_row(params_from_iter(values), |row| Ok((from_text(row, "first")?, from_text(row, "last")?)))
            .optional()
    }

    fn merge(&self, parts: Vec<AsOf<Self::Part>>) -> Result<Self::Output, AskError> {
        let spans = parts.into_iter().filter_map(|part| part.value);
        Ok(spans.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))))
    }
}
