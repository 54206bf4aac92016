//! The API of the audit trail, and what travels.

use axum::extract::{RawQuery, State};
use chrono::{DateTime, Utc};
use events::account::Network;
use events::actor::Actor;
use events::audit::Door;
use events::ids::Position;
use readmodels::queries::{AuditFilter, AuditLine};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::json_api::read_if_any;
use crate::http::pagination::{List, Page, PageQuery, Paging};
use crate::http::signed_in::SignedIn;

/// Which lines of the audit trail are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes the query for the document; it is read with the page's own fields")]
pub(crate) struct AuditQuery {
    /// Who did it, or whom it concerns.
    person: Option<String>,
    /// What was done, by its code: `case-read`.
    act: Option<String>,
    /// To what it was done, letter for letter.
    object: Option<String>,
}

/// A line of the audit trail.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditItem {
    /// Its place in the log.
    position: u64,
    /// When it was done, UTC.
    at: DateTime<Utc>,
    /// Who did it; null: nobody that is known, or the hub itself.
    by: Option<String>,
    /// Whom it concerns; null: nobody that is known.
    person: Option<String>,
    /// What was done, by its code.
    act: String,
    /// To what it was done.
    object: String,
    /// Through what: `page`, `api`, `link`, `chat` or `email`; null: it is not known.
    door: Option<String>,
    /// From which part of the network; null: it is not known.
    network: Option<String>,
}

impl AuditItem {
    fn of(line: &AuditLine) -> Self {
        Self {
            position: line.position.0,
            at: line.at,
            by: Actor::person(&line.by).map(ToString::to_string),
            person: line.person.as_ref().map(ToString::to_string),
            act: line.act.clone(),
            object: line.object.clone(),
            door: line.door.map(|door| Door::code(door).to_owned()),
            network: line.network.as_ref().map(|network| Network::as_str(network).to_owned()),
        }
    }
}

/// The audit trail, the latest lines first: for auditors and the Coordinator.
#[utoipa::path(get, path = "/api/v1/audit", tag = "accounts", operation_id = "list_audit_trail", params(AuditQuery, PageQuery),
    responses((status = 200, body = List<AuditItem>, description = "A page of the trail.")))]
pub(super) async fn list_audit_trail(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    RawQuery(query): RawQuery,
    paging: Paging,
) -> Result<Page<AuditItem>, Failure> {
    let fields = FormEntries::of_query(query.as_deref())?;
    let given = |field: &'static str| Some(fields.get(field)).filter(|value| !value.is_empty());
    let filter = AuditFilter {
        person: read_if_any("person", given("person"))?,
        act: given("act").map(str::to_owned),
        object: given("object").map(str::to_owned),
    };
    let before = paging.after::<u64>()?.map(Position);
    let lines = app.queries().audit_lines(&reader.principal, filter, before, paging.limit + 1).await?;
    Ok(paging.page_of(&lines, |line| line.position.0, AuditItem::of))
}
