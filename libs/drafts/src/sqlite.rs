//! Drafts in one `SQLite` file, for the one process that has it open.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use events::ids::PersonId;
use rusqlite::{Connection, params};
use rusqlite_migration::{M, Migrations};

use crate::port::{Drafts, DraftsError, KeptDraft, Slot, has_room};

/// The schema, step by step. A step that was released is never changed; a new one goes to the end.
const STEPS: &[M<'_>] = &[M::up(include_str!("../migrations/001-drafts.sql"))];

/// How long a statement waits for somebody who looks into the file with another tool.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{path} cannot be used for drafts: {reason}; it can be deleted, and the drafts with it")]
pub struct DraftsFileError {
    path: PathBuf,
    reason: String,
}

/// Drafts in a file.
pub struct SqliteDrafts {
    file: Arc<Mutex<Connection>>,
}

impl SqliteDrafts {
    /// Opens the drafts in a file, which is created when absent (its directory is not). What is thrown away is overwritten.
    pub fn open(path: &Path) -> Result<Self, DraftsFileError> {
        let unusable = |reason: String| DraftsFileError { path: path.to_owned(), reason };
        let opened = || -> rusqlite::Result<Connection> {
            let connection = Connection::open(path)?;
            connection.busy_timeout(BUSY_TIMEOUT)?;
            connection.pragma_update(None, "journal_mode", "WAL")?;
            connection.pragma_update(None, "synchronous", "FULL")?;
            connection.pragma_update(None, "secure_delete", true)?;
            Ok(connection)
        };
        let mut connection = opened().map_err(|error| unusable(error.to_string()))?;
        Migrations::from_slice(STEPS).to_latest(&mut connection).map_err(|error| unusable(error.to_string()))?;
        Ok(Self { file: Arc::new(Mutex::new(connection)) })
    }

    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, DraftsError> + Send + 'static,
    ) -> Result<T, DraftsError> {
        let file = self.file.clone();
        let done = tokio::task::spawn_blocking(move || {
            let mut connection = file.lock().unwrap_or_else(PoisonError::into_inner);
            work(&mut connection)
        });
        done.await.map_err(|error| DraftsError::unavailable(&error))?
    }
}

impl From<rusqlite::Error> for DraftsError {
    fn from(error: rusqlite::Error) -> Self {
        Self::unavailable(&error)
    }
}

fn slots(connection: &Connection, person: &PersonId) -> rusqlite::Result<Vec<Slot>> {
    let mut asked = connection.prepare_cached("SELECT slot FROM drafts WHERE person = ?1")?;
    asked.query_map([person.as_str()], |row| row.get(0).map(Slot::of_text))?.collect()
}

#[async_trait]
impl Drafts for SqliteDrafts {
    async fn of(&self, person: &PersonId) -> Result<Vec<KeptDraft>, DraftsError> {
        let person = person.clone();
        self.with(move |connection| {
            let mut asked = connection
                .prepare_cached("SELECT slot, kept_at, sealed FROM drafts WHERE person = ?1 ORDER BY slot")?;
            let rows = asked.query_map([person.as_str()], |row| {
                let kept_at = DateTime::from_timestamp(row.get(1)?, 0).unwrap_or_default();
                Ok(KeptDraft { slot: Slot::of_text(row.get(0)?), kept_at, sealed: row.get(2)? })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    async fn keep(&self, person: &PersonId, draft: KeptDraft) -> Result<(), DraftsError> {
        let person = person.clone();
        self.with(move |connection| {
            let work = connection.transaction()?;
            has_room(&slots(&work, &person)?, &draft)?;
            work.execute(
                "INSERT INTO drafts (person, slot, kept_at, sealed) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (person, slot) DO UPDATE SET kept_at = excluded.kept_at, sealed = excluded.sealed",
                params![person.as_str(), draft.slot.as_str(), draft.kept_at.timestamp(), draft.sealed],
            )?;
            Ok(work.commit()?)
        })
        .await
    }

    async fn discard(&self, person: &PersonId, slot: &Slot) -> Result<(), DraftsError> {
        let (person, slot) = (person.clone(), slot.clone());
        self.with(move |connection| {
            connection
                .execute("DELETE FROM drafts WHERE person = ?1 AND slot = ?2", [person.as_str(), slot.as_str()])?;
            Ok(())
        })
        .await
    }

    async fn discard_before(&self, person: &PersonId, instant: DateTime<Utc>) -> Result<(), DraftsError> {
        let person = person.clone();
        self.with(move |connection| {
            connection.execute(
                "DELETE FROM drafts WHERE person = ?1 AND kept_at < ?2",
                params![person.as_str(), instant.timestamp()],
            )?;
            Ok(())
        })
        .await
    }

    async fn persons(&self) -> Result<Vec<PersonId>, DraftsError> {
        self.with(|connection| {
            let mut asked = connection.prepare_cached("SELECT DISTINCT person FROM drafts ORDER BY person")?;
            let persons = asked.query_map([], |row| row.get::<_, String>(0))?;
            let persons = persons.collect::<rusqlite::Result<Vec<_>>>()?;
            Ok(persons.into_iter().filter_map(|person| person.parse().ok()).collect())
        })
        .await
    }
}
