//! What a person is going to be told in the days to come, and how that is chosen, by the signed link of an e-mail: whoever has no
//! chat with the bot sees and sets it here. It is worked out as the messages themselves are, each time anew, so that questions of
//! one address are limited.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chrono::{DateTime, Utc};
use events::Command;
use events::institution::{DigestHour, InstitutionCommand};
use events::preferences::{DigestFrequency, Subject};
use links::RemindersLink;
use minijinja::context;
use notifications::facts::Facts;
use notifications::{MessageAhead, PartAhead, ahead};
use readmodels::views::PersonView;
use serde::Serialize;

use crate::app::App;
use crate::failure::Failure;
use crate::features::links::private;
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries, FormState, refused};
use crate::http::opened_link::{self, Closed, Opened};
use crate::http::page_request::PageRequest;
use crate::presentation::notice_subjects::{SubjectRow, subject_of};
use crate::presentation::notices::occasion_key;

/// How many days ahead are shown, today not counted.
const DAYS: u16 = 7;
/// The name of the form.
const FORM: &str = "reminders";

/// Something that is going to be said.
#[derive(Debug, Serialize)]
struct PartRow {
    /// The key of what it tells.
    what: String,
    /// Of what, where the person may see it.
    subject: Option<SubjectRow>,
}

/// A message to come.
#[derive(Debug, Serialize)]
struct MessageRow {
    at: DateTime<Utc>,
    parts: Vec<PartRow>,
}

impl MessageRow {
    fn of(message: &MessageAhead, facts: &Facts<'_>, person: &PersonView, page_request: &PageRequest) -> Self {
        let principal = person.principal(page_request.moment.today);
        let row = |part: &PartAhead| PartRow {
            what: occasion_key(&part.notice),
            subject: subject_of(&part.notice.about, facts, &principal, page_request.language),
        };
        Self { at: message.at, parts: message.parts.iter().map(row).collect() }
    }
}

/// A page without anything of the person's: why.
fn away(app: &App, page_request: &PageRequest, closed: Closed) -> Result<Response, Failure> {
    let shown = context! { bare => true, key => closed.key() };
    app.render(page_request, closed.status(), "reminders.html", shown).map(private)
}

async fn open(
    app: &App,
    page_request: PageRequest,
    headers: &HeaderMap,
    token: &str,
) -> Result<Result<(PersonView, PageRequest), Response>, Failure> {
    match opened_link::open::<RemindersLink>(app, page_request, headers, token).await? {
        Ok(Opened { person, page_request, .. }) => Ok(Ok((person, page_request))),
        Err((closed, page_request)) => away(app, &page_request, closed).map(Err),
    }
}

async fn show(
    app: &App,
    (person, page_request): (&PersonView, &PageRequest),
    token: &str,
    (status, is_saved): (StatusCode, bool),
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let facts = app.queries().facts_of_reader(page_request.moment, app.config()).await?;
    let messages = ahead(&person.person, &facts, DAYS);
    let messages: Vec<_> =
        messages.iter().map(|message| MessageRow::of(message, &facts, person, page_request)).collect();
    let told: Vec<&str> =
        Subject::ALL.iter().filter(|subject| !person.muted.contains(subject)).map(|subject| subject.code()).collect();
    let subjects: Vec<_> = Subject::ALL
        .iter()
        .map(|subject| (subject.code(), app.say(page_request.language, &format!("told-of-{}", subject.code()))))
        .collect();
    let hours: Vec<_> = (DigestHour::FIRST.value()..=DigestHour::LAST.value())
        .map(|hour| (hour.to_string(), format!("{hour}:00")))
        .collect();
    let shown = context! {
        bare => true,
        token,
        form,
        is_saved,
        person => person.name.as_ref().map(ToString::to_string),
        messages,
        subjects,
        told,
        hours,
        hour => person.digest_hour.map(|hour| hour.value().to_string()),
        frequency => person.frequency.code(),
    };
    app.render(page_request, status, "reminders.html", shown).map(private)
}

/// Shows what is to come, and what is chosen.
pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    match open(&app, page_request, &headers, &token).await? {
        Ok((person, page_request)) => show(&app, (&person, &page_request), &token, (StatusCode::OK, false), None).await,
        Err(page) => Ok(page),
    }
}

/// What the form chooses.
fn read(check: &mut FormCheck<'_>, entries: &FormEntries, person: &PersonView) -> Vec<InstitutionCommand> {
    let of = || person.person.clone();
    let frequency = DigestFrequency::ALL.into_iter().find(|one| one.code() == entries.get("frequency"));
    if frequency.is_none() {
        check.wrong("frequency", "page-wrong-choice");
    }
    let hour: Option<u8> = check.parsed_if_any("hour", "page-wrong-choice");
    let hour =
        hour.and_then(|hour| DigestHour::try_from(hour).map_err(|_| check.wrong("hour", "page-wrong-choice")).ok());
    let told: BTreeSet<&str> = entries.all("told").collect();
    let muted = Subject::ALL.into_iter().filter(|subject| !told.contains(subject.code())).collect();
    let frequency = frequency.map(|frequency| InstitutionCommand::ChooseDigestFrequency { person: of(), frequency });
    let hour = hour.map(|hour| InstitutionCommand::ChooseDigestHour { person: of(), hour });
    frequency.into_iter().chain(hour).chain([InstitutionCommand::ChooseSubjects { person: of(), muted }]).collect()
}

/// Chooses as the person whom the link names.
pub(super) async fn choose(
    State(app): State<App>,
    page_request: PageRequest,
    headers: HeaderMap,
    Path(token): Path<String>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let (person, page_request) = match open(&app, page_request, &headers, &token).await? {
        Ok(opened) => opened,
        Err(page) => return Ok(page),
    };
    let mut check = FormCheck::of(&entries);
    let chosen = read(&mut check, &entries, &person);
    let unprocessable = (StatusCode::UNPROCESSABLE_ENTITY, false);
    if !check.is_good() {
        let form = Some(check.into_state(FORM));
        return show(&app, (&person, &page_request), &token, unprocessable, form).await;
    }
    let principal = person.principal(page_request.moment.today);
    for (step, command) in chosen.into_iter().enumerate() {
        // Each press is a command of its own: the link serves as long as it is valid.
        let id = form_command_id("", &format!("reminders/{step}/{}", person.person));
        if let Err(failure) =
            app.execute(id, &principal, Command::Institution(person.institution.clone(), command)).await
        {
            let form = Some(refused(failure, check, FORM)?);
            return show(&app, (&person, &page_request), &token, unprocessable, form).await;
        }
    }
    let Some(person) = app.queries().person(&person.person).await? else {
        return away(&app, &page_request, Closed::NotInPost);
    };
    show(&app, (&person, &page_request), &token, (StatusCode::OK, true), None).await
}
