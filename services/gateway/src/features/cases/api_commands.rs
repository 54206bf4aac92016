//! What can be decided about a case through the API: what its page's forms do, an operation each.
//!
//! A case is looked at only where what is asked for depends on it. Who a victim is comes in with two operations, becomes a person key
//! at once, and stands in no answer, no log and no problem.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use chrono::{DateTime, NaiveDate, Utc};
use events::Command;
use events::authority::{View, permit_view};
use events::case::{CaseCommand, CaseManagerRole, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::country::Country;
use events::ids::{CaseId, InstitutionId, PersonId, ReferralId};
use events::non_empty::NonEmpty;
use events::person_key::IdentifyingDataError;
use events::text::Text;
use readmodels::views::InstitutionView;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use crate::failure::Failure;
use crate::features::cases::api::{Profile, age_groups, exploitation_forms, sexes, stages};
use crate::features::cases::decisions::{competent_manager, coordinator_in_post};
use crate::features::cases::opening::is_competent;
use crate::features::cases::profile::{IdentifiedVictim, identify};
use crate::http::actions::ActionPath;
use crate::http::command_api::{Caller, Changed, invalid};
use crate::http::json_api::{Change, JsonBody};
use crate::http::new_id::new_id;

/// A body that may say who somebody is: of one that cannot be read nothing is said back.
pub(super) struct ConfidentialBody<T>(T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for ConfidentialBody<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        match JsonBody::<T>::from_request(request, state).await {
            Ok(JsonBody(body)) => Ok(Self(body)),
            Err(Failure::Invalid { .. }) => {
                Err(invalid("body", "a field is missing, is not known or cannot be read: see /api/v1/openapi.json"))
            }
            Err(Failure::BadBody(status, _)) => Err(Failure::BadBody(status, "the body is no JSON".to_owned())),
            Err(failure) => Err(failure),
        }
    }
}

/// Who a victim is: becomes a person key at once, and is kept nowhere.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Identity {
    given_name: String,
    family_name: String,
    /// The date of birth.
    born: NaiveDate,
    birthplace: String,
}

/// A case to be opened, for a victim who is not named.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCase {
    /// The institution that identified the victim.
    #[schema(value_type = String)]
    identified_by: InstitutionId,
    /// May be left out where `identity` is given; may then be no other than the date of birth gives.
    #[serde(default)]
    #[schema(schema_with = age_groups, required = false)]
    age_group: Option<AgeGroup>,
    #[schema(schema_with = sexes)]
    sex: Sex,
    /// The two letters of ISO 3166 (`XK` for Kosovo), `stateless` or `unknown`.
    #[schema(value_type = String)]
    nationality: Nationality,
    /// How exploited; the main form first.
    #[schema(schema_with = exploitation_forms)]
    forms: NonEmpty<ExploitationForm>,
    /// Who the victim is, as far as the case is to be linked to a person.
    #[serde(default)]
    identity: Option<Identity>,
    /// The centre for social work that the place belongs to.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    centre: Option<InstitutionId>,
    /// The victim advocacy office that the place belongs to.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    office: Option<InstitutionId>,
}

/// Which institution is to manage a case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCaseManager {
    /// A centre for social work for a child, a victim advocacy office for an adult.
    #[schema(value_type = String)]
    institution: InstitutionId,
}

/// Who is to coordinate a case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCaseCoordinator {
    /// Somebody in post.
    #[schema(value_type = String)]
    person: PersonId,
}

/// To whom a case is referred, and for what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewReferral {
    #[schema(value_type = String)]
    receiver: InstitutionId,
    #[schema(schema_with = stages)]
    stage: CaseStage,
    /// Until when it is to be answered, UTC.
    answer_by: DateTime<Utc>,
    /// What is asked for.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    request: Option<Text>,
}

/// Which referral is taken on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReferralAcceptance {
    #[schema(value_type = String)]
    referral: ReferralId,
}

/// Which referral is not taken on, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReferralRefusal {
    #[schema(value_type = String)]
    referral: ReferralId,
    #[schema(value_type = String)]
    reason: Text,
}

/// To which country a case is referred.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewReferralAbroad {
    /// The two letters of ISO 3166.
    #[schema(value_type = String)]
    country: Country,
    /// The institution there.
    #[schema(value_type = String)]
    contact: Text,
}

/// Which stage is reached.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewStage {
    #[schema(schema_with = stages)]
    stage: CaseStage,
}

/// What is new of a case, without anything that says who the victim is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewUpdate {
    /// The institution that reports it.
    #[schema(value_type = String)]
    institution: InstitutionId,
    #[schema(value_type = String)]
    update: Text,
}

/// Which earlier case is of the same person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EarlierCase {
    #[schema(value_type = String)]
    earlier: CaseId,
}

/// Why a case is closed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseClosing {
    #[schema(value_type = String)]
    reason: Text,
}

/// Why a case is opened again, and at which stage.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseReopening {
    #[schema(value_type = String)]
    reason: Text,
    #[schema(schema_with = stages)]
    stage: CaseStage,
}

async fn give(caller: &Caller, id: &CaseId, command: CaseCommand) -> Changed {
    caller.carry_out(id.as_str(), Command::Case(id.clone(), command)).await
}

const fn field_of(error: IdentifyingDataError) -> &'static str {
    match error {
        IdentifyingDataError::NoGivenName => "given_name",
        IdentifyingDataError::NoFamilyName => "family_name",
        IdentifyingDataError::NoBirthplace => "birthplace",
        IdentifyingDataError::BornInTheFuture | IdentifyingDataError::BornTooLongAgo => "born",
    }
}

fn identified(caller: &Caller, identity: &Identity, sex: Sex) -> Result<IdentifiedVictim, Failure> {
    let Some(secret) = caller.app.config().person_key_secret.as_ref() else {
        return Err(invalid("identity", "this hub has no secret for person keys: leave it out"));
    };
    let named = [identity.given_name.as_str(), &identity.family_name, &identity.birthplace];
    let today = caller.app.clock().moment().today;
    identify(secret, named, identity.born, sex, today).map_err(|error| invalid(field_of(error), &error.to_string()))
}

/// The institutions that would manage the case, each of the kind that it is named for.
fn competent(
    institutions: &[InstitutionView],
    centre: Option<InstitutionId>,
    office: Option<InstitutionId>,
) -> Result<BTreeMap<CaseManagerRole, InstitutionId>, Failure> {
    let mut competent = BTreeMap::new();
    for (at, role, named) in [
        ("centre", CaseManagerRole::CentreForSocialWork, centre),
        ("office", CaseManagerRole::VictimAdvocacyOffice, office),
    ] {
        let Some(institution) = named else { continue };
        if !is_competent(institutions, role, &institution) {
            return Err(invalid(at, "this institution is of another kind, or takes no part: see /api/v1/institutions"));
        }
        competent.insert(role, institution);
    }
    Ok(competent)
}

/// Opens a case for a victim who is not named, under the next reference that is free.
#[utoipa::path(post, path = "/api/v1/cases", tag = "cases", request_body = NewCase,
    responses((status = 201, body = Change)))]
pub(super) async fn open_case(
    caller: Caller,
    ConfidentialBody(wish): ConfidentialBody<NewCase>,
) -> Result<(StatusCode, Json<Change>), Failure> {
    caller.must_take_part("identified_by", &wish.identified_by).await?;
    let institutions = caller.app.queries().institutions(caller.principal()).await?;
    let competent = competent(&institutions, wish.centre, wish.office)?;
    let victim = wish.identity.as_ref().map(|identity| identified(&caller, identity, wish.sex)).transpose()?;
    let known = victim.as_ref().map(|victim| victim.age_group);
    let age_group = match (wish.age_group, known) {
        (Some(given), Some(known)) if given != known => {
            return Err(invalid("age_group", "the date of birth gives another: leave it out"));
        }
        (given, known) => given.or(known).ok_or_else(|| invalid("age_group", "give it, or the identity"))?,
    };
    let profile = VictimProfile { age_group, sex: wish.sex, nationality: wish.nationality, forms: wish.forms };
    let person = victim.map(|victim| victim.key);
    let command = CaseCommand::Open { identified_by: wish.identified_by, profile, person, competent };
    let (case, accepted) = caller.app.open_case(caller.id, caller.principal(), command).await?;
    Ok((StatusCode::CREATED, Json(Change::of(case.as_str(), &accepted)?)))
}

/// Says more exactly what is known of the victim.
#[utoipa::path(post, path = "/api/v1/cases/{id}/revise", tag = "cases", request_body = Profile,
    params(("id" = String, Path, description = "The case, by its reference")),
    responses((status = 200, body = Change)))]
pub(super) async fn revise_profile(
    caller: Caller,
    ActionPath(id): ActionPath<CaseId>,
    JsonBody(wish): JsonBody<Profile>,
) -> Changed {
    give(&caller, &id, CaseCommand::ReviseProfile { profile: wish.into() }).await
}

/// Assigns the institution that manages a case.
#[utoipa::path(post, path = "/api/v1/cases/{id}/manager", tag = "cases", request_body = NewCaseManager,
    params(("id" = String, Path, description = "The case, by its reference")),
    responses((status = 200, body = Change)))]
pub(super) async fn assign_case_manager(
    caller: Caller,
    ActionPath(id): ActionPath<CaseId>,
    JsonBody(wish): JsonBody<NewCaseManager>,
) -> Changed {
    // Which kind of institution it must be depends on the case.
    let seen = caller.app.queries().case(caller.principal(), &id).await?;
    let institutions = caller.app.queries().institutions(caller.principal()).await?;
    let manager = competent_manager(&seen.record, &institutions, wish.institution).ok_or_else(|| {
        invalid(
            "institution",
            "it is to be a centre for social work for a child, a victim advocacy office for an adult",
        )
    })?;
    give(&caller, &id, CaseCommand::AssignCaseManager(manager)).await
}

/// Appoints whoever coordinates a case.
#[utoipa::path(post, path = "/api/v1/cases/{id}/coordinator", tag = "cases", request_body = NewCaseCoordinator,
    params(("id" = String, Path, description = "The case, by its reference")),
    responses((status = 200, body = Change)))]
pub(super) async fn appoint_case_coordinator(
    caller: Caller,
    ActionPath(id): ActionPath<CaseId>,
    JsonBody(wish): JsonBody<NewCaseCoordinator>,
) -> Changed {
    // Whoever does not see who is who names nobody.
    permit_view(caller.principal(), &View::Directory)?;
    let institutions = caller.app.queries().institutions(caller.principal()).await?;
    let coordinator = coordinator_in_post(&institutions, wish.person)
        .ok_or_else(|| invalid("person", "nobody of this id is in post: see /api/v1/institutions"))?;
    caller.confirmed_in_session().await?;
    give(&caller, &id, CaseCommand::AppointCoordinator(coordinator)).await
}

/// Refers a case to an institution for a stage.
#[utoipa::path(post, path = "/api/v1/cases/{id}/refer", tag = "cases", request_body = NewReferral,
    params(("id" = String, Path, description = "The case, by its reference")),
    responses((status = 200, body = Change)))]
pub(super) async fn make_referral(
    caller: Caller,
    ActionPath(id): ActionPath<CaseId>,
    JsonBody(wish): JsonBody<NewReferral>,
) -> Changed {
    caller.must_take_part("receiver", &wish.receiver).await?;
    let NewReferral { receiver, stage, answer_by, request } = wish;
    let referral = new_id("", caller.id, 0)?;
    give(&caller, &id, CaseCommand::MakeReferral { referral, receiver, stage, answer_by, request }).await
}

/// Takes a referral on.
#[utoipa::path(post, path = "/api/v1/cases/{id}/accept", tag = "cases", request_body = ReferralAcceptance,
    params(("id" = String, Path, description = "The case, by its reference")),
    responses((status = 200, body = Change)))]
pub(super) async fn accept_referral(
    caller: Caller,
    ActionPath(id): ActionPath<CaseId>,
    JsonBody(wish): JsonBody<ReferralAcceptance>,
) -> Changed {
    give(&caller, &id, CaseCommand::AcceptReferral { referral: wish.referral }).await
}

/// Does not take a referral on.
#[utoipa::path(post, path = "/api/v1/cases/{id}/decline", tag = "cases", request_body = ReferralRefusal,
    params(("id" = String, Path, description = "The case, by its reference")),
    responses((status = 200, body = Change)))]
pub(super) async fn decline_referral(
    caller: Caller,
    ActionPath(id): ActionPath<CaseId>,
    JsonBody(wish): JsonBody<ReferralRefusal>,
) -> Changed {
    let ReferralRefusal { referral, reason } = wish;
    give(&caller, &id, CaseCommand::DeclineReferral { referral, reason }).await
}

/// Records that a case was referred to another country.
#[utoipa::path(post, path = "/api/v1/cases/{id}/abroad", tag = "cases", request_body = NewReferralAbroad,
    params(("id" = String, Path, description = "The case, by its reference")),
    responses((status = 200, body = Change)))]
pub(super) async fn make_transnational_referral(
    caller: Caller,
    ActionPath(id): ActionPath<CaseId>,
    JsonBody(wish): JsonBody<NewReferralAbroad>,
) -> Changed {
    let NewReferralAbroad { country, contact } = wish;
    give(&caller, &id, CaseCommand::MakeTransnationalReferral { country, contact }).await
}

/// Records that a case has reached a later stage.
#[utoipa::path(post, path = "/api/v1/cases/{id}/stage", tag = "cases", request_body = NewStage,
    params(("id" = String, Path, description = "The case, by its reference")),
    responses((status = 200, body = Change)))]
pub(super) async fn reach_stage(
    caller: Caller,
    ActionPath(id): ActionPath<CaseId>,
    JsonBody(wish): JsonBody<NewStage>,
) -> Changed {
    give(&caller, &id, CaseCommand::ReachStage { stage: wish.stage }).await
}

/// Reports what is new of a case.
#[utoipa::path(post, path = "/api/v1/cases/{id}/update", tag = "cases", request_body = NewUpdate,
    params(("id" = String, Path, description = "The case, by its reference")),
    responses((status = 200, body = Change)))]
pub(super) async fn report_update(
    caller: Caller,
    ActionPath(id): ActionPath<CaseId>,
    JsonBody(wish): JsonBody<NewUpdate>,
) -> Changed {
    caller.must_take_part("institution", &wish.institution).await?;
    let NewUpdate { institution, update } = wish;
    give(&caller, &id, CaseCommand::ReportUpdate { institution, update }).await
}

/// Links a case to a person. Who it is becomes a person key at once, and is kept nowhere.
#[utoipa::path(post, path = "/api/v1/cases/{id}/person", tag = "cases", request_body = Identity,
    params(("id" = String, Path, description = "The case, by its reference")),
    responses((status = 200, body = Change)))]
pub(super) async fn link_to_person(
    caller: Caller,
    ActionPath(id): ActionPath<CaseId>,
    ConfidentialBody(wish): ConfidentialBody<Identity>,
) -> Changed {
    // The sex is the case's.
    let seen = caller.app.queries().case(caller.principal(), &id).await?;
    let person = identified(&caller, &wish, seen.record.case.profile.sex)?.key;
    give(&caller, &id, CaseCommand::LinkToPerson { person }).await
}

/// Confirms that an earlier case is of the same person.
#[utoipa::path(post, path = "/api/v1/cases/{id}/same-person", tag = "cases", request_body = EarlierCase,
    params(("id" = String, Path, description = "The case, by its reference")),
    responses((status = 200, body = Change)))]
pub(super) async fn confirm_retrafficking(
    caller: Caller,
    ActionPath(id): ActionPath<CaseId>,
    JsonBody(wish): JsonBody<EarlierCase>,
) -> Changed {
    let seen = caller.app.queries().case(caller.principal(), &id).await?;
    // Both cases carry the key, or there is nothing to confirm; the domain looks at it again.
    let person = seen.record.case.person.ok_or(Failure::NotFound)?;
    give(&caller, &id, CaseCommand::ConfirmRetrafficking { earlier: wish.earlier, person }).await
}

/// Closes a case; it can be opened again.
#[utoipa::path(post, path = "/api/v1/cases/{id}/close", tag = "cases", request_body = CaseClosing,
    params(("id" = String, Path, description = "The case, by its reference")),
    responses((status = 200, body = Change)))]
pub(super) async fn close_case(
    caller: Caller,
    ActionPath(id): ActionPath<CaseId>,
    JsonBody(wish): JsonBody<CaseClosing>,
) -> Changed {
    give(&caller, &id, CaseCommand::Close { reason: wish.reason }).await
}

/// Opens a closed case again, at a stage.
#[utoipa::path(post, path = "/api/v1/cases/{id}/reopen", tag = "cases", request_body = CaseReopening,
    params(("id" = String, Path, description = "The case, by its reference")),
    responses((status = 200, body = Change)))]
pub(super) async fn reopen_case(
    caller: Caller,
    ActionPath(id): ActionPath<CaseId>,
    JsonBody(wish): JsonBody<CaseReopening>,
) -> Changed {
    let CaseReopening { reason, stage } = wish;
    give(&caller, &id, CaseCommand::Reopen { reason, stage }).await
}
