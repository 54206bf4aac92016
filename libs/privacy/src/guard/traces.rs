//! What gives somebody away without a name: whose relative they are, where they live, learn or lie, what they look like,
//! a picture, a file, a profile, a disguised name.

use super::evidence::Evidence;
use super::file_names::{has_file_ending, is_named_file};
use super::kinds::{Doubt, Finding};
use super::lexicon::meaning as m;
use super::message::Message;
use super::{coordinates, disguises, handles, wards};
use crate::tokens::TokenKind;

/// Words for somebody who is protected, or may be.
const PRIVATE: u64 = m::VICTIM | m::CHILD | m::PRONOUN | m::PERSON | m::KIN;

pub(super) fn detect(text: &str, message: &Message<'_>, mixed: bool, evidence: &mut Evidence) {
    kin(message, evidence);
    address(text, message, evidence);
    school(message, evidence);
    picture(message, evidence);
    file(text, message, evidence);
    handles::detect(text, message, has_name(message), evidence);
    wards::detect(message, evidence);
    description(message, evidence);
    request(message, evidence);
    disguises::detect(text, message, mixed, has_name(message), evidence);
}

/// Whether it speaks of many, or of what must not be done.
fn is_general(message: &Message<'_>) -> bool {
    message.has(m::GENERIC | m::NEGATION)
}

fn has_name(message: &Message<'_>) -> bool {
    message.names.iter().any(|name| !name.explained && name.surety > 0)
}

fn kin(message: &Message<'_>, evidence: &mut Evidence) {
    let hers = message.has(m::VICTIM) || message.has(m::CHILD | m::PRONOUN) && message.has(m::KIN);
    let told = message.has(m::OCCUPATION | m::PLACE | m::KNOWING | m::UNIQUE) || has_name(message);
    let beside = message.together(m::KIN, m::VICTIM | m::CHILD | m::PRONOUN, 4) || message.count(m::KIN) >= 2;
    let sure = message.has(m::KIN) && message.has(m::VICTIM) && told && !message.has(m::GENERIC);
    evidence.weigh(
        Finding::Kin,
        sure,
        Doubt::Kin,
        message.has(m::KIN)
            && (beside && !is_general(message) || hers && told || message.has(m::VICTIM) && !message.has(m::GENERIC)),
    );
    let trade = message.together(m::KIN, m::OCCUPATION, 6) && !is_general(message);
    evidence.doubt(Doubt::Kin, trade);
}

fn address(text: &str, message: &Message<'_>, evidence: &mut Evidence) {
    let private = message.has(m::VICTIM | m::CHILD | m::PRONOUN | m::KIN);
    let official = message.has(m::MEETING) && !message.has(m::VICTIM)
        || message.has(m::INSTITUTION | m::OFFICE | m::OFFICE_PHONE) && !message.has(m::VICTIM | m::CHILD);
    let numbered = (0..message.tokens.len()).any(|at| {
        message.means(at, m::STREET)
            && message
                .tokens
                .iter()
                .skip(at.saturating_sub(3))
                .take(9)
                .any(|token| token.kind == TokenKind::Number && token.plain.len() <= 4)
    });
    let home = message.has(m::DWELLING | m::LOCATED);
    let lives = message.has(m::LIVES) && (home || numbered || message.has(m::PLACE));
    let sheltered = message.has(m::SHELTER) && message.has(m::LOCATED) && !message.has(m::MEETING);
    let sure = !official
        && !is_general(message)
        && private
        && (lives && (home || numbered)
            || home && message.has(m::SHELTER | m::EXPLOITED) && message.has(m::VICTIM | m::CHILD));
    evidence.weigh(
        Finding::Address,
        sure || sheltered && private,
        Doubt::Place,
        !official
            && (sheltered
                || lives && private
                || private && home && numbered
                || private && message.has(m::LOCATED) && message.has(m::DWELLING)
                || private && numbered
                || message.has(m::SHELTER) && numbered
                || message.has(m::VICTIM)
                    && message.has(m::DWELLING)
                    && message.has(m::LOCATED | m::UNIQUE | m::PLACE | m::KIN)
                    && !message.has(m::GENERIC)),
    );
    let private = message.has(PRIVATE | m::SHELTER | m::LIVES | m::EXPLOITED) || has_name(message);
    coordinates::detect(text, message, private, evidence);
    evidence.doubt(
        Doubt::Place,
        !official && !message.has(m::INSTITUTION | m::ORGANISATION) && has_labelled_address(message),
    );
}

/// “adresa: Dardania SU 4/2 nr 10”, “Dardania SU 4/2 nr 10”: an address with its house, nobody's office.
fn has_labelled_address(message: &Message<'_>) -> bool {
    const REACH_OF_HOUSE: usize = 10;
    let numbers = |from: usize| {
        let after = message.tokens.iter().skip(from).take(REACH_OF_HOUSE);
        after.filter(|token| token.kind == TokenKind::Number && token.plain.len() <= 3).count()
    };
    (0..message.tokens.len()).any(|at| {
        let begins = |stems: &[&str]| stems.iter().any(|stem| message.plain(at).starts_with(stem));
        let called = (begins(&["adres"]) || ["address", "adr"].contains(&message.plain(at)))
            && (message.is_sign(at + 1, &[":", "-", "=", "–"]) && message.is_capital(at + 2)
                || message.is_capital(at + 1));
        called && numbers(at + 2) > 0 || begins(QUARTERS) && message.is_capital(at) && numbers(at + 1) >= 2
    })
}

/// The beginnings of quarters where houses have numbers and no streets.
const QUARTERS: &[&str] =
    &["dardani", "ulpian", "lakrisht", "kalabri", "dragodan", "velani", "emshir", "vreshta", "tophan", "bregu"];

fn school(message: &Message<'_>, evidence: &mut Evidence) {
    let roman = |plain: &str| {
        matches!(plain, "i" | "ii" | "iii" | "iv" | "v" | "vi" | "vii" | "viii" | "ix" | "x" | "xi" | "xii")
    };
    let class = (0..message.tokens.len()).any(|at| {
        message.means(at, m::SCHOOL)
            && message.tokens.iter().enumerate().skip(at.saturating_sub(4)).take(9).any(|(_, token)| {
                token.kind == TokenKind::Number && token.number().is_some_and(|class| class <= 13)
                    || roman(&token.plain) && token.written.chars().all(char::is_uppercase)
                    || ORDINALS.iter().any(|ordinal| token.plain.starts_with(ordinal))
            })
    });
    // “VII-2”
    let coded = message.tokens.windows(3).any(|part| matches!(part, [class, sign, section] if roman(&class.plain) && class.written.chars().all(char::is_uppercase) && (sign.is("-") || sign.is("/")) && section.kind == TokenKind::Number && section.plain.len() == 1));
    let class = class || coded;
    let private = message.has(m::VICTIM | m::PRONOUN | m::UNIQUE) || message.has(m::CHILD) && message.has(m::KIN);
    let sure = (message.has(m::SCHOOL) || coded) && class && private && !message.has(m::MEETING | m::GENERIC);
    let possible = message.has(m::SCHOOL)
        && (message.has(m::VICTIM | m::UNIQUE)
            || message.has(m::CHILD) && message.has(m::CASE) && message.has(m::PLACE)
            || message.has(m::CHILD) && (class || message.has(m::EXPLOITED)))
        && !message.has(m::MEETING | m::GENERIC | m::NEGATION);
    evidence.weigh(Finding::School, sure, Doubt::Description, possible);
}

/// The beginnings of ordinals, for classes.
const ORDINALS: &[&str] = &[
    "treti",
    "treceg",
    "drugi",
    "drugog",
    "prvi",
    "prvog",
    "cetvrt",
    "petog",
    "sestog",
    "sedmog",
    "osmog",
    "devetog",
    "katert",
    "trete",
    "dyte",
    "peste",
    "gjasht",
    "shtat",
    "tet",
    "nent",
    "dhjet",
    "njembedhjet",
    "dymbedhjet",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
];

fn picture(message: &Message<'_>, evidence: &mut Evidence) {
    let shown = message.has(m::VICTIM | m::CHILD | m::PRONOUN | m::DOCUMENT)
        || message.has(m::VICTIMS) && message.has(m::SEE | m::SENDING | m::UNMASKED);
    let bare = has_bare_face(message);
    let sure = (message.has(m::PHOTO) && shown && !is_general(message) || bare) && !message.has(m::MEETING);
    evidence.weigh(
        Finding::Photo,
        sure,
        Doubt::Description,
        message.has(m::PHOTO)
            && (message.has(m::PRONOUN | m::VICTIM | m::CHILD | m::SEE | m::LOOKS)
                && (!message.has(m::NEGATION | m::GENERIC) || message.has(m::SENDING))
                && !message.has(m::MEETING)),
    );
}

/// “ja edhe fytyra e fmisë n viber”, “pa e mbulu fytyrën”: a face that is sent, or left uncovered in a picture.
fn has_bare_face(message: &Message<'_>) -> bool {
    let begins = |at: usize, stems: &[&str]| stems.iter().any(|stem| message.plain(at).starts_with(stem));
    let places = 0..message.tokens.len();
    let face = places.clone().any(|at| begins(at, FACES) || message.plain(at) == "lice" || message.plain(at) == "lica");
    let private = message.has(m::VICTIM | m::CHILD | m::PRONOUN);
    let uncovered = places
        .clone()
        .any(|at| begins(at, COVERED) && (at.saturating_sub(3)..at).any(|before| message.means(before, m::NEGATION)));
    let wounded = places.clone().any(|at| begins(at, WOUNDS));
    let sent = message.has(m::SENDING | m::SOCIAL) && !message.has(m::NEGATION | m::GENERIC);
    face && private && (sent || message.has(m::PHOTO) && uncovered && !message.has(m::GENERIC))
        || message.has(m::PHOTO) && wounded && (uncovered || private) && !message.has(m::GENERIC)
}

/// The beginnings of words for a face.
const FACES: &[&str] = &["fytyr", "ftyr", "face", "lik", "portret"];
/// The beginnings of words for covering one.
const COVERED: &[&str] = &[
    "mbul", "mshef", "fsheh", "pokri", "zamag", "zamut", "maskir", "sakri", "cenzur", "blur", "cover", "hidden", "zbeh",
];
/// The beginnings of words for wounds.
const WOUNDS: &[&str] =
    &["plag", "mavij", "modric", "ozled", "opekot", "povred", "lendim", "wound", "bruis", "injur", "burns"];

fn file(text: &str, message: &Message<'_>, evidence: &mut Evidence) {
    let person = message.has(m::VICTIM | m::VICTIMS | m::CHILD | m::PRONOUN);
    let unmasked = message.has(m::FILE | m::REGISTER) && message.has(m::UNMASKED) && !message.has(m::NEGATION);
    let sent = message.has(m::FILE)
        && message.has(m::SENDING)
        && message.has(m::VICTIM | m::CHILD | m::VICTIMS)
        && !is_general(message);
    evidence.weigh(
        Finding::NamedFile,
        unmasked && person && !message.has(m::GENERIC) && (message.has(m::SENDING) || sent),
        Doubt::Description,
        unmasked || sent,
    );
    evidence.find(Finding::NamedFile, text.split_whitespace().any(is_named_file));
    let ending = text
        .split_whitespace()
        .any(|word| has_file_ending(word.trim_matches(|letter: char| !letter.is_alphanumeric())));
    evidence.find(Finding::NamedFile, ending && message.names.iter().any(|name| !name.explained && name.surety >= 2));
    let papers = message.has(m::DOCUMENT)
        && message.has(m::SENDING | m::PHOTO | m::FILE)
        && message.has(PRIVATE)
        && !is_general(message);
    evidence.doubt(Doubt::Description, papers);
}

fn description(message: &Message<'_>, evidence: &mut Evidence) {
    let private = message.has(m::VICTIM | m::CHILD | m::PRONOUN | m::PERSON | m::KIN);
    let general = message.has(m::GENERIC | m::MEETING);
    let unique = message.has(m::UNIQUE)
        && message.has(m::VICTIM | m::CHILD | m::PRONOUN | m::PERSON | m::SCHOOL)
        && (message.has(m::VICTIM | m::PRONOUN | m::PLACE | m::SCHOOL));
    let looks = message.has(m::LOOKS) && message.has(m::VICTIM | m::CHILD | m::PRONOUN);
    let known = message.has(m::KNOWING) && private;
    let trade = message.has(m::VICTIM | m::CHILD) && message.has(m::OCCUPATION) && !message.has(m::NEGATION);
    let sure = !general
        && (message.has(m::VICTIM) && (unique || looks || known || trade && message.has(m::PLACE | m::ORGANISATION))
            || known && message.has(m::PRONOUN));
    let possible = !general
        && (unique
            || looks
            || known
            || trade
            || message.has(m::OCCUPATION) && message.has(m::PRONOUN) && message.has(m::EXPLOITED));
    evidence.weigh(Finding::Description, sure, Doubt::Description, possible);
    // “petnaestogodišnjakinja iz Srbice”, “shtatzënë, 17 vjeçe”: few are so
    let pregnant = (0..message.tokens.len())
        .any(|at| ["shtatzen", "shtatzan", "trudn", "pregnan"].iter().any(|stem| message.plain(at).starts_with(stem)));
    let aged = (0..message.tokens.len()).any(|at| message.is_age(at) || message.is_bare_age(at));
    evidence.doubt(Doubt::Description, !general && (message.has_aged_from_a_place() || pregnant && aged));
}

/// “What is her name?”: an answer would give her away.
fn request(message: &Message<'_>, evidence: &mut Evidence) {
    let private = message.has(m::VICTIM | m::CHILD | m::PRONOUN | m::KIN);
    let asked = message.has(m::REQUEST)
        && message.has(m::CALLED | m::LIVES | m::PHONE | m::SHELTER | m::UNMASKED | m::DWELLING);
    evidence.doubt(Doubt::Description, private && asked);
}
