//! What can be done with a module of the training programme through the API: what its page's forms do, an operation each.

use chrono::NaiveDate;
use events::Command;
use events::authority::{NotPermitted, may_ask};
use events::ids::{InstitutionId, ModuleId, PersonId, SessionId};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::text::Text;
use events::training::{Certificate, LapseCause, Module, ModuleCommand, StaffMember};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::failure::Failure;
use crate::features::training::modules::{draw_code, missing_certificates};
use crate::features::training::staff::{KnownStaff, known_staff};
use crate::http::actions::ActionPath;
use crate::http::command_api::{Caller, Changed, invalid};
use crate::http::json_api::{Change, JsonBody};
use crate::http::new_id::new_id;
use crate::http::sealing::sealed;

/// A session to be scheduled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewSession {
    from: NaiveDate,
    /// The last day; left out: it is the first.
    #[serde(default)]
    until: Option<NaiveDate>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    place: Option<Text>,
    /// Who gives it: certified trainers of the module.
    #[schema(value_type = Vec<String>, min_items = 1)]
    trainers: NonEmpty<PersonId>,
}

/// Why a session is called off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SessionCancellation {
    #[schema(value_type = String)]
    session: SessionId,
    #[schema(value_type = String)]
    reason: Text,
}

/// Who is enrolled: somebody known by an id, or somebody new by name and institution.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Enrolment {
    #[schema(value_type = String)]
    session: SessionId,
    /// Somebody in post, or in the programme before.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    person: Option<PersonId>,
    /// Of somebody new: the name, which is kept sealed.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    name: Option<Text>,
    /// Of somebody new.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    institution: Option<InstitutionId>,
}

/// Who attended a session.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SessionAttendance {
    #[schema(value_type = String)]
    session: SessionId,
    /// The participants who attended.
    #[schema(value_type = Vec<String>, min_items = 1)]
    attended: NonEmpty<PersonId>,
}

/// Who is certified: somebody known by an id, or somebody new by name and institution.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Certification {
    /// Somebody in post, or in the programme before.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    person: Option<PersonId>,
    /// Of somebody new: the name, which is kept sealed.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    name: Option<Text>,
    /// Of somebody new.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    institution: Option<InstitutionId>,
    /// The last day on which the certificate is valid; left out: it does not expire.
    #[serde(default)]
    until: Option<NaiveDate>,
}

/// Which trainer is meant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedTrainer {
    #[schema(value_type = String)]
    person: PersonId,
    /// Why, as the history tells it.
    #[schema(value_type = Option<String>, max_length = 2000)]
    reason: Option<Text>,
}

/// For which session certificates are issued.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCertificates {
    #[schema(value_type = String)]
    session: SessionId,
    /// The last day on which they are valid; left out: they do not expire.
    #[serde(default)]
    until: Option<NaiveDate>,
}

async fn give(caller: &Caller, id: &ModuleId, command: ModuleCommand) -> Changed {
    caller.carry_out(id.as_str(), Command::Module(id.clone(), command)).await
}

/// A member of staff by id, or somebody new by name and institution, who gets an id that says nothing of who it is.
async fn member(
    caller: &Caller,
    person: Option<PersonId>,
    name: Option<Text>,
    institution: Option<InstitutionId>,
) -> Result<StaffMember, Failure> {
    let queries = caller.app.queries();
    let book = queries.training(caller.principal()).await?;
    match (person, name, institution) {
        (Some(person), None, None) => {
            let institutions = queries.institutions(caller.principal()).await?;
            match known_staff(&book, &institutions, &person) {
                Some(KnownStaff::InProgramme(member)) => Ok(member),
                Some(KnownStaff::InPost { institution, name }) => {
                    let name = sealed(&caller.app, &person, &name).await?;
                    Ok(StaffMember { person, institution, name })
                }
                None => Err(invalid("person", "nobody of this id is known: give name and institution")),
            }
        }
        (None, Some(name), Some(institution)) => {
            caller.must_take_part("institution", &institution).await?;
            let person: PersonId = new_id("p", caller.id, 0)?;
            let name = sealed(&caller.app, &person, &name).await?;
            Ok(StaffMember { person, institution, name })
        }
        _ => Err(invalid("person", "give either a person, or name and institution of somebody new")),
    }
}

/// Schedules a session of a module.
#[utoipa::path(post, path = "/api/v1/training-modules/{id}/schedule", tag = "training", request_body = NewSession,
    params(("id" = String, Path, description = "The module")),
    responses((status = 200, body = Change)))]
pub(super) async fn schedule_session(
    caller: Caller,
    ActionPath(id): ActionPath<ModuleId>,
    JsonBody(wish): JsonBody<NewSession>,
) -> Changed {
    let NewSession { from, until, place, trainers } = wish;
    let days = Period::new(from, until.unwrap_or(from)).map_err(|error| invalid("until", &error.to_string()))?;
    let session = new_id("", caller.id, 0)?;
    give(&caller, &id, ModuleCommand::ScheduleSession { session, days, place, trainers }).await
}

/// Calls a session off.
#[utoipa::path(post, path = "/api/v1/training-modules/{id}/cancel", tag = "training",
    request_body = SessionCancellation,
    params(("id" = String, Path, description = "The module")),
    responses((status = 200, body = Change)))]
pub(super) async fn cancel_session(
    caller: Caller,
    ActionPath(id): ActionPath<ModuleId>,
    JsonBody(wish): JsonBody<SessionCancellation>,
) -> Changed {
    let SessionCancellation { session, reason } = wish;
    give(&caller, &id, ModuleCommand::CancelSession { session, reason }).await
}

/// Enrols somebody in a session.
#[utoipa::path(post, path = "/api/v1/training-modules/{id}/enrol", tag = "training", request_body = Enrolment,
    params(("id" = String, Path, description = "The module")),
    responses((status = 200, body = Change)))]
pub(super) async fn enrol_participant(
    caller: Caller,
    ActionPath(id): ActionPath<ModuleId>,
    JsonBody(wish): JsonBody<Enrolment>,
) -> Changed {
    let Enrolment { session, person, name, institution } = wish;
    let participant = member(&caller, person, name, institution).await?;
    give(&caller, &id, ModuleCommand::EnrolParticipant { session, participant }).await
}

/// Records who attended a session.
#[utoipa::path(post, path = "/api/v1/training-modules/{id}/attendance", tag = "training",
    request_body = SessionAttendance,
    params(("id" = String, Path, description = "The module")),
    responses((status = 200, body = Change)))]
pub(super) async fn record_attendance(
    caller: Caller,
    ActionPath(id): ActionPath<ModuleId>,
    JsonBody(wish): JsonBody<SessionAttendance>,
) -> Changed {
    let SessionAttendance { session, attended } = wish;
    give(&caller, &id, ModuleCommand::RecordAttendance { session, attended }).await
}

/// Certifies somebody as a trainer of a module.
#[utoipa::path(post, path = "/api/v1/training-modules/{id}/certify", tag = "training", request_body = Certification,
    params(("id" = String, Path, description = "The module")),
    responses((status = 200, body = Change)))]
pub(super) async fn certify_trainer(
    caller: Caller,
    ActionPath(id): ActionPath<ModuleId>,
    JsonBody(wish): JsonBody<Certification>,
) -> Changed {
    let Certification { person, name, institution, until } = wish;
    let trainer = member(&caller, person, name, institution).await?;
    give(&caller, &id, ModuleCommand::CertifyTrainer { trainer, code: draw_code(), until }).await
}

/// Withdraws a trainer's certificate.
#[utoipa::path(post, path = "/api/v1/training-modules/{id}/withdraw", tag = "training", request_body = NamedTrainer,
    params(("id" = String, Path, description = "The module")),
    responses((status = 200, body = Change)))]
pub(super) async fn withdraw_trainer(
    caller: Caller,
    ActionPath(id): ActionPath<ModuleId>,
    JsonBody(wish): JsonBody<NamedTrainer>,
) -> Changed {
    let cause = LapseCause::Withdrawn;
    give(&caller, &id, ModuleCommand::LapseTrainer { trainer: wish.person, cause, reason: wish.reason }).await
}

/// Records that a trainer has left.
#[utoipa::path(post, path = "/api/v1/training-modules/{id}/left", tag = "training", request_body = NamedTrainer,
    params(("id" = String, Path, description = "The module")),
    responses((status = 200, body = Change)))]
pub(super) async fn record_trainer_left(
    caller: Caller,
    ActionPath(id): ActionPath<ModuleId>,
    JsonBody(wish): JsonBody<NamedTrainer>,
) -> Changed {
    let cause = LapseCause::Left;
    give(&caller, &id, ModuleCommand::LapseTrainer { trainer: wish.person, cause, reason: wish.reason }).await
}

/// Issues a certificate to everybody who attended a session and has none; nobody: nothing is recorded.
#[utoipa::path(post, path = "/api/v1/training-modules/{id}/certificates", tag = "training",
    request_body = NewCertificates,
    params(("id" = String, Path, description = "The module")),
    responses((status = 200, body = Change)))]
pub(super) async fn issue_certificates(
    caller: Caller,
    ActionPath(id): ActionPath<ModuleId>,
    JsonBody(wish): JsonBody<NewCertificates>,
) -> Changed {
    let book = caller.app.queries().training(caller.principal()).await?;
    let dossier = book.module(&id).ok_or(Failure::NotFound)?;
    let NewCertificates { session, until } = wish;
    // Where nobody is without one nothing is asked of the domain; whoever may not issue any is told so all the same.
    let (code, holder) = (draw_code(), caller.reader.person.person.clone());
    let any = ModuleCommand::IssueCertificate(Certificate { code, holder, session: session.clone(), until });
    if !may_ask(caller.principal(), &id, &Module::Planned(dossier.state.clone()), &any) {
        return Err(NotPermitted.into());
    }
    let missing = missing_certificates(dossier, &session, until);
    let commands = missing.into_iter().map(|certificate| {
        (certificate.holder.to_string(), Command::Module(id.clone(), ModuleCommand::IssueCertificate(certificate)))
    });
    let commands = commands.collect();
    caller.carry_out_all(id.as_str(), commands).await
}
