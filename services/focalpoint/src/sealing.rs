//! Sealing personal fields: where the keys and the chance come from.

use std::sync::Arc;

use events::ids::{ChatId, PersonId};
use events::sealed::{Nonce, PersonKey, SealError, Sealed};
use rand::RngCore;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::person_keys::{KeyError, SqlitePersonKeys};
use telegram::{SealFailed, Sealer};

/// Why a field could not be sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealingError {
    /// The person has no key and cannot get one.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The cipher failed.
    #[error(transparent)]
    Cipher(#[from] SealError),
}

/// Seals fields with each person's own key, made at the first use.
#[derive(Clone)]
pub struct Sealing {
    keys: Arc<SqlitePersonKeys>,
}

impl Sealing {
    /// Seals with these keys.
    pub fn new(keys: Arc<SqlitePersonKeys>) -> Self {
        Self { keys }
    }

    /// Seals a value for a person.
    pub fn seal<T: Serialize + DeserializeOwned>(
        &self,
        person: &PersonId,
        value: &T,
    ) -> Result<Sealed<T>, SealingError> {
        let key = self.keys.ensure(person, throw_away_key())?;
        Self::seal_with(&key, person, value)
    }

    /// Seals a value with a given key.
    pub fn seal_with<T: Serialize + DeserializeOwned>(
        key: &PersonKey,
        person: &PersonId,
        value: &T,
    ) -> Result<Sealed<T>, SealingError> {
        Ok(Sealed::seal(person.clone(), key, Nonce(draw()), value)?)
    }
}

impl Sealer for Sealing {
    fn seal_chat(&self, person: &PersonId, chat: ChatId) -> Result<Sealed<ChatId>, SealFailed> {
        self.seal(person, &chat).map_err(|error| SealFailed(error.to_string()))
    }
}

/// A key that nobody keeps: a candidate for a new person, or for a rehearsal.
pub fn throw_away_key() -> PersonKey {
    PersonKey(draw())
}

fn draw<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// A secret for a one-time link: 128 random bits in hexadecimal.
pub fn random_token() -> String {
    hex::encode(draw::<16>())
}
