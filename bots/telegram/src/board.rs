//! The chair's part: the board in chat, and the decisions on it.

use events::Command;
use events::action_item::{ActionItemCommand, ItemStage};
use events::ids::ActionItemId;
use events::text::Text;
use projections::views::TaskView;

use crate::buttons::Press;
use crate::database::Question;
use crate::outgoing::Outgoing;
use crate::replies::OnAcceptance;
use crate::visit::{Visit, VisitError};

/// What a chair decides with one press.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Verdict {
    Verify,
    Reopen,
    Grant,
    Refuse,
}

impl Visit<'_> {
    pub(crate) async fn show_boards(&self) -> Result<(), VisitError> {
        if self.person.chairs.is_empty() {
            return self.say("board-not-chair").await;
        }
        for subgroup in &self.person.chairs {
            let Some(found) = self.bot.read_models.subgroup(subgroup).await? else { continue };
            let name = found.name.in_language(self.person.language).to_owned();
            let mut tasks = self.bot.read_models.board(subgroup).await?;
            tasks.retain(|task| task.item.stage != ItemStage::Verified);
            let board = self.board(&name, &tasks).await?;
            self.answer(board).await?;
        }
        Ok(())
    }

    async fn board(&self, subgroup: &str, tasks: &[TaskView]) -> Result<Outgoing, VisitError> {
        let speech = self.speech();
        if tasks.is_empty() {
            return Ok(Outgoing::text(speech.say("board-none", &[("subgroup", subgroup.into())])));
        }
        let mut lines =
            vec![speech.say("board-heading", &[("count", tasks.len().into()), ("subgroup", subgroup.into())])];
        let mut buttons = Vec::new();
        for task in tasks {
            let institution = self.bot.institution_name(&task.item.owner, self.person.language).await?;
            let mut args = speech.task(task);
            args.push(("institution", institution.into()));
            args.push(("due", speech.date(task.item.due).into()));
            args.push(("status", speech.status(&task.item).into()));
            lines.push(speech.say("task-line-with-institution", &args));
            buttons.extend(self.verdicts(task));
        }
        Ok(Outgoing::text(lines.join("\n\n")).with_buttons(buttons))
    }

    /// What there is to decide on a task: a heading that names it, then the choices.
    fn verdicts(&self, task: &TaskView) -> Vec<Vec<(String, Press)>> {
        let speech = self.speech();
        let label = |key: &str| format!("{} · {}", speech.label(key, &[]), speech.title(task));
        let button = |key: &str, press: Press| vec![(shortened(&label(key)), press)];
        let id = || task.id.clone();
        let mut rows = Vec::new();
        if task.item.stage == ItemStage::Completed {
            rows.push(button("button-verify", Press::Verify(id())));
            rows.push(button("button-reopen", Press::Reopen(id())));
        }
        if task.item.extension_asked.is_some() {
            rows.push(button("button-grant", Press::Grant(id())));
            rows.push(button("button-refuse", Press::Refuse(id())));
        }
        rows
    }

    pub(crate) async fn on_board_press(
        &self,
        item: &ActionItemId,
        message: i32,
        verdict: Verdict,
    ) -> Result<(), VisitError> {
        let Some(task) = self.task_or_say(item).await? else { return Ok(()) };
        let speech = self.speech();
        let title = || ("title", speech.title(&task).into());
        let (command, key, args) = match verdict {
            Verdict::Verify => (ActionItemCommand::Verify, "confirm-verified", vec![title()]),
            Verdict::Grant => {
                let Some(until) = task.item.extension_asked else { return self.say("button-expired").await };
                let date = ("date", speech.date(until).into());
                (ActionItemCommand::GrantExtension { until }, "confirm-extension-granted", vec![title(), date])
            }
            Verdict::Refuse => {
                let due = ("due", speech.date(task.item.due).into());
                (ActionItemCommand::RefuseExtension { reason: None }, "confirm-extension-refused", vec![title(), due])
            }
            Verdict::Reopen => {
                self.bot.database.ask(self.chat, &Question::ReasonOfReopening(task.id.clone())).await?;
                let text = speech.say("ask-reason-of-reopening", &[title()]);
                let cancel = vec![(speech.label("button-cancel", &[]), Press::Cancel)];
                return self.answer(Outgoing::text(text).with_buttons(vec![cancel])).await;
            }
        };
        let decided = OnAcceptance::Say(Outgoing::text(speech.say(key, &args)));
        let answer = self.carry_out(Command::ActionItem(task.id.clone(), command), decided).await?;
        tracing::debug!(message, "a chair decided");
        self.answer(answer).await
    }

    /// Reopens a task for a reason given in words.
    pub(crate) async fn reopen(&self, task: &TaskView, reason: Text) -> Result<Outgoing, VisitError> {
        let speech = self.speech();
        let command = ActionItemCommand::Reopen { reason, due: None };
        let args = [("title", speech.title(task).into()), ("due", speech.date(task.item.due).into())];
        let reopened = OnAcceptance::Say(Outgoing::text(speech.say("confirm-reopened", &args)));
        self.carry_out(Command::ActionItem(task.id.clone(), command), reopened).await
    }
}

/// A label that fits a phone's width.
fn shortened(label: &str) -> String {
    const LONGEST: usize = 40;
    if label.chars().count() <= LONGEST {
        return label.to_owned();
    }
    label.chars().take(LONGEST - 1).chain(['…']).collect()
}
