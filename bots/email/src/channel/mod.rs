//! E-mail as a channel of the notifications: a message is worded from the read models as they are at that moment, sent, and
//! noted.
//!
//! - `wording`: what a message comes to; each subject has a file of its own (`work`, `task_decisions`, `task_reports`,
//!   `referrals`, `data_requests`, `indicator_values`, `meetings`, `training`, `briefings`, `overviews`, `unreachable`,
//!   `silent_groups`, `lost_chats`, `ways_in`).
//! - `context`: for whom it is worded, and when. `services`: what that asks. `digest`: what it is collected in.
//! - `sign_in_letters`: a link to the pages for whoever asked for one there.
//! - `links`: the addresses in it. `delivery`: each e-mail goes out once.
//!
//! Whoever hands a message over may not hear of the outcome, and hands it over again: then only those e-mails are sent that
//! are not known to have been taken. It decides nothing: whom to tell, when and how often is the engine's.

mod briefings;
mod context;
mod data_requests;
mod delivery;
mod digest;
mod erasures;
mod indicator_values;
mod links;
mod lost_chats;
mod meeting_wording;
mod meetings;
mod overviews;
mod referrals;
mod services;
mod sign_in_letters;
mod silent_groups;
mod task_decisions;
mod task_reports;
mod task_wording;
mod training;
mod unreachable;
mod ways_in;
mod wording;
mod work;

pub use links::{MailLinks, NotASite};

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use async_trait::async_trait;
use coordination::{AuditRecorder, Clock};
use documents::calendar_file::CalendarEntry;
use events::ids::{MeetingId, PersonId};
use events::notification::NotDelivered;
use language::catalogue::Catalogue;
use notifications::{Addressee, Channel, Content, Delivered, DeliveryError, Message, Part, SendingLease};
use readmodels::ReadPort;
use sha2::{Digest as _, Sha256};
use tokio::sync::Mutex;

use crate::address::MailAddress;
use crate::channel::context::MailContext;
use crate::channel::delivery::{MailDelivery, try_again_later};
use crate::channel::meetings::{CalendarKnowledge, meetings_for_calendars};
use crate::channel::services::ChannelServices;
use crate::channel::wording::{WordedMessage, word_message};
use crate::correspondence::Correspondence;
use crate::draft::{MailDraft, MessageId, Recipient, Section, ThreadKey};
use crate::sending::Mailer;
use crate::sent_mail::{MailState, MessageKey, SentMail};

/// How many places there are in which messages are sent side by side.
const PLACES: usize = 64;
/// The thread of everything but invitations to meetings.
const WORK: &str = "work";

/// Delivers messages by e-mail.
pub struct EmailChannel {
    services: ChannelServices,
    delivery: MailDelivery,
    sent: SentMail,
    correspondence: Correspondence,
    /// Held while a message to a person is sent, by whoever shares the place.
    sending: [Mutex<()>; PLACES],
}

/// A message on its way to a person.
struct MessageToPerson<'a> {
    message: &'a Message,
    key: MessageKey,
    /// Whether another one went out under its id, which said something else.
    has_changed: bool,
    recipient: Recipient,
    context: MailContext<'a>,
}

impl EmailChannel {
    /// Words messages from these read models and texts, as of this clock, with these links, and sends them by this mailer. What
    /// was sent is noted in the file that the mailer notes its threads in, and whose case somebody was told of in the audit trail.
    pub fn new(
        read_models: Arc<dyn ReadPort>,
        clock: Arc<dyn Clock>,
        catalogue: Arc<Catalogue>,
        links: MailLinks,
        mailer: Arc<Mailer>,
        correspondence: Correspondence,
        audit: Arc<AuditRecorder>,
    ) -> Self {
        let sent = SentMail::new(correspondence.clone());
        let delivery = MailDelivery::new(mailer, catalogue.clone(), sent.clone());
        let services = ChannelServices::new(read_models, clock, catalogue, links, audit);
        Self { services, delivery, sent, correspondence, sending: std::array::from_fn(|_| Mutex::default()) }
    }

    /// The same channel, which hands nothing over once this lease is lost.
    #[must_use]
    pub fn under(self, lease: Arc<dyn SendingLease>) -> Self {
        Self { delivery: self.delivery.under(lease), ..self }
    }

    /// Held while a message to this person is sent.
    fn turns_of(&self, person: &PersonId) -> Option<&Mutex<()>> {
        let mut hasher = DefaultHasher::new();
        person.hash(&mut hasher);
        let places = u64::try_from(PLACES).unwrap_or(1);
        self.sending.get(usize::try_from(hasher.finish() % places).unwrap_or(0))
    }

    async fn deliver_to_person(&self, message: &Message, person: &PersonId) -> Result<Delivered, DeliveryError> {
        let key = message_key(message)?;
        if let Some(once) = self.sent.completion(&key).map_err(|error| try_again_later(&error))? {
            tracing::info!(message = %message.label(), "a message that was taken is handed over again; it is not sent again");
            return Ok(Delivered::Sent { once });
        }
        let known = self.services.read_models.person(person).await.map_err(|error| try_again_later(&error))?;
        let Some(known) = known else {
            // Of a chat that was lost, somebody may hear who holds no post any more.
            let is_of_lost_chat = message.parts.iter().any(|part| part.content.as_lost_chat().is_some());
            return Err(if is_of_lost_chat {
                DeliveryError::Unreachable(NotDelivered::NoChannel)
            } else {
                try_again_later(&format!("{person} is not known here yet"))
            });
        };
        let address = known.email.as_ref().ok_or(DeliveryError::Unreachable(NotDelivered::NoChannel))?;
        let address: MailAddress =
            address.as_str().parse().map_err(|_| DeliveryError::Unreachable(NotDelivered::AddressBounced))?;
        let Some((message, key)) = self.not_told(message, key, &address)? else {
            return Ok(Delivered::Sent { once: true });
        };
        let message = &message;
        let recipient =
            Recipient { person: person.clone(), address, name: known.name.as_ref().map(ToString::to_string) };
        let context = MailContext::new(&self.services, known);
        let contents: Vec<Content> = message.parts.iter().map(|part| part.content.clone()).collect();
        let has_changed = self.sent.has_changed(&key).map_err(|error| try_again_later(&error))?;
        let to = MessageToPerson { message, key, has_changed, recipient, context };
        let calendar = self.calendar_knowledge(&to, &contents)?;
        let worded = word_message(&to.context, &contents, &calendar).await.map_err(|error| try_again_later(&error))?;
        self.send(&to, worded).await
    }

    /// A message without what this address was told that day, under whatever id: whoever handed that over was stopped while it
    /// recorded it. Nothing, where all of it was told.
    fn not_told(
        &self,
        message: &Message,
        key: MessageKey,
        address: &MailAddress,
    ) -> Result<Option<(Message, MessageKey)>, DeliveryError> {
        let told = self.sent.told_notices(address, message.on).map_err(|error| try_again_later(&error))?;
        let brought = message.parts.iter().filter_map(|part| part.notice.as_ref());
        let left: Vec<String> = brought.clone().filter(|key| !told.contains(key)).map(ToString::to_string).collect();
        if left.len() == brought.count() {
            return Ok(Some((message.clone(), key)));
        }
        tracing::info!(message = %message.label(), left = left.len(), "some of what is handed over was told; it is not sent again");
        if left.is_empty() {
            return Ok(None);
        }
        let is_left = |part: &&Part| part.notice.as_ref().is_none_or(|notice| !told.contains(notice));
        let parts = message.parts.iter().filter(is_left).cloned().collect();
        let id = events::ids::MessageId::named(&format!("{}/{}", message.id, left.join("/")));
        let rest = Message { id, parts, ..message.clone() };
        let key = message_key(&rest)?;
        Ok(Some((rest, key)))
    }

    /// What the person's calendar knows of the meetings that a message is about.
    fn calendar_knowledge(
        &self,
        to: &MessageToPerson<'_>,
        contents: &[Content],
    ) -> Result<BTreeMap<MeetingId, CalendarKnowledge>, DeliveryError> {
        let mut known = BTreeMap::new();
        for meeting in meetings_for_calendars(contents) {
            let mail = invitation_id(to.id(), &meeting_thread(meeting));
            let state = self.sent.state(mail).map_err(|error| try_again_later(&error))?;
            let sent = self.sent.invitation(&to.recipient.person, meeting).map_err(|error| try_again_later(&error))?;
            known.insert(meeting.clone(), CalendarKnowledge { sent, is_repeated: state != MailState::Unknown });
        }
        Ok(known)
    }

    async fn send(&self, to: &MessageToPerson<'_>, worded: WordedMessage) -> Result<Delivered, DeliveryError> {
        let WordedMessage { digest, invitations } = worded;
        if digest.sections.is_empty() && invitations.is_empty() {
            return Ok(Delivered::Overtaken);
        }
        let on = to.message.on;
        // What nobody knows of and another process may have sent, with a file of its own, may have come before.
        let is_known = self.sent.is_known(&to.key).map_err(|error| try_again_later(&error))?;
        let mut once = !to.has_changed && (is_known || !to.message.tried_before);
        if to.has_changed {
            tracing::warn!(message = %to.message.label(), "a message is handed over with other content; it may have come twice");
        }
        if !digest.sections.is_empty() {
            let subject = digest.subject(&to.context, on);
            let draft = self.draft(to, to.id(), (subject, digest.sections), ThreadKey(WORK.to_owned()), None);
            once &= self.delivery.send_once(&to.key, on, &draft).await?;
        }
        for mail in invitations {
            let thread = meeting_thread(&mail.meeting);
            let id = invitation_id(to.id(), &thread);
            let draft = self.draft(to, id, (mail.subject, vec![mail.section]), thread, Some(mail.entry));
            once &= self.delivery.send_once(&to.key, on, &draft).await?;
            let person = &to.recipient.person;
            self.sent.note_invitation(person, &mail.meeting, mail.sent).map_err(|error| try_again_later(&error))?;
        }
        if self.sent.is_taken(&to.key).map_err(|error| try_again_later(&error))? {
            let notices: Vec<_> = to.message.parts.iter().filter_map(|part| part.notice.as_ref()).collect();
            let told = (&to.recipient.address, notices.as_slice());
            self.sent.record_completion(&to.key, on, once, told).map_err(|error| try_again_later(&error))?;
        }
        Ok(Delivered::Sent { once })
    }

    fn draft(
        &self,
        to: &MessageToPerson<'_>,
        id: MessageId,
        (subject, sections): (String, Vec<Section>),
        thread: ThreadKey,
        invitation: Option<CalendarEntry>,
    ) -> MailDraft {
        MailDraft {
            id,
            to: to.recipient.clone(),
            language: to.context.language(),
            subject,
            sections,
            thread,
            invitation,
            reminders: self.services.links.reminders(&to.recipient.person, to.context.moment.now),
            unsubscribe: self.services.links.unsubscribe(&to.recipient.person),
            written_at: to.context.moment.now,
        }
    }
}

/// What tells a message from another: its id and what it was to say.
fn message_key(message: &Message) -> Result<MessageKey, DeliveryError> {
    let parts = serde_json::to_vec(&message.parts).map_err(|error| try_again_later(&error))?;
    Ok(MessageKey { message: message.id.0, parts: hex::encode(Sha256::digest(parts)) })
}

impl MessageToPerson<'_> {
    /// The id under which the message goes out: its own; another where one with other parts went out under that, since mail
    /// programs show one id once.
    fn id(&self) -> MessageId {
        let MessageKey { message, parts } = &self.key;
        if self.has_changed { named_id(&format!("{message}/{parts}")) } else { MessageId(*message) }
    }
}

/// The thread of everything about a meeting for calendars.
fn meeting_thread(meeting: &MeetingId) -> ThreadKey {
    ThreadKey(format!("meeting/{meeting}"))
}

/// The id of a message's e-mail for calendars in such a thread.
fn invitation_id(message: MessageId, thread: &ThreadKey) -> MessageId {
    named_id(&format!("{}/{thread}", message.0))
}

fn named_id(name: &str) -> MessageId {
    MessageId(events::ids::MessageId::named(name).0)
}

#[async_trait]
impl Channel for EmailChannel {
    async fn deliver(&self, message: &Message) -> Result<Delivered, DeliveryError> {
        match &message.to {
            Addressee::Person { person, .. } => {
                let _turn = match self.turns_of(person) {
                    Some(turns) => Some(turns.lock().await),
                    None => None,
                };
                self.deliver_to_person(message, person).await
            }
            // A group is a chat; nobody writes e-mails to it.
            Addressee::Group { .. } => Ok(Delivered::Overtaken),
        }
    }
}
