//! The chat: one process asks the messenger for updates at a time, and delivers what the reminders hand over.

use std::sync::Arc;

use ::notifications::serve_messages;
use ::telegram::{ChatSettings, FormLinks};
use events::notification::ChannelKind;
use links::LinkKey;
use readmodels::{ReadModels, ReadPort};
use tokio_util::sync::CancellationToken;
use transport::Lease;

use super::adapters::DistributedAdapters;
use super::health::Health;
use super::together;
use crate::Fatal;
use crate::composition::services;
use crate::configuration::deployment::DeploymentSettings;
use crate::configuration::read_secret;

/// When institutions are told of data requests; the links to forms only where page and secret are known.
fn data_requests(settings: &DeploymentSettings) -> Result<ChatSettings, Fatal> {
    let links = match (&settings.form_links_key_file, &settings.public_url) {
        (Some(file), Some(url)) => {
            Some(FormLinks { key: LinkKey::new(read_secret(file)?)?, public_url: url.trim_end_matches('/').to_owned() })
        }
        (Some(_) | None, _) => None,
    };
    let calendar = settings.holidays.calendar()?;
    Ok(ChatSettings {
        calendar,
        ladder: settings.reminders.clone(),
        links,
        email: settings.by_email,
        ..ChatSettings::default()
    })
}

pub(super) async fn run(adapters: DistributedAdapters, stop: CancellationToken) -> Result<(), Fatal> {
    let settings = adapters.settings.telegram.as_ref();
    let settings = settings.ok_or("the chat needs the messenger's token: FOCALPOINT_TELEGRAM__TOKEN_FILE")?;
    let config = settings.config(adapters.data.bot(), data_requests(&adapters.settings)?)?;
    let keys = adapters.keys().await?.refreshed_until(stop.clone());
    let read_models = adapters.read_models(keys.clone(), ReadModels::standard())?;
    let feed = adapters.feed(adapters.store()?, adapters.name.clone());
    let fold = adapters.fold(&read_models, feed.clone(), &adapters.name, &stop);

    let (client, tenant) = (&adapters.client, &adapters.settings.tenant);
    let talk = adapters.in_turns(&stop, |lease: Lease, over: CancellationToken| {
        let people: Arc<dyn ReadPort> = Arc::new(read_models.clone());
        let ports = adapters.ports(people.clone(), feed.clone(), keys.clone(), Some(lease));
        let config = config.clone();
        async move {
            let connecting = services::telegram::connected(config, ports);
            let Some(bot) = Box::pin(over.run_until_cancelled(connecting)).await else { return Ok(()) };
            let bot = bot?;
            tokio::try_join!(async { bot.run(over.clone()).await.map_err(Fatal::from) }, async {
                serve_messages(client, tenant, ChannelKind::Telegram, bot.clone(), over.clone())
                    .await
                    .map_err(Fatal::from)
            })
            .map(drop)
        }
    });
    let health = Health::of(adapters.client.clone()).with_read_models(read_models.clone()).with_keys(keys.clone());
    let health = health.serve(adapters.settings.listen, stop.clone());
    together(&stop, vec![Box::pin(fold), Box::pin(talk), Box::pin(health)]).await
}
