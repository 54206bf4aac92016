//! The forms of a page, as its template sees them under the name `form`: the one that is shown again with what was wrong, the drafts
//! of whoever looks, who that is, and what the page is as of.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use drafts::Draft;
use minijinja::context;
use minijinja::value::{Value, ValueKind};
use serde::Serialize;

use crate::app::App;
use crate::app::kept_drafts::form_address;
use crate::http::draft_windows::version;
use crate::http::form::{FormEntries, SEEN};
use crate::http::page_request::PageRequest;
use crate::http::sent_form::shown_as_of;
use crate::http::typed_fields::NOT_TYPED;

/// A draft, as its form shows it.
#[derive(Debug, Serialize)]
pub(crate) struct DraftRow {
    values: BTreeMap<String, Vec<String>>,
    typed_at: DateTime<Utc>,
    /// The position that the draft's page was as of when it was begun, so that what others did since is seen when it is sent.
    seen: Option<String>,
    /// Which draft it is, so that an older window does not replace it unseen.
    version: String,
}

impl DraftRow {
    pub(crate) fn of(draft: &Draft) -> Self {
        let entries = FormEntries::from_pairs(draft.fields.clone());
        let seen = Some(entries.get(SEEN)).filter(|seen| !seen.is_empty()).map(str::to_owned);
        Self { values: entries.by_field(), typed_at: draft.typed_at, seen, version: version(draft) }
    }
}

/// What a template sees under `form`; `shown` is the form that is shown again, where one is.
pub(crate) fn page_forms(app: &App, page_request: &PageRequest, shown: &Value) -> Value {
    let again = shown.get_attr("form").unwrap_or_default();
    let here = page_request.drafts.values().filter_map(|draft| {
        let (path, name) = form_address(&draft.address)?;
        (path == page_request.path).then(|| (name.to_owned(), DraftRow::of(draft)))
    });
    let drafts: BTreeMap<String, DraftRow> = here.collect();
    let mut showing: Vec<String> = drafts.keys().cloned().collect();
    showing.extend(name_of(&again));
    let around = context! {
        seen => shown_as_of(app).0,
        written_by => page_request.reader.as_ref().map(|reader| reader.person.person.as_str()),
        path => page_request.path,
        keeps_drafts => page_request.reader.is_some() && app.keeps_drafts(),
        drafts,
        showing,
    };
    if again.kind() == ValueKind::Map {
        context! { ..around, ..again }
    } else {
        around
    }
}

/// The name of the form that is shown again.
pub(crate) fn name_of(again: &Value) -> Option<String> {
    again.get_attr("name").ok().and_then(|name| name.as_str().map(str::to_owned))
}

/// What somebody typed into a form that its page has no more: somebody else's change took it away.
pub(crate) fn typed(again: &Value) -> Vec<String> {
    let Ok(values) = again.get_attr("values") else { return vec![] };
    let Ok(fields) = values.try_iter() else { return vec![] };
    let typed_into = fields.filter(|name| name.as_str().is_some_and(|name| !NOT_TYPED.contains(&name)));
    let lists = typed_into.filter_map(|name| values.get_item(&name).ok());
    let texts = lists.filter_map(|list| list.try_iter().ok()).flatten();
    texts.filter_map(|text| text.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)).collect()
}
