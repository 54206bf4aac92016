//! Which log, and how far: what everybody who keeps something of a log notes down beside it, so that it shows when the
//! two do not belong together any more.
//!
//! A log has an identity from its beginning. A mark names it, a position, and the hash of the event there. Copies of a log
//! have its identity; once each has gone on by itself, their hashes differ. Knows no store and nobody who keeps marks.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::Position;

/// The identity of a log: the same in each of its copies, and in no other log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LogId(pub Uuid);

impl LogId {
    /// The identity with these bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid::from_bytes(bytes))
    }

    /// The identity's bytes.
    pub fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }
}

impl fmt::Display for LogId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

/// The hash of an event, by which it is told from whatever else could stand in its place (SHA-256). As text in hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[0-9a-f]{64}$"))]
pub struct EventHash([u8; 32]);

impl EventHash {
    /// What stands before the first event.
    pub const GENESIS: Self = Self([0; 32]);

    /// The hash's bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// A text or bytes are not a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a hash: 64 hexadecimal digits were expected")]
pub struct NotAHash;

impl From<[u8; 32]> for EventHash {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl TryFrom<&[u8]> for EventHash {
    type Error = NotAHash;
    fn try_from(bytes: &[u8]) -> Result<Self, NotAHash> {
        bytes.try_into().map(Self).map_err(|_| NotAHash)
    }
}

impl TryFrom<String> for EventHash {
    type Error = NotAHash;
    fn try_from(text: String) -> Result<Self, NotAHash> {
        text.parse()
    }
}

impl From<EventHash> for String {
    fn from(hash: EventHash) -> Self {
        hash.to_string()
    }
}

impl FromStr for EventHash {
    type Err = NotAHash;
    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NotAHash)?;
        Ok(Self(bytes))
    }
}

impl fmt::Display for EventHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for EventHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventHash({self})")
    }
}

/// A place in a log that can be told from the same place in any other. As text `<log>:<position>:<hash>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LogMark {
    /// Which log the place is in.
    pub log: LogId,
    /// The position of an event, or [`Position::START`].
    pub position: Position,
    /// The hash of the event there; at the start, [`EventHash::GENESIS`].
    pub hash: EventHash,
}

/// Why what was kept does not belong to the log beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// It was made from another log.
    #[error("it was made from another log ({kept}; this one is {found})")]
    Foreign {
        /// The log it was made from.
        kept: LogId,
        /// The log beside it.
        found: LogId,
    },
    /// The log has no event where it had got to: the log was set back, or has a hole.
    #[error("it had come to position {position}, where the log has no event")]
    Gone {
        /// Where it had got to.
        position: Position,
    },
    /// The log has another event where it had got to: the log was set back, and has gone on otherwise.
    #[error("it had come to position {position}, where the log has another event")]
    Other {
        /// Where it had got to.
        position: Position,
    },
}

impl LogMark {
    /// Before the first event of a log.
    pub fn start_of(log: LogId) -> Self {
        Self { log, position: Position::START, hash: EventHash::GENESIS }
    }

    /// Judges a mark that was kept by what the log has at its position: `None`, no event.
    pub fn judged_by(&self, log: LogId, there: Option<&LogMark>) -> Result<(), Misfit> {
        let position = self.position;
        match there {
            _ if self.log != log => Err(Misfit::Foreign { kept: self.log, found: log }),
            None => Err(Misfit::Gone { position }),
            Some(there) if there.hash != self.hash || there.position != position => Err(Misfit::Other { position }),
            Some(_) => Ok(()),
        }
    }
}

impl fmt::Display for LogMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.log, self.position, self.hash)
    }
}

/// A text is not a mark.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not a place in a log: <log>:<position>:<hash> was expected")]
pub struct NotAMark {
    /// The text as it was given.
    pub text: String,
}

impl FromStr for LogMark {
    type Err = NotAMark;
    fn from_str(text: &str) -> Result<Self, NotAMark> {
        let parse = || {
            let (log, place) = text.split_once(':')?;
            let (position, hash) = place.split_once(':')?;
            Some(Self {
                log: LogId(log.parse().ok()?),
                position: Position(position.parse().ok()?),
                hash: hash.parse().ok()?,
            })
        };
        parse().ok_or_else(|| NotAMark { text: text.to_owned() })
    }
}

impl TryFrom<String> for LogMark {
    type Error = NotAMark;
    fn try_from(text: String) -> Result<Self, NotAMark> {
        text.parse()
    }
}

impl From<LogMark> for String {
    fn from(mark: LogMark) -> Self {
        mark.to_string()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    const ONE: LogId = LogId(Uuid::from_u128(1));
    const TWO: LogId = LogId(Uuid::from_u128(2));

    fn mark(log: LogId, position: u64, hash: u8) -> LogMark {
        LogMark { log, position: Position(position), hash: EventHash([hash; 32]) }
    }

    #[test]
    fn a_mark_reads_back_from_its_text() {
        let kept = mark(ONE, 663, 0xd5);
        assert_eq!(kept.to_string().parse(), Ok(kept));
        let json = serde_json::to_string(&kept).unwrap();
        assert_eq!(serde_json::from_str::<LogMark>(&json).unwrap(), kept);
        for other in ["", "663", "a:663:b", "00000000-0000-0000-0000-000000000001:x:00"] {
            assert_eq!(other.parse::<LogMark>(), Err(NotAMark { text: other.to_owned() }));
        }
    }

    #[test]
    fn a_mark_fits_the_same_event_of_the_same_log_and_nothing_else() {
        let (kept, position) = (mark(ONE, 7, 7), Position(7));
        assert_eq!(kept.judged_by(ONE, Some(&kept)), Ok(()));
        assert_eq!(kept.judged_by(ONE, Some(&mark(ONE, 7, 8))), Err(Misfit::Other { position }));
        assert_eq!(kept.judged_by(ONE, None), Err(Misfit::Gone { position }));
        let foreign = Err(Misfit::Foreign { kept: ONE, found: TWO });
        assert_eq!(kept.judged_by(TWO, Some(&mark(TWO, 7, 7))), foreign);
        assert_eq!(kept.judged_by(TWO, None), foreign);
        let start = LogMark::start_of(ONE);
        assert_eq!(start.judged_by(ONE, Some(&start)), Ok(()));
    }
}
