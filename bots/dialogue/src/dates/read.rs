//! Dates read.

use chrono::{Datelike, Months, NaiveDate, Weekday};
use events::non_empty::NonEmpty;

use super::meant::{Found, Meant, shifted};
use super::names::{
    END, LAST, MONTH_WORDS, MONTHS, NEAR_DAYS, NEXT, NUMBERS, SHORT_UNITS, UNITS, Unit, WEEK_WORDS, WEEKDAYS, WORKING,
    YEAR_WORDS,
};
use crate::tokens::{Kind, Token, phrase_at, tokens};

/// Spans longer than this are no answer to “until when”.
const LONGEST_SPAN_DAYS: u32 = 3_660;

/// A day without a year that passed no longer ago is that day; an earlier one is next year's.
const JUST_PASSED: Months = Months::new(3);

/// Words that stand before a day of the week or a date and add nothing.
const ARTICLES: &[&str] = &["e", "te", "i", "me", "the", "on", "u", "na", "ne", "dana", "daten", "date"];

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

/// Reads the date that a text names; `None` when it names none.
///
/// A day and month without a year is the next such day, today included, unless it passed in the last three months: then
/// it is that day, since “until 5 June” said on 20 June is a slip or of the past, not of next year. A day of the week is
/// the next one after today. A span (“+3 ditë”, “za 3 dana”) counts from today.
pub fn read_date(text: &str, today: NaiveDate) -> Result<Option<NaiveDate>, DateError> {
    let tokens = tokens(text);
    let mut all: Vec<Meant> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(found) = scan(&tokens, at, today) else {
            at += 1;
            continue;
        };
        match found.meant {
            Meant::NoSuchDay => {
                let text = found.words(text, &tokens, at);
                return Err(DateError::NoSuchDate { text });
            }
            Meant::TooFar(day) => return Err(DateError::TooFar(day)),
            meant => all.push(meant),
        }
        at += found.length.max(1);
    }
    let certain: Vec<NaiveDate> =
        all.iter().filter_map(|meant| if let Meant::Day(day) = meant { Some(*day) } else { None }).collect();
    all.retain(|meant| !certain.iter().any(|day| meant.is_less_than(*day)));
    let mut days: Vec<NaiveDate> = all.into_iter().flat_map(Meant::days).collect();
    days.sort_unstable();
    days.dedup();
    if days.len() > 1
        && let Ok(several) = NonEmpty::try_from(days.clone())
    {
        return Err(DateError::Several(several));
    }
    Ok(days.pop())
}

fn on(day: NaiveDate, length: usize) -> Found {
    Found { meant: Meant::Day(day), length }
}

/// The date that begins at this token, if one does.
pub(crate) fn scan(tokens: &[Token<'_>], at: usize, today: NaiveDate) -> Option<Found> {
    let here = tokens.get(at..)?;
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    // “sledeće nedelje” is next week, “prošle nedelje” last week, neither a Sunday
    if (is_any(before, NEXT) || is_any(before, LAST)) && is_any(here.first(), WEEK_WORDS) {
        return None;
    }
    span(here, before, today)
        .or_else(|| numeric(here, before, today))
        .or_else(|| named_month(here, today))
        .or_else(|| day_of_month(tokens, at, today))
        .or_else(|| end_of(here, today))
        .or_else(|| near_day(here, today))
        .or_else(|| weekday(here, today))
        .or_else(|| after_article(here, today))
}

/// “by the 25th”, “deri më 25”, “do 25.”: a day of this month or, once it has passed, of the next. Only where the words
/// before it and the sign after it leave no doubt that it is one.
fn day_of_month(tokens: &[Token<'_>], at: usize, today: NaiveDate) -> Option<Found> {
    let here = tokens.get(at..)?;
    let day = here.first().filter(|token| token.kind == Kind::Number && token.plain.len() <= 2)?.number()?;
    let adjoins = here.get(1).filter(|next| here.first().is_some_and(|token| token.end == next.start));
    let led = |words: &[&str]| {
        let before = tokens.get(..at).unwrap_or_default();
        words.iter().any(|word| {
            let length = word.split(' ').count();
            before
                .len()
                .checked_sub(length)
                .is_some_and(|from| phrase_at(tokens.get(from..at).unwrap_or_default(), word).is_some())
        })
    };
    let english = is_any(adjoins, &["th", "st", "nd", "rd"]) && led(&["the", "by", "until", "till"]);
    let serbian = is_any(adjoins, &["."]) && led(&["do", "najkasnije do"]);
    let albanian = led(&["deri me", "gjer me"]) && !is_any(here.get(1), &[".", ":", "%", ","]);
    let length = if english || serbian { 2 } else { 1 };
    let ends = here.get(length).is_none_or(|next| {
        (next.kind == Kind::Sign && !next.is("%")) || ["please", "molim", "ju", "lutem"].contains(&next.plain.as_str())
    });
    if !(ends && (english || serbian || albanian)) {
        return None;
    }
    let first = today.with_day(1)?;
    let meant = (0..=1)
        .filter_map(|months| first.checked_add_months(Months::new(months))?.with_day(day))
        .find(|day| *day >= today)
        .map_or(Meant::NoSuchDay, Meant::Day);
    Some(Found { meant, length })
}

fn is_any(token: Option<&Token<'_>>, words: &[&str]) -> bool {
    token.is_some_and(|token| words.contains(&token.plain.as_str()))
}

fn after_article(here: &[Token<'_>], today: NaiveDate) -> Option<Found> {
    if !is_any(here.first(), ARTICLES) {
        return None;
    }
    let rest = here.get(1..)?;
    let found = numeric(rest, None, today)
        .or_else(|| named_month(rest, today))
        .or_else(|| end_of(rest, today))
        .or_else(|| near_day(rest, today))
        .or_else(|| weekday(rest, today))?;
    Some(Found { length: found.length + 1, ..found })
}

fn near_day(here: &[Token<'_>], today: NaiveDate) -> Option<Found> {
    let (length, days) = NEAR_DAYS.iter().find_map(|(name, days)| Some((phrase_at(here, name)?, *days)))?;
    Some(on(shifted(today, days)?, length))
}

/// “+3 ditë”, “dy javë”, “za 3 dana”, “3 days ago”.
fn span(here: &[Token<'_>], before: Option<&Token<'_>>, today: NaiveDate) -> Option<Found> {
    let plus = usize::from(here.first().is_some_and(|token| token.is("+")));
    let (count, after_count) = match here.get(plus)? {
        token if token.kind == Kind::Number => (token.number()?, plus + 1),
        token => match NUMBERS.iter().find(|(name, _)| token.is(name)) {
            Some((_, count)) => (*count, plus + 1),
            // “za nedelju dana” is one week, “za mesec dana” one month
            None if ["nedelju dana", "mesec dana", "mjesec dana"]
                .iter()
                .any(|span| here.get(plus..).is_some_and(|here| phrase_at(here, span).is_some())) =>
            {
                (1, plus)
            }
            None => return None,
        },
    };
    let more = usize::from(is_any(here.get(after_count), &["more", "jos", "tjera"]));
    let unit_token = here.get(after_count + more)?;
    let named = UNITS.iter().find(|(_, names)| names.contains(&unit_token.plain.as_str()));
    // “+3d”
    let short = || SHORT_UNITS.iter().find(|(_, name)| plus > 0 && unit_token.is(name));
    let unit = named.map(|(unit, _)| unit).or_else(|| short().map(|(unit, _)| unit))?;
    let mut length = after_count + more + 1;
    if *unit != Unit::Days && is_any(here.get(length), &["dana"]) {
        length += 1;
    }
    if is_any(here.get(length), WORKING) {
        return None;
    }
    length += usize::from(is_any(here.get(length), &["shtese", "extra"]));
    let mut past = is_any(before, &["para", "pre", "prije", "qe"]);
    for ago in ["ago", "me pare", "ranije"] {
        if let Some(words) = phrase_at(here.get(length..)?, ago) {
            past = true;
            length += words;
            break;
        }
    }
    let that_day = match unit {
        Unit::Days | Unit::Weeks => {
            let days = count.checked_mul(if *unit == Unit::Weeks { 7 } else { 1 })?;
            let days = Some(days).filter(|days| *days <= LONGEST_SPAN_DAYS)?;
            shifted(today, if past { -i64::from(days) } else { i64::from(days) })?
        }
        Unit::Months => {
            let months = Some(count).filter(|months| *months <= LONGEST_SPAN_DAYS / 30).map(Months::new)?;
            if past { today.checked_sub_months(months)? } else { today.checked_add_months(months)? }
        }
    };
    Some(on(that_day, length))
}

/// “15.06”, “15.6.2017”, “15. 6.”, “15/6”, “2017-06-15”.
fn numeric(here: &[Token<'_>], before: Option<&Token<'_>>, today: NaiveDate) -> Option<Found> {
    let first = here.first().filter(|token| token.kind == Kind::Number)?;
    let separator = here.get(1).filter(|token| [".", "/", "-"].contains(&token.plain.as_str()))?;
    let second = here.get(2).filter(|token| token.kind == Kind::Number && token.plain.len() <= 2)?;
    if separator.start != first.end || (separator.plain != "." && second.start != separator.end) {
        return None;
    }
    let third = here
        .get(3)
        .filter(|token| token.is(&separator.plain) && token.start == second.end)
        .and_then(|_| here.get(4))
        .filter(|token| token.kind == Kind::Number && matches!(token.plain.len(), 1 | 2 | 4));
    if let Some(third) = third {
        let (year, day_of_month) = if first.plain.len() == 4 { (first, third) } else { (third, first) };
        if first.plain.len() == 3 || first.plain.len() > 4 || year.plain.len() == 1 || day_of_month.plain.len() > 2 {
            return None;
        }
        let mut year_number = i32::try_from(year.number()?).ok()?;
        if year.plain.len() == 2 {
            year_number += 2000;
        }
        let length = 5 + usize::from(here.get(5).is_some_and(|token| token.is(".")));
        let meant = NaiveDate::from_ymd_opt(year_number, second.number()?, day_of_month.number()?)
            .map_or(Meant::NoSuchDay, Meant::Day);
        return Some(Found { meant, length });
    }
    // Without a year: not a range, a clock time, a percentage or a decimal number.
    let clock = is_any(before, &["ora", "oren", "ores", "at", "sati", "h"]);
    let joined = is_any(before, &[".", "/", "-", ":"]) && before.is_some_and(|sign| sign.end == first.start);
    if separator.is("-") || clock || joined || is_any(here.get(3), &["%", "perqind", "posto", "percent"]) {
        return None;
    }
    let (day_of_month, month) = (first.number()?, second.number()?);
    if first.plain.len() > 2 || day_of_month == 0 || month == 0 || day_of_month > 39 || month > 31 {
        return None;
    }
    // “1. 5 qershor” is a numbered line, not the first of May.
    let spaced = second.start != separator.end;
    if spaced && (month > 12 || here.get(3).is_some_and(|token| token.kind == Kind::Word)) {
        return None;
    }
    let length = 3 + usize::from(here.get(3).is_some_and(|token| token.is(".") && token.start == second.end));
    Some(Found { meant: next_such(today, day_of_month, month), length })
}

/// “15 qershor 2017”, “15. juna”, “June 15th”, “15th of June”.
fn named_month(here: &[Token<'_>], today: NaiveDate) -> Option<Found> {
    let first = here.first()?;
    let (day_of_month, month, mut length) = if first.kind == Kind::Number {
        let mut length = 1;
        while is_any(here.get(length), &[".", "-", "th", "st", "nd", "rd", "of", "te"]) && length < 3 {
            length += 1;
        }
        (first.number()?, month(here.get(length)?)?, length + 1)
    } else {
        // “e marta 18 qershor” begins with a day of the week
        let month = Some(first).filter(|first| !is_weekday(first)).and_then(month)?;
        let number = here.get(1).filter(|token| token.kind == Kind::Number && token.plain.len() <= 2)?;
        let ordinal = usize::from(is_any(here.get(2), &["th", "st", "nd", "rd"]));
        if is_any(here.get(2), &["%", "perqind", "posto", "percent"]) {
            return None;
        }
        (number.number()?, month, 2 + ordinal)
    };
    if day_of_month == 0 || day_of_month > 39 {
        return None;
    }
    let comma = usize::from(is_any(here.get(length), &[",", "."]));
    let year = here
        .get(length + comma)
        .filter(|token| token.plain.len() == 4)
        .and_then(Token::number)
        .filter(|year| (1900..2200).contains(year));
    let meant = match year.and_then(|year| i32::try_from(year).ok()) {
        Some(year) => {
            length += comma + 1;
            length += usize::from(is_any(here.get(length), &["."]));
            NaiveDate::from_ymd_opt(year, month, day_of_month).map_or(Meant::NoSuchDay, Meant::Day)
        }
        None => next_such(today, day_of_month, month),
    };
    Some(Found { meant, length })
}

fn is_weekday(token: &Token<'_>) -> bool {
    WEEKDAYS.iter().any(|(_, names)| names.contains(&token.plain.as_str()))
}

fn month(token: &Token<'_>) -> Option<u32> {
    if token.kind != Kind::Word {
        return None;
    }
    let exact = MONTHS.iter().position(|names| names.contains(&token.plain.as_str()));
    let mistyped = || if is_weekday(token) { None } else { mistyped_month(&token.plain) };
    let position = exact.or_else(mistyped)?;
    u32::try_from(position + 1).ok()
}

/// The one month that a longer word is a single slip away from.
fn mistyped_month(word: &str) -> Option<usize> {
    if word.len() < 5 {
        return None;
    }
    let mut near = MONTHS
        .iter()
        .enumerate()
        .filter(|(_, names)| names.iter().any(|name| name.len() >= 5 && strsim::osa_distance(name, word) <= 1));
    match (near.next(), near.next()) {
        (Some((position, _)), None) => Some(position),
        (_, _) => None,
    }
}

/// The next such day of the year, today included, or the one that has just passed.
fn next_such(today: NaiveDate, day_of_month: u32, month: u32) -> Meant {
    let just_passed = today.checked_sub_months(JUST_PASSED).unwrap_or(NaiveDate::MIN);
    (-1..=1)
        .filter_map(|years| NaiveDate::from_ymd_opt(today.year().checked_add(years)?, month, day_of_month))
        .find(|day| *day >= just_passed)
        .map_or(Meant::NoSuchDay, Meant::Day)
}

/// “fund të muajit”, “kraj juna”, “end of the year”.
fn end_of(here: &[Token<'_>], today: NaiveDate) -> Option<Found> {
    if !is_any(here.first(), END) {
        return None;
    }
    let mut length = 1;
    let mut next = false;
    while is_any(here.get(length), &["te", "i", "e", "of", "the", "ovog", "ove", "ketij", "kesaj", "this", "tekuceg"])
        || is_any(here.get(length), NEXT)
    {
        next |= is_any(here.get(length), NEXT);
        length += 1;
    }
    let unit = here.get(length)?;
    length += 1;
    let mut after = length;
    while is_any(here.get(after), &["te", "e", "i"]) {
        after += 1;
    }
    if is_any(here.get(after), NEXT) {
        next = true;
        length = after + 1;
    }
    let steps = u32::from(next);
    let word = unit.plain.as_str();
    let end = if MONTH_WORDS.contains(&word) {
        last_of_month(today.checked_add_months(Months::new(steps))?)?
    } else if YEAR_WORDS.contains(&word) {
        NaiveDate::from_ymd_opt(today.year().checked_add(i32::from(next))?, 12, 31)?
    } else if WEEK_WORDS.contains(&word) {
        // The working week ends on Friday; once that has come, “the end of the week” says nothing certain.
        let friday = i64::from(Weekday::Fri.num_days_from_monday());
        let to_friday = friday - i64::from(today.weekday().num_days_from_monday()) + 7 * i64::from(steps);
        shifted(today, to_friday).filter(|friday| *friday > today)?
    } else {
        let month = month(unit)?;
        let just_passed = today.checked_sub_months(JUST_PASSED)?;
        (-1..=1)
            .filter_map(|years| last_of_month(NaiveDate::from_ymd_opt(today.year().checked_add(years)?, month, 1)?))
            .find(|end| *end >= just_passed)?
    };
    Some(on(end, length))
}

fn last_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// “e premte”, “petka”, “next Friday”, “të premten tjetër”, “last Friday”; with a date after it, that date.
fn weekday(here: &[Token<'_>], today: NaiveDate) -> Option<Found> {
    let mut length = 0;
    let (mut next, mut last) = (false, false);
    while is_any(here.get(length), NEXT)
        || is_any(here.get(length), LAST)
        || is_any(here.get(length), &["this", "ovaj", "ovog", "ove", "ovu", "kete"])
    {
        next |= is_any(here.get(length), NEXT);
        last |= is_any(here.get(length), LAST);
        length += 1;
    }
    // “sledeće nedelje” is next week, not next Sunday
    let word = here.get(length).filter(|token| token.kind == Kind::Word)?;
    if length > 0 && ["nedelje", "nedelja", "nedjelje"].contains(&word.plain.as_str()) {
        return None;
    }
    let (weekday, _) = WEEKDAYS.iter().find(|(_, names)| names.contains(&word.plain.as_str()))?;
    length += 1;
    let mut after = length;
    while is_any(here.get(after), &["e", "te", "i"]) {
        after += 1;
    }
    if is_any(here.get(after), NEXT) || is_any(here.get(after), LAST) {
        next |= is_any(here.get(after), NEXT);
        last |= is_any(here.get(after), LAST);
        length = after + 1;
    }
    let coming = coming(today, *weekday)?;
    if last {
        let past = if today.weekday() == *weekday { -7 } else { (coming - today).num_days() - 7 };
        return Some(on(shifted(today, past)?, length));
    }
    let mut date_at = length;
    while is_any(here.get(date_at), &[",", "me", "the", "-", "("]) {
        date_at += 1;
    }
    let dated = here.get(date_at..).and_then(|rest| numeric(rest, None, today).or_else(|| named_month(rest, today)));
    if let Some(dated) = dated {
        let meant = match dated.meant {
            Meant::Day(day) if day.weekday() != *weekday => {
                // “Monday 1 October” said in January is none of last year's days.
                let next_year = day.checked_add_months(Months::new(12)).filter(|next| next.weekday() == *weekday);
                next_year.filter(|_| day < today).map_or(Meant::Either(coming, day), Meant::Day)
            }
            meant => meant,
        };
        return Some(Found { meant, length: date_at + dated.length });
    }
    let monday = shifted(today, -i64::from(today.weekday().num_days_from_monday()))?;
    let in_next_week = shifted(monday, 7 + i64::from(weekday.num_days_from_monday()))?;
    let meant = if next && in_next_week != coming { Meant::Either(coming, in_next_week) } else { Meant::Day(coming) };
    Some(Found { meant, length })
}

/// The first such day after today.
fn coming(today: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let ahead = (7 + weekday.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7;
    shifted(today, if ahead == 0 { 7 } else { i64::from(ahead) })
}
