//! Asking the domain for something, on behalf of whoever is signed in.

use std::time::Duration;

use coordination::{Accepted, CommandRequest};
use events::Command;
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId};

use crate::app::App;
use crate::app::sessions::draw_secret;
use crate::failure::Failure;
use crate::free_text::Objection;

/// How long an answer waits for the read models to show what it did. Later than that, live news will tell.
const SHOWN_WITHIN: Duration = Duration::from_secs(3);

/// The id of a command from a form: the form's own mark and what it is about, so that a double click is one command.
pub(crate) fn form_command_id(once: &str, about: &str) -> CommandId {
    let own = draw_secret();
    let once = if once.is_empty() { own.as_str() } else { once };
    CommandId::named(&format!("gateway/form/{once}/{about}"))
}

impl App {
    /// Has a command carried out, and waits until the read models show it.
    pub(crate) async fn execute(
        &self,
        id: CommandId,
        principal: &Principal,
        command: Command,
    ) -> Result<Accepted, Failure> {
        let accepted = self.execute_without_waiting(id, principal, command).await?;
        self.wait_until_shown(&accepted).await;
        Ok(accepted)
    }

    /// Has a command carried out and does not wait for the read models.
    pub(crate) async fn execute_without_waiting(
        &self,
        id: CommandId,
        principal: &Principal,
        command: Command,
    ) -> Result<Accepted, Failure> {
        if let Some(objection) = Objection::to_command(&command) {
            self.metrics().count_rejected();
            return Err(Failure::NotKept(objection));
        }
        let request = CommandRequest {
            id,
            correlation: CorrelationId(id.0),
            principal: principal.clone(),
            occurred_at: None,
            command,
        };
        let outcome = self.commands().execute(request).await;
        self.metrics().count_command(&outcome);
        Ok(outcome?)
    }

    pub(crate) async fn wait_until_shown(&self, accepted: &Accepted) {
        let Some(last) = accepted.events.last().map(|event| event.position) else { return };
        if let Err(error) = self.queries().reached(last, SHOWN_WITHIN).await {
            tracing::warn!(%error, "an accepted command is not shown yet");
        }
    }
}
