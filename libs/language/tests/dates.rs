//! Dates as people write them and as focalpoint says them.

use chrono::NaiveDate;
use events::language::Language;
use language::dates::{DateError, read_date, say_date};

mod days;
mod properties;
mod spans;
mod spelt_numbers;

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
    for text in ["15 ose 20 korrik", "e premte 25 qershor", "e premte ose e hënë", "20-22 qershor", "next week"] {
        let Err(DateError::Several(days)) = read_date(text, today()) else { panic!("{text}") };
        assert!(days.len() > 1, "{text}");
    }
}

#[test]
fn the_next_such_day_of_the_week_is_the_one_of_next_week() {
    for text in ["next Friday", "të premten tjetër", "sledećeg petka", "e premtja që vjen", "Friday next week"] {
        for from in ["2017-06-19", "2017-06-20", "2017-06-23", "2017-06-25"] {
            assert_eq!(read_date(text, day(from)), Ok(Some(day("2017-06-30"))), "{text} said on {from}");
        }
    }
    for (text, wanted) in
        [("Friday week", "2017-06-30"), ("a week on Monday", "2017-07-03"), ("this day week", "2017-06-27")]
    {
        assert_eq!(read_date(text, day("2017-06-20")), Ok(Some(day(wanted))), "{text}");
    }
}

#[test]
fn spans_in_one_word_and_in_the_words_of_a_town_are_counted() {
    for (text, wanted) in [
        ("tetëditor", "2017-06-28"),
        ("një afat dhjetëditor", "2017-06-30"),
        ("njëmujore", "2017-07-20"),
        ("petnaestodnevni rok", "2017-07-05"),
        ("dvonedeljno odlaganje", "2017-07-04"),
        ("dvije hefte", "2017-07-04"),
        ("tri nedeljice", "2017-07-11"),
        ("javë ditë", "2017-06-27"),
        ("za jedno 2 nedelje", "2017-07-04"),
    ] {
        assert_eq!(read_date(text, day("2017-06-20")), Ok(Some(day(wanted))), "{text}");
    }
}

#[test]
fn what_a_report_is_of_is_no_day() {
    for text in [
        "raporti gjashtëmujor u krye",
        "dorëzuam raportin tremujor",
        "tromesečni izveštaj je poslat",
        "izveštaj za maj je poslat",
        "raporti për majin u dorëzua",
        "statistics for May sent",
    ] {
        assert_eq!(read_date(text, day("2017-06-20")), Ok(None), "{text}");
    }
    for text in ["shtyne për korrik", "u julu", "in July"] {
        assert!(matches!(read_date(text, day("2017-06-20")), Err(DateError::Several(_))), "{text}");
    }
}

#[test]
fn feasts_that_move_are_reckoned_and_asked_about() {
    // Eid al-Fitr fell on 25 June 2017, and is announced but a day before
    let Err(DateError::Several(days)) = read_date("pas Bajramit", day("2017-06-13")) else { panic!() };
    assert!(days.iter().all(|asked| (day("2017-06-26")..=day("2017-07-05")).contains(asked)), "{days:?}");
    assert_eq!(read_date("do Uskrsa", day("2018-03-20")), Ok(Some(day("2018-04-08"))));
    assert_eq!(read_date("deri në Pashkë", day("2018-03-20")), Ok(Some(day("2018-04-01"))));
}

/// What is read, as one word for a table: a day, days to choose from, “no such day”, “too far” or “none”.
fn written(text: &str, today: NaiveDate) -> String {
    match read_date(text, today) {
        Ok(Some(day)) => day.to_string(),
        Ok(None) => "none".to_owned(),
        Err(DateError::Several(days)) => days.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join("|"),
        Err(DateError::NoSuchDate { .. }) => "no such day".to_owned(),
        Err(DateError::TooFar(_)) => "too far".to_owned(),
    }
}

fn all_are_read(today: NaiveDate, rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(text, wanted)| {
            let got = written(text, today);
            (got != *wanted).then(|| format!("“{text}” is read as {got}, not {wanted}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A Friday.
fn friday() -> NaiveDate {
    day("2026-12-04")
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

#[test]
fn a_text_longer_than_any_answer_names_no_day() {
    let said = |words: usize| format!("{} 20.06.2017", "pra ".repeat(words));
    assert_eq!(read_date(&said(500), today()), Ok(Some(day("2017-06-20"))));
    assert_eq!(read_date(&said(600), today()), Ok(None));
}
