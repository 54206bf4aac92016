//! The way back from a provider: whose answer it is, whom it vouches for, and who in post that is.
//!
//! A person is known by what was linked, else by an address that the provider has verified and that exactly one person in post
//! has. A name says nothing. What the browser brings along is believed only as far as it was signed here; the answer itself is
//! spent in the person's account, so that of two gateways that get it at once one opens a session.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use events::Command;
use events::account::{AccountCommand, Fingerprint, Identity, Way};
use events::audit::{AuditedAct, Door};
use events::authority::Principal;
use events::email_address::EmailAddress;
use events::ids::{CommandId, PersonId, WebSessionId};
use links::SignInAttempt;
use readmodels::views::PersonView;

use super::start::key;
use super::{Step, going_on};
use crate::app::App;
use crate::failure::Failure;
use crate::features::account::entering::let_in;
use crate::http::cookies::cookie;
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;
use crate::http::visitor::Visitor;
use crate::open_id::{OpenIdFault, Vouched, VouchedAddress};
use coordination::{Origin, on_behalf};

/// Takes the answer of a provider.
pub(in crate::features::account) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    visitor: Visitor,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let origin = Origin { door: Door::Page, network: visitor.network() };
    on_behalf(origin, async {
        let answered = match FormEntries::of_query(query.as_deref()) {
            Ok(answer) => answered(&app, &page_request, &visitor, &headers, &answer).await,
            Err(failure) => Err(failure),
        };
        match answered {
            Ok(mut page) => {
                let gone = app.set_cookie_for_return(app.attempt_cookie(), "", 0);
                let gone = HeaderValue::from_str(&gone).map_err(|error| Failure::Page(error.to_string()))?;
                page.headers_mut().append(header::SET_COOKIE, gone);
                Ok(page)
            }
            Err(failure) => {
                app.audit().record(&app.own_principal(), AuditedAct::SignInFailed, failure.code());
                Err(failure)
            }
        }
    })
    .await
}

async fn answered(
    app: &App,
    page_request: &PageRequest,
    visitor: &Visitor,
    headers: &HeaderMap,
    answer: &FormEntries,
) -> Result<Response, Failure> {
    let (key, now) = (key(app)?, app.world_time());
    let kept = cookie(headers, app.attempt_cookie()).ok_or(OpenIdFault::NoAttempt)?;
    let attempt = key.open_attempt(kept, now).map_err(OpenIdFault::from)?;
    // Compared by fingerprint, so that how long it takes tells nothing of the secret.
    if Fingerprint::of(answer.get("state")) != Fingerprint::of(&attempt.state) {
        return Err(OpenIdFault::WrongState.into());
    }
    let provider = app.providers().get(&attempt.provider).ok_or(OpenIdFault::NoAttempt)?;
    provider.must_be_sender(answer.get("iss")).await?;
    match (answer.get("error"), answer.get("code")) {
        ("", "") => return Err(OpenIdFault::Unreadable.into()),
        ("", _) => {}
        ("access_denied", _) => return Err(OpenIdFault::Declined.into()),
        ("temporarily_unavailable" | "server_error", _) => return Err(OpenIdFault::Away.into()),
        _ => return Err(OpenIdFault::Refused.into()),
    }
    let (verifier, nonce) = (key.verifier_of(&attempt.state), key.nonce_of(&attempt.state));
    let vouched = provider.vouched(answer.get("code"), verifier, nonce, now).await?;
    match &attempt.linking {
        Some((person, session)) => linked(app, page_request, &attempt, person, session, vouched.identity).await,
        None => signed_in(app, page_request, visitor, &attempt, vouched).await,
    }
}

/// Signs in whoever the provider vouches for.
async fn signed_in(
    app: &App,
    page_request: &PageRequest,
    visitor: &Visitor,
    attempt: &SignInAttempt,
    vouched: Vouched,
) -> Result<Response, Failure> {
    let Vouched { identity, address } = vouched;
    let known = app.queries().accounts().await?.person_at_provider(&identity).cloned();
    let person = if let Some(person) = known {
        app.queries().person(&person).await?.ok_or(OpenIdFault::NobodyKnown)?
    } else {
        let address = match address {
            VouchedAddress::Verified(address) => address,
            VouchedAddress::Unverified => return Err(OpenIdFault::AddressUnverified.into()),
            VouchedAddress::None => return Err(OpenIdFault::NobodyKnown.into()),
        };
        let person = in_post_with(app, &address).await?;
        link(app, &app.own_principal(), attempt, &person.person, identity.clone()).await?;
        person
    };
    let page_request = &page_request.clone().for_person(person.language);
    let way = Way::OpenId { identity, answer: Fingerprint::of(&attempt.state) };
    let_in(app, page_request, visitor, &person, way, &attempt.back).await
}

/// The one person in post who has an address.
async fn in_post_with(app: &App, address: &EmailAddress) -> Result<PersonView, Failure> {
    let mut having = app.queries().people_with_address(address).await?.into_iter();
    let first = having.next().ok_or(OpenIdFault::NobodyKnown)?;
    if having.any(|other| other.person != first.person) {
        return Err(OpenIdFault::SeveralKnown.into());
    }
    Ok(first)
}

/// Says who somebody at the provider is.
async fn link(
    app: &App,
    principal: &Principal,
    attempt: &SignInAttempt,
    person: &PersonId,
    identity: Identity,
) -> Result<(), Failure> {
    let answer = Fingerprint::of(&attempt.state);
    let id = CommandId::named(&format!("gateway/link-identity/{person}/{}", answer.as_str()));
    let command = Command::Account(person.clone(), AccountCommand::LinkIdentity(identity));
    app.execute(id, principal, command).await?;
    Ok(())
}

/// Links whoever the provider vouches for with the person who asked for it, while the session in which they asked lasts: its cookie
/// does not come along from another site.
async fn linked(
    app: &App,
    page_request: &PageRequest,
    attempt: &SignInAttempt,
    person: &PersonId,
    session: &WebSessionId,
    identity: Identity,
) -> Result<Response, Failure> {
    let accounts = app.queries().accounts().await?;
    let open = accounts.account(person).and_then(|account| account.session(session, app.world_time()));
    let open = open.ok_or(OpenIdFault::SessionOver)?;
    let view = app.queries().person(person).await?.filter(|view| view.institution == open.institution);
    let view = view.ok_or(OpenIdFault::SessionOver)?;
    if accounts.person_at_provider(&identity).is_some_and(|known| known != person) {
        return Err(OpenIdFault::OfAnother.into());
    }
    link(app, &app.principal_of(&view, &accounts), attempt, person, identity).await?;
    going_on(app, &page_request.clone().for_person(view.language), Step::Linked, &attempt.back)
}
