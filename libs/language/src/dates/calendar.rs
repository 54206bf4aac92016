//! Days reckoned: the next such day, the last of a month, the week after this one.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::date_meaning::{DateMeaning, shifted};

/// A day without a year that passed no longer ago is that day; an earlier one is next year's.
const JUST_PASSED: Months = Months::new(3);
/// No task is given for longer.
const FARTHEST_AHEAD: Months = Months::new(24);
/// No task is that much overdue.
const FARTHEST_BACK: Months = Months::new(12);

/// What a day named with certainty means: itself, unless it is out of all reach.
pub(super) fn placed(day: NaiveDate, today: NaiveDate) -> DateMeaning {
    let ahead = today.checked_add_months(FARTHEST_AHEAD).unwrap_or(NaiveDate::MAX);
    let back = today.checked_sub_months(FARTHEST_BACK).unwrap_or(NaiveDate::MIN);
    if (back..=ahead).contains(&day) { DateMeaning::Day(day) } else { DateMeaning::TooFar(day) }
}

/// What either of two days means; one of them out of reach puts both in doubt.
pub(super) fn either(first: NaiveDate, second: NaiveDate, today: NaiveDate) -> DateMeaning {
    match (placed(first, today), placed(second, today)) {
        (far @ DateMeaning::TooFar(_), _) | (_, far @ DateMeaning::TooFar(_)) => far,
        (_, _) if first == second => DateMeaning::Day(first),
        (_, _) => DateMeaning::Either(first.min(second), first.max(second)),
    }
}

/// What two days with others between them mean.
pub(super) fn between(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> DateMeaning {
    let stretch = vague(from, to, today);
    if let DateMeaning::Vague { from, to } = stretch { DateMeaning::Between { from, to } } else { stretch }
}

/// What a stretch means.
pub(super) fn vague(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> DateMeaning {
    match (placed(from, today), placed(to, today)) {
        (far @ DateMeaning::TooFar(_), _) | (_, far @ DateMeaning::TooFar(_)) => far,
        (_, _) if from == to => DateMeaning::Day(from),
        (_, _) => DateMeaning::Vague { from: from.min(to), to: from.max(to) },
    }
}

/// The next such day of the year, today included, or the one that has just passed.
pub(super) fn next_such(today: NaiveDate, day_of_month: u32, month: u32) -> Option<NaiveDate> {
    let just_passed = today.checked_sub_months(JUST_PASSED).unwrap_or(NaiveDate::MIN);
    (-1..=1)
        .filter_map(|years| NaiveDate::from_ymd_opt(today.year().checked_add(years)?, month, day_of_month))
        .find(|day| *day >= just_passed)
}

/// The day of a month of this or that year, or of the next such day.
pub(super) fn day_and_month(today: NaiveDate, day_of_month: u32, month: u32, year: Option<i32>) -> DateMeaning {
    let day = match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day_of_month),
        None => next_such(today, day_of_month, month),
    };
    day.map_or(DateMeaning::NoSuchDay, |day| placed(day, today))
}

/// This day of the running month or, once it has passed, of the next.
pub(super) fn day_of_month(today: NaiveDate, day_of_month: u32) -> DateMeaning {
    let such = (0..=1).filter_map(|months| in_month(today, months)?.with_day(day_of_month)).find(|day| *day >= today);
    such.map_or(DateMeaning::NoSuchDay, DateMeaning::Day)
}

/// The first of the month that is so many ahead.
pub(super) fn in_month(today: NaiveDate, ahead: u32) -> Option<NaiveDate> {
    today.with_day(1)?.checked_add_months(Months::new(ahead))
}

pub(super) fn last_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// The first such day after today.
pub(super) fn coming(today: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let ahead = (7 + weekday.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7;
    shifted(today, if ahead == 0 { 7 } else { i64::from(ahead) })
}

/// The day of the week that is so many weeks ahead; weeks begin on Monday.
pub(super) fn in_week(today: NaiveDate, weekday: Weekday, ahead: i64) -> Option<NaiveDate> {
    let monday = shifted(today, -i64::from(today.weekday().num_days_from_monday()))?;
    shifted(monday, 7 * ahead + i64::from(weekday.num_days_from_monday()))
}
