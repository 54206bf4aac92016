//! The chat: one process asks the messenger for updates at a time, and delivers what the reminders hand over.

use std::sync::Arc;

use ::coordination::remote::RemoteCommands;
use ::projections::{ReadModels, ReadPort};
use ::reminders::{Calendar, serve_deliveries, serve_notices};
use forms::LinkKey;
use nats::Lease;
use telegram::{FormLinks, RequestSettings, TelegramConfig, Token};
use tokio_util::sync::CancellationToken;

use super::ground::Ground;
use super::health::Health;
use crate::hub::{Fatal, reach_the_messenger, together};
use crate::leased::{LeasedDelivery, LeasedNotices};
use crate::sealing::Sealing;
use crate::settings::read_secret;

/// When institutions are told of data requests; the links to forms only where page and secret are known.
fn requests(ground: &Ground) -> Result<RequestSettings, Fatal> {
    let settings = &ground.settings;
    let links = match (&settings.form_links_key_file, &settings.public_url) {
        (Some(file), Some(url)) => {
            Some(FormLinks { key: LinkKey::new(read_secret(file)?)?, public_url: url.trim_end_matches('/').to_owned() })
        }
        (Some(_) | None, _) => None,
    };
    let calendar = Calendar::with_announced(settings.holidays.eids.clone())?;
    Ok(RequestSettings { calendar, ladder: settings.reminders.clone(), links })
}

pub(super) async fn run(ground: Ground, stop: CancellationToken) -> Result<(), Fatal> {
    let told = ground.settings.telegram.as_ref();
    let told = told.ok_or("the chat needs the messenger's token: FOCALPOINT_TELEGRAM__TOKEN_FILE")?;
    let telegram = TelegramConfig {
        api_url: told.api_url.clone(),
        webhook: told.webhook()?,
        token: Token::new(read_secret(&told.token_file)?),
        database: ground.data.bot(),
        data_requests: requests(&ground)?,
    };
    let keys = ground.keys().await?.follow(stop.clone());
    let read_models = ground.read_models(keys.clone(), ReadModels::standard())?;
    let feed = ground.feed(ground.store().await?, ground.name.clone());
    let fold = ground.fold(&read_models, feed, &ground.name, &stop);

    let sealing = Sealing::new(keys.clone());
    let (leases, holder, tenant) = (ground.leases(), ground.holder(), &ground.settings.tenant);
    let talk = async {
        let turn = |lease: Lease, over: CancellationToken| {
            let commands = RemoteCommands::new(ground.client.clone(), tenant, &ground.name).under(lease.clone());
            let (telegram, sealing) = (telegram.clone(), sealing.clone());
            let (people, clock, client) = (Arc::new(read_models.clone()), ground.clock.clone(), &ground.client);
            async move {
                let reaching = reach_the_messenger(telegram, people.clone(), Arc::new(commands), clock, sealing);
                let Some(bot) = Box::pin(over.run_until_cancelled(reaching)).await else { return Ok(()) };
                let bot = bot?;
                let notices = Arc::new(LeasedNotices::new(lease.clone(), bot.clone()));
                let delivery = Arc::new(LeasedDelivery::new(lease, bot.clone()));
                tokio::try_join!(
                    async { bot.run(over.clone()).await.map_err(Fatal::from) },
                    async {
                        let people: Arc<dyn ReadPort> = people.clone();
                        serve_deliveries(client, tenant, people, delivery, over.clone()).await.map_err(Fatal::from)
                    },
                    async { serve_notices(client, tenant, notices, over.clone()).await.map_err(Fatal::from) }
                )
                .map(drop)
            }
        };
        Box::pin(leases.hold_while(&ground.name, &holder, &stop, turn)).await?.transpose().map(drop)
    };
    let health = Health::of(ground.client.clone()).with_read_models(read_models.clone()).with_keys(keys);
    let health = health.serve(ground.settings.listen, stop.clone());
    together(&stop, vec![Box::pin(fold), Box::pin(talk), Box::pin(health)]).await
}
