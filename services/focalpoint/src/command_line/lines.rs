//! Texts given to a command: its arguments or, without any, the lines of its standard input.

use std::io::{BufRead, Write};

use serde::Serialize;

use crate::Fatal;

/// Prints for each text what is made of it, one JSON object a line, in the order in which the texts came. Bytes that are no
/// UTF-8 are read as the replacement character: a line is answered whatever is in it.
pub(crate) fn print_each<T: Serialize>(given: &[String], made: impl Fn(&str) -> T) -> Result<(), Fatal> {
    let mut output = std::io::stdout().lock();
    let mut print = |text: &str| -> Result<(), Fatal> {
        serde_json::to_writer(&mut output, &made(text))?;
        writeln!(output)?;
        Ok(())
    };
    if !given.is_empty() {
        return given.iter().try_for_each(|text| print(text));
    }
    std::io::stdin().lock().split(b'\n').try_for_each(|line| {
        let line = line?;
        let text = String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(&line));
        print(&text)
    })
}
