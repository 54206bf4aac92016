//! What can go wrong with a request, and how it is told: as a page in the page's language, or as a problem (RFC 9457).
//!
//! A handler returns a [`Failure`]; it becomes a bare response that carries the failure along, and [`explain`] dresses
//! it, because only there the language and the kind of client are known. Errors of the framework itself (no such route,
//! a body too large) are dressed the same way.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use coordination::CommandError;
use events::Rejection;
use events::authority::NotPermitted;
use events::free_text::{AskedAbout, NotToBeKept};
use events::ids::NotAnId;
use minijinja::context;
use projections::AskError;

use crate::api::problem::Problem;
use crate::form::Entries;
use crate::free_text::Objection;
use crate::gateway::{Gateway, LARGEST_BODY};
use crate::health::PROBES;
use crate::visit::Visit;

/// When to ask again after something was away, in seconds: long enough for a store or a service that is being restarted.
const RETRY_AFTER_SECONDS: u16 = 10;

/// The kind of body that a page's form is.
const FORM: &str = "application/x-www-form-urlencoded";

/// Why a request is not answered as asked.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum Failure {
    /// There is nothing here.
    #[error("there is nothing at this address")]
    NotFound,
    /// No session.
    #[error("not signed in: open a sign-in link first, then send the session cookie along")]
    SignedOut,
    /// The sign-in link does not open a session any more.
    #[error("the sign-in link is unknown, was used already or is older than 24 hours: ask for a new one")]
    LinkSpent,
    /// The form was sent from another site.
    #[error("the request comes from another site: send it from this site's own page")]
    Foreign,
    /// A field cannot be read where the page itself gives no way to mend it.
    #[error("the field {0} is missing or cannot be read")]
    Malformed(&'static str),
    /// The body is no form.
    #[error("the body is not a form")]
    BadForm(StatusCode),
    /// The body is no JSON.
    #[error("{1}")]
    BadBody(StatusCode, String),
    /// What is wrong with a JSON body or a query, and where.
    #[error("{at}: {what}")]
    Invalid {
        /// The field.
        at: String,
        /// What is wrong and what to do.
        what: String,
    },
    /// Not for this standing.
    #[error(transparent)]
    NotPermitted(#[from] NotPermitted),
    /// The domain says no.
    #[error("{sentence}")]
    Refused {
        /// The refusal's code.
        code: &'static str,
        /// Its English sentence.
        sentence: String,
    },
    /// A text that may not be kept, or not before whoever wrote it has answered.
    #[error("{}", sentence(.0))]
    NotKept(Objection),
    /// Not saved, and asking again may help.
    #[error("{0}")]
    Unavailable(String),
    /// A part of the read models does not answer, or has not come far enough. Asking again may help.
    #[error("{0}")]
    Away(String),
    /// The read models cannot be read.
    #[error("the read models cannot be read: {0}")]
    Unreadable(String),
    /// A page could not be made.
    #[error("the page could not be made: {0}")]
    Page(String),
    /// The demo's time did not move.
    #[error("{0}")]
    Demo(String),
    /// It took too long.
    #[error("the answer took too long: try again")]
    TooSlow,
}

/// What is said of a text that is not kept, to programs.
fn sentence(objection: &Objection) -> String {
    let said = match objection {
        Objection::Asks(_) => AskedAbout.to_string(),
        Objection::Refuses(_) => NotToBeKept.to_string(),
    };
    let kinds = objection.kinds();
    if kinds.is_empty() { said } else { format!("{said} ({})", kinds.join(", ")) }
}

impl Failure {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::LinkSpent => StatusCode::GONE,
            Self::Foreign | Self::NotPermitted(_) => StatusCode::FORBIDDEN,
            Self::Malformed(_) | Self::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::BadForm(status) | Self::BadBody(status, _) => *status,
            Self::NotKept(Objection::Asks(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Refused { .. } | Self::NotKept(Objection::Refuses(_)) => StatusCode::CONFLICT,
            Self::Unavailable(_) | Self::Away(_) | Self::Unreadable(_) | Self::TooSlow => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Page(_) | Self::Demo(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The code by which a client tells failures apart; it never changes.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::SignedOut => "signed-out",
            Self::LinkSpent => "link-spent",
            Self::Foreign => "foreign-request",
            Self::Malformed(_) | Self::Invalid { .. } => "invalid",
            Self::BadForm(_) => "not-a-form",
            Self::BadBody(..) => "not-json",
            Self::NotPermitted(_) => NotPermitted::CODE,
            Self::Refused { code, .. } => code,
            Self::NotKept(objection) => objection.code(),
            Self::Unavailable(_) => "not-saved",
            Self::Away(_) => "read-models-away",
            Self::Unreadable(_) => "unreadable",
            Self::Page(_) => "page-failed",
            Self::Demo(_) => "demo-failed",
            Self::TooSlow => "too-slow",
        }
    }

    fn text_key(&self) -> &'static str {
        match self {
            Self::NotFound => "page-failure-not-found",
            Self::SignedOut => "page-failure-signed-out",
            Self::LinkSpent => "page-failure-link-spent",
            Self::Foreign => "page-failure-foreign",
            Self::Malformed(_) | Self::BadForm(_) | Self::BadBody(..) | Self::Invalid { .. } => {
                "page-failure-malformed"
            }
            Self::NotPermitted(_) => "page-failure-not-permitted",
            Self::Refused { .. } | Self::NotKept(_) => "page-failure-refused",
            Self::Unavailable(_) => "page-failure-not-saved",
            Self::Away(_) => "page-failure-away",
            Self::Unreadable(_) | Self::TooSlow => "page-failure-unavailable",
            Self::Page(_) | Self::Demo(_) => "page-failure-internal",
        }
    }
}

impl From<CommandError> for Failure {
    fn from(error: CommandError) -> Self {
        match error {
            CommandError::Rejected(Rejection::NotPermitted(no)) => Self::NotPermitted(no),
            CommandError::Rejected(Rejection::NotToBeKept(_)) => Self::NotKept(Objection::Refuses(vec![])),
            CommandError::Rejected(Rejection::AskedAbout(_)) => Self::NotKept(Objection::Asks(vec![])),
            CommandError::Rejected(Rejection::Refused(refusal)) => {
                Self::Refused { code: refusal.code(), sentence: refusal.to_string() }
            }
            CommandError::BadId(not_an_id) => not_an_id.into(),
            CommandError::KeyReused { .. } => Self::Refused { code: "key-reused", sentence: error.to_string() },
            CommandError::Contended { .. } | CommandError::Unavailable { .. } | CommandError::TurnOver { .. } => {
                Self::Unavailable(error.to_string())
            }
            CommandError::Elsewhere { .. } | CommandError::Unreadable(_) | CommandError::Unwritable(_) => {
                Self::Page(error.to_string())
            }
        }
    }
}

impl From<AskError> for Failure {
    fn from(error: AskError) -> Self {
        match error {
            AskError::Away { .. } | AskError::Behind { .. } => Self::Away(error.to_string()),
            AskError::Unreadable { reason } => Self::Unreadable(reason),
        }
    }
}

impl From<NotAnId> for Failure {
    fn from(_: NotAnId) -> Self {
        Self::NotFound
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A page's form, kept aside while it is handled.
async fn form_kept(request: Request) -> Result<(Request, Bytes), Response> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if request.method() != Method::POST || !kind.starts_with(FORM) {
        return Ok((request, Bytes::new()));
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, LARGEST_BODY).await else {
        return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    };
    Ok((Request::from_parts(parts, Body::from(bytes.clone())), bytes))
}

async fn read_again(form: Bytes) -> Entries {
    let request = Request::post("/").header(header::CONTENT_TYPE, FORM).body(Body::from(form));
    match request {
        Ok(request) => Entries::from_request(request, &()).await.unwrap_or_default(),
        Err(_) => Entries::default(),
    }
}

fn is_dressed(response: &Response) -> bool {
    response.extensions().get::<Failure>().is_none()
        && response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| {
            let kind = kind.to_str().unwrap_or("");
            kind.starts_with("text/html") || kind.starts_with("application/")
        })
}

/// Dresses a failure as a page or as a problem, and says when to ask again where that may help.
pub(crate) async fn explain(State(gateway): State<Gateway>, request: Request, next: Next) -> Response {
    let mut response = dress(&gateway, request, next).await;
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_SECONDS));
    }
    response
}

async fn dress(gateway: &Gateway, request: Request, next: Next) -> Response {
    let visit = Visit::of(&request, gateway);
    let for_program = visit.path.starts_with("/api/") || PROBES.contains(&visit.path.as_str());
    let (request, form) = match form_kept(request).await {
        Ok(kept) => kept,
        Err(too_large) => return too_large,
    };
    let bare = next.run(request).await;
    let status = bare.status();
    if !(status.is_client_error() || status.is_server_error()) || is_dressed(&bare) {
        return bare;
    }
    let failure = bare.extensions().get::<Failure>().cloned();
    if status.is_server_error() {
        tracing::error!(path = visit.path, status = status.as_u16(), failure = ?failure, "a request failed");
    }
    if for_program {
        return Problem::of(status, failure.as_ref(), &visit.path).into_response();
    }
    let key = failure.as_ref().map_or_else(
        || match status {
            StatusCode::NOT_FOUND => "page-failure-not-found",
            StatusCode::PAYLOAD_TOO_LARGE => "page-failure-too-large",
            status if status.is_server_error() => "page-failure-internal",
            _ => "page-failure-malformed",
        },
        Failure::text_key,
    );
    let refusal = match &failure {
        Some(Failure::Refused { code, .. }) => Some(format!("refusal-{code}")),
        Some(Failure::NotKept(objection)) => Some(format!("refusal-{}", objection.code())),
        Some(
            Failure::NotFound
            | Failure::SignedOut
            | Failure::LinkSpent
            | Failure::Foreign
            | Failure::Malformed(_)
            | Failure::BadForm(_)
            | Failure::BadBody(..)
            | Failure::Invalid { .. }
            | Failure::NotPermitted(_)
            | Failure::Unavailable(_)
            | Failure::Away(_)
            | Failure::Unreadable(_)
            | Failure::Page(_)
            | Failure::Demo(_)
            | Failure::TooSlow,
        )
        | None => None,
    };
    let open = matches!(failure, Some(Failure::SignedOut | Failure::LinkSpent)) || visit.path.starts_with("/forms/");
    // What was typed can be sent again as it is: the same form twice is the same command.
    let again = match failure {
        Some(Failure::Unavailable(_)) => read_again(form).await,
        Some(_) | None => Entries::default(),
    };
    let seconds = RETRY_AFTER_SECONDS;
    let shown = context! { key, refusal, status => status.as_u16(), bare => open, seconds, again };
    match gateway.render(&visit, status, "failure.html", shown) {
        Ok(page) => page,
        Err(failure) => {
            tracing::error!(%failure, "the page that tells of a failure failed itself");
            let mut plain = (status, failure.code()).into_response();
            plain.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
            plain
        }
    }
}
