//! How far a reader had come in a log, as it was kept in a file or a table, also by versions that did not note down which log it was.
//!
//! It knows what tells a log from every other, and neither a file nor a table.

use std::str::FromStr;

use events::ids::Position;
use events::log_mark::{EventHash, LogId, LogMark, NotAMark};

/// A place that was kept.
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
    /// The place in columns of a table: the position, and the log's identity and the event's hash, which earlier versions did not keep.
    pub fn of_columns(position: Position, log: Option<[u8; 16]>, hash: Option<[u8; 32]>) -> Self {
        match log.zip(hash) {
            Some((log, hash)) => {
                Self::Marked(LogMark { log: LogId::from_bytes(log), position, hash: EventHash::from(hash) })
            }
            None => Self::Bare(position),
        }
    }

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
