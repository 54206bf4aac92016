//! By which channels a person is told, and the person's own e-mail address: asked for, shown back, recorded once the person
//! says that it is theirs, and forgotten.
//!
//! The bot's file has it sealed only, as everything that is kept of a person.

use events::email_address::EmailAddress;
use events::institution::InstitutionCommand;
use events::preferences::Channels;
use events::sealed::Sealed;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::press::cancel_button;
use crate::features::settings::choices::{choose, choose_in_place};
use crate::features::settings::press::{SettingsPress, SettingsQuestion, SettingsView};

/// Whether a text is nothing but an address.
pub(super) fn is_address(text: &str) -> bool {
    text.parse::<EmailAddress>().is_ok()
}

/// Chooses channels. Where e-mail is among them and no address is known, that is asked for first.
pub(super) async fn tell_by(context: &ChatContext<'_>, channels: Channels, message: i32) -> Result<(), ChatError> {
    if channels.has_email() && !context.services.settings.email {
        return context.say("email-not-offered").await;
    }
    if channels.has_email() && context.person.email.is_none() {
        return ask_address(context, Some(channels), message).await;
    }
    let command = InstitutionCommand::ChooseChannels { person: context.person.person.clone(), channels };
    choose_in_place(context, command, SettingsView::Channels, message).await
}

/// Asks for the address in the message with the button; with it these channels are chosen.
pub(super) async fn ask_address(
    context: &ChatContext<'_>,
    channels: Option<Channels>,
    message: i32,
) -> Result<(), ChatError> {
    if !context.services.settings.email {
        return context.say("email-not-offered").await;
    }
    context.ask(SettingsQuestion::EmailAddress(channels)).await?;
    let asked = context.message("address-ask").with_buttons(vec![vec![cancel_button(context.texts())]]);
    context.replace(message, asked).await
}

/// The text after the question: the address, shown back before anything is recorded. Anything else is no answer, and the
/// question stays.
pub(super) async fn address_in_words(
    context: &ChatContext<'_>,
    channels: Option<Channels>,
    text: &str,
) -> Result<Outgoing, ChatError> {
    let texts = context.texts();
    let Ok(address) = text.parse::<EmailAddress>() else {
        return Ok(context.message("address-none").with_buttons(vec![vec![cancel_button(texts)]]));
    };
    let person = &context.person.person;
    let sealed = match context.services.sealer.seal_address(person, &address).await {
        Ok(sealed) => sealed,
        Err(error) => {
            tracing::error!(%error, %person, "an e-mail address could not be taken");
            return Ok(context.message("going-wrong"));
        }
    };
    let own = SettingsPress::OwnAddress { address: sealed, channels };
    let buttons = vec![
        vec![(texts.label("button-address-own", &[]), own.into())],
        vec![(texts.label("button-address-not-own", &[]), SettingsPress::NotOwnAddress(channels).into())],
    ];
    let shown = texts.say("address-own", &[("address", address.as_str().into())]);
    Ok(Outgoing::text(shown).with_buttons(buttons))
}

/// Records the address that the person says is theirs, and then the channels that were chosen before one was known.
pub(super) async fn record_address(
    context: &ChatContext<'_>,
    address: Sealed<EmailAddress>,
    channels: Option<Channels>,
    message: i32,
) -> Result<(), ChatError> {
    context.forget_question().await?;
    let person = || context.person.person.clone();
    let set = InstitutionCommand::SetEmailAddress { person: person(), address };
    let mut answer = choose(context, set, SettingsView::Channels).await?;
    let known = context.services.read_models.person(&context.person.person).await?;
    // One that was not recorded, or waits to be, is no address to write to yet.
    if let (Some(channels), true) = (channels, known.is_some_and(|known| known.email.is_some())) {
        let command = InstitutionCommand::ChooseChannels { person: person(), channels };
        answer = choose(context, command, SettingsView::Channels).await?;
    }
    context.replace(message, answer).await
}

/// Forgets the address. Whoever was told by e-mail is told in the chat first: nobody is to be told nowhere.
pub(super) async fn forget_address(context: &ChatContext<'_>, message: i32) -> Result<(), ChatError> {
    let person = || context.person.person.clone();
    if context.person.channels.has_email() {
        let command = InstitutionCommand::ChooseChannels { person: person(), channels: Channels::Telegram };
        choose(context, command, SettingsView::Channels).await?;
    }
    let command = InstitutionCommand::RemoveEmailAddress { person: person() };
    choose_in_place(context, command, SettingsView::Channels, message).await
}
