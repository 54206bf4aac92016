//! Whoever holds posts in several institutions: for which of them is spoken.

use events::ids::PersonId;
use events::institution::InvitationHash;
use serde::{Deserialize, Serialize};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::features::people::who_am_i::who_am_i;

/// What a button about posts does. It is kept in the bot's file, so names and content never change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum PostPress {
    /// Links the chat to another post as well, by this invitation.
    LinkAlso(InvitationHash),
    /// Speaks for this post from now on.
    SpeakAs(PersonId),
}

impl PostPress {
    /// The name under which these buttons are kept.
    pub(crate) const NAME: &'static str = "Post";
}

impl From<PostPress> for Press {
    fn from(press: PostPress) -> Self {
        Self::named(PostPress::NAME, &press)
    }
}

/// For which institution somebody speaks, with a button for each other.
pub(super) async fn show_posts(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let (services, texts) = (context.services, context.texts());
    let people = services.read_models.people_by_chat(context.chat).await?;
    if people.len() < 2 {
        return who_am_i(context).await;
    }
    let mut buttons = Vec::new();
    for person in people.iter().filter(|person| person.person != context.person.person) {
        let name = services.institution_name(&person.institution, context.language).await?;
        let label = texts.label("button-post", &[("institution", name.into())]);
        buttons.push(vec![(label, PostPress::SpeakAs(person.person.clone()).into())]);
    }
    let institution = context.institution_name().await?;
    let text = texts.say("posts-speaking", &[("institution", institution.into())]);
    context.answer(Outgoing::text(text).with_buttons(buttons)).await
}

/// Speaks for another post from now on: what the bot says last is for it.
pub(super) async fn speak_as(context: &ChatContext<'_>, person: &PersonId) -> Result<(), ChatError> {
    let services = context.services;
    let people = services.read_models.people_by_chat(context.chat).await?;
    let Some(chosen) = people.into_iter().find(|one| &one.person == person) else {
        return context.say("button-expired").await;
    };
    let texts = services.texts(chosen.language);
    let institution = services.institution_name(&chosen.institution, chosen.language).await?;
    let text = texts.say("posts-speaking", &[("institution", institution.into())]);
    // In a message of its own, so that it is what was said last.
    let said = Outgoing { addressee: Some(chosen.person), ..Outgoing::text(text) };
    Ok(services.messenger.send(context.chat, &said).await?)
}
