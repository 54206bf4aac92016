//! A message as the detectors see it: its words with what they mean, and the persons who are named in it.

use super::lexicon::{GivenNameCertainty, Meanings, given, meaning as m, meanings_of};
use crate::tokens::{Token, TokenKind};

/// A message, cut into words.
pub(super) struct Message<'a> {
    /// Its words, numbers and signs, in order.
    pub(super) tokens: &'a [Token<'a>],
    /// What each of them means.
    pub(super) meanings: Vec<Meanings>,
    /// What any of them means.
    pub(super) all: Meanings,
    /// Who is named.
    pub(super) names: Vec<Name>,
    /// Which tokens begin a sentence.
    pub(super) starts: Vec<bool>,
}

/// Somebody named in it, by one word or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    /// The first token.
    pub(super) at: usize,
    /// The token after the last.
    pub(super) end: usize,
    /// How surely it is a person: 1 perhaps, 2 likely, 3 certainly.
    pub(super) surety: u8,
    /// Whether it is initials only.
    pub(super) initials: bool,
    /// Whether an office or the name of a place explains it.
    pub(super) explained: bool,
}

/// What a capital stands for other than a name of a person.
const NO_NAMES: Meanings = m::OFFICE
    | m::ORGANISATION
    | m::PLACE
    | m::TIME
    | m::VICTIM
    | m::VICTIMS
    | m::CHILD
    | m::KIN
    | m::TITLE
    | m::ACRONYM
    | m::LAW
    | m::CASE
    | m::MONEY
    | m::PHONE
    | m::SOCIAL
    | m::EMAIL
    | m::FILE
    | m::PHOTO
    | m::DOCUMENT
    | m::SCHOOL
    | m::PRONOUN
    | m::CALLED
    | m::INSTITUTION
    | m::MEETING
    | m::GENERIC
    | m::TALK
    | m::PERSON
    | m::MEDICAL
    | m::EXPLOITED
    | m::DWELLING
    | m::CAR
    | m::BIRTH
    | m::NEGATION
    | m::LIVES
    | m::SHELTER
    | m::SENDING
    | m::OCCUPATION
    | m::FORMAL;

impl<'a> Message<'a> {
    /// Looks at the words of a message.
    pub(super) fn new(tokens: &'a [Token<'a>]) -> Self {
        let meanings = meanings_of(tokens);
        let all = meanings.iter().fold(0, |all, one| all | one);
        let starts = (0..tokens.len()).map(|at| starts_sentence(tokens, &meanings, at)).collect();
        let mut message = Self { tokens, meanings, all, names: Vec::new(), starts };
        message.names = message.find_names();
        message
    }

    /// Whether any word means one of these.
    pub(super) fn has(&self, meanings: Meanings) -> bool {
        self.all & meanings != 0
    }

    /// What the token means; nothing beyond the end.
    pub(super) fn means(&self, at: usize, meanings: Meanings) -> bool {
        self.meanings.get(at).is_some_and(|here| here & meanings != 0)
    }

    /// How many words mean one of these.
    pub(super) fn count(&self, meanings: Meanings) -> usize {
        self.meanings.iter().filter(|here| *here & meanings != 0).count()
    }

    /// Whether a word that means one of these stands within so many tokens of the stretch.
    pub(super) fn near(&self, at: usize, end: usize, reach: usize, meanings: Meanings) -> bool {
        (at.saturating_sub(reach)..end + reach).any(|place| !(at..end).contains(&place) && self.means(place, meanings))
    }

    /// Whether words that mean these stand within so many tokens of each other.
    pub(super) fn together(&self, first: Meanings, second: Meanings, reach: usize) -> bool {
        (0..self.tokens.len()).any(|at| self.means(at, first) && self.near(at, at + 1, reach, second))
    }

    /// The plain form of the token; nothing beyond the end.
    pub(super) fn plain(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.plain.as_str())
    }

    /// Whether the token is a word.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Whether the token is one of these signs.
    pub(super) fn is_sign(&self, at: usize, signs: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Sign && signs.contains(&token.plain.as_str()))
    }

    fn find_names(&self) -> Vec<Name> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            if let Some(length) = self.wishes_at(at) {
                at += length;
                continue;
            }
            let name = self.initials_at(at).or_else(|| self.name_at(at));
            if let Some(mut name) = name {
                name.explained = self.is_explained(&name);
                at = name.end;
                found.push(name);
            } else {
                at += 1;
            }
        }
        found
    }

    /// Whether the token begins with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Word && token.written.chars().next().is_some_and(char::is_uppercase)
        })
    }

    /// All in capitals and short, or with a suffix of a case: “QPS”, “IOM”.
    pub(super) fn is_abbreviation(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            let upper = token.written.chars().filter(|letter| letter.is_uppercase()).count();
            upper >= 2 && token.written.chars().count() <= 6 && given(&token.plain) == GivenNameCertainty::No
                || self.means(at, m::ACRONYM)
        })
    }

    /// A word with a capital that may be part of a name.
    fn may_be_name(&self, at: usize) -> bool {
        if !self.is_capital(at) || self.is_abbreviation(at) || self.plain(at).len() < 2 {
            return false;
        }
        match given(self.plain(at)) {
            // “za školu u Leposaviću”: a town
            GivenNameCertainty::Yes => {
                !(self.means(at, m::PLACE) && at.checked_sub(1).is_some_and(|to| INTO.contains(&self.plain(to))))
            }
            GivenNameCertainty::Maybe => {
                !self.means(at, NO_NAMES & !(m::TALK | m::PRONOUN | m::GENERIC | m::LIVES | m::SENDING))
            }
            GivenNameCertainty::No => {
                !self.means(at, NO_NAMES) && self.plain(at).len() >= 3 && !ORDINARY.contains(&self.plain(at))
            }
        }
    }

    fn name_at(&self, at: usize) -> Option<Name> {
        if !self.is_word(at) {
            return None;
        }
        let plain = self.plain(at);
        let here = given(plain);
        let name = |end: usize, surety: u8| Some(Name { at, end, surety, initials: false, explained: false });
        if !self.is_capital(at) {
            // typed small: a known name, better with a surname
            if plain.len() < 3 || self.means(at, NO_NAMES | m::LOOKS | m::COMPARED | m::BUT | m::UNIQUE | m::SEE) {
                return None;
            }
            let next = self.is_word(at + 1)
                && !self.is_capital(at + 1)
                && self.plain(at + 1).len() >= 4
                && (is_surname(self.plain(at + 1)) || given(self.plain(at + 1)) == GivenNameCertainty::Yes)
                && !self.means(at + 1, NO_NAMES);
            let beside =
                (1..=3).any(|back| at.checked_sub(back).is_some_and(|before| self.means(before, m::VICTIM | m::CHILD)));
            let initial = self.is_word(at + 1)
                && self.plain(at + 1).len() == 1
                && self.is_sign(at + 2, &["."])
                && (beside || !self.is_word(at + 3));
            let private = m::VICTIM | m::CHILD | m::CALLED | m::KIN | m::AGE;
            let told = self.near(at, at + 1, 5, private) || self.near(at, at + 1, 2, m::TALK);
            return match here {
                GivenNameCertainty::Yes if next || initial => name(at + 2, 2),
                GivenNameCertainty::Maybe if next || initial && beside => name(at + 2, 2),
                GivenNameCertainty::Yes if beside && plain.len() >= 4 => name(at + 1, 2),
                GivenNameCertainty::Yes if told && plain.len() >= 5 => name(at + 1, 1),
                GivenNameCertainty::Yes | GivenNameCertainty::Maybe | GivenNameCertainty::No => None,
            };
        }
        if !self.may_be_name(at) {
            return None;
        }
        let mut end = at + 1;
        while end < at + 4 && self.may_be_name(end) && !self.starts.get(end).copied().unwrap_or(false) {
            end += 1;
        }
        // “Vuçiterna-Krasniqi”
        if self.is_sign(end, &["-"]) && self.may_be_name(end + 1) {
            end += 2;
        }
        let initial = self.is_initial(end, false)
            && !self.is_sign(end + 1, &["-"])
            && (self.is_sign(end + 1, &["."]) || !self.is_word(end + 1));
        if initial {
            end += 1 + usize::from(self.is_sign(end + 1, &["."]));
        }
        let long = end > at + 1;
        // “after Bajram”, “Ramazan is over”: the feast, when nobody protected is spoken of
        if !long && FEASTS.iter().any(|feast| plain.starts_with(feast)) && !self.has(m::VICTIM | m::CHILD | m::CALLED) {
            return name(end, 0);
        }
        let first = self.starts.get(at).copied().unwrap_or(false);
        let surname_after = (at + 1..end)
            .any(|place| is_surname(self.plain(place)) || given(self.plain(place)) > GivenNameCertainty::No);
        let surety = match (here, long, first) {
            (GivenNameCertainty::Yes, true, _) => 3,
            (GivenNameCertainty::Yes, false, _) => 2,
            (GivenNameCertainty::Maybe, true, false) => 3,
            (GivenNameCertainty::Maybe, true, true) => {
                if surname_after || initial || self.has(m::VICTIM) {
                    3
                } else {
                    1
                }
            }
            (GivenNameCertainty::Maybe, false, false) => 2,
            (GivenNameCertainty::Maybe, false, true) => {
                1 + u8::from(
                    self.means(at + 1, m::TALK) || self.means(at + 2, m::TALK) && !self.means(at + 1, NO_NAMES),
                )
            }
            (GivenNameCertainty::No, true, false) => 2 + u8::from(surname_after),
            (GivenNameCertainty::No, true, true) => {
                if surname_after || initial {
                    2
                } else {
                    0
                }
            }
            (GivenNameCertainty::No, false, false) => 1 + u8::from(is_surname(plain)),
            (GivenNameCertainty::No, false, true) => 0,
        };
        if surety == 0 { name(at + 1, 0) } else { name(end, surety) }
    }
}

fn starts_sentence(tokens: &[Token<'_>], meanings: &[Meanings], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else { return true };
    let stops = before.kind == TokenKind::Sign
        && [".", "!", "?", ":", ";", "\"", "„", "“", "«", "-", "–", "•", "*", ")"].contains(&before.plain.as_str());
    // the full stop of an abbreviation (“znj. Arta”, “kryeinsp. Nexhat”) is none of a sentence
    let abbreviated = before.is(".")
        && at.checked_sub(2).is_some_and(|place| {
            let office = meanings.get(place).is_some_and(|means| means & (m::OFFICE | m::TITLE) != 0);
            tokens.get(place).is_some_and(|word| {
                word.kind == TokenKind::Word
                    && (word.plain.len() <= 3 || office && !word.plain.ends_with(['a', 'e', 'i', 'o', 'u', 'r']))
            })
        });
    stops && !abbreviated
}

/// Words before a town.
const INTO: &[&str] = &["u", "iz", "za", "na", "nga", "prej", "ne", "n", "te", "from", "in", "to", "at"];

/// Words that begin messages with a capital or are written with one and are nobody's name.
const ORDINARY: &[&str] = &[
    "pas",
    "para",
    "deri",
    "per",
    "nga",
    "tek",
    "edhe",
    "ndersa",
    "kurse",
    "nese",
    "kur",
    "posle",
    "nakon",
    "pre",
    "pred",
    "kod",
    "zbog",
    "radi",
    "ali",
    "jer",
    "ako",
    "kad",
    "after",
    "before",
    "until",
    "since",
    "during",
    "about",
    "only",
    "still",
    "just",
    "also",
    "vas",
    "vam",
    "vama",
    "vasa",
    "vase",
    "vasu",
    "vaseg",
    "vasem",
    "vasoj",
    "vasi",
    "vasih",
    "god",
    "lot",
    "nap",
    "final",
    "plan",
    "internet",
    "word",
    "kosove",
    "bashkimi",
    "evropian",
    "european",
    "union",
    "zoom",
    "skype",
    "teams",
    "outlook",
    "drupal",
    "google",
    "apple",
    "windows",
    "android",
    "samsung",
    "nokia",
    "bluetooth",
    "pdf",
    "ipko",
    "vala",
    "raiffeisen",
    "procredit",
    "nlb",
    "teb",
    "schengen",
    "ramazan",
    "bajram",
    "bajrami",
    "bajramit",
    "krishtlindje",
    "bozic",
    "uskrs",
    "vaskrs",
    "easter",
    "christmas",
    "themelore",
    "speciale",
    "themeltare",
    "apelit",
    "apelacija",
    "apelaciji",
    "supreme",
    "basic",
    "special",
    "osnovni",
    "osnovnog",
    "osnovnom",
    "visi",
    "specijalno",
    "penal",
    "penale",
    "krivicni",
    "krivicnog",
    "kombetare",
    "kombetar",
    "nacionalni",
    "national",
    "shteteror",
    "shtetit",
    "drzavni",
    "rajonal",
    "rajonale",
    "regional",
    "social",
    "sociale",
    "socijalni",
    "pune",
    "drejtesise",
    "pravde",
    "justice",
    "punes",
    "rada",
    "shendetesise",
    "zdravlja",
    "health",
    "arsimit",
    "obrazovanja",
    "education",
    "brendshme",
    "unutrasnjih",
    "jashtme",
    "trafikimit",
    "trafficking",
    "human",
    "rights",
    "njeriut",
    "zyrtare",
    "gazeta",
    "sluzbeni",
    "sllovi",
    "dubai",
    "drive",
    "excel",
];

/// The beginnings of feasts that are names of persons, too.
const FEASTS: &[&str] = &["bajram", "ramazan", "pashk", "vidovdan", "nevruz", "novruz"];

/// Ends of surnames, in plain form, with the cases of Albanian and Serbian.
const SURNAME_ENDS: &[&str] = &[
    "aj", "ajt", "ajn", "ajit", "ajve", "ic", "ica", "icu", "icem", "icka", "icki", "ici", "icev", "iceva", "icevu",
    "ovic", "evic", "oviq", "eviq", "iqi", "iqit", "iqin", "ski", "ska", "skog", "skom", "sku", "skoj", "ova", "eva",
    "ovoj", "ovu", "evoj", "evu", "ov", "ev", "enko", "chuk", "cuk", "iuk", "escu", "eanu", "aru", "oglu", "ollari",
    "llari", "lari", "hoxha", "hoxhaj", "iu", "edhi", "endi", "polli", "olli", "ulli", "alli", "elli", "illi", "allit",
    "ini", "init", "inaj", "ani", "anit", "anin", "oni", "onit", "uni", "aku", "akut", "akun", "iku", "eku", "oku",
    "uku", "ishi", "ushi", "ashi", "oshi", "ashit", "hati", "iqe", "imi", "eri", "erit", "ari", "arit", "ori", "orit",
    "uri", "urit", "iri", "ili", "iti", "eti", "atit", "ozi", "aqi", "eqi", "oqi", "uqi", "ajev", "ev", "yan", "ian",
    "dze", "shvili", "sen", "sson", "berg", "mann",
];

fn is_surname(plain: &str) -> bool {
    plain.len() >= 5 && SURNAME_ENDS.iter().any(|end| plain.len() >= end.len() + 2 && plain.ends_with(end))
}
