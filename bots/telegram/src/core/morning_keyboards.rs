//! The buttons of yesterday's morning: those that no longer fit are taken away once the next morning's message has left.
//!
//! Which those are the features say. What else is below such a message stays: nobody offers it again.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use events::ids::{ChatId, PersonId};

use crate::core::feature::Feature;
use crate::core::messenger::SendError;
use crate::core::services::Services;
use crate::core::storage::delivered_messages::note_earlier_morning;
use crate::core::storage::morning_keyboards::{Rows, forget_morning_keyboard, keyboards_of_earlier_mornings};

/// Takes away what is below the messages of a person's earlier mornings and has its place below today's. What could not be taken
/// away now is the next morning.
pub(crate) async fn take_earlier_keyboards_away(
    services: &Services,
    features: &[&dyn Feature],
    chat: ChatId,
    (person, on): (&PersonId, NaiveDate),
) {
    if let Err(error) = take_away(services, features, chat, (person, on)).await {
        tracing::warn!(%error, "the buttons of an earlier morning stay until the next");
    }
}

async fn take_away(
    services: &Services,
    features: &[&dyn Feature],
    chat: ChatId,
    (person, on): (&PersonId, NaiveDate),
) -> Result<(), SendError> {
    for (message, rows) in keyboards_of_earlier_mornings(&services.database, chat, (person, on)).await? {
        let remaining = without_presses_of_mornings(&rows, features);
        if remaining != rows {
            match services.messenger.put_keyboard(chat, message, &remaining).await {
                // Deleted, or too old to be changed.
                Err(error) if error.is_final() => {
                    tracing::debug!(%error, "a message's buttons cannot be changed any more");
                }
                outcome => outcome?,
            }
        }
        note_earlier_morning(&services.database, chat, message).await?;
        forget_morning_keyboard(&services.database, chat, message).await?;
    }
    Ok(())
}

/// The rows in which nothing falls away once the next morning's message has left.
pub(crate) fn without_presses_of_mornings(rows: &Rows, features: &[&dyn Feature]) -> Rows {
    let falling: BTreeSet<&str> = features.iter().flat_map(|one| one.presses_of_a_morning()).copied().collect();
    rows.iter().filter(|row| !row.iter().any(|(_, press)| falling.contains(press.name()))).cloned().collect()
}
