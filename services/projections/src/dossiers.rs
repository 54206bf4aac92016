//! The read model of dossiers: the events of cases, data requests, objectives, training modules and meetings, in
//! the order of the log.
//!
//! What pages, chat and reports want to know of these is as manifold as the events themselves, and there are few of them:
//! some thousands in ten years. So this read model keeps their events, and whoever asks folds them into a
//! [`Book`](crate::book::Book) of its own, asking only for what is new. Every partition has all of them. Personal fields
//! stay sealed.

use events::ids::Position;
use events::{Event, RecordedEvent, StoredEvent};
use rusqlite::{Connection, Transaction, params};
use serde::{Deserialize, Serialize};

use crate::json::{from_column, in_query, to_column};
use crate::parking::stored;
use crate::projection::{Projection, ProjectionError};
use crate::read_models::{ALL, ReadModelError, ReadModels};

const TABLES: &[&str] = &["dossier_events"];

const CREATE: &str = "
CREATE TABLE dossier_events (
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (kind, position)
) STRICT, WITHOUT ROWID;
";

/// What a dossier is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DossierKind {
    /// Cases of victims.
    Case,
    /// Data requests.
    DataRequest,
    /// The strategy's objectives with their indicators.
    Objective,
    /// Training modules.
    Module,
    /// Meetings.
    Meeting,
}

impl DossierKind {
    const fn of(event: &Event) -> Option<Self> {
        match event {
            Event::Case(..) => Some(Self::Case),
            Event::DataRequest(..) => Some(Self::DataRequest),
            Event::Objective(..) => Some(Self::Objective),
            Event::Module(..) => Some(Self::Module),
            Event::Meeting(..) => Some(Self::Meeting),
            Event::Institution(..)
            | Event::Subgroup(..)
            | Event::ActionItem(..)
            | Event::Reminder(..)
            | Event::Milestone(..) => None,
        }
    }
}

/// The read model.
pub(crate) struct Dossiers;

impl Projection for Dossiers {
    fn name(&self) -> &'static str {
        "dossiers"
    }

    fn version(&self) -> u32 {
        3
    }

    fn tables(&self) -> &'static [&'static str] {
        TABLES
    }

    fn create(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        transaction.execute_batch(CREATE)
    }

    fn apply(&self, transaction: &Transaction<'_>, recorded: &RecordedEvent) -> Result<(), ProjectionError> {
        let Some(kind) = DossierKind::of(&recorded.event) else { return Ok(()) };
        transaction.prepare_cached("INSERT INTO dossier_events VALUES (?1, ?2, ?3)")?.execute(params![
            to_column(&kind)?,
            recorded.position.0,
            to_column(&stored(recorded)?)?
        ])?;
        Ok(())
    }
}

/// The events of a kind after a position, in the order of the log, at most so many.
pub(crate) fn events(
    connection: &Connection,
    kind: DossierKind,
    after: Position,
    limit: usize,
) -> rusqlite::Result<Vec<StoredEvent>> {
    connection
        .prepare_cached(
            "SELECT event FROM dossier_events WHERE kind = ?1 AND position > ?2 ORDER BY position LIMIT ?3",
        )?
        .query_map(params![in_query(&kind)?, after.0, limit], |row| from_column(row, "event"))?
        .collect()
}

impl ReadModels {
    /// The events of a kind of dossiers after a position, in the order of the log.
    pub async fn dossiers(&self, kind: DossierKind, after: Position) -> Result<Vec<StoredEvent>, ReadModelError> {
        self.read(move |connection| events(connection, kind, after, ALL)).await
    }
}
