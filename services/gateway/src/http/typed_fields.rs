//! Which fields of a form somebody types, and which are the page's own.
//!
//! It knows a form as its pairs of names and values, and no page.

use crate::http::form::{SEEN, WRITTEN_BY};

/// The field of a form that says from which draft its page was made.
pub(crate) const DRAFT_FROM: &str = "draft-from";

/// The field in which a script says in which window it is typed; a draft says so of itself.
pub(crate) const DRAFT_WINDOW: &str = "draft-window";

/// The fields of a form that are none of what somebody typed.
pub(crate) const NOT_TYPED: [&str; 9] =
    ["once", "back", "draft", SEEN, "keep", WRITTEN_BY, KEPT_AFTER, DRAFT_FROM, DRAFT_WINDOW];

/// In a draft: after which session, which had run out, it was kept.
pub(crate) const KEPT_AFTER: &str = "kept-after";

/// What somebody typed into a form: every field that is not empty and not the page's own, trimmed.
pub(crate) fn typed_into(fields: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    let typed = fields.iter().filter(|(name, _)| !NOT_TYPED.contains(&name.as_str()));
    typed.map(|(name, value)| (name.as_str(), value.trim())).filter(|(_, value)| !value.is_empty())
}
