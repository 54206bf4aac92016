//! A message goes into a chat once: what was begun and what arrived is noted around its sending, and so is which notices it
//! brought. One that is handed over again is not sent again as far as it arrived; one of which nobody knows whether it arrived
//! is, and that is reported.

use chrono::NaiveDate;
use events::ids::{MessageId, NotificationKey, PersonId};
use notifications::{Content, Delivered, DeliveryError, Message, Part};
use sha2::{Digest as _, Sha256};

use crate::core::config::BotError;
use crate::core::delivery::{delivery_error, try_again_later};
use crate::core::messenger::{Messenger, SendError};
use crate::core::outgoing::Outgoing;
use crate::core::place::Place;
use crate::core::services::Services;
use crate::core::storage::delivered_messages::{DeliveredMessage, MessageSource, fingerprint, record_delivered};
use crate::core::storage::morning_keyboards::record_morning_keyboard;
use crate::core::storage::sent_messages::{
    SentMessage, begin_message, forget_message, notices_arrived, record_arrived, sent_before,
};
use crate::core::wording::{Placement, ReadyMessage};

/// What is reported when a message may come twice.
const PERHAPS_TWICE: &str =
    "whether this message arrived is not known; it is sent again when it is handed over again, and may have come twice";
/// What is reported when a message that arrived is not the one that is handed over any more.
const CHANGED: &str =
    "a message that arrived is handed over with other content; it is sent again, and may have come twice";

/// A message on its way into one chat.
pub(crate) struct ToChat {
    pub(crate) place: Place,
    pub(crate) id: MessageId,
    pub(crate) on: NaiveDate,
    /// As logs name it.
    pub(crate) label: String,
    /// Whose morning message it is, if it is one.
    pub(crate) morning_of: Option<PersonId>,
    /// The notices that it brings.
    pub(crate) notices: Vec<NotificationKey>,
    /// Whether nobody knows whether it arrived before, as whoever hands it over says.
    pub(crate) tried_before: bool,
    /// What it is worded from and how each part of that stands, where it is to be kept up to date.
    pub(crate) worded_from: Option<(Message, Vec<Option<String>>)>,
}

impl ToChat {
    /// A message on its way into a chat.
    pub(crate) fn of(message: &Message, place: Place, id: MessageId) -> Self {
        Self {
            place,
            id,
            on: message.on,
            label: message.label(),
            morning_of: None,
            notices: message.parts.iter().filter_map(|part| part.notice.clone()).collect(),
            tried_before: message.tried_before,
            worded_from: None,
        }
    }

    /// What each of these messages is worded from, where it is to be kept up to date.
    fn sources(&self, worded: &[ReadyMessage]) -> Result<Vec<Option<MessageSource>>, BotError> {
        let Some((message, standings)) = &self.worded_from else { return Ok(worded.iter().map(|_| None).collect()) };
        let mut position = 0;
        let mut source = |one: &ReadyMessage| {
            if !one.is_kept_up_to_date() {
                return Ok(None);
            }
            let is_in_it = |content: &Content| match &one.only_about {
                Some(only) => only == content,
                None => !worded.iter().any(|other| other.only_about.as_ref() == Some(content)),
            };
            let all = message.parts.iter().zip(standings).filter(|(part, _)| is_in_it(&part.content));
            let (parts, told): (Vec<Part>, Vec<Option<String>>) = all.map(|(p, s)| (p.clone(), s.clone())).unzip();
            let own_position = if one.only_about.is_some() { 0 } else { position };
            if one.only_about.is_none() {
                position += 1;
            }
            // What can change nothing, or has no buttons, stays as it is.
            if one.message.buttons.is_empty() || told.iter().all(Option::is_none) {
                return Ok(None);
            }
            Ok(Some(MessageSource {
                message: Message { parts, ..message.clone() },
                position: own_position,
                seen: told.clone(),
                told,
                shows: fingerprint(&one.message)?,
                is_of_earlier_morning: false,
            }))
        };
        worded.iter().map(&mut source).collect()
    }
}

/// A message without what is known to have arrived in this chat on that day, under whatever id: whoever handed it over was stopped
/// while it recorded that. Nothing, where all of it arrived.
pub(crate) async fn not_arrived(
    services: &Services,
    place: Place,
    message: &Message,
) -> Result<Option<Message>, DeliveryError> {
    let arrived = notices_arrived(&services.database, place.chat, message.on).await;
    let arrived = arrived.map_err(|error| try_again_later(&error))?;
    let brings = |part: &&Part| part.notice.as_ref().is_some_and(|notice| !arrived.contains(notice));
    let brought = message.parts.iter().filter(|part| part.notice.is_some()).count();
    let left = message.parts.iter().filter(brings).count();
    if left == brought {
        return Ok(Some(message.clone()));
    }
    tracing::info!(message = %message.label(), left, "some of what is handed over has arrived; it is not sent again");
    if left == 0 {
        return Ok(None);
    }
    let is_left = |part: &Part| part.notice.as_ref().is_none_or(|notice| !arrived.contains(notice));
    let parts: Vec<Part> = message.parts.iter().filter(|part| is_left(part)).cloned().collect();
    let keys: Vec<String> = parts.iter().filter_map(|part| part.notice.as_ref()).map(ToString::to_string).collect();
    // Another message than the one that arrived.
    let id = MessageId::named(&format!("{}/{}", message.id, keys.join("/")));
    Ok(Some(Message { id, parts, ..message.clone() }))
}

/// Sends what was worded, unless it is known to have arrived already.
pub(crate) async fn send(
    services: &Services,
    to: &ToChat,
    worded: Vec<ReadyMessage>,
) -> Result<Delivered, DeliveryError> {
    let (database, id, on) = (&services.database, to.id, to.on);
    if worded.is_empty() {
        return Ok(Delivered::Overtaken);
    }
    let texts: Vec<&str> = worded.iter().map(|one| one.message.text.as_str()).collect();
    let content = Sha256::digest(texts.join("\n\n")).to_vec();
    let mut once = true;
    match sent_before(database, id, on).await.map_err(|error| try_again_later(&error))? {
        Some(before) if before == (SentMessage { content: content.clone(), delivered: true }) => {
            tracing::info!(message = %to.label, "a message that arrived is handed over again; it is not sent again");
            return Ok(Delivered::Sent { once: true });
        }
        Some(SentMessage { delivered: true, .. }) => {
            once = false;
            tracing::warn!(message = %to.label, "{CHANGED}");
        }
        Some(SentMessage { delivered: false, .. }) => {
            once = false;
            tracing::warn!(message = %to.label, "{PERHAPS_TWICE}");
        }
        // Another process, with a file of its own, may have sent it.
        None if to.tried_before => {
            once = false;
            tracing::warn!(message = %to.label, "{PERHAPS_TWICE}");
        }
        None => {}
    }
    begin_message(database, id, on, content).await.map_err(|error| try_again_later(&error))?;
    let mut began = false;
    let sources = to.sources(&worded).map_err(|error| try_again_later(&error))?;
    for (one, source) in worded.into_iter().zip(sources) {
        if let Err(error) = send_one(services, to, one, source).await {
            let arrived_not = error.is_final() || error.is_unsent();
            if arrived_not && !began {
                forget_message(database, id, on).await.map_err(|error| try_again_later(&error))?;
            } else {
                tracing::warn!(message = %to.label, "{PERHAPS_TWICE}");
            }
            return Err(delivery_error(&error));
        }
        began = true;
    }
    record_arrived(database, to.place.chat, (id, on), &to.notices).await.map_err(|error| try_again_later(&error))?;
    Ok(Delivered::Sent { once })
}

async fn send_one(
    services: &Services,
    to: &ToChat,
    worded: ReadyMessage,
    source: Option<MessageSource>,
) -> Result<(), SendError> {
    let (messenger, chat) = (&services.messenger, to.place.chat);
    if let Some(png) = worded.picture {
        messenger.put_picture(chat, png, &worded.message).await?;
    } else {
        let id = place(messenger, to.place, worded.place, &worded.message).await?;
        if let Some(person) = to.morning_of.as_ref().filter(|_| !worded.message.buttons.is_empty()) {
            let rows = &worded.message.buttons;
            record_morning_keyboard(&services.database, (chat, id), (person, to.on), rows).await?;
        }
        if let Some(source) = source {
            record_delivered(&services.database, &DeliveredMessage { chat, message: id, source }).await?;
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
        Placement::InPlaceOf(old) | Placement::InPlaceOfOrBelow(old) => {
            match messenger.bring_up_to_date(to, old, message).await {
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
            }
        }
    }
}
