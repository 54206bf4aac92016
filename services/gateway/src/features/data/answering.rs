//! The page that a link from the chat opens: one form, for one person, for a few days.
//!
//! There is no session here. Each request is let through by the link's signature alone, and only for the request, the
//! institution and the person that it names; whether that person still is in post is asked each time. What the link opens
//! is what the person may do anyway: see and submit the institution's answers.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use events::Command;
use events::actor::Actor;
use events::authority::{View, permit_view};
use events::data_request::{DataRequestCommand, SubmissionStage};
use events::disaggregation::{Breakdown, BreakdownLine, Categories, Dimension};
use events::figure::Figure;
use events::form::plausibility::far_from_last;
use events::form::{Answer, Answers, Field, FieldKind};
use events::ids::{FieldKey, InstitutionId};
use events::text::Text;
use forms::FormWording;
use forms::parts::{dimensions, line_key, part_key, parts, read_category, read_part};
use forms::reading::{read_answer, read_count};
use links::{FormLink, SignedLink};
use minijinja::context;
use readmodels::requests::{RequestDossier, SubmissionStep};
use readmodels::views::PersonView;
use serde::Serialize;

use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::features::data::answer_drafts::AnswersDraft;
use crate::features::data::form_file::form_file;
use crate::features::data::rows::{history, stage_name};
use crate::features::data::typed_answers::{TypedAnswers, input};
use crate::free_text::Objection;
use crate::http::downloads::FileKind;
use crate::http::form::{FormEntries, SEEN};
use crate::http::kept_draft::{is_asked_by_script, not_kept};
use crate::http::opened_link::{self, Closed, Opened};
use crate::http::page_request::PageRequest;
use crate::wording::localized_text::LocalizedText;

/// How many lines there are for nationalities beyond those that are offered.
const FURTHER: usize = 3;

/// What a link opened.
struct OpenedForm {
    link: FormLink,
    person: PersonView,
    dossier: RequestDossier,
    last: BTreeMap<FieldKey, Figure>,
    page_request: PageRequest,
}

impl OpenedForm {
    /// Whether it has sent what it could send: answers by this link, or by its person since it was made.
    fn is_spent(&self) -> bool {
        let own = self.link.command_id().event(0);
        let made = self.link.made_at();
        self.dossier.history_of(&self.link.institution).any(|entry| {
            let sent = match entry.step {
                SubmissionStep::Submitted { .. } | SubmissionStep::Corrected { .. } => true,
                SubmissionStep::Returned(_) | SubmissionStep::Accepted | SubmissionStep::Nudged => false,
            };
            let by_its_person = matches!(&entry.by, Actor::Official { person, .. } if *person == self.link.person);
            // A link knows the second in which it was made.
            let since = made.is_some_and(|made| made.timestamp() < entry.at.timestamp());
            entry.event == own || (sent && by_its_person && since)
        })
    }

    /// The answers of the institution as they are.
    fn known(&self) -> Option<&Answers> {
        self.dossier.submission(&self.link.institution).and_then(|submission| submission.answers())
    }

    /// What whoever has the link has typed and not sent.
    fn draft<'a>(&'a self, app: &'a App) -> AnswersDraft<'a> {
        AnswersDraft { app, person: &self.person, request: &self.link.request }
    }
}

/// Why a link opens nothing, as a page of its own.
fn turned_away(app: &App, page_request: &PageRequest, status: StatusCode, key: &str) -> Result<Response, Failure> {
    app.render(page_request, status, "form_link.html", context! { bare => true, key })
}

/// The text that says why a link to a form opens nothing: the bot gives a new one.
const fn key_of(closed: Closed) -> &'static str {
    match closed {
        Closed::NotServed | Closed::Forged => "data-page-link-forged",
        Closed::Expired => "data-page-link-expired",
        Closed::NotInPost => "data-page-link-not-in-post",
        Closed::TakenBack => "data-page-link-taken-back",
    }
}

async fn open(
    app: &App,
    page_request: PageRequest,
    headers: &HeaderMap,
    token: &str,
) -> Result<Result<OpenedForm, Response>, Failure> {
    let away = |page_request: &PageRequest, status, key| {
        if is_asked_by_script(headers) {
            return Ok(Err(not_kept(status, app.say(page_request.language, key))));
        }
        turned_away(app, page_request, status, key).map(Err)
    };
    let Opened { link, person, page_request } =
        match opened_link::open::<FormLink>(app, page_request, headers, token).await? {
            Ok(opened) => opened,
            Err((closed, page_request)) => return away(&page_request, closed.status(), key_of(closed)),
        };
    if person.institution != link.institution {
        let principal = person.principal(page_request.moment.today);
        opened_link::record_closed(app, Closed::NotInPost, &principal);
        return away(&page_request, Closed::NotInPost.status(), key_of(Closed::NotInPost));
    }
    let today = page_request.moment.today;
    let refused = || {
        let object = format!("data-request/{} answer", link.request);
        opened_link::record_refused(app, &person.principal(today), &object);
    };
    permit_view(&person.principal(today), &View::Submission(link.institution.clone())).inspect_err(|_| refused())?;
    let requests = app.queries().requests_for(&person.principal(today), &link.institution).await?;
    let dossier = requests.get(&link.request).filter(|dossier| dossier.submission(&link.institution).is_some());
    let Some(dossier) = dossier.cloned() else {
        refused();
        return away(&page_request, StatusCode::NOT_FOUND, "data-page-link-forged");
    };
    let last = requests.last_figures(&link.request, &link.institution);
    Ok(Ok(OpenedForm { link, person, dossier, last, page_request }))
}

/// A part of a breakdown on the page.
#[derive(Debug, Serialize)]
struct PartField {
    name: String,
    label: String,
    value: String,
    error: Option<String>,
}

/// Parts that belong together: those of one category of the first dimension.
#[derive(Debug, Serialize)]
struct PartGroup {
    label: Option<String>,
    filled: bool,
    parts: Vec<PartField>,
}

/// A field on the page.
#[derive(Debug, Serialize)]
struct FormField {
    key: String,
    label: LocalizedText,
    hint: String,
    kind: &'static str,
    value: String,
    error: Option<String>,
    options: Vec<(String, LocalizedText)>,
    groups: Vec<PartGroup>,
    /// The lines for further nationalities: code and count.
    further: Vec<(String, String)>,
    takes_further: bool,
    reason: String,
    reason_error: Option<String>,
    last: Option<String>,
    far: bool,
    confirmed: bool,
    comments: Vec<String>,
}

/// What the guard has against a text, in words.
fn objection_in_words(objection: &Objection, words: &FormWording<'_>) -> String {
    let kinds: Vec<String> = objection.kind_keys().iter().map(|key| words.say(key, &[])).collect();
    words.say(&objection.text_key(), &[("found", kinds.join(", ").into())])
}

fn read(entries: &FormEntries, dossier: &RequestDossier, words: &FormWording<'_>) -> (TypedAnswers, Answers) {
    let begun = Some(entries.get(SEEN)).filter(|seen| !seen.is_empty()).map(str::to_owned);
    let mut typed = TypedAnswers { note: entries.get("note").to_owned(), begun, ..TypedAnswers::default() };
    let mut answers = Answers::default();
    let form = &dossier.request.form;
    for field in form.fields() {
        let name = input(field.key.as_str());
        let reason_name = format!("r.{}", field.key);
        let (value, reason) = (entries.get(&name).to_owned(), entries.get(&reason_name).to_owned());
        typed.values.insert(name.clone(), value.clone());
        typed.values.insert(reason_name.clone(), reason.clone());
        if entries.get(&format!("c.{}", field.key)) == "yes" {
            typed.confirmed.insert(field.key.clone());
        }
        let lines = read_lines(entries, field, &mut typed, words);
        let answered = !value.is_empty() || lines.as_ref().is_none_or(|lines| lines.iter().any(|line| line.count > 0));
        if !reason.is_empty() {
            if answered {
                typed.wrong(reason_name, words.say("cell-answer-and-reason", &[]));
                continue;
            }
            match reason.parse::<Text>() {
                Ok(reason) => match Objection::to(reason.as_str()) {
                    None => drop(answers.0.insert(field.key.clone(), Answer::Skipped(reason))),
                    Some(objection) => typed.wrong(reason_name, objection_in_words(&objection, words)),
                },
                Err(_) => typed.wrong(reason_name, words.say("cell-reason-not-plain", &[])),
            }
            continue;
        }
        if !answered {
            continue;
        }
        let answer = match (&field.kind, lines) {
            (FieldKind::Breakdown { .. }, Some(lines)) => Some(Answer::Breakdown(Breakdown { lines })),
            (FieldKind::Breakdown { .. }, None) => None,
            (FieldKind::Number { .. } | FieldKind::Choice { .. } | FieldKind::Date {}, _) => {
                let read = read_answer(field, &value);
                read.map_err(|why| typed.wrong(name, words.unreadable(why))).ok()
            }
        };
        if let Some(answer) = answer {
            answers.0.insert(field.key.clone(), answer);
        }
    }
    for fault in form.faults(&answers) {
        let part = form.field(&fault.field).zip(fault.line.as_ref());
        let part = part.map(|(field, line)| part_key(&dimensions(field), line)).unwrap_or_default();
        let name = input(&line_key(&fault.field, &part));
        // What could not be read is not missing as well.
        let prefix = input(fault.field.as_str());
        let reason = format!("r.{}", fault.field);
        if !typed.errors.keys().any(|known| known.starts_with(&prefix) || *known == reason) {
            typed.wrong(name, words.wrong(fault.wrong));
        }
    }
    (typed, answers)
}

/// The lines of a breakdown; nothing when one of them cannot be read, an empty list for a field that is none.
fn read_lines(
    entries: &FormEntries,
    field: &Field,
    typed: &mut TypedAnswers,
    words: &FormWording<'_>,
) -> Option<Vec<BreakdownLine>> {
    let by = dimensions(field);
    if by.is_empty() {
        return Some(vec![]);
    }
    let mut lines: Vec<BreakdownLine> = Vec::new();
    let mut readable = true;
    let prefix = input(&format!("{}:", field.key));
    let own: Vec<(String, String)> = entries
        .with_prefix(&prefix)
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .chain([(input(field.key.as_str()), entries.get(&input(field.key.as_str())).to_owned())])
        .collect();
    for (name, value) in own {
        typed.values.insert(name.clone(), value.clone());
        let part = name.strip_prefix(&prefix).unwrap_or_default();
        let of = if part.is_empty() { Some(Categories::new()) } else { read_part(&by, part) };
        let Some(of) = of else { continue };
        if value.is_empty() {
            continue;
        }
        match read_count(&value) {
            Ok(0) if !of.is_empty() => {}
            Ok(count) => lines.push(BreakdownLine { of, count }),
            Err(why) => {
                typed.wrong(name, words.unreadable(why));
                readable = false;
            }
        }
    }
    let (codes, counts) = (format!("x.{}.country", field.key), format!("x.{}.count", field.key));
    let further: Vec<(String, String)> = entries
        .all(&codes)
        .zip(entries.all(&counts))
        .map(|(code, count)| (code.to_owned(), count.to_owned()))
        .collect();
    for (code, count) in further.iter().filter(|(code, count)| !code.is_empty() || !count.is_empty()) {
        let category = read_category(Dimension::Nationality, code);
        match (category, read_count(count)) {
            (Some(category), Ok(count)) => lines.push(BreakdownLine { of: Categories::from([category]), count }),
            (None, _) => {
                typed.wrong(format!("x.{}", field.key), words.say("data-no-country", &[]));
                readable = false;
            }
            (Some(_), Err(why)) => {
                typed.wrong(format!("x.{}", field.key), words.unreadable(why));
                readable = false;
            }
        }
    }
    typed.further.insert(field.key.clone(), further);
    readable.then_some(lines)
}

fn groups(field: &Field, typed: &TypedAnswers, words: &FormWording<'_>) -> Vec<PartGroup> {
    let by = dimensions(field);
    let mut all: Vec<Categories> = parts(&by).into_iter().map(|part| part.into_iter().collect()).collect();
    // What was answered beyond what is offered stays.
    let prefix = input(&format!("{}:", field.key));
    let known = typed.values.keys().filter_map(|name| read_part(&by, name.strip_prefix(&prefix)?));
    for part in known.collect::<Vec<_>>() {
        if !all.contains(&part) {
            all.push(part);
        }
    }
    let mut groups: Vec<PartGroup> = Vec::new();
    for part in all {
        let first = by.first().and_then(|by| part.iter().find(|category| category.dimension() == *by));
        let group = first.filter(|_| by.len() > 1).map(|category| words.category(*category));
        let label = match (&group, first) {
            (Some(_), Some(first)) => {
                let rest = part.iter().copied().filter(|category| category != first).collect();
                words.part(field, &rest)
            }
            _ => words.part(field, &part),
        };
        let name = input(&line_key(&field.key, &part_key(&by, &part)));
        let value = typed.value(&name);
        let value = if value == "0" { String::new() } else { value };
        let part = PartField { error: typed.errors.get(&name).cloned(), label, name, value };
        match groups.iter_mut().find(|known| known.label == group) {
            Some(known) => known.parts.push(part),
            None => groups.push(PartGroup { label: group, filled: false, parts: vec![part] }),
        }
    }
    for group in &mut groups {
        group.filled = group.parts.iter().any(|part| !part.value.is_empty() || part.error.is_some());
    }
    groups
}

fn fields(opened: &OpenedForm, typed: &TypedAnswers, words: &FormWording<'_>) -> Vec<FormField> {
    let comments = opened.dossier.comments_for(&opened.link.institution);
    let row = |field: &Field| {
        let name = input(field.key.as_str());
        let by = dimensions(field);
        let (kind, options) = match &field.kind {
            FieldKind::Number { .. } => ("number", vec![]),
            FieldKind::Date {} => ("date", vec![]),
            FieldKind::Breakdown { .. } => ("breakdown", vec![]),
            FieldKind::Choice { options } => {
                let option = |option: &events::form::ChoiceOption| {
                    (option.key.to_string(), LocalizedText::of(&option.label, words.language))
                };
                ("choice", options.iter().map(option).collect())
            }
        };
        let mut further = typed.further.get(&field.key).cloned().unwrap_or_default();
        further.resize(further.len().max(FURTHER), (String::new(), String::new()));
        let further_error = typed.errors.get(&format!("x.{}", field.key)).cloned();
        FormField {
            key: field.key.to_string(),
            label: LocalizedText::of(&field.label, words.language),
            hint: words.hint(field),
            kind,
            value: typed.value(&name),
            error: typed.errors.get(&name).cloned().or(further_error),
            options,
            groups: if by.is_empty() { vec![] } else { groups(field, typed, words) },
            further,
            takes_further: by == [Dimension::Nationality],
            reason: typed.value(&format!("r.{}", field.key)),
            reason_error: typed.errors.get(&format!("r.{}", field.key)).cloned(),
            last: opened.last.get(&field.key).map(|figure| words.number(*figure)),
            far: typed.far.contains_key(&field.key),
            confirmed: typed.confirmed.contains(&field.key),
            comments: comments
                .iter()
                .filter(|comment| comment.field == field.key)
                .map(|comment| comment.comment.to_string())
                .chain(
                    typed
                        .theirs
                        .get(&name)
                        .map(|theirs| words.say("data-page-theirs", &[("answer", theirs.as_str().into())])),
                )
                .collect(),
        }
    };
    opened.dossier.request.form.fields().map(row).collect()
}

async fn show(
    app: &App,
    opened: &OpenedForm,
    token: &str,
    status: StatusCode,
    typed: &TypedAnswers,
) -> Result<Response, Failure> {
    let words = FormWording { catalogue: app.catalogue(), language: opened.page_request.language };
    let (dossier, institution) = (&opened.dossier, &opened.link.institution);
    let stage = dossier.submission(institution).map_or("awaited", |submission| stage_name(submission.stage));
    let name = app.queries().institution_name(institution, opened.page_request.language).await?;
    let shown = context! {
        bare => true,
        token,
        once => draw_secret(),
        whole => typed.whole,
        faulty => !typed.errors.is_empty(),
        far => !typed.far.is_empty(),
        institution => name,
        person => opened.person.name.as_ref().map(ToString::to_string),
        title => LocalizedText::of(&dossier.title, opened.page_request.language),
        period => words.period(dossier.request.period),
        due => dossier.request.due,
        until => opened.link.until,
        closed => dossier.request.closed,
        stage,
        corrects => stage != "awaited",
        begun => typed.begun,
        keeps_drafts => app.keeps_drafts(),
        draft => typed.kept_at,
        note => typed.note,
        note_error => typed.errors.get("note"),
        fields => fields(opened, typed, &words),
        steps => history(dossier, institution, &words),
    };
    app.render(&opened.page_request, status, "form.html", shown)
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    headers: HeaderMap,
    Path(token): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let opened = match open(&app, page_request, &headers, &token).await? {
        Ok(opened) => opened,
        Err(page) => return Ok(page),
    };
    let sent = query.as_deref() == Some("sent=1");
    if opened.is_spent() {
        return spent(&app, &opened, sent);
    }
    let typed = match opened.draft(&app).read().await {
        Some(draft) => {
            let words = FormWording { catalogue: app.catalogue(), language: opened.page_request.language };
            let (typed, _) = read(&FormEntries::from_pairs(draft.fields), &opened.dossier, &words);
            // What is missing in it is still to be typed.
            TypedAnswers { errors: BTreeMap::new(), kept_at: Some(draft.typed_at), ..typed }
        }
        None => {
            opened.known().map(|answers| TypedAnswers::known(answers, &opened.dossier.request.form)).unwrap_or_default()
        }
    };
    show(&app, &opened, &token, StatusCode::OK, &typed).await
}

/// The form as a file, with what was answered already.
pub(super) async fn file(
    State(app): State<App>,
    page_request: PageRequest,
    headers: HeaderMap,
    Path((token, kind)): Path<(String, String)>,
) -> Result<Response, Failure> {
    match open(&app, page_request, &headers, &token).await? {
        Err(page) => Ok(page),
        Ok(opened) if opened.is_spent() => spent(&app, &opened, false),
        Ok(opened) => {
            let known = opened.known();
            let by = opened.person.principal(opened.page_request.moment.today);
            form_file((&app, &by), &opened.dossier, known, FileKind::read(&kind)?, opened.page_request.language)
        }
    }
}

/// An institution's answers, as they were read.
pub(super) struct SubmittedAnswers {
    pub(super) institution: InstitutionId,
    pub(super) answers: Answers,
    /// The figures of the last period.
    pub(super) last: BTreeMap<FieldKey, Figure>,
    /// The fields that are meant though they are far from the last period's.
    pub(super) confirmed: BTreeSet<FieldKey>,
    /// What the institution says to a correction.
    pub(super) note: Option<Text>,
}

impl SubmittedAnswers {
    /// What they ask for: the first are submitted, all others correct those before.
    pub(super) fn command(self, dossier: &RequestDossier) -> DataRequestCommand {
        let Self { institution, answers, last, confirmed, note } = self;
        match dossier.submission(&institution).map(|submission| submission.stage) {
            None | Some(SubmissionStage::Awaited) => {
                DataRequestCommand::Submit { institution, answers, last, confirmed }
            }
            Some(SubmissionStage::Submitted | SubmissionStage::Returned | SubmissionStage::Accepted) => {
                DataRequestCommand::Correct { institution, answers, last, confirmed, note }
            }
        }
    }
}

/// The page of a link that has sent what it could send: nobody sees by it any more what was sent.
fn spent(app: &App, opened: &OpenedForm, sent: bool) -> Result<Response, Failure> {
    if sent {
        return turned_away(app, &opened.page_request, StatusCode::OK, "data-page-sent");
    }
    let principal = opened.person.principal(opened.page_request.moment.today);
    opened_link::record_refused(app, &principal, &format!("data-request/{} answer", opened.link.request));
    turned_away(app, &opened.page_request, StatusCode::GONE, "data-page-link-spent")
}

/// What is sent by a link that has sent before: twice the same is once. Anything else is kept for the next link, as a draft, and not
/// sent.
async fn sent_before(
    app: &App,
    opened: &OpenedForm,
    headers: &HeaderMap,
    entries: &FormEntries,
    own: &str,
) -> Result<Response, Failure> {
    let words = FormWording { catalogue: app.catalogue(), language: opened.page_request.language };
    let (_, answers) = read(entries, &opened.dossier, &words);
    if entries.get("keep").is_empty() && opened.known() == Some(&answers) {
        return Ok(Redirect::to(&format!("{own}?sent=1")).into_response());
    }
    if app.keeps_drafts() && entries.get("keep") != "nothing" {
        opened.draft(app).keep(&opened.page_request, headers, entries, own).await?;
    }
    if is_asked_by_script(headers) {
        let why = app.say(opened.page_request.language, "data-page-link-spent");
        return Ok(not_kept(StatusCode::GONE, why));
    }
    spent(app, opened, false)
}

/// Submits the answers, or shows the form again with what is wrong with each.
pub(super) async fn submit(
    State(app): State<App>,
    page_request: PageRequest,
    headers: HeaderMap,
    Path(token): Path<String>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let opened = match open(&app, page_request, &headers, &token).await? {
        Ok(opened) => opened,
        Err(page) => return Ok(page),
    };
    let own = format!("/forms/{token}");
    if opened.is_spent() {
        return sent_before(&app, &opened, &headers, &entries, &own).await;
    }
    match entries.get("keep") {
        "draft" => {
            let kept = opened.draft(&app).keep(&opened.page_request, &headers, &entries, &own).await?;
            if let Some(answer) = kept {
                return Ok(answer);
            }
        }
        "nothing" => {
            opened.draft(&app).discard().await;
            return Ok(Redirect::to(&own).into_response());
        }
        _ => {}
    }
    let words = FormWording { catalogue: app.catalogue(), language: opened.page_request.language };
    let (mut typed, answers) = read(&entries, &opened.dossier, &words);
    let note = match entries.get("note") {
        "" => None,
        text => text
            .parse::<Text>()
            .map_err(|_| words.say("cell-reason-too-long", &[]))
            .and_then(|note| match Objection::to(note.as_str()) {
                None => Ok(note),
                Some(objection) => Err(objection_in_words(&objection, &words)),
            })
            .map_err(|wrong| typed.wrong("note".to_owned(), wrong))
            .ok(),
    };
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    // What was to be kept as a draft and was not, because something of it must not be kept, is not sent.
    if !typed.errors.is_empty() || !entries.get("keep").is_empty() {
        return show(&app, &opened, &token, unprocessable, &typed).await;
    }
    let far = far_from_last(&opened.dossier.request.form, &answers, &opened.last);
    if far.keys().any(|key| !typed.confirmed.contains(key)) {
        typed.far = far;
        return show(&app, &opened, &token, unprocessable, &typed).await;
    }
    let institution = opened.link.institution.clone();
    let (last, confirmed) = (opened.last.clone(), far.into_keys().collect());
    let submission = SubmittedAnswers { institution, answers, last, confirmed, note };
    let command = submission.command(&opened.dossier);
    let id = opened.link.command_id();
    let command = Command::DataRequest(opened.link.request.clone(), command);
    match app.execute(id, &opened.person.principal(opened.page_request.moment.today), command).await {
        // Sent twice at once, as a button is that is pressed twice: what is there by now tells whether it is the same.
        Ok(accepted) if accepted.repeated => match open(&app, opened.page_request.clone(), &headers, &token).await? {
            Ok(now) => sent_before(&app, &now, &headers, &entries, &own).await,
            Err(page) => Ok(page),
        },
        Ok(_) => {
            opened.draft(&app).discard().await;
            Ok(Redirect::to(&format!("/forms/{token}?sent=1")).into_response())
        }
        Err(Failure::Overtaken(by)) => {
            typed.whole = Some(words.say("data-page-overtaken", &[]));
            typed.begun = by.iter().map(|one| one.position).max().map(|position| position.to_string());
            let now = match open(&app, opened.page_request.clone(), &headers, &token).await? {
                Ok(now) => now,
                Err(page) => return Ok(page),
            };
            typed.theirs = now
                .known()
                .map(|known| TypedAnswers::known(known, &now.dossier.request.form).values)
                .unwrap_or_default();
            show(&app, &now, &token, StatusCode::CONFLICT, &typed).await
        }
        Err(Failure::Refused { code, .. }) => {
            typed.whole = Some(words.say(&format!("refusal-{code}"), &[]));
            show(&app, &opened, &token, unprocessable, &typed).await
        }
        Err(Failure::NotKept(objection)) => {
            typed.whole = Some(objection_in_words(&objection, &words));
            show(&app, &opened, &token, unprocessable, &typed).await
        }
        Err(failure) => Err(failure),
    }
}
