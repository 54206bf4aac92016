//! What is said of a text that cannot be taken.

use events::text::{LONGEST_TEXT, TextError};

use crate::core::outgoing::Outgoing;
use crate::core::texts::Texts;

pub(crate) fn unusable(texts: Texts<'_>, error: TextError) -> Outgoing {
    Outgoing::text(match error {
        TextError::Empty => texts.say("not-understood", &[]),
        TextError::TooLong => texts.say("text-too-long", &[("longest", LONGEST_TEXT.into())]),
        TextError::Control => texts.say("text-not-plain", &[]),
    })
}
