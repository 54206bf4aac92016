//! A reader's place in the log, kept in a small file with what tells this log from every other.

use std::path::PathBuf;
use std::str::FromStr;

use events::ids::Position;
use events::log_mark::{LogMark, NotAMark};

use crate::checkpoint::CheckpointError;
use crate::durable_file;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptPlace {
    /// No place: it is not there.
    Nowhere,
    /// A position alone, as earlier versions kept it.
    Bare(Position),
    /// A place in a log.
    Marked(LogMark),
}

impl KeptPlace {
    /// The position, whatever log it is of.
    pub fn position(&self) -> Position {
        match self {
            Self::Nowhere => Position::START,
            Self::Bare(position) => *position,
            Self::Marked(mark) => mark.position,
        }
    }
}

impl FromStr for KeptPlace {
    type Err = NotAMark;
    fn from_str(text: &str) -> Result<Self, NotAMark> {
        let text = text.trim();
        match text.parse() {
            Ok(position) => Ok(Self::Bare(Position(position))),
            Err(_) => text.parse().map(Self::Marked),
        }
    }
}

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
