//! Verifying a certificate: open to whoever is shown one, without signing in.
//!
//! The code is the right to ask. The answer tells what the certificate is for and how it stands, and of the holder only
//! the initials, to be compared with the name on the paper. Questions of one address are limited.

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use events::training::CertificateCode;
use language::recorded::marked;
use minijinja::context;

use crate::app::App;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;

/// The form; with `?code=` it goes on to the answer.
pub(super) async fn form(
    State(app): State<App>,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let entries = FormEntries::of_query(query.as_deref())?;
    let typed = entries.get("code");
    match typed.parse::<CertificateCode>() {
        Ok(code) => Ok(Redirect::to(&format!("/verify/{code}")).into_response()),
        Err(_) if typed.is_empty() => {
            app.render(&page_request, StatusCode::OK, "verify.html", context! { bare => true })
        }
        Err(_) => {
            let shown = context! { bare => true, verdict => "not-a-code", typed };
            app.render(&page_request, StatusCode::UNPROCESSABLE_ENTITY, "verify.html", shown)
        }
    }
}

/// What a code stands for.
pub(super) async fn answer(
    State(app): State<App>,
    page_request: PageRequest,
    Path(typed): Path<String>,
) -> Result<Response, Failure> {
    let Ok(code) = typed.parse::<CertificateCode>() else {
        let shown = context! { bare => true, verdict => "not-a-code", typed };
        return app.render(&page_request, StatusCode::NOT_FOUND, "verify.html", shown);
    };
    let typed = code.to_string();
    let book = app.queries().certificates().await?;
    let Some(certificate) = book.certificate(&code) else {
        let shown = context! { bare => true, verdict => "unknown", typed };
        return app.render(&page_request, StatusCode::NOT_FOUND, "verify.html", shown);
    };
    let name = book.name(&certificate.holder, app.queries().keys());
    let shown = context! {
        bare => true,
        typed,
        verdict => certificate.validity_on(page_request.moment.today).code(),
        certificate => context! {
            kind => if certificate.session.is_some() { "attended" } else { "trainer" },
            module => book.module(&certificate.module).map(|module| marked(app.catalogue(), page_request.language, &module.plan.title)),
            initials => name.map(|name| documents::initials(name.as_str())),
            issued_on => certificate.issued_on,
            until => certificate.until,
        },
    };
    app.render(&page_request, StatusCode::OK, "verify.html", shown)
}
