//! A command server, and what follows from decisions. Any number of command servers share the commands; one of them at a
//! time follows up.

use std::sync::Arc;

use ::coordination::remote::{CommandServer, serve_commands};
use feed::dead_letters::{FileDeadLetters, PublishedDeadLetters};
use keys::RemoteKeyErasure;
use tokio_util::sync::CancellationToken;
use transport::Fences;

use super::adapters::DistributedAdapters;
use super::health::Health;
use super::together;
use crate::Fatal;
use crate::composition::services::coordination::follow_up;

pub(super) async fn run(adapters: DistributedAdapters, stop: CancellationToken) -> Result<(), Fatal> {
    let (store, tenant) = (adapters.store()?, adapters.settings.tenant.clone());
    let commands = Arc::new(adapters.command_handler(store.clone()));
    let server = CommandServer::new(commands.clone(), Fences::new(adapters.leases()));
    let serve = async { Ok(serve_commands(&adapters.client, &tenant, server, stop.clone()).await?) };

    let kept = Arc::new(FileDeadLetters::new(adapters.data.dead_letters()));
    let dead_letters = Arc::new(PublishedDeadLetters::new(kept, adapters.dead_letters()));
    let name = adapters.name.clone();
    let keys = Arc::new(RemoteKeyErasure::new(adapters.client.clone(), tenant.clone()));
    let follow_up = follow_up(name, commands, adapters.data.follow_up(), dead_letters, adapters.clock.clone(), keys);
    let feed = adapters.feed(store, adapters.name.clone());
    let follow = adapters.in_turns(&stop, |_, over: CancellationToken| {
        let redrive = follow_up.redrive();
        let (follow_up, feed, adapters, tenant) = (&follow_up, &feed, &adapters, &tenant);
        async move {
            let again = || redrive.now();
            let redriving =
                feed::redriving::answer(adapters.client.clone(), tenant, &adapters.name, again, over.clone());
            let following = async { over.run_until_cancelled(follow_up.run(feed.as_ref())).await.unwrap_or(Ok(())) };
            tokio::try_join!(async { redriving.await.map_err(Fatal::from) }, async {
                following.await.map_err(Fatal::from)
            })
        }
    });
    let health = Health::of(adapters.client.clone()).serve(adapters.settings.listen, stop.clone());
    together(&stop, vec![Box::pin(serve), Box::pin(follow), Box::pin(health)]).await
}
