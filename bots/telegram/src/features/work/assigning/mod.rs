//! A chair gives a task in chat: in one line, or step by step with `/assign`.
//!
//! What is known of the task so far is a [`TaskDraft`](draft::TaskDraft) in the bot's own file, as the chat's open question: it outlives a
//! restart, and nobody knows of it until the chair presses “Assign”; then it is one command. What a line leaves open or
//! says in two ways is asked ([`conversation`]); how it is said is [`wording`]. Who may is decided in `events::authority`, by
//! the command; here is only who is asked.

pub(crate) mod choices;
pub(crate) mod conversation;
pub(crate) mod draft;
pub(crate) mod press;
pub(crate) mod wording;

use crate::core::chat_context::ChatContext;
use crate::core::feature::{Feature, Handling, TypedText};
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::question::{Question, QuestionKind};
use crate::core::slash_command::{ChatCommand, MenuOf, SlashCommand};
use crate::features::work::assigning::conversation::{
    begin_assigning, on_assignment_answer, on_assignment_line, on_assignment_press,
};
use crate::features::work::assigning::draft::QUESTION;
use crate::features::work::assigning::press::DraftPress;

/// Tasks being given.
pub(crate) struct Assigning;

impl Feature for Assigning {
    fn commands(&self) -> &'static [ChatCommand] {
        const COMMANDS: [ChatCommand; 1] =
            [ChatCommand::new("assign", "commands-assign", MenuOf::ChairsAndSecretariat)];
        &COMMANDS
    }

    fn on_command<'a>(&'a self, context: &'a ChatContext<'a>, _command: &'a SlashCommand) -> Handling<'a> {
        Box::pin(begin_assigning(context))
    }

    fn presses(&self) -> &'static [&'static str] {
        &[DraftPress::NAME]
    }

    fn on_press<'a>(&'a self, context: &'a ChatContext<'a>, press: &'a Press, message: i32) -> Handling<'a, bool> {
        Box::pin(async move {
            let Some(press) = press.content(DraftPress::NAME) else { return Ok(false) };
            on_assignment_press(context, press, message).await.map(|()| true)
        })
    }

    fn questions(&self) -> &'static [QuestionKind] {
        const QUESTIONS: [QuestionKind; 1] = [QuestionKind::outlasting_reports(QUESTION)];
        &QUESTIONS
    }

    fn on_answer<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        question: &'a Question,
        text: &'a str,
    ) -> Handling<'a, Option<Outgoing>> {
        Box::pin(async move {
            let Some(draft) = question.content(QUESTION) else { return Ok(None) };
            on_assignment_answer(context, draft, text).await
        })
    }

    fn on_text_before_answers<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        typed: TypedText<'a>,
    ) -> Handling<'a, Option<Vec<Outgoing>>> {
        Box::pin(async move {
            let asked = on_assignment_line(context, typed.text).await?;
            Ok(asked.map(|asked| vec![asked]))
        })
    }
}
