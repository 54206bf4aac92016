//! Checkpoints put into a directory that somebody else's tool carries to whoever keeps them.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::safekeeping::key_archive::write_private;

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
    match write_private(&file, checkpoint.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        Ok(()) | Err(_) => Ok(file),
    }
}
