//! Secrets that this process draws.

use rand::RngCore;

/// Draws a secret of 256 bits, in hexadecimal.
pub(crate) fn draw_secret() -> String {
    let mut bytes = [0_u8; 32];
    rand::rng().fill_bytes(&mut bytes);
    hex::encode(bytes)
}

/// Draws an id of 96 bits that is no secret, in hexadecimal, behind a word that says what it is of.
pub(crate) fn draw_id(of: &str) -> String {
    let mut bytes = [0_u8; 12];
    rand::rng().fill_bytes(&mut bytes);
    format!("{of}-{}", hex::encode(bytes))
}
