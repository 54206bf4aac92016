//! What became of a webhook's messages, asked of the one process that sends, over NATS.

use std::time::Duration;

use async_nats::{Client, SubscribeError};
use events::ids::{TenantId, WebhookId};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;
use transport::{AskError, Declined, QuestionContext, Responder, ask, subjects};

use crate::deliveries::{Deliveries, Delivery};

/// How long whoever asks waits.
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Debug, Serialize, Deserialize)]
struct DeliveriesOf {
    webhook: WebhookId,
    limit: u32,
}

/// Answers what became of messages until told to stop.
pub async fn serve_deliveries(
    client: &Client,
    tenant: &TenantId,
    deliveries: Deliveries,
    stop: CancellationToken,
) -> Result<(), SubscribeError> {
    let handler = move |_: QuestionContext, DeliveriesOf { webhook, limit }: DeliveriesOf| {
        let found = deliveries.of(&webhook, limit);
        async move { found.map_err(|error| Declined::new(Declined::BUSY, error.to_string())) }
    };
    transport::answer(client, Responder::own(subjects::webhook_deliveries(tenant)), handler, stop).await
}

/// The messages of a webhook, those to which something happened last first.
pub async fn ask_deliveries(
    client: &Client,
    tenant: &TenantId,
    webhook: &WebhookId,
    limit: u32,
) -> Result<Vec<Delivery>, AskError> {
    let question = DeliveriesOf { webhook: webhook.clone(), limit };
    ask(client, &subjects::webhook_deliveries(tenant), &question, PATIENCE).await
}
