//! `focalpoint checkpoint`: signs how the log is now, and proves what is in it.

use coordination::{Clock, SystemClock};
use documents::CheckpointSheet;
use language::catalogue::Catalogue;
use store::SqliteLogReader;

use crate::Fatal;
use crate::checkpoints::bundle::Bundle;
use crate::checkpoints::checkpoint::{self, CheckpointError, SignedCheckpoint};
use crate::checkpoints::deposit::deposit;
use crate::checkpoints::event_tree::EventTree;
use crate::checkpoints::signing_key::CheckpointKey;
use crate::command_line::arguments;
use crate::configuration::Settings;
use crate::configuration::data_directory::DataDirectory;

/// Signs, prints, and writes what is asked for.
pub async fn run(options: &arguments::Checkpoint) -> Result<(), Fatal> {
    let settings = Settings::read(&options.configured.config)?;
    let data = DataDirectory::at(&settings.data);
    let key = CheckpointKey::kept_in(&data.checkpoint_key(), &settings.tenant)?;
    if options.public_key {
        println!("{}", key.public());
        return Ok(());
    }
    let log = SqliteLogReader::open(&data.present_log()?)?;
    // A checkpoint says that the hashes are those of the events.
    log.verify_watched(None, &|_| ()).await?;
    let tree = EventTree::of(&log, None).await?;
    let now = SystemClock.now();
    let signed = checkpoint::sign(&tree, log.identity(), &key, now)?;
    print!("{signed}");
    if let Some(directory) = &options.to {
        let file = deposit(directory, &signed, tree.size(), &key.public(), now)?;
        eprintln!("written to {}", file.display());
    }
    if let Some(file) = &options.paper {
        let sheet = CheckpointSheet { checkpoint: signed.clone(), public_key: key.public() };
        std::fs::write(file, sheet.pdf(&Catalogue::new()?, options.language.into())?)?;
    }
    if let Some(file) = &options.bundle {
        let earlier = match &options.since {
            None => None,
            Some(since) => {
                let text = std::fs::read_to_string(since)?;
                let earlier: SignedCheckpoint = checkpoint::read(&text, &key.public())?;
                Some((text, earlier))
            }
        };
        let bundle = Bundle::of(&log, &tree, (signed, key.public()), earlier, &options.event).await?;
        std::fs::write(file, serde_json::to_string_pretty(&bundle)?)?;
    }
    Ok(())
}

/// Proves that a log goes on from each checkpoint, and prints it.
pub(super) async fn judge(log: &SqliteLogReader, options: &arguments::Verify) -> Result<Vec<CheckpointError>, Fatal> {
    let Some(key) = &options.key else { return Ok(Vec::new()) };
    let key = if std::path::Path::new(key).is_file() { std::fs::read_to_string(key)? } else { key.clone() };
    let mut broken = Vec::new();
    for file in &options.against {
        let judged = async {
            let kept = checkpoint::read(&std::fs::read_to_string(file)?, &key)?;
            checkpoint::judge(log, &kept).await?;
            Ok::<_, Fatal>(kept.size)
        };
        match judged.await {
            Ok(size) => println!("goes on from {}, over {size} events", file.display()),
            Err(error) => match error.downcast::<CheckpointError>() {
                Ok(finding) => broken.push(*finding),
                Err(error) => return Err(error),
            },
        }
    }
    Ok(broken)
}
