//! Doing what a person said of a task: the command, and the words that confirm it.

use chrono::Days;
use events::Command;
use events::action_item::{ActionItemCommand, ItemStage};
use events::ids::EventId;
use events::text::{Percent, Text};
use projections::views::TaskView;

use crate::buttons::{Press, Said};
use crate::database::Question;
use crate::outgoing::Outgoing;
use crate::replies::OnAcceptance;
use crate::visit::{Visit, VisitError};

/// The percentages offered as buttons.
const STEPS: [u8; 4] = [25, 50, 75, 90];
/// The spans offered as buttons, in days.
const SPANS: [u16; 3] = [3, 7, 14];

impl Visit<'_> {
    /// Does what was said of a task and gives the answer to it.
    pub(crate) async fn act(&self, task: &TaskView, said: Said) -> Result<Outgoing, VisitError> {
        let speech = self.speech();
        let mut args = speech.task(task);
        let (command, confirmation) = match said {
            Said::Done | Said::Progress(Some(Percent::WHOLE)) => (ActionItemCommand::Complete, Some("confirm-done")),
            Said::Progress(Some(progress)) => {
                args.push(("percent", progress.value().into()));
                (ActionItemCommand::ReportProgress { progress }, Some("confirm-progress"))
            }
            // Whoever says “in progress” is asked how far, whether or not it was known to be under way.
            Said::Progress(None) if matches!(task.item.stage, ItemStage::Blocked { .. }) => {
                (ActionItemCommand::Unblock, None)
            }
            Said::Progress(None) => (ActionItemCommand::Accept, None),
            Said::Accepted => (ActionItemCommand::Accept, Some("confirm-accepted")),
            Said::Blocked(Some(reason)) => {
                args.push(("reason", reason.as_str().into()));
                (ActionItemCommand::Block { reason }, Some("confirm-blocked"))
            }
            Said::NotOurs(institution) => match self.not_ours(institution) {
                Some(reason) => (ActionItemCommand::Block { reason }, Some("confirm-not-ours")),
                None => return self.ask_reason_of_block(task).await,
            },
            Said::Extension(Some(until)) => {
                args.push(("date", speech.date(until)));
                (ActionItemCommand::RequestExtension { until, reason: None }, Some("confirm-extension-asked"))
            }
            Said::Blocked(None) => return self.ask_reason_of_block(task).await,
            Said::Extension(None) => return self.ask_until_when(task).await,
        };
        // What is asked about an indicator or a task being given stays open: it was not this that was answered.
        if !matches!(
            self.bot.database.question(self.chat).await?,
            Some(Question::Indicator(_) | Question::Assignment(_))
        ) {
            self.bot.database.forget_question(self.chat).await?;
        }
        let about = |text: String| Outgoing::text(text).about(vec![task.id.clone()]);
        let (reported, hint, already) = match confirmation {
            None => (self.ask_percent(task), None, self.ask_percent(task)),
            Some(key) => {
                let hint = speech.say("undo-hint", &[]);
                (about(speech.say(key, &args)), Some(hint), about(speech.say("already-so", &args)))
            }
        };
        let undo = speech.label("button-undo", &[]);
        let on_acceptance = OnAcceptance::Confirm { reported, hint, already, undo, item: task.id.clone() };
        let answer = self.carry_out(Command::ActionItem(task.id.clone(), command), on_acceptance).await?;
        Ok(answer.about(vec![task.id.clone()]))
    }

    /// That a task is not ours is recorded as what it is blocked by, where chair and secretariat see it.
    fn not_ours(&self, institution: Option<Text>) -> Option<Text> {
        let words = self.bot.catalogue.say(self.person.language, "meaning-not-ours", &[]);
        let reason = match institution {
            Some(institution) => format!("{words}: {institution}"),
            None => words,
        };
        reason.parse().ok()
    }

    fn cancel_row(&self) -> Vec<(String, Press)> {
        vec![(self.speech().label("button-cancel", &[]), Press::Cancel)]
    }

    fn ask_percent(&self, task: &TaskView) -> Outgoing {
        let speech = self.speech();
        let steps = STEPS.into_iter().filter_map(|step| {
            let percent = Percent::try_from(step).ok()?;
            let label = speech.label("button-percent", &[("percent", step.into())]);
            Some((label, Press::Answer(task.id.clone(), Said::Progress(Some(percent)))))
        });
        let args = speech.task(task);
        let text = format!("{}\n{}", speech.say("confirm-in-progress", &args), speech.say("ask-percent", &args));
        Outgoing::text(text).with_buttons(vec![steps.collect()]).about(vec![task.id.clone()])
    }

    async fn ask_reason_of_block(&self, task: &TaskView) -> Result<Outgoing, VisitError> {
        self.bot.database.ask(self.chat, &Question::ReasonOfBlock(task.id.clone())).await?;
        let speech = self.speech();
        let text = speech.say("ask-reason-of-block", &speech.task(task));
        Ok(Outgoing::text(text).with_buttons(vec![self.cancel_row()]).about(vec![task.id.clone()]))
    }

    async fn ask_until_when(&self, task: &TaskView) -> Result<Outgoing, VisitError> {
        self.bot.database.ask(self.chat, &Question::UntilWhen(task.id.clone())).await?;
        let speech = self.speech();
        let mut buttons = Vec::new();
        // One row counts from today; where the task is due later than that, another from its due date.
        for (key, origin) in [("button-days-more", speech.today), ("button-days-after-due", task.item.due)] {
            if origin < speech.today || (key == "button-days-after-due" && origin == speech.today) {
                continue;
            }
            for days in SPANS {
                let until = origin.checked_add_days(Days::new(days.into())).filter(|until| *until > task.item.due);
                let Some(until) = until else { continue };
                let label = speech.label(key, &[("days", days.into()), ("date", speech.date(until))]);
                buttons.push(vec![(label, Press::Answer(task.id.clone(), Said::Extension(Some(until))))]);
            }
        }
        buttons.push(self.cancel_row());
        let text = speech.say("ask-until-when", &speech.task(task));
        Ok(Outgoing::text(text).with_buttons(buttons).about(vec![task.id.clone()]))
    }

    /// So many days more, from today; where the task is due later than that, it is asked until when.
    pub(crate) async fn ask_for_days(&self, task: &TaskView, days: u16) -> Result<Outgoing, VisitError> {
        match self.speech().today.checked_add_days(Days::new(days.into())) {
            Some(until) if until > task.item.due => self.act(task, Said::Extension(Some(until))).await,
            Some(_) | None => self.ask_until_when(task).await,
        }
    }

    pub(crate) async fn take_back(&self, task: &TaskView, report: EventId) -> Result<Outgoing, VisitError> {
        let speech = self.speech();
        let command = ActionItemCommand::WithdrawReport { report };
        let about = vec![task.id.clone()];
        let undone = Outgoing::text(speech.say("undone", &speech.task(task))).about(about.clone());
        let command = Command::ActionItem(task.id.clone(), command);
        Ok(self.carry_out(command, OnAcceptance::Say(undone)).await?.about(about))
    }
}
