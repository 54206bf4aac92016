//! Ways to reach somebody: telephone numbers and e-mail addresses.

use super::numbers::runs;
use crate::tokens::{Token, phrase_at};

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
];

pub(super) fn has_phone_number(text: &str, tokens: &[Token<'_>]) -> bool {
    runs(text, tokens).iter().any(|run| {
        let length = run.digits.len();
        let digits = run.digits.as_str();
        let international = (run.plus || digits.starts_with("00")) && (8..=15).contains(&length);
        let with_code = COUNTRY_CODES.iter().any(|code| digits.starts_with(code)) && (11..=12).contains(&length);
        // 044 123 456, 038 123 456, 064 123 4567
        let national = digits.starts_with('0') && !digits.starts_with("00") && (9..=10).contains(&length);
        let called = (6..=15).contains(&length)
            && (run.at.saturating_sub(4)..run.at).any(|place| {
                let here = tokens.get(place..run.at).unwrap_or_default();
                PHONE_WORDS.iter().any(|word| phrase_at(here, word).is_some())
            });
        (!run.lettered && (international || with_code || national)) || called
    })
}

/// “name@place.tld”, also with “(at)”.
pub(super) fn has_email_address(text: &str, _: &[Token<'_>]) -> bool {
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
