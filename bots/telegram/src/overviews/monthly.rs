//! The Coordinator's month as a picture with its figures, and as a document.

use chrono::NaiveDate;
use dialogue::catalogue::Value;
use dialogue::dates::say_month;
use documents::DocumentError;
use events::authority::{View, permit_view};
use events::ids::ChatId;
use events::language::Language;
use events::period::Period;
use projections::MonthlyOverview;
use projections::monthly::Known;
use projections::views::{PersonView, TimelineFilter, TimelineKind};

use crate::buttons::Press;
use crate::connection::TelegramBot;
use crate::outgoing::{Document, Outgoing, SendError};
use crate::speech::Speech;
use crate::visit::{Visit, VisitError};

/// How much of the timeline is looked through at most.
const MOST_ENTRIES: usize = 100_000;

impl Speech<'_> {
    /// The words below the picture: a heading and the figures. The messenger takes 1,024 characters there.
    fn month(&self, overview: &MonthlyOverview) -> Outgoing {
        let name = |month: Period| say_month(month.from(), self.language);
        let mut lines = vec![self.say("month-heading", &[("month", name(overview.month).into())])];
        let say = |key: &str, values: &[(&str, Value)]| self.say(key, values);
        lines.extend(documents::monthly::figures(overview, say).into_iter().map(|figure| format!("• {figure}")));
        let before = overview.month.month_before();
        let label = self.label("button-month-before", &[("month", name(before).into())]);
        Outgoing::text(lines.join("\n")).with_buttons(vec![vec![(label, Press::Month(before.from()))]])
    }
}

impl TelegramBot {
    async fn month_of(&self, month: Period, day: NaiveDate) -> Result<MonthlyOverview, VisitError> {
        let read = self.read_models.as_ref();
        let kinds = vec![TimelineKind::Meeting];
        let filter = TimelineFilter { kinds, limit: MOST_ENTRIES, ..TimelineFilter::default() };
        let (tasks, institutions) = (read.all_tasks().await?, read.institutions().await?);
        let meetings = read.timeline(&filter).await?;
        let known = Known {
            tasks: &tasks,
            institutions: &institutions,
            meetings: &meetings,
            cases: &*self.cases.look(read).await?,
            requests: &*self.requests.look(read).await?,
            training: &*self.training.look(read).await?,
            strategy: &*self.strategy.look(read).await?,
        };
        Ok(MonthlyOverview::of(known, month, day))
    }

    fn month_as_document(&self, overview: &MonthlyOverview, language: Language) -> Result<Document, DocumentError> {
        let bytes = documents::monthly::pdf(overview, &self.catalogue, language)?;
        let speech = self.speech(language);
        let name = format!("{}-{}.pdf", speech.say("month-file", &[]), overview.month.from().format("%Y-%m"));
        Ok(Document { name, bytes, caption: speech.say("month-document", &[]) })
    }

    /// Sends the picture with its figures; without the picture where it cannot be drawn.
    async fn send_month(&self, chat: ChatId, overview: &MonthlyOverview, language: Language) -> Result<(), SendError> {
        let message = self.speech(language).month(overview);
        match documents::monthly::picture(overview, &self.catalogue, language) {
            Ok(png) => self.post.put_picture(chat, png, &message).await,
            Err(error) => {
                tracing::error!(%error, "a month could not be drawn");
                self.post.send_once(chat, &message).await
            }
        }
    }

    /// Tells of a month that is over: the picture and the document, each once.
    pub(super) async fn tell_month_to(
        &self,
        person: &PersonView,
        chat: ChatId,
        month: Period,
        today: NaiveDate,
    ) -> Result<(), VisitError> {
        let name = month.from().format("%Y-%m");
        let (picture, paper) = (format!("month/{name}/picture"), format!("month/{name}/paper"));
        let told = (self.database.is_told(chat, &picture).await?, self.database.is_told(chat, &paper).await?);
        if told == (true, true) || permit_view(&person.standing(), &View::Overview).is_err() {
            return Ok(());
        }
        let overview = self.month_of(month, today).await?;
        if !told.0 {
            let sent = self.send_month(chat, &overview, person.language).await;
            self.settle(sent, chat, &picture).await?;
        }
        if !told.1 {
            let sent = match self.month_as_document(&overview, person.language) {
                Ok(document) => self.post.send_document(chat, &document).await,
                Err(error) => {
                    tracing::error!(%error, "a month could not be made a document");
                    Ok(())
                }
            };
            self.settle(sent, chat, &paper).await?;
        }
        Ok(())
    }
}

impl Visit<'_> {
    /// The month of a day, or the one that was over last; as far as this person may see it.
    pub(crate) async fn show_month(&self, of: Option<NaiveDate>) -> Result<(), VisitError> {
        if permit_view(&self.person.standing(), &View::Overview).is_err() {
            return self.say("month-not-yours").await;
        }
        let (speech, language) = (self.speech(), self.person.language);
        let month = of.map_or_else(|| Period::month_of(speech.today).month_before(), Period::month_of);
        let overview = self.bot.month_of(month, speech.today).await?;
        self.bot.send_month(self.chat, &overview, language).await?;
        match self.bot.month_as_document(&overview, language) {
            Ok(document) => Ok(self.bot.post.send_document(self.chat, &document).await?),
            Err(error) => {
                tracing::error!(%error, "a month could not be made a document");
                Ok(())
            }
        }
    }
}
