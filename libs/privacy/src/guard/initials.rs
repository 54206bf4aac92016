//! Initials: “A.K.”, “Ar. Kr.”, “inicijali A i K”.

use super::lexicon::meaning as m;
use super::message::{Message, Name};
use crate::tokens::TokenKind;

/// The letters that are written with two in Albanian and in Serbian.
const TWO_LETTERS: &[&str] = &["sh", "gj", "xh", "dh", "th", "zh", "nj", "lj", "ll", "rr", "dz", "dj"];

/// Abbreviations of two letters with full stops that are nobody's initials.
const PAIRS: &[(&str, &str)] = &[
    ("p", "n"),
    ("b", "b"),
    ("i", "e"),
    ("e", "g"),
    ("a", "m"),
    ("p", "m"),
    ("d", "o"),
    ("o", "d"),
    ("n", "n"),
    ("s", "o"),
    ("t", "j"),
    ("n", "r"),
    ("u", "s"),
    ("s", "c"),
    ("d", "c"),
    ("e", "u"),
    ("u", "k"),
    ("u", "n"),
];

/// Words of two or three letters with a full stop that are abbreviations, not the beginnings of names.
const SHORTENED: &[&str] = &[
    "nr", "br", "no", "dr", "mr", "mrs", "ms", "zt", "znj", "zj", "zv", "sh", "ul", "rr", "str", "st", "art", "kap",
    "sek", "min", "dt", "ref", "tel", "mob", "fax", "gdj", "gdin", "g", "gđa", "gđ", "gdja", "mag", "ing", "dip",
    "adv", "av", "pol", "mjt", "op", "ur", "sud", "kom", "dep", "drej", "jan", "feb", "mar", "apr", "maj", "jun",
    "jul", "avg", "aug", "sep", "okt", "oct", "nov", "dec", "dhj", "tet", "pon", "uto", "sre", "cet", "pet", "sub",
    "ned", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "god", "vj", "fq", "str", "pp", "pg", "ps", "sc", "bsc",
    "ma", "phd", "prof", "llm",
];

/// The beginnings of the word for initials.
const INITIALS: &[&str] = &["inicijal", "inicial", "initial", "inic"];
/// How far after it the letters may stand, in tokens.
const REACH_OF_LETTERS: usize = 7;
/// How far an age may stand from initials, in tokens.
const REACH_OF_AGE: usize = 3;

impl Message<'_> {
    /// Whether the token is one letter, or two that are written for one; a capital, unless small ones count.
    pub(super) fn is_initial(&self, at: usize, small: bool) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            let letters = token.written.chars().count();
            let first = token.written.chars().next().is_some_and(|letter| letter.is_uppercase() || small);
            token.kind == TokenKind::Word
                && first
                && (letters == 1 || (letters == 2 && TWO_LETTERS.contains(&token.plain.as_str())))
        })
    }

    /// The initials that begin here.
    pub(super) fn initials_at(&self, at: usize) -> Option<Name> {
        self.lettered_at(at)
            .or_else(|| self.shortened_at(at))
            .or_else(|| self.called_initials_at(at))
            .or_else(|| self.placed_initials_at(at))
    }

    /// Whether an age follows, also written as “17v”.
    pub(super) fn is_followed_by_age(&self, end: usize) -> bool {
        (end..end + REACH_OF_AGE).any(|at| self.is_age(at))
    }

    /// “A.K.”, “A. K.”, “a.k.” and “AK” beside a word for victim.
    fn lettered_at(&self, at: usize) -> Option<Name> {
        let victim_before = (at.saturating_sub(3)..at).any(|place| self.means(place, m::VICTIM | m::CHILD | m::CALLED));
        let stop = |place: usize| usize::from(self.is_sign(place, &["."]));
        if self.is_initial(at, true) {
            let first = stop(at + 1);
            let second = at + 1 + first;
            let after = second + 1 + stop(second + 1);
            // “q.zh 17v”
            let small = victim_before || first == 1 && self.is_followed_by_age(after);
            let capital = self.is_initial(at, false) && self.is_initial(second, false);
            let stops = first + stop(second + 1);
            let more = self.is_initial(after, small) && stop(after + 1) == 1;
            if (capital || small)
                && self.is_initial(at, small)
                && self.is_initial(second, small)
                && (stops > 0 || (capital && victim_before))
                && !more
                && (capital || stops == 2 || self.is_followed_by_age(after))
                && !(self.tokens.get(after).is_some_and(|token| token.kind == TokenKind::Number)
                    && self.is_sign(after + 1, &["/"]))
                && !PAIRS.contains(&(self.plain(at), self.plain(second)))
            {
                return Some(initials(at, after));
            }
        }
        let beside = at.checked_sub(1).is_some_and(|before| self.means(before, m::VICTIM | m::CHILD));
        (self.is_pair(at) && beside && !self.means(at, m::ACRONYM | m::LAW | m::CASE)).then(|| initials(at, at + 1))
    }

    /// Whether two capitals stand together: “AK”.
    fn is_pair(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Word
                && token.written.chars().count() == 2
                && token.written.chars().all(char::is_uppercase)
        })
    }

    /// “Ar. Kr.”: the beginnings of a name and a surname, where somebody protected is spoken of or an age follows.
    fn shortened_at(&self, at: usize) -> Option<Name> {
        let shortened = |place: usize| {
            self.tokens.get(place).is_some_and(|token| {
                let letters = token.written.chars().count();
                token.kind == TokenKind::Word
                    && (1..=3).contains(&letters)
                    && self.is_capital(place)
                    && (letters == 1 || token.written.chars().skip(1).all(char::is_lowercase))
                    && !SHORTENED.contains(&token.plain.as_str())
                    && !self.means(place, m::TITLE | m::OFFICE | m::LAW | m::ACRONYM | m::STREET)
            }) && self.is_sign(place + 1, &["."])
        };
        // “viktima Ar Kr”
        let bare = |place: usize| {
            self.tokens.get(place).is_some_and(|token| {
                token.kind == TokenKind::Word
                    && token.written.chars().count() == 2
                    && self.is_capital(place)
                    && token.written.chars().skip(1).all(char::is_lowercase)
                    && !SHORTENED.contains(&token.plain.as_str())
                    && self.meanings.get(place).is_some_and(|means| *means == 0)
            })
        };
        let victim = at.checked_sub(1).is_some_and(|before| self.means(before, m::VICTIM | m::CHILD));
        if victim && bare(at) && bare(at + 1) {
            return Some(initials(at, at + 2));
        }
        let written = shortened(at) && shortened(at + 2);
        let private = (at.saturating_sub(4)..at).any(|place| self.means(place, m::VICTIM | m::CHILD | m::CALLED));
        (written && (private || self.is_followed_by_age(at + 4))).then(|| initials(at, at + 4))
    }

    /// “inicijali: A i K”, “initials AK”.
    fn called_initials_at(&self, at: usize) -> Option<Name> {
        let called = (at.saturating_sub(REACH_OF_LETTERS)..at)
            .any(|place| INITIALS.iter().any(|stem| self.plain(place).starts_with(stem)));
        if !called {
            return None;
        }
        if self.is_pair(at) && !self.means(at, m::ACRONYM) {
            return Some(initials(at, at + 1));
        }
        let between = |place: usize| {
            ["i", "e", "dhe", "and", "pa", "a"].contains(&self.plain(place)) && !self.is_capital(place)
                || self.is_sign(place, &["&", ",", ".", "/", "-", "+"])
        };
        let second = (at + 1..at + 4).find(|place| !between(*place))?;
        (self.is_initial(at, false) && self.is_initial(second, false)).then(|| initials(at, second + 1))
    }

    /// “A K nga Peja”.
    fn placed_initials_at(&self, at: usize) -> Option<Name> {
        let from = ["nga", "prej", "iz", "from", "of"].contains(&self.plain(at + 2)) && self.means(at + 3, m::PLACE);
        let alone = at.checked_sub(1).is_none_or(|before| !self.is_initial(before, false));
        let capitals = self.is_initial(at, false) && self.is_initial(at + 1, false);
        (from && alone && capitals && !self.means(at, m::ACRONYM)).then(|| initials(at, at + 2))
    }
}

const fn initials(at: usize, end: usize) -> Name {
    Name { at, end, surety: 2, initials: true, explained: false }
}
