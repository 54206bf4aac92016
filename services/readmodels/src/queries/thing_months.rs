//! How many things begin in each month, over the whole of the coordination.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use chrono::NaiveDate;
use rusqlite::{Connection, params_from_iter};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Partitions, Query};
use crate::json::{from_column, in_query};
use crate::things::ThingKind;

/// How many things of these kinds begin in each month; no kind: all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThingMonths(pub Vec<ThingKind>);

impl Query for ThingMonths {
    const NAME: &'static str = "thing-months";
    /// The month's first day, the kind, and how many.
    type Part = Vec<(NaiveDate, ThingKind, usize)>;
    /// By each month's first day.
    type Output = BTreeMap<NaiveDate, usize>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        let spread = self.0.is_empty() || self.0.contains(&ThingKind::ActionItem);
        if spread { Partitions::Each } else { Partitions::Any }
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Self::Part> {
        let kinds = self.0.iter().map(in_query).collect::<rusqlite::Result<Vec<_>>>()?;
        let wanted = if kinds.is_empty() {
            String::new()
        } else {
            format!("WHERE kind IN ({})", vec!["?"; kinds.len()].join(", "))
        };
        let query = format!("SELECT month || '-01' AS month, kind, things FROM things_by_month {wanted}");
        connection
            .prepare(&query)?
            .query_map(params_from_iter(kinds), |row| {
                Ok((crate::json::from_text(row, "month")?, from_column(row, "kind")?, row.get("things")?))
            })?
            .collect()
    }

    fn merge(&self, parts: Vec<AsOf<Self::Part>>) -> Result<Self::Output, AskError> {
        // Each partition has items of its own, and all of everything else.
        let furthest = parts.iter().enumerate().max_by_key(|(_, part)| part.position).map(|(index, _)| index);
        let mut months = BTreeMap::new();
        for (index, part) in parts.into_iter().enumerate() {
            for (month, kind, things) in part.value {
                if kind == ThingKind::ActionItem || Some(index) == furthest {
                    *months.entry(month).or_default() += things;
                }
            }
        }
        Ok(months)
    }
}
