//! What gives somebody away without a name: whose relative they are, where they live, learn or lie, what they look like,
//! a picture, a file, a profile, a disguised name.

use super::evidence::Evidence;
use super::kinds::{Doubt, Finding};
use super::letters::{spelt_words, words_with_digits};
use super::lexicon::{Given, given, meaning as m, meanings_of};
use super::message::Message;
use crate::tokens::{Kind, tokens};

/// Words for somebody who is protected, or may be.
const PRIVATE: u64 = m::VICTIM | m::CHILD | m::PRONOUN | m::PERSON | m::KIN;

pub(super) fn look(text: &str, message: &Message<'_>, mixed: bool, evidence: &mut Evidence) {
    kin(message, evidence);
    address(message, evidence);
    school(message, evidence);
    picture(message, evidence);
    file(text, message, evidence);
    profile(text, message, evidence);
    hospital(message, evidence);
    description(message, evidence);
    request(message, evidence);
    disguise(text, message, mixed, evidence);
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

fn address(message: &Message<'_>, evidence: &mut Evidence) {
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
                .any(|token| token.kind == Kind::Number && token.plain.len() <= 4)
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
    // “42.6601, 21.1702”
    let parts = (0..message.tokens.len()).filter(|at| {
        let is = |at: usize, length: std::ops::RangeInclusive<usize>| {
            message
                .tokens
                .get(at)
                .is_some_and(|token| token.kind == Kind::Number && length.contains(&token.plain.len()))
        };
        let point = |at: usize| message.tokens.get(at).is_some_and(|token| token.is("."));
        is(*at, 2..=2) && point(at + 1) && is(at + 2, 4..=9) && !at.checked_sub(1).is_some_and(point)
    });
    let parts = parts.count();
    evidence.find(Finding::Address, parts >= 2);
}

fn school(message: &Message<'_>, evidence: &mut Evidence) {
    let roman = |plain: &str| {
        matches!(plain, "i" | "ii" | "iii" | "iv" | "v" | "vi" | "vii" | "viii" | "ix" | "x" | "xi" | "xii")
    };
    let class = (0..message.tokens.len()).any(|at| {
        message.means(at, m::SCHOOL)
            && message.tokens.iter().enumerate().skip(at.saturating_sub(4)).take(9).any(|(_, token)| {
                token.kind == Kind::Number && token.number().is_some_and(|class| class <= 13)
                    || roman(&token.plain) && token.written.chars().all(char::is_uppercase)
                    || ORDINALS.iter().any(|ordinal| token.plain.starts_with(ordinal))
            })
    });
    // “VII-2”
    let coded = message.tokens.windows(3).any(|part| matches!(part, [class, sign, section] if roman(&class.plain) && class.written.chars().all(char::is_uppercase) && (sign.is("-") || sign.is("/")) && section.kind == Kind::Number && section.plain.len() == 1));
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
    let sure = message.has(m::PHOTO) && shown && !is_general(message) && !message.has(m::MEETING);
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

/// “intake Liridona V.pdf”: the name of a file with a name or a word for victim in it.
fn is_named_file(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let Some((name, _)) = word.rsplit_once('.').filter(|_| has_file_ending(word)) else { return false };
    let spaced = name.replace(['_', '-', '.'], " ");
    let tokens = tokens(&spaced);
    let meanings = meanings_of(&tokens);
    tokens.iter().zip(&meanings).any(|(token, means)| {
        (given(&token.plain) == Given::Yes
            || given(&token.plain) == Given::Maybe && token.written.chars().next().is_some_and(char::is_uppercase))
            && token.plain.len() >= 4
            && means & (m::TIME | m::PLACE | m::FILE) == 0
            || means & (m::VICTIM | m::CHILD | m::UNMASKED) != 0
    })
}

fn has_file_ending(word: &str) -> bool {
    const ENDINGS: &[&str] =
        &["pdf", "doc", "docx", "xls", "xlsx", "jpg", "jpeg", "png", "mp3", "mp4", "zip", "odt", "txt", "csv"];
    word.rsplit_once('.')
        .is_some_and(|(name, ending)| name.len() >= 4 && ENDINGS.contains(&ending.to_lowercase().as_str()))
}

/// “sunshine.k98”, “neca99”: small letters with an underscore or figures, as people call themselves on networks.
fn is_nickname(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| "()\"“”„,;:!?.".contains(letter));
    let letters = word.chars().filter(char::is_ascii_lowercase).count();
    let figures = word.chars().filter(char::is_ascii_digit).count();
    let rest =
        word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_.".contains(letter));
    let begins = word.starts_with(|letter: char| letter.is_ascii_lowercase());
    letters >= 4
        && rest
        && begins
        && (figures > 0 || word.contains('_'))
        && !has_file_ending(word)
        && !word.contains("..")
}

fn profile(text: &str, message: &Message<'_>, evidence: &mut Evidence) {
    let private = message.has(m::VICTIM | m::CHILD | m::PRONOUN);
    let organisation = message.has(m::INSTITUTION | m::MEETING | m::OFFICE_PHONE) && !message.has(m::VICTIM | m::CHILD);
    // “@arta.x3”, “t.me/arta”, “fb.com/arta”
    let tagged = text.split_whitespace().any(|word| {
        let word = word.trim_matches(|letter: char| "()\"“”„,;:!?.".contains(letter));
        word.strip_prefix('@').is_some_and(|name| name.chars().filter(|letter| letter.is_alphanumeric()).count() >= 3)
            || [
                "t.me/",
                "fb.com/",
                "facebook.com/",
                "instagram.com/",
                "tiktok.com/",
                "vk.com/",
                "wa.me/",
                "m.me/",
                "snapchat.com/",
            ]
            .iter()
            .any(|site| word.to_lowercase().split_once(site).is_some_and(|(_, name)| name.len() >= 3))
    });
    let official = official_profile(text, message);
    let nicknamed = private && text.split_whitespace().any(is_nickname);
    evidence.find(Finding::Handle, nicknamed && message.has(m::SOCIAL | m::PHONE | m::CALLED | m::VICTIM));
    let sure = (tagged || message.has(m::SOCIAL)) && private && !is_general(message) && !organisation;
    evidence.weigh(
        Finding::Handle,
        sure || tagged && !organisation && !official,
        Doubt::Description,
        tagged && (!official || private) || message.has(m::SOCIAL) && has_name(message) && !organisation,
    );
}

/// What profiles of institutions and campaigns contain.
const CAMPAIGNS: &[&str] = &[
    "trafik", "trgovin", "kunder", "protiv", "against", "stop", "antitraf", "zyrtar", "sluzben", "official", "kosov",
    "komun", "minist", "polic", "mpb", "mup", "gov",
];

/// The page of an institution: its profile says so, or the words beside it.
fn official_profile(text: &str, message: &Message<'_>) -> bool {
    let tag = text.split_whitespace().filter(|word| word.contains('@') || word.contains('/')).any(|word| {
        let spaced = word.replace(['@', '.', '_', '-', '/'], " ");
        let parts = tokens(&spaced);
        let meanings = meanings_of(&parts);
        let campaign = parts.iter().any(|part| CAMPAIGNS.iter().any(|stem| part.plain.contains(stem)));
        let named = parts.iter().any(|part| given(&part.plain) == Given::Yes);
        let institution = m::INSTITUTION | m::ORGANISATION | m::ACRONYM | m::GENERIC | m::MEETING;
        !named && (campaign || meanings.iter().any(|means| means & institution != 0))
    });
    (tag || message.has(m::INSTITUTION | m::ORGANISATION | m::FORMAL)) && !has_name(message) && !message.has(PRIVATE)
}

fn hospital(message: &Message<'_>, evidence: &mut Evidence) {
    let private = message.has(m::VICTIM | m::CHILD | m::PRONOUN | m::KIN) || has_name(message);
    let numbered =
        message.has(m::DWELLING | m::MEDICAL) && message.tokens.iter().any(|token| token.kind == Kind::Number);
    let told = message.has(m::VICTIM | m::PRONOUN | m::CHILD) && !is_general(message);
    let official = message.has(m::GENERIC | m::MEETING | m::OFFICE | m::OFFICE_PHONE);
    let sure = message.has(m::MEDICAL) && private && numbered && !message.has(m::GENERIC | m::MEETING | m::MONEY);
    evidence.weigh(
        Finding::MedicalNumber,
        sure,
        Doubt::Description,
        message.has(m::MEDICAL) && (told || numbered && message.has(m::DWELLING) && !official),
    );
    let entered = message.has(m::REGISTER)
        && message.has(PRIVATE)
        && message.tokens.iter().any(|token| token.kind == Kind::Number && token.plain.len() >= 2);
    evidence.find(Finding::FileNumber, entered && !is_general(message) && !message.has(m::LAW));
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
}

/// “What is her name?”: an answer would give her away.
fn request(message: &Message<'_>, evidence: &mut Evidence) {
    let private = message.has(m::VICTIM | m::CHILD | m::PRONOUN | m::KIN);
    let asked = message.has(m::REQUEST)
        && message.has(m::CALLED | m::LIVES | m::PHONE | m::SHELTER | m::UNMASKED | m::DWELLING);
    evidence.doubt(Doubt::Description, private && asked);
}

fn disguise(text: &str, message: &Message<'_>, mixed: bool, evidence: &mut Evidence) {
    let private = message.has(PRIVATE | m::CALLED | m::EXPLOITED);
    let spelt = spelt_words(text);
    let named = |words: &[String]| words.iter().any(|word| given(word) > Given::No);
    let digits = words_with_digits(text);
    let spelled = !spelt.is_empty() && (private || named(&spelt) || spelt.iter().any(|word| word.chars().count() >= 5));
    evidence.find(Finding::Disguise, spelled);
    evidence.weigh(
        Finding::Disguise,
        !digits.is_empty() && (private || named(&digits)),
        Doubt::Disguise,
        !digits.is_empty(),
    );
    evidence.weigh(Finding::Disguise, mixed && message.has(PRIVATE), Doubt::Disguise, mixed || !spelt.is_empty());
    let backwards = message.has(m::BACKWARDS) && (private || message.has(m::FILE | m::SEE | m::SENDING))
        || message.has(m::BACKWARDS) && has_name(message);
    let compared = message.has(m::CALLED)
        && message.has(m::COMPARED)
        && (message.has(m::VICTIM | m::PRONOUN | m::CHILD | m::BUT | m::KNOWING))
        && !message.has(m::MEETING | m::GENERIC);
    let unsaid = message.has(m::CALLED)
        && message.has(m::NEGATION)
        && message.has(m::BUT)
        && message.has(m::VICTIM | m::PRONOUN | m::CHILD | m::PERSON);
    // “A si Arta dhe G si Gashi”
    let spelled_out = message.tokens.windows(3).filter(|part| matches!(part, [letter, like, word] if letter.plain.chars().count() <= 2 && letter.written.chars().next().is_some_and(char::is_uppercase) && ["si", "kao", "like", "as", "ko"].contains(&like.plain.as_str()) && word.written.chars().next().is_some_and(char::is_uppercase))).count();
    evidence
        .find(Finding::Disguise, backwards || compared || unsaid || spelled_out >= 1 && (private || spelled_out >= 2));
    evidence.doubt(Doubt::Disguise, message.has(m::BACKWARDS) || message.has(m::CALLED) && message.has(m::COMPARED));
}
