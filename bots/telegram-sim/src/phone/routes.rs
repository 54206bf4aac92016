//! The control API under `/sim`. The crate's documentation lists it.

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{events::events, waiting::wait_for};
use crate::{
    bot::guess_mime_type,
    clock::ClockMove,
    config::{RateLimit, RateLimits},
    contact::{Contact, ContactError},
    contact_actions::{self, Album, Attachment, ButtonSelector, PhoneError, TypedMessage},
    faults::Fault,
    message::Content,
    simulator::Simulator,
    world::{World, view},
};

pub(super) type Sim = State<Arc<Simulator>>;

pub(super) fn router() -> Router<Arc<Simulator>> {
    Router::new()
        .route("/sim/about", get(about))
        .route("/sim/clock", get(clock).post(move_clock))
        .route("/sim/events", get(events))
        .route("/sim/contacts", get(contacts).post(add_contact))
        .route("/sim/contacts/{id}", get(contact))
        .route("/sim/contacts/{id}/open", post(open))
        .route("/sim/contacts/{id}/start", post(start))
        .route("/sim/contacts/{id}/block", post(block))
        .route("/sim/contacts/{id}/unblock", post(unblock))
        .route("/sim/contacts/{id}/commands", get(commands))
        .route("/sim/contacts/{id}/messages", get(messages).post(send_text))
        .route("/sim/contacts/{id}/messages/{message}", put(edit_text))
        .route("/sim/contacts/{id}/messages/{message}/press", post(press))
        .route("/sim/contacts/{id}/documents", post(send_document))
        .route("/sim/contacts/{id}/photos", post(send_photo))
        .route("/sim/contacts/{id}/shared-contacts", post(send_shared_contact))
        .route("/sim/contacts/{id}/locations", post(send_location))
        .route("/sim/contacts/{id}/stickers", post(send_sticker))
        .route("/sim/contacts/{id}/albums", post(send_album))
        .route("/sim/contacts/{id}/service", post(send_service))
        .route("/sim/contacts/{id}/unknown", post(send_unknown))
        .route("/sim/contacts/{id}/messages/{message}/document", put(replace_with_document))
        .route("/sim/contacts/{id}/messages/{message}/touch", post(touch))
        .route("/sim/updates", post(push_update))
        .route("/sim/files/{file}", get(download))
        .route("/sim/calls", get(calls))
        .route("/sim/faults", get(faults).post(add_fault).delete(clear_faults))
        .route("/sim/rate-limits", put(set_rate_limits))
}

/// An error of the control API: `{"error": "…"}`.
pub(super) struct Refusal(StatusCode, String);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}

impl From<PhoneError> for Refusal {
    fn from(error: PhoneError) -> Self {
        let status = match &error {
            PhoneError::UnknownContact(_)
            | PhoneError::UnknownMessage(_)
            | PhoneError::UnknownTopic(_)
            | PhoneError::NoSuchButton => StatusCode::NOT_FOUND,
            PhoneError::AlreadyStarted
            | PhoneError::NotStarted
            | PhoneError::Blocked
            | PhoneError::NotOwnText
            | PhoneError::NotACallbackButton => StatusCode::CONFLICT,
            PhoneError::Empty | PhoneError::TooLong | PhoneError::Payload(_) => StatusCode::BAD_REQUEST,
            PhoneError::QueueFull => StatusCode::SERVICE_UNAVAILABLE,
        };
        Self(status, error.to_string())
    }
}

impl From<ContactError> for Refusal {
    fn from(error: ContactError) -> Self {
        Self(StatusCode::BAD_REQUEST, error.to_string())
    }
}

fn unknown(id: i64) -> Refusal {
    PhoneError::UnknownContact(id).into()
}

async fn about(State(sim): Sim) -> Json<Value> {
    let (name, username) = sim.read(|world| (world.bot_name.clone(), world.bot_username.clone()));
    Json(json!({ "bot_name": name, "bot_username": username, "secretariat_url": sim.secretariat_url() }))
}

async fn clock(State(sim): Sim) -> Json<Value> {
    Json(json!({ "now": sim.now(), "time_zone": "Europe/Belgrade", "controllable": sim.clock_controllable() }))
}

async fn move_clock(State(sim): Sim, Json(wish): Json<ClockMove>) -> Result<Json<Value>, Refusal> {
    let now = sim.move_clock(wish).await.map_err(|reason| Refusal(StatusCode::CONFLICT, reason))?;
    Ok(Json(json!({ "now": now })))
}

async fn contacts(State(sim): Sim) -> Json<Vec<Value>> {
    Json(sim.read(|world| world.contacts.keys().filter_map(|id| view::contact(world, *id)).collect()))
}

async fn add_contact(State(sim): Sim, Json(contact): Json<Contact>) -> Result<(StatusCode, Json<Value>), Refusal> {
    let id = contact.id;
    sim.add_contact(contact)?;
    let view = sim.read(|world| view::contact(world, id)).ok_or_else(|| unknown(id))?;
    Ok((StatusCode::CREATED, Json(view)))
}

async fn contact(State(sim): Sim, Path(id): Path<i64>) -> Result<Json<Value>, Refusal> {
    sim.read(|world| view::contact(world, id)).map(Json).ok_or_else(|| unknown(id))
}

async fn open(State(sim): Sim, Path(id): Path<i64>) -> Result<Json<Value>, Refusal> {
    sim.change(|world| contact_actions::mark_read(world, id))?;
    contact(State(sim), Path(id)).await
}

#[derive(Default, Deserialize)]
struct StartRequest {
    payload: Option<String>,
}

async fn start(State(sim): Sim, Path(id): Path<i64>, body: Option<Json<StartRequest>>) -> Result<Json<Value>, Refusal> {
    let wish = body.map(|Json(wish)| wish).unwrap_or_default();
    sent(&sim, id, |world| contact_actions::start(world, id, wish.payload.as_deref()))
}

/// Does what sends a message and shows the message.
fn sent(
    sim: &Simulator,
    id: i64,
    send: impl FnOnce(&mut World) -> Result<i64, PhoneError>,
) -> Result<Json<Value>, Refusal> {
    let message = sim.change(send)?;
    shown(sim, id, message)
}

fn shown(sim: &Simulator, id: i64, message: i64) -> Result<Json<Value>, Refusal> {
    let view = sim.read(|world| view::message(world, id, message));
    view.map(Json).ok_or_else(|| PhoneError::UnknownMessage(message).into())
}

async fn block(State(sim): Sim, Path(id): Path<i64>) -> Result<Json<Value>, Refusal> {
    sim.change(|world| contact_actions::block(world, id))?;
    contact(State(sim), Path(id)).await
}

async fn unblock(State(sim): Sim, Path(id): Path<i64>) -> Result<Json<Value>, Refusal> {
    sim.change(|world| contact_actions::unblock(world, id))?;
    contact(State(sim), Path(id)).await
}

async fn commands(State(sim): Sim, Path(id): Path<i64>) -> Result<Json<Value>, Refusal> {
    sim.read(|world| {
        let contact = world.contacts.get(&id).ok_or_else(|| unknown(id))?;
        Ok(Json(json!(world.commands.seen_by(id, &contact.language_code))))
    })
}

#[derive(Deserialize)]
pub(super) struct MessagesQuery {
    changed_since: Option<u64>,
    #[serde(default)]
    wait_ms: u64,
    /// How many of them, from the last one up; all, where it is not said.
    last: Option<usize>,
}

/// The messages of a chat, whether a contact's or a group's.
pub(super) async fn messages(
    State(sim): Sim,
    Path(id): Path<i64>,
    Query(query): Query<MessagesQuery>,
) -> Result<Json<Value>, Refusal> {
    if let Some(since) = query.changed_since {
        let changed =
            |_: &Simulator, world: &World| world.chats.get(&id).is_none_or(|chat| chat.change > since).then_some(());
        wait_for(&sim, query.wait_ms, changed).await;
    }
    sim.read(|world| {
        let chat = world.chats.get(&id).ok_or_else(|| unknown(id))?;
        Ok(Json(json!({ "change": chat.change, "messages": view::messages(world, id, query.last) })))
    })
}

async fn send_text(
    State(sim): Sim,
    Path(id): Path<i64>,
    Json(wish): Json<TypedMessage>,
) -> Result<Json<Value>, Refusal> {
    sent(&sim, id, |world| contact_actions::send_words(world, id, &wish))
}

async fn edit_text(
    State(sim): Sim,
    Path((id, message)): Path<(i64, i64)>,
    Json(wish): Json<TypedMessage>,
) -> Result<Json<Value>, Refusal> {
    sim.change(|world| contact_actions::edit_text(world, id, message, &wish.text))?;
    shown(&sim, id, message)
}

/// Tells the bot that a message was edited although its text is as it was.
async fn touch(State(sim): Sim, Path((id, message)): Path<(i64, i64)>) -> Result<Json<Value>, Refusal> {
    sim.change(|world| contact_actions::tell_edited(world, id, message));
    shown(&sim, id, message)
}

async fn send_album(State(sim): Sim, Path(id): Path<i64>, Json(wish): Json<Album>) -> Result<Json<Value>, Refusal> {
    let ids = sim.change(|world| contact_actions::send_own_album(world, id, &wish))?;
    Ok(Json(json!({ "ids": ids })))
}

async fn send_service(
    State(sim): Sim,
    Path(id): Path<i64>,
    Json(fields): Json<Map<String, Value>>,
) -> Result<Json<Value>, Refusal> {
    sent(&sim, id, |world| contact_actions::send_fields(world, id, Content::Service(fields)))
}

async fn send_unknown(
    State(sim): Sim,
    Path(id): Path<i64>,
    Json(fields): Json<Map<String, Value>>,
) -> Result<Json<Value>, Refusal> {
    sent(&sim, id, |world| contact_actions::send_fields(world, id, Content::Unknown(fields)))
}

#[derive(Deserialize)]
struct RawUpdate {
    kind: String,
    body: Value,
}

/// An update of any kind, as a Bot API to come may have it.
async fn push_update(State(sim): Sim, Json(RawUpdate { kind, body }): Json<RawUpdate>) -> StatusCode {
    sim.change(|world| world.push_update(&kind, body));
    StatusCode::CREATED
}

#[derive(Deserialize)]
struct Press {
    data: Option<String>,
    text: Option<String>,
    row: Option<usize>,
    column: Option<usize>,
    forged: Option<String>,
    #[serde(default)]
    wait_ms: u64,
}

async fn press(
    State(sim): Sim,
    Path((id, message)): Path<(i64, i64)>,
    Json(wish): Json<Press>,
) -> Result<Json<Value>, Refusal> {
    let which = match (wish.forged, wish.data, wish.text, wish.row) {
        (Some(data), _, _, _) => ButtonSelector::Forged(data),
        (None, Some(data), _, _) => ButtonSelector::Data(data),
        (None, None, Some(text), _) => ButtonSelector::Text(text),
        (None, None, None, Some(row)) => ButtonSelector::Place { row, column: wish.column.unwrap_or(0) },
        (None, None, None, None) => {
            return Err(Refusal(StatusCode::BAD_REQUEST, "name the button: data, text, or row and column".to_owned()));
        }
    };
    let number = sim.change(|world| contact_actions::press(world, id, message, &which))?;
    let answered = |_: &Simulator, world: &World| world.callbacks.get(number)?.answer.clone();
    let answer = wait_for(&sim, wish.wait_ms, answered).await;
    Ok(Json(json!({
        "callback_query_id": number.to_string(),
        "answered": answer.is_some(),
        "text": answer.as_ref().and_then(|answer| answer.text.clone()),
        "show_alert": answer.as_ref().is_some_and(|answer| answer.show_alert),
        "url": answer.and_then(|answer| answer.url),
    })))
}

#[derive(Deserialize)]
struct FileQuery {
    name: Option<String>,
    #[serde(default)]
    caption: String,
    forwarded_from: Option<String>,
}

async fn send_document(
    State(sim): Sim,
    Path(id): Path<i64>,
    Query(query): Query<FileQuery>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Json<Value>, Refusal> {
    let name = query.name.unwrap_or_else(|| "document".to_owned());
    let stated = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let mime_type = stated.filter(|value| !value.is_empty()).unwrap_or_else(|| guess_mime_type(&name)).to_owned();
    let document = Attachment::Document { name, mime_type, caption: query.caption, bytes };
    sent(&sim, id, |world| contact_actions::send_attachment(world, id, document, query.forwarded_from))
}

/// Puts a document in place of what a message had.
async fn replace_with_document(
    State(sim): Sim,
    Path((id, message)): Path<(i64, i64)>,
    Query(query): Query<FileQuery>,
    bytes: Bytes,
) -> Result<Json<Value>, Refusal> {
    let name = query.name.unwrap_or_else(|| "document".to_owned());
    let mime_type = guess_mime_type(&name).to_owned();
    let document = Attachment::Document { name, mime_type, caption: query.caption, bytes };
    sim.change(|world| contact_actions::replace_attachment(world, id, message, document))?;
    shown(&sim, id, message)
}

async fn send_photo(
    State(sim): Sim,
    Path(id): Path<i64>,
    Query(query): Query<FileQuery>,
    bytes: Bytes,
) -> Result<Json<Value>, Refusal> {
    let photo = Attachment::Photo { caption: query.caption, bytes };
    sent(&sim, id, |world| contact_actions::send_attachment(world, id, photo, query.forwarded_from))
}

#[derive(Deserialize)]
struct SharedContact {
    phone_number: String,
    first_name: String,
    user_id: Option<i64>,
}

async fn send_shared_contact(
    State(sim): Sim,
    Path(id): Path<i64>,
    Json(wish): Json<SharedContact>,
) -> Result<Json<Value>, Refusal> {
    let SharedContact { phone_number, first_name, user_id } = wish;
    let contact = Attachment::Contact { phone_number, first_name, user_id };
    sent(&sim, id, |world| contact_actions::send_attachment(world, id, contact, None))
}

#[derive(Deserialize)]
struct Location {
    latitude: f64,
    longitude: f64,
}

async fn send_location(
    State(sim): Sim,
    Path(id): Path<i64>,
    Json(wish): Json<Location>,
) -> Result<Json<Value>, Refusal> {
    let location = Attachment::Location { latitude: wish.latitude, longitude: wish.longitude };
    sent(&sim, id, |world| contact_actions::send_attachment(world, id, location, None))
}

#[derive(Deserialize)]
struct Sticker {
    emoji: String,
}

async fn send_sticker(State(sim): Sim, Path(id): Path<i64>, Json(wish): Json<Sticker>) -> Result<Json<Value>, Refusal> {
    let sticker = Attachment::Sticker { emoji: wish.emoji };
    sent(&sim, id, |world| contact_actions::send_attachment(world, id, sticker, None))
}

/// A file as a download: never shown as a page of ours, whatever it claims to be.
async fn download(State(sim): Sim, Path(file): Path<String>) -> Result<Response, Refusal> {
    let stored = sim
        .read(|world| world.files.get(&file).cloned())
        .ok_or_else(|| Refusal(StatusCode::NOT_FOUND, format!("there is no file {file}")))?;
    let plain: String = stored
        .facts
        .name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' })
        .collect();
    let encoded: String = stored.facts.name.bytes().map(percent_encoded).collect();
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    let mut response = stored.bytes.into_response();
    let headers = response.headers_mut();
    let octets = HeaderValue::from_static("application/octet-stream");
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(&stored.facts.mime_type).unwrap_or(octets));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'"));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

fn percent_encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[derive(Deserialize)]
struct CallsQuery {
    #[serde(default)]
    after: u64,
    method: Option<String>,
    chat_id: Option<i64>,
    #[serde(default)]
    at_least: usize,
    #[serde(default)]
    wait_ms: u64,
}

async fn calls(State(sim): Sim, Query(query): Query<CallsQuery>) -> Json<Value> {
    let read = |sim: &Simulator| sim.calls().after(query.after, query.method.as_deref(), query.chat_id);
    let enough = |sim: &Simulator, _: &World| {
        let calls = read(sim);
        (calls.len() >= query.at_least.max(1)).then_some(calls)
    };
    let found = wait_for(&sim, query.wait_ms, enough).await;
    Json(json!(found.unwrap_or_else(|| read(&sim))))
}

async fn faults(State(sim): Sim) -> Json<Value> {
    Json(json!(sim.faults().list()))
}

async fn add_fault(State(sim): Sim, Json(fault): Json<Fault>) -> (StatusCode, Json<Value>) {
    sim.add_fault(fault);
    (StatusCode::CREATED, faults(State(sim)).await)
}

async fn clear_faults(State(sim): Sim) -> StatusCode {
    sim.faults().clear();
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct Limit {
    calls: usize,
    per_ms: u64,
}

#[derive(Deserialize)]
struct Limits {
    per_chat: Option<Limit>,
    overall: Option<Limit>,
}

async fn set_rate_limits(State(sim): Sim, Json(limits): Json<Limits>) -> StatusCode {
    let read = |limit: Limit| RateLimit { calls: limit.calls, per: std::time::Duration::from_millis(limit.per_ms) };
    sim.set_rate_limits(RateLimits { per_chat: limits.per_chat.map(read), overall: limits.overall.map(read) });
    StatusCode::NO_CONTENT
}
