//! A message goes out by SMTP.
//!
//! - `outcome`: what the server said, as one of few outcomes.
//! - `connections`: open connections, kept for the next message.
//! - `notices`: a message to somebody outside, once.
//! - `attempts`: how long to wait after a message could not be sent for now, longer each time.
//!
//! Nothing is kept here for later: whoever owes the message tries again.

mod attempts;
mod connections;
mod notices;
mod outcome;

pub use notices::{OutsideNotice, send_outside};
pub(crate) use outcome::EnhancedStatus;
pub use outcome::{Delivered, DeliveryError};

use std::time::Duration;

use language::catalogue::Catalogue;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{Extension, MailParameter};
use links::LinkKey;
use notifications::{AlwaysHeld, SendingLease};
use tokio::time::{Instant, timeout, timeout_at};

use crate::composing::{ComposedMail, Sender, compose};
use crate::configuration::Endpoint;
use crate::correspondence::{Correspondence, KnownThread};
use crate::draft::MailDraft;
use crate::sending::attempts::Attempts;
use crate::sending::connections::Connections;
use crate::sending::outcome::{Stage, StepError, Verdict, judge, judge_connection};

/// How long it may take to hand one message over, all its commands together: RFC 5321 (4.5.3.2) wants minutes for the end of the
/// data. Whoever hands a message to this service waits for longer.
const PATIENCE: Duration = Duration::from_secs(2 * 60);

/// How long a connection that failed may take to close.
const GOODBYE: Duration = Duration::from_secs(5);

/// Sends messages over SMTP, one after the other.
pub struct Mailer {
    sender: Sender,
    connections: Connections,
    correspondence: Correspondence,
    key: LinkKey,
    attempts: Attempts,
}

impl Mailer {
    /// Sends as this sender through this server; threads are noted in this file and signed with this key.
    pub fn new(sender: Sender, smtp: Endpoint, correspondence: Correspondence, key: LinkKey) -> Self {
        let connections = Connections::new(smtp, &sender);
        Self { sender, connections, correspondence, key, attempts: Attempts::default() }
    }

    /// Sends a message. The same draft again is the same message, by its `Message-ID`.
    pub async fn deliver(&self, draft: &MailDraft, catalogue: &Catalogue) -> Result<Delivered, DeliveryError> {
        self.deliver_under(&AlwaysHeld, draft, catalogue).await
    }

    /// Sends a message, unless the lease is lost by the time when it is handed over.
    pub(crate) async fn deliver_under(
        &self,
        lease: &dyn SendingLease,
        draft: &MailDraft,
        catalogue: &Catalogue,
    ) -> Result<Delivered, DeliveryError> {
        let outcome = self.try_once(lease, draft, catalogue).await;
        match outcome {
            Err(DeliveryError::Retry { after, reason }) => {
                Err(DeliveryError::Retry { after: self.attempts.failed(draft.id, after), reason })
            }
            ended => {
                self.attempts.ended(draft.id);
                ended
            }
        }
    }

    async fn try_once(
        &self,
        lease: &dyn SendingLease,
        draft: &MailDraft,
        catalogue: &Catalogue,
    ) -> Result<Delivered, DeliveryError> {
        let token = self.key.thread_token(&draft.to.person, &draft.thread.0);
        let mail = compose(draft, &self.sender, &token, catalogue)
            .map_err(|error| DeliveryError::Refused { reason: error.to_string() })?;
        let known = KnownThread {
            person: draft.to.person.clone(),
            thread: draft.thread.clone(),
            address: draft.to.address.clone(),
        };
        // Before it leaves: an answer may come at once.
        self.correspondence
            .note_thread(&token, &known)
            .map_err(|error| DeliveryError::Retry { after: attempts::FIRST, reason: error.to_string() })?;
        send(&self.connections, lease, &mail).await
    }
}

/// One message over one connection. Which step failed is what tells “not sent” from “perhaps sent”.
async fn send(
    connections: &Connections,
    lease: &dyn SendingLease,
    mail: &ComposedMail,
) -> Result<Delivered, DeliveryError> {
    let mut connection = connections.take().await.map_err(|error| judge_connection(&error))?;
    let mut parameters = Vec::new();
    if !mail.envelope_to.to_string().is_ascii() {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            connections.give_back(connection).await;
            let reason = "our mail server takes no addresses with letters beyond ASCII before the @".to_owned();
            return Err(DeliveryError::Unreachable(reason));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    let from = Mail::new(Some(mail.envelope_from.clone()), parameters);
    let to = Rcpt::new(mail.envelope_to.clone(), vec![]);
    let end = Instant::now() + PATIENCE;
    let said = async {
        step(Stage::Sender, end, connection.command(from)).await?;
        step(Stage::Recipient, end, connection.command(to)).await?;
        // The server may have taken its time until here; what is handed over now cannot be taken back.
        if !lease.is_held() {
            return Err(Verdict::NotSent(DeliveryError::LeaseLost));
        }
        step(Stage::Data, end, connection.command(Data)).await?;
        step(Stage::Message, end, connection.message(&mail.bytes)).await
    };
    match said.await {
        Ok(_) => {
            connections.give_back(connection).await;
            Ok(Delivered { certain: true })
        }
        Err(verdict) => {
            // Whatever was begun on it is over; a server that is slow to say goodbye holds nobody up.
            let _ = timeout(GOODBYE, connection.abort()).await;
            match verdict {
                Verdict::Uncertain => Ok(Delivered { certain: false }),
                Verdict::NotSent(error) => Err(error),
            }
        }
    }
}

/// One step, in time, and what it comes to when it fails.
async fn step<T>(stage: Stage, end: Instant, asked: impl Future<Output = Result<T, Error>>) -> Result<T, Verdict> {
    let said = timeout_at(end, asked).await.map_err(|_| StepError::TooSlow);
    said.and_then(|said| said.map_err(StepError::Smtp)).map_err(|error| judge(stage, &error))
}
