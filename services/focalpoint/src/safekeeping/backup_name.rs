//! What a backup's two files are called: when it was made, and where the log ended then.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime, Utc};
use events::ids::Position;
use store::Head;

const BEGINS: &str = "focalpoint-";
const DATE: &str = "%Y%m%dT%H%M%SZ";
/// What the file of the log ends with.
pub const LOG: &str = ".events.db";
/// What the file of the keys ends with.
pub const KEYS: &str = ".keys.age";
/// How much of the head's hash is in the name.
const HASH_DIGITS: usize = 12;

/// The name that both files of a backup have before their ending. Ordered by when they were made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BackupName {
    /// When it was made, UTC, to the second.
    pub at: DateTime<Utc>,
    /// The position of the last event in it.
    pub position: Position,
    /// The first digits of that event's hash.
    hash: String,
}

impl BackupName {
    /// The name of a backup that was made at this moment and has this head.
    pub fn of(at: DateTime<Utc>, head: &Head) -> Self {
        let hash = head.hash.to_string().chars().take(HASH_DIGITS).collect();
        Self { at, position: head.position, hash }
    }

    /// Whether this is the head that the backup was made with.
    pub fn fits(&self, head: &Head) -> bool {
        self.position == head.position && head.hash.to_string().starts_with(&self.hash)
    }

    /// What the file of the log is called.
    pub fn log(&self) -> String {
        format!("{self}{LOG}")
    }

    /// What the file of the keys is called.
    pub fn keys(&self) -> String {
        format!("{self}{KEYS}")
    }

    /// The name in that of the log's file.
    pub fn of_log(file: &str) -> Option<Self> {
        file.strip_suffix(LOG)?.parse().ok()
    }
}

impl fmt::Display for BackupName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{BEGINS}{}-{}-{}", self.at.format(DATE), self.position, self.hash)
    }
}

/// A text is not the name of a backup.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not the name of a backup")]
pub struct NotABackupName(String);

impl FromStr for BackupName {
    type Err = NotABackupName;
    fn from_str(text: &str) -> Result<Self, NotABackupName> {
        let parse = || {
            let mut parts = text.strip_prefix(BEGINS)?.splitn(3, '-');
            let at = NaiveDateTime::parse_from_str(parts.next()?, DATE).ok()?.and_utc();
            let position = Position(parts.next()?.parse().ok()?);
            let hash = parts.next()?;
            let is_hash = hash.len() == HASH_DIGITS && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
            is_hash.then(|| Self { at, position, hash: hash.to_owned() })
        };
        parse().ok_or_else(|| NotABackupName(text.to_owned()))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_when_and_up_to_where_and_reads_back() {
        let head: Head = "663:d50680df32a0eed3d207ce2060603f7b8ee5008bc43bb3d0257155de5f85623d".parse().unwrap();
        let name = BackupName::of("2017-07-03T09:00:00Z".parse().unwrap(), &head);
        assert_eq!(name.log(), "focalpoint-20170703T090000Z-663-d50680df32a0.events.db");
        assert_eq!(BackupName::of_log(&name.log()), Some(name.clone()));
        assert!(name.fits(&head) && !name.fits(&Head::EMPTY));
        for other in ["events.db", "focalpoint-20170703T090000Z-663-d5.events.db", "focalpoint-1-2-3.events.db"] {
            assert_eq!(BackupName::of_log(other), None, "{other}");
        }
    }
}
