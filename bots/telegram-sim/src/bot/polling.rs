//! `getUpdates`, the call that waits.

use std::time::Duration;

use serde_json::{Value, json};

use super::{params::Params, settings};
use crate::{failure::Failure, simulator::Simulator, world::World};

const LONGEST_WAIT: i64 = 50;

/// Hands out what waits; if nothing does, waits up to `timeout` seconds for something.
pub(super) async fn get_updates(sim: &Simulator, params: &Params) -> Result<Value, Failure> {
    let limit = params.integer("limit").filter(|limit| *limit != 0).unwrap_or(100).clamp(1, 100);
    let limit = usize::try_from(limit).unwrap_or(100);
    let timeout = params.integer("timeout").unwrap_or(0).clamp(0, LONGEST_WAIT);
    let timeout = Duration::from_secs(timeout.unsigned_abs());
    let mut changes = sim.changes();
    let own = sim.change(|world| begin(world, params))?;
    let waited = tokio::time::timeout(timeout, async {
        loop {
            changes.borrow_and_update();
            let updates = sim.read(|world| current(world, own, limit))?;
            if !updates.is_empty() || sim.is_closing() {
                return Ok(updates);
            }
            if changes.changed().await.is_err() {
                return Ok(Vec::new());
            }
        }
    })
    .await;
    waited.unwrap_or_else(|_| Ok(Vec::new())).map(|updates: Vec<Value>| json!(updates))
}

/// Confirms what the offset confirms and becomes the latest poll. Gives this poll's number.
fn begin(world: &mut World, params: &Params) -> Result<u64, Failure> {
    if world.webhook.is_some() {
        return Err(Failure::conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        ));
    }
    settings::allow_updates(world, params)?;
    world.confirm_updates(params.integer("offset").unwrap_or(0));
    world.updates.poll += 1;
    Ok(world.updates.poll)
}

fn current(world: &World, own: u64, limit: usize) -> Result<Vec<Value>, Failure> {
    if world.updates.poll == own {
        return Ok(world.updates.first(limit));
    }
    Err(Failure::conflict(if world.webhook.is_some() {
        "terminated by setWebhook request"
    } else {
        "terminated by other getUpdates request; make sure that only one bot instance is running"
    }))
}
