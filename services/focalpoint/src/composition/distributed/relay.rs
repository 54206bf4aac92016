//! The relay: from the event store to JetStream. One is at work at a time.

use feed::{CheckpointFile, Relay};
use tokio_util::sync::CancellationToken;

use super::adapters::DistributedAdapters;
use super::health::{Health, ServicePart};
use super::together;
use crate::Fatal;

pub(super) async fn run(adapters: DistributedAdapters, stop: CancellationToken) -> Result<(), Fatal> {
    let checkpoint = CheckpointFile::new(adapters.data.relay());
    let (jetstream, store, tenant) = (adapters.jetstream(), adapters.store()?, adapters.settings.tenant.clone());
    let relay = Relay::new(jetstream, store, tenant, &adapters.settings.streams, checkpoint);
    let progress = relay.progress();
    let health = Health::of(adapters.client.clone())
        .with(move || ServicePart::new("relay", true, format!("has come to position {}", *progress.borrow())));
    let listen = adapters.settings.listen;
    let work = adapters.in_turns(&stop, |_, over| relay.run(over));
    together(&stop, vec![Box::pin(work), Box::pin(health.serve(listen, stop.clone()))]).await
}
