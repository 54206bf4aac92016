//! Days that are counted: “+3 ditë”, “dy javë”, “10 radnih dana”. Whoever knows a due date or a calendar of holidays
//! counts them again from there.

use chrono::NaiveDate;

use super::LONGEST_READ;
use super::date_meaning::DateMeaning;
use super::scan::scan;
use super::spans::span;
use super::token_position::TokenPosition;
use privacy::tokens::tokens;

/// What a text counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelativeDate {
    /// So much of the calendar that it leads to this day.
    Day(NaiveDate),
    /// So many working days.
    WorkingDays(u16),
}

/// What the only date in a text counts, from this day on; `None` when the text names another day, says itself where the
/// count begins (“a week from Friday”), or counts nothing.
pub fn read_relative_date(text: &str, from: NaiveDate) -> Option<RelativeDate> {
    let tokens = tokens(text);
    if tokens.len() > LONGEST_READ {
        return None;
    }
    let mut counted = None;
    let mut at = 0;
    while at < tokens.len() {
        let Some(found) = scan(&tokens, at, from) else {
            at += 1;
            continue;
        };
        if !matches!(found.meant, DateMeaning::Hour(_)) {
            let itself = span(TokenPosition { tokens: &tokens, at, today: from })?;
            if counted.is_some() || itself.length != found.length {
                return None;
            }
            counted = Some(match found.meant {
                DateMeaning::Day(day) => RelativeDate::Day(day),
                DateMeaning::WorkingDays(days) => RelativeDate::WorkingDays(u16::try_from(days).ok()?),
                DateMeaning::Either(..)
                | DateMeaning::Vague { .. }
                | DateMeaning::Between { .. }
                | DateMeaning::TooFar(_)
                | DateMeaning::Hour(_)
                | DateMeaning::NoSuchDay => {
                    return None;
                }
            });
        }
        at += found.length.max(1);
    }
    counted
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_count_is_counted_from_wherever_it_is_asked_to_begin() {
        for text in ["+3 ditë", "edhe 3 dite ju lutem", "još tri dana", "3 more days"] {
            assert_eq!(
                read_relative_date(text, day("2017-07-03")),
                Some(RelativeDate::Day(day("2017-07-06"))),
                "{text}"
            );
            assert_eq!(
                read_relative_date(text, day("2017-07-20")),
                Some(RelativeDate::Day(day("2017-07-23"))),
                "{text}"
            );
        }
        for text in ["10 ditë pune", "10 radnih dana", "10 working days"] {
            assert_eq!(read_relative_date(text, day("2017-07-03")), Some(RelativeDate::WorkingDays(10)), "{text}");
        }
    }

    #[test]
    fn a_day_that_is_named_or_a_beginning_that_is_said_is_no_count() {
        for text in
            ["until Friday", "do 15. juna", "a week from Friday", "+3 days, until 15 July", "1 +3 days, 2 +5 days"]
        {
            assert_eq!(read_relative_date(text, day("2017-07-03")), None, "{text}");
        }
    }
}
