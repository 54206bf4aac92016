//! A series of meetings as a form asks for it: how it repeats, and its days, which are shown before anything is scheduled.
//!
//! A series is many meetings at once, and some of its days are holidays or taken: whoever schedules it sees each, and leaves out
//! what is not meant.

use chrono::{Datelike, NaiveDate};
use coordination::series::LONGEST_SERIES;
use events::recurrence::RecurrenceRule;
use notifications::Calendar;
use readmodels::meetings::{MeetingStage, MeetingView};
use serde::Serialize;

use crate::features::meetings::scheduling::{MeetingPlan, SchedulingError};
use crate::http::form::{FormCheck, FormEntries};

/// How a series can repeat.
pub(super) const RECURRENCES: [&str; 5] = ["none", "weekly", "fortnightly", "monthly", "monthly-weekday"];

/// The last week of a month that every month has.
const LAST_WHOLE_WEEK: u32 = 4;

/// A day of a series, as it is shown before it is scheduled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct SeriesDay {
    date: NaiveDate,
    /// The weekday, Monday is 1.
    weekday: u32,
    /// Whether nobody works on it: a weekend or a holiday.
    off: bool,
    /// How many other meetings are on it.
    others: usize,
}

/// The part of a rule that says on which weekday of the month a date is: the second Tuesday, the last Friday.
fn weekday_of_month(date: NaiveDate) -> String {
    let day = &date.weekday().to_string().to_uppercase()[..2];
    let week = date.day0() / 7 + 1;
    if week > LAST_WHOLE_WEEK { format!("BYDAY=-1{day}") } else { format!("BYDAY={week}{day}") }
}

/// The rule, from how it repeats and how many meetings or until when; none: it does not repeat.
pub(super) fn read_rule(check: &mut FormCheck<'_>, first: NaiveDate) -> Option<RecurrenceRule> {
    let entries = check.entries();
    let rule = match entries.get("recurrence") {
        "" | "none" => return None,
        "weekly" => "FREQ=WEEKLY".to_owned(),
        "fortnightly" => "FREQ=WEEKLY;INTERVAL=2".to_owned(),
        "monthly" => "FREQ=MONTHLY".to_owned(),
        "monthly-weekday" => format!("FREQ=MONTHLY;{}", weekday_of_month(first)),
        _ => {
            check.wrong("recurrence", "page-wrong-choice");
            return None;
        }
    };
    if !entries.get("until").is_empty() {
        let until = check.date("until")?;
        return format!("{rule};UNTIL={}", until.format("%Y%m%d")).parse().ok();
    }
    match check.parsed::<u16>("count", "page-wrong-number") {
        Some(count) if (2..=LONGEST_SERIES).contains(&count) => format!("{rule};COUNT={count}").parse().ok(),
        Some(_) => {
            check.wrong("count", "page-wrong-series");
            None
        }
        None => None,
    }
}

/// Every day of the series, also those that are to be left out.
pub(super) fn series_days(
    plan: &MeetingPlan,
    meetings: &[MeetingView],
    calendar: &Calendar,
) -> Result<Vec<SeriesDay>, SchedulingError> {
    let whole = MeetingPlan { left_out: vec![], ..plan.clone() };
    let taken = |date: NaiveDate| {
        let others = meetings.iter().filter(|other| other.at.date == date && other.stage != MeetingStage::Cancelled);
        others.count()
    };
    let day = |date: NaiveDate| SeriesDay {
        date,
        weekday: date.weekday().number_from_monday(),
        off: !calendar.is_working_day(date),
        others: taken(date),
    };
    Ok(whole.times()?.iter().map(|at| day(at.date)).collect())
}

/// Whether the form that was sent had shown these very days.
pub(super) fn is_shown(days: &[SeriesDay], entries: &FormEntries) -> bool {
    let shown: Vec<_> = entries.all("shown-day").map(str::to_owned).collect();
    shown == days.iter().map(|day| day.date.to_string()).collect::<Vec<_>>()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_weekday_of_a_month_is_counted_from_its_beginning_and_the_fifth_is_the_last() {
        let part = |day: &str| weekday_of_month(day.parse().unwrap());
        assert_eq!(part("2017-07-04"), "BYDAY=1TU");
        assert_eq!(part("2017-07-28"), "BYDAY=4FR");
        assert_eq!(part("2017-07-31"), "BYDAY=-1MO");
    }

    #[test]
    fn a_rule_ends_after_so_many_meetings_or_on_a_day() {
        let read = |fields: &[(&str, &str)]| {
            let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            let entries = FormEntries::from_pairs(fields);
            let rule = read_rule(&mut FormCheck::of(&entries), "2017-07-04".parse().unwrap());
            rule.map(|rule| rule.to_string())
        };
        assert_eq!(read(&[("recurrence", "none")]), None);
        let weekly = read(&[("recurrence", "weekly"), ("count", "4")]);
        assert_eq!(weekly.as_deref(), Some("FREQ=WEEKLY;COUNT=4"));
        let until = read(&[("recurrence", "monthly-weekday"), ("until", "2017-12-31"), ("count", "99")]);
        assert_eq!(until.as_deref(), Some("FREQ=MONTHLY;BYDAY=1TU;UNTIL=20171231"));
        assert_eq!(read(&[("recurrence", "weekly"), ("count", "53")]), None);
    }
}
