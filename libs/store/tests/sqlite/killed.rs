use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use events::ids::{EventId, Revision};
use store::ExpectedVersion::{At, NoStream};
use store::{EventStore, SqliteEventStore};
use tempfile::tempdir;

use crate::contract::samples::{events, positions, stream, whole_log};
use crate::this_test_again::{child, data_directory};

const WRITERS: usize = 8;

#[tokio::test]
async fn what_was_acknowledged_is_there_exactly_once_after_kill_9() {
    for acknowledgements in [1, 100, 400] {
        let directory = tempdir().unwrap();
        let mut child = child(&[], "killed::child_that_appends_until_it_is_killed", directory.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut acknowledged: Vec<EventId> = Vec::new();
        let mut read = |wanted: usize| {
            for line in lines.by_ref() {
                // A line that the kill cut short was not acknowledged to anybody.
                if let Some(id) = line.unwrap().strip_prefix("stored ").and_then(|id| id.parse().ok()) {
                    acknowledged.push(id);
                }
                if acknowledged.len() >= wanted {
                    break;
                }
            }
        };
        read(acknowledgements);
        child.kill().unwrap();
        child.wait().unwrap();
        read(usize::MAX);
        assert!(acknowledged.len() >= acknowledgements, "the child ended by itself");

        let store = SqliteEventStore::open(&directory.path().join("events.db")).unwrap();
        let log = whole_log(&store).await;
        let mut times: BTreeMap<EventId, u32> = BTreeMap::new();
        for event in &log {
            *times.entry(event.id).or_default() += 1;
        }
        for id in &acknowledged {
            assert_eq!(times.get(id), Some(&1), "{id} was acknowledged");
        }
        assert_eq!(positions(&log), (1..=log.len() as u64).collect::<Vec<_>>());
        assert_eq!(log.len() % 2, 0, "an append of two was stored by half");
        assert_eq!(store.verify().await.unwrap().events, log.len() as u64);
        store.append(&stream("afterwards"), NoStream, events("afterwards", 1)).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "only as a child of the test above"]
async fn child_that_appends_until_it_is_killed() {
    let Some(data) = data_directory() else { return };
    let store = SqliteEventStore::open(&data.join("events.db")).unwrap();
    let writers = (0..WRITERS).map(|writer| {
        let store = store.clone();
        tokio::spawn(async move {
            let mine = stream(&format!("writer-{writer}"));
            for n in 0.. {
                let expected = if n == 0 { NoStream } else { At(Revision(2 * n - 1)) };
                let appended = store.append(&mine, expected, events(&format!("{writer}-{n}"), 2)).await.unwrap();
                let ids: Vec<_> = appended.events.iter().map(|event| event.id.to_string()).collect();
                let acknowledgement = format!("stored {}\nstored {}\n", ids[0], ids[1]);
                std::io::stdout().write_all(acknowledgement.as_bytes()).unwrap();
            }
        })
    });
    futures::future::join_all(writers).await;
}
