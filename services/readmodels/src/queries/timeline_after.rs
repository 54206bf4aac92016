//! The timeline's entries that fit a filter, in the order in which they were recorded, from one on.

use std::num::NonZeroU16;

use events::ids::Position;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Paging, Partitions, Query, latest_rows};
use super::timeline::{condition, partitions_of, read_entry};
use crate::views::{TimelineEntry, TimelineFilter};

/// Entries of the timeline by position, which no entry changes: whoever goes on from the last one misses none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineAfter {
    /// Which entries are wanted; its limit is not looked at.
    pub filter: TimelineFilter,
    /// Only those after this place in the log.
    pub after: Option<Position>,
    /// How many at most.
    pub limit: usize,
}

impl Query for TimelineAfter {
    const NAME: &'static str = "timeline-after";
    type Part = Vec<TimelineEntry>;
    type Output = Vec<TimelineEntry>;

    fn partitions(&self, count: NonZeroU16) -> Partitions {
        partitions_of(&self.filter, count)
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<TimelineEntry>> {
        let (mut condition, mut values) = condition(&self.filter)?;
        if let Some(after) = self.after {
            condition.push_str(" AND position > ?");
            values.push(Value::Integer(i64::try_from(after.0).unwrap_or(i64::MAX)));
        }
        let query = format!("SELECT * FROM timeline_entries WHERE {condition} ORDER BY position LIMIT {}", self.limit);
        connection.prepare(&query)?.query_map(params_from_iter(values), read_entry)?.collect()
    }

    fn merge(&self, parts: Vec<AsOf<Vec<TimelineEntry>>>) -> Result<Vec<TimelineEntry>, AskError> {
        // What one partition has not come to yet must not be passed over: the next page begins after what is given now. One alone
        // passes nothing over, and does not say how far it is.
        let is_spread = parts.len() > 1;
        let all_came_to = parts.iter().map(|part| part.position).min().filter(|_| is_spread);
        let mut entries = latest_rows(parts, |entry| entry.position);
        entries.retain(|entry| all_came_to.is_none_or(|reached| entry.position <= reached));
        entries.truncate(self.limit);
        Ok(entries)
    }

    fn paging() -> Option<Paging<Self>> {
        Some(Paging {
            limit: |question| question.limit,
            next_page: |question, so_far, limit| {
                let last = so_far.and_then(|entries| entries.last()).map(|entry| entry.position);
                Self { filter: question.filter.clone(), after: last.or(question.after), limit }
            },
            rows: Vec::len,
            append: |entries, page| entries.extend(page),
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use events::actor::Actor;
    use events::ids::StreamId;
    use events::language::{Language, LocalText};
    use events::milestone::Precision;

    use super::*;
    use crate::views::TimelineKind;

    fn entry(position: u64) -> TimelineEntry {
        TimelineEntry {
            position: Position(position),
            stream: StreamId::new("action-item", "beds").unwrap(),
            event_type: "action-item.accepted".to_owned(),
            kind: TimelineKind::ActionItem,
            on: "2026-11-30".parse().unwrap(),
            until: None,
            precision: Precision::Day,
            institutions: vec![],
            subgroup: None,
            title: LocalText::only(Language::En, "Beds".parse().unwrap()),
            detail: None,
            part: None,
            by: Actor::Secretariat,
            recorded_at: "2026-11-30T09:00:00Z".parse().unwrap(),
        }
    }

    fn merged(limit: usize, parts: &[(u64, &[u64])]) -> Vec<u64> {
        let part = |(reached, entries): &(u64, &[u64])| AsOf {
            position: Position(*reached),
            value: entries.iter().map(|position| entry(*position)).collect(),
        };
        let question = TimelineAfter { filter: TimelineFilter::default(), after: None, limit };
        let merged = question.merge(parts.iter().map(part).collect()).unwrap();
        merged.iter().map(|entry| entry.position.0).collect()
    }

    #[test]
    fn nothing_is_given_beyond_what_every_partition_has_come_to() {
        assert_eq!(
            merged(10, &[(9, &[1, 4, 9]), (5, &[2, 5])]),
            [1, 2, 4, 5],
            "what the second has at 6 to 8 is not known"
        );
        assert_eq!(merged(2, &[(9, &[1, 4]), (9, &[2, 5])]), [1, 2]);
        assert_eq!(merged(10, &[(0, &[1, 4, 9])]), [1, 4, 9], "one alone does not say how far it is");
    }
}
