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
