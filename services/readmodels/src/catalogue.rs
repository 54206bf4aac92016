//! Which projections there are: the one place that lists them.
//!
//! Stands above the engine, which knows none of them, and above the projections, which do not know each other.

use std::sync::Arc;

use crate::engine::partition::Partition;
use crate::engine::projection::Projection;
use crate::engine::read_models::ReadModels;
use crate::projections::audit_trail::AuditTrail;
use crate::projections::directory::Directory;
use crate::projections::dossiers::Dossiers;
use crate::projections::task_lists::TaskLists;
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
            Arc::new(Directory),
            Arc::new(Dossiers),
            Arc::new(AuditTrail),
        ]
    }
}
