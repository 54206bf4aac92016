//! Whether the gateway lives, and whether what it shows is fresh enough to serve.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use readmodels::Freshness;
use serde::Serialize;

use crate::app::App;
use crate::http::access::{may_see_operations, reader_if_any};
use crate::ports::safekeeping::{LogProof, Safekeeping};

/// What programs ask to see how the gateway does.
pub(crate) const PROBES: [&str; 3] = ["/health", "/ready", "/metrics"];

/// Whether what is shown is fresh, part by part.
#[derive(Debug, Serialize)]
struct Readiness {
    ready: bool,
    /// How old the data may be.
    stale_after_seconds: f64,
    parts: Vec<Part>,
    /// Whether the log is as it was written; none: that is not looked after here.
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<LogState>,
    /// How backups stand; none: they are not set up here.
    #[serde(skip_serializing_if = "Option::is_none")]
    backup: Option<BackupAge>,
    /// What operators are to look after, though it is ready.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<String>,
}

/// What is known of the log.
#[derive(Debug, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
enum LogState {
    Underway,
    Whole { until: u64, proved_at: DateTime<Utc> },
    Damaged { reason: String },
}

impl LogState {
    fn of(safekeeping: &dyn Safekeeping) -> Self {
        match safekeeping.log() {
            LogProof::Underway => Self::Underway,
            LogProof::Whole { until, at } => Self::Whole { until: until.0, proved_at: at },
            LogProof::Damaged { reason } => Self::Damaged { reason },
        }
    }
}

/// How old the newest backup is.
#[derive(Debug, Serialize)]
struct BackupAge {
    made_at: Option<DateTime<Utc>>,
    age_seconds: Option<i64>,
    position: Option<u64>,
    has_keys: bool,
    is_late: bool,
    failure: Option<String>,
}

impl BackupAge {
    fn of(safekeeping: &dyn Safekeeping, now: DateTime<Utc>) -> Option<Self> {
        let backups = safekeeping.backups()?;
        Some(Self {
            made_at: backups.last.map(|last| last.at),
            age_seconds: backups.age(now).map(|age| age.num_seconds()),
            position: backups.last.map(|last| last.position.0),
            has_keys: backups.last.is_some_and(|last| last.has_keys),
            is_late: backups.is_late(now),
            failure: backups.failure,
        })
    }
}

/// How a part of the read models does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Condition {
    Current,
    Behind,
    Away,
}

#[derive(Debug, Serialize)]
struct Part {
    #[serde(rename = "part")]
    name: String,
    condition: Condition,
    /// The last event shown.
    reached: u64,
    /// How far that is from the last event recorded, in positions.
    behind: u64,
    /// How old what it shows is; none: not known to have been current since it was started.
    age_seconds: Option<f64>,
    /// What is shown as it was before an event that could not be taken in.
    held: Vec<HeldPosition>,
}

/// Where something is held. Why is in the log and with the dead letters.
#[derive(Debug, Serialize)]
struct HeldPosition {
    projection: String,
    position: u64,
}

impl Part {
    fn of(freshness: Freshness, app: &App) -> Self {
        let condition = if freshness.away {
            Condition::Away
        } else if freshness.is_within(app.config().stale_after) {
            Condition::Current
        } else {
            Condition::Behind
        };
        Self {
            name: freshness.part,
            condition,
            reached: freshness.reached.0,
            behind: freshness.behind,
            age_seconds: freshness.age.map(|age| age.as_secs_f64()),
            held: freshness
                .held
                .into_iter()
                .map(|held| HeldPosition { projection: held.projection, position: held.position.0 })
                .collect(),
        }
    }
}

/// The process answers.
pub(crate) async fn live() -> Response {
    Json(serde_json::json!({ "live": true })).into_response()
}

/// No part of what is shown is away or older than allowed, and the log is not damaged. What is held does not count: everything
/// else is shown; nor does a backup that is late.
fn readiness(app: &App) -> (StatusCode, Readiness) {
    let parts: Vec<Part> = app.queries().freshness().into_iter().map(|freshness| Part::of(freshness, app)).collect();
    let log = app.safekeeping().map(LogState::of);
    let backup = app.safekeeping().and_then(|safekeeping| BackupAge::of(safekeeping, app.world_clock().now()));
    let is_damaged = matches!(log, Some(LogState::Damaged { .. }));
    let ready = parts.iter().all(|part| part.condition == Condition::Current) && !is_damaged;
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let stale_after_seconds = app.config().stale_after.as_secs_f64();
    let warnings = app.warnings();
    (status, Readiness { ready, stale_after_seconds, parts, log, backup, warnings })
}

/// Whether it is ready; which part is not, to whoever sees the whole.
pub(crate) async fn ready(State(app): State<App>, parts: Parts) -> Response {
    let (status, readiness) = readiness(&app);
    let sees_parts = reader_if_any(&app, &parts).await.is_some_and(|reader| may_see_operations(&reader.principal));
    if sees_parts {
        return (status, Json(readiness)).into_response();
    }
    (status, Json(serde_json::json!({ "ready": readiness.ready }))).into_response()
}

/// The same with its parts, for a listener of operators.
pub(crate) async fn ready_in_parts(State(app): State<App>) -> Response {
    let (status, readiness) = readiness(&app);
    (status, Json(readiness)).into_response()
}
