//! The projections: each folds recorded events into tables of its own, which the queries read.
//!
//! Depends on the engine's [`Projection`](crate::Projection) trait. Knows no query, and not who asks.

pub(crate) mod audit_trail;
pub(crate) mod directory;
pub mod dossiers;
pub(crate) mod search_index;
pub(crate) mod task_lists;
pub(crate) mod things;
pub(crate) mod timeline;
