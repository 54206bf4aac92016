//! The chair's part: the board in chat, and the decisions on it.

use events::Command;
use events::action_item::{ActionItemCommand, ItemStage};
use events::authority::{View, permit_view};
use events::ids::{ActionItemId, SubgroupId};
use events::text::Text;
use readmodels::views::TaskView;
use serde::{Deserialize, Serialize};
use strum::VariantNames as _;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::feature::{Feature, Handling};
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::Outgoing;
use crate::core::press::{Press, cancel_button};
use crate::features::work::press::{TaskPress, TaskQuestion};
use crate::features::work::task_access::task_or_say;
use crate::features::work::task_wording::{task_status, task_title};

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

/// A page of a board.
#[derive(Debug, Clone, Copy)]
enum BoardPosition<'a> {
    /// Counted from 0; of one that there is no more, the last.
    Page(usize),
    /// Where this task is, or was before it left the board.
    Near(&'a TaskView),
}

/// What a chair decides about a task with one press. It is kept in the bot's file, so names and content never change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
pub(crate) enum DecisionPress {
    /// It is done.
    Verify(ActionItemId),
    /// It is not done after all.
    Reopen(ActionItemId),
    /// It has the time that was asked for.
    Grant(ActionItemId),
    /// It has no more time.
    Refuse(ActionItemId),
}

impl DecisionPress {
    const fn item(&self) -> &ActionItemId {
        match self {
            Self::Verify(item) | Self::Reopen(item) | Self::Grant(item) | Self::Refuse(item) => item,
        }
    }
}

impl From<DecisionPress> for Press {
    fn from(press: DecisionPress) -> Self {
        Self::of(&press)
    }
}

/// The decisions of chairs. Where they are offered is the boards' part, and that of whatever tells a chair of a report.
pub(crate) struct ChairDecisions;

impl Feature for ChairDecisions {
    fn presses(&self) -> &'static [&'static str] {
        DecisionPress::VARIANTS
    }

    fn on_press<'a>(&'a self, context: &'a ChatContext<'a>, press: &'a Press, message: i32) -> Handling<'a, bool> {
        Box::pin(async move {
            let Some(press) = press.read() else { return Ok(false) };
            on_decision(context, &press, message).await.map(|()| true)
        })
    }
}

pub(crate) async fn show_boards(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let chairs = context.chairs();
    if chairs.is_empty() {
        return context.refuse("board-not-chair", "/board").await;
    }
    for subgroup in &chairs {
        let Some(board) = board_page(context, subgroup, BoardPosition::Page(0)).await? else { continue };
        context.answer(board).await?;
    }
    Ok(())
}

/// Another page of a board, in the same message.
pub(crate) async fn turn_board(
    context: &ChatContext<'_>,
    subgroup: &SubgroupId,
    page: usize,
    message: i32,
) -> Result<(), ChatError> {
    if permit_view(&context.principal(), &View::Board(subgroup.clone())).is_err() {
        return context.refuse("board-not-chair", &format!("subgroup/{subgroup} board")).await;
    }
    match board_page(context, subgroup, BoardPosition::Page(page)).await? {
        Some(board) => context.replace(message, board).await,
        None => context.say("button-expired").await,
    }
}

/// A page of a board. `None`: there is no such subgroup.
async fn board_page(
    context: &ChatContext<'_>,
    subgroup: &SubgroupId,
    place: BoardPosition<'_>,
) -> Result<Option<Outgoing>, ChatError> {
    let Some(found) = context.services.read_models.subgroup(subgroup).await? else { return Ok(None) };
    let texts = context.texts();
    let name = texts.marked(&found.name);
    let mut tasks = context.services.read_models.board(subgroup).await?;
    tasks.retain(|task| task.item.stage != ItemStage::Verified);
    if tasks.is_empty() {
        return Ok(Some(Outgoing::text(texts.say("board-none", &[("subgroup", name.into())]))));
    }
    let mut pages: Vec<(Vec<String>, Buttons)> = vec![];
    let mut near = None;
    for task in &tasks {
        let (line, rows) = (line_with_institution(context, task).await?, decisions_on(context, task));
        match pages.last_mut().filter(|page| has_room(page, &line, &rows)) {
            Some((lines, buttons)) => {
                lines.push(line);
                buttons.extend(rows);
            }
            None => pages.push((vec![line], rows)),
        }
        match place {
            BoardPosition::Near(wanted) if (task.item.due, &task.id) >= (wanted.item.due, &wanted.id) => {
                near = near.or(Some(pages.len() - 1));
            }
            BoardPosition::Near(_) | BoardPosition::Page(_) => {}
        }
    }
    let page = match place {
        BoardPosition::Page(page) => page,
        BoardPosition::Near(_) => near.unwrap_or(usize::MAX),
    };
    let (count, page) = (pages.len(), page.min(pages.len().saturating_sub(1)));
    let (lines, mut buttons) = pages.into_iter().nth(page).unwrap_or_default();
    let mut parts = vec![texts.say("board-heading", &[("count", tasks.len().into()), ("subgroup", name.into())])];
    parts.extend(lines);
    if count > 1 {
        parts.push(texts.say("board-page", &[("page", (page + 1).into()), ("pages", count.into())]));
        let turn = |key: &str, to: usize| (texts.label(key, &[]), TaskPress::Board(subgroup.clone(), to).into());
        let back = page.checked_sub(1).map(|to| turn("button-previous-page", to));
        let on = Some(page + 1).filter(|to| *to < count).map(|to| turn("button-next-page", to));
        buttons.push(back.into_iter().chain(on).collect());
    }
    Ok(Some(Outgoing::text(parts.join("\n\n")).with_buttons(buttons)))
}

/// A task of any institution as a line of a list, of bounded length.
pub(crate) async fn line_with_institution(context: &ChatContext<'_>, task: &TaskView) -> Result<String, ChatError> {
    let texts = context.texts();
    let institution = context.services.institution_name(&task.item.owner, context.person.language).await?;
    let mut status = task_status(texts, &task.item);
    if let Some(nudge) = &task.item.nudged {
        let date = [("date", texts.date(nudge.on))];
        let nudged = texts.catalogue.say(texts.language, "board-nudged", &date);
        status = format!("{}; {nudged}", shortened(&status, LONGEST_PART));
    }
    let args = [
        ("number", task.number.into()),
        ("title", shortened(&task_title(texts, task), LONGEST_PART).into()),
        ("institution", shortened(&institution, LONGEST_PART).into()),
        ("due", texts.date(task.item.due)),
        ("status", shortened(&status, 2 * LONGEST_PART).into()),
    ];
    Ok(texts.say("task-line-with-institution", &args))
}

/// What there is to decide on a task, each choice named with it.
pub(crate) fn decisions_on(context: &ChatContext<'_>, task: &TaskView) -> Buttons {
    let texts = context.texts();
    let label = |key: &str| format!("{} · {}", texts.label(key, &[]), task_title(texts, task));
    let button = |key: &str, press: Press| vec![(shortened(&label(key), LONGEST_LABEL), press)];
    let id = || task.id.clone();
    let mut rows = Vec::new();
    if task.item.stage == ItemStage::Completed {
        rows.push(button("button-verify", DecisionPress::Verify(id()).into()));
        rows.push(button("button-reopen", DecisionPress::Reopen(id()).into()));
    }
    if task.item.extension_asked.is_some() {
        rows.push(button("button-grant", DecisionPress::Grant(id()).into()));
        rows.push(button("button-refuse", DecisionPress::Refuse(id()).into()));
    }
    if task.item.stage.is_disclaimed() {
        rows.push(button("button-whose", TaskPress::Dispute(id()).into()));
    }
    if task.item.stage.is_the_owners_turn() {
        rows.push(button("button-nudge", TaskPress::Nudge(id()).into()));
    }
    rows
}

async fn on_decision(context: &ChatContext<'_>, decision: &DecisionPress, message: i32) -> Result<(), ChatError> {
    let Some(task) = task_or_say(context, decision.item()).await? else { return Ok(()) };
    let texts = context.texts();
    let title = || ("title", task_title(texts, &task).into());
    let (command, key, args) = match decision {
        DecisionPress::Verify(_) => (ActionItemCommand::Verify, "confirm-verified", vec![title()]),
        DecisionPress::Grant(_) => {
            let Some(until) = task.item.extension_asked else { return context.say("button-expired").await };
            let date = ("date", texts.date(until));
            (ActionItemCommand::GrantExtension { until }, "confirm-extension-granted", vec![title(), date])
        }
        DecisionPress::Refuse(_) => {
            let due = ("due", texts.date(task.item.due));
            (ActionItemCommand::RefuseExtension { reason: None }, "confirm-extension-refused", vec![title(), due])
        }
        DecisionPress::Reopen(_) => {
            context.ask(TaskQuestion::ReasonOfReopening(task.id.clone())).await?;
            let text = texts.say("ask-reason-of-reopening", &[title()]);
            let cancel = vec![cancel_button(texts)];
            return context.answer(Outgoing::text(text).with_buttons(vec![cancel])).await;
        }
    };
    let decided = OnAcceptance::Say(Outgoing::text(texts.say(key, &args)));
    let outcome = context.carry_out(Command::ActionItem(task.id.clone(), command), decided).await?;
    let outcome = above_the_board(context, outcome, &task).await?;
    context.replace(message, outcome).await
}

/// What came of a press, with the board below as it is now; what waits to be saved stands alone, because it will be
/// edited.
async fn above_the_board(context: &ChatContext<'_>, outcome: Outgoing, task: &TaskView) -> Result<Outgoing, ChatError> {
    let chaired = task.item.subgroup.as_ref().filter(|subgroup| context.chairs().contains(subgroup));
    let (None, Some(subgroup)) = (outcome.waiting, chaired) else { return Ok(outcome) };
    Ok(match board_page(context, subgroup, BoardPosition::Near(task)).await? {
        Some(board) => Outgoing { text: format!("{}\n\n{}", outcome.text, board.text), ..board },
        None => outcome,
    })
}

/// Reopens a task for a reason given in words.
pub(crate) async fn reopen(context: &ChatContext<'_>, task: &TaskView, reason: Text) -> Result<Outgoing, ChatError> {
    let texts = context.texts();
    let command = ActionItemCommand::Reopen { reason, due: None };
    let args = [("title", task_title(texts, task).into()), ("due", texts.date(task.item.due))];
    let reopened = OnAcceptance::Say(Outgoing::text(texts.say("confirm-reopened", &args)));
    context.carry_out(Command::ActionItem(task.id.clone(), command), reopened).await
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
