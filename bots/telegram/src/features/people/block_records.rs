//! People who have blocked the bot: it is recorded that the Secretariat is to be told, once for each time.
//!
//! That somebody blocked the bot shows in an update, or when a message is refused; that the block is over, in an update or
//! when the person writes. Which chats those are is in the bot's own file; a notice of each is planned in the log, and is
//! told like any other.

use std::convert::Infallible;
use std::time::Duration;

use coordination::{CommandError, CommandRequest};
use events::Command;
use events::ids::{CommandId, CorrelationId};
use events::notification::{Notice, NotificationCommand};
use notifications::topics::unreachable::blocked_notice;
use readmodels::AskError;

use crate::core::config::BotError;
use crate::core::services::Services;
use crate::core::storage::blocked_chats::{blocks_to_report, record_block_reported};

/// How often it looks whether there is somebody to record.
const LOOK: Duration = Duration::from_secs(1);
/// The pause after something went wrong.
const PAUSE: Duration = Duration::from_secs(30);

/// Why a block was not recorded.
#[derive(Debug, thiserror::Error)]
enum NotRecorded {
    #[error(transparent)]
    Bot(#[from] BotError),
    #[error(transparent)]
    ReadModels(#[from] AskError),
    #[error(transparent)]
    Command(#[from] CommandError),
}

/// Records whoever has blocked the bot, for ever.
pub(crate) async fn run_forever(services: &Services) -> Result<Infallible, BotError> {
    loop {
        let pause = match record_blocks(services).await {
            Ok(()) => LOOK,
            Err(NotRecorded::Bot(error)) => return Err(error),
            Err(error @ (NotRecorded::ReadModels(_) | NotRecorded::Command(_))) => {
                tracing::warn!(%error, "it is recorded later who has blocked the bot");
                PAUSE
            }
        };
        tokio::time::sleep(pause).await;
    }
}

async fn record_blocks(services: &Services) -> Result<(), NotRecorded> {
    for chat in blocks_to_report(&services.database).await? {
        // A chat of nobody is a stranger's, or of somebody who has left.
        if let Some(person) = services.read_models.person_by_chat(chat).await? {
            let ledger = services.ledger().await?;
            if let Some(notice) = blocked_notice(&person.institution, &person.person, &ledger) {
                plan(services, notice).await?;
            }
        }
        record_block_reported(&services.database, chat).await?;
    }
    Ok(())
}

/// Planning the same notice again plans nothing.
async fn plan(services: &Services, notice: Notice) -> Result<(), NotRecorded> {
    let key = notice.key();
    let id = CommandId::named(&format!("telegram/{}/blocked/{key}", services.id));
    let request = CommandRequest {
        id,
        correlation: CorrelationId(id.0),
        principal: services.principal.clone(),
        occurred_at: Some(services.clock.now()),
        command: Command::Notification(key, NotificationCommand::Plan { notice }),
    };
    let accepted = services.commands.execute(request).await?;
    services.wait_until_shown(&accepted).await;
    Ok(())
}
