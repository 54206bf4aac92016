//! Tokens, by which programs ask the API as their person: made, shown once, and revoked here.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use events::Command;
use events::account::{AccountCommand, Fingerprint, Token, TokenScope};
use events::ids::{CommandId, InstitutionId, TokenId};
use events::language::Language;
use events::text::Text;
use language::catalogue::Value;
use minijinja::context;
use serde::Serialize;

use super::token_commands::TOKEN_COMMANDS;
use crate::app::App;
use crate::app::reader::Reader;
use crate::app::secrets::{draw_id, draw_secret};
use crate::failure::Failure;
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries, FormState, refused};
use crate::http::page_request::PageRequest;
use crate::presentation::directory::institution_options;

/// The page of one's own tokens.
const OWN_TOKENS: &str = "/account/tokens";

/// For how many days a token can be made.
pub(super) const DAYS: [i64; 4] = [7, 30, 90, 365];

/// For how many days it is made unless said otherwise.
const USUAL_DAYS: i64 = 90;

/// What a secret of ours begins with, so that it is known where it should not be.
const PREFIX: &str = "focalpoint_";

/// A token as a page lists it.
#[derive(Debug, Serialize)]
pub(super) struct TokenRow {
    id: String,
    name: String,
    commands: Vec<String>,
    institution: Option<String>,
    made: DateTime<Utc>,
    until: DateTime<Utc>,
    used: Option<DateTime<Utc>>,
    is_over: bool,
}

pub(super) fn row(id: &TokenId, token: &Token, at: DateTime<Utc>) -> TokenRow {
    TokenRow {
        id: id.to_string(),
        name: token.name.to_string(),
        commands: token.scope.commands.iter().cloned().collect(),
        institution: token.scope.institution.as_ref().map(ToString::to_string),
        made: token.made,
        until: token.until,
        used: token.used,
        is_over: token.until <= at,
    }
}

/// A token to be made.
pub(super) struct NewToken {
    pub(super) name: Text,
    pub(super) scope: TokenScope,
    /// For how many days it serves.
    pub(super) days: i64,
}

/// A token just made; its secret is known only now.
pub(super) struct MadeToken {
    pub(super) token: TokenId,
    /// Nothing, where the same was asked before: then it was told.
    pub(super) secret: Option<String>,
}

impl App {
    /// Makes a token for whoever asks, once however often it is asked with the same id.
    pub(super) async fn make_token(
        &self,
        id: CommandId,
        reader: &Reader,
        wanted: NewToken,
    ) -> Result<MadeToken, Failure> {
        let (secret, token): (String, TokenId) = (format!("{PREFIX}{}", draw_secret()), draw_id("t").parse()?);
        let at = self.world_time();
        let make = AccountCommand::MakeToken {
            token: token.clone(),
            secret: Fingerprint::of(&secret),
            name: wanted.name,
            scope: wanted.scope,
            institution: reader.principal.institution().cloned(),
            at,
            until: at + TimeDelta::days(wanted.days),
        };
        let command = Command::Account(reader.person.person.clone(), make);
        let accepted = self.execute(id, &reader.principal, command).await?;
        Ok(MadeToken { token, secret: (!accepted.repeated).then_some(secret) })
    }
}

/// What a token can be let do, to choose from.
fn command_options(app: &App, language: Language) -> Vec<(&'static str, String)> {
    let key = |name: &str| format!("page-token-command-{}", name.replace('.', "-"));
    TOKEN_COMMANDS.iter().map(|name| (*name, app.say(language, &key(name)))).collect()
}

/// For how long a token can be made, to choose from.
fn day_options(app: &App, language: Language) -> Vec<(String, String)> {
    let said = |days: i64| app.catalogue().say(language, "page-token-for-days", &[("count", Value::from(days))]);
    DAYS.iter().map(|days| (days.to_string(), said(*days))).collect()
}

async fn show(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    secret: Option<String>,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let reader = page_request.reader()?;
    let (account, at) = (app.queries().account(&reader.principal, &reader.person.person).await?, app.world_time());
    let mut tokens: Vec<_> = account.tokens.iter().map(|(id, token)| row(id, token, at)).collect();
    tokens.sort_by_key(|row| std::cmp::Reverse(row.made));
    let institutions = app.queries().institutions(&reader.principal).await?;
    let institutions = institution_options(&institutions, page_request.language);
    let shown = context! {
        tokens,
        secret,
        form,
        once => draw_secret(),
        commands => command_options(app, page_request.language),
        days => day_options(app, page_request.language),
        usual_days => USUAL_DAYS,
        institutions,
    };
    app.render(page_request, status, "tokens.html", shown)
}

/// One's own tokens.
pub(super) async fn page(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    show(&app, &page_request, StatusCode::OK, None, None).await
}

/// Makes a token and shows its secret, once.
pub(super) async fn make(
    State(app): State<App>,
    page_request: PageRequest,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let page_request = page_request.at(OWN_TOKENS);
    let reader = page_request.reader()?;
    app.must_be_confirmed(reader).await?;
    let mut check = FormCheck::of(&entries);
    let name = check.text("name");
    let days: Option<i64> = check.parsed("days", "page-wrong-choice");
    let days = days.filter(|days| DAYS.contains(days));
    if days.is_none() {
        check.wrong("days", "page-wrong-choice");
    }
    let wanted: BTreeSet<String> = entries.all("commands").map(str::to_owned).collect();
    if !wanted.iter().all(|name| TOKEN_COMMANDS.contains(&name.as_str())) {
        check.wrong("commands", "page-wrong-choice");
    }
    let institution: Option<InstitutionId> = match entries.get("institution") {
        "" => None,
        _ => check.parsed("institution", "page-wrong-choice"),
    };
    let (Some(name), Some(days), true) = (name, days, check.is_good()) else {
        let form = Some(check.into_state("token"));
        return show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, None, form).await;
    };
    let wanted = NewToken { name, scope: TokenScope { commands: wanted, institution }, days };
    match app.make_token(form_command_id(entries.get("once"), "make-token"), reader, wanted).await {
        // Sent twice, the token is made once, and its secret was shown the first time.
        Ok(MadeToken { secret: None, .. }) => Ok(Redirect::to(OWN_TOKENS).into_response()),
        Ok(MadeToken { secret, .. }) => show(&app, &page_request, StatusCode::CREATED, secret, None).await,
        Err(failure) => {
            let form = Some(refused(failure, check, "token")?);
            show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, None, form).await
        }
    }
}

/// Revokes one of one's own tokens.
pub(super) async fn revoke(
    State(app): State<App>,
    page_request: PageRequest,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let (token, reader): (TokenId, _) = (token.parse()?, page_request.reader()?);
    let id = CommandId::named(&format!("gateway/revoke-token/{token}"));
    let command = Command::Account(reader.person.person.clone(), AccountCommand::RevokeToken { token });
    app.execute(id, &reader.principal, command).await?;
    Ok(Redirect::to(OWN_TOKENS).into_response())
}
