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
use crate::composition::listener_of;
use crate::composition::services;
use crate::composition::webhook_deliveries::DeliveriesOverNats;
use crate::configuration::{person_key_secret, read_secret};

pub(super) async fn run(adapters: DistributedAdapters, stop: CancellationToken) -> Result<(), Fatal> {
    let settings = &adapters.settings;
    let public_url = settings.public_url.clone().ok_or("the gateway needs public_url: FOCALPOINT_PUBLIC_URL")?;
    let tenant = settings.tenant.clone();
    let page = TcpListener::bind(settings.listen).await?;
    let operations = listener_of(settings.web.operations_listen).await?;
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
        webhook_reach: gateway::WebhookReach::with_private(settings.webhooks.private_addresses),
        providers: settings.web.providers()?,
        bounds: settings.web.bounds(),
        sessions: settings.sessions.limits(),
        second_factor_for_cases: settings.sessions.second_factor_for_cases,
        behind_proxy: settings.sessions.behind_proxy,
        ..GatewayConfig::new(public_url, tenant)
    };
    let ports = adapters.ports(Arc::new(read_models), feed, keys, None);
    let service = services::gateway::gateway(config, &ports, adapters.dead_letters_of_all(), None)?;
    service.gateway.set_drafts(adapters.drafts());
    let (client, tenant) = (adapters.client.clone(), settings.tenant.clone());
    service.gateway.set_webhook_deliveries(Arc::new(DeliveriesOverNats { client, tenant }));
    println!("  Sign in  {}", service.gateway.entrance().await);
    together(&stop, vec![Box::pin(service.run(page, operations, stop.clone()))]).await
}
