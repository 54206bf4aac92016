//! A data request as the chat shows it: in a list, as a card with what can be done, and as the summary before it is sent.

use chrono::{DurationRound, TimeDelta};
use dialogue::catalogue::escape_html;
use events::data_request::SubmissionStage;
use events::form::{Answer, Field};
use events::ids::DataRequestId;
use forms::{FormLink, Words};
use projections::requests::{RequestDossier, Urgency};

use super::{DataPress, Draft, FileKind, OfRequest};
use crate::buttons::Press;
use crate::outgoing::Outgoing;
use crate::visit::{Visit, VisitError};

/// How long a link to a form on a page can be opened, in days.
const LINK_VALID_DAYS: i64 = 7;
/// The longest message, in characters, less some room for what the messenger counts otherwise.
const LONGEST: usize = 3_800;

pub(super) fn press(request: &DataRequestId, press: DataPress) -> Press {
    Press::Data(OfRequest { request: request.clone(), press })
}

/// A text cut to what one message takes, at the end of a line.
pub(super) fn fitting(lines: Vec<String>) -> String {
    let mut text = String::new();
    for line in lines {
        if text.chars().count() + line.chars().count() > LONGEST {
            text.push_str("\n…");
            break;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&line);
    }
    text
}

impl Visit<'_> {
    pub(super) fn words(&self) -> Words<'_> {
        Words { catalogue: &self.bot.catalogue, language: self.person.language }
    }

    /// `/data`: what the institution is asked for.
    pub(crate) async fn show_requests(&self) -> Result<(), VisitError> {
        self.bot.database.close_drafts(self.chat).await?;
        let book = self.bot.requests.look(self.bot.read_models.as_ref()).await?;
        let asking = book.asking(&self.person.institution);
        let owed: Vec<_> = asking.iter().filter(|dossier| dossier.is_owed_by(&self.person.institution)).collect();
        if let ([only], [_]) = (asking.as_slice(), owed.as_slice()) {
            let card = self.card(only).await?;
            return self.answer(card).await;
        }
        if asking.is_empty() {
            return self.say("data-none").await;
        }
        let speech = self.speech();
        let mut lines = vec![speech.say("data-heading", &[("count", owed.len().into())])];
        lines.extend(asking.iter().map(|dossier| self.request_line(dossier)));
        let buttons = asking.iter().map(|dossier| vec![self.open_button(dossier)]).collect();
        self.answer(Outgoing::text(fitting(lines)).with_buttons(buttons)).await
    }

    fn open_button(&self, dossier: &RequestDossier) -> (String, Press) {
        let title = dossier.title.in_language(self.person.language);
        (self.speech().label("data-button-open", &[("title", title.into())]), press(&dossier.id, DataPress::Open))
    }

    fn request_line(&self, dossier: &RequestDossier) -> String {
        let title = dossier.title.in_language(self.person.language);
        let how = self.bot.catalogue.say(self.person.language, &self.stage_key(dossier), &[]);
        let args = [("title", title.into()), ("due", self.due(dossier).into()), ("status", how.into())];
        self.speech().say("data-line", &args)
    }

    /// The due date, and how pressing it is when something is owed; not escaped.
    fn due(&self, dossier: &RequestDossier) -> String {
        due_in_words(self.words(), dossier, self.speech().today, dossier.is_owed_by(&self.person.institution))
    }

    fn stage_key(&self, dossier: &RequestDossier) -> String {
        let stage = match dossier.submission(&self.person.institution).map(|submission| submission.stage) {
            None | Some(SubmissionStage::Awaited) => "awaited",
            Some(SubmissionStage::Submitted) => "submitted",
            Some(SubmissionStage::Returned) => "returned",
            Some(SubmissionStage::Accepted) => "accepted",
        };
        format!("data-stage-{stage}")
    }

    /// The request with what can be done about it.
    pub(super) async fn card(&self, dossier: &RequestDossier) -> Result<Outgoing, VisitError> {
        let (speech, words) = (self.speech(), self.words());
        let title = dossier.title.in_language(self.person.language);
        let stage = self.bot.catalogue.say(self.person.language, &self.stage_key(dossier), &[]);
        let args = [
            ("title", title.into()),
            ("period", words.period(dossier.request.period).into()),
            ("due", self.due(dossier).into()),
            ("status", stage.into()),
            ("count", dossier.request.form.fields().count().into()),
        ];
        let mut lines = vec![speech.say("data-card", &args)];
        for comment in dossier.comments_for(&self.person.institution) {
            let label = dossier.request.form.field(&comment.field).map_or("", |field| words.label(field));
            let args = [("field", label.into()), ("comment", comment.comment.as_str().into())];
            lines.push(speech.say("data-comment", &args));
        }
        if let Some(link) = self.page_link(&dossier.id) {
            lines.push(speech.say("data-on-a-page", &[("link", link.into()), ("days", LINK_VALID_DAYS.into())]));
        }
        lines.push(speech.say("data-by-file", &[]));
        let begun = self.bot.database.draft(self.chat, &dossier.id).await?.is_some();
        let owed = dossier.is_owed_by(&self.person.institution);
        let key = match (begun, owed) {
            (true, _) => "data-button-go-on",
            (false, true) => "data-button-answer",
            (false, false) => "data-button-correct",
        };
        let button = |key: &str, does: DataPress| (speech.label(key, &[]), press(&dossier.id, does));
        let buttons = vec![
            vec![button(key, DataPress::Answer)],
            vec![
                button("data-button-xlsx", DataPress::File(FileKind::Xlsx)),
                button("data-button-csv", DataPress::File(FileKind::Csv)),
            ],
        ];
        Ok(Outgoing::text(fitting(lines)).with_buttons(buttons))
    }

    fn page_link(&self, request: &DataRequestId) -> Option<String> {
        let links = self.bot.data_requests.links.as_ref()?;
        let now = self.bot.clock.now();
        let now = now.duration_trunc(TimeDelta::seconds(1)).unwrap_or(now);
        let link = FormLink {
            request: request.clone(),
            institution: self.person.institution.clone(),
            person: self.person.person.clone(),
            until: now + TimeDelta::days(LINK_VALID_DAYS),
        };
        Some(format!("{}/forms/{}", links.public_url, links.key.sign(&link)))
    }

    fn answer_lines(&self, field: &Field, answer: Option<&Answer>) -> Vec<String> {
        let words = self.words();
        let said = answer.map_or_else(|| "—".to_owned(), |answer| words.answer(field, answer));
        let mut lines = vec![format!("<b>{}</b>: {}", escape_html(words.label(field)), escape_html(&said))];
        let parts = answer.map(|answer| words.parts(field, answer)).unwrap_or_default();
        lines.extend(parts.into_iter().map(|(part, count)| format!("   {}: {count}", escape_html(&part))));
        lines
    }

    /// What was answered, before it is sent.
    pub(super) fn summary(&self, dossier: &RequestDossier, draft: &Draft) -> Outgoing {
        let speech = self.speech();
        let title = dossier.title.in_language(self.person.language);
        let mut lines = vec![speech.say("data-summary", &[("title", title.into())])];
        for field in dossier.request.form.fields() {
            lines.extend(self.answer_lines(field, draft.answers.0.get(&field.key)));
        }
        if let Some(note) = &draft.note {
            lines.push(speech.say("data-note", &[("note", note.as_str().into())]));
        }
        let button = |key: &str, does: DataPress| (speech.label(key, &[]), press(&dossier.id, does));
        let mut second = vec![button("data-button-change", DataPress::Change)];
        let corrects = dossier.submission(&self.person.institution).is_some_and(|it| !it.versions.is_empty());
        if corrects {
            second.push(button("data-button-note", DataPress::Note));
        }
        let buttons = vec![
            vec![button("data-button-send", DataPress::Send(false))],
            second,
            vec![button("data-button-later", DataPress::Later), button("data-button-drop", DataPress::Drop)],
        ];
        Outgoing::text(fitting(lines)).with_buttons(buttons)
    }
}

/// The due date, and how pressing it is when something is owed; not escaped.
pub(super) fn due_in_words(words: Words<'_>, dossier: &RequestDossier, today: chrono::NaiveDate, owed: bool) -> String {
    let date = words.date(dossier.request.due);
    if !owed {
        return date;
    }
    let (key, days) = match dossier.urgency(today) {
        Urgency::Overdue(days) => ("data-due-overdue", days),
        Urgency::Today => ("data-due-today", 0),
        Urgency::In(days) => ("data-due-in", days),
    };
    words.say(key, &[("date", date.into()), ("days", days.into())])
}
