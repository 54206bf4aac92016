//! What a feature makes of a message that the notifications hand over: texts with buttons, pictures and files.

use futures::future::BoxFuture;
use notifications::Content;

use crate::core::config::BotError;
use crate::core::outgoing::{Document, Outgoing};

/// What is done once a message has gone out, with the messenger's number of it.
pub(crate) type OnceSent = Box<dyn FnOnce(i32) -> BoxFuture<'static, Result<(), BotError>> + Send>;

/// Where a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Placement {
    /// Below everything else.
    #[default]
    Below,
    /// Below everything else, without ringing.
    BelowSilently,
    /// In place of one of the bot's own; that it cannot be edited any more is no matter.
    InPlaceOf(i32),
    /// The same, and below everything else without ringing where that one cannot be edited any more.
    InPlaceOfOrBelow(i32),
}

/// Something to be sent.
#[derive(Default)]
pub(crate) struct ReadyMessage {
    pub(crate) message: Outgoing,
    pub(crate) place: Placement,
    /// A picture, with the message's words and buttons below it.
    pub(crate) picture: Option<Vec<u8>>,
    /// A file that comes after it.
    pub(crate) document: Option<Document>,
    /// Whether it is a message by itself, because it is edited later.
    pub(crate) alone: bool,
    pub(crate) once_sent: Option<OnceSent>,
    /// The only content that it is about, where it is by itself and is to be kept up to date all the same.
    pub(crate) only_about: Option<Content>,
}

impl ReadyMessage {
    /// A text that may stand in one message with others.
    pub(crate) fn text(message: Outgoing) -> Self {
        Self { message, ..Self::default() }
    }

    /// Whether it is worded anew when what it is about stands otherwise.
    pub(crate) fn is_kept_up_to_date(&self) -> bool {
        self.joins_others() || self.only_about.is_some()
    }

    fn joins_others(&self) -> bool {
        !self.alone
            && self.place == Placement::Below
            && self.picture.is_none()
            && self.document.is_none()
            && self.once_sent.is_none()
    }
}

/// The most buttons that a joined message has; the messenger takes a hundred.
const MOST_BUTTONS: usize = 90;
/// The most characters that a joined message has; the messenger takes 4096.
const LONGEST: usize = 3_900;

fn fits(message: &Outgoing, other: &Outgoing) -> bool {
    let buttons = |message: &Outgoing| message.buttons.iter().map(Vec::len).sum::<usize>();
    let length = |message: &Outgoing| message.text.chars().count();
    buttons(message) + buttons(other) <= MOST_BUTTONS && length(message) + length(other) <= LONGEST
}

/// What may stand in one message is put into one, in order; what may not comes after it.
pub(crate) fn joined(worded: Vec<ReadyMessage>) -> Vec<ReadyMessage> {
    let (joining, alone): (Vec<_>, Vec<_>) = worded.into_iter().partition(ReadyMessage::joins_others);
    let mut messages: Vec<Outgoing> = Vec::new();
    for one in joining {
        match messages.last_mut().filter(|last| fits(last, &one.message)) {
            Some(last) => {
                last.text = format!("{}\n\n{}", last.text, one.message.text);
                last.buttons.extend(one.message.buttons);
                last.items.extend(one.message.items);
                last.meeting = last.meeting.take().or(one.message.meeting);
            }
            None => messages.push(one.message),
        }
    }
    messages.into_iter().map(ReadyMessage::text).chain(alone).collect()
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn text(text: &str) -> ReadyMessage {
        ReadyMessage::text(Outgoing::text(text.to_owned()))
    }

    #[test]
    fn what_is_for_one_person_at_one_time_is_one_message() {
        let alone = ReadyMessage { alone: true, ..text("c") };
        let joined = joined(vec![text("a"), alone, text("b")]);
        assert_eq!(joined.iter().map(|one| one.message.text.as_str()).collect::<Vec<_>>(), ["a\n\nb", "c"]);
    }

    #[test]
    fn what_is_too_long_for_one_comes_in_two() {
        let long = "x".repeat(2_500);
        let joined = joined(vec![text(&long), text(&long), text("end")]);
        assert_eq!(joined.len(), 2);
        assert!(joined[1].message.text.ends_with("end"));
    }
}
