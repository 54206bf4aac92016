//! Erasing a person's key by asking the service that has the keys.

use async_nats::Client;
use async_trait::async_trait;
use events::ids::{PersonId, TenantId};
use store::KeyError;

use crate::erasure::KeyErasure;
use crate::remote::write;
use crate::wire::{ERASE, EraseKeyRequest, KeyWriteReply};

/// Asks the service that has the keys.
#[derive(Debug, Clone)]
pub struct RemoteKeyErasure {
    client: Client,
    tenant: TenantId,
}

impl RemoteKeyErasure {
    /// Asks over this connection.
    pub fn new(client: Client, tenant: TenantId) -> Self {
        Self { client, tenant }
    }
}

#[async_trait]
impl KeyErasure for RemoteKeyErasure {
    async fn erase(&self, person: &PersonId) -> Result<(), KeyError> {
        match write(&self.client, &self.tenant, ERASE, &EraseKeyRequest { person: person.clone() }).await? {
            KeyWriteReply::Erased => Ok(()),
            KeyWriteReply::Kept { .. } => {
                Err(KeyError::Unavailable { reason: "the key service kept the key".to_owned() })
            }
            KeyWriteReply::Failed { reason } => Err(KeyError::Unavailable { reason }),
        }
    }
}
