//! Read models as text, to compare them.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// Writes a table's name, its columns and its rows, in the order of the primary key.
pub(super) fn dump_table(connection: &Connection, table: &str, text: &mut String) -> rusqlite::Result<()> {
    use std::fmt::Write as _;

    // Tables come in the order of their primary key: every table here is `WITHOUT ROWID`, or has its position as row number.
    let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
    let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let mut rows = statement.query([])?;
    // Writing to a String cannot fail.
    let _ = writeln!(text, "# {table} ({})", columns.join(", "));
    while let Some(row) = rows.next()? {
        for column in 0..columns.len() {
            let _ = match row.get_ref(column)? {
                ValueRef::Null => write!(text, "NULL\t"),
                ValueRef::Integer(number) => write!(text, "{number}\t"),
                ValueRef::Real(number) => write!(text, "{number}\t"),
                ValueRef::Text(bytes) => write!(text, "{:?}\t", String::from_utf8_lossy(bytes)),
                ValueRef::Blob(bytes) => write!(text, "{bytes:?}\t"),
            };
        }
        text.push('\n');
    }
    Ok(())
}
