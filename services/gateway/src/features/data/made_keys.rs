//! Keys that nobody types: of a question or an option, made of its words, so that the same words have the same key in every period.

use std::collections::BTreeSet;
use std::str::FromStr;

use events::language::LocalText;

use crate::http::new_id::stem;

/// The key made of the first words of a label that can be one; beside others that are taken, with a number.
pub(super) fn made_key<T: FromStr + Ord>(label: &LocalText, place: usize, taken: &BTreeSet<T>) -> Option<T> {
    let words = label.versions().map(|(_, words)| stem(words)).find(|stem| !stem.is_empty());
    // Words of which no letter can stand in a key, such as Cyrillic ones, are told apart by their place.
    let words = words.unwrap_or_else(|| format!("q{}", place + 1));
    let numbered = (2..).map(|n| format!("{words}-{n}"));
    let all = std::iter::once(words.clone()).chain(numbered).take(taken.len() + 1);
    all.filter_map(|key| key.parse().ok()).find(|key| !taken.contains(key))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use events::ids::FieldKey;
    use events::language::Language;

    use super::*;

    #[test]
    fn a_key_is_made_of_words_and_told_apart_from_the_same_words() {
        let label = |words: &str| LocalText::only(Language::Sq, words.parse().unwrap());
        let mut taken = BTreeSet::<FieldKey>::new();
        for wanted in ["viktima-te-identifikuara", "viktima-te-identifikuara-2", "viktima-te-identifikuara-3"] {
            let key = made_key(&label("Viktima të identifikuara"), 0, &taken).unwrap();
            assert_eq!(key.as_str(), wanted);
            taken.insert(key);
        }
        assert_eq!(made_key::<FieldKey>(&label("Жртве"), 3, &taken).unwrap().as_str(), "q4");
    }
}
