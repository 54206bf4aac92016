//! The keys of sealed personal fields, in a database file of their own.
//!
//! A copy of the log without this file shows no names. Erasing a person's key here erases the person from every copy of
//! the log; the erased person is remembered, so that no new key is ever made and what was erased stays so. Nothing here
//! draws a key: it comes in as a candidate.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock};

use events::ids::PersonId;
use events::log_mark::LogId;
use events::sealed::{PersonKey, PersonKeys};
use rusqlite::{Connection, params};
use rusqlite_migration::{M, Migrations};

use crate::database::{OpenError, SoleUse, create_private, open_durable};
use crate::fit::check_fit;

/// The schema, step by step. A step that was released is never changed; a new one goes to the end.
const STEPS: &[M<'_>] = &[
    M::up(include_str!("../migrations/person-keys/001-keys.sql")),
    M::up(include_str!("../migrations/person-keys/002-log.sql")),
];

/// Why a key could not be made or erased.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The person asked to be forgotten, and is.
    #[error("{person} was erased: nothing can be sealed for them any more; register a new person instead")]
    Erased {
        /// The id of the person whose key it is.
        person: PersonId,
    },
    /// The keys cannot be written.
    #[error("the keys of personal fields cannot be written: {reason}; try again")]
    Unavailable {
        /// What the engine said.
        reason: String,
    },
}

impl From<rusqlite::Error> for KeyError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Unavailable { reason: error.to_string() }
    }
}

/// What is known of a person's key.
#[derive(Clone)]
pub(crate) enum KeyState {
    Kept(PersonKey),
    Erased,
}

impl KeyState {
    pub(crate) fn key(self) -> Option<PersonKey> {
        match self {
            Self::Kept(key) => Some(key),
            Self::Erased => None,
        }
    }
}

/// The keys in one `SQLite` file, all of them also in memory so that looking one up waits for nothing.
pub struct SqlitePersonKeys {
    path: PathBuf,
    file: Mutex<Connection>,
    known: RwLock<BTreeMap<PersonId, KeyState>>,
    _sole_use: SoleUse,
}

impl SqlitePersonKeys {
    /// Opens the keys in a file, which is created when absent (its directory is not), readable by its owner only. Only
    /// one opener can hold it.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let unusable = |source| OpenError::Unusable { path: path.to_owned(), source };
        let sole_use = SoleUse::of(path)?;
        create_private(path).map_err(|source| OpenError::Unreachable { path: path.to_owned(), source })?;
        let connection = open_durable(path, &Migrations::from_slice(STEPS))?;
        connection.pragma_update(None, "secure_delete", true).map_err(unusable)?;
        let known = load(&connection).map_err(unusable)?;
        Ok(Self { path: path.to_owned(), file: Mutex::new(connection), known: RwLock::new(known), _sole_use: sole_use })
    }

    /// Judges a file of keys before anything opens it: whether the write-ahead log beside it is its own. Changes nothing.
    pub fn examine(path: &Path) -> Result<(), OpenError> {
        check_fit(path)
    }

    /// The keys are of this log: they are bound to the first that is named, and refused beside any other, in which they
    /// would open nothing and new ones would be made for whom there are some.
    pub fn belong_to(&self, log: LogId) -> Result<(), OpenError> {
        let unusable = |source| OpenError::Unusable { path: self.path.clone(), source };
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.execute("INSERT OR IGNORE INTO made_with (only, log) VALUES (1, ?1)", [log.as_bytes()])
            .map_err(unusable)?;
        let kept = file.query_row("SELECT log FROM made_with", [], |row| row.get(0)).map_err(unusable)?;
        let kept = LogId::from_bytes(kept);
        if kept == log { Ok(()) } else { Err(OpenError::OfAnotherLog { path: self.path.clone(), kept, found: log }) }
    }

    /// The person's key; the candidate becomes it when there is none yet. Durable when it returns.
    pub fn ensure(&self, person: &PersonId, candidate: PersonKey) -> Result<PersonKey, KeyError> {
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        match self.state(person) {
            Some(KeyState::Kept(key)) => Ok(key),
            Some(KeyState::Erased) => Err(KeyError::Erased { person: person.clone() }),
            None => {
                file.execute(
                    "INSERT INTO person_keys (person, key) VALUES (?1, ?2)",
                    params![person.as_str(), candidate.0],
                )?;
                self.remember(person, KeyState::Kept(candidate.clone()));
                Ok(candidate)
            }
        }
    }

    /// Erases the person's key, so that nothing sealed for the person can be read any more, and keeps in mind that it
    /// was. Erasing again changes nothing. The key is overwritten in the file and gone from its write-ahead log when
    /// this returns; older backups of the file have to be destroyed by whoever made them.
    pub fn erase(&self, person: &PersonId) -> Result<(), KeyError> {
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.execute(
            "INSERT INTO person_keys (person, key) VALUES (?1, NULL) ON CONFLICT (person) DO UPDATE SET key = NULL",
            [person.as_str()],
        )?;
        self.remember(person, KeyState::Erased);
        // The log still holds the page as it was before; until it is emptied, the key is not gone.
        let busy: bool = file.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy {
            let reason = "somebody else is reading the file, so the erased key is still in its write-ahead log";
            return Err(KeyError::Unavailable { reason: reason.to_owned() });
        }
        Ok(())
    }

    /// What is known of this person's key: `Some(None)`: it was erased; `None`: there never was one.
    pub fn known(&self, person: &PersonId) -> Option<Option<PersonKey>> {
        self.state(person).map(KeyState::key)
    }

    /// The first `limit` persons after this one in the order of their ids, each with the key or `None` when it was
    /// erased.
    pub fn after(&self, person: Option<&PersonId>, limit: usize) -> Vec<(PersonId, Option<PersonKey>)> {
        let from = person.map_or(Bound::Unbounded, Bound::Excluded);
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known
            .range::<PersonId, _>((from, Bound::Unbounded))
            .take(limit)
            .map(|(person, state)| (person.clone(), state.clone().key()))
            .collect()
    }

    fn state(&self, person: &PersonId) -> Option<KeyState> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).get(person).cloned()
    }

    fn remember(&self, person: &PersonId, state: KeyState) {
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(person.clone(), state);
    }
}

impl PersonKeys for SqlitePersonKeys {
    fn key(&self, person: &PersonId) -> Option<PersonKey> {
        self.state(person)?.key()
    }
}

pub(crate) fn load(connection: &Connection) -> rusqlite::Result<BTreeMap<PersonId, KeyState>> {
    let mut statement = connection.prepare("SELECT person, key FROM person_keys")?;
    let rows = statement.query_map([], |row| {
        let person = row.get::<_, String>(0)?;
        let person = PersonId::try_from(person).map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
        })?;
        let key = row.get::<_, Option<[u8; 32]>>(1)?;
        Ok((person, key.map_or(KeyState::Erased, |key| KeyState::Kept(PersonKey(key)))))
    })?;
    rows.collect()
}
