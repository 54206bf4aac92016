//! Whoever was erased leaves the file of e-mail threads: every row of the person, and of addresses that are theirs alone.

use events::ids::PersonId;
use rusqlite::Transaction;

use super::{Correspondence, CorrespondenceError};

impl Correspondence {
    /// Removes every row that is of a person, and leaves nothing of them in the file or beside it.
    pub fn forget(&self, person: &PersonId) -> Result<(), CorrespondenceError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let own = "SELECT address FROM threads WHERE person = ?1 EXCEPT SELECT address FROM threads WHERE person <> ?1";
        let addresses: Vec<String> =
            transaction.prepare(own)?.query_map([person.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for table in tables_with(&transaction, "address")? {
            for address in &addresses {
                transaction.execute(&format!("DELETE FROM {table} WHERE address = ?1"), [address])?;
            }
        }
        for table in tables_with(&transaction, "person")? {
            transaction.execute(&format!("DELETE FROM {table} WHERE person = ?1"), [person.as_str()])?;
        }
        transaction.commit()?;
        Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }
}

/// The file itself says which tables have such a column, so that one that comes later is not left out.
fn tables_with(transaction: &Transaction<'_>, column: &str) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT m.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
               WHERE m.type = 'table' AND c.name = ?1 ORDER BY m.name";
    transaction.prepare(sql)?.query_map([column], |row| row.get(0))?.collect()
}
