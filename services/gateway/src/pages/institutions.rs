//! Institutions: who they are, what they have to do, who answers for them.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};
use events::Command;
use events::ids::{InstitutionId, PersonId};
use events::institution::{InstitutionCommand, InvitationHash, Post};
use events::language::Language;
use minijinja::context;
use projections::views::{InstitutionView, PersonView};
use serde::Serialize;

use super::rows::{TaskRow, institution_kind};
use super::standing;
use crate::asking::form_command;
use crate::failure::Failure;
use crate::form::{Entries, Shown};
use crate::gateway::Gateway;
use crate::reading::Names;
use crate::sessions::draw_secret;
use crate::visit::Visit;

#[derive(Debug, Serialize)]
struct PersonRow {
    person: String,
    name: Option<String>,
    phone: Option<String>,
    post: &'static str,
    language: &'static str,
    /// How the chat stands: `linked`, `invited`, `expired` or `none`.
    chat: &'static str,
    invited_until: Option<DateTime<Utc>>,
    chairs: String,
}

impl PersonRow {
    fn of(person: &PersonView, names: &Names, now: DateTime<Utc>) -> Self {
        let chat = match (person.chat, person.invited_until) {
            (Some(_), _) => "linked",
            (None, Some(until)) if until >= now => "invited",
            (None, Some(_)) => "expired",
            (None, None) => "none",
        };
        let chairs: Vec<_> = person.chairs.iter().map(|subgroup| names.subgroup(subgroup)).collect();
        Self {
            person: person.person.to_string(),
            name: person.name.as_ref().map(ToString::to_string),
            phone: person.phone.as_ref().map(ToString::to_string),
            post: match person.post {
                Post::FocalPoint => "focal-point",
                Post::Deputy => "deputy",
            },
            language: person.language.code(),
            chat,
            invited_until: person.invited_until.filter(|until| *until >= now),
            chairs: chairs.join(", "),
        }
    }
}

pub(crate) async fn list(State(gateway): State<Gateway>, visit: Visit) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let (language, moment) = (visit.language, visit.moment);
    let names = reading.names(&standing, language).await?;
    let mut institutions = Vec::new();
    for institution in reading.institutions(&standing).await? {
        let tasks = reading.tasks(&standing, &institution.id).await?;
        let rows: Vec<_> = tasks.iter().map(|task| TaskRow::of(task, &names, language, moment.today)).collect();
        let focal_point = institution.staff.iter().find(|person| person.post == Post::FocalPoint);
        institutions.push(context! {
            id => institution.id,
            name => institution.names.in_language(language),
            kind => institution_kind(institution.kind),
            authority_member => institution.authority_member,
            active => institution.active,
            focal_point => focal_point.map(|person| PersonRow::of(person, &names, moment.now)),
            open => rows.iter().filter(|row| row.open).count(),
            overdue => rows.iter().filter(|row| row.overdue).count(),
        });
    }
    gateway.render(&visit, StatusCode::OK, "institutions.html", context! { institutions })
}

/// An invitation just issued; its token is known only now.
#[derive(Debug, Serialize)]
pub(super) struct Issued {
    name: String,
    token: String,
    link: Option<String>,
    until: DateTime<Utc>,
}

pub(super) async fn show(
    gateway: &Gateway,
    visit: &Visit,
    status: StatusCode,
    id: &InstitutionId,
    issued: Option<Issued>,
    form: Option<Shown>,
) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let (language, moment) = (visit.language, visit.moment);
    let institution = reading.institution(&standing, id).await?;
    let names = reading.names(&standing, language).await?;
    let tasks = reading.tasks(&standing, id).await?;
    let mut rows: Vec<_> = tasks.iter().map(|task| TaskRow::of(task, &names, language, moment.today)).collect();
    rows.sort_by_key(|row| (!row.open, row.due));
    let staff: Vec<_> = institution.staff.iter().map(|person| PersonRow::of(person, &names, moment.now)).collect();
    let shown = context! {
        institution => context! {
            id => institution.id,
            name => institution.names.in_language(language),
            kind => institution_kind(institution.kind),
            role => institution.role,
            authority_member => institution.authority_member,
        },
        tasks => rows,
        chaired => chaired(&institution, &names),
        deputies => deputies(&institution),
        has_focal_point => institution.staff.iter().any(|person| person.post == Post::FocalPoint),
        languages => languages(gateway, language),
        once => draw_secret(),
        form,
        staff,
        issued,
    };
    gateway.render(visit, status, "institution.html", shown)
}

pub(crate) async fn page(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&gateway, &visit, StatusCode::OK, &id.parse()?, None, None).await
}

/// The subgroups that the focal point chairs, to choose from.
fn chaired(institution: &InstitutionView, names: &Names) -> Vec<(String, String)> {
    let focal_point = institution.staff.iter().find(|person| person.post == Post::FocalPoint);
    let chairs = focal_point.into_iter().flat_map(|person| &person.chairs);
    chairs.map(|subgroup| (subgroup.to_string(), names.subgroup(subgroup))).collect()
}

/// The deputies, to choose from.
fn deputies(institution: &InstitutionView) -> Vec<(String, String)> {
    let deputies = institution.staff.iter().filter(|person| person.post == Post::Deputy);
    deputies.filter_map(|person| Some((person.person.to_string(), person.name.as_ref()?.to_string()))).collect()
}

fn languages(gateway: &Gateway, language: Language) -> Vec<(&'static str, String)> {
    let named = |one: Language| gateway.pages().say(language, &format!("page-language-{one}"));
    Language::OFFERED.map(|one| (one.code(), named(one))).to_vec()
}

/// Issues an invitation; its token is known only now.
pub(super) async fn invitation(
    gateway: &Gateway,
    visit: &Visit,
    id: &InstitutionId,
    person: &PersonId,
) -> Result<Issued, Failure> {
    let standing = standing();
    // Telegram takes at most 64 characters after `start=`, and of these only letters, digits, - and _.
    let token = draw_secret();
    let until = visit.moment.now + gateway.config().invitation_valid;
    let command = InstitutionCommand::IssueInvitation {
        person: person.clone(),
        invitation: InvitationHash::of_token(&token),
        expires_at: until,
    };
    let command = Command::Institution(id.clone(), command);
    gateway.ask(form_command("", "invitation"), &standing, command).await?;

    let institution = gateway.reading().institution(&standing, id).await?;
    let invited = institution.staff.iter().find(|one| &one.person == person);
    let former = || gateway.pages().say(visit.language, "page-former-focal-point");
    let name = invited.and_then(|one| one.name.as_ref()).map_or_else(former, ToString::to_string);
    let link = gateway.bot_username().map(|bot| format!("https://t.me/{bot}?start={token}"));
    Ok(Issued { name, token, link, until })
}

/// Issues an invitation and shows its link, once.
pub(crate) async fn invite(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path(id): Path<String>,
    entries: Entries,
) -> Result<Response, Failure> {
    let id: InstitutionId = id.parse()?;
    let person: PersonId = entries.get("person").parse().map_err(|_| Failure::Malformed("person"))?;
    let issued = invitation(&gateway, &visit, &id, &person).await?;
    // The address is the form's; reloading must not send it again under another name.
    let visit = Visit { address: format!("/institutions/{id}"), ..visit };
    show(&gateway, &visit, StatusCode::OK, &id, Some(issued), None).await
}
