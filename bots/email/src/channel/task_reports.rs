//! Other institutions' tasks, in words, for a chair or the Secretariat: what owners reported and asked for, what is late,
//! and who could not be reminded.

use events::action_item::ItemStage;
use events::ids::{ActionItemId, EventId, InstitutionId};
use events::notification::Audience;
use notifications::{Content, WorkContent};
use readmodels::AskError;
use readmodels::views::TaskView;
use readmodels::work_items::ReportKind;
use reports::new_owner::{Proposal, ProposalReason, proposals_for};

use crate::channel::context::MailContext;
use crate::channel::digest::{Digest, plain_line};
use crate::channel::task_wording::decision_links;
use crate::draft::Line;

/// What there is to say of others' tasks.
pub(super) async fn word_others_tasks(
    context: &MailContext<'_>,
    contents: &[Content],
    digest: &mut Digest,
) -> Result<(), AskError> {
    let (mut reported, mut late) = (Vec::new(), Vec::new());
    for content in contents.iter().filter_map(Content::as_work) {
        match content {
            WorkContent::Reported { item, report } => {
                reported.extend(report_in_words(context, item, *report, digest).await?);
            }
            WorkContent::LateElsewhere { item, owner, working_days_late, to } => {
                let task = context.visible_task(item).await?.filter(|task| task.item.stage.is_open());
                let Some(task) = task else { continue };
                late.push(plain_line(escalation(context, &task, owner, *working_days_late, to).await?));
                digest.name(context.marked(&task.title));
            }
            WorkContent::NudgeNotArrived { item } => {
                let Some(task) = context.visible_task(item).await? else { continue };
                let owner = context.institution_name(&task.item.owner).await?;
                let title = context.marked(&task.title);
                let args = [("institution", owner.into()), ("title", title.as_str().into())];
                late.push(plain_line(context.say("nudge-not-arrived", &args)));
                digest.name(title);
            }
            WorkContent::Task { .. }
            | WorkContent::Decided { .. }
            | WorkContent::Nudged { .. }
            | WorkContent::PutOff { .. } => {}
        }
    }
    digest.add(Some(context.say("email-section-reported", &[])), reported);
    digest.add(Some(context.say("email-section-late-elsewhere", &[])), late);
    Ok(())
}

async fn escalation(
    context: &MailContext<'_>,
    task: &TaskView,
    owner: &InstitutionId,
    working_days_late: u32,
    to: &Audience,
) -> Result<String, AskError> {
    let key = match to {
        Audience::Secretariat | Audience::Coordinator => "escalation-secretariat",
        Audience::Chair(_)
        | Audience::FocalPoint(_)
        | Audience::CaseCoordinator(_)
        | Audience::Person(_)
        | Audience::Group(_) => "escalation-chair",
    };
    let args = [
        ("institution", context.institution_name(owner).await?.into()),
        ("title", context.marked(&task.title).into()),
        ("due", context.date(task.item.due)),
        ("days", working_days_late.into()),
    ];
    Ok(context.say(key, &args))
}

/// What an owner reported, with the links that decide on it.
async fn report_in_words(
    context: &MailContext<'_>,
    item: &ActionItemId,
    report: EventId,
    digest: &mut Digest,
) -> Result<Option<Line>, AskError> {
    let work = context.services.work().await?;
    let found = work.item(item).and_then(|one| one.reports.iter().find(|it| it.event == report));
    let (Some(found), Some(task)) = (found, context.visible_task(item).await?) else { return Ok(None) };
    let institution = context.institution_name(&task.item.owner).await?;
    let mut args = vec![
        ("institution", institution.into()),
        ("title", context.marked(&task.title).into()),
        ("due", context.date(task.item.due)),
    ];
    let text = match &found.what {
        ReportKind::Done => context.say("notice-completed", &args),
        ReportKind::ExtensionAsked { until, reason } => {
            args.push(("date", context.date(*until)));
            let key = match reason {
                Some(reason) => {
                    args.push(("reason", context.recorded(reason).into()));
                    "notice-extension-asked-because"
                }
                None => "notice-extension-asked",
            };
            context.say(key, &args)
        }
        ReportKind::Blocked { reason } => {
            args.push(("reason", context.recorded(reason).into()));
            context.say("notice-blocked", &args)
        }
        ReportKind::Disclaimed { .. } => {
            let ItemStage::Disclaimed { reason, .. } = &task.item.stage else { return Ok(None) };
            let mut lines = vec![context.say("dispute-heading", &args)];
            if let Some(reason) = reason {
                lines.push(context.say("dispute-reason", &[("reason", context.recorded(reason).into())]));
            }
            for proposal in proposals_for(context.services.read_models.as_ref(), &task).await? {
                lines.push(proposal_in_words(context, &proposal));
            }
            lines.join("\n")
        }
        ReportKind::Withdrawn => return Ok(None),
    };
    digest.name(context.marked(&task.title));
    let links = digest.once(&task.id, decision_links(context, &task).await?);
    Ok(Some(Line { text, links }))
}

/// An institution that a task can be given to, and why that.
fn proposal_in_words(context: &MailContext<'_>, proposal: &Proposal) -> String {
    let (key, words) = match &proposal.fit {
        ProposalReason::Named => ("dispute-named", String::new()),
        ProposalReason::Role(role) => ("dispute-role", role.to_string()),
        ProposalReason::EarlierTask(title) => ("dispute-earlier", context.marked(title)),
    };
    let institution = proposal.names.in_language(context.language());
    context.say_line(key, &[("institution", institution.into()), ("words", words.into())])
}
