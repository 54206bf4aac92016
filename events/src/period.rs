//! The days that a figure or a report is about.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::bounds::within;

/// From one day to another, both included; dates in Kosovo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "Days", into = "Days")]
pub struct Period {
    from: NaiveDate,
    until: NaiveDate,
}

/// The period ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the period ends on {until}, before it begins on {from}: check the dates")]
pub struct PeriodReversed {
    /// The first day as given.
    pub from: NaiveDate,
    /// The last day as given.
    pub until: NaiveDate,
}

/// A period as it is written.
#[derive(Serialize, Deserialize, schemars::JsonSchema)]
struct Days {
    from: NaiveDate,
    until: NaiveDate,
}

impl Period {
    /// From the first to the last day.
    pub fn new(from: NaiveDate, until: NaiveDate) -> Result<Self, PeriodReversed> {
        if from <= until { Ok(Self { from, until }) } else { Err(PeriodReversed { from, until }) }
    }

    /// The first day.
    pub const fn from(self) -> NaiveDate {
        self.from
    }

    /// The last day.
    pub const fn until(self) -> NaiveDate {
        self.until
    }

    /// The period that begins and ends on this day.
    pub const fn day(day: NaiveDate) -> Self {
        Self { from: day, until: day }
    }

    /// The calendar month that a day is in.
    pub fn month_of(day: NaiveDate) -> Self {
        let from = day.with_day(1).unwrap_or(day);
        let next = from.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt());
        Self { from, until: next.unwrap_or(NaiveDate::MAX) }
    }

    /// The calendar month before the one that begins it.
    pub fn month_before(self) -> Self {
        Self::month_of(self.from.with_day(1).and_then(|first| first.pred_opt()).unwrap_or(self.from))
    }

    /// The calendar quarter that a day is in.
    pub fn quarter_of(day: NaiveDate) -> Self {
        let month = day.month0() / 3 * 3 + 1;
        let from = NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
        let next = from.checked_add_months(Months::new(3)).and_then(|next| next.pred_opt());
        Self { from, until: next.unwrap_or(NaiveDate::MAX) }
    }

    /// The calendar quarters from the one that begins it up to the one that ends it, in order, as far as they lie within what
    /// anything is about.
    pub fn quarters(self) -> impl Iterator<Item = Self> {
        let bounded = Self { from: within(self.from), until: within(self.until) };
        let next = |quarter: &Self| quarter.until.succ_opt().map(Self::quarter_of);
        std::iter::successors(Some(Self::quarter_of(bounded.from)), next)
            .take_while(move |one| one.from <= bounded.until)
    }

    /// The year and the number, 1 to 4, of a whole calendar quarter.
    pub fn as_quarter(self) -> Option<(i32, u32)> {
        (Self::quarter_of(self.from) == self).then(|| (self.from.year(), self.from.month0() / 3 + 1))
    }

    /// Whether the day is in it.
    pub fn covers(self, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day)
    }
}

impl TryFrom<Days> for Period {
    type Error = PeriodReversed;
    fn try_from(days: Days) -> Result<Self, PeriodReversed> {
        Self::new(days.from, days.until)
    }
}

impl From<Period> for Days {
    fn from(period: Period) -> Self {
        Self { from: period.from, until: period.until }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.until)
    }
}
