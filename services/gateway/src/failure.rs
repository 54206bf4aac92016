//! Why a request is not answered as asked.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use coordination::CommandError;
use drafts::DraftsError;
use events::Rejection;
use events::audit::AuditedAct;
use events::authority::NotPermitted;
use events::ids::NotAnId;
use events::refusal::{AskedAbout, NotToBeKept};
use readmodels::AskError;

use crate::free_text::Objection;
use crate::open_id::OpenIdFault;
use crate::overtaking::Overtaking;
use crate::too_many::TooMany;

/// Why a request is not answered as asked.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum Failure {
    /// There is nothing here.
    #[error("there is nothing at this address")]
    NotFound,
    /// The request carries no session that lasts.
    #[error("not signed in: open a sign-in link first, then send the session cookie along")]
    SignedOut,
    /// The session waits for its second factor.
    #[error("the session waits for its second factor: show it under /second-factor first")]
    SecondFactorWanted,
    /// What is asked for wants the second factor anew.
    #[error("this wants the second factor anew: show it under /second-factor, then ask again")]
    ConfirmationWanted,
    /// The sign-in link does not open a session any more.
    #[error("the sign-in link is unknown, was used already or is too old: ask for a new one")]
    LinkSpent,
    /// The token of the API does not serve any more.
    #[error(
        "the token is unknown, was revoked or is too old, or its person has left the post: make a new one on the page “Tokens”"
    )]
    TokenSpent,
    /// Nobody in post would be an administrator any more.
    #[error("nobody else in post is an administrator: make somebody else one first, then withdraw this role")]
    LastAdministrator,
    /// Somebody else, whose session has ended, filled the form in.
    #[error("the form was filled in by somebody else, whose session has ended; it is not sent as you")]
    SomebodyElses,
    /// Nobody could be signed in or linked through a provider.
    #[error(transparent)]
    OpenId(#[from] OpenIdFault),
    /// Too much was asked.
    #[error(transparent)]
    TooMany(#[from] TooMany),
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
    /// A program asks for what only a person in a session may do.
    #[error("this is for a person who is signed in, and for no token: do it on the pages, or with a session's cookie")]
    SessionsOnly,
    /// Not for this standing.
    #[error(transparent)]
    NotPermitted(#[from] NotPermitted),
    /// The idempotency key stands for another request of the same person.
    #[error("the Idempotency-Key was used before for another request: use a new key for a new change")]
    KeyReused,
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
    /// Somebody else changed the same meanwhile.
    #[error(
        "somebody else changed the same since the position that you made this from: read it anew, then send yours from there"
    )]
    Overtaken(Vec<Overtaking>),
    /// What was typed is not kept as a draft.
    #[error(transparent)]
    NoDraft(#[from] DraftsError),
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

/// What is refused of what was sent: sent otherwise, it may be taken.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Refusal<'a> {
    /// By the domain, with its code.
    ByDomain(&'static str),
    /// By the guard.
    ByGuard(&'a Objection),
}

impl Refusal<'_> {
    /// The key of the text that says it.
    pub(crate) fn text_key(self) -> String {
        match self {
            Self::ByDomain(code) => format!("refusal-{code}"),
            Self::ByGuard(objection) => format!("refusal-{}", objection.code()),
        }
    }
}

impl Failure {
    /// The refusal that it is, if it is one.
    pub(crate) const fn refusal(&self) -> Option<Refusal<'_>> {
        match self {
            Self::Refused { code, .. } => Some(Refusal::ByDomain(code)),
            Self::NotKept(objection) => Some(Refusal::ByGuard(objection)),
            Self::NotFound
            | Self::SignedOut
            | Self::SecondFactorWanted
            | Self::ConfirmationWanted
            | Self::LinkSpent
            | Self::OpenId(_)
            | Self::TokenSpent
            | Self::TooMany(_)
            | Self::LastAdministrator
            | Self::SomebodyElses
            | Self::Foreign
            | Self::Overtaken(_)
            | Self::NoDraft(_)
            | Self::Malformed(_)
            | Self::BadForm(_)
            | Self::BadBody(..)
            | Self::Invalid { .. }
            | Self::SessionsOnly
            | Self::KeyReused
            | Self::NotPermitted(_)
            | Self::Unavailable(_)
            | Self::Away(_)
            | Self::Unreadable(_)
            | Self::Page(_)
            | Self::Demo(_)
            | Self::TooSlow => None,
        }
    }

    /// What the audit trail calls it, where somebody was kept from what is not theirs. What is asked too often is named by what was
    /// asked (`rate_limiting`), and what a way in or a link refuses by whoever opens them.
    pub(crate) const fn audited(&self) -> Option<AuditedAct> {
        match self {
            Self::TokenSpent => Some(AuditedAct::SignInFailed),
            Self::NotPermitted(_)
            | Self::SessionsOnly
            | Self::LastAdministrator
            | Self::SomebodyElses
            | Self::Foreign => Some(AuditedAct::Refused),
            Self::NotFound
            | Self::SignedOut
            | Self::SecondFactorWanted
            | Self::ConfirmationWanted
            | Self::LinkSpent
            | Self::OpenId(_)
            | Self::TooMany(_)
            | Self::Refused { .. }
            | Self::NotKept(_)
            | Self::Overtaken(_)
            | Self::NoDraft(_)
            | Self::Malformed(_)
            | Self::BadForm(_)
            | Self::BadBody(..)
            | Self::Invalid { .. }
            | Self::KeyReused
            | Self::Unavailable(_)
            | Self::Away(_)
            | Self::Unreadable(_)
            | Self::Page(_)
            | Self::Demo(_)
            | Self::TooSlow => None,
        }
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignedOut | Self::TokenSpent => StatusCode::UNAUTHORIZED,
            Self::SecondFactorWanted | Self::ConfirmationWanted | Self::SessionsOnly => StatusCode::FORBIDDEN,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::LinkSpent => StatusCode::GONE,
            Self::OpenId(fault) => fault.status(),
            Self::Foreign | Self::NotPermitted(_) => StatusCode::FORBIDDEN,
            Self::Malformed(_) | Self::Invalid { .. } | Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::BadForm(status) | Self::BadBody(status, _) => *status,
            Self::NotKept(Objection::Asks(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Refused { .. }
            | Self::NotKept(Objection::Refuses(_))
            | Self::LastAdministrator
            | Self::SomebodyElses
            | Self::Overtaken(_)
            | Self::NoDraft(DraftsError::TooMany) => StatusCode::CONFLICT,
            Self::NoDraft(DraftsError::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NoDraft(DraftsError::Unavailable { .. }) => StatusCode::SERVICE_UNAVAILABLE,
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
            Self::SecondFactorWanted => "second-factor-wanted",
            Self::ConfirmationWanted => "confirmation-wanted",
            Self::LinkSpent => "link-spent",
            Self::TokenSpent => "token-spent",
            Self::LastAdministrator => "last-administrator",
            Self::SomebodyElses => "somebody-elses",
            Self::OpenId(fault) => fault.code(),
            Self::TooMany(_) => "too-many-requests",
            Self::Foreign => "foreign-request",
            Self::Malformed(_) | Self::Invalid { .. } => "invalid",
            Self::BadForm(_) => "not-a-form",
            Self::BadBody(..) => "not-json",
            Self::SessionsOnly => "sessions-only",
            Self::NotPermitted(_) => NotPermitted::CODE,
            Self::KeyReused => "key-reused",
            Self::Refused { code, .. } => code,
            Self::NotKept(objection) => objection.code(),
            Self::Overtaken(_) => "overtaken",
            Self::NoDraft(_) => "draft-not-kept",
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
            Self::SecondFactorWanted | Self::ConfirmationWanted => "page-failure-second-factor",
            Self::LinkSpent => "page-failure-link-spent",
            Self::TokenSpent => "page-failure-token-spent",
            Self::LastAdministrator => "page-failure-last-administrator",
            Self::SomebodyElses => "page-failure-somebody-else",
            Self::OpenId(fault) => fault.text_key(),
            Self::TooMany(_) => "page-failure-too-many",
            Self::Foreign => "page-failure-foreign",
            Self::Malformed(_) | Self::BadForm(_) | Self::BadBody(..) | Self::Invalid { .. } | Self::KeyReused => {
                "page-failure-malformed"
            }
            Self::SessionsOnly | Self::NotPermitted(_) => "page-failure-not-permitted",
            Self::Refused { .. } | Self::NotKept(_) => "page-failure-refused",
            Self::Overtaken(_) => "page-failure-overtaken",
            Self::NoDraft(DraftsError::TooMany) => "page-failure-drafts-full",
            Self::NoDraft(DraftsError::TooLarge) => "page-failure-draft-large",
            Self::NoDraft(DraftsError::Unavailable { .. }) => "page-failure-draft-not-kept",
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
            CommandError::Rejected(Rejection::OutOfBounds(out)) => {
                Self::Refused { code: out.code(), sentence: out.to_string() }
            }
            CommandError::Rejected(Rejection::Refused(refusal)) => {
                Self::Refused { code: refusal.code(), sentence: refusal.to_string() }
            }
            CommandError::BadId(not_an_id) => not_an_id.into(),
            // Whoever executes says what was done; here nobody could.
            CommandError::Overtaken { .. } => Self::Overtaken(vec![]),
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
