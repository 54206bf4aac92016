//! What a request says beside its own content: what of the log the page that a form stands on had shown, for whom that page was made, and
//! which draft it was.
//!
//! A form sends along, in [`SEEN`], the position of the log as of which its page was made; a program says the same in a header. It goes
//! along with the request's work ([`made_from`]) to the command, where it is checked. In [`WRITTEN_BY`] it says whose page that was, which
//! the doors compare with who sends it ([`is_written_by_another`]). A form that was accepted is no draft any more.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use drafts::DraftsError;
use events::ids::{PersonId, Position};
use tokio::time::Instant;

use crate::app::App;
use crate::app::kept_drafts::form_address;
use crate::app::reader::Reader;
use crate::failure::Failure;
use crate::http::draft_windows::place_of;
use crate::http::form::{FormEntries, SEEN, WRITTEN_BY};
use crate::http::limits::LARGEST_BODY;
use crate::http::signed_in::SignedIn;

/// The kind of body that a page's form is.
const FORM: &str = "application/x-www-form-urlencoded";

/// In which header a program says as of which position it saw what it changes.
const MADE_FROM: &str = "focalpoint-made-from";

/// The field of a form that says which draft it is.
pub(crate) const DRAFT: &str = "draft";

/// Where drafts are kept and thrown away; what is sent there is sent nowhere else.
pub(crate) const DRAFTS_PATH: &str = "/drafts";

/// Where a draft is thrown away.
pub(crate) const DISCARD_PATH: &str = "/drafts/discard";

tokio::task_local! {
    static WORK: Work;
}

/// What is known of a request while it is worked on.
#[derive(Debug, Clone)]
struct Work {
    /// The position as of which a page that is made now is, or an earlier one.
    shown: Position,
    made_from: Option<Position>,
    /// Whom the page of the form was made for, where it says so.
    written_by: Option<String>,
}

/// As of which position whoever sent the request saw what it changes; `None`: they do not say.
pub(crate) fn made_from() -> Option<Position> {
    WORK.try_with(|work| work.made_from).unwrap_or_default()
}

/// Whether a form stood on a page that was made for somebody else than whoever sends it. A form that does not say is a program's.
pub(crate) fn is_written_by_another(person: &PersonId) -> bool {
    let is_another = |work: &Work| work.written_by.as_ref().is_some_and(|written_by| written_by != person.as_str());
    WORK.try_with(is_another).unwrap_or_default()
}

/// The position as of which a page that is made now is. It was asked for before the page was begun: the page may show more than it
/// says, never less.
pub(crate) fn shown_as_of(app: &App) -> Position {
    WORK.try_with(|work| work.shown).unwrap_or_else(|_| app.queries().position())
}

/// A page's form as it came, beside the request of which it is the body.
#[derive(Debug, Clone, Default)]
struct FormAside(Bytes);

/// A page's form, kept aside while it is handled, and the request with it. The time that reading it takes is the request's.
pub(crate) async fn form_kept(request: Request, until: Instant) -> Result<(Request, Bytes), Response> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if request.method() != Method::POST || !kind.starts_with(FORM) {
        return Ok((request, Bytes::new()));
    }
    let (parts, body) = request.into_parts();
    let read = axum::body::to_bytes(body, LARGEST_BODY);
    let Ok(read) = tokio::time::timeout_at(until, read).await else {
        return Err(StatusCode::REQUEST_TIMEOUT.into_response());
    };
    let Ok(bytes) = read else {
        return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    };
    let mut request = Request::from_parts(parts, Body::from(bytes.clone()));
    request.extensions_mut().insert(FormAside(bytes.clone()));
    Ok((request, bytes))
}

/// The fields of a form that was kept aside.
pub(crate) async fn read_again(form: Bytes) -> FormEntries {
    let request = Request::post("/").header(header::CONTENT_TYPE, FORM).body(Body::from(form));
    match request {
        Ok(request) => FormEntries::from_request(request, &()).await.unwrap_or_default(),
        Err(_) => FormEntries::default(),
    }
}

/// Throws the draft of a form that was sent away; what was typed in another window since is none of it.
async fn discard_sent(app: &App, reader: &Reader, draft: &str, form: &FormEntries) -> Result<(), DraftsError> {
    let drafts = app.drafts_of(reader.draft_owner()).await;
    app.discard_draft(&reader.person.person, &place_of(&drafts, draft, form)?).await
}

/// Has a request worked on with what it says of itself, and throws the draft away of a form that was accepted.
pub(crate) async fn with_what_it_says(State(app): State<App>, request: Request, next: Next) -> Response {
    let shown = app.queries().position();
    let path = request.uri().path().to_owned();
    let named = request.headers().get(MADE_FROM).map(|value| value.to_str().unwrap_or("-").to_owned());
    let FormAside(form) = request.extensions().get().cloned().unwrap_or_default();
    let entries = read_again(form).await;
    let (said, at) = if path.starts_with("/api/") {
        (named.unwrap_or_default(), MADE_FROM)
    } else {
        (entries.get(SEEN).to_owned(), SEEN)
    };
    let made_from = match (said.as_str(), said.parse()) {
        ("", _) => None,
        (_, Ok(position)) => Some(Position(position)),
        (_, Err(_)) => {
            let what = "give the position that an answer named in Focalpoint-Position".to_owned();
            return Failure::Invalid { at: at.to_owned(), what }.into_response();
        }
    };
    let written_by = Some(entries.get(WRITTEN_BY)).filter(|person| !person.is_empty()).map(str::to_owned);
    let response = WORK.scope(Work { shown, made_from, written_by }, next.run(request)).await;
    let draft = Some(entries.get(DRAFT)).filter(|draft| form_address(draft).is_some());
    let is_sent = response.status() == StatusCode::SEE_OTHER && !path.starts_with(DRAFTS_PATH);
    if let (true, Some(draft), Some(SignedIn(reader))) = (is_sent, draft, response.extensions().get::<SignedIn>())
        && let Err(error) = discard_sent(&app, reader, draft, &entries).await
    {
        tracing::warn!(%error, "the draft of a form that was sent is still kept");
    }
    response
}
