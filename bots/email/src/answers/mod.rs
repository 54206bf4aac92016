//! What people answer by e-mail becomes events.
//!
//! - `context`: who answers, by which message; commands whose ids follow from that message.
//! - `guarding`: what may show who a victim is goes no further.
//! - `reading`, `targets`: what a reply says, and of which tasks. `reports`, `undo`, `invitations`: doing it.
//! - `calendars`, `bounces`, `unsubscribing`: what programs say for a person.
//! - `said`, `wording`, `answer_mail`: the one short message that says what was recorded, or what was not and why.
//!
//! A reply means here what it means in chat: the reader of `language` reads both. What is not clear is never recorded. It may
//! depend on the read models, the command port and the rest of this crate, and knows no store.

mod answer_mail;
mod bounces;
mod calendars;
mod context;
mod guarding;
mod invitations;
mod reading;
mod reports;
mod said;
mod targets;
mod undo;
mod unsubscribing;
mod wording;

use std::sync::Arc;

use coordination::{AuditRecorder, AuditedCommands, Clock, CommandPort};
use events::audit::AuditedAct;
use events::authority::Principal;
use events::ids::{PersonId, ServiceName};
use language::catalogue::Catalogue;
use links::LinkKey;
use notifications::Calendar;
use readmodels::delivery_ledger::DeliveryLedger;
use readmodels::meetings::Meetings;
use readmodels::{AskError, Book, ReadPort};
use url::Url;

use crate::address::MailAddress;
use crate::answers::answer_mail::AnswersUnderWay;
use crate::answers::context::AnswerContext;
use crate::correspondence::{Correspondence, CorrespondenceError};
use crate::draft::ThreadKey;
use crate::receiving::{IncomingMail, MailHandler, NotHandled, ReceivedMail};
use crate::sending::Mailer;

/// What the handler of answers works with.
pub struct AnswerServices {
    /// Who is who, and which tasks are whose.
    pub read_models: Arc<dyn ReadPort>,
    /// Takes the commands.
    pub commands: Arc<dyn CommandPort>,
    /// Writes down what of them is refused, and which messages do not count.
    pub audit: Arc<AuditRecorder>,
    /// What the time is asked of.
    pub clock: Arc<dyn Clock>,
    /// Where the words come from.
    pub catalogue: Arc<Catalogue>,
    /// Working days, for whoever counts in them.
    pub calendar: Arc<Calendar>,
    /// The channel's own file.
    pub correspondence: Correspondence,
    /// Sends the answers.
    pub mailer: Arc<Mailer>,
    /// Signs the links in them.
    pub link_key: LinkKey,
    /// Where the pages are.
    pub public_url: Url,
    /// As which service it is recorded that an address does not take messages.
    pub service: ServiceName,
}

/// Takes what was read from the mailbox, and does what it says.
pub struct AnswerHandler {
    services: AnswerServices,
    meetings: Book<Meetings>,
    ledger: Book<DeliveryLedger>,
    unsent: AnswersUnderWay,
}

impl From<AskError> for NotHandled {
    fn from(error: AskError) -> Self {
        Self(error.to_string())
    }
}

impl From<CorrespondenceError> for NotHandled {
    fn from(error: CorrespondenceError) -> Self {
        Self(error.to_string())
    }
}

impl AnswerHandler {
    /// The handler; give it to [`Mailbox::run`](crate::receiving::Mailbox::run).
    pub fn new(services: AnswerServices) -> Self {
        let commands = Arc::new(AuditedCommands::new(services.commands, services.audit.clone()));
        let services = AnswerServices { commands, ..services };
        Self { services, meetings: Book::default(), ledger: Book::default(), unsent: AnswersUnderWay::default() }
    }

    /// The service's own standing.
    fn principal(&self) -> Principal {
        Principal::service(self.services.service.clone())
    }

    /// Who wrote, as somebody in post whose address this still is; nobody: the message does not count.
    async fn author<'a>(
        &'a self,
        person: &PersonId,
        received: &'a ReceivedMail,
    ) -> Result<Option<AnswerContext<'a>>, NotHandled> {
        let Some(found) = self.services.read_models.person(person).await? else {
            tracing::info!(%person, because = "not-in-post", "a message does not count");
            self.services.audit.record_of_nobody(AuditedAct::Refused, "message of-nobody-in-post", Some(person));
            return Ok(None);
        };
        let own: Option<MailAddress> = found.email.as_ref().and_then(|address| address.as_str().parse().ok());
        match own {
            // The thread knows the address of then; who has another by now is not to be heard from the old one.
            Some(address) if received.author.as_ref() == Some(&address) => {
                Ok(Some(AnswerContext::new(self, found, address, received)?))
            }
            Some(_) | None => {
                tracing::info!(%person, because = "former-address", "a message does not count");
                let object = "message of-another-address";
                self.services.audit.record_of_nobody(AuditedAct::Refused, object, Some(person));
                Ok(None)
            }
        }
    }

    async fn on_reply(
        &self,
        person: &PersonId,
        thread: &ThreadKey,
        text: &str,
        received: &ReceivedMail,
    ) -> Result<(), NotHandled> {
        let Some(context) = self.author(person, received).await? else { return Ok(()) };
        let mut lines = match guarding::objection(&context, text) {
            Some(objection) => vec![objection],
            None if text.is_empty() => vec![],
            None => reading::on_words(&context, thread, text).await?,
        };
        if !received.attachments.is_empty() {
            lines.push(context.say("email-attachment-not-read", &[]));
        }
        context.answer(thread, lines).await
    }
}

impl MailHandler for AnswerHandler {
    async fn take(&self, received: ReceivedMail) -> Result<(), NotHandled> {
        match &received.mail {
            IncomingMail::Reply { person, thread, text } => self.on_reply(person, thread, text, &received).await,
            IncomingMail::CalendarReply { person, meeting, sequence, answer, comment: _ } => {
                match self.author(person, &received).await? {
                    Some(context) => calendars::on_calendar_reply(&context, meeting, *sequence, *answer).await,
                    None => Ok(()),
                }
            }
            IncomingMail::Bounce { person, permanent, reason: _, to } => {
                bounces::on_bounce(self, person, to.as_ref(), *permanent, &received.key).await
            }
            IncomingMail::Unsubscribe { person } => match self.author(person, &received).await? {
                Some(context) => unsubscribing::on_unsubscribe(&context).await,
                None => Ok(()),
            },
            IncomingMail::Ignored { .. } => Ok(()),
        }
    }
}
