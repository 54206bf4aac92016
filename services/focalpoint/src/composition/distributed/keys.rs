//! The keys of personal fields, in the one process that has them.

use std::sync::Arc;

use store::SqlitePersonKeys;
use tokio_util::sync::CancellationToken;

use super::adapters::DistributedAdapters;
use super::health::Health;
use super::together;
use crate::Fatal;

pub(super) async fn run(adapters: DistributedAdapters, stop: CancellationToken) -> Result<(), Fatal> {
    let keys = Arc::new(SqlitePersonKeys::open(&adapters.data.person_keys())?);
    let work = async { Ok(::keys::serve_keys(&adapters.client, &adapters.settings.tenant, keys, stop.clone()).await?) };
    let health = Health::of(adapters.client.clone()).serve(adapters.settings.listen, stop.clone());
    together(&stop, vec![Box::pin(work), Box::pin(health)]).await
}
