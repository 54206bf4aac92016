//! Subgroups and their boards.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use events::ids::SubgroupId;
use minijinja::context;

use super::rows::{TaskRow, chair_name};
use super::standing;
use crate::failure::Failure;
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
    let (reading, standing) = (gateway.reading(), standing());
    let (language, today) = (visit.language, visit.moment.today);
    let id: SubgroupId = id.parse()?;
    let subgroup = reading.subgroup(&standing, &id).await?;
    let names = reading.names(&standing, language).await?;
    let institutions = reading.institutions(&standing).await?;
    let board = reading.board(&standing, &id).await?;
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
        subgroup => context! {
            id => subgroup.id,
            name => subgroup.name.in_language(language),
            chair => chair_name(&subgroup, &institutions, &names, &former),
        },
    };
    gateway.render(&visit, StatusCode::OK, "subgroup.html", shown)
}
