//! One case: how it stands, its referrals, its history, and what can be decided.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Days, Utc};
use events::actor::Actor;
use events::authority::{Principal, Relation, may_ask, permit};
use events::case::{Case, CaseCommand, CaseManagerRole, CaseStage, Referral, ReferralAnswer};
use events::ids::CaseId;
use events::text::Text;
use minijinja::context;
use minijinja::value::Value;
use readmodels::cases::CaseRecord;
use readmodels::queries::AuditLine;
use serde::Serialize;

use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::features::cases::elapsed_time::ElapsedTime;
use crate::features::cases::opening::{kind_of, of_kind};
use crate::features::cases::profile::choices;
use crate::features::cases::texts::{CaseTexts, countries, stored_name};
use crate::http::form::FormState;
use crate::http::page_request::PageRequest;
use crate::presentation::directory::institution_options;
use crate::wording::names::Names;

/// How many days a referral's receiver is given unless another date is chosen.
const ANSWER_WITHIN: Days = Days::new(2);

/// A referral's row.
#[derive(Debug, Serialize)]
struct ReferralRow {
    id: String,
    receiver: String,
    stage: String,
    made_at: Option<DateTime<Utc>>,
    by: Option<String>,
    request: Option<String>,
    answer_by: DateTime<Utc>,
    /// How it was answered: `awaited`, `late`, `accepted` or `declined`.
    answer: &'static str,
    escalated: bool,
    answered_at: Option<DateTime<Utc>>,
    reason: Option<String>,
    /// Whether an answer is still awaited.
    open: bool,
}

/// Whether a referral has not been answered yet.
pub(super) const fn is_awaited(made: &Referral) -> bool {
    match made.answer {
        ReferralAnswer::Awaited { .. } => true,
        ReferralAnswer::Accepted | ReferralAnswer::Declined => false,
    }
}

fn referrals(record: &CaseRecord, words: &CaseTexts<'_>, now: DateTime<Utc>) -> Vec<ReferralRow> {
    let mut rows: Vec<ReferralRow> = record
        .case
        .referrals
        .iter()
        .map(|(id, made)| {
            let note = record.referrals.get(id);
            let (answer, escalated) = match made.answer {
                ReferralAnswer::Awaited { escalated } if made.answer_by < now => ("late", escalated),
                ReferralAnswer::Awaited { escalated } => ("awaited", escalated),
                ReferralAnswer::Accepted => ("accepted", false),
                ReferralAnswer::Declined => ("declined", false),
            };
            ReferralRow {
                id: id.to_string(),
                receiver: words.institution(&made.receiver),
                stage: words.stage(made.stage),
                made_at: note.map(|note| note.made_at),
                by: note.map(|note| words.actor(&note.by)),
                request: note.and_then(|note| note.request.as_ref()).map(ToString::to_string),
                answer_by: made.answer_by,
                answer,
                escalated,
                answered_at: note.and_then(|note| note.answered_at),
                reason: note.and_then(|note| note.reason.as_ref()).map(ToString::to_string),
                open: is_awaited(made) && !record.case.closed,
            }
        })
        .collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.made_at), row.id.clone()));
    rows
}

/// How many of the latest looks at a case its page tells of.
const LOOKS: usize = 20;

/// Who looked at the case, the latest first.
fn looks(lines: &[AuditLine], names: &Names) -> Vec<Value> {
    let who = |line: &AuditLine| match &line.by {
        Actor::Official { person, institution, .. } => {
            let institution = names.institution(institution);
            Some(names.person(person).map_or_else(|| institution.clone(), |name| format!("{name}, {institution}")))
        }
        Actor::Secretariat | Actor::Service { .. } => None,
    };
    lines.iter().filter_map(|line| Some(context! { at => line.at, who => who(line)? })).collect()
}

/// What of a case's forms somebody may send.
fn rights(principal: &Principal, record: &CaseRecord) -> Value {
    use CaseCommand as C;
    let (case, any) = (Case::Opened(Box::new(record.case.clone())), Text::from(&record.id));
    let may = |command: C| may_ask(principal, &record.id, &case, &command);
    let reports = principal
        .institution()
        .cloned()
        .is_some_and(|institution| may(C::ReportUpdate { institution, update: any.clone() }));
    context! {
        assign => permit(principal, &[Relation::Secretariat]).is_ok(),
        decide => may(C::Close { reason: any.clone() }),
        revise => may(C::ReviseProfile { profile: record.case.profile.clone() }),
        report => reports || permit(principal, &[Relation::Secretariat]).is_ok(),
        answer => record
            .case
            .referrals
            .keys()
            .filter(|&referral| may(C::AcceptReferral { referral: referral.clone() }))
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
    }
}

pub(super) async fn show(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    id: &CaseId,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, moment) = (page_request.language, page_request.moment);
    let seen = queries.case(principal, id).await?;
    let institutions = queries.institutions(principal).await?;
    let words = CaseTexts::new(app, language, &institutions);
    let (record, case) = (&seen.record, &seen.record.case);
    let role = CaseManagerRole::competent_for(case.profile.age_group.majority());
    let history: Vec<_> = record
        .history
        .iter()
        .map(|entry| {
            let (label, detail) = words.event(record, &entry.event);
            context! { label, detail, at => entry.at, by => words.actor(&entry.by) }
        })
        .collect();
    let abroad: Vec<_> = record
        .abroad
        .iter()
        .map(|made| {
            let (country, contact) = (words.country(made.country), made.contact.as_str());
            context! { country, contact, at => made.at }
        })
        .collect();
    let later: Vec<_> =
        CaseStage::ALL.into_iter().filter(|stage| *stage > case.stage).map(|s| (s.code(), words.stage(s))).collect();
    let staff = institutions.iter().filter(|one| one.active).flat_map(|one| &one.staff);
    let people: Vec<_> = staff
        .map(|person| {
            let called = format!("{} · {}", words.person(&person.person), words.institution(&person.institution));
            (person.person.to_string(), called)
        })
        .collect();
    let forms: Vec<_> = case.profile.forms.iter().map(stored_name).collect();
    let shown = context! {
        form,
        once => draw_secret(),
        case => context! {
            id => record.id,
            stage => case.stage.code(),
            stage_name => words.stage(case.stage),
            since => ElapsedTime::of(record.stage_since, moment.today),
            unassigned => record.unassigned_since().map(|at| ElapsedTime::of(at, moment.today)),
            closed => case.closed,
            opened_at => record.opened_at,
            responsible => record.responsible().map(|institution| words.institution(institution)),
            identified_by => words.institution(&case.identified_by),
            manager => case.case_manager.as_ref().map(|manager| words.institution(&manager.institution)),
            role => words.role(role),
            majority => words.majority(case.profile.age_group.majority()),
            coordinator => case.coordinator.as_ref().map(|who| {
                format!("{}, {}", words.person(&who.person), words.institution(&who.institution))
            }),
            age_group => words.age_group(case.profile.age_group),
            sex => words.sex(case.profile.sex),
            nationality => words.nationality(case.profile.nationality),
            forms => case.profile.forms.iter().map(|form| words.form(*form)).collect::<Vec<_>>(),
            known => case.person.is_some(),
            earlier => seen.earlier.iter().map(CaseId::as_str).collect::<Vec<_>>(),
            later => seen.later.iter().map(CaseId::as_str).collect::<Vec<_>>(),
            may_be_same => seen.may_be_same.iter().map(CaseId::as_str).collect::<Vec<_>>(),
        },
        profile => context! {
            age_group => stored_name(&case.profile.age_group),
            sex => stored_name(&case.profile.sex),
            nationality => case.profile.nationality.to_string(),
            form => forms.first(),
            also => forms.get(1..).unwrap_or_default(),
        },
        referrals => referrals(record, &words, moment.now),
        abroad,
        history,
        later_stages => later,
        stages => CaseStage::ALL.map(|stage| (stage.code(), words.stage(stage))).to_vec(),
        choices => choices(&words),
        countries => countries(&words, false),
        institutions => institution_options(&institutions, language),
        managers => institution_options(&of_kind(&institutions, kind_of(role)), language),
        people,
        answer_by => app.config().calendar.working_day_from(moment.today + ANSWER_WITHIN),
        identity => app.config().person_key_secret.is_some(),
        may => rights(principal, record),
        own => principal.institution(),
        looks => looks(&queries.looks_at_case(&seen, LOOKS).await?, &queries.names(principal, language).await?),
    };
    app.render(page_request, status, "case.html", shown)
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&app, &page_request, StatusCode::OK, &id.parse()?, None).await
}
