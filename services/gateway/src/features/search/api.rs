//! The API of search, and what travels.

use axum::Json;
use axum::extract::{RawQuery, State};
use chrono::NaiveDate;
use events::authority::Principal;
use readmodels::queries::FoundThing;
use readmodels::search::{SearchKind, SearchTerms};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::page::href_of;
use crate::app::App;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::signed_in::SignedIn;
use crate::queries::search::Findings;
use crate::wording::texts::{Texts, texts};
use crate::wording::wire_enum::wire_enum;

wire_enum! {
    /// What sort of thing was found.
    pub(crate) enum FoundKind {
        ActionItem = "action-item",
        Meeting = "meeting",
        Decision = "decision",
        DataRequest = "data-request",
        Objective = "objective",
        Indicator = "indicator",
        Module = "module",
        Case = "case",
        Institution = "institution",
        Person = "person",
    }
}

impl FoundKind {
    const fn of(kind: SearchKind) -> Self {
        match kind {
            SearchKind::ActionItem => Self::ActionItem,
            SearchKind::Meeting => Self::Meeting,
            SearchKind::Decision => Self::Decision,
            SearchKind::DataRequest => Self::DataRequest,
            SearchKind::Objective => Self::Objective,
            SearchKind::Indicator => Self::Indicator,
            SearchKind::Module => Self::Module,
        }
    }
}

/// What is looked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes the query for the document; it is read as a form's fields")]
pub(crate) struct SearchQuery {
    /// Words, in whatever script and with or without diacritics. What is found has all of them, or words that begin with them;
    /// where nothing has, one slip in a word is forgiven.
    q: String,
}

/// Something that was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundItem {
    kind: FoundKind,
    /// The thing's id; of a decision its meeting's, of an indicator its objective's, of a person the person's.
    id: String,
    /// Of an indicator its id within the objective.
    part: Option<String>,
    /// What it is called; of a decision its meeting's title. A case has nothing but its reference, a person a name.
    title: Option<Texts>,
    /// A person's name.
    name: Option<String>,
    /// The institution whose it is, or of which a person is.
    institution: Option<String>,
    /// A piece of the text in which it was found, where that is not the title.
    excerpt: Option<String>,
    /// The day that it is due or takes place on, in Kosovo.
    on: Option<NaiveDate>,
    /// The path of its page, where whoever asks may open it.
    page: Option<String>,
}

/// What was found: of each kind the best first, 20 at most.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Found {
    /// Whether nothing has the words as they were given, and a slip in each was forgiven.
    forgiving: bool,
    items: Vec<FoundItem>,
}

impl FoundItem {
    fn bare(kind: FoundKind, id: &str, page: String) -> Self {
        Self {
            kind,
            id: id.to_owned(),
            part: None,
            title: None,
            name: None,
            institution: None,
            excerpt: None,
            on: None,
            page: Some(page),
        }
    }

    fn thing(principal: &Principal, found: &FoundThing) -> Self {
        Self {
            kind: FoundKind::of(found.kind),
            id: found.stream.key().to_owned(),
            part: Some(found.part.clone()).filter(|_| found.kind == SearchKind::Indicator),
            title: Some(texts(&found.title)),
            name: None,
            institution: found.access.owner().map(ToString::to_string),
            excerpt: found.excerpt.clone(),
            on: found.on,
            page: href_of(principal, found),
        }
    }

    fn all(principal: &Principal, found: &Findings) -> Vec<Self> {
        let things = found.things.iter().map(|found| Self::thing(principal, found));
        let cases = found.cases.iter().map(|case| Self::bare(FoundKind::Case, case.as_str(), format!("/cases/{case}")));
        let institutions = found.institutions.iter().map(|one| Self {
            title: Some(texts(&one.names)),
            ..Self::bare(FoundKind::Institution, one.id.as_str(), format!("/institutions/{}", one.id))
        });
        let people = found.people.iter().map(|(person, institution)| Self {
            name: person.name.as_ref().map(ToString::to_string),
            institution: Some(institution.id.to_string()),
            ..Self::bare(FoundKind::Person, person.person.as_str(), format!("/institutions/{}", institution.id))
        });
        things.chain(cases).chain(institutions).chain(people).collect()
    }
}

/// Finds whatever has some words, among what whoever asks may see: action items, meetings, decisions, data requests,
/// objectives, indicators, training modules, cases by their references, institutions, and people in post.
#[utoipa::path(get, path = "/api/v1/search", operation_id = "search_everything", tag = "search",
    params(SearchQuery),
    responses((status = 200, body = Found, description = "What was found, kind by kind.")))]
pub(super) async fn search(
    State(app): State<App>,
    SignedIn(reader): SignedIn,
    RawQuery(query): RawQuery,
) -> Result<Json<Found>, Failure> {
    let fields = FormEntries::of_query(query.as_deref())?;
    let nothing = || Failure::Invalid { at: "q".to_owned(), what: "give a word or a number to look for".to_owned() };
    let terms = SearchTerms::read(fields.get("q")).ok_or_else(nothing)?;
    let found = app.queries().search(&reader.principal, &terms).await?;
    Ok(Json(Found { forgiving: found.forgiving, items: FoundItem::all(&reader.principal, &found) }))
}
