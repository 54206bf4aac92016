//! The sender's own words inside a reply: what it is stuck on, whose it is, who comes instead.

use events::text::Text;

use super::analysis::Analysis;
use super::lexicon::{Cue, Match};
use privacy::guard::{Verdict, guard};
use privacy::tokens::{TokenKind, phrase_at};

/// Words that lead to a reason and are not part of it.
const BECAUSE: &[&str] = &[
    "because of",
    "because",
    "due to",
    "as",
    "since",
    "sepse",
    "pasi",
    "ngase",
    "ngaqe",
    "meqe",
    "se",
    "jer",
    "posto",
    "zato sto",
];
/// Words that say “stuck” and nothing of why.
const STUCK_ONLY: &[&str] =
    &["bllok", "blok", "block", "stuck", "ngec", "zapel", "zaglav", "stoji", "pezull", "zastal", "penges", "preprek"];
/// Words between “not ours” and whose it is.
const LEADING: &[&str] = &[
    "nego", "vec", "por", "but", "ali", "it", "its", "is", "eshte", "je", "e", "te", "to", "by", "the", "jane", "za",
    "u",
];
/// What belongs to these belongs to nobody else.
const OURS: &[&str] = &["us", "me", "neve", "ne", "mua", "nama", "nas", "meni", "our", "jone", "nase"];
/// A name of somebody has no more words.
const LONGEST_NAME: usize = 4;

fn words(of: &Analysis<'_>, from: usize, until: usize) -> Option<Text> {
    let start = of.tokens.get(from)?.start;
    let end = of.tokens.get(until.checked_sub(1)?)?.end;
    of.text.get(start..end)?.trim_matches(['.', '!', ' ', ',', ';', ':']).trim().parse().ok()
}

/// What it is stuck on: the words after “blocked”, or all of them where they say themselves what is awaited.
pub(super) fn reason(of: &Analysis<'_>) -> Option<Text> {
    let stuck: Vec<Match> = of.all(Cue::Stuck).collect();
    let first = stuck.first()?;
    let only = of
        .tokens
        .get(first.at..first.end())
        .unwrap_or_default()
        .iter()
        .any(|token| STUCK_ONLY.iter().any(|word| token.plain.starts_with(word)));
    if !only {
        return words(of, 0, of.tokens.len());
    }
    let mut from = first.end();
    while of.tokens.get(from).is_some_and(|token| token.kind == TokenKind::Sign) {
        from += 1;
    }
    let here = of.tokens.get(from..).unwrap_or_default();
    from += BECAUSE.iter().filter_map(|word| phrase_at(here, word)).max().unwrap_or(0);
    if of.is(from, &["smo", "sam", "su", "je", "jemi", "jena", "jam"]) {
        from += 1;
        let here = of.tokens.get(from..).unwrap_or_default();
        from += BECAUSE.iter().filter_map(|word| phrase_at(here, word)).max().unwrap_or(0);
    }
    let turns = of.is(from, &["por", "ali", "but", "ose", "ili", "or", "deri", "do", "until"]);
    words(of, from, of.tokens.len()).filter(|_| from < of.tokens.len() && !turns && !polite_rest(of, from))
}

fn polite_rest(of: &Analysis<'_>, from: usize) -> bool {
    (from..of.tokens.len()).all(|at| {
        of.tokens.get(at).is_some_and(|token| token.kind != TokenKind::Word)
            || of.matches.iter().any(|found| {
                at >= found.at
                    && at < found.end()
                    && matches!(found.cue, Cue::Filler | Cue::Thanks | Cue::Greeting | Cue::Request)
            })
    })
}

/// Whose it is: the words after “belongs to”, else after a “but” or “nego”.
pub(super) fn institution(of: &Analysis<'_>) -> Option<Text> {
    let belongs = ["takon", "perket", "pripada", "to", "nego", "vec", "nadlezno", "je", "one", "e", "kompetence"];
    let mut candidates: Vec<usize> =
        of.all(Cue::NotOurs).filter(|found| of.is(found.end() - 1, &belongs)).map(|found| found.end()).collect();
    candidates.extend((0..of.tokens.len()).filter(|at| of.is(*at, &["nego"])).map(|at| at + 1));
    candidates.into_iter().rev().find_map(|from| {
        let mut from = from;
        while of.is(from, LEADING) {
            from += 1;
        }
        let until = (from..of.tokens.len())
            .find(|at| {
                of.tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Sign)
                    || of.is(*at, &["jo", "not", "ne", "a", "por", "andaj"])
            })
            .unwrap_or(of.tokens.len());
        if of.is(from, OURS) || until <= from || until - from > 6 { None } else { words(of, from, until) }
    })
}

/// Who comes instead: words written as a name.
pub(super) fn deputy(of: &Analysis<'_>) -> Option<Text> {
    let capital = |at: usize| {
        let written = |at: usize| {
            of.tokens.get(at).is_some_and(|token| token.written.chars().next().is_some_and(char::is_uppercase))
        };
        // a given name may be a word as well; beside a surname it is a name
        let beside = of.unknown.contains(&(at + 1)) && written(at + 1) && at > 0;
        written(at) && (of.unknown.contains(&at) || beside)
    };
    let from = (0..of.tokens.len()).find(|at| capital(*at))?;
    let until = (from..of.tokens.len()).find(|at| !capital(*at)).unwrap_or(of.tokens.len());
    if until - from > LONGEST_NAME {
        return None;
    }
    words(of, from, until).filter(|who| !matches!(guard(who.as_str()), Verdict::Refuse(_)))
}

/// Why somebody does not come: the clause after the one that says so.
pub(super) fn why_not(of: &Analysis<'_>) -> Option<Text> {
    let found = of.all(Cue::NotCome).next()?;
    let clause = of.clause_of(found.at);
    let mut from = clause.until;
    while of.tokens.get(from).is_some_and(|token| token.kind == TokenKind::Sign) {
        from += 1;
    }
    let here = of.tokens.get(from..).unwrap_or_default();
    from += BECAUSE.iter().filter_map(|word| phrase_at(here, word)).max().unwrap_or(0);
    words(of, from, of.tokens.len()).filter(|_| !polite_rest(of, from))
}
