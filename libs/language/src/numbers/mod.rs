//! Numbers as people write and say them: “25”, “1,5”, “1½”, “njëzet e pesë”, “dvadesetpet”, “twenty-five”, “petnaestog”.
//!
//! One grammar for whoever needs a number out of a text: days and spans (`dates`), per cent and the numbers of tasks
//! (`reading`). It knows tokens and words of numbers and nothing of what is counted. What is not certainly one number
//! (“1.250”, “15.06.17”, the “5” of “1,5”) is none: whoever reads it asks, and never takes a part for the whole.

mod words;

use events::language::Language;

use privacy::tokens::{Token, TokenKind};
use words::{NumeralPart, compound_part, ordinal_part, part};

/// Longer rows of digits are no counts.
const MOST_DIGITS: usize = 7;

/// A number read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    thousandths: u64,
    spoken: Option<Language>,
}

impl Number {
    /// The number, when it has no fraction.
    pub(crate) fn whole(self) -> Option<u32> {
        (self.thousandths.is_multiple_of(1000)).then_some(self.thousandths / 1000)?.try_into().ok()
    }

    /// The number in thousandths: 1500 for one and a half.
    pub(crate) fn thousandths(self) -> u64 {
        self.thousandths
    }

    /// The language of the words that say it; none where digits do, or a word that languages share.
    pub(crate) fn spoken(self) -> Option<Language> {
        self.spoken
    }

    /// The number and a half.
    pub(crate) fn and_a_half(self) -> Self {
        Self { thousandths: self.thousandths + 500, ..self }
    }

    /// One, said in this language.
    pub(crate) fn one(spoken: Language) -> Self {
        Self { thousandths: 1000, spoken: Some(spoken) }
    }
}

/// The number that begins at this token, and how many tokens say it.
pub(crate) fn number_at(tokens: &[Token<'_>], at: usize) -> Option<(Number, usize)> {
    digits_at(tokens, at).or_else(|| spoken_at(tokens, at))
}

/// The ordinal from first to ninety-ninth that begins at this token, in the forms that name a day: “prvog”, “twenty-first”.
pub(crate) fn ordinal_at(tokens: &[Token<'_>], at: usize) -> Option<(u32, usize)> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
    if let Some(number) = Language::ALL.into_iter().find_map(|language| ordinal_part(&token.plain, language)) {
        return Some((number, 1));
    }
    Language::ALL.into_iter().find_map(|language| {
        let NumeralPart::Tens(tens) = part(&token.plain, language)? else { return None };
        let after = at + 1 + joined(tokens, at + 1, language);
        let unit = ordinal_part(&tokens.get(after)?.plain, language).filter(|unit| *unit < 10)?;
        Some((tens + unit, after + 1 - at))
    })
}

/// The number that a compound begins with: “dhjetë” of “dhjetëditor”, “petnaesto” of “petnaestodnevni”.
pub(crate) fn compound(beginning: &str) -> Option<u32> {
    compound_part(beginning)
}

/// Whether this token is a number or a word that is part of one.
pub(crate) fn is_numeric(token: &Token<'_>) -> bool {
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Word => Language::ALL.into_iter().any(|language| part(&token.plain, language).is_some()),
        TokenKind::Sign => half_sign(token).is_some(),
    }
}

fn half_sign(token: &Token<'_>) -> Option<u64> {
    match token.plain.as_str() {
        "¼" => Some(250),
        "½" => Some(500),
        "¾" => Some(750),
        _ => None,
    }
}

fn digits_at(tokens: &[Token<'_>], at: usize) -> Option<(Number, usize)> {
    let token = tokens.get(at)?;
    let of = |thousandths: u64| Number { thousandths, spoken: None };
    if let Some(part) = half_sign(token) {
        return Some((of(part), 1));
    }
    let inside = at.checked_sub(2).and_then(|from| tokens.get(from..at)).is_some_and(|before| match before {
        [number, sign] => {
            number.kind == TokenKind::Number && is_point(sign) && number.end == sign.start && sign.end == token.start
        }
        _ => false,
    });
    if token.kind != TokenKind::Number || token.plain.len() > MOST_DIGITS || inside {
        return None;
    }
    let whole = u64::from(token.number()?) * 1000;
    if let Some(part) = tokens.get(at + 1).and_then(half_sign) {
        return Some((of(whole + part), 2));
    }
    // “10ak”
    if tokens.get(at + 1).is_some_and(|next| (next.is("ak") || next.is("tak")) && next.start == token.end) {
        return Some((of(whole), 2));
    }
    match places_at(tokens, at + 1, token.end) {
        None => Some((of(whole), 1)),
        Some(places) => {
            let more = tokens.get(at + 2).and_then(|last| places_at(tokens, at + 3, last.end)).is_some();
            let thousands = places.len() == 3 && whole > 0;
            if more || thousands || places.len() > 3 {
                return None;
            }
            let scale = if places.len() == 1 { 100 } else { 10 };
            let part: u64 = places.parse().ok()?;
            Some((of(whole + part * if places.len() == 3 { 1 } else { scale }), 3))
        }
    }
}

fn is_point(token: &Token<'_>) -> bool {
    token.is(".") || token.is(",")
}

/// The digits after a point or comma that stands here, all without a gap.
fn places_at<'a>(tokens: &'a [Token<'_>], at: usize, end: usize) -> Option<&'a str> {
    let [point, places] = tokens.get(at..at + 2)? else { return None };
    let close = point.start == end && point.end == places.start;
    (is_point(point) && close && places.kind == TokenKind::Number).then_some(places.plain.as_str())
}

/// The longest number in words that begins here, in whichever language.
fn spoken_at(tokens: &[Token<'_>], at: usize) -> Option<(Number, usize)> {
    let mut best: Option<(Number, usize)> = None;
    for language in Language::ALL {
        let Some((value, length)) = spoken_in(tokens, at, language) else { continue };
        let number = Number { thousandths: u64::from(value) * 1000, spoken: Some(language) };
        best = match best {
            Some((other, longest)) if longest == length && other.thousandths == number.thousandths => {
                Some((Number { spoken: None, ..other }, longest))
            }
            Some((_, longest)) if longest >= length => best,
            Some(_) | None => Some((number, length)),
        };
    }
    best
}

fn spoken_in(tokens: &[Token<'_>], at: usize, language: Language) -> Option<(u32, usize)> {
    let part_at = |at: usize| {
        let token = tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
        if is_what(tokens, at) { None } else { part(&token.plain, language) }
    };
    let mut next = at;
    let mut hundreds = 0;
    let article = tokens.get(at).is_some_and(|token| token.is("a")) && language == Language::En;
    if article && part_at(at + 1) == Some(NumeralPart::Hundred) {
        (hundreds, next) = (100, at + 2);
    } else {
        match (part_at(at), part_at(at + 1)) {
            (Some(NumeralPart::Hundreds(value)), _) => (hundreds, next) = (value, at + 1),
            (Some(NumeralPart::Hundred), _) => (hundreds, next) = (100, at + 1),
            (Some(NumeralPart::Unit(count)), Some(NumeralPart::Hundred)) => (hundreds, next) = (count * 100, at + 2),
            _ => {}
        }
    }
    let small_at = |from: usize| match part_at(from)? {
        NumeralPart::Tens(tens) => {
            let unit_at = from + 1 + joined(tokens, from + 1, language);
            match part_at(unit_at) {
                Some(NumeralPart::Unit(unit)) => Some((tens + unit, unit_at + 1)),
                _ => Some((tens, from + 1)),
            }
        }
        NumeralPart::Unit(value) | NumeralPart::Small(value) => Some((value, from + 1)),
        NumeralPart::Hundreds(_) | NumeralPart::Hundred | NumeralPart::Thousand => None,
    };
    let (value, end) = if hundreds == 0 {
        small_at(at)?
    } else {
        let joiner = usize::from(tokens.get(next).is_some_and(|token| token.is(joiner(language))));
        let small = small_at(next + joiner).or_else(|| small_at(next));
        small.map_or((hundreds, next), |(small, end)| (hundreds + small, end))
    };
    // thousands are not counted here, and “two” of “two thousand” is not two
    let goes_on = matches!(part_at(end), Some(NumeralPart::Thousand | NumeralPart::Hundred));
    (!goes_on).then_some((value, end - at))
}

fn joiner(language: Language) -> &'static str {
    match language {
        Language::Sq => "e",
        Language::Sr | Language::SrCyrl => "i",
        Language::En => "and",
    }
}

/// How many tokens join tens and what is added to them: “njëzet e pesë”, “dvadeset i pet”, “twenty-five”.
fn joined(tokens: &[Token<'_>], at: usize, language: Language) -> usize {
    let Some(token) = tokens.get(at) else { return 0 };
    let dash = ["-", "–", "\u{2010}", "\u{2011}"].contains(&token.plain.as_str());
    let close = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| before.end == token.start);
    let word = language != Language::En && token.is(joiner(language));
    usize::from(word || (dash && close && language == Language::En))
}

/// Words after which the Serbian “sto” is “što”, written without its háček: “zato sto dva dana kasnimo”.
const BEFORE_WHAT: &[&str] = &[
    "zato", "toga", "tog", "kao", "ono", "to", "sve", "time", "tim", "tome", "ovo", "nesto", "bilo", "onoga", "svega",
    "posle", "nakon", "pre", "prije", "osim", "jer", "i", "a", "ali",
];

/// Whether this “sto” is “što”, what, and not a hundred.
fn is_what(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.is("sto")).then(|| {
        let written = tokens.get(at).is_some_and(|token| token.written.to_lowercase().starts_with(['š', 'ш']));
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        written || before.is_some_and(|before| BEFORE_WHAT.contains(&before.plain.as_str()))
    }) == Some(true)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests;
