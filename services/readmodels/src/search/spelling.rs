//! Words that are the same but for one slip of a finger: a letter too many, too few or wrong, or two that changed places.

/// The shortest word, in letters, in which a slip is looked for: of shorter ones too many are one letter apart.
pub(super) const SHORTEST: usize = 4;

/// Whether a word begins with another, or with one that is a single slip away from it.
pub(crate) fn begins_almost_with(word: &str, wanted: &str) -> bool {
    let (word, wanted): (Vec<char>, Vec<char>) = (word.chars().collect(), wanted.chars().collect());
    if wanted.len() < SHORTEST {
        // One letter is the beginning of too much.
        return word == wanted || (wanted.len() > 1 && word.starts_with(&wanted));
    }
    let same = word.iter().zip(&wanted).take_while(|(one, other)| one == other).count();
    let rest = |letters: &[char], from: usize| letters.get(from..).unwrap_or_default().to_vec();
    let (left, missing) = (rest(&word, same), rest(&wanted, same));
    let [first, after @ ..] = missing.as_slice() else { return true };
    let begins = |from: usize, with: &[char]| left.get(from..).is_some_and(|left| left.starts_with(with));
    // Too many in what was wanted, too few, another one, two the wrong way round.
    begins(0, after)
        || begins(1, &missing)
        || begins(1, after)
        || matches!(after, [second, end @ ..] if left.first() == Some(second) && left.get(1) == Some(first) && begins(2, end))
}

#[cfg(test)]
mod tests {
    use super::begins_almost_with;

    #[test]
    fn one_slip_is_forgiven_and_two_are_not() {
        for wanted in ["raport", "rapport", "rapot", "raqort", "rapotr", "arport", "aport", "xraport", "raporx"] {
            assert!(begins_almost_with("raporti", wanted), "{wanted}");
        }
        for wanted in ["rappotr", "porti", "takim", "raxxrt"] {
            assert!(!begins_almost_with("raporti", wanted), "{wanted}");
        }
    }

    #[test]
    fn of_short_words_every_letter_counts() {
        assert!(begins_almost_with("isf", "is"));
        assert!(!begins_almost_with("isf", "iz"));
        assert!(!begins_almost_with("mps", "ms"));
    }

    #[test]
    fn letters_are_not_bytes() {
        assert!(begins_almost_with("ρεπορτ", "ρεπορ"));
        assert!(begins_almost_with("ρεπορτ", "ρεκορ"));
    }
}
