//! What two people had taken out of the log leaves the dead letters, too: they hold events as the log had them.
//!
//! In place of such an event comes what the log has of it now. Knows that something was taken out of which event, and neither what
//! nor why.

use events::erasure::TakenOut;
use events::event::EncodeError;
use events::ids::Revision;
use events::{RecordedEvent, StoredEvent};

use super::letter::{DeadLetter, stored};
use super::port::{DeadLetterError, DeadLetters};
use crate::port::{EventFeed, FeedError};

/// The letters still hold what was taken out.
#[derive(Debug, thiserror::Error)]
pub enum LettersHoldText {
    /// They cannot be read or written.
    #[error(transparent)]
    Letters(#[from] DeadLetterError),
    /// The log cannot be read.
    #[error(transparent)]
    Log(#[from] FeedError),
    /// What is left cannot be written.
    #[error(transparent)]
    Encode(#[from] EncodeError),
}

/// Puts what is left of these events into every letter that holds one of them. Done twice, it is as good as once.
pub async fn take_out(
    letters: &dyn DeadLetters,
    feed: &dyn EventFeed,
    from: &[TakenOut],
) -> Result<(), LettersHoldText> {
    for letter in letters.all().await? {
        if from.iter().any(|taken_out| taken_out.event == letter.event.id) {
            let event = what_is_left(&letter.event, feed).await?;
            letters.replace(&DeadLetter { event, ..letter }).await?;
        }
    }
    Ok(())
}

async fn what_is_left(event: &StoredEvent, feed: &dyn EventFeed) -> Result<StoredEvent, LettersHoldText> {
    let history = match feed.history(&event.stream, Revision(event.revision.0 + 1)).await {
        Ok(history) => history,
        // An earlier event of the stream is one that this version cannot read.
        Err(FeedError::Undecodable { .. }) => vec![],
        Err(error) => return Err(error.into()),
    };
    if let Some(left) = history.iter().find(|one| one.id == event.id) {
        return Ok(stored(left)?);
    }
    // Without the log's word, everything that anybody wrote goes.
    let Ok(known) = event.clone().decode() else { return Ok(event.clone()) };
    let texts = known.event.texts();
    Ok(stored(&RecordedEvent { event: known.event.without(&texts), ..known })?)
}
