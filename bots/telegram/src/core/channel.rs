//! The bot as a channel of the notifications: a message is worded by the features, sent as one, and noted.
//!
//! Whoever hands it over may not hear of the outcome, and hands it over again. So what was sent is noted in the bot's own
//! file, and a message that arrived is not sent again. One that may have arrived, because the answer of the messenger was
//! lost or the bot crashed before it came, is sent again, and that is reported. In a subgroup's groups each has a message of
//! its own, and is noted by itself.

use std::hash::{DefaultHasher, Hash, Hasher};

use events::audit::AuditedAct;
use events::ids::{MessageId, PersonId, SubgroupId};
use events::language::Language;
use events::notification::NotDelivered;
use notifications::{Addressee, Content, Delivered, DeliveryError, Message, SilenceReason};
use tokio::sync::Mutex;

use crate::core::chat_context::{Cause, ChatContext};
use crate::core::delivery::try_again_later;
use crate::core::feature::Feature;
use crate::core::lost_chats::tell_in_lost_chats;
use crate::core::message_updates::standings;
use crate::core::morning_keyboards::take_earlier_keyboards_away;
use crate::core::outbox::Outbox;
use crate::core::place::Place;
use crate::core::sending::{ToChat, not_arrived, send};
use crate::core::services::Services;
use crate::core::storage::linked_groups::{LinkedGroup, groups_to_post_in, linked_groups, unlink_group};
use crate::core::storage::remembered_chats::remember_chat;
use crate::core::storage::silent_groups::record_silent;
use crate::core::wording::joined;

/// How many places there are in which messages are sent side by side.
const PLACES: usize = 64;
/// Sends messages, those to one person or subgroup one after the other.
pub(crate) struct MessageDelivery {
    /// Held while messages are sent, each by those of the same place.
    sending: [Mutex<()>; PLACES],
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
            return tell_in_lost_chats(services, message, (person, language), lost).await;
        }
        let known = services.read_models.person(person).await.map_err(|error| try_again_later(&error))?;
        let known = known.ok_or_else(|| try_again_later(&format!("{person} is not known here yet")))?;
        // The messenger gives groups numbers below nought.
        let chat = known.chat.filter(|chat| chat.0 > 0).ok_or(DeliveryError::Unreachable(NotDelivered::NoChannel))?;
        remember_chat(&services.database, person, chat).await.map_err(|error| try_again_later(&error))?;
        // Whoever is just linking the chat is welcomed first.
        drop(services.welcoming.lock().await);
        let place = Place::from(chat);
        let Some(message) = &not_arrived(services, place, message).await? else {
            return Ok(Delivered::Sent { once: true });
        };
        // Before it is worded: what changes from then on is seen as a change.
        let standings = standings(services, features, &known.institution, message).await?;
        let context = ChatContext::private(outbox, chat, known, Cause::by_itself()).planned_for(message.on);
        let contents = contents_of(message);
        let mut worded = Vec::new();
        for feature in features {
            worded.extend(feature.word(&context, message, &contents).await?);
        }
        let to = ToChat {
            morning_of: message.morning.then(|| person.clone()),
            worded_from: Some((message.clone(), standings)),
            ..ToChat::of(message, place, message.id)
        };
        let files: Vec<String> = worded.iter().filter_map(|one| Some(one.document.as_ref()?.what.clone())).collect();
        let delivered = send(services, &to, joined(worded)).await?;
        for what in &files {
            services.audit.record(&context.principal(), AuditedAct::Exported, what);
        }
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
        let mut outcome = Delivered::Overtaken;
        for group in groups.iter().filter(is_of) {
            match send_to_group(services, features, message, group).await {
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

/// Sends a message in one group, but for what arrived there.
async fn send_to_group(
    services: &Services,
    features: &[&dyn Feature],
    message: &Message,
    group: &LinkedGroup,
) -> Result<Delivered, DeliveryError> {
    let Some(message) = not_arrived(services, group.place(), message).await? else {
        return Ok(Delivered::Sent { once: true });
    };
    let (contents, mut worded) = (contents_of(&message), Vec::new());
    for feature in features {
        worded.extend(feature.word_in_group(services, group, &contents).await?);
    }
    let id = MessageId::named(&format!("{}/{}", message.id, group.chat.0));
    send(services, &ToChat::of(&message, group.place(), id), joined(worded)).await
}

fn contents_of(message: &Message) -> Vec<Content> {
    message.parts.iter().map(|part| part.content.clone()).collect()
}
