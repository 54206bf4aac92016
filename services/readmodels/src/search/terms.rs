//! What somebody looks for: words, made comparable, and how well a text has them.

use std::collections::BTreeSet;
use std::ops::Range;

use privacy::letters::fold_into;
use privacy::tokens::{Token, TokenKind, tokens};
use serde::{Deserialize, Serialize};

use super::spelling::begins_almost_with;

/// How many words are looked for at most; what else was typed is passed over.
const MOST_WORDS: usize = 8;
/// How many letters of what was typed are read.
const MOST_LETTERS: usize = 200;
/// How many letters a word needs to be the beginning of others.
const SHORTEST_BEGINNING: usize = 2;

/// How well something has the words that are looked for, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchQuality {
    /// Its title has each of them.
    WholeInTitle,
    /// It has each of them.
    Whole,
    /// Each is the beginning of a word that it has.
    Beginnings,
    /// Each is that but for a slip.
    Similar,
}

/// The words that somebody looks for, each as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SearchTerms(Vec<String>);

/// Whether a token is something to look for.
const fn is_word(token: &Token<'_>) -> bool {
    match token.kind {
        TokenKind::Word | TokenKind::Number => true,
        TokenKind::Sign => false,
    }
}

/// The plain forms of a word: where somebody wrote đ, others write dj, and others d.
fn plain_forms(token: &Token<'_>) -> impl Iterator<Item = String> {
    let is_dj = |letter: char| matches!(letter, 'đ' | 'Đ' | 'ђ' | 'Ђ');
    let with_d = token.written.contains(is_dj).then(|| {
        let mut plain = String::new();
        token.written.chars().for_each(|letter| fold_into(&mut plain, if is_dj(letter) { 'd' } else { letter }));
        plain
    });
    std::iter::once(token.plain.clone()).chain(with_d)
}

/// The words of a text as they are compared.
pub(crate) fn plain_words(text: &str) -> BTreeSet<String> {
    tokens(text).iter().filter(|token| is_word(token)).flat_map(plain_forms).collect()
}

impl SearchTerms {
    /// The words of what somebody typed; none: there is nothing to look for.
    pub fn read(typed: &str) -> Option<Self> {
        let typed: String = typed.chars().take(MOST_LETTERS).collect();
        let mut words: Vec<String> = vec![];
        for token in tokens(&typed).into_iter().filter(is_word) {
            if !words.contains(&token.plain) && !token.plain.is_empty() {
                words.push(token.plain);
            }
        }
        // “i” and “e” stand in every second title; by themselves they may be meant.
        let is_particle = |word: &String| word.chars().nth(1).is_none() && !word.chars().all(char::is_numeric);
        if !words.iter().all(is_particle) {
            words.retain(|word| !is_particle(word));
        }
        words.truncate(MOST_WORDS);
        if words.is_empty() { None } else { Some(Self(words)) }
    }

    /// Each of the words.
    pub(crate) fn words(&self) -> &[String] {
        &self.0
    }

    /// Whether a number is among them, as in every case's reference.
    pub fn has_number(&self) -> bool {
        self.0.iter().any(|word| word.chars().any(char::is_numeric))
    }

    /// Whether a word can be the beginning of others.
    pub(crate) fn can_begin(word: &str) -> bool {
        word.chars().nth(SHORTEST_BEGINNING - 1).is_some()
    }

    /// How well a title and what else belongs to it have the words; `None`: they have not.
    pub fn quality(&self, title: &[&str], rest: &[&str], forgiving: bool) -> Option<MatchQuality> {
        let titled: BTreeSet<String> = title.iter().flat_map(|text| plain_words(text)).collect();
        let all: BTreeSet<String> =
            titled.iter().cloned().chain(rest.iter().flat_map(|text| plain_words(text))).collect();
        let every = |has: &dyn Fn(&str) -> bool| self.0.iter().all(|word| has(word));
        if every(&|word| titled.contains(word)) {
            Some(MatchQuality::WholeInTitle)
        } else if every(&|word| all.contains(word)) {
            Some(MatchQuality::Whole)
        } else if every(&|word| all.iter().any(|one| one == word || Self::begins(one, word))) {
            Some(MatchQuality::Beginnings)
        } else if forgiving && every(&|word| all.iter().any(|one| begins_almost_with(one, word))) {
            Some(MatchQuality::Similar)
        } else {
            None
        }
    }

    fn begins(word: &str, wanted: &str) -> bool {
        Self::can_begin(wanted) && word.starts_with(wanted)
    }

    /// The places of a text, in bytes, at which something that is looked for stands.
    pub fn places_in(&self, text: &str, forgiving: bool) -> Vec<Range<usize>> {
        let is_meant = |token: &Token<'_>| {
            plain_forms(token).any(|plain| {
                let meant = |word: &String| {
                    plain == *word || Self::begins(&plain, word) || (forgiving && begins_almost_with(&plain, word))
                };
                self.0.iter().any(meant)
            })
        };
        let found = tokens(text);
        found.iter().filter(|token| is_word(token) && is_meant(token)).map(|token| token.start..token.end).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn quality(typed: &str, title: &str, rest: &str) -> Option<MatchQuality> {
        SearchTerms::read(typed).unwrap().quality(&[title], &[rest], true)
    }

    #[test]
    fn diacritics_scripts_and_capitals_do_not_matter() {
        for (typed, title) in [
            ("perfundo", "Përfundo raportin"),
            ("PËRFUNDO", "perfundo raportin"),
            ("izvestaj", "Извештај о жртвама"),
            ("извештај", "Izveštaj o žrtvama"),
            ("djordjevic", "Đorđević"),
            ("dordevic", "Đorđević"),
            ("Đorđević", "Ђорђевић"),
        ] {
            assert_eq!(quality(typed, title, ""), Some(MatchQuality::WholeInTitle), "{typed} in {title}");
        }
    }

    #[test]
    fn the_title_is_better_than_the_rest_and_whole_words_than_beginnings() {
        let of = |typed| quality(typed, "Count the beds", "in every shelter of the country");
        assert_eq!(of("beds count"), Some(MatchQuality::WholeInTitle));
        assert_eq!(of("beds shelter"), Some(MatchQuality::Whole));
        assert_eq!(of("bed shelt"), Some(MatchQuality::Beginnings));
        assert_eq!(of("shetler"), Some(MatchQuality::Similar));
        assert_eq!(of("beds border"), None);
        assert_eq!(of("b"), None, "one letter is the beginning of too much");
    }

    #[test]
    fn particles_are_looked_for_only_by_themselves() {
        assert_eq!(SearchTerms::read("raporti i policisë").unwrap().words(), ["raporti", "policise"]);
        assert_eq!(SearchTerms::read("i").unwrap().words(), ["i"]);
        assert_eq!(SearchTerms::read("objective 3").unwrap().words(), ["objective", "3"]);
        assert!(SearchTerms::read(" – ! ").is_none());
    }

    #[test]
    fn what_is_meant_is_found_in_its_place() {
        let text = "Извештај: beds, Bedsheets";
        let found = SearchTerms::read("izvest beds").unwrap().places_in(text, false);
        let words: Vec<&str> = found.into_iter().map(|place| &text[place]).collect();
        assert_eq!(words, ["Извештај", "beds", "Bedsheets"]);
    }
}
