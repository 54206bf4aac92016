//! A bit that changes anywhere in the log's file is found, in its indexes too, or is in no byte that anything reads.

use std::fmt::Write as _;
use std::path::Path;

use events::log_mark::LogId;
use rusqlite::Connection;
use rusqlite::types::Value;
use store::ExpectedVersion::NoStream;
use store::{EventStore, SqliteEventStore, SqliteLogReader};
use tempfile::tempdir;

use crate::contract::samples::{events, stream};

/// How many bits are flipped, each in a file of its own.
const FLIPS: u64 = 400;

/// Everything that can be read from a log's file: its schema, its tables, and what each index leads to.
fn everything(path: &Path) -> rusqlite::Result<String> {
    let file = Connection::open(path)?;
    let mut text = String::new();
    for question in [
        "SELECT type, name, sql FROM sqlite_schema",
        "PRAGMA user_version",
        "SELECT * FROM events",
        "SELECT id, position FROM events INDEXED BY sqlite_autoindex_events_1 ORDER BY id",
        "SELECT stream, revision, position FROM events INDEXED BY sqlite_autoindex_events_2 ORDER BY stream, revision",
    ] {
        let mut statement = file.prepare(question)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                let _ = write!(text, "{:?} ", row.get::<_, Value>(column)?);
            }
            text.push('\n');
        }
    }
    Ok(text)
}

/// Whether `focalpoint verify` would find something: in the file, in the chain, or in whose log it is.
async fn is_found(path: &Path, identity: LogId) -> bool {
    let Ok(log) = SqliteLogReader::open(path) else { return true };
    log.identity() != identity || log.check_file().await.is_err() || log.verify_watched(None, &|_| ()).await.is_err()
}

#[tokio::test]
async fn a_flipped_bit_is_found_or_is_read_by_nobody() {
    let folder = tempdir().unwrap();
    let store = SqliteEventStore::open(&folder.path().join("events.db")).unwrap();
    for n in 0..30 {
        store.append(&stream(&format!("s{n}")), NoStream, events(&format!("c{n}"), 7)).await.unwrap();
    }
    let (whole, identity) = (folder.path().join("whole.db"), store.identity());
    store.backup(&whole).await.unwrap();
    let (bytes, read) = (std::fs::read(&whole).unwrap(), everything(&whole).unwrap());
    assert!(!is_found(&whole, identity).await, "nothing is wrong yet");

    let flipped = folder.path().join("flipped.db");
    let (mut found, bits) = (0, bytes.len() as u64 * 8);
    for flip in 0..FLIPS {
        // Spread over the whole file, and never twice at the same place of a page.
        let bit = (flip * bits / FLIPS) + (flip * 7919) % (bits / FLIPS);
        let mut damaged = bytes.clone();
        damaged[usize::try_from(bit / 8).unwrap()] ^= 1 << (bit % 8);
        std::fs::write(&flipped, &damaged).unwrap();
        if is_found(&flipped, identity).await {
            found += 1;
        } else {
            let harmless = everything(&flipped).is_ok_and(|same| same == read);
            assert!(harmless, "bit {bit} was flipped, and nobody noticed");
        }
        for beside in ["flipped.db-wal", "flipped.db-shm"] {
            let _ = std::fs::remove_file(folder.path().join(beside));
        }
    }
    assert!(found > FLIPS / 2, "only {found} of {FLIPS}: most bytes are read by somebody");
}
