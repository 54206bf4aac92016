//! Whether a log's file is sound below the events: its tables, its indexes, its schema; and its end, before it is opened.

use std::path::Path;

use rusqlite::Connection;
use rusqlite_migration::Migrations;

use super::log_reader::SqliteLogReader;
use super::rows::unavailable;
use super::verification::walk_tail;
use super::{STEPS, SqliteEventStore};
use crate::database::OpenError;
use crate::fit::{check_fit, open_untaken};
use crate::hash_chain::VerifyError;
use crate::port::ReadError;

/// How many things that are wrong with a file are told.
const MOST_TOLD: u32 = 20;

/// Why a log's file is not sound.
#[derive(Debug, Clone, thiserror::Error)]
pub enum FileDamage {
    /// Tables or indexes are not as they must be.
    #[error("the file of the event log is damaged: {}; restore the last backup that verifies", .found.join("; "))]
    Damaged {
        /// What is wrong, in the words of `SQLite`.
        found: Vec<String>,
    },
    /// Its tables, indexes or triggers are not those that focalpoint makes.
    #[error(
        "the file of the event log has another schema than focalpoint makes, at {name}; restore the last backup that verifies"
    )]
    OtherSchema {
        /// The first part that is not there, or too much.
        name: String,
    },
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
}

/// What a file is made of: the kind, the name and the statement of each part.
type Schema = Vec<(String, String, Option<String>)>;

fn schema_of(connection: &Connection) -> rusqlite::Result<Schema> {
    let mut statement = connection.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.collect()
}

fn own_schema() -> Result<Schema, String> {
    let mut made = Connection::open_in_memory().map_err(|error| error.to_string())?;
    Migrations::from_slice(STEPS).to_latest(&mut made).map_err(|error| error.to_string())?;
    schema_of(&made).map_err(|error| error.to_string())
}

fn check_file(connection: &Connection) -> Result<(), FileDamage> {
    let damaged = |error: rusqlite::Error| FileDamage::Damaged { found: vec![error.to_string()] };
    let look = || -> rusqlite::Result<Vec<String>> {
        let mut statement = connection.prepare(&format!("PRAGMA integrity_check({MOST_TOLD})"))?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        rows.collect()
    };
    let found = look().map_err(damaged)?;
    if found != ["ok"] {
        return Err(FileDamage::Damaged { found });
    }
    let own = own_schema().map_err(|reason| ReadError::Unavailable { reason })?;
    let there = schema_of(connection).map_err(|error| unavailable(&error))?;
    if own == there {
        return Ok(());
    }
    let differs =
        own.iter().find(|part| !there.contains(part)).or_else(|| there.iter().find(|part| !own.contains(part)));
    Err(FileDamage::OtherSchema { name: differs.map_or_else(String::new, |(_, name, _)| name.clone()) })
}

impl SqliteLogReader {
    /// Proves that the file's tables and indexes are sound, which the hash chain does not cover, and that its schema is
    /// focalpoint's own.
    pub async fn check_file(&self) -> Result<(), FileDamage> {
        self.readers.read(check_file).await
    }
}

impl SqliteEventStore {
    /// Judges a log's file before anything opens it: whether the write-ahead log beside it is its own, and whether its last
    /// events, at most so many, follow one upon the other. Changes nothing. A schema of another version is not judged.
    pub fn examine(path: &Path, most: u64) -> Result<(), OpenError> {
        check_fit(path)?;
        let unusable = |source| OpenError::Unusable { path: path.to_owned(), source };
        let log = open_untaken(path).map_err(unusable)?;
        let version: usize = log.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(unusable)?;
        if version != STEPS.len() {
            return Ok(());
        }
        match walk_tail(&log, most) {
            Ok(_) => Ok(()),
            Err(damage @ (VerifyError::Broken { .. } | VerifyError::Unreadable(_))) => {
                Err(OpenError::DamagedEnd { path: path.to_owned(), damage: damage.to_string() })
            }
        }
    }
}
