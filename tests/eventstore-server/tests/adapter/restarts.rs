//! The server as a process that is killed and started again on its file and ports.

use std::process::Stdio;

use events::ids::{Position, Revision};
use serde_json::Value;
use store::ExpectedVersion::{At, NoStream};
use store::{EventStore, EventStoreDbSettings, EventStoreDbStore};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::contract::samples::{events, stream, whole_log};
use crate::server::{PATIENCE, follow, ids};

async fn start(arguments: &[&str]) -> (Child, Value) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_eventstore-server"))
        .args(arguments)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = timeout(PATIENCE, lines.next_line()).await.unwrap().unwrap().expect("the server ended");
    (child, serde_json::from_str(&line).unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn everything_goes_on_after_the_server_was_killed_and_started_again() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("log.db");
    let data = data.to_str().unwrap();
    let (mut child, ready) = start(&["--data", data, "--nodes", "2"]).await;
    let ports: Vec<_> = ready["ports"].as_array().unwrap().iter().map(ToString::to_string).collect();
    let ports = ports.join(",");
    let mut settings = EventStoreDbSettings::new(ready["connection"].as_str().unwrap(), "kosovo".parse().unwrap());
    settings.deadline = PATIENCE;
    settings.resubscribe_for = PATIENCE;
    let store = EventStoreDbStore::connect(&settings).unwrap();
    let reader = follow(&store, Position::START, 9);
    let one = stream("one");
    store.append(&one, NoStream, events("a", 3)).await.unwrap();
    for round in 0..2 {
        child.kill().await.unwrap();
        let appending = tokio::spawn({
            let (store, one) = (store.clone(), one.clone());
            async move { store.append(&one, At(Revision(2 + 3 * round)), events(&format!("b{round}"), 3)).await }
        });
        (child, _) = start(&["--data", data, "--ports", &ports]).await;
        appending.await.unwrap().unwrap();
    }
    let log = whole_log(&store).await;
    assert_eq!(ids(&reader.await.unwrap()), ids(&log));
    assert_eq!(log.len(), 9);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_control_works_over_http() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("log.db");
    let (_child, ready) = start(&["--data", data.to_str().unwrap(), "--nodes", "3"]).await;
    let control = ready["control"].as_str().unwrap();
    let http = reqwest::Client::new();
    let post = async |what: &str| {
        let answer = http.post(format!("{control}/{what}")).send().await.unwrap();
        assert!(answer.status().is_success(), "{what}: {}", answer.status());
        answer.json::<Value>().await.unwrap()
    };
    assert_eq!(http.get(control).send().await.unwrap().json::<Value>().await.unwrap()["leader"], 0);
    assert_eq!(post("step-down?to=2").await["leader"], 2);
    assert_eq!(post("nodes/2/stop").await["leader"], Value::Null);
    assert_eq!(post("nodes/2/start").await["leader"], Value::Null);
    assert_eq!(post("step-down?to=1").await["leader"], 1);
    assert_eq!(post("refuse").await["refusing"], true);
    assert_eq!(post("accept").await["refusing"], false);
    post("delay?milliseconds=1").await;
    post("lose-answers?appends=1").await;
    post("drop-subscriptions?how=too-slow").await;

    let settings = EventStoreDbSettings::new(ready["connection"].as_str().unwrap(), "kosovo".parse().unwrap());
    let store = EventStoreDbStore::connect(&settings).unwrap();
    store.append(&stream("one"), NoStream, events("a", 1)).await.unwrap();
    assert_eq!(whole_log(&store).await.len(), 1);
}
