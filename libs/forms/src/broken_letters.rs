//! Texts whose letters were broken before they came: UTF-8 that a program took for an older encoding and saved so, as in
//! “PunÃ«ve”.
//!
//! They are told by what they are: read back in that encoding, they are UTF-8 again, which no text of people ever is by chance.

use encoding_rs::{Encoding, WINDOWS_1250, WINDOWS_1252};

/// The encodings that table calculators of the region take a file for, and whether Cyrillic broken by it can be told: in the second
/// `Đš` is a Cyrillic letter broken, and two Latin ones.
const TAKEN_FOR: [(&Encoding, bool); 2] = [(WINDOWS_1252, true), (WINDOWS_1250, false)];

/// Letters and signs of the three languages.
const LATIN: &str = "ëçËÇčćžšđČĆŽŠĐ“”„–—’€…«»§°";

/// What a text was before its letters were broken; none where they are as they should be.
pub fn as_meant(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    TAKEN_FOR.into_iter().find_map(|(encoding, cyrillic)| {
        let (bytes, _, unmappable) = encoding.encode(text);
        let meant = std::str::from_utf8(&bytes).ok().filter(|_| !unmappable)?;
        let is_ours = |letter: char| {
            letter.is_ascii() || LATIN.contains(letter) || cyrillic && ('\u{400}'..='\u{45f}').contains(&letter)
        };
        meant.chars().all(is_ours).then(|| meant.to_owned())
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn broken_letters_are_told_from_letters() {
        for (broken, meant) in [
            ("Ministria e PunÃ«ve", "Ministria e Punëve"),
            ("Ã‡elÃ«si", "Çelësi"),
            ("Å¡uma i Å¾ena", "šuma i žena"),
            ("Ð¡Ð»Ñƒ", "Слу"),
        ] {
            assert_eq!(as_meant(broken).as_deref(), Some(meant), "{broken}");
        }
        for text in
            ["Punëve", "ÇŠ", "Đš", "Çelësi", "Đačić, Šćepanović", "Министарство", "ë", "100 €", "“thonjëza” – vizë"]
        {
            assert_eq!(as_meant(text), None, "{text}");
        }
    }

    proptest! {
        /// Words in the letters of the three languages are never taken for broken ones.
        #[test]
        fn no_word_of_the_languages_is_taken_for_broken(text in "[a-zëçËÇčćžšđČĆŽŠĐ ]{1,40}|[а-шА-Шђјљњћџ ]{1,40}") {
            prop_assert_eq!(as_meant(&text), None);
        }
    }
}
