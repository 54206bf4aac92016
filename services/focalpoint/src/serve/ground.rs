//! What every service stands on.

use std::num::NonZeroU16;
use std::sync::Arc;

use ::coordination::Clock;
use ::keys::{RemotePersonKeys, Rhythm};
use ::projections::{Parking, ReadModels};
use async_nats::Client;
use async_nats::jetstream::Context;
use events::ids::ServiceName;
use events::sealed::PersonKeys;
use feed::dead_letters::JetStreamDeadLetters;
use feed::{EventFeed, JetStreamFeed, Pace};
use nats::{Leases, Terms};
use store::EventStore;
use store::eventstoredb::{EventStoreDbSettings, EventStoreDbStore};
use tokio_util::sync::CancellationToken;

use super::clock;
use super::settings::ServeSettings;
use crate::data_dir::DataDir;
use crate::hub::Fatal;

/// A service's settings and connections.
pub(super) struct Ground {
    pub(super) settings: ServeSettings,
    pub(super) name: ServiceName,
    pub(super) data: DataDir,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) client: Client,
}

/// The keys, and what keeps them up to date.
pub(super) struct Keys {
    pub(super) keys: Arc<RemotePersonKeys>,
    following: ::keys::Following,
}

impl Keys {
    /// Keeps the keys up to date in the background until told to stop.
    pub(super) fn follow(self, stop: CancellationToken) -> Arc<RemotePersonKeys> {
        tokio::spawn(self.following.run(stop));
        self.keys
    }
}

impl Ground {
    /// Connects to NATS. The servers may be away still: everything waits for them.
    pub(super) async fn of(settings: ServeSettings, name: &str) -> Result<Self, Fatal> {
        store::eventstoredb::claim_tls_provider().await?;
        let data = DataDir::open(&settings.data)?;
        let clock = clock::of(settings.rehearsal_clock.clone());
        let client = nats::connect(&settings.nats, name).await?;
        Ok(Self { settings, name: name.parse()?, data, clock, client })
    }

    /// The event store.
    pub(super) async fn store(&self) -> Result<Arc<dyn EventStore>, Fatal> {
        let told = &self.settings.event_store;
        let settings = EventStoreDbSettings {
            credentials_file: told.credentials_file.clone(),
            ..EventStoreDbSettings::new(told.connection.clone(), self.settings.tenant.clone())
        };
        Ok(Arc::new(EventStoreDbStore::connect(&settings).await?))
    }

    /// JetStream.
    pub(super) fn jetstream(&self) -> Context {
        nats::jetstream(self.client.clone())
    }

    /// The feed of the reader of this name.
    pub(super) fn feed(&self, store: Arc<dyn EventStore>, reader: ServiceName) -> Arc<dyn EventFeed> {
        Arc::new(JetStreamFeed::new(self.jetstream(), store, self.settings.tenant.clone(), reader, Pace::default()))
    }

    /// Where what cannot be processed is kept.
    pub(super) fn dead_letters(&self) -> Arc<JetStreamDeadLetters> {
        let (jetstream, tenant) = (self.jetstream(), self.settings.tenant.clone());
        Arc::new(JetStreamDeadLetters::new(jetstream, tenant, &self.settings.road))
    }

    /// The leases of which a service holds its own.
    pub(super) fn leases(&self) -> Leases {
        let terms = Terms::standard(self.settings.road.replicas);
        Leases::new(self.client.clone(), &self.settings.tenant, terms)
    }

    /// Who holds a lease is told apart by this: the process.
    pub(super) fn holder(&self) -> String {
        format!("{}/{}", self.name, self.client.new_inbox())
    }

    /// The keys of personal fields. Waits until the key service gives them.
    pub(super) async fn keys(&self) -> Result<Keys, Fatal> {
        let loaded = RemotePersonKeys::load(self.client.clone(), &self.settings.tenant, Rhythm::default());
        let (keys, following) = loaded.await?;
        Ok(Keys { keys, following })
    }

    /// Read models of this process alone, whole.
    pub(super) fn read_models(
        &self,
        keys: Arc<dyn PersonKeys>,
        projections: Vec<Arc<dyn ::projections::Projection>>,
    ) -> Result<ReadModels, Fatal> {
        Ok(ReadModels::open(&self.data.read_models(), keys, projections)?)
    }

    /// Folds this process's read models until told to stop. What they cannot take in is parked under the reader's name,
    /// and tried again when somebody asks for it.
    pub(super) async fn fold(
        &self,
        read_models: &ReadModels,
        feed: Arc<dyn EventFeed>,
        reader: &ServiceName,
        stop: &CancellationToken,
    ) -> Result<(), Fatal> {
        let clock = self.clock.clone();
        let parking = Parking::new(self.dead_letters(), reader.clone(), Arc::new(move || clock.now()));
        let again = || read_models.redrive();
        let (client, tenant) = (self.client.clone(), &self.settings.tenant);
        tokio::try_join!(
            async { read_models.run_parking(feed, parking, stop.clone()).await.map_err(Fatal::from) },
            async { feed::redriving::answer(client, tenant, reader, again, stop.clone()).await.map_err(Fatal::from) }
        )
        .map(drop)
    }

    /// How many partitions the read models have.
    pub(super) fn partitions(&self) -> Result<NonZeroU16, Fatal> {
        NonZeroU16::new(self.settings.partitions).ok_or_else(|| "partitions must be 1 or more".into())
    }
}
