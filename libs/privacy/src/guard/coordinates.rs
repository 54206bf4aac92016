//! Where something is on the map: degrees, figures with a point, codes and links of maps.

use super::evidence::Evidence;
use super::kinds::{Doubt, Finding};
use super::lexicon::meaning as m;
use super::message::Message;
use crate::tokens::TokenKind;

/// Finds a place on the map: one with many figures, or any beside somebody private or a shelter; of others the sender is asked.
pub(super) fn detect(text: &str, message: &Message<'_>, private: bool, evidence: &mut Evidence) {
    let rough = has_degrees(message) || has_map_code(text);
    let linked = LINKS.iter().any(|link| text.contains(link));
    let official = message.has(m::MEETING | m::INSTITUTION | m::ORGANISATION);
    evidence.find(Finding::Address, has_long_figures(message) || (rough || linked) && private);
    evidence.doubt(Doubt::Place, rough || linked && !official);
}

/// What the links of maps contain.
const LINKS: &[&str] = &["goo.gl/", "google.com/maps", "maps.google", "maps.apple", "openstreetmap.org", "waze.com"];

/// Whether figures are as long as those of a place: “42.6601, 21.1702”.
fn has_long_figures(message: &Message<'_>) -> bool {
    let parts = (0..message.tokens.len()).filter(|at| {
        let is = |at: usize, length: std::ops::RangeInclusive<usize>| {
            message
                .tokens
                .get(at)
                .is_some_and(|token| token.kind == TokenKind::Number && length.contains(&token.plain.len()))
        };
        let point = |at: usize| message.tokens.get(at).is_some_and(|token| token.is("."));
        is(*at, 2..=2) && point(at + 1) && is(at + 2, 4..=9) && !at.checked_sub(1).is_some_and(point)
    });
    parts.count() >= 2
}

/// “42°39'N 21°10'E”, “N42.65 E21.16”, “42.65 N 21.16 E”, “lat 42.65 lon 21.16”: two figures of degrees.
fn has_degrees(message: &Message<'_>) -> bool {
    let number =
        |at: usize| message.tokens.get(at).is_some_and(|it| it.kind == TokenKind::Number && it.plain.len() <= 7);
    let pointed = |at: usize| number(at) && message.is_sign(at + 1, &["."]) && number(at + 2);
    let letter = |at: usize| ["n", "s", "e", "w"].contains(&message.plain(at)) && message.is_capital(at);
    let axis =
        |at: usize| ["lat", "lon", "lng", "long", "latitude", "longitude"].contains(&message.plain(at)) || letter(at);
    let count = |is: &dyn Fn(usize) -> bool| (0..message.tokens.len()).filter(|at| is(*at)).count();
    count(&|at| number(at) && message.is_sign(at + 1, &["°"]) && !["c", "f"].contains(&message.plain(at + 2))) >= 2
        || count(&|at| axis(at) && (pointed(at + 1) || message.is_sign(at + 1, &[":", "="]) && pointed(at + 2))) >= 2
        || count(&|at| pointed(at) && letter(at + 3)) >= 2
}

/// “8GJ5+2X”: a place as a short code.
fn has_map_code(text: &str) -> bool {
    const LETTERS: &str = "23456789CFGHJMPQRVWX";
    text.split_whitespace().any(|word| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        word.split_once('+').is_some_and(|(area, place)| {
            (4..=8).contains(&area.len())
                && (2..=3).contains(&place.len())
                && word.chars().all(|letter| letter == '+' || LETTERS.contains(letter))
                && word.contains(|letter: char| letter.is_ascii_uppercase())
        })
    })
}
