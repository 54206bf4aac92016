//! Opening a case.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Datelike;
use coordination::Accepted;
use events::Command;
use events::authority::Principal;
use events::case::{CaseCommand, CaseManagerRole};
use events::ids::{CaseId, CommandId, InstitutionId};
use events::institution::InstitutionKind;
use minijinja::context;
use readmodels::views::InstitutionView;

use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::features::cases::profile::{
    IDENTIFYING, choices, has_identity, read_age_group, read_identity, read_profile, read_sex,
};
use crate::features::cases::texts::CaseTexts;
use crate::http::commands::form_command_id;
use crate::http::form::{FormCheck, FormEntries, FormState, refused};
use crate::http::page_request::PageRequest;
use crate::presentation::directory::institution_options;

/// How many references are tried when others take them at the same time.
const ATTEMPTS: u32 = 5;

/// Institutions of a kind that take part, to choose from.
pub(super) fn of_kind(all: &[InstitutionView], kind: InstitutionKind) -> Vec<InstitutionView> {
    all.iter().filter(|one| one.active && one.kind == kind).cloned().collect()
}

/// Which kind of institution manages a case as what.
pub(super) const fn kind_of(role: CaseManagerRole) -> InstitutionKind {
    match role {
        CaseManagerRole::CentreForSocialWork => InstitutionKind::SocialWork,
        CaseManagerRole::VictimAdvocacyOffice => InstitutionKind::Advocates,
    }
}

/// Whether an institution takes part that can manage a case as this.
pub(super) fn is_competent(all: &[InstitutionView], role: CaseManagerRole, institution: &InstitutionId) -> bool {
    of_kind(all, kind_of(role)).iter().any(|one| &one.id == institution)
}

async fn show(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let institutions = app.queries().institutions(page_request.principal()?).await?;
    let words = CaseTexts::new(app, page_request.language, &institutions);
    let named = |kind| institution_options(&of_kind(&institutions, kind), page_request.language);
    let shown = context! {
        form,
        once => draw_secret(),
        choices => choices(&words),
        institutions => institution_options(&institutions, page_request.language),
        centres => named(kind_of(CaseManagerRole::CentreForSocialWork)),
        offices => named(kind_of(CaseManagerRole::VictimAdvocacyOffice)),
        identity => app.config().person_key_secret.is_some(),
    };
    app.render(page_request, status, "case_new.html", shown)
}

pub(super) async fn new(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    show(&app, &page_request, StatusCode::OK, None).await
}

fn read(
    app: &App,
    page_request: &PageRequest,
    entries: &FormEntries,
    institutions: &[InstitutionView],
    check: &mut FormCheck<'_>,
) -> Option<CaseCommand> {
    let takes_part = |id: &InstitutionId| institutions.iter().any(|one| one.active && &one.id == id);
    let identified_by: Option<InstitutionId> = check.parsed("identified-by", "page-wrong-choice");
    if identified_by.as_ref().is_some_and(|id| !takes_part(id)) {
        check.wrong("identified-by", "page-wrong-choice");
    }
    let mut competent = BTreeMap::new();
    for (field, role) in
        [("centre", CaseManagerRole::CentreForSocialWork), ("office", CaseManagerRole::VictimAdvocacyOffice)]
    {
        let Some(id) = check.parsed_if_any::<InstitutionId>(field, "page-wrong-choice") else { continue };
        if is_competent(institutions, role, &id) {
            competent.insert(role, id);
        } else {
            check.wrong(field, "page-wrong-choice");
        }
    }
    let sex = read_sex(check);
    let (secret, today) = (app.config().person_key_secret.as_ref(), page_request.moment.today);
    let asked = has_identity(entries);
    let identified = if asked { read_identity(check, entries, secret, sex, today) } else { None };
    // An identity that does not read says nothing of the age; then the age group is not what is wrong.
    let age_group = if asked && identified.is_none() {
        None
    } else {
        read_age_group(check, identified.as_ref().map(|identified| identified.age_group))
    };
    let profile = read_profile(check, sex, age_group);
    if !check.is_good() {
        return None;
    }
    let person = identified.map(|identified| identified.key);
    Some(CaseCommand::Open { identified_by: identified_by?, profile: profile?, person, competent })
}

pub(super) async fn open(
    State(app): State<App>,
    page_request: PageRequest,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let page_request = page_request.at("/cases/new");
    let command_id = form_command_id(entries.get("once"), "open-case");
    if let Some(opened) = queries.case_opened_by(command_id).await? {
        return Ok(Redirect::to(&format!("/cases/{opened}")).into_response());
    }
    let institutions = queries.institutions(principal).await?;
    let mut check = FormCheck::of(&entries);
    let Some(command) = read(&app, &page_request, &entries, &institutions, &mut check) else {
        let form = check.into_state("open").without(&IDENTIFYING);
        return show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await;
    };
    match app.open_case(command_id, principal, command).await {
        Ok((case, _)) => Ok(Redirect::to(&format!("/cases/{case}")).into_response()),
        Err(failure) => not_done(&app, &page_request, check, failure).await,
    }
}

impl App {
    /// Opens a case under the next reference that is free, and says which. Asked again with the same id, it is the same case.
    pub(super) async fn open_case(
        &self,
        id: CommandId,
        principal: &Principal,
        command: CaseCommand,
    ) -> Result<(CaseId, Accepted), Failure> {
        let year = self.clock().moment().today.year();
        let opened = self.queries().case_opened_by(id).await?;
        let mut attempt = 0;
        loop {
            let case: CaseId = match &opened {
                Some(case) => case.clone(),
                None => self.queries().next_case_reference(year, attempt).await?.parse()?,
            };
            match self.execute(id, principal, Command::Case(case.clone(), command.clone())).await {
                Ok(accepted) => return Ok((case, accepted)),
                Err(Failure::Refused { code: "case-already-opened", .. }) if attempt + 1 < ATTEMPTS => attempt += 1,
                Err(failure) => return Err(failure),
            }
        }
    }
}

/// The form again when the case was not opened. It is made here and not where failures are dressed, because what was
/// typed into some of its fields must not be in any answer.
async fn not_done(
    app: &App,
    page_request: &PageRequest,
    mut check: FormCheck<'_>,
    failure: Failure,
) -> Result<Response, Failure> {
    let (status, form) = if let Failure::Unavailable(_) = failure {
        check.wrong("form", "case-not-saved");
        (StatusCode::SERVICE_UNAVAILABLE, check.into_state("open"))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, refused(failure, check, "open")?)
    };
    let form = form.without(&IDENTIFYING);
    show(app, page_request, status, Some(form)).await
}
