//! A message to somebody outside, of whom the hub knows an address and nothing else: no thread, no answer, nobody's account. It is
//! handed over once; whoever owes it tries again.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::message::header::{ContentDisposition, ContentTransferEncoding, ContentType};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use notifications::AlwaysHeld;

use super::{Delivered, DeliveryError, send};
use crate::address::MailAddress;
use crate::composing::{ComposeError, ComposedMail, Sender};
use crate::configuration::Endpoint;
use crate::sending::connections::Connections;

/// What is sent, with one file beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideNotice {
    /// To whom it goes.
    pub to: MailAddress,
    /// Its subject, on one line.
    pub subject: String,
    /// What it says, as plain text.
    pub text: String,
    /// What the file is called.
    pub file_name: String,
    /// What the file holds, as text.
    pub file: String,
    /// When it was written, UTC.
    pub written_at: DateTime<Utc>,
}

impl OutsideNotice {
    fn compose(&self, sender: &Sender) -> Result<ComposedMail, ComposeError> {
        let from = Mailbox::new(Some(sender.name.clone()), sender.address.as_lettre().clone());
        let text = SinglePart::builder()
            .header(ContentType::TEXT_PLAIN)
            .header(ContentTransferEncoding::QuotedPrintable)
            .body(self.text.clone());
        // As bytes: in a text line ends would be made others, here or on the way, and what is signed would not be it any more.
        let file = SinglePart::builder()
            .header(ContentType::parse("application/octet-stream")?)
            .header(ContentDisposition::attachment(&self.file_name))
            .header(ContentTransferEncoding::Base64)
            .body(self.file.clone().into_bytes());
        let message = Message::builder()
            .from(from)
            .to(Mailbox::new(None, self.to.as_lettre().clone()))
            .subject(self.subject.clone())
            .date(SystemTime::from(self.written_at))
            .multipart(MultiPart::mixed().singlepart(text).singlepart(file))?;
        Ok(ComposedMail {
            envelope_from: sender.address.as_lettre().clone(),
            envelope_to: self.to.as_lettre().clone(),
            bytes: message.formatted(),
        })
    }
}

/// Hands a notice over to the server.
pub async fn send_outside(sender: &Sender, smtp: Endpoint, notice: &OutsideNotice) -> Result<Delivered, DeliveryError> {
    let mail = notice.compose(sender).map_err(|error| DeliveryError::Refused { reason: error.to_string() })?;
    send(&Connections::new(smtp, sender), &AlwaysHeld, &mail).await
}
