//! Which feature answers what.

use events::ids::ChatId;
use teloxide::types::Message;

use crate::core::config::BotError;
use crate::core::feature::Feature;
use crate::core::outbox::Outbox;
use crate::core::press::Press;
use crate::core::question::{Question, QuestionKind};
use crate::core::services::Services;
use crate::core::slash_command::{ChatCommand, SlashCommand};
use crate::core::storage::sessions::current_question;

/// The features, and what they stand on.
pub(crate) struct Dispatcher {
    pub(crate) outbox: Outbox,
    pub(crate) features: &'static [&'static dyn Feature],
}

/// The feature that registered a command, and what it said of it.
fn registered(
    features: &'static [&'static dyn Feature],
    command: &SlashCommand,
) -> Option<(&'static dyn Feature, &'static ChatCommand)> {
    features.iter().find_map(|feature| {
        let registered = feature.commands().iter().find(|registered| registered.name == command.name)?;
        Some((*feature, registered))
    })
}

/// The command that a text gives, with a slash or as a feature reads it; `own` is the bot's user name.
fn command_in(features: &'static [&'static dyn Feature], text: &str, own: &str) -> Option<SlashCommand> {
    SlashCommand::read(text).or_else(|| features.iter().find_map(|feature| feature.command_in_text(text, own)))
}

/// Whether what stands after a command is a secret or a code of focalpoint's own, and no text for the guard.
pub(crate) fn is_code(features: &'static [&'static dyn Feature], text: &str, own: &str) -> bool {
    command_in(features, text, own).is_some_and(|command| {
        registered(features, &command).is_some_and(|(_, registered)| (registered.is_code)(&command.words))
    })
}

impl Dispatcher {
    pub(crate) fn services(&self) -> &Services {
        &self.outbox.services
    }

    /// Whether the text of a message is a secret or a code of focalpoint's own.
    pub(crate) fn is_code(&self, message: &Message) -> bool {
        let text = message.text().or(message.caption());
        text.is_some_and(|text| is_code(self.features, text, &self.services().username))
    }

    /// Whether the text of a message is what the open question asks of the person about themselves. What somebody else wrote
    /// never is.
    pub(crate) async fn is_asked_for(&self, message: &Message) -> Result<bool, BotError> {
        let Some(text) = message.text().filter(|_| message.forward_origin().is_none()) else { return Ok(false) };
        let question = current_question(&self.services().database, ChatId(message.chat.id.0)).await?;
        Ok(question.is_some_and(|question| self.asks_for(&question, text)))
    }

    /// Whether a text is what a question asks of the person about themselves.
    pub(crate) fn asks_for(&self, question: &Question, text: &str) -> bool {
        self.kind_of(question).is_some_and(|(_, kind)| (kind.asks_for)(text))
    }

    fn kind_of(&self, question: &Question) -> Option<(&'static dyn Feature, &'static QuestionKind)> {
        self.features.iter().find_map(|feature| {
            let kind = feature.questions().iter().find(|kind| kind.name == question.name())?;
            Some((*feature, kind))
        })
    }

    /// The command that a text gives in a private chat.
    pub(crate) fn command_in(&self, text: &str) -> Option<SlashCommand> {
        command_in(self.features, text, &self.services().username)
    }

    /// The feature whose command it is.
    pub(crate) fn of_command(&self, command: &SlashCommand) -> Option<&'static dyn Feature> {
        registered(self.features, command).map(|(feature, _)| feature)
    }

    /// The feature whose button it is.
    pub(crate) fn of_press(&self, press: &Press) -> Option<&'static dyn Feature> {
        self.features.iter().copied().find(|feature| feature.presses().contains(&press.name()))
    }

    /// The feature whose question it is.
    pub(crate) fn of_question(&self, question: &Question) -> Option<&'static dyn Feature> {
        self.kind_of(question).map(|(feature, _)| feature)
    }
}
