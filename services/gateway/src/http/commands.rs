//! Asking the domain for something, on behalf of whoever is signed in.

use std::time::Duration;

use coordination::{Accepted, CommandError, CommandRequest, Origin, refused_object};
use events::actor::Actor;
use events::audit::{AuditedAct, Door};
use events::authority::Principal;
use events::ids::CommandId;
use events::{Command, RecordedEvent, Rejection};

use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::free_text::Objection;
use crate::http::idempotency::{check_answer, correlation, has_key};
use crate::http::sent_form::made_from;
use crate::overtaking::Overtaking;

/// How long an answer waits for the read models to show what it did. Later than that, live news will tell.
const SHOWN_WITHIN: Duration = Duration::from_secs(3);

/// The id of a command from a form: the form's own mark and what it is about, so that a double click is one command.
pub(crate) fn form_command_id(once: &str, about: &str) -> CommandId {
    let own = draw_secret();
    let once = if once.is_empty() { own.as_str() } else { once };
    CommandId::named(&format!("gateway/form/{once}/{about}"))
}

/// Whoever asks, from where and through the door by which their request came; what the gateway does by itself comes through none.
fn from_own_door(principal: &Principal) -> Principal {
    let principal = principal.clone();
    let Some(Origin { door, network }) = Origin::of_work() else { return principal };
    let through = principal.door().unwrap_or(door);
    principal.through_door(through).coming_from(network)
}

/// Whether somebody came by a link and not by signing in.
fn comes_by_link() -> bool {
    Origin::of_work().is_some_and(|origin| origin.door == Door::Link)
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
            correlation: correlation(id),
            principal: from_own_door(principal),
            occurred_at: None,
            made_from: made_from(),
            command,
        };
        let refused = comes_by_link().then(|| (request.principal.clone(), refused_object(&request.command)));
        let outcome = self.commands().execute(request).await;
        // Of whoever is signed in it is recorded with the address that they asked for.
        if let (Err(CommandError::Rejected(Rejection::NotPermitted(_))), Some((principal, object))) =
            (&outcome, &refused)
        {
            self.audit().record(principal, AuditedAct::Refused, object);
        }
        self.metrics().count_command(&outcome);
        let accepted = match outcome {
            Ok(accepted) => accepted,
            Err(CommandError::Overtaken { by }) => return Err(Failure::Overtaken(self.overtakings(&by).await?)),
            Err(CommandError::KeyReused { .. }) if has_key() => return Err(Failure::KeyReused),
            Err(error) => return Err(error.into()),
        };
        check_answer(&accepted)?;
        Ok(accepted)
    }

    /// What others did, with who did it.
    async fn overtakings(&self, events: &[RecordedEvent]) -> Result<Vec<Overtaking>, Failure> {
        let mut all = vec![];
        for recorded in events {
            let by = match &recorded.metadata.actor {
                Actor::Official { person, institution, .. } => {
                    let known = self.queries().person(person).await?;
                    let name = known.and_then(|known| known.name.as_ref().map(ToString::to_string));
                    Some(name.unwrap_or_else(|| institution.to_string()))
                }
                Actor::Secretariat | Actor::Service { .. } => None,
            };
            all.extend(Overtaking::of(recorded, by));
        }
        Ok(all)
    }

    pub(crate) async fn wait_until_shown(&self, accepted: &Accepted) {
        let Some(last) = accepted.events.last().map(|event| event.position) else { return };
        if let Err(error) = self.queries().reached(last, SHOWN_WITHIN).await {
            tracing::warn!(%error, "an accepted command is not shown yet");
        }
    }
}
