//! How updates reach the bot: long polling, its offsets and conflicts, and webhooks.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod harness;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    Router,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use harness::{ARTA, JOVANA, begun, config, fresh, with};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::mpsc};

async fn three_messages() -> harness::Sim {
    let sim = begun().await;
    for text in ["one", "two", "three"] {
        sim.phone_post(ARTA, "messages", json!({ "text": text })).await;
    }
    sim
}

fn texts(updates: &Value) -> Vec<&str> {
    updates.as_array().unwrap().iter().map(|update| update["message"]["text"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn an_offset_confirms_what_is_below_it_and_nothing_else_does() {
    let sim = three_messages().await;
    let all = sim.ok("getUpdates", json!({})).await;
    assert_eq!(texts(&all), ["one", "two", "three"]);
    assert_eq!(texts(&sim.ok("getUpdates", json!({ "limit": 2 })).await), ["one", "two"]);
    let second = all[1]["update_id"].as_i64().unwrap();
    assert_eq!(texts(&sim.ok("getUpdates", json!({ "offset": second })).await), ["two", "three"]);
    assert_eq!(texts(&sim.ok("getUpdates", json!({})).await), ["two", "three"], "confirmed ones are gone for good");
    assert_eq!(texts(&sim.ok("getUpdates", json!({ "offset": -1 })).await), ["three"]);
    assert_eq!(texts(&sim.ok("getUpdates", json!({ "offset": second + 2 })).await), [""; 0]);
}

#[tokio::test]
async fn a_long_poll_answers_as_soon_as_something_happens() {
    let sim = begun().await;
    let poll = sim.ok("getUpdates", json!({ "timeout": 15 }));
    let act = sim.phone_post(ARTA, "messages", json!({ "text": "now" }));
    let (updates, _) = tokio::join!(poll, act);
    assert_eq!(texts(&updates), ["now"]);
}

#[tokio::test]
async fn a_long_poll_with_nothing_ends_empty() {
    let sim = begun().await;
    assert_eq!(sim.ok("getUpdates", json!({ "timeout": 1 })).await, json!([]));
}

#[tokio::test]
async fn only_the_kinds_asked_for_are_delivered() {
    let sim = begun().await;
    sim.ok("getUpdates", json!({ "allowed_updates": ["message"] })).await;
    sim.phone_post(ARTA, "block", json!({})).await;
    sim.phone_post(ARTA, "unblock", json!({})).await;
    sim.phone_post(ARTA, "messages", json!({ "text": "one" })).await;
    assert_eq!(texts(&sim.ok("getUpdates", json!({})).await), ["one"], "what was asked once holds");
}

#[tokio::test]
async fn of_two_polls_the_older_is_ended() {
    let sim = begun().await;
    let older = sim.call("getUpdates", json!({ "timeout": 15 }));
    let newer = async {
        // The older one is under way once it has put its mark in the way of a third call: see the log of polls.
        loop {
            let (status, answer) = sim.call("getUpdates", json!({ "timeout": 1 })).await;
            if status == StatusCode::OK {
                break answer;
            }
        }
    };
    let ((status, answer), _) = tokio::join!(older, newer);
    assert_eq!(status, StatusCode::CONFLICT);
    let description =
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
    assert_eq!(answer, json!({ "ok": false, "error_code": 409, "description": description }));
}

#[tokio::test]
async fn too_many_waiting_updates_are_refused_to_the_phone_and_none_is_lost() {
    let mut small = config();
    small.max_pending_updates = 3;
    let sim = with(small).await;
    sim.phone_post(ARTA, "start", json!({})).await;
    sim.phone_post(ARTA, "messages", json!({ "text": "two" })).await;
    sim.phone_post(ARTA, "messages", json!({ "text": "three" })).await;
    let (status, refusal) = sim.post(&format!("/sim/contacts/{ARTA}/messages"), json!({ "text": "four" })).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{refusal}");
    assert_eq!(texts(&sim.ok("getUpdates", json!({})).await), ["/start invite-1", "two", "three"]);
    assert_eq!(sim.messages(ARTA).await.len(), 3);
}

/// What a bot's webhook got: the secret and the update.
type Got = (Option<String>, Value);

/// A bot that refuses the first so many posts.
async fn webhook(refusals: usize) -> (String, mpsc::Receiver<Got>) {
    let (got, receiver) = mpsc::channel(16);
    let left = Arc::new(AtomicUsize::new(refusals));
    let take = move |headers: HeaderMap, body: axum::Json<Value>| {
        let (got, left) = (got.clone(), left.clone());
        async move {
            if left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok() {
                return StatusCode::INTERNAL_SERVER_ERROR;
            }
            let secret = headers.get("x-telegram-bot-api-secret-token").map(|value| value.to_str().unwrap().to_owned());
            got.send((secret, body.0)).await.unwrap();
            StatusCode::OK
        }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/hook", post(take))).await });
    (url, receiver)
}

#[tokio::test]
async fn a_webhook_gets_every_update_in_order_with_the_secret_until_it_takes_it() {
    let sim = fresh().await;
    let (url, mut got) = webhook(2).await;
    sim.ok("setWebhook", json!({ "url": url, "secret_token": "s3cret_" })).await;
    sim.phone_post(ARTA, "start", json!({})).await;
    sim.phone_post(JOVANA, "start", json!({})).await;
    let (secret, first) = got.recv().await.unwrap();
    let (_, second) = got.recv().await.unwrap();
    assert_eq!(secret.as_deref(), Some("s3cret_"));
    assert_eq!(first["message"]["text"], "/start invite-1");
    assert_eq!(second["message"]["from"]["id"], JOVANA);
    assert_eq!(second["update_id"].as_i64().unwrap(), first["update_id"].as_i64().unwrap() + 1);
    let info = sim.ok("getWebhookInfo", json!({})).await;
    assert_eq!(info["url"], url);
    assert_eq!(info["last_error_message"], "Wrong response from the webhook: 500 Internal Server Error");
}

#[tokio::test]
async fn polling_and_a_webhook_exclude_each_other() {
    let sim = begun().await;
    let (url, _got) = webhook(0).await;
    let poll = sim.call("getUpdates", json!({ "timeout": 15 }));
    let set = async {
        sim.get("/sim/clock").await;
        sim.ok("setWebhook", json!({ "url": url, "allowed_updates": ["callback_query"] })).await;
    };
    let ((status, answer), ()) = tokio::join!(poll, set);
    assert_eq!(status, StatusCode::CONFLICT, "{answer}");
    sim.fails(
        "getUpdates",
        json!({}),
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
    .await;
    assert_eq!(sim.ok("getWebhookInfo", json!({})).await["allowed_updates"], json!(["callback_query"]));
    sim.ok("deleteWebhook", json!({})).await;
    assert_eq!(sim.ok("getWebhookInfo", json!({})).await["url"], "");
    sim.ok("getUpdates", json!({})).await;
    let wrong = json!({ "url": url, "secret_token": "no spaces" });
    sim.fails("setWebhook", wrong, 400, "Bad Request: secret token contains unallowed characters").await;
}

#[tokio::test]
async fn dropping_pending_updates_drops_them() {
    let sim = three_messages().await;
    sim.ok("deleteWebhook", json!({ "drop_pending_updates": true })).await;
    assert_eq!(sim.ok("getUpdates", json!({})).await, json!([]));
}

#[tokio::test]
async fn stopping_ends_what_waits() {
    let sim = begun().await;
    let client = sim.client.clone();
    let url = sim.method("getUpdates");
    let poll = tokio::spawn(async move {
        let response = client.post(url).json(&json!({ "timeout": 50 })).send().await.unwrap();
        response.json::<Value>().await.unwrap()
    });
    let events = sim.client.get(sim.url("/sim/events")).send().await.unwrap();
    let (calls, url) = (sim.client.clone(), sim.url("/sim/contacts"));
    calls.get(url).send().await.unwrap();
    sim.stop().await;
    events.text().await.unwrap();
    // The poll either waited and ended empty, or came too late to be taken at all; it does not hang.
    drop(poll.await);
}
