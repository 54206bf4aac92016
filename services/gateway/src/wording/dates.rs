//! Dates and times as each language writes them.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Europe::Belgrade;
use events::language::Language;

const ENGLISH_MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const ALBANIAN_MONTHS: [&str; 12] =
    ["jan", "shk", "mar", "pri", "maj", "qer", "kor", "gus", "sht", "tet", "nën", "dhj"];
const SERBIAN_MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "avg", "sep", "okt", "nov", "dec"];
const CYRILLIC_MONTHS: [&str; 12] =
    ["јан", "феб", "мар", "апр", "мај", "јун", "јул", "авг", "сеп", "окт", "нов", "дец"];

/// The month's short name.
pub(crate) fn month(language: Language, date: NaiveDate) -> &'static str {
    let names = match language {
        Language::Sq => ALBANIAN_MONTHS,
        Language::Sr => SERBIAN_MONTHS,
        Language::SrCyrl => CYRILLIC_MONTHS,
        Language::En => ENGLISH_MONTHS,
    };
    names.get(date.month0() as usize).copied().unwrap_or_default()
}

/// A date as the language writes it.
pub(crate) fn date(language: Language, date: NaiveDate) -> String {
    match language {
        Language::Sq => date.format("%d.%m.%Y").to_string(),
        Language::Sr | Language::SrCyrl => date.format("%d.%m.%Y.").to_string(),
        Language::En => format!("{} {} {}", date.day(), month(language, date), date.year()),
    }
}

/// An instant in Kosovo's time, as the language writes it.
pub(crate) fn moment(language: Language, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&Belgrade);
    format!("{}, {}", date(language, local.date_naive()), local.format("%H:%M"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_each_language_does() {
        let day = NaiveDate::from_ymd_opt(2017, 6, 5).unwrap();
        assert_eq!(date(Language::Sq, day), "05.06.2017");
        assert_eq!(date(Language::Sr, day), "05.06.2017.");
        assert_eq!(date(Language::En, day), "5 Jun 2017");
    }

    #[test]
    fn a_moment_is_shown_in_kosovos_time() {
        let at = "2017-06-30T22:30:00Z".parse().unwrap();
        assert_eq!(moment(Language::En, at), "1 Jul 2017, 00:30");
    }
}
