//! Cases: the list, one case with what is decided about it, opening one, and figures.
//!
//! What lives here shows what the case book holds and asks the domain for what a form says. It knows a person key only to
//! pass it on: nothing shows one.

mod acts;
mod opening;
mod page;
mod profile;
mod report;
mod words;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Belgrade;
use events::case::CaseStage;
use events::ids::InstitutionId;
use minijinja::context;
use projections::cases::{CaseRecord, stage_name};
use serde::Serialize;

use super::rows::institution_options;
use super::standing;
use crate::failure::Failure;
use crate::form::Entries;
use crate::gateway::Gateway;
use crate::visit::Visit;

use words::{Named, Words};

/// The pages of cases and the forms on them.
pub(super) fn routes() -> Router<Gateway> {
    Router::new()
        .route("/cases", get(list).post(opening::open))
        .route("/cases/new", get(opening::new))
        .route("/cases/report", get(report::page))
        .route("/cases/report.csv", get(report::csv))
        .route("/cases/{id}", get(page::page))
        .route("/cases/{id}/{act}", post(acts::act))
}

/// Which cases of the list are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Open,
    Unassigned,
    Closed,
    All,
}

impl Wanted {
    const EACH: [(&'static str, Self); 4] =
        [("open", Self::Open), ("unassigned", Self::Unassigned), ("closed", Self::Closed), ("all", Self::All)];

    fn named(name: &str) -> (&'static str, Self) {
        Self::EACH.into_iter().find(|(known, _)| *known == name).unwrap_or(("open", Self::Open))
    }

    fn wants(self, record: &CaseRecord) -> bool {
        match self {
            Self::Open => !record.case.closed,
            Self::Unassigned => record.case.is_unassigned(),
            Self::Closed => record.case.closed,
            Self::All => true,
        }
    }
}

/// Since when something is so, and for how many days.
#[derive(Debug, Clone, Copy, Serialize)]
struct Since {
    on: NaiveDate,
    days: i64,
}

impl Since {
    fn of(at: DateTime<Utc>, today: NaiveDate) -> Self {
        let on = at.with_timezone(&Belgrade).date_naive();
        Self { on, days: (today - on).num_days().max(0) }
    }
}

/// A case's row.
#[derive(Debug, Serialize)]
struct CaseRow {
    id: String,
    stage: &'static str,
    stage_name: String,
    majority: String,
    manager: Option<String>,
    responsible: Option<String>,
    coordinator: Option<String>,
    since: Since,
    /// Since when nobody answers for it.
    unassigned: Option<Since>,
    closed: bool,
    /// Referrals that wait for an answer, and those of them that wait too long.
    waiting: usize,
    late: usize,
}

impl CaseRow {
    fn of(record: &CaseRecord, words: &Words<'_>, today: NaiveDate, now: DateTime<Utc>) -> Self {
        let case = &record.case;
        let waiting = case.referrals.values().filter(|made| page::is_awaited(made)).count();
        Self {
            id: record.id.to_string(),
            stage: stage_name(case.stage),
            stage_name: words.stage(case.stage),
            majority: words.majority(case.profile.age_group.majority()),
            manager: case.case_manager.as_ref().map(|manager| words.institution(&manager.institution)),
            responsible: record.responsible().map(|institution| words.institution(institution)),
            coordinator: case.coordinator.as_ref().map(|coordinator| words.person(&coordinator.person)),
            since: Since::of(record.stage_since, today),
            unassigned: record.unassigned_since().map(|at| Since::of(at, today)),
            closed: case.closed,
            waiting: if case.closed { 0 } else { waiting },
            late: case.overdue_referrals(now).count(),
        }
    }
}

/// Whether an institution has something to do with a case.
fn concerns(record: &CaseRecord, institution: &InstitutionId) -> bool {
    record.case.parties().institutions.contains(institution)
}

async fn list(State(gateway): State<Gateway>, visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let moment = visit.moment;
    let query = Entries::of_query(query.as_deref())?;
    let (wanted_name, wanted) = Wanted::named(query.get("show"));
    let stage = query.get("stage").parse::<Named<CaseStage>>().ok().map(|named| named.0);
    let institution: Option<InstitutionId> = query.get("institution").parse().ok();

    let institutions = reading.institutions(&standing).await?;
    let words = Words::new(&gateway, visit.language, &institutions);
    let all = reading.cases(&standing).await?;
    let count = |wanted: Wanted| all.iter().filter(|record| wanted.wants(record)).count();
    let counts: Vec<_> =
        Wanted::EACH.into_iter().map(|(name, wanted)| context! { name, number => count(wanted) }).collect();
    let mut cases: Vec<&CaseRecord> = all
        .iter()
        .filter(|record| wanted.wants(record))
        .filter(|record| stage.is_none_or(|stage| record.case.stage == stage))
        .filter(|record| institution.as_ref().is_none_or(|institution| concerns(record, institution)))
        .collect();
    // Those that nobody answers for first, the longest without anybody at the top; then by how long they stand still.
    cases.sort_by_key(|record| {
        let gap = record.unassigned_since();
        (gap.is_none(), gap, record.case.closed, record.stage_since, &record.id)
    });
    let rows: Vec<_> = cases.iter().map(|record| CaseRow::of(record, &words, moment.today, moment.now)).collect();
    let stages: Vec<_> = CaseStage::ALL.map(|stage| (stage_name(stage), words.stage(stage))).to_vec();
    let filter = context! {
        show => wanted_name,
        stage => stage.map(stage_name),
        institution => institution.as_ref().map(InstitutionId::as_str),
    };
    let shown = context! {
        cases => rows,
        counts,
        filter,
        stages,
        institutions => institution_options(&institutions, visit.language),
        wide => true,
    };
    gateway.render(&visit, StatusCode::OK, "cases.html", shown)
}
