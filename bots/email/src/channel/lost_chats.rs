//! A chat that the person has no more, in words: whoever did not give it up hears of it here.

use std::time::Duration;

use notifications::{Content, LostChat};
use readmodels::AskError;

use crate::channel::context::MailContext;
use crate::channel::digest::{Digest, plain_line};

/// How long the read models may take to show that the chat is not linked any more.
const SHOWN_WITHIN: Duration = Duration::from_secs(5);

/// Chats that are linked no more; whoever has linked one again is told nothing.
pub(super) async fn word_lost_chats(
    context: &MailContext<'_>,
    contents: &[Content],
    digest: &mut Digest,
) -> Result<(), AskError> {
    let mut lines = Vec::new();
    for LostChat { institution, position } in contents.iter().filter_map(Content::as_lost_chat) {
        let read = &context.services.read_models;
        read.reached(*position, SHOWN_WITHIN).await?;
        let person = read.person(&context.person.person).await?;
        if person.is_some_and(|person| person.chat.is_none()) {
            let name = context.institution_name(institution).await?;
            lines.push(plain_line(context.say("email-lost-chat", &[("institution", name.into())])));
            digest.name(context.say("email-subject-lost-chat", &[]));
        }
    }
    digest.add(None, lines);
    Ok(())
}
