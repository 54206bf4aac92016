//! Institutions: who they are, what they have to do, who answers for them.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};
use coordination::Accepted;
use events::Command;
use events::authority::{View, permit_view};
use events::ids::{CommandId, InstitutionId, PersonId, SubgroupId};
use events::institution::{InstitutionCommand, InvitationHash, Post};
use events::language::Language;
use events::notification::ChannelKind;
use language::recorded::say_role;
use minijinja::context;
use notifications::facts::Facts;
use readmodels::queries::TaskCounts;
use readmodels::views::{InstitutionView, PersonView};
use serde::Serialize;

use crate::app::App;
use crate::app::reader::Reader;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::http::commands::form_command_id;
use crate::http::form::{FormEntries, FormState};
use crate::http::page_request::PageRequest;
use crate::presentation::directory::institution_kind;
use crate::presentation::tasks::TaskRow;
use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;

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
    chairs: Vec<LocalizedText>,
    email: Option<String>,
    /// The channels and the frequency that were chosen.
    channels: &'static str,
    frequency: &'static str,
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
            post: person.post.code(),
            language: person.language.code(),
            chat,
            invited_until: person.invited_until.filter(|until| *until >= now),
            chairs,
            email: person.email.as_ref().map(ToString::to_string),
            channels: person.channels.code(),
            frequency: person.frequency.code(),
        }
    }
}

/// A person with the channels that reach them at the moment, whatever was chosen.
#[derive(Debug, Serialize)]
struct ReachedPersonRow {
    #[serde(flatten)]
    row: PersonRow,
    reached_by: Vec<&'static str>,
}

impl ReachedPersonRow {
    fn of(person: &PersonView, names: &Names, facts: &Facts<'_>) -> Self {
        let institution = facts.institutions.institution(&person.institution);
        let member = institution.and_then(|one| one.staff.iter().find(|member| member.person == person.person));
        let channels = member.map(|member| facts.channels_of(member)).unwrap_or_default();
        let reached_by = channels.into_iter().map(ChannelKind::code).collect();
        Self { row: PersonRow::of(person, names, facts.moment.now), reached_by }
    }
}

pub(super) async fn list(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, moment) = (page_request.language, page_request.moment);
    let names = queries.names(principal, language).await?;
    // All at once: a question for each institution took a page of two hundred seconds.
    let all = queries.institutions(principal).await?;
    for institution in &all {
        permit_view(principal, &View::TaskList(institution.id.clone()))?;
    }
    let counted = TaskCounts { today: moment.today, soon_until: moment.today };
    let counts = queries.task_counts(principal, counted).await?;
    let counts: BTreeMap<_, _> = counts.into_iter().map(|count| (count.owner.clone(), count)).collect();
    let mut institutions = Vec::new();
    for institution in all {
        let of_it = counts.get(&institution.id);
        let focal_point = institution.staff.iter().find(|person| person.post == Post::FocalPoint);
        institutions.push(context! {
            id => institution.id,
            name => institution.names.in_language(language),
            kind => institution_kind(institution.kind),
            authority_member => institution.authority_member,
            active => institution.active,
            focal_point => focal_point.map(|person| PersonRow::of(person, &names, moment.now)),
            open => of_it.map_or(0, |count| count.open),
            overdue => of_it.map_or(0, |count| count.overdue),
        });
    }
    app.render(&page_request, StatusCode::OK, "institutions.html", context! { institutions })
}

/// An invitation just issued; its token is known only now.
#[derive(Debug, Serialize)]
pub(super) struct IssuedInvitation {
    name: String,
    token: String,
    link: Option<String>,
    until: DateTime<Utc>,
}

/// What a page says once, right after something was done.
#[derive(Debug, Default)]
pub(super) struct ToldOnce {
    pub(super) issued: Option<IssuedInvitation>,
    /// The subgroups whose chair was not handed over, because somebody else has changed it.
    pub(super) chairs_left: Vec<SubgroupId>,
}

/// The same page, with a form that was not taken.
pub(super) async fn show_refused(
    app: &App,
    page_request: &PageRequest,
    id: &InstitutionId,
    form: FormState,
) -> Result<Response, Failure> {
    show(app, page_request, StatusCode::UNPROCESSABLE_ENTITY, id, ToldOnce::default(), Some(form)).await
}

pub(super) async fn show(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    id: &InstitutionId,
    told: ToldOnce,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, moment) = (page_request.language, page_request.moment);
    let institution = queries.institution(principal, id).await?;
    let names = queries.names(principal, language).await?;
    // Whoever looks after people sees them, and no task.
    let tasks = match queries.tasks(principal, id).await {
        Err(Failure::NotPermitted(_)) => vec![],
        tasks => tasks?,
    };
    let mut rows: Vec<_> = tasks.iter().map(|task| TaskRow::of(task, &names, language, moment.today)).collect();
    rows.sort_by_key(|row| (!row.open, row.due));
    // Of the facts only how its own people are reached is shown.
    let facts = queries.facts_of_reader(moment, app.config()).await?;
    let staff: Vec<_> = institution.staff.iter().map(|person| ReachedPersonRow::of(person, &names, &facts)).collect();
    let role = match say_role(app.catalogue(), language, institution.role.as_str()) {
        Some(role) => LocalizedText::plain(role),
        None => LocalizedText::in_only(institution.role.as_str(), Language::En, language),
    };
    let shown = context! {
        institution => context! {
            id => institution.id,
            name => institution.names.in_language(language),
            kind => institution_kind(institution.kind),
            role,
            authority_member => institution.authority_member,
        },
        tasks => rows,
        chaired => chaired(&institution, &names),
        deputies => deputies(&institution),
        has_focal_point => institution.staff.iter().any(|person| person.post == Post::FocalPoint),
        languages => languages(app, language),
        by_email => app.config().by_email,
        once => draw_secret(),
        form,
        staff,
        issued => told.issued,
        chairs_left => told.chairs_left.iter().map(|one| (one.as_str(), names.subgroup(one))).collect::<Vec<_>>(),
    };
    app.render(page_request, status, "institution.html", shown)
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&app, &page_request, StatusCode::OK, &id.parse()?, ToldOnce::default(), None).await
}

/// The subgroups that the focal point chairs, to choose from.
fn chaired(institution: &InstitutionView, names: &Names) -> Vec<(String, LocalizedText)> {
    let focal_point = institution.staff.iter().find(|person| person.post == Post::FocalPoint);
    let chairs = focal_point.into_iter().flat_map(|person| &person.chairs);
    chairs.map(|subgroup| (subgroup.to_string(), names.subgroup(subgroup))).collect()
}

/// The deputies, to choose from.
fn deputies(institution: &InstitutionView) -> Vec<(String, String)> {
    let deputies = institution.staff.iter().filter(|person| person.post == Post::Deputy);
    deputies.filter_map(|person| Some((person.person.to_string(), person.name.as_ref()?.to_string()))).collect()
}

fn languages(app: &App, language: Language) -> Vec<(&'static str, String)> {
    let named = |one: Language| app.say(language, &format!("page-language-{one}"));
    Language::OFFERED.map(|one| (one.code(), named(one))).to_vec()
}

/// What an invitation is taken with; known only as it is issued.
pub(super) struct InvitationSecret {
    pub(super) token: String,
    /// The link that opens the chat with it, where the bot is known.
    pub(super) link: Option<String>,
    pub(super) until: DateTime<Utc>,
}

/// Issues an invitation to link a chat. It is told once: where the same was asked before, there is nothing to tell.
pub(super) async fn issue_invitation(
    app: &App,
    reader: &Reader,
    command: CommandId,
    id: &InstitutionId,
    person: &PersonId,
) -> Result<(Accepted, Option<InvitationSecret>), Failure> {
    // Whoever holds an invitation can link a chat of their own as that person.
    app.must_be_confirmed(reader).await?;
    // Telegram takes at most 64 characters after `start=`, and of these only letters, digits, - and _.
    let token = draw_secret();
    let until = app.clock().moment().now + app.config().invitation_valid;
    let (person, invitation) = (person.clone(), InvitationHash::of_token(&token));
    let issue = InstitutionCommand::IssueInvitation { person, invitation, expires_at: until };
    let accepted = app.execute(command, &reader.principal, Command::Institution(id.clone(), issue)).await?;
    let link = app.bot_username().map(|bot| format!("https://t.me/{bot}?start={token}"));
    let told = (!accepted.repeated).then_some(InvitationSecret { token, link, until });
    Ok((accepted, told))
}

/// Issues an invitation; its token is known only now.
pub(super) async fn invitation(
    app: &App,
    page_request: &PageRequest,
    id: &InstitutionId,
    person: &PersonId,
) -> Result<IssuedInvitation, Failure> {
    let (reader, principal) = (page_request.reader()?, page_request.principal()?);
    let (_, issued) = issue_invitation(app, reader, form_command_id("", "invitation"), id, person).await?;
    // The id is a new one each time, so that it cannot have been issued before.
    let InvitationSecret { token, link, until } = issued.ok_or(Failure::NotFound)?;
    let institution = app.queries().institution(principal, id).await?;
    let invited = institution.staff.iter().find(|one| &one.person == person);
    let former = || app.say(page_request.language, "page-former-focal-point");
    let name = invited.and_then(|one| one.name.as_ref()).map_or_else(former, ToString::to_string);
    Ok(IssuedInvitation { name, token, link, until })
}

/// Issues an invitation and shows its link, once.
pub(super) async fn invite(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let id: InstitutionId = id.parse()?;
    let person: PersonId = entries.get("person").parse().map_err(|_| Failure::Malformed("person"))?;
    let issued = invitation(&app, &page_request, &id, &person).await?;
    // The address is the form's; reloading must not send it again under another name.
    let page_request = PageRequest { address: format!("/institutions/{id}"), ..page_request };
    let told = ToldOnce { issued: Some(issued), ..ToldOnce::default() };
    show(&app, &page_request, StatusCode::OK, &id, told, None).await
}
