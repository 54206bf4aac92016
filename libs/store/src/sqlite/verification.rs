//! Walking the hash chain from the first event to the last.

use events::ids::Position;
use events::log_mark::EventHash;
use rusqlite::types::FromSqlError;
use rusqlite::{Connection, Row, params};

use super::rows::{self, sql_integer, unavailable};
use super::{Readers, SqliteEventStore, SqliteLogReader};
use crate::hash_chain::{Fault, Head, Link, LogVerification, VerifyError};

/// How many events are walked before other readers get a turn.
const BATCH: u32 = 1000;

impl SqliteEventStore {
    /// Proves that no event was altered, removed, inserted or moved. That the end was not cut off is proved by
    /// [`Self::verify_against`]. Events may be appended meanwhile.
    pub async fn verify(&self) -> Result<LogVerification, VerifyError> {
        walk_watched(&self.readers, None, &|_| ()).await
    }

    /// The same, and that the log still passes through a head that was noted down earlier.
    pub async fn verify_against(&self, noted: &Head) -> Result<LogVerification, VerifyError> {
        walk_watched(&self.readers, Some(noted), &|_| ()).await
    }
}

impl SqliteLogReader {
    /// Proves that no event was altered, removed, inserted or moved, and that the log passes through a head that was noted down
    /// earlier, telling how far the walk has come now and then. Events may be appended meanwhile.
    pub async fn verify_watched(
        &self,
        noted: Option<&Head>,
        watch: &(dyn Fn(Position) + Sync),
    ) -> Result<LogVerification, VerifyError> {
        walk_watched(&self.readers, noted, watch).await
    }
}

async fn walk_watched(
    readers: &Readers,
    noted: Option<&Head>,
    watch: &(dyn Fn(Position) + Sync),
) -> Result<LogVerification, VerifyError> {
    let verified = walk(readers, noted.copied(), watch).await?;
    let Some(noted) = noted else { return Ok(verified) };
    if verified.head.position < noted.position {
        let what = Fault::CutOff { end: verified.head.position };
        return Err(VerifyError::Broken { position: noted.position, what });
    }
    Ok(verified)
}

async fn walk(
    readers: &Readers,
    noted: Option<Head>,
    watch: &(dyn Fn(Position) + Sync),
) -> Result<LogVerification, VerifyError> {
    let mut reached = Head::EMPTY;
    check(noted, reached)?;
    loop {
        let from = reached;
        reached = readers.read(move |connection| walk_batch(connection, from, noted)).await?;
        watch(reached.position);
        if reached == from {
            return Ok(LogVerification { events: reached.position.0, head: reached });
        }
    }
}

/// Proves that the last events, at most so many, follow one upon the other and upon the hash that is kept of the one before
/// them. What stands before that one is not looked at.
pub(super) fn walk_tail(connection: &Connection, most: u64) -> Result<Head, VerifyError> {
    let end = rows::head(connection)?.position;
    let mut reached = match Position(end.0.saturating_sub(most)) {
        Position::START => Head::EMPTY,
        before => match rows::mark(connection, before)? {
            Some(mark) => Head { position: before, hash: mark.hash },
            None => return Err(broken(before, Fault::Missing)),
        },
    };
    loop {
        let from = reached;
        reached = walk_batch(connection, from, None)?;
        if reached == from {
            return Ok(reached);
        }
    }
}

fn check(noted: Option<Head>, reached: Head) -> Result<(), VerifyError> {
    match noted {
        Some(noted) if noted.position == reached.position && noted.hash != reached.hash => {
            Err(broken(reached.position, Fault::Rewritten { found: reached.hash }))
        }
        Some(_) | None => Ok(()),
    }
}

fn broken(position: Position, what: Fault) -> VerifyError {
    VerifyError::Broken { position, what }
}

fn walk_batch(connection: &Connection, from: Head, noted: Option<Head>) -> Result<Head, VerifyError> {
    let engine = |error: rusqlite::Error| VerifyError::from(unavailable(&error));
    let mut statement = connection
        .prepare_cached(
            "SELECT position, stream, revision, id, metadata, event_type, schema_version, data, hash FROM events
             WHERE position > ?1 ORDER BY position LIMIT ?2",
        )
        .map_err(engine)?;
    // Nothing may stand before the first event either.
    let after = if from == Head::EMPTY { i64::MIN } else { sql_integer(from.position.0) };
    let mut rows = statement.query(params![after, BATCH]).map_err(engine)?;
    let mut reached = from;
    while let Some(row) = rows.next().map_err(engine)? {
        let position = Position(reached.position.0 + 1);
        let (found, computed, stored) = hashes(row, reached.hash).map_err(|_| broken(position, Fault::Altered))?;
        if found > sql_integer(position.0) {
            return Err(broken(position, Fault::Missing));
        }
        if found != sql_integer(position.0) || stored != Some(computed) {
            return Err(broken(position, Fault::Altered));
        }
        reached = Head { position, hash: computed };
        check(noted, reached)?;
    }
    Ok(reached)
}

/// A row's position, the hash its content should have, and the hash it has. Reads bytes, not values, so that what the
/// domain could not even parse is still judged.
fn hashes(row: &Row<'_>, previous: EventHash) -> rusqlite::Result<(i64, EventHash, Option<EventHash>)> {
    let bytes =
        |column| -> rusqlite::Result<&[u8]> { row.get_ref(column)?.as_bytes().map_err(|error| invalid(column, error)) };
    let link = Link {
        position: row.get(0)?,
        stream: bytes(1)?,
        revision: row.get(2)?,
        id: bytes(3)?,
        metadata: bytes(4)?,
        event_type: bytes(5)?,
        schema_version: row.get(6)?,
        data: bytes(7)?,
    };
    Ok((link.position, link.hash_after(previous), EventHash::try_from(bytes(8)?).ok()))
}

fn invalid(column: usize, error: FromSqlError) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Blob, Box::new(error))
}
