//! Numbers that identify: runs of digits, however they are grouped.

use chrono::NaiveDate;

use crate::tokens::{Kind, Token, phrase_at};

/// Digits of a personal number of Kosovo.
const PERSONAL_DIGITS: usize = 10;
/// Digits of the personal number of the former Yugoslavia and of Serbia.
const JMBG_DIGITS: usize = 13;
/// Fewer digits identify nobody, even when called a number of a person.
const FEWEST_NAMED_DIGITS: usize = 5;
/// How far after a word such as “passport” its number may stand, in tokens.
const REACH: usize = 6;

const PERSONAL_WORDS: &[&str] = &[
    "numri personal",
    "nr personal",
    "nr . personal",
    "numer personal",
    "numrin personal",
    "numrit personal",
    "licni broj",
    "maticni broj",
    "jmbg",
    "personal number",
    "personal no",
    "personal id",
    "national id",
];

const DOCUMENT_WORDS: &[&str] = &[
    "pasaporta",
    "pasaporte",
    "pasaportes",
    "pasaporten",
    "leternjoftim",
    "leternjoftimi",
    "leternjoftimit",
    "leternjoftimin",
    "leternjoftimi nr",
    "pasos",
    "pasosa",
    "licna karta",
    "licne karte",
    "licnu kartu",
    "passport",
    "id card",
    "identity card",
    "residence permit",
    "leje qendrimi",
    "leja e qendrimit",
];

/// Digits in a row, perhaps grouped: “1234 567 890”.
pub(super) struct Run {
    /// All digits.
    pub(super) digits: String,
    /// The first token.
    pub(super) at: usize,
    /// The token after the last.
    pub(super) end: usize,
    /// Whether a plus sign stands before it.
    pub(super) plus: bool,
    /// How many groups the digits are in.
    pub(super) groups: usize,
    /// Whether a slash joins groups, as in the reference of a contract or a case.
    pub(super) slashed: bool,
    /// Whether a letter stands right before it.
    pub(super) lettered: bool,
}

/// The runs of digits in a text, dates left out.
pub(super) fn runs(text: &str, tokens: &[Token<'_>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(length) = date_length(tokens, at) {
            at += length;
            continue;
        }
        let Some(first) = tokens.get(at).filter(|token| token.kind == Kind::Number) else {
            at += 1;
            continue;
        };
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let mut run = Run {
            digits: first.plain.clone(),
            at,
            end: at + 1,
            plus: before.is_some_and(|token| token.is("+")),
            groups: 1,
            slashed: false,
            lettered: before.is_some_and(|token| token.kind == Kind::Word && token.end == first.start),
        };
        while let Some(next) = next_group(text, tokens, run.end) {
            if date_length(tokens, next).is_some() {
                break;
            }
            run.slashed |= tokens.get(run.end..next).unwrap_or_default().iter().any(|token| token.is("/"));
            run.digits.push_str(tokens.get(next).map_or("", |token| token.plain.as_str()));
            run.end = next + 1;
            run.groups += 1;
        }
        at = run.end;
        runs.push(run);
    }
    runs
}

/// The next group of digits of the same run: only one or two joining signs and at most one space between.
fn next_group(text: &str, tokens: &[Token<'_>], end: usize) -> Option<usize> {
    let last = tokens.get(end.checked_sub(1)?)?;
    let next = (end..end + 3).find(|at| tokens.get(*at).is_some_and(|token| token.kind == Kind::Number))?;
    let between = text.get(last.end..tokens.get(next)?.start)?;
    let joins = between.chars().count() <= 3 && between.chars().all(|sign| " -./()–\u{a0}".contains(sign));
    joins.then_some(next)
}

/// “15.06.2017”, “2017-06-15”: valid dates only, so that no number hides as one.
fn date_length(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let parts = tokens.get(at..at + 5)?;
    let number = |index: usize| parts.get(index).filter(|token: &&Token<'_>| token.kind == Kind::Number);
    let sign = parts.get(1)?;
    if ![".", "-", "/"].contains(&sign.plain.as_str()) || !parts.get(3)?.is(&sign.plain) {
        return None;
    }
    let (first, second, third) = (number(0)?, number(2)?, number(4)?);
    let (year, day) = if first.plain.len() == 4 { (first, third) } else { (third, first) };
    if year.plain.len() != 4 || day.plain.len() > 2 || second.plain.len() > 2 {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(year.number()?).ok()?, second.number()?, day.number()?).map(|_| 5)
}

fn named_before(tokens: &[Token<'_>], at: usize, words: &[&str]) -> bool {
    (at.saturating_sub(REACH)..at).any(|place| {
        let here = tokens.get(place..at).unwrap_or_default();
        words.iter().any(|word| phrase_at(here, word).is_some())
    })
}

pub(super) fn has_personal_number(text: &str, tokens: &[Token<'_>]) -> bool {
    runs(text, tokens).iter().any(|run| {
        let length = run.digits.len();
        let whole = !run.plus
            && !run.slashed
            && (length == PERSONAL_DIGITS || length == JMBG_DIGITS)
            && !run.digits.starts_with("00");
        // Ten digits after a zero are a phone number's; JMBG may begin with one.
        let phone = length == PERSONAL_DIGITS && run.digits.starts_with('0') && run.groups > 1;
        (whole && !phone) || (length >= FEWEST_NAMED_DIGITS && named_before(tokens, run.at, PERSONAL_WORDS))
    })
}

pub(super) fn has_document_number(text: &str, tokens: &[Token<'_>]) -> bool {
    let called = runs(text, tokens)
        .iter()
        .any(|run| run.digits.len() >= FEWEST_NAMED_DIGITS && named_before(tokens, run.at, DOCUMENT_WORDS));
    // One or two capitals with six to nine digits: “P00123456”
    let lettered = tokens.windows(2).any(|pair| match pair {
        [letters, digits] => {
            digits.kind == Kind::Number
                && letters.kind == Kind::Word
                && letters.end == digits.start
                && letters.written.chars().count() <= 2
                && letters.written.chars().all(char::is_uppercase)
                && (6..=9).contains(&digits.plain.len())
        }
        _ => false,
    });
    called || lettered
}
