//! An answer as mail programs write it: to where the message wants answers, in its thread, with the message quoted below.

use lettre::Message;
use lettre::message::{Mailbox, header};
use mail_parser::{Address, MessageParser};

use crate::inboxes::StoredMail;

/// No answer can be made to a message.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoReply {
    /// It says nowhere to answer to.
    #[error("the message says nowhere to answer to")]
    NoAddress,
    /// An address is none.
    #[error("an address cannot be used: {0}")]
    Address(#[from] lettre::address::AddressError),
    /// The library refuses it.
    #[error("the answer cannot be built: {0}")]
    Message(#[from] lettre::error::Error),
}

fn first(addresses: Option<&Address<'_>>) -> Option<String> {
    addresses.and_then(|addresses| addresses.first()).and_then(|one| one.address().map(str::to_owned))
}

/// The answer's bytes.
pub(crate) fn reply_to(mail: &StoredMail, words: &str) -> Result<Vec<u8>, NoReply> {
    let parsed = MessageParser::default().parse(mail.bytes.as_ref()).ok_or(NoReply::NoAddress)?;
    let to = first(parsed.reply_to()).or_else(|| first(parsed.from())).ok_or(NoReply::NoAddress)?;
    let subject = parsed.subject().unwrap_or_default();
    let subject = if subject.starts_with("Re: ") { subject.to_owned() } else { format!("Re: {subject}") };
    let quoted = parsed.body_text(0).unwrap_or_default();
    let quoted: Vec<String> = quoted.lines().map(|line| format!("> {line}")).collect();
    let from = first(parsed.from()).unwrap_or_default();
    let mut builder = Message::builder()
        .from(Mailbox::new(None, mail.to.parse()?))
        .to(Mailbox::new(None, to.parse()?))
        .subject(subject)
        .message_id(None)
        .header(header::ContentType::TEXT_PLAIN);
    if let Some(id) = parsed.message_id() {
        builder = builder.in_reply_to(format!("<{id}>")).references(format!("<{id}>"));
    }
    let body = format!("{words}\r\n\r\n{from} wrote:\r\n{}\r\n", quoted.join("\r\n"));
    Ok(builder.body(body)?.formatted())
}
