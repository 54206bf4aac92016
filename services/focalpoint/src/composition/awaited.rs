//! A channel that is there once its service can be reached: whoever is told by another one does not wait for it.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use notifications::{Channel, Delivered, DeliveryError, Message};
use tokio::sync::watch;

/// How long a message waits for somebody who delivers it before it is tried again.
const PATIENCE: Duration = Duration::from_secs(5);

/// Delivers as soon as there is somebody who does.
#[derive(Default)]
pub(super) struct AwaitedChannel(watch::Sender<Option<Arc<dyn Channel>>>);

impl AwaitedChannel {
    /// From now on this one delivers.
    pub(super) fn is(&self, channel: Arc<dyn Channel>) {
        self.0.send_replace(Some(channel));
    }
}

#[async_trait]
impl Channel for AwaitedChannel {
    async fn deliver(&self, message: &Message) -> Result<Delivered, DeliveryError> {
        let mut there = self.0.subscribe();
        let there = tokio::time::timeout(PATIENCE, there.wait_for(Option::is_some)).await;
        let channel = there.ok().and_then(Result::ok).and_then(|channel| channel.clone());
        match channel {
            Some(channel) => channel.deliver(message).await,
            None => Err(DeliveryError::Retry { after: None, reason: "the messenger cannot be reached yet".to_owned() }),
        }
    }
}
