//! How a failure is told: as a page in the page's language, or as a problem (RFC 9457).
//!
//! A handler returns a [`Failure`]; it becomes a bare response that carries the failure along, and [`explain`] makes a page
//! or a problem of it, because only here the language and the kind of client are known. Errors of the framework itself (no
//! such route, a body too large) are told the same way.

use axum::body::Bytes;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use language::catalogue::Value;
use minijinja::context;

use crate::app::App;
use crate::failure::{Failure, Refusal};
use crate::http::access::is_from_here;
use crate::http::by_itself::NEWS_PATH;
use crate::http::cookies::cookie;
use crate::http::form::WRITTEN_BY;
use crate::http::health::PROBES;
use crate::http::kept_draft::{is_asked_by_script, not_kept};
use crate::http::limits::AnswerBy;
use crate::http::page_request::PageRequest;
use crate::http::problem::Problem;
use crate::http::rate_limiting;
use crate::http::route_kinds::is_way_in;
use crate::http::second_factor::{second_factor_address, sign_in_again_address, wants_second_factor};
use crate::http::sent_form::{form_kept, read_again};
use crate::http::signed_in::SignedIn;
use crate::http::typed_again::{FormOf, TypedAgain};
use crate::http::unsent_form::{KeptFor, keep_until_known, typed_in};
use crate::too_many::TooMany;

/// When to ask again after something was away, in seconds: long enough for a store or a service that is being restarted.
const RETRY_AFTER_SECONDS: u16 = 10;

/// Up to how many seconds a wait is said in seconds.
const MOST_SECONDS: u32 = 90;

/// Says on an answer when to ask again.
fn asked_to_wait(mut answer: Response, wait: Option<TooMany>) -> Response {
    if let Some(TooMany { again_after_seconds }) = wait {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(again_after_seconds));
    }
    answer
}

/// The page of this site from which a form was sent. Whatever site it is said to be of, only its path is gone to here.
fn came_from(headers: &HeaderMap) -> String {
    let referer = headers.get(header::REFERER).and_then(|referer| referer.to_str().ok());
    let address = referer.and_then(|referer| referer.parse::<Uri>().ok());
    let path = address.as_ref().and_then(Uri::path_and_query).map(ToString::to_string);
    path.filter(|path| path.starts_with('/') && !path.starts_with("//")).unwrap_or_else(|| "/".to_owned())
}

fn has_page_or_problem(response: &Response) -> bool {
    response.extensions().get::<Failure>().is_none()
        && response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| {
            let kind = kind.to_str().unwrap_or("");
            kind.starts_with("text/html") || kind.starts_with("application/")
        })
}

/// Tells a failure as a page or as a problem, and says when to ask again where that may help.
pub(crate) async fn explain(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = page_or_problem(&app, request, next).await;
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_SECONDS));
    }
    response
}

async fn page_or_problem(app: &App, mut request: Request, next: Next) -> Response {
    let answer_by = AnswerBy::of_now(app);
    request.extensions_mut().insert(answer_by);
    let page_request = PageRequest::of(&request, app);
    let for_program = page_request.path.starts_with("/api/") || PROBES.contains(&page_request.path.as_str());
    let secret = cookie(request.headers(), app.session_cookie()).map(str::to_owned);
    let route = request.extensions().get::<MatchedPath>().map(|route| route.as_str().to_owned());
    let (is_get, came_from) = (request.method() == Method::GET, came_from(request.headers()));
    let is_typed = request.method() == Method::POST && is_asked_by_script(request.headers());
    let kind = rate_limiting::kind_of_request(&request);
    let is_from_here = is_from_here(request.headers(), &app.config().public_url);
    // Before anything of its body is read. What somebody typed here is read all the same, to be shown again.
    let (bare, form) = match rate_limiting::admit(app, &request) {
        Err(failure) if is_from_here && !is_way_in(kind) && !for_program => {
            let read = form_kept(request, answer_by.0).await;
            (failure.into_response(), read.map_or_else(|_| Bytes::new(), |(_, form)| form))
        }
        Err(failure) => (failure.into_response(), Bytes::new()),
        Ok(_admitted) => match form_kept(request, answer_by.0).await {
            Ok((request, form)) => (next.run(request).await, form),
            Err(not_taken) => (not_taken, Bytes::new()),
        },
    };
    let status = bare.status();
    if !(status.is_client_error() || status.is_server_error()) || has_page_or_problem(&bare) {
        return bare;
    }
    let failure = bare.extensions().get::<Failure>().cloned();
    let reader = bare.extensions().get::<SignedIn>().map(|SignedIn(reader)| reader.clone());
    let page_request = PageRequest { reader, ..page_request };
    if status.is_server_error() {
        // The route and not the path: an address may be a secret, or name a case.
        tracing::error!(route, status = status.as_u16(), failure = ?failure, "a request failed");
    }
    let wait = match failure {
        Some(Failure::TooMany(too_many)) => Some(too_many),
        Some(_) | None => None,
    };
    if for_program {
        return asked_to_wait(Problem::of(status, failure.as_ref(), &page_request.path).into_response(), wait);
    }
    let back = if is_get { page_request.address.clone() } else { came_from };
    let second_factor = failure.as_ref().is_some_and(wants_second_factor).then(|| second_factor_address(&back));
    // News is no page: whoever waits for it is told no.
    if let (Some(address), true, false) = (&second_factor, is_get, page_request.path == NEWS_PATH) {
        return Redirect::to(address).into_response();
    }
    let key = failure.as_ref().map_or_else(
        || match status {
            StatusCode::NOT_FOUND => "page-failure-not-found",
            StatusCode::PAYLOAD_TOO_LARGE => "page-failure-too-large",
            StatusCode::REQUEST_TIMEOUT => "page-failure-unavailable",
            status if status.is_server_error() => "page-failure-internal",
            _ => "page-failure-malformed",
        },
        Failure::text_key,
    );
    let refusal = failure.as_ref().and_then(Failure::refusal).map(Refusal::text_key);
    let open = page_request.reader.is_none() || page_request.path.starts_with("/forms/");
    let signed_out = matches!(failure, Some(Failure::SignedOut));
    let sent = read_again(form).await;
    let typed = match &secret {
        Some(secret) if signed_out => typed_in(app, secret, &sent).await,
        Some(_) | None => None,
    };
    let kept = match &typed {
        Some(session) => keep_until_known(app, &page_request, session, &sent).await,
        None => KeptFor::Nobody,
    };
    // What was typed can be sent again as it is: the same form twice is the same command.
    let (sent, whose) = match &typed {
        Some(session) if !sent.pairs().is_empty() => {
            (sent.with(WRITTEN_BY, session.person.person.as_str()), FormOf::FormerSession)
        }
        _ if is_from_here => (sent, FormOf::Sender),
        _ => (sent, FormOf::Nobody),
    };
    let TypedAgain { form: again, texts } = TypedAgain::of(sent, kind, failure.as_ref(), whose);
    let seconds = wait.map_or(u32::from(RETRY_AFTER_SECONDS), |wait| wait.again_after_seconds);
    let (key, minutes) = match wait {
        Some(_) if seconds > MOST_SECONDS => ("page-failure-too-many-minutes", seconds.div_ceil(60)),
        Some(_) | None => (key, 0),
    };
    if is_typed {
        let numbers = [("seconds", Value::from(seconds)), ("minutes", Value::from(minutes))];
        let said = app.catalogue().say(page_request.language, key, &numbers);
        let said = match kept.text_key() {
            Some(key) => format!("{said} {}", app.say(page_request.language, key)),
            None => said,
        };
        return asked_to_wait(not_kept(status, said), wait);
    }
    let shown = context! {
        key,
        refusal,
        status => status.as_u16(),
        bare => open,
        seconds,
        minutes,
        waits => wait.is_some(),
        again,
        texts,
        signed_out,
        kept => kept.text_key(),
        here => kept == KeptFor::AnHour,
        sign_in => sign_in_again_address(kept.way_back(&back)),
        second_factor,
    };
    match app.render(&page_request, status, "failure.html", shown) {
        Ok(page) => asked_to_wait(page, wait),
        Err(failure) => {
            tracing::error!(%failure, "the page that tells of a failure failed itself");
            let mut plain = (status, failure.code()).into_response();
            plain.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
            plain
        }
    }
}
