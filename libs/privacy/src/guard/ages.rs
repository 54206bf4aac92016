//! Ages: in figures, glued to their unit, or in one word with who has them (“petnaestogodišnjakinja”).

use super::lexicon::meaning as m;
use super::message::Message;
use crate::tokens::{Token, TokenKind};

/// Nobody older is told by the age alone.
const OLDEST: u32 = 80;
/// Units that are written right after the figure: “17v”, “16g”.
const UNITS: &[&str] = &["v", "vj", "vjq", "vjec", "vjet", "vjeqe", "g", "god", "yo", "y", "yrs", "yr"];
/// “17v” is an age up to so many years; more may be volts or grams.
const OLDEST_GLUED: u32 = 25;
/// The ends of words for a person of an age, after the number: “petnaestogodišnjakinja”, “gjashtëmbëdhjetëvjeçarja”.
const PERSONS: &[&str] =
    &["godisnjakinj", "godisnjak", "godisnja", "godisnji", "godisnjeg", "godisnju", "vjecar", "vjeqar"];
/// The numbers of young people, as compounds begin with them.
const NUMBERS: &[&str] = &[
    "naesto",
    "naestego",
    "desetogod",
    "devetogod",
    "osmogod",
    "sedmogod",
    "sestogod",
    "mbedhjete",
    "mbedhjet",
    "mdhjete",
    "mdhjet",
    "mbdhet",
    "nentevje",
    "tetevje",
    "shtatevje",
    "gjashtevje",
];

impl Message<'_> {
    /// Whether an age stands here: “17 vjeç”, “17v”, “aged 12”.
    pub(super) fn is_age(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            let age = token.number().filter(|_| token.kind == TokenKind::Number);
            age.is_some_and(|age| {
                let glued = self.tokens.get(at + 1).is_some_and(|unit| {
                    unit.start == token.end && UNITS.contains(&unit.plain.as_str()) && (1..=OLDEST_GLUED).contains(&age)
                });
                glued || (1..=OLDEST).contains(&age) && self.near(at, at + 1, 2, m::AGE)
            })
        })
    }

    /// “ima 17”, “i ka 17”: an age, where it is clear that one is told.
    pub(super) fn is_bare_age(&self, at: usize) -> bool {
        let told =
            at.checked_sub(1).is_some_and(|before| ["ima", "ka", "is", "has", "only"].contains(&self.plain(before)));
        told && self.tokens.get(at).is_some_and(|token| {
            token.number().is_some_and(|age| (10..=OLDEST).contains(&age) && token.kind == TokenKind::Number)
        })
    }

    /// Whether one person of an age is said to come from a place: “petnaestogodišnjakinja iz Srbice”, “17v prej Shtimes”.
    pub(super) fn has_aged_from_a_place(&self) -> bool {
        (0..self.tokens.len()).any(|at| {
            // “16-vjeçare”, “16vjeqare”
            let before = at.checked_sub(1 + usize::from(at > 1 && self.is_sign(at - 1, &["-"])));
            let numbered =
                before.and_then(|before| self.tokens.get(before)).is_some_and(|it| it.kind == TokenKind::Number)
                    && PERSONS.iter().any(|person| self.plain(at).starts_with(person));
            let word = numbered || self.tokens.get(at).is_some_and(is_aged_person);
            let year_old = ["year", "years"].contains(&self.plain(at)) && self.plain(at + 2) == "old";
            let glued = self.is_age(at) && !self.means(at + 2, m::CASE);
            let end = if year_old { at + 3 } else { at + 1 };
            (word || year_old || glued) && (end..end + 4).any(|from| self.is_from_a_place(from))
        })
    }

    /// “iz Srbice”, “nga Drenasi”.
    pub(super) fn is_from_a_place(&self, at: usize) -> bool {
        ["nga", "prej", "iz", "from", "of"].contains(&self.plain(at))
            && (self.means(at + 1, m::PLACE)
                || self.is_capital(at + 1)
                    && !self.means(at + 1, m::INSTITUTION | m::OFFICE | m::ORGANISATION | m::ACRONYM))
    }
}

/// A number and a word for a person of so many years.
const SHORTEST_OF_AN_AGE: usize = 8;

/// “petnaestogodišnjakinja”, “gjashtëmbëdhjetëvjeçarja”; “trogodišnji plan” is nobody's age.
fn is_aged_person(token: &Token<'_>) -> bool {
    // shorter words, numbers and signs are none of these
    if token.kind != TokenKind::Word || token.plain.len() < SHORTEST_OF_AN_AGE {
        return false;
    }
    let plain = token.plain.as_str();
    PERSONS.iter().any(|person| {
        plain.find(person).is_some_and(|end| {
            // a plan is “dyvjeçar”, a child “dyvjeçarja”
            let rest = plain.get(end..).unwrap_or_default();
            let person = rest.starts_with("godisnjak") || rest.starts_with("vje") && rest.len() > "vjecare".len();
            NUMBERS.iter().any(|number| plain.contains(number)) || end > 0 && person && !plain.starts_with("dhjete")
        })
    })
}
