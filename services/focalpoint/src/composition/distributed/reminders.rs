//! The notifications: one process plans them at a time, and hands messages to the chat service.

use std::sync::Arc;

use ::notifications::{Channel, DeliveryChannels, RemoteChannel};
use events::notification::ChannelKind;
use readmodels::ReadModels;
use tokio_util::sync::CancellationToken;
use transport::Lease;

use super::adapters::DistributedAdapters;
use super::health::Health;
use super::together;
use crate::Fatal;
use crate::composition::notification_metrics::NotificationMetrics;
use crate::composition::services::reminders::Reconcilers;
use crate::composition::telling::NotificationMonitor;

pub(super) async fn run(adapters: DistributedAdapters, stop: CancellationToken) -> Result<(), Fatal> {
    let keys = adapters.keys().await?.refreshed_until(stop.clone());
    let read_models = adapters.read_models(keys.clone(), ReadModels::standard())?;
    let feed = adapters.feed(adapters.store()?, adapters.name.clone());
    let fold = adapters.fold(&read_models, feed.clone(), &adapters.name, &stop);

    let (tenant, client) = (&adapters.settings.tenant, &adapters.client);
    let calendar = adapters.settings.holidays.calendar()?;
    let metrics = Arc::new(NotificationMetrics::new(adapters.clock.clone()));
    let plan = adapters.in_turns(&stop, |lease: Lease, over: CancellationToken| {
        let reconcilers = Reconcilers {
            ports: adapters.ports(Arc::new(read_models.clone()), feed.clone(), keys.clone(), Some(lease)),
            read_models: read_models.clone(),
            calendar: calendar.clone(),
            ladder: adapters.settings.reminders.clone(),
            time_jumps: None,
            telling: NotificationMonitor::default(),
            metrics: metrics.clone(),
        };
        let remote = |kind| -> Arc<dyn Channel> { Arc::new(RemoteChannel::new(client.clone(), tenant, kind)) };
        let email = adapters.settings.by_email.then(|| remote(ChannelKind::Email));
        let channels = DeliveryChannels { telegram: remote(ChannelKind::Telegram), email };
        async move {
            // Each is waited for: what is under delivery when the turn ends is recorded.
            tokio::try_join!(
                reconcilers.clone().tell(channels, over.clone()),
                reconcilers.clone().follow_up_cases(over.clone()),
                reconcilers.follow_up_training(over),
            )
            .map(drop)
        }
    });
    let health = Health::of(adapters.client.clone()).with_read_models(read_models.clone()).with_keys(keys.clone());
    let health = health.with_figures(metrics.clone());
    let health = health.serve(adapters.settings.listen, stop.clone());
    together(&stop, vec![Box::pin(fold), Box::pin(plan), Box::pin(health)]).await
}
