//! A CSV file as table calculators write it: UTF-8 with or without a mark, or UTF-16 with one; fields separated by semicolons,
//! commas or tabs.
//!
//! Anything else is not read. The older encodings cannot be told from each other, and a text read in the wrong one shows the
//! guard other letters than it shows people.

use csv::{Reader, ReaderBuilder};
use encoding_rs::{Encoding, UTF_8};

use crate::sheet::{Cell, MOST_COLUMNS, MOST_ROWS, ReadingBudget, Sheet, UnreadableFile};

const SEPARATORS: [u8; 3] = [b';', b'\t', b','];

fn decoded(bytes: &[u8]) -> Result<String, UnreadableFile> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some(marked) => marked,
        // No text has such bytes; a picture or a program has.
        None if bytes.contains(&0) => return Err(UnreadableFile::OtherKind),
        None => (UTF_8, 0),
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
    let text = text.ok_or(UnreadableFile::UnknownEncoding)?;
    if text.contains('\0') {
        return Err(UnreadableFile::OtherKind);
    }
    Ok(text.into_owned())
}

fn reader(text: &str, separator: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

fn rows(text: &str, separator: u8) -> Result<Vec<Vec<Cell>>, UnreadableFile> {
    let mut reader = reader(text, separator);
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
        let cells: Vec<Cell> = record.iter().map(Cell::text).collect();
        let width = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if width > MOST_COLUMNS {
            return Err(UnreadableFile::TooWide);
        }
        rows.push(cells.into_iter().take(MOST_COLUMNS).collect());
    }
    Ok(rows)
}

pub(crate) fn read(bytes: &[u8], budget: &mut ReadingBudget) -> Result<Sheet, UnreadableFile> {
    let text = decoded(bytes)?;
    // The separator that makes most columns of the first lines is the one that was meant.
    let head: String = text.lines().take(12).collect::<Vec<_>>().join("\n");
    let width = |separator: &u8| {
        let mut reader = reader(&head, *separator);
        reader.records().map_while(Result::ok).map(|record| record.len()).max().unwrap_or(0)
    };
    let separator = SEPARATORS.into_iter().rev().max_by_key(width).unwrap_or(SEPARATORS[0]);
    let rows = rows(&text, separator)?;
    rows.iter().flatten().try_for_each(|cell| budget.take(cell))?;
    Ok(Sheet { name: None, rows, merged: vec![] })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Sheet, UnreadableFile> {
        super::read(bytes, &mut ReadingBudget::of_a_file())
    }

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
            let wide: Vec<u8> =
                [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
            assert_eq!(cell(&wide), expected);
        }
    }

    /// The same words as each program of its time wrote them: nobody can tell which, so none is guessed.
    #[test]
    fn a_file_whose_encoding_is_not_certain_is_not_read() {
        let old: [(&str, &[u8]); 6] = [
            ("Windows-1250", b"a;\x9Ertva \xE8eka\n"),
            ("Windows-1251", b"a;\xE6\xF0\xF2\xE2\xE0 \xF7\xE5\xEA\xE0\n"),
            ("Windows-1252", b"a;p\xEBrgjigje\n"),
            ("Mac Central European", b"a;\xECrtva \x8Beka\n"),
            ("DOS 852", b"a;\xA7rtva \x9Feka\n"),
            ("UTF-8 cut in the middle", b"a;\xC5\xBErtva \xC4"),
        ];
        for (name, bytes) in old {
            assert_eq!(read(bytes), Err(UnreadableFile::UnknownEncoding), "{name}");
        }
        assert_eq!(read(b"\xEF\xBB\xBFa;\x9Ertva\n"), Err(UnreadableFile::UnknownEncoding));
        // UTF-16 with a mark and half a letter; without a mark; and UTF-32, whose mark begins like that of UTF-16.
        assert_eq!(read(b"\xFF\xFEa\0\x00\xD8"), Err(UnreadableFile::UnknownEncoding));
        assert_eq!(read(b"a\0;\0b\0"), Err(UnreadableFile::OtherKind));
        assert_eq!(read(b"\xFF\xFE\0\0a\0\0\0"), Err(UnreadableFile::OtherKind));
    }

    #[test]
    fn a_picture_is_no_csv() {
        assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0"), Err(UnreadableFile::OtherKind));
    }
}
