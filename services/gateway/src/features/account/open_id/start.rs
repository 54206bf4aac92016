//! The way out to a provider: an attempt that only this browser has, and the page that goes there.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use chrono::TimeDelta;
use events::audit::{AuditedAct, Door};
use events::ids::{PersonId, ProviderId, WebSessionId};
use links::{LinkKey, SignInAttempt};

use super::{Step, going_on};
use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;
use crate::http::visitor::Visitor;
use coordination::{Origin, on_behalf};

/// How long somebody may take at the provider, in seconds.
const LONGEST_ATTEMPT: u32 = 10 * 60;

/// The secret of this deployment; without it no provider is set up.
pub(super) fn key(app: &App) -> Result<&LinkKey, Failure> {
    app.config().form_links.as_ref().ok_or(Failure::NotFound)
}

/// Begins to sign somebody in.
pub(in crate::features::account) async fn sign_in(
    State(app): State<App>,
    page_request: PageRequest,
    visitor: Visitor,
    Path(provider): Path<String>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let origin = Origin { door: Door::Page, network: visitor.network() };
    on_behalf(origin, async {
        let back = entries.back_or("/").to_owned();
        let begun = begin(&app, &page_request, &provider, None, back).await;
        if let Err(failure) = &begun {
            app.audit().record(&app.own_principal(), AuditedAct::SignInFailed, failure.code());
        }
        begun
    })
    .await
}

/// Begins an attempt: of somebody to sign in, or of whoever is signed in to say who they are at the provider.
pub(super) async fn begin(
    app: &App,
    page_request: &PageRequest,
    provider: &str,
    linking: Option<(PersonId, WebSessionId)>,
    back: String,
) -> Result<Response, Failure> {
    let (id, key): (ProviderId, _) = (provider.parse()?, key(app)?);
    let provider = app.providers().get(&id).ok_or(Failure::NotFound)?;
    let until = app.world_time() + TimeDelta::seconds(LONGEST_ATTEMPT.into());
    let attempt = SignInAttempt { provider: id, state: draw_secret(), until, linking, back };
    let (nonce, verifier) = (key.nonce_of(&attempt.state), key.verifier_of(&attempt.state));
    let entrance = provider.entrance(&attempt.state, nonce, verifier, page_request.language).await?;
    let mut page = going_on(app, page_request, Step::Going, entrance.as_str())?;
    let cookie = app.set_cookie_for_return(app.attempt_cookie(), &key.sign_attempt(&attempt), LONGEST_ATTEMPT.into());
    let cookie = HeaderValue::from_str(&cookie).map_err(|error| Failure::Page(error.to_string()))?;
    page.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(page)
}
