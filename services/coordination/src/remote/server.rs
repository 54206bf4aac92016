//! A command server.

use std::sync::Arc;
use std::time::Duration;

use async_nats::{Client, SubscribeError};
use events::ids::TenantId;
use tokio_util::sync::CancellationToken;
use transport::{Declined, Fence, FenceError, Fences, QuestionContext, Responder, answer, subjects};

use crate::port::{CommandError, CommandPort, CommandRequest};
use crate::remote::vouching::{NotVouchedFor, vouch};
use crate::remote::wire::{CommandEnvelope, OTHER_VERSION, Outcome, VERSION, Versioned};

/// The queue group of the command servers.
const GROUP: &str = "coordination";
/// How long a command may take.
const DEADLINE: Duration = Duration::from_secs(3);

/// What a command server is made of.
#[derive(Clone)]
pub struct CommandServer {
    commands: Arc<dyn CommandPort>,
    fences: Arc<Fences>,
    deadline: Duration,
}

impl CommandServer {
    /// A server that has commands carried out here. A store that does not answer within three seconds is away.
    pub fn new(commands: Arc<dyn CommandPort>, fences: Fences) -> Self {
        Self { commands, fences: Arc::new(fences), deadline: DEADLINE }
    }

    /// The same with another deadline.
    pub fn within(self, deadline: Duration) -> Self {
        Self { deadline, ..self }
    }

    async fn attend(&self, asked: &QuestionContext, question: Versioned<serde_json::Value>) -> Outcome {
        if question.version != VERSION {
            return other_version(&format!("the command is put in version {}", question.version));
        }
        let (request, fence) = match serde_json::from_value::<CommandEnvelope>(question.content) {
            Ok(put) => put.read(),
            Err(error) => return other_version(&format!("the command does not read: {error}")),
        };
        match self.trust(&asked.subject, &request, fence.as_ref()).await {
            Ok(()) => Outcome::of(self.commands.execute(request).await),
            Err(outcome) => outcome,
        }
    }

    /// Whether the service whose subject it is may put this command now.
    async fn trust(&self, subject: &str, request: &CommandRequest, fence: Option<&Fence>) -> Result<(), Outcome> {
        let vouched = match subjects::commander(subject) {
            Some(service) => vouch(&service, &request.principal, fence),
            None => Err(NotVouchedFor::Unnamed { subject: subject.to_owned() }),
        };
        if let Err(error) = vouched {
            tracing::error!(command = %request.id, %error, "a service said more than it may");
            let code = NotVouchedFor::CODE.to_owned();
            return Err(Outcome::Elsewhere { code, sentence: error.to_string() });
        }
        let Some(fence) = fence else { return Ok(()) };
        self.fences.let_through(fence).await.map_err(|error| match error {
            FenceError::Outdone { lease, newest } => Outcome::TurnOver { lease, newest },
            FenceError::Unknown(error) => Outcome::Unavailable { reason: error.to_string() },
        })
    }
}

/// Carries out a tenant's commands, together with every other server that does, until told to stop; then finishes those
/// that it took.
///
/// A command that does not end in time is answered as not saved. It may have been carried out all the same, and its id
/// will tell when it is put again.
pub async fn serve_commands(
    client: &Client,
    tenant: &TenantId,
    server: CommandServer,
    stop: CancellationToken,
) -> Result<(), SubscribeError> {
    let handler = move |asked: QuestionContext, question: Versioned<serde_json::Value>| {
        let server = server.clone();
        async move {
            let outcome = match tokio::time::timeout(server.deadline, server.attend(&asked, question)).await {
                Ok(outcome) => outcome,
                Err(_) => Outcome::of(Err(CommandError::Unavailable {
                    reason: format!("the event store did not answer within {:?}", server.deadline),
                })),
            };
            Ok::<_, Declined>(Versioned::now(outcome))
        }
    };
    answer(client, Responder::shared(subjects::commands(tenant), GROUP), handler, stop).await
}

fn other_version(what: &str) -> Outcome {
    let sentence = format!("{what}; run the same version of every service");
    Outcome::Elsewhere { code: OTHER_VERSION.to_owned(), sentence }
}
