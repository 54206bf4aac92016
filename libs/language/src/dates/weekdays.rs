//! Days by their place in the week and by their distance from today: “e premte”, “next Friday”, “Thursday next week”,
//! “sutra”, “EOD Thursday”.
//!
//! A day of the week is the next such day after today. Named on that very day it is today or the one in a week; “this
//! Friday” is today then. “Next Friday”, “të premten tjetër”, “sledećeg petka” are the Friday of next week: so every outside
//! author meant it, whatever the day on which it was said.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::calendar::{coming, either, in_week, placed};
use super::date_meaning::{DateMeaning, FoundDate, shifted};
use super::days::{day_of_month, named_month, numeric};
use super::names::{
    DOUBTFUL_WEEKDAYS, END_OF_DAY, LAST, NEAR_DAYS, NEXT, OF, OR_ANOTHER, SHORT_WEEKDAYS, THIS, UNTIL, WEEK_WORDS,
    WEEKDAYS,
};
use super::slips::{SHORTEST_WEEKDAY, corrected};
use super::token_position::{TokenPosition, is_any};
use privacy::tokens::TokenKind;

/// Before a day of the week: no day, but all of them.
const EVERY: &[&str] = &["every", "each", "svaki", "svakog", "svake", "svaku", "svakom", "cdo", "cdo te", "per cdo te"];
/// The last day of a month that one digit names.
const LAST_OF_ONE_DIGIT: u32 = 9;
/// Days of the week that are names of people as well.
const NAMES_OF_PEOPLE: &[&str] = &["hana", "marta"];

/// “sutra”, “pasnesër”, “the day after tomorrow”.
pub(super) fn near_day(place: TokenPosition<'_>) -> Option<FoundDate> {
    let fits = |(name, days): &(&str, i64)| Some((place.phrase(0, &[name])?, *days));
    let (length, days) = NEAR_DAYS.iter().filter_map(fits).max_by_key(|(length, _)| *length)?;
    Some(FoundDate { meant: DateMeaning::Day(shifted(place.today, days)?), length })
}

/// “EOD”, “COB Friday”, “kraj dana”: the end of today, or of the day named after it.
pub(super) fn end_of_day(place: TokenPosition<'_>) -> Option<FoundDate> {
    let length = place.phrase(0, END_OF_DAY)?;
    let at = place.skip(length, &["on", "of", "te", "t", "u", ",", "me"], 1);
    let named = place.on(at);
    let day = numeric(named)
        .or_else(|| named_month(named))
        .or_else(|| near_day(named))
        .or_else(|| weekday(named))
        .or_else(|| day_of_month(named));
    Some(day.map_or(FoundDate { meant: DateMeaning::Day(place.today), length }, |day| FoundDate {
        length: at + day.length,
        ..day
    }))
}

/// The name of a day of the week at an offset, and the offset after it.
pub(super) fn name(place: TokenPosition<'_>, at: usize) -> Option<(Weekday, usize)> {
    let token = place.token(at).filter(|token| token.kind == TokenKind::Word)?;
    let word = token.plain.as_str();
    if let Some((weekday, _)) = WEEKDAYS.iter().find(|(_, names)| names.contains(&word)) {
        return (!NAMES_OF_PEOPLE.contains(&word) || is_no_person(place, at)).then_some((*weekday, at + 1));
    }
    // “t’hënës”, but “thënë” is said
    let article = word.strip_prefix('t').filter(|_| !["thene", "thane"].contains(&word));
    if let Some((weekday, _)) = WEEKDAYS.iter().find(|(_, names)| article.is_some_and(|word| names.contains(&word))) {
        return Some((*weekday, at + 1));
    }
    // “we’d” is not Wednesday
    if !token.written.chars().all(char::is_alphabetic) {
        return None;
    }
    let stop = usize::from(place.is(at + 1, &["."]) && place.adjoins(at + 1) && place.is_word(at + 2));
    if let Some((_, weekday)) = SHORT_WEEKDAYS.iter().find(|(name, _)| *name == word) {
        return Some((*weekday, at + 1 + stop));
    }
    if let Some((_, weekday)) = DOUBTFUL_WEEKDAYS.iter().find(|(name, _)| *name == word) {
        let short = |token: Option<&privacy::tokens::Token<'_>>| {
            token.is_some_and(|token| SHORT_WEEKDAYS.iter().chain(DOUBTFUL_WEEKDAYS).any(|(name, _)| token.is(name)))
        };
        let joined = ["ili", "or", "-", "/", "ose"];
        let here = place.on(at);
        let beside = here.is(1, &joined) && short(here.token(2));
        let after = is_any(here.before(), &joined) && short(here.back(2));
        return (beside || after).then_some((*weekday, at + 1));
    }
    let position = corrected(word, SHORTEST_WEEKDAY, WEEKDAYS.iter().map(|(_, names)| *names))?;
    WEEKDAYS.get(position).map(|(weekday, _)| (*weekday, at + 1))
}

/// Whether a day of the week with a person's name stands as only the day does: “e hana”, “deri marta”, “marta tjetër”.
fn is_no_person(place: TokenPosition<'_>, at: usize) -> bool {
    let here = place.on(at);
    here.led_by(&["e", "te", "t", "i"])
        || here.led_by(UNTIL)
        || here.led_by(NEXT)
        || here.led_by(THIS)
        || place.is(place.skip(at + 1, OF, 2), NEXT)
}

/// “e premte”, “petka”, “next Friday”, “të premten tjetër”, “last Friday”; with a date after it, that date.
pub(super) fn weekday(place: TokenPosition<'_>) -> Option<FoundDate> {
    let today = place.today;
    // “2 nedelje” are weeks
    let counted = place.is(0, WEEK_WORDS) && place.before().is_some_and(crate::numbers::is_numeric);
    if place.led_by(EVERY) || counted {
        return None;
    }
    let mut at = 0;
    let (mut next, mut last, mut this) = (false, false, false);
    loop {
        let found = (place.is(at, NEXT), place.is(at, LAST), place.is(at, THIS));
        (next, last, this) = (next | found.0, last | found.1, this | found.2);
        if found == (false, false, false) {
            break;
        }
        at += 1;
        // “sl. srede”, “këtë të premte”
        at = place.skip(at, &[".", "te", "t"], 1);
    }
    // “sledeće nedelje” is next week, not next Sunday
    if at > 0 && place.is(at, &["nedelje", "nedelja", "nedjelje", "nedjelja"]) {
        return None;
    }
    let (weekday, after_name) = name(place, at)?;
    if let Some(found) = marta(place, at) {
        return Some(found);
    }
    let mut length = after_name;
    let after = place.skip(length, OF, 2);
    if place.is(after, NEXT) || place.is(after, LAST) {
        // “të martën javën tjetër” says the week, “e martë tjetër” the day
        next |= place.is(after, NEXT) && !place.is(after + 1, WEEK_WORDS);
        last |= place.is(after, LAST) && !place.is(after + 1, WEEK_WORDS);
        if next || last {
            length = after + 1;
        }
    }
    // “e marta që vjen”
    if let Some(end) = place.phrase(length, &["qe vjen", "qe vje", "qe po vjen", "koji dolazi", "koja dolazi"]) {
        next = true;
        length = end;
    }
    let coming = coming(today, weekday)?;
    // “Friday week” is a week after Friday
    let english = place.token(at).is_some_and(|token| token.plain.ends_with("day"));
    if english && !next && place.is(length, &["week"]) && !place.on(length).led_by(&["the week"]) {
        return Some(FoundDate { meant: placed(shifted(coming, 7)?, today), length: length + 1 });
    }
    if last {
        let past = if today.weekday() == weekday { -7 } else { (coming - today).num_days() - 7 };
        return Some(FoundDate { meant: DateMeaning::Day(shifted(today, past)?), length });
    }
    if let Some((ahead, end)) = week_after(place, length) {
        return Some(FoundDate { meant: placed(in_week(today, weekday, ahead)?, today), length: end });
    }
    if let Some(found) = with_date(place, length, weekday, coming) {
        return Some(found);
    }
    let in_next_week = in_week(today, weekday, 1)?;
    let meant = match (next, today.weekday() == weekday) {
        (true, _) => placed(in_next_week, today),
        (false, true) if this => DateMeaning::Day(today),
        (false, true) => either(today, coming, today),
        (false, false) => DateMeaning::Day(coming),
    };
    Some(FoundDate { meant, length })
}

/// “do marta”, “u martu”: the Serbian March or the Albanian Tuesday, which only an article tells apart.
fn marta(place: TokenPosition<'_>, at: usize) -> Option<FoundDate> {
    let article = if at == 0 { place.led_by(&["e", "te", "t", "i", "kete"]) } else { true };
    if !place.is(at, &["marta"])
        || article
        || place.on(at + 1).token(0).is_some_and(|next| next.kind == TokenKind::Number)
    {
        return None;
    }
    let tuesday = coming(place.today, Weekday::Tue)?;
    let march = super::calendar::next_such(place.today, 1, 3).filter(|march| *march >= place.today);
    let next_year = NaiveDate::from_ymd_opt(place.today.year().checked_add(1)?, 3, 1)?;
    place
        .led_by(UNTIL)
        .then(|| FoundDate { meant: either(tuesday, march.unwrap_or(next_year), place.today), length: at + 1 })
}

/// “next week”, “this week”, “javën tjetër” after a day of the week: how many weeks ahead, and the offset after it.
fn week_after(place: TokenPosition<'_>, at: usize) -> Option<(i64, usize)> {
    let from = place.skip(at, &[",", "of", "te", "t", "e", "se", "u", "na", "ne", "n", "from", "("], 2);
    week(place, from)
}

/// A week named at an offset: how many ahead it is, and the offset after it.
pub(super) fn week(place: TokenPosition<'_>, at: usize) -> Option<(i64, usize)> {
    if let Some(end) = place.phrase(at, &["week after next", "the week after next"]) {
        return Some((2, end));
    }
    let article = place.skip(at, &["the", "te", "t"], 1);
    let (next, this) = (place.is(article, NEXT), place.is(article, THIS));
    if next || this {
        let word = place.skip(article + 1, &["."], 1);
        return place.is(word, WEEK_WORDS).then(|| (i64::from(next), word + 1));
    }
    if !place.is(at, &["jave", "javes", "javen", "jav", "java", "tjaves", "njave"]) {
        return None;
    }
    let after = place.skip(at + 1, &["te", "t", "e", "i", "se", "s", "qe"], 2);
    let comes = place.phrase(after, &["vjen", "vjen"]);
    if let Some(end) = comes.filter(|_| after > at + 1) {
        return Some((1, end));
    }
    place.is(after, NEXT).then_some((1, after + 1))
}

/// A day of the week with the date of the day after it.
fn with_date(place: TokenPosition<'_>, from: usize, weekday: Weekday, coming: NaiveDate) -> Option<FoundDate> {
    let at = place.skip(from, &[",", "me", "the", "-", "(", "date", "dt", "."], 3);
    let named = place.on(at);
    let bare = || {
        let found = day_of_month(named).or_else(|| {
            let day = named.digits(0, 2)?;
            let length = 1 + usize::from(named.is(1, &["."]) && named.adjoins(1));
            let meant = super::calendar::day_of_month(place.today, day);
            // “2 deri të hënën 3 kry” goes on to the third task
            let of_a_list = length == 1
                && day <= LAST_OF_ONE_DIGIT
                && named.is_word(1)
                && at == from + usize::from(place.is(from, &[","]));
            (!of_a_list && !named.is(length, &["h", "%", ":", "sati", "casova"])).then_some(FoundDate { meant, length })
        })?;
        // “Mon the 26th” is one day named twice; a number that fits no such day is something else
        matches!(found.meant, DateMeaning::Day(day) if day.weekday() == weekday).then_some(found)
    };
    let dated = numeric(named).or_else(|| named_month(named)).or_else(bare)?;
    let mut meant = dated.meant;
    if let DateMeaning::Day(day) = meant
        && day.weekday() != weekday
    {
        // “Monday 1 October” said in January is none of last year's days.
        let next_year = day.checked_add_months(Months::new(12)).filter(|next| next.weekday() == weekday);
        meant = match next_year.filter(|_| day < place.today) {
            Some(day) => placed(day, place.today),
            None => either(coming, day, place.today),
        };
    }
    Some(FoundDate { meant, length: at + dated.length })
}

/// Whether this is another day offered beside one: “ose të hënën”, “or Monday”.
pub(super) fn or_another(place: TokenPosition<'_>, at: usize) -> Option<usize> {
    place.phrase(at, OR_ANOTHER)
}
