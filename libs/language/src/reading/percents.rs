//! Shares of a task: “60%”, “tri të katërtat”, “na pola”, “two thirds”.
//!
//! A share is found here; whether it is a share of the task is judged elsewhere.

use events::text::Percent;

use super::lexicon::{Cue, LEXICON};
use crate::numbers::number_at;
use privacy::tokens::{Token, TokenKind, phrase_at};

/// A share of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    /// So much per cent, in figures or words with a word or sign for per cent, or a fraction that only a share has.
    Percent(Percent),
    /// A half, a third, a quarter in words, which may be a part of something else than the task.
    Fraction(Percent),
    /// Between two: “50-60%”.
    Range(Percent, Percent),
    /// One that is none, “120%”: it is to be asked.
    Unclear,
}

impl Share {
    /// Whether its digits can be nothing but a share.
    pub(super) const fn is_certain(self) -> bool {
        matches!(self, Self::Percent(_) | Self::Range(..) | Self::Unclear)
    }
}

/// Words for per cent.
const PER_CENT: &[&str] = &[
    "%",
    "perqind",
    "perqin",
    "perqint",
    "perqinde",
    "perqindje",
    "posto",
    "odsto",
    "percent",
    "percents",
    "pct",
    "procent",
    "procenata",
    "procenti",
    "procente",
    "postotak",
    "postotaka",
    "pc",
];
/// Words for per cent of two words.
const PER_CENT_WORDS: &[&str] = &["per cent", "per qind", "od sto", "po sto"];

/// Fractions in words, with their share in per cent; the longest that fits is taken.
const FRACTIONS: &[(&str, u8)] = &[
    ("gjysma", 50),
    ("gjysmen", 50),
    ("gjysem", 50),
    ("gjysme", 50),
    ("gjysen", 50),
    ("gjysa", 50),
    ("gjysmes", 50),
    ("gjys", 50),
    ("pola", 50),
    ("polovina", 50),
    ("polovinu", 50),
    ("polovini", 50),
    ("polovica", 50),
    ("polovicu", 50),
    ("half", 50),
    ("halfway", 50),
    ("half way", 50),
    ("midway", 50),
    ("ne mes te", 50),
    ("n mes te", 50),
    ("n mes t", 50),
    ("dikun ne mes", 50),
    ("diku ne mes", 50),
    ("in the middle of it", 50),
    ("na sredini", 50),
    ("polovinom", 50),
    ("polovine", 50),
    ("polovice", 50),
    ("pergjysme", 50),
    ("pergjysem", 50),
    ("petina", 20),
    ("petinu", 20),
    ("sestina", 17),
    ("sestinu", 17),
    ("osmina", 13),
    ("osminu", 13),
    ("desetina", 10),
    ("desetinu", 10),
    ("cerek", 25),
    ("cerekun", 25),
    ("qerek", 25),
    ("qereku", 25),
    ("nje cerek", 25),
    ("cereku", 25),
    ("tre cerek", 75),
    ("tri cerek", 75),
    ("tri cereke", 75),
    ("trecina", 33),
    ("trecinu", 33),
    ("cetvrtina", 25),
    ("cetvrtinu", 25),
    ("a third", 33),
    ("a quarter", 25),
];

/// Beginnings of words for one part of so many, after a count of such parts: “tri t'katërtat”, “dvije petine”, “four fifths”.
const PARTS: &[(&str, &[&str], u32)] = &[
    ("tret", &["a", "at", "en", "ten", "tat"], 3),
    ("katert", &["a", "at", "en"], 4),
    ("pest", &["a", "at", "en"], 5),
    ("gjasht", &["at"], 6),
    ("tet", &["at"], 8),
    ("dhjet", &["at", "a"], 10),
    ("trecin", &["a", "e", "u"], 3),
    ("cetvrtin", &["a", "e", "u"], 4),
    ("petin", &["a", "e", "u"], 5),
    ("sestin", &["a", "e", "u"], 6),
    ("osmin", &["a", "e", "u"], 8),
    ("desetin", &["a", "e", "u"], 10),
    ("third", &["", "s"], 3),
    ("quarter", &["", "s"], 4),
    ("fifth", &["", "s"], 5),
    ("eighth", &["", "s"], 8),
    ("tenth", &["", "s"], 10),
];
/// Words after a fraction that make it one of something else than the task: a span of time, an hour, a year.
const OF_TIME: &[&str] = &[
    "viti", "vjetor", "muaji", "muaj", "dite", "dita", "ore", "jave", "godine", "godina", "meseca", "mjeseca", "sata",
    "dana", "year", "month", "day", "hour", "hours", "of year", "more",
];

/// Words between a count and its whole: “3 of 5”, “3 nga 5”, “od ukupno 110”.
const OF_A_WHOLE: &[&str] = &["nga", "prej", "od", "of", "out"];
/// Words that may stand between these and the whole.
const IN_ALL: &[&str] = &["of", "ukupno", "gjithsej", "the", "te", "total", "svih", "planiranih", "totali", "a", "all"];
/// So many words may stand between a whole named first and what of it is done: “od deset sela obišli smo šest”.
const REACH_OF_COUNT: usize = 8;
/// Shorter words are not what is counted.
const SHORTEST_NOUN: usize = 4;
/// The largest whole that is counted.
const LARGEST_WHOLE: u32 = 20_000;

/// The share that begins here, and how many tokens it takes.
pub(super) fn share_at(tokens: &[Token<'_>], at: usize) -> Option<(Share, usize)> {
    in_figures(tokens, at)
        .or_else(|| slashed(tokens, at))
        .or_else(|| in_words(tokens, at))
        .or_else(|| counted(tokens, at))
        .or_else(|| done_and_left(tokens, at))
        .or_else(|| fraction(tokens, at))
}

/// How many tokens the word for per cent takes that begins here.
fn unit(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let here = tokens.get(at..)?;
    let two = PER_CENT_WORDS.iter().find_map(|words| phrase_at(here, words));
    two.or_else(|| here.first().is_some_and(|token| PER_CENT.contains(&token.plain.as_str())).then_some(1))
}

/// A range of per cent begins no lower.
const SMALLEST_OF_A_RANGE: u32 = 5;

fn share(number: u32) -> Share {
    u8::try_from(number).ok().and_then(|number| Percent::try_from(number).ok()).map_or(Share::Unclear, Share::Percent)
}

/// “50%”, “50 përqind”, “%50”, “50-60%”, “50,5%”, “50 %-shi”.
fn in_figures(tokens: &[Token<'_>], at: usize) -> Option<(Share, usize)> {
    let token = tokens.get(at)?;
    if token.is("%") {
        let number = tokens.get(at + 1).filter(|next| next.kind == TokenKind::Number && next.start == token.end)?;
        return Some((share(number.number()?), 2));
    }
    if token.kind != TokenKind::Number {
        return None;
    }
    if let Some(length) = unit(tokens, at + 1) {
        // “-20%”
        if at == 1 && tokens.first().is_some_and(|sign| sign.is("-") && sign.end == token.start) {
            return Some((Share::Unclear, 1 + length));
        }
        return Some((token.number().map_or(Share::Unclear, share), 1 + length));
    }
    let joined = tokens
        .get(at + 1)
        .is_some_and(|sign| [".", ",", "-", "–", "/", "do", "deri", "to"].contains(&sign.plain.as_str()));
    // “1 - 80%” and “1. 40%” are of task 1, “50-60%” is a range
    let apart = tokens.get(at + 1).zip(tokens.get(at + 2)).is_some_and(|(sign, next)| {
        sign.kind == TokenKind::Sign && (sign.start > token.end || (sign.is(".") && next.start > sign.end))
    });
    // “1-40%, 2-90%” are tasks: nobody is between one and forty per cent
    let task = token.number().is_some_and(|number| number < SMALLEST_OF_A_RANGE)
        && tokens.get(at + 1).is_some_and(|sign| ["-", "–"].contains(&sign.plain.as_str()));
    if task {
        return None;
    }
    if joined && !apart && tokens.get(at + 2).is_some_and(|next| next.kind == TokenKind::Number) {
        let length = unit(tokens, at + 3)?;
        let range = match (token.number().map(share), tokens.get(at + 2).and_then(Token::number).map(share)) {
            (Some(Share::Percent(from)), Some(Share::Percent(to)))
                if !tokens.get(at + 1).is_some_and(|sign| [".", ","].contains(&sign.plain.as_str())) =>
            {
                Share::Range(from, to)
            }
            _ => Share::Unclear,
        };
        return Some((range, 3 + length));
    }
    None
}

/// “3/4” with both figures small, the first the smaller: a share or a day in April, so it is none of them for certain.
fn slashed(tokens: &[Token<'_>], at: usize) -> Option<(Share, usize)> {
    let [part, slash, whole] = tokens.get(at..at + 3)? else { return None };
    let close = part.end == slash.start && slash.end == whole.start;
    let alone = tokens.get(at + 3).is_none_or(|next| !next.is("/"));
    let until = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|token| {
        ["deri", "do", "me", "by", "until", "till", "ne", "na", "to", "data", "dt", "za"]
            .contains(&token.plain.as_str())
    });
    let (part, whole) = (part.number()?, whole.number()?);
    if !(slash.is("/") && close && alone && (2..=5).contains(&whole) && part < whole) || until {
        return None;
    }
    let percent =
        u8::try_from((part * 100 + whole / 2) / whole).ok().and_then(|number| Percent::try_from(number).ok())?;
    Some((Share::Fraction(percent), 3))
}

/// “gjashtëdhjetë e pesë përqind”, “sixty percent”, “50,5%”.
fn in_words(tokens: &[Token<'_>], at: usize) -> Option<(Share, usize)> {
    let (number, length) = number_at(tokens, at)?;
    let unit = unit(tokens, at + length)?;
    Some((number.whole().map_or(Share::Unclear, share), length + unit))
}

/// Beginnings of words for what is left to do.
const LEFT: &[&str] = &["mbet", "ngel", "preosta", "ostal", "ostaj", "remain", "mungoj"];
/// Words for it that other words begin with: “met” and “metodologji”, “osta” and “ostavite”.
const LEFT_WORDS: &[&str] = &["met", "mete", "metet", "meten", "metur", "metun", "osta", "fali", "left"];
/// What is left is named so near after its number, or before it.
const REACH_OF_LEFT: usize = 3;

/// Whether what is left to do is said in this stretch.
pub(super) fn speaks_of_the_rest(tokens: &[Token<'_>]) -> bool {
    let says = |word: &str| LEFT_WORDS.contains(&word) || LEFT.iter().any(|beginning| word.starts_with(beginning));
    tokens.iter().any(|token| says(&token.plain))
        || tokens.windows(2).any(|pair| matches!(pair, [to, go] if to.is("to") && go.is("go")))
}

/// “8 raste i kom fut, edhe 2 kan met”: what is done and what is left, each with its number.
fn done_and_left(tokens: &[Token<'_>], at: usize) -> Option<(Share, usize)> {
    let (done, length) = number_at(tokens, at)?;
    let noun =
        tokens.get(at + length).filter(|token| token.kind == TokenKind::Word && token.plain.len() >= SHORTEST_NOUN)?;
    let says_something =
        LEXICON.matches_at(tokens, at + length).iter().any(|found| !matches!(found.cue, Cue::Filler | Cue::Others));
    if speaks_of_the_rest(std::slice::from_ref(noun)) || says_something {
        return None;
    }
    let from = at + length + 1;
    let (left, place, reached) = (from..tokens.len().min(from + REACH_OF_COUNT)).find_map(|next| {
        let (left, length) = number_at(tokens, next).filter(|_| {
            tokens.get(next).is_some_and(|token| !["nje", "ni", "a", "nji"].contains(&token.plain.as_str()))
        })?;
        Some((left.whole()?, next, next + length))
    })?;
    let beside =
        |from: usize, until: usize| speaks_of_the_rest(tokens.get(from..until.min(tokens.len())).unwrap_or_default());
    let named =
        beside(reached, reached + REACH_OF_LEFT) || beside(place.saturating_sub(REACH_OF_LEFT).max(from), place);
    let done = done.whole()?;
    let whole = done.checked_add(left).filter(|whole| (2..=LARGEST_WHOLE).contains(whole))?;
    (named
        && done > 0
        && left > 0
        && !tokens.get(reached).is_some_and(|next| unit(tokens, reached).is_some() || next.is("%")))
    .then(|| (percent_of(done, whole), reached - at))
}

/// “9 of 12”, “tre nga gjashtë policët”, “nga 12 lëndët i kam futur 9”: a count of a whole, in per cent.
fn counted(tokens: &[Token<'_>], at: usize) -> Option<(Share, usize)> {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.plain.as_str()));
    let whole_at = |from: usize| -> Option<(u32, usize)> {
        let mut next = from;
        if !is(next, OF_A_WHOLE) {
            return None;
        }
        next += 1;
        while is(next, IN_ALL) {
            next += 1;
        }
        let (whole, length) = number_at(tokens, next)?;
        let whole = whole.whole().filter(|whole| (2..=LARGEST_WHOLE).contains(whole))?;
        Some((whole, next + length))
    };
    if let Some((part, length)) = number_at(tokens, at) {
        let part = part.whole()?;
        let (whole, end) = (0..=1).find_map(|noun| {
            let between = tokens.get(at + length..at + length + noun)?;
            if between.iter().any(|token| token.kind != TokenKind::Word) {
                return None;
            }
            whole_at(at + length + noun)
        })?;
        return (part <= whole && part > 0).then(|| (percent_of(part, whole), end - at));
    }
    let (whole, end) = whole_at(at)?;
    let (part, reached) = (end..tokens.len().min(end + REACH_OF_COUNT)).find_map(|next| {
        let (part, length) = number_at(tokens, next)
            .filter(|_| tokens.get(next).is_some_and(|token| !token.is("nje") && !token.is("ni") && !token.is("a")))?;
        Some((part.whole()?, next + length))
    })?;
    let stops = tokens
        .get(end..reached)?
        .iter()
        .any(|token| [".", "!", "?", ";", "do", "deri"].contains(&token.plain.as_str()));
    // “nga 60 kërkesa mbeten edhe 9”
    let left = speaks_of_the_rest(tokens.get(end..(reached + REACH_OF_LEFT).min(tokens.len()))?);
    let done = if left { whole.checked_sub(part)? } else { part };
    (part < whole && part > 0 && !stops && !is(reached, &["%", "posto", "odsto", "perqind", "."]))
        .then(|| (percent_of(done, whole), reached - at))
}

/// A count of a whole in per cent, rounded; it is a share of the task only where the rest of the reply says so.
fn percent_of(part: u32, whole: u32) -> Share {
    u8::try_from((part * 100 + whole / 2) / whole.max(1))
        .ok()
        .and_then(|percent| Percent::try_from(percent).ok())
        .map_or(Share::Unclear, Share::Fraction)
}

/// “tri t'katërtat”, “dvije petine”, “një të pestën”: so many parts of a whole, and how many tokens say it.
fn parts_of_a_whole(tokens: &[Token<'_>], at: usize) -> Option<(u8, usize)> {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.plain.as_str()));
    let percent = |parts: u32, whole: u32| u8::try_from((parts * 100 + whole / 2) / whole).ok();
    let (count, length) =
        number_at(tokens, at).filter(|_| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word))?;
    let mut next = at + length;
    while is(next, &["e", "te", "t", "-"]) {
        next += 1;
    }
    let word = &tokens.get(next).filter(|token| token.kind == TokenKind::Word)?.plain;
    let (_, _, whole) = PARTS
        .iter()
        .find(|(stem, endings, _)| word.strip_prefix(stem).is_some_and(|ending| endings.contains(&ending)))?;
    let count = count.whole().filter(|count| (1..*whole).contains(count))?;
    Some((percent(count, *whole)?, next + 1 - at))
}

fn fraction(tokens: &[Token<'_>], at: usize) -> Option<(Share, usize)> {
    let here = tokens.get(at..)?;
    let (length, percent) = FRACTIONS
        .iter()
        .filter_map(|(words, percent)| phrase_at(here, words).map(|length| (length, *percent)))
        .chain(parts_of_a_whole(tokens, at).map(|(percent, length)| (length, percent)))
        .max_by_key(|(length, _)| *length)?;
    let of_time = OF_TIME.iter().any(|words| phrase_at(tokens.get(at + length..).unwrap_or_default(), words).is_some());
    // “a month and a half”, “një muaj e gjysmë”
    let after_and = at
        .checked_sub(1)
        .and_then(|before| tokens.get(before))
        .is_some_and(|token| ["e", "i"].contains(&token.plain.as_str()));
    if of_time || (after_and && length == 1 && !here.first().is_some_and(|token| token.is("gjysma"))) {
        return None;
    }
    Percent::try_from(percent).ok().map(|percent| (Share::Fraction(percent), length))
}

#[cfg(test)]
mod tests {
    use super::{Share, share_at};
    use privacy::tokens::tokens;

    fn found(text: &str) -> Option<u8> {
        let tokens = tokens(text);
        match (0..tokens.len()).find_map(|at| share_at(&tokens, at))?.0 {
            Share::Percent(percent) | Share::Fraction(percent) => Some(percent.value()),
            Share::Range(..) | Share::Unclear => Some(0),
        }
    }

    #[test]
    fn shares_are_found_in_figures_words_and_fractions() {
        for (text, percent) in [
            ("60%", 60),
            ("%60", 60),
            ("rreth 40 për qind", 40),
            ("sedamdeset i pet posto", 75),
            ("sixty percent", 60),
            ("tri të katërtat", 75),
            ("dve trećine", 67),
            ("3/4 leteka", 75),
            ("на пола", 50),
            ("9 nga 12 lëndët", 75),
            ("od deset sela obišli smo šest", 60),
            ("45 od ukupno 110 spisa", 41),
            ("50-60%", 0),
            ("120%", 0),
        ] {
            assert_eq!(found(text), Some(percent), "{text}");
        }
        for text in ["deri 3/4", "një muaj e gjysmë", "gjysmë viti", "half a month"] {
            assert_ne!(found(text), Some(75), "{text}");
        }
        assert_eq!(found("një muaj e gjysmë"), None);
    }
}
