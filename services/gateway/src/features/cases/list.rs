//! The list of cases.
//!
//! What lives here shows what the case book holds and asks the domain for what a form says. It knows a person key only to
//! pass it on: nothing shows one.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use events::case::CaseStage;
use events::ids::InstitutionId;
use minijinja::context;
use readmodels::cases::CaseRecord;
use serde::Serialize;

use crate::app::App;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;
use crate::presentation::directory::institution_options;

use crate::features::cases::elapsed_time::ElapsedTime;
use crate::features::cases::page::is_awaited;
use crate::features::cases::texts::{CaseTexts, StoredName};

/// Which cases of the list are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CaseFilter {
    Open,
    Unassigned,
    Closed,
    All,
}

impl CaseFilter {
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
    since: ElapsedTime,
    /// Since when nobody answers for it.
    unassigned: Option<ElapsedTime>,
    closed: bool,
    /// Referrals that wait for an answer, and those of them that wait too long.
    waiting: usize,
    late: usize,
}

impl CaseRow {
    fn of(record: &CaseRecord, words: &CaseTexts<'_>, today: NaiveDate, now: DateTime<Utc>) -> Self {
        let case = &record.case;
        let waiting = case.referrals.values().filter(|made| is_awaited(made)).count();
        Self {
            id: record.id.to_string(),
            stage: case.stage.code(),
            stage_name: words.stage(case.stage),
            majority: words.majority(case.profile.age_group.majority()),
            manager: case.case_manager.as_ref().map(|manager| words.institution(&manager.institution)),
            responsible: record.responsible().map(|institution| words.institution(institution)),
            coordinator: case.coordinator.as_ref().map(|coordinator| words.person(&coordinator.person)),
            since: ElapsedTime::of(record.stage_since, today),
            unassigned: record.unassigned_since().map(|at| ElapsedTime::of(at, today)),
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

pub(super) async fn list(
    State(app): State<App>,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let moment = page_request.moment;
    let query = FormEntries::of_query(query.as_deref())?;
    let (wanted_name, wanted) = CaseFilter::named(query.get("show"));
    let stage = query.get("stage").parse::<StoredName<CaseStage>>().ok().map(|named| named.0);
    let institution: Option<InstitutionId> = query.get("institution").parse().ok();

    let institutions = queries.institutions(principal).await?;
    let words = CaseTexts::new(&app, page_request.language, &institutions);
    let all = queries.cases(principal).await?;
    let count = |wanted: CaseFilter| all.iter().filter(|record| wanted.wants(record)).count();
    let counts: Vec<_> =
        CaseFilter::EACH.into_iter().map(|(name, wanted)| context! { name, number => count(wanted) }).collect();
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
    let stages: Vec<_> = CaseStage::ALL.map(|stage| (stage.code(), words.stage(stage))).to_vec();
    let filter = context! {
        show => wanted_name,
        stage => stage.map(CaseStage::code),
        institution => institution.as_ref().map(InstitutionId::as_str),
    };
    let shown = context! {
        cases => rows,
        counts,
        filter,
        stages,
        institutions => institution_options(&institutions, page_request.language),
        wide => true,
    };
    app.render(&page_request, StatusCode::OK, "cases.html", shown)
}
