//! What was decided on requests, reports and tasks of the person's institution, in words: by whom and why.

use events::actor::Actor;
use notifications::{Content, WorkContent};
use readmodels::AskError;
use readmodels::views::TaskView;
use readmodels::work_items::{DecisionKind, ItemDecision};

use crate::channel::context::MailContext;
use crate::channel::digest::Digest;
use crate::channel::task_wording::owner_links;
use crate::draft::Line;

/// What there is to say of decisions. A task that is the institution's and still open has its links.
pub(super) async fn word_decisions(
    context: &MailContext<'_>,
    contents: &[Content],
    digest: &mut Digest,
) -> Result<(), AskError> {
    let mut lines = Vec::new();
    for content in contents.iter().filter_map(Content::as_work) {
        let WorkContent::Decided { item, decision } = content else { continue };
        let work = context.services.work().await?;
        let found = work.item(item).and_then(|one| one.decisions.iter().find(|it| it.event == *decision));
        let (Some(decided), Some(task)) = (found, context.services.read_models.task(item).await?) else { continue };
        let text = decision_in_words(context, &task, decided).await?;
        let steps = match context.own_open_task(item).await? {
            Some(task) => digest.once(item, owner_links(context, &task)),
            None => vec![],
        };
        lines.push(Line { text, links: steps });
        digest.name(context.marked(&task.title));
    }
    digest.add(Some(context.say("email-section-decided", &[])), lines);
    Ok(())
}

async fn decision_in_words(
    context: &MailContext<'_>,
    task: &TaskView,
    decided: &ItemDecision,
) -> Result<String, AskError> {
    let mut args = vec![("title", context.marked(&task.title).into()), ("due", context.date(task.item.due))];
    let key = match &decided.what {
        DecisionKind::Granted { until } => {
            args.push(("date", context.date(*until)));
            "notice-extension-granted"
        }
        DecisionKind::Refused { reason: None } => "notice-extension-refused",
        DecisionKind::Refused { reason: Some(reason) } => {
            args.push(("reason", context.recorded(reason).into()));
            "notice-extension-refused-because"
        }
        DecisionKind::Verified => "notice-verified",
        DecisionKind::Reopened { reason, .. } => {
            args.push(("reason", context.recorded(reason).into()));
            "notice-reopened"
        }
        DecisionKind::Returned { reason } => {
            args.push(("reason", context.recorded(reason).into()));
            "notice-returned"
        }
        DecisionKind::Reassigned { to, .. } => {
            args.push(("institution", context.institution_name(to).await?.into()));
            "notice-moved"
        }
        DecisionKind::Cancelled { reason } => {
            args.push(("reason", context.recorded(reason).into()));
            "notice-cancelled"
        }
    };
    let said = context.say(key, &args);
    Ok(match by_whom(context, &decided.by).await? {
        Some(by) => format!("{said}\n{by}"),
        None => said,
    })
}

/// Who decided, as the line below the decision; nobody is named where it was not a person.
async fn by_whom(context: &MailContext<'_>, by: &Actor) -> Result<Option<String>, AskError> {
    let Actor::Official { person, institution, standing_in_for, .. } = by else { return Ok(None) };
    let args = [
        ("name", context.name_of(person).await?.into()),
        ("institution", context.institution_name(institution).await?.into()),
    ];
    let key = if standing_in_for.is_some() { "notice-by-stand-in" } else { "notice-by" };
    Ok(Some(context.say(key, &args)))
}
