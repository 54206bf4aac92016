//! Updates in, posted by the messenger instead of asked for.
//!
//! An update is answered with 200 when it is handled and noted, not before: whatever is not answered so is posted again.
//! What comes is handled as polled updates are, chats side by side and each chat in its order. Only who knows the secret is
//! listened to; the address is public, so nothing of another request is read.

use std::io;
use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::routing::post;
use subtle::ConstantTimeEq;
use teloxide::payloads::SetWebhookSetters;
use teloxide::requests::Requester;
use teloxide::types::Update;
use teloxide::{ApiError, RequestError};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use crate::core::config::{BotError, Webhook};
use crate::core::services::Services;
use crate::core::storage::handled_updates::forget_handled_before;
use crate::core::updates::dispatcher::Dispatcher;
use crate::core::updates::handling::{WANTED, handle_batch};
use crate::core::updates::reading::{number_of, read_update};

/// The header that the secret comes in.
const SECRET: &str = "x-telegram-bot-api-secret-token";
/// The longest update that is read, in bytes; the messenger's are some thousands.
const LONGEST_UPDATE: usize = 1024 * 1024;
/// How many connections the messenger posts over: one, so that what one person writes comes in its order.
const CONNECTIONS: u8 = 1;
/// How many updates wait to be handled at most; the messenger posts what is turned away again.
const WAITING: usize = 256;
/// How many handled updates are remembered, in case one is posted again.
const REMEMBERED: u32 = 10_000;
/// The first and the longest pause before the messenger is told the address again.
const PAUSES: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(30));

/// An update, and whom to tell that it is handled.
type PostedUpdate = (Update, oneshot::Sender<()>);

/// Where the messenger posts: what it has to know, and where its updates go.
#[derive(Clone)]
struct Endpoint {
    webhook: Webhook,
    updates: mpsc::Sender<PostedUpdate>,
}

async fn take(State(endpoint): State<Endpoint>, request: Request) -> StatusCode {
    let given = request.headers().get(SECRET).map_or(&[][..], |given| given.as_bytes());
    if !bool::from(given.ct_eq(endpoint.webhook.secret_text().as_bytes())) {
        tracing::warn!("somebody who does not know the webhook's secret was turned away");
        return StatusCode::FORBIDDEN;
    }
    let Ok(body) = to_bytes(request.into_body(), LONGEST_UPDATE).await else { return StatusCode::BAD_REQUEST };
    let Ok(raw) = serde_json::from_slice(&body) else { return StatusCode::BAD_REQUEST };
    // What is not known yet is done with, or it would be posted for ever and nothing after it.
    let Some(update) = read_update(&raw) else {
        return if number_of(&raw).is_some() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    };
    let (handled, done) = oneshot::channel();
    match endpoint.updates.try_send((update, handled)) {
        Ok(()) => {}
        Err(_) => return StatusCode::SERVICE_UNAVAILABLE,
    }
    match done.await {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Handles what the messenger posts, until told to stop. The address stays with the messenger, which keeps updates
/// until the bot is back.
pub(crate) async fn take_posts(
    dispatcher: &Dispatcher,
    hook: &Webhook,
    stop: &CancellationToken,
) -> Result<(), BotError> {
    let services = dispatcher.services();
    let failed = |error: io::Error| BotError::Webhook { listen: hook.listen, reason: error.to_string() };
    let listener = TcpListener::bind(hook.listen).await.map_err(failed)?;
    let (updates, mut posted) = mpsc::channel(WAITING);
    let routes = Router::new().route("/", post(take)).route("/{*path}", post(take));
    let routes = routes.with_state(Endpoint { webhook: hook.clone(), updates });
    let serve = axum::serve(listener, routes).with_graceful_shutdown(stop.clone().cancelled_owned());
    let handle = async {
        tell_address(services, hook, stop).await?;
        loop {
            let mut batch = Vec::new();
            if posted.recv_many(&mut batch, WAITING).await == 0 {
                return Ok(());
            }
            let (updates, handled): (Vec<Update>, Vec<_>) = batch.into_iter().unzip();
            let latest = updates.iter().map(|update| update.id.0).max().unwrap_or(0);
            handle_batch(dispatcher, updates).await?;
            forget_handled_before(&services.database, latest.saturating_sub(REMEMBERED)).await?;
            for handled in handled {
                // Whoever posted may have gone; the update is noted all the same.
                let _gone = handled.send(());
            }
        }
    };
    tokio::select! {
        ended = async { serve.await.map_err(failed) } => ended,
        ended = handle => ended,
    }
}

/// Tells the messenger where to post, until it has heard.
async fn tell_address(services: &Services, hook: &Webhook, stop: &CancellationToken) -> Result<(), BotError> {
    let mut pause = PAUSES.0;
    loop {
        let told = services
            .messenger
            .bot
            .set_webhook(hook.url.clone())
            .secret_token(hook.secret_text())
            .allowed_updates(WANTED);
        match stop.run_until_cancelled(told.max_connections(CONNECTIONS).into_future()).await {
            None | Some(Ok(_)) => return Ok(()),
            Some(Err(RequestError::Api(ApiError::InvalidToken))) => return Err(BotError::TokenRefused),
            Some(Err(error)) => tracing::warn!(%error, "the messenger was not told where to post; trying again"),
        }
        if stop.run_until_cancelled(tokio::time::sleep(pause)).await.is_none() {
            return Ok(());
        }
        pause = (pause * 2).min(PAUSES.1);
    }
}

/// Has the messenger post nowhere: it lets nobody poll while it posts.
pub(crate) async fn forget_address(services: &Services) {
    if let Err(error) = services.messenger.bot.delete_webhook().await {
        tracing::warn!(%error, "the messenger was not told that it is asked for updates from now on");
    }
}
