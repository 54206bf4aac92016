//! The pages of erasures: what was asked for and what became of it, and the texts of one thing, each with a button.

use std::collections::BTreeMap;

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use events::authority::{View, may_ask, permit_view};
use events::erasure::{AskedErasure, Erasure, ErasureCommand, ErasureSubject};
use events::ids::{ErasureId, EventId, PersonId, Position, StreamId};
use events::text::Text;
use minijinja::context;
use readmodels::erasures::{ErasureStage, KnownErasure};
use serde::Serialize;

use super::ERASURES;
use super::operations::{self, ErasureAction};
use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::http::actions::ActionPath;
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries, FormState, refused};
use crate::http::page_request::PageRequest;
use crate::wording::names::Names;

/// An erasure as the page shows it.
#[derive(Debug, Serialize)]
struct ErasureRow {
    id: String,
    /// Of a person the id: the name may be gone.
    person: Option<String>,
    name: Option<String>,
    /// Of texts where in the log the event is.
    position: Option<u64>,
    reason: String,
    asked_by: Option<String>,
    asked_at: DateTime<Utc>,
    confirmed_by: Option<String>,
    stage: &'static str,
    since: DateTime<Utc>,
    may_confirm: bool,
    may_withdraw: bool,
}

struct Shown<'a> {
    page_request: &'a PageRequest,
    names: Names,
    people: BTreeMap<PersonId, Text>,
}

impl Shown<'_> {
    fn named(&self, person: &PersonId) -> String {
        let known = self.people.get(person).map(Text::as_str).or_else(|| self.names.person(person));
        known.map_or_else(|| person.to_string(), str::to_owned)
    }

    fn row(&self, id: &ErasureId, known: &KnownErasure) -> Result<ErasureRow, Failure> {
        let principal = self.page_request.principal()?;
        let asked = AskedErasure { subject: known.subject.clone(), asked_by: known.asked_by.clone() };
        let state = Erasure::Asked(asked);
        let waits = known.stage == ErasureStage::Asked;
        let may = |command: &ErasureCommand| waits && may_ask(principal, id, &state, command);
        let (person, position) = match &known.subject {
            ErasureSubject::Person { person } => (Some(person), None),
            ErasureSubject::Texts { position, .. } => (None, Some(position.0)),
        };
        Ok(ErasureRow {
            id: id.to_string(),
            person: person.map(ToString::to_string),
            name: person.and_then(|person| self.people.get(person)).map(ToString::to_string),
            position,
            reason: known.reason.to_string(),
            asked_by: known.asked_by.as_ref().map(|person| self.named(person)),
            asked_at: known.asked_at,
            confirmed_by: known.confirmed_by.as_ref().map(|person| self.named(person)),
            stage: known.stage.code(),
            since: known.since,
            may_confirm: may(&ErasureCommand::Confirm),
            may_withdraw: may(&ErasureCommand::Withdraw),
        })
    }
}

async fn show(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let erasures = queries.erasures(principal).await?;
    // An auditor sees what was erased, and no list of people.
    let sees_people = permit_view(principal, &View::Directory).is_ok();
    let names = if sees_people {
        queries.names(principal, page_request.language).await?
    } else {
        queries.names_in_trail(principal, page_request.language).await?
    };
    let people = if sees_people { queries.people_ever_named(principal).await? } else { BTreeMap::new() };
    let mut options: Vec<_> =
        people.iter().map(|(person, name)| (person.to_string(), format!("{name} ({person})"))).collect();
    options.sort_by_key(|(_, name)| name.to_lowercase());
    let shown = Shown { page_request, names, people };
    let mut rows = erasures.all().map(|(id, known)| shown.row(id, known)).collect::<Result<Vec<_>, _>>()?;
    rows.sort_by_key(|row| std::cmp::Reverse(row.since));
    let (waiting, ended): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.stage == ErasureStage::Asked.code());
    let once = draw_secret();
    let was_let_in = principal.was_let_in_by().is_some();
    app.render(
        page_request,
        status,
        "erasures.html",
        context! { was_let_in, waiting, ended, people => options, sees_people, form, once },
    )
}

/// Every erasure, and the form that asks for a person to be forgotten.
pub(super) async fn list(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    show(&app, &page_request, StatusCode::OK, None).await
}

/// An event with texts as the page shows it.
#[derive(Debug, Serialize)]
struct EventRow {
    position: u64,
    event: String,
    /// The key of what people call it.
    label: String,
    at: DateTime<Utc>,
    texts: Vec<String>,
}

async fn show_texts(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    of: &str,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let stream: StreamId = of.to_owned().try_into().map_err(|_| Failure::NotFound)?;
    let found = app.queries().events_with_texts(page_request.principal()?, &stream).await?;
    let rows = found.into_iter().map(|recorded| {
        let event_type = recorded.event.encode()?.event_type;
        Ok(EventRow {
            position: recorded.position.0,
            event: recorded.id.to_string(),
            label: format!("event-{}", event_type.replace('.', "-")),
            at: recorded.metadata.occurred_at,
            texts: recorded.event.texts().into_iter().map(String::from).collect(),
        })
    });
    let rows = rows.collect::<Result<Vec<_>, events::event::EncodeError>>();
    let rows = rows.map_err(|error| Failure::Away(error.to_string()))?;
    let once = draw_secret();
    app.render(page_request, status, "erasure_texts.html", context! { rows, of, form, once })
}

/// The texts of one thing, so that one of its events can be chosen.
pub(super) async fn texts(
    State(app): State<App>,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let entries = FormEntries::of_query(query.as_deref())?;
    show_texts(&app, &page_request, StatusCode::OK, entries.get("of"), None).await
}

/// What a form asks for.
fn subject(check: &mut FormCheck<'_>) -> Option<ErasureSubject> {
    if check.entries().get("event").is_empty() {
        let person = check.parsed("person", "page-wrong-choice")?;
        return Some(ErasureSubject::Person { person });
    }
    let position: Option<u64> = check.parsed("position", "page-wrong-choice");
    let event: Option<EventId> = check.parsed("event", "page-wrong-choice");
    Some(ErasureSubject::Texts { position: Position(position?), event: event? })
}

/// Asks for a person to be forgotten, or for the texts of an event to be taken out.
pub(super) async fn ask(
    State(app): State<App>,
    page_request: PageRequest,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let page_request = page_request.at(ERASURES);
    let reader = page_request.reader()?;
    let mut check = FormCheck::of(&entries);
    let (subject, reason) = (subject(&mut check), check.text("reason"));
    let of = entries.get("of").to_owned();
    // Each entry has a form of its own: what is wrong with one stands there and nowhere else.
    let name = match entries.get("position").parse::<u64>() {
        _ if of.is_empty() => "ask".to_owned(),
        Ok(position) => format!("take-out-{position}"),
        Err(_) => "take-out".to_owned(),
    };
    let form = match (subject, reason) {
        (Some(subject), Some(reason)) if check.is_good() => {
            let id = form_command_id(entries.get("once"), &format!("erasure/{name}"));
            match operations::ask(&app, reader, id, subject, reason).await {
                Ok(_) => return Ok(Redirect::to(ERASURES).into_response()),
                Err(failure) => refused(failure, check, &name)?,
            }
        }
        _ => check.into_state(&name),
    };
    if of.is_empty() {
        return show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await;
    }
    let at = page_request.at(&format!("/erasures/texts?of={of}"));
    show_texts(&app, &at, StatusCode::UNPROCESSABLE_ENTITY, &of, Some(form)).await
}

/// Confirms an erasure or withdraws it.
pub(super) async fn act(
    State(app): State<App>,
    page_request: PageRequest,
    ActionPath((erasure, action)): ActionPath<(String, ErasureAction)>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let id: ErasureId = erasure.parse()?;
    let page_request = page_request.at(ERASURES);
    let reader = page_request.reader()?;
    let check = FormCheck::of(&entries);
    let command = form_command_id(entries.get("once"), &format!("erasure/{id}/{}", action.name()));
    match operations::act(&app, reader, command, id, action).await {
        Ok(_) => Ok(Redirect::to(ERASURES).into_response()),
        Err(failure) => {
            let form = Some(refused(failure, check, action.name())?);
            show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
    }
}
