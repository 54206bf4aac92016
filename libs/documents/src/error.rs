//! Why a document could not be made.

use krilla::error::KrillaError;

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The typeface compiled in does not read.
    #[error("the typeface of documents does not read")]
    Typeface,
    /// A4 is no page.
    #[error("a page cannot be laid out")]
    Page,
    /// A picture could not be drawn.
    #[error("the picture could not be drawn: {0}")]
    Undrawn(String),
    /// The file could not be written.
    #[error("the document could not be written: {0:?}")]
    Unwritten(KrillaError),
}
