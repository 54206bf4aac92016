//! A CSV file as table calculators of this part of the world write it: UTF-8 with or without a mark, UTF-16, or
//! Windows-1250; fields separated by semicolons, commas or tabs.

use csv::ReaderBuilder;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1250};

use crate::sheet::{Cell, MOST_COLUMNS, MOST_ROWS, Sheet, UnreadableFile};

const SEPARATORS: [u8; 3] = [b';', b'\t', b','];

fn decoded(bytes: &[u8]) -> Result<String, UnreadableFile> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Ok(text.into_owned());
    }
    // No text has such bytes; a picture or a program has.
    if bytes.contains(&0) {
        return Err(UnreadableFile::OtherKind);
    }
    let (text, wrong) = UTF_8.decode_without_bom_handling(bytes);
    if wrong {
        return Ok(WINDOWS_1250.decode_without_bom_handling(bytes).0.into_owned());
    }
    Ok(text.into_owned())
}

fn rows(text: &str, separator: u8) -> Result<Vec<Vec<Cell>>, UnreadableFile> {
    let mut reader =
        ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| UnreadableFile::Damaged)?;
        // Blank lines are passed over by the reader; the file's own line numbers are what people see.
        let line = record.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(usize::MAX));
        if line > MOST_ROWS {
            return Err(UnreadableFile::TooLarge);
        }
        while rows.len() + 1 < line {
            rows.push(vec![]);
        }
        rows.push(record.iter().take(MOST_COLUMNS).map(Cell::text).collect());
    }
    Ok(rows)
}

pub(crate) fn read(bytes: &[u8]) -> Result<Sheet, UnreadableFile> {
    let text = decoded(bytes)?;
    // The separator that makes most columns of the first lines is the one that was meant.
    let head: String = text.lines().take(12).collect::<Vec<_>>().join("\n");
    let width = |separator: &u8| rows(&head, *separator).map_or(0, |rows| rows.iter().map(Vec::len).max().unwrap_or(0));
    let separator = SEPARATORS.into_iter().rev().max_by_key(width).unwrap_or(SEPARATORS[0]);
    Ok(Sheet { name: None, rows: rows(&text, separator)?, merged: vec![] })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn cell(bytes: &[u8]) -> Cell {
        read(bytes).unwrap().cell(1, 1).clone()
    }

    #[test]
    fn encodings_and_separators_are_told_apart() {
        let expected = Cell::Text("žrtva čeka përgjigje".to_owned());
        for separator in [";", ",", "\t"] {
            let text = format!("a{separator}b{separator}c\nx{separator}žrtva čeka përgjigje{separator}\n");
            assert_eq!(cell(text.as_bytes()), expected);
            assert_eq!(cell(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()), expected);
            let (windows, _, wrong) = WINDOWS_1250.encode(&text);
            assert!(!wrong);
            assert_eq!(cell(&windows), expected);
            let wide: Vec<u8> =
                [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
            assert_eq!(cell(&wide), expected);
        }
    }

    #[test]
    fn a_picture_is_no_csv() {
        assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0"), Err(UnreadableFile::OtherKind));
    }
}
