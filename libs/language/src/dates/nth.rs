//! Days of the week counted within a month: “the first Monday of July”, “poslednjeg petka u mesecu”, “e hëna e parë e
//! korrikut”. Without a count it is one of that month's days: asked.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{in_month, last_of_month, placed, vague};
use super::date_meaning::{DateMeaning, FoundDate, shifted};
use super::days::month_at;
use super::names::{MONTH_WORDS, NEXT, THIS};
use super::token_position::TokenPosition;
use super::weekdays::name;
use crate::numbers::ordinal_at;

/// The last one.
const LAST_ONE: &[&str] = &[
    "last",
    "poslednji",
    "poslednjeg",
    "poslednja",
    "poslednje",
    "poslednju",
    "zadnji",
    "zadnjeg",
    "zadnja",
    "zadnju",
];
/// Albanian counts after the day.
const COUNTED_AFTER: &[(&str, u32)] = &[("pare", 1), ("dyte", 2), ("trete", 3), ("katert", 4)];
/// Counts of days of the week that are feminine in Serbian.
const FEMININE: &[(&str, u32)] = &[
    ("prva", 1),
    ("prve", 1),
    ("prvu", 1),
    ("druga", 2),
    ("druge", 2),
    ("drugu", 2),
    ("treca", 3),
    ("trece", 3),
    ("trecu", 3),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Count {
    Nth(u32),
    Last,
    Unsaid,
}

/// The day of the week that begins here, within a month that is named after it.
pub(super) fn nth_weekday(place: TokenPosition<'_>) -> Option<FoundDate> {
    let (count, at) = count_before(place).unwrap_or((Count::Unsaid, 0));
    let (weekday, after) = name(place, at)?;
    let (count, after) = match count {
        Count::Unsaid => count_after(place, after).unwrap_or((Count::Unsaid, after)),
        Count::Nth(_) | Count::Last => (count, after),
    };
    let (first, length) = of_month(place, after)?;
    let last = last_of_month(first)?;
    let meant = match count {
        Count::Unsaid => vague(first, last, place.today),
        Count::Last => {
            let back = (7 + last.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
            placed(shifted(last, -i64::from(back))?, place.today)
        }
        Count::Nth(nth) => {
            counted(first, last, weekday, nth).map_or(DateMeaning::NoSuchDay, |day| placed(day, place.today))
        }
    };
    Some(FoundDate { meant, length })
}

fn count_before(place: TokenPosition<'_>) -> Option<(Count, usize)> {
    if place.is(0, LAST_ONE) {
        return Some((Count::Last, 1));
    }
    let feminine = FEMININE.iter().find(|(word, _)| place.is(0, &[word])).map(|(_, nth)| (*nth, 1));
    let (nth, at) = feminine.or_else(|| ordinal_at(place.tokens, place.at))?;
    (nth <= 5).then_some((Count::Nth(nth), at))
}

fn count_after(place: TokenPosition<'_>, at: usize) -> Option<(Count, usize)> {
    let word = place.skip(at, &["e", "te", "i"], 1);
    if place.is(word, &["fundit"]) {
        return Some((Count::Last, word + 1));
    }
    let (_, nth) = COUNTED_AFTER.iter().find(|(name, _)| place.is(word, &[name]))?;
    Some((Count::Nth(*nth), word + 1))
}

/// The first day of the month named after “of” or “in”.
fn of_month(place: TokenPosition<'_>, at: usize) -> Option<(NaiveDate, usize)> {
    let from = place.skip(at, &["of", "in", "u", "te", "t", "e", "ne", "n", "the"], 2);
    let said = from > at;
    let (this, next) = (place.is(from, THIS), place.is(from, NEXT));
    let word = from + usize::from(this || next);
    if place.is(word, MONTH_WORDS) && (said || this || next) {
        return Some((in_month(place.today, u32::from(next))?, word + 1));
    }
    let month = month_at(place, from).filter(|_| !place.is(from, &["marta"]) || said)?;
    let year = place.today.year();
    let first = |year| NaiveDate::from_ymd_opt(year, month, 1);
    let first =
        first(year).filter(|first| last_of_month(*first) >= Some(place.today)).or(first(year.checked_add(1)?))?;
    Some((first, from + 1))
}

fn counted(first: NaiveDate, last: NaiveDate, weekday: Weekday, nth: u32) -> Option<NaiveDate> {
    let ahead = (7 + weekday.num_days_from_monday() - first.weekday().num_days_from_monday()) % 7;
    let day = shifted(first, i64::from(ahead + 7 * nth.checked_sub(1)?))?;
    (day <= last).then_some(day)
}
