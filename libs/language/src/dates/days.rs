//! Days of the calendar: “15.06”, “15 qershor”, “petnaestog juna”, “the 3rd of July”, “15 të muajit”, “by the 25th”.

use chrono::Datelike;

use super::calendar::{between, day_and_month, day_of_month as next_day_of_month, either, in_month, placed};
use super::date_meaning::{DateMeaning, FoundDate};
use super::names::{
    AND, BETWEEN, CLOCK_AFTER, CLOCK_BEFORE, COUNTED, DATE_WORDS, ENGLISH_ENDINGS, ENGLISH_WORDS, GOES_ON, MONTH_WORDS,
    MONTHS, NEXT, NUMBERED, OF, OR_ANOTHER, OTHER_ENDINGS, ROMAN_MONTHS, SERBIAN_ENDINGS, SHORT_MONTHS, THIS, WEEKDAYS,
    YEAR_WORDS,
};
use super::slips::{SHORTEST_MONTH, corrected};
use super::token_position::{TokenPosition, is_any};
use crate::numbers::{number_at, ordinal_at};
use privacy::tokens::{Token, TokenKind};

/// Numbers up to here look like days of a month that the calendar lacks; longer ones are counts.
const MOST_LIKE_A_DAY: u32 = 39;

/// Smaller numbers before a day are as well those of tasks.
const FIRST_OF_A_LIST: u32 = 10;

/// “15.06”, “15.6.2017”, “15. 6.”, “15/6”, “6/20”, “2017-06-15”.
pub(super) fn numeric(place: TokenPosition<'_>) -> Option<FoundDate> {
    let joined = is_any(place.before(), &[".", "/", "-", "–", ":"]) && place.adjoins(0);
    if joined { None } else { numeric_here(place) }
}

/// The same, whatever sign it is joined to.
pub(super) fn numeric_here(place: TokenPosition<'_>) -> Option<FoundDate> {
    let first = place.token(0).filter(|token| token.kind == TokenKind::Number)?;
    let separator = place.token(1).filter(|token| [".", "/", "-"].contains(&token.plain.as_str()))?;
    let second = place.token(2).filter(|token| token.kind == TokenKind::Number && token.plain.len() <= 2)?;
    if !place.adjoins(1) || (separator.plain != "." && !place.adjoins(2)) || is_numbered(place) {
        return None;
    }
    let third = (place.token(3).is_some_and(|token| token.is(&separator.plain)) && place.adjoins(3))
        .then(|| place.token(4))
        .flatten()
        .filter(|token| token.kind == TokenKind::Number && (separator.is(".") || place.adjoins(4)));
    if let Some(third) = third {
        return dated(place, [first, second, third], separator.is("/"));
    }
    // Without a year: not a range, a clock time, a percentage or a decimal number.
    let clock = is_any(place.before(), CLOCK_BEFORE) || place.is(3, CLOCK_AFTER);
    if separator.is("-") || clock || place.is(3, &["%", "perqind", "posto", "odsto", "percent"]) {
        return None;
    }
    let (day, month) = (first.number()?, second.number()?);
    // “u 10.30”
    let minutes = separator.is(".") && second.plain.len() == 2 && (13..60).contains(&month) && day <= 24;
    if minutes && place.led_by(&["u", "ne", "n", "oko", "rreth", "around", "about"]) {
        return None;
    }
    if first.plain.len() > 2 || day == 0 || month == 0 || day > MOST_LIKE_A_DAY || month > 31 {
        return None;
    }
    // “1. 5 qershor” is a numbered line, not the first of May.
    let spaced = !place.adjoins(2);
    if spaced && (month > 12 || place.is_word(3)) {
        return None;
    }
    let length = 3 + usize::from(place.is(3, &["."]) && place.adjoins(3));
    Some(FoundDate { meant: in_order(place, day, month, None, separator.is("/")), length })
}

/// A day of three numbers, the year first or last.
fn dated(place: TokenPosition<'_>, [first, second, third]: [&Token<'_>; 3], slash: bool) -> Option<FoundDate> {
    let (year, day) = if first.plain.len() == 4 { (first, third) } else { (third, first) };
    if first.plain.len() == 3 || first.plain.len() > 4 || day.plain.len() > 2 || year.plain.len() == 1 {
        return None;
    }
    let length = 5 + usize::from(place.is(5, &["."]) && place.adjoins(5));
    let mut year_number = i32::try_from(year.number()?).ok()?;
    match year.plain.len() {
        2 => year_number += 2000,
        4 => {}
        _ => return Some(FoundDate { meant: DateMeaning::NoSuchDay, length }),
    }
    let (day, month) = (day.number()?, second.number()?);
    let slash = slash && year == third;
    Some(FoundDate { meant: in_order(place, day, month, Some(year_number), slash), length })
}

/// A day and a month in the order of Europe; with a slash perhaps in that of America.
///
/// “6/20” can only be June 20. “7/8” is 7 August, but in a text with English words it is either.
fn in_order(place: TokenPosition<'_>, day: u32, month: u32, year: Option<i32>, slash: bool) -> DateMeaning {
    let today = place.today;
    if slash && (13..=31).contains(&month) && (1..=12).contains(&day) {
        return day_and_month(today, month, day, year);
    }
    let usual = day_and_month(today, day, month, year);
    // the whole text is looked at last, and only where it can matter
    let english = || place.tokens.iter().any(|token| ENGLISH_WORDS.contains(&token.plain.as_str()));
    if !slash || day > 12 || day == month || !english() {
        return usual;
    }
    match (usual, day_and_month(today, month, day, year)) {
        (DateMeaning::Day(one), DateMeaning::Day(other)) => either(one, other, today),
        (_, _) => usual,
    }
}

/// “nr. 12/17” is the number of a document.
fn is_numbered(place: TokenPosition<'_>) -> bool {
    let before = if is_any(place.before(), &[".", ":"]) { place.back(2) } else { place.before() };
    is_any(before, NUMBERED)
}

/// A day of the month that begins here: the number, and the offset after it with its ending.
fn day_number(place: TokenPosition<'_>) -> Option<(u32, usize)> {
    if let Some(day) = place.digits(0, 2) {
        return Some((day, after_ending(place)));
    }
    let spoken = || {
        let (number, length) = number_at(place.tokens, place.at)?;
        let whole = number.whole().filter(|number| *number <= MOST_LIKE_A_DAY)?;
        // Serbian names a day by its ordinal only.
        (number.spoken() != Some(events::language::Language::Sr)).then_some((whole, length))
    };
    let word = place.is_word(0);
    ordinal_at(place.tokens, place.at).or_else(spoken).filter(|_| word)
}

/// The offset after a number in digits and the ending of its ordinal: “15th”, “15-ti”, “15-tog”, “15.”.
fn after_ending(place: TokenPosition<'_>) -> usize {
    let endings = |at: usize| {
        [ENGLISH_ENDINGS, SERBIAN_ENDINGS, OTHER_ENDINGS].iter().any(|endings| place.is(at, endings))
            && place.adjoins(at)
    };
    let dash = usize::from(place.is(1, &["-", "–"]) && place.adjoins(1));
    if endings(1 + dash) { 2 + dash } else { 1 + usize::from(place.is(1, &["."]) && place.adjoins(1)) }
}

/// “15 qershor 2017”, “15. juna”, “petnaestog juna”, “June 15th”, “15th of June”, “3. VII”.
pub(super) fn named_month(place: TokenPosition<'_>) -> Option<FoundDate> {
    if is_numbered(place) && !place.is(1, &["."]) {
        return None;
    }
    let (day, month, at) = day_then_month(place).or_else(|| month_then_day(place))?;
    if day == 0 || day > MOST_LIKE_A_DAY {
        return None;
    }
    let (year, length) = year_after(place, at);
    Some(FoundDate { meant: day_and_month(place.today, day, month, year), length })
}

fn day_then_month(place: TokenPosition<'_>) -> Option<(u32, u32, usize)> {
    let (day, at) = day_number(place)?;
    let digits = place.digits(0, 2).is_some();
    let at = place.skip(at, &["-"], usize::from(digits));
    let at = place.skip(at, &["of", "te", "t", "i", "e"], 1);
    let token = place.token(at)?;
    let stands_alone = digits && !place.is_word(at + 1);
    let short = || SHORT_MONTHS.iter().find(|(name, _)| stands_alone && token.is(name)).map(|(_, month)| *month);
    let found = month_at(place, at).or_else(short).or_else(|| roman(place, at).filter(|_| digits))?;
    Some((day, found, at + 1))
}

fn month_then_day(place: TokenPosition<'_>) -> Option<(u32, u32, usize)> {
    // “e marta 18 qershor” begins with a day of the week
    let weekday = place.token(0).is_some_and(|token| weekday_name(&token.plain));
    let month = month_at(place, 0).filter(|_| !weekday)?;
    let at = place.skip(1, &[".", "the", "me", "-"], 1);
    let (day, after) = day_number(place.on(at))?;
    let in_words = place.is_word(at);
    let ordinal = in_words && ordinal_at(place.tokens, place.at + at).is_some();
    if (in_words && !ordinal) || place.is(at + after, &["%", "perqind", "posto", "odsto", "percent", ":"]) {
        return None;
    }
    // “qershor 19.06”: the number belongs to another date
    let more = place.is(at + 1, &["."]) && place.token(at + 2).is_some_and(|next| next.kind == TokenKind::Number);
    if more && place.adjoins(at + 1) && place.adjoins(at + 2) {
        return None;
    }
    let after = if place.is(at + after - 1, &["."]) { after - 1 } else { after };
    Some((day, month, at + after))
}

/// The year after a day and month, if one follows.
fn year_after(place: TokenPosition<'_>, at: usize) -> (Option<i32>, usize) {
    let from = place.skip(at, &[",", "."], 1);
    let from = place.skip(from, &["te", "vitit", "viti", "godine", "of"], 2);
    let number = place.token(from).filter(|token| token.plain.len() == 4).and_then(Token::number);
    if let Some(year) = number.filter(|year| (1900..3000).contains(year)).and_then(|year| i32::try_from(year).ok()) {
        return (Some(year), from + 1 + usize::from(place.is(from + 1, &["."])));
    }
    // “15 juna sledeće godine”, “15 qershor të vitit tjetër”
    let next_first = place.is(at, NEXT) && place.is(at + 1, YEAR_WORDS);
    let of = place.skip(at, OF, 1);
    let then = place.skip(of + 1, OF, 2);
    let next_last = place.is(of, YEAR_WORDS) && place.is(then, NEXT);
    let year = place.today.year().checked_add(1);
    if next_first {
        (year, at + 2)
    } else if next_last {
        (year, then + 1)
    } else {
        (None, at)
    }
}

pub(super) fn weekday_name(word: &str) -> bool {
    WEEKDAYS.iter().any(|(_, names)| names.contains(&word))
}

/// The month that the token at an offset names, mistyped by one slip at most.
pub(super) fn month_at(place: TokenPosition<'_>, at: usize) -> Option<u32> {
    let token = place.token(at).filter(|token| token.kind == TokenKind::Word)?;
    // “2 may be late”, “2 jan kry”, “2 mar unë”
    if ["may", "jan", "mar"].contains(&token.written) && place.is_word(at + 1) {
        return None;
    }
    let named = |word: &str| MONTHS.iter().position(|names| names.contains(&word));
    // “t’korrikut”, also where the apostrophe is left out
    let article = || token.plain.strip_prefix('t').filter(|word| word.ends_with("it") || word.ends_with("ut"));
    let exact = named(&token.plain).or_else(|| named(article()?));
    let position = exact.or_else(|| corrected(&token.plain, SHORTEST_MONTH, MONTHS.iter().copied()))?;
    u32::try_from(position + 1).ok()
}

fn roman(place: TokenPosition<'_>, at: usize) -> Option<u32> {
    let token = place.token(at)?;
    let month = ROMAN_MONTHS.iter().position(|month| *month == token.written)?;
    // “5. I 2017” is a date, “5 i 6” and “2 V” are none
    let dotted = at.checked_sub(1).is_some_and(|before| place.is(before, &["."]));
    let alone = place.token(at + 1).is_none_or(|next| next.kind != TokenKind::Word);
    (alone && (token.written.len() > 1 || dotted)).then_some(u32::try_from(month + 1).ok()?)
}

/// Days of a range or a choice with one month: “20-22 qershor”, “15 ose 20 korrik”, “između 26. i 28. juna”.
pub(super) fn days_of_one_month(place: TokenPosition<'_>) -> Option<FoundDate> {
    days_listed(place, MOST_LISTED_DAYS)
}

/// So many days are named with one month at most. Every number could begin such a list, so a text of nothing but numbers would be
/// read again from each of them to its end.
const MOST_LISTED_DAYS: usize = 12;

fn days_listed(place: TokenPosition<'_>, most: usize) -> Option<FoundDate> {
    let more = most.checked_sub(1)?;
    let (first, after) = day_number(place)?;
    let at = if place.digits(0, 2).is_some() && place.is(1, &["-", "–"]) { 1 } else { after };
    let dash = (place.is(at, &["-", "–", "/"]) && place.adjoins(at) && place.adjoins(at + 1)).then_some(at + 1);
    let or = place.phrase(at, OR_ANOTHER);
    let and = if place.led_by(BETWEEN) { place.phrase(at, AND) } else { None };
    // “15, 16 dhe 17 qershor”; smaller numbers may be those of tasks
    let among = place.phrase(at, &[",", "i", "e", "dhe", "and", "&"]).filter(|_| first >= FIRST_OF_A_LIST);
    let second_at = dash.or(or).or(and).or(among)?;
    let second = place.on(second_at);
    let found = days_listed(second, more)
        .or_else(|| named_month(second))
        .or_else(|| numeric_here(second).filter(|_| second.is(1, &["."])))?;
    let last = *found.meant.days().last()?;
    let first = last.with_day(first).filter(|first| *first < last)?;
    let one_or_other = or.is_some() || first.succ_opt() == Some(last);
    let meant = if one_or_other { either(first, last, place.today) } else { between(first, last, place.today) };
    Some(FoundDate { meant, length: second_at + found.length })
}

/// “15 të muajit”, “15. u mesecu”, “petnaestog sledećeg meseca”, “the 15th of this month”; “by the 25th”, “deri më 25”,
/// “do 25.”, “15-tog”: a day of this month or, once it has passed, of the next.
pub(super) fn day_of_month(place: TokenPosition<'_>) -> Option<FoundDate> {
    let (day, at) = day_number(place).filter(|(day, _)| (1..=MOST_LIKE_A_DAY).contains(day))?;
    if let Some((meant, length)) = of_the_month(place, day, at) {
        return Some(FoundDate { meant, length });
    }
    let digits = place.digits(0, 2).is_some();
    let ending = |endings: &[&str]| at > 1 && place.is(at - 1, endings);
    let serbian = ending(SERBIAN_ENDINGS);
    let clearly = if digits {
        let led = |words: &[&str]| place.led_by(words);
        let stop = ending(&["."]);
        let bare = at == 1;
        let english = ending(ENGLISH_ENDINGS)
            && (led(&[
                "the", "by", "until", "till", "til", "before", "on", "thru", "through", "after", "for", "to", ",",
                "say",
            ]) || place.at == 0);
        let dated = (bare || stop || ending(OTHER_ENDINGS)) && led(DATE_WORDS) && !is_counted_date(place);
        let until = stop
            && led(&["do", "najkasnije do", "zakljucno sa", "zakljucno s", "dana", "na", "za", "tek"])
            && !is_counted_date(place);
        let albanian = bare
            && led(&["deri me", "gjer me", "dej me", "jo me vone se me"])
            && !place.is(1, &[".", ":", "%", ",", "/"]);
        let ordinal = ending(OTHER_ENDINGS) && led(&["me", "deri", "ne", "n", "per", "na", "za", "do", "deri me"]);
        english || dated || until || albanian || ordinal || serbian
    } else {
        // “do dvadesetog”, “by the fifteenth”, but not “do drugog”
        let serbian = !place.is(0, &["drugog", "drugi", "drugom"]) && place.led_by(&["do", "najkasnije do"]);
        let ordinal = ordinal_at(place.tokens, place.at).is_some();
        ordinal && (serbian || place.led_by(&["by the", "until the", "till the", "before the"]))
    };
    // a small “2nd” may be that of a task
    let surely = serbian || (digits && ending(ENGLISH_ENDINGS) && day > SMALL_ORDINALS);
    (clearly && ends(place, at, surely)).then(|| FoundDate { meant: next_day_of_month(place.today, day), length: at })
}

/// Ordinals up to here are as well those of tasks.
const SMALL_ORDINALS: u32 = 6;

/// “5 dana 19.” counts days.
fn is_counted_date(place: TokenPosition<'_>) -> bool {
    place.back(2).is_some_and(|token| token.kind == TokenKind::Number)
}

/// Whether nothing that the number could count follows.
fn ends(place: TokenPosition<'_>, at: usize, surely_a_day: bool) -> bool {
    place.token(at).is_none_or(|next| {
        (next.kind == TokenKind::Sign && !next.is("%") && !next.is("/"))
            || GOES_ON.contains(&next.plain.as_str())
            || weekday_name(&next.plain)
            || (surely_a_day && next.kind == TokenKind::Word && !COUNTED.contains(&next.plain.as_str()))
    })
}

/// “of the month”, “of this month”, “of next month” after a day.
fn of_the_month(place: TokenPosition<'_>, day: u32, at: usize) -> Option<(DateMeaning, usize)> {
    let today = place.today;
    let linked = place.skip(at, &["u", "of", "the", "te", "t", "i", "e", "n", "ne"], 2);
    let this = place.is(linked, THIS);
    let next = place.is(linked, NEXT);
    let month = linked + usize::from(this || next);
    if !place.is(month, MONTH_WORDS) || (linked == at && !this && !next && !is_of(place, month)) {
        return None;
    }
    let after = place.skip(month + 1, &["te", "t", "e", "i", "se", "s"], 2);
    let next_last = place.is(after, NEXT);
    let end = if next_last { after + 1 } else { month + 1 };
    let meant = if this || next || next_last {
        let ahead = u32::from(next || next_last);
        in_month(today, ahead)?.with_day(day).map_or(DateMeaning::NoSuchDay, |day| placed(day, today))
    } else {
        next_day_of_month(today, day)
    };
    Some((meant, end))
}

/// Whether a month's word is of the case that says “of the month” without more words: “15-tog meseca”, “15 muajit”.
fn is_of(place: TokenPosition<'_>, month: usize) -> bool {
    let ending = month > 1 && !place.is(month - 1, &["."]);
    place.is(month, &["muajit", "muajt", "mujit", "mujt", "tmuajit", "tmujit", "tmujt"])
        || (ending && place.is(month, &["meseca", "mjeseca"]))
}
