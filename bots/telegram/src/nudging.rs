//! A chair has an owner reminded: the press, and the message to the owner.
//!
//! The nudge is an event of the action item. That the owner is told of it is reconciled, not timed: each look compares the
//! nudges that are the last thing that happened to an open item with what was told, so that after a restart the rest is
//! told, and a nudge that a report has overtaken is not. It is told in working hours, to whoever would get the reminder;
//! where the messenger refuses that person, to the next; where all are refused, the chair hears of it.

use std::convert::Infallible;
use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Belgrade;
use events::Command;
use events::action_item::ActionItemCommand;
use events::ids::{ActionItemId, ChatId, EventId};
use projections::views::{InstitutionView, PersonView, TaskView};

use crate::config::BotError;
use crate::connection::TelegramBot;
use crate::outgoing::{Outgoing, SendError};
use crate::replies::OnAcceptance;
use crate::visit::{Visit, VisitError};
use crate::working_hours::next_opening;

/// How often it looks whether the time or the read models have moved on.
const LOOK: Duration = Duration::from_secs(1);

/// A nudge's name among what chats were told.
fn name_of(nudge: EventId) -> String {
    format!("nudge/{nudge}")
}

/// Who is told, in this order: people in post with a chat of their own, those who are away last.
fn reached(institution: &InstitutionView, today: chrono::NaiveDate) -> Vec<(ChatId, &PersonView)> {
    let with_chat = institution.staff.iter().filter_map(|person| Some((person.chat?, person)));
    // The messenger gives groups numbers below nought.
    let (here, away): (Vec<_>, Vec<_>) =
        with_chat.filter(|(chat, _)| chat.0 > 0).partition(|(_, person)| !person.is_away_on(today));
    here.into_iter().chain(away).collect()
}

impl TelegramBot {
    /// From when on a person may be told something.
    pub(crate) fn opening_for(&self, person: &PersonView, from: DateTime<Utc>) -> DateTime<Utc> {
        let quiet = person.quiet_hours.unwrap_or(self.data_requests.ladder.quiet_hours());
        next_opening(from, quiet, &self.data_requests.calendar)
    }

    /// Tells owners that they were nudged, for ever.
    pub(crate) async fn keep_nudging(&self) -> Result<Infallible, BotError> {
        let mut progress = self.read_models.progress();
        let mut last = None;
        loop {
            let minute = self.clock.now().timestamp() / 60;
            let now = Some((*progress.borrow_and_update(), minute));
            if now != last {
                last = now;
                match self.tell_of_nudges().await {
                    Ok(()) => {}
                    Err(VisitError::Bot(error)) => return Err(error),
                    Err(error @ (VisitError::Send(_) | VisitError::ReadModels(_))) => {
                        tracing::warn!(%error, "an owner is not told of a nudge yet; trying again");
                    }
                }
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    async fn tell_of_nudges(&self) -> Result<(), VisitError> {
        let mut tasks = self.read_models.open_tasks().await?;
        tasks.retain(|task| task.item.nudged.as_ref().is_some_and(|nudge| nudge.id == task.last_event));
        let mut trouble = None;
        for task in &tasks {
            match self.tell_of_nudge(task).await {
                Ok(()) => {}
                Err(VisitError::Bot(error)) => return Err(error.into()),
                // One institution's trouble does not hold the others up.
                Err(error @ (VisitError::Send(_) | VisitError::ReadModels(_))) => trouble = Some(error),
            }
        }
        trouble.map_or(Ok(()), Err)
    }

    async fn tell_of_nudge(&self, task: &TaskView) -> Result<(), VisitError> {
        let Some(institution) = self.read_models.institution(&task.item.owner).await? else { return Ok(()) };
        let (now, name) = (self.clock.moment(), name_of(task.last_event));
        let reached = reached(&institution, now.today);
        for (chat, _) in &reached {
            if self.database.is_told(*chat, &name).await? {
                return Ok(());
            }
        }
        let Some((first, person)) = reached.first() else { return Ok(()) };
        if self.opening_for(person, now.now) > now.now {
            return Ok(());
        }
        for (chat, person) in &reached {
            match self.post.send_once(*chat, &self.nudge(task, person)).await {
                Ok(()) => return Ok(self.database.note_told(*chat, &name).await?),
                Err(error) if error.is_final() => tracing::warn!(%error, "somebody cannot be told of a nudge"),
                Err(SendError::Database(error)) => return Err(error.into()),
                Err(error @ SendError::Messenger(_)) => return Err(error.into()),
            }
        }
        self.database.note_told(*first, &name).await?;
        self.tell_chair_of_silence(task, &institution).await
    }

    fn nudge(&self, task: &TaskView, person: &PersonView) -> Outgoing {
        let speech = self.speech(person.language);
        let mut buttons = speech.task_buttons(task, false);
        buttons.extend(self.snooze_rows(speech, std::slice::from_ref(&task.id)));
        let text = format!("🔔 {}\n{}", speech.say("nudge-told", &[]), speech.line(task));
        Outgoing::text(text).with_buttons(buttons).about(vec![task.id.clone()])
    }

    async fn tell_chair_of_silence(&self, task: &TaskView, institution: &InstitutionView) -> Result<(), VisitError> {
        let Some(subgroup) = &task.item.subgroup else { return Ok(()) };
        let subgroup = self.read_models.subgroup(subgroup).await?;
        let Some(chair) = subgroup.and_then(|subgroup| subgroup.chair) else { return Ok(()) };
        let chair = self.read_models.person(&chair.person).await?;
        let Some((chat, chair)) = chair.and_then(|chair| Some((chair.chat?, chair))) else { return Ok(()) };
        let speech = self.speech(chair.language);
        let name = institution.names.in_language(chair.language);
        let args = [("institution", name.into()), ("title", speech.title(task).into())];
        let message = Outgoing::text(speech.say("nudge-not-arrived", &args));
        match self.post.send_once(chat, &message).await {
            Err(error) if error.is_final() => {
                tracing::warn!(%error, "a chair cannot be told that a nudge did not arrive");
                Ok(())
            }
            outcome => Ok(outcome?),
        }
    }
}

impl Visit<'_> {
    /// The chair presses “Remind”.
    pub(crate) async fn nudge(&self, item: &ActionItemId) -> Result<(), VisitError> {
        let Some(task) = self.task_or_say(item).await? else { return Ok(()) };
        let institution = self.bot.read_models.institution(&task.item.owner).await?;
        let (speech, now) = (self.speech(), self.bot.clock.moment());
        let name = institution.as_ref().map_or("", |one| one.names.in_language(self.person.language));
        let mut args = vec![("institution", name.into()), ("title", speech.title(&task).into())];
        let first = institution.as_ref().and_then(|one| reached(one, now.today).into_iter().next());
        let Some((_, person)) = first else {
            return self.answer(Outgoing::text(speech.say("nudge-nobody", &args))).await;
        };
        let opening = self.bot.opening_for(person, now.now);
        let key = if opening > now.now { "nudge-later" } else { "nudge-now" };
        let local = opening.with_timezone(&Belgrade);
        args.push(("date", speech.date(local.date_naive())));
        args.push(("time", local.format("%H:%M").to_string().into()));
        let said = OnAcceptance::Say(Outgoing::text(speech.say(key, &args)));
        let answer = self.carry_out(Command::ActionItem(item.clone(), ActionItemCommand::Nudge), said).await?;
        self.answer(answer).await
    }
}
