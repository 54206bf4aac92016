//! Help, and what is kept of whoever writes.

use crate::core::chat_context::{ChatContext, GroupContext, Visitor};
use crate::core::chat_error::ChatError;
use crate::core::feature::{Feature, Handling};
use crate::core::outgoing::Outgoing;
use crate::core::slash_command::{ChatCommand, MenuOf, SlashCommand};
use events::authority::{View, gives_tasks, permit_view};

/// What can be written and pressed here.
pub(crate) async fn help(context: &ChatContext<'_>) -> Result<Outgoing, ChatError> {
    let texts = context.texts();
    let mut parts =
        vec![texts.say("help-focal-point", &[]), texts.say("help-meetings", &[]), texts.say("help-referrals", &[])];
    let strategy = context.services.strategy().await?;
    if strategy.reported_by(&context.person.institution).next().is_some() {
        parts.push(texts.say("help-indicators", &[]));
    }
    if !context.chairs().is_empty() {
        parts.push(texts.say("help-chair", &[]));
        parts.push(texts.say("help-week", &[]));
    }
    if gives_tasks(&context.principal()) {
        parts.push(texts.say("help-assign", &[]));
        parts.push(texts.say("help-late", &[]));
    }
    if permit_view(&context.principal(), &View::Overview).is_ok() {
        parts.push(texts.say("help-secretariat", &[]));
        parts.push(texts.say("help-month", &[]));
    }
    Ok(Outgoing::text(parts.join("\n\n")))
}

pub(crate) async fn show_help(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let message = help(context).await?;
    context.answer(message).await
}

/// What the bot does in a group.
pub(crate) fn help_in_group(context: &GroupContext<'_>) -> Outgoing {
    context.message("group-help")
}

/// Help and privacy.
pub(crate) struct Help;

impl Feature for Help {
    fn commands(&self) -> &'static [ChatCommand] {
        const COMMANDS: [ChatCommand; 2] = [
            ChatCommand::new("privacy", "commands-privacy", MenuOf::Everybody),
            ChatCommand::new("help", "commands-help", MenuOf::Everybody),
        ];
        &COMMANDS
    }

    fn on_command_of_anybody<'a>(&'a self, visitor: &'a Visitor<'a>, command: &'a SlashCommand) -> Handling<'a, bool> {
        Box::pin(async move {
            if command.name != "privacy" {
                return Ok(false);
            }
            visitor.say("privacy").await.map(|()| true)
        })
    }

    fn on_command<'a>(&'a self, context: &'a ChatContext<'a>, _command: &'a SlashCommand) -> Handling<'a> {
        Box::pin(show_help(context))
    }

    fn on_group_command<'a>(
        &'a self,
        context: &'a GroupContext<'a>,
        command: &'a SlashCommand,
    ) -> Handling<'a, Option<Outgoing>> {
        Box::pin(async { Ok((command.name == "help").then(|| help_in_group(context))) })
    }
}
