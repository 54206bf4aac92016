//! The timeline's entries that fit a filter.

use std::num::NonZeroU16;

use chrono::NaiveDate;
use events::ids::Position;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Paging, Partitions, Query, latest_rows};
use crate::engine::partition::Partition;
use crate::json::{from_column, from_optional_column, from_text, in_query};
use crate::views::{TimelineEntry, TimelineFilter, TimelineKind};

/// How many entries are given when nobody says.
const DEFAULT_LIMIT: usize = 500;

/// Entries of the timeline in the order of their days; of too many, the latest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    filter: TimelineFilter,
    before: Option<(NaiveDate, Position)>,
    limit: usize,
}

impl Timeline {
    /// The entries that fit a filter, as many as it asks for.
    pub fn of(filter: TimelineFilter) -> Self {
        let limit = if filter.limit == 0 { DEFAULT_LIMIT } else { filter.limit };
        Self { filter, before: None, limit }
    }
}

impl Query for Timeline {
    const NAME: &'static str = "timeline";
    /// The latest first.
    type Part = Vec<TimelineEntry>;
    type Output = Vec<TimelineEntry>;

    fn partitions(&self, count: NonZeroU16) -> Partitions {
        partitions_of(&self.filter, count)
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<TimelineEntry>> {
        let Some(from) = self.filter.from else { return self.entries(connection, &self.filter, None, self.limit) };
        // Something that lasts is shown as long as any day of it is wanted. It began earlier, so it comes behind the rest; asked
        // for together, every entry of before would be looked at.
        let of_days = TimelineFilter { from: None, ..self.filter.clone() };
        let mut entries =
            self.entries(connection, &of_days, Some(("on_day >= ?", vec![from.to_string()])), self.limit)?;
        let left = self.limit.saturating_sub(entries.len());
        if left > 0 {
            let kinds = if self.filter.kinds.is_empty() { &TimelineKind::ALL[..] } else { &self.filter.kinds };
            let mut values = kinds.iter().map(in_query).collect::<rusqlite::Result<Vec<_>>>()?;
            values.extend([from.to_string(), in_query(&from)?]);
            let wanted = vec!["?"; kinds.len()].join(", ");
            let lasting = format!("kind IN ({wanted}) AND on_day < ? AND until_day IS NOT NULL AND until_day >= ?");
            entries.extend(self.entries(connection, &of_days, Some((&lasting, values)), left)?);
        }
        Ok(entries)
    }

    fn merge(&self, parts: Vec<AsOf<Vec<TimelineEntry>>>) -> Result<Vec<TimelineEntry>, AskError> {
        let mut entries = latest_rows(parts, |entry| entry.position);
        entries.sort_by_key(|entry| (entry.on, entry.position));
        let too_many = entries.len().saturating_sub(self.limit);
        Ok(entries.split_off(too_many))
    }

    fn paging() -> Option<Paging<Self>> {
        Some(Paging {
            limit: |question| question.limit,
            next_page: |question, so_far, limit| {
                let before = so_far.and_then(|entries| entries.last()).map(|entry| (entry.on, entry.position));
                Self { filter: question.filter.clone(), before, limit }
            },
            rows: Vec::len,
            append: |entries, page| entries.extend(page),
        })
    }
}

impl Timeline {
    /// So many entries that fit a filter and a further condition, the latest first.
    fn entries(
        &self,
        connection: &Connection,
        filter: &TimelineFilter,
        further: Option<(&str, Vec<String>)>,
        limit: usize,
    ) -> rusqlite::Result<Vec<TimelineEntry>> {
        let (mut condition, mut values) = condition(filter)?;
        if let Some((further, texts)) = further {
            condition.push_str(" AND ");
            condition.push_str(further);
            values.extend(texts.into_iter().map(Value::Text));
        }
        if let Some((day, position)) = self.before {
            condition.push_str(" AND (on_day, position) < (?, ?)");
            values.push(Value::Text(day.to_string()));
            values.push(Value::Integer(i64::try_from(position.0).unwrap_or(i64::MAX)));
        }
        let query = format!(
            "SELECT * FROM timeline_entries WHERE {condition} ORDER BY on_day DESC, position DESC LIMIT {limit}"
        );
        connection.prepare(&query)?.query_map(params_from_iter(values), read_entry)?.collect()
    }
}

/// The partitions that have entries for a filter: one, where it leaves out the items of all others.
pub(super) fn partitions_of(filter: &TimelineFilter, count: NonZeroU16) -> Partitions {
    let spread = filter.kinds.is_empty()
        || filter.kinds.iter().any(|kind| matches!(kind, TimelineKind::ActionItem | TimelineKind::Reminder));
    match &filter.institution {
        Some(institution) => Partitions::One(Partition::of(institution, count)),
        None if spread => Partitions::Each,
        None => Partitions::Any,
    }
}

/// The filter as a condition and its values.
pub(super) fn condition(filter: &TimelineFilter) -> rusqlite::Result<(String, Vec<Value>)> {
    let mut conditions = vec!["1".to_owned()];
    let mut values = Vec::new();
    let mut add = |condition: &str, value: String| {
        conditions.push(condition.to_owned());
        values.push(Value::Text(value));
    };
    if let Some(stream) = &filter.stream {
        add("stream = ?", stream.to_string());
    }
    if let Some(institution) = &filter.institution {
        let condition = "position IN (SELECT position FROM timeline_lanes WHERE institution = ?)";
        add(condition, institution.to_string());
    }
    if let Some(subgroup) = &filter.subgroup {
        add("subgroup = ?", in_query(subgroup)?);
    }
    if let Some(from) = filter.from {
        // Something that lasts is shown as long as any day of it is wanted.
        add("coalesce(json_extract(until_day, '$'), on_day) >= ?", from.to_string());
    }
    if let Some(until) = filter.until {
        add("on_day <= ?", until.to_string());
    }
    if !filter.kinds.is_empty() {
        let wanted = vec!["?"; filter.kinds.len()].join(", ");
        // Entries are looked through in the order in which they are shown, not kind by kind and then sorted.
        conditions.push(format!("+kind IN ({wanted})"));
        for kind in &filter.kinds {
            values.push(Value::Text(in_query(kind)?));
        }
    }
    Ok((conditions.join(" AND "), values))
}

pub(super) fn read_entry(row: &Row<'_>) -> rusqlite::Result<TimelineEntry> {
    Ok(TimelineEntry {
        position: Position(row.get("position")?),
        stream: from_text(row, "stream")?,
        event_type: row.get("event_type")?,
        kind: from_column(row, "kind")?,
        on: from_text(row, "on_day")?,
        until: from_optional_column(row, "until_day")?,
        precision: from_column(row, "precision")?,
        institutions: from_column(row, "institutions")?,
        subgroup: from_optional_column(row, "subgroup")?,
        title: from_column(row, "title")?,
        detail: row.get("detail")?,
        part: from_optional_column(row, "part")?,
        by: from_column(row, "actor")?,
        recorded_at: from_text(row, "recorded_at")?,
    })
}
