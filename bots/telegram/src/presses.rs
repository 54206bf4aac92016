//! Buttons pressed.

use events::ids::{ActionItemId, ChatId};
use projections::views::TaskView;
use teloxide::requests::Requester;
use teloxide::types::CallbackQuery;

use crate::buttons::Press;
use crate::commands::languages_of;
use crate::connection::TelegramBot;
use crate::outgoing::Outgoing;
use crate::visit::{Cause, Visit, VisitError};

impl TelegramBot {
    /// A button was pressed.
    pub(crate) async fn on_press(&self, update: u32, query: &CallbackQuery) -> Result<(), VisitError> {
        if let Some(message) = &query.message
            && !message.chat().is_private()
        {
            let place = (ChatId(message.chat().id.0), message.id().0);
            return Box::pin(self.on_group_press(update, query, place)).await;
        }
        // The wheel on the button must stop turning, whatever comes next; a query too old to answer is no matter.
        if let Err(error) = self.post.bot.answer_callback_query(query.id.clone()).await {
            tracing::debug!(%error, "a button's press could not be acknowledged");
        }
        let (Some(message), Some(data)) = (&query.message, &query.data) else { return Ok(()) };
        let (chat, message) = (ChatId(message.chat().id.0), message.id().0);
        let press = self.database.button(chat, data).await?;
        let (person, press) = match (self.read_models.person_by_chat(chat).await?, press) {
            (Some(person), Some(press)) => (person, press),
            (person, _) => {
                let key = if person.is_some() { "button-expired" } else { "not-linked" };
                let text = self.say_in(&languages_of(person.as_ref(), Some(&query.from)), key);
                return Ok(self.post.send(chat, &Outgoing::text(text)).await?);
            }
        };
        let visit = Visit::new(self, chat, person, Cause::new(self, update));
        visit.on_press(press, message).await
    }
}

impl Visit<'_> {
    async fn on_press(&self, press: Press, message: i32) -> Result<(), VisitError> {
        match press {
            Press::Report(item, said) => {
                let Some(task) = self.task_or_say(&item).await? else { return Ok(()) };
                let answer = self.act(&task, said).await?;
                self.answer(answer).await
            }
            Press::Answer(item, said) => {
                let Some(task) = self.task_or_say(&item).await? else { return Ok(()) };
                let answer = self.act(&task, said).await?;
                self.replace(message, answer).await
            }
            Press::Which(item, mut said) => {
                let Some(task) = self.task_or_say(&item).await? else { return Ok(()) };
                let answer = match said.pop() {
                    Some(only) if said.is_empty() => self.act(&task, only).await?,
                    Some(last) => {
                        said.push(last);
                        self.ask_meaning(&task, said)
                    }
                    None => Outgoing::text(self.speech().say("button-expired", &[])),
                };
                self.replace(message, answer).await
            }
            Press::MoreDays(item, days) => {
                let Some(task) = self.task_or_say(&item).await? else { return Ok(()) };
                let answer = self.ask_for_days(&task, days).await?;
                self.replace(message, answer).await
            }
            Press::Open(item, list) => {
                let Some(task) = self.task_or_say(&item).await? else { return Ok(()) };
                self.replace(message, self.speech().one_task(&task, list)).await
            }
            Press::List(items) => {
                let mut tasks = Vec::new();
                for item in &items {
                    tasks.extend(self.task(item).await?.filter(|task| task.item.stage.is_open()));
                }
                let list = self.task_list(tasks).await?;
                self.replace(message, list).await
            }
            Press::Undo(item, report) => {
                let Some(task) = self.task_or_say(&item).await? else { return Ok(()) };
                let answer = self.take_back(&task, report).await?;
                self.replace(message, answer).await
            }
            Press::Speak(language) => self.speak(language, None).await,
            Press::DigestAt(hour) => self.digest_at(hour, message).await,
            Press::Quiet(quiet_hours) => self.quiet(quiet_hours, message).await,
            Press::Away(until) => self.on_away_press(until, message).await,
            Press::Back => self.on_back(Some(message)).await,
            Press::Verify(item) => self.on_board_press(&item, message, crate::board::Verdict::Verify).await,
            Press::Reopen(item) => self.on_board_press(&item, message, crate::board::Verdict::Reopen).await,
            Press::Grant(item) => self.on_board_press(&item, message, crate::board::Verdict::Grant).await,
            Press::Refuse(item) => self.on_board_press(&item, message, crate::board::Verdict::Refuse).await,
            Press::AcceptReferral(case, referral) => self.accept_referral(&case, &referral, message).await,
            Press::DeclineReferral(case, referral) => self.ask_reason_of_declining(&case, &referral).await,
            Press::Training(pressed) => self.on_training_press(pressed, message).await,
            Press::Indicator(press) => Box::pin(self.on_indicator_press(press, message)).await,
            Press::Meeting(pressed) => Box::pin(self.on_meeting_press(pressed, message)).await,
            Press::Data(of) => self.on_data_press(of, message).await,
            Press::Assigning(pressed) => Box::pin(self.on_assignment_press(pressed, message)).await,
            Press::Board(subgroup, page) => self.turn_board(&subgroup, page, message).await,
            Press::Nudge(item) => self.nudge(&item).await,
            Press::Snooze(pressed) => Box::pin(self.on_snooze_press(pressed, message)).await,
            // It is offered in groups only.
            Press::LinkGroup(_) => self.say("button-expired").await,
            Press::Boards => self.show_boards().await,
            Press::Month(first) => Box::pin(self.show_month(Some(first))).await,
            Press::Door(pressed) => Box::pin(self.on_door_press(pressed, message)).await,
            Press::Talk(pressed) => Box::pin(self.on_talk_press(pressed, message)).await,
            Press::Cancel => {
                self.bot.database.forget_question(self.chat).await?;
                let text = self.speech().say("reading-cancelled", &[]);
                self.replace(message, Outgoing::text(text)).await
            }
        }
    }

    pub(crate) async fn replace(&self, message: i32, with: Outgoing) -> Result<(), VisitError> {
        Ok(self.bot.post.replace(self.chat, message, &with).await?)
    }

    /// The task, or word that it is not this person's to see any more.
    pub(crate) async fn task_or_say(&self, item: &ActionItemId) -> Result<Option<TaskView>, VisitError> {
        let task = self.task(item).await?;
        if task.is_none() {
            self.say("not-yours").await?;
        }
        Ok(task)
    }
}
