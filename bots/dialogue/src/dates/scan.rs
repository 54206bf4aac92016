//! The date that begins at a token.

use chrono::NaiveDate;

use super::calendar::{either, placed, vague};
use super::days::{day_of_month, days_of_one_month, feast, named_month, numeric};
use super::hours::hour;
use super::meant::{Found, Meant, shifted};
use super::names::{AFTER, LAST, NEXT, WEEK_WORDS};
use super::place::{Place, is_any};
use super::spans::span;
use super::stretches::stretch;
use super::weekdays::{end_of_day, near_day, or_another, weekday};
use crate::tokens::Token;

/// Words that stand before a day of the week or a date and add nothing.
const ARTICLES: &[&str] =
    &["e", "te", "t", "i", "me", "the", "on", "u", "na", "ne", "n", "dana", "daten", "date", "dates", "dt", "data"];
/// What a span is counted from, where a day follows.
const FROM: &[&str] = &["from", "od", "nga", "prej", "after", "pas", "nakon", "posle"];
/// What a span is counted from in any case.
const FROM_NOW: &[&str] = &[
    "from now",
    "nga tani",
    "nga tash",
    "prej tash",
    "od sada",
    "od danasnjeg dana",
    "od danasnjeg datuma",
    "nga dita e sotme",
];
/// What makes of a day the next one.
const THE_DAY_AFTER: &[&str] =
    &["day after", "dan posle", "dan poslije", "dan nakon", "dite pas", "diten pas", "dite mas", "dite mbas"];
/// After a day these are as many days as an “after” can mean.
const DAYS_AFTER: i64 = 7;

/// The date that begins at this token, if one does.
pub(crate) fn scan(tokens: &[Token<'_>], at: usize, today: NaiveDate) -> Option<Found> {
    let place = Place { tokens, at, today };
    // “sledeće nedelje” is next week, “prošle nedelje” last week, neither a Sunday
    if (is_any(place.before(), NEXT) || is_any(place.before(), LAST)) && place.is(0, WEEK_WORDS) {
        return None;
    }
    if let Some(found) = hour(place) {
        return Some(found);
    }
    if let Some(found) = span(place) {
        return Some(from_a_day(place, found));
    }
    let found = day(place).or_else(|| after_article(place))?;
    Some(after(place, or_other(place, found)))
}

/// “dy javë nga sot”, “a week from Friday”: a span from a day that is named after it.
fn from_a_day(place: Place<'_>, found: Found) -> Found {
    if let Some(length) = place.phrase(found.length, FROM_NOW) {
        return Found { length, ..found };
    }
    let Some(at) = place.phrase(found.length, FROM) else { return found };
    let rest = place.on(at);
    let Some(Found { meant: Meant::Day(origin), length }) = day(rest).or_else(|| after_article(rest)) else {
        return found;
    };
    let counted = span(Place { today: origin, ..place });
    let meant = match counted.map(|counted| counted.meant) {
        Some(Meant::Day(day)) => placed(day, place.today),
        Some(meant) => meant,
        None => found.meant,
    };
    Found { meant, length: at + length }
}

fn day(place: Place<'_>) -> Option<Found> {
    days_of_one_month(place)
        .or_else(|| numeric(place))
        .or_else(|| named_month(place))
        .or_else(|| day_of_month(place))
        .or_else(|| end_of_day(place))
        .or_else(|| stretch(place))
        .or_else(|| near_day(place))
        .or_else(|| weekday(place))
        .or_else(|| feast(place))
}

fn after_article(place: Place<'_>) -> Option<Found> {
    if !place.is(0, ARTICLES) {
        return None;
    }
    let rest = place.on(1);
    let found = hour(rest).or_else(|| day(rest))?;
    Some(Found { length: found.length + 1, ..found })
}

/// “e premte ose e hënë”: either.
fn or_other(place: Place<'_>, found: Found) -> Found {
    let Meant::Day(first) = found.meant else { return found };
    let Some(at) = or_another(place, found.length) else { return found };
    let rest = place.on(at);
    match day(rest).or_else(|| after_article(rest)) {
        Some(Found { meant: Meant::Day(second), length }) => {
            Found { meant: either(first, second, place.today), length: at + length }
        }
        Some(_) | None => found,
    }
}

/// “nakon petka”, “pas datës 20”: some day after it.
fn after(place: Place<'_>, found: Found) -> Found {
    let Meant::Day(day) = found.meant else { return found };
    if place.led_by(THE_DAY_AFTER) {
        return Found { meant: shifted(day, 1).map_or(found.meant, |day| placed(day, place.today)), ..found };
    }
    if !place.led_by(AFTER) {
        return found;
    }
    let ends = shifted(day, 1).zip(shifted(day, DAYS_AFTER));
    let meant = ends.map_or(placed(day, place.today), |(from, to)| vague(from, to, place.today));
    Found { meant, ..found }
}
