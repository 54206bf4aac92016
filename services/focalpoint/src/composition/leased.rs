//! Acting on the outside world only while it is this process's turn.

use std::sync::Arc;

use async_trait::async_trait;
use notifications::{Channel, Delivered, DeliveryError, Message};
use transport::Lease;

/// Delivers only while a lease is held.
///
/// What is sent cannot be taken back and knows no fence, so the lease's own clock is looked at right before each message.
/// One that is under way when the turn ends goes on; the next holder finds it recorded, or sends it again.
pub struct LeasedChannel {
    lease: Lease,
    channel: Arc<dyn Channel>,
}

impl LeasedChannel {
    /// The same channel, for one turn.
    pub fn new(lease: Lease, channel: Arc<dyn Channel>) -> Self {
        Self { lease, channel }
    }
}

#[async_trait]
impl Channel for LeasedChannel {
    async fn deliver(&self, message: &Message) -> Result<Delivered, DeliveryError> {
        if self.lease.is_held() { self.channel.deliver(message).await } else { Err(turn_over(&self.lease)) }
    }
}

fn turn_over(lease: &Lease) -> DeliveryError {
    let reason = format!("this process does not hold the lease “{}” any more", lease.name());
    DeliveryError::Retry { after: None, reason }
}
