//! The API of accounts, and what travels: one's own, and for administrators everybody's. No secret is in it, nor what opens anything.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use events::account::{Account, Network, Role, Session, Token};
use events::authority::{View, permit_view};
use events::ids::TokenId;
use readmodels::views::PersonView;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::schema::{Array, ArrayBuilder, Object};

use crate::app::App;
use crate::failure::Failure;
use crate::http::command_api::one_of_stored;
use crate::http::pagination::{List, Page, PageQuery, Paging};
use crate::http::signed_in::SignedIn;

/// The roles that an administrator grants, by name.
pub(super) fn roles() -> Object {
    one_of_stored(Role::ALL)
}

fn some_roles() -> Array {
    ArrayBuilder::new().items(roles()).build()
}

/// One's own account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnAccount {
    /// Whose it is.
    person: String,
    /// The institution at which one is in post.
    institution: String,
    /// What an administrator granted.
    #[schema(schema_with = some_roles)]
    roles: Vec<Role>,
    sessions: Vec<AccountSession>,
    tokens: Vec<AccountToken>,
    /// The ids of one's passkeys.
    passkeys: Vec<String>,
    /// How many recovery codes are left.
    recovery_codes: usize,
    /// The providers at which it is known who one is.
    identities: Vec<String>,
}

/// A session that is open.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountSession {
    id: String,
    browser: String,
    system: String,
    /// The part of the network from where it was used last.
    network: Option<String>,
    opened_at: DateTime<Utc>,
    /// When it was last used, UTC, to the hour.
    used_at: DateTime<Utc>,
    /// Whether it is the one in which this is asked.
    is_this: bool,
}

/// A token that was not revoked.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountToken {
    id: String,
    /// What its person calls it.
    name: String,
    /// The commands that it may give; none: it only reads.
    commands: Vec<String>,
    /// The one institution that it is for; null: whatever its person has to do with.
    institution: Option<String>,
    made_at: DateTime<Utc>,
    /// The first instant at which it serves no more, UTC.
    until: DateTime<Utc>,
    /// When it was last used, UTC, to the hour.
    used_at: Option<DateTime<Utc>>,
}

/// Somebody in post, as an administrator sees their account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PersonAccount {
    person: String,
    /// Null: the personal data was erased.
    name: Option<String>,
    institution: String,
    #[schema(schema_with = some_roles)]
    roles: Vec<Role>,
    has_second_factor: bool,
    sessions: Vec<AccountSession>,
    tokens: Vec<AccountToken>,
}

fn sessions(app: &App, account: &Account, own: Option<&events::ids::WebSessionId>) -> Vec<AccountSession> {
    let open = app.open_sessions(account);
    let session = |(id, session): (&events::ids::WebSessionId, &Session)| {
        let (browser, system) = session.device.names();
        AccountSession {
            id: id.to_string(),
            browser: browser.to_owned(),
            system: system.to_owned(),
            network: session.network.as_ref().map(|network| Network::as_str(network).to_owned()),
            opened_at: session.opened,
            used_at: session.used,
            is_this: own == Some(id),
        }
    };
    open.map(session).collect()
}

fn tokens(account: &Account) -> Vec<AccountToken> {
    let token = |(id, token): (&TokenId, &Token)| AccountToken {
        id: id.to_string(),
        name: token.name.to_string(),
        commands: token.scope.commands.iter().cloned().collect(),
        institution: token.scope.institution.as_ref().map(ToString::to_string),
        made_at: token.made,
        until: token.until,
        used_at: token.used,
    };
    account.tokens.iter().map(token).collect()
}

/// One's own account, with its sessions and tokens. For a person in a session only.
#[utoipa::path(get, path = "/api/v1/account", tag = "accounts", security(("session" = [])),
    responses((status = 200, body = OwnAccount)))]
pub(super) async fn get_own_account(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
) -> Result<Json<OwnAccount>, Failure> {
    let session = reader.session().ok_or(Failure::SessionsOnly)?;
    let person = &reader.person;
    let account = app.queries().account(&reader.principal, &person.person).await?;
    Ok(Json(OwnAccount {
        person: person.person.to_string(),
        institution: person.institution.to_string(),
        roles: account.roles_at(&person.institution).into_iter().collect(),
        sessions: sessions(&app, &account, Some(session)),
        tokens: tokens(&account),
        passkeys: account.passkeys.keys().map(ToString::to_string).collect(),
        recovery_codes: account.recovery_codes.len(),
        identities: account.identities.iter().map(|identity| identity.provider.to_string()).collect(),
    }))
}

/// Everybody in post, with roles, sessions and tokens, by id: for administrators.
#[utoipa::path(get, path = "/api/v1/accounts", tag = "accounts", params(PageQuery),
    responses((status = 200, body = List<PersonAccount>, description = "A page of people.")))]
pub(super) async fn list_accounts(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    paging: Paging,
) -> Result<Page<PersonAccount>, Failure> {
    permit_view(&reader.principal, &View::Accounts)?;
    let accounts = app.queries().accounts().await?;
    let institutions = app.queries().institutions(&reader.principal).await?;
    let staff = institutions.iter().filter(|one| one.active).flat_map(|one| &one.staff);
    let shown = |person: &&PersonView| {
        let account = accounts.account(&person.person).cloned().unwrap_or_default();
        PersonAccount {
            person: person.person.to_string(),
            name: person.name.as_ref().map(ToString::to_string),
            institution: person.institution.to_string(),
            roles: account.roles_at(&person.institution).into_iter().collect(),
            has_second_factor: !account.passkeys.is_empty(),
            sessions: sessions(&app, &account, reader.session()),
            tokens: tokens(&account),
        }
    };
    paging.page(staff, |person| person.person.clone(), shown)
}
