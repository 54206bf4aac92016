//! Looking after the log: import, replay, verify, backup.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use store::{EventStore, SqliteEventStore};

use crate::Fatal;
use crate::command_line::arguments;
use crate::command_line::up::open_hub;
use crate::configuration::Settings;
use crate::configuration::data_directory::DataDirectory;
use crate::progress::{bar, through_the_log};

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

/// Walks the hash chain.
pub async fn verify(options: &arguments::Verify) -> Result<(), Fatal> {
    let log = open_log(&Settings::read(&options.configured.config)?)?;
    let noted = options.head.as_deref().map(str::parse).transpose()?;
    let bar = bar("verifying", log.end().await?.0);
    let verified = log.verify_watched(noted.as_ref(), &|reached| bar.set_position(reached.0)).await?;
    bar.finish_and_clear();
    println!("{} events, none altered, none removed", verified.events);
    println!("head  {}", verified.head);
    Ok(())
}

/// Copies the log.
pub async fn backup(options: &arguments::Backup) -> Result<(), Fatal> {
    let log = open_log(&Settings::read(&options.configured.config)?)?;
    log.backup(&options.to).await?;
    println!("the log is copied to {}", options.to.display());
    println!("The keys of personal fields are not in it: keep a copy of person-keys.db elsewhere.");
    Ok(())
}

/// The log alone: whoever looks at a copy of it need not have the keys beside.
fn open_log(settings: &Settings) -> Result<SqliteEventStore, Fatal> {
    let log = DataDirectory::open(&settings.data)?.present_log()?;
    Ok(SqliteEventStore::open(&log)?)
}
