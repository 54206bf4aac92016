//! Chats that are not linked any more: whoever lost the post or the chat, or linked another in its place, is told in the old
//! chat that nothing comes there any more.
//!
//! Which chat that was is sealed in the log and in no read model any more; the channel remembers it from having linked it or
//! written to it. Such a notice is a message by itself: what else the person is told goes to the chat of today.

use events::ids::{InstitutionId, StreamId};
use events::notification::{Audience, Notice, Occasion};
use readmodels::organisation::UnlinkedPerson;

use crate::content::{Content, LostChat};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::topics::Topic;

/// Chats that a person lost, told where they were.
pub struct LostChats;

impl Topic for LostChats {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        let owed = facts.institutions.with_losses().flat_map(|(id, institution)| {
            let lost = institution.unlinked.iter().filter(|unlinked| unlinked.was.has_chat);
            lost.filter_map(move |unlinked| of_loss(id, unlinked))
        });
        owed.collect()
    }
}

fn of_loss(institution: &InstitutionId, unlinked: &UnlinkedPerson) -> Option<Owed> {
    let notice = Notice {
        about: StreamId::new("institution", institution.as_str()).ok()?,
        occasion: Occasion::try_from(format!("chat-lost.{}", unlinked.position.0)).ok()?,
        to: Audience::Person(unlinked.was.person.clone()),
    };
    let content = Content::LostChat(LostChat { institution: institution.clone(), position: unlinked.position });
    Some(Owed { notice, content, urgency: Urgency::AtWork, since: unlinked.at })
}
