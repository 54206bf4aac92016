//! What an answer says, whatever kind of file it is: pages, JSON and tables as they are, workbooks and papers unpacked.
//!
//! A paper draws glyphs of fonts that have only what is drawn; each font says which letters its glyphs stand for, and by that table
//! they are read again.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use flate2::read::ZlibDecoder;

/// The kinds of answers that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Medium {
    Page,
    Json,
    Csv,
    Workbook,
    Paper,
    /// Styles, figures for operators and the like.
    Other,
}

impl Medium {
    /// Those in which what is somebody's can stand.
    pub(super) const WITH_WORDS: [Self; 5] = [Self::Page, Self::Json, Self::Csv, Self::Workbook, Self::Paper];

    pub(super) fn of(content_type: &str) -> Self {
        let starts = |with: &str| content_type.starts_with(with);
        match () {
            () if starts("text/html") => Self::Page,
            () if starts("application/json") || starts("application/problem+json") => Self::Json,
            () if starts("text/csv") => Self::Csv,
            () if starts("application/vnd.openxmlformats") => Self::Workbook,
            () if starts("application/pdf") => Self::Paper,
            () => Self::Other,
        }
    }
}

/// A text without what is between its words, which papers and wrapped lines set as they like.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// What an answer says, squeezed.
pub(super) fn shown_text(medium: Medium, bytes: &[u8]) -> String {
    let text = match medium {
        Medium::Workbook => of_workbook(bytes),
        Medium::Paper => of_paper(bytes),
        // What was looked for is marked within its words.
        Medium::Page => String::from_utf8_lossy(bytes).replace("<mark>", "").replace("</mark>", ""),
        Medium::Json | Medium::Csv | Medium::Other => String::from_utf8_lossy(bytes).into_owned(),
    };
    squeezed(&text)
}

fn of_workbook(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for n in 0..archive.len() {
        archive.by_index(n).unwrap().read_to_string(&mut text).unwrap();
    }
    text
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// The streams of a PDF, inflated where they are deflated.
fn streams(pdf: &[u8]) -> Vec<Vec<u8>> {
    let (mut found, mut rest) = (vec![], pdf);
    while let Some(start) = find(rest, b"stream") {
        let after = &rest[start + b"stream".len()..];
        let body = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
        let Some(end) = find(body, b"endstream") else { break };
        let mut inflated = vec![];
        let is_whole = ZlibDecoder::new(&body[..end]).read_to_end(&mut inflated).is_ok();
        found.push(if is_whole { inflated } else { body[..end].to_vec() });
        rest = &body[end + b"endstream".len()..];
    }
    found
}

/// What stands in a content stream or in a table of letters, as far as it is of use here.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Glyphs(Vec<u8>),
    Word(String),
}

fn of_hex(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = text.iter().filter_map(|one| u8::try_from(char::from(*one).to_digit(16)?).ok()).collect();
    digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect()
}

/// A text in brackets, with what is escaped in it, and how much of the input it takes.
fn of_brackets(input: &[u8]) -> (Vec<u8>, usize) {
    let (mut text, mut at, mut depth) = (vec![], 1, 1);
    while at < input.len() {
        match input[at] {
            b'\\' => {
                at += 1;
                let octal: Vec<u8> =
                    input[at..].iter().take(3).take_while(|one| (b'0'..=b'7').contains(*one)).copied().collect();
                if octal.is_empty() {
                    let is = match input[at] {
                        b'n' => Some(b'\n'),
                        b'r' => Some(b'\r'),
                        b't' => Some(b'\t'),
                        b'b' => Some(8),
                        b'f' => Some(12),
                        b'\n' => None,
                        other => Some(other),
                    };
                    text.extend(is);
                } else {
                    text.push(octal.iter().fold(0_u8, |sum, one| sum.wrapping_mul(8).wrapping_add(one - b'0')));
                    at += octal.len() - 1;
                }
            }
            b'(' => {
                depth += 1;
                text.push(b'(');
            }
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return (text, at + 1);
                }
                text.push(b')');
            }
            other => text.push(other),
        }
        at += 1;
    }
    (text, at)
}

fn pieces(mut input: &[u8]) -> Vec<Piece> {
    let mut all = vec![];
    while let Some(first) = input.first() {
        let taken = match first {
            b'<' if input.get(1) != Some(&b'<') => {
                let end = find(input, b">").unwrap_or(input.len() - 1);
                all.push(Piece::Glyphs(of_hex(&input[1..end])));
                end + 1
            }
            b'(' => {
                let (text, taken) = of_brackets(input);
                all.push(Piece::Glyphs(text));
                taken
            }
            b'<' | b'>' | b'[' | b']' => 1,
            one if one.is_ascii_whitespace() => 1,
            _ => {
                let ends = |one: &u8| one.is_ascii_whitespace() || b"<>[]()".contains(one);
                let end = input.iter().position(ends).unwrap_or(input.len());
                all.push(Piece::Word(String::from_utf8_lossy(&input[..end]).into_owned()));
                end
            }
        };
        input = &input[taken..];
    }
    all
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum, byte| sum * 256 + u32::from(*byte))
}

fn letters(bytes: &[u8]) -> String {
    let units: Vec<u16> =
        bytes.chunks(2).map(|pair| u16::from(pair[0]) * 256 + pair.get(1).map_or(0, |low| u16::from(*low))).collect();
    String::from_utf16_lossy(&units)
}

/// Which letters the glyphs of a font stand for, where a stream is such a table.
fn table_of_letters(stream: &[u8]) -> Option<BTreeMap<u32, String>> {
    find(stream, b"begincmap")?;
    let mut table = BTreeMap::new();
    let (mut glyphs, mut is_range): (Vec<Vec<u8>>, bool) = (vec![], false);
    for piece in pieces(stream) {
        match piece {
            Piece::Glyphs(bytes) => {
                glyphs.push(bytes);
                let wanted = if is_range { 3 } else { 2 };
                if glyphs.len() < wanted {
                    continue;
                }
                let (from, to) = (number(&glyphs[0]), number(&glyphs[wanted - 2]));
                let text = letters(&glyphs[wanted - 1]);
                for glyph in from..=to.min(from + 0xFFFF) {
                    let first = text.chars().next().map_or(0, |letter| letter as u32);
                    let letter = char::from_u32(first + glyph - from).map(String::from).unwrap_or_default();
                    table.insert(glyph, if glyph == from { text.clone() } else { letter });
                }
                glyphs.clear();
            }
            Piece::Word(word) => {
                glyphs.clear();
                is_range = if word == "beginbfrange" { true } else { is_range && word != "endbfrange" };
            }
        }
    }
    Some(table)
}

/// Everything that is drawn, read by each of the fonts in turn: by the one that is meant, it says something.
fn of_paper(pdf: &[u8]) -> String {
    let streams = streams(pdf);
    let tables: Vec<_> = streams.iter().filter_map(|stream| table_of_letters(stream)).collect();
    let drawn: Vec<_> = streams.iter().filter(|stream| find(stream, b"Tj").or(find(stream, b"TJ")).is_some()).collect();
    let mut text = String::new();
    for table in &tables {
        for stream in &drawn {
            for piece in pieces(stream) {
                if let Piece::Glyphs(bytes) = piece {
                    text.extend(bytes.chunks(2).filter_map(|glyph| table.get(&number(glyph))).map(String::as_str));
                }
            }
            text.push('\n');
        }
    }
    text
}

#[test]
fn a_paper_says_what_was_drawn_in_it() {
    use documents::paper::{Line, Paper, Section};
    let line = |words: &str, alarm| Line { words: words.to_owned(), note: Some("Një (shënim)".to_owned()), alarm };
    let paper = Paper {
        language: events::language::Language::Sq,
        kind: "Informim".to_owned(),
        title: "Ministria e Shëndetësisë".to_owned(),
        lead: "Çka duhet ditur".to_owned(),
        sections: vec![Section {
            heading: "Detyrat".to_owned(),
            lines: vec![line("Jelena Đorđević", true), line("Dërgo numrin 2017-014", false)],
            nothing: "asnjë".to_owned(),
        }],
        foot: "focalpoint".to_owned(),
    };
    let text = shown_text(Medium::Paper, &paper.pdf().unwrap());
    for words in ["Ministria e Shëndetësisë", "Jelena Đorđević", "Dërgo numrin 2017-014", "Një (shënim)"] {
        assert!(text.contains(&squeezed(words)), "{words} is not in {text}");
    }
    assert!(!text.contains(&squeezed("Nobody wrote this")));
}
