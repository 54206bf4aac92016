//! What can be done with accounts through the API: what their pages' forms do, an operation each. All of it is for a person in a
//! session and for no token; what matters most wants the second factor to have been shown shortly before.

use std::collections::BTreeSet;

use axum::Json;
use axum::http::StatusCode;
use coordination::Accepted;
use events::Command;
use events::account::{AccountCommand, EndCause, Role, TokenScope};
use events::authority::{View, permit_view};
use events::ids::{InstitutionId, PasskeyId, PersonId, ProviderId, TokenId, WebSessionId};
use events::text::Text;
use readmodels::views::PersonView;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::schema::{Array, ArrayBuilder};

use super::api::roles;
use super::passkeys::removing;
use super::recovery_codes;
use super::token_commands::TOKEN_COMMANDS;
use super::tokens::{DAYS, MadeToken, NewToken};
use crate::app::reader::Reader;
use crate::failure::Failure;
use crate::http::actions::ActionPath;
use crate::http::command_api::{Caller, Changed, invalid, one_of};
use crate::http::json_api::{Change, JsonBody};

fn token_commands() -> Array {
    ArrayBuilder::new().items(one_of(TOKEN_COMMANDS)).build()
}

/// A token to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TokenRequest {
    /// What one calls it.
    #[schema(value_type = String)]
    name: Text,
    /// For how many days it serves: 7, 30, 90 or 365.
    days: i64,
    /// The commands that it may give; none: it only reads.
    #[serde(default)]
    #[schema(schema_with = token_commands, required = false)]
    commands: BTreeSet<String>,
    /// The one institution that it is for; left out: whatever one has to do with.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    institution: Option<InstitutionId>,
}

/// A token just made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NewTokenSecret {
    /// The token's id; null where it was made before with the same key.
    token: Option<String>,
    /// The secret, told this once; null where it was told before.
    secret: Option<String>,
}

/// Recovery codes just made, in place of those before.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecoveryCodes {
    /// Told this once; empty where they were told before.
    codes: Vec<String>,
}

/// Which role is meant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedRole {
    #[schema(schema_with = roles)]
    role: Role,
}

/// A link that signs somebody in, once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignInLink {
    /// Whoever has it is them.
    link: String,
}

/// Gives a command about one's own account.
async fn give_own(caller: &Caller, about: &str, command: AccountCommand) -> Changed {
    let person = caller.reader.person.person.clone();
    caller.carry_out(about, Command::Account(person, command)).await
}

/// Ends one of one's own sessions. For a person in a session only.
#[utoipa::path(post, path = "/api/v1/account/sessions/{session}/end", tag = "accounts", security(("session" = [])),
    params(("session" = String, Path, description = "The session")),
    responses((status = 200, body = Change)))]
pub(super) async fn end_own_session(caller: Caller, ActionPath(session): ActionPath<WebSessionId>) -> Changed {
    caller.in_person()?;
    let about = session.to_string();
    give_own(&caller, &about, AccountCommand::EndSession { session, cause: EndCause::EndedByOwner }).await
}

/// Ends all of one's own sessions but this one. For a person in a session only.
#[utoipa::path(post, path = "/api/v1/account/sessions/end-others", tag = "accounts", security(("session" = [])),
    responses((status = 200, body = Change)))]
pub(super) async fn end_other_own_sessions(caller: Caller) -> Changed {
    let kept = caller.in_person()?.session().cloned();
    let about = caller.reader.person.person.to_string();
    give_own(&caller, &about, AccountCommand::EndSessionsBut { kept, cause: EndCause::EndedByOwner }).await
}

/// Makes a token, and tells its secret this once. For a person in a session only.
#[utoipa::path(post, path = "/api/v1/account/tokens", tag = "accounts", security(("session" = [])), request_body = TokenRequest,
    responses((status = 201, body = NewTokenSecret)))]
pub(super) async fn make_token(
    caller: Caller,
    JsonBody(wish): JsonBody<TokenRequest>,
) -> Result<(StatusCode, Json<NewTokenSecret>), Failure> {
    let reader = caller.confirmed().await?;
    let TokenRequest { name, days, commands, institution } = wish;
    if !DAYS.contains(&days) {
        return Err(invalid("days", "a token serves 7, 30, 90 or 365 days"));
    }
    if !commands.iter().all(|name| TOKEN_COMMANDS.contains(&name.as_str())) {
        return Err(invalid("commands", "a token cannot be made for one of them: see /api/v1/openapi.json"));
    }
    let wanted = NewToken { name, scope: TokenScope { commands, institution }, days };
    let MadeToken { token, secret } = caller.app.make_token(caller.id, reader, wanted).await?;
    let token = secret.is_some().then(|| token.to_string());
    Ok((StatusCode::CREATED, Json(NewTokenSecret { token, secret })))
}

/// Revokes one of one's own tokens. For a person in a session only.
#[utoipa::path(post, path = "/api/v1/account/tokens/{token}/revoke", tag = "accounts", security(("session" = [])),
    params(("token" = String, Path, description = "The token, by its id")),
    responses((status = 200, body = Change)))]
pub(super) async fn revoke_token(caller: Caller, ActionPath(token): ActionPath<TokenId>) -> Changed {
    caller.in_person()?;
    let about = token.to_string();
    give_own(&caller, &about, AccountCommand::RevokeToken { token }).await
}

/// Takes back who one is at a provider. For a person in a session only.
#[utoipa::path(post, path = "/api/v1/account/identities/{provider}/unlink", tag = "accounts", security(("session" = [])),
    params(("provider" = String, Path, description = "The provider")),
    responses((status = 200, body = Change)))]
pub(super) async fn unlink_identity(caller: Caller, ActionPath(provider): ActionPath<ProviderId>) -> Changed {
    caller.confirmed().await?;
    let about = provider.to_string();
    give_own(&caller, &about, AccountCommand::UnlinkIdentity { provider }).await
}

/// Lets one of one's own devices confirm no more; one's other sessions end with it. For a person in a session only.
#[utoipa::path(post, path = "/api/v1/account/passkeys/{passkey}/remove", tag = "accounts", security(("session" = [])),
    params(("passkey" = String, Path, description = "The passkey")),
    responses((status = 200, body = Change)))]
pub(super) async fn remove_passkey(caller: Caller, ActionPath(passkey): ActionPath<PasskeyId>) -> Changed {
    let reader = caller.confirmed().await?;
    let about = passkey.to_string();
    caller.carry_out_all(&about, removing(reader, passkey).into()).await
}

/// Makes new recovery codes in place of those before, and tells them this once. For a person in a session only.
#[utoipa::path(post, path = "/api/v1/account/recovery-codes", tag = "accounts", security(("session" = [])),
    responses((status = 201, body = RecoveryCodes)))]
pub(super) async fn make_recovery_codes(caller: Caller) -> Result<(StatusCode, Json<RecoveryCodes>), Failure> {
    let reader = caller.confirmed().await?;
    let account = caller.app.queries().account(&reader.principal, &reader.person.person).await?;
    if account.passkeys.is_empty() {
        return Err(Failure::SecondFactorWanted);
    }
    let codes = recovery_codes::draw();
    let make = AccountCommand::MakeRecoveryCodes { codes: codes.fingerprints };
    let person = reader.person.person.clone();
    let accepted = caller.app.execute(caller.id, &reader.principal, Command::Account(person, make)).await?;
    let codes = if accepted.repeated { vec![] } else { codes.shown };
    Ok((StatusCode::CREATED, Json(RecoveryCodes { codes })))
}

/// Whoever looks after accounts, about somebody who is in post.
async fn administrator<'a>(caller: &'a Caller, person: &PersonId) -> Result<&'a Reader, Failure> {
    Ok(administrator_about(caller, person).await?.0)
}

/// The same, with the somebody.
async fn administrator_about<'a>(caller: &'a Caller, person: &PersonId) -> Result<(&'a Reader, PersonView), Failure> {
    caller.in_person()?;
    permit_view(caller.principal(), &View::Accounts)?;
    let found = caller.app.queries().person(person).await?.ok_or(Failure::NotFound)?;
    Ok((caller.confirmed().await?, found))
}

async fn give_about(caller: &Caller, person: PersonId, command: AccountCommand) -> Changed {
    let about = person.to_string();
    caller.carry_out(&about, Command::Account(person, command)).await
}

/// Grants somebody a role. For an administrator in a session only.
#[utoipa::path(post, path = "/api/v1/accounts/{person}/grant-role", tag = "accounts", security(("session" = [])), request_body = NamedRole,
    params(("person" = String, Path, description = "Somebody in post")),
    responses((status = 200, body = Change)))]
pub(super) async fn grant_role(
    caller: Caller,
    ActionPath(person): ActionPath<PersonId>,
    JsonBody(wish): JsonBody<NamedRole>,
) -> Changed {
    let (_, found) = administrator_about(&caller, &person).await?;
    let grant = AccountCommand::GrantRole { role: wish.role, institution: Some(found.institution) };
    give_about(&caller, person, grant).await
}

/// Withdraws a role; the person's sessions end with it. For an administrator in a session only; the last one in post keeps theirs.
#[utoipa::path(post, path = "/api/v1/accounts/{person}/withdraw-role", tag = "accounts", security(("session" = [])), request_body = NamedRole,
    params(("person" = String, Path, description = "Somebody in post")),
    responses((status = 200, body = Change)))]
pub(super) async fn withdraw_role(
    caller: Caller,
    ActionPath(person): ActionPath<PersonId>,
    JsonBody(wish): JsonBody<NamedRole>,
) -> Changed {
    administrator(&caller, &person).await?;
    caller.app.must_leave_an_administrator(&person, wish.role).await?;
    give_about(&caller, person, AccountCommand::WithdrawRole { role: wish.role }).await
}

/// Which token is meant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedToken {
    /// The token, by its id.
    #[schema(value_type = String)]
    token: TokenId,
}

/// Revokes a token of somebody's. For an administrator in a session only.
#[utoipa::path(post, path = "/api/v1/accounts/{person}/revoke-token", tag = "accounts", security(("session" = [])), request_body = NamedToken,
    params(("person" = String, Path, description = "Somebody in post")),
    responses((status = 200, body = Change)))]
pub(super) async fn revoke_token_of(
    caller: Caller,
    ActionPath(person): ActionPath<PersonId>,
    JsonBody(wish): JsonBody<NamedToken>,
) -> Changed {
    administrator(&caller, &person).await?;
    give_about(&caller, person, AccountCommand::RevokeToken { token: wish.token }).await
}

/// Makes a link that signs somebody in once; each time it is sent another one, whatever the key. For an administrator in a session only.
#[utoipa::path(post, path = "/api/v1/accounts/{person}/issue-link", tag = "accounts", security(("session" = [])),
    params(("person" = String, Path, description = "Somebody in post")),
    responses((status = 201, body = SignInLink)))]
pub(super) async fn issue_link(
    caller: Caller,
    ActionPath(person): ActionPath<PersonId>,
) -> Result<(StatusCode, Json<SignInLink>), Failure> {
    let reader = administrator(&caller, &person).await?;
    let link = caller.app.issue_link(&reader.principal, &person).await?;
    Ok((StatusCode::CREATED, Json(SignInLink { link })))
}

/// Ends whatever goes on in somebody's name: sessions, links that were not used, sign-in at providers and tokens; their webhooks pause. Of
/// one's own only the other sessions and the tokens. For an administrator in a session only.
#[utoipa::path(post, path = "/api/v1/accounts/{person}/end-sessions", tag = "accounts", security(("session" = [])),
    params(("person" = String, Path, description = "Somebody in post")),
    responses((status = 200, body = Change)))]
pub(super) async fn end_sessions_of(caller: Caller, ActionPath(person): ActionPath<PersonId>) -> Changed {
    let reader = administrator(&caller, &person).await?;
    let recorded = caller.app.shut_out(reader, &person, |told_by| caller.part(told_by)).await?;
    whole(person.as_str(), &recorded)
}

/// What came of several commands about one thing.
fn whole(about: &str, recorded: &[Accepted]) -> Changed {
    let mut whole = Change { id: about.to_owned(), events: vec![] };
    for accepted in recorded {
        whole.events.extend(Change::of(about, accepted)?.events);
    }
    Ok(Json(whole))
}

/// Removes every passkey of somebody who lost device and codes, and ends their sessions. For an administrator in a session only.
#[utoipa::path(post, path = "/api/v1/accounts/{person}/remove-passkeys", tag = "accounts", security(("session" = [])),
    params(("person" = String, Path, description = "Somebody in post")),
    responses((status = 204, description = "They are removed")))]
pub(super) async fn remove_passkeys_of(
    caller: Caller,
    ActionPath(person): ActionPath<PersonId>,
) -> Result<StatusCode, Failure> {
    let reader = administrator(&caller, &person).await?;
    caller.app.remove_every_passkey(reader, &person, |told_by| caller.part(told_by)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes every way in from somebody, now: their chat and e-mail address, sessions, links, sign-in at providers and tokens; their webhooks
/// pause. The post stays theirs, and a new invitation lets them in again. For an administrator in a session only.
#[utoipa::path(post, path = "/api/v1/accounts/{person}/cut-off", tag = "accounts", security(("session" = [])),
    params(("person" = String, Path, description = "Somebody in post")),
    responses((status = 200, body = Change)))]
pub(super) async fn cut_off(caller: Caller, ActionPath(person): ActionPath<PersonId>) -> Changed {
    let reader = administrator(&caller, &person).await?;
    let found = caller.app.queries().person(&person).await?.ok_or(Failure::NotFound)?;
    let recorded = caller.app.cut_off(reader, &found, |told_by| caller.part(told_by)).await?;
    whole(person.as_str(), &recorded)
}

/// The same of everybody in post at an institution but oneself. For an administrator in a session only.
#[utoipa::path(post, path = "/api/v1/accounts/institutions/{institution}/cut-off", tag = "accounts", security(("session" = [])),
    operation_id = "cut_off_institution",
    params(("institution" = String, Path, description = "The institution")),
    responses((status = 200, body = Change)))]
pub(super) async fn cut_off_institution(caller: Caller, ActionPath(institution): ActionPath<InstitutionId>) -> Changed {
    let reader = caller.confirmed().await?;
    let recorded = caller.app.cut_off_institution(reader, &institution, |told_by| caller.part(told_by)).await?;
    whole(institution.as_str(), &recorded)
}
