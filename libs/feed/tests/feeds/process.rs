//! A process and what it cannot process.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::DateTime;
use events::action_item::ActionItemEvent;
use events::erasure::{ErasureEvent, ErasureSubject, TakenOut};
use events::ids::Position;
use events::language::{Language, LocalText};
use events::log_mark::{EventHash, LogMark};
use events::non_empty::NonEmpty;
use events::{Event, RecordedEvent};
use feed::dead_letters::{Cause, DeadLetter, DeadLetters, FileDeadLetters};
use feed::process::{Failure, Process, Reaction, Redrive, Redriven, RetryPolicy};
use feed::{KeptPlace, MarkFile, StoreFeed, redriving};
use nats_server_process::Binary;
use store::{EventStore, ExpectedVersion, Remainder, SqliteEventStore, TakingOut};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::contract::PATIENCE;
use crate::contract::samples::{append, append_many, append_of_the_future, assigned, new};
use crate::on_both_servers;
use crate::relayed_store::{RelayedStore, tenant};

on_both_servers! {
    dead_letters_are_tried_again_by_a_request,
}

const TRIES: RetryPolicy = RetryPolicy { attempts: 3, pause: Duration::from_millis(1) };

/// Notes the events to which it reacts; cannot react to some.
#[derive(Default)]
struct Notes {
    seen: Mutex<Vec<u64>>,
    tried: Mutex<Vec<u64>>,
    stuck: Mutex<BTreeSet<u64>>,
    away: Mutex<u32>,
}

#[async_trait]
impl Reaction for Notes {
    async fn react(&self, event: &RecordedEvent) -> Result<(), Failure> {
        let position = event.position.0;
        self.tried.lock().unwrap().push(position);
        let mut away = self.away.lock().unwrap();
        if *away > 0 {
            *away -= 1;
            return Err(Failure::Away("the store is away".to_owned()));
        }
        if self.stuck.lock().unwrap().contains(&position) {
            return Err(Failure::Stuck("no".to_owned()));
        }
        self.seen.lock().unwrap().push(position);
        Ok(())
    }
}

struct Bench {
    store: Arc<SqliteEventStore>,
    notes: Arc<Notes>,
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        Self { store, notes: Arc::default(), folder }
    }

    fn letters(&self) -> FileDeadLetters {
        FileDeadLetters::new(self.folder.path().join("dead-letters.json"))
    }

    fn place_file(&self) -> PathBuf {
        self.folder.path().join("process.checkpoint")
    }

    fn place(&self) -> MarkFile {
        MarkFile::new(self.place_file())
    }

    /// Another log in the place of this one, with as many events.
    async fn other_log(&mut self, events: u64) {
        self.store = Arc::new(SqliteEventStore::open(&self.folder.path().join("other-events.db")).unwrap());
        for n in 0..events {
            append_many(self.store.as_ref(), "other", &format!("other-{n}"), 1).await;
        }
    }

    fn stuck_at(&self, positions: impl IntoIterator<Item = u64>) {
        *self.notes.stuck.lock().unwrap() = positions.into_iter().collect();
    }

    fn seen(&self) -> Vec<u64> {
        self.notes.seen.lock().unwrap().clone()
    }

    fn start(&self) -> (Redrive, JoinHandle<()>) {
        let process = Process::new(
            "process".parse().unwrap(),
            self.place(),
            Arc::new(self.letters()),
            Arc::new(|| DateTime::from_timestamp(1_700_000_000, 0).unwrap()),
            TRIES,
        );
        let (redrive, notes, store) = (process.redrive(), self.notes.clone(), self.store.clone());
        let running = tokio::spawn(async move {
            let feed = StoreFeed::new(store);
            panic!("the process ended: {:?}", process.run(&feed, notes.as_ref()).await);
        });
        (redrive, running)
    }

    async fn reached(&self, position: u64) {
        let reached = async {
            while self.place().load().await.unwrap().position() < Position(position) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(PATIENCE, reached).await.expect("the process has stalled");
    }

    /// The positions of parked events with why.
    async fn parked(&self) -> Vec<(u64, Cause)> {
        let letters = self.letters().all().await.unwrap();
        letters.into_iter().map(|letter| (letter.event.position.0, letter.cause)).collect()
    }

    /// Positions 1, 4 of the one, 2, 3, 5 of the two, 6 of the three.
    async fn three_streams(&self) {
        for (n, item) in ["one", "two", "two", "one", "two", "three"].into_iter().enumerate() {
            append_many(self.store.as_ref(), item, &format!("a{n}"), 1).await;
        }
    }
}

fn failed(tries: u32) -> Cause {
    Cause::Failed { why: "no".to_owned(), tries }
}

fn behind(position: u64) -> Cause {
    Cause::Behind { position: Position(position) }
}

#[tokio::test]
async fn an_event_that_fails_is_parked_and_its_stream_waits_behind_it() {
    let bench = Bench::new();
    bench.stuck_at([2]);
    bench.three_streams().await;
    let (redrive, running) = bench.start();
    bench.reached(6).await;
    assert_eq!(bench.seen(), [1, 4, 6]);
    assert_eq!(*bench.notes.tried.lock().unwrap(), [1, 2, 2, 2, 4, 6]);
    assert_eq!(bench.parked().await, [(2, failed(3)), (3, behind(2)), (5, behind(2))]);

    // Not mended yet.
    assert_eq!(redrive.now().await, Some(Redriven { processed: 0, waiting: 3 }));
    assert_eq!(bench.parked().await, [(2, failed(6)), (3, behind(2)), (5, behind(2))]);
    // Mended, but a later one fails now.
    bench.stuck_at([5]);
    assert_eq!(redrive.now().await, Some(Redriven { processed: 2, waiting: 1 }));
    assert_eq!(bench.parked().await, [(5, failed(3))]);
    append_many(bench.store.as_ref(), "two", "b", 1).await;
    bench.reached(7).await;
    assert_eq!(bench.parked().await, [(5, failed(3)), (7, behind(5))]);
    bench.stuck_at([]);
    assert_eq!(redrive.now().await, Some(Redriven { processed: 2, waiting: 0 }));
    assert_eq!(bench.parked().await, []);
    assert_eq!(bench.seen(), [1, 4, 6, 2, 3, 5, 7]);
    // The stream goes on by itself.
    append_many(bench.store.as_ref(), "two", "c", 1).await;
    bench.reached(8).await;
    assert_eq!(bench.seen().last(), Some(&8));
    running.abort();
}

#[tokio::test]
async fn what_is_parked_stays_so_over_a_restart_and_a_lost_checkpoint() {
    let bench = Bench::new();
    bench.stuck_at([2]);
    bench.three_streams().await;
    let (_, running) = bench.start();
    bench.reached(6).await;
    running.abort();
    assert!(running.await.unwrap_err().is_cancelled());
    std::fs::remove_file(bench.place_file()).unwrap();
    bench.stuck_at([]);
    let (redrive, running) = bench.start();
    bench.reached(6).await;
    // Nothing jumps the queue, though nothing is wrong any more.
    assert_eq!(bench.seen(), [1, 4, 6, 1, 4, 6]);
    assert_eq!(bench.parked().await, [(2, failed(3)), (3, behind(2)), (5, behind(2))]);
    assert_eq!(redrive.now().await, Some(Redriven { processed: 3, waiting: 0 }));
    assert_eq!(bench.seen(), [1, 4, 6, 1, 4, 6, 2, 3, 5]);
    running.abort();
}

#[tokio::test]
async fn an_event_that_cannot_be_read_is_parked_and_kept_whole() {
    let bench = Bench::new();
    append_of_the_future(bench.store.as_ref(), "one", "a").await;
    append_many(bench.store.as_ref(), "one", "b", 1).await;
    append_many(bench.store.as_ref(), "two", "c", 1).await;
    let (redrive, running) = bench.start();
    bench.reached(3).await;
    assert_eq!(bench.seen(), [3]);
    let letters = bench.letters().all().await.unwrap();
    assert_eq!(letters[0].event, bench.store.read_all(Position::START, 1).await.unwrap()[0]);
    assert!(matches!(&letters[0].cause, Cause::Failed { why, .. } if why.contains("teleported")), "{letters:?}");
    assert_eq!(letters[1].cause, behind(1));
    // It takes a newer focalpoint.
    assert_eq!(redrive.now().await, Some(Redriven { processed: 0, waiting: 2 }));
    running.abort();
}

#[tokio::test]
async fn nothing_is_parked_while_what_everything_needs_is_away() {
    let bench = Bench::new();
    *bench.notes.away.lock().unwrap() = 2;
    append_many(bench.store.as_ref(), "one", "a", 1).await;
    let (_, running) = bench.start();
    bench.reached(1).await;
    assert_eq!(*bench.notes.tried.lock().unwrap(), [1, 1, 1]);
    assert_eq!(bench.parked().await, []);
    running.abort();
}

#[tokio::test]
async fn a_place_says_of_which_log_it_is() {
    let bench = Bench::new();
    bench.three_streams().await;
    let (_, running) = bench.start();
    bench.reached(6).await;
    running.abort();
    let mark = bench.store.mark(Position(6)).await.unwrap().unwrap();
    assert_eq!(std::fs::read_to_string(bench.place_file()).unwrap(), mark.to_string());
    assert_eq!(bench.place().load().await.unwrap(), KeptPlace::Marked(mark));
}

#[tokio::test]
async fn a_place_in_another_log_is_none_and_what_was_parked_of_it_is_forgotten() {
    let mut bench = Bench::new();
    bench.stuck_at([2]);
    bench.three_streams().await;
    let (_, running) = bench.start();
    bench.reached(6).await;
    running.abort();
    assert_eq!(bench.parked().await.len(), 3);

    bench.other_log(7).await;
    let (_, running) = bench.start();
    bench.reached(7).await;
    running.abort();
    assert_eq!(bench.seen(), [1, 4, 6, 1]);
    let all_of_the_other = [(2, failed(3))].into_iter().chain((3..=7).map(|position| (position, behind(2))));
    assert_eq!(bench.parked().await, all_of_the_other.collect::<Vec<_>>());
}

#[tokio::test]
async fn a_place_at_which_the_log_has_another_event_or_none_leads_to_the_beginning() {
    let bench = Bench::new();
    bench.three_streams().await;
    let fits = bench.store.mark(Position(6)).await.unwrap().unwrap();
    let other = LogMark { hash: EventHash::from([7; 32]), ..fits };
    let ahead = LogMark { position: Position(9), ..fits };
    for (kept, expected) in [(fits, vec![7]), (other, (1..=8).collect()), (ahead, (1..=9).collect())] {
        bench.place().save(&kept).await.unwrap();
        bench.notes.seen.lock().unwrap().clear();
        append_many(bench.store.as_ref(), "four", &format!("{kept}"), 1).await;
        let (_, running) = bench.start();
        let end = bench.store.end().await.unwrap();
        let caught_up = async {
            while bench.seen().last() != Some(&end.0) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(PATIENCE, caught_up).await.expect("the process has stalled");
        running.abort();
        assert_eq!(bench.seen(), expected, "{kept}");
    }
}

#[tokio::test]
async fn a_position_that_an_earlier_version_kept_is_taken_over_once() {
    let bench = Bench::new();
    bench.three_streams().await;
    std::fs::write(bench.place_file(), "4").unwrap();
    let (_, running) = bench.start();
    bench.reached(6).await;
    running.abort();
    assert_eq!(bench.seen(), [5, 6]);

    // It was ahead of this log.
    std::fs::write(bench.place_file(), "99").unwrap();
    bench.notes.seen.lock().unwrap().clear();
    let (_, running) = bench.start();
    let again = async {
        while bench.seen() != [1, 2, 3, 4, 5, 6] {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, again).await.expect("the process has stalled");
    running.abort();
}

async fn dead_letters_are_tried_again_by_a_request(binary: Binary) {
    let bench = Bench::new();
    bench.stuck_at([2]);
    bench.three_streams().await;
    let (redrive, running) = bench.start();
    bench.reached(6).await;
    let relayed = RelayedStore::new(binary).await;
    let name = "process".parse().unwrap();
    let error = redriving::ask(&relayed.client, &tenant(), &name).await.unwrap_err();
    assert!(error.to_string().contains("process"), "{error}");
    let stop = CancellationToken::new();
    let (client, until) = (relayed.client.clone(), stop.clone());
    let answering = tokio::spawn(async move {
        redriving::answer(client, &tenant(), &"process".parse().unwrap(), || redrive.now(), until).await
    });
    bench.stuck_at([]);
    let redriven = async {
        loop {
            if let Ok(redriven) = redriving::ask(&relayed.client, &tenant(), &name).await {
                return redriven;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let redriven = tokio::time::timeout(PATIENCE, redriven).await.unwrap();
    assert_eq!(redriven, Redriven { processed: 3, waiting: 0 });
    stop.cancel();
    answering.await.unwrap().unwrap();
    running.abort();
}

#[tokio::test]
async fn what_was_taken_out_of_the_log_is_taken_out_of_what_is_parked() {
    let bench = Bench::new();
    bench.stuck_at([1]);
    let title = LocalText::only(Language::Sq, "What nobody should have written".parse().unwrap());
    let Event::ActionItem(id, ActionItemEvent::Assigned { owner, due, .. }) = assigned("one", "ms") else { panic!() };
    let written = ActionItemEvent::Assigned { title, owner, subgroup: None, due, raised_by: None };
    let written = Event::ActionItem(id, written);
    append(bench.store.as_ref(), "written", [written.clone()]).await;
    // Somebody else parked it as well.
    let (_, running) = bench.start();
    bench.reached(1).await;
    let letters = bench.letters();
    let own = letters.all().await.unwrap().remove(0);
    letters.park(&DeadLetter { consumer: "read-models".parse().unwrap(), ..own.clone() }).await.unwrap();
    let holds = || {
        let text = std::fs::read_to_string(bench.folder.path().join("dead-letters.json")).unwrap();
        text.contains("nobody should have written")
    };
    assert!(holds());

    let texts = written.texts();
    let without = written.without(&texts).encode().unwrap();
    let remainder = Remainder { position: Position(1), body: without.clone() };
    let left = bench.store.hash_left(&remainder).await.unwrap().unwrap();
    let subject = ErasureSubject::Texts { position: Position(1), event: own.event.id };
    let from = vec![TakenOut { position: Position(1), event: own.event.id, left }];
    let said = Event::Erasure(subject.erasure().unwrap(), ErasureEvent::CarriedOut { subject, from });
    let body = NonEmpty::one(new("said", said.encode().unwrap()));
    let stream = said.stream().unwrap();
    bench.store.append_taking_out(&stream, ExpectedVersion::NoStream, body, vec![remainder]).await.unwrap();
    bench.reached(2).await;
    assert!(!holds());
    let kept = letters.all().await.unwrap();
    assert_eq!(kept.len(), 2, "they still wait");
    assert!(kept.iter().all(|letter| letter.event.body == without), "{kept:?}");
    running.abort();
}
