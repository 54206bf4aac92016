//! How telling people stands, as figures for Prometheus: what the notifications at work in this process say at each scrape.
//!
//! Knows the notifications and the clock. Which server gives the figures out is decided by whoever puts the parts together.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use ::notifications::{NotificationStatus, Notifications};
use chrono::{DateTime, Utc};
use coordination::Clock;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Unit;

/// The figures of the notifications that are at work. A process in which none are, because another holds the lease, has no
/// such figures.
pub(super) struct NotificationMetrics {
    clock: Arc<dyn Clock>,
    at_work: Mutex<Weak<Notifications>>,
}

impl NotificationMetrics {
    /// Figures by this clock; none before [`Self::watch`].
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, at_work: Mutex::new(Weak::new()) }
    }

    /// From now on the figures are those of these notifications, as long as they are at work.
    pub(super) fn watch(&self, notifications: &Arc<Notifications>) {
        *self.at_work.lock().unwrap_or_else(PoisonError::into_inner) = Arc::downgrade(notifications);
    }

    fn status(&self) -> Option<NotificationStatus> {
        let at_work = self.at_work.lock().unwrap_or_else(PoisonError::into_inner).upgrade();
        at_work.map(|notifications| notifications.status())
    }
}

impl fmt::Debug for NotificationMetrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NotificationMetrics").field("status", &self.status()).finish_non_exhaustive()
    }
}

impl Collector for NotificationMetrics {
    fn encode(&self, encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        match self.status() {
            Some(status) => encode_status(&status, self.clock.now(), encoder),
            None => Ok(()),
        }
    }
}

/// Seconds with thousandths.
fn seconds(milliseconds: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are exact in a float for ages to come")]
    let seconds = milliseconds as f64 / 1_000.0;
    seconds
}

fn encode_status(
    status: &NotificationStatus,
    now: DateTime<Utc>,
    mut encoder: DescriptorEncoder<'_>,
) -> Result<(), fmt::Error> {
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let mut counter = |name: &str, help: &str, number: usize| {
        let counter = ConstCounter::new(count(number));
        counter.encode(encoder.encode_descriptor(name, help, None, counter.metric_type())?)
    };
    counter("notices_told", "Messages delivered since the start", status.told)?;
    counter("notices_failed", "Notices that reached nobody or were refused since the start", status.failed)?;
    let mut gauge = |name: &str, help: &str, unit: Option<&Unit>, number: f64| {
        let gauge = ConstGauge::new(number);
        gauge.encode(encoder.encode_descriptor(name, help, unit, gauge.metric_type())?)
    };
    let owed = u32::try_from(status.owed).unwrap_or(u32::MAX);
    gauge(
        "notices_owed",
        "Notices that are owed and not told, those that wait for their hour among them",
        None,
        owed.into(),
    )?;
    let oldest = status.oldest.map_or(0.0, |since| seconds((now - since).num_milliseconds().max(0)));
    gauge("oldest_owed_notice", "How long the oldest notice has been owed; 0: none is", Some(&Unit::Seconds), oldest)?;
    if let Some(at) = status.looked_at {
        let help = "When it was last looked at what people should have been told";
        gauge("notifications_last_look_timestamp", help, Some(&Unit::Seconds), seconds(at.timestamp_millis()))?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use prometheus_client::encoding::text::encode;
    use prometheus_client::registry::Registry;

    use super::*;

    /// A status as it is given out at a moment.
    #[derive(Debug)]
    struct StatusAt(NotificationStatus, DateTime<Utc>);

    impl Collector for StatusAt {
        fn encode(&self, encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
            encode_status(&self.0, self.1, encoder)
        }
    }

    fn text(status: NotificationStatus) -> String {
        let mut registry = Registry::with_prefix("focalpoint");
        registry.register_collector(Box::new(StatusAt(status, "2017-07-03T08:00:00Z".parse().unwrap())));
        let mut text = String::new();
        encode(&mut text, &registry).unwrap();
        text
    }

    #[test]
    fn what_is_owed_and_told_is_given_out_with_units() {
        let told = text(NotificationStatus {
            owed: 7,
            oldest: Some("2017-07-03T07:58:30Z".parse().unwrap()),
            told: 12,
            failed: 2,
            looked_at: Some("2017-07-03T07:59:59.500Z".parse().unwrap()),
            told_until: None,
        });
        for line in [
            "# TYPE focalpoint_notices_told counter",
            "focalpoint_notices_told_total 12",
            "focalpoint_notices_failed_total 2",
            "# TYPE focalpoint_notices_owed gauge",
            "focalpoint_notices_owed 7.0",
            "focalpoint_oldest_owed_notice_seconds 90.0",
            "# UNIT focalpoint_oldest_owed_notice_seconds seconds",
            "focalpoint_notifications_last_look_timestamp_seconds 1499068799.5",
        ] {
            assert!(told.lines().any(|one| one == line), "{line} is missing in\n{told}");
        }
    }

    #[test]
    fn before_the_first_look_there_is_no_time_of_one() {
        assert!(!text(NotificationStatus::default()).contains("last_look"));
    }
}
