//! What the messenger says itself, in the form of messages.

use teloxide::types::{Message, MessageKind};

/// Whether it is the messenger that speaks: that something was pinned, that the group's title changed. What carries something that
/// a person sent is none, also when nobody knows yet what it is.
pub(crate) fn is_service(message: &Message) -> bool {
    !matches!(message.kind, MessageKind::Common(_) | MessageKind::Dice(_) | MessageKind::Empty {})
}
