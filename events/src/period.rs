//! The days that a figure or a report is about.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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
