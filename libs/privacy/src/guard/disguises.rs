//! Names hidden from whoever looks for names: spelt, reversed, rhymed, with figures or look-alike letters in them.

use super::evidence::Evidence;
use super::kinds::{Doubt, Finding};
use super::letters::{names_with_digits, spelt_words, words_with_digits};
use super::lexicon::{GivenNameCertainty, given, meaning as m, word_means};
use super::message::Message;
use crate::tokens::TokenKind;

/// Words for somebody who is protected, or may be.
const PRIVATE: u64 = m::VICTIM | m::CHILD | m::PRONOUN | m::PERSON | m::KIN;
/// Shorter words are words in either direction.
const SHORTEST_REVERSED: usize = 4;
/// A word for a victim that is typed small has at least so many letters.
const SHORTEST_VICTIM: usize = 5;

pub(super) fn detect(text: &str, message: &Message<'_>, mixed: bool, named: bool, evidence: &mut Evidence) {
    let private = message.has(PRIVATE | m::CALLED | m::EXPLOITED);
    let spelt = spelt_words(text);
    let are_named = |words: &[String]| words.iter().any(|word| given(word) > GivenNameCertainty::No);
    let of_victim =
        |words: &[String]| words.iter().any(|word| word_means(word) & (m::VICTIM | m::CHILD | m::CALLED) != 0);
    let digits = words_with_digits(text);
    let spelled =
        !spelt.is_empty() && (private || are_named(&spelt) || spelt.iter().any(|word| word.chars().count() >= 5));
    evidence.find(Finding::Disguise, spelled);
    evidence.weigh(
        Finding::Disguise,
        !digits.is_empty() && (private || are_named(&digits) || of_victim(&digits)),
        Doubt::Disguise,
        !digits.is_empty(),
    );
    let figured = names_with_digits(text);
    let protected = message.has(m::VICTIM | m::CHILD | m::CALLED) || of_victim(&figured);
    evidence.weigh(Finding::Disguise, !figured.is_empty() && protected, Doubt::Disguise, are_named(&figured));
    evidence.find(Finding::Disguise, has_reversed(message));
    evidence.weigh(Finding::Disguise, mixed && message.has(PRIVATE), Doubt::Disguise, mixed || !spelt.is_empty());
    let backwards = message.has(m::BACKWARDS) && (private || message.has(m::FILE | m::SEE | m::SENDING))
        || message.has(m::BACKWARDS) && named;
    let compared = message.has(m::CALLED)
        && message.has(m::COMPARED)
        && (message.has(m::VICTIM | m::PRONOUN | m::CHILD | m::BUT | m::KNOWING))
        && !message.has(m::MEETING | m::GENERIC);
    let unsaid = message.has(m::CALLED)
        && message.has(m::NEGATION)
        && has_but(message)
        && message.has(m::VICTIM | m::PRONOUN | m::CHILD | m::PERSON);
    // “A si Arta dhe G si Gashi”
    let spelled_out = message.tokens.windows(3).filter(|part| matches!(part, [letter, like, word] if letter.plain.chars().count() <= 2 && letter.written.chars().next().is_some_and(char::is_uppercase) && ["si", "kao", "like", "as", "ko"].contains(&like.plain.as_str()) && word.written.chars().next().is_some_and(char::is_uppercase))).count();
    evidence
        .find(Finding::Disguise, backwards || compared || unsaid || spelled_out >= 1 && (private || spelled_out >= 2));
    evidence.doubt(Doubt::Disguise, message.has(m::BACKWARDS) || message.has(m::CALLED) && message.has(m::COMPARED));
}

/// Whether something is said after all; the “po” of “s'po e shkruj” says nothing.
fn has_but(message: &Message<'_>) -> bool {
    (0..message.tokens.len()).any(|at| {
        message.means(at, m::BUT)
            && !(message.plain(at) == "po"
                && at.checked_sub(1).is_some_and(|before| message.means(before, m::NEGATION)))
    })
}

/// “atrelB amitkiv”: a name whose capital is its last letter, or a word for a victim read from its end.
fn has_reversed(message: &Message<'_>) -> bool {
    let reversed = |plain: &str| plain.chars().rev().collect::<String>();
    message.tokens.iter().filter(|token| token.kind == TokenKind::Word).any(|token| {
        let letters = token.written.chars().count();
        let capitals = token.written.chars().filter(|letter| letter.is_uppercase()).count();
        let last = token.written.chars().last().is_some_and(char::is_uppercase);
        let turned = letters >= SHORTEST_REVERSED && last && capitals == 1;
        turned && given(&reversed(&token.plain)) > GivenNameCertainty::No
            || letters >= SHORTEST_VICTIM
                && word_means(&token.plain) == 0
                && given(&token.plain) == GivenNameCertainty::No
                && VICTIMS.contains(&reversed(&token.plain).as_str())
    })
}

/// Words for a victim that are no words when they are reversed.
const VICTIMS: &[&str] = &[
    "viktima",
    "viktime",
    "viktimen",
    "viktimes",
    "zrtva",
    "zrtve",
    "zrtvu",
    "victim",
    "survivor",
    "klientja",
    "klientes",
    "klijentkinja",
    "minorena",
    "maloletna",
    "maloletnica",
    "deshmitarja",
    "svedok",
    "witness",
];
