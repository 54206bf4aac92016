//! Requests that wait for something to be so, with an end.

use std::time::Duration;

use crate::{simulator::Simulator, world::World};

const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Looks again after each change until `look` finds something; gives up after so many milliseconds.
pub(super) async fn wait_for<T>(
    sim: &Simulator,
    wait_ms: u64,
    mut look: impl FnMut(&Simulator, &World) -> Option<T>,
) -> Option<T> {
    let mut changes = sim.changes();
    let search = async {
        loop {
            changes.borrow_and_update();
            let found = sim.read(|world| look(sim, world));
            if found.is_some() || sim.is_closing() || changes.changed().await.is_err() {
                return found;
            }
        }
    };
    tokio::time::timeout(Duration::from_millis(wait_ms).min(LONGEST_WAIT), search).await.unwrap_or_default()
}
