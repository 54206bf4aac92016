//! Which projections there are: the one place that lists them.
//!
//! Stands above the engine, which knows none of them, and above the projections, which do not know each other.

use std::sync::Arc;

use events::log_mark::LogMark;
use rusqlite::Connection;

use crate::engine::inspection::dump_of;
use crate::engine::partition::Partition;
use crate::engine::projection::Projection;
use crate::engine::read_models::ReadModels;
use crate::projections::audit_trail::AuditTrail;
use crate::projections::directory::Directory;
use crate::projections::dossiers::Dossiers;
use crate::projections::search_index::SearchIndex;
use crate::projections::task_lists::TaskLists;
use crate::projections::things::Things;
use crate::projections::timeline::Timeline;

impl ReadModels {
    /// Every read model that pages and chat need.
    pub fn standard() -> Vec<Arc<dyn Projection>> {
        Self::of(Partition::WHOLE)
    }

    /// The same, as far as they belong to one of several instances that share them.
    pub fn of(partition: Partition) -> Vec<Arc<dyn Projection>> {
        vec![
            Arc::new(TaskLists(partition)),
            Arc::new(Timeline(partition)),
            Arc::new(Things(partition)),
            Arc::new(Directory),
            Arc::new(Dossiers),
            Arc::new(AuditTrail),
            Arc::new(SearchIndex(partition)),
        ]
    }

    /// Where the standard read models in a file have come to, and their tables as text as [`Self::dump`] gives them, without
    /// opening or holding them. `None`: they are of another version, or have not all come to the same event of a log, or
    /// hold something: they are no measure of anything then.
    pub fn standard_dump(file: &mut Connection) -> rusqlite::Result<Option<(LogMark, String)>> {
        dump_of(file, &Self::standard())
    }
}
