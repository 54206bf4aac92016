//! Where checkpoints go by themselves.

use std::path::PathBuf;

use serde::Deserialize;

/// Where checkpoints of the log are put, once a day, after it was proved.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckpointSettings {
    /// The directory; best one that is carried to somebody outside by itself.
    pub directory: PathBuf,
}
