//! Delivering notices: a trainer is reminded, whoever took over is briefed.

use async_trait::async_trait;
use events::ids::PersonId;
use projections::TrainingBook;
use projections::views::PersonView;
use reminders::delivery::{Delivered, DeliveryError};
use reminders::notices::{Notice, NoticeDelivery, Word};

use crate::connection::TelegramBot;
use crate::digest::undelivered;
use crate::outgoing::Outgoing;
use crate::speech::Speech;
use crate::visit::VisitError;

fn later(reason: &dyn ToString) -> DeliveryError {
    DeliveryError::Retry { after: None, reason: reason.to_string() }
}

impl From<VisitError> for DeliveryError {
    fn from(error: VisitError) -> Self {
        match error {
            VisitError::Send(error) => undelivered(&error),
            VisitError::Bot(error) => later(&error),
            VisitError::ReadModels(error) => later(&error),
        }
    }
}

impl Speech<'_> {
    /// The reminder of a trainer, to the trainer or to the focal point of the trainer's institution.
    fn of_trainer(&self, word: &Word, to: &PersonView, book: &TrainingBook, name: &str) -> Option<Outgoing> {
        let key = |trainer: &PersonId, own: &'static str, of_yours: &'static str| {
            if trainer == &to.person { own } else { of_yours }
        };
        match word {
            Word::TrainerIdle { trainer, since } => {
                let (_, engagement) = book.pool().trainers().find(|(person, _)| *person == trainer)?;
                let titles = engagement.certified_for.keys().filter_map(|module| book.module(module));
                let titles: Vec<_> = titles.map(|module| self.marked(&module.plan.title)).collect();
                let args = [
                    ("since", documents::written(self.language, *since).into()),
                    ("modules", titles.join("; ").into()),
                    ("name", name.into()),
                ];
                let key = key(trainer, "notice-trainer-idle", "notice-trainer-idle-of-yours");
                Some(Outgoing::text(self.say(key, &args)))
            }
            Word::SessionAhead { trainer, module, session } => {
                let mut args = self.session(book.module(module)?, session);
                args.push(("name", name.into()));
                let key = key(trainer, "notice-session-ahead", "notice-session-ahead-of-yours");
                Some(Outgoing::text(self.say(key, &args)))
            }
            Word::AttendanceDue { module, session, .. } => {
                let dossier = book.module(module)?;
                let button = self.attendance_button(module, session, dossier.state.sessions.get(session)?);
                let text = self.say("notice-attendance-due", &self.session(dossier, session));
                Some(Outgoing::text(text).with_buttons(vec![vec![button]]))
            }
            Word::Briefing { .. } => None,
        }
    }
}

#[async_trait]
impl NoticeDelivery for TelegramBot {
    async fn notify(&self, notice: &Notice) -> Result<Delivered, DeliveryError> {
        let person = self.read_models.person(&notice.person).await.map_err(|error| later(&error))?;
        let known = person.and_then(|person| Some((person.chat?, person)));
        let (chat, person) = known.ok_or_else(|| later(&format!("no chat of {} is known here yet", notice.person)))?;
        let trainer = match &notice.word {
            Word::Briefing { office } => {
                // Whoever is just linking the chat is welcomed first.
                let _welcomed = self.linking.lock().await;
                if !self.database.was_briefed(&notice.key).await.map_err(|error| later(&error))? {
                    self.brief(chat, person.language, office).await?;
                    self.database.note_briefed(&notice.key).await.map_err(|error| later(&error))?;
                }
                return Ok(Delivered);
            }
            Word::TrainerIdle { trainer, .. }
            | Word::SessionAhead { trainer, .. }
            | Word::AttendanceDue { trainer, .. } => trainer,
        };
        let book = self.training.look(self.read_models.as_ref()).await.map_err(|error| later(&error))?;
        let speech = self.speech(person.language);
        let name = book.name(trainer, self.read_models.person_keys());
        let name = name.map_or_else(|| speech.label("former-focal-point", &[]), |name| name.to_string());
        let message = speech.of_trainer(&notice.word, &person, &book, &name);
        let message = message.ok_or_else(|| later(&"the training is not known here yet"))?;
        self.post.send_once(chat, &message).await.map(|()| Delivered).map_err(|error| undelivered(&error))
    }
}
