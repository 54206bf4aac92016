//! What a person says in words, in its context: what was asked last in the chat, how many tasks are open, what was noted.
//!
//! `language` reads; here it is decided what comes of it. What is said of tasks is [`work`](crate::features::work)'s part, what
//! answers an invitation [`meetings`](crate::features::meetings)'. What was not clear is offered as buttons ([`offers`]), what is
//! said of several tasks at once is done for each ([`several`]), what was noted last can be taken back in words ([`undo`]).
//! It is the last feature to be asked what a text means, and always has an answer.

pub(crate) mod asides;
pub(crate) mod counted_days;
pub(crate) mod interpretation;
pub(crate) mod noted;
pub(crate) mod offers;
pub(crate) mod presses;
pub(crate) mod reading;
pub(crate) mod several;
pub(crate) mod statement;
pub(crate) mod undo;

use events::ids::CorrelationId;

use crate::core::chat_context::ChatContext;
use crate::core::feature::{Feature, Handling, TypedText, UndoOutcome};
use crate::core::outbox::AcceptanceHandler;
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::features::replies::noted::NoteAccepted;
use crate::features::replies::presses::on_clarification_press;
use crate::features::replies::reading::{on_reply, on_stray_assignment, read_in_chat};
use crate::features::replies::undo::take_back_changed;
use crate::features::work::press::ClarificationPress;
use crate::features::work::snoozing::on_snooze_words;

/// Replies in words.
pub(crate) struct Replies;

impl Feature for Replies {
    fn presses(&self) -> &'static [&'static str] {
        &[ClarificationPress::NAME]
    }

    fn on_press<'a>(&'a self, context: &'a ChatContext<'a>, press: &'a Press, message: i32) -> Handling<'a, bool> {
        Box::pin(async move {
            let Some(press) = press.content(ClarificationPress::NAME) else { return Ok(false) };
            on_clarification_press(context, press, message).await.map(|()| true)
        })
    }

    fn on_text_before_answers<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        typed: TypedText<'a>,
    ) -> Handling<'a, Option<Vec<Outgoing>>> {
        Box::pin(async move {
            let reply = read_in_chat(context, typed.text, typed.reply_to).await?;
            if !reply.goes_before_questions() {
                return Ok(None);
            }
            on_reply(context, reply).await.map(Some)
        })
    }

    fn on_text<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        typed: TypedText<'a>,
    ) -> Handling<'a, Option<Vec<Outgoing>>> {
        Box::pin(async move {
            if let Some(stray) = on_stray_assignment(context, typed.text) {
                return Ok(Some(vec![stray]));
            }
            if let Some(later) = on_snooze_words(context, typed.text, typed.reply_to).await? {
                return Ok(Some(vec![later]));
            }
            let reply = read_in_chat(context, typed.text, typed.reply_to).await?;
            on_reply(context, reply).await.map(Some)
        })
    }

    fn take_back<'a>(&'a self, context: &'a ChatContext<'a>, message: CorrelationId) -> Handling<'a, UndoOutcome> {
        Box::pin(take_back_changed(context, message))
    }

    fn acceptance(&self) -> Option<&'static dyn AcceptanceHandler> {
        Some(&NoteAccepted)
    }
}
