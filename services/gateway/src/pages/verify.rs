//! Verifying a certificate: open to whoever is shown one, without signing in.
//!
//! The code is the right to ask. The answer tells what the certificate is for and how it stands, and of the holder only
//! the initials, to be compared with the name on the paper. Questions of one address are limited; a proxy in front of the
//! gateway counts as one address.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;

use axum::extract::{ConnectInfo, Path, RawQuery, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use dialogue::recorded::marked;
use events::training::CertificateCode;
use governor::clock::DefaultClock;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use minijinja::context;

use super::training::validity_name;
use crate::failure::Failure;
use crate::form::Entries;
use crate::gateway::Gateway;
use crate::visit::Visit;

/// How many questions a minute one address has; so many at once at most.
const A_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(29);
/// How many addresses are remembered before those that have been quiet are forgotten.
const MOST_ADDRESSES: usize = 1_000;

/// How often each address has asked.
pub(crate) struct Askers(RateLimiter<IpAddr, HashMapStateStore<IpAddr>, DefaultClock>);

impl Default for Askers {
    fn default() -> Self {
        Self(RateLimiter::hashmap(Quota::per_minute(A_MINUTE)))
    }
}

impl Askers {
    /// Whether an address may ask now.
    fn may_ask(&self, address: IpAddr) -> bool {
        if self.0.len() > MOST_ADDRESSES {
            self.0.retain_recent();
        }
        self.0.check_key(&address).is_ok()
    }
}

/// The form; with `?code=` it goes on to the answer.
pub(crate) async fn form(
    State(gateway): State<Gateway>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let entries = Entries::of_query(query.as_deref())?;
    let typed = entries.get("code");
    match typed.parse::<CertificateCode>() {
        Ok(code) => Ok(Redirect::to(&format!("/verify/{code}")).into_response()),
        Err(_) if typed.is_empty() => gateway.render(&visit, StatusCode::OK, "verify.html", context! { bare => true }),
        Err(_) => {
            let shown = context! { bare => true, verdict => "not-a-code", typed };
            gateway.render(&visit, StatusCode::UNPROCESSABLE_ENTITY, "verify.html", shown)
        }
    }
}

/// What a code stands for.
pub(crate) async fn answer(
    State(gateway): State<Gateway>,
    visit: Visit,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(typed): Path<String>,
) -> Result<Response, Failure> {
    if !gateway.askers().may_ask(peer.ip()) {
        let shown = context! { bare => true, verdict => "too-often" };
        let mut answer = gateway.render(&visit, StatusCode::TOO_MANY_REQUESTS, "verify.html", shown)?;
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        return Ok(answer);
    }
    let Ok(code) = typed.parse::<CertificateCode>() else {
        let shown = context! { bare => true, verdict => "not-a-code", typed };
        return gateway.render(&visit, StatusCode::NOT_FOUND, "verify.html", shown);
    };
    let typed = code.to_string();
    let book = gateway.reading().certificates().await?;
    let Some(certificate) = book.certificate(&code) else {
        let shown = context! { bare => true, verdict => "unknown", typed };
        return gateway.render(&visit, StatusCode::NOT_FOUND, "verify.html", shown);
    };
    let name = book.name(&certificate.holder, gateway.reading().keys());
    let shown = context! {
        bare => true,
        typed,
        verdict => validity_name(certificate.validity_on(visit.moment.today)),
        certificate => context! {
            kind => if certificate.session.is_some() { "attended" } else { "trainer" },
            module => book.module(&certificate.module).map(|module| marked(gateway.pages().catalogue(), visit.language, &module.plan.title)),
            initials => name.map(|name| documents::initials(name.as_str())),
            issued_on => certificate.issued_on,
            until => certificate.until,
        },
    };
    gateway.render(&visit, StatusCode::OK, "verify.html", shown)
}
