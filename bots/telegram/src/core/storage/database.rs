//! The bot's own file: how it is opened, brought up to date and used.
//!
//! Each feature keeps tables of its own; their migrations are numbered over the whole file, because it is one file and its
//! version is one number. A text that a person wrote is here only as part of a command that waits to be saved, of a draft or
//! of what a button does, and is wiped with it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use events::ids::ChatId;
use rusqlite::{Connection, params};
use rusqlite_migration::{M, Migrations};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::watch;

use crate::core::callback_data::ButtonSigner;
use crate::core::config::BotError;

/// A step from one version of the file to the next. Steps of the same number belong together and run in the order in which
/// they were registered; a step that was released never changes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    /// The version that it leads to; the first is 1.
    pub(crate) number: usize,
    pub(crate) sql: &'static str,
}

/// The steps in order, one text for each number; `None`: a number is missing.
pub(crate) fn in_order(migrations: &[Migration]) -> Option<Vec<String>> {
    let last = migrations.iter().map(|migration| migration.number).max().unwrap_or(0);
    let of = |number| {
        let parts = migrations.iter().filter(|migration| migration.number == number);
        let parts: Vec<&str> = parts.map(|migration| migration.sql).collect();
        (!parts.is_empty()).then(|| parts.join("\n"))
    };
    (1..=last).map(of).collect()
}

/// What there is in the file.
#[derive(Debug, Clone)]
pub(crate) struct Schema {
    pub(crate) migrations: Vec<Migration>,
    /// The tables with a column `chat` that go along when a group becomes another chat.
    pub(crate) tables_of_group_chats: Vec<&'static str>,
}

/// The bot's file. A clone is the same file.
#[derive(Clone)]
pub(crate) struct Database {
    connection: Arc<Mutex<Connection>>,
    path: Arc<PathBuf>,
    tables_of_group_chats: Arc<[&'static str]>,
    /// Told whenever it is noted that a chat takes nothing any more, or takes something again.
    reachability: watch::Sender<()>,
    pub(crate) signer: ButtonSigner,
}

/// The key that buttons are signed with, drawn when the file is new.
fn button_key(connection: &Connection) -> rusqlite::Result<[u8; 32]> {
    let draw = "INSERT OR IGNORE INTO button_key VALUES (1, ?1)";
    connection.execute(draw, [rand::random::<[u8; 32]>()])?;
    connection.query_row("SELECT key FROM button_key", [], |row| row.get(0))
}

impl Database {
    pub(crate) fn open(path: &Path, schema: &Schema) -> Result<Self, BotError> {
        let failed = |reason: String| BotError::Database { path: path.to_owned(), reason };
        let steps = in_order(&schema.migrations).ok_or_else(|| failed("a migration is missing".to_owned()))?;
        let mut connection = Connection::open(path).map_err(|error| failed(error.to_string()))?;
        connection.pragma_update(None, "journal_mode", "WAL").map_err(|error| failed(error.to_string()))?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(|error| failed(error.to_string()))?;
        // What was deleted is not to be found in the file.
        connection.pragma_update(None, "secure_delete", true).map_err(|error| failed(error.to_string()))?;
        let migrations = Migrations::new(steps.iter().map(|sql| M::up(sql)).collect());
        migrations.to_latest(&mut connection).map_err(|error| {
            failed(format!(
                "it has a schema this focalpoint cannot use: {error}; run the version that wrote it, or a newer one"
            ))
        })?;
        let signer = ButtonSigner::new(button_key(&connection).map_err(|error| failed(error.to_string()))?);
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
            path: Arc::new(path.to_owned()),
            tables_of_group_chats: schema.tables_of_group_chats.clone().into(),
            reachability: watch::Sender::default(),
            signer,
        })
    }

    /// It was noted of so many chats that they take nothing any more, or something again.
    pub(crate) fn reachability_changed(&self, chats: usize) {
        if chats > 0 {
            self.reachability.send_replace(());
        }
    }

    /// Whenever that is noted.
    pub(crate) fn reachability_changes(&self) -> watch::Receiver<()> {
        self.reachability.subscribe()
    }

    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, BotError> {
        let connection = self.connection.clone();
        let failed = |reason: String| BotError::Database { path: self.path.as_ref().clone(), reason };
        tokio::task::spawn_blocking(move || work(&mut connection.lock().unwrap_or_else(PoisonError::into_inner)))
            .await
            .map_err(|error| failed(error.to_string()))?
            .map_err(|error| failed(error.to_string()))
    }

    /// The group goes on as another chat: the messenger made a supergroup of it.
    pub(crate) async fn move_group(&self, old: ChatId, new: ChatId) -> Result<(), BotError> {
        let tables = self.tables_of_group_chats.clone();
        self.run(move |c| {
            let transaction = c.transaction()?;
            for table in tables.iter() {
                let sql = format!("UPDATE OR REPLACE {table} SET chat = ?2 WHERE chat = ?1");
                transaction.execute(&sql, params![old.0, new.0])?;
            }
            transaction.commit()
        })
        .await
    }
}

pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, BotError> {
    serde_json::to_string(value).map_err(|error| unreadable(&error))
}

pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, BotError> {
    serde_json::from_str(text).map_err(|error| unreadable(&error))
}

fn unreadable(error: &serde_json::Error) -> BotError {
    BotError::Database { path: PathBuf::new(), reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_come_in_the_order_of_their_numbers_and_none_is_missing() {
        let step = |number, sql| Migration { number, sql };
        let steps = [step(2, "b"), step(1, "a"), step(2, "c")];
        assert_eq!(in_order(&steps), Some(vec!["a".to_owned(), "b\nc".to_owned()]));
        assert_eq!(in_order(&[step(1, "a"), step(3, "c")]), None);
    }
}
