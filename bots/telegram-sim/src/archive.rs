//! Where a simulator's state outlives the process: one `SQLite` table of records, written with each change.

use std::path::Path;

use rusqlite::{Connection, params};

/// The format of the records. A file of another format is refused rather than misread.
const FORMAT: i64 = 1;

/// The state file could not be used.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// `SQLite` refused to read or write.
    #[error("the state file: {0}")]
    Database(#[from] rusqlite::Error),
    /// A record is not what this version writes.
    #[error("the state file holds a {kind} record {key} that cannot be read: {source}")]
    Record {
        /// The kind of record.
        kind: &'static str,
        /// The key under which it is kept.
        key: String,
        /// What the reader said.
        source: serde_json::Error,
    },
    /// The file was written by another version.
    #[error("the state file has format {0}, and this version reads format {FORMAT}")]
    Format(i64),
}

/// One change of the state as the archive sees it.
#[derive(Debug)]
pub(crate) enum Record {
    Put { kind: &'static str, key: String, body: Vec<u8> },
    Delete { kind: &'static str, key: String },
}

#[derive(Debug)]
pub(crate) struct Archive {
    connection: Connection,
}

impl Archive {
    pub(crate) fn open(path: &Path) -> Result<Self, ArchiveError> {
        let connection = Connection::open(path)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "normal")?;
        let format: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if format != 0 && format != FORMAT {
            return Err(ArchiveError::Format(format));
        }
        connection.execute_batch(
            "CREATE TABLE IF NOT EXISTS record (
                 kind TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (kind, key)
             )",
        )?;
        connection.pragma_update(None, "user_version", FORMAT)?;
        Ok(Self { connection })
    }

    /// All records of a kind, in the order of their keys.
    pub(crate) fn load(&self, kind: &str) -> Result<Vec<(String, Vec<u8>)>, ArchiveError> {
        let mut statement = self.connection.prepare("SELECT key, body FROM record WHERE kind = ?1 ORDER BY key")?;
        let rows = statement.query_map([kind], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Writes the changes, all or none.
    pub(crate) fn write(&mut self, records: &[Record]) -> Result<(), ArchiveError> {
        let transaction = self.connection.transaction()?;
        for record in records {
            match record {
                Record::Put { kind, key, body } => transaction
                    .prepare_cached(
                        "INSERT INTO record (kind, key, body) VALUES (?1, ?2, ?3)
                         ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body",
                    )?
                    .execute(params![kind, key, body])?,
                Record::Delete { kind, key } => transaction
                    .prepare_cached("DELETE FROM record WHERE kind = ?1 AND key = ?2")?
                    .execute(params![kind, key])?,
            };
        }
        transaction.commit()?;
        Ok(())
    }
}
