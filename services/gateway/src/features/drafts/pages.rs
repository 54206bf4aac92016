//! One's own drafts: kept by the button of a form or by the script that presses it as somebody types, listed, thrown away.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use minijinja::context;

use crate::app::App;
use crate::app::kept_drafts::{form_address, is_unsent};
use crate::failure::Failure;
use crate::http::draft_windows::{is_beside, place_of};
use crate::http::form::{FormEntries, WRITTEN_BY};
use crate::http::kept_draft::{is_asked_by_script, keep as keep_form};
use crate::http::page_request::PageRequest;
use crate::http::sent_form::{DRAFT, DRAFTS_PATH};
use crate::http::typed_fields::{NOT_TYPED, typed_into};

/// How much of what was typed the list shows, in characters.
const SHOWN: usize = 160;

/// Lists one's own drafts, the last typed first.
pub(super) async fn list(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    let mut drafts: Vec<_> = page_request.drafts.values().collect();
    drafts.sort_by_key(|draft| std::cmp::Reverse(draft.typed_at));
    let rows = drafts.into_iter().map(|draft| {
        let typed: Vec<&str> = typed_into(&draft.fields).map(|(_, value)| value).collect();
        let longest = typed.iter().copied().max_by_key(|value| value.len()).unwrap_or_default();
        let path = form_address(&draft.address).map_or("/", |(path, _)| path);
        // It is sent as it came; whose it is the form says that sends it.
        let unsent = is_unsent(&draft.address);
        let fields = draft.fields.iter().filter(|(name, _)| unsent && name != WRITTEN_BY && name != DRAFT);
        context! {
            address => draft.address,
            path,
            fields => fields.collect::<Vec<_>>(),
            unsent,
            beside => is_beside(&draft.address),
            // Its person sees all of it before they send it: somebody else may have had their device.
            typed,
            page => path.rsplit_once('/').map(|(page, _)| page).filter(|page| !page.is_empty()).unwrap_or(path),
            typed_at => draft.typed_at,
            beginning => longest.chars().take(SHOWN).collect::<String>(),
        }
    });
    let days = app.config().sessions.drafts_kept.as_secs() / (24 * 60 * 60);
    let shown = context! { rows => rows.collect::<Vec<_>>(), days };
    app.render(&page_request, StatusCode::OK, "drafts.html", shown)
}

/// The address of the form that was sent here, its page, and its name there.
fn address(entries: &FormEntries) -> Result<(&str, &str, &str), Failure> {
    let address = entries.get(DRAFT);
    let (path, name) = form_address(address).ok_or(Failure::Malformed(DRAFT))?;
    Ok((address, path, name))
}

/// Keeps what was typed, and goes back to the page; or says at which field what is not kept.
pub(super) async fn keep(
    State(app): State<App>,
    page_request: PageRequest,
    headers: HeaderMap,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let (address, path, name) = address(&entries)?;
    let kept = keep_form(&app, &page_request, page_request.reader()?.draft_owner(), address, &entries, None).await?;
    if is_asked_by_script(&headers) {
        return Ok(kept.for_script(&app, &page_request));
    }
    if kept.is_beside() && kept.is_whole() {
        // The page shows what is newer; what is kept beside it is in the list.
        return Ok(Redirect::to(DRAFTS_PATH).into_response());
    }
    if kept.is_whole() {
        return Ok(Redirect::to(path).into_response());
    }
    let typed = entries.pairs().iter().filter(|(field, _)| !NOT_TYPED.contains(&field.as_str()));
    let sent_along = |field: &str| NOT_TYPED.contains(&field) && field != WRITTEN_BY;
    let hidden = entries.pairs().iter().filter(|(field, _)| sent_along(field));
    let shown = context! {
        form => kept.state(&entries, name),
        of => name,
        back => path,
        typed => typed.collect::<Vec<_>>(),
        hidden => hidden.collect::<Vec<_>>(),
    };
    app.render(&page_request.at(path), StatusCode::UNPROCESSABLE_ENTITY, "draft_not_kept.html", shown)
}

/// Throws a draft away, and goes back to where that was asked for.
pub(super) async fn discard(
    State(app): State<App>,
    page_request: PageRequest,
    entries: FormEntries,
) -> Result<Response, Failure> {
    let (address, path, _) = address(&entries)?;
    let owner = page_request.reader()?.draft_owner();
    let place = place_of(&page_request.drafts, address, &entries)?;
    app.discard_draft(owner.person, &place).await?;
    Ok(Redirect::to(entries.back_or(path)).into_response())
}
