//! The port: whoever keeps persons' keys.

use std::sync::Arc;

use async_trait::async_trait;
use events::ids::PersonId;
use events::sealed::{PersonKey, PersonKeys};
use store::{KeyError, SqlitePersonKeys};

use crate::erasure::KeyErasure;

/// Keeps persons' keys, here or in another process. Looking one up waits for nothing; making one does.
#[async_trait]
pub trait KeyCustody: PersonKeys {
    /// The person's key; the candidate becomes it when there is none yet. Durable when it returns.
    async fn ensure(&self, person: &PersonId, candidate: PersonKey) -> Result<PersonKey, KeyError>;
}

/// The keys in a file of this process.
#[derive(Clone)]
pub struct LocalKeys {
    keys: Arc<SqlitePersonKeys>,
}

impl LocalKeys {
    /// Keys in this file.
    pub fn new(keys: Arc<SqlitePersonKeys>) -> Self {
        Self { keys }
    }

    /// Writes without holding up whoever else runs on this thread.
    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&SqlitePersonKeys) -> Result<T, KeyError> + Send + 'static,
    ) -> Result<T, KeyError> {
        let keys = self.keys.clone();
        let written = tokio::task::spawn_blocking(move || work(&keys)).await;
        written.unwrap_or_else(|error| Err(KeyError::Unavailable { reason: error.to_string() }))
    }
}

impl PersonKeys for LocalKeys {
    fn key(&self, person: &PersonId) -> Option<PersonKey> {
        self.keys.key(person)
    }
}

#[async_trait]
impl KeyCustody for LocalKeys {
    async fn ensure(&self, person: &PersonId, candidate: PersonKey) -> Result<PersonKey, KeyError> {
        let person = person.clone();
        self.write(move |keys| keys.ensure(&person, candidate)).await
    }
}

#[async_trait]
impl KeyErasure for LocalKeys {
    async fn erase(&self, person: &PersonId) -> Result<(), KeyError> {
        let person = person.clone();
        self.write(move |keys| keys.erase(&person)).await
    }
}
