//! How far each projection is: its checkpoint, in the same file as its tables, so that both change in one transaction.
//!
//! A checkpoint says of which log it is, and which event it had come to. Knows the [`Projection`] trait and no projection.

use std::path::Path;
use std::sync::Arc;

use events::ids::Position;
use events::log_mark::LogMark;
use feed::KeptPlace;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, Transaction, params};

use super::parking::release;
use super::projection::Projection;

/// Where checkpoints are kept.
const CHECKPOINTS: &str = "CREATE TABLE IF NOT EXISTS checkpoints (
    projection TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    log BLOB,
    hash BLOB
) STRICT";

/// Makes the table where it is missing, and gives that of an earlier version its columns.
pub(super) fn create_checkpoints(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute(CHECKPOINTS, [])?;
    let marked: bool = transaction.query_row(
        "SELECT count(*) > 0 FROM pragma_table_info('checkpoints') WHERE name = 'log'",
        [],
        |row| row.get(0),
    )?;
    if !marked {
        transaction.execute_batch(
            "ALTER TABLE checkpoints ADD COLUMN log BLOB; ALTER TABLE checkpoints ADD COLUMN hash BLOB;",
        )?;
    }
    Ok(())
}

/// The checkpoint's key: each partition has its own, so that one never goes on where another one stopped.
fn key(projection: &dyn Projection) -> String {
    let partition = projection.partition();
    if partition.is_whole() { projection.name().to_owned() } else { format!("{} {partition}", projection.name()) }
}

/// The checkpoint, if this version of the projection has one.
pub(super) fn checkpoint(connection: &Connection, projection: &dyn Projection) -> rusqlite::Result<Option<KeptPlace>> {
    connection
        .prepare_cached("SELECT position, log, hash FROM checkpoints WHERE projection = ?1 AND version = ?2")?
        .query_row(params![key(projection), projection.version()], reached)
        .optional()
}

fn reached(row: &Row<'_>) -> rusqlite::Result<KeptPlace> {
    let position = Position(row.get("position")?);
    // What has taken in nothing has done so of whatever log.
    if position == Position::START {
        return Ok(KeptPlace::Nowhere);
    }
    Ok(KeptPlace::of_columns(position, row.get("log")?, row.get("hash")?))
}

/// The position of the checkpoint; the beginning, if there is none.
pub(super) fn position(connection: &Connection, projection: &dyn Projection) -> rusqlite::Result<Position> {
    Ok(checkpoint(connection, projection)?.map_or(Position::START, |reached| reached.position()))
}

/// The furthest position that a file of read models has come to, asked without making or opening them; `None`: it does not
/// say.
pub(super) fn furthest(path: &Path) -> Option<Position> {
    // To read and write, though nothing is written: the last who closes a file that may only be read leaves two beside it.
    let file = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).ok()?;
    file.query_row("SELECT max(position) FROM checkpoints", [], |row| row.get::<_, Option<u64>>(0)).ok()?.map(Position)
}

/// The projection has taken in everything up to this place.
pub(super) fn set_checkpoint(
    connection: &Connection,
    projection: &dyn Projection,
    mark: &LogMark,
) -> rusqlite::Result<()> {
    let (log, hash) = (mark.log.as_bytes(), mark.hash.as_bytes());
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO checkpoints (projection, version, position, log, hash) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![key(projection), projection.version(), mark.position.0, log, hash])?;
    Ok(())
}

pub(super) fn lowest(connection: &Connection, projections: &[Arc<dyn Projection>]) -> rusqlite::Result<Position> {
    let mut lowest = None;
    for projection in projections {
        let reached = position(connection, projection.as_ref())?;
        lowest = Some(lowest.map_or(reached, |lowest: Position| lowest.min(reached)));
    }
    Ok(lowest.unwrap_or(Position::START))
}

pub(super) fn empty(transaction: &Transaction<'_>, projection: &dyn Projection) -> rusqlite::Result<()> {
    for table in projection.tables() {
        transaction.execute(&format!("DROP TABLE IF EXISTS {table}"), [])?;
    }
    projection.create(transaction)?;
    release(transaction, projection.name())?;
    transaction
        .execute("DELETE FROM checkpoints WHERE projection = ?1 OR projection GLOB ?1 || ' *'", [projection.name()])?;
    transaction.execute(
        "INSERT INTO checkpoints (projection, version, position) VALUES (?1, ?2, 0)",
        params![key(projection), projection.version()],
    )?;
    Ok(())
}
