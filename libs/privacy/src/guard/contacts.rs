//! Ways to reach somebody: telephone numbers and e-mail addresses.

use super::digit_runs::{Run, is_currency, joined, runs, strangely_joined_runs};
use super::evidence::Evidence;
use super::kinds::{Doubt, Finding};
use super::lexicon::meaning as m;
use super::mailboxes;
use super::message::Message;
use super::mobile_digits::is_whole_mobile;
use super::phones::{LineKind, is_bare_mobile, phone};
use crate::tokens::{TokenKind, phrase_at};

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

/// How far a word for an office may stand from its telephone, in tokens.
const REACH_OF_DESK: usize = 5;

/// Looks for telephone numbers and addresses of e-mail that are not an office's.
pub(super) fn detect(text: &str, message: &Message<'_>, evidence: &mut Evidence) {
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
        let found = found.or_else(|| is_glued(message, &run).then_some(LineKind::Mobile));
        let exempt = match found {
            Some(LineKind::Hotline) => true,
            Some(LineKind::Fixed) => office || impersonal && (0..run.at).any(|at| message.is_abbreviation(at)),
            Some(LineKind::Mobile) => false,
            None => office || run.groups.first().is_some_and(|group| group.digits.starts_with("0800")),
        };
        if found.is_none() && !called && is_bare_mobile(&run) && !run.lettered && !run.amount_in_points() {
            evidence.doubt(Doubt::Number, !is_reference(message, &run));
        }
        if (found.is_none() && !called) || exempt {
            continue;
        }
        // perhaps a desk's own mobile: the sender is asked whose it is
        let beside_desk = message.near(run.at, run.end, REACH_OF_DESK, m::OFFICE_PHONE | m::INSTITUTION);
        let unclear = impersonal && beside_desk;
        evidence.weigh(Finding::PhoneNumber, !unclear, Doubt::Number, unclear);
    }
    let strange = strangely_joined_runs(text, message.tokens).iter().any(|run| {
        run.stretches().any(|groups| {
            // an area, or all of the run: single figures are counts (“0, 4, 4, 1 …”)
            let area = groups.first().is_some_and(|first| first.digits.len() >= 3);
            let whole = groups.len() == run.groups.len() && groups.iter().any(|group| group.digits.len() > 1);
            (area || whole) && phone(run, groups) == Some(LineKind::Mobile) && is_whole_mobile(&joined(groups))
        })
    });
    evidence.find(Finding::PhoneNumber, strange);
    let (own, unclear) = mailboxes::detect(text, message, private);
    evidence.weigh(Finding::EmailAddress, own, Doubt::NamedPerson, unclear);
}

/// “nr044123456”: a word runs into the number. Capitals make a code of it (“KOS044123456”).
fn is_glued(message: &Message<'_>, run: &Run) -> bool {
    let small = run
        .at
        .checked_sub(1)
        .and_then(|before| message.tokens.get(before))
        .is_some_and(|token| token.kind == TokenKind::Word && token.written.chars().any(char::is_lowercase));
    run.lettered && small && !run.amount && is_whole_mobile(&joined(&run.groups))
}

/// Whether a number that may be a telephone's is called one of a protocol, a case or an invoice.
fn is_reference(message: &Message<'_>, run: &Run) -> bool {
    const REACH_OF_REFERENCE: usize = 6;
    (run.at.saturating_sub(REACH_OF_REFERENCE)..run.at).any(|at| {
        message.means(at, m::LAW | m::CASE | m::ACCOUNT)
            || message.means(at, m::MONEY) && !is_currency(message.plain(at))
    })
}
