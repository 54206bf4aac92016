//! What became of webhooks' messages as the pages show it, translated from where it is kept: a file beside, or the process that
//! sends.

use async_nats::Client;
use async_trait::async_trait;
use events::ids::{TenantId, WebhookId};
use gateway::{WebhookDeliveries, WebhookDeliveriesUnavailable, WebhookDelivery, WebhookDeliveryState};
use webhooks::remote::ask_deliveries;
use webhooks::{Deliveries, Delivery, DeliveryState, FailureReason};

fn for_page(delivery: Delivery) -> WebhookDelivery {
    WebhookDelivery {
        message: delivery.message,
        kind: delivery.kind,
        occurred_at: delivery.occurred_at,
        state: match delivery.state {
            DeliveryState::Waiting => WebhookDeliveryState::Waiting { next_try: delivery.due },
            DeliveryState::Delivered => WebhookDeliveryState::Delivered,
            DeliveryState::Dead => WebhookDeliveryState::Dead,
        },
        tries: delivery.tries,
        status: delivery.status,
        reason: delivery.reason.map(FailureReason::code),
        changed_at: delivery.changed_at,
    }
}

/// In this process' own file.
pub(super) struct DeliveriesInFile(pub(super) Deliveries);

#[async_trait]
impl WebhookDeliveries for DeliveriesInFile {
    async fn of(&self, webhook: &WebhookId, limit: u32) -> Result<Vec<WebhookDelivery>, WebhookDeliveriesUnavailable> {
        let found = self.0.of(webhook, limit).map_err(|error| WebhookDeliveriesUnavailable(error.to_string()))?;
        Ok(found.into_iter().map(for_page).collect())
    }
}

/// In the process that sends, asked over NATS.
pub(super) struct DeliveriesOverNats {
    pub(super) client: Client,
    pub(super) tenant: TenantId,
}

#[async_trait]
impl WebhookDeliveries for DeliveriesOverNats {
    async fn of(&self, webhook: &WebhookId, limit: u32) -> Result<Vec<WebhookDelivery>, WebhookDeliveriesUnavailable> {
        let found = ask_deliveries(&self.client, &self.tenant, webhook, limit).await;
        let found = found.map_err(|error| WebhookDeliveriesUnavailable(error.to_string()))?;
        Ok(found.into_iter().map(for_page).collect())
    }
}
