//! Looking after dead letters by hand.

use std::path::Path;

use events::ids::ServiceName;
use feed::dead_letters::DeadLetters;

use super::ground::Ground;
use super::settings::ServeSettings;
use crate::hub::Fatal;

/// Prints what consumers could not process, and why.
pub async fn list(config: Option<&Path>) -> Result<(), Fatal> {
    let ground = Ground::of(ServeSettings::read(config)?, "admin").await?;
    let letters = ground.dead_letters().all().await?;
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
    let ground = Ground::of(ServeSettings::read(config)?, "admin").await?;
    let redriven = feed::redriving::ask(&ground.client, &ground.settings.tenant, consumer).await?;
    println!("{} processed, {} still waiting", redriven.processed, redriven.waiting);
    Ok(())
}
