//! Three bot libraries that nobody here wrote run the same scenario against the simulator, and understand the same:
//! python-telegram-bot, aiogram and grammY. What they have to understand is what the Bot API's documentation says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod harness;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use harness::{ARTA, TOKEN, fresh};
use serde_json::{Value, json};
use tokio::process::Command;

/// More than the scenario takes on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(180);
const FORUM: i64 = -1_000_000_004_002;

/// Where the libraries and their scenarios are.
fn clients() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("clients")
}

/// What every library has to make of the simulator's answers.
fn expected() -> Value {
    json!({
        "me": "sample_bot",
        "start": ["/start invite-1", ARTA, ARTA, [["bot_command", 0, 6]]],
        "sent": ["Ready & set?", [["bold", 0, 5]], [["yes", "no"]]],
        "press": ["yes", ARTA, true, "Noted", true],
        "edited by the bot": ["Noted", true],
        "without buttons": true,
        "reply": ["1 done", true],
        "edited": ["1 not done", true, true],
        "forwarded": ["hidden_user", "Dea"],
        "deleted": true,
        "chat": [ARTA, "private", "Arta"],
        "file in": ["form.csv", "July", "a;b"],
        "file out": ["answer.csv", "Here", "answer.csv", "1;2"],
        "album in": [["Shelters", null, null], true, 1],
        "album out": [["First", null], true],
        "joined": ["supergroup", true, ["left", "member"]],
        "topic created": ["Data", true, null],
        "in a topic": [true, true, true],
        "told in the topic": [true, true],
        "in General": [null, false],
        "reply in General": [true, false],
        "topic closed": true,
        "topic reopened": true,
        "anonymous": [1_087_968_824, "GroupAnonymousBot", true],
        "channel post": [777_000, true, "channel", "channel"],
        "service": {
            "new_chat_members": [true, null],
            "left_chat_member": [true, null],
            "new_chat_title": [true, null],
            "pinned_message": [true, null],
            "video_chat_started": [true, null],
            "video_chat_ended": [true, null],
            "message_auto_delete_timer_changed": [true, null],
        },
        "album in a group": ["a.csv", "b.csv"],
        "restricted": ["restricted", false],
        "free again": "member",
        "upgrade": [-1_000_000_004_003_i64, -4_001],
        "put out": "kicked",
        "unknown entity": ["1 done", [["glitter", 0, 1]]],
        "unknown type": [ARTA, null],
        "blocked": "kicked",
        "unblocked": "member",
        "webhook": [true, 0, ["message"]],
        "posted": [true, "posted"],
        "no webhook": "",
        "refusals": refusals(),
    })
}

/// How the simulator refuses, as every library has to understand it.
fn refusals() -> Value {
    json!({
        "not modified": [400, "message is not modified: specified new message content and reply markup are exactly the \
                               same as a current content and reply markup of the message"],
        "too many buttons": [400, "reply markup is too long"],
        "no topic": [400, "message thread not found"],
        "General by number": [400, "message thread not found"],
        "topic closed": [400, "topic_closed"],
        "topic deleted": [400, "message thread not found"],
        "restricted": [400, "not enough rights to send text messages to the chat"],
        "closed": [400, "chat_write_forbidden"],
        "upgraded": [400, "became -1000000004003"],
        "put out": [403, "bot was kicked from the supergroup chat"],
        "unknown chat": [400, "chat not found"],
        "empty": [400, "message text is empty"],
        "too many": [429, "retry after 7"],
        "blocked": [403, "bot was blocked by the user"],
        "wrong token": [401, "unauthorized"],
        "polling beside it": [409, "can't use getupdates method while webhook is active; use deletewebhook to delete \
                                    the webhook first"],
    })
}

/// Runs a library's scenario and compares what it understood.
async fn understands(program: PathBuf, script: &str) {
    let sim = fresh().await;
    let given = json!({ "api": sim.base.as_str().trim_end_matches('/'), "token": TOKEN });
    let running = Command::new(&program).arg(clients().join(script)).arg(given.to_string()).kill_on_drop(true).output();
    let output = tokio::time::timeout(PATIENCE, running).await.expect("the scenario does not end");
    let output = output.unwrap_or_else(|error| panic!("{} cannot be run: {error}; run ./test", program.display()));
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script} failed, if its library is missing run ./test:\n{complaint}");
    let mut understood: Value = serde_json::from_slice(&output.stdout).unwrap();
    for (name, wanted) in expected().as_object().unwrap() {
        assert_eq!(understood[name], *wanted, "{script}: {name}");
        understood.as_object_mut().unwrap().remove(name);
    }
    assert_eq!(understood, json!({}), "{script} saw more");
    // Every answer was wanted, and nothing was asked that the simulator does not know.
    for call in sim.get("/sim/calls").await.as_array().unwrap() {
        assert_ne!(call["error_code"], json!(404), "{call}");
    }
    let forum = sim.get(&format!("/sim/groups/{FORUM}/messages")).await;
    assert!(forum["messages"].as_array().unwrap().iter().any(|message| message["text"] == "Here"), "{forum}");
    sim.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn python_telegram_bot_understands_the_simulator() {
    understands(clients().join("python/.venv/bin/python"), "python/ptb.py").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn aiogram_understands_the_simulator() {
    understands(clients().join("python/.venv/bin/python"), "python/with_aiogram.py").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn grammy_understands_the_simulator() {
    understands(PathBuf::from("node"), "node/scenario.js").await;
}
