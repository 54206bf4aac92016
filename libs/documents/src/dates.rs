//! Dates on paper: whole, because a document is read long after its day.

use chrono::{Datelike, NaiveDate};
use events::language::Language;

const MONTHS: [&str; 12] = [
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
];

/// A date as the language writes it.
pub fn written(language: Language, day: NaiveDate) -> String {
    match language {
        Language::Sq => day.format("%d.%m.%Y").to_string(),
        Language::Sr | Language::SrCyrl => day.format("%d.%m.%Y.").to_string(),
        Language::En => {
            let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
            format!("{} {month} {}", day.day(), day.year())
        }
    }
}
