//! The command port of a service on its own.

use std::time::Duration;

use async_nats::Client;
use async_trait::async_trait;
use events::ids::{ServiceName, TenantId};
use tokio::time::Instant;
use transport::{AskError, Cause, Declined, Lease, ask_because, subjects};

use crate::port::{Accepted, CommandError, CommandPort, CommandRequest};
use crate::remote::wire::{CommandEnvelope, OTHER_VERSION, Outcome, VERSION, Versioned};

/// How long and how often a command is put before it counts as not saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// The longest wait for one server. Longer than a server waits for its store.
    pub each: Duration,
    /// How often at most.
    pub attempts: u32,
    /// The pause before the second attempt; it doubles.
    pub pause: Duration,
    /// No attempt begins later than this after the first.
    pub altogether: Duration,
}

impl Default for RetryPolicy {
    /// Somebody waits at a phone.
    fn default() -> Self {
        Self {
            each: Duration::from_secs(4),
            attempts: 4,
            pause: Duration::from_millis(100),
            altogether: Duration::from_secs(6),
        }
    }
}

/// Takes commands by handing them to a command server.
pub struct RemoteCommands {
    client: Client,
    subject: String,
    patience: RetryPolicy,
    lease: Option<Lease>,
}

impl RemoteCommands {
    /// The command port of this service. Its name must be the user's that it has with NATS.
    pub fn new(client: Client, tenant: &TenantId, service: &ServiceName) -> Self {
        Self { client, subject: subjects::commands_of(tenant, service), patience: RetryPolicy::default(), lease: None }
    }

    /// The same, for one turn under a lease: after it, nothing is handed on any more.
    pub fn under(self, lease: Lease) -> Self {
        Self { lease: Some(lease), ..self }
    }

    /// The same with another patience.
    pub fn with_patience(self, patience: RetryPolicy) -> Self {
        Self { patience, ..self }
    }

    async fn put(&self, request: &CommandRequest) -> Result<Versioned<serde_json::Value>, AskError> {
        let fence = self.lease.as_ref().map(Lease::fence);
        let question = Versioned::now(CommandEnvelope::of(request, fence));
        let cause = Cause::of(request.correlation);
        ask_because(&self.client, &self.subject, &cause, &question, self.patience.each).await
    }

    fn still_our_turn(&self) -> Result<(), CommandError> {
        match &self.lease {
            Some(lease) if !lease.is_held() => Err(CommandError::TurnOver { lease: lease.name().clone() }),
            Some(_) | None => Ok(()),
        }
    }

    fn read(&self, answer: Versioned<serde_json::Value>) -> Result<Accepted, CommandError> {
        if answer.version != VERSION {
            return Err(other_version(&format!("the command server answers in version {}", answer.version)));
        }
        let outcome: Outcome =
            serde_json::from_value(answer.content).map_err(|error| other_version(&error.to_string()))?;
        if let (Outcome::TurnOver { newest, .. }, Some(lease)) = (&outcome, &self.lease) {
            lease.outdone_by(*newest);
        }
        outcome.read()
    }
}

#[async_trait]
impl CommandPort for RemoteCommands {
    async fn execute(&self, request: CommandRequest) -> Result<Accepted, CommandError> {
        let last = Instant::now() + self.patience.altogether;
        let mut pause = self.patience.pause;
        let mut attempt = 1;
        loop {
            self.still_our_turn()?;
            let error = match self.put(&request).await {
                Ok(answer) => return self.read(answer),
                Err(error) => error,
            };
            if !may_help_to_ask_again(&error) {
                return Err(other_version(&error.to_string()));
            }
            if attempt == self.patience.attempts || Instant::now() + pause >= last {
                return Err(CommandError::Unavailable { reason: error.to_string() });
            }
            tracing::warn!(command = %request.id, attempt, %error, "a command got no answer; putting it again");
            tokio::time::sleep(pause).await;
            pause *= 2;
            attempt += 1;
        }
    }
}

/// Whether a second question, to the same server or another, may get the answer that the first did not.
fn may_help_to_ask_again(error: &AskError) -> bool {
    match error {
        AskError::NobodyAnswers { .. } | AskError::TooLate { .. } | AskError::Disconnected => true,
        AskError::Declined { declined, .. } => declined.code == Declined::BUSY,
        AskError::Unreadable { .. } | AskError::Unaskable { .. } => false,
    }
}

fn other_version(what: &str) -> CommandError {
    CommandError::Elsewhere {
        code: OTHER_VERSION.to_owned(),
        sentence: format!("the command service is not understood: {what}; run the same version of every service"),
    }
}
