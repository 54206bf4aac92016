//! What two people had erased and this file has followed, so that it does so once.

use std::collections::BTreeSet;

use events::ids::{ErasureId, PersonId};
use rusqlite::{Transaction, params};

use crate::core::config::BotError;
use crate::core::storage::database::Database;

/// The erasures that this file has followed.
pub(crate) async fn followed_erasures(database: &Database) -> Result<BTreeSet<ErasureId>, BotError> {
    let sql = "SELECT erasure FROM followed_erasures";
    let known: Vec<String> =
        database.run(move |c| c.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()).await?;
    // What is in the file was an id when it was written.
    Ok(known.iter().filter_map(|id| id.parse().ok()).collect())
}

/// Notes that this file has followed an erasure, and leaves nothing of before in its write-ahead log.
pub(crate) async fn note_followed(database: &Database, erasure: &ErasureId) -> Result<(), BotError> {
    let erasure = erasure.to_string();
    database
        .run(move |c| {
            c.execute("INSERT OR IGNORE INTO followed_erasures VALUES (?1)", [erasure])?;
            c.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        })
        .await
}

/// Removes every row that is of a person, or of a chat that is theirs alone.
pub(crate) async fn forget_person(database: &Database, person: &PersonId) -> Result<(), BotError> {
    let person = person.to_string();
    database
        .run(move |c| {
            let transaction = c.transaction()?;
            let own = "SELECT chat FROM remembered_chats WHERE person = ?1
                       EXCEPT SELECT chat FROM remembered_chats WHERE person <> ?1";
            let chats: Vec<i64> =
                transaction.prepare(own)?.query_map([&person], |row| row.get(0))?.collect::<Result<_, _>>()?;
            for table in tables_with(&transaction, "chat")? {
                for chat in &chats {
                    transaction.execute(&format!("DELETE FROM {table} WHERE chat = ?1"), params![chat])?;
                }
            }
            for table in tables_with(&transaction, "person")? {
                transaction.execute(&format!("DELETE FROM {table} WHERE person = ?1"), params![person])?;
            }
            transaction.commit()
        })
        .await
}

/// The file itself says which tables have such a column, so that one that comes later is not left out.
fn tables_with(transaction: &Transaction<'_>, column: &str) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT m.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
               WHERE m.type = 'table' AND c.name = ?1 ORDER BY m.name";
    transaction.prepare(sql)?.query_map([column], |row| row.get(0))?.collect()
}
