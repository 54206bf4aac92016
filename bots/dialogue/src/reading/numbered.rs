//! Replies that name their tasks: “1 done”, “2: 50%”, “1, 3 krye; 2 deri të premten”.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use events::non_empty::NonEmpty;

use super::attendance::attendance;
use super::signals::{filler, percent};
use super::statement::understand;
use super::{Numbered, Reading, Report, Statement, TaskNumber};
use crate::dates::scan;
use crate::tokens::{Kind, Token, tokens};

/// Words and signs that announce a task's number.
const ANNOUNCERS: &[&str] = &[
    "#", "nr", "no", "br", "numri", "number", "broj", "detyra", "detyren", "detyres", "task", "tasks", "zadatak",
    "zadatka", "t",
];
/// Small numbers as words, which count as a task's number only after a word that announces one: phones write what they
/// hear as “task one done”.
const NUMBER_WORDS: &[(&str, u32)] = &[
    ("nje", 1),
    ("ni", 1),
    ("dy", 2),
    ("tre", 3),
    ("tri", 3),
    ("kater", 4),
    ("pese", 5),
    ("gjashte", 6),
    ("shtate", 7),
    ("tete", 8),
    ("nente", 9),
    ("dhjete", 10),
    ("jedan", 1),
    ("dva", 2),
    ("cetiri", 4),
    ("pet", 5),
    ("sest", 6),
    ("sedam", 7),
    ("osam", 8),
    ("devet", 9),
    ("deset", 10),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
];
/// Words that announce a number also when it is a word.
const ANNOUNCERS_OF_WORDS: &[&str] = &["numri", "number", "broj", "detyra", "detyren", "task", "zadatak"];
/// Words and signs between the numbers of several tasks.
const JOINERS: &[&str] = &[",", "dhe", "edhe", "e", "i", "and", "&", "+"];
/// Signs after a number that make it one of a task beyond doubt.
const MARKS: &[&str] = &[":", ")", ".", "-", "–", "—", "="];
/// What may stand between two statements.
const SEPARATORS: &[&str] = &[",", ";", ".", "dhe", "i", "a", "and", "ndersa", "kurse", "dok", "|"];

/// Reads a reply, whole.
pub fn read_reply(text: &str, today: NaiveDate) -> Reading {
    let tokens = tokens(text);
    if let Some(reading) = attendance(text, &tokens, today) {
        return reading;
    }
    numbered(text, &tokens, today).unwrap_or_else(|| Reading::Unnumbered(understand(text, &tokens, today).statement))
}

/// The numbers at the beginning of a part.
struct Head {
    tasks: Vec<TaskNumber>,
    /// Announced or marked as task numbers, not only standing there.
    explicit: bool,
    /// Where the statement begins.
    statement_at: usize,
}

/// A part of the reply: tasks and the tokens that speak of them.
struct Part {
    tasks: Vec<TaskNumber>,
    explicit: bool,
    from: usize,
    until: usize,
}

fn numbered(text: &str, tokens: &[Token<'_>], today: NaiveDate) -> Option<Reading> {
    let parts = parts(text, tokens, today)?;
    let mut seen = BTreeSet::new();
    let mut numbered = Vec::new();
    for part in parts {
        let statement = statement(text, tokens, &part, today);
        for task in part.tasks {
            if !seen.insert(task) {
                // Two statements about one task: neither can be preferred.
                return Some(Reading::Unnumbered(Statement::Unknown));
            }
            numbered.push(Numbered { task, statement: statement.clone() });
        }
    }
    NonEmpty::try_from(numbered).ok().map(Reading::Numbered)
}

fn parts(text: &str, tokens: &[Token<'_>], today: NaiveDate) -> Option<Vec<Part>> {
    let mut at = 0;
    while !is_announcer(tokens, at)
        && let Some(length) = filler(tokens, at).or_else(|| greeting_sign(tokens, at))
    {
        at += length;
    }
    let head = head(tokens, at, today)?;
    let mut open = Part { tasks: head.tasks, explicit: head.explicit, from: head.statement_at, until: tokens.len() };
    let mut parts = Vec::new();
    let mut at = open.from + 1;
    while at < tokens.len() {
        if let Some(day) = scan(tokens, at, today) {
            at += day.length.max(1);
            continue;
        }
        let whole = || says_all(text, tokens.get(open.from..at).unwrap_or_default(), today);
        let next = if is_marked(tokens, at) || starts_part(text, tokens, at) || whole() {
            self::head(tokens, at, today)
        } else {
            None
        };
        let Some(next) = next else {
            at += 1;
            continue;
        };
        let candidate =
            Part { tasks: next.tasks, explicit: next.explicit, from: next.statement_at, until: tokens.len() };
        let alone = candidate_until_next(text, tokens, &candidate, today);
        let words = tokens.get(alone.from..alone.until).unwrap_or_default();
        // “blocked: we lack 2 clerks, 3 cars” is one statement
        let speaks = statement(text, tokens, &alone, today) != Statement::Unknown
            || understand(text, words, today).leftovers == 0;
        if next.explicit || speaks {
            let from = candidate.from;
            open.until = at;
            parts.push(std::mem::replace(&mut open, candidate));
            at = from + 1;
        } else {
            at += 1;
        }
    }
    parts.push(open);
    let certain = parts.iter().any(|part| part.explicit)
        || parts.iter().any(|part| statement(text, tokens, part, today) != Statement::Unknown);
    certain.then_some(parts)
}

/// The part as it would be if the next head ended it.
fn candidate_until_next(text: &str, tokens: &[Token<'_>], part: &Part, today: NaiveDate) -> Part {
    let until = (part.from + 1..tokens.len())
        .find(|at| starts_part(text, tokens, *at) && head(tokens, *at, today).is_some())
        .unwrap_or(tokens.len());
    Part { tasks: part.tasks.clone(), explicit: part.explicit, from: part.from, until }
}

fn greeting_sign(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    [",", ".", "!", ":"].contains(&token.plain.as_str()).then_some(1)
}

fn is_announcer(tokens: &[Token<'_>], at: usize) -> bool {
    let (Some(here), Some(next)) = (tokens.get(at), tokens.get(at + 1)) else { return false };
    let counted = next.kind == Kind::Number || next.is(".") || next.is(":");
    let spelt = ANNOUNCERS_OF_WORDS.contains(&here.plain.as_str()) && number_word(next).is_some();
    spelt || (counted && ANNOUNCERS.contains(&here.plain.as_str()))
}

fn number_word(token: &Token<'_>) -> Option<u32> {
    NUMBER_WORDS.iter().find(|(word, _)| token.is(word)).map(|(_, number)| *number)
}

/// Whether something new may begin at this token: after a separator or on a new line.
fn starts_part(text: &str, tokens: &[Token<'_>], at: usize) -> bool {
    let (Some(before), Some(here)) = (at.checked_sub(1).and_then(|before| tokens.get(before)), tokens.get(at)) else {
        return false;
    };
    SEPARATORS.contains(&before.plain.as_str())
        || text.get(before.end..here.start).is_some_and(|between| between.contains('\n'))
}

/// “2)” and “2: ”, wherever they stand; not “10:30”.
fn is_marked(tokens: &[Token<'_>], at: usize) -> bool {
    let (Some(number), Some(mark)) = (tokens.get(at), tokens.get(at + 1)) else { return false };
    let clock = tokens.get(at + 2).is_some_and(|next| next.kind == Kind::Number && next.start == mark.end);
    number.kind == Kind::Number && (mark.is(")") || (mark.is(":") && !clock))
}

/// “1 done 2 not yet”: what was said so far is whole and understood to the last word, so that a number after it can
/// only begin the next task.
fn says_all(text: &str, said: &[Token<'_>], today: NaiveDate) -> bool {
    let understood = understand(text, said, today);
    let clear = matches!(
        understood.statement,
        Statement::Clear(
            Report::Done
                | Report::Accepted
                | Report::Progress(_)
                | Report::Blocked { reason: None }
                | Report::NotOurs { institution: None }
                | Report::Extension { .. }
        )
    );
    clear && understood.leftovers == 0
}

fn head(tokens: &[Token<'_>], at: usize, today: NaiveDate) -> Option<Head> {
    let mut at = at;
    let mut explicit = false;
    while is_announcer(tokens, at) || (explicit && tokens.get(at).is_some_and(|token| token.is(".") || token.is(":"))) {
        explicit = true;
        at += 1;
    }
    let spelt = || tokens.get(at).and_then(number_word).and_then(TaskNumber::new).filter(|_| explicit);
    let mut tasks = vec![task(tokens, at, today).or_else(spelt)?];
    at += 1;
    while tokens.get(at).is_some_and(|token| JOINERS.contains(&token.plain.as_str()))
        && let Some(task) = task(tokens, at + 1, today)
    {
        tasks.push(task);
        at += 2;
    }
    while tokens.get(at).is_some_and(|token| MARKS.contains(&token.plain.as_str())) {
        explicit = true;
        at += 1;
    }
    // “1 - 3”: a range, or a list of something else
    let range = explicit
        && at >= 1
        && tokens.get(at - 1).is_some_and(|token| token.is("-"))
        && task(tokens, at, today).is_some();
    if range || at >= tokens.len() {
        return None;
    }
    Some(Head { tasks, explicit, statement_at: at })
}

/// A number that can be a task's: not a percentage, not part of a date or a span.
fn task(tokens: &[Token<'_>], at: usize, today: NaiveDate) -> Option<TaskNumber> {
    let token = tokens.get(at)?;
    if token.plain.len() > 3 || percent(tokens, at).is_some() || scan(tokens, at, today).is_some() {
        return None;
    }
    TaskNumber::new(token.number()?)
}

fn statement(text: &str, tokens: &[Token<'_>], part: &Part, today: NaiveDate) -> Statement {
    let mut until = part.until;
    while until > part.from && tokens.get(until - 1).is_some_and(|token| SEPARATORS.contains(&token.plain.as_str())) {
        until -= 1;
    }
    let own = tokens.get(part.from..until).unwrap_or_default();
    let understood = understand(text, own, today);
    // “2 raporte u kryen” speaks of two reports, not of task 2
    let strict = !part.explicit
        && match &understood.statement {
            Statement::Clear(Report::Blocked { .. } | Report::Extension { .. } | Report::NotOurs { .. }) => false,
            Statement::Clear(Report::Done | Report::Progress(_) | Report::Accepted) | Statement::Ambiguous(_) => true,
            Statement::NoSuchDate { .. } | Statement::DateInPast(_) | Statement::Unknown => false,
        };
    if strict && understood.leftovers > 0 { Statement::Unknown } else { understood.statement }
}
