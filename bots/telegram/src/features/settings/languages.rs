//! The language that a person is answered in.

use events::Command;
use events::institution::InstitutionCommand;
use events::language::Language;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::services::Services;
use crate::features::settings::press::SettingsPress;

/// The language that a code names, however it is capitalised.
pub(super) fn language_named(code: &str) -> Option<Language> {
    Language::OFFERED.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
}

pub(super) async fn ask_language(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let message = context.message("language-ask").with_buttons(vec![language_buttons(context.services)]);
    context.answer(message).await
}

/// Chooses a language.
pub(super) async fn choose_language(context: &ChatContext<'_>, language: Language) -> Result<(), ChatError> {
    let choose = InstitutionCommand::ChooseLanguage { person: context.person.person.clone(), language };
    let command = Command::Institution(context.person.institution.clone(), choose);
    let chosen = Outgoing::text(context.services.texts(language).say("language-chosen", &[]));
    let answer = context.carry_out(command, OnAcceptance::Say(chosen)).await?;
    context.answer(answer).await
}

/// A button for each language, named in itself.
pub(crate) fn language_buttons(services: &Services) -> Vec<(String, Press)> {
    Language::OFFERED
        .into_iter()
        .map(|language| {
            let name = services.texts(language).label(&format!("language-name-{language}"), &[]);
            (name, SettingsPress::Speak(language).into())
        })
        .collect()
}
