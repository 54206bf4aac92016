//! Looking after the log: import, replay.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::Fatal;
use crate::command_line::arguments;
use crate::command_line::up::open_hub;
use crate::configuration::Settings;
use crate::progress::through_the_log;

/// The read models came out otherwise than they were.
#[derive(Debug, thiserror::Error)]
#[error(
    "the rebuilt read models differ from those before: they were wrong, or the program changed; the rebuilt ones are in place"
)]
pub struct RebuildDiffers;

/// Imports folders of files, and says what was read and recorded.
pub async fn import(options: &arguments::ImportFolders) -> Result<(), Fatal> {
    let hub = open_hub(&Settings::read(&options.configured.config)?)?;
    let folders: Vec<&Path> = options.folders.iter().map(PathBuf::as_path).collect();
    let imported = hub.import()?.folders(&folders).await?;
    println!("{} rows read", imported.rows);
    println!("{} events recorded", imported.events);
    println!("{} commands had been carried out before", imported.unchanged);
    Ok(())
}

/// Drops and rebuilds every read model, and compares.
pub async fn replay(config: &Path) -> Result<(), Fatal> {
    let hub = open_hub(&Settings::read(config)?)?;
    let (end, reached) = (hub.feed.end().await?, || hub.read_models.progress());
    through_the_log("catching up", end, reached(), hub.read_models.catch_up(hub.feed.as_ref())).await?;
    let before = fingerprint(&hub.read_models.dump().await?);
    let started = std::time::Instant::now();
    let end = through_the_log("replaying", end, reached(), hub.read_models.rebuild(hub.feed.as_ref())).await?;
    let took = started.elapsed();
    let after = fingerprint(&hub.read_models.dump().await?);
    println!("replayed {end} events in {:.1} s", took.as_secs_f64());
    println!("before  {before}");
    println!("after   {after}");
    if before == after {
        println!("identical");
        Ok(())
    } else {
        Err(RebuildDiffers.into())
    }
}

fn fingerprint(dump: &str) -> String {
    hex::encode(Sha256::digest(dump.as_bytes()))
}
