//! The relay: from the event store onto the road. One is at work at a time.

use feed::{CheckpointFile, Relay};
use tokio_util::sync::CancellationToken;

use super::ground::Ground;
use super::health::{Health, Part};
use crate::hub::{Fatal, together};

pub(super) async fn run(ground: Ground, stop: CancellationToken) -> Result<(), Fatal> {
    let checkpoint = CheckpointFile::new(ground.data.relay());
    let (jetstream, store, tenant) = (ground.jetstream(), ground.store().await?, ground.settings.tenant.clone());
    let relay = Relay::new(jetstream, store, tenant, &ground.settings.road, checkpoint);
    let progress = relay.progress();
    let health = Health::of(ground.client.clone())
        .with(move || Part::new("relay", true, format!("has come to position {}", *progress.borrow())));
    let (listen, leases, holder) = (ground.settings.listen, ground.leases(), ground.holder());
    let work = async {
        let turns = Box::pin(leases.hold_while(&ground.name, &holder, &stop, |_, over| relay.run(over))).await?;
        Ok(turns.transpose().map(drop)?)
    };
    together(&stop, vec![Box::pin(work), Box::pin(health.serve(listen, stop.clone()))]).await
}
