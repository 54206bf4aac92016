//! The chair's part: the board in chat, and the decisions on it.

use events::Command;
use events::action_item::{ActionItemCommand, ItemStage};
use events::ids::{ActionItemId, SubgroupId};
use events::text::Text;
use projections::views::TaskView;

use crate::buttons::Press;
use crate::database::Question;
use crate::outgoing::Outgoing;
use crate::replies::OnAcceptance;
use crate::visit::{Visit, VisitError};

/// Rows of buttons.
type Buttons = Vec<Vec<(String, Press)>>;

/// How many tasks a page of a board has at most.
const LONGEST_PAGE: usize = 8;
/// How many characters they have at most; the heading and the page's number come to it.
const LONGEST_PAGE_TEXT: usize = 3_400;
/// How many buttons a page has at most, those that turn it not counted.
const MOST_BUTTONS: usize = 16;
/// How much is shown of a title, an institution's name or a reason.
const LONGEST_PART: usize = 250;
/// A label that fits a phone's width.
const LONGEST_LABEL: usize = 40;

/// Which page of a board.
#[derive(Debug, Clone, Copy)]
enum Place<'a> {
    /// Counted from 0; of one that there is no more, the last.
    Page(usize),
    /// Where this task is, or was before it left the board.
    Near(&'a TaskView),
}

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
            let Some(board) = self.board_page(subgroup, Place::Page(0)).await? else { continue };
            self.answer(board).await?;
        }
        Ok(())
    }

    /// Another page of a board, in the same message.
    pub(crate) async fn turn_board(&self, subgroup: &SubgroupId, page: usize, message: i32) -> Result<(), VisitError> {
        if !self.person.chairs.contains(subgroup) {
            return self.say("board-not-chair").await;
        }
        match self.board_page(subgroup, Place::Page(page)).await? {
            Some(board) => self.replace(message, board).await,
            None => self.say("button-expired").await,
        }
    }

    /// A page of a board. `None`: there is no such subgroup.
    async fn board_page(&self, subgroup: &SubgroupId, place: Place<'_>) -> Result<Option<Outgoing>, VisitError> {
        let Some(found) = self.bot.read_models.subgroup(subgroup).await? else { return Ok(None) };
        let (speech, name) = (self.speech(), found.name.in_language(self.person.language).to_owned());
        let mut tasks = self.bot.read_models.board(subgroup).await?;
        tasks.retain(|task| task.item.stage != ItemStage::Verified);
        if tasks.is_empty() {
            return Ok(Some(Outgoing::text(speech.say("board-none", &[("subgroup", name.into())]))));
        }
        let mut pages: Vec<(Vec<String>, Buttons)> = vec![];
        let mut near = None;
        for task in &tasks {
            let (line, rows) = (self.line_with_institution(task).await?, self.verdicts(task));
            match pages.last_mut().filter(|page| has_room(page, &line, &rows)) {
                Some((lines, buttons)) => {
                    lines.push(line);
                    buttons.extend(rows);
                }
                None => pages.push((vec![line], rows)),
            }
            match place {
                Place::Near(wanted) if (task.item.due, &task.id) >= (wanted.item.due, &wanted.id) => {
                    near = near.or(Some(pages.len() - 1));
                }
                Place::Near(_) | Place::Page(_) => {}
            }
        }
        let page = match place {
            Place::Page(page) => page,
            Place::Near(_) => near.unwrap_or(usize::MAX),
        };
        let (count, page) = (pages.len(), page.min(pages.len().saturating_sub(1)));
        let (lines, mut buttons) = pages.into_iter().nth(page).unwrap_or_default();
        let mut parts = vec![speech.say("board-heading", &[("count", tasks.len().into()), ("subgroup", name.into())])];
        parts.extend(lines);
        if count > 1 {
            parts.push(speech.say("board-page", &[("page", (page + 1).into()), ("pages", count.into())]));
            let turn = |key: &str, to: usize| (speech.label(key, &[]), Press::Board(subgroup.clone(), to));
            let back = page.checked_sub(1).map(|to| turn("button-previous-page", to));
            let on = Some(page + 1).filter(|to| *to < count).map(|to| turn("button-next-page", to));
            buttons.push(back.into_iter().chain(on).collect());
        }
        Ok(Some(Outgoing::text(parts.join("\n\n")).with_buttons(buttons)))
    }

    /// A task of any institution as a line of a list, of bounded length.
    pub(crate) async fn line_with_institution(&self, task: &TaskView) -> Result<String, VisitError> {
        let speech = self.speech();
        let institution = self.bot.institution_name(&task.item.owner, self.person.language).await?;
        let mut status = speech.status(&task.item);
        if let Some(nudge) = &task.item.nudged {
            let date = [("date", speech.date(nudge.on))];
            let nudged = speech.catalogue.say(speech.language, "board-nudged", &date);
            status = format!("{}; {nudged}", shortened(&status, LONGEST_PART));
        }
        let args = [
            ("number", task.number.into()),
            ("title", shortened(&speech.title(task), LONGEST_PART).into()),
            ("institution", shortened(&institution, LONGEST_PART).into()),
            ("due", speech.date(task.item.due)),
            ("status", shortened(&status, 2 * LONGEST_PART).into()),
        ];
        Ok(speech.say("task-line-with-institution", &args))
    }

    /// What there is to decide on a task, each choice named with it.
    fn verdicts(&self, task: &TaskView) -> Buttons {
        let speech = self.speech();
        let label = |key: &str| format!("{} · {}", speech.label(key, &[]), speech.title(task));
        let button = |key: &str, press: Press| vec![(shortened(&label(key), LONGEST_LABEL), press)];
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
        if task.item.stage.is_open() {
            rows.push(button("button-nudge", Press::Nudge(id())));
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
                let date = ("date", speech.date(until));
                (ActionItemCommand::GrantExtension { until }, "confirm-extension-granted", vec![title(), date])
            }
            Verdict::Refuse => {
                let due = ("due", speech.date(task.item.due));
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
        let outcome = self.carry_out(Command::ActionItem(task.id.clone(), command), decided).await?;
        let outcome = self.above_the_board(outcome, &task).await?;
        self.replace(message, outcome).await
    }

    /// What came of a press, with the board below as it is now; what waits to be saved stands alone, because it will be
    /// edited.
    async fn above_the_board(&self, outcome: Outgoing, task: &TaskView) -> Result<Outgoing, VisitError> {
        let chaired = task.item.subgroup.as_ref().filter(|subgroup| self.person.chairs.contains(subgroup));
        let (None, Some(subgroup)) = (outcome.waiting, chaired) else { return Ok(outcome) };
        Ok(match self.board_page(subgroup, Place::Near(task)).await? {
            Some(board) => Outgoing { text: format!("{}\n\n{}", outcome.text, board.text), ..board },
            None => outcome,
        })
    }

    /// Reopens a task for a reason given in words.
    pub(crate) async fn reopen(&self, task: &TaskView, reason: Text) -> Result<Outgoing, VisitError> {
        let speech = self.speech();
        let command = ActionItemCommand::Reopen { reason, due: None };
        let args = [("title", speech.title(task).into()), ("due", speech.date(task.item.due))];
        let reopened = OnAcceptance::Say(Outgoing::text(speech.say("confirm-reopened", &args)));
        self.carry_out(Command::ActionItem(task.id.clone(), command), reopened).await
    }
}

/// Whether a page takes one task more: its text within the messenger's 4096 characters, its buttons within a hundred and
/// within what a thumb scrolls.
fn has_room((lines, buttons): &(Vec<String>, Buttons), line: &str, rows: &Buttons) -> bool {
    let length: usize = lines.iter().map(|line| line.chars().count() + 2).sum();
    lines.len() < LONGEST_PAGE
        && length + line.chars().count() <= LONGEST_PAGE_TEXT
        && buttons.len() + rows.len() <= MOST_BUTTONS
}

/// So much of a text as has room.
fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    text.chars().take(longest - 1).chain(['…']).collect()
}
