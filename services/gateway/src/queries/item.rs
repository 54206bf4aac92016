//! The events of one action item, as the log has them, for whoever sees the item.

use std::collections::BTreeSet;

use events::RecordedEvent;
use events::authority::{Principal, permit_view};
use events::ids::{Position, StreamId};
use readmodels::queries::EventsAt;
use readmodels::views::{TaskView, TimelineEntry};
use readmodels::{Ask, DossierKind};

use super::Queries;
use crate::failure::Failure;

impl Queries {
    /// The events behind an item's history, in order.
    pub(crate) async fn events_of_item(
        &self,
        principal: &Principal,
        task: &TaskView,
        history: &[TimelineEntry],
    ) -> Result<Vec<RecordedEvent>, Failure> {
        permit_view(principal, &task.view())?;
        let stream = StreamId::new("action-item", task.id.as_str())?;
        let of_item = history.iter().filter(|entry| entry.stream == stream);
        let positions: BTreeSet<Position> = of_item.map(|entry| entry.position).collect();
        Ok(self.read_models.ask(EventsAt::of(DossierKind::ActionItem, positions)).await?)
    }
}
