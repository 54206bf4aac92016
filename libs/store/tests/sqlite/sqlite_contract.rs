use std::sync::Arc;

use store::{EventStore, SqliteEventStore};
use tempfile::TempDir;

use crate::contract::Harness;
use crate::event_store_contract;

pub(crate) struct Sqlite {
    store: Arc<SqliteEventStore>,
    directory: TempDir,
}

impl Sqlite {
    fn open(directory: TempDir) -> Self {
        let store = SqliteEventStore::open(&directory.path().join("events.db")).unwrap();
        Self { store: Arc::new(store), directory }
    }
}

impl Harness for Sqlite {
    async fn fresh() -> Self {
        Self::open(tempfile::tempdir().unwrap())
    }

    fn store(&self) -> Arc<dyn EventStore> {
        self.store.clone()
    }

    async fn reopened(self) -> Self {
        assert_eq!(Arc::strong_count(&self.store), 1, "somebody still holds the store");
        let Self { store, directory } = self;
        drop(store);
        Self::open(directory)
    }
}

event_store_contract!(Sqlite);
