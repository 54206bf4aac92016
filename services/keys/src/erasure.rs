//! Erasing a person's key, for whoever may do that and need not know any key.

use async_trait::async_trait;
use events::ids::PersonId;
use store::KeyError;

/// Erases persons' keys, here or in another process.
#[async_trait]
pub trait KeyErasure: Send + Sync {
    /// Erases the person's key for ever. Durable when it returns; other processes hear of it. Erasing again changes nothing.
    async fn erase(&self, person: &PersonId) -> Result<(), KeyError>;
}
