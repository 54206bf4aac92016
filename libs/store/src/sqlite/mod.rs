//! The embedded event store: one `SQLite` file, one writer thread, a few readers.
//!
//! Every append goes through a bounded queue to one thread, which groups whatever waits into one transaction: many
//! callers share one sync of the disk, and a full queue makes callers wait instead of filling the memory. An answer is
//! given after the commit. Readers have connections of their own; in WAL mode they neither wait for the writer nor hold
//! it up. A subscription reads pages from the file and is only nudged through a channel, so a slow one costs nothing.

mod backup;
mod cutting;
mod integrity;
mod log_reader;
mod presence;
mod readers;
mod rows;
mod subscription;
mod taking_out;
mod verification;
mod writer;

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use events::ids::{Position, Revision, StreamId};
use events::log_mark::{LogId, LogMark};
use events::non_empty::NonEmpty;
use events::{NewEvent, StoredEvent};
use futures::stream::BoxStream;
use rusqlite_migration::{M, Migrations};

use crate::database::{OpenError, SoleUse, open_durable};
use crate::hash_chain::Head;
use crate::port::{AppendError, Appended, Direction, EventStore, ExpectedVersion, ReadError};
use readers::Readers;
use writer::Writer;

pub use backup::BackupError;
pub use integrity::FileDamage;
pub use log_reader::SqliteLogReader;
pub use presence::LogPresence;

/// The schema, step by step. A step that was released is never changed; a new one goes to the end.
const STEPS: &[M<'_>] = &[
    M::up(include_str!("../../migrations/events/001-log.sql")),
    M::up(include_str!("../../migrations/events/002-identity.sql")),
    M::up(include_str!("../../migrations/events/003-taking-out.sql")),
];

/// An event store in one `SQLite` file. Its positions count 1, 2, 3 … Clones share it; the last one to be dropped waits until what was queued is stored.
#[derive(Clone)]
pub struct SqliteEventStore {
    writer: Arc<Writer>,
    readers: Readers,
    identity: LogId,
}

impl SqliteEventStore {
    /// Opens the store in a file, which is created when absent (its directory is not). Only one opener can hold it.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let sole_use = SoleUse::of(path)?;
        let connection = open_durable(path, &Migrations::from_slice(STEPS))?;
        let unusable = |source| OpenError::Unusable { path: path.to_owned(), source };
        let identity = rows::identity(&connection).map_err(unusable)?;
        let writer = Arc::new(Writer::start(path, connection, sole_use)?);
        Ok(Self { writer, readers: Readers::new(path), identity })
    }

    /// Which log was opened.
    pub fn identity(&self) -> LogId {
        self.identity
    }

    /// Where the log ends, to be noted down outside of it.
    pub async fn head(&self) -> Result<Head, ReadError> {
        self.readers.read(rows::head).await
    }
}

#[async_trait]
impl EventStore for SqliteEventStore {
    async fn append(
        &self,
        stream: &StreamId,
        expected: ExpectedVersion,
        events: NonEmpty<NewEvent>,
    ) -> Result<Appended, AppendError> {
        self.writer.append(stream.clone(), expected, events, vec![]).await
    }

    async fn read_stream(
        &self,
        stream: &StreamId,
        from: Option<Revision>,
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<StoredEvent>, ReadError> {
        let stream = stream.clone();
        self.readers.read(move |connection| rows::of_stream(connection, &stream, from, direction, limit)).await
    }

    async fn read_all(&self, after: Position, limit: usize) -> Result<Vec<StoredEvent>, ReadError> {
        self.readers.read(move |connection| rows::after(connection, after, limit)).await
    }

    async fn end(&self) -> Result<Position, ReadError> {
        Ok(self.head().await?.position)
    }

    async fn log(&self) -> Result<LogId, ReadError> {
        self.readers.read(|connection| rows::identity(connection).map_err(|error| rows::unavailable(&error))).await
    }

    async fn mark(&self, at: Position) -> Result<Option<LogMark>, ReadError> {
        self.readers.read(move |connection| rows::mark(connection, at)).await
    }

    fn subscribe_all(&self, after: Position) -> BoxStream<'static, Result<StoredEvent, ReadError>> {
        subscription::events_after(self.readers.clone(), self.writer.end(), after)
    }
}
