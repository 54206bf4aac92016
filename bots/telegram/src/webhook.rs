//! Updates in, posted by the messenger instead of asked for.
//!
//! An update is answered with 200 when it is handled and noted, not before: whatever is not answered so is posted again.
//! What comes is handled as polled updates are, chats side by side and each chat in its order. Only who knows the secret is
//! listened to; the address is public, so nothing of another request is read.

use std::io;
use std::net::SocketAddr;
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

use crate::config::{BotError, NotAWebhook, Token, Webhook};
use crate::connection::TelegramBot;
use crate::polling::WANTED;

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

/// How long the secret is, in characters; the messenger takes no longer one.
const SECRET_LENGTH: std::ops::RangeInclusive<usize> = 32..=256;

/// An update, and whom to tell that it is handled.
type Posted = (Update, oneshot::Sender<()>);

#[derive(Clone)]
struct Door {
    secret: Webhook,
    inside: mpsc::Sender<Posted>,
}

async fn take(State(door): State<Door>, request: Request) -> StatusCode {
    let given = request.headers().get(SECRET).map_or(&[][..], |given| given.as_bytes());
    if !bool::from(given.ct_eq(door.secret.secret().as_bytes())) {
        tracing::warn!("somebody who does not know the webhook's secret was turned away");
        return StatusCode::FORBIDDEN;
    }
    let Ok(body) = to_bytes(request.into_body(), LONGEST_UPDATE).await else { return StatusCode::BAD_REQUEST };
    let Ok(update) = serde_json::from_slice::<Update>(&body) else { return StatusCode::BAD_REQUEST };
    let (handled, done) = oneshot::channel();
    match door.inside.try_send((update, handled)) {
        Ok(()) => {}
        Err(_) => return StatusCode::SERVICE_UNAVAILABLE,
    }
    match done.await {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

impl TelegramBot {
    /// Handles what the messenger posts, until told to stop. The address stays with the messenger, which keeps updates
    /// until the bot is back.
    pub(crate) async fn take_posts(&self, hook: &Webhook, stop: &CancellationToken) -> Result<(), BotError> {
        let failed = |error: io::Error| BotError::Webhook { listen: hook.listen, reason: error.to_string() };
        let listener = TcpListener::bind(hook.listen).await.map_err(failed)?;
        let (inside, mut posted) = mpsc::channel(WAITING);
        let door = Router::new().route("/", post(take)).route("/{*path}", post(take));
        let door = door.with_state(Door { secret: hook.clone(), inside });
        let serve = axum::serve(listener, door).with_graceful_shutdown(stop.clone().cancelled_owned());
        let handle = async {
            self.tell_address(hook, stop).await?;
            loop {
                let mut batch = Vec::new();
                if posted.recv_many(&mut batch, WAITING).await == 0 {
                    return Ok(());
                }
                let (updates, handled): (Vec<Update>, Vec<_>) = batch.into_iter().unzip();
                let latest = updates.iter().map(|update| update.id.0).max().unwrap_or(0);
                self.handle_batch(updates).await?;
                self.database.forget_handled_before(latest.saturating_sub(REMEMBERED)).await?;
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
    async fn tell_address(&self, hook: &Webhook, stop: &CancellationToken) -> Result<(), BotError> {
        let mut pause = PAUSES.0;
        loop {
            let told = self.post.bot.set_webhook(hook.url.clone()).secret_token(hook.secret()).allowed_updates(WANTED);
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
    pub(crate) async fn forget_address(&self) {
        if let Err(error) = self.post.bot.delete_webhook().await {
            tracing::warn!(%error, "the messenger was not told that it is asked for updates from now on");
        }
    }
}

impl Webhook {
    /// A webhook at this address, which is to be the one that the messenger reaches through `url`.
    pub fn new(listen: SocketAddr, url: &str, secret: String) -> Result<Self, NotAWebhook> {
        let url = url.parse().map_err(|_| NotAWebhook::Address(url.to_owned()))?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        if !SECRET_LENGTH.contains(&secret.len()) || !secret.bytes().all(plain) {
            return Err(NotAWebhook::Secret);
        }
        Ok(Self { listen, url, secret: Token::new(secret) })
    }

    fn secret(&self) -> &str {
        self.secret.secret()
    }
}
