//! What explains a name: an office that stands with it, a street or a school that bears it, a deputy's “in my place”.

use super::lexicon::meaning as m;
use super::message::{Message, Name};
use crate::tokens::TokenKind;

/// How far a name may stand from what explains it, in tokens.
const REACH_OF_OFFICE: usize = 10;
/// Of these tokens so many may be other words than those of institutions.
const OTHER_WORDS: usize = 2;
/// Words before the name of a saint.
const SAINTS: &[&str] = &["shen", "sveti", "sveta", "svete", "svetog", "svetom", "svetoj", "saint"];
/// Words between a helper and a client.
const WITH: &[&str] = &["me", "sa", "with", "for", "to"];
/// Words that say what a helper does; right before the name they say who the helper is.
const DOES: &[&str] = &["is", "are", "was", "has", "sees", "saw", "po", "ka", "je", "ima"];
/// Words between an office and where it is.
const WHITHER: &[&str] = &["u", "ne", "n", "na", "at", "in", "to", "te", "tek"];

impl Message<'_> {
    /// Whether an office stands with the name, or the name is a street's, a school's, an institution's.
    pub(super) fn is_explained(&self, name: &Name) -> bool {
        if (name.at..name.end).any(|at| self.means(at, m::HISTORIC)) {
            return !name.initials;
        }
        if at_victim(self, name) {
            return false;
        }
        // “ditën e Shën Gjinit”, „fushata quhet 'Besa'“
        let saint = (name.at.saturating_sub(1)..=name.at).any(|at| SAINTS.contains(&self.plain(at)));
        if saint || self.is_title_of_work(name) {
            return true;
        }
        let deputy = self.has(m::DEPUTY) && !self.has(m::VICTIM | m::CHILD | m::KIN);
        deputy
            || self.is_signature(name)
            || self.is_of_a_place(name)
            || self.office_before(name)
            || self.office_after(name)
            || self.institution_before(name)
    }

    /// “Fushata e re quhet „Besa“”: what a project or a campaign is called, in quotes.
    fn is_title_of_work(&self, name: &Name) -> bool {
        const REACH_OF_WORK: usize = 6;
        let quoted =
            name.at.checked_sub(1).is_some_and(|before| self.is_sign(before, &["\"", "„", "“", "”", "«", "»"]));
        quoted
            && !self.has(m::VICTIM | m::CHILD | m::PRONOUN | m::EXPLOITED | m::KIN | m::SOCIAL)
            && (name.at.saturating_sub(REACH_OF_WORK)..name.at).any(|at| self.means(at, m::MEETING))
    }

    fn is_of_a_place(&self, name: &Name) -> bool {
        if name.initials {
            return false;
        }
        let quote = |at: usize| self.is_sign(at, &["\"", "„", "“", "”", "'", "’", "‘", "«", "»", "`"]);
        let quoted = name.at.checked_sub(1).is_some_and(quote);
        // in the messages of officials a street or a school some words before is enough
        let harmless = !self.has(m::VICTIM | m::CHILD | m::PRONOUN | m::EXPLOITED | m::KIN | m::CALLED)
            || quoted && !self.has(m::SOCIAL | m::CALLED);
        let close = if quoted { 6 } else { 4 };
        if harmless && (name.at.saturating_sub(close)..name.at).any(|at| self.means(at, m::ORGANISATION)) {
            return true;
        }
        // “our office has moved to Čika Jovina 8”
        let housed =
            self.tokens.get(name.end).is_some_and(|token| token.kind == TokenKind::Number && token.plain.len() <= 3)
                && !self.near(name.end, name.end + 1, 2, m::AGE)
                && name.at.checked_sub(1).is_some_and(|before| WHITHER.contains(&self.plain(before)));
        if housed && harmless && self.has(m::INSTITUTION | m::OFFICE_PHONE) && !self.has(m::PERSON) {
            return true;
        }
        let mut place = name.at;
        let mut steps = 0;
        while let Some(before) = place.checked_sub(1) {
            if self.means(before, m::ORGANISATION) {
                return !self.means(before, m::DWELLING) || quoted;
            }
            let passes = quote(before)
                || self.is_sign(before, &[".", ":"]) && self.means(before.wrapping_sub(1), m::ORGANISATION)
                || [
                    "e",
                    "i",
                    "te",
                    "se",
                    "fillore",
                    "mesme",
                    "osnovna",
                    "osnovnoj",
                    "srednja",
                    "ul",
                    "rr",
                    "the",
                    "of",
                    "dr",
                    "car",
                    "cara",
                    "kralja",
                    "kralj",
                    "kneza",
                    "svete",
                    "sveti",
                    "deshmori",
                    "mbretereshe",
                ]
                .contains(&self.plain(before))
                || (self.is_capital(before)
                    && self.is_word(before)
                    && !self.means(before, m::OFFICE | m::VICTIM | m::CHILD | m::TITLE));
            steps += 1;
            if !passes || steps > 5 {
                break;
            }
            place = before;
        }
        let after = name.end + usize::from(quote(name.end));
        harmless && self.means(after, m::ORGANISATION)
            || harmless && self.means(after + 1, m::ORGANISATION) && self.is_word(after)
            || (quote(name.end) && self.means(after, m::ORGANISATION))
            || self.plain(after) == "university"
            || self.plain(after) == "school" && quoted
    }

    fn office_before(&self, name: &Name) -> bool {
        let mut others = 0;
        for back in 1..=REACH_OF_OFFICE {
            let Some(at) = name.at.checked_sub(back) else { return false };
            // “IOM's Maria Lopez”
            if back == 1 && self.means(at, m::ACRONYM) && !self.has(m::VICTIM | m::CHILD) {
                return true;
            }
            if self.means(at, m::OFFICE) {
                // “psikologu i Arbnorës”: the psychologist's client
                let article = name.at.checked_sub(1).is_some_and(|before| {
                    ["i", "e", "se", "te", "od", "of", "per", "za"].contains(&self.plain(before))
                });
                let of_a_client = self.means(at, m::HELPER) && (2..=3).contains(&back) && article;
                // “klienti i avokatit, Besnik …”: the advocate is said of the client
                let of_a_victim = (1..=2).any(|before| {
                    at.checked_sub(before).is_some_and(|before| self.means(before, m::VICTIM | m::CHILD))
                });
                // “our psychologist is seeing …”: whom a helper sees is a client
                let seen = self.means(at, m::HELPER)
                    && (at + 1..name.at).any(|between| {
                        WITH.contains(&self.plain(between))
                            || DOES.contains(&self.plain(between)) && between + 1 < name.at
                    });
                return !of_a_client && !of_a_victim && !seen;
            }
            let verb = self.means(at, m::TALK)
                || ["se", "qe", "da", "that", "sto"].contains(&self.plain(at))
                    && back <= 2
                    // “QPS-së” is a case, no “that”
                    && !at.checked_sub(1).is_some_and(|hyphen| self.is_sign(hyphen, &["-"]))
                    && !self.is_capital(at - usize::from(at > 0));
            let blocked = self.means(at, m::VICTIM | m::CHILD | m::KIN)
                || verb
                || self.is_sign(at, &["!", "?", ";"])
                || self.is_sign(at, &["."]) && self.starts.get(at + 1).copied().unwrap_or(false);
            if blocked {
                return false;
            }
            let of_institution = self.is_capital(at)
                || !self.is_word(at)
                || self.plain(at).len() <= 3
                || self.means(
                    at,
                    m::ORGANISATION
                        | m::INSTITUTION
                        | m::PLACE
                        | m::TITLE
                        | m::ACRONYM
                        | m::SHELTER
                        | m::VICTIMS
                        | m::LAW
                        | m::CASE
                        | m::EXPLOITED
                        | m::MEETING,
                );
            others += usize::from(!of_institution);
            if others > OTHER_WORDS {
                return false;
            }
        }
        false
    }

    /// “Victim Compensation Commission, Mrs …”
    fn institution_before(&self, name: &Name) -> bool {
        let titles = (1..=3)
            .take_while(|back| {
                name.at.checked_sub(*back).is_some_and(|at| self.means(at, m::TITLE) || self.is_sign(at, &["."]))
            })
            .count();
        let comma = name.at.checked_sub(titles + 1);
        comma.is_some_and(|comma| {
            self.is_sign(comma, &[",", "–", "-", ":"])
                && !self.has(m::VICTIM | m::CHILD)
                && (comma.saturating_sub(7)..comma)
                    .any(|at| self.means(at, m::INSTITUTION) && !self.is_sign(at, &["."]))
        })
    }

    fn office_after(&self, name: &Name) -> bool {
        let apposed = self.is_sign(name.end, &[",", "(", "-", "–"]);
        let mut from = false;
        for ahead in 0..6 {
            let at = name.end + ahead;
            if self.is_sign(at, &[".", "!", "?", ";"]) || self.means(at, m::VICTIM | m::CHILD | m::TALK) {
                return false;
            }
            if self.means(at, m::OFFICE) && (apposed || ahead == 0 || from) {
                return true;
            }
            from |= ahead <= 1 && ["nga", "prej", "iz", "from", "at", "of", "pri"].contains(&self.plain(at));
            let of_an_institution =
                self.means(at, m::INSTITUTION | m::ACRONYM) || apposed && self.is_abbreviation(at) && ahead <= 2;
            if (from || apposed && !self.has(m::VICTIM)) && of_an_institution {
                return true;
            }
            // “is our new point of contact”
            from |= ahead <= 2
                && ["is", "je", "eshte", "osht", "asht"].contains(&self.plain(at))
                && !self.has(m::VICTIM | m::CHILD);
        }
        false
    }
}

/// Whether a word for one victim stands right before the name.
fn at_victim(message: &Message<'_>, name: &Name) -> bool {
    name.at.checked_sub(1).is_some_and(|before| {
        let before =
            if message.is_sign(before, &[":", ",", "-", "–", "("]) { before.saturating_sub(1) } else { before };
        message.means(before, m::VICTIM | m::CHILD)
    })
}
