//! What the server said, as one of few outcomes.
//!
//! The step at which it was said decides: what is refused before the message was handed over was not sent; when the
//! connection breaks after that, nobody knows. The enhanced status code (RFC 3463) tells an address that does not exist from
//! a message that is not wanted.

use std::error::Error as _;
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::response::Code;

use crate::sending::attempts::FIRST;
use crate::sending::connections::ConnectError;

/// How long a server that cannot be used is left alone.
const UNAVAILABLE_FOR: Duration = Duration::from_secs(60);

/// A message left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivered {
    /// Whether the server said so; else the connection broke before it could, and the message may have left or not.
    pub certain: bool,
}

/// A message did not leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryError {
    /// There is no such mailbox; why, by the server's codes.
    #[error("the address cannot be reached: {0}")]
    Unreachable(String),
    /// The server does not take this message; it would not take it later either.
    #[error("the mail server refused the message: {reason}")]
    Refused {
        /// Why, by the server's codes.
        reason: String,
    },
    /// There is no server to hand messages to, this one or another.
    #[error("the mail server cannot be used: {reason}; again in {} s", after.as_secs())]
    Unavailable {
        /// When to try again.
        after: Duration,
        /// Why, by the server's codes, or what the network said.
        reason: String,
    },
    /// This process may send nothing any more: another one does, and nothing was handed over.
    #[error("this process may not send e-mails any more: it does not hold the lease")]
    LeaseLost,
    /// The server takes nothing now, and may later.
    #[error("the mail server does not take the message now: {reason}; again in {} s", after.as_secs())]
    Retry {
        /// When to try again.
        after: Duration,
        /// The reason as the server gave it.
        reason: String,
    },
}

/// The step at which something was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Telling who sends.
    Sender,
    /// Telling who receives.
    Recipient,
    /// Asking to hand over.
    Data,
    /// Handing over, and what the server said to it.
    Message,
}

/// Why a step failed.
#[derive(Debug)]
pub(super) enum StepError {
    /// What the server or the network said.
    Smtp(Error),
    /// Nothing was said in time.
    TooSlow,
}

/// What a failed step comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The message was not taken.
    NotSent(DeliveryError),
    /// It may have arrived, and nobody knows.
    Uncertain,
}

/// An enhanced status code: `5.1.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EnhancedStatus {
    pub(crate) class: u8,
    pub(crate) subject: u16,
    pub(crate) detail: u16,
}

impl EnhancedStatus {
    /// Reads one at the beginning of a text.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let word = text.split_whitespace().next()?;
        let mut parts = word.split('.');
        let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
        let status = Self { class: class.parse().ok()?, subject: subject.parse().ok()?, detail: detail.parse().ok()? };
        (parts.next().is_none() && [2, 4, 5].contains(&status.class)).then_some(status)
    }

    /// Whether it says that there is no such mailbox: the address (X.1.x), or a mailbox or domain that takes no mail.
    pub(crate) const fn is_of_the_address(self) -> bool {
        matches!((self.subject, self.detail), (1, 0..=6 | 9 | 10) | (2, 1) | (4, 4))
    }
}

/// What the server wrote, without its code. It may name whoever was written to, so it goes no further than this.
fn words(error: &Error) -> String {
    let said = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Why the server said no, by its codes: never in its words.
fn reason(code: Code, status: Option<EnhancedStatus>) -> String {
    match status {
        Some(EnhancedStatus { class, subject, detail }) => format!("{code} {class}.{subject}.{detail}"),
        None => code.to_string(),
    }
}

/// What a failed step comes to.
pub(super) fn judge(stage: Stage, error: &StepError) -> Verdict {
    let error = match error {
        StepError::TooSlow if stage == Stage::Message => return Verdict::Uncertain,
        StepError::TooSlow => {
            let reason = "the server did not answer in time".to_owned();
            return Verdict::NotSent(DeliveryError::Retry { after: FIRST, reason });
        }
        StepError::Smtp(error) => error,
    };
    let words = words(error);
    let Some(code) = error.status() else {
        return match stage {
            // Handed over, and then silence.
            Stage::Message => Verdict::Uncertain,
            Stage::Sender | Stage::Recipient | Stage::Data => {
                Verdict::NotSent(DeliveryError::Retry { after: FIRST, reason: words })
            }
        };
    };
    let status = EnhancedStatus::read(&words);
    let reason = reason(code, status);
    Verdict::NotSent(if error.is_transient() {
        DeliveryError::Retry { after: FIRST, reason }
    } else {
        let of_the_address = match status {
            Some(status) => status.is_of_the_address(),
            // Without such a code, a refusal of the recipient is one of the address.
            None => stage == Stage::Recipient && [550, 551, 553].contains(&u16::from(code)),
        };
        if of_the_address { DeliveryError::Unreachable(reason) } else { DeliveryError::Refused { reason } }
    })
}

/// What it comes to that there is no connection: whatever the server said, it was of us and not of the person.
pub(super) fn judge_connection(error: &ConnectError) -> DeliveryError {
    let words = match error {
        ConnectError::Smtp(error) => match error.status() {
            Some(code) => reason(code, EnhancedStatus::read(&words(error))),
            None => words(error),
        },
        ConnectError::Login(error) => match error.status() {
            Some(code) => format!("the sign-in was refused: {}", reason(code, EnhancedStatus::read(&words(error)))),
            None => words(error),
        },
        ConnectError::TooSlow | ConnectError::Authority(_) => error.to_string(),
    };
    DeliveryError::Unavailable { after: UNAVAILABLE_FOR, reason: words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_code_is_read_where_there_is_one() {
        let read = |text| EnhancedStatus::read(text).map(|status| (status.class, status.subject, status.detail));
        assert_eq!(read("5.1.1 The email account that you tried to reach does not exist"), Some((5, 1, 1)));
        assert_eq!(read("4.2.0 Greylisted"), Some((4, 2, 0)));
        assert_eq!(read("User unknown"), None);
        assert_eq!(read("127.0.0.1 is blocked"), None);
        assert_eq!(read("9.1.1 x"), None);
    }

    #[test]
    fn what_is_of_the_address_is_told_from_what_is_of_the_message() {
        for (text, of_the_address) in [
            ("5.1.1", true),
            ("5.1.2", true),
            ("5.1.10", true),
            ("5.2.1", true),
            ("5.4.4", true),
            ("5.2.2", false),
            ("5.7.1", false),
            ("5.1.8", false),
            ("5.6.0", false),
        ] {
            assert_eq!(
                EnhancedStatus::read(text).map(EnhancedStatus::is_of_the_address),
                Some(of_the_address),
                "{text}"
            );
        }
    }
}
