//! A filled-in form as CSV.

use super::filled_form::{take, templates};

/// What stands in the input for the form's own file, into which it then writes.
const FILLED_IN: u8 = b'=';

/// Takes the bytes as a file; after a sign, each line as a cell's content in the form's own file, so that the fuzzer need not find
/// out what marks it.
pub(super) fn read(bytes: &[u8]) {
    let Some((&FILLED_IN, cells)) = bytes.split_first() else { return take(bytes) };
    let mut cells = cells.split(|byte| *byte == b'\n');
    let template = String::from_utf8_lossy(&templates()[0]);
    let mut file = Vec::new();
    for line in template.lines() {
        file.extend(line.as_bytes());
        file.extend(cells.next().unwrap_or_default());
        file.extend(b"\r\n");
    }
    take(&file);
}
