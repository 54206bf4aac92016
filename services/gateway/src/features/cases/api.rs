//! The API of cases, and what travels. Nothing of it says who a victim is: a person key is never shown.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use events::case::{CaseEvent, CaseManagerRole, CaseStage, ReferralAnswer};
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::ids::CaseId;
use events::non_empty::NonEmpty;
use readmodels::cases::CaseRecord;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::schema::{Array, Object};

use crate::app::App;
use crate::failure::Failure;
use crate::http::actions::ActionPath;
use crate::http::command_api::{one_of, one_of_stored, some_of_stored};
use crate::http::pagination::{List, Page, PageQuery, Paging};
use crate::http::signed_in::SignedIn;
use crate::queries::CaseWithRelated;

/// The stages of a case, by name.
pub(super) fn stages() -> Object {
    one_of(CaseStage::ALL.map(CaseStage::code))
}

pub(super) fn sexes() -> Object {
    one_of_stored(&Sex::ALL)
}

pub(super) fn age_groups() -> Object {
    one_of_stored(&AgeGroup::ALL)
}

pub(super) fn exploitation_forms() -> Array {
    some_of_stored(&ExploitationForm::ALL)
}

fn manager_roles() -> Object {
    one_of_stored(&[CaseManagerRole::CentreForSocialWork, CaseManagerRole::VictimAdvocacyOffice])
}

/// What is known of a victim; never who it is.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Profile {
    #[schema(schema_with = age_groups)]
    age_group: AgeGroup,
    #[schema(schema_with = sexes)]
    sex: Sex,
    /// The two letters of ISO 3166 (`XK` for Kosovo), `stateless` or `unknown`.
    #[schema(value_type = String)]
    nationality: Nationality,
    /// How exploited; the main form first.
    #[schema(schema_with = exploitation_forms)]
    forms: NonEmpty<ExploitationForm>,
}

impl From<VictimProfile> for Profile {
    fn from(VictimProfile { age_group, sex, nationality, forms }: VictimProfile) -> Self {
        Self { age_group, sex, nationality, forms }
    }
}

impl From<Profile> for VictimProfile {
    fn from(Profile { age_group, sex, nationality, forms }: Profile) -> Self {
        Self { age_group, sex, nationality, forms }
    }
}

/// A case in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseSummary {
    /// The reference by which people speak of it.
    id: String,
    #[schema(schema_with = stages)]
    stage: CaseStage,
    /// Since when it is at its stage, UTC.
    stage_since: DateTime<Utc>,
    /// When it was opened, UTC.
    opened_at: DateTime<Utc>,
    closed: bool,
    /// The institution that identified the victim.
    identified_by: String,
    case_manager: Option<Manager>,
    coordinator: Option<Coordinator>,
    /// Since when nobody answers for it at its stage, UTC; null: somebody does.
    unassigned_since: Option<DateTime<Utc>>,
}

/// The institution that manages a case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseManager)]
pub(crate) struct Manager {
    institution: String,
    #[schema(schema_with = manager_roles)]
    role: CaseManagerRole,
}

/// Whoever coordinates a case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseCoordinator)]
pub(crate) struct Coordinator {
    person: String,
    institution: String,
}

/// A case with its referrals and what was reported of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Case {
    #[serde(flatten)]
    summary: CaseSummary,
    profile: Profile,
    /// Whether it carries a person key, which is never shown.
    linked_to_person: bool,
    referrals: Vec<Referral>,
    /// Referrals to other countries, in order.
    abroad: Vec<ReferralAbroad>,
    /// What institutions reported, in order.
    updates: Vec<CaseUpdate>,
    /// Earlier cases of the same person.
    earlier: Vec<String>,
    /// Later cases of the same person.
    later: Vec<String>,
    /// Earlier cases that may be of the same person: nobody has confirmed it yet.
    may_be_same: Vec<String>,
}

/// A referral of a case to an institution.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Referral {
    id: String,
    /// The institution that the victim is referred to.
    receiver: String,
    #[schema(schema_with = stages)]
    stage: CaseStage,
    /// What is asked for.
    request: Option<String>,
    /// When it was made, UTC.
    made_at: Option<DateTime<Utc>>,
    /// Until when it is to be answered, UTC.
    answer_by: DateTime<Utc>,
    answer: ReferralState,
    /// When it was answered, UTC.
    answered_at: Option<DateTime<Utc>>,
    /// Why it was declined.
    reason: Option<String>,
}

/// How a referral was answered.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ReferralState {
    Awaited,
    Accepted,
    Declined,
}

/// A referral to another country.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReferralAbroad {
    /// The two letters of ISO 3166.
    country: String,
    /// The institution there.
    contact: String,
    /// When it was made, UTC.
    made_at: DateTime<Utc>,
}

/// What an institution reported of a case.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseUpdate {
    institution: String,
    update: String,
    /// When it was reported, UTC.
    reported_at: DateTime<Utc>,
}

impl From<&CaseRecord> for CaseSummary {
    fn from(record: &CaseRecord) -> Self {
        let case = &record.case;
        Self {
            id: record.id.to_string(),
            stage: case.stage,
            stage_since: record.stage_since,
            opened_at: record.opened_at,
            closed: case.closed,
            identified_by: case.identified_by.to_string(),
            case_manager: case
                .case_manager
                .as_ref()
                .map(|manager| Manager { institution: manager.institution.to_string(), role: manager.role }),
            coordinator: case.coordinator.as_ref().map(|coordinator| Coordinator {
                person: coordinator.person.to_string(),
                institution: coordinator.institution.to_string(),
            }),
            unassigned_since: record.unassigned_since(),
        }
    }
}

fn referrals(record: &CaseRecord) -> Vec<Referral> {
    let referral = |(id, made): (&events::ids::ReferralId, &events::case::Referral)| {
        let note = record.referrals.get(id);
        Referral {
            id: id.to_string(),
            receiver: made.receiver.to_string(),
            stage: made.stage,
            request: note.and_then(|note| note.request.as_ref()).map(ToString::to_string),
            made_at: note.map(|note| note.made_at),
            answer_by: made.answer_by,
            answer: match made.answer {
                ReferralAnswer::Awaited { .. } => ReferralState::Awaited,
                ReferralAnswer::Accepted => ReferralState::Accepted,
                ReferralAnswer::Declined => ReferralState::Declined,
            },
            answered_at: note.and_then(|note| note.answered_at),
            reason: note.and_then(|note| note.reason.as_ref()).map(ToString::to_string),
        }
    };
    record.case.referrals.iter().map(referral).collect()
}

fn updates(record: &CaseRecord) -> Vec<CaseUpdate> {
    let reported = record.history.iter().filter_map(|entry| {
        let CaseEvent::UpdateReported { institution, update } = &entry.event else { return None };
        let (institution, update) = (institution.to_string(), update.to_string());
        Some(CaseUpdate { institution, update, reported_at: entry.at })
    });
    reported.collect()
}

impl From<&CaseWithRelated> for Case {
    fn from(seen: &CaseWithRelated) -> Self {
        let record = &seen.record;
        let named = |ids: &[CaseId]| ids.iter().map(ToString::to_string).collect();
        let abroad = record.abroad.iter().map(|made| ReferralAbroad {
            country: made.country.code().to_owned(),
            contact: made.contact.to_string(),
            made_at: made.at,
        });
        Self {
            summary: CaseSummary::from(record),
            profile: record.case.profile.clone().into(),
            linked_to_person: record.case.person.is_some(),
            referrals: referrals(record),
            abroad: abroad.collect(),
            updates: updates(record),
            earlier: named(&seen.earlier),
            later: named(&seen.later),
            may_be_same: named(&seen.may_be_same),
        }
    }
}

/// The cases that one has to do with, by reference; that they were listed is in the audit trail.
#[utoipa::path(get, path = "/api/v1/cases", tag = "cases", params(PageQuery),
    responses((status = 200, body = List<CaseSummary>, description = "A page of cases.")))]
pub(super) async fn list_cases(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    paging: Paging,
) -> Result<Page<CaseSummary>, Failure> {
    let cases = app.queries().cases(&reader.principal).await?;
    paging.page(&cases, |one| one.id.clone(), |one| CaseSummary::from(*one))
}

/// A case with its referrals and what was reported of it; that it was looked at is in the audit trail.
#[utoipa::path(get, path = "/api/v1/cases/{id}", tag = "cases",
    params(("id" = String, Path, description = "The case, by its reference")),
    responses((status = 200, body = Case)))]
pub(super) async fn get_case(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    ActionPath(id): ActionPath<CaseId>,
) -> Result<Json<Case>, Failure> {
    Ok(Json(Case::from(&app.queries().case(&reader.principal, &id).await?)))
}
