//! A link by e-mail for whoever asks with the address of somebody in post.
//!
//! The answer is the same whether anybody has the address: nobody learns by it who is there. The link itself goes out by the mail
//! service, which works its secret out again.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use chrono::DateTime;
use events::Command;
use events::account::{AccountCommand, Fingerprint};
use events::audit::{AuditedAct, Door};
use events::email_address::EmailAddress;
use events::ids::{CommandId, PersonId};
use links::LinkKey;
use minijinja::context;

use crate::app::App;
use crate::app::rate_limit::{Asker, RouteKind};
use crate::failure::Failure;
use crate::http::cookies::WAY_BACK_COOKIE;
use crate::http::form::{FormCheck, FormEntries};
use crate::http::page_request::PageRequest;
use crate::http::visitor::Visitor;
use coordination::{Origin, on_behalf};

/// For how long whoever asks again has the same link, in seconds.
const SAME_LINK_WITHIN: i64 = 2 * 60;

/// Has a link sent to whoever in post has the address.
pub(super) async fn ask(
    State(app): State<App>,
    page_request: PageRequest,
    visitor: Visitor,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let key = app.config().form_links.as_ref().filter(|_| app.config().by_email).ok_or(Failure::NotFound)?;
    let origin = Origin { door: Door::Email, network: visitor.network() };
    on_behalf(origin, async {
        let page_request = page_request.at("/sign-in");
        let mut check = FormCheck::of(&entries);
        let Some(address) = check.parsed::<EmailAddress>("email", "page-wrong-email-address") else {
            let shown = context! {
                by_email => true, back => entries.back_or(""), form => check.into_state("email"), bare => true
            };
            return app.render(&page_request, StatusCode::UNPROCESSABLE_ENTITY, "sign_in.html", shown);
        };
        // Whether anybody has the address or not, so that it tells nothing.
        let mailbox = Asker::Mailbox(Fingerprint::of(&address.as_str().to_lowercase()));
        if let Err(too_many) = app.rate_limits().ask_as(&mailbox, RouteKind::Mail) {
            let failure = Failure::from(too_many);
            app.audit().record(&app.own_principal(), AuditedAct::SignInFailed, failure.code());
            return Err(failure);
        }
        let people = app.queries().people_with_address(&address).await?;
        if people.is_empty() {
            app.audit().record(&app.own_principal(), AuditedAct::SignInFailed, "address-of-nobody");
        }
        for person in people {
            issue(&app, key, &person.person);
        }
        let mailed =
            app.render(&page_request, StatusCode::OK, "sign_in.html", context! { mailed => true, bare => true })?;
        Ok(match way_back(&app, &entries) {
            Some(cookie) => (AppendHeaders([(header::SET_COOKIE, cookie)]), mailed).into_response(),
            None => mailed,
        })
    })
    .await
}

/// The cookie that remembers the page to go on to for as long as a link is on its way. What is no plain path is not remembered.
fn way_back(app: &App, entries: &FormEntries) -> Option<String> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/-._~".contains(letter);
    let back = Some(entries.back_or("")).filter(|back| !back.is_empty() && back.chars().all(is_plain))?;
    Some(app.set_cookie_for_return(WAY_BACK_COOKIE, back, app.config().sessions.link_valid.as_secs()))
}

/// Has a link issued. Nobody waits for it, so that how long the answer takes tells nothing; and whoever asks again within two
/// minutes has the same link, so that nobody's mailbox is flooded.
fn issue(app: &App, key: &LinkKey, person: &PersonId) {
    let valid = i64::try_from(app.config().sessions.link_valid.as_secs()).unwrap_or(i64::MAX);
    let ends = app.world_time().timestamp().saturating_add(valid) / SAME_LINK_WITHIN * SAME_LINK_WITHIN;
    let Some(until) = DateTime::from_timestamp(ends.saturating_add(SAME_LINK_WITHIN), 0) else { return };
    let link = Fingerprint::of(&key.mailed_sign_in_secret(person, until));
    let id = CommandId::named(&format!("gateway/mailed-link/{}", link.as_str()));
    let issue = Command::Account(person.clone(), AccountCommand::IssueLink { link, until });
    app.carry_out_later(id, app.own_principal(), issue);
}
