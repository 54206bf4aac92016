//! Finding things by words: how words are compared, what can be found, and for whom it is in the index.
//!
//! Depends on `events` and on `privacy`, which folds letters. Knows no table and no query: the projection writes what is told
//! here, the query asks for it, and pages compare what is not in the index by the same rules.

mod audience;
mod document;
mod spelling;
mod terms;

pub use audience::SearchAudience;
pub(crate) use audience::audiences_of;
pub use document::{DocumentAccess, SearchKind};
pub(crate) use spelling::begins_almost_with;
pub(crate) use terms::plain_words;
pub use terms::{MatchQuality, SearchTerms};
