//! What the bot keeps about its conversations: how far updates are handled, which message is about which tasks, what
//! What the bot keeps about its conversations: how far updates are handled, which message is about which tasks, what
//! each button does, which question waits for an answer, which digests and briefings went out, what a chat was told of
//! cases, and which replies could not be saved yet. A text that a person wrote is here only as part of such a reply, and is
//! wiped when the reply has been saved or refused.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use chrono::NaiveDate;
use events::ids::{ActionItemId, CaseId, ChatId, CommandId, PersonId, ReferralId};
use reminders::delivery::DigestKey;
use rusqlite::{Connection, OptionalExtension, params};
use rusqlite_migration::{M, Migrations};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::buttons::Press;
use crate::callback_data::ButtonSigner;
use crate::config::BotError;
use crate::indicators::{IndicatorQuestion, ValueOf};
use crate::meetings::MeetingQuestion;
use crate::replies::Reply;

static MIGRATIONS: LazyLock<Migrations<'static>> = LazyLock::new(|| {
    Migrations::new(vec![
        M::up(
            "CREATE TABLE handled (update_id INTEGER PRIMARY KEY) STRICT;
         CREATE TABLE progress (only INTEGER PRIMARY KEY CHECK (only = 1), next_update INTEGER NOT NULL) STRICT;
         CREATE TABLE messages (
             chat INTEGER NOT NULL, message INTEGER NOT NULL, items TEXT NOT NULL, PRIMARY KEY (chat, message)
         ) STRICT, WITHOUT ROWID;
         CREATE TABLE buttons (id INTEGER PRIMARY KEY AUTOINCREMENT, chat INTEGER NOT NULL, press TEXT NOT NULL) STRICT;
         CREATE TABLE questions (chat INTEGER PRIMARY KEY, question TEXT NOT NULL) STRICT;",
        ),
        M::up(
            "CREATE TABLE waiting (
                 id INTEGER PRIMARY KEY AUTOINCREMENT,
                 command TEXT NOT NULL UNIQUE,
                 chat INTEGER NOT NULL,
                 message INTEGER,
                 reply TEXT NOT NULL
             ) STRICT;
             CREATE INDEX waiting_by_chat ON waiting (chat);",
        ),
        M::up(
            "CREATE TABLE digests (
                 person TEXT NOT NULL,
                 date TEXT NOT NULL,
                 content BLOB NOT NULL,
                 delivered INTEGER NOT NULL,
                 PRIMARY KEY (person, date)
             ) STRICT, WITHOUT ROWID;",
        ),
        M::up("CREATE TABLE told (news TEXT, chat INTEGER, PRIMARY KEY (news, chat)) STRICT, WITHOUT ROWID;"),
        M::up("CREATE TABLE briefed (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;"),
        M::up(
            "CREATE TABLE asked_values (
                 person TEXT NOT NULL, value TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (person, value)
             ) STRICT, WITHOUT ROWID;",
        ),
        M::up(crate::requests::TABLES),
        M::up("CREATE TABLE menus (chat INTEGER PRIMARY KEY, menu TEXT NOT NULL) STRICT;"),
        M::up(crate::meetings::TABLES),
        M::up(crate::blocked::TABLE),
        M::up("CREATE TABLE button_key (only INTEGER PRIMARY KEY CHECK (only = 1), key BLOB NOT NULL) STRICT;"),
        M::up(crate::snoozing::TABLE),
        M::up(crate::groups::TABLES),
        M::up(crate::talk::TABLES),
    ])
});

/// A question whose answer is the person's next text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Question {
    /// What a task is blocked by.
    ReasonOfBlock(ActionItemId),
    /// Until when a task needs time.
    UntilWhen(ActionItemId),
    /// What is missing in a task that is not done after all.
    ReasonOfReopening(ActionItemId),
    /// Why a referral is not taken on.
    ReasonOfDeclining(CaseId, ReferralId),
    /// A value of an indicator, or why it is another.
    Indicator(IndicatorQuestion),
    /// Until when the person is away.
    AwayUntil,
    /// Something of a meeting.
    Meeting(MeetingQuestion),
    /// What is not known yet of a task that is being given.
    Assignment(Box<crate::assigning::TaskDraft>),
}

/// The bot's file. A clone is the same file.
#[derive(Clone)]
pub(crate) struct Database {
    connection: Arc<Mutex<Connection>>,
    path: Arc<PathBuf>,
    signer: ButtonSigner,
}

/// The key that buttons are signed with, drawn when the file is new.
fn button_key(connection: &Connection) -> rusqlite::Result<[u8; 32]> {
    let draw = "INSERT OR IGNORE INTO button_key VALUES (1, ?1)";
    connection.execute(draw, [rand::random::<[u8; 32]>()])?;
    connection.query_row("SELECT key FROM button_key", [], |row| row.get(0))
}

impl Database {
    pub(crate) fn open(path: &Path) -> Result<Self, BotError> {
        let failed = |reason: String| BotError::Database { path: path.to_owned(), reason };
        let mut connection = Connection::open(path).map_err(|error| failed(error.to_string()))?;
        connection.pragma_update(None, "journal_mode", "WAL").map_err(|error| failed(error.to_string()))?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(|error| failed(error.to_string()))?;
        // What was deleted is not to be found in the file.
        connection.pragma_update(None, "secure_delete", true).map_err(|error| failed(error.to_string()))?;
        MIGRATIONS.to_latest(&mut connection).map_err(|error| failed(error.to_string()))?;
        let signer = ButtonSigner::new(button_key(&connection).map_err(|error| failed(error.to_string()))?);
        Ok(Self { connection: Arc::new(Mutex::new(connection)), path: Arc::new(path.to_owned()), signer })
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

    /// The id of the next update to ask for.
    pub(crate) async fn next_update(&self) -> Result<i32, BotError> {
        let next =
            self.run(|c| c.query_row("SELECT next_update FROM progress", [], |row| row.get(0)).optional()).await?;
        Ok(next.unwrap_or(0))
    }

    /// Notes that every update before this one is handled.
    pub(crate) async fn confirm_before(&self, next: i32) -> Result<(), BotError> {
        self.run(move |c| {
            let transaction = c.transaction()?;
            transaction.execute("INSERT OR REPLACE INTO progress VALUES (1, ?1)", [next])?;
            transaction.execute("DELETE FROM handled WHERE update_id < ?1", [next])?;
            transaction.commit()
        })
        .await
    }

    pub(crate) async fn is_handled(&self, update: u32) -> Result<bool, BotError> {
        self.run(move |c| c.query_row("SELECT 1 FROM handled WHERE update_id = ?1", [update], |_| Ok(())).optional())
            .await
            .map(|found| found.is_some())
    }

    pub(crate) async fn note_handled(&self, update: u32) -> Result<(), BotError> {
        self.run(move |c| c.execute("INSERT OR IGNORE INTO handled VALUES (?1)", [update])).await.map(drop)
    }

    /// Forgets of updates before this one that they are handled.
    pub(crate) async fn forget_handled_before(&self, update: u32) -> Result<(), BotError> {
        self.run(move |c| c.execute("DELETE FROM handled WHERE update_id < ?1", [update])).await.map(drop)
    }

    /// Which tasks a message of the bot is about.
    pub(crate) async fn note_message(
        &self,
        chat: ChatId,
        message: i32,
        items: &[ActionItemId],
    ) -> Result<(), BotError> {
        let items = json(&items)?;
        self.run(move |c| {
            c.execute("INSERT OR REPLACE INTO messages VALUES (?1, ?2, ?3)", params![chat.0, message, items])
        })
        .await
        .map(drop)
    }

    pub(crate) async fn items_of_message(&self, chat: ChatId, message: i32) -> Result<Vec<ActionItemId>, BotError> {
        let found: Option<String> = self
            .run(move |c| {
                c.query_row(
                    "SELECT items FROM messages WHERE chat = ?1 AND message = ?2",
                    params![chat.0, message],
                    |r| r.get(0),
                )
                .optional()
            })
            .await?;
        found.map_or(Ok(vec![]), |text| parse(&text))
    }

    /// Keeps what a button does, and gives the data that Telegram carries for it.
    pub(crate) async fn keep_button(&self, chat: ChatId, press: &Press) -> Result<String, BotError> {
        let press = json(press)?;
        let id = self
            .run(move |c| {
                c.execute("INSERT INTO buttons (chat, press) VALUES (?1, ?2)", params![chat.0, press])?;
                Ok(c.last_insert_rowid())
            })
            .await?;
        Ok(self.signer.data(chat, id))
    }

    /// What a button does in this chat; nothing in any other, so that a forwarded button is dead.
    pub(crate) async fn button(&self, chat: ChatId, data: &str) -> Result<Option<Press>, BotError> {
        let Some(id) = self.signer.button(chat, data) else { return Ok(None) };
        let found: Option<String> = self
            .run(move |c| {
                c.query_row("SELECT press FROM buttons WHERE id = ?1 AND chat = ?2", params![id, chat.0], |r| r.get(0))
                    .optional()
            })
            .await?;
        found.map(|text| parse(&text)).transpose()
    }

    /// The commands that the messenger was told to offer in a chat.
    pub(crate) async fn menu(&self, chat: ChatId) -> Result<Option<String>, BotError> {
        self.run(move |c| c.query_row("SELECT menu FROM menus WHERE chat = ?1", [chat.0], |row| row.get(0)).optional())
            .await
    }

    pub(crate) async fn note_menu(&self, chat: ChatId, menu: String) -> Result<(), BotError> {
        self.run(move |c| c.execute("INSERT OR REPLACE INTO menus VALUES (?1, ?2)", params![chat.0, menu]))
            .await
            .map(drop)
    }

    pub(crate) async fn ask(&self, chat: ChatId, question: &Question) -> Result<(), BotError> {
        let question = json(question)?;
        self.run(move |c| {
            // “Undo” drops the question first.
            c.execute("UPDATE noted SET before_question = 1 WHERE chat = ?1 AND before_question = 0", [chat.0])?;
            c.execute("INSERT OR REPLACE INTO questions VALUES (?1, ?2)", params![chat.0, question])
        })
        .await
        .map(drop)
    }

    pub(crate) async fn question(&self, chat: ChatId) -> Result<Option<Question>, BotError> {
        let found: Option<String> = self
            .run(move |c| {
                c.query_row("SELECT question FROM questions WHERE chat = ?1", [chat.0], |r| r.get(0)).optional()
            })
            .await?;
        found.map(|text| parse(&text)).transpose()
    }

    /// Whether a chat was told a piece of news.
    pub(crate) async fn is_told(&self, chat: ChatId, news: &str) -> Result<bool, BotError> {
        let news = news.to_owned();
        let found = self.run(move |c| {
            let told = "SELECT 1 FROM told WHERE news = ?1 AND chat = ?2";
            c.query_row(told, params![news, chat.0], |_| Ok(())).optional()
        });
        Ok(found.await?.is_some())
    }

    /// Notes that a chat was told a piece of news.
    pub(crate) async fn note_told(&self, chat: ChatId, news: &str) -> Result<(), BotError> {
        let news = news.to_owned();
        self.run(move |c| c.execute("INSERT OR IGNORE INTO told VALUES (?1, ?2)", params![news, chat.0]))
            .await
            .map(drop)
    }

    pub(crate) async fn forget_question(&self, chat: ChatId) -> Result<(), BotError> {
        self.run(move |c| c.execute("DELETE FROM questions WHERE chat = ?1", [chat.0])).await.map(drop)
    }
}

/// A digest that was sent before, or was about to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SentBefore {
    /// The fingerprint of what it said.
    pub(crate) content: Vec<u8>,
    /// Whether it is known to have arrived. If not, it may have.
    pub(crate) delivered: bool,
}

impl Database {
    /// What is known of a digest; nothing, when it was never sent.
    pub(crate) async fn digest(&self, key: &DigestKey) -> Result<Option<SentBefore>, BotError> {
        let (person, date) = (key.person.to_string(), key.date.to_string());
        self.run(move |c| {
            c.query_row(
                "SELECT content, delivered FROM digests WHERE person = ?1 AND date = ?2",
                params![person, date],
                |row| Ok(SentBefore { content: row.get(0)?, delivered: row.get(1)? }),
            )
            .optional()
        })
        .await
    }

    /// A digest is about to be sent. Those of the person's earlier mornings are forgotten.
    pub(crate) async fn begin_digest(&self, key: &DigestKey, content: Vec<u8>) -> Result<(), BotError> {
        let (person, date) = (key.person.to_string(), key.date.to_string());
        self.run(move |c| {
            let transaction = c.transaction()?;
            transaction.execute("DELETE FROM digests WHERE person = ?1 AND date < ?2", params![person, date])?;
            transaction
                .execute("INSERT OR REPLACE INTO digests VALUES (?1, ?2, ?3, 0)", params![person, date, content])?;
            transaction.commit()
        })
        .await
    }

    /// A digest arrived.
    pub(crate) async fn note_digest(&self, key: &DigestKey) -> Result<(), BotError> {
        let (person, date) = (key.person.to_string(), key.date.to_string());
        self.run(move |c| {
            c.execute("UPDATE digests SET delivered = 1 WHERE person = ?1 AND date = ?2", params![person, date])
        })
        .await
        .map(drop)
    }

    /// A digest did not arrive, for certain.
    pub(crate) async fn forget_digest(&self, key: &DigestKey) -> Result<(), BotError> {
        let (person, date) = (key.person.to_string(), key.date.to_string());
        self.run(move |c| c.execute("DELETE FROM digests WHERE person = ?1 AND date = ?2", params![person, date]))
            .await
            .map(drop)
    }
}

impl Database {
    /// On which day a person was last asked for a value by the bot itself.
    pub(crate) async fn asked_on(&self, person: &PersonId, value: &ValueOf) -> Result<Option<NaiveDate>, BotError> {
        let (person, value) = (person.to_string(), json(value)?);
        let found: Option<String> = self
            .run(move |c| {
                let query = "SELECT day FROM asked_values WHERE person = ?1 AND value = ?2";
                c.query_row(query, params![person, value], |row| row.get(0)).optional()
            })
            .await?;
        Ok(found.and_then(|day| day.parse().ok()))
    }

    /// Notes that a person was asked for a value.
    pub(crate) async fn note_asked(&self, person: &PersonId, value: &ValueOf, on: NaiveDate) -> Result<(), BotError> {
        let (person, value, day) = (person.to_string(), json(value)?, on.to_string());
        self.run(move |c| c.execute("INSERT OR REPLACE INTO asked_values VALUES (?1, ?2, ?3)", [person, value, day]))
            .await
            .map(drop)
    }
}

impl Database {
    /// Whether the briefing with this key was sent.
    pub(crate) async fn was_briefed(&self, key: &str) -> Result<bool, BotError> {
        let key = key.to_owned();
        self.run(move |c| c.query_row("SELECT 1 FROM briefed WHERE key = ?1", [key], |_| Ok(())).optional())
            .await
            .map(|found| found.is_some())
    }

    /// Notes that the briefing with this key was sent.
    pub(crate) async fn note_briefed(&self, key: &str) -> Result<(), BotError> {
        let key = key.to_owned();
        self.run(move |c| c.execute("INSERT OR IGNORE INTO briefed VALUES (?1)", [key])).await.map(drop)
    }
}

/// A reply that waits to be saved, with the message that says so.
pub(crate) struct Waiting {
    pub(crate) chat: ChatId,
    /// The bot's own message, once it was sent.
    pub(crate) message: Option<i32>,
    pub(crate) reply: Reply,
}

impl Database {
    /// Keeps a reply that could not be saved, once for each command.
    pub(crate) async fn keep_reply(&self, chat: ChatId, reply: &Reply) -> Result<(), BotError> {
        let (command, text) = (reply.id.to_string(), json(reply)?);
        self.run(move |c| {
            c.execute(
                "INSERT OR IGNORE INTO waiting (command, chat, reply) VALUES (?1, ?2, ?3)",
                params![command, chat.0, text],
            )
        })
        .await
        .map(drop)
    }

    /// Which message says that a reply waits.
    pub(crate) async fn note_waiting_message(&self, command: CommandId, message: i32) -> Result<(), BotError> {
        let command = command.to_string();
        self.run(move |c| c.execute("UPDATE waiting SET message = ?2 WHERE command = ?1", params![command, message]))
            .await
            .map(drop)
    }

    /// The chats with replies that wait.
    pub(crate) async fn chats_waiting(&self) -> Result<Vec<ChatId>, BotError> {
        self.run(|c| c.prepare("SELECT DISTINCT chat FROM waiting")?.query_map([], |row| row.get(0))?.collect())
            .await
            .map(|chats: Vec<i64>| chats.into_iter().map(ChatId).collect())
    }

    /// The reply that has waited longest in a chat.
    pub(crate) async fn first_waiting(&self, chat: ChatId) -> Result<Option<Waiting>, BotError> {
        let found: Option<(Option<i32>, String)> = self
            .run(move |c| {
                c.query_row("SELECT message, reply FROM waiting WHERE chat = ?1 ORDER BY id LIMIT 1", [chat.0], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()
            })
            .await?;
        found.map(|(message, text)| Ok(Waiting { chat, message, reply: parse(&text)? })).transpose()
    }

    /// A reply waits no more.
    pub(crate) async fn forget_reply(&self, command: CommandId) -> Result<(), BotError> {
        let command = command.to_string();
        self.run(move |c| c.execute("DELETE FROM waiting WHERE command = ?1", [command])).await.map(drop)
    }
}

pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, BotError> {
    serde_json::to_string(value).map_err(|error| odd(&error))
}

pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, BotError> {
    serde_json::from_str(text).map_err(|error| odd(&error))
}

fn odd(error: &serde_json::Error) -> BotError {
    BotError::Database { path: PathBuf::new(), reason: error.to_string() }
}
