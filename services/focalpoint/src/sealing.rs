//! Sealing personal fields: where the keys and the chance come from. The ports of gateway and bot are fulfilled here, which do
//! not know each other; the import seals with it too. It knows no deployment.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use async_trait::async_trait;
use events::email_address::EmailAddress;
use events::ids::{ChatId, PersonId};
use events::sealed::{Nonce, PersonKey, SealError, Sealed};
use events::text::Text;
use gateway::{NameSealer, NotSealed};
use keys::KeyCustody;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::KeyError;
use telegram::{SealFailed, Sealer};

use crate::configuration::random::random_bytes;

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
    keys: Arc<dyn KeyCustody>,
}

impl Sealing {
    /// Seals with the keys in this custody.
    pub fn new(keys: Arc<dyn KeyCustody>) -> Self {
        Self { keys }
    }

    /// Seals a value for a person.
    pub async fn seal<T: Serialize + DeserializeOwned>(
        &self,
        person: &PersonId,
        value: &T,
    ) -> Result<Sealed<T>, SealingError> {
        let key = self.keys.ensure(person, throw_away_key()).await?;
        Self::seal_with(&key, person, value)
    }

    /// Each person's key, made where there is none. When keys cannot be made, those that are missing say so.
    pub async fn keys_of(&self, persons: BTreeSet<PersonId>) -> PersonsKeys {
        let mut keys = BTreeMap::new();
        for person in persons {
            let key = self.keys.ensure(&person, throw_away_key()).await;
            let away = matches!(key, Err(KeyError::Unavailable { .. }));
            keys.insert(person, key);
            if away {
                break;
            }
        }
        PersonsKeys(keys)
    }

    /// Seals a value with a given key.
    pub fn seal_with<T: Serialize + DeserializeOwned>(
        key: &PersonKey,
        person: &PersonId,
        value: &T,
    ) -> Result<Sealed<T>, SealingError> {
        Ok(Sealed::seal(person.clone(), key, Nonce(random_bytes()), value)?)
    }
}

/// The keys of some persons, or why they have none.
pub struct PersonsKeys(BTreeMap<PersonId, Result<PersonKey, KeyError>>);

impl PersonsKeys {
    /// Seals a value for one of these persons.
    pub fn seal<T: Serialize + DeserializeOwned>(
        &self,
        person: &PersonId,
        value: &T,
    ) -> Result<Sealed<T>, SealingError> {
        let missing = || KeyError::Unavailable { reason: format!("no key was made for {person}") };
        let key = self.0.get(person).cloned().unwrap_or_else(|| Err(missing()))?;
        Sealing::seal_with(&key, person, value)
    }
}

#[async_trait]
impl Sealer for Sealing {
    async fn seal_chat(&self, person: &PersonId, chat: ChatId) -> Result<Sealed<ChatId>, SealFailed> {
        self.seal(person, &chat).await.map_err(|error| SealFailed(error.to_string()))
    }

    async fn seal_address(
        &self,
        person: &PersonId,
        address: &EmailAddress,
    ) -> Result<Sealed<EmailAddress>, SealFailed> {
        self.seal(person, address).await.map_err(|error| SealFailed(error.to_string()))
    }
}

#[async_trait]
impl NameSealer for Sealing {
    async fn seal(&self, person: &PersonId, text: &Text) -> Result<Sealed<Text>, NotSealed> {
        Self::seal(self, person, text).await.map_err(|error| NotSealed(error.to_string()))
    }

    async fn seal_address(&self, person: &PersonId, address: &EmailAddress) -> Result<Sealed<EmailAddress>, NotSealed> {
        Self::seal(self, person, address).await.map_err(|error| NotSealed(error.to_string()))
    }
}

/// A key that nobody keeps: a candidate for a new person, or for a rehearsal.
pub fn throw_away_key() -> PersonKey {
    PersonKey(random_bytes())
}
