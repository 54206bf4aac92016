//! Recurring meetings: a rule (RFC 5545, RRULE) becomes a bounded list of meetings.
//!
//! A series is expanded when it is scheduled, so that each meeting is an aggregate of its own: it can be moved, called
//! off and minuted without the others.

use chrono::{NaiveTime, TimeZone};
use chrono_tz::Europe::Belgrade;
use events::meeting::MeetingTime;
use events::non_empty::NonEmpty;
use rrule::{RRule, Tz, Unvalidated};

/// The most meetings of one series: a year of weekly ones.
pub const LONGEST_SERIES: u16 = 52;

/// Why a rule makes no series.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeriesError {
    /// The rule is not an RRULE.
    #[error("“{rule}” is not a recurrence rule (RFC 5545), for example FREQ=MONTHLY;COUNT=6: {reason}")]
    NotARule {
        /// The recurrence rule, as RFC 5545 writes it.
        rule: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The first meeting's time does not exist, because clocks go forward then.
    #[error("{0} does not exist in Kosovo: clocks go forward at that hour")]
    NoSuchTime(chrono::NaiveDateTime),
    /// The rule gives no meeting.
    #[error("the rule gives no meeting")]
    Empty,
    /// The rule gives too many meetings.
    #[error("the rule gives more than {LONGEST_SERIES} meetings: add COUNT or UNTIL")]
    TooLong,
}

/// The meetings of a series, the first at `first` where the rule allows it; same time of day (Europe/Belgrade) and
/// length each.
pub fn occurrences(rule: &str, first: MeetingTime) -> Result<NonEmpty<MeetingTime>, SeriesError> {
    let not_a_rule =
        |error: rrule::RRuleError| SeriesError::NotARule { rule: rule.to_owned(), reason: error.to_string() };
    let starts = first.date.and_time(first.time.unwrap_or(NaiveTime::MIN));
    let starts_at = Belgrade.from_local_datetime(&starts).earliest().ok_or(SeriesError::NoSuchTime(starts))?;
    let starts_at = starts_at.with_timezone(&Tz::Europe__Belgrade);
    let parsed: RRule<Unvalidated> = rule.parse().map_err(not_a_rule)?;
    let found = parsed.build(starts_at).map_err(not_a_rule)?.all(LONGEST_SERIES + 1);
    if found.limited || found.dates.len() > usize::from(LONGEST_SERIES) {
        return Err(SeriesError::TooLong);
    }
    let times: Vec<_> = found.dates.into_iter().map(|date| MeetingTime { date: date.date_naive(), ..first }).collect();
    NonEmpty::try_from(times).map_err(|_| SeriesError::Empty)
}
