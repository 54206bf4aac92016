//! Up to where in the log the tables are rid of what was taken out: in the same file, so that both change in one transaction.

use events::ids::Position;
use rusqlite::{Connection, OptionalExtension};

/// Up to where in the log no text is in the tables that was taken out before.
pub(super) const TEXTS_TAKEN_OUT: &str = "CREATE TABLE IF NOT EXISTS texts_taken_out (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    through INTEGER NOT NULL
) STRICT";

/// Up to where that is; the beginning: nothing was taken out yet.
pub(super) fn through(connection: &Connection) -> rusqlite::Result<Position> {
    let through = connection.query_row("SELECT through FROM texts_taken_out", [], |row| row.get(0)).optional()?;
    Ok(through.map_or(Position::START, Position))
}

/// It is so up to here.
pub(super) fn set_through(connection: &Connection, through: Position) -> rusqlite::Result<()> {
    connection.execute("INSERT OR REPLACE INTO texts_taken_out VALUES (1, ?1)", [through.0]).map(drop)
}
