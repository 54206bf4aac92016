//! Reading an answer as people write it: `1 250,5`, `31.12.2017`, an option by its key or its words.
//!
//! Decimal comma and decimal point are both read. Where one mark stands before exactly three digits, as in `1.250`, it may
//! be either a decimal mark or a thousands mark; that is asked about, never guessed.

use chrono::NaiveDate;
use events::figure::{Figure, FigureError, LARGEST_FIGURE};
use events::form::{Answer, ChoiceOption, Field, FieldKind};
use events::language::Language;
use events::non_empty::NonEmpty;

/// Why a text is no answer to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum UnreadableAnswer {
    /// Not a number.
    #[error("this is not a number: use digits")]
    NotANumber,
    /// A mark before three digits, which may mean two things.
    #[error("this may be two numbers: write it without a thousands mark")]
    TwoReadings,
    /// Beyond any figure.
    #[error("the number is far too large: check the digits")]
    TooLarge,
    /// More decimal places than any figure has.
    #[error("the number has too many decimal places: round it")]
    TooManyPlaces,
    /// A count with decimals or below nought.
    #[error("this is counted: write a whole number, nought or more")]
    NotACount,
    /// Not a date.
    #[error("this is not a date: write it as 31.12.2017")]
    NotADate,
    /// A day that does not exist.
    #[error("there is no such day: check the date")]
    NoSuchDay,
    /// None of the options.
    #[error("this is none of the options: choose one of them")]
    NoSuchOption,
    /// A breakdown is no single value.
    #[error("this is broken down: give the total and its parts")]
    BrokenDown,
}

impl UnreadableAnswer {
    /// The code that texts hang on (`unreadable-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotANumber => "not-a-number",
            Self::TwoReadings => "two-readings",
            Self::TooLarge => "too-large",
            Self::TooManyPlaces => "too-many-places",
            Self::NotACount => "not-a-count",
            Self::NotADate => "not-a-date",
            Self::NoSuchDay => "no-such-day",
            Self::NoSuchOption => "no-such-option",
            Self::BrokenDown => "broken-down",
        }
    }

    /// One of each, so that each can be asked for its text.
    pub const EACH: [Self; 9] = [
        Self::NotANumber,
        Self::TwoReadings,
        Self::TooLarge,
        Self::TooManyPlaces,
        Self::NotACount,
        Self::NotADate,
        Self::NoSuchDay,
        Self::NoSuchOption,
        Self::BrokenDown,
    ];
}

const fn is_mark(letter: char) -> bool {
    matches!(letter, '.' | ',')
}

/// White space between groups of digits, and the signs that go with a unit.
fn bare(text: &str) -> String {
    let text = text.trim().trim_end_matches(['%', '€']).trim();
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| if letter == '−' { '-' } else { letter })
        .collect()
}

/// Whether the digits before and after a mark are as those of a thousands mark.
fn groups(before: &str, after: &str) -> bool {
    let before = before.trim_start_matches('-');
    after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0')
}

/// Whether digits are written in groups of three with this mark.
fn grouped(digits: &str, mark: char) -> bool {
    let mut parts = digits.trim_start_matches('-').split(mark);
    let first = parts.next().is_some_and(|part| (1..=3).contains(&part.len()));
    first && parts.all(|part| part.len() == 3)
}

/// A number, with a decimal comma or point.
pub fn read_number(text: &str) -> Result<Figure, UnreadableAnswer> {
    let text = bare(text);
    let marks: Vec<char> = text.chars().filter(|letter| is_mark(*letter)).collect();
    let last = text.rfind(is_mark);
    let plain = match (marks.as_slice(), last) {
        ([], _) | (_, None) => text,
        ([_], Some(at)) => {
            let (before, after) = (&text[..at], &text[at + 1..]);
            if groups(before, after) {
                return Err(UnreadableAnswer::TwoReadings);
            }
            format!("{before}.{after}")
        }
        ([first, .., end], Some(at)) => {
            let (before, after) = (&text[..at], &text[at + 1..]);
            let same = marks.iter().all(|mark| mark == first);
            let others = marks[..marks.len() - 1].iter().all(|mark| mark == first);
            if same && grouped(&text, *first) {
                text.replace(*first, "")
            } else if !same && others && first != end && grouped(before, *first) {
                format!("{}.{after}", before.replace(*first, ""))
            } else {
                return Err(UnreadableAnswer::NotANumber);
            }
        }
    };
    plain.parse().map_err(|error| match error {
        FigureError::NotANumber => UnreadableAnswer::NotANumber,
        FigureError::TooLarge => UnreadableAnswer::TooLarge,
        FigureError::TooManyPlaces => UnreadableAnswer::TooManyPlaces,
    })
}

/// A count: a whole number, nought or more.
pub fn read_count(text: &str) -> Result<u64, UnreadableAnswer> {
    let figure = read_number(text)?;
    let whole = figure.places() == 0;
    let count = figure.to_string().parse::<u64>().ok().filter(|count| whole && *count <= LARGEST_FIGURE);
    count.ok_or(UnreadableAnswer::NotACount)
}

/// A date: `2017-12-31`, `31.12.2017`, `31/12/2017`, `31 Dec 2017`.
pub fn read_date(text: &str) -> Result<NaiveDate, UnreadableAnswer> {
    let text = text.trim().trim_end_matches('.');
    if let Ok(day) = NaiveDate::parse_from_str(text, "%d %b %Y") {
        return Ok(day);
    }
    let parts: Vec<&str> = text.split(['.', '/', '-']).map(str::trim).collect();
    let [one, two, three] = parts.as_slice() else { return Err(UnreadableAnswer::NotADate) };
    let (year, day) = if one.len() == 4 { (one, three) } else { (three, one) };
    if year.len() != 4 {
        return Err(UnreadableAnswer::NotADate);
    }
    let number = |text: &str| text.parse::<u32>().map_err(|_| UnreadableAnswer::NotADate);
    let (year, month, day) = (number(year)?, number(two)?, number(day)?);
    let year = i32::try_from(year).map_err(|_| UnreadableAnswer::NotADate)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(UnreadableAnswer::NoSuchDay)
}

fn read_option(options: &NonEmpty<ChoiceOption>, text: &str) -> Result<Answer, UnreadableAnswer> {
    let wanted = text.trim().to_lowercase();
    let is_meant = |option: &&ChoiceOption| {
        let mut labels = Language::OFFERED.into_iter().map(|language| option.label.in_language(language));
        option.key.as_str() == wanted || labels.any(|label| label.to_lowercase() == wanted)
    };
    let found = options.iter().find(is_meant).ok_or(UnreadableAnswer::NoSuchOption)?;
    Ok(Answer::Choice(found.key.clone()))
}

/// An answer to a field that takes a single value.
pub fn read_answer(field: &Field, text: &str) -> Result<Answer, UnreadableAnswer> {
    match &field.kind {
        FieldKind::Number { .. } => read_number(text).map(Answer::Number),
        FieldKind::Choice { options } => read_option(options, text),
        FieldKind::Date {} => read_date(text).map(Answer::Date),
        FieldKind::Breakdown { .. } => Err(UnreadableAnswer::BrokenDown),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, number) in [
            ("12", "12"),
            (" 12,5 ", "12.5"),
            ("12.5", "12.5"),
            ("0,125", "0.125"),
            ("1 250", "1250"),
            ("1\u{a0}250,75", "1250.75"),
            ("1.250.000", "1250000"),
            ("1.250,5", "1250.5"),
            ("1,250.5", "1250.5"),
            ("-3", "-3"),
            ("87,5 %", "87.5"),
        ] {
            assert_eq!(read_number(text).map(|figure| figure.to_string()), Ok(number.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_or_may_be_two_is_not_guessed() {
        for (text, why) in [
            ("", UnreadableAnswer::NotANumber),
            ("twelve", UnreadableAnswer::NotANumber),
            ("1.250", UnreadableAnswer::TwoReadings),
            ("1,250", UnreadableAnswer::TwoReadings),
            ("1,2,3", UnreadableAnswer::NotANumber),
            ("1.2,3.4", UnreadableAnswer::NotANumber),
            ("1000000000000000000", UnreadableAnswer::TooLarge),
            ("0,1234567", UnreadableAnswer::TooManyPlaces),
        ] {
            assert_eq!(read_number(text), Err(why), "{text}");
        }
        assert_eq!(read_count("2,5"), Err(UnreadableAnswer::NotACount));
        assert_eq!(read_count("-1"), Err(UnreadableAnswer::NotACount));
    }

    #[test]
    fn dates_are_read_with_the_day_first_or_the_year_first() {
        let day = NaiveDate::from_ymd_opt(2017, 12, 31).unwrap();
        for text in ["2017-12-31", "31.12.2017", "31.12.2017.", "31/12/2017", "31 Dec 2017"] {
            assert_eq!(read_date(text), Ok(day), "{text}");
        }
        assert_eq!(read_date("30.02.2017"), Err(UnreadableAnswer::NoSuchDay));
        assert_eq!(read_date("12/2017"), Err(UnreadableAnswer::NotADate));
        assert_eq!(read_date("31.12.17"), Err(UnreadableAnswer::NotADate));
    }
}
