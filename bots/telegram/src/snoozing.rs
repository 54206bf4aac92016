//! Being reminded later: a digest or a task is brought again once, at a moment of the person's choice.
//!
//! It is kept in the bot's own file and is no event: it says nothing of the task, is nobody else's business, and moves
//! neither the due date nor the ladder, whose reminders come all the same. What is due is brought again in working hours,
//! as it is then: what is done meanwhile is left out. It is forgotten after it was sent, so after a crash in between it may
//! come twice, never not at all.

use std::convert::Infallible;
use std::time::Duration;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Europe::Belgrade;
use dialogue::snoozes::{Snooze, read_snooze};
use events::ids::{ActionItemId, ChatId};
use projections::views::{PersonView, TaskView};
use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::buttons::{Press, Said};
use crate::config::BotError;
use crate::connection::TelegramBot;
use crate::database::{Database, json, parse};
use crate::outgoing::Outgoing;
use crate::speech::Speech;
use crate::tasks::ids;
use crate::visit::{Cause, Visit, VisitError};
use crate::working_hours::instant;

/// One reminder for each message that was put off; a wish that is about no message has the number 0.
pub(crate) const TABLE: &str = "CREATE TABLE snoozes (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     chat INTEGER NOT NULL,
     message INTEGER NOT NULL,
     at TEXT NOT NULL,
     items TEXT NOT NULL,
     UNIQUE (chat, message)
 ) STRICT;";

/// How long “later today” is.
const LATER: TimeDelta = TimeDelta::hours(2);
/// How often it looks whether somebody is to be reminded.
const LOOK: Duration = Duration::from_secs(1);
/// After how long it is tried again where the messenger did not take it.
const AGAIN: TimeDelta = TimeDelta::minutes(1);
/// The number of nothing that was put off: a question is dropped, and other open questions stay.
const NEVER_KEPT: i64 = 0;
/// How many tasks one message brings again.
const LONGEST_LIST: usize = 20;

/// When to be reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum When {
    /// Two hours after it was asked for.
    LaterToday,
    /// On the day after it was asked for.
    Tomorrow,
    /// On this day.
    On(NaiveDate),
}

/// What a button about being reminded later does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum SnoozePress {
    /// Puts off the message that the button is under.
    Here(Vec<ActionItemId>, When),
    /// Answers when to be reminded of another message, or of none (0): the question becomes the confirmation.
    Asked { items: Vec<ActionItemId>, of: i32, when: When },
    /// It was more time that was meant, until this day.
    MoreTime(Vec<ActionItemId>, NaiveDate),
    /// Not to be reminded after all.
    Drop(i64),
}

/// Something put off.
struct Snoozed {
    id: i64,
    chat: ChatId,
    items: Vec<ActionItemId>,
}

fn column(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

impl Database {
    /// Puts a message off; one that was put off before is put off to this moment instead.
    async fn put_off(
        &self,
        chat: ChatId,
        message: i32,
        at: DateTime<Utc>,
        items: &[ActionItemId],
    ) -> Result<i64, BotError> {
        let items = json(items)?;
        self.run(move |c| {
            c.query_row(
                "INSERT INTO snoozes (chat, message, at, items) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (chat, message) DO UPDATE SET at = excluded.at, items = excluded.items RETURNING id",
                params![chat.0, message, column(at), items],
                |row| row.get(0),
            )
        })
        .await
    }

    async fn snoozes_due(&self, now: DateTime<Utc>) -> Result<Vec<Snoozed>, BotError> {
        let due: Vec<(i64, i64, String)> = self
            .run(move |c| {
                c.prepare_cached("SELECT id, chat, items FROM snoozes WHERE at <= ?1 ORDER BY at, id")?
                    .query_map([column(now)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                    .collect()
            })
            .await?;
        due.into_iter().map(|(id, chat, items)| Ok(Snoozed { id, chat: ChatId(chat), items: parse(&items)? })).collect()
    }

    async fn move_snooze(&self, id: i64, to: DateTime<Utc>) -> Result<(), BotError> {
        self.run(move |c| c.execute("UPDATE snoozes SET at = ?2 WHERE id = ?1", params![id, column(to)]))
            .await
            .map(drop)
    }

    async fn forget_snooze(&self, chat: ChatId, id: i64) -> Result<(), BotError> {
        self.run(move |c| c.execute("DELETE FROM snoozes WHERE id = ?1 AND chat = ?2", params![id, chat.0]))
            .await
            .map(drop)
    }
}

impl TelegramBot {
    /// The buttons that put a message about these tasks off.
    pub(crate) fn snooze_rows(&self, speech: Speech<'_>, items: &[ActionItemId]) -> Vec<Vec<(String, Press)>> {
        self.offered(speech, &|when| SnoozePress::Here(items.to_vec(), when))
    }

    /// Later today; tomorrow, where that is a working day; the first working day of next week.
    fn offered(&self, speech: Speech<'_>, press: &dyn Fn(When) -> SnoozePress) -> Vec<Vec<(String, Press)>> {
        let calendar = &self.data_requests.calendar;
        let press = |when| Press::Snooze(press(when));
        let mut first = vec![(speech.label("button-snooze-today", &[]), press(When::LaterToday))];
        let tomorrow = speech.today.succ_opt().filter(|day| calendar.is_working_day(*day));
        if tomorrow.is_some() {
            first.push((speech.label("button-snooze-tomorrow", &[]), press(When::Tomorrow)));
        }
        let to_monday = u64::from(7 - speech.today.weekday().num_days_from_monday());
        let monday = speech.today.checked_add_days(Days::new(to_monday)).map(|day| calendar.working_day_from(day));
        let second = monday.filter(|day| Some(*day) != tomorrow).map(|day| {
            let label = speech.label("button-snooze-monday", &[("date", speech.date(day))]);
            vec![(label, press(When::On(day)))]
        });
        std::iter::once(first).chain(second).collect()
    }

    /// When a person is reminded who asks for it now; `None`: the day is over.
    fn moment_of(&self, when: When, person: &PersonView) -> Option<DateTime<Utc>> {
        let (now, ladder) = (self.clock.moment(), &self.data_requests.ladder);
        let chosen = person.digest_hour.and_then(|hour| NaiveTime::from_hms_opt(hour.value().into(), 0, 0));
        let calendar = &self.data_requests.calendar;
        let at = |day| instant(calendar.working_day_from(day), chosen.unwrap_or(ladder.digest_at()));
        let wanted = match when {
            When::LaterToday => now.now.checked_add_signed(LATER),
            When::Tomorrow => now.today.succ_opt().and_then(at),
            When::On(day) => at(day).filter(|_| day > now.today),
        };
        wanted.map(|wanted| self.opening_for(person, wanted))
    }

    /// Brings again what was put off, for ever.
    pub(crate) async fn keep_reminding_again(&self) -> Result<Infallible, BotError> {
        loop {
            let now = self.clock.now();
            for snoozed in self.database.snoozes_due(now).await? {
                match self.remind_again(&snoozed, now).await {
                    Ok(()) => {}
                    Err(VisitError::Bot(error)) => return Err(error),
                    Err(error @ (VisitError::Send(_) | VisitError::ReadModels(_))) => {
                        tracing::warn!(%error, "what was put off is brought again a little later");
                        self.database.move_snooze(snoozed.id, now + AGAIN).await?;
                    }
                }
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    async fn remind_again(&self, snoozed: &Snoozed, now: DateTime<Utc>) -> Result<(), VisitError> {
        // Whoever is not in post any more has nothing to be reminded of.
        let Some(person) = self.read_models.person_by_chat(snoozed.chat).await? else {
            return Ok(self.database.forget_snooze(snoozed.chat, snoozed.id).await?);
        };
        let opening = self.opening_for(&person, now);
        if opening > now {
            return Ok(self.database.move_snooze(snoozed.id, opening).await?);
        }
        let visit = Visit::new(self, snoozed.chat, person, Cause::by_itself());
        let open = visit.still_open(&snoozed.items).await?;
        if !open.is_empty() {
            let message = visit.brought_again(&open).await?;
            match self.post.send_once(snoozed.chat, &message).await {
                Err(error) if error.is_final() => tracing::warn!(%error, "what was put off cannot be brought again"),
                outcome => outcome?,
            }
        }
        Ok(self.database.forget_snooze(snoozed.chat, snoozed.id).await?)
    }
}

impl Visit<'_> {
    /// Of these tasks, those that this person sees and that are not done.
    async fn still_open(&self, items: &[ActionItemId]) -> Result<Vec<TaskView>, VisitError> {
        let mut open = Vec::new();
        for item in items {
            open.extend(self.task(item).await?.filter(|task| task.item.stage.is_open()));
        }
        Ok(open)
    }

    async fn brought_again(&self, open: &[TaskView]) -> Result<Outgoing, VisitError> {
        let speech = self.speech();
        let mut lines = vec![speech.say("snooze-again", &[("count", open.len().into())])];
        for task in open.iter().take(LONGEST_LIST) {
            if task.item.owner == self.person.institution {
                lines.push(speech.line(task));
            } else {
                lines.push(self.line_with_institution(task).await?);
            }
        }
        if open.len() > LONGEST_LIST {
            lines.push("…".to_owned());
        }
        let (own, _): (Vec<TaskView>, Vec<TaskView>) =
            open.iter().take(LONGEST_LIST).cloned().partition(|task| task.item.owner == self.person.institution);
        let mut buttons = speech.list_buttons(&own);
        buttons.extend(self.bot.snooze_rows(speech, &ids(open)));
        Ok(Outgoing::text(crate::digest::fitting(lines)).with_buttons(buttons).about(ids(&own)))
    }

    /// A wish to be reminded later, in words; `None`: it is none, or there is nothing to be reminded of.
    pub(crate) async fn on_snooze_words(
        &self,
        text: &str,
        reply_to: Option<i32>,
    ) -> Result<Option<Outgoing>, VisitError> {
        let speech = self.speech();
        let Some(wish) = read_snooze(text, speech.today) else { return Ok(None) };
        let mut tasks = Vec::new();
        if let Some(message) = reply_to {
            let about = self.bot.database.items_of_message(self.chat, message).await?;
            tasks = self.still_open(&about).await?;
        }
        let of = if tasks.is_empty() { 0 } else { reply_to.unwrap_or(0) };
        if tasks.is_empty() {
            tasks = self.open_tasks().await?;
        }
        if tasks.is_empty() {
            return Ok(None);
        }
        let items = ids(&tasks);
        let asked = |when| SnoozePress::Asked { items: items.clone(), of, when };
        let cancel = || vec![(speech.label("button-cancel", &[]), Press::Snooze(SnoozePress::Drop(NEVER_KEPT)))];
        let remind_on = |day: NaiveDate| {
            let label = speech.label("button-remind-on", &[("date", speech.date(day))]);
            vec![(label, Press::Snooze(asked(When::On(day))))]
        };
        let ask = |text: String, buttons: Vec<Vec<(String, Press)>>| Outgoing::text(text).with_buttons(buttons);
        Ok(Some(match wish {
            Snooze::LaterToday => self.put_off(&items, of, When::LaterToday).await?,
            Snooze::On(day) => self.put_off(&items, of, When::On(day)).await?,
            Snooze::AnyOf(days) => {
                let buttons = days.iter().map(|day| remind_on(*day)).chain([cancel()]).collect();
                ask(speech.say("snooze-when", &[]), buttons)
            }
            Snooze::Unsaid => {
                let mut buttons = self.bot.offered(speech, &asked);
                buttons.push(cancel());
                ask(speech.say("snooze-when", &[]), buttons)
            }
            Snooze::OrExtension(day) => {
                let date = || [("date", speech.date(day))];
                let more_time = speech.label("button-extension-until", &date());
                let more_time = vec![(more_time, Press::Snooze(SnoozePress::MoreTime(items.clone(), day)))];
                ask(speech.say("snooze-or-extension", &date()), vec![remind_on(day), more_time, cancel()])
            }
        }))
    }

    pub(crate) async fn on_snooze_press(&self, pressed: SnoozePress, message: i32) -> Result<(), VisitError> {
        match pressed {
            SnoozePress::Here(items, when) => {
                let answer = self.put_off(&items, message, when).await?;
                self.answer(answer).await
            }
            SnoozePress::Asked { items, of, when } => {
                let answer = self.put_off(&items, of, when).await?;
                self.replace(message, answer).await
            }
            SnoozePress::MoreTime(items, until) => {
                let said = Said::Extension(Some(until));
                let answer = match self.still_open(&items).await?.as_slice() {
                    [] => Outgoing::text(self.speech().say("snooze-nothing-open", &[])),
                    [task] => self.act(task, said).await?,
                    several => self.ask_which(several, &[said]),
                };
                self.replace(message, answer).await
            }
            SnoozePress::Drop(id) => {
                self.bot.database.forget_snooze(self.chat, id).await?;
                self.replace(message, Outgoing::text(self.speech().say("snooze-dropped", &[]))).await
            }
        }
    }

    /// Puts a message about these tasks off, and says until when.
    async fn put_off(&self, items: &[ActionItemId], message: i32, when: When) -> Result<Outgoing, VisitError> {
        let speech = self.speech();
        let open = ids(&self.still_open(items).await?);
        if open.is_empty() {
            return Ok(Outgoing::text(speech.say("snooze-nothing-open", &[])));
        }
        let Some(at) = self.bot.moment_of(when, &self.person) else {
            let mut buttons =
                self.bot.offered(speech, &|when| SnoozePress::Asked { items: open.clone(), of: message, when });
            buttons.push(vec![(speech.label("button-cancel", &[]), Press::Snooze(SnoozePress::Drop(NEVER_KEPT)))]);
            return Ok(Outgoing::text(speech.say("snooze-when", &[])).with_buttons(buttons));
        };
        let id = self.bot.database.put_off(self.chat, message, at, &open).await?;
        let local = at.with_timezone(&Belgrade);
        let args = [
            ("count", open.len().into()),
            ("date", speech.date(local.date_naive())),
            ("time", local.format("%H:%M").to_string().into()),
        ];
        let drop = vec![(speech.label("button-snooze-drop", &[]), Press::Snooze(SnoozePress::Drop(id)))];
        Ok(Outgoing::text(speech.say("snooze-noted", &args)).with_buttons(vec![drop]))
    }
}
