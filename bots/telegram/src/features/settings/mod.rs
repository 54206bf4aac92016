//! What a person may set: the language, when the digest comes, when it is quiet, and to be away.

pub(crate) mod languages;
pub(crate) mod preferences;
pub(crate) mod press;

use crate::core::chat_context::ChatContext;
use crate::core::feature::{Feature, Handling};
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::question::{Question, QuestionKind};
use crate::core::slash_command::{ChatCommand, MenuOf, SlashCommand};
use crate::features::settings::languages::{ask_language, choose_language, language_named};
use crate::features::settings::preferences::{
    away_in_words, choose_digest_hour, on_away, on_away_press, on_back, set_quiet_hours, show_settings,
};
use crate::features::settings::press::{SettingsPress, SettingsQuestion};

/// What a person may set.
pub(crate) struct Settings;

impl Feature for Settings {
    fn commands(&self) -> &'static [ChatCommand] {
        const COMMANDS: [ChatCommand; 4] = [
            ChatCommand::new("settings", "commands-settings", MenuOf::People),
            ChatCommand::new("away", "commands-away", MenuOf::People),
            ChatCommand::new("back", "commands-back", MenuOf::People),
            ChatCommand::new("language", "commands-language", MenuOf::People),
        ];
        &COMMANDS
    }

    fn on_command<'a>(&'a self, context: &'a ChatContext<'a>, command: &'a SlashCommand) -> Handling<'a> {
        match command.name.as_str() {
            "away" => Box::pin(async move {
                let until = Some(command.words.join(" ")).filter(|until| !until.is_empty());
                on_away(context, until.as_deref()).await
            }),
            "back" => Box::pin(on_back(context, None)),
            "language" => Box::pin(async move {
                match command.argument().and_then(language_named) {
                    Some(language) => choose_language(context, language).await,
                    None => ask_language(context).await,
                }
            }),
            _ => Box::pin(show_settings(context)),
        }
    }

    fn presses(&self) -> &'static [&'static str] {
        &SettingsPress::NAMES
    }

    fn on_press<'a>(&'a self, context: &'a ChatContext<'a>, press: &'a Press, message: i32) -> Handling<'a, bool> {
        Box::pin(async move {
            match press.read() {
                Some(SettingsPress::Speak(language)) => choose_language(context, language).await?,
                Some(SettingsPress::DigestAt(hour)) => choose_digest_hour(context, hour, message).await?,
                Some(SettingsPress::Quiet(quiet_hours)) => set_quiet_hours(context, quiet_hours, message).await?,
                Some(SettingsPress::Away(until)) => on_away_press(context, until, message).await?,
                Some(SettingsPress::Back) => on_back(context, Some(message)).await?,
                None => return Ok(false),
            }
            Ok(true)
        })
    }

    fn questions(&self) -> &'static [QuestionKind] {
        const QUESTIONS: [QuestionKind; 1] = [QuestionKind::closed_by_reports("AwayUntil")];
        &QUESTIONS
    }

    fn on_answer<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        question: &'a Question,
        text: &'a str,
    ) -> Handling<'a, Option<Outgoing>> {
        Box::pin(async move {
            let Some(SettingsQuestion::AwayUntil) = question.read() else { return Ok(None) };
            away_in_words(context, text).await
        })
    }
}
