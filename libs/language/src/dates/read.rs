//! Dates read.

use chrono::NaiveDate;
use events::non_empty::NonEmpty;

use super::LONGEST_READ;
use super::date_meaning::DateMeaning;
use super::scan::scan;
use privacy::tokens::tokens;

/// Why a text that speaks of a date gives none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// The calendar has no such day: “31 qershor”.
    #[error("there is no such date as “{text}”")]
    NoSuchDate {
        /// The words that name it.
        text: String,
    },
    /// The text can mean each of these days.
    #[error("the text can mean {} different days", .0.len())]
    Several(NonEmpty<NaiveDate>),
    /// The day is more than two years ahead or more than one back: most often a slip of the year.
    #[error("{0} is too far from today to be meant")]
    TooFar(NaiveDate),
}

/// Reads the date that a text names; `None` when it names none, or is too long to be an answer.
///
/// A day and month without a year is the next such day, today included, unless it passed in the last three months: then
/// it is that day, since “until 5 June” said on 20 June is a slip or of the past, not of next year. A day of the week is
/// the next one after today; named on that very day it is today or the one in a week. A span (“+3 ditë”, “za 3 dana”,
/// “një muaj e gjysmë”) counts from today, whatever it is said of. So many working days name no day here, since only a
/// calendar of holidays tells which.
pub fn read_date(text: &str, today: NaiveDate) -> Result<Option<NaiveDate>, DateError> {
    let tokens = tokens(text);
    if tokens.len() > LONGEST_READ {
        return Ok(None);
    }
    let mut all: Vec<DateMeaning> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(found) = scan(&tokens, at, today) else {
            at += 1;
            continue;
        };
        match found.meant {
            DateMeaning::NoSuchDay => {
                let text = found.words(text, &tokens, at);
                return Err(DateError::NoSuchDate { text });
            }
            DateMeaning::TooFar(day) => return Err(DateError::TooFar(day)),
            meant @ (DateMeaning::Day(_)
            | DateMeaning::Either(..)
            | DateMeaning::Vague { .. }
            | DateMeaning::Between { .. }
            | DateMeaning::WorkingDays(_)
            | DateMeaning::Hour(_)) => all.push(meant),
        }
        at += found.length.max(1);
    }
    let certain: Vec<NaiveDate> =
        all.iter().filter_map(|meant| if let DateMeaning::Day(day) = meant { Some(*day) } else { None }).collect();
    all.retain(|meant| !certain.iter().any(|day| meant.is_less_than(*day)));
    // Only a calendar knows which day that is, whatever else is named beside it (“ten working days from today”).
    if all.iter().any(|meant| matches!(meant, DateMeaning::WorkingDays(_))) {
        return Ok(None);
    }
    let doubtful = all.iter().any(|meant| {
        matches!(meant, DateMeaning::Either(..) | DateMeaning::Vague { .. } | DateMeaning::Between { .. })
    });
    let mut days: Vec<NaiveDate> = all.into_iter().flat_map(DateMeaning::days).collect();
    days.sort_unstable();
    days.dedup();
    if (doubtful || days.len() > 1)
        && let Ok(several) = NonEmpty::try_from(days.clone())
    {
        return Err(DateError::Several(several));
    }
    Ok(days.pop())
}
