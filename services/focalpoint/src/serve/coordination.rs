//! A command server, and what follows from decisions. Any number of command servers share the commands; one of them at a
//! time follows up.

use std::sync::Arc;

use ::coordination::Coordination;
use ::coordination::follow_up::FollowUp;
use ::coordination::remote::{CommandServer, serve_commands};
use feed::CheckpointFile;
use feed::dead_letters::{FileDeadLetters, ShownDeadLetters};
use feed::process::{Process, Tries};
use nats::Fences;
use tokio_util::sync::CancellationToken;

use super::ground::Ground;
use super::health::Health;
use crate::guard::PersonalDataGuard;
use crate::hub::{Fatal, together};

pub(super) async fn run(ground: Ground, stop: CancellationToken) -> Result<(), Fatal> {
    let (store, tenant) = (ground.store().await?, ground.settings.tenant.clone());
    let commands = Coordination::new(store.clone(), ground.clock.clone(), tenant.clone());
    let commands = Arc::new(commands.guarded_by(Arc::new(PersonalDataGuard)));
    let server = CommandServer::new(commands.clone(), Fences::new(ground.leases()));
    let serve = async { Ok(serve_commands(&ground.client, &tenant, server, stop.clone()).await?) };

    let clock = ground.clock.clone();
    let process = Process::new(
        ground.name.clone(),
        CheckpointFile::new(ground.data.follow_up()),
        Arc::new(ShownDeadLetters::new(
            Arc::new(FileDeadLetters::new(ground.data.dead_letters())),
            ground.dead_letters(),
        )),
        Arc::new(move || clock.now()),
        Tries::default(),
    );
    let follow_up = FollowUp::new(commands, process);
    let feed = ground.feed(store, ground.name.clone());
    let (leases, holder) = (ground.leases(), ground.holder());
    let follow = async {
        let turn = |_, over: CancellationToken| {
            let redrive = follow_up.redrive();
            let (follow_up, feed, ground, tenant) = (&follow_up, &feed, &ground, &tenant);
            async move {
                let again = || redrive.now();
                let redriving =
                    feed::redriving::answer(ground.client.clone(), tenant, &ground.name, again, over.clone());
                let following =
                    async { over.run_until_cancelled(follow_up.run(feed.as_ref())).await.unwrap_or(Ok(())) };
                tokio::try_join!(async { redriving.await.map_err(Fatal::from) }, async {
                    following.await.map_err(Fatal::from)
                })
            }
        };
        let turns = Box::pin(leases.hold_while(&ground.name, &holder, &stop, turn)).await?;
        turns.transpose().map(drop)
    };
    let health = Health::of(ground.client.clone()).serve(ground.settings.listen, stop.clone());
    together(&stop, vec![Box::pin(serve), Box::pin(follow), Box::pin(health)]).await
}
