//! Things with their lives, by the position at which they began.

use std::num::NonZeroU16;

use chrono::NaiveDate;
use events::ids::{InstitutionId, MeetingId, ObjectiveId, Position, StreamId, SubgroupId};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Paging, Partitions, Query, latest_rows};
use crate::json::in_query;
use crate::projections::things::read_thing;
use crate::things::{Thing, ThingKind};

/// Which things are wanted; what is not said is not restricted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ThingFilter {
    /// Only those that began at these positions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<Position>,
    /// Only those that are, or are a part of, this stream.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stream: Option<StreamId>,
    /// Only those that are this institution's, or ever were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<InstitutionId>,
    /// Only of this subgroup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subgroup: Option<SubgroupId>,
    /// Only those that serve this objective.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objective: Option<ObjectiveId>,
    /// Only this meeting and what it raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    /// Only of these kinds; none: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<ThingKind>,
    /// Only those of which something is on this day or after it: what is late lasts until it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Only those of which something is on this day or before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Only those that were recorded by the end of this day, in Kosovo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_by: Option<NaiveDate>,
}

impl ThingFilter {
    /// The partitions that have things for it.
    pub(super) fn partitions(&self) -> Partitions {
        // Whose an item was is known where it is now, so that an institution's own partition does not know of all it ever had.
        let spread = self.kinds.is_empty() || self.kinds.contains(&ThingKind::ActionItem);
        if spread { Partitions::Each } else { Partitions::Any }
    }

    /// In which order rows are read. Where days are asked for, few rows fit: they are found by their days and sorted, not all rows
    /// read in order.
    pub(super) const fn in_order(&self) -> &'static str {
        if self.from.is_some() { "ORDER BY +position" } else { "ORDER BY position" }
    }

    /// Whether less began until the last day that is asked for than after it: then things are found by their first days, else by
    /// their last ones.
    fn is_of_early_days(&self, connection: &Connection) -> rusqlite::Result<bool> {
        let Some(until) = self.until else { return Ok(false) };
        let (all, before): (i64, i64) = connection
            .prepare_cached(
                "SELECT coalesce(sum(things), 0), coalesce(sum(iif(month <= ?1, things, 0)), 0) FROM things_by_month",
            )?
            .query_row([until.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(2 * before < all)
    }

    /// The filter as a condition and its values.
    pub(super) fn condition(
        &self,
        connection: &Connection,
        after: Option<Position>,
    ) -> rusqlite::Result<(String, Vec<Value>)> {
        // A sign keeps an index from being used.
        let (of_first, of_last) = if self.is_of_early_days(connection)? { ("", "+") } else { ("+", "") };
        let mut conditions = vec!["1".to_owned()];
        let mut values = Vec::new();
        let mut add = |condition: String, added: &mut dyn Iterator<Item = Value>| {
            conditions.push(condition);
            values.extend(added);
        };
        let place = |position: &Position| Value::Integer(i64::try_from(position.0).unwrap_or(i64::MAX));
        let mut add_one = |condition: &str, value: Value| add(condition.to_owned(), &mut std::iter::once(value));
        if let Some(stream) = &self.stream {
            let condition = "position IN (SELECT position FROM things_lives WHERE stream = ?)";
            add_one(condition, Value::Text(stream.to_string()));
        }
        if let Some(institution) = &self.institution {
            let condition = "position IN (SELECT position FROM things_lanes WHERE institution = ?)";
            add_one(condition, Value::Text(institution.to_string()));
        }
        if let Some(subgroup) = &self.subgroup {
            add_one("subgroup = ?", Value::Text(in_query(subgroup)?));
        }
        if let Some(objective) = &self.objective {
            add_one("objective = ?", Value::Text(in_query(objective)?));
        }
        if let Some(meeting) = &self.meeting {
            add_one("meeting = ?", Value::Text(in_query(meeting)?));
        }
        if let Some(from) = self.from {
            add_one(&format!("{of_last}last_day >= ?"), Value::Text(from.to_string()));
        }
        if let Some(until) = self.until {
            add_one(&format!("{of_first}first_day <= ?"), Value::Text(until.to_string()));
        }
        if let Some(known_by) = self.known_by {
            add_one("known_since <= ?", Value::Text(known_by.to_string()));
        }
        if let Some(after) = after {
            add_one("position > ?", place(&after));
        }
        let marks = |count: usize| vec!["?"; count].join(", ");
        if !self.positions.is_empty() {
            let condition = format!("position IN ({})", marks(self.positions.len()));
            add(condition, &mut self.positions.iter().map(place));
        }
        if !self.kinds.is_empty() {
            let kinds: Vec<Value> =
                self.kinds.iter().map(|kind| in_query(kind).map(Value::Text)).collect::<rusqlite::Result<_>>()?;
            add(format!("kind IN ({})", marks(kinds.len())), &mut kinds.into_iter());
        }
        Ok((conditions.join(" AND "), values))
    }
}

/// Things by the position at which they began, which nothing changes: whoever goes on from the last one misses none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Things {
    /// Which are wanted.
    pub filter: ThingFilter,
    /// Only those that began after this place in the log.
    pub after: Option<Position>,
    /// How many at most.
    pub limit: usize,
}

impl Query for Things {
    const NAME: &'static str = "things";
    type Part = Vec<Thing>;
    type Output = Vec<Thing>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        self.filter.partitions()
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<Thing>> {
        let (condition, values) = self.filter.condition(connection, self.after)?;
        let query = format!(
            "SELECT * FROM things_spans JOIN things_lives USING (position) WHERE {condition} {} LIMIT {}",
            self.filter.in_order(),
            self.limit
        );
        connection.prepare(&query)?.query_map(params_from_iter(values), read_thing)?.collect()
    }

    fn merge(&self, parts: Vec<AsOf<Vec<Thing>>>) -> Result<Vec<Thing>, AskError> {
        // As with the timeline's entries: what one partition has not come to yet must not be passed over.
        let is_spread = parts.len() > 1;
        let all_came_to = parts.iter().map(|part| part.position).min().filter(|_| is_spread);
        let mut things = latest_rows(parts, |thing| thing.position);
        things.retain(|thing| all_came_to.is_none_or(|reached| thing.position <= reached));
        things.truncate(self.limit);
        Ok(things)
    }

    fn paging() -> Option<Paging<Self>> {
        Some(Paging {
            limit: |question| question.limit,
            next_page: |question, so_far, limit| {
                let last = so_far.and_then(|things| things.last()).map(|thing| thing.position);
                Self { filter: question.filter.clone(), after: last.or(question.after), limit }
            },
            rows: Vec::len,
            append: |things, page| things.extend(page),
        })
    }

    fn may_be_on_its_way(&self, output: &Vec<Thing>) -> bool {
        output.len() < self.filter.positions.len()
    }
}
