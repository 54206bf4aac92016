//! Recurrence rules become lists of meetings.

use chrono::{NaiveDate, NaiveTime};
use coordination::series::{LONGEST_SERIES, SeriesError, occurrences};
use events::meeting::MeetingTime;

fn at(year: i32, month: u32, day: u32) -> MeetingTime {
    MeetingTime {
        date: NaiveDate::from_ymd_opt(year, month, day).unwrap(),
        time: NaiveTime::from_hms_opt(10, 0, 0),
        minutes: Some(90),
    }
}

#[test]
fn a_monthly_meeting_keeps_its_hour_over_the_change_of_clocks() {
    let found = occurrences("FREQ=MONTHLY;COUNT=3", at(2017, 9, 28)).unwrap();
    let expected = [at(2017, 9, 28), at(2017, 10, 28), at(2017, 11, 28)];
    assert_eq!(Vec::from(found), expected);
}

#[test]
fn the_first_monday_of_each_month() {
    let found = occurrences("FREQ=MONTHLY;BYDAY=1MO;COUNT=2", at(2017, 7, 3)).unwrap();
    assert_eq!(Vec::from(found), [at(2017, 7, 3), at(2017, 8, 7)]);
}

#[test]
fn an_endless_rule_and_one_that_is_none_are_refused() {
    assert_eq!(occurrences("FREQ=DAILY", at(2017, 7, 3)), Err(SeriesError::TooLong));
    let longest = format!("FREQ=WEEKLY;COUNT={LONGEST_SERIES}");
    assert_eq!(occurrences(&longest, at(2017, 7, 3)).unwrap().len(), usize::from(LONGEST_SERIES));
    assert!(matches!(occurrences("every Monday", at(2017, 7, 3)), Err(SeriesError::NotARule { .. })));
    assert_eq!(occurrences("FREQ=DAILY;UNTIL=20170701T000000Z", at(2017, 7, 3)).err().map(|_| ()), Some(()));
}

#[test]
fn an_hour_that_clocks_pass_over_is_refused() {
    let skipped = MeetingTime { time: NaiveTime::from_hms_opt(2, 30, 0), ..at(2017, 3, 26) };
    assert!(matches!(occurrences("FREQ=DAILY;COUNT=2", skipped), Err(SeriesError::NoSuchTime(_))));
}

#[test]
fn the_end_of_a_series_may_be_a_day_a_time_in_kosovo_or_a_moment() {
    let days =
        |rule: &str| -> Vec<_> { occurrences(rule, at(2017, 12, 4)).unwrap().iter().map(|one| one.date).collect() };
    let by_day = days("FREQ=WEEKLY;UNTIL=20180226");
    assert_eq!(by_day.len(), 13);
    assert_eq!(by_day.last().copied(), chrono::NaiveDate::from_ymd_opt(2018, 2, 26));
    assert_eq!(days("FREQ=WEEKLY;UNTIL=20180226T235959"), by_day);
    assert_eq!(days("FREQ=WEEKLY;UNTIL=20180226T225959Z"), by_day);
    assert_eq!(days("FREQ=WEEKLY;UNTIL=20180225").len(), 12, "the day before is not the day");
}
