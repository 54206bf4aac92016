//! What people wrote, names and dates, in a reader's language. Knows the texts of the catalogue and nothing of pages.

pub(crate) mod dates;
pub(crate) mod localized_text;
pub(crate) mod names;
pub(crate) mod texts;
pub(crate) mod wire_enum;
