//! What people write beside the cells of an XLSX file: comments, old and new, and text in shapes.
//!
//! The library that reads the cells does not read these. They are no part of an answer and are not stored; they are read so
//! that the guard can look at them, because whoever sends the file sends them along.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::sheet::UnreadableFile;

/// The most that is read of one part, in bytes; a part that is larger is no comment of a form.
const LARGEST_PART: u64 = 4 * 1024 * 1024;
/// The most parts that are read.
const MOST_PARTS: usize = 64;

/// Something written beside the cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comment {
    /// Row and column of the cell, from 0; none for a shape.
    pub(crate) at: Option<(usize, usize)>,
    pub(crate) text: String,
}

/// A reference such as `C7` as row and column, from 0.
fn cell_at(reference: &str) -> Option<(usize, usize)> {
    let digits = reference.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = reference.split_at_checked(digits)?;
    let row: usize = row.parse().ok()?;
    let column = letters.bytes().try_fold(0_usize, |column, letter| {
        let value = usize::from(letter.to_ascii_uppercase().checked_sub(b'A')?) + 1;
        (value <= 26).then_some(column.checked_mul(26)?.checked_add(value)?)
    })?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

fn is_of_people(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_xml = name.rsplit_once('.').is_some_and(|(_, kind)| kind == "xml");
    let beside = ["xl/comments", "xl/threadedcomments", "xl/drawings/"].iter().any(|folder| name.starts_with(folder));
    is_xml && beside
}

fn reference(start: &BytesStart<'_>) -> Option<(usize, usize)> {
    let found = start.try_get_attribute("ref").ok().flatten()?;
    cell_at(&found.value)
}

/// The comments of one part. Whatever stands between two tags counts, so that nothing is passed over.
fn of_part(xml: &str) -> Result<Vec<Comment>, UnreadableFile> {
    let damaged = |_| UnreadableFile::Damaged;
    let mut reader = Reader::from_str(xml);
    let mut comments = Vec::new();
    let mut open = Comment { at: None, text: String::new() };
    let mut close = |open: &mut Comment, next: Option<(usize, usize)>| {
        let done = std::mem::replace(open, Comment { at: next, text: String::new() });
        if !done.text.trim().is_empty() {
            comments.push(done);
        }
    };
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Start(start) if ["comment", "threadedComment", "sp"].contains(&start.local_name().as_ref()) => {
                close(&mut open, reference(&start));
            }
            Event::End(end) => match end.local_name().as_ref() {
                "comment" | "threadedComment" | "sp" | "author" => close(&mut open, None),
                // A paragraph is a line of its own; the pieces of one are set one after the other.
                "p" => open.text.push('\n'),
                _ => {}
            },
            Event::Text(text) => open.text.push_str(&text.xml10_content()),
            Event::CData(text) => open.text.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                if let Some(words) = resolve_xml_entity(entity.as_ref()) {
                    open.text.push_str(words);
                } else if let Some(letter) = entity.resolve_char_ref().map_err(|_| UnreadableFile::Damaged)? {
                    open.text.push(letter);
                }
            }
            Event::Eof => break,
            Event::Start(_)
            | Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
    close(&mut open, None);
    Ok(comments)
}

/// Everything that is written beside the cells of a file.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Comment>, UnreadableFile> {
    let damaged = |_| UnreadableFile::Damaged;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut comments = Vec::new();
    let mut parts = 0;
    for number in 0..archive.len() {
        let part = archive.by_index(number).map_err(damaged)?;
        if !part.name().is_ok_and(|name| is_of_people(&name)) {
            continue;
        }
        parts += 1;
        let mut xml = Vec::new();
        part.take(LARGEST_PART + 1).read_to_end(&mut xml).map_err(|_| UnreadableFile::Damaged)?;
        if parts > MOST_PARTS || xml.len() as u64 > LARGEST_PART {
            return Err(UnreadableFile::TooLarge);
        }
        // Table calculators write UTF-8; what is written otherwise is not guessed at.
        let xml = String::from_utf8(xml).map_err(|_| UnreadableFile::UnknownEncoding)?;
        comments.extend(of_part(&xml)?);
    }
    Ok(comments)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn references_are_read() {
        assert_eq!(cell_at("A1"), Some((0, 0)));
        assert_eq!(cell_at("AB12"), Some((11, 27)));
        for wrong in ["", "7", "A", "A0", "é3", "A-1"] {
            assert_eq!(cell_at(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_pieces_of_a_comment_are_put_together() {
        let xml = "<comments><authors><author>x</author></authors><commentList><comment ref=\"C7\"><text><r><t>vikt</t></r>\
                   <r><t>ima &amp; A</t></r></text></comment></commentList></comments>";
        let comments = of_part(xml).unwrap();
        assert_eq!(comments[1], Comment { at: Some((6, 2)), text: "viktima & A".to_owned() });
        assert_eq!(comments[0].text, "x");
        assert_eq!(of_part("<a><b></a>"), Err(UnreadableFile::Damaged));
    }
}
