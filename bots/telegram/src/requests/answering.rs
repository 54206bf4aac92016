//! Answering step by step: one question at a time, back, skip with a reason, another time, and at the end send.

use chrono::TimeDelta;
use dialogue::catalogue::escape_html;
use dialogue::reading::{Reading, Statement, read_reply};
use events::Command;
use events::data_request::{DataRequestCommand, SubmissionStage};
use events::form::plausibility::far_from_last;
use events::form::{Answer, Field, FieldKind};
use events::ids::{DataRequestId, FieldKey};
use events::text::Text;
use forms::reading::read_answer;
use forms::template::template;
use projections::requests::RequestDossier;

use super::draft::{Asked, NotTaken, Waits};
use super::showing::{fitting, press};
use super::{DataPress, Draft, FileKind, OfRequest, all_fields};
use crate::buttons::Press;
use crate::outgoing::{Document, Outgoing};
use crate::replies::OnAcceptance;
use crate::visit::{Visit, VisitError};

/// For how long a text is taken for an answer though it is none that fits. After that, what reads well as something said of
/// a task is taken for that.
const FRESH: TimeDelta = TimeDelta::hours(12);

/// Where a message goes: in place of the one whose button was pressed, or after it.
#[derive(Debug, Clone, Copy)]
enum Where {
    Instead(i32),
    New,
}

impl Visit<'_> {
    async fn put(&self, at: Where, message: Outgoing) -> Result<(), VisitError> {
        match at {
            Where::Instead(old) => self.replace(old, message).await,
            Where::New => self.answer(message).await,
        }
    }

    /// The request, when it asks this institution.
    async fn request(&self, id: &DataRequestId) -> Result<Option<RequestDossier>, VisitError> {
        let book = self.bot.requests.look(self.bot.read_models.as_ref()).await?;
        Ok(book.get(id).filter(|dossier| dossier.submission(&self.person.institution).is_some()).cloned())
    }

    /// A button of a data request was pressed.
    pub(crate) async fn on_data_press(&self, of: OfRequest, message: i32) -> Result<(), VisitError> {
        let Some(dossier) = self.request(&of.request).await? else { return self.say("not-yours").await };
        if dossier.request.closed {
            self.bot.database.forget_draft(self.chat, &of.request).await?;
            return self.say("refusal-data-request-closed").await;
        }
        let here = Where::Instead(message);
        match of.press {
            DataPress::Open => {
                let card = self.card(&dossier).await?;
                self.answer(card).await
            }
            DataPress::File(kind) => self.send_file(&dossier, kind).await,
            DataPress::Answer => {
                let draft = match self.own_draft(&dossier.id).await? {
                    Some(draft) => draft,
                    None => self.begin(&dossier),
                };
                self.ask_on(&dossier, draft, Where::New).await
            }
            DataPress::Drop => {
                self.bot.database.forget_draft(self.chat, &of.request).await?;
                self.put(here, Outgoing::text(self.speech().say("data-dropped", &[]))).await
            }
            DataPress::Later => {
                self.bot.database.close_drafts(self.chat).await?;
                self.put(here, Outgoing::text(self.speech().say("data-later", &[]))).await
            }
            press @ (DataPress::Option(..)
            | DataPress::Count(..)
            | DataPress::Back
            | DataPress::Skip
            | DataPress::Change
            | DataPress::Field(_)
            | DataPress::Note
            | DataPress::Send(_)) => {
                let Some(draft) = self.own_draft(&of.request).await? else { return self.say("button-expired").await };
                self.on_draft_press(&dossier, draft, press, here).await
            }
        }
    }

    async fn own_draft(&self, request: &DataRequestId) -> Result<Option<Draft>, VisitError> {
        let draft = self.bot.database.draft(self.chat, request).await?;
        Ok(draft.filter(|draft| draft.institution == self.person.institution))
    }

    /// A new draft: of what was returned, only what was commented on is asked again.
    fn begin(&self, dossier: &RequestDossier) -> Draft {
        let comments = dossier.comments_for(&self.person.institution);
        let submission = dossier.submission(&self.person.institution);
        let known = submission.and_then(|submission| submission.answers());
        let mut to_ask = all_fields(&dossier.request.form);
        if known.is_some() {
            to_ask.retain(|key| comments.iter().any(|comment| &comment.field == key));
        }
        Draft {
            request: dossier.id.clone(),
            institution: self.person.institution.clone(),
            answers: known.cloned().unwrap_or_default(),
            to_ask,
            at: 0,
            counts: vec![],
            waits: Waits::Answer,
            note: None,
            asked_at: self.bot.clock.now(),
        }
    }

    pub(super) async fn keep_open(&self, draft: &mut Draft) -> Result<(), VisitError> {
        draft.asked_at = self.bot.clock.now();
        self.bot.database.forget_question(self.chat).await?;
        self.bot.database.keep_draft(self.chat, draft).await?;
        Ok(self.bot.database.open_draft(self.chat, &draft.request).await?)
    }

    /// Keeps the draft and asks what is next.
    async fn ask_on(&self, dossier: &RequestDossier, mut draft: Draft, at: Where) -> Result<(), VisitError> {
        self.keep_open(&mut draft).await?;
        let message = self.question(dossier, &draft).await?;
        self.put(at, message).await
    }

    async fn on_draft_press(
        &self,
        dossier: &RequestDossier,
        mut draft: Draft,
        pressed: DataPress,
        at: Where,
    ) -> Result<(), VisitError> {
        let form = &dossier.request.form;
        match pressed {
            DataPress::Option(key, option) => {
                if draft.field(form).is_none_or(|field| field.key != key) {
                    return self.say("button-expired").await;
                }
                draft.take(key, Answer::Choice(option));
                self.ask_on(dossier, draft, at).await
            }
            DataPress::Count(step, count) => {
                let field = draft.field(form).filter(|_| step == draft.step()).cloned();
                let Some(field) = field else { return self.say("button-expired").await };
                if let Err(why) = draft.take_count(&field, count) {
                    return self.answer(Outgoing::text(self.not_taken(why))).await;
                }
                self.ask_on(dossier, draft, at).await
            }
            DataPress::Back => {
                draft.back();
                self.ask_on(dossier, draft, at).await
            }
            DataPress::Skip => {
                draft.waits = Waits::Reason;
                self.ask_on(dossier, draft, at).await
            }
            DataPress::Note => {
                draft.waits = Waits::Note;
                self.ask_on(dossier, draft, at).await
            }
            DataPress::Field(key) => {
                draft.ask(vec![key]);
                self.ask_on(dossier, draft, at).await
            }
            DataPress::Change => {
                let speech = self.speech();
                let words = self.words();
                let button = |field: &Field| {
                    let label = speech.label("data-button-open", &[("title", words.label(field).into())]);
                    vec![(label, press(&dossier.id, DataPress::Field(field.key.clone())))]
                };
                let buttons = form.fields().map(button).collect();
                self.put(at, Outgoing::text(speech.say("data-which-field", &[])).with_buttons(buttons)).await
            }
            DataPress::Send(confirmed) => self.send_answers(dossier, draft, confirmed, at).await,
            DataPress::Open | DataPress::Answer | DataPress::File(_) | DataPress::Later | DataPress::Drop => {
                self.say("button-expired").await
            }
        }
    }

    /// A text in a chat in which a draft is open; false: it is something else.
    pub(crate) async fn on_draft_text(&self, text: &str) -> Result<bool, VisitError> {
        let Some(mut draft) = self.bot.database.opened_draft(self.chat).await? else { return Ok(false) };
        let dossier = self.request(&draft.request).await?.filter(|dossier| !dossier.request.closed);
        let Some(dossier) = dossier.filter(|_| draft.institution == self.person.institution) else {
            self.bot.database.forget_draft(self.chat, &draft.request).await?;
            return Ok(false);
        };
        let form = &dossier.request.form;
        let stale = self.bot.clock.now() - draft.asked_at > FRESH;
        let said_of_a_task = match read_reply(text, self.speech().today) {
            Reading::Numbered(_) => true,
            Reading::Unnumbered(Statement::Clear(_)) => stale,
            Reading::Unnumbered(_) | Reading::Invitation(_) | Reading::Aside(_) => false,
        };
        if draft.waits != Waits::Answer {
            if stale {
                return Ok(false);
            }
            let words: Text = match text.parse() {
                Ok(words) => words,
                Err(error) => {
                    self.answer(self.unusable(error)).await?;
                    return Ok(true);
                }
            };
            match (draft.waits, draft.field(form).map(|field| field.key.clone())) {
                (Waits::Reason, Some(key)) => draft.take(key, Answer::Skipped(words)),
                (Waits::Note | Waits::Reason | Waits::Answer, _) => {
                    draft.note = Some(words);
                    draft.waits = Waits::Answer;
                }
            }
            self.ask_on(&dossier, draft, Where::New).await?;
            return Ok(true);
        }
        let Some(field) = draft.field(form).cloned() else { return Ok(false) };
        match self.take_text(&mut draft, &field, text) {
            Ok(()) => self.ask_on(&dossier, draft, Where::New).await.map(|()| true),
            Err(_) if said_of_a_task || stale => Ok(false),
            Err(what) => {
                let hint = self.speech().say("data-still-asked", &[("field", self.words().label(&field).into())]);
                let buttons = vec![self.ways_out(&dossier.id)];
                self.answer(Outgoing::text(format!("{what}\n{hint}")).with_buttons(buttons)).await?;
                Ok(true)
            }
        }
    }

    /// Takes a text as the answer to what is asked; else what is wrong with it, escaped.
    fn take_text(&self, draft: &mut Draft, field: &Field, text: &str) -> Result<(), String> {
        if matches!(field.kind, FieldKind::Breakdown { .. }) {
            return draft.take_counts(field, text).map_err(|why| self.not_taken(why));
        }
        let words = self.words();
        let answer = read_answer(field, text).map_err(|why| escape_html(&words.unreadable(why)).into_owned())?;
        if let Some(fault) = field.faults(&answer).first() {
            return Err(escape_html(&words.wrong(fault.wrong)).into_owned());
        }
        draft.take(field.key.clone(), answer);
        Ok(())
    }

    fn not_taken(&self, why: NotTaken) -> String {
        let speech = self.speech();
        match why {
            NotTaken::Unreadable(why) => escape_html(&self.words().unreadable(why)).into_owned(),
            NotTaken::TooMany { left } => speech.say("data-too-many", &[("left", left.to_string().into())]),
            NotTaken::TooFew { left } => speech.say("data-too-few", &[("left", left.to_string().into())]),
            NotTaken::NoCountry => speech.say("data-no-country", &[]),
        }
    }

    fn ways_out(&self, request: &DataRequestId) -> Vec<(String, Press)> {
        let speech = self.speech();
        [("data-button-later", DataPress::Later), ("data-button-drop", DataPress::Drop)]
            .map(|(key, does)| (speech.label(key, &[]), press(request, does)))
            .into()
    }

    /// The question that is asked now, or the summary.
    async fn question(&self, dossier: &RequestDossier, draft: &Draft) -> Result<Outgoing, VisitError> {
        let (speech, words) = (self.speech(), self.words());
        let button = |key: &str, does: DataPress| (speech.label(key, &[]), press(&dossier.id, does));
        let back = || button("data-button-back", DataPress::Back);
        if draft.waits == Waits::Note {
            let message = Outgoing::text(speech.say("data-ask-note", &[]));
            return Ok(message.with_buttons(vec![vec![back()], self.ways_out(&dossier.id)]));
        }
        let form = &dossier.request.form;
        let Some(field) = draft.field(form) else { return Ok(self.summary(dossier, draft)) };
        let label = words.label(field);
        if draft.waits == Waits::Reason {
            let message = Outgoing::text(speech.say("data-ask-reason", &[("field", label.into())]));
            return Ok(message.with_buttons(vec![vec![back()], self.ways_out(&dossier.id)]));
        }
        let (n, of) = (draft.at + 1, draft.to_ask.len());
        let args = [("field", label.into()), ("n", n.into()), ("of", of.into()), ("hint", words.hint(field).into())];
        let mut lines = vec![speech.say("data-question", &args)];
        let comments = dossier.comments_for(&self.person.institution);
        for comment in comments.iter().filter(|comment| comment.field == field.key) {
            let args = [("field", label.into()), ("comment", comment.comment.as_str().into())];
            lines.push(speech.say("data-comment", &args));
        }
        if let Some(known) = draft.answers.0.get(&field.key) {
            lines.push(speech.say("data-so-far", &[("answer", words.answer(field, known).into())]));
        }
        let mut quick: Vec<Vec<(String, Press)>> = Vec::new();
        match draft.asked(form) {
            Asked::Field(_) => {
                let book = self.bot.requests.look(self.bot.read_models.as_ref()).await?;
                let last = book.last_figures(&dossier.id, &self.person.institution);
                if let Some(figure) = last.get(&field.key) {
                    lines.push(speech.say("data-last-period", &[("figure", words.number(*figure).into())]));
                }
                quick = self.options(dossier, field);
                if matches!(field.kind, FieldKind::Breakdown { .. }) {
                    lines.push(speech.say("data-ask-total", &[]));
                }
            }
            Asked::Part { part, left, .. } => {
                let of = part.iter().copied().collect();
                let args = [("part", words.part(field, &of).into()), ("left", left.to_string().into())];
                lines.push(speech.say("data-ask-part", &args));
                let count = |n: u64| (n.to_string(), press(&dossier.id, DataPress::Count(draft.step(), n)));
                quick.push(if left == 0 { vec![count(0)] } else { vec![count(0), count(left)] });
            }
            Asked::Further { left, .. } => {
                lines.push(speech.say("data-ask-further", &[("left", left.to_string().into())]));
            }
            Asked::Nothing => return Ok(self.summary(dossier, draft)),
        }
        let mut moves = Vec::new();
        if draft.at > 0 || !draft.counts.is_empty() {
            moves.push(back());
        }
        moves.push(button("data-button-skip", DataPress::Skip));
        quick.push(moves);
        quick.push(self.ways_out(&dossier.id));
        Ok(Outgoing::text(fitting(lines)).with_buttons(quick))
    }

    fn options(&self, dossier: &RequestDossier, field: &Field) -> Vec<Vec<(String, Press)>> {
        match &field.kind {
            FieldKind::Choice { options } => options
                .iter()
                .map(|option| {
                    let label = option.label.in_language(self.person.language);
                    let label = self.speech().label("data-button-open", &[("title", label.into())]);
                    vec![(label, press(&dossier.id, DataPress::Option(field.key.clone(), option.key.clone())))]
                })
                .collect(),
            FieldKind::Number { .. } | FieldKind::Date {} | FieldKind::Breakdown { .. } => vec![],
        }
    }

    async fn send_answers(
        &self,
        dossier: &RequestDossier,
        mut draft: Draft,
        confirmed: bool,
        at: Where,
    ) -> Result<(), VisitError> {
        let (speech, words, form) = (self.speech(), self.words(), &dossier.request.form);
        let faults = form.faults(&draft.answers);
        if !faults.is_empty() {
            let mut wrong: Vec<FieldKey> = faults.iter().map(|fault| fault.field.clone()).collect();
            wrong.dedup();
            draft.ask(wrong);
            return self.ask_on(dossier, draft, at).await;
        }
        let book = self.bot.requests.look(self.bot.read_models.as_ref()).await?;
        let last = book.last_figures(&dossier.id, &self.person.institution);
        let far = far_from_last(form, &draft.answers, &last);
        if !far.is_empty() && !confirmed {
            let mut lines = vec![speech.say("data-far", &[])];
            for (key, far) in &far {
                let label = form.field(key).map_or("", |field| words.label(field));
                let figure = |figure| words.number(figure).into();
                let args = [("field", label.into()), ("now", figure(far.now)), ("last", figure(far.last))];
                lines.push(speech.say("data-far-field", &args));
            }
            let button = |key: &str, does: DataPress| vec![(speech.label(key, &[]), press(&dossier.id, does))];
            let buttons = vec![
                button("data-button-confirm", DataPress::Send(true)),
                button("data-button-change", DataPress::Change),
            ];
            return self.put(at, Outgoing::text(fitting(lines)).with_buttons(buttons)).await;
        }
        let institution = self.person.institution.clone();
        let stage = dossier.submission(&institution).map(|submission| submission.stage);
        let (answers, confirmed) = (draft.answers.clone(), far.into_keys().collect());
        let command = match stage {
            None | Some(SubmissionStage::Awaited) => {
                DataRequestCommand::Submit { institution: institution.clone(), answers, last, confirmed }
            }
            Some(SubmissionStage::Submitted | SubmissionStage::Returned | SubmissionStage::Accepted) => {
                let note = draft.note.clone();
                DataRequestCommand::Correct { institution: institution.clone(), answers, last, confirmed, note }
            }
        };
        let title = dossier.title.in_language(self.person.language);
        let sent = Outgoing::text(speech.say("data-sent", &[("title", title.into())]));
        self.bot.database.close_drafts(self.chat).await?;
        let command = Command::DataRequest(dossier.id.clone(), command);
        let answer = self.carry_out(command, OnAcceptance::Say(sent)).await?;
        // What was refused, or is not saved yet, stays to be looked at again.
        let now = self.request(&dossier.id).await?;
        let stands = now.as_ref().and_then(|now| now.submission(&institution)).and_then(|now| now.answers());
        if stands == Some(&draft.answers) {
            self.bot.database.forget_draft(self.chat, &dossier.id).await?;
        }
        self.put(at, answer).await
    }

    /// The form as a file, with what is known already.
    async fn send_file(&self, dossier: &RequestDossier, kind: FileKind) -> Result<(), VisitError> {
        let draft = self.own_draft(&dossier.id).await?;
        let submission = dossier.submission(&self.person.institution);
        let known = draft.as_ref().map(|draft| &draft.answers).or_else(|| submission.and_then(|it| it.answers()));
        let words = self.words();
        let table = template(&words, &dossier.id, &dossier.title, &dossier.request, known);
        let comma = self.person.language != events::language::Language::En;
        let (written, ending) = match kind {
            FileKind::Csv => (table.csv(comma), "csv"),
            FileKind::Xlsx => (table.xlsx(), "xlsx"),
        };
        match written {
            Ok(bytes) => {
                let caption = self.speech().say("data-file-caption", &[]);
                let name = format!("{}.{ending}", dossier.id);
                Ok(self.bot.post.send_document(self.chat, &Document { name, bytes, caption }).await?)
            }
            Err(error) => {
                tracing::error!(%error, request = %dossier.id, "a form could not be written as a file");
                self.say("going-wrong").await
            }
        }
    }
}
