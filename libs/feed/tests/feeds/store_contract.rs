//! The embedded feed under the suite.

use std::sync::Arc;

use feed::{EventFeed, StoreFeed};
use store::{EventStore, SqliteEventStore};
use tempfile::TempDir;

use crate::contract::Harness;
use crate::event_feed_contract;

pub(crate) struct Embedded {
    store: Arc<SqliteEventStore>,
    _folder: TempDir,
}

impl Harness for Embedded {
    async fn fresh() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        Self { store, _folder: folder }
    }

    fn store(&self) -> Arc<dyn EventStore> {
        self.store.clone()
    }

    fn feed(&self, _: &str) -> Box<dyn EventFeed> {
        Box::new(StoreFeed::new(self.store.clone()))
    }
}

event_feed_contract!(Embedded);
