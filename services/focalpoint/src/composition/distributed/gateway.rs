//! The pages and the API.

use std::sync::Arc;

use ::gateway::GatewayConfig;
use links::LinkKey;
use readmodels::remote::RemoteReadModels;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::adapters::DistributedAdapters;
use super::together;
use crate::Fatal;
use crate::composition::services;
use crate::configuration::{person_key_secret, read_secret};

pub(super) async fn run(adapters: DistributedAdapters, stop: CancellationToken) -> Result<(), Fatal> {
    let settings = &adapters.settings;
    let public_url = settings.public_url.clone().ok_or("the gateway needs public_url: FOCALPOINT_PUBLIC_URL")?;
    let tenant = settings.tenant.clone();
    let page = TcpListener::bind(settings.listen).await?;
    let keys = adapters.keys().await?.refreshed_until(stop.clone());
    let (client, partitions) = (adapters.client.clone(), adapters.partitions()?);
    let read_models = RemoteReadModels::over_nats(client, tenant.clone(), partitions, keys.clone()).await?;
    let feed = adapters.feed(adapters.store()?, adapters.name.clone());
    let secret = settings.person_key_secret_file.as_deref().map(person_key_secret::in_file).transpose()?;
    let links = settings.form_links_key_file.as_deref().map(read_secret).transpose()?;
    let config = GatewayConfig {
        bot_username: settings.bot_username.clone(),
        person_key_secret: secret,
        form_links: links.map(LinkKey::new).transpose()?,
        calendar: settings.holidays.calendar()?,
        ladder: settings.reminders.clone(),
        by_email: settings.by_email,
        ..GatewayConfig::new(public_url, tenant)
    };
    let ports = adapters.ports(Arc::new(read_models), feed, keys, None);
    let service = services::gateway::gateway(config, &ports, adapters.dead_letters_of_all(), None)?;
    println!("  Secretariat  {}", service.gateway.sign_in_link());
    println!("  The link signs one person in, once.");
    together(&stop, vec![Box::pin(service.run(page, stop.clone()))]).await
}
