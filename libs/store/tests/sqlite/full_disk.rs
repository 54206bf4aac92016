use std::fs;
use std::path::Path;
use std::process::Command;

use events::StoredEvent;
use events::ids::{EventId, StreamId};
use events::non_empty::NonEmpty;
use futures::future::join_all;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use store::ExpectedVersion::NoStream;
use store::{AppendError, EventStore, SqliteEventStore};
use tempfile::tempdir;

use crate::contract::samples::{event, ids, positions, stream, whole_log};
use crate::this_test_again::{child, data_directory};

const MEGABYTE: usize = 1024 * 1024;
/// Runs what follows it on a file system of two megabytes that nobody else sees.
const SMALL_DISK: &[&str] = &[
    "unshare",
    "--map-root-user",
    "--mount",
    "sh",
    "-c",
    r#"mount -t tmpfs -o size=2m tmpfs "$FOCALPOINT_TEST_DATA" && exec "$0" "$@""#,
];
/// Runs what follows it so that a write beyond a limit fails instead of ending the process.
const FAILING_WRITES: &[&str] = &["sh", "-c", r#"trap '' XFSZ; exec "$0" "$@""#];

fn succeeds(mut child: Command) {
    let output = child.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("went on"), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_full_disk_refuses_appends_until_there_is_space() {
    let directory = tempdir().unwrap();
    let can_mount = Command::new(SMALL_DISK[0])
        .args(&SMALL_DISK[1..])
        .arg("true")
        .env("FOCALPOINT_TEST_DATA", directory.path())
        .status()
        .is_ok_and(|status| status.success());
    if !can_mount {
        eprintln!("not run: this machine does not let us mount a small disk; failing writes are tested all the same");
        return;
    }
    succeeds(child(SMALL_DISK, "full_disk::child_on_a_small_disk", directory.path()));
}

#[test]
fn failing_writes_refuse_appends_until_they_succeed_again() {
    let directory = tempdir().unwrap();
    succeeds(child(FAILING_WRITES, "full_disk::child_with_a_limit_on_its_files", directory.path()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "only as a child of a test above"]
async fn child_on_a_small_disk() {
    let Some(data) = data_directory() else { return };
    let ballast = data.join("ballast");
    fs::write(&ballast, vec![1; MEGABYTE]).unwrap();
    outlives(&data, "full", || fs::remove_file(&ballast).unwrap()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "only as a child of a test above"]
async fn child_with_a_limit_on_its_files() {
    let Some(data) = data_directory() else { return };
    let unlimited = getrlimit(Resource::Fsize);
    let limited = Rlimit { current: Some(MEGABYTE as u64 / 2), maximum: unlimited.maximum };
    setrlimit(Resource::Fsize, limited).unwrap();
    outlives(&data, "I/O", || setrlimit(Resource::Fsize, unlimited).unwrap()).await;
}

fn large(cause: &str) -> NonEmpty<events::NewEvent> {
    let events: Vec<_> = (0..3)
        .map(|n| {
            let mut large = event(cause, n);
            large.body.data = "x".repeat(10_000);
            large
        })
        .collect();
    events.try_into().unwrap()
}

/// What became of an append: its events, or the ids of those that were refused.
type Outcome = Result<Vec<StoredEvent>, (StreamId, String, Vec<EventId>)>;

async fn append(store: &SqliteEventStore, name: String, reason: &str) -> Outcome {
    let stream = stream(&name);
    match store.append(&stream, NoStream, large(&name)).await {
        Ok(appended) => Ok(appended.events.into()),
        Err(AppendError::Unavailable { reason: said }) => {
            assert!(said.contains(reason), "{said}");
            Err((stream, name.clone(), large(&name).iter().map(|event| event.id).collect()))
        }
        Err(other) => panic!("{other}"),
    }
}

async fn outlives(data: &Path, reason: &str, relieve: impl FnOnce()) {
    let path = data.join("events.db");
    let store = SqliteEventStore::open(&path).unwrap();
    let (mut stored, mut refused) = (Vec::new(), Vec::new());
    for round in 0.. {
        assert!(round < 1000, "the disk never filled up");
        let together = join_all((0..4).map(|n| append(&store, format!("round-{round}-{n}"), reason))).await;
        for outcome in together {
            match outcome {
                Ok(events) => stored.extend(events),
                Err(append) => refused.push(append),
            }
        }
        if !refused.is_empty() {
            break;
        }
    }
    assert!(!stored.is_empty());
    stored.sort_by_key(|event| event.position);
    assert!(whole_log(&store).await == stored, "exactly what was acknowledged is there");
    let there = ids(&stored);
    assert!(!refused.iter().flat_map(|(_, _, ids)| ids).any(|id| there.contains(id)), "what was refused is there");
    store.verify().await.unwrap();

    relieve();
    for (stream, name, _) in &refused {
        let appended = store.append(stream, NoStream, large(name)).await.unwrap();
        assert!(!appended.repeated);
        stored.extend(appended.events);
    }
    drop(store);
    let store = SqliteEventStore::open(&path).unwrap();
    let log = whole_log(&store).await;
    assert_eq!(ids(&log), ids(&stored));
    assert_eq!(positions(&log), (1..=log.len() as u64).collect::<Vec<_>>());
    store.verify().await.unwrap();
    println!("went on");
}
