//! Rows of the log, and the questions asked of it.

use events::envelope::EventBody;
use events::ids::{EventId, Position, Revision, StreamId};
use events::log_mark::{EventHash, LogId, LogMark};
use events::{Metadata, StoredEvent};
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};
use uuid::Uuid;

use crate::hash_chain::Head;
use crate::port::{Direction, ReadError};

/// `SQLite` counts in signed integers. What lies beyond them is beyond every event.
pub(super) fn sql_integer(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn sql_limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

pub(super) fn unavailable(error: &rusqlite::Error) -> ReadError {
    ReadError::Unavailable { reason: error.to_string() }
}

/// The last event's place and hash.
pub(super) fn head(connection: &Connection) -> Result<Head, ReadError> {
    let last = connection
        .prepare_cached("SELECT position, hash FROM events ORDER BY position DESC LIMIT 1")
        .and_then(|mut statement| {
            statement.query_row([], |row| Ok((row.get::<_, u64>(0)?, row.get::<_, Vec<u8>>(1)?))).optional()
        })
        .map_err(|error| unavailable(&error))?;
    let Some((position, hash)) = last else { return Ok(Head::EMPTY) };
    let position = Position(position);
    let hash = EventHash::try_from(hash.as_slice())
        .map_err(|error| ReadError::Damaged { position, reason: error.to_string() })?;
    Ok(Head { position, hash })
}

/// Which log this is.
pub(super) fn identity(connection: &Connection) -> rusqlite::Result<LogId> {
    let mut statement = connection.prepare_cached("SELECT id FROM log_identity")?;
    statement.query_row([], |row| row.get(0)).map(LogId::from_bytes)
}

/// What stands at a position.
pub(super) fn mark(connection: &Connection, position: Position) -> Result<Option<LogMark>, ReadError> {
    let log = identity(connection).map_err(|error| unavailable(&error))?;
    if position == Position::START {
        return Ok(Some(LogMark::start_of(log)));
    }
    let hash = connection
        .prepare_cached("SELECT hash FROM events WHERE position = ?1")
        .and_then(|mut statement| {
            statement.query_row([sql_integer(position.0)], |row| row.get::<_, Vec<u8>>(0)).optional()
        })
        .map_err(|error| unavailable(&error))?;
    let Some(hash) = hash else { return Ok(None) };
    let hash = EventHash::try_from(hash.as_slice())
        .map_err(|error| ReadError::Damaged { position, reason: error.to_string() })?;
    Ok(Some(LogMark { log, position, hash }))
}

/// The hashes of at most `limit` events after a position.
pub(super) fn hashes(
    connection: &Connection,
    after: Position,
    limit: usize,
) -> Result<Vec<(Position, EventHash)>, ReadError> {
    let engine = |error: rusqlite::Error| unavailable(&error);
    let mut statement = connection
        .prepare_cached("SELECT position, hash FROM events WHERE position > ?1 ORDER BY position LIMIT +?2")
        .map_err(engine)?;
    let mut rows = statement.query(params![sql_integer(after.0), sql_limit(limit)]).map_err(engine)?;
    let mut hashes = Vec::new();
    while let Some(row) = rows.next().map_err(engine)? {
        let position = Position(row.get(0).map_err(engine)?);
        let damaged = |reason: String| ReadError::Damaged { position, reason };
        let hash = row.get::<_, Vec<u8>>(1).map_err(|error| damaged(error.to_string()))?;
        hashes.push((position, EventHash::try_from(hash.as_slice()).map_err(|error| damaged(error.to_string()))?));
    }
    Ok(hashes)
}

/// The last revision of a stream.
pub(super) fn stream_end(connection: &Connection, stream: &StreamId) -> Result<Option<Revision>, ReadError> {
    connection
        .prepare_cached("SELECT max(revision) FROM events WHERE stream = ?1")
        .and_then(|mut statement| statement.query_row([stream.as_str()], |row| row.get::<_, Option<u64>>(0)))
        .map(|revision| revision.map(Revision))
        .map_err(|error| unavailable(&error))
}

/// At most `limit` events of a stream, from a revision on.
pub(super) fn of_stream(
    connection: &Connection,
    stream: &StreamId,
    from: Option<Revision>,
    direction: Direction,
    limit: usize,
) -> Result<Vec<StoredEvent>, ReadError> {
    let (sql, from) = match direction {
        Direction::Forwards => (
            "SELECT position, stream, revision, id, metadata, event_type, schema_version, data FROM events
             WHERE stream = ?1 AND revision >= ?2 ORDER BY revision LIMIT +?3",
            from.map_or(0, |revision| sql_integer(revision.0)),
        ),
        Direction::Backwards => (
            "SELECT position, stream, revision, id, metadata, event_type, schema_version, data FROM events
             WHERE stream = ?1 AND revision <= ?2 ORDER BY revision DESC LIMIT +?3",
            from.map_or(i64::MAX, |revision| sql_integer(revision.0)),
        ),
    };
    select(connection, sql, params![stream.as_str(), from, sql_limit(limit)])
}

/// At most `limit` events after a position.
pub(super) fn after(connection: &Connection, after: Position, limit: usize) -> Result<Vec<StoredEvent>, ReadError> {
    select(
        connection,
        "SELECT position, stream, revision, id, metadata, event_type, schema_version, data FROM events
         WHERE position > ?1 ORDER BY position LIMIT +?2",
        params![sql_integer(after.0), sql_limit(limit)],
    )
}

/// The event with an id.
pub(super) fn with_id(connection: &Connection, id: EventId) -> Result<Option<StoredEvent>, ReadError> {
    let found = select(
        connection,
        "SELECT position, stream, revision, id, metadata, event_type, schema_version, data FROM events WHERE id = ?1",
        [id.0.as_bytes().as_slice()],
    )?;
    Ok(found.into_iter().next())
}

fn select(connection: &Connection, sql: &str, params: impl Params) -> Result<Vec<StoredEvent>, ReadError> {
    let engine = |error: rusqlite::Error| unavailable(&error);
    let mut statement = connection.prepare_cached(sql).map_err(engine)?;
    let mut rows = statement.query(params).map_err(engine)?;
    let mut events = Vec::new();
    while let Some(row) = rows.next().map_err(engine)? {
        events.push(stored_event(row)?);
    }
    Ok(events)
}

fn stored_event(row: &Row<'_>) -> Result<StoredEvent, ReadError> {
    let position = Position(row.get(0).map_err(|error| unavailable(&error))?);
    read_columns(row, position).map_err(|error| ReadError::Damaged { position, reason: error.to_string() })
}

fn read_columns(row: &Row<'_>, position: Position) -> rusqlite::Result<StoredEvent> {
    let misread = |column, error: Box<dyn std::error::Error + Send + Sync>| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error)
    };
    Ok(StoredEvent {
        position,
        stream: StreamId::try_from(row.get::<_, String>(1)?).map_err(|error| misread(1, error.into()))?,
        revision: Revision(row.get(2)?),
        id: Uuid::from_slice(row.get_ref(3)?.as_blob()?).map(EventId).map_err(|error| misread(3, error.into()))?,
        metadata: serde_json::from_str::<Metadata>(row.get_ref(4)?.as_str()?)
            .map_err(|error| misread(4, error.into()))?,
        body: EventBody { event_type: row.get(5)?, schema_version: row.get(6)?, data: row.get(7)? },
    })
}
