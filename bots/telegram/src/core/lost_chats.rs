//! Telling whoever lost a chat in that chat: it is linked to nobody any more, and nothing comes there.
//!
//! Which chat it was is remembered in the bot's own file. A chat that is linked again, to whomever, is told nothing.

use std::time::Duration;

use events::ids::{MessageId, PersonId};
use events::language::Language;
use events::notification::NotDelivered;
use notifications::{Delivered, DeliveryError, LostChat, Message};

use crate::core::delivery::try_again_later;
use crate::core::outgoing::Outgoing;
use crate::core::sending::{ToChat, send};
use crate::core::services::Services;
use crate::core::storage::remembered_chats::{forget_chat, remembered_chats};
use crate::core::wording::ReadyMessage;

/// How long the read models may take to show that the chat is not linked any more.
const SHOWN_WITHIN: Duration = Duration::from_secs(5);

/// Tells a person in each chat that was lost.
pub(crate) async fn tell_in_lost_chats(
    services: &Services,
    message: &Message,
    (person, language): (&PersonId, Language),
    lost: &LostChat,
) -> Result<Delivered, DeliveryError> {
    let read = services.read_models.as_ref();
    read.reached(lost.position, SHOWN_WITHIN).await.map_err(|error| try_again_later(&error))?;
    let remembered = remembered_chats(&services.database, person).await.map_err(|error| try_again_later(&error))?;
    if remembered.is_empty() {
        return Err(DeliveryError::Unreachable(NotDelivered::NoChannel));
    }
    let institution = services.institution_name(&lost.institution, language).await;
    let institution = institution.map_err(|error| try_again_later(&error))?;
    let text = services.texts(language).say("chat-unlinked", &[("institution", institution.into())]);
    let mut outcome = Ok(Delivered::Overtaken);
    for chat in remembered {
        if read.person_by_chat(chat).await.map_err(|error| try_again_later(&error))?.is_some() {
            continue;
        }
        // Each chat has a message of its own, which is noted by itself.
        let id = MessageId::named(&format!("{}/{}", message.id, chat.0));
        let to = ToChat { notices: vec![], ..ToChat::of(message, chat.into(), id) };
        match send(services, &to, vec![ReadyMessage::text(Outgoing::text(text.clone()))]).await {
            Ok(Delivered::Sent { once }) => {
                let all_once = once && outcome != Ok(Delivered::Sent { once: false });
                outcome = Ok(Delivered::Sent { once: all_once });
            }
            Ok(Delivered::Overtaken) => {}
            // Nobody is there any more who would hear it another time.
            Err(error @ DeliveryError::Unreachable(_)) => outcome = outcome_of_refusal(&outcome, &error),
            Err(error) => return Err(error),
        }
        forget_chat(&services.database, person, chat).await.map_err(|error| try_again_later(&error))?;
    }
    outcome
}

/// What was told in one chat is told.
fn outcome_of_refusal(
    outcome: &Result<Delivered, DeliveryError>,
    refusal: &DeliveryError,
) -> Result<Delivered, DeliveryError> {
    match outcome {
        Ok(Delivered::Sent { once }) => Ok(Delivered::Sent { once: *once }),
        Ok(Delivered::Overtaken) | Err(_) => Err(refusal.clone()),
    }
}
