//! Groups of subgroups from which every way in was taken: they are no subgroup's chat any more, until somebody links them anew.
//!
//! Which groups those are is in the bot's own file; that it was done is told by the read models. What was cut off is followed once,
//! also after a restart.

use std::convert::Infallible;
use std::time::Duration;

use crate::core::chat_error::ChatError;
use crate::core::config::BotError;
use crate::core::services::Services;
use crate::core::storage::linked_groups::unlink_cut_off;

/// When what could not be asked is asked again.
const AGAIN: Duration = Duration::from_secs(10);

/// Unlinks the groups of whatever is cut off, for ever.
pub(super) async fn follow_cut_offs(services: &Services) -> Result<Infallible, BotError> {
    let mut progress = services.read_models.progress();
    loop {
        progress.mark_unchanged();
        match unlink_new(services).await {
            Ok(()) => {
                if progress.changed().await.is_err() {
                    // Nothing happens any more: the read models have ended.
                    std::future::pending::<()>().await;
                }
            }
            Err(ChatError::Bot(error)) => return Err(error),
            Err(error @ (ChatError::Send(_) | ChatError::ReadModels(_))) => {
                tracing::warn!(%error, "it is not known yet which subgroups are cut off");
                tokio::time::sleep(AGAIN).await;
            }
        }
    }
}

async fn unlink_new(services: &Services) -> Result<(), ChatError> {
    for subgroup in services.read_models.subgroups().await? {
        if let Some(position) = subgroup.cut_off
            && unlink_cut_off(&services.database, &subgroup.id, position).await?
        {
            tracing::info!(subgroup = %subgroup.id, "a subgroup is cut off: no group is its chat any more");
        }
    }
    Ok(())
}
