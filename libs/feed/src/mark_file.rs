//! A reader's place in the log, kept in a small file with what tells this log from every other.

use std::path::PathBuf;

use events::log_mark::LogMark;

use crate::checkpoint::CheckpointError;
use crate::durable_file;
use crate::kept_place::KeptPlace;

/// A file with a place in a log. A missing one means the log's beginning; one that lags means that some events come twice.
#[derive(Debug, Clone)]
pub struct MarkFile {
    path: PathBuf,
}

impl MarkFile {
    /// The place in this file.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// The place kept.
    pub async fn load(&self) -> Result<KeptPlace, CheckpointError> {
        let text = match tokio::fs::read_to_string(&self.path).await {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(KeptPlace::Nowhere),
            Err(source) => return Err(self.io(source)),
        };
        text.parse().map_err(|_| CheckpointError::NotAPosition { path: self.path.clone() })
    }

    /// Keeps a place. The file is replaced as a whole, so that a crash leaves the old or the new one.
    pub async fn save(&self, mark: &LogMark) -> Result<(), CheckpointError> {
        durable_file::replace(&self.path, mark.to_string().as_bytes()).await.map_err(|source| self.io(source))
    }

    fn io(&self, source: std::io::Error) -> CheckpointError {
        CheckpointError::Io { path: self.path.clone(), source }
    }
}
