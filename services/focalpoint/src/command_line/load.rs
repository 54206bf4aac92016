//! Loads an institution's files into a running deployment.

use std::path::{Path, PathBuf};

use events::authority::Principal;
use tokio_util::sync::CancellationToken;

use crate::Fatal;
use crate::composition::distributed::adapters::DistributedAdapters;
use crate::configuration::deployment::DeploymentSettings;
use crate::import::Import;
use crate::sealing::Sealing;

/// Rehearses the files against the log, and has them carried out by the command servers.
pub async fn run(config: Option<&Path>, folders: &[PathBuf]) -> Result<(), Fatal> {
    let adapters = DistributedAdapters::connect(DeploymentSettings::read(config)?, "import").await?;
    let stop = CancellationToken::new();
    let _stopped = stop.clone().drop_guard();
    let keys = adapters.keys().await?.refreshed_until(stop);
    let (store, tenant) = (adapters.store()?, adapters.settings.tenant.clone());
    let (rehearsal, commands) = (adapters.command_handler(store.clone()), adapters.commands());
    let sealing = Sealing::new(keys);
    let import = Import {
        store: store.as_ref(),
        rehearsal: &rehearsal,
        commands: &commands,
        clock: adapters.clock.as_ref(),
        sealing: &sealing,
        tenant,
        principal: Principal::service(adapters.name.clone()),
    };
    let folders: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    let imported = import.folders(&folders).await?;
    println!("{} rows read", imported.rows);
    println!("{} events recorded", imported.events);
    println!("{} commands had been carried out before", imported.unchanged);
    Ok(())
}
