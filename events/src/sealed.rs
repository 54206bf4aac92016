//! Personal fields of staff, sealed inside events that are kept for ever.
//!
//! Each person has a key of their own, kept outside the log. A sealed field is readable while that key exists; when it
//! is erased the field is noise, in every copy of the log and in every backup, and the log's hash chain still
//! verifies because not one stored byte has changed (crypto-shredding; GDPR article 17 and Kosovo's Law no. 06/L-082,
//! the right to erasure). Read models keep the sealed form too and open it only to show it.
//!
//! The cipher is XChaCha20-Poly1305 with the person's id as associated data, so that a sealed field cannot be moved to
//! another person. The nonce comes in as a value: this crate draws nothing.

use std::fmt;
use std::marker::PhantomData;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::ids::PersonId;

/// A person's key. Not printable, so that it does not end up in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonKey(pub [u8; 32]);

impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonKey(…)")
    }
}

/// A number used once with a key: drawn at random by whoever seals (24 bytes make a repeat as good as impossible).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nonce(pub [u8; 24]);

/// Where keys are looked up. `None`: there is no such key, or no longer.
pub trait PersonKeys: Send + Sync {
    /// The key of this person, if it still exists.
    fn key(&self, person: &PersonId) -> Option<PersonKey>;
}

/// The value could not be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the personal field could not be sealed")]
pub struct SealError;

/// A `T` that only the holder of the person's key can read.
#[derive(Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(bound = "T: schemars::JsonSchema")]
pub struct Sealed<T> {
    /// Whose key opens it.
    person: PersonId,
    /// Nonce and ciphertext, in hexadecimal.
    cipher: String,
    #[serde(skip)]
    kind: PhantomData<fn() -> T>,
}

impl<T: Serialize + DeserializeOwned> Sealed<T> {
    /// Seals a value for a person.
    pub fn seal(person: PersonId, key: &PersonKey, nonce: Nonce, value: &T) -> Result<Self, SealError> {
        let plain = serde_json::to_vec(value).map_err(|_| SealError)?;
        let cipher = XChaCha20Poly1305::new(Key::from_slice(&key.0));
        let payload = Payload { msg: &plain, aad: person.as_str().as_bytes() };
        let ciphertext = cipher.encrypt(XNonce::from_slice(&nonce.0), payload).map_err(|_| SealError)?;
        let cipher = hex::encode([nonce.0.as_slice(), &ciphertext].concat());
        Ok(Self { person, cipher, kind: PhantomData })
    }

    /// The value, or `None` when the person's key is gone: then the person reads as a former focal point.
    pub fn open(&self, keys: &dyn PersonKeys) -> Option<T> {
        let key = keys.key(&self.person)?;
        let bytes = hex::decode(&self.cipher).ok()?;
        let (nonce, ciphertext) = bytes.split_at_checked(24)?;
        let cipher = XChaCha20Poly1305::new(Key::from_slice(&key.0));
        let payload = Payload { msg: ciphertext, aad: self.person.as_str().as_bytes() };
        let plain = cipher.decrypt(XNonce::from_slice(nonce), payload).ok()?;
        serde_json::from_slice(&plain).ok()
    }
}

impl<T> Sealed<T> {
    /// Whose field this is.
    pub fn person(&self) -> &PersonId {
        &self.person
    }
}

impl<T> Clone for Sealed<T> {
    fn clone(&self) -> Self {
        Self { person: self.person.clone(), cipher: self.cipher.clone(), kind: PhantomData }
    }
}

impl<T> PartialEq for Sealed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.person == other.person && self.cipher == other.cipher
    }
}

impl<T> Eq for Sealed<T> {}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({})", self.person)
    }
}
