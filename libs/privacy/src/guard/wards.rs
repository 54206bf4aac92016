//! Where somebody lies in a hospital, and entries in registers.

use super::evidence::Evidence;
use super::kinds::{Doubt, Finding};
use super::lexicon::meaning as m;
use super::message::Message;
use crate::tokens::TokenKind;

/// Words for somebody who is protected, or may be.
const PRIVATE: u64 = m::VICTIM | m::CHILD | m::PRONOUN | m::PERSON | m::KIN;

/// The beginnings of words for one bed.
const BEDS: &[&str] = &["krevet", "shtrat", "postelj", "bed"];
/// Many beds are a capacity.
const MANY_BEDS: &[&str] = &["kreveta", "krevetev", "shtreter", "shtretr", "beds", "postelja", "bedding"];
/// The beginnings of words for a ward.
const WARDS: &[&str] = &[
    "odelenj",
    "odeljenj",
    "odjel",
    "repart",
    "pavijon",
    "paviljon",
    "ward",
    "klinik",
    "clinic",
    "psihijatr",
    "psikiatr",
    "psychiatr",
    "ginekolog",
    "gjinekolog",
    "gynaecolog",
    "gynecolog",
    "hirurg",
    "kirurg",
    "surgery",
    "surgical",
    "ortoped",
    "orthop",
    "pedijatr",
    "pediatr",
    "paediatr",
    "intern",
    "porodilist",
    "maternit",
    "infektiv",
    "infectious",
    "intenziv",
    "intensiv",
    "icu",
    "urgjenc",
    "onkolog",
    "oncolog",
    "neurolog",
    "spital",
    "bolnic",
    "hospital",
    "qkuk",
    "kbc",
    "lindj",
];
/// Which of two beds, or where it stands.
const SIDES: &[&str] = &[
    "lijev", "lev", "desn", "majt", "djatht", "left", "right", "prozor", "dritar", "window", "vrata", "der", "door",
    "prvi", "drugi", "treci", "pare", "dyte", "trete", "first", "second", "third",
];
/// The beginnings of words for a bed in which nobody lies.
const FREE: &[&str] = &["slobod", "lire", "zbraz", "praz", "free", "empty", "vacant", "available"];
/// How far from the bed its number or its side may stand, in tokens.
const REACH_OF_BED: usize = 3;

pub(super) fn detect(message: &Message<'_>, evidence: &mut Evidence) {
    let private = message.has(m::VICTIM | m::CHILD | m::PRONOUN | m::KIN)
        || message.names.iter().any(|name| !name.explained && name.surety > 0);
    let numbered =
        message.has(m::DWELLING | m::MEDICAL) && message.tokens.iter().any(|token| token.kind == TokenKind::Number);
    let general = message.has(m::GENERIC | m::NEGATION);
    let told = message.has(m::VICTIM | m::PRONOUN | m::CHILD) && !general;
    let official = message.has(m::GENERIC | m::MEETING | m::OFFICE | m::OFFICE_PHONE);
    let sure = message.has(m::MEDICAL) && private && numbered && !message.has(m::GENERIC | m::MEETING | m::MONEY);
    let in_bed = has_bed_of_a_ward(message) && !message.has(m::GENERIC | m::MONEY);
    evidence.weigh(
        Finding::MedicalNumber,
        sure || in_bed,
        Doubt::Description,
        message.has(m::MEDICAL) && (told || numbered && message.has(m::DWELLING) && !official),
    );
    let entered = message.has(m::REGISTER)
        && message.has(PRIVATE)
        && message.tokens.iter().any(|token| token.kind == TokenKind::Number && token.plain.len() >= 2);
    evidence.find(Finding::FileNumber, entered && !general && !message.has(m::LAW));
    evidence.doubt(Doubt::Description, takes_medicine(message));
}

/// “leži na odeljenju psihijatrije, krevet 3”: who lies there is told by the bed, whoever it is.
fn has_bed_of_a_ward(message: &Message<'_>) -> bool {
    let begins = |at: usize, stems: &[&str]| stems.iter().any(|stem| message.plain(at).starts_with(stem));
    let is_bed = |at: usize| message.is_word(at) && begins(at, BEDS) && !begins(at, MANY_BEDS);
    let number = |at: usize| message.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
    let ward = (0..message.tokens.len()).any(|at| message.is_word(at) && begins(at, WARDS));
    let lies = (0..message.tokens.len()).any(|at| begins(at, &["lezi", "shtrir", "shtrim"]));
    let room = (0..message.tokens.len()).any(|at| {
        begins(at, &["soba", "sobi", "dhom", "room"]) && (number(at + 1) || message.is_word(at + 1) && number(at + 2))
    });
    let free = (0..message.tokens.len()).any(|at| message.plain(at) == "lir" || begins(at, FREE));
    ward && !free
        && (lies && room
            || (0..message.tokens.len()).any(|at| {
                is_bed(at)
                    && ((at + 1..=at + REACH_OF_BED).any(number)
                        || room
                        || (at.saturating_sub(REACH_OF_BED)..=at + REACH_OF_BED).any(|side| begins(side, SIDES)))
            }))
}

/// “Havushja refuzoi ilaqet prap”: a word nobody knows takes medicine or refuses it, so it is what somebody is called.
fn takes_medicine(message: &Message<'_>) -> bool {
    let begins = |at: usize, stems: &[&str]| stems.iter().any(|stem| message.plain(at).starts_with(stem));
    let nickname = |at: usize| {
        message.is_capital(at)
            && !message.is_abbreviation(at)
            && message.plain(at).len() >= 4
            && message.meanings.get(at).is_some_and(|means| *means == 0)
    };
    (0..message.tokens.len()).any(|at| {
        nickname(at)
            && (at + 1..at + 4)
                .any(|verb| begins(verb, TAKES) && (verb + 1..verb + 4).any(|medicine| begins(medicine, MEDICINES)))
    })
}

/// The beginnings of what one does with medicine.
const TAKES: &[&str] = &[
    "refuz", "mori", "merr", "pin", "piu", "pi", "odbi", "uzima", "uzela", "uzeo", "popi", "pije", "refus", "took",
    "takes", "reject", "skips", "skipped", "ndal", "nderpre", "prekin", "stopp",
];
/// The beginnings of words for medicine.
const MEDICINES: &[&str] = &[
    "ilaq",
    "ilac",
    "barna",
    "barera",
    "medikament",
    "lek",
    "lijek",
    "tablet",
    "terapi",
    "injekc",
    "injeks",
    "medic",
    "pill",
    "antidepres",
    "therapy",
    "metadon",
    "methadon",
    "insulin",
];
