//! The reminders: one process plans them at a time, and hands digests to the chat service.

use std::sync::Arc;

use ::coordination::CommandPort;
use ::coordination::remote::RemoteCommands;
use ::projections::ReadModels;
use ::reminders::{Calendar, CaseFollowUp, Notices, Reminders, RemoteDelivery, RemoteNotices};
use nats::Lease;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::ground::Ground;
use super::health::Health;
use crate::hub::{Fatal, together, wake_reminders};

pub(super) async fn run(ground: Ground, stop: CancellationToken) -> Result<(), Fatal> {
    let keys = ground.keys().await?.follow(stop.clone());
    let mut projections = ReadModels::standard();
    projections.push(Reminders::read_model());
    let read_models = ground.read_models(keys.clone(), projections)?;
    let feed = ground.feed(ground.store().await?, ground.name.clone());
    let fold = ground.fold(&read_models, feed.clone(), &ground.name, &stop);

    let tenant = &ground.settings.tenant;
    let calendar = Calendar::with_announced(ground.settings.holidays.eids.clone())?;
    let (leases, holder) = (ground.leases(), ground.holder());
    let plan = async {
        let turn = |lease: Lease, over: CancellationToken| {
            let wake = Arc::new(Notify::new());
            let commands = RemoteCommands::new(ground.client.clone(), tenant, &ground.name).under(lease);
            let commands: Arc<dyn CommandPort> = Arc::new(commands);
            let cases = CaseFollowUp::new(
                read_models.clone(),
                feed.clone(),
                commands.clone(),
                ground.clock.clone(),
                calendar.clone(),
                ground.name.clone(),
            );
            let reminders = Reminders::new(
                read_models.clone(),
                feed.clone(),
                commands.clone(),
                ground.clock.clone(),
                Arc::new(RemoteDelivery::new(ground.client.clone(), tenant)),
                (calendar.clone(), ground.settings.reminders.clone()),
                ground.name.clone(),
            );
            let waking = wake_reminders(wake.clone(), read_models.progress(), None);
            let wake_for_cases = Arc::new(Notify::new());
            let waking_for_cases = wake_reminders(wake_for_cases.clone(), read_models.progress(), None);
            let notice_wake = Arc::new(Notify::new());
            let notices = Notices::new(
                Arc::new(read_models.clone()),
                feed.clone(),
                commands,
                ground.clock.clone(),
                Arc::new(RemoteNotices::new(ground.client.clone(), tenant)),
                (calendar.clone(), ground.settings.reminders.clone()),
                ground.name.clone(),
            );
            let notice_waking = wake_reminders(notice_wake.clone(), read_models.progress(), None);
            let until = over.clone();
            async move {
                let cases = cases?;
                tokio::select! {
                    () = reminders.run(over.clone(), wake) => Ok(()),
                    outcome = waking => outcome,
                    () = cases.run(over, wake_for_cases) => Ok(()),
                    outcome = waking_for_cases => outcome,
                    () = notices.run(until, notice_wake) => Ok(()),
                    outcome = notice_waking => outcome,
                }
            }
        };
        Box::pin(leases.hold_while(&ground.name, &holder, &stop, turn)).await?.transpose().map(drop)
    };
    let health = Health::of(ground.client.clone()).with_read_models(read_models.clone()).with_keys(keys);
    let health = health.serve(ground.settings.listen, stop.clone());
    together(&stop, vec![Box::pin(fold), Box::pin(plan), Box::pin(health)]).await
}
