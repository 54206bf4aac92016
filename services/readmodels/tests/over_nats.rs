//! Read models in several instances behind a real NATS server.

use std::num::NonZeroU16;
use std::sync::Arc;
use std::time::Duration;

use crate::support::any::{OWNERS, item};
use crate::support::country::{a_country, everything, open_partition};
use crate::support::{Log, TestReadModels, date, title};
use async_nats::Client;
use events::Command;
use events::action_item::ActionItemCommand as C;
use events::ids::{Position, TenantId};
use feed::dead_letters::FileDeadLetters;
use futures::StreamExt;
use nats_server_process::{Binary, NatsServer, Setup};
use readmodels::{
    AskError, Parking, Partition, ReadModels, ReadPort, RemoteReadModels, answer_redrives, serve_questions,
};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use transport::NatsSettings;

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

fn tenant() -> TenantId {
    "kosovo".parse().unwrap()
}

async fn client(server: &NatsServer) -> Client {
    let settings = NatsSettings { servers: vec![server.url()], ca_file: None, user: None, password_file: None };
    transport::connect(&settings, "test").await.unwrap()
}

/// One instance at work. It reads a feed that waits at its end.
struct Instance {
    read_models: ReadModels,
    stop: CancellationToken,
    work: Vec<JoinHandle<()>>,
}

impl Instance {
    async fn start(server: &NatsServer, read_models: ReadModels, log: Arc<Log>) -> Self {
        let (stop, client) = (CancellationToken::new(), client(server).await);
        let run = tokio::spawn({
            let (read_models, stop) = (read_models.clone(), stop.clone());
            async move { read_models.run(Arc::new(crate::support::Waiting(log)), stop).await.unwrap() }
        });
        let serve = tokio::spawn({
            let (read_models, stop) = (read_models.clone(), stop.clone());
            async move { serve_questions(client, tenant(), read_models, stop).await.unwrap() }
        });
        Self { read_models, stop, work: vec![run, serve] }
    }

    async fn stop(self) {
        self.stop.cancel();
        for work in self.work {
            work.await.unwrap();
        }
    }

    /// As a power cut: nothing is said, nothing is finished.
    fn kill(self) {
        for work in self.work {
            work.abort();
        }
    }
}

async fn remote(server: &NatsServer, harness: &TestReadModels, count: u16) -> RemoteReadModels {
    let count = NonZeroU16::new(count).unwrap();
    RemoteReadModels::over_nats(client(server).await, tenant(), count, harness.keys.clone()).await.unwrap()
}

/// Waits until all, and nobody else, have come this far.
async fn shown(remote: &RemoteReadModels, harness: &TestReadModels) {
    remote.reached(harness.log.end_position(), PATIENCE).await.unwrap();
}

fn a_busy_month(harness: &TestReadModels) {
    let due = |n: u8| date(u32::from(n) + 5);
    for n in 0..5 {
        let owner = OWNERS[usize::from(n)].parse().unwrap();
        let subgroup = Some("te-dhena".parse().unwrap());
        let assign = C::Assign { title: title("Item"), owner, subgroup, due: due(n), raised_by: None };
        harness.log.do_all(1, [item(n, assign)]);
    }
    let to = |owner: &str| C::Reassign { owner: owner.parse().unwrap(), reason: None };
    let moves: [Command; 4] = [item(0, C::Accept), item(0, to("md")), item(1, to("ms")), item(0, to("policia"))];
    harness.log.do_all(2, moves);
}

#[tokio::test]
async fn several_instances_answer_as_one_and_names_travel_sealed() {
    let server = NatsServer::start(&Setup::new(Binary::debian().unwrap())).await.unwrap();
    let harness = a_country();
    a_busy_month(&harness);
    let mut overheard = client(&server).await.subscribe(">").await.unwrap();
    let mut instances = Vec::new();
    for (index, file) in [(0, "a"), (1, "a"), (1, "b"), (2, "a")] {
        let projections = ReadModels::of(Partition::new(index, 3).unwrap());
        let path = harness.folder.path().join(format!("{index}-{file}.db"));
        let read_models = ReadModels::open(&path, harness.keys.clone(), projections).unwrap();
        instances.push(Instance::start(&server, read_models, harness.log.clone()).await);
    }
    let remote = remote(&server, &harness, 3).await;
    shown(&remote, &harness).await;
    assert!(remote.freshness().iter().all(|part| part.is_within(PATIENCE)), "{:?}", remote.freshness());
    let alone = everything(&harness.read_models().await).await;
    assert_eq!(everything(&remote).await, alone);

    // It goes on, and so do they.
    harness.log.do_all(3, [item(0, C::Accept), item(2, C::Complete)]);
    shown(&remote, &harness).await;
    let alone = everything(&harness.read_models().await).await;
    assert_eq!(everything(&remote).await, alone);
    assert!(alone.iter().any(|said| said.contains("Arta Krasniqi")), "whoever asks reads the names");

    for instance in instances {
        instance.stop().await;
    }
    let last = client(&server).await;
    last.publish("the.end", "".into()).await.unwrap();
    last.flush().await.unwrap();
    let mut heard = 0;
    while let Some(message) = tokio::time::timeout(PATIENCE, overheard.next()).await.expect("no end") {
        if message.subject.as_str() == "the.end" {
            break;
        }
        heard += 1;
        let text = String::from_utf8_lossy(&message.payload).into_owned();
        assert!(!text.contains("Krasniqi") && !text.contains("Gashi"), "{text}");
    }
    assert!(heard > 0);
}

#[tokio::test]
async fn a_partition_that_stops_is_away_at_once_and_the_rest_answers() {
    let server = NatsServer::start(&Setup::new(Binary::debian().unwrap())).await.unwrap();
    let harness = a_country();
    a_busy_month(&harness);
    let first = Instance::start(&server, open_partition(&harness, 0, 2), harness.log.clone()).await;
    let second = Instance::start(&server, open_partition(&harness, 1, 2), harness.log.clone()).await;
    let remote = remote(&server, &harness, 2).await;
    shown(&remote, &harness).await;
    let held_by = |index: u16| {
        let partition = Partition::new(index, 2).unwrap();
        OWNERS.into_iter().map(|owner| owner.parse().unwrap()).find(|owner| partition.keeps(owner)).unwrap()
    };
    second.stop().await;
    wait_until(&remote, |away| away == [false, true]).await;
    let error = remote.task_list(&held_by(1)).await.unwrap_err();
    assert!(matches!(error, AskError::Away { .. }), "{error}");
    assert!(matches!(remote.all_tasks().await, Err(AskError::Away { .. })));
    remote.task_list(&held_by(0)).await.unwrap();
    assert_eq!(remote.institutions().await.unwrap().len(), OWNERS.len(), "each partition has the directory");
    let nowhere = remote.reached(Position(harness.log.end_position().0 + 1), Duration::ZERO).await.unwrap_err();
    assert!(matches!(nowhere, AskError::Behind { .. }), "{nowhere}");

    let second = Instance::start(&server, open_partition(&harness, 1, 2), harness.log.clone()).await;
    wait_until(&remote, |away| away == [false, false]).await;
    assert_eq!(everything(&remote).await, everything(&harness.read_models().await).await);
    first.stop().await;
    second.stop().await;
}

#[tokio::test]
async fn an_instance_that_is_killed_is_away_once_it_has_been_silent() {
    let server = NatsServer::start(&Setup::new(Binary::debian().unwrap())).await.unwrap();
    let harness = a_country();
    let only = Instance::start(&server, open_partition(&harness, 0, 1), harness.log.clone()).await;
    let remote = remote(&server, &harness, 1).await;
    shown(&remote, &harness).await;
    let said = only.read_models.freshness();
    only.kill();
    wait_until(&remote, |away| away == [true]).await;
    let freshness = &remote.freshness()[0];
    assert_eq!(freshness.reached, said.reached, "it is remembered how far it was");
    assert!(freshness.age > said.age, "and what it said ages");
}

#[tokio::test]
async fn services_that_count_partitions_differently_say_so() {
    let server = NatsServer::start(&Setup::new(Binary::debian().unwrap())).await.unwrap();
    let harness = a_country();
    let one_of_two = Instance::start(&server, open_partition(&harness, 0, 2), harness.log.clone()).await;
    let right = remote(&server, &harness, 2).await;
    wait_until(&right, |away| away == [false, true]).await;
    let wrong = remote(&server, &harness, 3).await;
    let error = wrong.subgroups().await.unwrap_err();
    assert!(error.to_string().contains("give every service the same number"), "{error}");
    one_of_two.stop().await;
}

#[tokio::test]
async fn read_models_are_built_anew_when_they_are_told_to_over_nats() {
    let server = NatsServer::start(&Setup::new(Binary::debian().unwrap())).await.unwrap();
    let harness = a_country();
    let read_models = harness.open("read-models.db");
    let consumer: events::ids::ServiceName = "projections".parse().unwrap();
    let letters = Arc::new(FileDeadLetters::new(harness.folder.path().join("dead-letters.json")));
    let parking = Parking::new(letters, consumer.clone(), Arc::new(|| crate::support::noon(1)));
    let stop = CancellationToken::new();
    let run = tokio::spawn({
        let (read_models, feed, stop) =
            (read_models.clone(), crate::support::Waiting(harness.log.clone()), stop.clone());
        async move { read_models.run_parking(Arc::new(feed), parking, stop).await.unwrap() }
    });
    let answer = tokio::spawn({
        let (client, consumer, stop) = (client(&server).await, consumer.clone(), stop.clone());
        async move { answer_redrives(client, &tenant(), &consumer, read_models, stop).await.unwrap() }
    });
    let asking = client(&server).await;
    let redriven = async {
        loop {
            // Until it listens nobody answers.
            if let Ok(redriven) = feed::redriving::ask(&asking, &tenant(), &consumer).await {
                return redriven;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let redriven = tokio::time::timeout(PATIENCE, redriven).await.expect("nobody answers");
    assert_eq!((redriven.processed, redriven.waiting), (0, 0));
    stop.cancel();
    run.await.unwrap();
    answer.await.unwrap();
}

async fn wait_until(remote: &RemoteReadModels, is: impl Fn(&[bool]) -> bool) {
    let looking = async {
        loop {
            let away: Vec<bool> = remote.freshness().iter().map(|part| part.away).collect();
            if is(&away) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let found = tokio::time::timeout(PATIENCE, looking).await;
    assert!(found.is_ok(), "waited in vain; last seen: {:?}", remote.freshness());
}
