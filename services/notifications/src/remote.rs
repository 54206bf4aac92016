//! A channel in another process, over NATS: the notifications hand messages to the service that talks to people.

use std::sync::Arc;
use std::time::Duration;

use async_nats::{Client, SubscribeError};
use async_trait::async_trait;
use events::ids::TenantId;
use events::notification::{ChannelKind, NotDelivered};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;
use transport::{AskError, Declined, Responder, ask, subjects};

use crate::channel::{Channel, Delivered, DeliveryError, Message};

/// How long the messenger may take. Longer than it is waited for by whoever delivers.
const MESSENGER_TAKES: Duration = Duration::from_secs(45);
/// How long a mail server may take: it is waited for two minutes, after a minute and a half for a connection.
const MAIL_SERVER_TAKES: Duration = Duration::from_secs(4 * 60);

/// What became of a message.
#[derive(Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub(crate) enum Outcome {
    Sent { once: bool },
    Overtaken,
    Unreachable { failure: NotDelivered },
    Retry { after_ms: Option<u64>, reason: String },
    NotYet { after_ms: u64, reason: String },
    Uncertain { reason: String },
    Closed { reason: String },
}

impl Outcome {
    pub(crate) fn of(delivered: Result<Delivered, DeliveryError>) -> Self {
        match delivered {
            Ok(Delivered::Sent { once }) => Self::Sent { once },
            Ok(Delivered::Overtaken) => Self::Overtaken,
            Err(DeliveryError::Unreachable(failure)) => Self::Unreachable { failure },
            Err(DeliveryError::Retry { after, reason }) => Self::Retry { after_ms: after.map(in_milliseconds), reason },
            Err(DeliveryError::NotYet { after, reason }) => Self::NotYet { after_ms: in_milliseconds(after), reason },
            Err(DeliveryError::Uncertain { reason }) => Self::Uncertain { reason },
            Err(DeliveryError::Closed { reason }) => Self::Closed { reason },
        }
    }

    pub(crate) fn read(self) -> Result<Delivered, DeliveryError> {
        match self {
            Self::Sent { once } => Ok(Delivered::Sent { once }),
            Self::Overtaken => Ok(Delivered::Overtaken),
            Self::Unreachable { failure } => Err(DeliveryError::Unreachable(failure)),
            Self::Retry { after_ms, reason } => {
                Err(DeliveryError::Retry { after: after_ms.map(Duration::from_millis), reason })
            }
            Self::NotYet { after_ms, reason } => {
                Err(DeliveryError::NotYet { after: Duration::from_millis(after_ms), reason })
            }
            Self::Uncertain { reason } => Err(DeliveryError::Uncertain { reason }),
            Self::Closed { reason } => Err(DeliveryError::Closed { reason }),
        }
    }
}

fn in_milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// Delivers by handing messages on.
pub struct RemoteChannel {
    client: Client,
    subject: String,
    patience: Duration,
}

impl RemoteChannel {
    /// Hands messages to whichever process of this tenant talks to people by this channel.
    pub fn new(client: Client, tenant: &TenantId, kind: ChannelKind) -> Self {
        Self { client, subject: subject_of(tenant, kind), patience: patience(kind) }
    }
}

#[async_trait]
impl Channel for RemoteChannel {
    async fn deliver(&self, message: &Message) -> Result<Delivered, DeliveryError> {
        // Whatever goes wrong on the way, it is tried again under the same id.
        match ask::<_, Outcome>(&self.client, &self.subject, message, self.patience).await {
            Ok(outcome) => outcome.read(),
            Err(error) if may_have_arrived(&error) => Err(DeliveryError::Uncertain { reason: error.to_string() }),
            Err(error) => Err(DeliveryError::Retry { after: None, reason: error.to_string() }),
        }
    }
}

/// Whether a question without an answer may have led to a message all the same.
fn may_have_arrived(error: &AskError) -> bool {
    match error {
        AskError::TooLate { .. } | AskError::Disconnected | AskError::Unreadable { .. } => true,
        AskError::NobodyAnswers { .. } | AskError::Declined { .. } | AskError::Unaskable { .. } => false,
    }
}

/// How long whoever delivers may take before it is taken for gone.
const fn patience(kind: ChannelKind) -> Duration {
    match kind {
        ChannelKind::Telegram => MESSENGER_TAKES,
        ChannelKind::Email => MAIL_SERVER_TAKES,
    }
}

fn subject_of(tenant: &TenantId, kind: ChannelKind) -> String {
    match kind {
        ChannelKind::Telegram => subjects::deliveries(tenant),
        ChannelKind::Email => subjects::email_deliveries(tenant),
    }
}

/// Delivers what others hand over by a channel, until told to stop; then finishes what it took. Only one process of a
/// tenant is to do so at a time: whoever holds the lease of the channel.
pub async fn serve_messages(
    client: &Client,
    tenant: &TenantId,
    kind: ChannelKind,
    channel: Arc<dyn Channel>,
    stop: CancellationToken,
) -> Result<(), SubscribeError> {
    let handler = move |_, message: Message| {
        let channel = channel.clone();
        async move { Ok::<_, Declined>(Outcome::of(channel.deliver(&message).await)) }
    };
    transport::answer(client, Responder::own(subject_of(tenant, kind)), handler, stop).await
}
