//! The API of erasures: what was asked for and what became of it, asking, confirming and withdrawing.

use axum::extract::{RawQuery, State};
use chrono::{DateTime, Utc};
use events::RecordedEvent;
use events::erasure::ErasureSubject;
use events::ids::{ErasureId, EventId, PersonId, Position, StreamId};
use events::text::Text;
use readmodels::erasures::KnownErasure;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::operations::{self, ErasureAction};
use crate::app::App;
use crate::failure::Failure;
use crate::http::actions::ActionPath;
use crate::http::command_api::{Caller, Changed, invalid};
use crate::http::form::FormEntries;
use crate::http::json_api::{Change, JsonBody, read};
use crate::http::pagination::{List, Page, PageQuery, Paging};
use crate::http::signed_in::SignedIn;

/// An erasure as it stands.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Erasure)]
pub(crate) struct ErasureItem {
    id: String,
    /// The person who is to be forgotten, where it is one.
    person: Option<String>,
    /// The place in the log of the event whose texts are to be taken out, where it is texts.
    position: Option<u64>,
    /// Why, in the words of whoever asked.
    reason: String,
    /// Who asked; null: the operator of the hub.
    asked_by: Option<String>,
    asked_at: DateTime<Utc>,
    confirmed_by: Option<String>,
    /// `asked`, `withdrawn`, `confirmed` or `done`.
    stage: String,
    /// When it came to that, UTC.
    since: DateTime<Utc>,
}

impl ErasureItem {
    fn of(id: &ErasureId, known: &KnownErasure) -> Self {
        let (person, position) = match &known.subject {
            ErasureSubject::Person { person } => (Some(person.to_string()), None),
            ErasureSubject::Texts { position, .. } => (None, Some(position.0)),
        };
        Self {
            id: id.to_string(),
            person,
            position,
            reason: known.reason.to_string(),
            asked_by: known.asked_by.as_ref().map(ToString::to_string),
            asked_at: known.asked_at,
            confirmed_by: known.confirmed_by.as_ref().map(ToString::to_string),
            stage: known.stage.code().to_owned(),
            since: known.since,
        }
    }
}

/// What is to be erased: a `person`, or the texts of the `event` at a `position`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ErasureRequest {
    /// The person who is to be forgotten.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    person: Option<PersonId>,
    /// The event's place in the log.
    #[serde(default)]
    position: Option<u64>,
    /// The event's id.
    #[serde(default)]
    event: Option<String>,
    /// Why, without saying what it is.
    #[schema(value_type = String)]
    reason: Text,
}

impl ErasureRequest {
    fn subject(&self) -> Result<ErasureSubject, Failure> {
        match (&self.person, self.position, &self.event) {
            (Some(person), None, None) => Ok(ErasureSubject::Person { person: person.clone() }),
            (None, Some(position), Some(event)) => {
                let event: EventId = read("event", event)?;
                Ok(ErasureSubject::Texts { position: Position(position), event })
            }
            _ => Err(invalid("person", "give either a person, or a position and the id of the event there")),
        }
    }
}

/// Every erasure, by id.
#[utoipa::path(get, path = "/api/v1/erasures", tag = "erasures", operation_id = "list_erasures", params(PageQuery),
    responses((status = 200, body = List<ErasureItem>, description = "A page of erasures.")))]
pub(super) async fn list(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    paging: Paging,
) -> Result<Page<ErasureItem>, Failure> {
    let erasures = app.queries().erasures(&reader.principal).await?;
    let all: Vec<_> = erasures.all().map(|(id, known)| (id.clone(), known.clone())).collect();
    paging.page(all, |(id, _)| id.clone(), |(id, known)| ErasureItem::of(id, known))
}

/// Of which thing the texts are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes the query for the document; it is read with the page's own fields")]
pub(crate) struct TextsQuery {
    /// The thing, as its kind and its id: `case/2016-001`.
    of: String,
}

/// An event that carries texts.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct EventWithTexts {
    /// The event's place in the log.
    position: u64,
    /// The event's id, by which its texts are asked to be taken out.
    event: String,
    /// What happened: `case.update-reported`.
    kind: String,
    /// When it happened, UTC.
    at: DateTime<Utc>,
    texts: Vec<String>,
}

/// The events of one thing that carry texts, in the order of the log, so that one of them can be chosen to have its texts taken out. For
/// whoever sees everything; of a case it is a look at the case.
#[utoipa::path(get, path = "/api/v1/erasures/texts", tag = "erasures", operation_id = "list_texts", params(TextsQuery, PageQuery),
    responses((status = 200, body = List<EventWithTexts>, description = "A page of events.")))]
pub(super) async fn texts(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    RawQuery(query): RawQuery,
    paging: Paging,
) -> Result<Page<EventWithTexts>, Failure> {
    let stream: StreamId = read("of", FormEntries::of_query(query.as_deref())?.get("of"))?;
    let found = app.queries().events_with_texts(&reader.principal, &stream).await?;
    let event = |recorded: RecordedEvent| {
        let encoded = recorded.event.encode().map_err(|error| Failure::Away(error.to_string()))?;
        Ok(EventWithTexts {
            position: recorded.position.0,
            event: recorded.id.to_string(),
            kind: encoded.event_type,
            at: recorded.metadata.occurred_at,
            texts: recorded.event.texts().into_iter().map(String::from).collect(),
        })
    };
    let events = found.into_iter().map(event).collect::<Result<Vec<_>, Failure>>()?;
    paging.page(events, |event| event.position, EventWithTexts::clone)
}

/// Asks for a person to be forgotten, or for the texts of an event to be taken out; somebody else confirms. For a person in a
/// session only.
#[utoipa::path(post, path = "/api/v1/erasures", tag = "erasures", security(("session" = [])), operation_id = "ask_for_erasure",
    request_body = ErasureRequest, responses((status = 200, body = Change)))]
pub(super) async fn ask(caller: Caller, JsonBody(wish): JsonBody<ErasureRequest>) -> Changed {
    let reader = caller.confirmed().await?;
    let subject = wish.subject()?;
    let (erasure, accepted) = operations::ask(&caller.app, reader, caller.id, subject, wish.reason).await?;
    Ok(axum::Json(Change::of(erasure.as_str(), &accepted)?))
}

/// Confirms an erasure that somebody else asked for, or withdraws it. For a person in a session only.
#[utoipa::path(post, path = "/api/v1/erasures/{id}/{command}", tag = "erasures", security(("session" = [])),
    operation_id = "command_erasure",
    params(("id" = String, Path, description = "The erasure"),
        ("command" = inline(ErasureAction), Path, description = "The command")),
    responses((status = 200, body = Change)))]
pub(super) async fn command(caller: Caller, ActionPath((id, action)): ActionPath<(String, ErasureAction)>) -> Changed {
    let reader = caller.confirmed().await?;
    let erasure: ErasureId = id.parse()?;
    let accepted = operations::act(&caller.app, reader, caller.id, erasure.clone(), action).await?;
    Ok(axum::Json(Change::of(erasure.as_str(), &accepted)?))
}
