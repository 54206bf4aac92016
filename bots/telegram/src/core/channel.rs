//! The bot as a channel of the notifications: a message is worded by the features, sent as one, and noted.
//!
//! Whoever hands it over may not hear of the outcome, and hands it over again. So what was sent is noted in the bot's own
//! file, and a message that arrived is not sent again. One that may have arrived, because the answer of the messenger was
//! lost or the bot crashed before it came, is sent again, and that is reported. In a subgroup's groups each has a message of
//! its own, and is noted by itself.

use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::NaiveDate;
use events::ids::{MessageId, PersonId, SubgroupId};
use events::language::Language;
use events::notification::NotDelivered;
use notifications::{Addressee, Content, Delivered, DeliveryError, Message, SilenceReason};
use sha2::{Digest as _, Sha256};
use tokio::sync::Mutex;

use crate::core::chat_context::{Cause, ChatContext};
use crate::core::delivery::{delivery_error, try_again_later};
use crate::core::feature::Feature;
use crate::core::lost_chats::tell_in_lost_chats;
use crate::core::messenger::{Messenger, SendError};
use crate::core::morning_keyboards::take_earlier_keyboards_away;
use crate::core::outbox::Outbox;
use crate::core::outgoing::Outgoing;
use crate::core::place::Place;
use crate::core::services::Services;
use crate::core::storage::linked_groups::{LinkedGroup, groups_to_post_in, linked_groups, unlink_group};
use crate::core::storage::morning_keyboards::record_morning_keyboard;
use crate::core::storage::remembered_chats::remember_chat;
use crate::core::storage::sent_messages::{SentBefore, begin_message, forget_message, record_arrived, sent_before};
use crate::core::storage::silent_groups::record_silent;
use crate::core::wording::{Placement, Worded, joined};

/// How many places there are in which messages are sent side by side.
const PLACES: usize = 64;
/// What is reported when a message may come twice.
const PERHAPS_TWICE: &str =
    "whether this message arrived is not known; it is sent again when it is handed over again, and may have come twice";
/// What is reported when a message that arrived is not the one that is handed over any more.
const CHANGED: &str =
    "a message that arrived is handed over with other content; it is sent again, and may have come twice";

/// Sends messages, those to one person or subgroup one after the other.
pub(crate) struct MessageDelivery {
    /// Held while messages are sent, each by those of the same place.
    sending: [Mutex<()>; PLACES],
}

/// A message on its way into one chat.
struct ToChat {
    place: Place,
    id: MessageId,
    on: NaiveDate,
    /// As logs name it.
    label: String,
    /// Whose morning message it is, if it is one.
    morning_of: Option<PersonId>,
}

impl MessageDelivery {
    pub(crate) fn new() -> Self {
        Self { sending: std::array::from_fn(|_| Mutex::default()) }
    }

    /// Held while a message to whoever has this id, or shares the place, is sent.
    fn turns_of(&self, addressee: &str) -> &Mutex<()> {
        let mut hasher = DefaultHasher::new();
        addressee.hash(&mut hasher);
        let places = u64::try_from(PLACES).unwrap_or(1);
        &self.sending[usize::try_from(hasher.finish() % places).unwrap_or(0)]
    }

    /// Words a message and sends it.
    pub(crate) async fn deliver(
        &self,
        outbox: &Outbox,
        features: &[&dyn Feature],
        message: &Message,
    ) -> Result<Delivered, DeliveryError> {
        match &message.to {
            Addressee::Person { person, language, .. } => {
                self.deliver_to_person(outbox, features, message, (person, *language)).await
            }
            Addressee::Group { subgroup } => {
                self.deliver_to_groups(&outbox.services, features, message, subgroup).await
            }
        }
    }

    async fn deliver_to_person(
        &self,
        outbox: &Outbox,
        features: &[&dyn Feature],
        message: &Message,
        (person, language): (&PersonId, Language),
    ) -> Result<Delivered, DeliveryError> {
        let services = &outbox.services;
        // Whoever hands a message over twice at the same time waits to see what became of the first.
        let _turn = self.turns_of(person.as_str()).lock().await;
        if let Some(lost) = message.parts.iter().find_map(|part| part.content.as_lost_chat()) {
            return tell_in_lost_chats(services, (person, language), lost).await;
        }
        let known = services.read_models.person(person).await.map_err(|error| try_again_later(&error))?;
        let known = known.ok_or_else(|| try_again_later(&format!("{person} is not known here yet")))?;
        // The messenger gives groups numbers below nought.
        let chat = known.chat.filter(|chat| chat.0 > 0).ok_or(DeliveryError::Unreachable(NotDelivered::NoChannel))?;
        remember_chat(&services.database, person, chat).await.map_err(|error| try_again_later(&error))?;
        // Whoever is just linking the chat is welcomed first.
        drop(services.welcoming.lock().await);
        let context = ChatContext::private(outbox, chat, known, Cause::by_itself()).planned_for(message.on);
        let contents = contents_of(message);
        let mut worded = Vec::new();
        for feature in features {
            worded.extend(feature.word(&context, message, &contents).await?);
        }
        let to = ToChat {
            place: chat.into(),
            id: message.id,
            on: message.on,
            label: message.label(),
            morning_of: message.morning.then(|| person.clone()),
        };
        let delivered = send(services, &to, joined(worded)).await?;
        if let (Some(person), Delivered::Sent { .. }) = (&to.morning_of, delivered) {
            take_earlier_keyboards_away(services, features, chat, (person, to.on)).await;
        }
        Ok(delivered)
    }

    /// Sends a message in every group that is the subgroup's chat.
    async fn deliver_to_groups(
        &self,
        services: &Services,
        features: &[&dyn Feature],
        message: &Message,
        subgroup: &SubgroupId,
    ) -> Result<Delivered, DeliveryError> {
        let _turn = self.turns_of(subgroup.as_str()).lock().await;
        let groups = groups_to_post_in(&services.database).await.map_err(|error| try_again_later(&error))?;
        let known = linked_groups(&services.database).await.map_err(|error| try_again_later(&error))?;
        let is_of = |group: &&LinkedGroup| group.subgroup == *subgroup;
        let mut closed = known.iter().filter(is_of).count() > groups.iter().filter(is_of).count();
        let contents = contents_of(message);
        let mut outcome = Delivered::Overtaken;
        for group in groups.iter().filter(is_of) {
            let mut worded = Vec::new();
            for feature in features {
                worded.extend(feature.word_in_group(services, group, &contents).await?);
            }
            let id = MessageId::named(&format!("{}/{}", message.id, group.chat.0));
            let to = ToChat { place: group.place(), id, on: message.on, label: message.label(), morning_of: None };
            match send(services, &to, joined(worded)).await {
                Ok(Delivered::Sent { once }) => {
                    let all_once = once && outcome != Delivered::Sent { once: false };
                    outcome = Delivered::Sent { once: all_once };
                }
                Ok(Delivered::Overtaken) => {}
                // Out of the group: it is nobody's chat any more.
                Err(DeliveryError::Unreachable(NotDelivered::BlockedByPerson)) => {
                    tracing::warn!(%subgroup, "a group takes nothing any more; it is unlinked");
                    let gone = record_silent(&services.database, group.place(), true, SilenceReason::Gone).await;
                    gone.map_err(|error| try_again_later(&error))?;
                    unlink_group(&services.database, group.chat).await.map_err(|error| try_again_later(&error))?;
                }
                // The chair hears of it, and it is not tried again before something can be said there.
                Err(DeliveryError::Unreachable(NotDelivered::RefusedByChannel)) => {
                    tracing::warn!(%subgroup, "a group takes nothing for now");
                    closed = true;
                }
                Err(error) => return Err(error),
            }
        }
        if closed && outcome == Delivered::Overtaken {
            return Err(DeliveryError::Closed { reason: "the group takes nothing".to_owned() });
        }
        Ok(outcome)
    }
}

fn contents_of(message: &Message) -> Vec<Content> {
    message.parts.iter().map(|part| part.content.clone()).collect()
}

/// Sends what was worded, unless it is known to have arrived already.
async fn send(services: &Services, to: &ToChat, worded: Vec<Worded>) -> Result<Delivered, DeliveryError> {
    let (database, id, on) = (&services.database, to.id, to.on);
    if worded.is_empty() {
        return Ok(Delivered::Overtaken);
    }
    let texts: Vec<&str> = worded.iter().map(|one| one.message.text.as_str()).collect();
    let content = Sha256::digest(texts.join("\n\n")).to_vec();
    let mut once = true;
    match sent_before(database, id, on).await.map_err(|error| try_again_later(&error))? {
        Some(before) if before == (SentBefore { content: content.clone(), delivered: true }) => {
            tracing::info!(message = %to.label, "a message that arrived is handed over again; it is not sent again");
            return Ok(Delivered::Sent { once: true });
        }
        Some(SentBefore { delivered: true, .. }) => {
            once = false;
            tracing::warn!(message = %to.label, "{CHANGED}");
        }
        Some(SentBefore { delivered: false, .. }) => {
            once = false;
            tracing::warn!(message = %to.label, "{PERHAPS_TWICE}");
        }
        None => {}
    }
    begin_message(database, id, on, content).await.map_err(|error| try_again_later(&error))?;
    let mut began = false;
    for one in worded {
        if let Err(error) = send_one(services, to, one).await {
            let arrived_not = error.is_final() || error.is_too_many();
            if arrived_not && !began {
                forget_message(database, id, on).await.map_err(|error| try_again_later(&error))?;
            } else {
                tracing::warn!(message = %to.label, "{PERHAPS_TWICE}");
            }
            return Err(delivery_error(&error));
        }
        began = true;
    }
    record_arrived(database, id, on).await.map_err(|error| try_again_later(&error))?;
    Ok(Delivered::Sent { once })
}

async fn send_one(services: &Services, to: &ToChat, worded: Worded) -> Result<(), SendError> {
    let (messenger, chat) = (&services.messenger, to.place.chat);
    if let Some(png) = worded.picture {
        messenger.put_picture(chat, png, &worded.message).await?;
    } else {
        let id = place(messenger, to.place, worded.place, &worded.message).await?;
        if let Some(person) = to.morning_of.as_ref().filter(|_| !worded.message.buttons.is_empty()) {
            let rows = &worded.message.buttons;
            record_morning_keyboard(&services.database, (chat, id), (person, to.on), rows).await?;
        }
        if let Some(once_sent) = worded.once_sent {
            once_sent(id).await?;
        }
    }
    if let Some(document) = &worded.document {
        messenger.send_document(chat, document).await?;
    }
    Ok(())
}

/// Sends a message to its place; the messenger's number of it.
async fn place(messenger: &Messenger, to: Place, placement: Placement, message: &Outgoing) -> Result<i32, SendError> {
    match placement {
        Placement::Below => messenger.put(to, message).await,
        Placement::BelowSilently => messenger.put_silently(to, message).await,
        Placement::InPlaceOf(old) | Placement::InPlaceOfOrBelow(old) => match messenger.edit(to, old, message).await {
            Ok(()) => Ok(old),
            // Too old to edit, deleted, or left behind when a group became another chat.
            Err(error) if error.is_final() && !error.is_blocked() && !error.is_muted() => {
                tracing::debug!(%error, "a message cannot be edited any more");
                match placement {
                    Placement::InPlaceOfOrBelow(_) => messenger.put_silently(to, message).await,
                    Placement::InPlaceOf(_) | Placement::Below | Placement::BelowSilently => Ok(old),
                }
            }
            Err(error) => Err(error),
        },
    }
}
