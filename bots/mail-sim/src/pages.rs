//! How messages are read and answered: an address's inbox in a browser.
//!
//! | | |
//! |---|---|
//! | `GET /mail/{address}` | the inbox, the newest first |
//! | `GET /mail/{address}/{number}` | a message, and a form to answer it |
//! | `GET /mail/{address}/{number}/html` | its HTML, to be shown in a frame that can run nothing |
//! | `GET /mail/{address}/{number}/source` | its bytes |
//! | `POST /mail/{address}/{number}/reply` | answers it: `words` |

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mail_parser::{MessageParser, MimeHeaders};
use minijinja::{Environment, context};
use serde::{Deserialize, Serialize};

use crate::inboxes::{Inboxes, StoredMail};
use crate::reply::reply_to;

const POLICY: &str =
    "default-src 'none'; style-src 'self' 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'";
/// The message may have its own look, and nothing else: nothing is loaded, nothing runs, links open outside the frame.
const POLICY_OF_A_MESSAGE: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox; base-uri 'none'";

/// The answer was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the answer was not taken: {0}")]
pub struct AnswerNotTaken(pub String);

/// Takes answers to wherever they go.
#[async_trait]
pub trait AnswerBearer: Send + Sync {
    /// Takes an answer, a whole message. It returns when what follows from it is done.
    async fn bear(&self, bytes: &[u8]) -> Result<(), AnswerNotTaken>;
}

struct Shared {
    inboxes: Inboxes,
    bearer: Arc<dyn AnswerBearer>,
    templates: Environment<'static>,
}

/// The pages of these inboxes, whose answers this bearer takes.
pub fn router(inboxes: Inboxes, bearer: Arc<dyn AnswerBearer>) -> Result<Router, minijinja::Error> {
    let mut templates = Environment::new();
    templates.add_template("mail.html", include_str!("pages/mail.html"))?;
    let shared = Arc::new(Shared { inboxes, bearer, templates });
    Ok(Router::new()
        .route("/mail/{address}", get(inbox))
        .route("/mail/{address}/{number}", get(message))
        .route("/mail/{address}/{number}/html", get(html))
        .route("/mail/{address}/{number}/source", get(source))
        .route("/mail/{address}/{number}/reply", post(reply))
        .with_state(shared))
}

#[derive(Serialize)]
struct InboxRow {
    number: u64,
    subject: String,
}

#[derive(Serialize)]
struct OpenedMail {
    number: u64,
    subject: String,
    from: String,
    attachments: Vec<String>,
}

fn opened(mail: &StoredMail) -> OpenedMail {
    let parsed = MessageParser::default().parse(mail.bytes.as_ref());
    let from = parsed.as_ref().and_then(|message| message.from()?.first()?.name().map(str::to_owned));
    let attached = parsed.iter().flat_map(mail_parser::Message::attachments);
    let attachments = attached.filter_map(|part| part.attachment_name().map(str::to_owned)).collect();
    OpenedMail { number: mail.number, subject: mail.subject(), from: from.unwrap_or_default(), attachments }
}

fn page(shared: &Shared, address: &str, opened: Option<&OpenedMail>, said: Option<&str>) -> Response {
    let lines: Vec<InboxRow> = shared
        .inboxes
        .of(address)
        .iter()
        .map(|mail| InboxRow { number: mail.number, subject: mail.subject() })
        .collect();
    let rendered = shared
        .templates
        .get_template("mail.html")
        .and_then(|template| template.render(context! { address, lines, opened, said }));
    match rendered {
        Ok(body) => (
            [
                (header::CONTENT_TYPE, "text/html; charset=utf-8"),
                (header::CONTENT_SECURITY_POLICY, POLICY),
                (header::CACHE_CONTROL, "no-store"),
            ],
            body,
        )
            .into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

async fn inbox(State(shared): State<Arc<Shared>>, Path(address): Path<String>) -> Response {
    page(&shared, &address, None, None)
}

async fn message(State(shared): State<Arc<Shared>>, Path((address, number)): Path<(String, u64)>) -> Response {
    match shared.inboxes.get(&address, number) {
        Some(mail) => page(&shared, &address, Some(&opened(&mail)), None),
        None => not_found(),
    }
}

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, "no such message").into_response()
}

async fn html(State(shared): State<Arc<Shared>>, Path((address, number)): Path<(String, u64)>) -> Response {
    let Some(mail) = shared.inboxes.get(&address, number) else { return not_found() };
    let body = MessageParser::default()
        .parse(mail.bytes.as_ref())
        .and_then(|message| message.body_html(0).map(std::borrow::Cow::into_owned))
        .unwrap_or_default();
    let headers =
        [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, POLICY_OF_A_MESSAGE)];
    // Links leave the frame: nothing else of a message may.
    (headers, format!("<base target=\"_blank\">{body}")).into_response()
}

async fn source(State(shared): State<Arc<Shared>>, Path((address, number)): Path<(String, u64)>) -> Response {
    let Some(mail) = shared.inboxes.get(&address, number) else { return not_found() };
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], mail.bytes.to_vec()).into_response()
}

#[derive(Deserialize)]
struct ReplyForm {
    words: String,
}

async fn reply(
    State(shared): State<Arc<Shared>>,
    Path((address, number)): Path<(String, u64)>,
    Form(ReplyForm { words }): Form<ReplyForm>,
) -> Response {
    let Some(mail) = shared.inboxes.get(&address, number) else { return not_found() };
    let borne = match reply_to(&mail, &words) {
        Ok(bytes) => shared.bearer.bear(&bytes).await.map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    match borne {
        Ok(()) => Redirect::to(&format!("/mail/{address}")).into_response(),
        Err(error) => page(&shared, &address, Some(&opened(&mail)), Some(&error)),
    }
}
