//! The API of institutions and subgroups, and what travels.

use axum::extract::State;
use chrono::{DateTime, Utc};
use events::institution::{InstitutionKind, Post};
use events::language::Language;
use readmodels::views::{InstitutionView, PersonView, SubgroupView};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::failure::Failure;
use crate::http::pagination::{List, Page, PageQuery, Paging};
use crate::http::signed_in::SignedIn;
use crate::wording::texts::{Texts, texts};
use crate::wording::wire_enum::wire_enum;

wire_enum! {
    /// What kind of institution it is.
    pub(crate) enum InstitutionSort of InstitutionKind {
        Coordinator = "coordinator",
        Secretariat = "secretariat",
        Ministry = "ministry",
        Police = "police",
        Commission = "commission",
        Advocates = "advocates",
        Prosecution = "prosecution",
        Council = "council",
        Courts = "courts",
        SocialWork = "social-work",
        Shelter = "shelter",
        NgoShelter = "ngo-shelter",
        International = "international",
        Donor = "donor",
    }
}

wire_enum! {
    /// The post that somebody holds at their institution.
    pub(crate) enum PostHeld of Post {
        FocalPoint = "focal-point",
        Deputy = "deputy",
    }
}

wire_enum! {
    /// In which language somebody is addressed; Serbian in either script.
    pub(crate) enum AddressedIn of Language {
        Sq = "sq",
        Sr = "sr",
        SrCyrl = "sr-Cyrl",
        En = "en",
    }
}

/// An institution with its people in post.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Institution {
    id: String,
    names: Texts,
    kind: InstitutionSort,
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
    post: PostHeld,
    /// Null: a former focal point whose personal data was erased.
    name: Option<String>,
    language: AddressedIn,
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
            post: PostHeld::from(&person.post),
            name: person.name.as_ref().map(ToString::to_string),
            language: AddressedIn::from(&person.language),
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
            kind: InstitutionSort::from(&institution.kind),
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

/// Institutions with their people in post, by id.
#[utoipa::path(get, path = "/api/v1/institutions", operation_id = "list_institutions", tag = "institutions",
    params(PageQuery), responses((status = 200, body = List<Institution>, description = "A page of institutions.")))]
pub(super) async fn institutions(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    paging: Paging,
) -> Result<Page<Institution>, Failure> {
    let institutions = app.queries().institutions(&reader.principal).await?;
    paging.page(&institutions, |one| one.id.clone(), |one| Institution::from(*one))
}

/// Subgroups, dissolved ones included, by id.
#[utoipa::path(get, path = "/api/v1/subgroups", operation_id = "list_subgroups", tag = "subgroups",
    params(PageQuery), responses((status = 200, body = List<Subgroup>, description = "A page of subgroups.")))]
pub(super) async fn subgroups(State(app): State<App>, paging: Paging) -> Result<Page<Subgroup>, Failure> {
    let subgroups = app.queries().subgroups().await?;
    paging.page(&subgroups, |one| one.id.clone(), |one| Subgroup::from(*one))
}
