//! The words with which a line begins that gives a task: “Detyrë për”, “Zadatak za”, “Task for”. Both who reads such a line
//! ([`assignments`](crate::assignments)) and who reads replies, to leave such a line alone, ask here.

use privacy::tokens::{Token, phrase_at, tokens};

/// Words that may stand before “task for”.
const BEFORE: &[&str] = &[
    "nje",
    "ni",
    "caktoj",
    "cakto",
    "caktojme",
    "caktohet",
    "jap",
    "japim",
    "shto",
    "new",
    "a",
    "assign",
    "give",
    "add",
    "novi",
    "novo",
    "dodeli",
    "dodeljujem",
    "dodeliti",
    "dajem",
    "dodaj",
];
/// Words for a task, bent as they are.
const TASKS: &[&str] = &["detyre", "detyra", "zadatak", "zaduzenje", "task", "todo", "action item", "action"];
/// Words that may stand between “task” and “for”.
const AFTER: &[&str] = &["e re", "te re", "re"];
/// What stands before whoever is to do it.
const FOR: &[&str] = &["per", "za", "for"];

/// Whether a text begins as a line that gives a task does.
pub fn begins_assignment(text: &str) -> bool {
    lead(&tokens(text)).is_some()
}

/// Whether a text begins as a line that gives a task and has a colon, as no reply does: it is not read as one.
pub fn is_assignment_for_sure(text: &str) -> bool {
    begins_assignment(text) && text.contains(':')
}

/// How many tokens say that a task is given.
pub(crate) fn lead(all: &[Token<'_>]) -> Option<usize> {
    let mut at = 0;
    while all.get(at).is_some_and(|token| BEFORE.contains(&token.plain.as_str())) {
        at += 1;
    }
    at += TASKS.iter().filter_map(|task| phrase_at(all.get(at..)?, task)).max().or_else(|| mistyped(all.get(at)?))?;
    at += AFTER.iter().filter_map(|word| phrase_at(all.get(at..)?, word)).max().unwrap_or(0);
    all.get(at).filter(|token| FOR.contains(&token.plain.as_str())).map(|_| at + 1)
}

fn mistyped(token: &Token<'_>) -> Option<usize> {
    let near = |task: &&&str| {
        task.len() >= 6 && task.len().abs_diff(token.plain.len()) <= 1 && strsim::osa_distance(task, &token.plain) <= 1
    };
    TASKS.iter().find(near).map(|_| 1)
}
