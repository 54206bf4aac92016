//! Running for real on one machine.

use std::path::Path;
use std::sync::Arc;

use coordination::SystemClock;
use telegram::{ChatSettings, FormLinks};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::Fatal;
use crate::composition::embedded::{Hub, RunOptions, Running};
use crate::composition::listener_of;
use crate::composition::log_keeper::{BackupPlan, CheckpointPlan, SafekeepingPlan};
use crate::composition::telling::NotificationMonitor;
use crate::configuration::Settings;
use crate::configuration::data_directory::DataDirectory;

/// Opens the hub that a configuration describes. A data directory that lacks something is refused, and nothing made in it.
pub fn open_hub(settings: &Settings) -> Result<Hub, Fatal> {
    Hub::open(DataDirectory::open(&settings.data)?, settings.tenant.clone(), Arc::new(SystemClock))
}

/// Runs every service until told to stop.
pub async fn run(config: &Path, stop: CancellationToken) -> Result<(), Fatal> {
    let settings = Settings::read(config)?;
    let calendar = settings.holidays.calendar()?;
    let page = TcpListener::bind(settings.listen).await?;
    let hub = open_hub(&settings)?;
    hub.settle().await?;
    let public_url = settings.public_url.trim_end_matches('/').to_owned();
    let data_requests = ChatSettings {
        calendar: calendar.clone(),
        ladder: settings.reminders.clone(),
        links: Some(FormLinks { key: hub.form_links.clone(), public_url: public_url.clone() }),
        email: settings.email.is_some(),
        ..ChatSettings::default()
    };
    let telegram = settings.telegram.config(hub.data().bot(), data_requests)?;
    let email = settings.email.as_ref();
    let checkpoints = settings.checkpoints.as_ref().map(|checkpoints| CheckpointPlan::of(checkpoints, email));
    let checkpoints = checkpoints.transpose()?;
    let options = RunOptions {
        page,
        public_url,
        sessions: settings.sessions,
        telegram,
        ladder: settings.reminders,
        calendar,
        email: settings.email,
        providers: settings.web.providers()?,
        bounds: settings.web.bounds(),
        operations: listener_of(settings.web.operations_listen).await?,
        webhooks: settings.webhooks,
        safekeeping: SafekeepingPlan {
            backups: settings.backup.as_ref().map(BackupPlan::of).transpose()?,
            checkpoints,
        },
        demo: None,
        time_jumps: None,
        telling: NotificationMonitor::default(),
    };
    let running = Running::start(&hub, options, stop)?;
    println!("focalpoint is up, data in {}", settings.data.display());
    println!("  Sign in  {}", running.entrance().await);
    running.finish().await
}
