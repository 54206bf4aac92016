//! The number of a task in a reply: a figure, an ordinal or a word for one. Whether something is said of that task is not
//! known here.

use super::TaskNumber;
use super::analysis::Analysis;
use privacy::tokens::{Token, TokenKind};

/// Words for numbers of tasks.
const NUMBER_WORDS: &[(&str, u32)] = &[
    ("nje", 1),
    ("ni", 1),
    ("nji", 1),
    ("dy", 2),
    ("tre", 3),
    ("tri", 3),
    ("kater", 4),
    ("pese", 5),
    ("gjashte", 6),
    ("jedan", 1),
    ("dva", 2),
    ("cetiri", 4),
    ("pet", 5),
    ("sest", 6),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
];

/// Ordinals by their beginning, with their number; the ending is that of an ordinal.
const ORDINALS: &[(&str, &[&str], u32)] = &[
    ("par", &["a", "e", "en", "es", "i", "in", "et"], 1),
    ("dyt", &["a", "en", "es", "i", "in", "e"], 2),
    ("tret", &["a", "en", "es", "i", "in", "e"], 3),
    ("katert", &["a", "en", "es", "i", "in"], 4),
    ("pest", &["a", "en", "es", "i", "in"], 5),
    ("prv", &["i", "a", "o", "e", "u", "og", "om", "oj", "im"], 1),
    ("drug", &["i", "a", "o", "e", "u", "og", "om", "oj", "im"], 2),
    ("trec", &["i", "a", "e", "u", "eg", "em", "oj", "im"], 3),
    ("cetvrt", &["i", "a", "o", "e", "u", "og", "om", "oj"], 4),
    ("pet", &["i", "a", "o", "og", "om", "oj"], 5),
    ("katr", &["a", "en", "es"], 4),
    ("pes", &["a", "en", "es"], 5),
    ("gjasht", &["a", "en", "es"], 6),
    ("shtat", &["a", "en", "es"], 7),
    ("njish", &["a", "en", "in", "i"], 1),
    ("dysh", &["a", "en", "in", "i", "e"], 2),
    ("tresh", &["a", "en", "in", "i", "e"], 3),
    ("jedinic", &["a", "u", "e", "i"], 1),
    ("dvojk", &["a", "u", "e", "i"], 2),
    ("trojk", &["a", "u", "e", "i"], 3),
    ("cetvork", &["a", "u", "e", "i"], 4),
    ("petic", &["a", "u", "e", "i"], 5),
    ("sestic", &["a", "u", "e", "i"], 6),
    ("first", &[""], 1),
    ("second", &[""], 2),
    ("third", &[""], 3),
    ("fourth", &[""], 4),
    ("fifth", &[""], 5),
];

/// A count of a whole takes no fewer tokens: “3 of 4”.
const SHORTEST_COUNT: usize = 3;
/// Endings of an ordinal or a case after a figure: “1-shi”, “2ta”, “3-ja”.
const FIGURE_ENDINGS: &[&str] = &[
    "shi", "shin", "sha", "shen", "ra", "ren", "ta", "ten", "ti", "tin", "ja", "jen", "a", "i", "in", "en", "st", "nd",
    "rd", "th", "ca", "cu", "ku",
];

/// The number of a task at this token: a figure that is no day and no share, or an ordinal.
pub(super) fn number_at(of: &Analysis<'_>, at: usize, words: bool) -> Option<(TaskNumber, usize)> {
    let token = of.tokens.get(at)?;
    let of_a_day = of.days.iter().any(|(from, found)| at >= *from && at < from + found.length);
    // “3 prej 4 raporteve”, “30 formulara i kom fut, 10 kan met” count, as “60%” does
    let of_a_share = of.shares.iter().any(|(from, length, share)| {
        at >= *from && at < from + length && (share.is_certain() || *length >= SHORTEST_COUNT)
    });
    match token.kind {
        TokenKind::Number => {
            if of_a_day || of_a_share || token.plain.len() > 3 || is_inside_a_figure(of, at) {
                return None;
            }
            let task = TaskNumber::new(token.number()?)?;
            let dash = usize::from(of.is(at + 1, &["-", "–"]));
            let ending = of.tokens.get(at + 1 + dash).is_some_and(|next| {
                next.kind == TokenKind::Word
                    && FIGURE_ENDINGS.contains(&next.plain.as_str())
                    && of.tokens.get(at + dash).is_some_and(|before| before.end == next.start)
            });
            Some((task, if ending { 2 + dash } else { 1 }))
        }
        TokenKind::Word => {
            let number = ordinal(&token.plain).or_else(|| {
                if words {
                    NUMBER_WORDS.iter().find(|(word, _)| token.is(word)).map(|(_, number)| *number)
                } else {
                    None
                }
            })?;
            TaskNumber::new(number).map(|task| (task, 1))
        }
        TokenKind::Sign => None,
    }
}

/// “9.15”, “14.300”, “T4”, “18:30”: a figure with others or a letter on it is no task’s number.
fn is_inside_a_figure(of: &Analysis<'_>, at: usize) -> bool {
    let Some(token) = of.tokens.get(at) else { return false };
    let before = at.checked_sub(1).and_then(|before| of.tokens.get(before)).filter(|before| before.end == token.start);
    let after = of.tokens.get(at + 1).filter(|after| after.start == token.end);
    let digits = |at: usize, start: usize| {
        of.tokens.get(at).is_some_and(|next| next.kind == TokenKind::Number && next.start == start)
    };
    // “1 gati / 2 të premten” has strokes between tasks, “3/4” is a figure
    let stroke = |sign: Option<&Token<'_>>| sign.is_some_and(|sign| sign.is("/"));
    if stroke(before) || stroke(after) {
        return true;
    }
    let joined = |sign: &Token<'_>| [".", ",", ":", "/"].contains(&sign.plain.as_str());
    before.is_some_and(|before| {
        (before.kind == TokenKind::Word
            && before.plain.len() <= 2
            && !["nr", "br", "no", "t"].contains(&before.plain.as_str()))
            || (joined(before)
                && at
                    .checked_sub(2)
                    .and_then(|at| of.tokens.get(at))
                    .is_some_and(|one| one.kind == TokenKind::Number && one.end == before.start && one.plain.len() > 1))
    }) || after.is_some_and(|sign| joined(sign) && digits(at + 2, sign.end) && token.plain.len() > 1)
        || of.is(at + 1, &["€", "euro", "eur", "%", "dit", "dite", "dana", "days", "ditë", "ore", "sati", "casova"])
}

fn ordinal(word: &str) -> Option<u32> {
    ORDINALS
        .iter()
        .find(|(stem, endings, _)| {
            // “tparen”: the short word is often not set apart
            [word, word.strip_prefix('t').unwrap_or(word)]
                .into_iter()
                .any(|word| word.strip_prefix(stem).is_some_and(|ending| endings.contains(&ending)))
        })
        .map(|(_, _, number)| *number)
}
