//! What the services of the deployment keep in files and buckets of their own, looked at from outside.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::{Topology, unexpected};
use crate::{TestError, eventually};

/// The bucket of drafts.
const DRAFTS: &str = "drafts_kosovo";
/// The entry in which it says beside which log it is.
const MARK: &str = "log-mark";

fn sqlite(error: &rusqlite::Error) -> TestError {
    unexpected(error)
}

/// Every file below a folder in which these words stand.
fn look_through(folder: &Path, words: &str, found: &mut Vec<String>) {
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            look_through(&path, words, found);
        } else if std::fs::read(&path).is_ok_and(|all| all.windows(words.len()).any(|some| some == words.as_bytes())) {
            found.push(path.display().to_string());
        }
    }
}

impl Topology {
    /// The folder that a service keeps its files in.
    pub fn own_folder(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Every file of the services, what they wrote included, and of the event store in which these words stand.
    pub fn files_with(&self, words: &str) -> Vec<String> {
        let mut found = Vec::new();
        for folder in [self.folder.path(), self.store.folder.path()] {
            look_through(folder, words, &mut found);
        }
        found
    }

    /// How many rows a service's own file of the chat has of a chat.
    pub fn rows_of_chat(&self, name: &str, chat: i64) -> Result<i64, TestError> {
        let file = self.own_folder(name).join("telegram.db");
        let bot =
            Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(|error| sqlite(&error))?;
        let tables = "SELECT m.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
                      WHERE m.type = 'table' AND c.name = 'chat'";
        let counted = || -> rusqlite::Result<i64> {
            let mut asked = bot.prepare(tables)?;
            let tables: Vec<String> = asked.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let count = |table: &String| {
                bot.query_row(&format!("SELECT count(*) FROM {table} WHERE chat = ?1"), [chat], |row| {
                    row.get::<_, i64>(0)
                })
            };
            tables.iter().map(count).sum()
        };
        counted().map_err(|error| sqlite(&error))
    }

    /// The key of a person, as the file of the service that has them says; `None`: it was erased.
    pub fn key_of(&self, person: &str) -> Result<Option<Vec<u8>>, TestError> {
        let file = self.own_folder("keys").join("person-keys.db");
        let keys =
            Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(|error| sqlite(&error))?;
        let key = keys.query_row("SELECT key FROM person_keys WHERE person = ?1", [person], |row| row.get(0));
        Ok(key.optional().map_err(|error| sqlite(&error))?.flatten())
    }

    /// Beside which log the bucket of drafts says that it is; with a text, it says this from now on.
    pub async fn drafts_mark(&self, new: Option<&str>) -> Result<Option<String>, TestError> {
        let jetstream = transport::jetstream(self.operator().await?);
        let Ok(bucket) = jetstream.get_key_value(DRAFTS).await else { return Ok(None) };
        if let Some(new) = new {
            bucket.put(MARK, new.to_owned().into()).await.map_err(|error| unexpected(&error))?;
        }
        let kept = bucket.get(MARK).await.map_err(|error| unexpected(&error))?;
        Ok(kept.map(|kept| String::from_utf8_lossy(&kept).into_owned()))
    }

    /// Waits until a service has ended and these words stand in what it wrote.
    pub async fn ended(&mut self, name: &str, words: &str) -> Result<(), TestError> {
        let service = self.service(name)?;
        let what = format!("{name} to end with “{words}”");
        let (child, log) = (&mut service.child, service.log.clone());
        eventually(&what, || {
            let over = child.try_wait();
            let said = std::fs::read_to_string(&log).unwrap_or_default();
            async move {
                match over {
                    Ok(Some(status)) if !status.success() && said.contains(words) => Ok(()),
                    other => Err(format!("{other:?} {said}")),
                }
            }
        })
        .await
    }
}
