//! The menu of commands that the messenger offers while somebody types.

use events::ids::ChatId;
use events::language::Language;
use readmodels::views::PersonView;
use teloxide::RequestError;
use teloxide::payloads::SetMyCommandsSetters;
use teloxide::requests::Requester;
use teloxide::types::{BotCommand, BotCommandScope, Recipient};

use crate::core::config::BotError;
use crate::core::feature::Feature;
use crate::core::services::Services;
use crate::core::slash_command::ChatCommand;
use crate::core::storage::sessions::{offered_menu, record_menu};

type Features = &'static [&'static dyn Feature];

fn all(features: Features) -> impl Iterator<Item = &'static ChatCommand> {
    features.iter().flat_map(|feature| feature.commands())
}

fn menu<'c>(
    services: &Services,
    commands: impl IntoIterator<Item = &'c ChatCommand>,
    language: Language,
) -> Vec<BotCommand> {
    let texts = services.texts(language);
    let described = |command: &ChatCommand| texts.label(command.description, &[]);
    commands.into_iter().map(|command| BotCommand::new(command.name, described(command))).collect()
}

/// Has the messenger offer a person's commands in the person's language, when they have changed.
pub(crate) async fn offer_commands(
    services: &Services,
    features: Features,
    chat: ChatId,
    person: &PersonView,
) -> Result<(), BotError> {
    let today = services.clock.moment().today;
    let commands: Vec<_> = all(features).filter(|command| command.menu.is_for(person, today)).collect();
    let names: Vec<&str> = commands.iter().map(|command| command.name).collect();
    let offered = format!("{} {}", person.language, names.join(" "));
    if offered_menu(&services.database, chat).await?.as_ref() == Some(&offered) {
        return Ok(());
    }
    let scope = BotCommandScope::Chat { chat_id: Recipient::Id(teloxide::types::ChatId(chat.0)) };
    let menu = menu(services, commands, person.language);
    match services.messenger.bot.set_my_commands(menu).scope(scope).await {
        Ok(_) => record_menu(&services.database, chat, offered).await,
        // A convenience: the next message tries again.
        Err(error) => {
            tracing::debug!(%error, "the messenger does not take a chat's commands");
            Ok(())
        }
    }
}

/// Tells the messenger the commands for strangers in each language, and in Albanian for everybody else.
pub(crate) async fn offer_commands_to_strangers(services: &Services, features: Features) -> Result<(), RequestError> {
    for language in Language::ALL {
        let offered = menu(services, all(features).filter(|command| command.menu.is_for_strangers()), language);
        if language == Language::default() {
            services.messenger.bot.set_my_commands(offered.clone()).await?;
        }
        services.messenger.bot.set_my_commands(offered).language_code(language.code()).await?;
    }
    Ok(())
}
