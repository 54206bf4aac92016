//! What a person may set: the language, when and how often the digest comes, when it is quiet, of what and by which channel
//! to be told, the e-mail address for it, and to be away.

mod absence;
mod channels;
mod choices;
pub(crate) mod languages;
pub(crate) mod press;
mod views;

use events::institution::InstitutionCommand;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::feature::{Feature, Handling};
use crate::core::outbox::AcceptanceHandler;
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::question::{Question, QuestionKind};
use crate::core::slash_command::{ChatCommand, MenuOf, SlashCommand};
use crate::features::settings::absence::{away_in_words, on_away, on_away_press, on_back};
use crate::features::settings::channels::{
    address_in_words, ask_address, forget_address, is_address, record_address, tell_by,
};
use crate::features::settings::choices::{ShowChosen, choose_in_place, show_settings, tell_of, turn_to};
use crate::features::settings::languages::{ask_language, choose_language, language_named};
use crate::features::settings::press::{SettingsPress, SettingsQuestion, SettingsView};

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
            let Some(press) = press.read() else { return Ok(false) };
            on_settings_press(context, press, message).await.map(|()| true)
        })
    }

    fn questions(&self) -> &'static [QuestionKind] {
        const QUESTIONS: [QuestionKind; 2] = [
            QuestionKind::closed_by_reports("AwayUntil"),
            QuestionKind::closed_by_reports("EmailAddress").asking_for(is_address),
        ];
        &QUESTIONS
    }

    fn on_answer<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        question: &'a Question,
        text: &'a str,
    ) -> Handling<'a, Option<Outgoing>> {
        Box::pin(async move {
            match question.read() {
                Some(SettingsQuestion::AwayUntil) => away_in_words(context, text).await,
                Some(SettingsQuestion::EmailAddress(channels)) => {
                    address_in_words(context, channels, text).await.map(Some)
                }
                None => Ok(None),
            }
        })
    }

    fn acceptance(&self) -> Option<&'static dyn AcceptanceHandler> {
        Some(&ShowChosen)
    }
}

async fn on_settings_press(context: &ChatContext<'_>, press: SettingsPress, message: i32) -> Result<(), ChatError> {
    let person = || context.person.person.clone();
    match press {
        SettingsPress::Speak(language) => choose_language(context, language).await,
        SettingsPress::DigestAt(hour) => {
            let command = InstitutionCommand::ChooseDigestHour { person: person(), hour };
            choose_in_place(context, command, SettingsView::Overview, message).await
        }
        SettingsPress::Quiet(quiet_hours) => {
            let command = InstitutionCommand::SetQuietHours { person: person(), quiet_hours };
            choose_in_place(context, command, SettingsView::Overview, message).await
        }
        SettingsPress::Away(until) => on_away_press(context, until, message).await,
        SettingsPress::Back => on_back(context, Some(message)).await,
        SettingsPress::Settings(view) => turn_to(context, view, message).await,
        SettingsPress::DigestEvery(frequency) => {
            let command = InstitutionCommand::ChooseDigestFrequency { person: person(), frequency };
            choose_in_place(context, command, SettingsView::Overview, message).await
        }
        SettingsPress::TellOf(subject, is_told) => tell_of(context, subject, is_told, message).await,
        SettingsPress::TellBy(channels) => tell_by(context, channels, message).await,
        SettingsPress::AskAddress => ask_address(context, None, message).await,
        SettingsPress::OwnAddress { address, channels } => record_address(context, address, channels, message).await,
        SettingsPress::NotOwnAddress(channels) => ask_address(context, channels, message).await,
        SettingsPress::ForgetAddress => forget_address(context, message).await,
    }
}
