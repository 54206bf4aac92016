//! What is said of a report that was accepted: that it is noted, with a button that takes it back, or that it was so already.

use events::action_item::TAKE_BACK_WITHIN;
use events::ids::ActionItemId;
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use crate::core::chat_error::ChatError;
use crate::core::outbox::{Acceptance, AcceptanceHandler, FeatureOutcome, OnAcceptance};
use crate::core::outgoing::Outgoing;
use crate::features::work::press::TaskPress;

/// What was reported, with a button that takes it back and a hint that it does; or that it was so already.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Confirmation {
    pub(super) reported: Outgoing,
    pub(super) hint: Option<String>,
    pub(super) already: Outgoing,
    /// The label of the button.
    pub(super) undo: String,
    pub(super) item: ActionItemId,
}

/// The name under which confirmations wait.
const CONFIRMED: &str = "Confirm";

impl From<Confirmation> for OnAcceptance {
    fn from(confirmation: Confirmation) -> Self {
        Self::AskFeature(FeatureOutcome::named(CONFIRMED, &confirmation))
    }
}

/// The task that a report was confirmed of.
pub(crate) fn confirmed_task(on_acceptance: &OnAcceptance) -> Option<ActionItemId> {
    match on_acceptance {
        OnAcceptance::Say(_) => None,
        OnAcceptance::AskFeature(outcome) => outcome.content::<Confirmation>(CONFIRMED).map(|confirmed| confirmed.item),
    }
}

impl Confirmation {
    fn in_words(self, acceptance: Acceptance<'_>) -> Outgoing {
        match acceptance.accepted.events.last() {
            None => self.already,
            // What waited for too long was said too long ago to be taken back.
            Some(_) if acceptance.services.clock.now() >= acceptance.entry.said_at + TAKE_BACK_WITHIN => self.reported,
            Some(report) => {
                let mut message = self.reported;
                if let Some(hint) = self.hint {
                    message.text = format!("{}\n{hint}", message.text);
                }
                message.buttons.push(vec![(self.undo, TaskPress::Undo(self.item, report.id).into())]);
                message
            }
        }
    }
}

/// Says what came of reports.
pub(super) struct Confirmations;

impl AcceptanceHandler for Confirmations {
    fn outcomes(&self) -> &'static [&'static str] {
        &[CONFIRMED]
    }

    fn outcome<'a>(
        &'a self,
        acceptance: Acceptance<'a>,
        outcome: &'a FeatureOutcome,
    ) -> BoxFuture<'a, Result<Option<Outgoing>, ChatError>> {
        let confirmation = outcome.content::<Confirmation>(CONFIRMED);
        Box::pin(async move { Ok(confirmation.map(|confirmation| confirmation.in_words(acceptance))) })
    }

    fn texts_of_refusals(&self) -> &'static [(&'static str, &'static str)] {
        &[("action-item-too-late-to-take-back", "too-late-to-undo")]
    }
}
