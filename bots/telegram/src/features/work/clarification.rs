//! Asking what was meant of tasks: which of them, or which of several readings.

use readmodels::views::TaskView;

use crate::core::chat_context::ChatContext;
use crate::core::outgoing::Outgoing;
use crate::core::press::{Press, cancel_button};
use crate::features::work::press::{ClarificationPress, TaskPress, TaskReport};
use crate::features::work::task_lists::{task_buttons, task_ids};
use crate::features::work::task_wording::{task_args, task_line};

/// A button that says what was meant.
pub(crate) type Offer = (String, Press);

/// What a person may have said, as the label of a button.
pub(crate) fn report_label(context: &ChatContext<'_>, said: &TaskReport) -> String {
    let texts = context.texts();
    match said {
        TaskReport::Done => texts.label("meaning-done", &[]),
        TaskReport::Progress(None) => texts.label("meaning-in-progress", &[]),
        TaskReport::Progress(Some(percent)) => texts.label("meaning-progress", &[("percent", percent.value().into())]),
        TaskReport::Blocked(None) => texts.label("meaning-blocked", &[]),
        TaskReport::Blocked(Some(reason)) => texts.label("meaning-blocked-by", &[("reason", reason.as_str().into())]),
        TaskReport::Extension(None) => texts.label("meaning-extension", &[]),
        TaskReport::Extension(Some(date)) => texts.label("meaning-extension-until", &[("date", texts.date(*date))]),
        TaskReport::Accepted => texts.label("meaning-accepted", &[]),
        TaskReport::NotOurs(None) => texts.label("meaning-not-ours", &[]),
        TaskReport::NotOurs(Some(institution)) => {
            texts.label("meaning-not-ours-but", &[("institution", institution.as_str().into())])
        }
    }
}

/// Asks which of these was meant; a guess is called one. Without any, says what can be written.
pub(crate) fn offer_meanings(
    context: &ChatContext<'_>,
    about: &[TaskView],
    offers: Vec<Offer>,
    is_guess: bool,
) -> Outgoing {
    let texts = context.texts();
    if offers.is_empty() {
        let buttons = match about {
            [task] => task_buttons(texts, task, false),
            _ => vec![],
        };
        let of_one = if about.len() == 1 { task_ids(about) } else { vec![] };
        return context.message("not-understood").with_buttons(buttons).about(of_one);
    }
    let question = texts.say(if is_guess { "did-you-mean" } else { "ask-meaning" }, &[]);
    let text = match about {
        [task] => format!("{}\n{question}", task_line(texts, task)),
        _ => question,
    };
    let mut buttons: Vec<_> = offers.into_iter().map(|offer| vec![offer]).collect();
    buttons.push(vec![(texts.label("meaning-none", &[]), ClarificationPress::NoneOfThese.into())]);
    Outgoing::text(text).with_buttons(buttons).about(task_ids(about))
}

/// Asks of which task something was said.
pub(crate) fn ask_which(context: &ChatContext<'_>, tasks: &[TaskView], said: &[TaskReport]) -> Outgoing {
    ask_which_by(context, tasks, |task| TaskPress::Which(task.id.clone(), said.to_vec()).into())
}

pub(crate) fn ask_which_by(
    context: &ChatContext<'_>,
    tasks: &[TaskView],
    press: impl Fn(&TaskView) -> Press,
) -> Outgoing {
    let texts = context.texts();
    let button = |task: &TaskView| vec![(texts.label("button-task", &task_args(texts, task)), press(task))];
    let mut buttons: Vec<_> = tasks.iter().map(button).collect();
    buttons.push(vec![cancel_button(texts)]);
    Outgoing::text(texts.say("ask-which-task", &[])).with_buttons(buttons).about(task_ids(tasks))
}

/// Asks which of several readings was meant of a task.
pub(crate) fn ask_meaning(context: &ChatContext<'_>, task: &TaskView, meanings: Vec<TaskReport>) -> Outgoing {
    let offer = |said: TaskReport| (report_label(context, &said), TaskPress::Answer(task.id.clone(), said).into());
    offer_meanings(context, std::slice::from_ref(task), meanings.into_iter().map(offer).collect(), false)
}
