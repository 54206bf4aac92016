//! Read models in a file that somebody else holds, as text: for whoever compares them with what the log makes of itself.
//!
//! Changes nothing. Knows the [`Projection`] trait and no projection.

use std::sync::Arc;

use events::log_mark::LogMark;
use feed::KeptPlace;
use rusqlite::Connection;

use super::checkpoints::checkpoint;
use super::dump::dump_table;
use super::parking::held;
use super::projection::Projection;

/// Where all read models in a file have come to, and their tables as text, at one moment. `None`: they are of another version
/// or have not all come to the same event of a log, or hold something, and are no measure of anything.
pub(crate) fn dump_of(
    connection: &mut Connection,
    projections: &[Arc<dyn Projection>],
) -> rusqlite::Result<Option<(LogMark, String)>> {
    let unmoved = connection.transaction()?;
    check_sound(&unmoved)?;
    let mut common: Option<LogMark> = None;
    for projection in projections {
        let Some(KeptPlace::Marked(mark)) = checkpoint(&unmoved, projection.as_ref())? else { return Ok(None) };
        if common.is_some_and(|common| common != mark) {
            return Ok(None);
        }
        common = Some(mark);
    }
    if !held(&unmoved)?.is_empty() {
        return Ok(None);
    }
    let mut text = String::new();
    for table in projections.iter().flat_map(|projection| projection.tables()) {
        dump_table(&unmoved, table, &mut text)?;
    }
    Ok(common.map(|mark| (mark, text)))
}

/// Tables and indexes are sound.
fn check_sound(connection: &Connection) -> rusqlite::Result<()> {
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found == "ok" {
        return Ok(());
    }
    Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT), Some(found)))
}
