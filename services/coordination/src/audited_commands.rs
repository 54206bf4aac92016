//! Commands as they come through a channel: each says through which door it came, and what is refused to somebody is a line of the
//! audit trail, with the thing and what was asked of it.
//!
//! It may depend on the command port and the recorder of the trail, and knows no channel.

use std::sync::Arc;

use async_trait::async_trait;
use events::audit::AuditedAct;
use events::ids::PersonId;
use events::institution::InstitutionCommand;
use events::{Command, Rejection};

use crate::audit_recorder::AuditRecorder;
use crate::port::{Accepted, CommandError, CommandPort, CommandRequest};

/// What a refused command is called in the trail: the thing, and what was asked of it.
pub fn refused_object(command: &Command) -> String {
    let name = command.name();
    let asked = name.split_once('.').map_or(name.as_str(), |(_, asked)| asked);
    command.stream().map_or_else(|_| asked.to_owned(), |stream| format!("{stream} {asked}"))
}

/// Takes the commands of a channel.
pub struct AuditedCommands {
    commands: Arc<dyn CommandPort>,
    recorder: Arc<AuditRecorder>,
}

impl AuditedCommands {
    /// Hands commands on, and has the recorder write what is refused.
    pub fn new(commands: Arc<dyn CommandPort>, recorder: Arc<AuditRecorder>) -> Self {
        Self { commands, recorder }
    }
}

/// The person for whom an invitation was made by which a command links a chat.
fn invited_by(command: &Command) -> Option<PersonId> {
    let Command::Institution(_, InstitutionCommand::LinkChat { chat, .. }) = command else { return None };
    Some(chat.person().clone())
}

#[async_trait]
impl CommandPort for AuditedCommands {
    async fn execute(&self, request: CommandRequest) -> Result<Accepted, CommandError> {
        let principal = request.principal.clone();
        let (object, invited) = (refused_object(&request.command), invited_by(&request.command));
        let through = request.principal.through_door(self.recorder.door());
        let outcome = self.commands.execute(CommandRequest { principal: through, ..request }).await;
        match (&outcome, &invited) {
            (Err(CommandError::Rejected(Rejection::NotPermitted(_))), _) => {
                self.recorder.record(&principal, AuditedAct::Refused, &object);
            }
            (Err(CommandError::Rejected(rejection)), Some(invited)) => {
                self.recorder.record_about(&principal, AuditedAct::SignInFailed, rejection.code(), Some(invited));
            }
            (Ok(_) | Err(_), _) => {}
        }
        outcome
    }
}
