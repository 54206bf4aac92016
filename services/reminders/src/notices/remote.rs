//! Notices from one process to another, over NATS: the reminders hand them to the service that talks to people.

use std::sync::Arc;
use std::time::Duration;

use async_nats::{Client, SubscribeError};
use async_trait::async_trait;
use events::ids::TenantId;
use nats::{Declined, Desk, ask, subjects};
use tokio_util::sync::CancellationToken;

use super::{Notice, NoticeDelivery};
use crate::delivery::{Delivered, DeliveryError};
use crate::remote::Outcome;

/// How long the messenger may take, a document included. Longer than it is waited for by whoever delivers.
const PATIENCE: Duration = Duration::from_secs(45);

/// Delivers by handing notices on.
pub struct RemoteNotices {
    client: Client,
    subject: String,
}

impl RemoteNotices {
    /// Hands notices to whichever process of this tenant talks to people.
    pub fn new(client: Client, tenant: &TenantId) -> Self {
        Self { client, subject: subjects::notices(tenant) }
    }
}

#[async_trait]
impl NoticeDelivery for RemoteNotices {
    async fn notify(&self, notice: &Notice) -> Result<Delivered, DeliveryError> {
        // Whatever goes wrong on the way: nobody knows whether it arrived, so it is tried again under the same key.
        match ask::<_, Outcome>(&self.client, &self.subject, notice, PATIENCE).await {
            Ok(outcome) => outcome.read(),
            Err(error) => Err(DeliveryError::Retry { after: None, reason: error.to_string() }),
        }
    }
}

/// Delivers what others hand over, until told to stop; then finishes what it took. Only one process of a tenant is to do
/// so at a time: whoever holds the lease of the chat.
pub async fn serve_notices(
    client: &Client,
    tenant: &TenantId,
    delivery: Arc<dyn NoticeDelivery>,
    stop: CancellationToken,
) -> Result<(), SubscribeError> {
    let handler = move |_, notice: Notice| {
        let delivery = delivery.clone();
        async move { Ok::<_, Declined>(Outcome::of(delivery.notify(&notice).await)) }
    };
    nats::answer(client, Desk::own(subjects::notices(tenant)), handler, stop).await
}
