//! One thing said of several tasks at once: “both are done”, “te gjitha deri te premten”, “ostalo do petka”.
//!
//! Of two it is done at once: whoever says “both” sees both in the answer, with one button that takes all of it back. Of
//! more it is asked once, with the list.

use events::ids::ActionItemId;
use projections::views::TaskView;

use super::TalkPress;
use super::replying::Heard;
use crate::buttons::{Press, Said};
use crate::outgoing::Outgoing;
use crate::tasks::ids;
use crate::visit::{Visit, VisitError};

/// So many tasks are reported on without asking.
const AT_ONCE: usize = 2;
/// How many tasks one message lists.
const LONGEST_LIST: usize = 20;

/// Whether something has to be asked of each task by itself.
fn lacks_a_detail(said: &Said) -> bool {
    matches!(said, Said::Blocked(None) | Said::Extension(None) | Said::Progress(None))
}

impl Visit<'_> {
    /// What comes of something that is said of these tasks.
    pub(super) async fn on_several(
        &self,
        tasks: Vec<TaskView>,
        heard: Heard,
        text: &str,
    ) -> Result<Vec<Outgoing>, VisitError> {
        match (tasks.as_slice(), heard) {
            ([], _) => Ok(vec![self.task_list(vec![]).await?]),
            ([task], heard) => Ok(vec![self.on_statement(task, heard, None, text).await?]),
            (several, Heard::Clear(report)) => {
                let said: Said = report.clone().into();
                if lacks_a_detail(&said) {
                    return Ok(vec![self.ask_which(several, &[said])]);
                }
                if several.len() > AT_ONCE {
                    return Ok(vec![self.ask_of_each(several, said)]);
                }
                let mut answers = Vec::new();
                for task in several {
                    answers.push(self.on_statement(task, Heard::Clear(report.clone()), None, text).await?);
                }
                Ok(answers)
            }
            (several, Heard::Open { meanings, is_guess }) => {
                let offers = self.offers_of_each(meanings, several);
                let offered = self.offer(several, offers, is_guess);
                Ok(vec![Outgoing { text: format!("{}\n\n{}", self.lines(several), offered.text), ..offered }])
            }
            (_, Heard::Impossible(why)) => Ok(vec![Outgoing::text(why)]),
        }
    }

    fn lines(&self, tasks: &[TaskView]) -> String {
        let speech = self.speech();
        let mut lines: Vec<String> = tasks.iter().take(LONGEST_LIST).map(|task| speech.line(task)).collect();
        if tasks.len() > LONGEST_LIST {
            lines.push("…".to_owned());
        }
        lines.join("\n")
    }

    /// Asks whether it was of all of these.
    fn ask_of_each(&self, tasks: &[TaskView], said: Said) -> Outgoing {
        let speech = self.speech();
        let args = [("meaning", self.said_label(&said).into()), ("count", tasks.len().into())];
        let text = format!("{}\n\n{}", speech.say("ask-of-each", &args), self.lines(tasks));
        let yes = speech.label("button-of-each", &[("count", tasks.len().into())]);
        let items = ids(tasks);
        let buttons = vec![
            vec![(yes, Press::Talk(TalkPress::OfEach(items.clone(), said)))],
            vec![(speech.label("button-cancel", &[]), Press::Cancel)],
        ];
        Outgoing::text(text).with_buttons(buttons).about(items)
    }

    /// The same of each of these tasks that is still open, after it was asked about.
    pub(super) async fn on_each(&self, items: &[ActionItemId], said: Said) -> Result<Vec<Outgoing>, VisitError> {
        let mut open = Vec::new();
        for item in items {
            open.extend(self.task(item).await?.filter(|task| task.item.stage.is_open()));
        }
        match open.as_slice() {
            [] => Ok(vec![self.task_list(vec![]).await?]),
            several if lacks_a_detail(&said) => Ok(vec![self.ask_which(several, &[said])]),
            several => {
                let mut answers = Vec::new();
                for task in several {
                    answers.push(self.act(task, said.clone()).await?);
                }
                Ok(self.together(answers))
            }
        }
    }

    /// What was noted as one message, with one button that takes all of it back. What asks something is a message of its
    /// own; so is everything when something waits to be saved, because that message will be edited.
    pub(super) fn together(&self, answers: Vec<Outgoing>) -> Vec<Outgoing> {
        let only_tells =
            |answer: &Outgoing| answer.buttons.iter().all(|row| matches!(row.as_slice(), [(_, Press::Undo(..))]));
        let told = answers.iter().filter(|answer| only_tells(answer)).count();
        if told < 2 || answers.iter().any(|answer| answer.waiting.is_some()) {
            return answers;
        }
        let (answers, asking): (Vec<_>, Vec<_>) = answers.into_iter().partition(only_tells);
        let speech = self.speech();
        let hint = format!("\n{}", speech.say("undo-hint", &[]));
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
            buttons.push(vec![(label, Press::Talk(TalkPress::TakeBack(self.correlation())))]);
        }
        std::iter::once(Outgoing::text(text).with_buttons(buttons).about(items)).chain(asking).collect()
    }
}
