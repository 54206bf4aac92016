//! The port to what became of webhooks' messages. The types are the gateway's own; whoever puts the parts together translates
//! from where the messages are kept.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use events::ids::{MessageId, WebhookId};

/// What became of messages cannot be asked.
#[derive(Debug, Clone, thiserror::Error)]
#[error("what became of the webhook's messages cannot be asked: {0}; try again")]
pub struct WebhookDeliveriesUnavailable(pub String);

/// How far a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookDeliveryState {
    /// It is to be sent, for the first time or again.
    Waiting {
        /// When it is tried next, UTC.
        next_try: DateTime<Utc>,
    },
    /// The receiver took it.
    Delivered,
    /// It is not tried any more, unless somebody asks for it.
    Dead,
}

impl WebhookDeliveryState {
    /// Its name, which never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting { .. } => "waiting",
            Self::Delivered => "delivered",
            Self::Dead => "dead",
        }
    }
}

/// A message of a webhook, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookDelivery {
    /// The message's id.
    pub message: MessageId,
    /// The event's type, or that of a test.
    pub kind: String,
    /// When it happened, UTC.
    pub occurred_at: DateTime<Utc>,
    /// How far it is.
    pub state: WebhookDeliveryState,
    /// How often it was tried.
    pub tries: u32,
    /// What the receiver answered last, a status of HTTP.
    pub status: Option<u16>,
    /// Why the last try was in vain: the code that texts hang on.
    pub reason: Option<&'static str>,
    /// When anything last happened to it, UTC.
    pub changed_at: DateTime<Utc>,
}

/// Where it is kept what became of messages.
#[async_trait]
pub trait WebhookDeliveries: Send + Sync {
    /// The messages of a webhook, those to which something happened last first, at most so many.
    async fn of(&self, webhook: &WebhookId, limit: u32) -> Result<Vec<WebhookDelivery>, WebhookDeliveriesUnavailable>;
}
