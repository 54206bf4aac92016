//! The buttons of tasks and boards.

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::features::work::board::{show_boards, turn_board};
use crate::features::work::clarification::ask_meaning;
use crate::features::work::disputes::{ask_reason_of_calling_off, ask_reason_of_return, give_to, show_dispute};
use crate::features::work::nudging::nudge_owner;
use crate::features::work::press::TaskPress;
use crate::features::work::reports::{ask_for_days, carry_out_report, take_back};
use crate::features::work::task_access::{still_open, task_or_say};
use crate::features::work::task_lists::{one_task, task_list};

/// A button of a task or a board was pressed in a message.
pub(super) async fn on_task_press(context: &ChatContext<'_>, press: TaskPress, message: i32) -> Result<(), ChatError> {
    match press {
        TaskPress::Report(item, report) => {
            let Some(task) = task_or_say(context, &item).await? else { return Ok(()) };
            let answer = carry_out_report(context, &task, report).await?;
            context.answer(answer).await
        }
        TaskPress::Answer(item, report) => {
            let Some(task) = task_or_say(context, &item).await? else { return Ok(()) };
            let answer = carry_out_report(context, &task, report).await?;
            context.replace(message, answer).await
        }
        TaskPress::Which(item, mut readings) => {
            let Some(task) = task_or_say(context, &item).await? else { return Ok(()) };
            let answer = match readings.pop() {
                Some(only) if readings.is_empty() => carry_out_report(context, &task, only).await?,
                Some(last) => {
                    readings.push(last);
                    ask_meaning(context, &task, readings)
                }
                None => context.message("button-expired"),
            };
            context.replace(message, answer).await
        }
        TaskPress::MoreDays(item, days) => {
            let Some(task) = task_or_say(context, &item).await? else { return Ok(()) };
            let answer = ask_for_days(context, &task, days).await?;
            context.replace(message, answer).await
        }
        TaskPress::Open(item, list) => {
            let Some(task) = task_or_say(context, &item).await? else { return Ok(()) };
            context.replace(message, one_task(context.texts(), &task, list)).await
        }
        TaskPress::List(items) => {
            let list = task_list(context, still_open(context, &items).await?).await?;
            context.replace(message, list).await
        }
        TaskPress::Undo(item, report) => {
            let Some(task) = task_or_say(context, &item).await? else { return Ok(()) };
            let answer = take_back(context, &task, report).await?;
            context.replace(message, answer).await
        }
        TaskPress::Board(subgroup, page) => turn_board(context, &subgroup, page, message).await,
        TaskPress::Boards => show_boards(context).await,
        TaskPress::Dispute(item) => show_dispute(context, &item).await,
        TaskPress::GiveTo(item, owner) => give_to(context, &item, owner, message).await,
        TaskPress::Return(item) => ask_reason_of_return(context, &item).await,
        TaskPress::CallOff(item) => ask_reason_of_calling_off(context, &item).await,
        TaskPress::Nudge(item) => nudge_owner(context, &item).await,
    }
}
