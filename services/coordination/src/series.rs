//! Recurring meetings: a rule (RFC 5545, RRULE) becomes a bounded list of meetings.
//!
//! A series is expanded when it is scheduled, so that each meeting is an aggregate of its own: it can be moved, called
//! off and minuted without the others.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
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

/// The moment after which a series has no meeting, of a part `UNTIL=…` that is not in UTC: a date is that whole day in Kosovo, and a
/// time without zone is the time there, as calendars write both (RFC 5545, 3.3.10).
fn end_in_utc(value: &str) -> Option<String> {
    let end = match NaiveDate::parse_from_str(value, "%Y%m%d") {
        Ok(day) => day.and_hms_opt(23, 59, 59)?,
        Err(_) => NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%S").ok()?,
    };
    let end = Belgrade.from_local_datetime(&end).latest()?;
    Some(end.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ").to_string())
}

/// The rule with its end in UTC, as the library wants it.
fn with_end_in_utc(rule: &str) -> String {
    let part = |part: &str| {
        let end = part.strip_prefix("UNTIL=").and_then(end_in_utc);
        end.map_or_else(|| part.to_owned(), |end| format!("UNTIL={end}"))
    };
    rule.split(';').map(part).collect::<Vec<_>>().join(";")
}

/// The meetings of a series, the first at `first` where the rule allows it; same time of day (Europe/Belgrade) and
/// length each.
pub fn occurrences(rule: &str, first: MeetingTime) -> Result<NonEmpty<MeetingTime>, SeriesError> {
    let not_a_rule =
        |error: rrule::RRuleError| SeriesError::NotARule { rule: rule.to_owned(), reason: error.to_string() };
    let starts = first.date.and_time(first.time.unwrap_or(NaiveTime::MIN));
    let starts_at = Belgrade.from_local_datetime(&starts).earliest().ok_or(SeriesError::NoSuchTime(starts))?;
    let starts_at = starts_at.with_timezone(&Tz::Europe__Belgrade);
    let parsed: RRule<Unvalidated> = with_end_in_utc(rule).parse().map_err(not_a_rule)?;
    let found = parsed.build(starts_at).map_err(not_a_rule)?.all(LONGEST_SERIES + 1);
    if found.limited || found.dates.len() > usize::from(LONGEST_SERIES) {
        return Err(SeriesError::TooLong);
    }
    let times: Vec<_> = found.dates.into_iter().map(|date| MeetingTime { date: date.date_naive(), ..first }).collect();
    NonEmpty::try_from(times).map_err(|_| SeriesError::Empty)
}
