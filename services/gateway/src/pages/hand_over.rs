//! Handing an office over, and the briefing on it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use events::Command;
use events::authority::{View, permit_view};
use events::ids::{CommandId, InstitutionId, PersonId, SubgroupId};
use events::institution::{Appointee, InstitutionCommand, Post};
use events::language::Language;
use events::subgroup::{Chair, SubgroupCommand};
use events::text::Text;
use projections::Office;
use projections::views::InstitutionView;

use super::training::pdf;
use super::{institutions, refused, staff, standing, subgroups};
use crate::asking::form_command;
use crate::failure::Failure;
use crate::form::{Check, Entries};
use crate::gateway::Gateway;
use crate::new_id::new_id;
use crate::visit::Visit;

/// Whoever a form appoints: the deputy who succeeds, or somebody new by name.
async fn appointee(
    gateway: &Gateway,
    check: &mut Check<'_>,
    command: CommandId,
    institution: &InstitutionView,
) -> Result<Option<Appointee>, Failure> {
    let language: Option<Language> = check.parsed("language", "page-wrong-choice");
    let phone = check.of_staff_if_any("phone");
    let (person, name): (PersonId, Text) = match check.parsed_if_any::<PersonId>("deputy", "page-wrong-choice") {
        Some(deputy) => {
            let found = institution.staff.iter().find(|one| one.person == deputy && one.post == Post::Deputy);
            let Some(name) = found.and_then(|one| one.name.clone()) else {
                check.wrong("deputy", "page-wrong-choice");
                return Ok(None);
            };
            (deputy, name)
        }
        None => match check.of_staff("name") {
            Some(name) => (new_id("p", command, 0)?, name),
            None => return Ok(None),
        },
    };
    let Some(language) = language.filter(|_| check.is_good()) else { return Ok(None) };
    let sealed = staff::seal(gateway, check, "name", &person, &name).await;
    let phone = match phone {
        None => None,
        Some(phone) => match staff::seal(gateway, check, "phone", &person, &phone).await {
            Some(phone) => Some(phone),
            None => return Ok(None),
        },
    };
    Ok(sealed.map(|name| Appointee { person, name, phone, language }))
}

/// Appoints somebody to a post of an institution, or hands the post of focal point over, and shows the invitation.
pub(crate) async fn of_institution(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path((id, act)): Path<(String, String)>,
    entries: Entries,
) -> Result<Response, Failure> {
    let standing = standing();
    let id: InstitutionId = id.parse()?;
    let own = format!("/institutions/{id}");
    let visit = Visit { address: own.clone(), path: own, ..visit };
    let institution = gateway.reading().institution(&standing, &id).await?;
    let command = form_command(entries.get("once"), &format!("{act}/{id}"));
    let mut check = Check::of(&entries);
    let chairs: Vec<SubgroupId> = check.chosen("chairs");
    let appointee = appointee(&gateway, &mut check, command, &institution).await?;
    let Some(appointee) = appointee.filter(|_| check.is_good()) else {
        let form = Some(check.shown(&act));
        return institutions::show(&gateway, &visit, StatusCode::UNPROCESSABLE_ENTITY, &id, None, form).await;
    };
    let person = appointee.person.clone();
    let asked = match act.as_str() {
        "hand-over" => InstitutionCommand::HandOverFocalPoint { successor: appointee },
        "appoint-focal-point" => InstitutionCommand::AppointFocalPoint(appointee),
        "appoint-deputy" => InstitutionCommand::AppointDeputy(appointee),
        _ => return Err(Failure::NotFound),
    };
    if let Err(failure) = gateway.ask(command, &standing, Command::Institution(id.clone(), asked)).await {
        let form = Some(refused(failure, check, &act)?);
        return institutions::show(&gateway, &visit, StatusCode::UNPROCESSABLE_ENTITY, &id, None, form).await;
    }
    for subgroup in chairs {
        let chair = Chair { person: person.clone(), institution: id.clone() };
        let about = CommandId::named(&format!("{command}/chair/{subgroup}"));
        gateway.ask(about, &standing, Command::Subgroup(subgroup, SubgroupCommand::AppointChair(chair))).await?;
    }
    let institution = gateway.reading().institution(&standing, &id).await?;
    let linked = institution.staff.iter().any(|one| one.person == person && one.chat.is_some());
    if linked {
        return Ok(Redirect::to(&visit.address).into_response());
    }
    let issued = institutions::invitation(&gateway, &visit, &id, &person).await?;
    institutions::show(&gateway, &visit, StatusCode::OK, &id, Some(issued), None).await
}

/// Appoints a subgroup's chair.
pub(crate) async fn of_subgroup(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path(id): Path<String>,
    entries: Entries,
) -> Result<Response, Failure> {
    let standing = standing();
    let id: SubgroupId = id.parse()?;
    let own = format!("/subgroups/{id}");
    let visit = Visit { address: own.clone(), path: own.clone(), ..visit };
    let mut check = Check::of(&entries);
    let person: Option<PersonId> = check.parsed("chair", "page-wrong-choice");
    let all = gateway.reading().institutions(&standing).await?;
    let found = person.and_then(|person| {
        let mut staff = all.iter().filter(|one| one.active).flat_map(|one| &one.staff);
        staff.find(|one| one.person == person).map(|one| (person, one.institution.clone()))
    });
    let Some((person, institution)) = found else {
        check.wrong("chair", "page-wrong-choice");
        let form = Some(check.shown("chair"));
        return subgroups::show(&gateway, &visit, StatusCode::UNPROCESSABLE_ENTITY, &id, form).await;
    };
    let command = form_command(entries.get("once"), &format!("chair/{id}"));
    let appoint = SubgroupCommand::AppointChair(Chair { person, institution });
    match gateway.ask(command, &standing, Command::Subgroup(id.clone(), appoint)).await {
        Ok(_) => Ok(Redirect::to(&own).into_response()),
        Err(failure) => {
            let form = Some(refused(failure, check, "chair")?);
            subgroups::show(&gateway, &visit, StatusCode::UNPROCESSABLE_ENTITY, &id, form).await
        }
    }
}

async fn briefing(gateway: &Gateway, visit: &Visit, office: &Office, name: &str) -> Result<Response, Failure> {
    let briefing = gateway.reading().briefing(office, visit.moment.today).await?;
    let paper = documents::briefing::paper(&briefing, gateway.pages().catalogue(), visit.language);
    let bytes = paper.pdf().map_err(|error| Failure::Page(error.to_string()))?;
    let file = gateway.pages().say(visit.language, "briefing-file");
    Ok(pdf(&format!("{file}-{name}-{}.pdf", visit.moment.today), bytes))
}

/// The briefing on an institution, as PDF.
pub(crate) async fn institution_briefing(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let institution: InstitutionId = id.parse()?;
    permit_view(&standing(), &View::TaskList(institution.clone()))?;
    briefing(&gateway, &visit, &Office::FocalPoint(institution), &id).await
}

/// The briefing on a subgroup, as PDF.
pub(crate) async fn subgroup_briefing(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let subgroup: SubgroupId = id.parse()?;
    permit_view(&standing(), &View::Board(subgroup.clone()))?;
    briefing(&gateway, &visit, &Office::Chair(subgroup), &id).await
}

/// The briefing on the cases that somebody coordinates, as PDF.
pub(crate) async fn coordinator_briefing(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let person: PersonId = id.parse()?;
    permit_view(&standing(), &View::Directory)?;
    briefing(&gateway, &visit, &Office::CaseCoordinator(person), "cases").await
}
