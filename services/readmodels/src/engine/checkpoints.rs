//! How far each projection is: its checkpoint, in the same file as its tables, so that both change in one transaction.
//!
//! Knows the [`Projection`] trait and no projection.

use std::sync::Arc;

use events::ids::Position;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::parking::release;
use super::projection::Projection;

/// Where checkpoints are kept.
pub(super) const CHECKPOINTS: &str = "CREATE TABLE IF NOT EXISTS checkpoints (
    projection TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL
) STRICT";

/// The checkpoint's key: each partition has its own, so that one never goes on where another one stopped.
fn key(projection: &dyn Projection) -> String {
    let partition = projection.partition();
    if partition.is_whole() { projection.name().to_owned() } else { format!("{} {partition}", projection.name()) }
}

/// The checkpoint, if this version of the projection has one.
pub(super) fn checkpoint(connection: &Connection, projection: &dyn Projection) -> rusqlite::Result<Option<Position>> {
    connection
        .prepare_cached("SELECT position FROM checkpoints WHERE projection = ?1 AND version = ?2")?
        .query_row(params![key(projection), projection.version()], |row| row.get(0))
        .optional()
        .map(|position| position.map(Position))
}

pub(super) fn set_checkpoint(
    connection: &Connection,
    projection: &dyn Projection,
    position: Position,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO checkpoints (projection, version, position) VALUES (?1, ?2, ?3)")?
        .execute(params![key(projection), projection.version(), position.0])?;
    Ok(())
}

pub(super) fn lowest(connection: &Connection, projections: &[Arc<dyn Projection>]) -> rusqlite::Result<Position> {
    let mut lowest = None;
    for projection in projections {
        let reached = checkpoint(connection, projection.as_ref())?.unwrap_or(Position::START);
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
    set_checkpoint(transaction, projection, Position::START)
}
