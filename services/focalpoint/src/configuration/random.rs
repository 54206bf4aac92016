//! Chance: what is drawn for keys, secrets and one-time links.

use rand::RngCore;

/// So many random bytes.
pub(crate) fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// A secret to be kept: 256 random bits in hexadecimal.
pub(crate) fn random_secret() -> String {
    hex::encode(random_bytes::<32>())
}

/// A secret for a one-time link: 128 random bits in hexadecimal.
pub(crate) fn random_token() -> String {
    hex::encode(random_bytes::<16>())
}
