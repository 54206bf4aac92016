//! From when to when things last, and whose they are, without their lives: of thousands at once.

use std::num::NonZeroU16;

use events::ids::Position;
use rusqlite::{Connection, params_from_iter};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Paging, Partitions, Query, latest_rows};
use super::things::ThingFilter;
use crate::projections::things::{SPAN_COLUMNS, read_span};
use crate::things::ThingSpan;

/// The spans of the things that fit a filter, by the position at which they began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThingSpans {
    filter: ThingFilter,
    after: Option<Position>,
    limit: usize,
}

impl ThingSpans {
    /// Of those that fit a filter, so many at most.
    pub const fn of(filter: ThingFilter, limit: usize) -> Self {
        Self { filter, after: None, limit }
    }
}

impl Query for ThingSpans {
    const NAME: &'static str = "thing-spans";
    type Part = Vec<ThingSpan>;
    type Output = Vec<ThingSpan>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        self.filter.partitions()
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<ThingSpan>> {
        let (condition, values) = self.filter.condition(connection, self.after)?;
        let query = format!(
            "SELECT {SPAN_COLUMNS} FROM things_spans WHERE {condition} {} LIMIT {}",
            self.filter.in_order(),
            self.limit
        );
        connection.prepare(&query)?.query_map(params_from_iter(values), read_span)?.collect()
    }

    fn merge(&self, parts: Vec<AsOf<Vec<ThingSpan>>>) -> Result<Vec<ThingSpan>, AskError> {
        let mut spans = latest_rows(parts, |span| span.position);
        spans.truncate(self.limit);
        Ok(spans)
    }

    fn paging() -> Option<Paging<Self>> {
        Some(Paging {
            limit: |question| question.limit,
            next_page: |question, so_far, limit| {
                let last = so_far.and_then(|spans| spans.last()).map(|span| span.position);
                Self { filter: question.filter.clone(), after: last.or(question.after), limit }
            },
            rows: Vec::len,
            append: |spans, page| spans.extend(page),
        })
    }
}
