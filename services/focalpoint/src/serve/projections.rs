//! One partition of the read models: folds events and answers questions.

use ::projections::remote::serve_questions;
use ::projections::{Partition, ReadModels};
use events::ids::ServiceName;
use tokio_util::sync::CancellationToken;

use super::ground::Ground;
use super::health::Health;
use crate::hub::{Fatal, together};

pub(super) async fn run(ground: Ground, stop: CancellationToken) -> Result<(), Fatal> {
    let partition = Partition::new(ground.settings.partition, ground.settings.partitions)?;
    let keys = ground.keys().await?.follow(stop.clone());
    let read_models = ground.read_models(keys.clone(), ReadModels::of(partition))?;
    let reader: ServiceName = format!("{}-{}", ground.name, partition.index()).parse()?;
    let feed = ground.feed(ground.store().await?, reader.clone());
    let fold = ground.fold(&read_models, feed, &reader, &stop);
    let (client, tenant) = (ground.client.clone(), ground.settings.tenant.clone());
    let answer = async { Ok(serve_questions(client, tenant, read_models.clone(), stop.clone()).await?) };
    let health = Health::of(ground.client.clone()).with_read_models(read_models.clone()).with_keys(keys);
    let health = health.serve(ground.settings.listen, stop.clone());
    together(&stop, vec![Box::pin(fold), Box::pin(answer), Box::pin(health)]).await
}
