//! Answering step by step: one question at a time, back, skip with a reason, another time, and at the end send.

use chrono::TimeDelta;
use events::Command;
use events::data_request::{DataRequestCommand, SubmissionStage};
use events::form::plausibility::far_from_last;
use events::form::{Answer, Field, FieldKind, Form};
use events::ids::{DataRequestId, FieldKey};
use events::text::Text;
use forms::reading::read_answer;
use forms::template::template;
use language::catalogue::escape_html;
use language::reading::{Reading, Statement, read_reply};
use readmodels::requests::RequestDossier;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::{Document, Outgoing};
use crate::core::press::Press;
use crate::core::text_errors::unusable;
use crate::features::data::draft::{AnswerDraft, AwaitedText, NextQuestion, PartCountFault};
use crate::features::data::draft_store::{
    close_drafts, forget_draft, keep_draft, open_draft, opened_draft, stored_draft,
};
use crate::features::data::press::{DataPress, FileKind, RequestPress};
use crate::features::data::wording::{form_words, lines_that_fit, request_card, request_press, summary_message};

/// For how long a text is taken for an answer though it is none that fits. After that, what reads well as something said of
/// a task is taken for that.
const FRESH: TimeDelta = TimeDelta::hours(12);

/// Where a message goes: in place of the one whose button was pressed, or after it.
#[derive(Debug, Clone, Copy)]
enum Destination {
    Instead(i32),
    New,
}

async fn send_to(context: &ChatContext<'_>, at: Destination, message: Outgoing) -> Result<(), ChatError> {
    match at {
        Destination::Instead(old) => context.replace(old, message).await,
        Destination::New => context.answer(message).await,
    }
}

/// The request, when it asks this institution.
async fn visible_request(context: &ChatContext<'_>, id: &DataRequestId) -> Result<Option<RequestDossier>, ChatError> {
    let book = context.services.requests().await?;
    Ok(book.get(id).filter(|dossier| dossier.submission(&context.person.institution).is_some()).cloned())
}

/// A button of a data request was pressed.
pub(crate) async fn on_data_press(context: &ChatContext<'_>, of: RequestPress, message: i32) -> Result<(), ChatError> {
    let Some(dossier) = visible_request(context, &of.request).await? else {
        return context.refuse("not-yours", &format!("data-request/{}", of.request)).await;
    };
    if dossier.request.closed {
        forget_draft(&context.services.database, context.chat, &of.request).await?;
        return context.say("refusal-data-request-closed").await;
    }
    let here = Destination::Instead(message);
    match of.press {
        DataPress::Open => {
            let card = request_card(context, &dossier).await?;
            context.answer(card).await
        }
        DataPress::File(kind) => send_file(context, &dossier, kind).await,
        DataPress::Answer => {
            let draft = match own_draft(context, &dossier.id).await? {
                Some(draft) => draft,
                None => new_draft(context, &dossier),
            };
            ask_on(context, &dossier, draft, Destination::New).await
        }
        DataPress::Drop => {
            forget_draft(&context.services.database, context.chat, &of.request).await?;
            send_to(context, here, Outgoing::text(context.texts().say("data-dropped", &[]))).await
        }
        DataPress::Later => {
            close_drafts(&context.services.database, context.chat).await?;
            send_to(context, here, Outgoing::text(context.texts().say("data-later", &[]))).await
        }
        press @ (DataPress::Option(..)
        | DataPress::Count(..)
        | DataPress::Back
        | DataPress::Skip
        | DataPress::Change
        | DataPress::Field(_)
        | DataPress::Note
        | DataPress::Send(_)) => {
            let Some(draft) = own_draft(context, &of.request).await? else {
                return context.say("button-expired").await;
            };
            on_draft_press(context, &dossier, draft, press, here).await
        }
    }
}

async fn own_draft(context: &ChatContext<'_>, request: &DataRequestId) -> Result<Option<AnswerDraft>, ChatError> {
    let draft = stored_draft(&context.services.database, context.chat, request).await?;
    Ok(draft.filter(|draft| draft.institution == context.person.institution))
}

/// A new draft: of what was returned, only what was commented on is asked again.
fn new_draft(context: &ChatContext<'_>, dossier: &RequestDossier) -> AnswerDraft {
    let comments = dossier.comments_for(&context.person.institution);
    let submission = dossier.submission(&context.person.institution);
    let known = submission.and_then(|submission| submission.answers());
    let mut to_ask = all_fields(&dossier.request.form);
    if known.is_some() {
        to_ask.retain(|key| comments.iter().any(|comment| &comment.field == key));
    }
    AnswerDraft {
        request: dossier.id.clone(),
        institution: context.person.institution.clone(),
        answers: known.cloned().unwrap_or_default(),
        to_ask,
        at: 0,
        counts: vec![],
        waits: AwaitedText::Answer,
        note: None,
        asked_at: context.services.clock.now(),
    }
}

pub(super) async fn keep_open(context: &ChatContext<'_>, draft: &mut AnswerDraft) -> Result<(), ChatError> {
    draft.asked_at = context.services.clock.now();
    context.forget_question().await?;
    keep_draft(&context.services.database, context.chat, draft).await?;
    Ok(open_draft(&context.services.database, context.chat, &draft.request).await?)
}

/// Keeps the draft and asks what is next.
async fn ask_on(
    context: &ChatContext<'_>,
    dossier: &RequestDossier,
    mut draft: AnswerDraft,
    at: Destination,
) -> Result<(), ChatError> {
    keep_open(context, &mut draft).await?;
    let message = question_message(context, dossier, &draft).await?;
    send_to(context, at, message).await
}

async fn on_draft_press(
    context: &ChatContext<'_>,
    dossier: &RequestDossier,
    mut draft: AnswerDraft,
    pressed: DataPress,
    at: Destination,
) -> Result<(), ChatError> {
    let form = &dossier.request.form;
    match pressed {
        DataPress::Option(key, option) => {
            if draft.field(form).is_none_or(|field| field.key != key) {
                return context.say("button-expired").await;
            }
            draft.take(key, Answer::Choice(option));
            ask_on(context, dossier, draft, at).await
        }
        DataPress::Count(step, count) => {
            let field = draft.field(form).filter(|_| step == draft.step()).cloned();
            let Some(field) = field else { return context.say("button-expired").await };
            if let Err(why) = draft.take_count(&field, count) {
                return context.answer(Outgoing::text(not_taken(context, why))).await;
            }
            ask_on(context, dossier, draft, at).await
        }
        DataPress::Back => {
            draft.back();
            ask_on(context, dossier, draft, at).await
        }
        DataPress::Skip => {
            draft.waits = AwaitedText::Reason;
            ask_on(context, dossier, draft, at).await
        }
        DataPress::Note => {
            draft.waits = AwaitedText::Note;
            ask_on(context, dossier, draft, at).await
        }
        DataPress::Field(key) => {
            draft.ask(vec![key]);
            ask_on(context, dossier, draft, at).await
        }
        DataPress::Change => {
            let texts = context.texts();
            let words = form_words(context);
            let button = |field: &Field| {
                let label = texts.label("data-button-open", &[("title", words.label(field).into())]);
                vec![(label, request_press(&dossier.id, DataPress::Field(field.key.clone())))]
            };
            let buttons = form.fields().map(button).collect();
            send_to(context, at, Outgoing::text(texts.say("data-which-field", &[])).with_buttons(buttons)).await
        }
        DataPress::Send(confirmed) => send_answers(context, dossier, draft, confirmed, at).await,
        DataPress::Open | DataPress::Answer | DataPress::File(_) | DataPress::Later | DataPress::Drop => {
            context.say("button-expired").await
        }
    }
}

/// A text in a chat in which a draft is open; false: it is something else.
pub(crate) async fn on_draft_text(context: &ChatContext<'_>, text: &str) -> Result<bool, ChatError> {
    let Some(mut draft) = opened_draft(&context.services.database, context.chat).await? else { return Ok(false) };
    let dossier = visible_request(context, &draft.request).await?.filter(|dossier| !dossier.request.closed);
    let Some(dossier) = dossier.filter(|_| draft.institution == context.person.institution) else {
        forget_draft(&context.services.database, context.chat, &draft.request).await?;
        return Ok(false);
    };
    let form = &dossier.request.form;
    let stale = context.services.clock.now() - draft.asked_at > FRESH;
    let said_of_a_task = match read_reply(text, context.texts().today) {
        Reading::Numbered(_) => true,
        Reading::Unnumbered(Statement::Clear(_)) => stale,
        Reading::Unnumbered(_) | Reading::Invitation(_) | Reading::Aside(_) => false,
    };
    if draft.waits != AwaitedText::Answer {
        if stale {
            return Ok(false);
        }
        let words: Text = match text.parse() {
            Ok(words) => words,
            Err(error) => {
                context.answer(unusable(context.texts(), error)).await?;
                return Ok(true);
            }
        };
        match (draft.waits, draft.field(form).map(|field| field.key.clone())) {
            (AwaitedText::Reason, Some(key)) => draft.take(key, Answer::Skipped(words)),
            (AwaitedText::Note | AwaitedText::Reason | AwaitedText::Answer, _) => {
                draft.note = Some(words);
                draft.waits = AwaitedText::Answer;
            }
        }
        ask_on(context, &dossier, draft, Destination::New).await?;
        return Ok(true);
    }
    let Some(field) = draft.field(form).cloned() else { return Ok(false) };
    match take_text(context, &mut draft, &field, text) {
        Ok(()) => ask_on(context, &dossier, draft, Destination::New).await.map(|()| true),
        Err(_) if said_of_a_task || stale => Ok(false),
        Err(what) => {
            let hint = context.texts().say("data-still-asked", &[("field", form_words(context).label(&field).into())]);
            let buttons = vec![ways_out(context, &dossier.id)];
            context.answer(Outgoing::text(format!("{what}\n{hint}")).with_buttons(buttons)).await?;
            Ok(true)
        }
    }
}

/// Takes a text as the answer to what is asked; else what is wrong with it, escaped.
fn take_text(context: &ChatContext<'_>, draft: &mut AnswerDraft, field: &Field, text: &str) -> Result<(), String> {
    if matches!(field.kind, FieldKind::Breakdown { .. }) {
        return draft.take_counts(field, text).map_err(|why| not_taken(context, why));
    }
    let words = form_words(context);
    let answer = read_answer(field, text).map_err(|why| escape_html(&words.unreadable(why)).into_owned())?;
    if let Some(fault) = field.faults(&answer).first() {
        return Err(escape_html(&words.wrong(fault.wrong)).into_owned());
    }
    draft.take(field.key.clone(), answer);
    Ok(())
}

fn not_taken(context: &ChatContext<'_>, why: PartCountFault) -> String {
    let texts = context.texts();
    match why {
        PartCountFault::Unreadable(why) => escape_html(&form_words(context).unreadable(why)).into_owned(),
        PartCountFault::TooMany { left } => texts.say("data-too-many", &[("left", left.to_string().into())]),
        PartCountFault::TooFew { left } => texts.say("data-too-few", &[("left", left.to_string().into())]),
        PartCountFault::NoCountry => texts.say("data-no-country", &[]),
    }
}

fn ways_out(context: &ChatContext<'_>, request: &DataRequestId) -> Vec<(String, Press)> {
    let texts = context.texts();
    [("data-button-later", DataPress::Later), ("data-button-drop", DataPress::Drop)]
        .map(|(key, does)| (texts.label(key, &[]), request_press(request, does)))
        .into()
}

/// The question that is asked now, or the summary.
async fn question_message(
    context: &ChatContext<'_>,
    dossier: &RequestDossier,
    draft: &AnswerDraft,
) -> Result<Outgoing, ChatError> {
    let (texts, words) = (context.texts(), form_words(context));
    let button = |key: &str, does: DataPress| (texts.label(key, &[]), request_press(&dossier.id, does));
    let back = || button("data-button-back", DataPress::Back);
    if draft.waits == AwaitedText::Note {
        let message = Outgoing::text(texts.say("data-ask-note", &[]));
        return Ok(message.with_buttons(vec![vec![back()], ways_out(context, &dossier.id)]));
    }
    let form = &dossier.request.form;
    let Some(field) = draft.field(form) else { return Ok(summary_message(context, dossier, draft)) };
    let label = words.label(field);
    if draft.waits == AwaitedText::Reason {
        let message = Outgoing::text(texts.say("data-ask-reason", &[("field", label.into())]));
        return Ok(message.with_buttons(vec![vec![back()], ways_out(context, &dossier.id)]));
    }
    let (n, of) = (draft.at + 1, draft.to_ask.len());
    let args = [("field", (&label).into()), ("n", n.into()), ("of", of.into()), ("hint", words.hint(field).into())];
    let mut lines = vec![texts.say("data-question", &args)];
    let comments = dossier.comments_for(&context.person.institution);
    for comment in comments.iter().filter(|comment| comment.field == field.key) {
        let args = [("field", (&label).into()), ("comment", comment.comment.as_str().into())];
        lines.push(texts.say("data-comment", &args));
    }
    if let Some(known) = draft.answers.0.get(&field.key) {
        lines.push(texts.say("data-so-far", &[("answer", words.answer(field, known).into())]));
    }
    let mut quick: Vec<Vec<(String, Press)>> = Vec::new();
    match draft.asked(form) {
        NextQuestion::Field(_) => {
            let book = context.services.requests().await?;
            let last = book.last_figures(&dossier.id, &context.person.institution);
            if let Some(figure) = last.get(&field.key) {
                lines.push(texts.say("data-last-period", &[("figure", words.number(*figure).into())]));
            }
            quick = option_buttons(context, dossier, field);
            if matches!(field.kind, FieldKind::Breakdown { .. }) {
                lines.push(texts.say("data-ask-total", &[]));
            }
        }
        NextQuestion::Part { part, left, .. } => {
            let of = part.iter().copied().collect();
            let args = [("part", words.part(field, &of).into()), ("left", left.to_string().into())];
            lines.push(texts.say("data-ask-part", &args));
            let count = |n: u64| (n.to_string(), request_press(&dossier.id, DataPress::Count(draft.step(), n)));
            quick.push(if left == 0 { vec![count(0)] } else { vec![count(0), count(left)] });
        }
        NextQuestion::Further { left, .. } => {
            lines.push(texts.say("data-ask-further", &[("left", left.to_string().into())]));
        }
        NextQuestion::Nothing => return Ok(summary_message(context, dossier, draft)),
    }
    let mut moves = Vec::new();
    if draft.at > 0 || !draft.counts.is_empty() {
        moves.push(back());
    }
    moves.push(button("data-button-skip", DataPress::Skip));
    quick.push(moves);
    quick.push(ways_out(context, &dossier.id));
    Ok(Outgoing::text(lines_that_fit(lines)).with_buttons(quick))
}

fn option_buttons(context: &ChatContext<'_>, dossier: &RequestDossier, field: &Field) -> Vec<Vec<(String, Press)>> {
    match &field.kind {
        FieldKind::Choice { options } => options
            .iter()
            .map(|option| {
                let label = form_words(context).text(&option.label);
                let label = context.texts().label("data-button-open", &[("title", label.into())]);
                vec![(label, request_press(&dossier.id, DataPress::Option(field.key.clone(), option.key.clone())))]
            })
            .collect(),
        FieldKind::Number { .. } | FieldKind::Date {} | FieldKind::Breakdown { .. } => vec![],
    }
}

async fn send_answers(
    context: &ChatContext<'_>,
    dossier: &RequestDossier,
    mut draft: AnswerDraft,
    confirmed: bool,
    at: Destination,
) -> Result<(), ChatError> {
    let (texts, words, form) = (context.texts(), form_words(context), &dossier.request.form);
    let faults = form.faults(&draft.answers);
    if !faults.is_empty() {
        let mut wrong: Vec<FieldKey> = faults.iter().map(|fault| fault.field.clone()).collect();
        wrong.dedup();
        draft.ask(wrong);
        return ask_on(context, dossier, draft, at).await;
    }
    let book = context.services.requests().await?;
    let last = book.last_figures(&dossier.id, &context.person.institution);
    let far = far_from_last(form, &draft.answers, &last);
    if !far.is_empty() && !confirmed {
        let mut lines = vec![texts.say("data-far", &[])];
        for (key, far) in &far {
            let label = form.field(key).map_or_else(String::new, |field| words.label(field));
            let figure = |figure| words.number(figure).into();
            let args = [("field", label.into()), ("now", figure(far.now)), ("last", figure(far.last))];
            lines.push(texts.say("data-far-field", &args));
        }
        let button = |key: &str, does: DataPress| vec![(texts.label(key, &[]), request_press(&dossier.id, does))];
        let buttons =
            vec![button("data-button-confirm", DataPress::Send(true)), button("data-button-change", DataPress::Change)];
        return send_to(context, at, Outgoing::text(lines_that_fit(lines)).with_buttons(buttons)).await;
    }
    let institution = context.person.institution.clone();
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
    let title = texts.marked(&dossier.title);
    let sent = Outgoing::text(texts.say("data-sent", &[("title", title.into())]));
    close_drafts(&context.services.database, context.chat).await?;
    let command = Command::DataRequest(dossier.id.clone(), command);
    let answer = context.carry_out(command, OnAcceptance::Say(sent)).await?;
    // What was refused, or is not saved yet, stays to be looked at again.
    let now = visible_request(context, &dossier.id).await?;
    let stands = now.as_ref().and_then(|now| now.submission(&institution)).and_then(|now| now.answers());
    if stands == Some(&draft.answers) {
        forget_draft(&context.services.database, context.chat, &dossier.id).await?;
    }
    send_to(context, at, answer).await
}

/// The form as a file, with what is known already.
async fn send_file(context: &ChatContext<'_>, dossier: &RequestDossier, kind: FileKind) -> Result<(), ChatError> {
    let draft = own_draft(context, &dossier.id).await?;
    let submission = dossier.submission(&context.person.institution);
    let known = draft.as_ref().map(|draft| &draft.answers).or_else(|| submission.and_then(|it| it.answers()));
    let words = form_words(context);
    let table = template(&words, &dossier.id, &dossier.title, &dossier.request, known);
    let (written, ending) = match kind {
        FileKind::Csv => (table.csv(context.person.language), "csv"),
        FileKind::Xlsx => (table.xlsx(context.person.language), "xlsx"),
    };
    match written {
        Ok(bytes) => {
            let caption = context.texts().say("data-file-caption", &[]);
            let name = format!("{}.{ending}", dossier.id);
            context.give(&Document { name, what: format!("form {}", dossier.id), bytes, caption }).await
        }
        Err(error) => {
            tracing::error!(%error, request = %dossier.id, "a form could not be written as a file");
            context.say("going-wrong").await
        }
    }
}

/// The keys of a form's fields, in order.
fn all_fields(form: &Form) -> Vec<FieldKey> {
    form.fields().map(|field| field.key.clone()).collect()
}
