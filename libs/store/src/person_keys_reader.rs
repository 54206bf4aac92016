//! The keys of sealed personal fields, looked at without holding them: for whoever verifies them or copies them beside a
//! focalpoint that runs.
//!
//! Makes and erases nothing.

use std::collections::BTreeMap;
use std::path::Path;

use events::ids::PersonId;
use events::log_mark::LogId;
use events::sealed::{PersonKey, PersonKeys};
use rusqlite::backup::Backup;
use rusqlite::{Connection, MAIN_DB, OptionalExtension};

use crate::database::OpenError;
use crate::fit::first_damage;
use crate::person_keys::{KeyState, load};
use crate::read_only_file::ReadOnlyFile;

/// The keys in a file as they were at one moment.
pub struct PersonKeysReader {
    known: BTreeMap<PersonId, KeyState>,
    log: Option<LogId>,
    damage: Option<String>,
}

impl PersonKeysReader {
    /// Reads the keys in a file.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let unusable = |source| OpenError::Unusable { path: path.to_owned(), source };
        let connection = ReadOnlyFile::of(path)?.connect().map_err(unusable)?;
        let read = || -> rusqlite::Result<Self> {
            let damage = first_damage(&connection)?;
            let bound: bool =
                connection.query_row("SELECT count(*) > 0 FROM sqlite_schema WHERE name = 'made_with'", [], |row| {
                    row.get(0)
                })?;
            let log = if bound {
                connection.query_row("SELECT log FROM made_with", [], |row| row.get(0)).optional()?
            } else {
                None
            };
            Ok(Self { known: load(&connection)?, log: log.map(LogId::from_bytes), damage })
        };
        read().map_err(unusable)
    }

    /// What is known of this person's key: `Some(None)`: it was erased; `None`: there never was one.
    pub fn known(&self, person: &PersonId) -> Option<Option<PersonKey>> {
        self.known.get(person).cloned().map(KeyState::key)
    }

    /// Everybody whose key was erased.
    pub fn erased(&self) -> impl Iterator<Item = &PersonId> {
        self.known.iter().filter(|(_, state)| matches!(state, KeyState::Erased)).map(|(person, _)| person)
    }

    /// How many persons have a key.
    pub fn kept(&self) -> usize {
        self.known.values().filter(|state| matches!(state, KeyState::Kept(_))).count()
    }

    /// The log that they are bound to; an earlier version bound them to none.
    pub fn log(&self) -> Option<LogId> {
        self.log
    }

    /// What is wrong with the file's tables and indexes, if anything.
    pub fn damage(&self) -> Option<&str> {
        self.damage.as_deref()
    }

    /// The whole file as it is at one moment, whoever writes to it meanwhile: for whoever seals it at once. It is on no disk.
    pub fn copy_of(path: &Path) -> Result<Vec<u8>, OpenError> {
        let unusable = |source| OpenError::Unusable { path: path.to_owned(), source };
        let file = ReadOnlyFile::of(path)?.connect().map_err(unusable)?;
        let copied = || -> rusqlite::Result<Vec<u8>> {
            let mut copy = Connection::open_in_memory()?;
            Backup::new(&file, &mut copy)?.step(-1)?;
            Ok(copy.serialize(MAIN_DB)?.to_vec())
        };
        copied().map_err(unusable)
    }
}

impl PersonKeys for PersonKeysReader {
    fn key(&self, person: &PersonId) -> Option<PersonKey> {
        self.known(person)?
    }
}
