//! Ways to reach somebody: telephone numbers and e-mail addresses.

use super::evidence::Evidence;
use super::kinds::Finding;
use super::lexicon::meaning as m;
use super::message::Message;
use super::numbers::{Group, Run, joined, runs};
use crate::tokens::{Kind, Token, phrase_at};

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

/// Looks for telephone numbers and addresses of e-mail that are not an office's.
pub(super) fn look(text: &str, message: &Message<'_>, evidence: &mut Evidence) {
    let private = message.has(m::VICTIM | m::CHILD | m::KIN);
    let office = message.has(m::OFFICE_PHONE | m::INSTITUTION | m::ORGANISATION) && !private;
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
            Some(Line::Fixed) => office,
            Some(Line::Mobile) => false,
            None => office || run.groups.first().is_some_and(|group| group.digits.starts_with("0800")),
        };
        evidence.find(Finding::PhoneNumber, (found.is_some() || called) && !exempt);
    }
    evidence.find(Finding::EmailAddress, has_email_address(text, message.tokens, !private));
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
    let international = (plus || digits.starts_with("00") && !digits.starts_with("000"))
        && (8..=15).contains(&length)
        && first.digits.len() >= 2;
    let with_code = COUNTRY_CODES.iter().any(|code| digits.starts_with(code))
        && (11..=12).contains(&length)
        && (first.digits.len() == 3 || first.digits.len() >= 11);
    if international || with_code {
        return Some(Line::Mobile);
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

/// “name@place.tld”, also with “(at)”.
fn has_email_address(text: &str, tokens: &[Token<'_>], may_be_an_office: bool) -> bool {
    if is_spelt_out(tokens) {
        return true;
    }
    let text = text.to_lowercase().replace("(at)", "@").replace("[at]", "@").replace(" @", "@").replace("@ ", "@");
    text.match_indices('@').any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let name = before.chars().next_back();
        let local = before
            .rsplit(|letter: char| !letter.is_alphanumeric() && !"._+-".contains(letter))
            .next()
            .unwrap_or_default();
        let place = text.get(at + 1..).unwrap_or_default();
        let place: &str =
            place.split(|letter: char| !letter.is_alphanumeric() && !".-".contains(letter)).next().unwrap_or_default();
        let dotted = place.trim_end_matches('.').rsplit_once('.');
        name.is_some_and(|letter| letter.is_alphanumeric() || "._+-".contains(letter))
            && dotted.is_some_and(|(host, top)| {
                let office = may_be_an_office
                    && (local.split(['.', '-', '_']).any(|word| OFFICES.iter().any(|stem| word.starts_with(stem)))
                        || OFFICE_HOSTS.iter().any(|office| host.contains(office)));
                !office && !host.is_empty() && top.chars().count() >= 2 && top.chars().all(char::is_alphabetic)
            })
    })
}

/// The beginnings of the names of mailboxes that are an office's.
const OFFICES: &[&str] = &[
    "info",
    "zyra",
    "zyre",
    "protokoll",
    "sekretari",
    "office",
    "kancelarij",
    "ured",
    "grants",
    "contact",
    "kontakt",
    "desk",
    "press",
    "media",
    "mediji",
    "support",
    "admin",
    "help",
    "trafik",
    "raport",
    "prijav",
    "pisarnic",
    "centar",
    "qendra",
    "koordinator",
    "coordinator",
    "sos",
    "hr",
    "prokurim",
    "financ",
];
/// What the hosts of authorities contain.
const OFFICE_HOSTS: &[&str] = &[
    "rks-gov",
    "gov.",
    ".gov",
    "europa.eu",
    "iom.int",
    "osce.org",
    "un.org",
    "kosovopolice",
    "gjyqesori",
    "state.gov",
];

/// “arta dot gashi at example dot com”.
fn is_spelt_out(tokens: &[Token<'_>]) -> bool {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.plain.as_str()));
    let is_word = |at: usize| tokens.get(at).is_some_and(|token| token.kind == Kind::Word);
    (1..tokens.len()).any(|at| is(at, AT) && is_word(at - 1) && is_word(at + 1) && is(at + 2, DOT) && is(at + 3, ENDS))
}
