//! The demo signs whoever looks at it in as anybody, so that each role can be seen. Only a demo has this door: its people are
//! invented.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use events::account::{Role, Way};
use events::audit::Door;
use events::ids::PersonId;
use minijinja::context;
use serde::Serialize;

use super::entering::let_in;
use crate::app::App;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;
use crate::http::visitor::Visitor;
use coordination::{Origin, on_behalf};

/// Somebody whom one can be.
#[derive(Debug, Serialize)]
struct Somebody {
    person: String,
    name: Option<String>,
    institution: String,
    /// The subgroups that they chair.
    chairs: Vec<crate::wording::localized_text::LocalizedText>,
    /// What they were granted.
    roles: Vec<&'static str>,
    /// Whether they see everything: they come first.
    sees_everything: bool,
}

/// Shows everybody whom one can be.
pub(super) async fn page(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    app.demo().ok_or(Failure::NotFound)?;
    let queries = app.queries();
    let reads_all = events::authority::Principal::secretariat();
    let accounts = queries.accounts().await?;
    let names = queries.names(&reads_all, page_request.language).await?;
    let institutions = queries.institutions(&reads_all).await?;
    let mut people: Vec<Somebody> = institutions
        .iter()
        .filter(|one| one.active)
        .flat_map(|one| &one.staff)
        .map(|one| Somebody {
            person: one.person.to_string(),
            name: one.name.as_ref().map(ToString::to_string),
            institution: names.institution(&one.institution),
            chairs: one.chairs.iter().map(|subgroup| names.subgroup(subgroup)).collect(),
            roles: accounts.roles_of(&one.person, &one.institution).into_iter().map(Role::code).collect(),
            sees_everything: one.mandate.sees_everything(),
        })
        .collect();
    people.sort_by_key(|one| (!one.sees_everything, one.roles.is_empty(), one.chairs.is_empty()));
    app.render(&page_request, StatusCode::OK, "demo_people.html", context! { people, bare => true })
}

/// Signs in as somebody.
pub(super) async fn enter(
    State(app): State<App>,
    page_request: PageRequest,
    visitor: Visitor,
    entries: FormEntries,
) -> Result<Response, Failure> {
    app.demo().ok_or(Failure::NotFound)?;
    let person: PersonId = entries.get("person").parse()?;
    let person = app.queries().person(&person).await?.ok_or(Failure::NotFound)?;
    let origin = Origin { door: Door::Page, network: visitor.network() };
    on_behalf(origin, let_in(&app, &page_request, &visitor, &person, Way::Demo {}, "/")).await
}
