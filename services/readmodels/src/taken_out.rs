//! That texts were taken out of events of the log: whatever was made of these events is to be made anew.
//!
//! The log has what is left before it says so, so whoever reads it anew then reads nothing of what was taken out.

use events::erasure::ErasureEvent;
use events::{Event, RecordedEvent};

/// Whether an event says that texts were taken out of others.
pub(crate) fn takes_texts_out(recorded: &RecordedEvent) -> bool {
    matches!(&recorded.event, Event::Erasure(_, ErasureEvent::CarriedOut { from, .. }) if !from.is_empty())
}
