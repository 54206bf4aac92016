//! A task that its owner says is not theirs: the owner's saying so, and the chair's card with what there is to choose from.
//!
//! Which institutions are proposed, and why, is worked out in `reports::new_owner`; who may decide is the domain's to say.

use events::Command;
use events::action_item::{ActionItemCommand, ItemStage};
use events::ids::{ActionItemId, InstitutionId};
use events::text::Text;
use language::assignments::{Candidate, OwnerReading, read_institution_within};
use language::recorded::say_recorded;
use readmodels::views::TaskView;
use reports::new_owner::{Proposal, ProposalReason, proposals_for};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::Outgoing;
use crate::core::press::cancel_button;
use crate::core::services::Services;
use crate::core::texts::Texts;
use crate::features::work::press::{TaskPress, TaskQuestion};
use crate::features::work::task_access::task_or_say;
use crate::features::work::task_wording::{task_status, task_title};

/// How much is shown of a role, an earlier task or a reason.
const LONGEST_PART: usize = 200;

/// What an owner says who says that a task is not theirs, and what the institution is called that they name: one of those
/// that take part, if the words mean one of them; else the words are kept as they are.
pub(super) async fn disclaim(
    context: &ChatContext<'_>,
    task: &TaskView,
    words: Option<Text>,
) -> Result<(ActionItemCommand, Option<String>), ChatError> {
    let Some(words) = words else {
        return Ok((ActionItemCommand::Disclaim { suggested: None, reason: None }, None));
    };
    let mut known = context.services.read_models.institutions().await?;
    known.retain(|one| one.active && one.id != task.item.owner);
    let among: Vec<_> = known.iter().map(|one| Candidate { id: &one.id, names: &one.names }).collect();
    let meant = match read_institution_within(words.as_str(), &among) {
        OwnerReading::One(id) => known.iter().find(|one| one.id == id),
        OwnerReading::AnyOf(_) | OwnerReading::Unknown { .. } => None,
    };
    Ok(match meant {
        Some(one) => {
            let name = one.names.in_language(context.language).to_owned();
            (ActionItemCommand::Disclaim { suggested: Some(one.id.clone()), reason: None }, Some(name))
        }
        None => (ActionItemCommand::Disclaim { suggested: None, reason: Some(words) }, None),
    })
}

/// The card of a disclaimed task for whoever decides whose it is.
pub(crate) async fn dispute_card(
    services: &Services,
    texts: Texts<'_>,
    task: &TaskView,
) -> Result<Outgoing, ChatError> {
    let ItemStage::Disclaimed { reason, .. } = &task.item.stage else { return Ok(dispute_over(texts, task)) };
    let institution = services.institution_name(&task.item.owner, texts.language).await?;
    let heading = [
        ("institution", institution.into()),
        ("title", task_title(texts, task).into()),
        ("due", texts.date(task.item.due)),
    ];
    let mut lines = vec![texts.say("dispute-heading", &heading)];
    if let Some(reason) = reason {
        let reason = say_recorded(texts.catalogue, texts.language, reason.as_str());
        lines.push(texts.say("dispute-reason", &[("reason", reason.into())]));
    }
    let proposed = proposals_for(services.read_models.as_ref(), task).await?;
    lines.extend(proposed.iter().map(|proposal| proposal_line(texts, proposal)));
    let id = || task.id.clone();
    let give = |proposal: &Proposal| {
        let name = proposal.names.in_language(texts.language);
        let label = texts.label("button-give-to", &[("institution", name.into())]);
        vec![(label, TaskPress::GiveTo(id(), proposal.institution.clone()).into())]
    };
    let mut buttons: Vec<_> = proposed.iter().map(give).collect();
    buttons.push(vec![(texts.label("button-stays-theirs", &[]), TaskPress::Return(id()).into())]);
    buttons.push(vec![(texts.label("button-call-off", &[]), TaskPress::CallOff(id()).into())]);
    Ok(Outgoing::text(lines.join("\n")).with_buttons(buttons).about(vec![id()]))
}

fn proposal_line(texts: Texts<'_>, proposal: &Proposal) -> String {
    let (key, words) = match &proposal.fit {
        ProposalReason::Named => ("dispute-named", String::new()),
        ProposalReason::Role(role) => ("dispute-role", role.to_string()),
        ProposalReason::EarlierTask(title) => ("dispute-earlier", texts.marked(title)),
    };
    let words: String = words.chars().take(LONGEST_PART).collect();
    let institution = proposal.names.in_language(texts.language);
    texts.say(key, &[("institution", institution.into()), ("words", words.into())])
}

fn dispute_over(texts: Texts<'_>, task: &TaskView) -> Outgoing {
    let args = [("title", task_title(texts, task).into()), ("status", task_status(texts, &task.item).into())];
    Outgoing::text(texts.say("dispute-over", &args))
}

/// The chair asks whose a task is.
pub(super) async fn show_dispute(context: &ChatContext<'_>, item: &ActionItemId) -> Result<(), ChatError> {
    let Some(task) = task_or_say(context, item).await? else { return Ok(()) };
    let card = dispute_card(context.services, context.texts(), &task).await?;
    context.answer(card).await
}

/// The chair gives a disclaimed task to another institution.
pub(super) async fn give_to(
    context: &ChatContext<'_>,
    item: &ActionItemId,
    owner: InstitutionId,
    message: i32,
) -> Result<(), ChatError> {
    let Some(task) = task_or_say(context, item).await? else { return Ok(()) };
    let texts = context.texts();
    if !task.item.stage.is_disclaimed() {
        return context.replace(message, dispute_over(texts, &task)).await;
    }
    let institution = context.services.read_models.institution(&owner).await?.filter(|one| one.active);
    let Some(institution) = institution else { return context.say("button-expired").await };
    let args = [
        ("institution", institution.names.in_language(texts.language).into()),
        ("title", task_title(texts, &task).into()),
        ("due", texts.date(task.item.due)),
    ];
    let given = OnAcceptance::Say(Outgoing::text(texts.say("confirm-reassigned", &args)));
    let command = ActionItemCommand::Reassign { owner, reason: None };
    let outcome = context.carry_out(Command::ActionItem(item.clone(), command), given).await?;
    context.replace(message, outcome).await
}

/// The chair says that a disclaimed task stays with its owner: why, is asked, because the owner hears it.
pub(super) async fn ask_reason_of_return(context: &ChatContext<'_>, item: &ActionItemId) -> Result<(), ChatError> {
    ask_reason(context, item, TaskQuestion::ReasonOfReturn(item.clone()), "ask-reason-of-return").await
}

/// The chair calls a disclaimed task off: why, is asked.
pub(super) async fn ask_reason_of_calling_off(context: &ChatContext<'_>, item: &ActionItemId) -> Result<(), ChatError> {
    ask_reason(context, item, TaskQuestion::ReasonOfCallingOff(item.clone()), "ask-reason-of-calling-off").await
}

async fn ask_reason(
    context: &ChatContext<'_>,
    item: &ActionItemId,
    question: TaskQuestion,
    key: &str,
) -> Result<(), ChatError> {
    let Some(task) = task_or_say(context, item).await? else { return Ok(()) };
    let texts = context.texts();
    if !task.item.stage.is_disclaimed() {
        return context.answer(dispute_over(texts, &task)).await;
    }
    context.ask(question).await?;
    let institution = context.services.institution_name(&task.item.owner, texts.language).await?;
    let args = [("title", task_title(texts, &task).into()), ("institution", institution.into())];
    let asked = Outgoing::text(texts.say(key, &args)).with_buttons(vec![vec![cancel_button(texts)]]);
    context.answer(asked).await
}

/// Gives a disclaimed task back to its owner, for a reason given in words.
pub(super) async fn return_to_owner(
    context: &ChatContext<'_>,
    task: &TaskView,
    reason: Text,
) -> Result<Outgoing, ChatError> {
    decide(context, task, ActionItemCommand::Return { reason }, "confirm-returned").await
}

/// Calls a disclaimed task off, for a reason given in words.
pub(super) async fn call_off(context: &ChatContext<'_>, task: &TaskView, reason: Text) -> Result<Outgoing, ChatError> {
    decide(context, task, ActionItemCommand::Cancel { reason }, "confirm-called-off").await
}

async fn decide(
    context: &ChatContext<'_>,
    task: &TaskView,
    command: ActionItemCommand,
    confirmation: &str,
) -> Result<Outgoing, ChatError> {
    let texts = context.texts();
    let institution = context.services.institution_name(&task.item.owner, texts.language).await?;
    let args = [
        ("institution", institution.into()),
        ("title", task_title(texts, task).into()),
        ("due", texts.date(task.item.due)),
    ];
    let decided = OnAcceptance::Say(Outgoing::text(texts.say(confirmation, &args)));
    context.carry_out(Command::ActionItem(task.id.clone(), command), decided).await
}
