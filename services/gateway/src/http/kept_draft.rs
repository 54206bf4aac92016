//! Keeping what is typed into a form: which of its fields may be kept, and what is said of it, to a script and on a page.
//!
//! Every field passes the guard before it is kept. What the guard refuses is not kept, and neither is what it asks about: a draft is
//! held for weeks, and a text in doubt is nobody's to hold before it was looked at. What the field held when it was last kept stays.

use std::collections::BTreeMap;

use axum::Json;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{NaiveDate, NaiveTime};
use language::catalogue::Value;
use serde::Serialize;

use crate::app::App;
use crate::app::kept_drafts::DraftOwner;
use crate::failure::Failure;
use crate::free_text::Objection;
use crate::http::draft_windows::{is_beside, place_of};
use crate::http::form::{FormCheck, FormEntries, FormState, SEEN};
use crate::http::page_request::PageRequest;
use crate::http::typed_fields::{DRAFT_WINDOW, KEPT_AFTER, NOT_TYPED};
use crate::wording::dates::moment;

/// What came of keeping a form.
pub(crate) struct KeptForm {
    /// What was wrong at which field.
    wrong: BTreeMap<String, Objection>,
    /// What is said of it.
    said: String,
    /// Whether it is kept beside what was typed in another window since.
    is_beside: bool,
}

/// The same for a script.
#[derive(Debug, Serialize)]
struct KeptAnswer {
    said: String,
    wrong: BTreeMap<String, String>,
}

/// What the guard has against a field. A date or a time of day is what its field asks for.
pub(crate) fn objection(value: &str) -> Option<Objection> {
    let is_date = value.parse::<NaiveDate>().is_ok() || NaiveTime::parse_from_str(value, "%H:%M").is_ok();
    if is_date { None } else { Objection::to(value) }
}

/// Keeps what was typed into a form as its person's draft, but for what the guard objects to; `after` says after which session that had
/// run out, where it had.
pub(crate) async fn keep(
    app: &App,
    page_request: &PageRequest,
    owner: DraftOwner<'_>,
    address: &str,
    entries: &FormEntries,
    after: Option<&str>,
) -> Result<KeptForm, Failure> {
    let drafts = app.drafts_of(owner).await;
    let place = place_of(&drafts, address, entries)?;
    let (address, earlier) = (place.as_ref(), drafts.get(place.as_ref()));
    let (mut fields, mut wrong) = (vec![], BTreeMap::new());
    for (name, value) in entries.pairs().iter().filter(|(name, _)| name == SEEN || !NOT_TYPED.contains(&name.as_str()))
    {
        match objection(value.trim()) {
            None => fields.push((name.clone(), value.clone())),
            Some(objection) => {
                wrong.insert(name.clone(), objection);
                let before = earlier.into_iter().flat_map(|draft| &draft.fields).filter(|(known, _)| known == name);
                fields.extend(before.cloned());
            }
        }
    }
    let language = page_request.language;
    if fields.iter().all(|(name, value)| name == SEEN || value.trim().is_empty()) {
        app.discard_draft(owner.person, address).await?;
        return Ok(KeptForm { wrong, said: app.say(language, "page-draft-nothing"), is_beside: false });
    }
    fields.extend(after.map(|session| (KEPT_AFTER.to_owned(), session.to_owned())));
    fields.extend(
        Some(entries.get(DRAFT_WINDOW))
            .filter(|window| !window.is_empty())
            .map(|window| (DRAFT_WINDOW.to_owned(), window.to_owned())),
    );
    let at = app.keep_draft(owner, address, fields).await?;
    let is_beside = is_beside(address);
    let key = if is_beside { "page-draft-beside" } else { "page-draft-kept" };
    let said = app.catalogue().say(language, key, &[("at", Value::from(moment(language, at)))]);
    let said = if wrong.is_empty() { said } else { app.say(language, "page-draft-not-all") };
    Ok(KeptForm { wrong, said, is_beside })
}

impl KeptForm {
    /// Whether every field was kept.
    pub(crate) fn is_whole(&self) -> bool {
        self.wrong.is_empty()
    }

    /// Whether it is kept beside what was typed in another window since.
    pub(crate) fn is_beside(&self) -> bool {
        self.is_beside
    }

    /// The form to be shown again, with what is wrong at its fields.
    pub(crate) fn state(&self, entries: &FormEntries, name: &str) -> FormState {
        let mut check = FormCheck::of(entries);
        for (field, objection) in &self.wrong {
            check.objects(field, objection);
        }
        check.into_state(name)
    }

    /// The answer to a script.
    pub(crate) fn for_script(self, app: &App, page_request: &PageRequest) -> Response {
        let catalogue = app.catalogue();
        let words = |objection: &Objection| {
            let kinds: Vec<String> =
                objection.kind_keys().iter().map(|key| catalogue.say(page_request.language, key, &[])).collect();
            catalogue.say(page_request.language, &objection.text_key(), &[("found", Value::from(kinds.join(", ")))])
        };
        let wrong = self.wrong.iter().map(|(field, objection)| (field.clone(), words(objection))).collect();
        (StatusCode::OK, Json(KeptAnswer { said: self.said, wrong })).into_response()
    }
}

/// Tells a script in words why nothing was kept.
pub(crate) fn not_kept(status: StatusCode, said: String) -> Response {
    (status, Json(KeptAnswer { said, wrong: BTreeMap::new() })).into_response()
}

/// Whether a script asks, which shows the answer itself.
pub(crate) fn is_asked_by_script(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|kinds| kinds.to_str().ok()).is_some_and(|kinds| kinds == "application/json")
}
