//! One thing said of several tasks at once: “both are done”, “te gjitha deri te premten”, “ostalo do petka”.
//!
//! Of two it is done at once: whoever says “both” sees both in the answer, with one button that takes all of it back. Of
//! more it is asked once, with the list.

use events::ids::ActionItemId;
use readmodels::views::TaskView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::press::cancel_button;
use crate::features::replies::interpretation::Interpretation;
use crate::features::replies::offers::offers_of_each;
use crate::features::replies::statement::on_statement;
use crate::features::work::clarification::{ask_which, offer_meanings, report_label};
use crate::features::work::press::{ClarificationPress, TaskPress, TaskReport};
use crate::features::work::reports::carry_out_report;
use crate::features::work::task_access::still_open;
use crate::features::work::task_lists::{task_ids, task_list};
use crate::features::work::task_wording::task_line;

/// So many tasks are reported on without asking.
const AT_ONCE: usize = 2;
/// How many tasks one message lists.
const LONGEST_LIST: usize = 20;

/// Whether something has to be asked of each task by itself.
fn lacks_a_detail(said: &TaskReport) -> bool {
    matches!(said, TaskReport::Blocked(None) | TaskReport::Extension(None) | TaskReport::Progress(None))
}

/// What comes of something that is said of these tasks.
pub(super) async fn on_several(
    context: &ChatContext<'_>,
    tasks: Vec<TaskView>,
    interpretation: Interpretation,
    text: &str,
) -> Result<Vec<Outgoing>, ChatError> {
    match (tasks.as_slice(), interpretation) {
        ([], _) => Ok(vec![task_list(context, vec![]).await?]),
        ([task], interpretation) => Ok(vec![on_statement(context, task, interpretation, None, text).await?]),
        (several, Interpretation::Clear(report)) => {
            let said: TaskReport = report.clone().into();
            if lacks_a_detail(&said) {
                return Ok(vec![ask_which(context, several, &[said])]);
            }
            if several.len() > AT_ONCE {
                return Ok(vec![ask_of_each(context, several, said)]);
            }
            let mut answers = Vec::new();
            for task in several {
                answers.push(on_statement(context, task, Interpretation::Clear(report.clone()), None, text).await?);
            }
            Ok(answers)
        }
        (several, Interpretation::Open { meanings, is_guess }) => {
            let offers = offers_of_each(context, meanings, several);
            let offered = offer_meanings(context, several, offers, is_guess);
            Ok(vec![Outgoing { text: format!("{}\n\n{}", lines_of_tasks(context, several), offered.text), ..offered }])
        }
        (_, Interpretation::Impossible(why)) => Ok(vec![Outgoing::text(why)]),
    }
}

fn lines_of_tasks(context: &ChatContext<'_>, tasks: &[TaskView]) -> String {
    let texts = context.texts();
    let mut lines: Vec<String> = tasks.iter().take(LONGEST_LIST).map(|task| task_line(texts, task)).collect();
    if tasks.len() > LONGEST_LIST {
        lines.push("…".to_owned());
    }
    lines.join("\n")
}

/// Asks whether it was of all of these.
fn ask_of_each(context: &ChatContext<'_>, tasks: &[TaskView], said: TaskReport) -> Outgoing {
    let texts = context.texts();
    let args = [("meaning", report_label(context, &said).into()), ("count", tasks.len().into())];
    let text = format!("{}\n\n{}", texts.say("ask-of-each", &args), lines_of_tasks(context, tasks));
    let yes = texts.label("button-of-each", &[("count", tasks.len().into())]);
    let items = task_ids(tasks);
    let buttons = vec![vec![(yes, ClarificationPress::OfEach(items.clone(), said).into())], vec![cancel_button(texts)]];
    Outgoing::text(text).with_buttons(buttons).about(items)
}

/// The same of each of these tasks that is still open, after it was asked about.
pub(super) async fn on_each(
    context: &ChatContext<'_>,
    items: &[ActionItemId],
    said: TaskReport,
) -> Result<Vec<Outgoing>, ChatError> {
    match still_open(context, items).await?.as_slice() {
        [] => Ok(vec![task_list(context, vec![]).await?]),
        several if lacks_a_detail(&said) => Ok(vec![ask_which(context, several, &[said])]),
        several => {
            let mut answers = Vec::new();
            for task in several {
                answers.push(carry_out_report(context, task, said.clone()).await?);
            }
            Ok(together(context, answers))
        }
    }
}

/// What was noted as one message, with one button that takes all of it back. What asks something is a message of its
/// own; so is everything when something waits to be saved, because that message will be edited.
pub(super) fn together(context: &ChatContext<'_>, answers: Vec<Outgoing>) -> Vec<Outgoing> {
    let only_tells = |answer: &Outgoing| {
        answer
            .buttons
            .iter()
            .all(|row| matches!(row.as_slice(), [(_, press)] if matches!(press.read(), Some(TaskPress::Undo(..)))))
    };
    let told = answers.iter().filter(|answer| only_tells(answer)).count();
    if told < 2 || answers.iter().any(|answer| answer.waiting.is_some()) {
        return answers;
    }
    let (answers, asking): (Vec<_>, Vec<_>) = answers.into_iter().partition(only_tells);
    let texts = context.texts();
    let hint = format!("\n{}", texts.say("undo-hint", &[]));
    let mut undo = None;
    let (mut texts, mut items) = (Vec::new(), Vec::new());
    for answer in answers {
        texts.push(answer.text.replacen(&hint, "", 1));
        undo = answer.buttons.into_iter().flatten().next().map(|(label, _)| label).or(undo);
        items.extend(answer.items);
    }
    let mut text = texts.join("\n\n");
    let mut buttons = Vec::new();
    if let Some(label) = undo {
        text.push_str(&hint);
        buttons.push(vec![(label, ClarificationPress::TakeBack(context.correlation()).into())]);
    }
    std::iter::once(Outgoing::text(text).with_buttons(buttons).about(items)).chain(asking).collect()
}
