//! What anything that is asked for may hold at all: days of this century and the end of the last, and texts that show what they
//! say. One place for every command, by whatever door it comes.
//!
//! Only what is new is looked at: an event that is in the log is read whatever it holds.

use chrono::{DateTime, Datelike as _, NaiveDate};
use serde::Serialize;
use serde_json::Value;

/// The first day that anything is about; before it there is nothing to coordinate.
pub const FIRST_DAY: NaiveDate = day(1990, 1, 1);
/// The last day that anything is about.
pub const LAST_DAY: NaiveDate = day(2100, 12, 31);

/// The last year that has four figures.
const LAST_YEAR: i32 = 9999;

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

/// Why something that is asked for is out of bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutOfBounds {
    /// A day before [`FIRST_DAY`] or after [`LAST_DAY`].
    #[error("a date lies before 1990 or after 2100: check the year")]
    Date,
    /// A text with characters that turn the direction of writing or take no room: it may say something else than it shows.
    #[error(
        "a text has hidden characters, which turn the direction of writing or take no room: write it anew, without pasting"
    )]
    HiddenCharacters,
    /// A text in which nothing is to be seen.
    #[error("a text shows nothing: write at least one word")]
    NothingVisible,
}

impl OutOfBounds {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Date, Self::HiddenCharacters, Self::NothingVisible];

    /// The code that texts hang on; it never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Date => "date-out-of-bounds",
            Self::HiddenCharacters => "text-with-hidden-characters",
            Self::NothingVisible => "text-shows-nothing",
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|out| out.code() == code)
    }
}

/// Whether a day is one that something can be about.
pub fn is_within(day: NaiveDate) -> bool {
    (FIRST_DAY..=LAST_DAY).contains(&day)
}

/// The day itself, or the nearest that something can be about.
pub fn within(day: NaiveDate) -> NaiveDate {
    day.clamp(FIRST_DAY, LAST_DAY)
}

/// A character that turns the direction of writing, or takes no room and belongs to no word or picture.
const fn is_hidden(letter: char) -> bool {
    matches!(
        letter,
        '\u{061c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// A character that shows nothing by itself: joiners and selectors of words and pictures, and letters that are blank.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(
            letter,
            '\u{00ad}'
                | '\u{034f}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{200c}'
                | '\u{200d}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}'
        )
}

/// Looks at a text, also at one that is sealed before it is asked for anything.
pub fn check_text(text: &str) -> Result<(), OutOfBounds> {
    if text.chars().any(is_hidden) {
        return Err(OutOfBounds::HiddenCharacters);
    }
    if !text.is_empty() && text.chars().all(is_blank) { Err(OutOfBounds::NothingVisible) } else { Ok(()) }
}

fn check_string(text: &str) -> Result<(), OutOfBounds> {
    check_text(text)?;
    // A moment is often when something ends that has no end; it must be one that people can write.
    let moment = || DateTime::parse_from_rfc3339(text).ok().map(|moment| moment.date_naive());
    let is_good = match text.parse::<NaiveDate>() {
        Ok(day) => is_within(day),
        Err(_) => moment().is_none_or(|day| (FIRST_DAY.year()..=LAST_YEAR).contains(&day.year())),
    };
    if is_good { Ok(()) } else { Err(OutOfBounds::Date) }
}

fn check_value(value: &Value) -> Result<(), OutOfBounds> {
    match value {
        Value::String(text) => check_string(text),
        Value::Array(all) => all.iter().try_for_each(check_value),
        Value::Object(fields) => fields.iter().try_for_each(|(name, value)| {
            check_string(name)?;
            check_value(value)
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// Looks at everything that a command holds, whatever it is called there.
pub fn check(command: &impl Serialize) -> Result<(), OutOfBounds> {
    // What has no JSON form goes to no log either, and is refused there.
    serde_json::to_value(command).map_or(Ok(()), |value| check_value(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_other_centuries_are_out_of_bounds_in_any_writing() {
        for text in ["1989-12-31", "2101-01-01", "+262142-01-01", "-0001-01-01", "1812-01-01T00:00:00Z"] {
            assert_eq!(check_string(text), Err(OutOfBounds::Date), "{text}");
        }
        for text in ["1990-01-01", "2100-12-31", "2017-06-30T23:00:00Z", "2999-01-01T00:00:00Z", "1812", "04/L-218"] {
            assert_eq!(check_string(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn a_text_shows_what_it_says() {
        for text in ["Arta\u{202e}ihsaG", "a\u{200b}b", "\u{2066}x", "\u{feff}x", "x\u{2028}y"] {
            assert_eq!(check_text(text), Err(OutOfBounds::HiddenCharacters), "{text:?}");
        }
        for text in ["\u{3164}", " \u{00ad} ", "\u{2800}\u{200d}"] {
            assert_eq!(check_text(text), Err(OutOfBounds::NothingVisible), "{text:?}");
        }
        for text in ["", "Përgjegjës\nšđčćž", "👨‍👩‍👧 ❤️", "стр\u{00ad}анка"] {
            assert_eq!(check_text(text), Ok(()), "{text:?}");
        }
    }
}
