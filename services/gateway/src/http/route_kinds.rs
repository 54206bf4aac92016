//! Of which kind each route is, for how often it may be asked.
//!
//! What is not named here is a page that is read, or a form that is written. A test holds that whatever is named is a route, and
//! that every way in is named.

use axum::http::Method;

use crate::app::rate_limit::RouteKind;

/// The routes of another kind.
pub(crate) const NAMED: &[(&str, &str, RouteKind)] = &[
    // Ways in.
    ("POST", "/sign-in", RouteKind::SignIn),
    ("POST", "/sign-in/with/{provider}", RouteKind::SignIn),
    ("GET", "/sign-in/back", RouteKind::SignIn),
    ("GET", "/first-start", RouteKind::SignIn),
    ("POST", "/first-start", RouteKind::SignIn),
    ("POST", "/demo/people", RouteKind::SignIn),
    ("POST", "/second-factor", RouteKind::SignIn),
    ("POST", "/second-factor/challenge", RouteKind::SignIn),
    ("POST", "/second-factor/register", RouteKind::SignIn),
    ("POST", "/account/passkeys", RouteKind::SignIn),
    ("POST", "/account/recovery-codes", RouteKind::SignIn),
    ("POST", "/account/identities/{provider}/link", RouteKind::SignIn),
    ("POST", "/sign-in/email", RouteKind::Mail),
    // Kept while somebody types.
    ("POST", "/drafts", RouteKind::Draft),
    // Whose address is the right.
    ("GET", "/forms/{token}", RouteKind::Link),
    ("POST", "/forms/{token}", RouteKind::Link),
    ("GET", "/forms/{token}/file/{kind}", RouteKind::Link),
    ("GET", "/links/{token}", RouteKind::Link),
    ("POST", "/links/{token}", RouteKind::Link),
    ("GET", "/mail/stop/{token}", RouteKind::Link),
    ("POST", "/mail/stop/{token}", RouteKind::Link),
    ("GET", "/mail/reminders/{token}", RouteKind::Lookup),
    ("POST", "/mail/reminders/{token}", RouteKind::Lookup),
    ("GET", "/verify/{code}", RouteKind::Lookup),
    // Files and papers, and what looks through everything.
    ("GET", "/audit", RouteKind::Computed),
    ("GET", "/audit/{kind}", RouteKind::Computed),
    ("GET", "/cases/report", RouteKind::Computed),
    ("GET", "/cases/report.csv", RouteKind::Computed),
    ("GET", "/certificates/{code}/{language}", RouteKind::Computed),
    ("GET", "/coordinators/{id}/briefing", RouteKind::Computed),
    ("GET", "/dashboard/values/{kind}", RouteKind::Computed),
    ("GET", "/data-requests/collected", RouteKind::Computed),
    ("GET", "/data-requests/collected/file/{kind}", RouteKind::Computed),
    ("GET", "/data-requests/{id}/form/{kind}", RouteKind::Computed),
    ("GET", "/institutions/{id}/briefing", RouteKind::Computed),
    ("GET", "/subgroups/{id}/briefing", RouteKind::Computed),
    ("GET", "/work/file/{kind}", RouteKind::Computed),
    ("GET", "/timeline/things/{kind}", RouteKind::Computed),
    ("GET", "/metrics", RouteKind::Computed),
    ("GET", "/api/v1/openapi.json", RouteKind::Computed),
    ("POST", "/dead-letters/{consumer}/redrive", RouteKind::Computed),
];

/// The kind of a request for a route; where there is none, it is for a page that is not there.
pub(crate) fn kind_of(method: &Method, route: Option<&str>) -> RouteKind {
    let asked = if method == Method::HEAD { "GET" } else { method.as_str() };
    let named = NAMED.iter().find(|(method, path, _)| *method == asked && route == Some(path));
    match named {
        Some((_, _, kind)) => *kind,
        None if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) => RouteKind::Read,
        None => RouteKind::Write,
    }
}

/// Whether it is a way in, whose failures are lines of the audit trail.
pub(crate) fn is_way_in(kind: RouteKind) -> bool {
    match kind {
        RouteKind::SignIn | RouteKind::Mail => true,
        RouteKind::Read
        | RouteKind::ReadByItself
        | RouteKind::Write
        | RouteKind::Draft
        | RouteKind::Computed
        | RouteKind::ComputedByItself
        | RouteKind::Link
        | RouteKind::Lookup => false,
    }
}
