//! Checkpoints put into a directory that somebody else's tool carries to whoever keeps them.

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};

/// What the file with the public key is called.
const PUBLIC_KEY: &str = "focalpoint-checkpoints.pub";

/// What the file says in which it stands on which day a checkpoint was sent to the auditor last.
const MAILED: &str = "focalpoint-checkpoints.mailed";

/// Whether none was sent to the auditor on this day yet.
pub fn is_to_be_mailed(directory: &Path, day: NaiveDate) -> bool {
    std::fs::read_to_string(directory.join(MAILED)).map_or(true, |kept| kept.trim() != day.to_string())
}

/// Notes that one was sent on this day.
pub fn note_mailed(directory: &Path, day: NaiveDate) -> std::io::Result<()> {
    std::fs::write(directory.join(MAILED), format!("{day}\n"))
}

/// Writes the sheet of a checkpoint beside its file, for whoever prints it.
pub fn deposit_sheet(checkpoint: &Path, sheet: &[u8]) -> std::io::Result<()> {
    std::fs::write(checkpoint.with_extension("pdf"), sheet)
}

/// Writes a checkpoint into a directory, made if it is not there, with the public key beside; gives its file. One that is there
/// already is not written again.
pub fn deposit(
    directory: &Path,
    checkpoint: &str,
    size: u64,
    public_key: &str,
    now: DateTime<Utc>,
) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(directory)?;
    std::fs::write(directory.join(PUBLIC_KEY), format!("{public_key}\n"))?;
    let file = directory.join(format!("checkpoint-{}-{size}.txt", now.format("%Y%m%dT%H%M%SZ")));
    match std::fs::File::create_new(&file) {
        Ok(mut new) => new.write_all(checkpoint.as_bytes()).and_then(|()| new.sync_all()).map(|()| file),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(file),
        Err(error) => Err(error),
    }
}
