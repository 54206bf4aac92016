//! The answer to whoever has just signed in: the cookie, and a page of this site that goes on by itself.
//!
//! It is a page and not a redirect: a `SameSite=Strict` cookie is not sent along a redirect that began on another site (a mail
//! page, a provider), but it is from a page of our own.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use events::account::Way;
use minijinja::context;
use readmodels::views::PersonView;

use crate::app::App;
use crate::app::rate_limit::{Asker, RouteKind};
use crate::app::reader::Entering;
use crate::failure::Failure;
use crate::http::page_request::PageRequest;
use crate::http::visitor::Visitor;

/// Opens a session for a person, unless too many are being opened for them, and goes on to a page of this site.
pub(super) async fn let_in(
    app: &App,
    page_request: &PageRequest,
    visitor: &Visitor,
    person: &PersonView,
    way: Way,
    next: &str,
) -> Result<Response, Failure> {
    let asker = Asker::Person(person.person.clone());
    app.rate_limits().ask_as(&asker, RouteKind::SignIn)?;
    let _attempt = app.rate_limits().begin_at_account(&person.person)?;
    let entering = Entering { way, device: visitor.device, network: visitor.network() };
    let secret = app.open_session(person, entering).await?;
    let shown = context! { entered => true, next, bare => true };
    let mut page = app.render(page_request, StatusCode::OK, "sign_in.html", shown)?;
    let cookie = app.set_cookie(app.session_cookie(), &secret, app.config().sessions.longest.as_secs());
    let cookie = HeaderValue::from_str(&cookie).map_err(|error| Failure::Page(error.to_string()))?;
    page.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(page)
}
