//! Webhooks: what sends them, and what became of their messages.

use std::path::Path;
use std::sync::Arc;

use ::webhooks::post::LONGEST_ANSWER;
use ::webhooks::{Deliveries, NetworkPolicy, Poster, RandomJitter, Sender, SenderPorts};
use coordination::SystemClock;
use links::LinkKey;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::Fatal;
use crate::composition::Ports;

/// What sends webhooks.
pub(in crate::composition) struct Webhooks {
    sender: Arc<Sender>,
    time_jumps: Option<watch::Receiver<()>>,
}

impl Webhooks {
    /// Sends what is queued in a file, with secrets worked out from the key, to addresses that the policy allows.
    pub(in crate::composition) fn new(
        ports: Ports,
        key: LinkKey,
        policy: NetworkPolicy,
        deliveries: Deliveries,
        time_jumps: Option<watch::Receiver<()>>,
    ) -> Result<Self, Fatal> {
        let Ports { name, commands, feed, read_models, clock, lease, sealing: _ } = ports;
        let ports = SenderPorts {
            name,
            commands,
            feed,
            read_models,
            clock,
            world_clock: Arc::new(SystemClock),
            lease,
            key,
            jitter: Arc::new(RandomJitter),
        };
        let sender = Sender::new(ports, Poster::new(policy, LONGEST_ANSWER)?, deliveries);
        Ok(Self { sender: Arc::new(sender), time_jumps })
    }

    /// Opens the file of messages.
    pub(in crate::composition) fn deliveries(database: &Path) -> Result<Deliveries, Fatal> {
        Ok(Deliveries::open(database)?)
    }

    /// Sends until told to stop.
    pub(in crate::composition) async fn run(self, stop: CancellationToken) -> Result<(), Fatal> {
        let Self { sender, time_jumps } = self;
        let wake = sender.wake();
        let jumping = async {
            let Some(mut jumps) = time_jumps else { return std::future::pending::<()>().await };
            while jumps.changed().await.is_ok() {
                wake.notify_one();
            }
            std::future::pending::<()>().await;
        };
        tokio::select! {
            outcome = sender.run(stop) => Ok(outcome?),
            () = jumping => Ok(()),
        }
    }
}
