//! The log, looked at without holding it: for whoever verifies or copies it beside a focalpoint that runs, or a copy of it.

use std::path::Path;

use async_trait::async_trait;
use events::ids::{Position, Revision, StreamId};
use events::log_mark::{EventHash, LogId, LogMark};
use events::non_empty::NonEmpty;
use events::{NewEvent, StoredEvent};
use futures::stream::{self, BoxStream, StreamExt};
use rusqlite_migration::Migrations;

use super::backup::{BackupError, copy};
use super::readers::Readers;
use super::{STEPS, rows};
use crate::database::{OpenError, open_durable};
use crate::hash_chain::Head;
use crate::port::{AppendError, Appended, Direction, EventStore, ExpectedVersion, ReadError};
use crate::read_only_file::ReadOnlyFile;

/// A log to be read and nothing else. A clone is the same.
#[derive(Clone)]
pub struct SqliteLogReader {
    pub(super) readers: Readers,
    identity: LogId,
    until: Position,
}

impl SqliteLogReader {
    /// Opens the log in a file, whoever else has it open. Nothing is made or changed beside it: one that an earlier version
    /// wrote is brought up to today's schema as a copy.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let unusable = |source| OpenError::Unusable { path: path.to_owned(), source };
        let mut file = ReadOnlyFile::of(path)?;
        let version: usize = {
            let connection = file.connect().map_err(unusable)?;
            connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(unusable)?
        };
        if version != STEPS.len() && !file.is_in_use() {
            file = file.copied()?;
            drop(open_durable(file.path(), &Migrations::from_slice(STEPS))?);
        }
        let connection = file.connect().map_err(unusable)?;
        let identity = rows::identity(&connection).map_err(unusable)?;
        Ok(Self { readers: Readers::of_read_only(file), identity, until: Position(u64::MAX) })
    }

    /// The same log as it was when its last event was at this position.
    pub fn until(&self, position: Position) -> Self {
        Self { until: position, ..self.clone() }
    }

    /// Which log it is.
    pub fn identity(&self) -> LogId {
        self.identity
    }

    /// Where the log ends.
    pub async fn head(&self) -> Result<Head, ReadError> {
        let until = self.until;
        let head = self.readers.read(rows::head).await?;
        if head.position <= until {
            return Ok(head);
        }
        match self.readers.read(move |connection| rows::mark(connection, until)).await? {
            Some(mark) => Ok(Head { position: until, hash: mark.hash }),
            None => Err(ReadError::Damaged { position: until, reason: "there is no event".to_owned() }),
        }
    }

    /// The hashes that the chain gives the events after a position, at most so many, in order.
    pub async fn hashes(&self, after: Position, limit: usize) -> Result<Vec<(Position, EventHash)>, ReadError> {
        let until = self.until;
        let mut hashes = self.readers.read(move |connection| rows::hashes(connection, after, limit)).await?;
        hashes.retain(|(position, _)| *position <= until);
        Ok(hashes)
    }

    /// Copies the whole log into a new file, as [`SqliteEventStore::backup`] does.
    ///
    /// [`SqliteEventStore::backup`]: super::SqliteEventStore::backup
    pub async fn backup(&self, to: &Path) -> Result<Head, BackupError> {
        let to = to.to_owned();
        self.readers.read(move |log| copy(log, &to)).await
    }
}

#[async_trait]
impl EventStore for SqliteLogReader {
    async fn append(&self, _: &StreamId, _: ExpectedVersion, _: NonEmpty<NewEvent>) -> Result<Appended, AppendError> {
        Err(AppendError::Unavailable { reason: "the log was opened to be read only".to_owned() })
    }

    async fn read_stream(
        &self,
        stream: &StreamId,
        from: Option<Revision>,
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<StoredEvent>, ReadError> {
        let (stream, until) = (stream.clone(), self.until);
        let mut events =
            self.readers.read(move |connection| rows::of_stream(connection, &stream, from, direction, limit)).await?;
        events.retain(|event| event.position <= until);
        Ok(events)
    }

    async fn read_all(&self, after: Position, limit: usize) -> Result<Vec<StoredEvent>, ReadError> {
        let until = self.until;
        let mut events = self.readers.read(move |connection| rows::after(connection, after, limit)).await?;
        events.retain(|event| event.position <= until);
        Ok(events)
    }

    async fn end(&self) -> Result<Position, ReadError> {
        Ok(self.head().await?.position)
    }

    async fn log(&self) -> Result<LogId, ReadError> {
        Ok(self.identity)
    }

    async fn mark(&self, at: Position) -> Result<Option<LogMark>, ReadError> {
        if at > self.until {
            return Ok(None);
        }
        self.readers.read(move |connection| rows::mark(connection, at)).await
    }

    fn subscribe_all(&self, after: Position) -> BoxStream<'static, Result<StoredEvent, ReadError>> {
        // Nobody tells a reader of new events: it ends where the log ended when it was asked.
        let reader = self.clone();
        stream::once(async move { reader.read_all(after, usize::MAX).await })
            .flat_map(|events| match events {
                Ok(events) => stream::iter(events).map(Ok).boxed(),
                Err(error) => stream::iter([Err(error)]).boxed(),
            })
            .boxed()
    }
}
