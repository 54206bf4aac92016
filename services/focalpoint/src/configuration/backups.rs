//! Where backups go, how often, and who may open the keys in them.

use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;

/// How often a backup is made, in hours, and how many are kept, unless said otherwise.
const EVERY_HOURS: NonZeroU32 = NonZeroU32::MIN.saturating_add(23);
const KEEP: NonZeroUsize = NonZeroUsize::MIN.saturating_add(29);

/// The backups of one hub.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackupSettings {
    /// The directory they are put into, best on another disk.
    pub directory: PathBuf,
    /// How often one is made while the hub runs.
    #[serde(default = "every_hours")]
    pub every_hours: NonZeroU32,
    /// How many are kept.
    #[serde(default = "keep")]
    pub keep: NonZeroUsize,
    /// Whoever may open the keys, as `age-keygen` prints them; without any, the keys are in no backup.
    #[serde(default)]
    pub recipients: Vec<String>,
}

impl BackupSettings {
    /// How long it is from one backup to the next.
    pub fn interval(&self) -> Duration {
        Duration::from_secs(60 * 60 * u64::from(self.every_hours.get()))
    }
}

fn every_hours() -> NonZeroU32 {
    EVERY_HOURS
}

fn keep() -> NonZeroUsize {
    KEEP
}
