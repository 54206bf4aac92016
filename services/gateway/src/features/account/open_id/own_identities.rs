//! Who one is at providers: said and taken back on the page of one's own account.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use events::Command;
use events::account::{Account, AccountCommand};
use events::ids::ProviderId;
use events::language::Language;
use serde::Serialize;

use super::start::begin;
use crate::app::App;
use crate::failure::Failure;
use crate::http::commands::form_command_id;
use crate::http::page_request::PageRequest;

/// A provider, as the page of one's own account shows it.
#[derive(Debug, Serialize)]
pub(in crate::features::account) struct IdentityRow {
    id: String,
    name: String,
    is_linked: bool,
}

/// The providers of the configuration, and those at which one is linked from before.
pub(in crate::features::account) fn rows(app: &App, account: &Account, language: Language) -> Vec<IdentityRow> {
    let is_linked = |id: &ProviderId| account.identities.iter().any(|identity| identity.provider == *id);
    let set_up = app.providers().all().map(|one| IdentityRow {
        id: one.id().to_string(),
        name: one.names().in_language(language).to_owned(),
        is_linked: is_linked(one.id()),
    });
    let before = account.identities.iter().map(|identity| &identity.provider);
    let before = before.filter(|id| app.providers().get(id).is_none());
    let before = before.map(|id| IdentityRow { id: id.to_string(), name: id.to_string(), is_linked: true });
    set_up.chain(before).collect()
}

/// Begins to say who one is at a provider. It is a new way in, so it wants the second factor of whoever has one.
pub(in crate::features::account) async fn link(
    State(app): State<App>,
    page_request: PageRequest,
    Path(provider): Path<String>,
) -> Result<Response, Failure> {
    let reader = page_request.reader()?;
    app.must_be_confirmed(reader).await?;
    let session = reader.session().cloned().ok_or(Failure::SignedOut)?;
    let linking = Some((reader.person.person.clone(), session));
    begin(&app, &page_request, &provider, linking, "/account".to_owned()).await
}

/// Takes back who one is at a provider.
pub(in crate::features::account) async fn unlink(
    State(app): State<App>,
    page_request: PageRequest,
    Path(provider): Path<String>,
) -> Result<Response, Failure> {
    let (provider, reader): (ProviderId, _) = (provider.parse()?, page_request.reader()?);
    app.must_be_confirmed(reader).await?;
    let id = form_command_id("", &format!("unlink-identity/{provider}"));
    let command = Command::Account(reader.person.person.clone(), AccountCommand::UnlinkIdentity { provider });
    app.execute(id, &reader.principal, command).await?;
    Ok(Redirect::to("/account").into_response())
}
