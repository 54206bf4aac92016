//! What a person chooses of when, how often and of what to be told. Each choice is a command, and the message with the
//! button then shows the settings as they are.

use events::Command;
use events::institution::InstitutionCommand;
use events::preferences::Subject;
use futures::future::BoxFuture;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outbox::{Acceptance, AcceptanceHandler, FeatureOutcome, Issuer, OnAcceptance};
use crate::core::outgoing::Outgoing;
use crate::core::storage::outbox_entries::is_waiting;
use crate::features::settings::press::{SettingsOutcome, SettingsView};
use crate::features::settings::views::settings_message;

pub(super) async fn show_settings(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let message = settings_message(context.services, context.texts(), &context.person, SettingsView::Overview);
    context.answer(message).await
}

/// Another page in the same message.
pub(super) async fn turn_to(context: &ChatContext<'_>, view: SettingsView, message: i32) -> Result<(), ChatError> {
    let page = settings_message(context.services, context.texts(), &context.person, view);
    context.replace(message, page).await
}

pub(super) fn own_command(context: &ChatContext<'_>, command: InstitutionCommand) -> Command {
    Command::Institution(context.person.institution.clone(), command)
}

/// Gives a command of the person about themselves; what is said of it is the page, as it is then.
pub(super) async fn choose(
    context: &ChatContext<'_>,
    command: InstitutionCommand,
    view: SettingsView,
) -> Result<Outgoing, ChatError> {
    let shown = OnAcceptance::AskFeature(SettingsOutcome::ShowSettings(view).into());
    context.carry_out(own_command(context, command), shown).await
}

/// The same, in the message with the button.
pub(super) async fn choose_in_place(
    context: &ChatContext<'_>,
    command: InstitutionCommand,
    view: SettingsView,
    message: i32,
) -> Result<(), ChatError> {
    let answer = choose(context, command, view).await?;
    context.replace(message, answer).await
}

/// Says of one subject whether the person is told of it. The command says it of all of them, so what is not known yet must
/// not be taken back by it: while something waits to be saved, nothing is changed.
pub(super) async fn tell_of(
    context: &ChatContext<'_>,
    subject: Subject,
    is_told: bool,
    message: i32,
) -> Result<(), ChatError> {
    if is_waiting(&context.services.database, context.chat).await? {
        return context.say("settings-wait").await;
    }
    let mut muted = context.person.muted.clone();
    if is_told {
        muted.remove(&subject);
    } else {
        muted.insert(subject);
    }
    let command = InstitutionCommand::ChooseSubjects { person: context.person.person.clone(), muted };
    choose_in_place(context, command, SettingsView::Subjects, message).await
}

/// Shows the settings once a choice was accepted.
pub(super) struct ShowChosen;

impl AcceptanceHandler for ShowChosen {
    fn outcomes(&self) -> &'static [&'static str] {
        &[SettingsOutcome::NAME]
    }

    fn outcome<'a>(
        &'a self,
        acceptance: Acceptance<'a>,
        outcome: &'a FeatureOutcome,
    ) -> BoxFuture<'a, Result<Option<Outgoing>, ChatError>> {
        Box::pin(async move {
            let (Some(SettingsOutcome::ShowSettings(view)), Issuer::Person(person)) =
                (outcome.read(), &acceptance.entry.issuer)
            else {
                return Ok(None);
            };
            let services = acceptance.services;
            let Some(person) = services.read_models.person(person).await? else { return Ok(None) };
            let texts = services.texts(acceptance.entry.language);
            Ok(Some(settings_message(services, texts, &person, view)))
        })
    }
}
