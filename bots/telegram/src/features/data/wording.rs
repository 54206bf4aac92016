//! A data request as the chat shows it: in a list, as a card with what can be done, and as the summary before it is sent.

use chrono::{DurationRound, TimeDelta};
use events::data_request::SubmissionStage;
use events::form::{Answer, Field};
use events::ids::DataRequestId;
use forms::FormWording;
use language::catalogue::escape_html;
use links::FormLink;
use readmodels::requests::{RequestDossier, Urgency};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::press::Press;
use crate::features::data::draft::AnswerDraft;
use crate::features::data::draft_store::{close_drafts, stored_draft};
use crate::features::data::press::{DataPress, FileKind, RequestPress};

/// The longest message, in characters, less some room for what the messenger counts otherwise.
const LONGEST: usize = 3_800;

pub(super) fn request_press(request: &DataRequestId, press: DataPress) -> Press {
    RequestPress { request: request.clone(), press }.into()
}

/// A text cut to what one message takes, at the end of a line.
pub(super) fn lines_that_fit(lines: Vec<String>) -> String {
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

pub(super) fn form_words<'a>(context: &'a ChatContext<'_>) -> FormWording<'a> {
    FormWording { catalogue: &context.services.catalogue, language: context.person.language }
}

/// `/data`: what the institution is asked for.
pub(crate) async fn show_requests(context: &ChatContext<'_>) -> Result<(), ChatError> {
    close_drafts(&context.services.database, context.chat).await?;
    let book = context.services.requests().await?;
    let asking = book.asking(&context.person.institution);
    let owed: Vec<_> = asking.iter().filter(|dossier| dossier.is_owed_by(&context.person.institution)).collect();
    if let ([only], [_]) = (asking.as_slice(), owed.as_slice()) {
        let card = request_card(context, only).await?;
        return context.answer(card).await;
    }
    if asking.is_empty() {
        return context.say("data-none").await;
    }
    let texts = context.texts();
    let mut lines = vec![texts.say("data-heading", &[("count", owed.len().into())])];
    lines.extend(asking.iter().map(|dossier| request_line(context, dossier)));
    let buttons = asking.iter().map(|dossier| vec![open_button(context, dossier)]).collect();
    context.answer(Outgoing::text(lines_that_fit(lines)).with_buttons(buttons)).await
}

pub(super) fn open_button(context: &ChatContext<'_>, dossier: &RequestDossier) -> (String, Press) {
    let title = context.texts().marked(&dossier.title);
    (context.texts().label("data-button-open", &[("title", title.into())]), request_press(&dossier.id, DataPress::Open))
}

/// A request with its due date, and how it stands with the person's institution.
pub(super) fn request_line(context: &ChatContext<'_>, dossier: &RequestDossier) -> String {
    let title = context.texts().marked(&dossier.title);
    let how = context.services.catalogue.say(context.person.language, &stage_key(context, dossier), &[]);
    let args = [("title", title.into()), ("due", due_of(context, dossier).into()), ("status", how.into())];
    context.texts().say("data-line", &args)
}

/// The due date, and how pressing it is when something is owed; not escaped.
fn due_of(context: &ChatContext<'_>, dossier: &RequestDossier) -> String {
    due_in_words(form_words(context), dossier, context.texts().today, dossier.is_owed_by(&context.person.institution))
}

fn stage_key(context: &ChatContext<'_>, dossier: &RequestDossier) -> String {
    let stage = match dossier.submission(&context.person.institution).map(|submission| submission.stage) {
        None | Some(SubmissionStage::Awaited) => "awaited",
        Some(SubmissionStage::Submitted) => "submitted",
        Some(SubmissionStage::Returned) => "returned",
        Some(SubmissionStage::Accepted) => "accepted",
    };
    format!("data-stage-{stage}")
}

/// The request with what can be done about it.
pub(super) async fn request_card(context: &ChatContext<'_>, dossier: &RequestDossier) -> Result<Outgoing, ChatError> {
    let (texts, words) = (context.texts(), form_words(context));
    let title = context.texts().marked(&dossier.title);
    let stage = context.services.catalogue.say(context.person.language, &stage_key(context, dossier), &[]);
    let args = [
        ("title", title.into()),
        ("period", words.period(dossier.request.period).into()),
        ("due", due_of(context, dossier).into()),
        ("status", stage.into()),
        ("count", dossier.request.form.fields().count().into()),
    ];
    let mut lines = vec![texts.say("data-card", &args)];
    for comment in dossier.comments_for(&context.person.institution) {
        let label = dossier.request.form.field(&comment.field).map_or_else(String::new, |field| words.label(field));
        let args = [("field", label.into()), ("comment", comment.comment.as_str().into())];
        lines.push(texts.say("data-comment", &args));
    }
    if let Some(link) = page_link(context, &dossier.id) {
        lines.push(texts.say("data-on-a-page", &[("link", link.into()), ("days", FormLink::VALID.num_days().into())]));
    }
    lines.push(texts.say("data-by-file", &[]));
    let begun = stored_draft(&context.services.database, context.chat, &dossier.id).await?.is_some();
    let owed = dossier.is_owed_by(&context.person.institution);
    let key = match (begun, owed) {
        (true, _) => "data-button-go-on",
        (false, true) => "data-button-answer",
        (false, false) => "data-button-correct",
    };
    let button = |key: &str, does: DataPress| (texts.label(key, &[]), request_press(&dossier.id, does));
    let buttons = vec![
        vec![button(key, DataPress::Answer)],
        vec![
            button("data-button-xlsx", DataPress::File(FileKind::Xlsx)),
            button("data-button-csv", DataPress::File(FileKind::Csv)),
        ],
    ];
    Ok(Outgoing::text(lines_that_fit(lines)).with_buttons(buttons))
}

fn page_link(context: &ChatContext<'_>, request: &DataRequestId) -> Option<String> {
    let links = context.services.settings.links.as_ref()?;
    let now = context.services.clock.now();
    let now = now.duration_trunc(TimeDelta::seconds(1)).unwrap_or(now);
    let link = FormLink {
        request: request.clone(),
        institution: context.person.institution.clone(),
        person: context.person.person.clone(),
        until: now + FormLink::VALID,
    };
    Some(format!("{}/forms/{}", links.public_url, links.key.sign(&link)))
}

fn answer_lines(context: &ChatContext<'_>, field: &Field, answer: Option<&Answer>) -> Vec<String> {
    let words = form_words(context);
    let said = answer.map_or_else(|| "—".to_owned(), |answer| words.answer(field, answer));
    let mut lines = vec![format!("<b>{}</b>: {}", escape_html(&words.label(field)), escape_html(&said))];
    let parts = answer.map(|answer| words.parts(field, answer)).unwrap_or_default();
    lines.extend(parts.into_iter().map(|(part, count)| format!("   {}: {count}", escape_html(&part))));
    lines
}

/// What was answered, before it is sent.
pub(super) fn summary_message(context: &ChatContext<'_>, dossier: &RequestDossier, draft: &AnswerDraft) -> Outgoing {
    let texts = context.texts();
    let title = context.texts().marked(&dossier.title);
    let mut lines = vec![texts.say("data-summary", &[("title", title.into())])];
    for field in dossier.request.form.fields() {
        lines.extend(answer_lines(context, field, draft.answers.0.get(&field.key)));
    }
    if let Some(note) = &draft.note {
        lines.push(texts.say("data-note", &[("note", note.as_str().into())]));
    }
    let button = |key: &str, does: DataPress| (texts.label(key, &[]), request_press(&dossier.id, does));
    let mut second = vec![button("data-button-change", DataPress::Change)];
    let corrects = dossier.submission(&context.person.institution).is_some_and(|it| !it.versions.is_empty());
    if corrects {
        second.push(button("data-button-note", DataPress::Note));
    }
    let buttons = vec![
        vec![button("data-button-send", DataPress::Send(false))],
        second,
        vec![button("data-button-later", DataPress::Later), button("data-button-drop", DataPress::Drop)],
    ];
    Outgoing::text(lines_that_fit(lines)).with_buttons(buttons)
}

/// The due date, and how pressing it is when something is owed; not escaped.
pub(super) fn due_in_words(
    words: FormWording<'_>,
    dossier: &RequestDossier,
    today: chrono::NaiveDate,
    owed: bool,
) -> String {
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
