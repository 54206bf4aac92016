//! What is decided about a case on its page.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Belgrade;
use events::Command;
use events::case::{CaseCommand, CaseCoordinator, CaseManager, CaseManagerRole, CaseStage};
use events::country::Country;
use events::ids::{CaseId, CommandId, InstitutionId, PersonId, ReferralId};
use projections::cases::CaseRecord;
use projections::views::InstitutionView;

use super::opening::{kind_of, of_kind};
use super::page::show;
use super::profile::{IDENTIFYING, read_age_group, read_identity, read_profile, read_sex};
use super::words::Named;
use crate::asking::form_command;
use crate::failure::Failure;
use crate::form::{Check, Entries};
use crate::gateway::Gateway;
use crate::new_id::new_id;
use crate::pages::{refused, standing};
use crate::visit::Visit;

/// Until when a referral is to be answered on its day, unless a time is given.
fn end_of_work() -> NaiveTime {
    NaiveTime::from_hms_opt(16, 0, 0).unwrap_or_default()
}

/// A form of the page, with all that is needed to read it.
struct Asked<'a> {
    gateway: &'a Gateway,
    visit: &'a Visit,
    entries: &'a Entries,
    record: &'a CaseRecord,
    institutions: &'a [InstitutionView],
    command: CommandId,
}

impl Asked<'_> {
    fn institution(&self, check: &mut Check<'_>, field: &str) -> Option<InstitutionId> {
        let id: InstitutionId = check.parsed(field, "page-wrong-choice")?;
        if self.institutions.iter().any(|one| one.active && one.id == id) {
            return Some(id);
        }
        check.wrong(field, "page-wrong-choice");
        None
    }

    fn manager(&self, check: &mut Check<'_>) -> Option<CaseCommand> {
        let role = CaseManagerRole::competent_for(self.record.case.profile.age_group.majority());
        let institution = self.institution(check, "institution")?;
        if !of_kind(self.institutions, kind_of(role)).iter().any(|one| one.id == institution) {
            check.wrong("institution", "refusal-case-manager-not-competent");
            return None;
        }
        Some(CaseCommand::AssignCaseManager(CaseManager { institution, role }))
    }

    fn coordinator(&self, check: &mut Check<'_>) -> Option<CaseCommand> {
        let person: PersonId = check.parsed("person", "page-wrong-choice")?;
        let staff = self.institutions.iter().filter(|one| one.active).flat_map(|one| &one.staff);
        let Some(found) = staff.into_iter().find(|one| one.person == person) else {
            check.wrong("person", "page-wrong-choice");
            return None;
        };
        let institution = found.institution.clone();
        Some(CaseCommand::AppointCoordinator(CaseCoordinator { person, institution }))
    }

    fn referral(&self, check: &mut Check<'_>) -> Option<CaseCommand> {
        let receiver = self.institution(check, "receiver");
        let stage = stage(check);
        let request = check.text_if_any("request");
        let answer_by = answer_by(check);
        let referral: Option<ReferralId> = new_id("", self.command, 0).ok();
        Some(CaseCommand::MakeReferral {
            referral: referral?,
            receiver: receiver?,
            stage: stage?,
            answer_by: answer_by?,
            request,
        })
    }

    fn person(&self, check: &mut Check<'_>) -> Option<CaseCommand> {
        let (secret, today) = (self.gateway.config().person_key_secret.as_ref(), self.visit.moment.today);
        let sex = self.record.case.profile.sex;
        let identified = read_identity(check, self.entries, secret, Some(sex), today)?;
        Some(CaseCommand::LinkToPerson { person: identified.key })
    }

    fn same_person(&self, check: &mut Check<'_>) -> Result<Option<CaseCommand>, Failure> {
        let earlier: Option<CaseId> = check.parsed("earlier", "page-wrong-choice");
        // Both cases carry the key, or there would have been nothing to confirm; the domain looks at it again.
        let person = self.record.case.person.clone().ok_or(Failure::NotFound)?;
        Ok(earlier.map(|earlier| CaseCommand::ConfirmRetrafficking { earlier, person }))
    }

    /// The form's name, and the command when its fields read well.
    fn read(&self, act: &str, check: &mut Check<'_>) -> Result<(&'static str, Option<CaseCommand>), Failure> {
        use CaseCommand as C;
        Ok(match act {
            "revise" => {
                let (sex, age_group) = (read_sex(check), read_age_group(check, None));
                let profile = read_profile(check, sex, age_group);
                ("revise", profile.map(|profile| C::ReviseProfile { profile }))
            }
            "manager" => ("manager", self.manager(check)),
            "coordinator" => ("coordinator", self.coordinator(check)),
            "refer" => ("refer", self.referral(check)),
            "accept" => ("answer", referral(check).map(|referral| C::AcceptReferral { referral })),
            "decline" => {
                let (referral, reason) = (referral(check), check.text("reason"));
                let declined = referral.zip(reason);
                ("answer", declined.map(|(referral, reason)| C::DeclineReferral { referral, reason }))
            }
            "abroad" => {
                let country: Option<Country> = check.parsed("country", "page-wrong-choice");
                let contact = check.text("contact");
                let made = country.zip(contact);
                ("abroad", made.map(|(country, contact)| C::MakeTransnationalReferral { country, contact }))
            }
            "stage" => ("stage", stage(check).map(|stage| C::ReachStage { stage })),
            "update" => {
                let (institution, update) = (self.institution(check, "institution"), check.text("update"));
                let news = institution.zip(update);
                ("update", news.map(|(institution, update)| C::ReportUpdate { institution, update }))
            }
            "person" => ("person", self.person(check)),
            "same-person" => ("same-person", self.same_person(check)?),
            "close" => ("close", check.text("reason").map(|reason| C::Close { reason })),
            "reopen" => {
                let reopened = check.text("reason").zip(stage(check));
                ("reopen", reopened.map(|(reason, stage)| C::Reopen { reason, stage }))
            }
            _ => return Err(Failure::NotFound),
        })
    }
}

fn stage(check: &mut Check<'_>) -> Option<CaseStage> {
    check.parsed::<Named<CaseStage>>("stage", "page-wrong-choice").map(|named| named.0)
}

fn referral(check: &mut Check<'_>) -> Option<ReferralId> {
    check.parsed("referral", "page-wrong-choice")
}

fn answer_by(check: &mut Check<'_>) -> Option<DateTime<Utc>> {
    let (date, time) = (check.date("answer-by"), check.time_if_any("answer-time"));
    let local = date?.and_time(time.unwrap_or_else(end_of_work));
    let at = Belgrade.from_local_datetime(&local).earliest().map(|at| at.with_timezone(&Utc));
    if at.is_none() {
        check.wrong("answer-time", "page-wrong-time");
    }
    at
}

/// Decides about a case, and goes back to its page.
pub(super) async fn act(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path((id, act)): Path<(String, String)>,
    entries: Entries,
) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let id: CaseId = id.parse()?;
    let own = format!("/cases/{id}");
    let visit = Visit { address: own.clone(), path: own.clone(), ..visit };
    let seen = reading.case(&standing, &id).await?;
    let institutions = reading.institutions(&standing).await?;
    let command_id = form_command(entries.get("once"), &format!("{act}/{id}"));
    let asked = Asked {
        gateway: &gateway,
        visit: &visit,
        entries: &entries,
        record: &seen.record,
        institutions: &institutions,
        command: command_id,
    };
    let mut check = Check::of(&entries);
    let (form, command) = asked.read(&act, &mut check)?;
    let Some(command) = command.filter(|_| check.is_good()) else {
        let form = check.shown(form).without(&IDENTIFYING);
        return show(&gateway, &visit, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(form)).await;
    };
    let (status, form) = match gateway.ask(command_id, &standing, Command::Case(id.clone(), command)).await {
        Ok(_) => return Ok(Redirect::to(&own).into_response()),
        // What says who somebody is must be in no answer, so this form is not offered to be sent again as it was.
        Err(Failure::Unavailable(_)) if act == "person" => {
            check.wrong("form", "case-not-saved");
            (StatusCode::SERVICE_UNAVAILABLE, check.shown(form))
        }
        Err(failure) => (StatusCode::UNPROCESSABLE_ENTITY, refused(failure, check, form)?),
    };
    show(&gateway, &visit, status, &id, Some(form.without(&IDENTIFYING))).await
}
