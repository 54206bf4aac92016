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
    "nr pers",
    "nr . pers",
    "numri pers",
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
    "lejes se qendrimit",
    "dokument udhetimi",
    "dokumenti i udhetimit",
    "patent shoferi",
    "patentes se shoferit",
    "putna isprava",
    "putne isprave",
    "vozacka dozvola",
    "vozacke dozvole",
    "dozvola boravka",
    "travel document",
    "driving licence",
    "driving license",
    "id number",
    "id no",
    "id nr",
];

const CURRENCIES: &[&str] = &[
    "€", "euro", "eurove", "eur", "evra", "eura", "evro", "evri", "euros", "$", "usd", "dinara", "din", "lek", "leke",
];

/// What the signs in and beside a run make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing else: a number that may identify.
    Plain,
    /// The reference of a contract or a case: a slash, and a group that is a year.
    Reference,
    /// An amount of money: in groups of three, a currency beside it.
    Amount,
}

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
    /// How many digits each group has.
    pub(super) groups: Vec<usize>,
    /// What its shape says it is.
    pub(super) shape: Shape,
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
            digits: String::new(),
            at,
            end: at,
            plus: before.is_some_and(|token| token.is("+")),
            groups: Vec::new(),
            shape: Shape::Plain,
            lettered: before.is_some_and(|token| token.kind == Kind::Word && token.end == first.start),
        };
        let (mut slashed, mut of_a_year) = (false, false);
        let mut next = Some(at);
        while let Some(group) = next
            && let Some(token) = tokens.get(group)
        {
            slashed |= tokens.get(run.end..group).unwrap_or_default().iter().any(|sign| sign.is("/"));
            of_a_year |= is_year(token);
            run.digits.push_str(&token.plain);
            run.groups.push(token.plain.len());
            run.end = group + 1;
            next = next_group(text, tokens, run.end).filter(|next| date_length(tokens, *next).is_none());
        }
        if slashed && of_a_year {
            run.shape = Shape::Reference;
        } else if in_thousands(&run.groups) && beside_currency(tokens, &run) {
            run.shape = Shape::Amount;
        }
        at = run.end;
        runs.push(run);
    }
    runs
}

fn is_year(token: &Token<'_>) -> bool {
    token.plain.len() == 4 && (token.plain.starts_with("19") || token.plain.starts_with("20"))
}

fn in_thousands(groups: &[usize]) -> bool {
    match groups.split_first() {
        Some((first, rest)) => *first <= 3 && !rest.is_empty() && rest.iter().all(|digits| *digits == 3),
        None => false,
    }
}

fn beside_currency(tokens: &[Token<'_>], run: &Run) -> bool {
    let is_currency = |token: Option<&Token<'_>>| token.is_some_and(|token| CURRENCIES.contains(&token.plain.as_str()));
    is_currency(tokens.get(run.end)) || run.at.checked_sub(1).is_some_and(|before| is_currency(tokens.get(before)))
}

/// The next group of digits of the same run: only one or two joining signs and at most one space between.
fn next_group(text: &str, tokens: &[Token<'_>], end: usize) -> Option<usize> {
    let last = tokens.get(end.checked_sub(1)?)?;
    let next = (end..end + 3).find(|at| tokens.get(*at).is_some_and(|token| token.kind == Kind::Number))?;
    let between = text.get(last.end..tokens.get(next)?.start)?;
    let joins = between.chars().count() <= 3 && between.chars().all(|sign| " -./()–\u{a0}".contains(sign));
    joins.then_some(next)
}

/// “15.06.2017”, “15.06.17”, “2017-06-15”: valid dates only, so that no number hides as one.
fn date_length(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let parts = tokens.get(at..at + 5)?;
    let number = |index: usize| parts.get(index).filter(|token: &&Token<'_>| token.kind == Kind::Number);
    let sign = parts.get(1)?;
    if ![".", "-", "/"].contains(&sign.plain.as_str()) || !parts.get(3)?.is(&sign.plain) {
        return None;
    }
    let (first, second, third) = (number(0)?, number(2)?, number(4)?);
    let (year, day) = if first.plain.len() == 4 { (first, third) } else { (third, first) };
    if !matches!(year.plain.len(), 2 | 4) || day.plain.len() > 2 || second.plain.len() > 2 {
        return None;
    }
    let century = if year.plain.len() == 2 { 2000 } else { 0 };
    NaiveDate::from_ymd_opt(century + i32::try_from(year.number()?).ok()?, second.number()?, day.number()?).map(|_| 5)
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
            && run.shape == Shape::Plain
            && (length == PERSONAL_DIGITS || length == JMBG_DIGITS)
            && !run.digits.starts_with("00");
        // Ten digits after a zero are a phone number's; JMBG may begin with one.
        let phone = length == PERSONAL_DIGITS && run.digits.starts_with('0') && run.groups.len() > 1;
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
