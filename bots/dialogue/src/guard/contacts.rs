//! Ways to reach somebody: telephone numbers and e-mail addresses.

use phonenumber::country::Id;

use super::numbers::{Run, Shape, runs};
use crate::tokens::{Kind, Token, phrase_at};

/// Where a number without a country code may be from: Kosovo and its neighbours.
const COUNTRIES: [Id; 5] = [Id::XK, Id::RS, Id::AL, Id::MK, Id::ME];

/// Country codes that are written without a plus sign, too.
const COUNTRY_CODES: &[&str] = &["383", "377", "381", "355", "389", "382", "386"];

const PHONE_WORDS: &[&str] = &[
    "tel",
    "telefoni",
    "telefonit",
    "telefonin",
    "telefon",
    "telefona",
    "mob",
    "mobil",
    "mobile",
    "phone",
    "cel",
    "viber",
    "whatsapp",
    "thirrni",
    "thirr",
    "pozovite",
    "pozovi",
    "call",
    "kontakt",
    "mobilni",
    "telefonski broj",
    "signal",
];

/// How a mobile number of Kosovo is grouped when its nought is left out: “44 123 456”.
const NOUGHT_LEFT_OUT: [usize; 3] = [2, 3, 3];

/// What “@” and “.” are called.
const AT: &[&str] = &["at", "et", "@"];
const DOT: &[&str] = &["dot", "pike", "tacka", "tocka"];
/// Ends of addresses that are spelt out.
const ENDS: &[&str] = &["com", "org", "net", "eu", "info", "rs", "al", "mk", "me", "de", "ch", "it", "uk"];

pub(super) fn has_phone_number(text: &str, tokens: &[Token<'_>]) -> bool {
    runs(text, tokens).iter().any(|run| {
        let length = run.digits.len();
        let digits = run.digits.as_str();
        let international = (run.plus || digits.starts_with("00")) && (8..=15).contains(&length);
        let with_code = COUNTRY_CODES.iter().any(|code| digits.starts_with(code)) && (11..=12).contains(&length);
        // 044 123 456, 038 123 456, 064 123 4567
        let national = digits.starts_with('0') && !digits.starts_with("00") && (9..=10).contains(&length);
        let can_be_called = (7..=15).contains(&length) && run.shape == Shape::Plain && is_valid(run);
        let called = (6..=15).contains(&length)
            && (run.at.saturating_sub(4)..run.at).any(|place| {
                let here = tokens.get(place..run.at).unwrap_or_default();
                PHONE_WORDS.iter().any(|word| phrase_at(here, word).is_some())
            });
        (!run.lettered && run.shape != Shape::Amount && (international || with_code || national || can_be_called))
            || called
    })
}

/// Whether somebody can have this number, by the numbering plans of Kosovo, its neighbours and, with a country code, the
/// world. Without a country code it must begin with the nought of long distance or be grouped as a number is: any eight
/// digits can be a number somewhere.
fn is_valid(run: &Run) -> bool {
    let possible = |country: Option<Id>, digits: &str| {
        phonenumber::parse(country, digits).is_ok_and(|number| phonenumber::is_valid(&number))
    };
    if run.plus || run.digits.starts_with("00") {
        let digits = run.digits.trim_start_matches('0');
        // “+383 (0) 44”: the nought of long distance after the country code
        let without_nought = COUNTRY_CODES
            .iter()
            .find_map(|code| digits.strip_prefix(code)?.strip_prefix('0').map(|national| format!("+{code}{national}")));
        possible(None, &format!("+{digits}")) || without_nought.is_some_and(|digits| possible(None, &digits))
    } else if run.groups == NOUGHT_LEFT_OUT {
        possible(Some(Id::XK), &run.digits)
    } else {
        run.digits.starts_with('0') && COUNTRIES.iter().any(|country| possible(Some(*country), &run.digits))
    }
}

/// “name@place.tld”, also with “(at)”.
pub(super) fn has_email_address(text: &str, tokens: &[Token<'_>]) -> bool {
    if is_spelt_out(tokens) {
        return true;
    }
    let text = text.to_lowercase().replace("(at)", "@").replace("[at]", "@").replace(" @", "@").replace("@ ", "@");
    text.match_indices('@').any(|(at, _)| {
        let name = text.get(..at).unwrap_or_default().chars().next_back();
        let place = text.get(at + 1..).unwrap_or_default();
        let place: &str =
            place.split(|letter: char| !letter.is_alphanumeric() && !".-".contains(letter)).next().unwrap_or_default();
        let dotted = place.trim_end_matches('.').rsplit_once('.');
        name.is_some_and(|letter| letter.is_alphanumeric() || "._+-".contains(letter))
            && dotted.is_some_and(|(host, top)| {
                !host.is_empty() && top.chars().count() >= 2 && top.chars().all(char::is_alphabetic)
            })
    })
}

/// “arta dot gashi at example dot com”.
fn is_spelt_out(tokens: &[Token<'_>]) -> bool {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.plain.as_str()));
    let is_word = |at: usize| tokens.get(at).is_some_and(|token| token.kind == Kind::Word);
    (1..tokens.len()).any(|at| is(at, AT) && is_word(at - 1) && is_word(at + 1) && is(at + 2, DOT) && is(at + 3, ENDS))
}
