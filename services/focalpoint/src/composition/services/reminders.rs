//! The reconcilers: of cases, of certificates, of what people are told. Each is woken whenever a read model or the time has changed.

use std::sync::Arc;

use ::notifications::{Calendar, CaseFollowUp, DeliveryChannels, Ladder, Notifications, TrainingFollowUp};
use events::ids::Position;
use readmodels::ReadModels;
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

use crate::Fatal;
use crate::composition::Ports;
use crate::composition::notification_metrics::NotificationMetrics;
use crate::composition::telling::NotificationMonitor;

/// What the reconcilers have in common.
#[derive(Clone)]
pub(in crate::composition) struct Reconcilers {
    pub(in crate::composition) ports: Ports,
    /// The read models in this process.
    pub(in crate::composition) read_models: ReadModels,
    pub(in crate::composition) calendar: Calendar,
    pub(in crate::composition) ladder: Ladder,
    /// Changes whenever time jumps, where it can.
    pub(in crate::composition) time_jumps: Option<watch::Receiver<()>>,
    /// How the telling stands.
    pub(in crate::composition) telling: NotificationMonitor,
    /// Gives out how telling people stands.
    pub(in crate::composition) metrics: Arc<NotificationMetrics>,
}

impl Reconcilers {
    /// Follows up on cases until told to stop.
    pub(in crate::composition) async fn follow_up_cases(self, stop: CancellationToken) -> Result<(), Fatal> {
        let Ports { name, commands, feed, clock, .. } = self.ports;
        let cases = CaseFollowUp::new(self.read_models.clone(), feed, commands, clock, self.calendar, name)?;
        let wake = Arc::new(Notify::new());
        tokio::select! {
            () = cases.run(stop, wake.clone()) => Ok(()),
            outcome = wake_on_change(wake, self.read_models.progress(), self.time_jumps) => outcome,
        }
    }

    /// Ends certificates that ran out until told to stop.
    pub(in crate::composition) async fn follow_up_training(self, stop: CancellationToken) -> Result<(), Fatal> {
        let Ports { name, commands, feed, read_models, clock, .. } = self.ports;
        let training = TrainingFollowUp::new(read_models, feed, commands, clock, name);
        let wake = Arc::new(Notify::new());
        tokio::select! {
            () = training.run(stop, wake.clone()) => Ok(()),
            outcome = wake_on_change(wake, self.read_models.progress(), self.time_jumps) => outcome,
        }
    }

    /// Tells people what they are to be told, by these channels, until told to stop.
    pub(in crate::composition) async fn tell(
        self,
        channels: DeliveryChannels,
        stop: CancellationToken,
    ) -> Result<(), Fatal> {
        let Ports { name, commands, feed, read_models, clock, .. } = self.ports;
        let rules = (self.calendar, self.ladder);
        let notifications = Arc::new(Notifications::new(read_models, feed, commands, clock, channels, rules, name));
        self.metrics.watch(&notifications);
        let wake = self.telling.wake();
        tokio::select! {
            () = notifications.run(stop, wake.clone()) => Ok(()),
            () = self.telling.follow(notifications.status_changes()) => Ok(()),
            outcome = wake_on_change(wake, self.read_models.progress(), self.time_jumps) => outcome,
        }
    }
}

/// Wakes a reconciler whenever something that it looks at has changed: a read model or the time.
async fn wake_on_change(
    wake: Arc<Notify>,
    mut progress: watch::Receiver<Position>,
    mut time_jumps: Option<watch::Receiver<()>>,
) -> Result<(), Fatal> {
    loop {
        let time_jumps = async {
            match &mut time_jumps {
                Some(jumps) => jumps.changed().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            changed = progress.changed() => changed?,
            changed = time_jumps => changed?,
        }
        wake.notify_one();
    }
}
