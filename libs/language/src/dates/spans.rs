//! Spans: “+3 ditë”, “dy javë e gjysmë”, “mesec i po”, “half a month”, “2-3 dana”, “5 ditë pune”, “3 days ago”.
//!
//! A span counts from today, whatever it is said of; who wants it counted from a due date says the date.
//! Half a month is fifteen days, half a year six months. A fraction of a day is either of the days around it.

use chrono::{Months, NaiveDate, Weekday};
use events::language::Language;

use super::calendar::{between, coming, either, placed};
use super::date_meaning::{DateMeaning, FoundDate, shifted};
use super::names::{
    AND_A_HALF, BEFORE_UNIT, BETWEEN, HALF, ONE_OF_A_UNIT, OR, QUARTER, RANGE, SHORT_UNITS, UNITS, Unit, WORKING,
};
use super::token_position::{TokenPosition, is_any};
use crate::numbers::{Number, compound, is_numeric, number_at};
use privacy::tokens::{Token, TokenKind};

/// Spans longer than this are no answer to “until when”.
const LONGEST_SPAN_DAYS: u64 = 3_660;
/// Days of a month where a part of one is meant.
const DAYS_OF_A_MONTH: u64 = 30;
/// More years than these are somebody's age.
const MOST_YEARS: u64 = 2_000;
/// Words before a span that make it a stretch of the past or a habit, in which no day is named.
const NO_SPAN_AFTER: &[&str] = &[
    "last",
    "past",
    "poslednja",
    "poslednjih",
    "poslednje",
    "zadnja",
    "zadnjih",
    "proteklih",
    "prethodnih",
    "every",
    "since",
    "ka",
    "svaka",
    "svakih",
    "svake",
    "cdo",
    "secilat",
];

/// Words after a span that make it a stretch of the past, a habit, or so long before something else.
const NO_SPAN_BEFORE: &[&str] = &[
    "e fundit",
    "te fundit",
    "a week",
    "per week",
    "u nedelji",
    "nedeljno",
    "ne jave",
    "me heret",
    "earlier",
    "te mbare",
    "te qete",
    "te mire",
    "te bukur",
];

/// How much of a unit, in thousandths; two ends where a range is said.
#[derive(Clone, Copy)]
struct Amount {
    least: u64,
    most: u64,
    spoken: Option<Language>,
    /// A range with other days between its ends.
    open: bool,
}

impl Amount {
    fn of(thousandths: u64, spoken: Option<Language>) -> Self {
        Self { least: thousandths, most: thousandths, spoken, open: false }
    }

    fn is_one(self) -> bool {
        self.least == 1000 && self.most == 1000
    }

    fn until(self, most: u64) -> Self {
        Self { most, open: most - self.least > 1000, ..self }
    }
}

/// The span that begins here.
pub(super) fn span(place: TokenPosition<'_>) -> Option<FoundDate> {
    // “već tri dana”, “ni dva dana”: in Albanian these are “only” and “one”
    let serbian = place.led_by(&["vec", "ni"])
        && !(0..4).any(|at| UNITS.iter().any(|(_, language, names)| *language == Language::Sq && place.is(at, names)));
    // “3 days a week”
    let each = place.is(0, &["a", "an"]) && place.before().is_some_and(is_unit);
    // “-3 days”
    let less = is_any(place.before(), &["-", "–"]) && place.adjoins(0) && place.back(2).is_none();
    // “zadatak 2 još mesec dana”: the number is the task's
    let of_a_task = is_any(place.before(), TASK_WORDS) && place.is(1, BEFORE_UNIT);
    if each || less || of_a_task || serbian || is_torn(place) || place.led_by(NO_SPAN_AFTER) {
        return None;
    }
    let plus = usize::from(place.is(0, &["+"]));
    counted(place, plus).or_else(|| alone(place)).or_else(|| in_one_word(place))
}

fn is_unit(token: &Token<'_>) -> bool {
    UNITS.iter().any(|(_, _, names)| names.contains(&token.plain.as_str()))
}

/// Whether this is the rest of a number: “5” of “1,5” and “2-5”, “pet” of a number that was not understood.
fn is_torn(place: TokenPosition<'_>) -> bool {
    let (Some(before), Some(here)) = (place.before(), place.token(0)) else { return false };
    let sign = [".", ",", "-", "–", "/", "~"].contains(&before.plain.as_str()) && before.end == here.start;
    let number_before = place.back(2).is_some_and(|number| is_numeric(number) && number.end == before.start);
    let words = |token: &Token<'_>| token.kind == TokenKind::Word && is_numeric(token) && !token.is("ni");
    // “jedno 2 nedelje”, “nja 15 ditë”: about so many
    let about = ["jedno", "ni", "nja", "nji", "nje"].contains(&before.plain.as_str()) && here.kind == TokenKind::Number;
    (sign && number_before) || (words(before) && is_numeric(here) && !about)
}

fn counted(place: TokenPosition<'_>, from: usize) -> Option<FoundDate> {
    let (mut amount, mut at) = amount(place, from)?;
    let dash = place.is(at, &["-", "–"]) && place.adjoins(at) && place.adjoins(at + 1);
    at += usize::from(dash);
    at = place.skip(at, BEFORE_UNIT, 2);
    let mut working = place.is(at, WORKING);
    if working && !place.is(at, &["workdays", "workday", "weekdays", "weekday"]) {
        at += 1;
    }
    let (unit, language, mut at) = if working && place.is(at, &["workdays", "workday", "weekdays", "weekday"]) {
        (Unit::Days, Language::En, at + 1)
    } else {
        unit(place, at, from > 0)?
    };
    // “po dan” is for each day
    if !agrees(amount.spoken, language, place, from) || (place.is(from, &["po"]) && place.is(from + 1, ONE_OF_A_UNIT)) {
        return None;
    }
    if let Some(end) = place.phrase(at, AND_A_HALF).filter(|_| amount.least == amount.most) {
        amount = Amount::of(amount.least + 500, amount.spoken);
        at = end;
    } else if amount.is_one()
        && let Some((more, end)) = or_two(place, at, language)
    {
        amount = amount.until(more);
        at = end;
    }
    if unit != Unit::Days && place.is(at, &["dana"]) {
        at += 1;
    }
    let of_work = place.phrase(at, &["pune", "te punes", "te pune"]).filter(|_| unit == Unit::Days);
    if let Some(end) = of_work {
        working = true;
        at = end;
    }
    at = place.skip(at, &["shtese", "extra", "tjera", "plus"], 1);
    if place.phrase(at, NO_SPAN_BEFORE).is_some() {
        return None;
    }
    if working {
        let days = u32::try_from(amount.most.div_ceil(1000)).ok()?;
        return Some(FoundDate { meant: DateMeaning::WorkingDays(days), length: at });
    }
    finish(place, amount, unit, at)
}

/// Words before the number of a task.
const TASK_WORDS: &[&str] = &["zadatak", "detyra", "task", "nr", "br", "pika", "tacka", "#"];
/// How adjectives for a span go on after their number: “dhjetëditor”, “dvonedeljni”.
const UNITS_IN_ONE_WORD: &[(&str, Unit)] = &[
    ("ditor", Unit::Days),
    ("ditsh", Unit::Days),
    ("javor", Unit::Weeks),
    ("mujor", Unit::Months),
    ("dnevn", Unit::Days),
    ("nedeljn", Unit::Weeks),
    ("nedjeljn", Unit::Weeks),
    ("sedmicn", Unit::Weeks),
    ("tjedn", Unit::Weeks),
    ("mesecn", Unit::Months),
    ("mjesecn", Unit::Months),
];
/// Their endings are no longer.
const LONGEST_ENDING: usize = 3;

/// How words begin that such an adjective makes a span of: “afat dhjetëditor”, “petnaestodnevni rok”. A report is “tremujor”
/// as well, and names no day.
const TERMS: &[&str] = &["afat", "shtyrj", "zgjatj", "rok", "odlag", "odlaganj", "odgod", "produz"];
/// So many tokens may stand between a term and the adjective after it: “afat i ri tetëditor”.
const REACH_OF_A_TERM: usize = 3;

/// “tetëditor”, “petnaestodnevni”, “njëmujore”: a span in one adjective, of a term or by itself.
fn in_one_word(place: TokenPosition<'_>) -> Option<FoundDate> {
    let is_term =
        |token: Option<&Token<'_>>| token.is_some_and(|token| TERMS.iter().any(|term| token.plain.starts_with(term)));
    let is_word = |token: Option<&Token<'_>>| token.is_some_and(|token| token.kind == TokenKind::Word);
    let alone = !is_word(place.before()) && !place.is_word(1);
    let of_a_term = is_term(place.token(1)) || (1..=REACH_OF_A_TERM).any(|back| is_term(place.back(back)));
    if !(alone || of_a_term) {
        return None;
    }
    let word = place.token(0).filter(|token| token.kind == TokenKind::Word)?.plain.as_str();
    let (unit, count) = UNITS_IN_ONE_WORD.iter().find_map(|(name, unit)| {
        let (count, ending) = word.split_once(name)?;
        (ending.len() <= LONGEST_ENDING).then_some((*unit, count))
    })?;
    finish(place, Amount::of(u64::from(compound(count)?) * 1000, None), unit, 1)
}

/// Units that need no number: “nedelju dana”, “mesec i po”, “a month and a half” without its “a”, “dan-dva”, “za mesec”.
fn alone(place: TokenPosition<'_>) -> Option<FoundDate> {
    let (unit, language, at) = unit(place, 0, false)?;
    let stop = usize::from(place.is(at, &["."]) && place.is(0, &["ned"]));
    let serbian = place.is(0, ONE_OF_A_UNIT) && language == Language::Sr;
    let one = Amount::of(1000, Some(language));
    if let Some(end) = place.phrase(at, AND_A_HALF) {
        let end = end + usize::from(place.is(end, &["dana"]));
        return finish(place, Amount::of(1500, Some(language)), unit, end);
    }
    // “javë ditë”, “muaj ditësh”
    if language == Language::Sq && unit != Unit::Days && place.is(at, &["dite", "dit", "ditesh", "ditsh"]) {
        return finish(place, one, unit, at + 1);
    }
    // “sedmica više”
    if serbian && unit != Unit::Days && place.is(at, &["vise", "duze"]) {
        return finish(place, one, unit, at);
    }
    if serbian && unit != Unit::Days && place.is(at + stop, &["dana"]) {
        return finish(place, one, unit, at + stop + 1);
    }
    if (serbian || unit == Unit::Days)
        && let Some((more, end)) = or_two(place, at, language)
    {
        let end = end + usize::from(place.is(end, &["dana"]));
        return finish(place, one.until(more), unit, end);
    }
    if unit == Unit::Fortnights {
        return finish(place, one, unit, at);
    }
    let accusative = serbian && !place.is(0, &["nedelja", "nedjelja", "sedmica", "ned"]);
    if accusative && place.led_by(&["jos", "za jos", "bar jos"]) {
        return finish(place, one, unit, at);
    }
    // “za nedelju” is in a week and for Sunday
    if accusative && place.led_by(&["za"]) {
        let span = finish(place, one, unit, at)?;
        if let DateMeaning::Day(day) = span.meant
            && place.is(0, &["nedelju", "nedjelju"])
        {
            let sunday = coming(place.today, Weekday::Sun)?;
            return Some(FoundDate { meant: either(sunday, day, place.today), ..span });
        }
        return Some(span);
    }
    None
}

fn amount(place: TokenPosition<'_>, from: usize) -> Option<(Amount, usize)> {
    let part = |parts: &[(&str, Language)], thousandths| {
        let fits = |(words, language): &(&str, Language)| {
            place.phrase(from, &[words]).map(|at| (Amount::of(thousandths, Some(*language)), at))
        };
        parts.iter().filter_map(fits).max_by_key(|(_, at)| *at)
    };
    if let Some(half) = part(HALF, 500) {
        return Some(half);
    }
    if let Some((quarter, at)) = part(QUARTER, 250) {
        return unit(place, at, false).filter(|(unit, ..)| *unit == Unit::Years).map(|_| (quarter, at));
    }
    // “a two-week extension”, “another two weeks”, “nja tri ditë”: the article adds nothing to the number
    let article = place.is(from, &["a", "an", "another", "nja", "njo"]);
    let from = from + usize::from(article && number_at(place.tokens, place.at + from + 1).is_some());
    let (number, at) = match number_at(place.tokens, place.at + from) {
        Some((number, length)) => (number, from + length),
        None if place.is(from, &["a", "an", "another"]) => (Number::one(Language::En), from + 1),
        None if place.is(from, &["nja", "njo"]) => (Number::one(Language::Sq), from + 1),
        None => return None,
    };
    let amount = Amount::of(number.thousandths(), number.spoken());
    if let Some((most, end)) = other_end(place, at, number) {
        return Some((amount.until(most), end));
    }
    match place.phrase(at, AND_A_HALF) {
        Some(end) => Some((Amount::of(number.and_a_half().thousandths(), number.spoken()), end)),
        None => Some((amount, at)),
    }
}

/// The other end of a range: “-3”, “ose tri”, “to three”, “tri” after “dy”.
fn other_end(place: TokenPosition<'_>, at: usize, least: Number) -> Option<(u64, usize)> {
    let dash = place.is(at, &["-", "–", "—", "/", "~"]).then_some(at + 1);
    let between = if place.led_by(BETWEEN) { place.phrase(at, &["i", "e", "dhe", "and"]) } else { None };
    let joined = place.phrase(at, OR).or(dash).or_else(|| place.phrase(at, RANGE)).or(between);
    // “sedam osam dana”, but never “1 3 dana”
    let words = place.is_word(at) && place.is_word(at.checked_sub(1)?);
    let second = joined.or(words.then_some(at))?;
    let (most, length) = number_at(place.tokens, place.at + second)?;
    let most = most.thousandths();
    (most > least.thousandths()).then_some((most, second + length))
}

/// “or two” after a unit: “dan-dva”, “nedelju ili dve”, “a day or two”, “një ditë a dy”.
fn or_two(place: TokenPosition<'_>, at: usize, language: Language) -> Option<(u64, usize)> {
    let joined = place.phrase(at, OR).or_else(|| place.is(at, &["-", "–"]).then_some(at + 1));
    let number = joined.or_else(|| (language == Language::Sr).then_some(at))?;
    let word = place.is_word(number);
    let (more, length) = number_at(place.tokens, place.at + number).filter(|_| word)?;
    let end = number + length;
    let own_unit = unit(place, end, false).is_some_and(|_| !place.is(end, &["dana"]));
    (matches!(more.whole(), Some(2 | 3)) && !own_unit).then_some((more.thousandths(), end))
}

/// The unit at an offset, its language, and the offset after it and the full stop of its short form.
fn unit(place: TokenPosition<'_>, at: usize, plus: bool) -> Option<(Unit, Language, usize)> {
    let word = place.token(at)?.plain.as_str();
    if let Some((unit, language, _)) = UNITS.iter().find(|(_, _, names)| names.contains(&word)) {
        let short = matches!(word, "ned" | "sedm" | "mes") && place.is(at + 1, &["."]) && place.is_word(at + 2);
        let stop = short && place.is(at + 2, &["dana"]);
        return Some((*unit, *language, at + 1 + usize::from(stop)));
    }
    let (unit, _) = SHORT_UNITS.iter().find(|(_, name)| plus && *name == word)?;
    Some((*unit, Language::En, at + 1))
}

/// Whether a number and a unit can stand together. Words of numbers that mean something else in another language (“a”,
/// “ni”, “po”) need a unit of their own.
fn agrees(spoken: Option<Language>, unit: Language, place: TokenPosition<'_>, from: usize) -> bool {
    let fickle = place.is(from, &["a", "an", "another", "ni", "nja", "njo", "po", "pol", "half", "sto", "pet", "six"]);
    !fickle || spoken.is_none_or(|language| language == unit)
}

fn finish(place: TokenPosition<'_>, amount: Amount, unit: Unit, mut at: usize) -> Option<FoundDate> {
    let mut past = place.led_by(&["para", "perpara", "pre", "prije", "qe"]);
    if let Some(end) = place.phrase(at, &["ago", "me pare", "ranije", "perpara"]) {
        past = true;
        at = end;
    }
    let (first, first_or) = reckoned(place.today, amount.least, unit, past)?;
    let (last, last_or) = reckoned(place.today, amount.most, unit, past)?;
    let meant = match (first == last_or, amount.open) {
        (true, _) => placed(first, place.today),
        (false, true) => between(first, last_or, place.today),
        (false, false) if first == last => either(first, first_or, place.today),
        (false, false) => either(first, last, place.today),
    };
    Some(FoundDate { meant, length: at })
}

/// The day so much from today, and the next where a fraction of a day is over.
fn reckoned(today: NaiveDate, thousandths: u64, unit: Unit, past: bool) -> Option<(NaiveDate, NaiveDate)> {
    let limit = |days: u64| (days <= LONGEST_SPAN_DAYS * 1000).then_some(days);
    let (months, days) = match unit {
        Unit::Hours => (0, limit(thousandths / 24).filter(|days| *days >= 1000)?),
        Unit::Days => (0, limit(thousandths)?),
        Unit::Weeks => (0, limit(thousandths.checked_mul(7)?)?),
        Unit::Fortnights => (0, limit(thousandths.checked_mul(14)?)?),
        Unit::Months => {
            limit(thousandths.checked_mul(DAYS_OF_A_MONTH)?)?;
            (thousandths / 1000, thousandths % 1000 * DAYS_OF_A_MONTH)
        }
        Unit::Years => {
            let months = Some(thousandths).filter(|years| *years <= MOST_YEARS)? * 12;
            (months / 1000, months % 1000 * DAYS_OF_A_MONTH)
        }
    };
    if months == 0 && days == 0 {
        return None;
    }
    let months = Months::new(u32::try_from(months).ok()?);
    let month = if past { today.checked_sub_months(months)? } else { today.checked_add_months(months)? };
    let whole = i64::try_from(days / 1000).ok()?;
    let over = i64::from(days % 1000 != 0);
    let day = |count: i64| shifted(month, if past { -count } else { count });
    Some((day(whole)?, day(whole + over)?))
}
