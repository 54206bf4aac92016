//! What a model looks at in a text.

use privacy::tokens::{TokenKind, tokens};

/// Runs of letters of these lengths are features.
const RUNS: [usize; 3] = [3, 4, 5];
/// A text longer than this is looked at up to here, so that the time it takes is bounded; in tokens.
const MOST_TOKENS: usize = 120;

/// FNV-1a, 32 bits: the same on every machine.
pub(crate) fn hash(kind: u8, text: &str) -> u32 {
    let mut hash: u32 = 0x811c_9dc5 ^ u32::from(kind);
    hash = hash.wrapping_mul(0x0100_0193);
    for byte in text.bytes() {
        hash ^= u32::from(byte);
        hash = hash.wrapping_mul(0x0100_0193);
    }
    // the low bits of FNV are weak
    hash ^ (hash >> 15)
}

/// The words of a text, pairs of neighbours, and runs of letters, in plain form, digits all alike; `beside` are features
/// that the caller found by rules.
pub fn features_of_text(text: &str, beside: impl IntoIterator<Item = String>) -> Vec<u32> {
    let words: Vec<String> = tokens(text)
        .into_iter()
        .take(MOST_TOKENS)
        .map(|token| match token.kind {
            TokenKind::Number => "0".repeat(token.plain.len().min(11)),
            TokenKind::Word | TokenKind::Sign => token.plain,
        })
        .collect();
    let mut features: Vec<u32> = Vec::new();
    for word in &words {
        features.push(hash(b'w', word));
        let letters: Vec<char> = format!("<{word}>").chars().collect();
        for length in RUNS {
            for run in letters.windows(length) {
                features.push(hash(b'r', &run.iter().collect::<String>()));
            }
        }
    }
    for pair in words.windows(2) {
        features.push(hash(b'p', &pair.join(" ")));
    }
    for three in words.windows(3) {
        features.push(hash(b't', &three.join(" ")));
        if let [first, _, last] = three {
            features.push(hash(b'g', &format!("{first} {last}")));
        }
    }
    if let Some(last) = words.last() {
        features.push(hash(b'l', last));
    }
    if let Some(first) = words.first() {
        features.push(hash(b'f', first));
    }
    features.extend(beside.into_iter().map(|it| hash(b'x', &it)));
    features.sort_unstable();
    features.dedup();
    features
}
