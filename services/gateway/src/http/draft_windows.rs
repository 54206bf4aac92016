//! One person in two windows at the same form. A form says from which draft its page was made, and a script from which window it is
//! kept: what an older window keeps does not replace what was typed elsewhere since, but is kept beside it, and both are listed.
//!
//! A form that says nothing of it is a program's, and is kept as it comes.

use std::borrow::Cow;

use drafts::{Draft, DraftsError};
use events::account::Fingerprint;

use crate::app::kept_drafts::{DraftsByForm, form_address};
use crate::http::form::FormEntries;
use crate::http::typed_fields::{DRAFT_FROM, DRAFT_WINDOW, typed_into};

/// What stands in the name of what is kept beside a draft, before its window's. No form of a page is called so.
const BESIDE: &str = "-beside-";

/// The most a window can be called.
const LONGEST_WINDOW: usize = 36;

/// What tells what was typed from anything else that was.
fn version_of(fields: &[(String, String)]) -> String {
    let typed: Vec<String> = typed_into(fields).map(|(name, text)| format!("{name}\n{text}")).collect();
    Fingerprint::of(&typed.join("\n\n")).as_str().to_owned()
}

/// The version of a draft, as its form says it.
pub(crate) fn version(draft: &Draft) -> String {
    version_of(&draft.fields)
}

/// Whether a draft was typed in another window since the page was made on which a form stands.
fn is_of_another_window(draft: &Draft, form: &FormEntries) -> bool {
    let says = form.pairs().iter().any(|(name, _)| name == DRAFT_FROM);
    let (from, window) = (form.get(DRAFT_FROM), form.get(DRAFT_WINDOW));
    let is_its_own = |(name, value): &(String, String)| name == DRAFT_WINDOW && !window.is_empty() && value == window;
    let version = version(draft);
    says && version != from && version != version_of(form.pairs()) && !draft.fields.iter().any(is_its_own)
}

/// Where the draft of a form is: at its own address, or beside what was typed in another window since.
pub(crate) fn place_of<'a>(
    drafts: &DraftsByForm,
    address: &'a str,
    form: &FormEntries,
) -> Result<Cow<'a, str>, DraftsError> {
    if !drafts.get(address).is_some_and(|draft| is_of_another_window(draft, form)) {
        return Ok(address.into());
    }
    let window = form.get(DRAFT_WINDOW).chars().filter(char::is_ascii_alphanumeric);
    let beside = format!("{address}{BESIDE}{}", window.take(LONGEST_WINDOW).collect::<String>());
    if form_address(&beside).is_some() { Ok(beside.into()) } else { Err(DraftsError::TooLarge) }
}

/// Whether what is kept at this address is beside a newer draft.
pub(crate) fn is_beside(address: &str) -> bool {
    form_address(address).is_some_and(|(_, name)| name.contains(BESIDE))
}
