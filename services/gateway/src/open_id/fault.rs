//! Why nobody could be signed in or linked through a provider.

use axum::http::StatusCode;
use links::LinkFault;

/// Why nobody could be signed in or linked through a provider. The code goes into the audit trail and never changes; the sentence
/// is for programs; what a person reads is a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum OpenIdFault {
    /// The provider does not answer, or says that it cannot.
    #[error("the provider does not answer: try again in a minute, or sign in by a link")]
    Away,
    /// What the provider says about itself is not what the protocol asks for.
    #[error("the provider's description of itself cannot be used: tell an administrator")]
    Misdescribed,
    /// The browser has no attempt: it is of another browser, another host, or another site sent it here.
    #[error("nobody began to sign in here with this browser: begin on the sign-in page")]
    NoAttempt,
    /// The attempt was not signed here.
    #[error("the attempt to sign in was not begun here: begin on the sign-in page")]
    AttemptForged,
    /// The attempt took too long.
    #[error("the attempt to sign in took too long: begin on the sign-in page")]
    AttemptOver,
    /// The answer is to another attempt.
    #[error("the answer is not to this browser's attempt to sign in: begin on the sign-in page")]
    WrongState,
    /// The answer comes from another provider than the one asked (RFC 9207).
    #[error("the answer comes from another provider than the one asked: begin on the sign-in page")]
    WrongSender,
    /// The person did not want to, or may not.
    #[error("the provider was told to sign nobody in: begin on the sign-in page")]
    Declined,
    /// The provider answers with another error.
    #[error("the provider refuses to sign anybody in: tell an administrator")]
    Refused,
    /// The provider does not take its own answer back: it is made up, used or too old.
    #[error("the provider does not know this answer, or it was used: begin on the sign-in page")]
    CodeRefused,
    /// The provider vouches for nobody, or in a way that cannot be read.
    #[error("the provider's answer cannot be read: tell an administrator")]
    Unreadable,
    /// The signature is not the provider's.
    #[error("the provider's answer is not signed by it: tell an administrator")]
    WrongSignature,
    /// It is an answer to another question.
    #[error("the provider's answer is to another question: begin on the sign-in page")]
    WrongNonce,
    /// It is for another site.
    #[error("the provider's answer is for another site: tell an administrator")]
    WrongAudience,
    /// It is another provider's.
    #[error("the provider's answer is another provider's: tell an administrator")]
    WrongIssuer,
    /// It is too old, or from the future: a clock is wrong.
    #[error("the provider's answer is too old or from the future: the clocks are more than two minutes apart")]
    WrongTime,
    /// Nobody in post is this somebody.
    #[error("nobody in post is linked with this account of the provider: ask for a link, then link it under /account")]
    NobodyKnown,
    /// The provider has not verified the address.
    #[error("the provider has not verified the address: ask for a link, then link the account under /account")]
    AddressUnverified,
    /// Several people in post have the address.
    #[error("several people in post have this address: ask for a link, then link the account under /account")]
    SeveralKnown,
    /// Somebody else is linked with this account of the provider.
    #[error("this account of the provider is linked with somebody else: ask an administrator")]
    OfAnother,
    /// The session in which the linking began is over.
    #[error("the session in which this began is over: sign in again")]
    SessionOver,
}

impl OpenIdFault {
    /// Its name in the trail, which never changes.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Away => "provider-away",
            Self::Misdescribed => "provider-misdescribed",
            Self::NoAttempt => "no-attempt",
            Self::AttemptForged => "attempt-forged",
            Self::AttemptOver => "attempt-over",
            Self::WrongState => "wrong-state",
            Self::WrongSender => "wrong-sender",
            Self::Declined => "provider-declined",
            Self::Refused => "provider-refused",
            Self::CodeRefused => "code-refused",
            Self::Unreadable => "answer-unreadable",
            Self::WrongSignature => "wrong-signature",
            Self::WrongNonce => "wrong-nonce",
            Self::WrongAudience => "wrong-audience",
            Self::WrongIssuer => "wrong-issuer",
            Self::WrongTime => "wrong-time",
            Self::NobodyKnown => "nobody-known",
            Self::AddressUnverified => "address-unverified",
            Self::SeveralKnown => "several-known",
            Self::OfAnother => "identity-of-another",
            Self::SessionOver => "session-over",
        }
    }

    pub(crate) const fn status(self) -> StatusCode {
        match self {
            Self::Away => StatusCode::SERVICE_UNAVAILABLE,
            Self::NoAttempt
            | Self::AttemptForged
            | Self::WrongState
            | Self::WrongSender
            | Self::Declined
            | Self::CodeRefused => StatusCode::BAD_REQUEST,
            Self::AttemptOver => StatusCode::GONE,
            Self::SessionOver => StatusCode::UNAUTHORIZED,
            Self::Misdescribed
            | Self::Refused
            | Self::Unreadable
            | Self::WrongSignature
            | Self::WrongNonce
            | Self::WrongAudience
            | Self::WrongIssuer
            | Self::WrongTime
            | Self::NobodyKnown
            | Self::AddressUnverified
            | Self::SeveralKnown => StatusCode::FORBIDDEN,
            Self::OfAnother => StatusCode::CONFLICT,
        }
    }

    /// The text that says it on a page. What a person can do is the same for several of them.
    pub(crate) const fn text_key(self) -> &'static str {
        match self {
            Self::Away => "page-failure-provider-away",
            Self::NoAttempt
            | Self::AttemptForged
            | Self::AttemptOver
            | Self::WrongState
            | Self::WrongSender
            | Self::CodeRefused => "page-failure-provider-anew",
            Self::Declined => "page-failure-provider-declined",
            Self::Misdescribed
            | Self::Refused
            | Self::Unreadable
            | Self::WrongSignature
            | Self::WrongNonce
            | Self::WrongAudience
            | Self::WrongIssuer => "page-failure-provider-untrue",
            Self::WrongTime => "page-failure-provider-time",
            Self::NobodyKnown | Self::AddressUnverified | Self::SeveralKnown => "page-failure-provider-nobody",
            Self::OfAnother => "page-failure-provider-another",
            Self::SessionOver => "page-failure-signed-out",
        }
    }
}

impl From<LinkFault> for OpenIdFault {
    fn from(fault: LinkFault) -> Self {
        match fault {
            LinkFault::Forged => Self::AttemptForged,
            LinkFault::Expired => Self::AttemptOver,
        }
    }
}
