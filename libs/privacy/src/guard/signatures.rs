//! The sender's own name below a short reply, and the names of feasts in good wishes: nobody is told of.

use super::lexicon::meaning as m;
use super::message::{Message, Name};
use crate::tokens::TokenKind;

/// Words after which a name is the sender's.
const CLOSINGS: &[&str] = &[
    "flm",
    "faleminderit",
    "falemnderit",
    "falemnders",
    "falimenderit",
    "falenderit",
    "rrofsh",
    "respekt",
    "nderime",
    "pershendetje",
    "pershnetje",
    "tung",
    "mirat",
    "pozdrav",
    "pozdravi",
    "pozz",
    "poz",
    "lp",
    "srdacno",
    "hvala",
    "hvl",
    "fala",
    "postovanjem",
    "postovanje",
    "uvazavanjem",
    "regards",
    "rgds",
    "best",
    "thanks",
    "thx",
    "thank",
    "you",
    "sincerely",
    "cheers",
    "br",
    "tnx",
    "greetings",
    "bye",
];
/// A reply has no more tokens; what is longer tells a story, and its last name is of the story.
const LONGEST_REPLY: usize = 30;
/// What speaks of somebody else, whose name could be the last word.
const ABOUT_SOMEBODY: u64 = m::VICTIM
    | m::CHILD
    | m::PRONOUN
    | m::KIN
    | m::PERSON
    | m::CALLED
    | m::EXPLOITED
    | m::LIVES
    | m::SHELTER
    | m::KNOWING
    | m::REQUEST
    | m::UNMASKED
    | m::MEDICAL
    | m::PHOTO
    | m::SOCIAL
    | m::DOCUMENT
    | m::AGE
    | m::BIRTH;
/// What may be somebody's: only a closing word makes the name after it the sender's.
const OF_A_CASE: u64 = m::CASE | m::PHONE | m::SEE | m::TITLE | m::TALK;

/// The beginnings of words for good wishes.
const WISHES: &[&str] = &[
    "gezua", "sretan", "sretn", "srecan", "srecn", "happy", "merry", "urime", "urojm", "uroj", "cestit", "hristos",
    "vesel", "eid",
];
/// What is wished well in them, and is a name as well.
const FEASTS: &[&str] = &[
    "bajram",
    "ramazan",
    "pashk",
    "vidovdan",
    "nevruz",
    "novruz",
    "krishtlindj",
    "bozic",
    "uskrs",
    "vaskrs",
    "vit",
    "fest",
    "eid",
    "easter",
    "christmas",
    "new",
];

impl Message<'_> {
    /// Whether the name stands alone at the end of a reply: “u krye. Besnik”, “Flm, Arta”.
    pub(super) fn is_signature(&self, name: &Name) -> bool {
        let last = self.tokens.iter().skip(name.end).all(|token| token.kind == TokenKind::Sign);
        let Some(sign) = name.at.checked_sub(1) else { return false };
        // “flm Arta” has no sign between
        let before = if self.is_word(sign) { Some(sign) } else { sign.checked_sub(1) };
        let Some(before) = before else { return false };
        let closed = CLOSINGS.contains(&self.plain(before));
        let stopped = self.is_sign(sign, &[".", "!"]);
        let set_apart = stopped || closed && (before == sign || self.is_sign(sign, &[",", "-", "–", "—", ";"]));
        !name.initials
            && last
            && set_apart
            && self.is_capital(name.at)
            && self.is_word(before)
            && self.tokens.len() <= LONGEST_REPLY
            && !self.has(ABOUT_SOMEBODY)
            && (closed || !self.has(OF_A_CASE))
    }

    /// “Gëzuar Bajramin!”, “Srećan Božić”: how many tokens good wishes for a feast have here.
    pub(super) fn wishes_at(&self, at: usize) -> Option<usize> {
        const LONGEST_WISHES: usize = 3;
        let begins = |at: usize, stems: &[&str]| stems.iter().any(|stem| self.plain(at).starts_with(stem));
        if !begins(at, WISHES) || self.has(m::VICTIM | m::CHILD | m::CALLED) {
            return None;
        }
        (1..=LONGEST_WISHES).find(|length| begins(at + length, FEASTS)).map(|length| length + 1)
    }
}
