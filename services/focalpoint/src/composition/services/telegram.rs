//! The bot.

use std::sync::Arc;
use std::time::Duration;

use ::telegram::{ConnectError, TelegramBot, TelegramConfig};

use crate::Fatal;
use crate::composition::Ports;

/// How long the bot waits before it tries again to reach the messenger.
const RECONNECT: Duration = Duration::from_secs(10);

/// The bot, connected: tries until the messenger answers; a token that it refuses is final.
pub(in crate::composition) async fn connected(config: TelegramConfig, ports: Ports) -> Result<Arc<TelegramBot>, Fatal> {
    let Ports { commands, read_models, clock, sealing, lease, feed: _, name: _ } = ports;
    let sealer = Arc::new(sealing);
    loop {
        let (read_models, commands, clock) = (read_models.clone(), commands.clone(), clock.clone());
        let (sealer, lease) = (sealer.clone(), lease.clone());
        match TelegramBot::connect(config.clone(), read_models, commands, clock, sealer, lease).await {
            Ok(bot) => return Ok(Arc::new(bot)),
            Err(error @ ConnectError::Unreachable { .. }) => {
                tracing::warn!(%error, "the messenger cannot be reached; trying again");
                tokio::time::sleep(RECONNECT).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
}
