//! Whether a database file and the write-ahead log beside it belong together, asked before anything opens them.
//!
//! `SQLite` takes in whatever write-ahead log it finds beside a file. Where a copy was put beside that of another moment, the
//! outcome is a mixture, which would become the file. Here nothing is taken in.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::database::{OpenError, beside};

/// Where a file says how it is written, and what it says of a copy that is whole by itself: that it has no write-ahead log.
const WRITTEN_BY: std::ops::Range<usize> = 18..20;
const WITHOUT_WAL: [u8; 2] = [1, 1];

/// Whether something waits beside a file to be taken in.
pub(crate) fn waits_beside(path: &Path) -> bool {
    std::fs::metadata(beside(path, "-wal")).is_ok_and(|found| found.len() > 0)
}

/// Refuses a file beside which the write-ahead log of another one lies.
pub(crate) fn check_fit(path: &Path) -> Result<(), OpenError> {
    if !waits_beside(path) {
        return Ok(());
    }
    let does_not_fit = |reason: String| OpenError::DoesNotFit { path: path.to_owned(), reason };
    let mut head = [0; 20];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    match read {
        // Cut short: SQLite judges it.
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {}
        Err(source) => return Err(OpenError::Unreachable { path: path.to_owned(), source }),
        Ok(()) if head[WRITTEN_BY] == WITHOUT_WAL => {
            return Err(does_not_fit("it is a copy, and the write-ahead log beside it is another file's".to_owned()));
        }
        Ok(()) => {}
    }
    let length =
        std::fs::metadata(path).map_err(|source| OpenError::Unreachable { path: path.to_owned(), source })?.len();
    let damage = open_untaken(path).and_then(|connection| {
        if is_set_back(&connection, length)? {
            return Ok(Some("the write-ahead log beside it is older than it is".to_owned()));
        }
        first_damage(&connection)
    });
    match damage {
        Ok(None) => Ok(()),
        Ok(Some(reason)) => Err(does_not_fit(reason)),
        Err(error) => Err(does_not_fit(error.to_string())),
    }
}

/// Opens a file with what waits beside it, which is not taken in by that.
pub(crate) fn open_untaken(path: &Path) -> rusqlite::Result<Connection> {
    // To read and write, though nothing is written: the last who closes a file that may only be read leaves two beside it.
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Whether a file is shorter with what waits beside it than without. None here ever gets shorter.
fn is_set_back(connection: &Connection, length: u64) -> rusqlite::Result<bool> {
    let pages: u64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
    let size: u64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0))?;
    Ok(pages.saturating_mul(size) < length)
}

/// The first thing that is wrong with a file's tables and indexes, if any.
pub(crate) fn first_damage(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok(if found == "ok" { None } else { Some(found.replace('\n', " ")) })
}
