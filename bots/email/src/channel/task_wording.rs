//! A task in an e-mail: its line, its status, and the links with which its owner or its chair takes a step.

use chrono::Days;
use events::action_item::{AssignedItem, ItemStage};
use events::ids::InstitutionId;
use language::item_status::status_in_words;
use links::{LinkedAction, LinkedDecision};
use readmodels::AskError;
use readmodels::views::TaskView;
use readmodels::work_items::{ReportKind, WorkItem};
use reports::new_owner::proposals_for;

use crate::channel::context::MailContext;
use crate::draft::Link;

/// How much more time one link asks for.
const MORE_TIME: Days = Days::new(7);

/// How far a task is, in words.
fn task_status(context: &MailContext<'_>, item: &AssignedItem) -> String {
    let (catalogue, today) = (context.catalogue(), context.moment.today);
    status_in_words(catalogue, context.language(), item, today, &|key, args| context.say(key, args))
}

/// A task of the person's own institution as a line.
pub(super) fn task_line(context: &MailContext<'_>, task: &TaskView) -> String {
    let args = [
        ("number", task.number.into()),
        ("title", context.marked(&task.title).into()),
        ("due", context.date(task.item.due)),
        ("status", task_status(context, &task.item).into()),
    ];
    context.say("task-line", &args)
}

/// A task of any institution as a line.
pub(super) async fn task_line_with_institution(
    context: &MailContext<'_>,
    task: &TaskView,
    owner: &InstitutionId,
) -> Result<String, AskError> {
    let args = [
        ("number", task.number.into()),
        ("title", context.marked(&task.title).into()),
        ("institution", context.institution_name(owner).await?.into()),
        ("due", context.date(task.item.due)),
        ("status", task_status(context, &task.item).into()),
    ];
    Ok(context.say("task-line-with-institution", &args))
}

/// The steps that an owner can take with a link.
pub(super) fn owner_links(context: &MailContext<'_>, task: &TaskView) -> Vec<Link> {
    if !task.item.stage.is_open() {
        return vec![];
    }
    let accept = (task.item.stage == ItemStage::Assigned).then_some(LinkedAction::Accept);
    let later = task.item.due.max(context.moment.today) + MORE_TIME;
    let more_time = task.item.extension_asked.is_none().then_some(LinkedAction::RequestExtension(later));
    let steps = accept.into_iter().chain([LinkedAction::Complete]).chain(more_time);
    steps.map(|action| context.task_link(&task.id, action, "")).collect()
}

/// The steps with which whoever decides on a report decides with a link: the report that waits now, or nothing.
pub(super) async fn decision_links(context: &MailContext<'_>, task: &TaskView) -> Result<Vec<Link>, AskError> {
    let work = context.services.work().await?;
    let Some(report) = work.item(&task.id).and_then(WorkItem::to_be_decided) else { return Ok(vec![]) };
    let mut decisions = match &report.what {
        ReportKind::Done => vec![LinkedDecision::Verify, LinkedDecision::Reopen],
        ReportKind::ExtensionAsked { until, .. } => {
            vec![LinkedDecision::GrantExtension(*until), LinkedDecision::RefuseExtension]
        }
        ReportKind::Disclaimed { .. } => vec![LinkedDecision::Return, LinkedDecision::CallOff],
        ReportKind::Blocked { .. } | ReportKind::Withdrawn => vec![],
    };
    let mut proposed = Vec::new();
    if task.item.stage.is_disclaimed() {
        for proposal in proposals_for(context.services.read_models.as_ref(), task).await? {
            proposed.push(proposal.names.in_language(context.language()).to_owned());
            decisions.insert(proposed.len() - 1, LinkedDecision::GiveTo(proposal.institution));
        }
    }
    let names = proposed.iter().map(String::as_str).chain(std::iter::repeat(""));
    let of_task = |(decision, name)| context.task_link(&task.id, LinkedAction::Decide(report.event, decision), name);
    Ok(decisions.into_iter().zip(names).map(of_task).collect())
}
