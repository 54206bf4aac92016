//! Handing an office over, and the briefing on it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use events::Command;
use events::authority::{NotPermitted, Principal, View, may_ask, permit_view};
use events::ids::{CommandId, InstitutionId, PersonId, SubgroupId};
use events::institution::{Appointee, InstitutionCommand, Post};
use events::language::Language;
use events::subgroup::{Chair, Subgroup, SubgroupCommand};
use events::text::Text;
use readmodels::Office;
use readmodels::views::InstitutionView;

use crate::app::App;
use crate::failure::Failure;
use crate::features::people::institutions::{self, ToldOnce};
use crate::features::people::subgroups;
use crate::http::actions::{ActionPath, actions};
use crate::http::commands::form_command_id;
use crate::http::downloads::{Taken, pdf};
use crate::http::form::{FormCheck, FormEntries, refused};
use crate::http::new_id::new_id;
use crate::http::page_request::PageRequest;
use crate::http::sealing::seal;

actions! {
    /// What can be done with the posts of an institution.
    PostAction {
        HandOver = "hand-over",
        AppointFocalPoint = "appoint-focal-point",
        AppointDeputy = "appoint-deputy",
    }
}

/// Whoever a form appoints: the deputy who succeeds, or somebody new by name.
async fn appointee(
    app: &App,
    check: &mut FormCheck<'_>,
    command: CommandId,
    institution: &InstitutionView,
) -> Result<Option<Appointee>, Failure> {
    let language: Option<Language> = check.parsed("language", "page-wrong-choice");
    let phone = check.staff_text_if_any("phone");
    let (person, name): (PersonId, Text) = match check.parsed_if_any::<PersonId>("deputy", "page-wrong-choice") {
        Some(deputy) => {
            let found = institution.staff.iter().find(|one| one.person == deputy && one.post == Post::Deputy);
            let Some(name) = found.and_then(|one| one.name.clone()) else {
                check.wrong("deputy", "page-wrong-choice");
                return Ok(None);
            };
            (deputy, name)
        }
        None => match check.staff_text("name") {
            Some(name) => (new_id("p", command, 0)?, name),
            None => return Ok(None),
        },
    };
    let Some(language) = language.filter(|_| check.is_good()) else { return Ok(None) };
    let sealed = seal(app, check, "name", &person, &name).await;
    let phone = match phone {
        None => None,
        Some(phone) => match seal(app, check, "phone", &person, &phone).await {
            Some(phone) => Some(phone),
            None => return Ok(None),
        },
    };
    Ok(sealed.map(|name| Appointee { person, name, phone, language }))
}

/// Appoints whoever took a post as chair of subgroups as well, and gives those whose chair somebody else has changed since the page was
/// made: the post is taken by then, and theirs stands.
pub(super) async fn appoint_as_chair(
    app: &App,
    principal: &Principal,
    command: CommandId,
    chair: &Chair,
    subgroups: Vec<SubgroupId>,
) -> Result<Vec<SubgroupId>, Failure> {
    let mut left = vec![];
    for subgroup in subgroups {
        let about = CommandId::named(&format!("{command}/chair/{subgroup}"));
        let appoint = SubgroupCommand::AppointChair(chair.clone());
        match app.execute(about, principal, Command::Subgroup(subgroup.clone(), appoint)).await {
            Ok(_) => {}
            Err(Failure::Overtaken(_)) => left.push(subgroup),
            Err(failure) => return Err(failure),
        }
    }
    Ok(left)
}

/// Whether somebody in post has linked a chat, so that no invitation is needed.
pub(super) async fn has_chat(
    app: &App,
    principal: &Principal,
    institution: &InstitutionId,
    person: &PersonId,
) -> Result<bool, Failure> {
    let institution = app.queries().institution(principal, institution).await?;
    Ok(institution.staff.iter().any(|one| &one.person == person && one.chat.is_some()))
}

/// Somebody in post as chair of a subgroup.
pub(super) fn chair_in_post(institutions: &[InstitutionView], person: PersonId) -> Option<Chair> {
    let mut staff = institutions.iter().filter(|one| one.active).flat_map(|one| &one.staff);
    let institution = staff.find(|one| one.person == person)?.institution.clone();
    Some(Chair { person, institution })
}

/// Appoints somebody to a post of an institution, or hands the post of focal point over, and shows the invitation.
pub(super) async fn of_institution(
    State(app): State<App>,
    page_request: PageRequest,
    ActionPath((id, action)): ActionPath<(String, PostAction)>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    // Whoever sets where somebody is reached could sign in as them.
    app.must_be_confirmed(page_request.reader()?).await?;
    let principal = page_request.principal()?;
    let id: InstitutionId = id.parse()?;
    let own = format!("/institutions/{id}");
    let page_request = page_request.at(&own);
    let institution = app.queries().institution(principal, &id).await?;
    let form_name = action.name();
    let command = form_command_id(entries.get("once"), &format!("{form_name}/{id}"));
    let mut check = FormCheck::of(&entries);
    let chairs: Vec<SubgroupId> = check.chosen("chairs");
    let appointee = appointee(&app, &mut check, command, &institution).await?;
    let Some(appointee) = appointee.filter(|_| check.is_good()) else {
        let form = check.into_state(form_name);
        return institutions::show_refused(&app, &page_request, &id, form).await;
    };
    let person = appointee.person.clone();
    let asked = match action {
        PostAction::HandOver => InstitutionCommand::HandOverFocalPoint { successor: appointee },
        PostAction::AppointFocalPoint => InstitutionCommand::AppointFocalPoint(appointee),
        PostAction::AppointDeputy => InstitutionCommand::AppointDeputy(appointee),
    };
    if let Err(failure) = app.execute(command, principal, Command::Institution(id.clone(), asked)).await {
        let form = refused(failure, check, form_name)?;
        return institutions::show_refused(&app, &page_request, &id, form).await;
    }
    let chair = Chair { person: person.clone(), institution: id.clone() };
    let chairs_left = appoint_as_chair(&app, principal, command, &chair, chairs).await?;
    let has_chat = has_chat(&app, principal, &id, &person).await?;
    if has_chat && chairs_left.is_empty() {
        return Ok(Redirect::to(&page_request.address).into_response());
    }
    let issued = if has_chat { None } else { Some(institutions::invitation(&app, &page_request, &id, &person).await?) };
    let told = ToldOnce { issued, chairs_left };
    institutions::show(&app, &page_request, StatusCode::OK, &id, told, None).await
}

/// Whether somebody may appoint a subgroup's chair, whomever it may be.
fn may_appoint_chair(principal: &Principal, id: &SubgroupId) -> bool {
    let oneself = principal.person().cloned().zip(principal.institution().cloned());
    oneself.is_some_and(|(person, institution)| {
        let appoint = SubgroupCommand::AppointChair(Chair { person, institution });
        may_ask(principal, id, &Subgroup::Unknown, &appoint)
    })
}

/// Appoints a subgroup's chair.
pub(super) async fn of_subgroup(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let principal = page_request.principal()?;
    let id: SubgroupId = id.parse()?;
    let own = format!("/subgroups/{id}");
    let page_request = page_request.at(&own);
    // Nobody was offered a choice who may not make one, so nothing is said of what was chosen.
    if !may_appoint_chair(principal, &id) {
        return Err(NotPermitted.into());
    }
    app.must_be_confirmed(page_request.reader()?).await?;
    let mut check = FormCheck::of(&entries);
    let person: Option<PersonId> = check.parsed("chair", "page-wrong-choice");
    let all = app.queries().institutions(principal).await?;
    let Some(chair) = person.and_then(|person| chair_in_post(&all, person)) else {
        check.wrong("chair", "page-wrong-choice");
        let form = Some(check.into_state("chair"));
        return subgroups::show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, &id, form).await;
    };
    let command = form_command_id(entries.get("once"), &format!("chair/{id}"));
    let appoint = SubgroupCommand::AppointChair(chair);
    match app.execute(command, principal, Command::Subgroup(id.clone(), appoint)).await {
        Ok(_) => Ok(Redirect::to(&own).into_response()),
        Err(failure) => {
            let form = Some(refused(failure, check, "chair")?);
            subgroups::show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, &id, form).await
        }
    }
}

async fn briefing(app: &App, page_request: &PageRequest, office: &Office, name: &str) -> Result<Response, Failure> {
    let briefing = app.queries().briefing(office, page_request.moment.today).await?;
    let paper = reports::briefing::paper(&briefing, app.catalogue(), page_request.language);
    for case in &briefing.cases {
        app.audit().case_read(page_request.principal()?, &case.reference);
    }
    let bytes = paper.pdf().map_err(|error| Failure::Page(error.to_string()))?;
    let file = app.say(page_request.language, "briefing-file");
    // It says of cases as well what is theirs.
    let taken = Taken { app, by: page_request.principal()?, what: &format!("briefing {name}") };
    Ok(pdf(taken, &format!("{file}-{name}-{}.pdf", page_request.moment.today), bytes))
}

/// The briefing on an institution, as PDF.
pub(super) async fn institution_briefing(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let institution: InstitutionId = id.parse()?;
    permit_view(page_request.principal()?, &View::BriefingOfInstitution(institution.clone()))?;
    briefing(&app, &page_request, &Office::FocalPoint(institution), &id).await
}

/// The briefing on a subgroup, as PDF.
pub(super) async fn subgroup_briefing(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let subgroup: SubgroupId = id.parse()?;
    permit_view(page_request.principal()?, &View::BriefingOfSubgroup(subgroup.clone()))?;
    briefing(&app, &page_request, &Office::Chair(subgroup), &id).await
}

/// The briefing on the cases that somebody coordinates, as PDF.
pub(super) async fn coordinator_briefing(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let person: PersonId = id.parse()?;
    permit_view(page_request.principal()?, &View::BriefingOfCaseCoordinator(person.clone()))?;
    briefing(&app, &page_request, &Office::CaseCoordinator(person), "cases").await
}
