//! Taking texts out of events that are stored.
//!
//! The row keeps everything but its data and its salt, which is what made the texts provable. What was there is overwritten in
//! the file, and gone from its write-ahead log after [`TakingOut::purge`].

use async_trait::async_trait;
use events::NewEvent;
use events::ids::{Position, StreamId};
use events::log_mark::EventHash;
use events::non_empty::NonEmpty;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::SqliteEventStore;
use super::rows::{sql_integer, unavailable};
use crate::hash_chain::{Content, Link};
use crate::port::{AppendError, Appended, ExpectedVersion, ReadError};
use crate::taking_out::{Remainder, TakingOut};

#[async_trait]
impl TakingOut for SqliteEventStore {
    async fn hash_left(&self, remainder: &Remainder) -> Result<Option<EventHash>, ReadError> {
        let remainder = remainder.clone();
        self.readers
            .read(move |connection| hash_left(connection, &remainder).map_err(|error| unavailable(&error)))
            .await
    }

    async fn append_taking_out(
        &self,
        stream: &StreamId,
        expected: ExpectedVersion,
        events: NonEmpty<NewEvent>,
        left: Vec<Remainder>,
    ) -> Result<Appended, AppendError> {
        self.writer.append(stream.clone(), expected, events, left).await
    }

    async fn purge(&self) -> Result<(), ReadError> {
        let emptied = self.readers.read(|connection| {
            // The only thing that a reader's connection writes: it may not change a table.
            connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0))
                .map_err(|error| unavailable(&error))
        });
        if emptied.await? {
            let reason = "somebody is reading what was there before, so it is still in the write-ahead log";
            return Err(ReadError::Unavailable { reason: reason.to_owned() });
        }
        Ok(())
    }
}

fn hash_left(connection: &Connection, remainder: &Remainder) -> rusqlite::Result<Option<EventHash>> {
    let position = sql_integer(remainder.position.0);
    let previous = connection
        .prepare_cached("SELECT hash FROM events WHERE position = ?1")?
        .query_row([position - 1], |row| row.get::<_, [u8; 32]>(0))
        .optional()?
        .map_or(EventHash::GENESIS, EventHash::from);
    connection
        .prepare_cached("SELECT stream, revision, id, metadata FROM events WHERE position = ?1")?
        .query_row([position], |row| {
            let bytes = |column| -> rusqlite::Result<&[u8]> { Ok(row.get_ref(column)?.as_bytes()?) };
            let link = Link {
                position,
                stream: bytes(0)?,
                revision: row.get(1)?,
                id: bytes(2)?,
                metadata: bytes(3)?,
                event_type: remainder.body.event_type.as_bytes(),
                schema_version: i64::from(remainder.body.schema_version),
                content: Content::Open(remainder.body.data.as_bytes()),
            };
            Ok(link.hash_after(previous))
        })
        .optional()
}

/// Leaves of events what is given, as the event at this position says.
pub(super) fn leave(transaction: &Transaction<'_>, left: &[Remainder], said_at: Position) -> Result<(), ReadError> {
    if left.is_empty() {
        return Ok(());
    }
    let overwrite = || -> rusqlite::Result<()> {
        transaction.pragma_update(None, "secure_delete", true)?;
        for Remainder { position, body } in left {
            transaction.execute(
                "UPDATE events SET data = ?2, schema_version = ?3, salt = NULL, taken_out_by = ?4 WHERE position = ?1",
                params![sql_integer(position.0), body.data, body.schema_version, sql_integer(said_at.0)],
            )?;
        }
        transaction.pragma_update(None, "secure_delete", false)
    };
    overwrite().map_err(|error| unavailable(&error))
}
