//! Ways to reach somebody: telephone numbers and e-mail addresses.

use super::evidence::Evidence;
use super::kinds::{Doubt, Finding};
use super::lexicon::meaning as m;
use super::mailboxes;
use super::message::Message;
use super::numbers::{Group, Run, joined, runs};
use crate::tokens::phrase_at;

/// Country codes that are written without a plus sign, too.
const COUNTRY_CODES: &[&str] = &["383", "377", "381", "355", "389", "382", "386"];

/// How the fixed lines of Kosovo begin with the country code.
const FIXED_LINES_OF_KOSOVO: &[&str] = &["38328", "38329", "38338", "38339", "38128", "38129", "38138", "38139"];

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

/// Two noughts, the code of a country and a number have at least so many digits.
const FEWEST_WITH_NOUGHTS: usize = 9;

/// How a mobile number of Kosovo is grouped when its nought is left out: “44 123 456”.
const NOUGHT_LEFT_OUT: [usize; 3] = [2, 3, 3];

/// How far a word for an office may stand from its telephone, in tokens.
const REACH_OF_DESK: usize = 5;

/// Looks for telephone numbers and addresses of e-mail that are not an office's.
pub(super) fn look(text: &str, message: &Message<'_>, evidence: &mut Evidence) {
    let private = message.has(m::VICTIM | m::CHILD | m::KIN);
    let desk = m::OFFICE_PHONE | m::INSTITUTION | m::ORGANISATION | m::MEDICAL;
    let office = message.has(desk) && !private;
    // nobody is named or spoken of whose own number it could be
    let impersonal = !private
        && !message.has(m::PRONOUN | m::PERSON | m::EXPLOITED)
        && !message.names.iter().any(|name| name.surety >= 2 && !name.explained);
    for run in runs(text, message.tokens) {
        let called = (6..=15).contains(&run.length())
            && !run.amount
            && (run.at.saturating_sub(4)..run.at).any(|place| {
                let here = message.tokens.get(place..run.at).unwrap_or_default();
                PHONE_WORDS.iter().any(|word| phrase_at(here, word).is_some())
            });
        let found = run.stretches().filter(|_| !run.amount && !run.lettered).find_map(|groups| phone(&run, groups));
        let exempt = match found {
            Some(Line::Hotline) => true,
            Some(Line::Fixed) => office || impersonal && (0..run.at).any(|at| message.is_abbreviation(at)),
            Some(Line::Mobile) => false,
            None => office || run.groups.first().is_some_and(|group| group.digits.starts_with("0800")),
        };
        if (found.is_none() && !called) || exempt {
            continue;
        }
        // perhaps a desk's own mobile: the sender is asked whose it is
        let beside_desk = message.near(run.at, run.end, REACH_OF_DESK, m::OFFICE_PHONE | m::INSTITUTION);
        let unclear = impersonal && beside_desk;
        evidence.weigh(Finding::PhoneNumber, !unclear, Doubt::Number, unclear);
    }
    let (own, unclear) = mailboxes::look(text, message, private);
    evidence.weigh(Finding::EmailAddress, own, Doubt::NamedPerson, unclear);
}

/// What kind of line a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Free of charge: nobody's own.
    Hotline,
    /// Of a desk.
    Fixed,
    /// Of a person.
    Mobile,
}

/// The line when these groups are a telephone number.
fn phone(run: &Run, groups: &[Group]) -> Option<Line> {
    let first = groups.first()?;
    let length: usize = groups.iter().map(|group| group.digits.len()).sum();
    if length < 8 {
        return None;
    }
    let digits = joined(groups);
    let all = groups.len() == run.groups.len();
    if (digits.starts_with("0800") || digits.starts_with("080")) && (8..=10).contains(&length) {
        return Some(Line::Hotline);
    }
    let plus = run.plus && first.at == run.at;
    // with two noughts for the plus sign there are more digits: “00451237” is in an inventory
    let noughts = digits.starts_with("00") && !digits.starts_with("000") && length >= FEWEST_WITH_NOUGHTS;
    let international = (plus || noughts) && (8..=15).contains(&length) && first.digits.len() >= 2;
    let with_code = COUNTRY_CODES.iter().any(|code| digits.starts_with(code))
        && (11..=12).contains(&length)
        && (first.digits.len() == 3 || first.digits.len() >= 11);
    if international || with_code {
        let national = digits.trim_start_matches("00");
        let desk = FIXED_LINES_OF_KOSOVO.iter().any(|line| national.starts_with(line));
        return Some(if desk { Line::Fixed } else { Line::Mobile });
    }
    // 044 123 456, 038 123 456, 064 123 4567, 038 601 44
    let area = digits.starts_with('0') && digits.chars().nth(1).is_some_and(|digit| ('2'..='7').contains(&digit));
    let begun = first.digits.len() >= 3 || first.digits.len() == 1 && groups.len() >= 8;
    let slashed_year = groups.iter().skip(1).any(|group| {
        group.joint == '/' && group.digits.len() == 4 && group.digits.starts_with("20") && groups.len() == 2
    });
    if area && begun && (9..=10).contains(&length) && !slashed_year {
        let landline = matches!(digits.get(1..2), Some("2" | "3"));
        return Some(if landline { Line::Fixed } else { Line::Mobile });
    }
    if area && begun && all && length == 8 && groups.len() > 1 && matches!(digits.get(1..2), Some("2" | "3")) {
        return Some(Line::Fixed);
    }
    // 44 123 456, and long distance of any kind: 011 123 4567
    let grouped = groups.iter().map(|group| group.digits.len()).eq(NOUGHT_LEFT_OUT);
    let mobile = grouped && matches!(digits.get(..2), Some("43" | "44" | "45" | "46" | "48" | "49"));
    let distant = all && first.digits.len() >= 3 && digits.starts_with('0') && !digits.starts_with("00");
    let fixed = matches!(digits.get(..2), Some("02" | "03"));
    let line = if fixed { Line::Fixed } else { Line::Mobile };
    (mobile || distant && (9..=11).contains(&length) && !slashed_year).then_some(line)
}
