//! Weeks, months and years, and their parts: “next week”, “mid-July”, “fund të muajit”, “početkom jula”, “do jula”.
//!
//! The end of a month is its last day, of a week its Friday; the middle of a month is its fifteenth, of a week its
//! Wednesday. The beginning of a month is one of its first five days, “late” in it one of its last ten: asked, as is a
//! whole week, month or weekend. “Until July” may be its first day or its last.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::calendar::{
    day_of_month as next_day_of_month, either, in_month, in_week, last_of_month, next_such, placed, vague,
};
use super::date_meaning::{DateMeaning, FoundDate, shifted};
use super::days::month_at;
use super::names::{
    BEGINNING, END, END_IN_LETTERS, LATE, MIDDLE, MIDDLE_OF_A_MONTH, MONTH_WORDS, NEXT, OF, QUARTER_WORDS, THIS, UNTIL,
    WEEK_WORDS, WEEKEND, WITHIN, YEAR_WORDS,
};
use super::token_position::TokenPosition;
use super::weekdays;

/// The first days of a month that are its beginning.
const BEGINNING_OF_A_MONTH: u32 = 5;
/// The last days of a month that are late in it.
const LATE_IN_A_MONTH: i64 = 10;

/// A part of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SpanPart {
    Beginning,
    Middle,
    Late,
    End,
}

/// A stretch of days within which somebody means a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CalendarSpan {
    /// So many weeks ahead.
    Week(i64),
    /// Months ahead, and whether they were said to be: “of this month”.
    Month(u32, bool),
    /// The month of this number, in a year if one is said.
    Named(u32, Option<i32>),
    /// So many years ahead.
    Year(i32),
    /// The running quarter of the year.
    Quarter,
}

/// The stretch or the part of one that begins here.
pub(super) fn calendar_span(place: TokenPosition<'_>) -> Option<FoundDate> {
    part_of(place)
        .or_else(|| within(place))
        .or_else(|| in_letters(place))
        .or_else(|| weekend(place))
        .or_else(|| week_of_month(place))
        .or_else(|| next_week(place))
        .or_else(|| next_month_or_year(place))
        .or_else(|| until_a_month(place))
}

/// “fund të muajit”, “sredinom jula”, “early next week”.
fn part_of(place: TokenPosition<'_>) -> Option<FoundDate> {
    let parts =
        [(END, SpanPart::End), (MIDDLE, SpanPart::Middle), (BEGINNING, SpanPart::Beginning), (LATE, SpanPart::Late)];
    let part = parts.iter().find(|(words, _)| place.is(0, words)).map(|(_, part)| *part);
    let of_a_month = place.is(0, MIDDLE_OF_A_MONTH);
    let part = part.or(of_a_month.then_some(SpanPart::Middle))?;
    let at = place.skip(1, &["-", "–"], 1);
    let (whole, length) = whole(place, at)?;
    if of_a_month && !matches!(whole, CalendarSpan::Named(..)) {
        return None;
    }
    Some(FoundDate { meant: part_of_whole(place.today, part, whole)?, length })
}

fn whole(place: TokenPosition<'_>, from: usize) -> Option<(CalendarSpan, usize)> {
    let mut at = from;
    let (mut next, mut this) = (false, false);
    loop {
        next |= place.is(at, NEXT);
        this |= place.is(at, THIS);
        if !(place.is(at, NEXT) || place.is(at, THIS) || place.is(at, OF)) {
            break;
        }
        at += 1;
        at = place.skip(at, &["."], usize::from(place.is(at - 1, &["sl", "sled"])));
    }
    let unit = at;
    let mut end = unit + 1;
    let after = place.skip(end, OF, 2);
    if place.is(after, NEXT) || place.is(after, THIS) {
        next |= place.is(after, NEXT);
        this |= place.is(after, THIS);
        end = after + 1;
    }
    let ahead = u32::from(next);
    if place.is(unit, MONTH_WORDS) {
        return Some((CalendarSpan::Month(ahead, next || this), end));
    }
    if place.is(unit, YEAR_WORDS) {
        return Some((CalendarSpan::Year(i32::from(next)), end));
    }
    if place.is(unit, WEEK_WORDS) {
        return Some((CalendarSpan::Week(i64::from(next)), end));
    }
    if place.is(unit, QUARTER_WORDS) && !next {
        return Some((CalendarSpan::Quarter, end));
    }
    let month = month_at(place, unit)?;
    let (year, end) = year(place, unit + 1);
    Some((CalendarSpan::Named(month, year), end))
}

fn year(place: TokenPosition<'_>, at: usize) -> (Option<i32>, usize) {
    let from = place.skip(at, &["te", "vitit", "viti", ",", "."], 2);
    let year =
        place.digits(from, 4).filter(|year| (1900..3000).contains(year)).and_then(|year| i32::try_from(year).ok());
    if year.is_some() { (year, from + 1) } else { (None, at) }
}

fn part_of_whole(today: NaiveDate, part: SpanPart, whole: CalendarSpan) -> Option<DateMeaning> {
    match whole {
        CalendarSpan::Week(ahead) => part_of_week(today, part, ahead),
        CalendarSpan::Quarter => match part {
            SpanPart::End => {
                let months = 2 - today.month0() % 3;
                Some(placed(last_of_month(in_month(today, months)?)?, today))
            }
            SpanPart::Beginning | SpanPart::Middle | SpanPart::Late => None,
        },
        CalendarSpan::Year(ahead) => {
            let year = today.year().checked_add(ahead)?;
            let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
            match part {
                SpanPart::End => Some(placed(day(12, 31)?, today)),
                SpanPart::Late => Some(vague(day(11, 1)?, day(12, 31)?, today)),
                SpanPart::Middle => Some(vague(day(6, 15)?, day(7, 15)?, today)),
                SpanPart::Beginning => Some(vague(day(1, 1)?, day(1, 31)?, today)),
            }
        }
        CalendarSpan::Month(ahead, said) => match (part, said) {
            // Unsaid, it is the month whose middle or beginning is still to come.
            (SpanPart::Middle, false) => Some(next_day_of_month(today, 15)),
            (SpanPart::Beginning, false) if today.day() > BEGINNING_OF_A_MONTH => {
                part_of_month(today, part, in_month(today, 1)?)
            }
            (_, _) => part_of_month(today, part, in_month(today, ahead)?),
        },
        CalendarSpan::Named(month, year) => {
            let first = match year {
                Some(year) => NaiveDate::from_ymd_opt(year, month, 1)?,
                None if part == SpanPart::End || part == SpanPart::Late => next_such(
                    today,
                    last_of_month(NaiveDate::from_ymd_opt(today.year(), month, 1)?)?.day().min(28),
                    month,
                )?
                .with_day(1)?,
                None => next_such(today, if part == SpanPart::Middle { 15 } else { 1 }, month)?.with_day(1)?,
            };
            part_of_month(today, part, first)
        }
    }
}

fn part_of_month(today: NaiveDate, part: SpanPart, first: NaiveDate) -> Option<DateMeaning> {
    let last = last_of_month(first)?;
    Some(match part {
        SpanPart::End => placed(last, today),
        SpanPart::Late => vague(shifted(last, 1 - LATE_IN_A_MONTH)?, last, today),
        SpanPart::Middle => placed(first.with_day(15)?, today),
        SpanPart::Beginning => vague(first, first.with_day(BEGINNING_OF_A_MONTH)?, today),
    })
}

fn part_of_week(today: NaiveDate, part: SpanPart, ahead: i64) -> Option<DateMeaning> {
    let day = |weekday, ahead| in_week(today, weekday, ahead);
    match part {
        // The working week ends on Friday. Once that has come, its end may be Sunday's, or next week's.
        SpanPart::End | SpanPart::Late => {
            let friday = day(Weekday::Fri, ahead)?;
            if friday > today {
                return Some(DateMeaning::Day(friday));
            }
            let sunday = day(Weekday::Sun, ahead)?;
            if friday == today {
                Some(either(friday, sunday, today))
            } else {
                Some(either(sunday, day(Weekday::Fri, ahead + 1)?, today))
            }
        }
        SpanPart::Middle => {
            let wednesday = day(Weekday::Wed, ahead)?;
            Some(DateMeaning::Day(if wednesday >= today { wednesday } else { day(Weekday::Wed, ahead + 1)? }))
        }
        SpanPart::Beginning => {
            let monday = day(Weekday::Mon, ahead)?;
            let monday = if monday >= today { monday } else { day(Weekday::Mon, ahead + 1)? };
            Some(vague(monday, monday.succ_opt()?, today))
        }
    }
}

/// “brenda javës”, “u toku meseca”, “within the week”: by its end. “deri këtë javë” as well.
fn within(place: TokenPosition<'_>) -> Option<FoundDate> {
    let from = place.phrase(0, WITHIN).or_else(|| {
        let this = place.is(0, THIS) && place.led_by(UNTIL);
        this.then_some(0)
    })?;
    let (whole, length) = whole(place, from)?;
    let meant = match whole {
        CalendarSpan::Week(_) | CalendarSpan::Month(..) | CalendarSpan::Year(_) | CalendarSpan::Quarter => {
            part_of_whole(place.today, SpanPart::End, whole)?
        }
        CalendarSpan::Named(month, year) => {
            let (from, to) = month_ahead(place.today, month, year)?;
            vague(from, to, place.today)
        }
    };
    Some(FoundDate { meant, length })
}

fn in_letters(place: TokenPosition<'_>) -> Option<FoundDate> {
    if !place.is(0, END_IN_LETTERS) {
        return None;
    }
    let whole = match place.token(0)?.plain.as_str() {
        "eow" => CalendarSpan::Week(0),
        "eom" => CalendarSpan::Month(0, true),
        _ => CalendarSpan::Year(0),
    };
    Some(FoundDate { meant: part_of_whole(place.today, SpanPart::End, whole)?, length: 1 })
}

/// “za vikend”, “fundjavën tjetër”: Saturday or Sunday.
fn weekend(place: TokenPosition<'_>) -> Option<FoundDate> {
    let at = place.skip(0, THIS, 1);
    let next = place.is(at, NEXT);
    let at = at + usize::from(next);
    // “fund jave”
    let in_two = || {
        let end = place.phrase(at, &["fund jave", "fundi javes", "fund i javes"])?;
        (!next).then_some(end)
    };
    let mut length = if place.is(at, WEEKEND) { at + 1 } else { in_two()? };
    let after = place.skip(length, OF, 2);
    let next_after = place.is(after, NEXT);
    if next_after {
        length = after + 1;
    }
    let ahead = i64::from(next || next_after);
    let day = |weekday| in_week(place.today, weekday, ahead);
    Some(FoundDate { meant: vague(day(Weekday::Sat)?.max(place.today), day(Weekday::Sun)?, place.today), length })
}

/// “next week”, “javën tjetër”, “sledeće nedelje”, with a day of the week after it that day.
fn next_week(place: TokenPosition<'_>) -> Option<FoundDate> {
    let (ahead, end) = weekdays::week(place, 0).filter(|(ahead, _)| *ahead > 0)?;
    let at = place.skip(end, &[",", "te", "t", "e", "on", "u", "na", "do", "deri", "me", "-", "("], 2);
    let named = weekdays::name(place, at).filter(|_| !place.is(at, &["marta"]) || at > end);
    if let Some((weekday, length)) = named {
        return Some(FoundDate { meant: placed(in_week(place.today, weekday, ahead)?, place.today), length });
    }
    let (monday, friday) = (in_week(place.today, Weekday::Mon, ahead)?, in_week(place.today, Weekday::Fri, ahead)?);
    Some(FoundDate { meant: vague(monday, friday, place.today), length: end })
}

/// Counts of weeks within a month.
const NTH: &[(&str, i64)] = &[
    ("first", 0),
    ("second", 1),
    ("third", 2),
    ("prva", 0),
    ("prve", 0),
    ("prvu", 0),
    ("prvoj", 0),
    ("druga", 1),
    ("druge", 1),
    ("drugu", 1),
    ("drugoj", 1),
    ("treca", 2),
    ("trece", 2),
    ("trecu", 2),
    ("trecoj", 2),
    ("pare", 0),
    ("dyte", 1),
    ("trete", 2),
];

/// “the first week of July”, “javën e parë të korrikut”, “druga nedelja jula”: seven days of it.
fn week_of_month(place: TokenPosition<'_>) -> Option<FoundDate> {
    let nth = |at: usize| NTH.iter().find(|(word, _)| place.is(at, &[word])).map(|(_, nth)| *nth);
    let before = nth(0).filter(|_| place.is(1, WEEK_WORDS)).map(|nth| (nth, 2));
    let after = || {
        let at = place.is(0, WEEK_WORDS).then(|| place.skip(1, OF, 1))?;
        Some((nth(at)?, at + 1))
    };
    let (nth, at) = before.or_else(after)?;
    let of = place.skip(at, &["of", "in", "te", "t", "e", "u", "ne", "n"], 2);
    let month = month_at(place, of)?;
    let (first, _) = month_ahead(place.today, month, None)?;
    let from = shifted(first.with_day(1)?, 7 * nth)?;
    Some(FoundDate { meant: vague(from, shifted(from, 6)?, place.today), length: of + 1 })
}

/// “muajin tjetër”, “sledećeg meseca”, “next year”: any day of it.
fn next_month_or_year(place: TokenPosition<'_>) -> Option<FoundDate> {
    let at = usize::from(place.is(0, NEXT));
    let words = place.skip(at, &["."], usize::from(place.is(0, &["sl", "sled"])));
    let month = place.is(words, MONTH_WORDS);
    if !month && !place.is(words, YEAR_WORDS) {
        return None;
    }
    let after = place.skip(words + 1, OF, 2);
    let length = match (at > 0, place.is(after, NEXT)) {
        (true, _) => words + 1,
        (false, true) => after + 1,
        (false, false) => return None,
    };
    let today = place.today;
    let (from, to) = if month {
        let first = in_month(today, 1)?;
        (first, last_of_month(first)?)
    } else {
        let year = today.year().checked_add(1)?;
        (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?)
    };
    Some(FoundDate { meant: vague(from, to, today), length })
}

/// “do jula”, “deri në korrik”, “until July”: its first day or its last. “U julu”, “for July”: any, and no day where the month
/// is over, since the report of May is meant then and not a day of next year.
fn until_a_month(place: TokenPosition<'_>) -> Option<FoundDate> {
    let until = place.led_by(UNTIL) || place.led_by(&["deri ne muajin", "do meseca"]);
    if !until && !place.led_by(&["in", "ne", "n", "u", "per", "za", "for", "to"]) {
        return None;
    }
    let weekday = place.token(0).is_some_and(|token| super::days::weekday_name(&token.plain));
    let month = month_at(place, 0).filter(|_| !weekday || place.digits(1, 4).is_some_and(|year| year > 1900))?;
    let (year, length) = year(place, 1);
    let is_over = year.is_none() && month < place.today.month();
    if !until && is_over {
        return None;
    }
    let (from, to) = month_ahead(place.today, month, year)?;
    Some(FoundDate { meant: vague(from, to, place.today), length })
}

/// The first and the last day of a month that is not over.
fn month_ahead(today: NaiveDate, month: u32, year: Option<i32>) -> Option<(NaiveDate, NaiveDate)> {
    let years = match year {
        Some(year) => year..=year,
        None => today.year()..=today.year().checked_add(1)?,
    };
    let mut months = years.filter_map(|year| {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
        Some((first, last))
    });
    let (first, last) = months.find(|(_, last)| *last >= today || year.is_some())?;
    Some((if last >= today { first.max(today) } else { first }, last))
}
