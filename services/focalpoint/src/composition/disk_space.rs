//! How much room the disk has on which the data are: told before there is none, and waited for when there is none.
//!
//! Knows a folder and what the system says of it, and no service.

use std::error::Error;
use std::fmt;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::time::Duration;

use gateway::OperatorWarnings;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Unit;

/// With less room than this, somebody is to make some: a log of a year has about as much.
const LITTLE: u64 = 512 * 1024 * 1024;
/// How often it is looked.
const LOOKED_AT: Duration = Duration::from_secs(60);

/// The room on the disk of a folder.
#[derive(Debug, Clone)]
pub(super) struct DiskSpace {
    folder: PathBuf,
    little: u64,
}

impl DiskSpace {
    /// Of the folder with the data.
    pub(super) const fn of(folder: PathBuf) -> Self {
        Self { folder, little: LITTLE }
    }

    /// How many bytes are free; nothing: the system does not say.
    fn free(&self) -> Option<u64> {
        let stats = rustix::fs::statvfs(&self.folder).ok()?;
        stats.f_bavail.checked_mul(stats.f_frsize)
    }

    /// How many bytes are free, where that is little.
    fn little(&self) -> Option<u64> {
        self.free().filter(|free| *free < self.little)
    }

    /// Looks again and again, and warns while there is little room.
    pub(super) async fn watch(self) {
        let mut again = tokio::time::interval(LOOKED_AT);
        let mut was_little = false;
        loop {
            again.tick().await;
            let free = self.little();
            if let Some(free) = free.filter(|_| !was_little) {
                tracing::warn!(folder = %self.folder.display(), free, "{}", warning(free));
            }
            was_little = free.is_some();
        }
    }
}

fn warning(free: u64) -> String {
    format!(
        "the disk with the data has {} MiB left: make room, or nothing can be saved any more; what is there is shown all the same",
        free / (1024 * 1024)
    )
}

impl OperatorWarnings for DiskSpace {
    fn warnings(&self) -> Vec<String> {
        self.little().map(warning).into_iter().collect()
    }
}

impl Collector for DiskSpace {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let Some(free) = self.free() else { return Ok(()) };
        let gauge = ConstGauge::new(i64::try_from(free).unwrap_or(i64::MAX));
        let help = "How much room is left on the disk with the data";
        gauge.encode(encoder.encode_descriptor("data_disk_free", help, Some(&Unit::Bytes), gauge.metric_type())?)
    }
}

/// Whether something failed because the disk is full.
pub(super) fn is_for_want_of_room(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == ErrorKind::StorageFull) {
            return true;
        }
        cause = error.source();
    }
    // Some say it in words only: the system's, and SQLite's.
    let said = error.to_string();
    ["No space left on device", "database or disk is full"].iter().any(|words| said.contains(words))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use prometheus_client::encoding::text::encode;
    use prometheus_client::registry::Registry;

    use super::*;

    #[test]
    fn little_room_is_told_while_there_is_some() {
        let folder = tempfile::tempdir().unwrap();
        let enough = DiskSpace { folder: folder.path().to_owned(), little: 0 };
        assert_eq!(enough.warnings(), Vec::<String>::new());
        let little = DiskSpace { little: u64::MAX, ..enough };
        assert!(little.warnings()[0].contains("make room"), "{:?}", little.warnings());
        let mut registry = Registry::default();
        registry.register_collector(Box::new(little));
        let mut figures = String::new();
        encode(&mut figures, &registry).unwrap();
        assert!(figures.contains("data_disk_free_bytes"), "{figures}");
    }

    #[test]
    fn a_full_disk_is_known_by_what_it_says() {
        let full = std::io::Error::from_raw_os_error(28);
        assert!(is_for_want_of_room(&full));
        assert!(is_for_want_of_room(&telegram::BotError::Database {
            path: "telegram.db".into(),
            reason: "database or disk is full".to_owned()
        }));
        assert!(!is_for_want_of_room(&std::io::Error::from_raw_os_error(2)));
    }
}
