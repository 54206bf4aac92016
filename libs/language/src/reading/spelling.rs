//! Words as thumbs write them, put right where there is one way only: letters held down (“gotovooo”), and one slip in a long
//! word that is near exactly one word of the lexicon and is no word itself.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexicon::LEXICON;

/// Shorter words are taken as typed: too many words are one slip from one another.
const SHORTEST_MISTYPED: usize = 6;

/// Words of the lexicon by what is left of them when one letter is missing.
static WITHOUT_A_LETTER: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut index: HashMap<String, Vec<&'static str>> = HashMap::new();
    for word in LEXICON.all_words().filter(|word| word.len() >= SHORTEST_MISTYPED && word.is_ascii()) {
        for key in without_a_letter(word).chain([word.to_owned()]) {
            let words = index.entry(key).or_default();
            if !words.contains(&word) {
                words.push(word);
            }
        }
    }
    index
});

fn without_a_letter(word: &str) -> impl Iterator<Item = String> + '_ {
    word.char_indices().map(|(at, letter)| {
        let mut shorter = word.get(..at).unwrap_or_default().to_owned();
        shorter.push_str(word.get(at + letter.len_utf8()..).unwrap_or_default());
        shorter
    })
}

/// The word as it was meant, as far as that is certain.
pub(super) fn corrected(word: &str) -> Cow<'_, str> {
    if LEXICON.languages(word).is_some() {
        return Cow::Borrowed(word);
    }
    if let Some(shorter) = without_held_letters(word) {
        return Cow::Owned(shorter);
    }
    one_slip(word).map_or(Cow::Borrowed(word), Cow::Owned)
}

/// Letters held down: each run of the same letter once, or twice, where that is a known word.
fn without_held_letters(word: &str) -> Option<String> {
    let held = word.as_bytes().windows(2).any(|pair| pair.first() == pair.last());
    if !held {
        return None;
    }
    let mut once = String::new();
    for letter in word.chars() {
        if !once.ends_with(letter) {
            once.push(letter);
        }
    }
    LEXICON.languages(&once).is_some().then_some(once)
}

/// The one word of the lexicon that is a single slip away; none where there are several, or where the first letter differs.
fn one_slip(word: &str) -> Option<String> {
    if word.len() < SHORTEST_MISTYPED || !word.is_ascii() {
        return None;
    }
    let mut near: Vec<&'static str> = Vec::new();
    for key in without_a_letter(word).chain([word.to_owned()]) {
        for candidate in WITHOUT_A_LETTER.get(&key).into_iter().flatten() {
            if candidate.as_bytes().first() == word.as_bytes().first()
                && strsim::osa_distance(candidate, word) == 1
                && !is_another_letter(candidate, word)
                && !near.contains(candidate)
            {
                near.push(candidate);
            }
        }
    }
    match near.as_slice() {
        [one] if !differs_in_ending_only(one, word) => Some((*one).to_owned()),
        _ => None,
    }
}

/// Words this long are corrected also where a letter is missing or too many.
const SHORTEST_MISCOUNTED: usize = 9;

/// Whether one letter stands for another: that makes other words (“skaduar”, “skanuar”), where a letter too many, too few
/// or in the wrong place makes a slip.
fn is_another_letter(known: &str, word: &str) -> bool {
    let differing: Vec<(u8, u8)> = known.bytes().zip(word.bytes()).filter(|(one, other)| one != other).collect();
    (known.len() == word.len() && differing.len() == 1)
        || (known.len() != word.len() && word.len() < SHORTEST_MISCOUNTED)
}

/// Whether only the last letter differs: another form of the word, not a slip.
fn differs_in_ending_only(known: &str, word: &str) -> bool {
    let shorter = known.len().min(word.len());
    known.get(..shorter.saturating_sub(1)) == word.get(..shorter.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::corrected;

    #[test]
    fn only_what_is_certain_is_mended() {
        assert_eq!(corrected("gotovooo"), "gotovo");
        assert_eq!(corrected("zavresno"), "zavrseno");
        assert_eq!(corrected("finihsed"), "finished");
        assert_eq!(corrected("muajit"), "muajit");
        assert_eq!(corrected("perla"), "perla");
    }
}
