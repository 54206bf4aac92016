//! Subgroups and their boards.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use events::authority::{Relation, permit};
use events::ids::SubgroupId;
use events::language::Language;
use minijinja::context;
use readmodels::views::{InstitutionView, SubgroupView};

use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::http::form::FormState;
use crate::http::page_request::PageRequest;
use crate::presentation::directory::chair_name;
use crate::presentation::tasks::TaskRow;
use crate::wording::localized_text::LocalizedText;

/// A board's columns, and the stages in each.
const COLUMNS: [(&str, &[&str]); 6] = [
    ("disclaimed", &["disclaimed"]),
    ("assigned", &["assigned", "accepted"]),
    ("under-way", &["under-way"]),
    ("blocked", &["blocked"]),
    ("completed", &["completed"]),
    ("verified", &["verified"]),
];

pub(super) async fn list(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let names = queries.names(principal, language).await?;
    let institutions = queries.institutions(principal).await?;
    let former = app.say(language, "page-former-focal-point");
    let mut subgroups = Vec::new();
    for subgroup in queries.subgroups().await? {
        let board = queries.board(principal, &subgroup.id).await?;
        let rows: Vec<_> = board.iter().map(|task| TaskRow::of(task, &names, language, today)).collect();
        let counts = COLUMNS.map(|(name, stages)| {
            context! { name, number => rows.iter().filter(|row| stages.contains(&row.stage)).count() }
        });
        subgroups.push(context! {
            id => subgroup.id,
            name => LocalizedText::of(&subgroup.name, language),
            chair => chair_name(&subgroup, &institutions, &names, &former),
            members => subgroup.members.iter().map(|member| names.institution(member)).collect::<Vec<_>>(),
            dissolved => subgroup.dissolved,
            counts => counts.to_vec(),
        });
    }
    app.render(&page_request, StatusCode::OK, "subgroups.html", context! { subgroups })
}

pub(super) async fn board(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&app, &page_request, StatusCode::OK, &id.parse()?, None).await
}

/// People in post of the members, to choose a chair from.
fn chair_options(
    subgroup: &SubgroupView,
    institutions: &[InstitutionView],
    language: Language,
) -> Vec<(String, String)> {
    let members = institutions.iter().filter(|one| one.active && subgroup.members.contains(&one.id));
    members
        .flat_map(|institution| institution.staff.iter().map(move |person| (institution, person)))
        .filter_map(|(institution, person)| {
            let name = person.name.as_ref()?;
            Some((person.person.to_string(), format!("{name}, {}", institution.names.in_language(language))))
        })
        .collect()
}

pub(super) async fn show(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    id: &SubgroupId,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let subgroup = queries.subgroup(principal, id).await?;
    let names = queries.names(principal, language).await?;
    let institutions = queries.institutions(principal).await?;
    let board = queries.board(principal, id).await?;
    let mut rows: Vec<_> = board.iter().map(|task| TaskRow::of(task, &names, language, today)).collect();
    rows.sort_by_key(|row| row.due);
    let columns = COLUMNS.map(|(name, stages)| {
        let tasks: Vec<_> = rows.iter().filter(|row| stages.contains(&row.stage)).collect();
        context! { name, tasks }
    });
    let former = app.say(language, "page-former-focal-point");
    let shown = context! {
        wide => true,
        once => draw_secret(),
        columns => columns.to_vec(),
        form,
        decides => permit(principal, &[Relation::Secretariat, Relation::Chairs(id.clone())]).is_ok(),
        people => chair_options(&subgroup, &institutions, language),
        subgroup => context! {
            id => subgroup.id,
            name => LocalizedText::of(&subgroup.name, language),
            chair => chair_name(&subgroup, &institutions, &names, &former),
        },
    };
    app.render(page_request, status, "subgroup.html", shown)
}
