//! Looking back in chat: a chair's week, the Coordinator's month, and what is late.
//!
//! What they say is worked out by projections ([`reports::weekly`], [`reports::monthly`]) and drawn by documents.
//! Here it is put into messages, worded for the notifications when a week or a month is over ([`telling`]), and shown to
//! whoever asks.

pub(crate) mod late;
pub(crate) mod monthly;
pub(crate) mod press;
pub(crate) mod telling;
pub(crate) mod weekly;

use notifications::Content;

use crate::core::chat_context::ChatContext;
use crate::core::feature::{Feature, Handling};
use crate::core::press::Press;
use crate::core::slash_command::{ChatCommand, MenuOf, SlashCommand};
use crate::core::wording::ReadyMessage;
use crate::features::overviews::late::show_late;
use crate::features::overviews::monthly::show_month;
use crate::features::overviews::press::OverviewPress;
use crate::features::overviews::telling::word_overviews;
use crate::features::overviews::weekly::show_weeks;

/// The week of a subgroup and the month of the whole mechanism.
pub(crate) struct Overviews;

impl Feature for Overviews {
    fn commands(&self) -> &'static [ChatCommand] {
        const COMMANDS: [ChatCommand; 3] = [
            ChatCommand::new("week", "commands-week", MenuOf::Chairs),
            ChatCommand::new("month", "commands-month", MenuOf::Secretariat),
            ChatCommand::new("late", "commands-late", MenuOf::ChairsAndSecretariat),
        ];
        &COMMANDS
    }

    fn on_command<'a>(&'a self, context: &'a ChatContext<'a>, command: &'a SlashCommand) -> Handling<'a> {
        match command.name.as_str() {
            "month" => Box::pin(show_month(context, None)),
            "late" => Box::pin(show_late(context)),
            _ => Box::pin(show_weeks(context)),
        }
    }

    fn presses(&self) -> &'static [&'static str] {
        &["Month", "Late"]
    }

    fn on_press<'a>(&'a self, context: &'a ChatContext<'a>, press: &'a Press, _message: i32) -> Handling<'a, bool> {
        Box::pin(async move {
            match press.read() {
                Some(OverviewPress::Month(first)) => show_month(context, Some(first)).await?,
                Some(OverviewPress::Late) => show_late(context).await?,
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
        Box::pin(word_overviews(context, message, contents))
    }
}
