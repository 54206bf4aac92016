//! Numbers that identify: runs of digits in any grouping and beside any other number.

use chrono::NaiveDate;

use super::evidence::Evidence;
use super::kinds::{Doubt, Finding};
use super::lexicon::meaning as m;
use super::message::Message;
use crate::tokens::{Kind, Token};

/// Digits of a personal number of Kosovo.
const PERSONAL_DIGITS: usize = 10;
/// Digits of the personal number of the former Yugoslavia and of Serbia.
const JMBG_DIGITS: usize = 13;
/// Fewer digits identify nobody, even when called a number of a person.
const FEWEST_NAMED_DIGITS: usize = 5;
/// How far from a word such as “passport” its number may stand, in tokens.
const REACH: usize = 6;
/// So many digits are a bank account's.
const ACCOUNT_DIGITS: usize = 14;
/// So many single digits in a row are one number.
const SINGLE_DIGITS: usize = 8;

/// How personal numbers are grouped when another number stands beside them.
const SHAPES: &[&[usize]] = &[
    &[4, 3, 3],
    &[3, 3, 4],
    &[3, 4, 3],
    &[2, 2, 2, 2, 2],
    &[5, 5],
    &[2, 4, 4],
    &[4, 4, 2],
    &[4, 2, 4],
    &[4, 6],
    &[6, 4],
    &[3, 3, 2, 2],
    &[2, 2, 3, 3],
    &[7, 3],
    &[3, 7],
    &[4, 3, 3, 3],
    &[7, 6],
    &[6, 7],
    &[2, 2, 3, 6],
    &[4, 3, 6],
    &[2, 2, 3, 2, 4],
    &[2, 2, 3, 2, 3, 1],
];

const CURRENCIES: &[&str] = &[
    "€", "euro", "eurove", "eur", "evra", "eura", "evro", "evri", "euros", "$", "usd", "dinara", "din", "lek", "leke",
];

/// Digits between two signs.
#[derive(Debug)]
pub(super) struct Group {
    /// The digits.
    pub(super) digits: String,
    /// Its token.
    pub(super) at: usize,
    /// The sign before it, when it is not the first; a blank when there is only that.
    pub(super) joint: char,
}

/// Groups of digits in a row: “1234 567 890”.
#[derive(Debug)]
pub(super) struct Run {
    /// At least one.
    pub(super) groups: Vec<Group>,
    /// The first token.
    pub(super) at: usize,
    /// The token after the last.
    pub(super) end: usize,
    /// Whether a plus sign stands before it.
    pub(super) plus: bool,
    /// Whether it is an amount of money: in groups of three, a currency beside it.
    pub(super) amount: bool,
    /// Whether a letter stands right before it.
    pub(super) lettered: bool,
}

impl Run {
    /// How many digits all groups have.
    pub(super) fn length(&self) -> usize {
        self.groups.iter().map(|group| group.digits.len()).sum()
    }

    /// Any groups that follow each other, all of them included, as long as they have no more digits than a number of
    /// anybody has.
    pub(super) fn stretches(&self) -> impl Iterator<Item = &[Group]> {
        const MOST_DIGITS: usize = 15;
        (0..self.groups.len()).flat_map(move |from| {
            let rest = self.groups.get(from..).unwrap_or_default();
            let longest = rest
                .iter()
                .scan(0, |digits, group| {
                    *digits += group.digits.len();
                    (*digits <= MOST_DIGITS).then_some(())
                })
                .count();
            (1..=longest).filter_map(move |to| rest.get(..to))
        })
    }
}

/// The digits of all groups.
pub(super) fn joined(groups: &[Group]) -> String {
    groups.iter().map(|group| group.digits.as_str()).collect()
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
            groups: Vec::new(),
            at,
            end: at,
            plus: before.is_some_and(|token| token.is("+")),
            amount: false,
            lettered: before.is_some_and(|token| token.kind == Kind::Word && token.end == first.start),
        };
        let mut next = Some((at, ' '));
        while let Some((group, joint)) = next
            && let Some(token) = tokens.get(group)
        {
            run.groups.push(Group { digits: token.plain.clone(), at: group, joint });
            run.end = group + 1;
            next = next_group(text, tokens, run.end).filter(|(next, _)| date_length(tokens, *next).is_none());
        }
        run.amount = in_thousands(&run.groups) && beside_currency(tokens, &run);
        at = run.end;
        runs.push(run);
    }
    runs
}

fn is_year(group: &Group) -> bool {
    group.digits.len() == 4 && (group.digits.starts_with("19") || group.digits.starts_with("20"))
}

fn in_thousands(groups: &[Group]) -> bool {
    match groups.split_first() {
        Some((first, [])) => first.digits.len() <= 12 && !first.digits.starts_with('0'),
        Some((first, rest)) => {
            let (last, whole) = rest.split_last().map_or((None, rest), |(last, whole)| (Some(last), whole));
            // “1.250.000,00” ends with cents
            first.digits.len() <= 3
                && !first.digits.starts_with('0')
                && whole.iter().all(|group| group.digits.len() == 3)
                && last.is_none_or(|last| matches!(last.digits.len(), 2 | 3))
        }
        None => false,
    }
}

fn beside_currency(tokens: &[Token<'_>], run: &Run) -> bool {
    let is_currency = |token: Option<&Token<'_>>| token.is_some_and(|token| CURRENCIES.contains(&token.plain.as_str()));
    is_currency(tokens.get(run.end)) || run.at.checked_sub(1).is_some_and(|before| is_currency(tokens.get(before)))
}

/// The next group of digits of the same run: only one or two joining signs and at most one space between.
fn next_group(text: &str, tokens: &[Token<'_>], end: usize) -> Option<(usize, char)> {
    let last = tokens.get(end.checked_sub(1)?)?;
    let next = (end..end + 3).find(|at| tokens.get(*at).is_some_and(|token| token.kind == Kind::Number))?;
    let between = text.get(last.end..tokens.get(next)?.start)?;
    let joins = between.chars().count() <= 3 && between.chars().all(|sign| " -./()–_\u{a0}".contains(sign));
    joins.then(|| (next, between.trim().chars().next().unwrap_or(' ')))
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

/// Looks for numbers of persons, of their papers, accounts and cars.
pub(super) fn look(text: &str, message: &Message<'_>, evidence: &mut Evidence) {
    let private = message.has(m::VICTIM | m::CHILD | m::KIN | m::PRONOUN);
    // whatever belongs to an institution, nobody being named or spoken of
    let institution = message.has(m::INSTITUTION | m::ORGANISATION)
        && !private
        && !message.has(m::PERSON)
        && !message.names.iter().any(|name| name.surety >= 2 && !name.explained);
    for run in runs(text, message.tokens) {
        // a telephone of the hospital
        let desk =
            run.groups.first().is_some_and(|group| group.digits.starts_with("02") || group.digits.starts_with("03"));
        let length = run.length();
        let near = |meanings| message.near(run.at, run.end, REACH, meanings);
        let named = length >= FEWEST_NAMED_DIGITS && !run.amount;
        evidence.find(
            Finding::PersonalNumber,
            !run.amount && is_personal(&run) && !is_iban(message.tokens, &run)
                || named && near(m::PERSONAL_NUMBER) && !near(m::LAW),
        );
        evidence.find(Finding::DocumentNumber, named && near(m::DOCUMENT) && !near(m::LAW | m::MONEY));
        let banked = length >= 8 && near(m::ACCOUNT) || length >= ACCOUNT_DIGITS && is_account(&run);
        evidence.weigh(
            Finding::Account,
            banked && !run.amount && !institution,
            Doubt::Number,
            banked && !run.amount && !near(m::INSTITUTION | m::ORGANISATION),
        );
        evidence.find(
            Finding::MedicalNumber,
            length >= 6
                && near(m::MEDICAL)
                && !run.amount
                && !(institution && desk)
                && !near(m::OFFICE_PHONE | m::MONEY | m::LAW),
        );
        let impersonal = run.amount
            || run.lettered
            || near(m::LAW | m::CASE | m::MONEY)
            || message.has(m::MONEY | m::LAW | m::OFFICE_PHONE);
        let longest = run.groups.iter().map(|group| group.digits.len()).max().unwrap_or(0);
        evidence.doubt(
            Doubt::Number,
            !impersonal
                && (matches!(longest, 9 | 11 | 12)
                    || longest >= 5 && message.has(m::VICTIM | m::PRONOUN | m::CHILD | m::KIN)),
        );
    }
    evidence.find(Finding::DocumentNumber, has_lettered_number(message));
    let plate = (0..message.tokens.len()).any(|at| is_plate(message.tokens, at)) && !message.has(m::LAW);
    let official = (message.has(m::OFFICE | m::INSTITUTION)
        || message.tokens.iter().any(|token| OFFICIAL_CARS.iter().any(|stem| token.plain.starts_with(stem))))
        && !private;
    let service =
        !private && message.tokens.iter().any(|token| SERVICE_CARS.iter().any(|stem| token.plain.starts_with(stem)));
    evidence.weigh(Finding::Plate, plate && !official && !service, Doubt::Number, plate && !official);
    let said = message.has(m::PLATE) && private && message.tokens.iter().any(|token| token.kind == Kind::Number);
    evidence.find(Finding::Plate, said && !message.has(m::GENERIC));
}

/// The beginnings of words for cars of the state.
const OFFICIAL_CARS: &[&str] = &["zyrtar", "sluzben", "diplomat", "official"];

/// The beginnings of words for what drives many or belongs to the sender's office.
const SERVICE_CARS: &[&str] = &[
    "autobus", "skolski", "bus", "school", "projekt", "project", "patrol", "our", "jone", "jona", "nase", "nasa",
    "nasu", "nas",
];

/// “XK05 1212 0123 4567 8906”: the whole is an account, and no part of it a personal number.
fn is_iban(tokens: &[Token<'_>], run: &Run) -> bool {
    const FEWEST_DIGITS: usize = 14;
    const MOST_DIGITS: usize = 28;
    let country = run.at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|token| {
        token.kind == Kind::Word
            && token.written.chars().count() == 2
            && token.written.chars().all(|letter| letter.is_ascii_uppercase())
    });
    run.lettered
        && country
        && (FEWEST_DIGITS..=MOST_DIGITS).contains(&run.length())
        && run.groups.first().is_some_and(|first| first.digits.len() == 2 || first.digits.len() >= FEWEST_DIGITS)
}

/// A personal number, whatever stands beside it.
fn is_personal(run: &Run) -> bool {
    let whole = run.groups.iter().any(|group| matches!(group.digits.len(), PERSONAL_DIGITS | JMBG_DIGITS));
    let singles = run
        .groups
        .split(|group| group.digits.len() > 1)
        .any(|singles| singles.len() >= SINGLE_DIGITS && !counts_up(singles));
    let grouped = run.stretches().any(|groups| {
        let length: usize = groups.iter().map(|group| group.digits.len()).sum();
        if !matches!(length, PERSONAL_DIGITS | JMBG_DIGITS) {
            return false;
        }
        let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
        let all = groups.len() == run.groups.len();
        groups.len() > 1
            && (all || SHAPES.contains(&lengths.as_slice()))
            && !groups.iter().any(|group| is_year(group) && group.joint == '/' || is_year(group) && all)
            && !groups.iter().skip(1).any(|group| group.joint == '/' && all && lengths.len() == 2 && is_year(group))
            && !groups.first().is_some_and(|first| {
                is_year(first)
                    || first.digits.starts_with('0') && length == PERSONAL_DIGITS && first.digits.len() <= 4
                    || first.digits.len() < 2 && !all
                    || first.digits.starts_with("00")
            })
            && !counts_up(groups)
    });
    !run.plus && (whole || grouped) || singles
}

/// Small numbers that only grow: a count (“10 12 15 20 25”), no number of anybody.
fn counts_up(groups: &[Group]) -> bool {
    let numbers: Vec<u32> = groups.iter().filter_map(|group| group.digits.parse().ok()).collect();
    groups.iter().all(|group| group.digits.len() <= 2 && !(group.digits.len() == 2 && group.digits.starts_with('0')))
        && numbers.is_sorted_by(|before, after| before < after)
}

/// Long enough for an account, and no list of years or small numbers.
fn is_account(run: &Run) -> bool {
    run.groups.iter().any(|group| group.digits.len() >= 4 && !is_year(group)) && !counts_up(&run.groups)
}

/// One or two capitals with six to nine digits: “P00123456”, “FB 220914”.
fn has_lettered_number(message: &Message<'_>) -> bool {
    message.tokens.windows(2).enumerate().any(|(at, pair)| match pair {
        [letters, digits] => {
            digits.kind == Kind::Number
                && letters.kind == Kind::Word
                && letters.written.chars().count() <= 2
                && letters.written.chars().all(char::is_uppercase)
                && (6..=9).contains(&digits.plain.len())
                && !message.means(at, m::ACRONYM | m::LAW | m::CASE)
                && (letters.end == digits.start || letters.end + 1 == digits.start && !message.has(m::LAW | m::MONEY))
        }
        _ => false,
    })
}

/// “02-451-KD”, “KM 048-ZR”, “05 882 BF”.
fn is_plate(tokens: &[Token<'_>], at: usize) -> bool {
    let parts: Vec<&Token<'_>> =
        tokens.iter().skip(at).take(6).filter(|token| !token.is("-") && !token.is(".")).take(3).collect();
    let capitals = |token: &Token<'_>| {
        token.kind == Kind::Word && token.written.chars().count() == 2 && token.written.chars().all(char::is_uppercase)
    };
    let digits = |token: &Token<'_>, length: usize| token.kind == Kind::Number && token.plain.len() == length;
    match parts.as_slice() {
        [first, second, third] => {
            capitals(third)
                && (digits(first, 2) && digits(second, 3)
                    || capitals(first) && (digits(second, 3) || digits(second, 4)))
        }
        _ => false,
    }
}
