//! Three clients that nobody here wrote run the same scenario, each against a fresh cluster of three, and see the same:
//! Rust's `kurrentdb`, Python's `kurrentdbclient` and Node's `@kurrent/kurrentdb-client`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

mod rust;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use eventstore_server::{Cluster, ClusterSettings, control};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::process::Command;
use uuid::Uuid;

/// More than the scenario takes on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(180);
/// What every stream's name begins with.
const PREFIX: &str = "scenario-";

/// What a client is given, and where.
struct Given {
    connection: String,
    control: String,
    ids: Vec<Uuid>,
    _cluster: Arc<Cluster>,
    _directory: TempDir,
}

async fn given() -> Given {
    let directory = tempfile::tempdir().unwrap();
    let cluster = Cluster::start(ClusterSettings::new(directory.path().join("log.db"), 3)).await.unwrap();
    let cluster = Arc::new(cluster);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let control = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(control::serve(listener, cluster.clone()));
    let ids = (0..8).map(|n| Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("scenario/{n}").as_bytes())).collect();
    Given { connection: cluster.connection_string(), control, ids, _cluster: cluster, _directory: directory }
}

/// Where the clients and their scenarios are.
fn clients() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("clients")
}

/// Runs a client's scenario and gives what it printed.
async fn seen_by(program: &Path, script: &str, given: &Given) -> Value {
    let argument = json!({
        "connection": given.connection,
        "control": given.control,
        "prefix": PREFIX,
        "ids": given.ids,
    });
    let running =
        Command::new(program).arg(clients().join(script)).arg(argument.to_string()).kill_on_drop(true).output();
    let output = tokio::time::timeout(PATIENCE, running).await.expect("the scenario does not end");
    let output = output.unwrap_or_else(|error| panic!("{} cannot be run: {error}; run ./test", program.display()));
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script} failed, if its client is missing run ./test:\n{complaint}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What the foreign client saw is what the Rust client sees, in a scenario of its own and of what the other wrote.
async fn agrees(program: PathBuf, script: &str) {
    let (theirs, ours) = (given().await, given().await);
    let they_saw = seen_by(&program, script, &theirs).await;
    let we_saw = rust::scenario(&ours).await;
    assert_eq!(they_saw, we_saw);
    let reader = rust::client(&theirs);
    assert_eq!(they_saw["whole log"], rust::whole_log(&reader).await);
    assert_eq!(they_saw["forwards"], rust::forwards(&reader).await);
    assert_eq!(they_saw["whole log"].as_array().unwrap().len(), 7);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn python_sees_what_rust_sees() {
    agrees(clients().join("python/.venv/bin/python"), "python/scenario.py").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn node_sees_what_rust_sees() {
    agrees("node".into(), "node/scenario.js").await;
}
