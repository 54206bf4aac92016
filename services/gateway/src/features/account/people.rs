//! Who may sign in, with which roles, and which sessions and tokens act as them: for administrators.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use coordination::Accepted;
use events::Command;
use events::account::{AccountCommand, EndCause, Role};
use events::authority::{View, permit_view};
use events::ids::{CommandId, InstitutionId, PersonId};
use events::institution::InstitutionCommand;
use events::webhook::{WebhookCommand, WebhookStanding};
use minijinja::context;
use readmodels::accounts::Accounts;
use readmodels::views::{InstitutionView, PersonView};
use serde::Serialize;

use super::own_account::{SessionRow, rows};
use super::tokens::{self, TokenRow};
use crate::app::App;
use crate::app::reader::Reader;
use crate::failure::Failure;
use crate::http::actions::{ActionPath, action_named, actions};
use crate::http::commands::form_command_id;
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;

actions! {
    /// What an administrator can do about somebody's account.
    PersonAction {
        GrantRole = "grant-role",
        WithdrawRole = "withdraw-role",
        IssueLink = "issue-link",
        EndSessions = "end-sessions",
        CutOff = "cut-off",
        RemovePasskeys = "remove-passkeys",
        RevokeToken = "revoke-token",
    }
}

/// Somebody in post, as an administrator sees their account.
#[derive(Debug, Serialize)]
struct PersonRow {
    person: String,
    name: Option<String>,
    institution: String,
    institution_id: String,
    post: &'static str,
    roles: BTreeSet<&'static str>,
    other_roles: Vec<&'static str>,
    has_second_factor: bool,
    sessions: Vec<SessionRow>,
    tokens: Vec<TokenRow>,
}

fn row(app: &App, institution: &InstitutionView, person: &PersonView, accounts: &Accounts, name: &str) -> PersonRow {
    let account = accounts.account(&person.person).cloned().unwrap_or_default();
    let roles: BTreeSet<&str> = account.roles_at(&person.institution).into_iter().map(Role::code).collect();
    PersonRow {
        person: person.person.to_string(),
        name: person.name.as_ref().map(ToString::to_string),
        institution: name.to_owned(),
        institution_id: institution.id.to_string(),
        post: match institution.kind.mandate() {
            events::mandate::Mandate::Institution => "institution",
            events::mandate::Mandate::Secretariat => "secretariat",
            events::mandate::Mandate::Coordinator => "coordinator",
        },
        other_roles: Role::ALL.iter().map(|role| role.code()).filter(|role| !roles.contains(role)).collect(),
        roles,
        has_second_factor: !account.passkeys.is_empty(),
        sessions: rows(app, &account, None),
        tokens: account.tokens.iter().map(|(id, token)| tokens::row(id, token, app.world_time())).collect(),
    }
}

async fn show(app: &App, page_request: &PageRequest, issued: Option<(PersonId, String)>) -> Result<Response, Failure> {
    let principal = page_request.principal()?;
    permit_view(principal, &View::Accounts)?;
    let accounts = app.queries().accounts().await?;
    let institutions = app.queries().institutions(principal).await?;
    let names = app.queries().names(principal, page_request.language).await?;
    let rows: Vec<PersonRow> = institutions
        .iter()
        .filter(|one| one.active)
        .flat_map(|one| one.staff.iter().map(move |person| (one, person)))
        .map(|(one, person)| row(app, one, person, &accounts, &names.institution(&one.id)))
        .collect();
    let issued = issued.map(|(person, link)| context! { person => person.to_string(), link });
    app.render(page_request, StatusCode::OK, "accounts.html", context! { rows, issued })
}

/// Everybody in post, with their roles and sessions.
pub(super) async fn page(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    show(&app, &page_request, None).await
}

/// Grants or withdraws a role, makes a link, revokes a token, or ends somebody's sessions.
pub(super) async fn act(
    State(app): State<App>,
    page_request: PageRequest,
    ActionPath((person, action)): ActionPath<(String, PersonAction)>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let person: PersonId = person.parse()?;
    let reader = page_request.reader()?;
    permit_view(&reader.principal, &View::Accounts)?;
    let found = app.queries().person(&person).await?.ok_or(Failure::NotFound)?;
    app.must_be_confirmed(reader).await?;
    let role = || action_named::<Role>(entries.get("role")).ok_or(Failure::Malformed("role"));
    let asked = match action {
        PersonAction::IssueLink => {
            let link = app.issue_link(&reader.principal, &person).await?;
            let own = "/accounts".to_owned();
            let page_request = page_request.at(&own);
            return show(&app, &page_request, Some((person, link))).await;
        }
        PersonAction::RemovePasskeys => {
            let id = |told_by: &str| form_command_id("", told_by);
            app.remove_every_passkey(reader, &person, id).await?;
            return Ok(Redirect::to("/accounts").into_response());
        }
        PersonAction::GrantRole => AccountCommand::GrantRole { role: role()?, institution: Some(found.institution) },
        PersonAction::WithdrawRole => {
            let role = role()?;
            app.must_leave_an_administrator(&person, role).await?;
            AccountCommand::WithdrawRole { role }
        }
        PersonAction::RevokeToken => {
            let token = entries.get("token").parse().map_err(|_| Failure::Malformed("token"))?;
            AccountCommand::RevokeToken { token }
        }
        PersonAction::CutOff => {
            app.cut_off(reader, &found, |told_by| form_command_id(entries.get("once"), told_by)).await?;
            return Ok(Redirect::to("/accounts").into_response());
        }
        PersonAction::EndSessions => {
            app.shut_out(reader, &person, |told_by| form_command_id(entries.get("once"), told_by)).await?;
            return Ok(Redirect::to("/accounts").into_response());
        }
    };
    let id = form_command_id(entries.get("once"), &format!("account/{person}/{}", action.name()));
    app.execute(id, &reader.principal, Command::Account(person, asked)).await?;
    Ok(Redirect::to("/accounts").into_response())
}

impl App {
    /// Removes every passkey of somebody who lost device and codes: whoever signs in as them next registers a new one. `id` gives the
    /// id of each part.
    pub(super) async fn remove_every_passkey(
        &self,
        reader: &Reader,
        person: &PersonId,
        id: impl Fn(&str) -> CommandId,
    ) -> Result<(), Failure> {
        for passkey in self.queries().account(&reader.principal, person).await?.passkeys.into_keys() {
            let id = id(&format!("remove-passkey/{passkey}"));
            let remove = Command::Account(person.clone(), AccountCommand::RemovePasskey { passkey });
            self.execute(id, &reader.principal, remove).await?;
        }
        // Whoever has the lost device may be signed in on it.
        self.shut_out(reader, person, |told_by| id(&format!("remove-passkeys/{told_by}"))).await?;
        Ok(())
    }

    /// Ends whatever goes on in somebody's name: sessions, links, sign-in at providers and tokens at once, and then what webhooks send, also
    /// those that were made until then. Of one's own only the other sessions and the tokens. `id` gives the id of each part; what was
    /// recorded of each is given back.
    pub(super) async fn shut_out(
        &self,
        reader: &Reader,
        person: &PersonId,
        id: impl Fn(&str) -> CommandId,
    ) -> Result<Vec<Accepted>, Failure> {
        let is_own = reader.person.person == *person;
        let kept = if is_own { reader.session().cloned() } else { None };
        let end = AccountCommand::EndSessionsBut { kept, cause: EndCause::EndedByAdministrator };
        let end = Command::Account(person.clone(), end);
        let mut recorded = vec![self.execute(id(&format!("end-sessions/{person}")), &reader.principal, end).await?];
        if is_own {
            return Ok(recorded);
        }
        for (webhook, known) in self.queries().webhooks_of(&reader.principal, person).await? {
            if known.webhook.standing == WebhookStanding::Active {
                let id = id(&format!("pause/{webhook}"));
                let pause = Command::Webhook(webhook, WebhookCommand::Pause);
                recorded.push(self.execute(id, &reader.principal, pause).await?);
            }
        }
        Ok(recorded)
    }

    /// Takes every way in from somebody, now: the same, and the chat and the e-mail address that the hub would answer. The post stays theirs;
    /// a new invitation lets them in again.
    pub(super) async fn cut_off(
        &self,
        reader: &Reader,
        person: &PersonView,
        id: impl Fn(&str) -> CommandId,
    ) -> Result<Vec<Accepted>, Failure> {
        let mut recorded = vec![];
        let whom = || person.person.clone();
        for (told_by, command) in [
            ("unlink-chat", InstitutionCommand::UnlinkChat { person: whom() }),
            ("remove-address", InstitutionCommand::RemoveEmailAddress { person: whom() }),
        ] {
            let id = id(&format!("{told_by}/{}", person.person));
            let command = Command::Institution(person.institution.clone(), command);
            recorded.push(self.execute(id, &reader.principal, command).await?);
        }
        recorded.extend(self.shut_out(reader, &person.person, id).await?);
        Ok(recorded)
    }

    /// The same of everybody in post at an institution; whoever asks is not cut off by themselves.
    pub(super) async fn cut_off_institution(
        &self,
        reader: &Reader,
        institution: &InstitutionId,
        id: impl Fn(&str) -> CommandId,
    ) -> Result<Vec<Accepted>, Failure> {
        permit_view(&reader.principal, &View::Accounts)?;
        let found = self.queries().institution(&reader.principal, institution).await?;
        let mut recorded = vec![];
        for person in found.staff.iter().filter(|person| person.person != reader.person.person) {
            recorded.extend(self.cut_off(reader, person, &id).await?);
        }
        Ok(recorded)
    }
}

/// Cuts off everybody in post at an institution.
pub(super) async fn cut_off_institution(
    State(app): State<App>,
    page_request: PageRequest,
    Path(institution): Path<String>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let reader = page_request.reader()?;
    permit_view(&reader.principal, &View::Accounts)?;
    app.must_be_confirmed(reader).await?;
    let id = |told_by: &str| form_command_id(entries.get("once"), told_by);
    app.cut_off_institution(reader, &institution.parse()?, id).await?;
    Ok(Redirect::to("/accounts").into_response())
}
