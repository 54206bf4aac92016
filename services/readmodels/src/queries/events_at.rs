//! The events of a kind of dossiers at certain places in the log.

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use events::event::DecodeError;
use events::ids::Position;
use events::{RecordedEvent, StoredEvent};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, Paging, Partitions, Query, only_part};
use crate::json::{from_column, in_query};
use crate::projections::dossiers::DossierKind;

/// Asks for those events of a kind that are at these positions, in the order of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventsAt {
    kind: DossierKind,
    positions: BTreeSet<Position>,
    limit: usize,
}

impl EventsAt {
    /// The events of this kind of dossiers at these positions.
    pub fn of(kind: DossierKind, positions: BTreeSet<Position>) -> Self {
        Self { kind, limit: positions.len(), positions }
    }
}

impl Query for EventsAt {
    const NAME: &'static str = "events-at";
    type Part = Vec<StoredEvent>;
    type Output = Vec<RecordedEvent>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Any
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<StoredEvent>> {
        let kind = in_query(&self.kind)?;
        let mut at = connection.prepare_cached("SELECT event FROM dossier_events WHERE kind = ?1 AND position = ?2")?;
        let mut found = Vec::new();
        for position in self.positions.iter().take(self.limit) {
            found.extend(at.query_row(params![kind, position.0], |row| from_column(row, "event")).optional()?);
        }
        Ok(found)
    }

    fn merge(&self, parts: Vec<AsOf<Vec<StoredEvent>>>) -> Result<Vec<RecordedEvent>, AskError> {
        let unreadable = |error: DecodeError| AskError::unreadable(error.to_string());
        only_part(parts)?.into_iter().map(|event| event.decode().map_err(unreadable)).collect()
    }

    fn paging() -> Option<Paging<Self>> {
        Some(Paging {
            limit: |question| question.limit,
            next_page: |question, so_far, limit| {
                let last = so_far.and_then(|events| events.last()).map_or(Position::START, |event| event.position);
                // No more than are asked for travel with the question.
                let ahead = question.positions.iter().copied().filter(|position| *position > last);
                Self { kind: question.kind, positions: ahead.take(limit).collect(), limit }
            },
            rows: Vec::len,
            append: |events, page| events.extend(page),
        })
    }
}
