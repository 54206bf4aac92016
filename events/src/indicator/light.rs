//! The traffic light of an indicator, and the rule that sets it.
//!
//! An indicator is to move from its baseline to its target while the time from the baseline's day to the due date
//! passes. The share of the way that it has come is held against the share of the time that has passed: as much or more
//! is green, two thirds of it or more is amber, less is red. A target that is reached is green at any time. Where the
//! target is the baseline, the value is to stay: there it is green, elsewhere red.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::figure::Figure;
use crate::indicator::Baseline;

/// A traffic light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Light {
    /// On its way.
    Green,
    /// At least two thirds of the way that the time asks for.
    Amber,
    /// Less than two thirds of it, or a value that strayed.
    Red,
}

impl Light {
    /// The name that texts hang on.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
        }
    }
}

/// Which part of the rule set a light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// The target is reached.
    Reached,
    /// As much of the way has been come as of the time has passed.
    OnTime,
    /// Two thirds of that.
    TwoThirds,
    /// Less than two thirds of that.
    Less,
    /// The value was to stay, and did.
    Stayed,
    /// The value was to stay, and did not.
    Strayed,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Reached, Self::OnTime, Self::TwoThirds, Self::Less, Self::Stayed, Self::Strayed];

    /// The light that it sets.
    pub const fn light(self) -> Light {
        match self {
            Self::Reached | Self::OnTime | Self::Stayed => Light::Green,
            Self::TwoThirds => Light::Amber,
            Self::Less | Self::Strayed => Light::Red,
        }
    }

    /// The name that texts hang on.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::OnTime => "on-time",
            Self::TwoThirds => "two-thirds",
            Self::Less => "less",
            Self::Stayed => "stayed",
            Self::Strayed => "strayed",
        }
    }
}

/// How a value stands on its way from the baseline to the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// The rule that applies.
    pub rule: Rule,
    /// The share of the way that it has come, per cent; below nought when it went the other way. None where there is no
    /// way to go, or the share is beyond telling.
    pub come: Option<Figure>,
    /// The share of the time that has passed, per cent.
    pub passed: Option<Figure>,
}

/// How a value stands on a day.
pub fn course(baseline: &Baseline, target: Figure, due: NaiveDate, value: Figure, on: NaiveDate) -> Course {
    let way = target.number() - baseline.value.number();
    let come = value.number() - baseline.value.number();
    // Measured along the way, whichever direction it has.
    let (way, come) = if way.is_sign_negative() { (-way, -come) } else { (way, come) };
    let days = |until: NaiveDate| Decimal::from((until - baseline.on).num_days().max(0));
    // What is due at once has no time to pass.
    let (time, passed) =
        if days(due).is_zero() { (Decimal::ONE, Decimal::ONE) } else { (days(due), days(on).min(days(due))) };
    let rule = if way.is_zero() {
        if come.is_zero() { Rule::Stayed } else { Rule::Strayed }
    } else if come >= way {
        Rule::Reached
    } else if passed < time && come * time >= way * passed {
        Rule::OnTime
    } else if Decimal::from(3) * come * time >= Decimal::TWO * way * passed {
        Rule::TwoThirds
    } else {
        Rule::Less
    };
    let percent = |part: Decimal, whole: Decimal| {
        let share = (part * Decimal::ONE_HUNDRED).checked_div(whole)?;
        Figure::rounded(share, 0).ok()
    };
    Course { rule, come: percent(come, way), passed: percent(passed, time) }
}

/// The light of a value on a day.
pub fn light(baseline: &Baseline, target: Figure, due: NaiveDate, value: Figure, on: NaiveDate) -> Light {
    course(baseline, target, due, value, on).rule.light()
}
