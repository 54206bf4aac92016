//! Webhooks: one process sends at a time, and says what became of messages.

use std::sync::Arc;

use ::webhooks::remote::serve_deliveries;
use feed::{EventFeed, StoreFeed};
use links::LinkKey;
use readmodels::{ReadModels, ReadPort};
use tokio_util::sync::CancellationToken;
use transport::Lease;

use super::adapters::DistributedAdapters;
use super::health::Health;
use super::together;
use crate::Fatal;
use crate::composition::services::webhooks::Webhooks;
use crate::configuration::read_secret;

pub(super) async fn run(adapters: DistributedAdapters, stop: CancellationToken) -> Result<(), Fatal> {
    let settings = &adapters.settings;
    let key = settings.form_links_key_file.as_ref();
    let key = key.ok_or("webhooks need the secret that signs links: FOCALPOINT_FORM_LINKS_KEY_FILE")?;
    let key = LinkKey::new(read_secret(key)?)?;
    let policy = settings.webhooks.policy();
    let keys = adapters.keys().await?.refreshed_until(stop.clone());
    let read_models = adapters.read_models(keys.clone(), ReadModels::standard())?;
    let feed = adapters.feed(adapters.store()?, adapters.name.clone());
    let fold = adapters.fold(&read_models, feed, &adapters.name, &stop);

    // How far it is stands in its own file, and each event is queued once: the store's own order is all that it needs.
    let events: Arc<dyn EventFeed> = Arc::new(StoreFeed::new(adapters.store()?));
    let (client, tenant) = (&adapters.client, &settings.tenant);
    let send = adapters.in_turns(&stop, |lease: Lease, over: CancellationToken| {
        let read: Arc<dyn ReadPort> = Arc::new(read_models.clone());
        let ports = adapters.ports(read, events.clone(), keys.clone(), Some(lease));
        let opened = Webhooks::deliveries(&adapters.data.webhooks())
            .and_then(|file| Ok((Webhooks::new(ports, key.clone(), policy, file.clone(), None)?, file)));
        async move {
            let (webhooks, file) = opened?;
            let answering = async { serve_deliveries(client, tenant, file, over.clone()).await.map_err(Fatal::from) };
            tokio::try_join!(webhooks.run(over.clone()), answering).map(drop)
        }
    });
    let health = Health::of(adapters.client.clone()).with_read_models(read_models.clone()).with_keys(keys.clone());
    let health = health.serve(adapters.settings.listen, stop.clone());
    together(&stop, vec![Box::pin(fold), Box::pin(send), Box::pin(health)]).await
}
