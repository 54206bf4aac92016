//! Signing in at a provider of OpenID Connect, saying who one is there, and signing out there as well.
//!
//! Between this site and a provider stand pages of ours that go on by themselves, not redirects. On the way out, because a form of
//! these pages may lead to this site only (`form-action`); on the way back, because the session's cookie is not sent along a
//! redirect that began elsewhere.

pub(super) mod back;
pub(super) mod own_identities;
pub(super) mod start;

use axum::http::StatusCode;
use axum::response::Response;
use events::account::Way;
use events::language::Language;
use minijinja::context;
use serde::Serialize;

use crate::app::App;
use crate::app::reader::Reader;
use crate::failure::Failure;
use crate::http::page_request::PageRequest;

/// A provider, as the page of the ways in shows it.
#[derive(Debug, Serialize)]
pub(super) struct ProviderRow {
    id: String,
    name: String,
}

/// The providers, in the order of the configuration.
pub(super) fn rows(app: &App, language: Language) -> Vec<ProviderRow> {
    let row = |one: &crate::open_id::ProviderClient| ProviderRow {
        id: one.id().to_string(),
        name: one.names().in_language(language).to_owned(),
    };
    app.providers().all().map(row).collect()
}

/// What a page of ours says before it goes on by itself.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// To the provider, to sign in there.
    Going,
    /// To one's own account: whoever one is at the provider is linked.
    Linked,
    /// To the provider, to sign out there too.
    Leaving,
}

impl Step {
    const fn name(self) -> &'static str {
        match self {
            Self::Going => "going",
            Self::Linked => "linked",
            Self::Leaving => "leaving",
        }
    }
}

/// A page that says what it does and goes on.
fn going_on(app: &App, page_request: &PageRequest, step: Step, next: &str) -> Result<Response, Failure> {
    let shown = context! { step => step.name(), next, bare => true };
    app.render(page_request, StatusCode::OK, "open_id.html", shown)
}

/// A page that goes on to where somebody is signed out at the provider.
pub(super) fn leaving(app: &App, page_request: &PageRequest, exit: &str) -> Result<Response, Failure> {
    going_on(app, page_request, Step::Leaving, exit)
}

/// Where somebody is signed out at the provider through which they came in; none: there is no such place, or another way in.
pub(super) async fn exit(app: &App, reader: &Reader) -> Result<Option<String>, Failure> {
    let accounts = app.queries().accounts().await?;
    let account = accounts.account(&reader.person.person);
    let session = account.zip(reader.session()).and_then(|(account, session)| account.sessions.get(session));
    let Some(Way::OpenId { identity, .. }) = session.map(|session| &session.way) else { return Ok(None) };
    let Some(provider) = app.providers().get(&identity.provider) else { return Ok(None) };
    Ok(provider.exit(format!("{}/sign-in", app.config().public_url)).await.map(Into::into))
}
