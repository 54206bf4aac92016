//! Why a request is not answered as asked.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use coordination::CommandError;
use events::Rejection;
use events::authority::NotPermitted;
use events::ids::NotAnId;
use events::refusal::{AskedAbout, NotToBeKept};
use readmodels::AskError;

use crate::free_text::Objection;

/// Why a request is not answered as asked.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum Failure {
    /// There is nothing here.
    #[error("there is nothing at this address")]
    NotFound,
    /// The request carries no session that lasts.
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
        /// The field, or the part of the request.
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

    /// The text that says it on a page.
    pub(crate) fn text_key(&self) -> &'static str {
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
