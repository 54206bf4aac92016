//! The wish to be reminded later: “më vonë”, “podsetite me sutra”, “remind me on Monday”.
//!
//! It must not be taken for a request for more time, nor the other way round: more time moves the due date and is for the
//! chair to grant, a later reminder moves nothing. So a wish is read only where the whole text says nothing else, and a
//! bare “nesër” or a reminder “until Friday”, which can be either, is given back as both.

use chrono::NaiveDate;
use events::non_empty::NonEmpty;

use crate::dates::{DateMeaning, scan};
use privacy::tokens::{Token, TokenKind, phrase_at, tokens};

/// To be reminded.
const REMIND: &[&str] = &[
    "me kujto",
    "ma kujto",
    "na kujto",
    "kujtoma",
    "kujtome",
    "me rikujto",
    "ma rikujto",
    "rikujtoma",
    "me kujtoni",
    "ma kujtoni",
    "podseti me",
    "podsetite me",
    "podseti nas",
    "podsetite nas",
    "podsjeti me",
    "podsjetite me",
    "podseti",
    "podsetite",
    "remind me",
    "remind us",
    "remind",
    "snooze",
    "ping me",
];
/// Words that may follow without meaning more.
const FILLERS: &[&str] = &[
    "prape",
    "perseri",
    "serish",
    "opet",
    "ponovo",
    "again",
    "per kete",
    "per keto",
    "o tome",
    "za ovo",
    "about it",
    "about this",
    "about them",
    "of this",
    "of it",
    "this",
    "it",
    "pak",
    "malo",
    "a bit",
    "a little",
    "po",
    "ok",
    "ju lutem",
    "te lutem",
    "lutem",
    "molim vas",
    "molim te",
    "molim",
    "please",
    "hvala",
    "faleminderit",
    "thanks",
    "thank you",
    "ne mengjes",
    "ujutru",
    "ujutro",
    "in the morning",
    "morning",
];
/// Later, on the same day.
const LATER: &[&str] = &[
    "me vone sot",
    "sot me vone",
    "ma vone",
    "me vone",
    "mvone",
    "kasnije danas",
    "danas kasnije",
    "kasnije",
    "later today",
    "later on",
    "later",
    "jo tani",
    "tani jo",
    "jo tash",
    "ne sada",
    "sada ne",
    "not now",
];
/// Until a day.
const UNTIL: &[&str] = &["deri", "gjer", "do", "until", "till", "by"];
/// Tomorrow, and nothing with it.
const TOMORROW: &[&str] = &["neser", "nesra", "sutra", "sjutra", "tomorrow", "tmrw", "tmr"];
/// Words between the wish and its day: in so many days, after a day, on it.
const IN: &[&str] = &["in", "after", "per", "pas", "mas", "mbas", "brenda", "za", "kroz", "nakon", "posle", "poslije"];
/// A wish that is not understood is still one when it is no longer than so many words.
const LONGEST_WISH: usize = 10;

/// When somebody wishes to be reminded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Snooze {
    /// Later on the same day.
    LaterToday,
    /// On this day, from tomorrow on.
    On(NaiveDate),
    /// On one of these days: ask which.
    AnyOf(NonEmpty<NaiveDate>),
    /// Later, without saying when: ask.
    Unsaid,
    /// Either to be reminded on this day, or to be given time until then: ask.
    OrExtension(NaiveDate),
}

/// Reads a text as the wish to be reminded later and nothing else; `None`: it is none.
pub fn read_snooze(text: &str, today: NaiveDate) -> Option<Snooze> {
    let all = tokens(text);
    let mut rest = UnreadTokens { tokens: &all, at: 0 };
    rest.pass_over();
    let remind = rest.take(REMIND);
    rest.pass_over();
    let mut later = rest.take(LATER);
    rest.pass_over();
    let until = remind && rest.take(UNTIL);
    let bare_tomorrow = !remind && !later && rest.begins(TOMORROW);
    let day = if remind {
        rest.take_day_ahead(today)
    } else if bare_tomorrow {
        rest.take_day(today)
    } else {
        None
    };
    rest.pass_over();
    later |= rest.take(LATER);
    rest.pass_over();
    if !rest.is_empty() {
        let short = all.len() <= LONGEST_WISH && all.iter().all(|token| token.kind != TokenKind::Number);
        return (remind && short).then_some(Snooze::Unsaid);
    }
    match (day, later) {
        (None, true) => Some(Snooze::LaterToday),
        (None, false) => (remind && !until).then_some(Snooze::Unsaid),
        (Some(DateMeaning::Day(day)), _) if day == today && remind && !until => Some(Snooze::LaterToday),
        (Some(DateMeaning::Day(day)), _) if day <= today => remind.then_some(Snooze::Unsaid),
        (Some(DateMeaning::Day(day)), _) if until || !remind => Some(Snooze::OrExtension(day)),
        (Some(DateMeaning::Day(day)), _) => Some(Snooze::On(day)),
        // “nesër ose pasnesër” is no wish to be reminded
        (Some(DateMeaning::Either(..) | DateMeaning::Vague { .. } | DateMeaning::Between { .. }), _) if !remind => None,
        (Some(several @ (DateMeaning::Either(..) | DateMeaning::Vague { .. } | DateMeaning::Between { .. })), _) => {
            let ahead: Vec<_> = several.days().into_iter().filter(|day| *day > today).collect();
            NonEmpty::try_from(ahead).ok().filter(|_| !until).map(Snooze::AnyOf).or(Some(Snooze::Unsaid))
        }
        (
            Some(DateMeaning::WorkingDays(_) | DateMeaning::TooFar(_) | DateMeaning::Hour(_) | DateMeaning::NoSuchDay),
            _,
        ) => Some(Snooze::Unsaid),
    }
}

/// What is left of a text that is taken apart from its beginning.
struct UnreadTokens<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
}

impl UnreadTokens<'_> {
    fn here(&self) -> &[Token<'_>] {
        self.tokens.get(self.at..).unwrap_or_default()
    }

    fn is_empty(&self) -> bool {
        self.here().is_empty()
    }

    fn begins(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| phrase_at(self.here(), phrase).is_some())
    }

    fn take(&mut self, phrases: &[&str]) -> bool {
        let longest = phrases.iter().filter_map(|phrase| phrase_at(self.here(), phrase)).max();
        self.at += longest.unwrap_or(0);
        longest.is_some()
    }

    fn take_day(&mut self, today: NaiveDate) -> Option<DateMeaning> {
        let day = scan(self.tokens, self.at, today)?;
        self.at += day.length.max(1);
        Some(day.meant)
    }

    /// A day, perhaps with a word before it that says how it lies ahead.
    fn take_day_ahead(&mut self, today: NaiveDate) -> Option<DateMeaning> {
        let before = self.at;
        if let Some(day) = self.take_day(today) {
            return Some(day);
        }
        self.take(IN);
        let day = self.take_day(today);
        if day.is_none() {
            self.at = before;
        }
        day
    }

    /// Passes over what means nothing: courtesies and signs that end or join.
    fn pass_over(&mut self) {
        loop {
            let before = self.at;
            let sign = self.here().first().is_some_and(|token| {
                token.kind == TokenKind::Sign && [".", ",", "!", "…", "🙏", "🙂", "👍"].contains(&token.plain.as_str())
            });
            self.at += usize::from(sign);
            self.take(FILLERS);
            if self.at == before {
                return;
            }
        }
    }
}
