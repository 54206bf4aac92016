//! The secret that signs links, and how it signs: words and their HMAC-SHA-256, in letters that fit into a path.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The shortest secret, in bytes.
pub const SHORTEST_SECRET: usize = 32;

/// The secret that signs links. Not printable.
#[derive(Clone)]
pub struct LinkKey(Vec<u8>);

impl fmt::Debug for LinkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkKey(…)")
    }
}

/// The secret is too short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the secret that signs links has fewer than {SHORTEST_SECRET} characters: make a longer one")]
pub struct TooShort;

/// Why a link opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkFault {
    /// It was not made here, or was changed.
    #[error("this link is not valid: ask for a new one")]
    Forged,
    /// Its time is over.
    #[error("this link has expired: ask for a new one")]
    Expired,
}

impl LinkKey {
    /// A secret, as it stands in its file.
    pub fn new(secret: impl Into<Vec<u8>>) -> Result<Self, TooShort> {
        let secret = secret.into();
        if secret.len() < SHORTEST_SECRET { Err(TooShort) } else { Ok(Self(secret)) }
    }

    fn mac(&self, purpose: &[u8], words: &str) -> Option<Hmac<Sha256>> {
        // HMAC takes a key of any length, so there always is one.
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        mac.update(purpose);
        mac.update(words.as_bytes());
        Some(mac)
    }

    /// The secret from which the key that seals drafts is made, 32 bytes: it tells nothing of this one.
    pub fn draft_secret(&self) -> Vec<u8> {
        self.signature(b"drafts", "")
    }

    /// The signature of these words for this purpose, 32 bytes.
    pub(crate) fn signature(&self, purpose: &[u8], words: &str) -> Vec<u8> {
        self.mac(purpose, words).map(|mac| mac.finalize().into_bytes().to_vec()).unwrap_or_default()
    }

    /// A token that carries these words, signed for this purpose.
    pub(crate) fn token(&self, purpose: &[u8], words: &str) -> String {
        let signature = self.signature(purpose, words);
        format!("{}.{}", URL_SAFE_NO_PAD.encode(words), URL_SAFE_NO_PAD.encode(signature))
    }

    /// The words that a token carries, if it was signed here for this purpose.
    pub(crate) fn words(&self, purpose: &[u8], token: &str) -> Option<String> {
        let (words, signature) = token.split_once('.')?;
        let words = String::from_utf8(URL_SAFE_NO_PAD.decode(words).ok()?).ok()?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        // Compared in constant time.
        self.mac(purpose, &words)?.verify_slice(&signature).ok()?;
        Some(words)
    }
}
