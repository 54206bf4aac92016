//! The table of when a person was asked for a value of an indicator, from before the log had it. Nothing reads or writes it
//! but what carries it over.

use crate::core::storage::database::Migration;

pub(crate) const MIGRATION: Migration = Migration {
    number: 6,
    sql: "CREATE TABLE asked_values (
              person TEXT NOT NULL, value TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (person, value)
          ) STRICT, WITHOUT ROWID;",
};
