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
    /// Behind.
    Amber,
    /// Far behind.
    Red,
}

/// The light of a value on a day.
pub fn light(baseline: &Baseline, target: Figure, due: NaiveDate, value: Figure, on: NaiveDate) -> Light {
    let way = target.number() - baseline.value.number();
    let come = value.number() - baseline.value.number();
    if way.is_zero() {
        return if come.is_zero() { Light::Green } else { Light::Red };
    }
    // Measured along the way, whichever direction it has.
    let (way, come) = if way.is_sign_negative() { (-way, -come) } else { (way, come) };
    let days = |until: NaiveDate| Decimal::from((until - baseline.on).num_days().max(0));
    // What is due at once has no time to pass.
    let (time, passed) =
        if days(due).is_zero() { (Decimal::ONE, Decimal::ONE) } else { (days(due), days(on).min(days(due))) };
    if come >= way || (passed < time && come * time >= way * passed) {
        Light::Green
    } else if Decimal::from(3) * come * time >= Decimal::TWO * way * passed {
        Light::Amber
    } else {
        Light::Red
    }
}
