//! Running for real on one machine.

use std::path::Path;
use std::sync::Arc;

use coordination::SystemClock;
use reminders::Calendar;
use telegram::{FormLinks, RequestSettings, TelegramConfig, Token};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::data_dir::DataDir;
use crate::form_links;
use crate::hub::{Fatal, Hub, RunOptions, Running};
use crate::settings::{Settings, read_secret};

/// Opens the hub that a configuration describes.
pub fn open_hub(settings: &Settings) -> Result<Hub, Fatal> {
    Hub::open(DataDir::open(&settings.data)?, settings.tenant.clone(), Arc::new(SystemClock))
}

/// Runs every service until told to stop.
pub async fn run(config: &Path, stop: CancellationToken) -> Result<(), Fatal> {
    let settings = Settings::read(config)?;
    let token = Token::new(read_secret(&settings.telegram.token_file)?);
    let page = TcpListener::bind(settings.listen).await?;
    let hub = open_hub(&settings)?;
    let data = DataDir::open(&settings.data)?;
    let calendar = Calendar::with_announced(settings.holidays.eids.clone())?;
    let public_url = settings.public_url.trim_end_matches('/').to_owned();
    let options = RunOptions {
        page,
        public_url: public_url.clone(),
        telegram: TelegramConfig {
            api_url: settings.telegram.api_url.clone(),
            webhook: settings.telegram.webhook()?,
            token,
            database: data.bot(),
            data_requests: RequestSettings {
                calendar: calendar.clone(),
                ladder: settings.reminders.clone(),
                links: Some(FormLinks { key: form_links::key(&data.form_links())?, public_url: public_url.clone() }),
            },
        },
        ladder: settings.reminders,
        calendar,
        demo: None,
        time_jumps: None,
    };
    let running = Running::start(&hub, options, stop)?;
    println!("focalpoint is up, data in {}", settings.data.display());
    println!("  Secretariat  {}", running.sign_in_link());
    println!("  The link signs one person in, once.");
    running.finish().await
}
