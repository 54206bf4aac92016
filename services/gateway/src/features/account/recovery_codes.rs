//! Codes for when a device is lost: ten, shown once, each of which confirms once. Only their fingerprints are kept.

use std::collections::BTreeSet;

use events::account::Fingerprint;
use rand::RngCore;

/// How many are made at a time.
const CODES: usize = 10;
/// How many letters a code has, of five bits each: nobody guesses one, and nobody works one out of its fingerprint.
const LETTERS: usize = 16;
/// How many letters stand together.
const GROUP: usize = 4;
/// Letters and digits that are not taken for one another when somebody reads them aloud or types them (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Codes that were just made.
pub(super) struct RecoveryCodes {
    /// The codes, to be shown once.
    pub(super) shown: Vec<String>,
    /// What is kept of them.
    pub(super) fingerprints: BTreeSet<Fingerprint>,
}

/// Draws ten codes.
pub(super) fn draw() -> RecoveryCodes {
    let shown: Vec<String> = (0..CODES).map(|_| draw_one()).collect();
    let fingerprints = shown.iter().map(|code| fingerprint(code)).collect();
    RecoveryCodes { shown, fingerprints }
}

fn draw_one() -> String {
    let mut bytes = [0_u8; LETTERS];
    rand::rng().fill_bytes(&mut bytes);
    let letters = bytes.map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
    letters.chunks(GROUP).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// The fingerprint of a code as somebody types it: capitals, blanks and hyphens do not matter, nor does what looks like a digit.
pub(super) fn fingerprint(typed: &str) -> Fingerprint {
    let letters = typed.chars().filter(char::is_ascii_alphanumeric).map(|letter| match letter.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    });
    Fingerprint::of(&letters.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_codes_are_drawn_and_each_is_known_again_however_it_is_typed() {
        let codes = draw();
        assert_eq!((codes.shown.len(), codes.fingerprints.len()), (CODES, CODES));
        for code in &codes.shown {
            assert_eq!(code.len(), LETTERS + LETTERS / GROUP - 1, "{code}");
            let typed = format!(" {} ", code.to_uppercase().replace('-', " ").replace('0', "O").replace('1', "l"));
            assert!(codes.fingerprints.contains(&fingerprint(&typed)), "{typed}");
        }
        assert!(!codes.fingerprints.contains(&fingerprint("")));
    }
}
