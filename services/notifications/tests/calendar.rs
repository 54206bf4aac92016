//! Working days of Kosovo, against the official lists of past years.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

use chrono::{Datelike, Days, NaiveDate, Weekday};
use notifications::Calendar;
use proptest::prelude::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_days_off_of_2017_are_those_of_the_official_list() {
    let off: Vec<String> = Calendar::default().days_off(2017).iter().map(ToString::to_string).collect();
    // 1 January and 7 January were at weekends; both Easters were on 16 April; 9 April and Eid al-Fitr (25 June) were
    // Sundays.
    let expected = [
        "2017-01-02",
        "2017-01-03",
        "2017-01-09",
        "2017-02-17",
        "2017-04-10",
        "2017-04-17",
        "2017-05-01",
        "2017-05-09",
        "2017-06-26",
        "2017-09-01",
        "2017-12-25",
    ];
    assert_eq!(off, expected);
}

#[test]
fn the_two_easters_are_kept_apart() {
    let calendar = Calendar::default();
    for (year, catholic, orthodox) in [(2024, "2024-04-01", "2024-05-06"), (2026, "2026-04-06", "2026-04-13")] {
        let off = calendar.days_off(year);
        assert!(off.contains(&date(catholic)) && off.contains(&date(orthodox)), "{year}: {off:?}");
    }
}

#[test]
fn an_announced_eid_takes_the_computed_ones_place() {
    let computed = Calendar::default();
    assert!(!computed.is_working_day(date("2024-04-10")));
    let announced = Calendar::with_announced([date("2024-04-11")], []).unwrap();
    assert!(announced.is_working_day(date("2024-04-10")) && !announced.is_working_day(date("2024-04-11")));
    assert!(Calendar::with_announced([date("2024-08-01")], []).unwrap_err().to_string().contains("2024-08-01"));
}

#[test]
fn a_day_that_the_government_declares_is_off_and_moves_no_other_holiday() {
    // 1 January 2017 was a Sunday: its day off was 3 January, whatever was declared.
    let declared = [date("2017-07-14"), date("2017-07-15"), date("2017-01-03")];
    let calendar = Calendar::with_announced([], declared).unwrap();
    assert!(!calendar.is_working_day(date("2017-07-14")));
    assert_eq!(calendar.working_day_from(date("2017-07-14")), date("2017-07-17"), "a weekend is off anyhow");
    assert_eq!(calendar.working_days_between(date("2017-07-13"), date("2017-07-18")), 2);
    let computed = Calendar::default();
    let more: Vec<_> = calendar.days_off(2017).difference(&computed.days_off(2017)).copied().collect();
    assert_eq!(more, [date("2017-07-14")]);
}

#[test]
fn working_days_are_counted_over_weekends_and_holidays() {
    let calendar = Calendar::default();
    assert_eq!(calendar.nth_working_day_after(date("2017-07-05"), 1), date("2017-07-06"));
    assert_eq!(calendar.nth_working_day_after(date("2017-07-05"), 5), date("2017-07-12"));
    assert_eq!(calendar.nth_working_day_after(date("2017-04-14"), 1), date("2017-04-18"), "over Easter");
    assert_eq!(calendar.working_day_until(date("2017-04-17")), date("2017-04-14"));
    assert_eq!(calendar.working_days_between(date("2017-12-22"), date("2018-01-04")), 6);
}

proptest! {
    #[test]
    fn counting_and_walking_agree(start in 0_u64..20_000, n in 1_u16..40) {
        let calendar = Calendar::default();
        let start = date("1995-01-01") + Days::new(start);
        let end = calendar.nth_working_day_after(start, n);
        prop_assert!(calendar.is_working_day(end));
        prop_assert!(!matches!(end.weekday(), Weekday::Sat | Weekday::Sun));
        prop_assert_eq!(calendar.working_days_between(start, end), u32::from(n));
    }
}
