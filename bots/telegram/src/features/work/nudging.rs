//! A chair has an owner reminded: the press. The nudge is an event of the action item; that the owner is told of it is the
//! notifications' part.

use chrono_tz::Europe::Belgrade;
use events::Command;
use events::action_item::ActionItemCommand;
use events::ids::ActionItemId;
use events::notification::Audience;
use notifications::Urgency;
use notifications::policy::recipients::recipients;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::Outgoing;
use crate::features::work::task_access::task_or_say;
use crate::features::work::task_wording::task_title;

/// The chair presses “Remind”.
pub(crate) async fn nudge_owner(context: &ChatContext<'_>, item: &ActionItemId) -> Result<(), ChatError> {
    let Some(task) = task_or_say(context, item).await? else { return Ok(()) };
    let institution = context.services.read_models.institution(&task.item.owner).await?;
    let (texts, now) = (context.texts(), context.services.clock.moment());
    let name = institution.as_ref().map_or("", |one| one.names.in_language(context.person.language));
    let mut args = vec![("institution", name.into()), ("title", task_title(texts, &task).into())];
    let facts = context.services.facts().await?;
    // Whoever is told first, by whichever channel.
    let told = recipients(&Audience::FocalPoint(task.item.owner.clone()), &facts).unwrap_or_default();
    let Some(first) = told.first() else {
        return context.answer(Outgoing::text(texts.say("nudge-nobody", &args))).await;
    };
    let opening = first.hours(&facts).opening(Urgency::AtWork, now.now, facts.calendar);
    let key = if opening > now.now { "nudge-later" } else { "nudge-now" };
    let local = opening.with_timezone(&Belgrade);
    args.push(("date", texts.date(local.date_naive())));
    args.push(("time", local.format("%H:%M").to_string().into()));
    let said = OnAcceptance::Say(Outgoing::text(texts.say(key, &args)));
    let answer = context.carry_out(Command::ActionItem(item.clone(), ActionItemCommand::Nudge), said).await?;
    context.answer(answer).await
}
