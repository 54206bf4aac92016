//! The pages and the API.

use std::sync::Arc;

use ::coordination::remote::RemoteCommands;
use ::gateway::{DeadLetterDesk, DeadLettersAway, Gateway, GatewayConfig};
use ::projections::remote::RemoteReadModels;
use async_nats::Client;
use async_trait::async_trait;
use events::ids::{ServiceName, TenantId};
use feed::dead_letters::{DeadLetter, DeadLetters, JetStreamDeadLetters};
use feed::process::Redriven;
use forms::LinkKey;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::ground::Ground;
use crate::hub::{Fatal, together};
use crate::person_key_secret;
use crate::sealing::Sealing;
use crate::settings::read_secret;

pub(super) async fn run(ground: Ground, stop: CancellationToken) -> Result<(), Fatal> {
    let public_url = ground.settings.public_url.clone().ok_or("the gateway needs public_url: FOCALPOINT_PUBLIC_URL")?;
    let tenant = ground.settings.tenant.clone();
    let page = TcpListener::bind(ground.settings.listen).await?;
    let keys = ground.keys().await?.follow(stop.clone());
    let (client, partitions) = (ground.client.clone(), ground.partitions()?);
    let sealing = Sealing::new(keys.clone());
    let read_models = RemoteReadModels::over_nats(client, tenant.clone(), partitions, keys).await?;
    let commands = RemoteCommands::new(ground.client.clone(), &tenant, &ground.name);
    let feed = ground.feed(ground.store().await?, ground.name.clone());
    let secret = ground.settings.person_key_secret_file.as_deref().map(person_key_secret::in_file).transpose()?;
    let links = ground.settings.form_links_key_file.as_deref().map(read_secret).transpose()?;
    let config = GatewayConfig {
        bot_username: ground.settings.bot_username.clone(),
        person_key_secret: secret,
        form_links: links.map(LinkKey::new).transpose()?,
        ..GatewayConfig::new(public_url, tenant)
    };
    let gateway = Gateway::new(config, Arc::new(read_models), Arc::new(commands), ground.clock.clone(), feed, None)?;
    gateway.set_sealer(Arc::new(sealing));
    gateway.set_dead_letters(Arc::new(Letters {
        kept: ground.dead_letters(),
        client: ground.client.clone(),
        tenant: ground.settings.tenant.clone(),
    }));
    println!("  Secretariat  {}", gateway.sign_in_link());
    println!("  The link signs one person in, once.");
    let pages = async { Ok(::gateway::serve(page, gateway, stop.clone()).await?) };
    together(&stop, vec![Box::pin(pages)]).await
}

/// The dead letters on JetStream, and their consumers over NATS.
struct Letters {
    kept: Arc<JetStreamDeadLetters>,
    client: Client,
    tenant: TenantId,
}

#[async_trait]
impl DeadLetterDesk for Letters {
    async fn all(&self) -> Result<Vec<DeadLetter>, DeadLettersAway> {
        self.kept.all().await.map_err(|error| DeadLettersAway(error.to_string()))
    }

    async fn redrive(&self, consumer: &ServiceName) -> Result<Redriven, DeadLettersAway> {
        let redriven = feed::redriving::ask(&self.client, &self.tenant, consumer).await;
        redriven.map_err(|error| DeadLettersAway(error.to_string()))
    }
}
