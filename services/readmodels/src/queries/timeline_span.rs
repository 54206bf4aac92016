//! The first and the last day of the timeline's entries that fit a filter.

use std::num::NonZeroU16;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params_from_iter};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Partitions, Query};
use super::timeline::{condition, partitions_of};
use crate::json::{in_query, parse, unreadable};
use crate::views::{TimelineFilter, TimelineKind};

/// The first and the last day of the entries that fit a filter, whatever its limit; none: there is no entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineSpan(pub TimelineFilter);

impl Query for TimelineSpan {
    const NAME: &'static str = "timeline-span";
    type Part = Option<Span>;
    type Output = Option<Span>;

    fn partitions(&self, count: NonZeroU16) -> Partitions {
        partitions_of(&self.0, count)
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Self::Part> {
        let TimelineFilter { stream, institution, subgroup, kinds, from, until, limit: _ } = &self.0;
        let is_of_kinds_only = stream.is_none() && institution.is_none() && subgroup.is_none();
        if is_of_kinds_only && from.is_none() && until.is_none() {
            let kinds = if kinds.is_empty() { &TimelineKind::ALL[..] } else { kinds };
            let spans = kinds.iter().filter_map(|kind| of_kind(connection, *kind).transpose());
            return Ok(spans.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().reduce(both));
        }
        let (condition, values) = condition(&self.0)?;
        let query = format!(
            "SELECT min(on_day), max(coalesce(json_extract(until_day, '$'), on_day)) FROM timeline_entries
             WHERE {condition}"
        );
        let days =
            connection.prepare(&query)?.query_row(params_from_iter(values), |row| Ok((day(row, 0)?, day(row, 1)?)));
        days.map(|(first, last)| first.zip(last))
    }

    fn merge(&self, parts: Vec<AsOf<Self::Part>>) -> Result<Self::Output, AskError> {
        let spans = parts.into_iter().filter_map(|part| part.value);
        Ok(spans.reduce(both))
    }
}

type Span = (NaiveDate, NaiveDate);

fn both(one: Span, other: Span) -> Span {
    (one.0.min(other.0), one.1.max(other.1))
}

/// The first and the last day on which an entry of a kind begins, and the last until which one lasts.
pub(super) const ENDS: [&str; 3] = [
    "SELECT min(on_day) FROM timeline_entries WHERE kind = ?1",
    "SELECT max(on_day) FROM timeline_entries WHERE kind = ?1",
    "SELECT max(until_day) FROM timeline_entries WHERE kind = ?1 AND until_day IS NOT NULL",
];

/// Of all entries of a kind: the ends of indexes are looked at, and no entry. What lasts ends no earlier than it begins.
fn of_kind(connection: &Connection, kind: TimelineKind) -> rusqlite::Result<Option<Span>> {
    let kind = in_query(&kind)?;
    let end = |sql: &str| connection.prepare_cached(sql)?.query_row([&kind], |row| row.get::<_, Option<String>>(0));
    let [first, last, lasting] = ENDS;
    let Some(first) = end(first)? else { return Ok(None) };
    let first: NaiveDate = first.parse().map_err(unreadable)?;
    let last = end(last)?.map_or(Ok(first), |day| day.parse().map_err(unreadable))?;
    let lasting = end(lasting)?.as_deref().map(parse::<NaiveDate>).transpose()?;
    Ok(Some((first, lasting.map_or(last, |until| until.max(last)))))
}

fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<NaiveDate>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(unreadable)).transpose()
}
