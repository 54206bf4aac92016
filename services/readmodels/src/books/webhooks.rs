//! Webhooks as their dossiers tell them: whose each is, where it sends what, and since when.

use std::collections::BTreeMap;

use events::ids::{PersonId, Position, WebhookId};
use events::webhook::{RegisteredWebhook, Webhook, WebhookStanding};
use events::{Aggregate, Event, Occurrence, RecordedEvent};

use crate::books::book::Folded;
use crate::projections::dossiers::DossierKind;

/// A webhook, and where in the log it began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownWebhook {
    /// What holds of it.
    pub webhook: RegisteredWebhook,
    /// Where it was made, or was let go on last after it had been disabled: what happened before is not sent.
    pub since: Position,
}

/// Every webhook that was not removed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Webhooks {
    all: BTreeMap<WebhookId, KnownWebhook>,
}

impl Webhooks {
    /// All of them, by id.
    pub fn all(&self) -> impl Iterator<Item = (&WebhookId, &KnownWebhook)> {
        self.all.iter()
    }

    /// One of them.
    pub fn get(&self, id: &WebhookId) -> Option<&KnownWebhook> {
        self.all.get(id)
    }

    /// Those that a person made.
    pub fn of<'a>(&'a self, maker: &'a PersonId) -> impl Iterator<Item = (&'a WebhookId, &'a KnownWebhook)> {
        self.all.iter().filter(move |(_, known)| known.webhook.maker == *maker)
    }
}

impl Folded for Webhooks {
    const KIND: DossierKind = DossierKind::Webhook;

    fn fold(&mut self, recorded: &RecordedEvent) {
        let Event::Webhook(id, event) = &recorded.event else { return };
        let occurrence =
            Occurrence { id: recorded.id, at: recorded.metadata.occurred_at, by: recorded.metadata.actor.clone() };
        let before = self.all.remove(id);
        let was_disabled =
            before.as_ref().is_none_or(|known| matches!(known.webhook.standing, WebhookStanding::Disabled(_)));
        let since = before.as_ref().map_or(recorded.position, |known| known.since);
        let state = before.map_or(Webhook::Unknown, |known| Webhook::Known(Box::new(known.webhook)));
        let Webhook::Known(webhook) = Webhook::evolve(state, event, &occurrence) else { return };
        match webhook.standing {
            WebhookStanding::Removed => {}
            WebhookStanding::Active if was_disabled => {
                self.all.insert(id.clone(), KnownWebhook { webhook: *webhook, since: recorded.position });
            }
            WebhookStanding::Active | WebhookStanding::Paused | WebhookStanding::Disabled(_) => {
                self.all.insert(id.clone(), KnownWebhook { webhook: *webhook, since });
            }
        }
    }
}
