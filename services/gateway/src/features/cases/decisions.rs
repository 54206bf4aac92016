//! What is decided about a case on its page.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Belgrade;
use events::Command;
use events::authority::{NotPermitted, may_ask};
use events::case::{Case, CaseCommand, CaseCoordinator, CaseManager, CaseManagerRole, CaseStage};
use events::country::Country;
use events::ids::{CaseId, CommandId, InstitutionId, PersonId, ReferralId};
use readmodels::cases::CaseRecord;
use readmodels::views::InstitutionView;

use notifications::Calendar;

use crate::app::App;
use crate::failure::Failure;
use crate::features::cases::opening::is_competent;
use crate::features::cases::page::show;
use crate::features::cases::profile::{IDENTIFYING, read_age_group, read_identity, read_profile, read_sex};
use crate::features::cases::texts::StoredName;
use crate::http::actions::{ActionPath, actions};
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries, refused};
use crate::http::new_id::new_id;
use crate::http::page_request::PageRequest;

actions! {
    /// What can be decided about a case on its page.
    CaseAction {
        Revise = "revise",
        Manager = "manager",
        Coordinator = "coordinator",
        Refer = "refer",
        Accept = "accept",
        Decline = "decline",
        Abroad = "abroad",
        Stage = "stage",
        Update = "update",
        Person = "person",
        SamePerson = "same-person",
        Close = "close",
        Reopen = "reopen",
    }
}

/// Until when a referral is to be answered on its day, unless a time is given.
fn end_of_work() -> NaiveTime {
    NaiveTime::from_hms_opt(16, 0, 0).unwrap_or_default()
}

impl CaseAction {
    /// The form that gives it, as the template calls it: accepting and declining a referral share one.
    const fn form_name(self) -> &'static str {
        match self {
            Self::Accept | Self::Decline => "answer",
            Self::Revise
            | Self::Manager
            | Self::Coordinator
            | Self::Refer
            | Self::Abroad
            | Self::Stage
            | Self::Update
            | Self::Person
            | Self::SamePerson
            | Self::Close
            | Self::Reopen => self.name(),
        }
    }
}

/// A form of the page, with all that is needed to read it.
struct CaseForm<'a> {
    app: &'a App,
    page_request: &'a PageRequest,
    entries: &'a FormEntries,
    record: &'a CaseRecord,
    institutions: &'a [InstitutionView],
    command: CommandId,
}

impl CaseForm<'_> {
    fn institution(&self, check: &mut FormCheck<'_>, field: &str) -> Option<InstitutionId> {
        let id: InstitutionId = check.parsed(field, "page-wrong-choice")?;
        if self.institutions.iter().any(|one| one.active && one.id == id) {
            return Some(id);
        }
        check.wrong(field, "page-wrong-choice");
        None
    }

    fn manager(&self, check: &mut FormCheck<'_>) -> Option<CaseCommand> {
        let institution = self.institution(check, "institution")?;
        let manager = competent_manager(self.record, self.institutions, institution);
        if manager.is_none() {
            check.wrong("institution", "refusal-case-manager-not-competent");
        }
        manager.map(CaseCommand::AssignCaseManager)
    }

    /// Whether whoever sends the form may appoint a coordinator, whomever it may be.
    fn may_appoint_coordinator(&self) -> Result<bool, Failure> {
        let (principal, case) = (self.page_request.principal()?, Case::Opened(Box::new(self.record.case.clone())));
        let oneself = principal.person().cloned().zip(principal.institution().cloned());
        Ok(oneself.is_some_and(|(person, institution)| {
            let appoint = CaseCommand::AppointCoordinator(CaseCoordinator { person, institution });
            may_ask(principal, &self.record.id, &case, &appoint)
        }))
    }

    fn coordinator(&self, check: &mut FormCheck<'_>) -> Result<Option<CaseCommand>, Failure> {
        // Nobody was offered a choice who may not make one, so nothing is said of what was chosen.
        if !self.may_appoint_coordinator()? {
            return Err(NotPermitted.into());
        }
        let Some(person) = check.parsed::<PersonId>("person", "page-wrong-choice") else { return Ok(None) };
        let coordinator = coordinator_in_post(self.institutions, person);
        if coordinator.is_none() {
            check.wrong("person", "page-wrong-choice");
        }
        Ok(coordinator.map(CaseCommand::AppointCoordinator))
    }

    fn referral(&self, check: &mut FormCheck<'_>) -> Option<CaseCommand> {
        let receiver = self.institution(check, "receiver");
        let stage = stage(check);
        let request = check.text_if_any("request");
        let answer_by = answer_by(check, self.page_request.moment.today, &self.app.config().calendar);
        let referral: Option<ReferralId> = new_id("", self.command, 0).ok();
        Some(CaseCommand::MakeReferral {
            referral: referral?,
            receiver: receiver?,
            stage: stage?,
            answer_by: answer_by?,
            request,
        })
    }

    fn person(&self, check: &mut FormCheck<'_>) -> Option<CaseCommand> {
        let (secret, today) = (self.app.config().person_key_secret.as_ref(), self.page_request.moment.today);
        let sex = self.record.case.profile.sex;
        let identified = read_identity(check, self.entries, secret, Some(sex), today)?;
        Some(CaseCommand::LinkToPerson { person: identified.key })
    }

    fn same_person(&self, check: &mut FormCheck<'_>) -> Result<Option<CaseCommand>, Failure> {
        let earlier: Option<CaseId> = check.parsed("earlier", "page-wrong-choice");
        // Both cases carry the key, or there would have been nothing to confirm; the domain looks at it again.
        let person = self.record.case.person.clone().ok_or(Failure::NotFound)?;
        Ok(earlier.map(|earlier| CaseCommand::ConfirmRetrafficking { earlier, person }))
    }

    /// The command, when its fields read well.
    fn read(&self, action: CaseAction, check: &mut FormCheck<'_>) -> Result<Option<CaseCommand>, Failure> {
        use CaseCommand as C;
        Ok(match action {
            CaseAction::Revise => {
                let (sex, age_group) = (read_sex(check), read_age_group(check, None));
                let profile = read_profile(check, sex, age_group);
                profile.map(|profile| C::ReviseProfile { profile })
            }
            CaseAction::Manager => self.manager(check),
            CaseAction::Coordinator => self.coordinator(check)?,
            CaseAction::Refer => self.referral(check),
            CaseAction::Accept => referral(check).map(|referral| C::AcceptReferral { referral }),
            CaseAction::Decline => {
                let (referral, reason) = (referral(check), check.text("reason"));
                let declined = referral.zip(reason);
                declined.map(|(referral, reason)| C::DeclineReferral { referral, reason })
            }
            CaseAction::Abroad => {
                let country: Option<Country> = check.parsed("country", "page-wrong-choice");
                let contact = check.text("contact");
                let made = country.zip(contact);
                made.map(|(country, contact)| C::MakeTransnationalReferral { country, contact })
            }
            CaseAction::Stage => stage(check).map(|stage| C::ReachStage { stage }),
            CaseAction::Update => {
                let (institution, update) = (self.institution(check, "institution"), check.text("update"));
                let news = institution.zip(update);
                news.map(|(institution, update)| C::ReportUpdate { institution, update })
            }
            CaseAction::Person => self.person(check),
            CaseAction::SamePerson => self.same_person(check)?,
            CaseAction::Close => check.text("reason").map(|reason| C::Close { reason }),
            CaseAction::Reopen => {
                let reopened = check.text("reason").zip(stage(check));
                reopened.map(|(reason, stage)| C::Reopen { reason, stage })
            }
        })
    }
}

/// An institution as manager of a case, where it is of the kind that manages cases of children or of adults, as the case is.
pub(super) fn competent_manager(
    record: &CaseRecord,
    institutions: &[InstitutionView],
    institution: InstitutionId,
) -> Option<CaseManager> {
    let role = CaseManagerRole::competent_for(record.case.profile.age_group.majority());
    is_competent(institutions, role, &institution).then_some(CaseManager { institution, role })
}

/// Somebody in post as coordinator of a case.
pub(super) fn coordinator_in_post(institutions: &[InstitutionView], person: PersonId) -> Option<CaseCoordinator> {
    let mut staff = institutions.iter().filter(|one| one.active).flat_map(|one| &one.staff);
    let institution = staff.find(|one| one.person == person)?.institution.clone();
    Some(CaseCoordinator { person, institution })
}

fn stage(check: &mut FormCheck<'_>) -> Option<CaseStage> {
    check.parsed::<StoredName<CaseStage>>("stage", "page-wrong-choice").map(|named| named.0)
}

fn referral(check: &mut FormCheck<'_>) -> Option<ReferralId> {
    check.parsed("referral", "page-wrong-choice")
}

fn answer_by(check: &mut FormCheck<'_>, today: NaiveDate, calendar: &Calendar) -> Option<DateTime<Utc>> {
    let (date, time) = (check.working_day("answer-by", today, calendar), check.time_if_any("answer-time"));
    let local = date?.and_time(time.unwrap_or_else(end_of_work));
    let at = Belgrade.from_local_datetime(&local).earliest().map(|at| at.with_timezone(&Utc));
    if at.is_none() {
        check.wrong("answer-time", "page-wrong-time");
    }
    at
}

/// Decides about a case, and goes back to its page.
pub(super) async fn act(
    State(app): State<App>,
    page_request: PageRequest,
    ActionPath((id, action)): ActionPath<(String, CaseAction)>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let id: CaseId = id.parse()?;
    let own = format!("/cases/{id}");
    let page_request = page_request.at(&own);
    let seen = queries.case(principal, &id).await?;
    let institutions = queries.institutions(principal).await?;
    let command_id = form_command_id(entries.get("once"), &format!("{}/{id}", action.name()));
    let case_form = CaseForm {
        app: &app,
        page_request: &page_request,
        entries: &entries,
        record: &seen.record,
        institutions: &institutions,
        command: command_id,
    };
    let mut check = FormCheck::of(&entries);
    let form = action.form_name();
    let command = case_form.read(action, &mut check)?;
    // It gives somebody the right to see all of a case.
    if action == CaseAction::Coordinator {
        app.must_be_confirmed(page_request.reader()?).await?;
    }
    let Some(command) = command.filter(|_| check.is_good()) else {
        let form = check.into_state(form).without(&IDENTIFYING);
        return show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, &id, Some(form)).await;
    };
    let (status, form) = match app.execute(command_id, principal, Command::Case(id.clone(), command)).await {
        Ok(_) => return Ok(Redirect::to(&own).into_response()),
        // What says who somebody is must be in no answer, so this form is not offered to be sent again as it was.
        Err(Failure::Unavailable(_)) if action == CaseAction::Person => {
            check.wrong("form", "case-not-saved");
            (StatusCode::SERVICE_UNAVAILABLE, check.into_state(form))
        }
        Err(failure) => (StatusCode::UNPROCESSABLE_ENTITY, refused(failure, check, form)?),
    };
    show(&app, &page_request, status, &id, Some(form.without(&IDENTIFYING))).await
}
