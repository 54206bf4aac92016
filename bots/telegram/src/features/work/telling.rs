//! What the notifications have to say of tasks, in words: the morning's list, what others are late with, what was decided
//! and what waits for a decision, a nudge, what was put off.
//!
//! Each task is looked up when its notice is worded; one that is done meanwhile, or is another institution's by now, is left
//! out.

use events::ids::{EventId, InstitutionId, PersonId};
use events::notification::Audience;
use events::text::Text;
use language::catalogue::Value;
use language::recorded::say_recorded;
use notifications::{Content, Message, TaskSection, WorkContent};
use readmodels::views::TaskView;
use readmodels::work_items::{DecisionKind, ItemDecision, ItemReport, ReportKind, WorkItems};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::message_splitting::whole_parts_that_fit;
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::wording::ReadyMessage;
use crate::features::work::board::{decisions_on, line_with_institution};
use crate::features::work::disputes::dispute_card;
use crate::features::work::snooze_buttons::snooze_rows;
use crate::features::work::task_access::visible_task;
use crate::features::work::task_lists::{list_buttons, task_ids};
use crate::features::work::task_wording::{task_line, task_title};

/// The sections of a morning's message, in order, with the text of their headings.
const SECTIONS: [(TaskSection, &str); 4] = [
    (TaskSection::Late, "section-overdue"),
    (TaskSection::Today, "section-today"),
    (TaskSection::DueSoon, "section-due-soon"),
    (TaskSection::New, "section-new"),
];

/// What a message comes to while it is worded.
#[derive(Default)]
struct Draft {
    parts: Vec<String>,
    /// The person's own tasks: their buttons are below.
    own: Vec<TaskView>,
    /// Tasks of others that it speaks of.
    others: Vec<TaskView>,
    buttons: Vec<Vec<(String, Press)>>,
}

/// What there is to say of tasks.
pub(super) async fn word_tasks(
    context: &ChatContext<'_>,
    message: &Message,
    contents: &[Content],
) -> Result<Vec<ReadyMessage>, ChatError> {
    let said: Vec<&WorkContent> = contents.iter().filter_map(Content::as_work).collect();
    if said.is_empty() {
        return Ok(vec![]);
    }
    let work = context.services.work().await?;
    let mut draft = Draft::default();
    list_of_tasks(context, message.morning, &said, &mut draft).await?;
    for content in &said {
        match content {
            WorkContent::Task { .. } => {}
            WorkContent::LateElsewhere { item, owner, working_days_late, to } => {
                let Some(task) = visible_task(context, item).await?.filter(|task| task.item.stage.is_open()) else {
                    continue;
                };
                draft.parts.push(escalation(context, &task, owner, *working_days_late, to).await?);
                draft.others.push(task);
            }
            WorkContent::Decided { item, decision } => {
                let found = work.item(item).and_then(|one| one.decisions.iter().find(|it| it.event == *decision));
                let (Some(decided), Some(task)) = (found, context.services.read_models.task(item).await?) else {
                    continue;
                };
                draft.parts.push(decision_in_words(context, &task, decided).await?);
                if task.item.stage.is_open() && task.item.owner == context.person.institution {
                    draft.own.push(task);
                }
            }
            WorkContent::Reported { item, report } => word_report(context, &work, item, *report, &mut draft).await?,
            WorkContent::Nudged { item } => {
                let Some(task) = own_open(context, item).await? else { continue };
                let told = context.texts().say("nudge-told", &[]);
                draft.parts.push(format!("🔔 {told}\n{}", task_line(context.texts(), &task)));
                draft.own.push(task);
            }
            WorkContent::NudgeNotArrived { item } => {
                let Some(task) = visible_task(context, item).await? else { continue };
                let owner = context.services.institution_name(&task.item.owner, context.person.language).await?;
                let args = [("institution", owner.into()), ("title", task_title(context.texts(), &task).into())];
                draft.parts.push(context.texts().say("nudge-not-arrived", &args));
            }
            WorkContent::PutOff { .. } => {}
        }
    }
    put_off(context, &said, &mut draft).await?;
    Ok(draft.finished(context))
}

impl Draft {
    fn finished(self, context: &ChatContext<'_>) -> Vec<ReadyMessage> {
        if self.parts.is_empty() {
            return vec![];
        }
        let texts = context.texts();
        let mut own = self.own;
        own.sort_by(|a, b| a.id.cmp(&b.id));
        own.dedup_by(|a, b| a.id == b.id);
        own.sort_by_key(|task| task.number);
        let mut buttons = list_buttons(texts, &own);
        buttons.extend(self.buttons);
        let brought_up: Vec<_> = task_ids(&own).into_iter().chain(task_ids(&self.others)).collect();
        if !brought_up.is_empty() {
            buttons.extend(snooze_rows(context.services, texts, &brought_up));
        }
        let message = Outgoing::text(whole_parts_that_fit(self.parts)).with_buttons(buttons).about(task_ids(&own));
        vec![ReadyMessage::text(message)]
    }
}

async fn own_open(context: &ChatContext<'_>, item: &events::ids::ActionItemId) -> Result<Option<TaskView>, ChatError> {
    let task = context.services.read_models.task(item).await?;
    Ok(task.filter(|task| task.item.stage.is_open() && task.item.owner == context.person.institution))
}

/// The institution's own tasks, section by section: those of the morning, or the ones that could not wait for it.
async fn list_of_tasks(
    context: &ChatContext<'_>,
    morning: bool,
    said: &[&WorkContent],
    draft: &mut Draft,
) -> Result<(), ChatError> {
    let mut listed: Vec<(TaskSection, TaskView)> = Vec::new();
    for content in said {
        if let WorkContent::Task { item, section } = content {
            listed.extend(own_open(context, item).await?.map(|task| (*section, task)));
        }
    }
    if listed.is_empty() {
        return Ok(());
    }
    listed.sort_by_key(|(_, task)| (task.item.due, task.number));
    let texts = context.texts();
    let count = |wanted: &[TaskSection]| listed.iter().filter(|(section, _)| wanted.contains(section)).count();
    let args = [
        ("institution", context.institution_name().await?.into()),
        ("new", count(&[TaskSection::New]).into()),
        ("due", count(&[TaskSection::DueSoon, TaskSection::Today]).into()),
        ("overdue", count(&[TaskSection::Late]).into()),
    ];
    draft.parts.push(texts.say(if morning { "digest-heading" } else { "urgent-heading" }, &args));
    for (section, heading) in SECTIONS {
        let lines: Vec<_> =
            listed.iter().filter(|(of, _)| *of == section).map(|(_, it)| task_line(texts, it)).collect();
        if !lines.is_empty() {
            draft.parts.push(format!("<b>{}</b>\n{}", texts.say(heading, &[]), lines.join("\n")));
        }
    }
    draft.parts.push(texts.say("digest-how-to-reply", &[]));
    draft.own.extend(listed.into_iter().map(|(_, task)| task));
    Ok(())
}

async fn escalation(
    context: &ChatContext<'_>,
    task: &TaskView,
    owner: &InstitutionId,
    working_days_late: u32,
    to: &Audience,
) -> Result<String, ChatError> {
    let key = match to {
        Audience::Secretariat | Audience::Coordinator => "escalation-secretariat",
        Audience::Chair(_)
        | Audience::FocalPoint(_)
        | Audience::CaseCoordinator(_)
        | Audience::Person(_)
        | Audience::Group(_) => "escalation-chair",
    };
    let texts = context.texts();
    let institution = context.services.institution_name(owner, context.person.language).await?;
    let args = [
        ("institution", institution.into()),
        ("title", task_title(texts, task).into()),
        ("due", texts.date(task.item.due)),
        ("days", working_days_late.into()),
    ];
    Ok(texts.say(key, &args))
}

/// Who decided, as the line below the decision; nobody is named where it was not a person.
async fn by_whom(context: &ChatContext<'_>, by: &events::actor::Actor) -> Result<Option<String>, ChatError> {
    let events::actor::Actor::Official { person, institution, standing_in_for, .. } = by else { return Ok(None) };
    let texts = context.texts();
    let name = name_of(context, person).await?;
    let institution = context.services.institution_name(institution, context.person.language).await?;
    let key = if standing_in_for.is_some() { "notice-by-stand-in" } else { "notice-by" };
    Ok(Some(texts.say(key, &[("name", name.into()), ("institution", institution.into())])))
}

async fn name_of(context: &ChatContext<'_>, person: &PersonId) -> Result<String, ChatError> {
    let known = context.services.read_models.person(person).await?;
    let name = known.and_then(|known| known.name).map(|name| name.to_string());
    Ok(name.unwrap_or_else(|| context.texts().label("former-focal-point", &[])))
}

/// A reason in the reader's language, where it is one that focalpoint wrote itself.
fn reason_in_words(context: &ChatContext<'_>, reason: &Text) -> Value {
    let texts = context.texts();
    say_recorded(texts.catalogue, texts.language, reason.as_str()).into()
}

async fn decision_in_words(
    context: &ChatContext<'_>,
    task: &TaskView,
    decided: &ItemDecision,
) -> Result<String, ChatError> {
    let texts = context.texts();
    let mut args = vec![("title", task_title(texts, task).into()), ("due", texts.date(task.item.due))];
    let key = match &decided.what {
        DecisionKind::Granted { until } => {
            args.push(("date", texts.date(*until)));
            "notice-extension-granted"
        }
        DecisionKind::Refused { reason: None } => "notice-extension-refused",
        DecisionKind::Refused { reason: Some(reason) } => {
            args.push(("reason", reason_in_words(context, reason)));
            "notice-extension-refused-because"
        }
        DecisionKind::Verified => "notice-verified",
        DecisionKind::Reopened { reason, .. } => {
            args.push(("reason", reason_in_words(context, reason)));
            "notice-reopened"
        }
        DecisionKind::Returned { reason } => {
            args.push(("reason", reason_in_words(context, reason)));
            "notice-returned"
        }
        DecisionKind::Reassigned { to, .. } => {
            let name = context.services.institution_name(to, context.person.language).await?;
            args.push(("institution", name.into()));
            "notice-moved"
        }
        DecisionKind::Cancelled { reason } => {
            args.push(("reason", reason_in_words(context, reason)));
            "notice-cancelled"
        }
    };
    let said = texts.say(key, &args);
    Ok(match by_whom(context, &decided.by).await? {
        Some(by) => format!("{said}\n{by}"),
        None => said,
    })
}

/// What an owner reported, with the buttons that decide on it.
async fn word_report(
    context: &ChatContext<'_>,
    work: &WorkItems,
    item: &events::ids::ActionItemId,
    report: EventId,
    draft: &mut Draft,
) -> Result<(), ChatError> {
    let found = work.item(item).and_then(|one| one.reports.iter().find(|it| it.event == report));
    let (Some(ItemReport { what, .. }), Some(task)) = (found, visible_task(context, item).await?) else {
        return Ok(());
    };
    let texts = context.texts();
    let institution = context.services.institution_name(&task.item.owner, context.person.language).await?;
    let mut args = vec![
        ("institution", institution.into()),
        ("title", task_title(texts, &task).into()),
        ("due", texts.date(task.item.due)),
    ];
    let key = match what {
        ReportKind::Done => "notice-completed",
        ReportKind::ExtensionAsked { until, reason } => {
            args.push(("date", texts.date(*until)));
            match reason {
                Some(reason) => {
                    args.push(("reason", reason_in_words(context, reason)));
                    "notice-extension-asked-because"
                }
                None => "notice-extension-asked",
            }
        }
        ReportKind::Blocked { reason } => {
            args.push(("reason", reason_in_words(context, reason)));
            "notice-blocked"
        }
        ReportKind::Disclaimed { .. } => {
            let card = dispute_card(context.services, texts, &task).await?;
            draft.parts.push(card.text);
            draft.buttons.extend(card.buttons);
            return Ok(());
        }
        ReportKind::Withdrawn => return Ok(()),
    };
    draft.parts.push(texts.say(key, &args));
    draft.buttons.extend(decisions_on(context, &task));
    Ok(())
}

/// What the person wanted to be reminded of again.
async fn put_off(context: &ChatContext<'_>, said: &[&WorkContent], draft: &mut Draft) -> Result<(), ChatError> {
    let mut lines = Vec::new();
    for content in said {
        let WorkContent::PutOff { item } = content else { continue };
        let Some(task) = visible_task(context, item).await?.filter(|task| task.item.stage.is_open()) else { continue };
        if task.item.owner == context.person.institution {
            lines.push(task_line(context.texts(), &task));
            draft.own.push(task);
        } else {
            lines.push(line_with_institution(context, &task).await?);
            draft.others.push(task);
        }
    }
    if !lines.is_empty() {
        let heading = context.texts().say("snooze-again", &[("count", lines.len().into())]);
        draft.parts.push([vec![heading], lines].concat().join("\n\n"));
    }
    Ok(())
}
