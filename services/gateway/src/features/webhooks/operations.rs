//! What page and API do with webhooks alike: who may look, what is asked of the domain, and the secret that is shown once.

use std::collections::BTreeSet;

use coordination::Accepted;
use events::Command;
use events::ids::{CommandId, MessageId, WebhookId};
use events::text::Text;
use events::webhook::{FIRST_SECRET, MOST_WEBHOOKS, OutgoingKind, WebhookAddress, WebhookCommand};
use readmodels::webhooks::KnownWebhook;

use crate::app::App;
use crate::app::reader::Reader;
use crate::config::WebhookReach;
use crate::failure::Failure;
use crate::http::actions::actions;
use crate::ports::webhook_deliveries::{WebhookDeliveriesUnavailable, WebhookDelivery};

/// How many messages of a webhook a page shows, the latest.
pub(super) const SHOWN: u32 = 200;
/// How many the API gives page by page: more than are kept of what was delivered and of what nobody took.
pub(super) const GIVEN: u32 = 10_000;

impl From<WebhookDeliveriesUnavailable> for Failure {
    fn from(away: WebhookDeliveriesUnavailable) -> Self {
        Self::Away(away.to_string())
    }
}

/// What somebody wants of a webhook.
#[derive(Debug, Clone)]
pub(super) struct WantedWebhook {
    pub(super) name: Text,
    pub(super) address: WebhookAddress,
    pub(super) kinds: BTreeSet<OutgoingKind>,
}

actions! {
    /// What can be done with a webhook beside making it.
    WebhookAction {
        Change = "change",
        Pause = "pause",
        Resume = "resume",
        RenewSecret = "renew-secret",
        Remove = "remove",
        Test = "test",
        Redrive = "redrive",
    }
}

/// What came of asking something of a webhook.
pub(super) struct WebhookChange {
    pub(super) id: WebhookId,
    pub(super) accepted: Accepted,
    /// The secret, where there is a new one; asked for twice, it is shown once.
    pub(super) secret: Option<String>,
}

/// Whether webhooks can be made: where the key that secrets are worked out from is.
pub(super) fn is_set_up(app: &App) -> bool {
    app.config().form_links.is_some()
}

/// Whether an address may be used at all; what it stands for is seen each time that something is sent there.
pub(super) fn may_be_used(app: &App, address: &WebhookAddress) -> bool {
    app.config().webhook_reach == WebhookReach::PrivateToo || !address.is_plain()
}

fn secret_of(app: &App, id: &WebhookId, number: u32) -> Result<String, Failure> {
    let key = app.config().form_links.as_ref().ok_or(Failure::NotFound)?;
    Ok(key.webhook_secret(id, number).shown())
}

/// One's own webhooks, by id.
pub(super) async fn own(app: &App, reader: &Reader) -> Result<Vec<(WebhookId, KnownWebhook)>, Failure> {
    app.queries().webhooks_of(&reader.principal, &reader.person.person).await
}

/// Makes a webhook of whoever is signed in; its secret is in the answer and nowhere else.
pub(super) async fn make(
    app: &App,
    reader: &Reader,
    command: CommandId,
    wanted: WantedWebhook,
) -> Result<WebhookChange, Failure> {
    app.must_be_confirmed(reader).await?;
    // The same command twice is about the same webhook.
    let id: WebhookId = format!("w-{}", command.0.simple()).parse()?;
    let secret = secret_of(app, &id, FIRST_SECRET)?;
    if own(app, reader).await?.len() >= MOST_WEBHOOKS {
        let sentence = format!("{MOST_WEBHOOKS} webhooks are the most that a person may have: remove one first");
        return Err(Failure::Refused { code: "webhook-too-many", sentence });
    }
    let WantedWebhook { name, address, kinds } = wanted;
    let (maker, institution) = (reader.person.person.clone(), reader.person.institution.clone());
    let make = WebhookCommand::Make { maker, institution, name, address, kinds };
    let accepted = app.execute(command, &reader.principal, Command::Webhook(id.clone(), make)).await?;
    let secret = (!accepted.repeated).then_some(secret);
    Ok(WebhookChange { id, accepted, secret })
}

/// Asks something of a webhook. `wanted` is for a change, `message` for one message to be tried again.
pub(super) async fn act(
    app: &App,
    reader: &Reader,
    command: CommandId,
    id: WebhookId,
    action: WebhookAction,
    wanted: Option<WantedWebhook>,
    message: Option<MessageId>,
) -> Result<WebhookChange, Failure> {
    let known = app.queries().webhook(&reader.principal, &id).await?;
    let mut secret = None;
    let asked = match action {
        WebhookAction::Change => {
            app.must_be_confirmed(reader).await?;
            let WantedWebhook { name, address, kinds } = wanted.ok_or(Failure::Malformed("address"))?;
            WebhookCommand::Change { name, address, kinds }
        }
        WebhookAction::Pause => WebhookCommand::Pause,
        WebhookAction::Resume => WebhookCommand::Resume,
        WebhookAction::RenewSecret => {
            app.must_be_confirmed(reader).await?;
            let next = known.webhook.secret.saturating_add(1);
            secret = Some(secret_of(app, &id, next)?);
            WebhookCommand::RenewSecret { secret: next }
        }
        WebhookAction::Remove => WebhookCommand::Remove,
        WebhookAction::Test => WebhookCommand::RequestTest,
        WebhookAction::Redrive => WebhookCommand::RequestRedrive { message },
    };
    let accepted = app.execute(command, &reader.principal, Command::Webhook(id.clone(), asked)).await?;
    let secret = secret.filter(|_| !accepted.repeated);
    Ok(WebhookChange { id, accepted, secret })
}

/// What became of a webhook's messages, so many at most; nothing, where none are sent from here.
pub(super) async fn deliveries(app: &App, id: &WebhookId, most: u32) -> Result<Vec<WebhookDelivery>, Failure> {
    match app.webhook_deliveries() {
        Some(deliveries) => Ok(deliveries.of(id, most).await?),
        None => Ok(vec![]),
    }
}
