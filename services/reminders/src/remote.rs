//! Delivery from one process to another, over NATS: the reminders hand digests to the service that talks to people.
//!
//! A digest travels without its chat. Whoever delivers it knows the person's chat from its own read models, and is the
//! better to ask: the person may have linked another phone a moment ago.

use std::sync::Arc;
use std::time::Duration;

use async_nats::{Client, SubscribeError};
use async_trait::async_trait;
use chrono::NaiveDate;
use events::ids::{InstitutionId, PersonId, TenantId};
use events::language::Language;
use nats::{AskError, Declined, Desk, ask, subjects};
use projections::ReadPort;
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

use crate::delivery::{Addressee, Delivered, Delivery, DeliveryError, Digest, DigestKey, Escalation, Sections};

/// How long the messenger may take. Longer than it is waited for by whoever delivers.
const PATIENCE: Duration = Duration::from_secs(45);

/// A digest on its way.
#[derive(Serialize, Deserialize)]
struct Handed {
    person: PersonId,
    institution: InstitutionId,
    language: Language,
    date: NaiveDate,
    sections: Sections,
    escalations: Vec<Escalation>,
}

/// What became of it.
#[derive(Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub(crate) enum Outcome {
    Delivered,
    Blocked,
    Refused { reason: String },
    Retry { after_ms: Option<u64>, reason: String },
}

impl Outcome {
    pub(crate) fn of(delivered: Result<Delivered, DeliveryError>) -> Self {
        match delivered {
            Ok(Delivered) => Self::Delivered,
            Err(DeliveryError::Blocked) => Self::Blocked,
            Err(DeliveryError::Refused { reason }) => Self::Refused { reason },
            Err(DeliveryError::Retry { after, reason }) => {
                let after_ms = after.map(|after| u64::try_from(after.as_millis()).unwrap_or(u64::MAX));
                Self::Retry { after_ms, reason }
            }
        }
    }

    pub(crate) fn read(self) -> Result<Delivered, DeliveryError> {
        match self {
            Self::Delivered => Ok(Delivered),
            Self::Blocked => Err(DeliveryError::Blocked),
            Self::Refused { reason } => Err(DeliveryError::Refused { reason }),
            Self::Retry { after_ms, reason } => {
                Err(DeliveryError::Retry { after: after_ms.map(Duration::from_millis), reason })
            }
        }
    }
}

/// Delivers by handing digests on.
pub struct RemoteDelivery {
    client: Client,
    subject: String,
}

impl RemoteDelivery {
    /// Hands digests to whichever process of this tenant talks to people.
    pub fn new(client: Client, tenant: &TenantId) -> Self {
        Self { client, subject: subjects::deliveries(tenant) }
    }
}

#[async_trait]
impl Delivery for RemoteDelivery {
    async fn deliver(&self, digest: &Digest) -> Result<Delivered, DeliveryError> {
        let handed = Handed {
            person: digest.person.person.clone(),
            institution: digest.person.institution.clone(),
            language: digest.person.language,
            date: digest.date,
            sections: digest.sections.clone(),
            escalations: digest.escalations.clone(),
        };
        // Whatever goes wrong on the way, it is tried again under the same key.
        match ask::<_, Outcome>(&self.client, &self.subject, &handed, PATIENCE).await {
            Ok(outcome) => outcome.read(),
            Err(error) => {
                if may_have_arrived(&error) {
                    tracing::warn!(digest = %digest.key, "whether this digest arrived is not known; it is asked for again, and may have come twice");
                }
                Err(DeliveryError::Retry { after: None, reason: error.to_string() })
            }
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

/// Delivers what others hand over, until told to stop; then finishes what it took. Only one process of a tenant is to do
/// so at a time: whoever holds the lease of the chat.
pub async fn serve_deliveries(
    client: &Client,
    tenant: &TenantId,
    people: Arc<dyn ReadPort>,
    delivery: Arc<dyn Delivery>,
    stop: CancellationToken,
) -> Result<(), SubscribeError> {
    let handler = move |_, handed: Handed| {
        let (people, delivery) = (people.clone(), delivery.clone());
        async move { Ok::<_, Declined>(Outcome::of(deliver(people.as_ref(), delivery.as_ref(), handed).await)) }
    };
    nats::answer(client, Desk::own(subjects::deliveries(tenant)), handler, stop).await
}

async fn deliver(people: &dyn ReadPort, delivery: &dyn Delivery, handed: Handed) -> Result<Delivered, DeliveryError> {
    let later = |reason: String| DeliveryError::Retry { after: None, reason };
    let known = people.person(&handed.person).await.map_err(|error| later(error.to_string()))?;
    let chat = known.and_then(|person| person.chat);
    let chat = chat.ok_or_else(|| later(format!("no chat of {} is known here yet", handed.person)))?;
    let digest = Digest {
        person: Addressee {
            person: handed.person.clone(),
            institution: handed.institution,
            chat,
            language: handed.language,
        },
        date: handed.date,
        key: DigestKey { person: handed.person, date: handed.date },
        sections: handed.sections,
        escalations: handed.escalations,
    };
    delivery.deliver(&digest).await
}
