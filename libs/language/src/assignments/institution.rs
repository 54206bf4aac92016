//! Which institution is meant: by its id, an abbreviation, its name in any language, or a part of the name.
//!
//! Tried in this order, the first that finds somebody decides: the id or an abbreviation; the whole name; a part of the
//! name, its words in any case form (“Ministrisë së Shëndetësisë”, “Ministarstvu zdravlja”); the same with a slip of the
//! finger in its longer words. Abbreviations are not corrected: one letter is another institution.

use events::ids::InstitutionId;
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;

use super::OwnerReading;
use privacy::tokens::{Token, TokenKind, tokens};

/// Words of names that carry no meaning of their own.
const CONNECTIVES: &[&str] = &[
    "e", "i", "te", "se", "dhe", "per", "ne", "nga", "a", "za", "u", "o", "of", "the", "for", "and", "in", "to",
    "protiv", "kunder", "against",
];
/// What stands between two institutions that are both named.
pub(super) const CONJUNCTIONS: &[&str] =
    &["dhe", "edhe", "ose", "apo", "i", "ili", "and", "or", ",", "&", "+", "/", ";"];
/// Abbreviations of what several institutions are, though one may have it in its name: “OJQ” is no shelter by itself.
const KINDS_OF_ORGANISATIONS: &[&str] = &["ojq", "ojf", "nvo", "ngo", "cso", "oshc"];
/// The letters of Albanian that are written with two signs, without diacritics.
const DIGRAPHS: &[&str] = &["sh", "dh", "xh", "zh", "gj", "ll", "nj", "rr", "th"];
/// The longest ending that hangs on an abbreviation: “MPMS-së”, “MUP-om”.
const LONGEST_ENDING: usize = 4;
/// Two words are case forms of one when they share so many letters at least …
const SHARED_STEM: usize = 5;
/// … and go on for so many at most.
const LONGEST_CASE_ENDING: usize = 3;
/// In words of so many letters one slip is overlooked.
const ONE_SLIP_IN: usize = 6;
/// In words of so many letters two slips are overlooked.
const TWO_SLIPS_IN: usize = 10;
/// So many are named side by side at most: each is looked for among all there are.
const MOST_NAMED: usize = 16;
/// A part of a name must have a word of so many letters.
const TELLING: usize = 4;

/// An institution that can be meant.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The institution's id.
    pub id: &'a InstitutionId,
    /// What it is called, in each language that was given.
    pub names: &'a LocalText,
}

/// Which of these institutions words mean.
pub fn read_institution(words: &str, among: &[Candidate<'_>]) -> OwnerReading {
    let written = tokens(words);
    let meant = one_or_any(&named(&written, among));
    let meant = meant.or_else(|| one_or_any(&each_named(&written, among)));
    meant.unwrap_or_else(|| OwnerReading::Unknown { words: words.trim().to_owned() })
}

/// The same of words that stand within a reply, where a bare “ma” is a word and no abbreviation: one of two letters is
/// written in capitals.
pub fn read_institution_within(words: &str, among: &[Candidate<'_>]) -> OwnerReading {
    let bare = words.trim();
    if bare.chars().count() < 3 && !bare.chars().all(char::is_uppercase) {
        return OwnerReading::Unknown { words: bare.to_owned() };
    }
    read_institution(words, among)
}

/// Which institution an abbreviation or a whole name means, and nothing less than that.
pub(super) fn strictly_named(written: &[Token<'_>], among: &[Candidate<'_>]) -> Option<OwnerReading> {
    let by_code = abbreviated(written, among);
    one_or_any(&if by_code.is_empty() { wholly_named(&content(written), among) } else { by_code })
}

/// How many of a text's telling words another one has as well, in whatever case form.
pub fn words_in_common(text: &str, other: &str) -> usize {
    let known = name_words(other);
    let mut told: Vec<String> = Vec::new();
    for word in name_words(text).into_iter().filter(|word| word.chars().count() >= SHARED_STEM) {
        if !told.iter().any(|earlier| is_form_of(&word, earlier)) && known.iter().any(|known| is_form_of(&word, known))
        {
            told.push(word);
        }
    }
    told.len()
}

fn one_or_any(found: &[InstitutionId]) -> Option<OwnerReading> {
    match found {
        [] => None,
        [one] => Some(OwnerReading::One(one.clone())),
        several => NonEmpty::try_from(several.to_vec()).ok().map(OwnerReading::AnyOf),
    }
}

fn named(written: &[Token<'_>], among: &[Candidate<'_>]) -> Vec<InstitutionId> {
    let content = content(written);
    let telling = content.iter().any(|word| word.chars().count() >= TELLING);
    let in_part = |same: fn(&str, &str) -> bool| {
        let covers = |version: &str| {
            let name = name_words(version);
            content.iter().all(|word| name.iter().any(|known| same(word, known)))
        };
        if telling { chosen(among, |one| one.names.versions().any(|(_, name)| covers(name))) } else { vec![] }
    };
    let mut found = abbreviated(written, among);
    if found.is_empty() {
        found = wholly_named(&content, among);
    }
    if found.is_empty() {
        found = in_part(is_form_of);
    }
    if found.is_empty() {
        found = in_part(|word, known| is_form_of(word, known) || is_slip_of(word, known));
    }
    found
}

/// Several institutions named side by side: “MPMS dhe MS”.
fn each_named(written: &[Token<'_>], among: &[Candidate<'_>]) -> Vec<InstitutionId> {
    let parts = written.split(|token| CONJUNCTIONS.contains(&token.plain.as_str()));
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).take(MOST_NAMED + 1).collect();
    if parts.len() > MOST_NAMED {
        return vec![];
    }
    let mut found: Vec<InstitutionId> = Vec::new();
    for part in parts {
        let meant = named(part, among);
        if meant.is_empty() {
            return vec![];
        }
        found.extend(meant.into_iter().filter(|one| !found.contains(one)).collect::<Vec<_>>());
    }
    found
}

fn chosen(among: &[Candidate<'_>], is_meant: impl Fn(&Candidate<'_>) -> bool) -> Vec<InstitutionId> {
    among.iter().filter(|one| is_meant(one)).map(|one| one.id.clone()).collect()
}

/// The words that carry meaning, in plain form.
fn content(written: &[Token<'_>]) -> Vec<String> {
    let words = written.iter().filter(|token| token.kind != TokenKind::Sign).map(|token| token.plain.clone());
    words.filter(|word| !CONNECTIVES.contains(&word.as_str())).collect()
}

fn name_words(name: &str) -> Vec<String> {
    content(&tokens(name))
}

fn wholly_named(content: &[String], among: &[Candidate<'_>]) -> Vec<InstitutionId> {
    if content.is_empty() {
        return vec![];
    }
    let is_whole = |name: &str| [name, without_brackets(name)].iter().any(|name| name_words(name) == content);
    chosen(among, |one| one.names.versions().any(|(_, name)| is_whole(name)))
}

fn without_brackets(name: &str) -> &str {
    name.split_once('(').map_or(name, |(before, _)| before)
}

fn abbreviated(written: &[Token<'_>], among: &[Candidate<'_>]) -> Vec<InstitutionId> {
    if matches!(written, [only] if KINDS_OF_ORGANISATIONS.contains(&only.plain.as_str())) {
        return Vec::new();
    }
    let whole: String = written.iter().map(|token| token.plain.as_str()).collect();
    let code = match written {
        [code, hyphen, ending]
            if code.kind == TokenKind::Word && hyphen.is("-") && ending.plain.chars().count() <= LONGEST_ENDING =>
        {
            &code.plain
        }
        _ => &whole,
    };
    let by_id = chosen(among, |one| one.id.as_str() == whole);
    if !by_id.is_empty() {
        return by_id;
    }
    chosen(among, |one| {
        let shortened = |(language, name)| abbreviations(language, name).contains(code);
        one.id.as_str() == code || one.names.versions().any(shortened)
    })
}

/// What a name is shortened to: the capitals that it gives itself, and the first letters of its words.
fn abbreviations(language: Language, name: &str) -> Vec<String> {
    let is_capitals = |token: &&Token<'_>| {
        token.kind == TokenKind::Word && token.plain.len() > 1 && token.written.chars().all(char::is_uppercase)
    };
    let all = tokens(name);
    let own = all.iter().filter(is_capitals).map(|token| token.plain.clone());
    let mut found: Vec<String> = own.collect();
    let whole = without_brackets(name);
    for stretch in [whole, whole.split(',').next().unwrap_or(whole)] {
        let words = name_words(stretch);
        if words.len() < 2 {
            continue;
        }
        found.push(words.iter().filter_map(|word| word.chars().next()).collect());
        if language == Language::En {
            // “MoH” beside “MH”
            let with_of = tokens(stretch).into_iter().filter(|token| token.is("of") || words.contains(&token.plain));
            found.push(with_of.filter_map(|token| token.plain.chars().next()).collect());
        }
        if language == Language::Sq {
            let letter = |word: &String| {
                let two = DIGRAPHS.iter().find(|two| word.starts_with(**two)).map(|two| (*two).to_owned());
                two.or_else(|| word.chars().next().map(String::from))
            };
            found.push(words.iter().filter_map(letter).collect());
        }
    }
    found
}

/// Whether two words can be forms of the same one.
fn is_form_of(word: &str, known: &str) -> bool {
    if word == known {
        return true;
    }
    let shared = word.chars().zip(known.chars()).take_while(|(one, other)| one == other).count();
    let rest = |whole: &str| whole.chars().count() - shared;
    shared >= SHARED_STEM && rest(word) <= LONGEST_CASE_ENDING && rest(known) <= LONGEST_CASE_ENDING
}

fn is_slip_of(word: &str, known: &str) -> bool {
    let letters = word.chars().count().min(known.chars().count());
    let slips = usize::from(letters >= ONE_SLIP_IN) + usize::from(letters >= TWO_SLIPS_IN);
    slips > 0 && strsim::osa_distance(word, known) <= slips
}
