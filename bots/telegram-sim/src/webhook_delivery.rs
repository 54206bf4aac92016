//! Brings updates to the bot's webhook, one after another, each until it is taken.

use std::time::Duration;

use reqwest::{Client, header::CONTENT_TYPE};

use crate::{simulator::Simulator, webhook::Webhook, world::World};

const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
const PATIENCE: Duration = Duration::from_secs(30);

struct Delivery {
    webhook: Webhook,
    update: i64,
    body: String,
}

impl Simulator {
    /// Posts waiting updates to the webhook, whenever there is one, until the simulator closes.
    pub async fn deliver_webhooks(&self) {
        let client = Client::new();
        let mut changes = self.changes();
        let mut pause = FIRST_PAUSE;
        while !self.is_closing() {
            changes.borrow_and_update();
            let Some(delivery) = self.read(next) else {
                pause = FIRST_PAUSE;
                if changes.changed().await.is_err() {
                    return;
                }
                continue;
            };
            if let Err(problem) = post(&client, &delivery).await {
                tracing::warn!(url = delivery.webhook.url, problem, "the webhook did not take an update");
                self.change(|world| failed(world, problem));
                self.wait(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            } else {
                self.change(|world| taken(world, delivery.update));
                pause = FIRST_PAUSE;
            }
        }
    }

    async fn wait(&self, pause: Duration) {
        let mut closing = self.closing();
        // Either the pause is over or the simulator closes; both end the wait.
        drop(tokio::time::timeout(pause, closing.wait_for(|closing| *closing)).await);
    }
}

fn next(world: &World) -> Option<Delivery> {
    let webhook = world.webhook.clone()?;
    let update = world.updates.head()?;
    Some(Delivery { webhook, update: update.id, body: update.wire().to_string() })
}

fn taken(world: &mut World, update: i64) {
    if world.updates.head().is_some_and(|head| head.id == update) {
        world.confirm_updates(update + 1);
    }
}

fn failed(world: &mut World, problem: String) {
    let at = world.now.timestamp();
    if let Some(mut webhook) = world.webhook.clone() {
        webhook.failed(at, problem);
        world.set_webhook(Some(webhook));
    }
}

async fn post(client: &Client, delivery: &Delivery) -> Result<(), String> {
    let mut request = client
        .post(&delivery.webhook.url)
        .timeout(PATIENCE)
        .header(CONTENT_TYPE, "application/json")
        .body(delivery.body.clone());
    if let Some(secret) = &delivery.webhook.secret_token {
        request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    match request.send().await {
        Ok(response) if response.status().is_success() => Ok(()),
        Ok(response) => Err(format!("Wrong response from the webhook: {}", response.status())),
        Err(error) => Err(format!("Connection failed: {error}")),
    }
}
