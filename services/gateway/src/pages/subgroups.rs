//! Subgroups and their boards.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use events::ids::SubgroupId;
use events::language::Language;
use minijinja::context;
use projections::views::{InstitutionView, SubgroupView};

use super::rows::{TaskRow, chair_name};
use super::standing;
use crate::failure::Failure;
use crate::form::Shown;
use crate::gateway::Gateway;
use crate::sessions::draw_secret;
use crate::visit::Visit;

/// A board's columns, and the stages in each.
const COLUMNS: [(&str, &[&str]); 5] = [
    ("assigned", &["assigned", "accepted"]),
    ("under-way", &["under-way"]),
    ("blocked", &["blocked"]),
    ("completed", &["completed"]),
    ("verified", &["verified"]),
];

pub(crate) async fn list(State(gateway): State<Gateway>, visit: Visit) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let (language, today) = (visit.language, visit.moment.today);
    let names = reading.names(&standing, language).await?;
    let institutions = reading.institutions(&standing).await?;
    let former = gateway.pages().say(language, "page-former-focal-point");
    let mut subgroups = Vec::new();
    for subgroup in reading.subgroups(&standing).await? {
        let board = reading.board(&standing, &subgroup.id).await?;
        let rows: Vec<_> = board.iter().map(|task| TaskRow::of(task, &names, language, today)).collect();
        let counts = COLUMNS.map(|(name, stages)| {
            context! { name, number => rows.iter().filter(|row| stages.contains(&row.stage)).count() }
        });
        subgroups.push(context! {
            id => subgroup.id,
            name => subgroup.name.in_language(language),
            chair => chair_name(&subgroup, &institutions, &names, &former),
            members => subgroup.members.iter().map(|member| names.institution(member)).collect::<Vec<_>>(),
            dissolved => subgroup.dissolved,
            counts => counts.to_vec(),
        });
    }
    gateway.render(&visit, StatusCode::OK, "subgroups.html", context! { subgroups })
}

pub(crate) async fn board(
    State(gateway): State<Gateway>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&gateway, &visit, StatusCode::OK, &id.parse()?, None).await
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
    gateway: &Gateway,
    visit: &Visit,
    status: StatusCode,
    id: &SubgroupId,
    form: Option<Shown>,
) -> Result<Response, Failure> {
    let (reading, standing) = (gateway.reading(), standing());
    let (language, today) = (visit.language, visit.moment.today);
    let subgroup = reading.subgroup(&standing, id).await?;
    let names = reading.names(&standing, language).await?;
    let institutions = reading.institutions(&standing).await?;
    let board = reading.board(&standing, id).await?;
    let mut rows: Vec<_> = board.iter().map(|task| TaskRow::of(task, &names, language, today)).collect();
    rows.sort_by_key(|row| row.due);
    let columns = COLUMNS.map(|(name, stages)| {
        let tasks: Vec<_> = rows.iter().filter(|row| stages.contains(&row.stage)).collect();
        context! { name, tasks }
    });
    let former = gateway.pages().say(language, "page-former-focal-point");
    let shown = context! {
        wide => true,
        once => draw_secret(),
        columns => columns.to_vec(),
        form,
        people => chair_options(&subgroup, &institutions, language),
        subgroup => context! {
            id => subgroup.id,
            name => subgroup.name.in_language(language),
            chair => chair_name(&subgroup, &institutions, &names, &former),
        },
    };
    gateway.render(visit, status, "subgroup.html", shown)
}
