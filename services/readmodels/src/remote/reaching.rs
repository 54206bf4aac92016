//! Reaching the partitions.

use std::time::Duration;

use async_nats::Client;
use async_trait::async_trait;
use events::ids::TenantId;
use transport::asking::{AskError as NatsError, Declined};

use super::wire::{Answer, Question};
use crate::engine::read_models::ReadModels;
use crate::queries::AskError;

/// How long an answer may take.
const ANSWERED_WITHIN: Duration = Duration::from_secs(5);

/// Why a partition gave no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PartitionFailure {
    /// It would be longer than what can be carried: ask for less.
    TooLong,
    /// It cannot be had.
    Failed(AskError),
}

impl PartitionFailure {
    pub(crate) fn unreadable(reason: impl Into<String>) -> Self {
        Self::Failed(AskError::unreadable(reason))
    }
}

/// The way to the partitions.
#[async_trait]
pub(crate) trait PartitionAccess: Send + Sync {
    /// Asks one of them, and waits for its answer a bounded time.
    async fn ask(&self, partition: u16, question: &Question) -> Result<Answer, PartitionFailure>;
}

pub(crate) struct OverNats {
    pub(crate) client: Client,
    pub(crate) tenant: TenantId,
}

#[async_trait]
impl PartitionAccess for OverNats {
    async fn ask(&self, partition: u16, question: &Question) -> Result<Answer, PartitionFailure> {
        let subject = transport::subjects::questions(&self.tenant, partition);
        transport::ask(&self.client, &subject, question, ANSWERED_WITHIN).await.map_err(|error| match error {
            NatsError::Declined { declined: Declined { code: Declined::TOO_LONG, .. }, .. } => {
                PartitionFailure::TooLong
            }
            NatsError::Unreadable { .. } | NatsError::Unaskable { .. } => {
                PartitionFailure::unreadable(error.to_string())
            }
            NatsError::NobodyAnswers { .. }
            | NatsError::TooLate { .. }
            | NatsError::Disconnected
            | NatsError::Declined { .. } => {
                let part = format!("partition {partition} of the read models");
                PartitionFailure::Failed(AskError::Away { part, reason: error.to_string() })
            }
        })
    }
}

/// In this very process, by the same questions.
pub(crate) struct InProcess(pub(crate) Vec<ReadModels>);

#[async_trait]
impl PartitionAccess for InProcess {
    async fn ask(&self, partition: u16, question: &Question) -> Result<Answer, PartitionFailure> {
        let Some(read_models) = self.0.get(usize::from(partition)) else {
            return Err(PartitionFailure::unreadable(format!("there is no partition {partition}")));
        };
        // As it would travel.
        let text = serde_json::to_string(question).map_err(|error| PartitionFailure::unreadable(error.to_string()))?;
        let question: Question =
            serde_json::from_str(&text).map_err(|error| PartitionFailure::unreadable(error.to_string()))?;
        Answer::from(read_models, question).await.map_err(|error| PartitionFailure::unreadable(error.to_string()))
    }
}
