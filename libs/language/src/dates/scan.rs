//! The date that begins at a token.

use chrono::NaiveDate;

use super::calendar::{between, either, placed, vague};
use super::calendar_spans::calendar_span;
use super::date_meaning::{DateMeaning, FoundDate, shifted};
use super::days::{day_of_month, days_of_one_month, named_month, numeric, numeric_here};
use super::feasts::feast;
use super::hours::hour;
use super::names::{AFTER, LAST, NEXT, THIS, WEEK_WORDS};
use super::nth::nth_weekday;
use super::spans::span;
use super::token_position::{TokenPosition, is_any};
use super::weekdays::{end_of_day, near_day, or_another, weekday};
use privacy::tokens::Token;

/// Words that stand before a day of the week or a date and add nothing.
const ARTICLES: &[&str] =
    &["e", "te", "t", "i", "me", "the", "on", "u", "na", "ne", "n", "dana", "daten", "date", "dates", "dt", "data"];
/// What a span is counted from, where a day follows.
const FROM: &[&str] = &["from", "od", "nga", "prej"];
/// So long after something.
const AFTERWARDS: &[&str] = &["after", "pas", "mas", "mbas", "nakon", "posle", "poslije"];
/// So long before something.
const BEFORE: &[&str] = &["before", "para", "perpara", "pre", "prije", "uoci"];
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
pub(crate) fn scan(tokens: &[Token<'_>], at: usize, today: NaiveDate) -> Option<FoundDate> {
    let place = TokenPosition { tokens, at, today };
    // “sledeće nedelje” is next week, “prošle nedelje” last week, neither a Sunday
    let of_a_week = is_any(place.before(), NEXT) || is_any(place.before(), LAST);
    let this_week = is_any(place.before(), THIS) && place.is(0, &["nedelje", "nedjelje"]);
    if (of_a_week && place.is(0, WEEK_WORDS)) || this_week {
        return None;
    }
    if let Some(found) = hour(place) {
        return Some(found);
    }
    if let Some(found) = span(place) {
        return from_a_day(place, found);
    }
    let found = day(place).or_else(|| after_article(place))?;
    Some(after(place, or_other(place, until_another(place, found))))
}

/// “12.06-16.06”: some day of that stretch.
fn until_another(place: TokenPosition<'_>, found: FoundDate) -> FoundDate {
    let DateMeaning::Day(first) = found.meant else { return found };
    let dash = found.length;
    let close = place.is(dash, &["-", "–", "—"]) && place.adjoins(dash) && place.adjoins(dash + 1);
    let rest = place.on(dash + 1);
    match numeric_here(rest).or_else(|| named_month(rest)) {
        Some(FoundDate { meant: DateMeaning::Day(last), length }) if close => {
            FoundDate { meant: between(first, last, place.today), length: dash + 1 + length }
        }
        Some(_) | None => found,
    }
}

/// “dy javë nga sot”, “a week from Friday”, “dy ditë para fundit të muajit”: a span from a day that is named after it. So
/// long after or before something else is no day.
fn from_a_day(place: TokenPosition<'_>, found: FoundDate) -> Option<FoundDate> {
    if let Some(length) = place.phrase(found.length, FROM_NOW) {
        return Some(FoundDate { length, ..found });
    }
    // “a week on Monday”, “a week Friday”
    if place.is(found.length.wrapping_sub(1), &["week"]) {
        let at = place.skip(found.length, &["on", "come"], 1);
        let named = place.on(at);
        if let Some(FoundDate { meant: DateMeaning::Day(day), length }) =
            weekday(named).filter(|_| named.token(0).is_some_and(|token| token.plain.ends_with("day")))
        {
            return Some(FoundDate { meant: placed(shifted(day, 7)?, place.today), length: at + length });
        }
    }
    let of_a_day = place.phrase(found.length, FROM).map(|at| (at, false));
    let after = place.phrase(found.length, AFTERWARDS).map(|at| (at, false));
    let before = place.phrase(found.length, BEFORE).map(|at| (at, true));
    let Some((at, back)) = of_a_day.or(after).or(before) else { return Some(found) };
    let rest = place.on(at);
    let Some(FoundDate { meant: DateMeaning::Day(origin), length }) = day(rest).or_else(|| after_article(rest)) else {
        return of_a_day.map(|_| found);
    };
    let length = at + length;
    let counted = span(TokenPosition { today: origin, ..place })?.meant;
    let meant = match counted {
        DateMeaning::Day(day) => {
            let days = (day - origin).num_days();
            placed(shifted(origin, if back { -days } else { days })?, place.today)
        }
        DateMeaning::Either(..) | DateMeaning::Vague { .. } | DateMeaning::Between { .. } if back => return None,
        DateMeaning::Either(..)
        | DateMeaning::Vague { .. }
        | DateMeaning::Between { .. }
        | DateMeaning::WorkingDays(_)
        | DateMeaning::TooFar(_)
        | DateMeaning::Hour(_)
        | DateMeaning::NoSuchDay => counted,
    };
    Some(FoundDate { meant, length })
}

fn day(place: TokenPosition<'_>) -> Option<FoundDate> {
    days_of_one_month(place)
        .or_else(|| numeric(place))
        .or_else(|| named_month(place))
        .or_else(|| day_of_month(place))
        .or_else(|| end_of_day(place))
        .or_else(|| calendar_span(place))
        .or_else(|| near_day(place))
        .or_else(|| nth_weekday(place))
        .or_else(|| weekday(place))
        .or_else(|| feast(place))
}

fn after_article(place: TokenPosition<'_>) -> Option<FoundDate> {
    if !place.is(0, ARTICLES) {
        return None;
    }
    let rest = place.on(1);
    let found = hour(rest).or_else(|| day(rest))?;
    Some(FoundDate { length: found.length + 1, ..found })
}

/// “e premte ose e hënë”: either.
fn or_other(place: TokenPosition<'_>, found: FoundDate) -> FoundDate {
    let DateMeaning::Day(first) = found.meant else { return found };
    let Some(at) = or_another(place, found.length) else { return found };
    let rest = place.on(at);
    match day(rest).or_else(|| after_article(rest)) {
        Some(FoundDate { meant: DateMeaning::Day(second), length }) => {
            FoundDate { meant: either(first, second, place.today), length: at + length }
        }
        Some(_) | None => found,
    }
}

/// “nakon petka”, “pas datës 20”, “after the weekend”: some day after it.
fn after(place: TokenPosition<'_>, found: FoundDate) -> FoundDate {
    let day = match found.meant {
        DateMeaning::Day(day) => day,
        DateMeaning::Vague { to, .. } | DateMeaning::Between { to, .. } => to,
        DateMeaning::Either(..)
        | DateMeaning::WorkingDays(_)
        | DateMeaning::TooFar(_)
        | DateMeaning::Hour(_)
        | DateMeaning::NoSuchDay => {
            return found;
        }
    };
    if place.led_by(THE_DAY_AFTER) {
        return FoundDate { meant: shifted(day, 1).map_or(found.meant, |day| placed(day, place.today)), ..found };
    }
    if !place.led_by(AFTER) {
        return found;
    }
    let ends = shifted(day, 1).zip(shifted(day, DAYS_AFTER));
    let meant = ends.map_or(placed(day, place.today), |(from, to)| vague(from, to, place.today));
    FoundDate { meant, ..found }
}
