//! Walking the hash chain from the first event to the last.

use events::ids::Position;
use events::log_mark::EventHash;
use rusqlite::types::FromSqlError;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::rows::{self, sql_integer, unavailable};
use super::{Readers, SqliteEventStore, SqliteLogReader};
use crate::hash_chain::{Content, Fault, Head, Link, LogVerification, VerifyError, commitment};

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
    let mut left = Vec::new();
    check(noted, reached)?;
    loop {
        let from = reached;
        let walked = readers.read(move |connection| walk_batch(connection, from, noted)).await?;
        left.extend(walked.left);
        reached = walked.reached;
        watch(reached.position);
        if reached == from {
            break;
        }
    }
    let taken_out = left.len() as u64;
    for what_is_left in left {
        readers.read(move |connection| what_is_left.is_as_said(connection)).await?;
    }
    Ok(LogVerification { events: reached.position.0, taken_out, head: reached })
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
        let walked = walk_batch(connection, from, None)?;
        walked.left.iter().try_for_each(|what_is_left| what_is_left.is_as_said(connection))?;
        reached = walked.reached;
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

/// What a batch came to.
struct Walked {
    reached: Head,
    left: Vec<Left>,
}

/// An event out of which texts were taken.
#[derive(Debug, Clone, Copy)]
struct Left {
    position: Position,
    /// The hash of what is left of it.
    hash: EventHash,
    /// Which event says so.
    by: Position,
}

impl Left {
    /// The event that says so is in the chain like every other: whoever changes what is left would have to change it too.
    fn is_as_said(&self, connection: &Connection) -> Result<(), VerifyError> {
        let said: Option<String> = connection
            .prepare_cached("SELECT data FROM events WHERE position = ?1")
            .and_then(|mut statement| statement.query_row([sql_integer(self.by.0)], |row| row.get(0)).optional())
            .map_err(|error| unavailable(&error))?;
        let says_so = said.is_some_and(|data| data.contains(&self.hash.to_string()));
        if says_so { Ok(()) } else { Err(broken(self.position, Fault::NotWhatWasLeft { by: self.by })) }
    }
}

fn walk_batch(connection: &Connection, from: Head, noted: Option<Head>) -> Result<Walked, VerifyError> {
    let engine = |error: rusqlite::Error| VerifyError::from(unavailable(&error));
    let mut statement = connection
        .prepare_cached(
            "SELECT position, stream, revision, id, metadata, event_type, schema_version, data, hash, salt, commitment,
                    taken_out_by
             FROM events WHERE position > ?1 ORDER BY position LIMIT +?2",
        )
        .map_err(engine)?;
    // Nothing may stand before the first event either.
    let after = if from == Head::EMPTY { i64::MIN } else { sql_integer(from.position.0) };
    let mut rows = statement.query(params![after, BATCH]).map_err(engine)?;
    let mut walked = Walked { reached: from, left: Vec::new() };
    while let Some(row) = rows.next().map_err(engine)? {
        let position = Position(walked.reached.position.0 + 1);
        let hashes = Hashes::of(row, walked.reached.hash).map_err(|_| broken(position, Fault::Altered))?;
        if hashes.found > sql_integer(position.0) {
            return Err(broken(position, Fault::Missing));
        }
        if hashes.found != sql_integer(position.0) || !hashes.fit {
            return Err(broken(position, Fault::Altered));
        }
        walked.left.extend(hashes.left.map(|(hash, by)| Left { position, hash, by }));
        walked.reached = Head { position, hash: hashes.stored };
        check(noted, walked.reached)?;
    }
    Ok(walked)
}

/// What a row says of its hashes.
struct Hashes {
    /// The position that it has.
    found: i64,
    /// The hash that it has.
    stored: EventHash,
    /// Whether its content comes to that.
    fit: bool,
    /// The hash of what is left of it, and which event says so, where texts were taken out.
    left: Option<(EventHash, Position)>,
}

impl Hashes {
    /// Reads bytes, not values, so that what the domain could not even parse is still judged.
    fn of(row: &Row<'_>, previous: EventHash) -> rusqlite::Result<Self> {
        let bytes = |column| -> rusqlite::Result<&[u8]> {
            row.get_ref(column)?.as_bytes().map_err(|error| invalid(column, error))
        };
        let data = bytes(7)?;
        let stored = EventHash::try_from(bytes(8)?).map_err(|_| invalid(8, FromSqlError::InvalidType))?;
        let (salt, committed): (Option<Vec<u8>>, Option<[u8; 32]>) = (row.get(9)?, row.get(10)?);
        let taken_out_by = row.get::<_, Option<u64>>(11)?.map(Position);
        let open = Link {
            position: row.get(0)?,
            stream: bytes(1)?,
            revision: row.get(2)?,
            id: bytes(3)?,
            metadata: bytes(4)?,
            event_type: bytes(5)?,
            schema_version: row.get(6)?,
            content: Content::Open(data),
        };
        let found = open.position;
        let left = taken_out_by.map(|by| (open.hash_after(previous), by));
        let fit = match (&committed, &salt, left) {
            // The chain covers what was there before; what is left is as the other event says.
            (None, None, Some(_)) => true,
            (Some(committed), None, Some(_)) => committed_to(open, committed).hash_after(previous) == stored,
            (None, None, None) => open.hash_after(previous) == stored,
            (Some(committed), Some(salt), None) => {
                commitment(salt, data) == *committed && committed_to(open, committed).hash_after(previous) == stored
            }
            (Some(_), None, None) | (None, Some(_), _) | (Some(_), Some(_), Some(_)) => false,
        };
        Ok(Self { found, stored, fit, left })
    }
}

fn committed_to<'a>(link: Link<'a>, commitment: &'a [u8; 32]) -> Link<'a> {
    Link { content: Content::Committed(commitment), ..link }
}

fn invalid(column: usize, error: FromSqlError) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Blob, Box::new(error))
}
