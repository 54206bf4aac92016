//! The line cut into its parts: the institution, the title, the due date.

use chrono::NaiveDate;
use events::non_empty::NonEmpty;

use super::institution::{CONJUNCTIONS, Candidate, read_institution, strictly_named};
use super::{Assignment, Due, OwnerReading};
use crate::assignment_lead::lead;
use crate::dates::{DateMeaning, scan};
use crate::reading::{Reading, Statement, read_reply};
use privacy::tokens::{Token, TokenKind, phrase_at, tokens};

/// What a due date follows.
const LEADS: &[&str] = &[
    "me afat deri me",
    "me afat deri",
    "me afat",
    "afati eshte",
    "afati",
    "afat",
    "jo me vone se",
    "deri me",
    "deri ne",
    "deri te",
    "deri",
    "gjer me",
    "gjer",
    "brenda",
    "sa rokom do",
    "rok je",
    "rok do",
    "rok",
    "najkasnije do",
    "najkasnije",
    "u roku od",
    "zakljucno sa",
    "do",
    "no later than",
    "due by",
    "due on",
    "due",
    "deadline is",
    "deadline",
    "by",
    "until",
    "till",
    "within",
];
/// Words before which a day and a lead make a stretch of time: “od 1. do 30. juna”.
const FROM: &[&str] = &["od", "nga", "prej", "from", "between", "izmedju", "mes", "ndermjet"];
/// How far back such a word is looked for.
const REACH_OF_FROM: usize = 5;
/// Courtesies around the line's parts.
const COURTESIES: &[&str] =
    &["ju lutem", "ju lutemi", "te lutem", "lutem", "molim vas", "molim", "please", "faleminderit", "hvala", "thanks"];
/// Of a line that names nobody by a sign between institution and title, so many words can be the institution's.
const LONGEST_NAME: usize = 16;

/// After so many signs the institution has been named, if it is at all: what stands before each is looked for among all there are.
const MOST_SEPARATORS: usize = 8;

/// Reads a line as a task for one of these institutions; `None`: it gives no task.
pub fn read_assignment(text: &str, among: &[Candidate<'_>], today: NaiveDate) -> Option<Assignment> {
    let all = tokens(text);
    let after_lead = lead(&all)?;
    let (institution, from) = whose(text, &all, after_lead, among)?;
    let rest = all.get(from..).unwrap_or_default();
    let (title, due) = title_and_due(text, rest, today);
    let title = title.parse();
    // “Zadatak za ponedeljak: urađen” reports of a task and gives none.
    if matches!(institution, OwnerReading::Unknown { .. }) && due == Due::Unsaid && reports(text, rest, today) {
        return None;
    }
    Some(Assignment { institution, title, due })
}

fn reports(text: &str, rest: &[Token<'_>], today: NaiveDate) -> bool {
    let said = rest.first().and_then(|first| text.get(first.start..)).unwrap_or_default();
    match read_reply(said, today) {
        Reading::Unnumbered(statement) => !matches!(statement, Statement::Unknown(_)),
        Reading::Numbered(_) => true,
        Reading::Invitation(_) | Reading::Aside(_) => false,
    }
}

/// Whose task it is, and where the title begins.
fn whose(text: &str, all: &[Token<'_>], from: usize, among: &[Candidate<'_>]) -> Option<(OwnerReading, usize)> {
    let words = |until: usize| {
        let (first, last) = (all.get(from)?, all.get(until.checked_sub(1)?)?);
        text.get(first.start..last.end).filter(|_| from < until)
    };
    let mut separators = separators(text, all, from);
    separators.truncate(MOST_SEPARATORS);
    for separator in &separators {
        let meant = words(*separator).map(|words| read_institution(words, among));
        if let Some(meant @ (OwnerReading::One(_) | OwnerReading::AnyOf(_))) = meant {
            return Some((meant, beyond(all, *separator)));
        }
    }
    // “Task for MLSW shelter report by 30 June”
    let longest = all.len().min(from + LONGEST_NAME);
    let goes_on = |until: usize| all.get(until).is_some_and(|next| CONJUNCTIONS.contains(&next.plain.as_str()));
    let surely_ends = separators.iter().any(|at| is_sure(text, all, *at));
    for until in (from + 1..=longest).rev().filter(|until| !surely_ends && !goes_on(*until)) {
        if let Some(meant) = strictly_named(all.get(from..until)?, among) {
            return Some((meant, beyond(all, until)));
        }
    }
    let separator = *separators.first()?;
    let words = words(separator).unwrap_or_default().to_owned();
    Some((OwnerReading::Unknown { words }, beyond(all, separator)))
}

/// What stands between this token and the one before it.
fn gap_before<'a>(text: &'a str, all: &[Token<'_>], at: usize) -> &'a str {
    let ends = at.checked_sub(1).and_then(|before| all.get(before)).map(|token| token.end);
    ends.zip(all.get(at)).and_then(|(ends, token)| text.get(ends..token.start)).unwrap_or_default()
}

/// Whether the institution certainly ends before this token: at a colon or a new line.
fn is_sure(text: &str, all: &[Token<'_>], at: usize) -> bool {
    all.get(at).is_some_and(|token| token.is(":")) || gap_before(text, all, at).contains('\n')
}

/// Before which tokens the institution can end: where it certainly does; where that is nowhere, at a dash between spaces,
/// then at a comma.
fn separators(text: &str, all: &[Token<'_>], from: usize) -> Vec<usize> {
    let is = |at: usize, signs: &[&str]| all.get(at).is_some_and(|token| signs.contains(&token.plain.as_str()));
    let spaced = |at: usize| !gap_before(text, all, at).is_empty() && !gap_before(text, all, at + 1).is_empty();
    let all_such = |sign: &dyn Fn(usize) -> bool| (from..all.len()).filter(|at| sign(*at)).collect::<Vec<_>>();
    let sure = all_such(&|at| is_sure(text, all, at));
    if !sure.is_empty() {
        return sure;
    }
    let dashes = all_such(&|at| is(at, &["-", "–", "—"]) && spaced(at));
    [dashes, all_such(&|at| is(at, &[","]))].concat()
}

/// The first word from here on.
fn beyond(all: &[Token<'_>], at: usize) -> usize {
    let signs =
        all.get(at..).unwrap_or_default().iter().take_while(|token| token.kind == TokenKind::Sign && !token.is("("));
    at + signs.count()
}

/// A day in a row of tokens.
#[derive(Debug, Clone, Copy)]
struct DayMention {
    /// Where the words that lead to it begin, if any lead to it.
    led_from: Option<usize>,
    at: usize,
    until: usize,
    meant: DateMeaning,
}

fn title_and_due(text: &str, rest: &[Token<'_>], today: NaiveDate) -> (String, Due) {
    let named = named_days(rest, today);
    let led: Vec<DayMention> = named.iter().filter(|named| named.led_from.is_some()).copied().collect();
    let [only] = led.as_slice() else {
        return (words(text, rest), perhaps(if led.is_empty() { &named } else { &led }, today));
    };
    let from = only.led_from.unwrap_or(only.at);
    let parts = [rest.get(..from), rest.get(only.until..)].map(|part| words(text, part.unwrap_or_default()));
    let title = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let due = match only.meant {
        DateMeaning::Day(day) => Due::On(day),
        DateMeaning::Either(..)
        | DateMeaning::Vague { .. }
        | DateMeaning::Between { .. }
        | DateMeaning::WorkingDays(_)
        | DateMeaning::TooFar(_)
        | DateMeaning::Hour(_) => perhaps(&led, today),
        DateMeaning::NoSuchDay => {
            let named = rest.get(only.at..only.until).unwrap_or_default();
            let text = named.first().zip(named.last()).and_then(|(first, last)| text.get(first.start..last.end));
            Due::NoSuchDate { text: text.unwrap_or_default().to_owned() }
        }
    };
    (title, due)
}

fn perhaps(named: &[DayMention], today: NaiveDate) -> Due {
    let mut days: Vec<NaiveDate> = named.iter().flat_map(|named| named.meant.days()).collect();
    days.retain(|day| *day >= today);
    days.sort_unstable();
    days.dedup();
    NonEmpty::try_from(days).map_or(Due::Unsaid, Due::Perhaps)
}

fn named_days(rest: &[Token<'_>], today: NaiveDate) -> Vec<DayMention> {
    let mut found: Vec<DayMention> = Vec::new();
    let mut at = 0;
    while at < rest.len() {
        let Some(day) = scan(rest, at, today) else {
            at += 1;
            continue;
        };
        let until = at + day.length.max(1);
        let lead = lead_before(rest, at);
        // “15. maja do 30. juna” is a stretch of time.
        let stretch = lead.is_some_and(|from| {
            let back = rest.get(from.saturating_sub(REACH_OF_FROM)..from).unwrap_or_default();
            found.last().is_some_and(|before| before.until == from)
                || back.iter().any(|token| FROM.contains(&token.plain.as_str()))
        });
        found.push(DayMention { led_from: lead.filter(|_| !stretch), at, until, meant: day.meant });
        at = until;
    }
    found
}

/// Where the words begin that lead to a day named here.
fn lead_before(rest: &[Token<'_>], at: usize) -> Option<usize> {
    let end = if at.checked_sub(1).and_then(|before| rest.get(before)).is_some_and(|token| token.is(":")) {
        at - 1
    } else {
        at
    };
    let begins = |lead: &&str| {
        let from = end.checked_sub(lead.split(' ').count())?;
        phrase_at(rest.get(from..end)?, lead).map(|_| from)
    };
    LEADS.iter().filter_map(begins).min()
}

/// The words of these tokens as written, without the courtesies and signs around them.
fn words(text: &str, mut part: &[Token<'_>]) -> String {
    loop {
        let before = part.len();
        while let [sign, rest @ ..] = part
            && [":", ",", ";", "-", "–", "—", "."].contains(&sign.plain.as_str())
        {
            part = rest;
        }
        while let [rest @ .., sign] = part
            && [":", ",", ";", "-", "–", "—", ".", "("].contains(&sign.plain.as_str())
        {
            part = rest;
        }
        for courtesy in COURTESIES {
            let length = courtesy.split(' ').count();
            if phrase_at(part, courtesy).is_some() {
                part = part.get(length..).unwrap_or_default();
            }
            let tail = part.len().checked_sub(length);
            if let Some(from) = tail
                && part.get(from..).is_some_and(|end| phrase_at(end, courtesy).is_some())
            {
                part = part.get(..from).unwrap_or_default();
            }
        }
        if part.len() == before {
            break;
        }
    }
    let span = part.first().zip(part.last()).and_then(|(first, last)| text.get(first.start..last.end));
    span.unwrap_or_default().to_owned()
}
