//! Numbers that identify: of persons, of their papers, accounts and cars.

use super::digit_runs::{JMBG_DIGITS, PERSONAL_DIGITS, Run, counts_up, is_year, runs, strangely_joined_runs};
use super::evidence::Evidence;
use super::kinds::{Doubt, Finding};
use super::lexicon::meaning as m;
use super::message::Message;
use crate::tokens::{Token, TokenKind};

/// Fewer digits identify nobody, even when called a number of a person.
const FEWEST_NAMED_DIGITS: usize = 5;
/// So many digits without a point are the number of a paper, and no fee for it.
const FEWEST_DIGITS_OF_PAPERS: usize = 8;
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

/// Looks for numbers of persons, of their papers, accounts and cars.
pub(super) fn detect(text: &str, message: &Message<'_>, evidence: &mut Evidence) {
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
        // a passport costs some digits; more are its number, whatever currency stands beside them
        let of_papers = run.groups.len() == 1
            && length >= FEWEST_DIGITS_OF_PAPERS
            && run.groups.first().is_some_and(|group| !group.digits.ends_with("000"));
        let named = length >= FEWEST_NAMED_DIGITS && !run.amount || of_papers;
        evidence.find(
            Finding::PersonalNumber,
            !run.amount && is_personal(&run) && !is_iban(message.tokens, &run) && !is_order(message, &run)
                || named && near(m::PERSONAL_NUMBER) && !near(m::LAW),
        );
        let priced = near(m::MONEY) && !(run.amount && of_papers);
        evidence.find(Finding::DocumentNumber, named && near(m::DOCUMENT) && !near(m::LAW) && !priced);
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
    evidence.find(Finding::PersonalNumber, strangely_joined_runs(text, message.tokens).iter().any(is_strange_personal));
    evidence.doubt(Doubt::Number, has_pairs_beside_victim(text, message));
    evidence.find(Finding::DocumentNumber, has_lettered_number(message) || has_coded_number(message));
    let plate = (0..message.tokens.len()).any(|at| is_plate(message.tokens, at)) && !message.has(m::LAW);
    let official = (message.has(m::OFFICE | m::INSTITUTION)
        || message.tokens.iter().any(|token| OFFICIAL_CARS.iter().any(|stem| token.plain.starts_with(stem))))
        && !private;
    let service =
        !private && message.tokens.iter().any(|token| SERVICE_CARS.iter().any(|stem| token.plain.starts_with(stem)));
    evidence.weigh(Finding::Plate, plate && !official && !service, Doubt::Number, plate && !official);
    let said = message.has(m::PLATE) && private && message.tokens.iter().any(|token| token.kind == TokenKind::Number);
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
        token.kind == TokenKind::Word
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

/// A personal number whose groups are set apart by strange signs: “1187:654:321”. Figures in a list have other lengths.
fn is_strange_personal(run: &Run) -> bool {
    const STRANGE_SHAPES: &[&[usize]] =
        &[&[4, 3, 3], &[3, 4, 3], &[3, 3, 4], &[4, 6], &[6, 4], &[7, 3], &[3, 7], &[6, 7], &[7, 6]];
    let lengths: Vec<usize> = run.groups.iter().map(|group| group.digits.len()).collect();
    let joints: Vec<char> = run.groups.iter().skip(1).map(|group| group.joint).collect();
    STRANGE_SHAPES.contains(&lengths.as_slice())
        && joints.windows(2).all(|pair| matches!(pair, [one, other] if one == other))
        && !run.groups.iter().any(is_year)
}

/// “lista 12 34 56 78 90 viktima”: pairs that grow are a count, but not ten digits of them beside a victim.
fn has_pairs_beside_victim(text: &str, message: &Message<'_>) -> bool {
    const PAIRS: usize = PERSONAL_DIGITS / 2;
    const REACH_OF_VICTIM: usize = 3;
    runs(text, message.tokens).iter().any(|run| {
        run.groups.len() == PAIRS
            && run.groups.iter().all(|group| group.digits.len() == 2)
            && message.near(run.at, run.end, REACH_OF_VICTIM, m::VICTIM | m::VICTIMS | m::CHILD | m::PRONOUN)
    })
}

/// “PO 4500118823”: a purchase order. No personal number begins as these do, so none hides behind the words.
fn is_order(message: &Message<'_>, run: &Run) -> bool {
    const REACH_OF_ORDER: usize = 4;
    let numbered = run.groups.first().is_some_and(|first| {
        run.groups.len() == 1 && first.digits.len() == PERSONAL_DIGITS && first.digits.starts_with(['3', '4', '5', '6'])
    });
    numbered
        && (run.at.saturating_sub(REACH_OF_ORDER)..run.at).any(|at| {
            message.tokens.get(at).is_some_and(|token| token.written == "PO")
                || ["order", "porosi", "narudzb", "porudzb"].iter().any(|stem| message.plain(at).starts_with(stem))
        })
}

/// Long enough for an account, and no list of years or small numbers.
fn is_account(run: &Run) -> bool {
    run.groups.iter().any(|group| group.digits.len() >= 4 && !is_year(group)) && !counts_up(&run.groups)
}

/// “RKS-T-009214” in a message about a passport or a permit, however far from the word.
fn has_coded_number(message: &Message<'_>) -> bool {
    message.has(m::DOCUMENT)
        && !message.has(m::LAW | m::MONEY)
        && message.tokens.windows(3).any(|part| match part {
            [letters, hyphen, digits] => {
                letters.kind == TokenKind::Word
                    && letters.written.chars().all(char::is_uppercase)
                    && (hyphen.is("-") || hyphen.is("/"))
                    && letters.end == hyphen.start
                    && hyphen.end == digits.start
                    && digits.kind == TokenKind::Number
                    && (FEWEST_NAMED_DIGITS..=9).contains(&digits.plain.len())
            }
            _ => false,
        })
}

/// One or two capitals with six to nine digits: “P00123456”, “FB 220914”.
fn has_lettered_number(message: &Message<'_>) -> bool {
    message.tokens.windows(2).enumerate().any(|(at, pair)| match pair {
        [letters, digits] => {
            digits.kind == TokenKind::Number
                && letters.kind == TokenKind::Word
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
        token.kind == TokenKind::Word
            && token.written.chars().count() == 2
            && token.written.chars().all(char::is_uppercase)
    };
    let digits = |token: &Token<'_>, length: usize| token.kind == TokenKind::Number && token.plain.len() == length;
    match parts.as_slice() {
        [first, second, third] => {
            capitals(third)
                && (digits(first, 2) && digits(second, 3)
                    || capitals(first) && (digits(second, 3) || digits(second, 4)))
        }
        _ => false,
    }
}
