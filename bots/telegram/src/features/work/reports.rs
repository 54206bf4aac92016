//! Doing what a person said of a task: the command, and the words that confirm it.

use chrono::Days;
use events::Command;
use events::action_item::{ActionItemCommand, ItemStage};
use events::ids::EventId;
use events::text::Percent;
use readmodels::views::TaskView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::Outgoing;
use crate::core::press::cancel_button;
use crate::features::work::confirmation::Confirmation;
use crate::features::work::disputes::disclaim;
use crate::features::work::press::{TaskPress, TaskQuestion, TaskReport};
use crate::features::work::task_wording::task_args;

/// The percentages offered as buttons.
const STEPS: [u8; 4] = [25, 50, 75, 90];
/// The spans offered as buttons, in days.
const SPANS: [u16; 3] = [3, 7, 14];

/// Does what was said of a task and gives the answer to it.
pub(crate) async fn carry_out_report(
    context: &ChatContext<'_>,
    task: &TaskView,
    said: TaskReport,
) -> Result<Outgoing, ChatError> {
    let texts = context.texts();
    let mut args = task_args(texts, task);
    let (command, confirmation) = match said {
        TaskReport::Done | TaskReport::Progress(Some(Percent::WHOLE)) => {
            (ActionItemCommand::Complete, Some("confirm-done"))
        }
        TaskReport::Progress(Some(progress)) => {
            args.push(("percent", progress.value().into()));
            (ActionItemCommand::ReportProgress { progress }, Some("confirm-progress"))
        }
        // Whoever says “in progress” is asked how far, whether or not it was known to be under way.
        TaskReport::Progress(None) if matches!(task.item.stage, ItemStage::Blocked { .. }) => {
            (ActionItemCommand::Unblock, None)
        }
        TaskReport::Progress(None) => (ActionItemCommand::Accept, None),
        TaskReport::Accepted => (ActionItemCommand::Accept, Some("confirm-accepted")),
        TaskReport::Blocked(Some(reason)) => {
            args.push(("reason", reason.as_str().into()));
            (ActionItemCommand::Block { reason }, Some("confirm-blocked"))
        }
        TaskReport::NotOurs(institution) => match disclaim(context, task, institution).await? {
            (command, Some(name)) => {
                args.push(("institution", name.into()));
                (command, Some("confirm-not-ours-but"))
            }
            (command, None) => (command, Some("confirm-not-ours")),
        },
        TaskReport::Extension(Some(until)) => {
            args.push(("date", texts.date(until)));
            (ActionItemCommand::RequestExtension { until, reason: None }, Some("confirm-extension-asked"))
        }
        TaskReport::Blocked(None) => return ask_reason_of_block(context, task).await,
        TaskReport::Extension(None) => return ask_until_when(context, task).await,
    };
    // What is asked about something else and lasts stays open: it was not this that was answered.
    context.forget_question_of_report().await?;
    let about = |text: String| Outgoing::text(text).about(vec![task.id.clone()]);
    let (reported, hint, already) = match confirmation {
        None => (ask_percent(context, task), None, ask_percent(context, task)),
        Some(key) => {
            let hint = texts.say("undo-hint", &[]);
            (about(texts.say(key, &args)), Some(hint), about(texts.say("already-so", &args)))
        }
    };
    let undo = texts.label("button-undo", &[]);
    let on_acceptance = Confirmation { reported, hint, already, undo, item: task.id.clone() }.into();
    let answer = context.carry_out(Command::ActionItem(task.id.clone(), command), on_acceptance).await?;
    Ok(answer.about(vec![task.id.clone()]))
}

fn ask_percent(context: &ChatContext<'_>, task: &TaskView) -> Outgoing {
    let texts = context.texts();
    let steps = STEPS.into_iter().filter_map(|step| {
        let percent = Percent::try_from(step).ok()?;
        let label = texts.label("button-percent", &[("percent", step.into())]);
        Some((label, TaskPress::Answer(task.id.clone(), TaskReport::Progress(Some(percent))).into()))
    });
    let args = task_args(texts, task);
    let text = format!("{}\n{}", texts.say("confirm-in-progress", &args), texts.say("ask-percent", &args));
    Outgoing::text(text).with_buttons(vec![steps.collect()]).about(vec![task.id.clone()])
}

async fn ask_reason_of_block(context: &ChatContext<'_>, task: &TaskView) -> Result<Outgoing, ChatError> {
    context.ask(TaskQuestion::ReasonOfBlock(task.id.clone())).await?;
    let texts = context.texts();
    let text = texts.say("ask-reason-of-block", &task_args(texts, task));
    Ok(Outgoing::text(text).with_buttons(vec![vec![cancel_button(context.texts())]]).about(vec![task.id.clone()]))
}

async fn ask_until_when(context: &ChatContext<'_>, task: &TaskView) -> Result<Outgoing, ChatError> {
    context.ask(TaskQuestion::UntilWhen(task.id.clone())).await?;
    let texts = context.texts();
    let mut buttons = Vec::new();
    // One row counts from today; where the task is due later than that, another from its due date.
    for (key, origin) in [("button-days-more", texts.today), ("button-days-after-due", task.item.due)] {
        if origin < texts.today || (key == "button-days-after-due" && origin == texts.today) {
            continue;
        }
        for days in SPANS {
            let until = origin.checked_add_days(Days::new(days.into())).filter(|until| *until > task.item.due);
            let Some(until) = until else { continue };
            let label = texts.label(key, &[("days", days.into()), ("date", texts.date(until))]);
            buttons.push(vec![(label, TaskPress::Answer(task.id.clone(), TaskReport::Extension(Some(until))).into())]);
        }
    }
    buttons.push(vec![cancel_button(context.texts())]);
    let text = texts.say("ask-until-when", &task_args(texts, task));
    Ok(Outgoing::text(text).with_buttons(buttons).about(vec![task.id.clone()]))
}

/// So many days more, from today; where the task is due later than that, it is asked until when.
pub(crate) async fn ask_for_days(context: &ChatContext<'_>, task: &TaskView, days: u16) -> Result<Outgoing, ChatError> {
    match context.texts().today.checked_add_days(Days::new(days.into())) {
        Some(until) if until > task.item.due => {
            carry_out_report(context, task, TaskReport::Extension(Some(until))).await
        }
        Some(_) | None => ask_until_when(context, task).await,
    }
}

pub(crate) async fn take_back(
    context: &ChatContext<'_>,
    task: &TaskView,
    report: EventId,
) -> Result<Outgoing, ChatError> {
    let texts = context.texts();
    let command = ActionItemCommand::WithdrawReport { report };
    let about = vec![task.id.clone()];
    let undone = Outgoing::text(texts.say("undone", &task_args(texts, task))).about(about.clone());
    let command = Command::ActionItem(task.id.clone(), command);
    Ok(context.carry_out(command, OnAcceptance::Say(undone)).await?.about(about))
}
