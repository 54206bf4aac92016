//! The pages of one's own webhooks: made, with the secret shown once; what each sends and where; and what became of messages.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use events::ids::{MessageId, WebhookId};
use events::webhook::{NotAWebhookAddress, OutgoingKind, WebhookStanding};
use minijinja::context;
use readmodels::webhooks::KnownWebhook;
use serde::Serialize;

use super::OWN_WEBHOOKS;
use super::operations::{self, WantedWebhook, WebhookAction};
use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::http::actions::ActionPath;
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries, FormState, refused};
use crate::http::page_request::PageRequest;
use crate::ports::webhook_deliveries::{WebhookDelivery, WebhookDeliveryState};

/// A webhook as a page shows it.
#[derive(Debug, Serialize)]
struct WebhookRow {
    id: String,
    maker: String,
    institution: String,
    name: String,
    address: String,
    kinds: Vec<&'static str>,
    standing: &'static str,
    /// Why it was disabled.
    cause: Option<&'static str>,
}

impl WebhookRow {
    fn of(id: &WebhookId, known: &KnownWebhook) -> Self {
        let webhook = &known.webhook;
        let cause = match webhook.standing {
            WebhookStanding::Disabled(cause) => Some(cause.code()),
            WebhookStanding::Active | WebhookStanding::Paused | WebhookStanding::Removed => None,
        };
        Self {
            id: id.to_string(),
            maker: webhook.maker.to_string(),
            institution: webhook.institution.to_string(),
            name: webhook.name.to_string(),
            address: webhook.address.to_string(),
            kinds: webhook.kinds.iter().map(|kind| kind.code()).collect(),
            standing: webhook.standing.code(),
            cause,
        }
    }
}

/// A kind of events as the form offers it.
#[derive(Debug, Serialize)]
struct KindRow {
    code: &'static str,
    /// The key of what people call it.
    label: String,
}

/// The key of what people call an event of this type.
fn label_of(kind: &str) -> String {
    format!("event-{}", kind.replace('.', "-"))
}

/// The kinds in groups, one for each sort of thing, in the order in which they are offered.
fn kinds() -> Vec<(&'static str, Vec<KindRow>)> {
    let mut groups: Vec<(&'static str, Vec<KindRow>)> = vec![];
    for kind in OutgoingKind::ALL {
        let code = kind.code();
        let of = code.split_once('.').map_or(code, |(of, _)| of);
        let row = KindRow { code, label: label_of(code) };
        match groups.last_mut().filter(|(group, _)| *group == of) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((of, vec![row])),
        }
    }
    groups
}

/// A message as a page shows it.
#[derive(Debug, Serialize)]
struct DeliveryRow {
    message: String,
    /// The same as `webhook-id` has it.
    header: String,
    kind: String,
    /// The key of what people call the event.
    label: String,
    occurred_at: DateTime<Utc>,
    state: &'static str,
    next_try: Option<DateTime<Utc>>,
    tries: u32,
    status: Option<u16>,
    reason: Option<&'static str>,
    changed_at: DateTime<Utc>,
}

impl DeliveryRow {
    fn of(delivery: WebhookDelivery) -> Self {
        let next_try = match delivery.state {
            WebhookDeliveryState::Waiting { next_try } => Some(next_try),
            WebhookDeliveryState::Delivered | WebhookDeliveryState::Dead => None,
        };
        Self {
            message: delivery.message.to_string(),
            header: format!("msg_{}", delivery.message),
            label: label_of(&delivery.kind),
            kind: delivery.kind,
            occurred_at: delivery.occurred_at,
            state: delivery.state.code(),
            next_try,
            tries: delivery.tries,
            status: delivery.status,
            reason: delivery.reason,
            changed_at: delivery.changed_at,
        }
    }
}

async fn show_list(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let reader = page_request.reader()?;
    let own = operations::own(app, reader).await?;
    let rows: Vec<_> = own.iter().map(|(id, known)| WebhookRow::of(id, known)).collect();
    let others = app.queries().webhooks_of_others(&reader.principal).await?;
    let others: Vec<_> = others.iter().map(|(id, known)| WebhookRow::of(id, known)).collect();
    let (once, is_set_up) = (draw_secret(), operations::is_set_up(app));
    let shown = context! { webhooks => rows, others, form, once, is_set_up, kinds => kinds() };
    app.render(page_request, status, "webhooks.html", shown)
}

async fn show_one(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    id: &WebhookId,
    secret: Option<String>,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let reader = page_request.reader()?;
    let known = app.queries().webhook(&reader.principal, id).await?;
    let is_own = known.webhook.maker == reader.person.person;
    let found = operations::deliveries(app, id, operations::SHOWN).await;
    // A sender that is away takes nothing from the rest of the page.
    let is_away = matches!(found, Err(Failure::Away(_)));
    let found = match found {
        Err(Failure::Away(_)) => vec![],
        found => found?,
    };
    let deliveries: Vec<_> = found.into_iter().map(DeliveryRow::of).collect();
    let dead = deliveries.iter().filter(|row| row.state == WebhookDeliveryState::Dead.code()).count();
    let (webhook, once) = (WebhookRow::of(id, &known), draw_secret());
    let shown = context! { webhook, is_own, deliveries, dead, is_away, secret, form, once, kinds => kinds() };
    app.render(page_request, status, "webhook.html", shown)
}

/// One's own webhooks, and for whoever looks after people those of others.
pub(super) async fn list(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    show_list(&app, &page_request, StatusCode::OK, None).await
}

/// One webhook and what became of its messages.
pub(super) async fn one(
    State(app): State<App>,
    page_request: PageRequest,
    Path(webhook): Path<String>,
) -> Result<Response, Failure> {
    show_one(&app, &page_request, StatusCode::OK, &webhook.parse()?, None, None).await
}

/// The text that says what is wrong with an address.
fn key_of(fault: NotAWebhookAddress) -> String {
    format!("page-webhook-address-{}", fault.code().trim_start_matches("webhook-address-"))
}

/// What a form says of a webhook.
fn wanted(app: &App, check: &mut FormCheck<'_>) -> Option<WantedWebhook> {
    let name = check.text("name");
    let address = match check.entries().get("address").parse() {
        Ok(address) if operations::may_be_used(app, &address) => Some(address),
        Ok(_) => {
            check.wrong("address", &key_of(NotAWebhookAddress::NotHttps));
            None
        }
        Err(error) => {
            check.wrong("address", &key_of(error));
            None
        }
    };
    let named: Vec<_> = check.entries().all("kinds").map(OutgoingKind::from_code).collect();
    if named.is_empty() {
        check.wrong("kinds", "refusal-webhook-nothing-wanted");
    }
    let kinds = named.into_iter().collect::<Option<_>>();
    if kinds.is_none() {
        check.wrong("kinds", "page-wrong-choice");
    }
    let wanted = WantedWebhook { name: name?, address: address?, kinds: kinds? };
    check.is_good().then_some(wanted)
}

/// Makes a webhook and shows its secret, once.
pub(super) async fn make(
    State(app): State<App>,
    page_request: PageRequest,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let page_request = page_request.at(OWN_WEBHOOKS);
    let reader = page_request.reader()?;
    let mut check = FormCheck::of(&entries);
    let Some(wanted) = wanted(&app, &mut check) else {
        let form = Some(check.into_state("make"));
        return show_list(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    };
    let command = form_command_id(entries.get("once"), "make-webhook");
    match operations::make(&app, reader, command, wanted).await {
        // Sent twice, it is made once, and its secret was shown the first time.
        Ok(change) if change.accepted.repeated => Ok(Redirect::to(OWN_WEBHOOKS).into_response()),
        Ok(change) => {
            let at = page_request.at(&format!("{OWN_WEBHOOKS}/{}", change.id));
            show_one(&app, &at, StatusCode::CREATED, &change.id, change.secret, None).await
        }
        Err(failure) => {
            let form = Some(refused(failure, check, "make")?);
            show_list(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
    }
}

/// Does something with a webhook.
pub(super) async fn act(
    State(app): State<App>,
    page_request: PageRequest,
    ActionPath((webhook, action)): ActionPath<(String, WebhookAction)>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let (id, reader): (WebhookId, _) = (webhook.parse()?, page_request.reader()?);
    let at = page_request.at(&format!("{OWN_WEBHOOKS}/{id}"));
    let name = action.name();
    let mut check = FormCheck::of(&entries);
    let (mut changed, mut message) = (None, None);
    match action {
        WebhookAction::Change => {
            changed = wanted(&app, &mut check);
            if changed.is_none() {
                let form = Some(check.into_state(name));
                return show_one(&app, &at, StatusCode::UNPROCESSABLE_ENTITY, &id, None, form).await;
            }
        }
        WebhookAction::Redrive if !entries.get("message").is_empty() => {
            let given = entries.get("message").parse::<events::ids::EventId>();
            message = Some(MessageId(given.map_err(|_| Failure::Malformed("message"))?.0));
        }
        WebhookAction::Redrive
        | WebhookAction::Pause
        | WebhookAction::Resume
        | WebhookAction::RenewSecret
        | WebhookAction::Remove
        | WebhookAction::Test => {}
    }
    let command = form_command_id(entries.get("once"), &format!("webhook/{id}/{name}"));
    match operations::act(&app, reader, command, id.clone(), action, changed, message).await {
        Ok(change) => match change.secret {
            Some(secret) => show_one(&app, &at, StatusCode::OK, &id, Some(secret), None).await,
            None if matches!(action, WebhookAction::Remove) => Ok(Redirect::to(OWN_WEBHOOKS).into_response()),
            None => Ok(Redirect::to(&format!("{OWN_WEBHOOKS}/{id}")).into_response()),
        },
        Err(failure) => {
            let form = Some(refused(failure, check, name)?);
            show_one(&app, &at, StatusCode::UNPROCESSABLE_ENTITY, &id, None, form).await
        }
    }
}
