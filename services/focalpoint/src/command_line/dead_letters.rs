//! Looking after dead letters by hand.

use std::path::Path;

use events::ids::ServiceName;
use feed::dead_letters::DeadLetters;

use crate::Fatal;
use crate::composition::distributed::adapters::DistributedAdapters;
use crate::configuration::deployment::DeploymentSettings;

/// Prints what consumers could not process, and why.
pub async fn list(config: Option<&Path>) -> Result<(), Fatal> {
    let adapters = DistributedAdapters::connect(DeploymentSettings::read(config)?, "admin").await?;
    let letters = adapters.dead_letters().all().await?;
    for letter in &letters {
        println!(
            "{}  position {}  {}  {}  {}  since {}",
            letter.consumer,
            letter.event.position,
            letter.event.stream,
            letter.event.body.event_type,
            letter.cause,
            letter.at
        );
    }
    println!("{} dead letters", letters.len());
    Ok(())
}

/// Has a consumer try its dead letters again, and says what came of it.
pub async fn redrive(config: Option<&Path>, consumer: &ServiceName) -> Result<(), Fatal> {
    let adapters = DistributedAdapters::connect(DeploymentSettings::read(config)?, "admin").await?;
    let redriven = feed::redriving::ask(&adapters.client, &adapters.settings.tenant, consumer).await?;
    println!("{} processed, {} still waiting", redriven.processed, redriven.waiting);
    Ok(())
}
