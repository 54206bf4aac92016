//! The table of briefings sent before there was one ledger of who was told what.

use crate::core::storage::database::Migration;

pub(crate) const MIGRATION: Migration =
    Migration { number: 5, sql: "CREATE TABLE briefed (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;" };
