//! The page of what was found, kind by kind, with what was looked for marked.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use events::authority::{Principal, View, permit_view};
use events::language::Language;
use minijinja::context;
use readmodels::queries::FoundThing;
use readmodels::search::{MatchQuality, SearchKind, SearchTerms};
use serde::Serialize;

use super::pieces::MarkedText;
use crate::app::App;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;
use crate::queries::search::{Findings, MOST_OF_A_KIND};
use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;

/// Something that was found, as a line.
#[derive(Debug, Serialize)]
struct FoundRow {
    /// Its page; none: it has none that whoever looks may open.
    href: Option<String>,
    title: MarkedText,
    excerpt: Option<MarkedText>,
    /// Whose it is, or of which institution.
    of: Option<String>,
    /// The meeting that decided it.
    meeting: Option<LocalizedText>,
    on: Option<NaiveDate>,
    /// The key of what the day is.
    on_label: &'static str,
}

/// Everything of one kind.
#[derive(Debug, Serialize)]
struct FoundGroup {
    kind: &'static str,
    rows: Vec<FoundRow>,
    /// Whether there may be more than are shown.
    is_full: bool,
}

impl FoundGroup {
    fn of(kind: &'static str, rows: Vec<FoundRow>) -> Option<Self> {
        let is_full = rows.len() >= MOST_OF_A_KIND;
        if rows.is_empty() { None } else { Some(Self { kind, rows, is_full }) }
    }
}

/// The page of what was found, where whoever looks may open it.
pub(super) fn href_of(principal: &Principal, found: &FoundThing) -> Option<String> {
    let key = found.stream.key();
    let may = |view: View| permit_view(principal, &view).is_ok();
    match found.kind {
        SearchKind::ActionItem => Some(format!("/action-items/{key}")),
        SearchKind::Meeting => Some(format!("/meetings/{key}")),
        SearchKind::Decision => Some(format!("/meetings/{key}#decisions")),
        SearchKind::DataRequest => may(View::DataRequests).then(|| format!("/data-requests/{key}")),
        SearchKind::Objective => may(View::Strategy).then(|| format!("/strategy/{key}")),
        SearchKind::Indicator => may(View::Strategy).then(|| format!("/strategy/{key}#indicator-{}", found.part)),
        SearchKind::Module => may(View::Training).then(|| format!("/training/{key}")),
    }
}

/// What is looked for, by whom, and what lines are made with.
struct RowMaker<'a> {
    app: &'a App,
    principal: &'a Principal,
    language: Language,
    names: &'a Names,
    terms: &'a SearchTerms,
}

impl RowMaker<'_> {
    fn marked(&self, text: &LocalizedText, forgiving: bool) -> MarkedText {
        MarkedText::of(text, self.terms, forgiving, self.app.catalogue(), self.language)
    }

    fn thing(&self, found: &FoundThing) -> FoundRow {
        let forgiving = found.quality == MatchQuality::Similar;
        let plain = |text: &str| MarkedText::plain(text, self.terms, forgiving);
        let called = LocalizedText::of(&found.title, self.language);
        let (title, excerpt, meeting) = match (&found.excerpt, found.kind) {
            (Some(decision), SearchKind::Decision) => (plain(decision), None, Some(called)),
            (excerpt, _) => {
                let title = self.marked(&called, forgiving);
                // Found in a language that the reader does not read: that version is shown as well.
                let other = || {
                    let mut versions = found.title.versions().map(|(_, words)| plain(words));
                    if title.has_found() { None } else { versions.find(MarkedText::has_found) }
                };
                let excerpt = excerpt.as_ref().map(|text| plain(text)).or_else(other);
                (title, excerpt, None)
            }
        };
        let of = found.access.owner().map(|owner| self.names.institution(owner));
        let on_label = match found.kind {
            SearchKind::ActionItem | SearchKind::DataRequest | SearchKind::Indicator => "page-due",
            SearchKind::Meeting | SearchKind::Decision => "search-meeting-on",
            SearchKind::Objective | SearchKind::Module => "page-from",
        };
        FoundRow { href: href_of(self.principal, found), title, excerpt, of, meeting, on: found.on, on_label }
    }

    fn named(&self, href: String, name: &str, of: Option<String>, forgiving: bool) -> FoundRow {
        let title = MarkedText::plain(name, self.terms, forgiving);
        FoundRow { href: Some(href), title, excerpt: None, of, meeting: None, on: None, on_label: "" }
    }

    fn groups(&self, found: &Findings) -> Vec<FoundGroup> {
        let of_kind = |kind: SearchKind| {
            let rows = found.things.iter().filter(|found| found.kind == kind).map(|found| self.thing(found));
            FoundGroup::of(kind.code(), rows.collect())
        };
        let cases = found.cases.iter().map(|case| self.named(format!("/cases/{case}"), case.as_str(), None, false));
        let institutions = found.institutions.iter().map(|one| {
            let name = one.names.in_language(self.language);
            self.named(format!("/institutions/{}", one.id), name, None, found.forgiving)
        });
        let people = found.people.iter().filter_map(|(person, institution)| {
            let of = Some(institution.names.in_language(self.language).to_owned());
            let href = format!("/institutions/{}#person-{}", institution.id, person.person);
            Some(self.named(href, person.name.as_ref()?.as_str(), of, found.forgiving))
        });
        let beside = [
            FoundGroup::of("case", cases.collect()),
            FoundGroup::of("institution", institutions.collect()),
            FoundGroup::of("person", people.collect()),
        ];
        SearchKind::ALL.into_iter().map(of_kind).chain(beside).flatten().collect()
    }
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (queries, principal, language) = (app.queries(), page_request.principal()?, page_request.language);
    let entries = FormEntries::of_query(query.as_deref())?;
    let typed = entries.get("q");
    let terms = SearchTerms::read(typed);
    let found = match &terms {
        Some(terms) => queries.search(principal, terms).await?,
        None => Findings::default(),
    };
    let groups = match &terms {
        Some(terms) => {
            let names = queries.names(principal, language).await?;
            RowMaker { app: &app, principal, language, names: &names, terms }.groups(&found)
        }
        None => vec![],
    };
    let count: usize = groups.iter().map(|group| group.rows.len()).sum();
    let shown = context! {
        searched => typed,
        asked => terms.is_some(),
        forgiving => found.forgiving && count > 0,
        count,
        most => MOST_OF_A_KIND,
        groups,
    };
    app.render(&page_request, StatusCode::OK, "search.html", shown)
}
