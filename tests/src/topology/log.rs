//! The log itself, read from the event store: what was recorded, whatever anybody says.

use events::StoredEvent;
use events::ids::{Position, TenantId};
use store::EventStore;
use store::eventstoredb::{EventStoreDbSettings, EventStoreDbStore};

use super::{Topology, unexpected};
use crate::TestError;

/// How many events are read at a time.
const PAGE: usize = 500;

impl Topology {
    /// The event store, reached as the services reach it.
    pub fn event_store(&self) -> Result<EventStoreDbStore, TestError> {
        let tenant: TenantId = "kosovo".parse().map_err(|error| unexpected(&error))?;
        let settings = EventStoreDbSettings::new(self.store.connection.clone(), tenant);
        EventStoreDbStore::connect(&settings).map_err(|error| unexpected(&error))
    }

    /// Every event of the log, in order.
    pub async fn log(&self) -> Result<Vec<StoredEvent>, TestError> {
        let store = self.event_store()?;
        let (mut log, mut after) = (Vec::new(), Position::START);
        loop {
            let page = store.read_all(after, PAGE).await.map_err(|error| unexpected(&error))?;
            let Some(last) = page.last() else { return Ok(log) };
            after = last.position;
            log.extend(page);
        }
    }
}
