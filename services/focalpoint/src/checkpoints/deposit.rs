//! Checkpoints put into a directory that somebody else's tool carries to whoever keeps them.

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

/// What the file with the public key is called.
const PUBLIC_KEY: &str = "focalpoint-checkpoints.pub";

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
