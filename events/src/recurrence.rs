//! The rule of a meeting series (RFC 5545, RRULE), in a shape that has no room for words.
//!
//! What the rule means is worked out where a calendar is at hand; here only its shape is held to, so that a rule cannot
//! carry what a free text may not.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The most digits of a count, a day or a week in a rule.
const MOST_DIGITS: usize = 3;

/// A text is not a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not a recurrence rule (RFC 5545): write for example FREQ=MONTHLY;COUNT=6")]
pub struct NotARule {
    /// The text as it was given.
    pub text: String,
}

/// A rule such as `FREQ=MONTHLY;BYDAY=1MO;COUNT=6`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct RecurrenceRule(String);

impl RecurrenceRule {
    /// The rule as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_day(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let day = &value[number.len()..];
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].contains(&day) && (number.is_empty() || is_number(number))
}

fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    (1..=MOST_DIGITS).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// A date, or a date with a time, in UTC or not: `20181231`, `20181231T220000Z`.
fn is_end(value: &str) -> bool {
    let value = value.strip_suffix('Z').unwrap_or(value);
    let (date, time) = value.split_once('T').unwrap_or((value, "000000"));
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    digits(date, 8) && digits(time, 6) && matches!(date.as_bytes(), [b'1' | b'2', ..])
}

fn is_part(part: &str) -> bool {
    let Some((key, value)) = part.split_once('=') else { return false };
    let each = |test: fn(&str) -> bool| value.split(',').all(test);
    match key {
        "FREQ" => ["YEARLY", "MONTHLY", "WEEKLY", "DAILY"].contains(&value),
        "COUNT" | "INTERVAL" => is_number(value),
        "UNTIL" => is_end(value),
        "BYDAY" => each(is_day),
        "WKST" => is_day(value),
        "BYMONTH" | "BYMONTHDAY" | "BYYEARDAY" | "BYWEEKNO" | "BYSETPOS" => each(is_number),
        _ => false,
    }
}

impl FromStr for RecurrenceRule {
    type Err = NotARule;
    fn from_str(text: &str) -> Result<Self, NotARule> {
        if text.starts_with("FREQ=") && text.split(';').all(is_part) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotARule { text: text.to_owned() })
        }
    }
}

impl TryFrom<String> for RecurrenceRule {
    type Error = NotARule;
    fn try_from(text: String) -> Result<Self, NotARule> {
        text.parse()
    }
}

impl From<RecurrenceRule> for String {
    fn from(rule: RecurrenceRule) -> Self {
        rule.0
    }
}

impl fmt::Display for RecurrenceRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
