//! Training in chat: sessions and their attendance, certificates, and reminders of trainers.

pub(crate) mod attendance;
pub(crate) mod certificates;
pub(crate) mod press;
pub(crate) mod telling;

use events::training::CertificateCode;
use notifications::Content;

use crate::core::chat_context::{ChatContext, Visitor};
use crate::core::feature::{Feature, Handling};
use crate::core::press::Press;
use crate::core::slash_command::{ChatCommand, MenuOf, SlashCommand};
use crate::core::wording::ReadyMessage;
use crate::features::training::attendance::{on_training_press, show_training};
use crate::features::training::certificates::verify;
use crate::features::training::press::AttendancePress;
use crate::features::training::telling::word_training;

/// Sessions and their attendance.
pub(crate) struct Training;

impl Feature for Training {
    fn commands(&self) -> &'static [ChatCommand] {
        const COMMANDS: [ChatCommand; 1] = [ChatCommand::new("training", "commands-training", MenuOf::People)];
        &COMMANDS
    }

    fn on_command<'a>(&'a self, context: &'a ChatContext<'a>, _command: &'a SlashCommand) -> Handling<'a> {
        Box::pin(show_training(context))
    }

    fn presses(&self) -> &'static [&'static str] {
        &[AttendancePress::NAME]
    }

    fn on_press<'a>(&'a self, context: &'a ChatContext<'a>, press: &'a Press, message: i32) -> Handling<'a, bool> {
        Box::pin(async move {
            let Some(press) = press.content(AttendancePress::NAME) else { return Ok(false) };
            on_training_press(context, press, message).await.map(|()| true)
        })
    }

    fn word<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        message: &'a notifications::Message,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<ReadyMessage>> {
        Box::pin(word_training(context, message, contents))
    }
}

/// Certificates. Whoever is shown one need not be anybody here.
pub(crate) struct Certificates;

impl Feature for Certificates {
    fn commands(&self) -> &'static [ChatCommand] {
        const COMMANDS: [ChatCommand; 1] = [ChatCommand {
            is_code: |words| words.concat().parse::<CertificateCode>().is_ok(),
            ..ChatCommand::new("verify", "commands-verify", MenuOf::Everybody)
        }];
        &COMMANDS
    }

    fn on_command_of_anybody<'a>(&'a self, visitor: &'a Visitor<'a>, command: &'a SlashCommand) -> Handling<'a, bool> {
        Box::pin(async move {
            let code = command.words.concat();
            verify(visitor.services, visitor.chat, &visitor.languages, &code).await.map(|()| true)
        })
    }
}
