//! Chats that take nothing any more: what the bot has noted of them in its own file is recorded in the log as notices, which
//! are told like any other. It is done at the start and whenever something of the kind is noted, by the features that know
//! what it means.

use std::convert::Infallible;
use std::time::Duration;

use coordination::{CommandError, CommandRequest};
use events::Command;
use events::ids::{CommandId, CorrelationId, NotificationKey};
use events::notification::{Notice, NotificationCommand};
use futures::future::BoxFuture;
use readmodels::AskError;

use crate::core::config::BotError;
use crate::core::services::Services;

/// The pause after something went wrong.
const PAUSE: Duration = Duration::from_secs(30);

/// Why something was not recorded.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotRecorded {
    #[error(transparent)]
    Bot(#[from] BotError),
    #[error(transparent)]
    ReadModels(#[from] AskError),
    #[error(transparent)]
    Command(#[from] CommandError),
}

/// Records what was noted, now and with each change, for ever.
pub(crate) async fn record_changes(
    services: &Services,
    record: impl for<'a> Fn(&'a Services) -> BoxFuture<'a, Result<(), NotRecorded>> + Sync,
) -> Result<Infallible, BotError> {
    let mut changes = services.database.reachability_changes();
    loop {
        changes.mark_unchanged();
        match record(services).await {
            // The file is here as long as this is.
            Ok(()) => drop(changes.changed().await),
            Err(NotRecorded::Bot(error)) => return Err(error),
            Err(error @ (NotRecorded::ReadModels(_) | NotRecorded::Command(_))) => {
                tracing::warn!(%error, "it is recorded later which chats take nothing");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Plans a notice. Planning the same again plans nothing.
pub(crate) async fn plan(services: &Services, notice: Notice) -> Result<(), NotRecorded> {
    give(services, notice.key(), "blocked", NotificationCommand::Plan { notice }).await
}

/// Records of a notice that is not told yet that there is nothing to tell any more.
pub(crate) async fn record_overtaken(services: &Services, key: NotificationKey) -> Result<(), NotRecorded> {
    give(services, key, "open", NotificationCommand::RecordOvertaken).await
}

async fn give(
    services: &Services,
    key: NotificationKey,
    what: &str,
    command: NotificationCommand,
) -> Result<(), NotRecorded> {
    let id = CommandId::named(&format!("telegram/{}/{what}/{key}", services.id));
    let request = CommandRequest {
        id,
        correlation: CorrelationId(id.0),
        principal: services.principal.clone(),
        occurred_at: Some(services.clock.now()),
        made_from: None,
        command: Command::Notification(key, command),
    };
    let accepted = services.commands.execute(request).await?;
    services.wait_until_shown(&accepted).await;
    Ok(())
}
