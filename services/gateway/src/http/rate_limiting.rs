//! Who may ask how often, at every door: the address before anything of a request is read, and whoever is signed in as soon as they
//! are known.

use std::net::IpAddr;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use events::audit::{AuditedAct, Door};

use crate::app::App;
use crate::app::rate_limit::{Asker, RouteKind};
use crate::app::reader::{Credential, Reader};
use crate::concurrency_limit::UnderWay;
use crate::failure::Failure;
use crate::http::by_itself::is_by_itself;
use crate::http::kept_draft::is_asked_by_script;
use crate::http::route_kinds::{is_way_in, kind_of};
use crate::http::visitor::Visitor;
use crate::too_many::TooMany;
use coordination::Origin;

/// A request that may be answered. An attempt to sign in is under way until this is dropped.
pub(crate) struct Admitted {
    _attempt: Option<UnderWay<IpAddr>>,
}

/// Of which kind a request is.
pub(crate) fn kind_of_request(request: &Request) -> RouteKind {
    let kind = kind_of(request.method(), request.extensions().get::<MatchedPath>().map(MatchedPath::as_str));
    // A form that a link opens is kept at its own address; while somebody types into it, it takes nothing from those that are sent.
    let is_typed = request.method() == Method::POST && is_asked_by_script(request.headers());
    // What a page asks by itself takes nothing from what its person presses.
    let by_itself = is_by_itself(request.method(), request.headers(), request.uri().path());
    match (kind, is_typed, by_itself) {
        (RouteKind::Link, true, _) => RouteKind::Draft,
        (RouteKind::Read, _, true) => RouteKind::ReadByItself,
        (RouteKind::Computed, _, true) => RouteKind::ComputedByItself,
        (kind, ..) => kind,
    }
}

/// What it is in the trail that somebody has asked too often; nothing, where nobody has asked.
fn refused_at(kind: RouteKind) -> Option<AuditedAct> {
    if matches!(kind, RouteKind::ReadByItself | RouteKind::ComputedByItself) {
        return None;
    }
    Some(if is_way_in(kind) { AuditedAct::SignInFailed } else { AuditedAct::Refused })
}

/// Admits a request from where it comes. Whoever comes from nowhere known is admitted.
pub(crate) fn admit(app: &App, request: &Request) -> Result<Admitted, Failure> {
    let kind = kind_of_request(request);
    let visitor = Visitor::of_request(request, app);
    let Some(address) = visitor.address else { return Ok(Admitted { _attempt: None }) };
    admit_from(app, address, kind).map_err(|too_many| {
        let failure = Failure::from(too_many);
        if let Some(act) = refused_at(kind) {
            let origin = Origin { door: Door::Page, network: visitor.network() };
            app.audit().record_from(&app.own_principal(), act, failure.code(), origin);
        }
        failure
    })
}

fn admit_from(app: &App, address: IpAddr, kind: RouteKind) -> Result<Admitted, TooMany> {
    let limits = app.rate_limits();
    limits.ask_from(address, kind)?;
    let attempt = if is_way_in(kind) { Some(limits.begin_from_address(address)?) } else { None };
    Ok(Admitted { _attempt: attempt })
}

/// Lets somebody who is signed in, or a program, ask.
pub(crate) fn ask_as(app: &App, reader: &Reader, request: &Request) -> Result<(), Failure> {
    let kind = kind_of_request(request);
    let asker = match &reader.credential {
        Credential::Session { .. } => Asker::Person(reader.person.person.clone()),
        Credential::Token(token) => Asker::Token(token.clone()),
    };
    app.rate_limits().ask_as(&asker, kind).map_err(|too_many| {
        let failure = Failure::from(too_many);
        if let Some(act) = refused_at(kind) {
            app.audit().record(&reader.principal, act, failure.code());
        }
        failure
    })
}
