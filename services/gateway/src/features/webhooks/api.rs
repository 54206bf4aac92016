//! The API of webhooks: one's own, made and changed, and what became of messages; and what travels.

use std::collections::BTreeSet;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use events::ids::{EventId, MessageId, WebhookId};
use events::webhook::{OutgoingKind, WebhookStanding};
use readmodels::webhooks::KnownWebhook;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::operations::{self, WantedWebhook, WebhookAction, WebhookChange};
use crate::app::App;
use crate::failure::Failure;
use crate::http::actions::ActionPath;
use crate::http::idempotency::IdempotencyKey;
use crate::http::json_api::{Change, JsonBody, read};
use crate::http::pagination::{List, Page, PageQuery, Paging};
use crate::http::signed_in::SignedIn;
use crate::ports::webhook_deliveries::{WebhookDelivery, WebhookDeliveryState};

/// A webhook as it stands.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Webhook)]
pub(crate) struct WebhookItem {
    id: String,
    /// What its maker calls it.
    name: String,
    /// Where messages go.
    address: String,
    /// The types of the events that are sent.
    kinds: Vec<String>,
    /// The institution for which it was made.
    institution: String,
    /// `active`, `paused` or `disabled`.
    standing: String,
    /// Of a `disabled` one: `gone`, `lasting-failure` or `maker-left`.
    cause: Option<String>,
    /// The number of the secret that signs.
    secret_number: u32,
}

impl WebhookItem {
    fn of(id: &WebhookId, known: &KnownWebhook) -> Self {
        let webhook = &known.webhook;
        let cause = match webhook.standing {
            WebhookStanding::Disabled(cause) => Some(cause.code().to_owned()),
            WebhookStanding::Active | WebhookStanding::Paused | WebhookStanding::Removed => None,
        };
        Self {
            id: id.to_string(),
            name: webhook.name.to_string(),
            address: webhook.address.to_string(),
            kinds: webhook.kinds.iter().map(|kind| kind.code().to_owned()).collect(),
            institution: webhook.institution.to_string(),
            standing: webhook.standing.code().to_owned(),
            cause,
            secret_number: webhook.secret,
        }
    }
}

/// A webhook to be made.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewWebhook {
    /// What it is to be called.
    name: String,
    /// Where messages are to go, beginning with `https://`.
    address: String,
    /// The types of the events to be sent, as `action-item.assigned`.
    kinds: Vec<String>,
}

impl NewWebhook {
    fn wanted(&self, app: &App) -> Result<WantedWebhook, Failure> {
        let invalid = |at: &str, what: String| Failure::Invalid { at: at.to_owned(), what };
        let address = read("address", &self.address)?;
        if !operations::may_be_used(app, &address) {
            return Err(invalid("address", events::webhook::NotAWebhookAddress::NotHttps.to_string()));
        }
        let kind = |code: &String| {
            let known = OutgoingKind::from_code(code);
            known.ok_or_else(|| invalid("kinds", format!("{code} is no type of event that can be sent")))
        };
        let kinds: BTreeSet<OutgoingKind> = self.kinds.iter().map(kind).collect::<Result<_, _>>()?;
        Ok(WantedWebhook { name: read("name", &self.name)?, address, kinds })
    }
}

/// What goes with a command to a webhook; each command says what it needs.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebhookCommandBody {
    /// `change`: what it is to be from now on.
    #[serde(default)]
    webhook: Option<NewWebhook>,
    /// `redrive`: the one message to be tried again; none: all that are dead.
    #[serde(default)]
    message: Option<String>,
}

/// What came of a change of a webhook.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangedWebhook {
    #[serde(flatten)]
    change: Change,
    /// The secret by which messages are verified, where there is a new one. It is in this answer and in no other.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, required = false)]
    secret: Option<String>,
}

impl ChangedWebhook {
    fn of(change: WebhookChange) -> Result<Self, Failure> {
        Ok(Self { change: Change::of(change.id.as_str(), &change.accepted)?, secret: change.secret })
    }
}

/// A message of a webhook, and what became of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebhookMessage)]
pub(crate) struct MessageItem {
    /// Its id; `webhook-id` has it behind `msg_`.
    id: String,
    /// The type of the event, or `webhook.test`.
    kind: String,
    occurred_at: DateTime<Utc>,
    /// `waiting`, `delivered` or `dead`.
    state: String,
    /// Of one that waits: when it is tried next, UTC.
    next_try: Option<DateTime<Utc>>,
    /// How often it was tried.
    tries: u32,
    /// What the receiver answered last, a status of HTTP.
    status: Option<u16>,
    /// Why the last try was in vain: `unreachable`, `too-slow`, `refused`, `redirected`, `address-not-allowed`, `gone`, `too-many-waiting` or
    /// `disabled`.
    reason: Option<String>,
    /// When anything last happened to it, UTC.
    changed_at: DateTime<Utc>,
}

impl From<WebhookDelivery> for MessageItem {
    fn from(delivery: WebhookDelivery) -> Self {
        let next_try = match delivery.state {
            WebhookDeliveryState::Waiting { next_try } => Some(next_try),
            WebhookDeliveryState::Delivered | WebhookDeliveryState::Dead => None,
        };
        Self {
            id: delivery.message.to_string(),
            kind: delivery.kind,
            occurred_at: delivery.occurred_at,
            state: delivery.state.code().to_owned(),
            next_try,
            tries: delivery.tries,
            status: delivery.status,
            reason: delivery.reason.map(str::to_owned),
            changed_at: delivery.changed_at,
        }
    }
}

/// One's own webhooks, by id.
#[utoipa::path(get, path = "/api/v1/webhooks", tag = "webhooks", operation_id = "list_webhooks", params(PageQuery),
    responses((status = 200, body = List<WebhookItem>, description = "A page of webhooks.")))]
pub(super) async fn list(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    paging: Paging,
) -> Result<Page<WebhookItem>, Failure> {
    let own = operations::own(&app, &reader).await?;
    paging.page(own, |(id, _)| id.clone(), |(id, known)| WebhookItem::of(id, known))
}

/// Makes a webhook. For a person in a session only: no token opens a way out.
#[utoipa::path(post, path = "/api/v1/webhooks", tag = "webhooks", security(("session" = [])), operation_id = "make_webhook",
    request_body = NewWebhook,
    responses((status = 201, body = ChangedWebhook)))]
pub(super) async fn make(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    IdempotencyKey(command): IdempotencyKey,
    JsonBody(wish): JsonBody<NewWebhook>,
) -> Result<(StatusCode, Json<ChangedWebhook>), Failure> {
    let wanted = wish.wanted(&app)?;
    let change = operations::make(&app, &reader, command, wanted).await?;
    Ok((StatusCode::CREATED, Json(ChangedWebhook::of(change)?)))
}

/// What became of a webhook's messages, by id.
#[utoipa::path(get, path = "/api/v1/webhooks/{id}/messages", tag = "webhooks", operation_id = "list_webhook_messages",
    params(("id" = String, Path, description = "The webhook"), PageQuery),
    responses((status = 200, body = List<MessageItem>, description = "A page of messages.")))]
pub(super) async fn deliveries(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    Path(id): Path<String>,
    paging: Paging,
) -> Result<Page<MessageItem>, Failure> {
    let id: WebhookId = id.parse()?;
    app.queries().webhook(&reader.principal, &id).await?;
    let found = operations::deliveries(&app, &id, operations::GIVEN).await?;
    paging.page(found, |one| one.message.to_string(), |one| MessageItem::from(one.clone()))
}

/// Gives a command to a webhook: `change`, `pause`, `resume`, `renew-secret`, `remove`, `test` or `redrive`. `change` and
/// `renew-secret` only in a session. The body may be left out where the command needs nothing.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/{command}", tag = "webhooks", operation_id = "command_webhook",
    request_body = Option<WebhookCommandBody>,
    params(("id" = String, Path, description = "The webhook"),
        ("command" = inline(WebhookAction), Path, description = "The command")),
    responses((status = 200, body = ChangedWebhook)))]
pub(super) async fn command(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    ActionPath((id, action)): ActionPath<(String, WebhookAction)>,
    IdempotencyKey(command): IdempotencyKey,
    body: Bytes,
) -> Result<Json<ChangedWebhook>, Failure> {
    let invalid = |at: &str, what: String| Failure::Invalid { at: at.to_owned(), what };
    let id: WebhookId = id.parse()?;
    let body: WebhookCommandBody = if body.is_empty() {
        WebhookCommandBody::default()
    } else {
        serde_json::from_slice(&body).map_err(|error| invalid("body", error.to_string()))?
    };
    let wanted = match action {
        WebhookAction::Change => {
            let given = body.webhook.ok_or_else(|| invalid("webhook", "this command needs it".to_owned()))?;
            Some(given.wanted(&app)?)
        }
        WebhookAction::Pause
        | WebhookAction::Resume
        | WebhookAction::RenewSecret
        | WebhookAction::Remove
        | WebhookAction::Test
        | WebhookAction::Redrive => None,
    };
    let message = body.message.as_deref().map(|message| read::<EventId>("message", message)).transpose()?;
    let message = message.map(|message| MessageId(message.0));
    let change = operations::act(&app, &reader, command, id, action, wanted, message).await?;
    Ok(Json(ChangedWebhook::of(change)?))
}
