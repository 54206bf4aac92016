//! A reply turned into a row of signals: phrases with a sense, percentages, days, and what is left over.

use chrono::NaiveDate;
use events::language::Language;

use super::vocabulary::{Sense, TIME_UNITS, VOCABULARY, WORKING_DAYS};
use crate::dates::{Meant, scan};
use crate::tokens::{Kind, Token, phrase_at};

/// Words shorter than this are taken as typed, but for denials.
const SHORTEST_MISTYPED: usize = 5;
/// Denials that are known also when mistyped, short as they are.
const DENIALS: &[(&str, Language)] = &[
    ("nuk", Language::Sq),
    ("nije", Language::Sr),
    ("nisu", Language::Sr),
    ("nismo", Language::Sr),
    ("nisam", Language::Sr),
    ("not", Language::En),
    ("isnt", Language::En),
];

/// Numbers from two as words: “two reports done” leaves the rest open, as “2 reports done” does.
const COUNTS: &[&str] = &[
    "dy", "tre", "tri", "kater", "pese", "gjashte", "shtate", "tete", "nente", "dhjete", "dva", "dve", "cetiri", "pet",
    "sest", "sedam", "osam", "devet", "deset", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// What a stretch of tokens says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A known phrase.
    Phrase(Sense, Language),
    /// So much per cent.
    Percent(u8),
    /// A percentage that is none: “120%”, “50,5%”.
    NoPercentage,
    /// A day.
    Day(Meant),
    /// A number that belongs to nothing.
    Number,
    /// A word not known.
    Word,
    /// A question mark.
    Question,
    /// A comma, a full stop or the like.
    Break,
    /// Any other sign.
    Sign,
}

/// A stretch of tokens and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signal {
    pub(super) what: What,
    pub(super) at: usize,
    pub(super) length: usize,
}

impl Signal {
    /// The token after the last.
    pub(super) fn end(&self) -> usize {
        self.at + self.length
    }

    /// The day, if this is one.
    pub(super) fn day(&self) -> Option<Meant> {
        if let What::Day(meant) = self.what { Some(meant) } else { None }
    }

    /// The sense, if this is a phrase.
    pub(super) fn sense(&self) -> Option<Sense> {
        if let What::Phrase(sense, _) = self.what { Some(sense) } else { None }
    }
}

/// The signals of a reply, in order, covering every token.
pub(super) fn signals(tokens: &[Token<'_>], today: NaiveDate) -> Vec<Signal> {
    let mut found: Vec<Signal> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let until = found.last().is_some_and(|signal| signal.sense() == Some(Sense::Until));
        let (what, length) = percent(tokens, at)
            .or_else(|| if until { None } else { fraction(tokens, at) })
            .or_else(|| scan(tokens, at, today).map(|day| (What::Day(day.meant), day.length)))
            .or_else(|| working_days(tokens, at))
            .or_else(|| phrase(tokens, at, today))
            .unwrap_or_else(|| (alone(token), 1));
        found.push(Signal { what, at, length: length.max(1) });
        at += length.max(1);
    }
    settle_homographs(&mut found, tokens);
    found
}

/// The words of a filler that begin here.
pub(super) fn filler(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let here = tokens.get(at..)?;
    VOCABULARY
        .iter()
        .filter(|(sense, ..)| *sense == Sense::Filler)
        .flat_map(|(_, _, phrases)| phrases.iter())
        .filter_map(|phrase| phrase_at(here, phrase))
        .max()
}

fn alone(token: &Token<'_>) -> What {
    match token.kind {
        Kind::Number => What::Number,
        Kind::Word if COUNTS.contains(&token.plain.as_str()) => What::Number,
        Kind::Word => What::Word,
        Kind::Sign if token.is("?") => What::Question,
        Kind::Sign if [",", ";", ".", "!", ":", "-", "–", "—", "(", "\n"].contains(&token.plain.as_str()) => {
            What::Break
        }
        Kind::Sign => What::Sign,
    }
}

/// “50%”, “50 përqind”, “%50”.
pub(super) fn percent(tokens: &[Token<'_>], at: usize) -> Option<(What, usize)> {
    let is_unit = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            ["%", "perqind", "perqin", "posto", "percent", "pct", "procent", "procenata"]
                .contains(&token.plain.as_str())
        }) || tokens.get(at..).is_some_and(|here| phrase_at(here, "per cent").is_some())
    };
    let unit_length = |at: usize| if tokens.get(at).is_some_and(|token| token.is("per")) { 2 } else { 1 };
    let token = tokens.get(at)?;
    if token.is("%") {
        let number = tokens.get(at + 1).filter(|next| next.kind == Kind::Number && next.start == token.end)?;
        return Some((percentage(number), 2));
    }
    if token.kind != Kind::Number {
        return None;
    }
    let decimals = tokens.get(at + 1).is_some_and(|sign| (sign.is(".") || sign.is(",")) && sign.start == token.end)
        && tokens.get(at + 2).is_some_and(|next| {
            next.kind == Kind::Number && tokens.get(at + 1).is_some_and(|sign| sign.end == next.start)
        });
    if decimals && is_unit(at + 3) {
        return Some((What::NoPercentage, 3 + unit_length(at + 3)));
    }
    if is_unit(at + 1) {
        return Some((percentage(token), 1 + unit_length(at + 1)));
    }
    // “50-60%” and “50/60%”: both ends of a range
    let range = tokens.get(at + 1).is_some_and(|sign| ["-", "–", "/"].contains(&sign.plain.as_str()));
    if range && tokens.get(at + 2).is_some_and(|next| next.kind == Kind::Number) && is_unit(at + 3) {
        return Some((percentage(token), 1));
    }
    None
}

/// “3/4”, which is a part of the work or a day in April: not taken for either, unless “until” stands before it.
fn fraction(tokens: &[Token<'_>], at: usize) -> Option<(What, usize)> {
    let [part, slash, whole] = tokens.get(at..at + 3)? else { return None };
    let close = part.end == slash.start && slash.end == whole.start;
    let alone = tokens.get(at + 3).is_none_or(|next| !next.is("/"));
    let (part, whole) = (part.number()?, whole.number()?);
    (slash.is("/") && close && alone && (2..=5).contains(&whole) && part < whole).then_some((What::NoPercentage, 3))
}

/// “5 ditë pune”, “5 radnih dana”, “5 working days”: time is wanted, but which day that is only a calendar knows.
fn working_days(tokens: &[Token<'_>], at: usize) -> Option<(What, usize)> {
    tokens.get(at).filter(|token| token.kind == Kind::Number)?;
    let here = tokens.get(at + 1..)?;
    let length = WORKING_DAYS.iter().find_map(|words| phrase_at(here, words))?;
    Some((What::Phrase(Sense::Time, Language::En), 1 + length))
}

fn percentage(number: &Token<'_>) -> What {
    match number.number().and_then(|number| u8::try_from(number).ok()) {
        Some(percent @ 0..=100) => What::Percent(percent),
        Some(_) | None => What::NoPercentage,
    }
}

/// The longest phrase that begins here, mistyped by one slip at most.
fn phrase(tokens: &[Token<'_>], at: usize, today: NaiveDate) -> Option<(What, usize)> {
    let here = tokens.get(at..)?;
    let token = here.first()?;
    let mut best: Option<Candidate> = None;
    for (sense, language, phrases) in VOCABULARY {
        for phrase in *phrases {
            let Some((length, slips)) = fits(here, phrase) else { continue };
            let candidate = Candidate { sense: *sense, language: *language, length, slips, split: false };
            best = Some(match best {
                None => candidate,
                Some(best) => best.or_better(candidate),
            });
        }
    }
    let best = best.filter(|best| !best.split);
    let denies = token.kind == Kind::Word && denies_by_form(token.written);
    let best = best.or_else(|| mistyped_denial(token));
    match best {
        // “s'kryem” is not “kryem”, whatever else it looks like
        Some(best) if denies && (best.slips > 0 || best.length == 1) => Some((deny(token), 1)),
        None if denies => Some((deny(token), 1)),
        Some(best) if best.sense == Sense::Until && !leads_to_day(tokens, at + best.length, today) => {
            Some((What::Phrase(without_day(here, best), best.language), best.length))
        }
        Some(best) => Some((settle_percent(best, tokens, at), best.length)),
        None => None,
    }
}

#[derive(Debug, Clone, Copy)]
struct Candidate {
    sense: Sense,
    language: Language,
    length: usize,
    slips: usize,
    /// Two senses are equally near.
    split: bool,
}

impl Candidate {
    fn or_better(self, other: Self) -> Self {
        let rank = |candidate: &Self| (candidate.length, std::cmp::Reverse(candidate.slips));
        match rank(&other).cmp(&rank(&self)) {
            std::cmp::Ordering::Greater => other,
            std::cmp::Ordering::Equal if self.slips > 0 && other.sense != self.sense => Self { split: true, ..self },
            std::cmp::Ordering::Equal | std::cmp::Ordering::Less => self,
        }
    }
}

/// Whether the phrase begins here: its length in tokens and how many letters are mistyped.
fn fits(here: &[Token<'_>], phrase: &str) -> Option<(usize, usize)> {
    let mut length = 0;
    let mut slips = 0;
    for word in phrase.split(' ') {
        let token = here.get(length)?;
        if !token.is(word) {
            if slips > 0 || !may_be_mistyped(token, word) {
                return None;
            }
            slips += 1;
        }
        length += 1;
    }
    Some((length, slips))
}

fn may_be_mistyped(token: &Token<'_>, word: &str) -> bool {
    let long_enough = token.plain.len() >= SHORTEST_MISTYPED && word.len() >= SHORTEST_MISTYPED;
    token.kind == Kind::Word
        && long_enough
        && token.plain.len().abs_diff(word.len()) <= 1
        && token.plain.as_bytes().first() == word.as_bytes().first()
        && strsim::osa_distance(&token.plain, word) == 1
        && !is_known(&token.plain)
}

/// A word of the vocabulary is never another one mistyped.
fn is_known(word: &str) -> bool {
    VOCABULARY.iter().any(|(_, _, phrases)| phrases.contains(&word))
}

/// “nku u krye”: a short word that may be a denial mistyped is taken for one. At worst the sender is asked again; the
/// other way round what is not done would be noted as done.
fn mistyped_denial(token: &Token<'_>) -> Option<Candidate> {
    let word = token.plain.as_str();
    let part_of_phrase =
        || VOCABULARY.iter().any(|(_, _, phrases)| phrases.iter().any(|phrase| phrase.split(' ').any(|it| it == word)));
    let near = DENIALS.iter().find(|(denial, _)| strsim::osa_distance(denial, word) == 1);
    let (_, language) = near.filter(|_| token.kind == Kind::Word && word.len() >= 2 && !part_of_phrase())?;
    Some(Candidate { sense: Sense::Not, language: *language, length: 1, slips: 1, split: false })
}

/// Forms that deny by an apostrophe: “s'kam”, “isn't”.
fn denies_by_form(written: &str) -> bool {
    let plain: String = written.chars().map(|letter| if letter.is_alphabetic() { letter } else { '\'' }).collect();
    let plain = plain.to_lowercase();
    plain.starts_with("s'") || plain.ends_with("n't")
}

fn deny(token: &Token<'_>) -> What {
    let language = if token.plain.ends_with("nt") { Language::En } else { Language::Sq };
    What::Phrase(Sense::Not, language)
}

fn leads_to_day(tokens: &[Token<'_>], at: usize, today: NaiveDate) -> bool {
    (at..at + 3)
        .take_while(|place| {
            *place == at
                || tokens
                    .get(place - 1)
                    .is_some_and(|token| ["me", "ne", "te", "the", "nga", "sa"].contains(&token.plain.as_str()))
        })
        .any(|place| scan(tokens, place, today).is_some())
}

/// What a word for “until” says when no day follows: the Albanian “do” is “will”, the rest nothing.
fn without_day(here: &[Token<'_>], best: Candidate) -> Sense {
    if here.first().is_some_and(|token| token.is("do")) && best.length == 1 { Sense::Future } else { Sense::Filler }
}

/// “Half an hour” is no percentage.
fn settle_percent(best: Candidate, tokens: &[Token<'_>], at: usize) -> What {
    let Sense::Percent(percent) = best.sense else {
        return What::Phrase(best.sense, best.language);
    };
    let next = tokens.get(at + best.length);
    let next = next.filter(|token| TIME_UNITS.contains(&token.plain.as_str()));
    let unit = match next {
        Some(token) if token.is("an") || token.is("a") || token.is("e") => tokens.get(at + best.length + 1),
        Some(_) | None => next,
    };
    let of_time = unit.is_some_and(|token| TIME_UNITS.contains(&token.plain.as_str()));
    if of_time { What::Word } else { What::Percent(percent) }
}

/// Words that one language says as “no” and another as something harmless: “ne” (sr: not; sq: we, in), “pa” (sq:
/// without; sr: so), “su” and “so” (sr: are, en: so; sq, for “s'u” and “s'o”: not).
fn settle_homographs(found: &mut [Signal], tokens: &[Token<'_>]) {
    let speaks = |found: &[Signal], wanted: Language| {
        found.iter().any(|signal| match signal.what {
            What::Phrase(Sense::Filler | Sense::Not, _) => false,
            What::Phrase(_, language) => language == wanted,
            What::Percent(_) | What::NoPercentage | What::Day(_) | What::Number | What::Word => false,
            What::Question | What::Break | What::Sign => false,
        })
    };
    let albanian = speaks(found, Language::Sq);
    let serbian = speaks(found, Language::Sr);
    for index in 0..found.len() {
        let next = found.get(index + 1).copied();
        let Some(signal) = found.get_mut(index) else { continue };
        let Some(token) = tokens.get(signal.at).filter(|_| signal.length == 1) else { continue };
        let before_number =
            next.is_some_and(|next| matches!(next.what, What::Percent(_) | What::Number | What::Day(_)));
        match token.plain.as_str() {
            "ne" if albanian || before_number || token.written.to_lowercase().contains('ë') => {
                signal.what = What::Phrase(Sense::Filler, Language::Sq);
            }
            "pa" if serbian && !albanian => signal.what = What::Phrase(Sense::Filler, Language::Sr),
            "su" | "so" if albanian => signal.what = What::Phrase(Sense::Not, Language::Sq),
            _ => {}
        }
    }
}
