//! Dates said.

use chrono::{Datelike, NaiveDate};
use events::language::Language;

const MONTHS: [[&str; 12]; 3] = [
    ["janar", "shkurt", "mars", "prill", "maj", "qershor", "korrik", "gusht", "shtator", "tetor", "nëntor", "dhjetor"],
    [
        "januar",
        "februar",
        "mart",
        "april",
        "maj",
        "jun",
        "jul",
        "avgust",
        "septembar",
        "oktobar",
        "novembar",
        "decembar",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

const WEEKDAYS: [[&str; 7]; 3] = [
    ["e hënë", "e martë", "e mërkurë", "e enjte", "e premte", "e shtunë", "e diel"],
    ["ponedeljak", "utorak", "sreda", "četvrtak", "petak", "subota", "nedelja"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];

/// The date as people say it: “nesër, e martë 24 qershor”, “utorak 24. jun”, “Tuesday 24 June”; the year only when it is
/// another than this one.
pub fn say_date(date: NaiveDate, today: NaiveDate, language: Language) -> String {
    let row = row(language);
    let weekday = pick(&WEEKDAYS, row, date.weekday().num_days_from_monday());
    let month = pick(&MONTHS, row, date.month0());
    let day = date.day();
    let other_year = date.year() != today.year();
    let plain = match (language, other_year) {
        (Language::Sr, true) => format!("{weekday} {day}. {month} {}.", date.year()),
        (Language::Sr, false) => format!("{weekday} {day}. {month}"),
        (Language::Sq | Language::En, true) => format!("{weekday} {day} {month} {}", date.year()),
        (Language::Sq | Language::En, false) => format!("{weekday} {day} {month}"),
    };
    match near(date, today, language) {
        Some(near) => format!("{near}, {plain}"),
        None => plain,
    }
}

const fn row(language: Language) -> usize {
    match language {
        Language::Sq => 0,
        Language::Sr => 1,
        Language::En => 2,
    }
}

/// The name of the month that a day is in: “qershor”, “jun”, “June”.
pub fn month_name(day: NaiveDate, language: Language) -> &'static str {
    pick(&MONTHS, row(language), day.month0())
}

/// The month that a day is in, with its year: “qershor 2017”, “jun 2017.”, “June 2017”.
pub fn say_month(day: NaiveDate, language: Language) -> String {
    let (month, year) = (month_name(day, language), day.year());
    match language {
        Language::Sq | Language::En => format!("{month} {year}"),
        Language::Sr => format!("{month} {year}."),
    }
}

/// The date with its year and no weekday: “24 qershor 2017”, “24. jun 2017.”, “24 June 2017”.
pub(crate) fn say_day(date: NaiveDate, language: Language) -> String {
    let (day, year) = (date.day(), date.year());
    match language {
        Language::Sq => format!("{day} {} {year}", pick(&MONTHS, 0, date.month0())),
        Language::Sr => format!("{day}. {} {year}.", pick(&MONTHS, 1, date.month0())),
        Language::En => format!("{day} {} {year}", pick(&MONTHS, 2, date.month0())),
    }
}

fn pick<const N: usize>(table: &[[&'static str; N]; 3], row: usize, column: u32) -> &'static str {
    let column = usize::try_from(column).unwrap_or_default();
    table.get(row).and_then(|names| names.get(column)).copied().unwrap_or_default()
}

fn near(date: NaiveDate, today: NaiveDate, language: Language) -> Option<&'static str> {
    let names = match language {
        Language::Sq => ["dje", "sot", "nesër"],
        Language::Sr => ["juče", "danas", "sutra"],
        Language::En => ["yesterday", "today", "tomorrow"],
    };
    let days = (date - today).num_days();
    usize::try_from(days + 1).ok().and_then(|index| names.get(index)).copied()
}
