//! The link of the first start: whoever has it says who of the Secretariat they are, and is the first administrator.
//!
//! It serves as long as nobody is one, and as long as the process that printed it.

use std::collections::BTreeSet;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use events::Command;
use events::account::{AccountCommand, Fingerprint, Role, Way};
use events::audit::{AuditedAct, Door};
use events::authority::Principal;
use events::ids::{CommandId, InstitutionId, PersonId};
use events::institution::{Appointee, InstitutionCommand, InstitutionKind, Post};
use events::language::{Language, LocalText};
use events::text::Text;
use minijinja::context;
use privacy::letters::fold_into;
use readmodels::views::{InstitutionView, PersonView};
use serde::Deserialize;

use super::entering::let_in;
use crate::app::App;
use crate::app::secrets::draw_id;
use crate::failure::Failure;
use crate::http::form::{FormCheck, FormEntries, FormState};
use crate::http::page_request::PageRequest;
use crate::http::sealing::seal;
use crate::http::visitor::Visitor;
use coordination::{Origin, on_behalf};

/// The institution that is registered where there is no Secretariat yet.
const SECRETARIAT: &str = "sekretariati";

#[derive(Debug, Deserialize)]
pub(super) struct Link {
    #[serde(default)]
    token: String,
}

/// Whether a token is that of the first start, while nobody is an administrator.
async fn opens(app: &App, token: &str) -> Result<(), Failure> {
    // Compared by fingerprint, so that how long it takes tells nothing of the secret.
    let known = Fingerprint::of(token) == Fingerprint::of(app.first_start_secret());
    if known && app.is_first_start().await? { Ok(()) } else { Err(Failure::LinkSpent) }
}

/// The Secretariat, where there is one.
async fn secretariat(app: &App) -> Result<Option<InstitutionView>, Failure> {
    let all = app.queries().institutions(&Principal::secretariat()).await?;
    Ok(all.into_iter().find(|one| one.active && one.kind == InstitutionKind::Secretariat))
}

async fn show(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    token: &str,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let staff = secretariat(app).await?.map(|one| one.staff).unwrap_or_default();
    let named = |one: &PersonView| Some((one.person.to_string(), one.name.as_ref()?.to_string()));
    let staff: Vec<(String, String)> = staff.iter().filter_map(named).collect();
    let shown = context! { token, staff, form, seals => app.sealer().is_some(), bare => true };
    app.render(page_request, status, "first_start.html", shown)
}

/// Asks whoever has the link who they are.
pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    Query(link): Query<Link>,
) -> Result<Response, Failure> {
    opens(&app, &link.token).await?;
    show(&app, &page_request, StatusCode::OK, &link.token, None).await
}

/// Makes the first administrator, and signs them in.
pub(super) async fn enter(
    State(app): State<App>,
    page_request: PageRequest,
    visitor: Visitor,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let origin = Origin { door: Door::Page, network: visitor.network() };
    on_behalf(origin, async {
        let token = entries.get("token");
        let _turn = app.first_start_turn().lock().await;
        if let Err(failure) = opens(&app, token).await {
            app.audit().record(&app.own_principal(), AuditedAct::SignInFailed, "first-start");
            return Err(failure);
        }
        let mut check = FormCheck::of(&entries);
        let person = match entries.get("person") {
            "" => appointed(&app, &page_request, &mut check).await?,
            known => known_person(&app, &mut check, known).await?,
        };
        let Some(person) = person.filter(|_| check.is_good()) else {
            let form = check.into_state("first-start");
            return show(&app, &page_request, StatusCode::UNPROCESSABLE_ENTITY, token, Some(form)).await;
        };
        let begun = begin(&app, &page_request, &visitor, &person, token).await;
        if let Err(failure) = &begun {
            app.audit().record(&app.own_principal(), AuditedAct::SignInFailed, failure.code());
        }
        begun
    })
    .await
}

/// Grants the role and signs in, by the link of the first start.
async fn begin(
    app: &App,
    page_request: &PageRequest,
    visitor: &Visitor,
    person: &PersonView,
    token: &str,
) -> Result<Response, Failure> {
    let (own, link) = (app.own_principal(), Fingerprint::of(token));
    let of = |command| Command::Account(person.person.clone(), command);
    let id =
        |about: &str| CommandId::named(&format!("gateway/first-start/{}/{about}/{}", link.as_str(), person.person));
    let until = app.world_time() + chrono::TimeDelta::hours(1);
    app.execute(id("link"), &own, of(AccountCommand::IssueLink { link: link.clone(), until })).await?;
    let institution = Some(person.institution.clone());
    app.execute(id("role"), &own, of(AccountCommand::GrantRole { role: Role::Administrator, institution })).await?;
    let_in(app, page_request, visitor, person, Way::Link { link }, "/accounts").await
}

async fn known_person(app: &App, check: &mut FormCheck<'_>, id: &str) -> Result<Option<PersonView>, Failure> {
    let staff = secretariat(app).await?.map(|one| one.staff).unwrap_or_default();
    let found = staff.into_iter().find(|one| one.person.as_str() == id);
    if found.is_none() {
        check.wrong("person", "page-wrong-choice");
    }
    Ok(found)
}

/// Somebody of whom the log does not know yet, appointed to the Secretariat, which is registered where there is none.
async fn appointed(
    app: &App,
    page_request: &PageRequest,
    check: &mut FormCheck<'_>,
) -> Result<Option<PersonView>, Failure> {
    let name = check.staff_text("name");
    let Some(name) = name.filter(|_| check.is_good()) else { return Ok(None) };
    let staff = secretariat(app).await?.map(|one| one.staff).unwrap_or_default();
    if staff.iter().filter_map(|one| one.name.as_ref()).any(|known| looks_like(known.as_str(), name.as_str())) {
        check.wrong("name", "page-wrong-name-known");
        return Ok(None);
    }
    let id: PersonId = draw_id("p").parse()?;
    let Some(name) = seal(app, check, "name", &id, &name).await else { return Ok(None) };
    let appointee = Appointee { person: id.clone(), name, phone: None, language: page_request.language };
    let own = app.own_principal();
    let (institution, has_focal_point) = match secretariat(app).await? {
        Some(known) => {
            let has_focal_point = known.staff.iter().any(|one| one.post == Post::FocalPoint);
            (known.id, has_focal_point)
        }
        None => (registered(app).await?, false),
    };
    let appoint = if has_focal_point {
        InstitutionCommand::AppointDeputy(appointee)
    } else {
        InstitutionCommand::AppointFocalPoint(appointee)
    };
    let command = CommandId::named(&format!("gateway/first-start/appoint/{id}"));
    app.execute(command, &own, Command::Institution(institution, appoint)).await?;
    app.queries().person(&id).await
}

/// Whether two names read alike: in small letters or capitals, with marks or without, in either alphabet, whichever part comes
/// first. Albanian writes *sh* and *zh* where Serbian writes *š* and *ž*.
fn looks_like(one: &str, other: &str) -> bool {
    let plain = |name: &str| {
        let word = |word: &str| {
            let mut plain = String::new();
            word.chars().for_each(|letter| fold_into(&mut plain, letter));
            plain.replace("sh", "s").replace("zh", "z")
        };
        name.split_whitespace().map(word).collect::<BTreeSet<_>>()
    };
    plain(one) == plain(other)
}

/// Registers the Secretariat.
async fn registered(app: &App) -> Result<InstitutionId, Failure> {
    let id: InstitutionId = SECRETARIAT.parse()?;
    let unnamed = |_| Failure::Page("the Secretariat has no name in the texts".to_owned());
    let said = Language::ALL.map(|language| (language, app.say(language, "secretariat-name")));
    let names = LocalText::from_versions(said.iter().map(|(language, name)| (*language, name.as_str())));
    let names = names.map_err(unnamed)?;
    let role: Text = app.say(Language::default(), "secretariat-role").parse().map_err(unnamed)?;
    let register =
        InstitutionCommand::Register { names, kind: InstitutionKind::Secretariat, role, authority_member: false };
    let command = CommandId::named("gateway/first-start/register");
    app.execute(command, &app.own_principal(), Command::Institution(id.clone(), register)).await?;
    Ok(id)
}
