//! The keys of personal fields, in the one process that has them.

use std::sync::Arc;

use store::SqlitePersonKeys;
use tokio_util::sync::CancellationToken;

use super::ground::Ground;
use super::health::Health;
use crate::hub::{Fatal, together};

pub(super) async fn run(ground: Ground, stop: CancellationToken) -> Result<(), Fatal> {
    let keys = Arc::new(SqlitePersonKeys::open(&ground.data.person_keys())?);
    let work = async { Ok(::keys::serve_keys(&ground.client, &ground.settings.tenant, keys, stop.clone()).await?) };
    let health = Health::of(ground.client.clone()).serve(ground.settings.listen, stop.clone());
    together(&stop, vec![Box::pin(work), Box::pin(health)]).await
}
