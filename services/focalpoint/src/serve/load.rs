//! Loads an institution's files into a running deployment.

use std::path::{Path, PathBuf};

use ::coordination::Coordination;
use ::coordination::remote::RemoteCommands;
use events::authority::Standing;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

use super::ground::Ground;
use super::settings::ServeSettings;
use crate::guard::PersonalDataGuard;
use crate::hub::Fatal;
use crate::import::Import;
use crate::sealing::Sealing;

/// Rehearses the files against the log, and has them carried out by the command servers.
pub async fn run(config: Option<&Path>, folders: &[PathBuf]) -> Result<(), Fatal> {
    let ground = Ground::of(ServeSettings::read(config)?, "import").await?;
    let stop = CancellationToken::new();
    let _stopped = stop.clone().drop_guard();
    let keys = ground.keys().await?.follow(stop);
    let (store, tenant) = (ground.store().await?, ground.settings.tenant.clone());
    let rehearsal = Coordination::new(store.clone(), ground.clock.clone(), tenant.clone());
    let rehearsal = rehearsal.guarded_by(Arc::new(PersonalDataGuard));
    let commands = RemoteCommands::new(ground.client.clone(), &tenant, &ground.name);
    let sealing = Sealing::new(keys);
    let import = Import {
        store: store.as_ref(),
        rehearsal: &rehearsal,
        commands: &commands,
        clock: ground.clock.as_ref(),
        sealing: &sealing,
        tenant,
        standing: Standing::service(ground.name.clone()),
    };
    let folders: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    let imported = import.folders(&folders).await?;
    println!("{} rows read", imported.rows);
    println!("{} events recorded", imported.events);
    println!("{} commands had been carried out before", imported.unchanged);
    Ok(())
}
