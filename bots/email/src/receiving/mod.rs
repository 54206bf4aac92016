//! What lies in the mailbox is read and sorted.
//!
//! - `mailbox`: the connection; which messages are new; waiting for the next.
//! - [`sort`]: what one message is: an answer, a calendar's answer, a bounce, or nothing of ours.
//! - `tokens`: the thread that a message shows. Without one, or from another address than the person's own, nothing counts.
//! - `machines`: what a program wrote by itself never counts as an answer.
//! - `attachments`: which files hang on a message; nothing in them is read.
//! - `bounces`, `body`, `reply_text`: what an undelivered message says, the words of a message, and what of them is new.

mod attachments;
mod body;
mod bounces;
mod machines;
mod mailbox;
mod media_type;
mod parsing;
mod reply_text;
mod tokens;

pub use body::html_as_text;
pub use mailbox::{MailHandler, Mailbox, MailboxError, NotHandled, ReceivedMail};
pub use reply_text::new_words;

use documents::calendar_invitation::{CalendarAnswer, read_reply};
use events::ids::PersonId;
use mail_parser::{Message, MessageParser};

use crate::address::MailAddress;
use crate::correspondence::{Correspondence, CorrespondenceError, KnownThread};
use crate::draft::ThreadKey;
use crate::receiving::bounces::Failure;
use crate::receiving::media_type::is_of;

/// What a message is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IncomingMail {
    /// A person answered.
    Reply {
        /// Who answered, by the thread.
        person: PersonId,
        /// In which thread.
        thread: ThreadKey,
        /// What is new in it, without quotes and signatures.
        text: String,
    },
    /// A person's calendar answered an invitation.
    CalendarReply {
        /// Whose calendar it is.
        person: PersonId,
        /// The meeting's id.
        meeting: String,
        /// The version of the invitation that was answered.
        sequence: u32,
        /// What the calendar answers.
        answer: CalendarAnswer,
        /// What the person wrote to it.
        comment: Option<String>,
    },
    /// A message to a person did not arrive.
    Bounce {
        /// Who should have got it.
        person: PersonId,
        /// Whether it will not arrive later either.
        permanent: bool,
        /// The reason, as the other server gave it.
        reason: String,
        /// To which address the message had gone, where the report has it.
        to: Option<MailAddress>,
    },
    /// A person wants no more of these messages.
    Unsubscribe {
        /// Who wants no more.
        person: PersonId,
    },
    /// Nothing that counts.
    Ignored {
        /// What keeps it from counting.
        because: Ignored,
    },
}

/// Why a message does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Ignored {
    /// It is no e-mail.
    Unreadable,
    /// It shows no thread of ours.
    NoThread,
    /// It is not from the address to which the thread's messages go.
    OtherAddress,
    /// A program wrote it: out of office, a receipt, a mailing list.
    WrittenByAProgram,
    /// It says that a message is late, or arrived.
    DeliveryNotice,
    /// An answer of a calendar about something else.
    OtherCalendarPart,
    /// There is nothing new in it.
    NoWords,
    /// It is larger than an answer can be.
    TooLarge,
}

impl Ignored {
    /// A short name for logs and counts.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

fn ignored(because: Ignored) -> IncomingMail {
    IncomingMail::Ignored { because }
}

/// The one address that wrote it. A message with several is nobody's.
fn author(message: &Message<'_>) -> Option<MailAddress> {
    let mut addresses = message.from()?.iter();
    let first = addresses.next()?.address()?.parse().ok()?;
    addresses.next().is_none().then_some(first)
}

/// Who wrote a message, and its subject.
fn letterhead(bytes: &[u8]) -> (Option<MailAddress>, Option<String>) {
    let message = MessageParser::default().parse_headers(bytes);
    message.map_or((None, None), |message| (author(&message), message.subject().map(ToOwned::to_owned)))
}

/// The one address that a message went to.
fn recipient(message: &Message<'_>) -> Option<MailAddress> {
    let mut addresses = message.to()?.iter();
    let first = addresses.next()?.address()?.parse().ok()?;
    addresses.next().is_none().then_some(first)
}

fn calendar_part<'a>(message: &'a Message<'_>) -> Option<&'a str> {
    let part = message.parts.iter().find(|part| is_of(part, "text", &["calendar"]));
    part.and_then(|part| part.text_contents())
}

/// What a message is, by the threads that are known.
pub fn sort(bytes: &[u8], own: &MailAddress, known: &Correspondence) -> Result<IncomingMail, CorrespondenceError> {
    let Some(message) = parsing::parse(bytes) else { return Ok(ignored(Ignored::Unreadable)) };
    let bounce = bounces::read(&message);
    let shown = match &bounce {
        Some(bounce) => tokens::shown_by_bounce(&message, bounce, own),
        None => tokens::shown(&message, own),
    };
    let mut thread: Option<KnownThread> = None;
    for token in shown {
        thread = known.thread(&token)?;
        if thread.is_some() {
            break;
        }
    }
    let Some(KnownThread { person, thread, address }) = thread else { return Ok(ignored(Ignored::NoThread)) };
    if let Some(bounce) = bounce {
        let to = bounce.returned.as_ref().and_then(recipient);
        return Ok(match bounce.failure {
            Some(Failure { permanent, reason }) => IncomingMail::Bounce { person, permanent, reason, to },
            None => ignored(Ignored::DeliveryNotice),
        });
    }
    if author(&message) != Some(address.clone()) {
        return Ok(ignored(Ignored::OtherAddress));
    }
    // Before looking for programs: a calendar answers on a person's behalf, and some say so.
    if let Some(part) = calendar_part(&message) {
        return Ok(match read_reply(part) {
            Ok(reply) if reply.attendee.parse() == Ok(address) => IncomingMail::CalendarReply {
                person,
                meeting: reply.meeting,
                sequence: reply.sequence,
                answer: reply.answer,
                comment: reply.comment,
            },
            Ok(_) | Err(_) => ignored(Ignored::OtherCalendarPart),
        });
    }
    if machines::wrote(&message) {
        return Ok(ignored(Ignored::WrittenByAProgram));
    }
    if message.subject().is_some_and(|subject| subject.trim().to_lowercase().starts_with("unsubscribe")) {
        return Ok(IncomingMail::Unsubscribe { person });
    }
    let text = new_words(&body::words(&message));
    // Whoever sent nothing but a file is told that files are not read.
    Ok(if text.is_empty() && attachments::names(&message).is_empty() {
        ignored(Ignored::NoWords)
    } else {
        IncomingMail::Reply { person, thread, text }
    })
}
