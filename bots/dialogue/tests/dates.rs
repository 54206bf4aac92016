//! Dates as people write them and as focalpoint says them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{Days, NaiveDate};
use dialogue::dates::{DateError, read_date, say_date};
use events::language::Language;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A Tuesday.
fn today() -> NaiveDate {
    day("2017-06-20")
}

#[test]
fn dates_are_read_in_every_wording() {
    for (text, expected) in [
        ("15 qershor", "2017-06-15"),
        ("20 mars", "2017-03-20"),
        ("19 mars", "2018-03-19"),
        ("31/5", "2017-05-31"),
        ("kraj maja", "2017-05-31"),
        ("last Friday", "2017-06-16"),
        ("të martën e kaluar", "2017-06-13"),
        ("prošlog petka", "2017-06-16"),
        ("+3d", "2017-06-23"),
        ("another week", "2017-06-27"),
        ("20 qershor", "2017-06-20"),
        ("deri më 25 qershor", "2017-06-25"),
        ("25 qershorit 2017", "2017-06-25"),
        ("25. juna", "2017-06-25"),
        ("25. jun 2017.", "2017-06-25"),
        ("25. јуна", "2017-06-25"),
        ("25 qeshor", "2017-06-25"),
        ("June 25", "2017-06-25"),
        ("June 25th, 2017", "2017-06-25"),
        ("25th of June", "2017-06-25"),
        ("25.06", "2017-06-25"),
        ("25.6.", "2017-06-25"),
        ("25. 6. 2017.", "2017-06-25"),
        ("25.6.2017", "2017-06-25"),
        ("25.06.17", "2017-06-25"),
        ("25/6", "2017-06-25"),
        ("25-06-2017", "2017-06-25"),
        ("2017-06-25", "2017-06-25"),
        ("sot", "2017-06-20"),
        ("nesër", "2017-06-21"),
        ("sutra", "2017-06-21"),
        ("pasnesër", "2017-06-22"),
        ("prekosutra", "2017-06-22"),
        ("the day after tomorrow", "2017-06-22"),
        ("e premte", "2017-06-23"),
        ("të premten", "2017-06-23"),
        ("do petka", "2017-06-23"),
        ("do četvrtka", "2017-06-22"),
        ("Friday", "2017-06-23"),
        ("do nedelje", "2017-06-25"),
        ("e diel, 25 qershor", "2017-06-25"),
        ("+3 ditë", "2017-06-23"),
        ("+3 days", "2017-06-23"),
        ("+1 javë", "2017-06-27"),
        ("dy javë", "2017-07-04"),
        ("za 3 dana", "2017-06-23"),
        ("za dve nedelje", "2017-07-04"),
        ("in a week", "2017-06-27"),
        ("1 muaj", "2017-07-20"),
        ("para 3 ditësh", "2017-06-17"),
        ("3 days ago", "2017-06-17"),
        ("në fund të muajit", "2017-06-30"),
        ("krajem meseca", "2017-06-30"),
        ("end of next month", "2017-07-31"),
        ("në fund të korrikut", "2017-07-31"),
        ("do kraja nedelje", "2017-06-23"),
        ("në fund të vitit", "2017-12-31"),
        ("15 marta", "2018-03-15"),
    ] {
        assert_eq!(read_date(text, today()), Ok(Some(day(expected))), "{text}");
    }
}

#[test]
fn what_names_no_day_is_no_date() {
    for text in ["", "u krye", "50%", "12.5%", "ligji 04/L-218", "3 ditë pune", "10.45", "qershor 2017", "ora 10.30"] {
        assert_eq!(read_date(text, today()), Ok(None), "{text}");
    }
}

#[test]
fn a_day_that_the_calendar_lacks_is_told_apart_from_no_date() {
    for text in [
        "31 qershor",
        "deri më 31 qershor",
        "30.02",
        "30.02.2017",
        "2017-02-30",
        "31. juna",
        "June 31",
        "32.06",
        "29.02",
    ] {
        assert!(matches!(read_date(text, today()), Err(DateError::NoSuchDate { .. })), "{text}");
    }
}

#[test]
fn two_days_are_never_guessed_to_be_one() {
    for text in ["next Friday", "të premten tjetër", "sledećeg petka", "15 ose 20 korrik", "e premte 25 qershor"] {
        let Err(DateError::Several(days)) = read_date(text, today()) else { panic!("{text}") };
        assert_eq!(days.len(), 2, "{text}");
    }
    // On a Friday both opinions are the same day.
    assert_eq!(read_date("next Friday", day("2017-06-23")), Ok(Some(day("2017-06-30"))));
}

#[test]
fn dates_are_said_as_people_say_them() {
    for (date, language, said) in [
        ("2017-06-21", Language::Sq, "nesër, e mërkurë 21 qershor"),
        ("2017-06-21", Language::Sr, "sutra, sreda 21. jun"),
        ("2017-06-21", Language::En, "tomorrow, Wednesday 21 June"),
        ("2017-06-20", Language::Sq, "sot, e martë 20 qershor"),
        ("2017-06-19", Language::Sr, "juče, ponedeljak 19. jun"),
        ("2017-06-27", Language::En, "Tuesday 27 June"),
        ("2018-01-01", Language::Sq, "e hënë 1 janar 2018"),
        ("2018-01-01", Language::Sr, "ponedeljak 1. januar 2018."),
        ("2018-01-01", Language::En, "Monday 1 January 2018"),
    ] {
        assert_eq!(say_date(day(date), today(), language), said);
    }
}

proptest! {
    #[test]
    fn a_coming_day_that_is_said_is_read_as_itself(ahead in 1_u64..700, from in 0_u64..2000, language in 0_usize..3) {
        let today = today().checked_add_days(Days::new(from)).unwrap();
        let date = today.checked_add_days(Days::new(ahead)).unwrap();
        let said = say_date(date, today, Language::ALL[language]);
        // The near word and the date are the same day, named twice.
        prop_assert_eq!(read_date(&said, today), Ok(Some(date)), "{}", said);
    }
}
