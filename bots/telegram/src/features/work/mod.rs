//! Work: the tasks of an institution and the boards of subgroups; reports on them, digests, nudges, being reminded later, and
//! tasks being given.
//!
//! Stands on the core. Of the other features it knows none; what is said of a task in free words is read in
//! [`replies`](crate::features::replies).

pub(crate) mod answers;
pub(crate) mod assigning;
pub(crate) mod board;
pub(crate) mod clarification;
pub(crate) mod confirmation;
pub(crate) mod disputes;
pub(crate) mod more_time;
pub(crate) mod nudging;
pub(crate) mod press;
pub(crate) mod presses;
pub(crate) mod reports;
pub(crate) mod snooze_buttons;
pub(crate) mod snooze_store;
pub(crate) mod snoozing;
pub(crate) mod standing;
pub(crate) mod task_access;
pub(crate) mod task_lists;
pub(crate) mod task_wording;
pub(crate) mod telling;

use events::ids::InstitutionId;
use notifications::{Content, Message};

use crate::core::chat_context::ChatContext;
use crate::core::feature::{Feature, Handling};
use crate::core::outbox::AcceptanceHandler;
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::question::{Question, QuestionKind};
use crate::core::services::Services;
use crate::core::slash_command::{ChatCommand, MenuOf, SlashCommand};
use crate::core::storage::database::Migration;
use crate::core::wording::ReadyMessage;
use crate::features::work::answers::on_task_answer;
use crate::features::work::board::show_boards;
use crate::features::work::confirmation::Confirmations;
use crate::features::work::press::TaskPress;
use crate::features::work::presses::on_task_press;
use crate::features::work::snooze_buttons::SnoozePress;
use crate::features::work::snooze_store::SNOOZES;
use crate::features::work::snoozing::on_snooze_press;
use crate::features::work::standing::{standings_of_tasks, where_tasks_stand};
use crate::features::work::task_lists::show_tasks;
use crate::features::work::telling::word_tasks;

/// Tasks and boards.
pub(crate) struct Tasks;

impl Feature for Tasks {
    fn commands(&self) -> &'static [ChatCommand] {
        const COMMANDS: [ChatCommand; 2] = [
            ChatCommand::new("tasks", "commands-tasks", MenuOf::People),
            ChatCommand::new("board", "commands-board", MenuOf::Chairs),
        ];
        &COMMANDS
    }

    fn on_command<'a>(&'a self, context: &'a ChatContext<'a>, command: &'a SlashCommand) -> Handling<'a> {
        match command.name.as_str() {
            "board" => Box::pin(show_boards(context)),
            _ => Box::pin(show_tasks(context)),
        }
    }

    fn presses(&self) -> &'static [&'static str] {
        &TaskPress::NAMES
    }

    fn presses_of_a_morning(&self) -> &'static [&'static str] {
        &TaskPress::NAMES_OF_LISTS
    }

    fn on_press<'a>(&'a self, context: &'a ChatContext<'a>, press: &'a Press, message: i32) -> Handling<'a, bool> {
        Box::pin(async move {
            let Some(press) = press.read() else { return Ok(false) };
            on_task_press(context, press, message).await.map(|()| true)
        })
    }

    fn questions(&self) -> &'static [QuestionKind] {
        const QUESTIONS: [QuestionKind; 5] = [
            QuestionKind::closed_by_reports("ReasonOfBlock"),
            QuestionKind::closed_by_reports("UntilWhen"),
            QuestionKind::closed_by_reports("ReasonOfReopening"),
            QuestionKind::closed_by_reports("ReasonOfReturn"),
            QuestionKind::closed_by_reports("ReasonOfCallingOff"),
        ];
        &QUESTIONS
    }

    fn on_answer<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        question: &'a Question,
        text: &'a str,
    ) -> Handling<'a, Option<Outgoing>> {
        Box::pin(async move {
            let Some(question) = question.read() else { return Ok(None) };
            on_task_answer(context, question, text).await
        })
    }

    fn acceptance(&self) -> Option<&'static dyn AcceptanceHandler> {
        Some(&Confirmations)
    }

    fn word<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        message: &'a Message,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<ReadyMessage>> {
        Box::pin(word_tasks(context, message, contents))
    }

    fn standings<'a>(
        &'a self,
        services: &'a Services,
        _: &'a InstitutionId,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<Option<String>>> {
        Box::pin(standings_of_tasks(services, contents))
    }

    fn where_things_stand<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<String>> {
        Box::pin(where_tasks_stand(context, contents))
    }
}

/// Being reminded later. A wish in words is read by [`replies`](crate::features::replies).
pub(crate) struct Snoozing;

impl Feature for Snoozing {
    fn presses(&self) -> &'static [&'static str] {
        &[SnoozePress::NAME]
    }

    fn presses_of_a_morning(&self) -> &'static [&'static str] {
        &[SnoozePress::NAME]
    }

    fn on_press<'a>(&'a self, context: &'a ChatContext<'a>, press: &'a Press, message: i32) -> Handling<'a, bool> {
        Box::pin(async move {
            let Some(press) = press.content(SnoozePress::NAME) else { return Ok(false) };
            on_snooze_press(context, press, message).await.map(|()| true)
        })
    }

    fn migrations(&self) -> &'static [Migration] {
        &[SNOOZES]
    }
}
