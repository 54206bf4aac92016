//! The table of what was put off, from before what is put off was a notice. Nothing reads or writes it but what carries it over.

use crate::core::storage::database::Migration;

pub(super) const SNOOZES: Migration = Migration {
    number: 12,
    sql: "CREATE TABLE snoozes (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              chat INTEGER NOT NULL,
              message INTEGER NOT NULL,
              at TEXT NOT NULL,
              items TEXT NOT NULL,
              UNIQUE (chat, message)
          ) STRICT;",
};
