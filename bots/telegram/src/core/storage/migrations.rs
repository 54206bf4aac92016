//! The tables of the core, as they came one after the other.

use crate::core::storage::database::Migration;

/// The tables whose rows go along when a group becomes another chat.
pub(crate) const TABLES_OF_GROUP_CHATS: [&str; 3] = ["groups", "told", "silent_groups"];

pub(crate) const MIGRATIONS: [Migration; 15] = [
    Migration {
        number: 1,
        sql: "CREATE TABLE handled (update_id INTEGER PRIMARY KEY) STRICT;
              CREATE TABLE progress (
                  only INTEGER PRIMARY KEY CHECK (only = 1), next_update INTEGER NOT NULL
              ) STRICT;
              CREATE TABLE messages (
                  chat INTEGER NOT NULL, message INTEGER NOT NULL, items TEXT NOT NULL, PRIMARY KEY (chat, message)
              ) STRICT, WITHOUT ROWID;
              CREATE TABLE buttons (
                  id INTEGER PRIMARY KEY AUTOINCREMENT, chat INTEGER NOT NULL, press TEXT NOT NULL
              ) STRICT;
              CREATE TABLE questions (chat INTEGER PRIMARY KEY, question TEXT NOT NULL) STRICT;",
    },
    Migration {
        number: 2,
        sql: "CREATE TABLE waiting (
                  id INTEGER PRIMARY KEY AUTOINCREMENT,
                  command TEXT NOT NULL UNIQUE,
                  chat INTEGER NOT NULL,
                  message INTEGER,
                  reply TEXT NOT NULL
              ) STRICT;
              CREATE INDEX waiting_by_chat ON waiting (chat);",
    },
    // Of the morning's digests first, now of every message: then the first column held a person.
    Migration {
        number: 3,
        sql: "CREATE TABLE digests (
                  person TEXT NOT NULL,
                  date TEXT NOT NULL,
                  content BLOB NOT NULL,
                  delivered INTEGER NOT NULL,
                  PRIMARY KEY (person, date)
              ) STRICT, WITHOUT ROWID;",
    },
    Migration {
        number: 4,
        sql: "CREATE TABLE told (news TEXT, chat INTEGER, PRIMARY KEY (news, chat)) STRICT, WITHOUT ROWID;",
    },
    Migration { number: 8, sql: "CREATE TABLE menus (chat INTEGER PRIMARY KEY, menu TEXT NOT NULL) STRICT;" },
    Migration {
        number: 10,
        sql: "CREATE TABLE blocked (chat INTEGER PRIMARY KEY, told INTEGER NOT NULL DEFAULT 0) STRICT;",
    },
    Migration {
        number: 11,
        sql: "CREATE TABLE button_key (only INTEGER PRIMARY KEY CHECK (only = 1), key BLOB NOT NULL) STRICT;",
    },
    Migration {
        number: 13,
        sql: "CREATE TABLE groups (
                  chat INTEGER PRIMARY KEY, subgroup TEXT NOT NULL, language TEXT NOT NULL
              ) STRICT;",
    },
    // A message that invites is the last one until the bot says something else.
    Migration {
        number: 14,
        sql: "CREATE TABLE meeting_cards (
                  chat INTEGER NOT NULL, message INTEGER NOT NULL, meeting TEXT NOT NULL, is_last INTEGER NOT NULL,
                  PRIMARY KEY (chat, message)
              ) STRICT, WITHOUT ROWID;
              CREATE INDEX last_meeting_cards ON meeting_cards (chat) WHERE is_last = 1;
              CREATE TABLE noted (
                  id INTEGER PRIMARY KEY AUTOINCREMENT,
                  chat INTEGER NOT NULL,
                  person TEXT NOT NULL,
                  correlation TEXT NOT NULL,
                  at TEXT NOT NULL,
                  what TEXT NOT NULL,
                  before_question INTEGER NOT NULL DEFAULT 0,
                  UNIQUE (chat, correlation, what)
              ) STRICT;",
    },
    Migration {
        number: 15,
        sql: "ALTER TABLE groups ADD COLUMN topic INTEGER;
              CREATE TABLE silent_groups (
                  chat INTEGER PRIMARY KEY, topic INTEGER, subgroup TEXT NOT NULL, gone INTEGER NOT NULL,
                  told INTEGER NOT NULL DEFAULT 0
              ) STRICT;
              CREATE TABLE albums (
                  chat INTEGER NOT NULL, album TEXT NOT NULL, at INTEGER NOT NULL, turned_away INTEGER NOT NULL,
                  PRIMARY KEY (chat, album)
              ) STRICT, WITHOUT ROWID;
              CREATE TABLE read_messages (
                  chat INTEGER NOT NULL, message INTEGER NOT NULL, correlation TEXT NOT NULL, fingerprint BLOB NOT NULL,
                  at INTEGER NOT NULL, PRIMARY KEY (chat, message)
              ) STRICT, WITHOUT ROWID;
              CREATE TABLE long_keyboards (
                  chat INTEGER NOT NULL, message INTEGER NOT NULL, page INTEGER NOT NULL, keyboard TEXT NOT NULL,
                  PRIMARY KEY (chat, message)
              ) STRICT, WITHOUT ROWID;
              CREATE TABLE selections (
                  chat INTEGER NOT NULL, subject TEXT NOT NULL, chosen TEXT NOT NULL, PRIMARY KEY (chat, subject)
              ) STRICT, WITHOUT ROWID;
              CREATE TABLE addressees (
                  chat INTEGER NOT NULL, message INTEGER NOT NULL, person TEXT NOT NULL, PRIMARY KEY (chat, message)
              ) STRICT, WITHOUT ROWID;
              CREATE TABLE taken_invitations (
                  chat INTEGER NOT NULL, invitation TEXT NOT NULL, PRIMARY KEY (chat, invitation)
              ) STRICT, WITHOUT ROWID;
              CREATE TABLE remembered_chats (
                  person TEXT NOT NULL, chat INTEGER NOT NULL, PRIMARY KEY (person, chat)
              ) STRICT, WITHOUT ROWID;",
    },
    // What tells one time that a group takes nothing from another, which buttons fall away with the next morning's message, and
    // which notices arrived.
    Migration {
        number: 16,
        sql: "ALTER TABLE silent_groups ADD COLUMN time TEXT NOT NULL DEFAULT '';
              UPDATE silent_groups SET time = lower(hex(randomblob(8)));
              CREATE TABLE morning_keyboards (
                  chat INTEGER NOT NULL, message INTEGER NOT NULL, person TEXT NOT NULL, date TEXT NOT NULL,
                  buttons TEXT NOT NULL, PRIMARY KEY (chat, message)
              ) STRICT, WITHOUT ROWID;
              CREATE INDEX morning_keyboards_of_people ON morning_keyboards (chat, person);
              CREATE TABLE arrived_notices (
                  chat INTEGER NOT NULL, notice TEXT NOT NULL, date TEXT NOT NULL,
                  PRIMARY KEY (chat, notice, date)
              ) STRICT, WITHOUT ROWID;",
    },
    // What the messages of the notifications were worded from, so that they can be worded anew.
    Migration {
        number: 17,
        sql: "CREATE TABLE delivered_messages (
                  chat INTEGER NOT NULL, message INTEGER NOT NULL, date TEXT NOT NULL, source TEXT NOT NULL,
                  PRIMARY KEY (chat, message)
              ) STRICT, WITHOUT ROWID;
              CREATE INDEX delivered_messages_by_date ON delivered_messages (date);",
    },
    // What was taken in from the messenger and is not handled yet, so that no chat waits for another.
    Migration {
        number: 18,
        sql: "CREATE TABLE pending_updates (
                  update_id INTEGER PRIMARY KEY, chat INTEGER NOT NULL, message INTEGER, body TEXT,
                  is_refused INTEGER NOT NULL
              ) STRICT;",
    },
    // What was erased, once this file has followed it.
    Migration { number: 19, sql: "CREATE TABLE followed_erasures (erasure TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;" },
    // Up to which of its cut-offs a subgroup's groups were unlinked.
    Migration {
        number: 20,
        sql: "CREATE TABLE followed_cut_offs (subgroup TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;",
    },
];
