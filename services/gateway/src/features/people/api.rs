//! The API of institutions and subgroups, and what travels.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use readmodels::views::{InstitutionView, PersonView, SubgroupView};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::failure::Failure;
use crate::http::json_api::List;
use crate::http::principal::principal;
use crate::http::problem::Problem;
use crate::presentation::directory::institution_kind;
use crate::wording::texts::{Texts, texts};

/// An institution with its people in post.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Institution {
    id: String,
    names: Texts,
    /// What it is: `ministry`, `police`, `shelter` …
    kind: String,
    role: String,
    /// Whether it is a member of the National Authority.
    authority_member: bool,
    /// Whether it still takes part.
    active: bool,
    staff: Vec<Person>,
}

/// A member of staff in post.
// The wire calls the id what the domain calls it.
#[expect(clippy::struct_field_names, reason = "the fields have the names of the API")]
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Person {
    person: String,
    /// `focal-point` or `deputy`.
    post: String,
    /// Null: a former focal point whose personal data was erased.
    name: Option<String>,
    /// `sq`, `sr` or `en`.
    language: String,
    /// Whether a chat is linked.
    chat_linked: bool,
    /// Until when an open invitation can be taken, UTC.
    invited_until: Option<DateTime<Utc>>,
    /// The subgroups this person chairs.
    chairs: Vec<String>,
}

impl From<&PersonView> for Person {
    fn from(person: &PersonView) -> Self {
        Self {
            person: person.person.to_string(),
            post: person.post.code().to_owned(),
            name: person.name.as_ref().map(ToString::to_string),
            language: person.language.code().to_owned(),
            chat_linked: person.chat.is_some(),
            invited_until: person.invited_until,
            chairs: person.chairs.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<&InstitutionView> for Institution {
    fn from(institution: &InstitutionView) -> Self {
        Self {
            id: institution.id.to_string(),
            names: texts(&institution.names),
            kind: institution_kind(institution.kind).to_owned(),
            role: institution.role.to_string(),
            authority_member: institution.authority_member,
            active: institution.active,
            staff: institution.staff.iter().map(Person::from).collect(),
        }
    }
}

/// A subgroup with its chair and members.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Subgroup {
    id: String,
    name: Texts,
    chair: Option<Chair>,
    /// Its member institutions.
    members: Vec<String>,
    dissolved: bool,
}

/// Who chairs a subgroup.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Chair {
    person: String,
    institution: String,
}

impl From<&SubgroupView> for Subgroup {
    fn from(subgroup: &SubgroupView) -> Self {
        let chair = subgroup.chair.as_ref();
        Self {
            id: subgroup.id.to_string(),
            name: texts(&subgroup.name),
            chair: chair
                .map(|chair| Chair { person: chair.person.to_string(), institution: chair.institution.to_string() }),
            members: subgroup.members.iter().map(ToString::to_string).collect(),
            dissolved: subgroup.dissolved,
        }
    }
}

/// All institutions with their people in post.
#[utoipa::path(get, path = "/api/v1/institutions", operation_id = "list", tag = "institutions",
    responses((status = 200, body = List<Institution>), (status = 401, body = Problem)))]
pub(super) async fn institutions(State(app): State<App>) -> Result<Json<List<Institution>>, Failure> {
    let institutions = app.queries().institutions(&principal()).await?;
    Ok(Json(institutions.iter().map(Institution::from).collect()))
}

/// All subgroups, dissolved ones included, by id.
#[utoipa::path(get, path = "/api/v1/subgroups", operation_id = "list", tag = "subgroups",
    responses((status = 200, body = List<Subgroup>), (status = 401, body = Problem)))]
pub(super) async fn subgroups(State(app): State<App>) -> Result<Json<List<Subgroup>>, Failure> {
    let subgroups = app.queries().subgroups(&principal()).await?;
    Ok(Json(subgroups.iter().map(Subgroup::from).collect()))
}
