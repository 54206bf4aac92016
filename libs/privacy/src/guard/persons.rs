//! Persons named: beside a word for victim they are refused, beside nothing they are asked about.

use super::evidence::Evidence;
use super::kinds::{Doubt, Finding};
use super::lexicon::meaning as m;
use super::message::{Message, Name};
use crate::tokens::TokenKind;

/// How far a word for a child may stand from the name, in tokens.
const REACH_OF_CHILD: usize = 6;
/// How far words for many may stand from their names, in tokens.
const REACH_OF_MANY: usize = 5;
/// How far an age may stand from the name, in tokens.
const REACH_OF_AGE: usize = 4;

pub(super) fn detect(message: &Message<'_>, evidence: &mut Evidence) {
    for name in message.names.iter().filter(|name| !name.explained && name.surety > 0) {
        if name.initials {
            initials(message, name, evidence);
        } else {
            named(message, name, evidence);
        }
    }
}

fn named(message: &Message<'_>, name: &Name, evidence: &mut Evidence) {
    let near = |reach: usize, meanings| message.near(name.at, name.end, reach, meanings);
    let likely = name.surety >= 2;
    let private = m::PRONOUN | m::CHILD | m::PERSON | m::KIN | m::VICTIM;
    let victim = likely && message.has(m::VICTIM);
    let child = likely && near(REACH_OF_CHILD, m::CHILD);
    let many = likely
        && (name.at.saturating_sub(REACH_OF_MANY)..name.at).any(|at| message.means(at, m::VICTIMS))
        && !message.has(m::GENERIC | m::NEGATION);
    let aged = is_aged(message, name);
    let called = likely && near(3, m::CALLED) && message.has(private);
    let harmed = likely && message.has(m::EXPLOITED) && near(8, m::PRONOUN | m::CHILD | m::PERSON);
    let kin = likely && near(3, m::KIN) && message.has(m::VICTIM | m::CHILD | m::EXPLOITED);
    let sure = victim || child || many || aged || called || harmed || kin;
    let possible = likely || near(4, m::CHILD | m::KIN | m::CALLED | m::AGE) || message.has(m::VICTIM | m::KNOWING);
    evidence.weigh(Finding::NamedVictim, sure, Doubt::NamedPerson, possible);
}

fn initials(message: &Message<'_>, name: &Name, evidence: &mut Evidence) {
    let near = |reach: usize, meanings| message.near(name.at, name.end, reach, meanings);
    // the initials MP are no member of parliament
    let others = (0..message.tokens.len()).filter(|at| !(name.at..name.end).contains(at));
    let official = others.into_iter().any(|at| message.means(at, m::OFFICE)) && !message.has(m::VICTIM | m::CHILD);
    let victim = message.has(m::VICTIM)
        || near(8, m::CHILD)
        || message.has(m::VICTIMS) && !message.has(m::GENERIC | m::NEGATION);
    let told = is_aged(message, name) || near(5, m::BIRTH | m::SCHOOL);
    evidence.find(Finding::NamedVictim, victim && !official);
    evidence.find(Finding::Initials, told && !official);
    evidence.doubt(Doubt::Initials, !victim && !told && !official);
}

/// “(16)”, “, 9 vjeç”, “aged 12”, “15-vjeçarja”.
fn is_aged(message: &Message<'_>, name: &Name) -> bool {
    let age_at = |at: usize| {
        message.tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Number && token.number().is_some_and(|age| (1..=80).contains(&age)) && {
                let bracketed =
                    at.checked_sub(1).and_then(|before| message.tokens.get(before)).is_some_and(|token| token.is("("))
                        && message.tokens.get(at + 1).is_some_and(|token| token.is(")"));
                bracketed || message.near(at, at + 1, 2, m::AGE)
            }
        })
    };
    (name.at.saturating_sub(REACH_OF_AGE)..name.end + REACH_OF_AGE).any(age_at)
}
