//! What words about a date can mean.
//!
//! Only [`DateMeaning::Day`] may be acted on without asking back. The rest says why it is none, and [`DateMeaning::days`] which days a
//! question can offer.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use privacy::tokens::Token;

/// Of a stretch no longer than this each working day can be offered beside its ends, of a longer one only these.
const LONGEST_OFFER: i64 = 7;

/// What words about a date mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateMeaning {
    /// A day, and no other can be meant.
    Day(NaiveDate),
    /// One of two days: “7/8”, “2-3 ditë”, “e premte” said on a Friday.
    Either(NaiveDate, NaiveDate),
    /// Some day of a stretch that is named as a whole: “next week”, “početkom jula”, “do jula”, “pas Bajramit”.
    Vague {
        /// The first day of the stretch.
        from: NaiveDate,
        /// The last of the days that can be meant.
        to: NaiveDate,
    },
    /// Some day between two that are named, ends included: “20-22 qershor”, “5-10 ditë”.
    Between {
        /// The first day that is named.
        from: NaiveDate,
        /// The last of the days that can be meant.
        to: NaiveDate,
    },
    /// So many working days from today; which day that is only a calendar of holidays knows.
    WorkingDays(u32),
    /// A day of another age than a task's, most often a slip of the year: more than two years ahead, or more than a year
    /// back.
    TooFar(NaiveDate),
    /// An hour of this day, which is today: “deri në ora 15”. Beside another day it is an hour of that one and names no
    /// day of its own.
    Hour(NaiveDate),
    /// A day that the calendar lacks: “31 qershor”.
    NoSuchDay,
}

impl DateMeaning {
    /// The day, if it is certain and of a calendar.
    pub(crate) fn certain_day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Either(..)
            | Self::Vague { .. }
            | Self::Between { .. }
            | Self::WorkingDays(_)
            | Self::TooFar(_)
            | Self::Hour(_)
            | Self::NoSuchDay => None,
        }
    }

    /// The days to offer, earliest first, where it is asked which is meant; none where the words name no day that
    /// could be.
    pub(crate) fn days(self) -> Vec<NaiveDate> {
        match self {
            Self::Day(day) | Self::Hour(day) => vec![day],
            Self::Either(first, second) if first == second => vec![first],
            Self::Either(first, second) => vec![first.min(second), first.max(second)],
            Self::Vague { from, to } | Self::Between { from, to } if (to - from).num_days() >= LONGEST_OFFER => {
                vec![from, to]
            }
            Self::Vague { from, to } | Self::Between { from, to } => {
                let works = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
                let all = from.iter_days().take_while(|day| *day <= to);
                all.filter(|day| works(day) || *day == from || *day == to).collect()
            }
            Self::WorkingDays(_) | Self::TooFar(_) | Self::NoSuchDay => Vec::new(),
        }
    }

    /// Whether words with this meaning add nothing where this day is named as well: “next week, on Tuesday”, “today,
    /// Friday”, “nesër deri në ora 12”.
    pub(crate) fn is_less_than(self, day: NaiveDate) -> bool {
        match self {
            Self::Hour(_) => true,
            Self::Vague { from, to } | Self::Between { from, to } => (from..=to).contains(&day),
            Self::Either(first, second) => first == day || second == day,
            Self::Day(_) | Self::WorkingDays(_) | Self::TooFar(_) | Self::NoSuchDay => false,
        }
    }
}

/// A date found in a row of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FoundDate {
    pub(crate) meant: DateMeaning,
    /// How many tokens name it.
    pub(crate) length: usize,
}

impl FoundDate {
    /// The words that name it, as written.
    pub(crate) fn words(&self, text: &str, tokens: &[Token<'_>], at: usize) -> String {
        let start = tokens.get(at).map_or(0, |token| token.start);
        let end = tokens.get(at + self.length.saturating_sub(1)).map_or(text.len(), |token| token.end);
        text.get(start..end).unwrap_or_default().to_owned()
    }
}

/// The day so many days from this one.
pub(super) fn shifted(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) }
}
