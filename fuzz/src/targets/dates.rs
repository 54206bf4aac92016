//! Dates as people say them, and as they stand in a form.

use chrono::{Datelike, NaiveDate};
use events::language::Language;
use language::dates::{DateError, read_date, read_relative_date, say_date};

use super::reply::today;

/// What is named is near, and can be said.
fn near(day: NaiveDate) {
    assert!((day.year() - today().year()).abs() <= 3, "{day} is too far to be meant");
    for language in Language::OFFERED {
        assert!(!say_date(day, today(), language).is_empty());
    }
}

/// Reads the dates that a text names.
pub(super) fn read(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match read_date(&text, today()) {
        Ok(Some(day)) => near(day),
        Err(DateError::Several(days)) => days.iter().copied().for_each(near),
        Ok(None) | Err(DateError::NoSuchDate { .. } | DateError::TooFar(_)) => {}
    }
    let _relative = read_relative_date(&text, today());
    let _in_a_form = forms::reading::read_date(&text);
    let _number = forms::reading::read_number(&text);
    let _count = forms::reading::read_count(&text);
}
