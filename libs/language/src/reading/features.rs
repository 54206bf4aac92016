//! What a model looks at in a reply: its words, what the rules found in it and where, and what they make of it. It knows how a
//! reply is taken apart and judged, and nothing of what is made of a likeness.

use chrono::NaiveDate;

use super::analysis::Analysis;
use super::evidence::Judge;
use super::judge::{Judgement, judge};
use super::kind::Kind;
use super::lexicon::Cue;
use crate::ranking::features_of_text;
use privacy::tokens::{TokenKind, tokens};

/// What the model looks at in a whole reply.
pub fn features(text: &str, today: NaiveDate) -> Vec<u32> {
    features_of(&Analysis::of(text, tokens(text), today), Scope::Whole, today)
}

/// How much of a reply the model looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// All of it.
    Whole,
    /// What it says of one task among several.
    Part,
}

/// What the model looks at in a reply, or in a part of it, that was taken apart.
pub(super) fn features_of(of: &Analysis<'_>, scope: Scope, today: NaiveDate) -> Vec<u32> {
    let mut cues: Vec<Cue> = of
        .matches
        .iter()
        .map(|found| found.cue)
        .filter(|cue| !matches!(cue, Cue::Filler | Cue::Ours | Cue::ToDo))
        .collect();
    cues.sort_unstable();
    cues.dedup();
    let mut beside: Vec<String> = cues.iter().map(|cue| format!("{cue:?}")).collect();
    for (index, one) in cues.iter().enumerate() {
        beside.extend(cues.iter().skip(index + 1).map(|other| format!("{one:?} {other:?}")));
    }
    // what stands before what: “must … finished”, “finished … not”
    let in_order: Vec<String> = of
        .matches
        .iter()
        .filter(|found| !matches!(found.cue, Cue::Filler | Cue::Ours | Cue::ToDo))
        .map(|found| (found.at, format!("{:?}", found.cue)))
        .chain(of.days.iter().map(|(at, _)| (*at, "Day".to_owned())))
        .chain(of.shares.iter().map(|(at, _, _)| (*at, "Share".to_owned())))
        .collect::<std::collections::BTreeMap<_, _>>()
        .into_values()
        .collect();
    beside.extend(in_order.windows(2).map(|pair| format!("> {}", pair.join(" > "))));
    beside.extend(in_order.windows(3).map(|three| format!("> {}", three.join(" > "))));
    beside.push(format!("whole {}", in_order.join(" > ")));
    let flags = [
        ("part", scope == Scope::Part),
        ("day", !of.days.is_empty()),
        ("share", !of.shares.is_empty()),
        ("asked", of.clauses.iter().any(|clause| clause.asked)),
        ("short", of.tokens.len() <= 3),
        ("long", of.tokens.len() >= 15),
    ];
    for (name, holds) in flags {
        if holds {
            beside.push(name.to_owned());
            beside.extend(cues.iter().map(|cue| format!("{name} {cue:?}")));
        }
    }
    beside.extend(of_structure(of));
    beside.extend(of_judgement(of, today));
    features_of_text(of.words_as_written(), beside)
}

/// So many words or cues in a row are looked at together.
const IN_A_ROW: [usize; 3] = [2, 3, 4];

/// The words with the cues, days and shares in their places, which cues each clause has, and what a denial stands before.
fn of_structure(of: &Analysis<'_>) -> Vec<String> {
    let mut cues: Vec<Option<String>> = vec![None; of.tokens.len()];
    let mut mark = |at: usize, length: usize, name: &str| {
        cues.iter_mut().skip(at).take(length).for_each(|cue| *cue = Some(name.to_owned()));
    };
    let mut matches = of.matches.clone();
    matches.sort_by_key(|found| found.length);
    for found in matches.iter().filter(|found| !matches!(found.cue, Cue::Filler | Cue::Ours | Cue::ToDo)) {
        mark(found.at, found.length, &format!("{:?}", found.cue));
    }
    of.days.iter().for_each(|(at, day)| mark(*at, day.length, "Day"));
    of.shares.iter().for_each(|(at, length, _)| mark(*at, *length, "Share"));
    let word = |at: usize| {
        of.tokens.get(at).map_or("", |token| match token.kind {
            TokenKind::Number => "0",
            TokenKind::Word | TokenKind::Sign => token.plain.as_str(),
        })
    };
    let cue = |at: usize| cues.get(at).and_then(Option::as_deref);
    let with_words = (0..of.tokens.len()).map(|at| (cue(at).unwrap_or_else(|| word(at)), cue(at).is_some()));
    let kinds_only = (0..of.tokens.len()).map(|at| {
        let known = if of.unknown.contains(&at) { "unknown" } else { "known" };
        (cue(at).unwrap_or(known), true)
    });
    let mut found = Vec::new();
    for (name, row) in [("words", runs(with_words)), ("cues", runs(kinds_only))] {
        for length in IN_A_ROW {
            found.extend(row.windows(length).map(|some| format!("{name} {}", some.join(" "))));
        }
    }
    for (place, clause) in of.clauses.iter().enumerate() {
        let place = if place == 0 { "first" } else { "later" };
        let mut inside: Vec<&str> = (clause.from..clause.until).filter_map(cue).collect();
        inside.sort_unstable();
        inside.dedup();
        found.push(format!("clause {} {}", clause.asked, inside.join(" ")));
        found.push(format!("{place} clause {} {}", clause.asked, inside.join(" ")));
        found.extend((clause.from..clause.until).map(|at| format!("{place} clause has {}", word(at))));
        let denial = (clause.from..clause.until).find(|at| cue(*at) == Some("Not"));
        let denied = denial.map_or(clause.until, |at| at + 1)..clause.until;
        found.extend(denied.map(|at| format!("denied {}", cue(at).unwrap_or_else(|| word(at)))));
    }
    found
}

/// The names in a row, those of one cue that has several words once.
fn runs<'a>(names: impl Iterator<Item = (&'a str, bool)>) -> Vec<&'a str> {
    let mut row: Vec<&str> = Vec::new();
    for (name, is_cue) in names {
        if !(is_cue && row.last() == Some(&name)) {
            row.push(name);
        }
    }
    row
}

/// What the rules make of it: the evidence, and the readings that stand.
fn of_judgement(of: &Analysis<'_>, today: NaiveDate) -> Vec<String> {
    let evidence = Judge { of, today }.evidence().names();
    let (status, meanings) = match judge(of, today) {
        Judgement::Clear(meaning) => ("clear", vec![meaning]),
        Judgement::Open(meanings) => ("open", meanings),
        Judgement::NoSuchDate(_) => ("no such date", Vec::new()),
        Judgement::DateInPast(_) => ("past", Vec::new()),
    };
    let kinds: Vec<String> = meanings.iter().map(|meaning| format!("{:?}", Kind::of(meaning))).collect();
    let mut found: Vec<String> = evidence.iter().map(|one| format!("evidence {one}")).collect();
    for (index, one) in evidence.iter().enumerate() {
        found.extend(evidence.iter().skip(index + 1).map(|other| format!("evidence {one} {other}")));
    }
    found.push(format!("all evidence {}", evidence.join(" ")));
    found.push(format!("{status} {}", kinds.join(" ")));
    found.push(format!("{} unknown", of.unknown.len().min(4)));
    found.push(format!("{} words", of.words().min(12)));
    found.push(format!("{} days {} shares", of.days.len().min(3), of.shares.len().min(3)));
    found.push(format!("{:?}", of.language));
    found
}
