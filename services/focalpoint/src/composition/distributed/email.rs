//! E-mail: one process writes to people and reads the mailbox at a time; it delivers what the reminders hand over.

use std::sync::Arc;

use ::notifications::serve_messages;
use events::notification::ChannelKind;
use links::LinkKey;
use readmodels::{ReadModels, ReadPort};
use tokio_util::sync::CancellationToken;
use transport::Lease;

use super::adapters::DistributedAdapters;
use super::health::Health;
use super::together;
use crate::Fatal;
use crate::composition::services::email::{Email, EmailOptions};
use crate::configuration::read_secret;

pub(super) async fn run(adapters: DistributedAdapters, stop: CancellationToken) -> Result<(), Fatal> {
    let settings = &adapters.settings;
    let servers = settings
        .email
        .as_ref()
        .ok_or("e-mail needs its servers: FOCALPOINT_EMAIL__ADDRESS and so on, docs/email.md")?;
    let key = settings.form_links_key_file.as_ref();
    let key = key.ok_or("e-mail needs the secret that signs links: FOCALPOINT_FORM_LINKS_KEY_FILE")?;
    let key = LinkKey::new(read_secret(key)?)?;
    let public_url = settings.public_url.as_ref();
    let public_url = public_url.ok_or("e-mail needs the page's address for its links: FOCALPOINT_PUBLIC_URL")?;
    let calendar = settings.holidays.calendar()?;
    let keys = adapters.keys().await?.refreshed_until(stop.clone());
    let read_models = adapters.read_models(keys.clone(), ReadModels::standard())?;
    let feed = adapters.feed(adapters.store()?, adapters.name.clone());
    let fold = adapters.fold(&read_models, feed.clone(), &adapters.name, &stop);

    let (client, tenant) = (&adapters.client, &settings.tenant);
    let write = adapters.in_turns(&stop, |lease: Lease, over: CancellationToken| {
        let people: Arc<dyn ReadPort> = Arc::new(read_models.clone());
        let ports = adapters.ports(people, feed.clone(), keys.clone(), Some(lease));
        let database = adapters.data.email();
        let options = EmailOptions {
            database: &database,
            key: key.clone(),
            public_url,
            calendar: calendar.clone(),
            answers_are_borne: false,
        };
        let email = Email::open(servers, options, ports);
        async move {
            let email = email?;
            let channel = email.channel();
            tokio::try_join!(
                async {
                    email.run(over.clone()).await;
                    Ok(())
                },
                async {
                    serve_messages(client, tenant, ChannelKind::Email, channel, over.clone()).await.map_err(Fatal::from)
                }
            )
            .map(drop)
        }
    });
    let health = Health::of(adapters.client.clone()).with_read_models(read_models.clone()).with_keys(keys.clone());
    let health = health.serve(adapters.settings.listen, stop.clone());
    together(&stop, vec![Box::pin(fold), Box::pin(write), Box::pin(health)]).await
}
