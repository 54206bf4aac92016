//! The tasks that are late, in short: all of them for the Secretariat and the Coordinator, for chairs those of their own
//! subgroups. It counts what the month counts.

use events::authority::{View, permit_view};
use events::period::Period;
use readmodels::views::TaskView;
use reports::monthly::{MonthFigure, tasks_counted};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::texts::Texts;

/// How many tasks the message lists; the messenger's limit on text leaves room for so many.
const LONGEST_LIST: usize = 15;
/// How much is shown of a title.
const LONGEST_TITLE: usize = 120;

/// The address of a page, where this hub's pages are known.
pub(super) fn page_address(context: &ChatContext<'_>, path: &str) -> Option<String> {
    context.services.settings.links.as_ref().map(|links| format!("{}{path}", links.public_url))
}

async fn line(context: &ChatContext<'_>, texts: Texts<'_>, task: &TaskView) -> Result<String, ChatError> {
    let institution = context.services.institution_name(&task.item.owner, context.language).await?;
    let title: String = texts.marked(&task.title).chars().take(LONGEST_TITLE).collect();
    let args = [
        ("institution", institution.into()),
        ("title", title.into()),
        ("days", (texts.today - task.item.due).num_days().into()),
        ("date", texts.date(task.item.due)),
    ];
    Ok(texts.say("late-line", &args))
}

/// The late tasks that this person has to know of, the latest first.
pub(crate) async fn show_late(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let texts = context.texts();
    let sees_all = permit_view(&context.principal(), &View::Overview).is_ok();
    let chaired = context.chairs();
    if !sees_all && chaired.is_empty() {
        return context.refuse("late-not-yours", "/late").await;
    }
    let all = context.services.read_models.all_tasks().await?;
    let is_theirs =
        |task: &&TaskView| sees_all || task.item.subgroup.as_ref().is_some_and(|subgroup| chaired.contains(subgroup));
    let mut late: Vec<&TaskView> =
        tasks_counted(MonthFigure::Overdue, &all, Period::month_of(texts.today), texts.today)
            .filter(is_theirs)
            .collect();
    if late.is_empty() {
        return context.say("late-none").await;
    }
    late.sort_by_key(|task| (task.item.due, &task.id));
    let mut lines = vec![texts.say("late-heading", &[("count", late.len().into())])];
    for task in late.iter().take(LONGEST_LIST) {
        lines.push(line(context, texts, task).await?);
    }
    if let Some(more) = late.len().checked_sub(LONGEST_LIST).filter(|more| *more > 0) {
        lines.push(texts.say("week-more", &[("count", more.into())]));
    }
    if let Some(link) = page_address(context, "/lists/late").filter(|_| sees_all) {
        lines.push(texts.say("late-on-the-page", &[("link", link.into())]));
    }
    let listed = late.iter().take(LONGEST_LIST).map(|task| task.id.clone()).collect();
    context.answer(Outgoing::text(lines.join("\n")).about(listed)).await
}
