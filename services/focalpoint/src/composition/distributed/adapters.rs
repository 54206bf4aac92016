//! The adapters of a service on its own: its settings, the clock, NATS, the event store, the keys.

use std::num::NonZeroU16;
use std::sync::Arc;

use async_nats::Client;
use async_nats::jetstream::Context;
use async_trait::async_trait;
use coordination::remote::RemoteCommands;
use coordination::{Clock, Coordination};
use drafts::JetStreamDrafts;
use events::ids::{ServiceName, TenantId};
use events::sealed::PersonKeys;
use feed::dead_letters::{DeadLetters, JetStreamDeadLetters};
use feed::{ConsumerTiming, EventFeed, JetStreamFeed};
use gateway::{DeadLetter, DeadLetterQueue, DeadLettersUnavailable, RedriveOutcome};
use keys::{KeysRefresh, RefreshPolicy, RemotePersonKeys};
use notifications::{AlwaysHeld, SendingLease};
use readmodels::{Parking, Projection, ReadModels, ReadPort};
use store::EventStore;
use store::eventstoredb::{EventStoreDbSettings, EventStoreDbStore};
use tokio_util::sync::CancellationToken;
use transport::{Lease, LeaseTerms, Leases};

use super::rehearsal_clock;
use crate::Fatal;
use crate::composition::Ports;
use crate::composition::dead_letters::{letter_for_page, outcome_for_page};
use crate::composition::services::coordination::command_handler;
use crate::configuration::data_directory::DataDirectory;
use crate::configuration::deployment::DeploymentSettings;
use crate::configuration::permissions::check_secret;
use crate::sealing::Sealing;

/// A service's settings and connections.
pub(crate) struct DistributedAdapters {
    pub(crate) settings: DeploymentSettings,
    pub(crate) name: ServiceName,
    pub(crate) data: DataDirectory,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) client: Client,
}

/// The keys, and what keeps them up to date.
pub(crate) struct Keys {
    keys: Arc<RemotePersonKeys>,
    refresh: KeysRefresh,
}

impl Keys {
    /// Keeps the keys up to date in the background until told to stop.
    pub(crate) fn refreshed_until(self, stop: CancellationToken) -> Arc<RemotePersonKeys> {
        tokio::spawn(self.refresh.run(stop));
        self.keys
    }
}

impl DistributedAdapters {
    /// Connects to NATS. The servers may be away still: everything waits for them.
    pub(crate) async fn connect(settings: DeploymentSettings, name: &str) -> Result<Self, Fatal> {
        let data = DataDirectory::open(&settings.data)?;
        for secret in [&settings.nats.password_file, &settings.event_store.credentials_file].into_iter().flatten() {
            check_secret(secret)?;
        }
        let clock = rehearsal_clock::clock(settings.rehearsal_clock.clone());
        let client = transport::connect(&settings.nats, name).await?;
        Ok(Self { settings, name: name.parse()?, data, clock, client })
    }

    /// The ports of this service. Under a lease, its commands carry the lease's fence, and it tells people things as long as the
    /// lease is held.
    pub(super) fn ports(
        &self,
        read_models: Arc<dyn ReadPort>,
        feed: Arc<dyn EventFeed>,
        keys: Arc<RemotePersonKeys>,
        lease: Option<Lease>,
    ) -> Ports {
        let commands = self.commands();
        let sending: Arc<dyn SendingLease> = match &lease {
            Some(lease) => Arc::new(lease.clone()),
            None => Arc::new(AlwaysHeld),
        };
        Ports {
            name: self.name.clone(),
            commands: Arc::new(match lease {
                Some(lease) => commands.under(lease),
                None => commands,
            }),
            feed,
            read_models,
            clock: self.clock.clone(),
            sealing: Sealing::new(keys),
            lease: sending,
        }
    }

    /// Commands of this service, carried out by the command servers.
    pub(crate) fn commands(&self) -> RemoteCommands {
        RemoteCommands::new(self.client.clone(), &self.settings.tenant, &self.name)
    }

    /// A command handler in this process.
    pub(crate) fn command_handler(&self, store: Arc<dyn EventStore>) -> Coordination {
        command_handler(store, self.clock.clone(), self.settings.tenant.clone())
    }

    /// The event store.
    pub(crate) fn store(&self) -> Result<Arc<dyn EventStore>, Fatal> {
        let given = &self.settings.event_store;
        let settings = EventStoreDbSettings {
            credentials_file: given.credentials_file.clone(),
            ..EventStoreDbSettings::new(given.connection.clone(), self.settings.tenant.clone())
        };
        Ok(Arc::new(EventStoreDbStore::connect(&settings)?))
    }

    /// JetStream over this service's connection.
    pub(super) fn jetstream(&self) -> Context {
        transport::jetstream(self.client.clone())
    }

    /// The feed of the reader of this name.
    pub(super) fn feed(&self, store: Arc<dyn EventStore>, reader: ServiceName) -> Arc<dyn EventFeed> {
        Arc::new(JetStreamFeed::new(
            self.jetstream(),
            store,
            self.settings.tenant.clone(),
            reader,
            ConsumerTiming::default(),
        ))
    }

    /// Where what cannot be processed is kept.
    pub(crate) fn dead_letters(&self) -> Arc<JetStreamDeadLetters> {
        let (jetstream, tenant) = (self.jetstream(), self.settings.tenant.clone());
        Arc::new(JetStreamDeadLetters::new(jetstream, tenant, &self.settings.streams))
    }

    /// Where what people have typed and not sent is kept, for every gateway.
    pub(super) fn drafts(&self) -> Arc<JetStreamDrafts> {
        let replicas = self.settings.streams.replicas;
        Arc::new(JetStreamDrafts::new(self.jetstream(), &self.settings.tenant, replicas))
    }

    /// The same with their consumers, for the gateway.
    pub(super) fn dead_letters_of_all(&self) -> Arc<DeadLettersOnJetStream> {
        let (client, tenant) = (self.client.clone(), self.settings.tenant.clone());
        Arc::new(DeadLettersOnJetStream { dead_letters: self.dead_letters(), client, tenant })
    }

    /// The leases of which a service holds its own.
    pub(super) fn leases(&self) -> Leases {
        let terms = LeaseTerms::standard(self.settings.streams.replicas);
        Leases::new(self.client.clone(), &self.settings.tenant, terms)
    }

    /// Works whenever this process holds the lease of its service, until told to stop or the work ends by itself.
    pub(super) async fn in_turns<W, F, T, E>(&self, stop: &CancellationToken, work: W) -> Result<(), Fatal>
    where
        W: FnMut(Lease, CancellationToken) -> F,
        F: Future<Output = Result<T, E>>,
        Fatal: From<E>,
    {
        // Who holds a lease is told apart by this: the process.
        let holder = format!("{}/{}", self.name, self.client.new_inbox());
        let turns = Box::pin(self.leases().hold_while(&self.name, &holder, stop, work)).await?;
        Ok(turns.transpose().map(drop)?)
    }

    /// The keys of personal fields. Waits until the key service gives them.
    pub(crate) async fn keys(&self) -> Result<Keys, Fatal> {
        let loaded = RemotePersonKeys::load(self.client.clone(), &self.settings.tenant, RefreshPolicy::default());
        let (keys, refresh) = loaded.await?;
        Ok(Keys { keys, refresh })
    }

    /// Read models of this process alone.
    pub(super) fn read_models(
        &self,
        keys: Arc<dyn PersonKeys>,
        projections: Vec<Arc<dyn Projection>>,
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

/// The dead letters on JetStream, and their consumers over NATS.
pub(super) struct DeadLettersOnJetStream {
    dead_letters: Arc<JetStreamDeadLetters>,
    client: Client,
    tenant: TenantId,
}

#[async_trait]
impl DeadLetterQueue for DeadLettersOnJetStream {
    async fn all(&self) -> Result<Vec<DeadLetter>, DeadLettersUnavailable> {
        let letters = self.dead_letters.all().await.map_err(|error| DeadLettersUnavailable(error.to_string()))?;
        Ok(letters.into_iter().map(letter_for_page).collect())
    }

    async fn redrive(&self, consumer: &ServiceName) -> Result<RedriveOutcome, DeadLettersUnavailable> {
        let redriven = feed::redriving::ask(&self.client, &self.tenant, consumer).await;
        redriven.map(outcome_for_page).map_err(|error| DeadLettersUnavailable(error.to_string()))
    }
}
