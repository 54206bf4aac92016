//! What a person is going to be told in the days to come, by day and hour, and in which quality: `/reminders`.
//!
//! It is worked out by the notifications ([`notifications::ahead`]) and put in words here ([`wording`]). Everybody sees the
//! own days only.

mod wording;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::feature::{Feature, Handling};
use crate::core::outgoing::Outgoing;
use crate::core::slash_command::{ChatCommand, MenuOf, SlashCommand};
use crate::features::reminders::wording::message_in_words;

/// How many days it looks ahead.
const DAYS: u16 = 7;

/// What a person is going to be told.
pub(crate) struct Reminders;

impl Feature for Reminders {
    fn commands(&self) -> &'static [ChatCommand] {
        const COMMANDS: [ChatCommand; 1] = [ChatCommand::new("reminders", "commands-reminders", MenuOf::People)];
        &COMMANDS
    }

    fn on_command<'a>(&'a self, context: &'a ChatContext<'a>, _command: &'a SlashCommand) -> Handling<'a> {
        Box::pin(show_reminders(context))
    }
}

async fn show_reminders(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let (texts, facts) = (context.texts(), context.services.facts().await?);
    let mut parts = Vec::new();
    for message in notifications::ahead(&context.person.person, &facts, DAYS) {
        parts.extend(message_in_words(context, &facts, &message).await?);
    }
    if parts.is_empty() {
        return context.say("ahead-nothing").await;
    }
    parts.insert(0, texts.say("ahead-heading", &[]));
    parts.push(texts.say("ahead-as-known", &[]));
    context.answer(Outgoing::text(parts.join("\n\n"))).await
}
