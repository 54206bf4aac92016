//! Which subjects a look goes through: everything, or only what something may have happened to. Which those are, the
//! [`agenda`](crate::agenda) knows.

use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::Arc;

use events::ids::StreamId;

/// Which streams a look goes through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Subjects {
    /// All there are.
    #[default]
    All,
    /// These: what is told about others has been told, or waits for another day.
    Only(Arc<BTreeSet<StreamId>>),
}

impl Subjects {
    /// The ids of these that are of a kind, in order; nothing, where all are gone through.
    pub(crate) fn ids<I: FromStr>(&self, kind: &'static str) -> Option<impl Iterator<Item = I>> {
        let Self::Only(streams) = self else { return None };
        let of_kind = streams.iter().filter(move |stream| stream.kind() == kind);
        Some(of_kind.filter_map(|stream| stream.key().parse().ok()))
    }
}
