//! Turning templates and texts into pages. Knows no feature: templates are handed in, and so is what they show.

pub(crate) mod static_files;
pub(crate) mod templates;
