//! Cutting a copy of the log off after an event, for whoever restores it as it was earlier.

use std::path::Path;

use events::ids::Position;
use rusqlite::Connection;

use super::rows::{self, sql_integer};
use super::{STEPS, SqliteEventStore};
use crate::database::{OpenError, SoleUse, open_durable};
use crate::hash_chain::Head;
use rusqlite_migration::Migrations;

impl SqliteEventStore {
    /// Cuts a copy of a log off after this position, and gives the head that it has then. It stays the same log; what was cut
    /// off is in no page of the file any more. Only for a copy that nothing has been made from.
    pub fn cut_off(path: &Path, after: Position) -> Result<Head, OpenError> {
        let unusable = |source| OpenError::Unusable { path: path.to_owned(), source };
        let _sole_use = SoleUse::of(path)?;
        let mut copy = open_durable(path, &Migrations::from_slice(STEPS))?;
        if let Some(said_at) = taken_out_later(&copy, after).map_err(unusable)? {
            return Err(OpenError::TakenOutLater { path: path.to_owned(), said_at });
        }
        cut(&mut copy, after).map_err(unusable)?;
        rows::head(&copy).map_err(|error| OpenError::DamagedEnd { path: path.to_owned(), damage: error.to_string() })
    }
}

/// The last event after this position that says that texts were taken out of one before it. Without it, what is left there
/// would prove nothing.
fn taken_out_later(copy: &Connection, after: Position) -> rusqlite::Result<Option<Position>> {
    let sql = "SELECT max(taken_out_by) FROM events WHERE position <= ?1 AND taken_out_by > ?1";
    let said_at = copy.query_row(sql, [sql_integer(after.0)], |row| row.get::<_, Option<u64>>(0))?;
    Ok(said_at.map(Position))
}

fn cut(copy: &mut Connection, after: Position) -> rusqlite::Result<()> {
    let transaction = copy.transaction()?;
    // What keeps events from being removed stands aside for this once.
    let guards: Vec<(String, String)> = {
        let mut statement = transaction
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'events'")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect::<rusqlite::Result<_>>()?
    };
    for (name, _) in &guards {
        transaction.execute_batch(&format!("DROP TRIGGER {name}"))?;
    }
    transaction.execute("DELETE FROM events WHERE position > ?1", [sql_integer(after.0)])?;
    for (_, guard) in &guards {
        transaction.execute_batch(guard)?;
    }
    transaction.commit()?;
    copy.execute_batch("VACUUM")?;
    copy.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}
