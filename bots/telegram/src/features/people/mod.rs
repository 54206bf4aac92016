//! People in post: linking a chat, being briefed, who somebody is here, and who does not hear from the bot.

pub(crate) mod block_records;
pub(crate) mod briefings;
pub(crate) mod linking;
mod pasted_invitations;
pub(crate) mod posts;
pub(crate) mod sent_briefings;
pub(crate) mod telling;
pub(crate) mod web_link;
pub(crate) mod who_am_i;

use std::convert::Infallible;

use futures::future::BoxFuture;
use notifications::Content;

use crate::core::chat_context::{ChatContext, GroupContext, Visitor};
use crate::core::config::BotError;
use crate::core::failed_ways_in::record_failed_entry;
use crate::core::feature::{Feature, Handling};
use crate::core::outbox::{AcceptanceHandler, Outbox};
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::reachability::record_changes;
use crate::core::slash_command::{ChatCommand, MenuOf, SlashCommand};
use crate::core::storage::database::Migration;
use crate::core::wording::ReadyMessage;
use crate::features::help::{help_in_group, show_help};
use crate::features::people::block_records::record_blocks;
use crate::features::people::briefings::{show_briefings, word_briefings};
use crate::features::people::linking::{Welcome, link_also, take_invitation};
use crate::features::people::pasted_invitations::pasted_invitation;
use crate::features::people::posts::{PostPress, show_posts, speak_as};
use crate::features::people::telling::{word_unreachable, word_ways_in};
use crate::features::people::web_link::web_link;
use crate::features::people::who_am_i::who_am_i;

/// The command that gives a link to the pages.
const WEB: &str = "web";

/// Linking a chat by an invitation.
pub(crate) struct Linking;

impl Feature for Linking {
    fn commands(&self) -> &'static [ChatCommand] {
        const COMMANDS: [ChatCommand; 1] = [ChatCommand {
            is_code: |words| words.len() == 1,
            ..ChatCommand::new("start", "commands-start", MenuOf::Strangers)
        }];
        &COMMANDS
    }

    fn command_in_text(&self, text: &str, own: &str) -> Option<SlashCommand> {
        pasted_invitation(text, own)
    }

    fn on_command_of_anybody<'a>(&'a self, visitor: &'a Visitor<'a>, command: &'a SlashCommand) -> Handling<'a, bool> {
        Box::pin(async move {
            let Some(token) = command.argument() else { return Ok(false) };
            take_invitation(visitor, token).await.map(|()| true)
        })
    }

    fn on_command<'a>(&'a self, context: &'a ChatContext<'a>, _command: &'a SlashCommand) -> Handling<'a> {
        Box::pin(show_help(context))
    }

    fn on_group_command<'a>(
        &'a self,
        context: &'a GroupContext<'a>,
        _command: &'a SlashCommand,
    ) -> Handling<'a, Option<Outgoing>> {
        Box::pin(async { Ok(Some(help_in_group(context))) })
    }

    fn acceptance(&self) -> Option<&'static dyn AcceptanceHandler> {
        Some(&Welcome)
    }
}

/// Briefings on offices that somebody took over.
pub(crate) struct Briefings;

impl Feature for Briefings {
    fn commands(&self) -> &'static [ChatCommand] {
        const COMMANDS: [ChatCommand; 1] = [ChatCommand::new("briefing", "commands-briefing", MenuOf::People)];
        &COMMANDS
    }

    fn on_command<'a>(&'a self, context: &'a ChatContext<'a>, _command: &'a SlashCommand) -> Handling<'a> {
        Box::pin(show_briefings(context))
    }

    fn word<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        message: &'a notifications::Message,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<ReadyMessage>> {
        Box::pin(word_briefings(context, message, contents))
    }

    fn migrations(&self) -> &'static [Migration] {
        &[sent_briefings::MIGRATION]
    }
}

/// Who somebody is here, and who has blocked the bot.
pub(crate) struct People;

impl Feature for People {
    fn commands(&self) -> &'static [ChatCommand] {
        const COMMANDS: [ChatCommand; 3] = [
            ChatCommand::new(WEB, "commands-web", MenuOf::People),
            ChatCommand::new("whoami", "commands-whoami", MenuOf::People),
            ChatCommand::new("post", "commands-post", MenuOf::Nobody),
        ];
        &COMMANDS
    }

    fn on_command_of_anybody<'a>(&'a self, visitor: &'a Visitor<'a>, command: &'a SlashCommand) -> Handling<'a, bool> {
        Box::pin(async move {
            if visitor.person.is_some() {
                return Ok(false);
            }
            if command.name == WEB {
                record_failed_entry(visitor.services, None, "web-link-of-nobody-linked", None);
            }
            visitor.say("not-linked").await.map(|()| true)
        })
    }

    fn on_command<'a>(&'a self, context: &'a ChatContext<'a>, command: &'a SlashCommand) -> Handling<'a> {
        match command.name.as_str() {
            "post" => Box::pin(show_posts(context)),
            WEB => Box::pin(web_link(context)),
            _ => Box::pin(who_am_i(context)),
        }
    }

    fn presses(&self) -> &'static [&'static str] {
        &[PostPress::NAME]
    }

    fn on_press<'a>(&'a self, context: &'a ChatContext<'a>, press: &'a Press, message: i32) -> Handling<'a, bool> {
        Box::pin(async move {
            match press.content(PostPress::NAME) {
                Some(PostPress::LinkAlso(invitation)) => link_also(context, invitation, message).await?,
                Some(PostPress::SpeakAs(person)) => speak_as(context, &person).await?,
                None => return Ok(false),
            }
            Ok(true)
        })
    }

    fn word<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        message: &'a notifications::Message,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<ReadyMessage>> {
        Box::pin(async move {
            let mut worded = word_ways_in(context, contents);
            worded.extend(word_unreachable(context, message, contents).await?);
            Ok(worded)
        })
    }

    fn background<'a>(&'a self, outbox: &'a Outbox) -> Option<BoxFuture<'a, Result<Infallible, BotError>>> {
        Some(Box::pin(record_changes(&outbox.services, |services| Box::pin(record_blocks(services)))))
    }
}
