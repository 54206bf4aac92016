//! Acting on the outside world only while it is this process's turn.

use std::sync::Arc;

use async_trait::async_trait;
use nats::Lease;
use reminders::delivery::{Delivered, Delivery, DeliveryError, Digest};
use reminders::notices::{Notice, NoticeDelivery};

/// Delivers only while a lease is held.
///
/// What is sent cannot be taken back and knows no fence, so the lease's own clock is looked at right before each digest.
/// One that is under way when the turn ends goes on; the next holder finds it recorded, or sends it again.
pub struct LeasedDelivery {
    lease: Lease,
    delivery: Arc<dyn Delivery>,
}

impl LeasedDelivery {
    /// The same delivery, for one turn.
    pub fn new(lease: Lease, delivery: Arc<dyn Delivery>) -> Self {
        Self { lease, delivery }
    }
}

#[async_trait]
impl Delivery for LeasedDelivery {
    async fn deliver(&self, digest: &Digest) -> Result<Delivered, DeliveryError> {
        if self.lease.is_held() { self.delivery.deliver(digest).await } else { Err(turn_over(&self.lease)) }
    }
}

fn turn_over(lease: &Lease) -> DeliveryError {
    let reason = format!("this process does not hold the lease “{}” any more", lease.name());
    DeliveryError::Retry { after: None, reason }
}

/// The same for notices.
pub struct LeasedNotices {
    lease: Lease,
    delivery: Arc<dyn NoticeDelivery>,
}

impl LeasedNotices {
    /// The same delivery, for one turn.
    pub fn new(lease: Lease, delivery: Arc<dyn NoticeDelivery>) -> Self {
        Self { lease, delivery }
    }
}

#[async_trait]
impl NoticeDelivery for LeasedNotices {
    async fn notify(&self, notice: &Notice) -> Result<Delivered, DeliveryError> {
        if self.lease.is_held() { self.delivery.notify(notice).await } else { Err(turn_over(&self.lease)) }
    }
}
