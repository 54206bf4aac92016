//! The lines of the audit trail that fit a filter, the latest first.

use std::num::NonZeroU16;

use chrono::{DateTime, Utc};
use events::account::Network;
use events::actor::Actor;
use events::audit::Door;
use events::ids::{PersonId, Position};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Paging, Partitions, Query, only_part};
use crate::json::{from_column, from_text};

/// Which lines of the audit trail are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AuditFilter {
    /// Who did it, or whose account or link it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// What was done, by its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// To what it was done, letter for letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
}

/// A line of the audit trail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    /// Its place in the log.
    pub position: Position,
    /// The instant at which it was done, UTC.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub by: Actor,
    /// Whose account or link it is about, or who did it; none: nobody that is known.
    pub person: Option<PersonId>,
    /// What was done, by its code.
    pub act: String,
    /// To what it was done.
    pub object: String,
    /// Through what, where it is known.
    pub door: Option<Door>,
    /// From where, where it is known.
    pub network: Option<Network>,
}

/// Lines of the audit trail, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLines {
    /// Which lines are wanted.
    pub filter: AuditFilter,
    /// Only those before this place in the log.
    pub before: Option<Position>,
    /// How many at most.
    pub limit: usize,
}

impl Query for AuditLines {
    const NAME: &'static str = "audit-lines";
    type Part = Vec<AuditLine>;
    type Output = Vec<AuditLine>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Any
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<AuditLine>> {
        let mut conditions = vec!["1"];
        let mut values = Vec::new();
        let AuditFilter { person, act, object } = &self.filter;
        if let Some(person) = person {
            conditions.push("(doer = ? OR person = ?)");
            values.extend([Value::Text(person.to_string()), Value::Text(person.to_string())]);
        }
        let mut add = |condition: &'static str, value: Option<String>| {
            if let Some(value) = value {
                conditions.push(condition);
                values.push(Value::Text(value));
            }
        };
        add("act = ?", act.clone());
        add("object = ?", object.clone());
        if let Some(before) = self.before {
            conditions.push("position < ?");
            values.push(Value::Integer(i64::try_from(before.0).unwrap_or(i64::MAX)));
        }
        let (condition, limit) = (conditions.join(" AND "), self.limit);
        let query = format!("SELECT * FROM audit_lines WHERE {condition} ORDER BY position DESC LIMIT {limit}");
        connection.prepare(&query)?.query_map(params_from_iter(values), read_line)?.collect()
    }

    fn merge(&self, parts: Vec<AsOf<Vec<AuditLine>>>) -> Result<Vec<AuditLine>, AskError> {
        only_part(parts)
    }

    fn paging() -> Option<Paging<Self>> {
        Some(Paging {
            limit: |question| question.limit,
            next_page: |question, so_far, limit| {
                let last = so_far.and_then(|lines| lines.last()).map(|line| line.position);
                Self { filter: question.filter.clone(), before: last.or(question.before), limit }
            },
            rows: Vec::len,
            append: |lines, page| lines.extend(page),
        })
    }
}

fn read_line(row: &Row<'_>) -> rusqlite::Result<AuditLine> {
    let known = |word: Option<String>| word.map(serde_json::Value::String);
    Ok(AuditLine {
        position: Position(row.get("position")?),
        at: from_text(row, "at")?,
        by: from_column(row, "actor")?,
        person: row.get::<_, Option<String>>("person")?.and_then(|person| person.parse().ok()),
        act: row.get("act")?,
        object: row.get("object")?,
        door: known(row.get("door")?).and_then(|door| serde_json::from_value(door).ok()),
        network: known(row.get("network")?).and_then(|network| serde_json::from_value(network).ok()),
    })
}
