//! A draft becomes a message: headers, plain text, HTML, and a calendar part where there is one.
//!
//! - `headers`: who, whom, which thread, and what tells other programs that a program wrote it.
//! - `plain`, `html`: the two bodies. Neither has a word of its own; the few that every message has come from the texts.
//!
//! The same draft makes the same message, byte for byte but for the boundaries of its parts: what is tried again after an
//! uncertain end has the same `Message-ID`, by which mail programs and servers know that it is one.

mod headers;
mod html;
mod plain;

pub use headers::{message_id, thread_id, token_in_message_id, token_in_subject};

use documents::calendar_invitation::{Invitation, Participant};
use language::catalogue::Catalogue;
use lettre::message::header::{ContentDisposition, ContentTransferEncoding, ContentType};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use links::ThreadToken;

use crate::address::{MailAddress, NotAnAddress};
use crate::draft::MailDraft;

/// As whom messages are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The address of the mailbox.
    pub address: MailAddress,
    /// The name beside it.
    pub name: String,
    /// Whether mail to `name+anything@…` arrives in the mailbox. Without that, a thread's token stands in the subject.
    pub plus_addresses: bool,
    /// Whether anybody reads what people answer.
    pub answers_are_read: bool,
}

impl Sender {
    /// Where an answer in a thread goes.
    pub fn reply_address(&self, token: &ThreadToken) -> Result<MailAddress, NotAnAddress> {
        if self.plus_addresses { self.address.with_token(token) } else { Ok(self.address.clone()) }
    }
}

/// A message, ready for the wire.
#[derive(Debug, Clone)]
pub struct ComposedMail {
    /// Where a bounce goes.
    pub(crate) envelope_from: Address,
    /// Where it goes.
    pub(crate) envelope_to: Address,
    /// The message as it is sent, headers and all.
    pub bytes: Vec<u8>,
}

/// A draft that makes no message.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// The address of answers is none.
    #[error("the address for answers: {0}; choose a shorter one for the mailbox")]
    ReplyAddress(#[from] NotAnAddress),
    /// The template of the HTML is broken.
    #[error("the template of e-mails is broken: {0}")]
    Template(#[from] minijinja::Error),
    /// The library refuses it.
    #[error("the message cannot be built: {0}")]
    Message(#[from] lettre::error::Error),
    /// A content type is none.
    #[error("the message cannot be built: {0}")]
    ContentType(#[from] lettre::message::header::ContentTypeErr),
}

/// Makes the message of a draft, in the thread that this token stands for.
pub fn compose(
    draft: &MailDraft,
    sender: &Sender,
    token: &ThreadToken,
    catalogue: &Catalogue,
) -> Result<ComposedMail, ComposeError> {
    let reply_to = sender.reply_address(token)?;
    let from = Mailbox::new(Some(headers::one_line(&sender.name)), sender.address.as_lettre().clone());
    let to = draft.to.name.as_deref().map(headers::one_line);
    let to = Mailbox::new(to, draft.to.address.as_lettre().clone());
    let text = SinglePart::builder()
        .header(ContentType::parse("text/plain; charset=utf-8; format=flowed")?)
        .header(ContentTransferEncoding::QuotedPrintable)
        .body(plain::body(draft, sender.answers_are_read, catalogue));
    let html = SinglePart::builder()
        .header(ContentType::TEXT_HTML)
        .header(ContentTransferEncoding::QuotedPrintable)
        .body(html::body(draft, sender.answers_are_read, catalogue)?);
    let body = MultiPart::alternative().singlepart(text).singlepart(html);
    let body = match &draft.invitation {
        None => body,
        Some(entry) => {
            let participant = |name: Option<&str>, address: &MailAddress| Participant {
                name: name.map(headers::one_line),
                address: address.to_string(),
            };
            let invitation = Invitation {
                entry: entry.clone(),
                organizer: participant(Some(&sender.name), &reply_to),
                attendee: participant(draft.to.name.as_deref(), &draft.to.address),
            };
            let (method, file) = (invitation.method(), invitation.file(draft.written_at));
            let part = SinglePart::builder()
                .header(ContentType::parse(&format!("text/calendar; charset=utf-8; method={method}"))?)
                .header(ContentTransferEncoding::Base64)
                .body(file.clone());
            // Some programs take the part, some only a file.
            let attached = SinglePart::builder()
                .header(ContentType::parse("application/ics; name=\"invite.ics\"")?)
                .header(ContentDisposition::attachment("invite.ics"))
                .header(ContentTransferEncoding::Base64)
                .body(file);
            MultiPart::mixed().multipart(body.singlepart(part)).singlepart(attached)
        }
    };
    let builder = headers::put(Message::builder().from(from).to(to), draft, sender, token, &reply_to);
    let message = builder.multipart(body)?;
    Ok(ComposedMail {
        envelope_from: reply_to.as_lettre().clone(),
        envelope_to: draft.to.address.as_lettre().clone(),
        bytes: message.formatted(),
    })
}
