//! The channel's own file: whose thread a token is, which answers have been taken, how far the mailbox has been read, and
//! which e-mails were sent.
//!
//! - `taken_answers`: what was made of an answer, by ids; how many answers a person was sent on a day.
//!
//! Nothing that people wrote is in it. Without it, answers to messages sent before are not recognised; the next message of a
//! thread writes its row again, since the same person and thread always have the same token.

mod forgetting;
mod taken_answers;

pub use taken_answers::{MessageEffects, RecordedEffect, SettledAnswer};

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use events::ids::PersonId;
use links::ThreadToken;
use rusqlite::{Connection, OptionalExtension, params};
use rusqlite_migration::{M, Migrations};

use crate::address::MailAddress;
use crate::draft::ThreadKey;

const MIGRATIONS: &[&str] = &[
    "CREATE TABLE threads (
       token TEXT PRIMARY KEY, person TEXT NOT NULL, thread TEXT NOT NULL, address TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE mailboxes (
       name TEXT PRIMARY KEY, uid_validity INTEGER NOT NULL, last_uid INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE handled_mail (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;",
    "CREATE TABLE sent_mail (
       number INTEGER PRIMARY KEY, mail TEXT NOT NULL UNIQUE, message TEXT NOT NULL, parts TEXT NOT NULL,
       day TEXT NOT NULL, is_taken INTEGER NOT NULL, is_once INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX sent_mail_of_message ON sent_mail (message);
   CREATE TABLE told_messages (
       message TEXT NOT NULL, parts TEXT NOT NULL, day TEXT NOT NULL, is_once INTEGER NOT NULL,
       PRIMARY KEY (message, parts)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE sent_invitations (
       person TEXT NOT NULL, meeting TEXT NOT NULL, changes INTEGER NOT NULL, moves INTEGER NOT NULL,
       is_cancelled INTEGER NOT NULL, PRIMARY KEY (person, meeting)
   ) STRICT, WITHOUT ROWID;",
    taken_answers::TABLES,
    "CREATE TABLE told_notices (
       address TEXT NOT NULL, notice TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (address, notice, day)
   ) STRICT, WITHOUT ROWID;",
];

/// The file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CorrespondenceError {
    /// It does not open, or is from another version.
    #[error("the file of e-mail threads {path} cannot be opened: {reason}")]
    Open {
        /// The file as it was named.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A row cannot be read.
    #[error("the file of e-mail threads holds what this version cannot read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// Reading or writing failed.
    #[error("the file of e-mail threads: {0}")]
    Database(#[from] rusqlite::Error),
}

/// A thread: whose it is, and where its messages go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownThread {
    /// The person that the thread is with.
    pub person: PersonId,
    /// What it is about.
    pub thread: ThreadKey,
    /// The person's own address, to which the last message went.
    pub address: MailAddress,
}

/// How far a mailbox has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadUpTo {
    /// Under which numbering; another one says nothing of these numbers.
    pub uid_validity: u32,
    /// The last number read.
    pub last_uid: u32,
}

/// The file. A clone is the same file.
#[derive(Debug, Clone)]
pub struct Correspondence(Arc<Mutex<Connection>>);

impl Correspondence {
    /// Opens the file, or makes it.
    pub fn open(path: &Path) -> Result<Self, CorrespondenceError> {
        let failed = |reason: String| CorrespondenceError::Open { path: path.to_owned(), reason };
        let mut connection = Connection::open(path).map_err(|error| failed(error.to_string()))?;
        // What was deleted is not to be found in the file.
        for (name, value) in [("journal_mode", "WAL"), ("synchronous", "FULL"), ("secure_delete", "ON")] {
            connection.pragma_update(None, name, value).map_err(|error| failed(error.to_string()))?;
        }
        let migrations = Migrations::new(MIGRATIONS.iter().map(|sql| M::up(sql)).collect());
        migrations
            .to_latest(&mut connection)
            .map_err(|error| failed(format!("{error}; run the version that wrote it, or a newer one")))?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    /// The file itself, for those who keep tables of their own in it.
    pub(crate) fn connection(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes whose thread a token is, before its message leaves.
    pub fn note_thread(&self, token: &ThreadToken, known: &KnownThread) -> Result<(), CorrespondenceError> {
        let KnownThread { person, thread, address } = known;
        let sql =
            "INSERT INTO threads VALUES (?1, ?2, ?3, ?4) ON CONFLICT (token) DO UPDATE SET address = excluded.address";
        self.connection().execute(sql, params![token.as_str(), person.as_str(), thread.0, address.to_string()])?;
        Ok(())
    }

    /// Whose thread a token is.
    pub fn thread(&self, token: &ThreadToken) -> Result<Option<KnownThread>, CorrespondenceError> {
        let sql = "SELECT person, thread, address FROM threads WHERE token = ?1";
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let found: Option<(String, String, String)> =
            self.connection().query_row(sql, [token.as_str()], row).optional()?;
        Ok(found.and_then(|(person, thread, address)| {
            Some(KnownThread {
                person: person.parse().ok()?,
                thread: ThreadKey(thread),
                address: address.parse().ok()?,
            })
        }))
    }

    /// How far a mailbox has been read; nothing: never.
    pub fn read_up_to(&self, mailbox: &str) -> Result<Option<ReadUpTo>, CorrespondenceError> {
        let sql = "SELECT uid_validity, last_uid FROM mailboxes WHERE name = ?1";
        let row = |row: &rusqlite::Row<'_>| Ok(ReadUpTo { uid_validity: row.get(0)?, last_uid: row.get(1)? });
        Ok(self.connection().query_row(sql, [mailbox], row).optional()?)
    }

    /// Notes that a mailbox has been read up to a message, and the key of that message.
    pub fn note_read(&self, mailbox: &str, up_to: ReadUpTo, key: Option<&str>) -> Result<(), CorrespondenceError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute(
            "INSERT INTO mailboxes VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET uid_validity = excluded.uid_validity, last_uid = excluded.last_uid",
            params![mailbox, up_to.uid_validity, up_to.last_uid],
        )?;
        if let Some(key) = key {
            transaction.execute("INSERT OR IGNORE INTO handled_mail VALUES (?1)", [key])?;
        }
        Ok(transaction.commit()?)
    }

    /// Whether a message was taken before, under whatever number.
    pub fn was_handled(&self, key: &str) -> Result<bool, CorrespondenceError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM handled_mail WHERE key = ?1)";
        Ok(self.connection().query_row(sql, [key], |row| row.get(0))?)
    }
}
