//! Updates in, posted by the messenger instead of asked for.
//!
//! An update is answered with 200 when it is in the bot's file, not before: whatever is not answered so is posted again.
//! What comes is handled as polled updates are, chats side by side and each chat in its order. Only who knows the secret is
//! listened to; the address is public, so nothing of another request is read.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::routing::post;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use serde_json::Value;
use subtle::ConstantTimeEq;
use teloxide::payloads::SetWebhookSetters;
use teloxide::requests::Requester;
use teloxide::{ApiError, RequestError};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, mpsc, oneshot};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::core::config::{BotError, Webhook};
use crate::core::services::Services;
use crate::core::storage::handled_updates::forget_handled_before;
use crate::core::updates::dispatcher::Dispatcher;
use crate::core::updates::handling::WANTED;
use crate::core::updates::queues::ChatQueues;
use crate::core::updates::reading::{number_of, read_update};

/// The header that the secret comes in.
const SECRET: &str = "x-telegram-bot-api-secret-token";
/// The longest update that is read, in bytes; the messenger's are some thousands.
const LONGEST_UPDATE: usize = 1024 * 1024;
/// How many connections the messenger posts over: one, so that what one person writes comes in its order.
const CONNECTIONS: u8 = 1;
/// How many connections are open at once, those of whoever is not the messenger among them.
const MOST_CONNECTIONS: usize = 64;
/// How long the head of a request may take to come, and how long a connection may say nothing.
const HEAD_WITHIN: Duration = Duration::from_secs(20);
/// How long an update may take to come.
const BODY_WITHIN: Duration = Duration::from_secs(20);
/// How many updates wait to be taken in at most; the messenger posts what is turned away again.
const WAITING: usize = 256;
/// How many updates that were taken in are remembered, in case one is posted again.
const REMEMBERED: u32 = 10_000;
/// The first and the longest pause before the messenger is told the address again.
const PAUSES: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(30));

/// An update, and whom to tell that it was taken in.
type PostedUpdate = (Value, oneshot::Sender<()>);

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
    let body = tokio::time::timeout(BODY_WITHIN, to_bytes(request.into_body(), LONGEST_UPDATE)).await;
    let Ok(Ok(body)) = body else { return StatusCode::BAD_REQUEST };
    let Ok(raw) = serde_json::from_slice::<Value>(&body) else { return StatusCode::BAD_REQUEST };
    // What is not known yet is done with, or it would be posted for ever and nothing after it.
    if read_update(&raw).is_none() {
        return if number_of(&raw).is_some() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    }
    let (taken, done) = oneshot::channel();
    match endpoint.updates.try_send((raw, taken)) {
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
    dispatcher: &Arc<Dispatcher>,
    hook: &Webhook,
    stop: &CancellationToken,
) -> Result<(), BotError> {
    let services = dispatcher.services();
    let failed = |error: io::Error| BotError::Webhook { listen: hook.listen, reason: error.to_string() };
    let listener = TcpListener::bind(hook.listen).await.map_err(failed)?;
    let (updates, mut posted) = mpsc::channel(WAITING);
    let routes = Router::new().route("/", post(take)).route("/{*path}", post(take));
    let routes = routes.with_state(Endpoint { webhook: hook.clone(), updates });
    let serve = serve_bounded(listener, routes, stop.clone());
    let mut queues = ChatQueues::open(dispatcher.clone()).await?;
    let handle = async {
        tell_address(services, hook, stop).await?;
        loop {
            let mut batch = Vec::new();
            let received = tokio::select! {
                received = posted.recv_many(&mut batch, WAITING), if !queues.is_full() => received,
                () = tokio::time::sleep(PAUSES.0), if queues.is_full() => continue,
                error = queues.failed() => return Err(error),
                () = stop.cancelled() => 0,
            };
            if received == 0 {
                return queues.finish().await;
            }
            let (updates, taken): (Vec<Value>, Vec<_>) = batch.into_iter().unzip();
            let latest = updates.iter().filter_map(number_of).max().unwrap_or(0);
            queues.take_in(&updates, None).await?;
            forget_handled_before(&services.database, latest.saturating_sub(REMEMBERED)).await?;
            for taken in taken {
                // Whoever posted may have gone; the update is noted all the same.
                let _gone = taken.send(());
            }
        }
    };
    tokio::select! {
        // What was taken in is handled before the end.
        () = serve => std::future::pending().await,
        ended = handle => ended,
    }
}

/// Answers over as many connections as the messenger needs and not many more, each head and body within its time, until told to
/// stop.
async fn serve_bounded(listener: TcpListener, routes: Router, stop: CancellationToken) {
    let (connections, mut open) = (Arc::new(Semaphore::new(MOST_CONNECTIONS)), JoinSet::new());
    let accepting = async {
        // The semaphore is never closed.
        while let Ok(one) = connections.clone().acquire_owned().await {
            while open.try_join_next().is_some() {}
            let stream = match listener.accept().await {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::debug!(%error, "a connection was not taken");
                    tokio::time::sleep(PAUSES.0).await;
                    continue;
                }
            };
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD_WITHIN)
                .serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes.clone()));
            open.spawn(async move {
                if let Err(error) = connection.await {
                    tracing::debug!(%error, "a connection broke off");
                }
                drop(one);
            });
        }
    };
    stop.run_until_cancelled(accepting).await;
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
