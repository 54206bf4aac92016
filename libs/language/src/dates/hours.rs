//! Hours of the clock after “until”: “deri në ora 15”, “do 15h”, “by 3pm”, “till noon”.
//!
//! They name today, or nothing beside another day; a number in them is never a day of the month.

use super::date_meaning::{DateMeaning, FoundDate};
use super::names::{CLOCK_AFTER, CLOCK_BEFORE, GOES_ON, NAMED_HOURS, UNTIL, UNTIL_THE_HOUR};
use super::token_position::TokenPosition;
use crate::numbers::number_at;
use privacy::tokens::TokenKind;

/// The hour until which something lasts, where “until” stands before it.
pub(super) fn hour(place: TokenPosition<'_>) -> Option<FoundDate> {
    if !place.led_by(UNTIL) && !place.led_by(&["until the", "by the", "deri ne te", "para", "pre"]) {
        return None;
    }
    named(place).or_else(|| counted(place)).map(|length| FoundDate { meant: DateMeaning::Hour(place.today), length })
}

fn named(place: TokenPosition<'_>) -> Option<usize> {
    place.is(0, NAMED_HOURS).then_some(1)
}

fn counted(place: TokenPosition<'_>) -> Option<usize> {
    let said = place.is(0, CLOCK_BEFORE);
    let from = usize::from(said);
    let digits = place.digits(from, 2).map(|number| (number, 1));
    let spoken =
        || number_at(place.tokens, place.at + from).and_then(|(number, length)| Some((number.whole()?, length)));
    let (number, length) = digits.or_else(spoken)?;
    if number > 24 {
        return None;
    }
    let at = from + length;
    let minutes = place.digits(at + 1, 2).filter(|minutes| *minutes < 60 && place.adjoins(at) && place.adjoins(at + 1));
    if let Some(minutes) = minutes {
        let colon = place.is(at, &[":"]);
        let point = place.is(at, &["."]) && (said || minutes == 0 || minutes > 12) && !place.is(at + 2, &["."]);
        if colon || point {
            let end = at + 2;
            return Some(end + usize::from(place.is(end, CLOCK_AFTER)));
        }
        return said.then_some(at);
    }
    if place.is(at, CLOCK_AFTER) {
        return Some(at + 1);
    }
    if place.is(at, &["a", "p"]) && place.is(at + 1, &["."]) && place.is(at + 2, &["m"]) {
        return Some(at + 3);
    }
    let ends = place.token(at).is_none_or(|next| {
        (next.kind == TokenKind::Sign && ![".", "%", "/", "-", "–", ":"].contains(&next.plain.as_str()))
            || GOES_ON.contains(&next.plain.as_str())
    });
    let at_the_end = place.is(at, &["."]) && !place.adjoins(at + 1);
    (said || ((ends || at_the_end) && place.led_by(UNTIL_THE_HOUR))).then_some(at)
}
