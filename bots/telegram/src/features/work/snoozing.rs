//! Being reminded later: a digest or a task is brought again once, at a moment of the person's choice.
//!
//! It is a notice that the person plans: it says nothing of the task, is nobody else's business, and moves neither the due
//! date nor the ladder, whose reminders come all the same. What is due is brought again by the notifications, as it is
//! then: what is done meanwhile is left out.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Europe::Belgrade;
use events::Command;
use events::ids::{ActionItemId, NotificationKey, PersonId};
use events::notification::{Notice, NotificationCommand};
use language::snoozes::{Snooze, read_snooze};
use notifications::Urgency;
use notifications::policy::hours::{Hours, instant};
use notifications::topics::put_off;
use readmodels::delivery_ledger::DeliveryLedger;
use readmodels::views::PersonView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::core::services::Services;
use crate::core::storage::message_subjects::tasks_of_bot_message;
use crate::features::work::clarification::ask_which;
use crate::features::work::press::TaskReport;
use crate::features::work::reports::carry_out_report;
use crate::features::work::snooze_buttons::{SnoozePress, SnoozeTime, times_offered};
use crate::features::work::task_access::{open_tasks, still_open};
use crate::features::work::task_lists::task_ids;

/// How long “later today” is.
const LATER: TimeDelta = TimeDelta::hours(2);
/// The number of nothing that was put off: a question is dropped, and other open questions stay.
const NEVER_KEPT: i64 = 0;

/// When a person is reminded who asks for it now; `None`: the day is over.
fn moment_of(services: &Services, when: SnoozeTime, person: &PersonView) -> Option<DateTime<Utc>> {
    let (now, calendar) = (services.clock.moment(), &services.settings.calendar);
    let hours = Hours::chosen(person.quiet_hours, person.digest_hour, &services.settings.ladder);
    let at = |day| instant(calendar.working_day_from(day), hours.morning);
    let wanted = match when {
        SnoozeTime::LaterToday => now.now.checked_add_signed(LATER),
        SnoozeTime::Tomorrow => now.today.succ_opt().and_then(at),
        SnoozeTime::On(day) => at(day).filter(|_| day > now.today),
    };
    wanted.map(|wanted| hours.opening(Urgency::AtWork, wanted, calendar))
}

/// A wish to be reminded later, in words; `None`: it is none, or there is nothing to be reminded of.
pub(crate) async fn on_snooze_words(
    context: &ChatContext<'_>,
    text: &str,
    reply_to: Option<i32>,
) -> Result<Option<Outgoing>, ChatError> {
    let texts = context.texts();
    let Some(wish) = read_snooze(text, texts.today) else { return Ok(None) };
    let mut tasks = Vec::new();
    if let Some(message) = reply_to {
        let about = tasks_of_bot_message(&context.services.database, context.chat, message).await?;
        tasks = still_open(context, &about).await?;
    }
    let of = if tasks.is_empty() { 0 } else { reply_to.unwrap_or(0) };
    if tasks.is_empty() {
        tasks = open_tasks(context).await?;
    }
    if tasks.is_empty() {
        return Ok(None);
    }
    let items = task_ids(&tasks);
    let asked = |when| SnoozePress::Asked { items: items.clone(), of, when };
    let cancel = || vec![(texts.label("button-cancel", &[]), SnoozePress::Drop(NEVER_KEPT).into())];
    let remind_on = |day: NaiveDate| {
        let label = texts.label("button-remind-on", &[("date", texts.date(day))]);
        vec![(label, asked(SnoozeTime::On(day)).into())]
    };
    let ask = |text: String, buttons: Vec<Vec<(String, Press)>>| Outgoing::text(text).with_buttons(buttons);
    Ok(Some(match wish {
        Snooze::LaterToday => put_off(context, &items, of, SnoozeTime::LaterToday).await?,
        Snooze::On(day) => put_off(context, &items, of, SnoozeTime::On(day)).await?,
        Snooze::AnyOf(days) => {
            let buttons = days.iter().map(|day| remind_on(*day)).chain([cancel()]).collect();
            ask(texts.say("snooze-when", &[]), buttons)
        }
        Snooze::Unsaid => {
            let mut buttons = times_offered(context.services, texts, &asked);
            buttons.push(cancel());
            ask(texts.say("snooze-when", &[]), buttons)
        }
        Snooze::OrExtension(day) => {
            let date = || [("date", texts.date(day))];
            let more_time = texts.label("button-extension-until", &date());
            let more_time = vec![(more_time, SnoozePress::MoreTime(items.clone(), day).into())];
            ask(texts.say("snooze-or-extension", &date()), vec![remind_on(day), more_time, cancel()])
        }
    }))
}

pub(crate) async fn on_snooze_press(
    context: &ChatContext<'_>,
    pressed: SnoozePress,
    message: i32,
) -> Result<(), ChatError> {
    match pressed {
        SnoozePress::Here(items, when) => {
            let answer = put_off(context, &items, message, when).await?;
            context.answer(answer).await
        }
        SnoozePress::Asked { items, of, when } => {
            let answer = put_off(context, &items, of, when).await?;
            context.replace(message, answer).await
        }
        SnoozePress::MoreTime(items, until) => {
            let said = TaskReport::Extension(Some(until));
            let answer = match still_open(context, &items).await?.as_slice() {
                [] => Outgoing::text(context.texts().say("snooze-nothing-open", &[])),
                [task] => carry_out_report(context, task, said).await?,
                several => ask_which(context, several, &[said]),
            };
            context.replace(message, answer).await
        }
        SnoozePress::Forget { of } => {
            let dropped = Outgoing::text(context.texts().say("snooze-dropped", &[]));
            let ledger = context.services.ledger().await?;
            let outcome = forget(context, waiting_of(&ledger, &context.person.person, of), &dropped).await?;
            context.replace(message, outcome.unwrap_or(dropped)).await
        }
        SnoozePress::Drop(NEVER_KEPT) => {
            context.replace(message, Outgoing::text(context.texts().say("snooze-dropped", &[]))).await
        }
        SnoozePress::Drop(_) => context.say("button-expired").await,
    }
}

/// Puts a message about these tasks off, and says until when.
async fn put_off(
    context: &ChatContext<'_>,
    items: &[ActionItemId],
    message: i32,
    when: SnoozeTime,
) -> Result<Outgoing, ChatError> {
    let texts = context.texts();
    let open = task_ids(&still_open(context, items).await?);
    if open.is_empty() {
        return Ok(Outgoing::text(texts.say("snooze-nothing-open", &[])));
    }
    let Some(at) = moment_of(context.services, when, &context.person) else {
        let mut buttons = times_offered(context.services, texts, &|when| SnoozePress::Asked {
            items: open.clone(),
            of: message,
            when,
        });
        buttons.push(vec![(texts.label("button-cancel", &[]), SnoozePress::Drop(NEVER_KEPT).into())]);
        return Ok(Outgoing::text(texts.say("snooze-when", &[])).with_buttons(buttons));
    };
    let local = at.with_timezone(&Belgrade);
    let args = [
        ("count", open.len().into()),
        ("date", texts.date(local.date_naive())),
        ("time", local.format("%H:%M").to_string().into()),
    ];
    let drop = vec![(texts.label("button-snooze-drop", &[]), SnoozePress::Forget { of: message }.into())];
    let noted = Outgoing::text(texts.say("snooze-noted", &args)).with_buttons(vec![drop]);
    // One that was put off before is put off to this moment instead.
    let ledger = context.services.ledger().await?;
    let planned: Vec<_> =
        open.iter().filter_map(|item| put_off::notice(item, message, at, &context.person.person)).collect();
    let keys: Vec<_> = planned.iter().map(Notice::key).collect();
    let earlier = waiting_of(&ledger, &context.person.person, message).into_iter().filter(|key| !keys.contains(key));
    forget(context, earlier.collect(), &noted).await?;
    let mut outcome = noted.clone();
    for notice in planned {
        let plan = NotificationCommand::Plan { notice: notice.clone() };
        let said = OnAcceptance::Say(noted.clone());
        outcome = context.carry_out_as_bot(Command::Notification(notice.key(), plan), said).await?;
    }
    Ok(outcome)
}

/// What this person put off of a message and was not brought again yet.
fn waiting_of(ledger: &DeliveryLedger, person: &PersonId, message: i32) -> Vec<NotificationKey> {
    let waiting = ledger.waiting().filter(|(_, entry)| put_off::is_of(&entry.notice, message, person));
    waiting.map(|(key, _)| key.clone()).collect()
}

/// Forgets what was put off; what came of the last command.
async fn forget(
    context: &ChatContext<'_>,
    keys: Vec<NotificationKey>,
    said: &Outgoing,
) -> Result<Option<Outgoing>, ChatError> {
    let mut outcome = None;
    for key in keys {
        let command = Command::Notification(key, NotificationCommand::RecordOvertaken);
        outcome = Some(context.carry_out_as_bot(command, OnAcceptance::Say(said.clone())).await?);
    }
    Ok(outcome)
}
