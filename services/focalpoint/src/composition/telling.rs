//! How the telling of people stands, for whoever runs beside it: the health page counts it, the demo's clock waits for it.
//!
//! Knows no topic, channel or person.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use notifications::NotificationStatus;
use tokio::sync::{Notify, watch};

/// How the telling stands, for whoever is interested, and a way to have it look at once. A clone is the same.
#[derive(Clone, Default)]
pub struct NotificationMonitor {
    wake: Arc<Notify>,
    status: Arc<watch::Sender<NotificationStatus>>,
}

impl NotificationMonitor {
    /// How it stands.
    pub fn status(&self) -> NotificationStatus {
        *self.status.borrow()
    }

    /// Waits until everything that can be said by this time was said, UTC, but no longer than so long. Where nobody tells
    /// anything yet, there is nothing to wait for.
    pub async fn settled(&self, by: DateTime<Utc>, within: Duration) {
        let mut changes = self.status.subscribe();
        if changes.borrow_and_update().looked_at.is_none() {
            return;
        }
        self.wake.notify_one();
        let told = changes.wait_for(|status| status.told_until.is_some_and(|until| until >= by));
        if tokio::time::timeout(within, told).await.is_err() {
            tracing::debug!("not everybody was told before time went on");
        }
    }

    /// What wakes whoever tells.
    pub(super) fn wake(&self) -> Arc<Notify> {
        self.wake.clone()
    }

    /// Learns how it stands as long as somebody tells.
    pub(super) async fn follow(&self, mut changes: watch::Receiver<NotificationStatus>) {
        loop {
            self.status.send_replace(*changes.borrow_and_update());
            if changes.changed().await.is_err() {
                return;
            }
        }
    }
}
