//! The command handler, and what follows from decisions.

use std::path::PathBuf;
use std::sync::Arc;

use ::coordination::follow_up::FollowUp;
use ::coordination::{Clock, Coordination};
use events::ids::{ServiceName, TenantId};
use feed::MarkFile;
use feed::dead_letters::DeadLetters;
use feed::process::{Process, RetryPolicy};
use keys::KeyErasure;
use store::EventStore;

use crate::composition::personal_data_guard::PersonalDataGuard;

/// A command handler on a store: every text passes the guard first.
pub(in crate::composition) fn command_handler(
    store: Arc<dyn EventStore>,
    clock: Arc<dyn Clock>,
    tenant: TenantId,
) -> Coordination {
    Coordination::new(store, clock, tenant).guarded_by(Arc::new(PersonalDataGuard))
}

/// The process that follows up on decisions and gets out what is to be erased, with its checkpoint in a file.
pub(in crate::composition) fn follow_up(
    name: ServiceName,
    commands: Arc<Coordination>,
    checkpoint: PathBuf,
    dead_letters: Arc<dyn DeadLetters>,
    clock: Arc<dyn Clock>,
    keys: Arc<dyn KeyErasure>,
) -> FollowUp {
    let now = Arc::new(move || clock.now());
    let process = Process::new(name, MarkFile::new(checkpoint), dead_letters, now, RetryPolicy::default());
    FollowUp::new(commands.clone(), process).erasing(commands, keys)
}
