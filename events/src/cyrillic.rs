//! Serbian written in Cyrillic.
//!
//! Serbian is kept in Latin script, once, and shown in Cyrillic to those who choose it. The letters and the words in which
//! two Latin letters are not one Cyrillic letter (`injekcija`, `nadživeti`) are `translitrs`' matter; this module says what
//! stays as it is: markup, addresses, commands, codes with digits, abbreviations and names that are Latin in Serbian too.
//! Pure; it knows no text of focalpoint.

use std::sync::LazyLock;

use translitrs::{Charset, Transliterator};

static LETTERS: LazyLock<Transliterator> =
    LazyLock::new(|| Transliterator::new(Charset::Latin, Charset::Cyrillic, false, false, false));

/// Words that Serbian in Cyrillic writes in Latin script: names of programs, formats and standards, as they are written.
const LATIN: &[&str] =
    &["focalpoint", "CSV", "CTDC", "Excel", "HTCDS", "ID", "IOM", "PDF", "SMS", "Start", "UTF", "XLSX"];

/// Stems in which `dj` is two sounds and not `đ`, as the library would have it: behind the prefixes `od-`, `pod-`, `pred-`.
const APART: &[&str] = &["odjav", "odjek", "odjedn", "podjed", "podjel", "predjel", "nadjač", "djev", "djel"];

/// Keeps two letters apart; it is none itself and taken out at the end.
const BETWEEN: char = '\u{200C}';

/// A Serbian text in Cyrillic. What is Cyrillic already stays.
pub fn in_cyrillic(latin: &str) -> String {
    let mut written = String::with_capacity(latin.len() * 2);
    let mut rest = latin;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '<' => tag(rest),
            '&' => entity(rest),
            _ => None,
        };
        let taken = match length {
            Some(length) => {
                let (as_it_is, _) = rest.split_at(length);
                written.push_str(as_it_is);
                length
            }
            None if first.is_whitespace() => {
                written.push(first);
                first.len_utf8()
            }
            None => {
                let end =
                    rest.char_indices().skip(1).find(|(_, letter)| letter.is_whitespace() || "<&".contains(*letter));
                let length = end.map_or(rest.len(), |(at, _)| at);
                let (run, _) = rest.split_at(length);
                run_of_letters(run, &mut written);
                length
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    written
}

/// How long the markup is that begins here.
fn tag(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    inside.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/').then_some(())?;
    text.find('>').map(|at| at + 1)
}

/// How long the character reference is that begins here.
fn entity(text: &str) -> Option<usize> {
    let end = text.find(';').filter(|end| *end <= 8)?;
    let name = text.get(1..end)?;
    (!name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '#')).then_some(end + 1)
}

/// Letters without white space between them: an address or a command as it is, otherwise word by word.
fn run_of_letters(run: &str, written: &mut String) {
    let bare = run.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '/');
    let has_dot_inside =
        bare.split('.').skip(1).any(|after| after.starts_with(|letter: char| letter.is_ascii_lowercase()));
    if bare.contains("://") || bare.contains('@') || bare.starts_with('/') || has_dot_inside {
        written.push_str(run);
        return;
    }
    let mut rest = run;
    while let Some(first) = rest.chars().next() {
        let end = rest.char_indices().find(|(_, letter)| letter.is_alphanumeric() != first.is_alphanumeric());
        let (part, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        if first.is_alphanumeric() {
            word(part, written);
        } else {
            written.push_str(part);
        }
        rest = after;
    }
}

fn word(latin: &str, written: &mut String) {
    if LATIN.contains(&latin) || latin.chars().any(char::is_numeric) {
        written.push_str(latin);
        return;
    }
    let lower = latin.to_lowercase();
    let apart = lower.len() == latin.len() && APART.iter().any(|stem| lower.contains(stem));
    let spelt = if apart { kept_apart(latin) } else { latin.to_owned() };
    match LETTERS.process_word(&spelt) {
        Ok(cyrillic) => written.extend(cyrillic.chars().filter(|letter| *letter != BETWEEN)),
        Err(_) => written.push_str(latin),
    }
}

/// The word with a mark between `d` and `j`.
fn kept_apart(latin: &str) -> String {
    let mut spelt = String::with_capacity(latin.len() + BETWEEN.len_utf8());
    let mut before = ' ';
    for letter in latin.chars() {
        if matches!((before, letter), ('d' | 'D', 'j' | 'J')) {
            spelt.push(BETWEEN);
        }
        spelt.push(letter);
        before = letter;
    }
    spelt
}
