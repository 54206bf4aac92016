//! The events of a kind of dossiers.

use std::num::NonZeroU16;

use events::event::DecodeError;
use events::ids::Position;
use events::{RecordedEvent, StoredEvent};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::ask_error::AskError;
use super::query::{AsOf, NO_LIMIT, Paging, Partitions, Query, only_part};
use crate::json::{from_column, in_query};
use crate::projections::dossiers::DossierKind;

/// The events of a kind of dossiers after a position, in the order of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierEvents {
    kind: DossierKind,
    after: Position,
    limit: usize,
}

impl DossierEvents {
    /// So many events of this kind of dossiers after a position.
    pub fn page(kind: DossierKind, after: Position, limit: usize) -> Self {
        Self { kind, after, limit }
    }

    /// All events of this kind of dossiers after a position.
    pub fn after(kind: DossierKind, after: Position) -> Self {
        Self { kind, after, limit: NO_LIMIT }
    }
}

impl Query for DossierEvents {
    const NAME: &'static str = "dossiers";
    type Part = Vec<StoredEvent>;
    type Output = Vec<RecordedEvent>;

    fn partitions(&self, _: NonZeroU16) -> Partitions {
        Partitions::Any
    }

    fn run(&self, connection: &Connection) -> rusqlite::Result<Vec<StoredEvent>> {
        connection
            .prepare_cached(
                "SELECT event FROM dossier_events WHERE kind = ?1 AND position > ?2 ORDER BY position LIMIT +?3",
            )?
            .query_map(params![in_query(&self.kind)?, self.after.0, self.limit], |row| from_column(row, "event"))?
            .collect()
    }

    fn merge(&self, parts: Vec<AsOf<Vec<StoredEvent>>>) -> Result<Vec<RecordedEvent>, AskError> {
        let unreadable = |error: DecodeError| AskError::unreadable(error.to_string());
        only_part(parts)?.into_iter().map(|event| event.decode().map_err(unreadable)).collect()
    }

    fn paging() -> Option<Paging<Self>> {
        Some(Paging {
            limit: |question| question.limit,
            next_page: |question, so_far, limit| {
                let last = so_far.and_then(|events| events.last()).map(|event| event.position);
                Self { kind: question.kind, after: last.unwrap_or(question.after), limit }
            },
            rows: Vec::len,
            append: |events, page| events.extend(page),
        })
    }
}
