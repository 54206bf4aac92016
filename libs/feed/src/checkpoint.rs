//! A reader's place in the log, kept in a small file.

use std::path::PathBuf;

use events::ids::Position;

use crate::durable_file;

/// The file cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// The disk said no.
    #[error("checkpoint {path}: {source}")]
    Io {
        /// Where the file is.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file holds something else.
    #[error("checkpoint {path} does not hold a position: delete it to read the log again from its beginning")]
    NotAPosition {
        /// Where the file is.
        path: PathBuf,
    },
}

/// A checkpoint file. A missing one means the log's beginning; one that lags means that some events come twice.
#[derive(Debug, Clone)]
pub struct CheckpointFile {
    path: PathBuf,
}

impl CheckpointFile {
    /// The checkpoint in this file.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// The position kept.
    pub async fn load(&self) -> Result<Position, CheckpointError> {
        match tokio::fs::read_to_string(&self.path).await {
            Ok(text) => {
                text.trim().parse().map(Position).map_err(|_| CheckpointError::NotAPosition { path: self.path.clone() })
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Position::START),
            Err(source) => Err(self.io(source)),
        }
    }

    /// Keeps a position. The file is replaced as a whole, so that a crash leaves the old or the new one.
    pub async fn save(&self, position: Position) -> Result<(), CheckpointError> {
        durable_file::replace(&self.path, position.to_string().as_bytes()).await.map_err(|source| self.io(source))
    }

    fn io(&self, source: std::io::Error) -> CheckpointError {
        CheckpointError::Io { path: self.path.clone(), source }
    }
}
