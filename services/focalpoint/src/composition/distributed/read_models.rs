//! One partition of the read models: folds events and answers questions.

use events::ids::ServiceName;
use readmodels::remote::serve_questions;
use readmodels::{Partition, ReadModels};
use tokio_util::sync::CancellationToken;

use super::adapters::DistributedAdapters;
use super::health::Health;
use super::together;
use crate::Fatal;

pub(super) async fn run(adapters: DistributedAdapters, stop: CancellationToken) -> Result<(), Fatal> {
    let partition = Partition::new(adapters.settings.partition, adapters.settings.partitions)?;
    let keys = adapters.keys().await?.refreshed_until(stop.clone());
    let read_models = adapters.read_models(keys.clone(), ReadModels::of(partition))?;
    let reader: ServiceName = format!("{}-{}", adapters.name, partition.index()).parse()?;
    let feed = adapters.feed(adapters.store()?, reader.clone());
    let fold = adapters.fold(&read_models, feed, &reader, &stop);
    let (client, tenant) = (adapters.client.clone(), adapters.settings.tenant.clone());
    let answer = async { Ok(serve_questions(client, tenant, read_models.clone(), stop.clone()).await?) };
    let health = Health::of(adapters.client.clone()).with_read_models(read_models.clone()).with_keys(keys);
    let health = health.serve(adapters.settings.listen, stop.clone());
    together(&stop, vec![Box::pin(fold), Box::pin(answer), Box::pin(health)]).await
}
