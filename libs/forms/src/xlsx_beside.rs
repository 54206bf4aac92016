//! What stands in an XLSX file beside its cells: comments (`xlsx_comments`), names, headers and footers, lists to choose from,
//! links, and what the file says of itself.
//!
//! The library that reads the cells reads none of it. It is no part of an answer and is not stored; it is read so that the guard
//! can look at it. Whoever saved the file is left out: table calculators write that down unasked. What cannot be looked at,
//! such as a picture, no form has, so a file with it is not read.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::sheet::UnreadableFile;
use crate::xlsx_comments;

/// What nobody would look at: pictures, charts, other files, copies of other tables, programs.
const MORE_THAN_A_FORM: [&str; 11] = [
    "xl/media/",
    "xl/embeddings/",
    "xl/charts/",
    "xl/diagrams/",
    "xl/pivotcache/",
    "xl/externallinks/",
    "xl/activex/",
    "xl/macrosheets/",
    "xl/webextensions/",
    "xl/querytables/",
    "xl/vbaproject",
];

/// What somebody wrote beside the cells is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BesideKind {
    /// A comment to a cell, or words in a shape.
    Comment,
    /// Words that somebody reads when the file is opened or printed.
    Words,
    /// A name, which is written without spaces.
    Name,
}

/// Something written beside the cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Beside {
    /// What it is.
    pub(crate) kind: BesideKind,
    /// Row and column of the cell that it belongs to, from 0, where it belongs to one.
    pub(crate) at: Option<(usize, usize)>,
    /// The words, as they stand there.
    pub(crate) text: String,
}

/// Which words of a part somebody wrote.
#[derive(Debug, Clone, Copy)]
struct WordsOfAPart {
    /// The elements whose text it is; none: of every one.
    elements: Option<&'static [&'static str]>,
    /// The elements whose attributes these are.
    on: &'static [&'static str],
    /// The attributes with words in them.
    words: &'static [&'static str],
    /// The attributes with names in them.
    names: &'static [&'static str],
}

/// By the folder, or the whole name, of a part.
const PARTS: [(&str, WordsOfAPart); 6] = [
    (
        "xl/workbook.xml",
        WordsOfAPart { elements: Some(&["definedName"]), on: &["definedName"], words: &["comment"], names: &["name"] },
    ),
    (
        "xl/worksheets/",
        WordsOfAPart {
            elements: Some(&[
                "oddHeader",
                "oddFooter",
                "evenHeader",
                "evenFooter",
                "firstHeader",
                "firstFooter",
                "formula1",
                "formula2",
            ]),
            on: &["dataValidation", "hyperlink"],
            words: &["prompt", "promptTitle", "error", "errorTitle", "tooltip", "display", "location"],
            names: &[],
        },
    ),
    (
        "xl/worksheets/_rels/",
        WordsOfAPart { elements: Some(&[]), on: &["Relationship"], words: &["Target"], names: &[] },
    ),
    (
        "xl/tables/",
        WordsOfAPart { elements: Some(&[]), on: &["table"], words: &["comment"], names: &["name", "displayName"] },
    ),
    (
        "docProps/core.xml",
        WordsOfAPart {
            elements: Some(&["title", "subject", "description", "keywords", "category", "contentStatus"]),
            on: &[],
            words: &[],
            names: &[],
        },
    ),
    ("docProps/custom.xml", WordsOfAPart { elements: None, on: &["property"], words: &[], names: &["name"] }),
];

impl WordsOfAPart {
    fn of(part: &str) -> Option<Self> {
        // The most exact comes last in a folder's own folder.
        let fits = |(known, _): &&(&str, Self)| part.to_ascii_lowercase().starts_with(&known.to_ascii_lowercase());
        PARTS.iter().filter(fits).max_by_key(|(known, _)| known.len()).map(|(_, words)| *words)
    }

    fn is_open(&self, element: &str) -> bool {
        self.elements.is_none_or(|elements| elements.contains(&element))
    }
}

/// A target inside the file says nothing; one outside may.
fn is_inside(start: &BytesStart<'_>) -> bool {
    start.local_name().as_ref() == "Relationship"
        && start.try_get_attribute("TargetMode").ok().flatten().is_none_or(|mode| mode.value != "External")
}

fn attributes(start: &BytesStart<'_>, of: &WordsOfAPart, found: &mut Vec<Beside>) -> Result<(), UnreadableFile> {
    if !of.on.contains(&start.local_name().as_ref()) || is_inside(start) {
        return Ok(());
    }
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| UnreadableFile::Damaged)?;
        let name = attribute.key.local_name();
        let kind = match name.as_ref() {
            name if of.words.contains(&name) => BesideKind::Words,
            name if of.names.contains(&name) => BesideKind::Name,
            _ => continue,
        };
        let text = quick_xml::escape::unescape(&attribute.value).map_err(|_| UnreadableFile::Damaged)?;
        // Names that begin so are the table calculators' own: what is printed, what is filtered.
        if !text.trim().is_empty() && !text.starts_with("_xlnm.") {
            found.push(Beside { kind, at: None, text: text.into_owned() });
        }
    }
    Ok(())
}

/// A header or footer without what says where and how it is printed: `&L`, `&12`, `&"Arial,Bold"`.
fn without_codes(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut words = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let rest = match piece.strip_prefix('"') {
            Some(font) => font.split_once('"').map_or("", |(_, rest)| rest),
            None if piece.starts_with(|letter: char| letter.is_ascii_digit()) => {
                piece.trim_start_matches(|letter: char| letter.is_ascii_digit())
            }
            None => piece.get(piece.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default(),
        };
        words.push(' ');
        words.push_str(rest);
    }
    words
}

fn of_part(xml: &str, of: &WordsOfAPart) -> Result<Vec<Beside>, UnreadableFile> {
    let damaged = |_| UnreadableFile::Damaged;
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    // The text that is being read, and whether codes stand in it.
    let mut open: Option<(String, bool)> = None;
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Start(start) => {
                attributes(&start, of, &mut found)?;
                let name = start.local_name();
                let has_codes = name.as_ref().ends_with("Header") || name.as_ref().ends_with("Footer");
                open = of.is_open(name.as_ref()).then(|| (String::new(), has_codes));
            }
            Event::Empty(start) => attributes(&start, of, &mut found)?,
            Event::End(_) => {
                let text = open.take().map(|(text, has_codes)| if has_codes { without_codes(&text) } else { text });
                let text = text.unwrap_or_default();
                if !text.trim().is_empty() {
                    found.push(Beside { kind: BesideKind::Words, at: None, text });
                }
            }
            Event::Text(text) => open.iter_mut().for_each(|(open, _)| open.push_str(&text.xml10_content())),
            Event::CData(text) => open.iter_mut().for_each(|(open, _)| open.push_str(&text.xml10_content())),
            Event::GeneralRef(entity) => {
                let letter = entity.resolve_char_ref().map_err(|_| UnreadableFile::Damaged)?;
                let words = resolve_xml_entity(entity.as_ref()).map(str::to_owned);
                let words = words.or_else(|| letter.map(String::from)).unwrap_or_default();
                if let Some((open, _)) = &mut open {
                    open.push_str(&words);
                }
            }
            Event::Eof => return Ok(found),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// Everything that is written beside the cells of a file.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Beside>, UnreadableFile> {
    let damaged = |_| UnreadableFile::Damaged;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let comments = xlsx_comments::read(bytes)?;
    let of_comment =
        |comment: xlsx_comments::Comment| Beside { kind: BesideKind::Comment, at: comment.at, text: comment.text };
    let mut found: Vec<Beside> = comments.into_iter().map(of_comment).collect();
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.into_owned();
        if MORE_THAN_A_FORM.iter().any(|more| name.to_ascii_lowercase().starts_with(more)) {
            return Err(UnreadableFile::HoldsMore);
        }
        let Some(of) = WordsOfAPart::of(&name) else { continue };
        let mut xml = Vec::new();
        // How much there is in all parts together was looked at before.
        part.read_to_end(&mut xml).map_err(|_| UnreadableFile::Damaged)?;
        let xml = String::from_utf8(xml).map_err(|_| UnreadableFile::UnknownEncoding)?;
        found.extend(of_part(&xml, &of)?);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_without_what_says_how_it_is_printed() {
        assert_eq!(without_codes("&L&\"Arial,Bold\"&12viktima &K000000A&Rfaqja &P"), "   viktima  000000A faqja  ");
        assert_eq!(without_codes("nothing & no code"), "nothing  no code");
        assert_eq!(without_codes("&"), " ");
    }
}
