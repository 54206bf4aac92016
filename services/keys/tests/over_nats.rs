//! One service has the keys, others have them in memory, over a real NATS server.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::time::Duration;

use async_nats::Client;
use events::ids::{PersonId, TenantId};
use events::sealed::{PersonKey, PersonKeys};
use futures::StreamExt;
use keys::{KeyCustody, KeyErasure, RefreshPolicy, RemoteKeyErasure, RemotePersonKeys, serve_keys};
use nats_server_process::{Binary, NatsServer, Setup};
use store::{KeyError, SqlitePersonKeys};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use transport::{NatsSettings, connect, subjects};

/// Long, because it only passes when something is broken.
const LONG: Duration = Duration::from_secs(60);
/// So rarely that within a test only announcements count.
const RARELY: RefreshPolicy =
    RefreshPolicy { read_all_every: Duration::from_secs(3_600), check_connection_every: Duration::from_secs(3_600) };

struct Town {
    server: NatsServer,
    folder: tempfile::TempDir,
}

impl Town {
    async fn new() -> Self {
        let server = NatsServer::start(&Setup::new(Binary::debian().unwrap())).await.unwrap();
        Self { server, folder: tempfile::tempdir().unwrap() }
    }

    async fn client(&self) -> Client {
        let settings =
            NatsSettings { servers: vec![self.server.url()], ca_file: None, user: None, password_file: None };
        let client = connect(&settings, "test").await.unwrap();
        client.flush().await.unwrap();
        client
    }

    fn file(&self) -> Arc<SqlitePersonKeys> {
        Arc::new(SqlitePersonKeys::open(&self.folder.path().join("person-keys.db")).unwrap())
    }

    async fn serves(&self, file: Arc<SqlitePersonKeys>, stop: &CancellationToken) -> JoinHandle<()> {
        let (client, stop) = (self.client().await, stop.clone());
        tokio::spawn(async move { serve_keys(&client, &tenant(), file, stop).await.unwrap() })
    }

    /// Another process with the keys in memory.
    async fn remote(&self, rhythm: RefreshPolicy) -> (Arc<RemotePersonKeys>, Client) {
        let client = self.client().await;
        let tenant = tenant();
        let loading = RemotePersonKeys::load(client.clone(), &tenant, rhythm);
        let (keys, following) = tokio::time::timeout(LONG, loading).await.unwrap().unwrap();
        tokio::spawn(following.run(CancellationToken::new()));
        (keys, client)
    }
}

fn tenant() -> TenantId {
    "kosovo".parse().unwrap()
}

fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

fn key(byte: u8) -> PersonKey {
    PersonKey([byte; 32])
}

async fn until(holds: impl Fn() -> bool) {
    let waiting = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(LONG, waiting).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_makes_and_erases_the_others_hear_of() {
    let town = Town::new().await;
    let file = town.file();
    file.ensure(&person("p-old"), key(1)).unwrap();
    town.serves(file.clone(), &CancellationToken::new()).await;
    let ((one, _), (two, _)) = (town.remote(RARELY).await, town.remote(RARELY).await);
    assert_eq!(two.key(&person("p-old")), Some(key(1)));

    assert_eq!(one.ensure(&person("p-new"), key(2)).await.unwrap(), key(2));
    assert_eq!(one.key(&person("p-new")), Some(key(2)));
    until(|| two.key(&person("p-new")) == Some(key(2))).await;
    // The first candidate stays, whoever comes second.
    assert_eq!(two.ensure(&person("p-new"), key(3)).await.unwrap(), key(2));

    let eraser = RemoteKeyErasure::new(town.client().await, tenant());
    eraser.erase(&person("p-new")).await.unwrap();
    until(|| one.key(&person("p-new")).is_none()).await;
    until(|| two.key(&person("p-new")).is_none()).await;
    let error = two.ensure(&person("p-new"), key(4)).await.unwrap_err();
    assert_eq!(error, KeyError::Erased { person: person("p-new") });
    eraser.erase(&person("p-new")).await.unwrap();
    assert_eq!(file.known(&person("p-new")), Some(None));
    assert_eq!(two.key(&person("p-old")), Some(key(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_key_is_in_an_announcement() {
    let town = Town::new().await;
    town.serves(town.file(), &CancellationToken::new()).await;
    let listener = town.client().await;
    let mut heard = listener.subscribe(subjects::key_changes(&tenant())).await.unwrap();
    // The server's answer to this comes after it took the subscription.
    listener.request("nobody", "".into()).await.unwrap_err();
    let (keys, client) = town.remote(RARELY).await;
    keys.ensure(&person("p-a"), key(2)).await.unwrap();
    RemoteKeyErasure::new(client, tenant()).erase(&person("p-a")).await.unwrap();
    for change in ["made", "erased"] {
        let message = tokio::time::timeout(LONG, heard.next()).await.unwrap().unwrap();
        let said = std::str::from_utf8(&message.payload).unwrap();
        assert_eq!(said, format!(r#"{{"person":"p-a","change":"{change}"}}"#));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_announcement_that_was_missed_is_made_up_for() {
    let town = Town::new().await;
    let file = town.file();
    file.ensure(&person("p-a"), key(1)).unwrap();
    town.serves(file.clone(), &CancellationToken::new()).await;
    let often = RefreshPolicy { read_all_every: Duration::from_millis(50), ..RARELY };
    let (keys, _) = town.remote(often).await;
    // Past the service, so that nothing is announced.
    file.erase(&person("p-a")).unwrap();
    file.ensure(&person("p-b"), key(2)).unwrap();
    until(|| keys.key(&person("p-a")).is_none() && keys.key(&person("p-b")) == Some(key(2))).await;
    assert!(keys.age() < LONG);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_new_connection_every_key_is_read_again() {
    let town = Town::new().await;
    let file = town.file();
    file.ensure(&person("p-a"), key(1)).unwrap();
    town.serves(file.clone(), &CancellationToken::new()).await;
    let (keys, client) =
        town.remote(RefreshPolicy { check_connection_every: Duration::from_millis(5), ..RARELY }).await;
    file.erase(&person("p-a")).unwrap();
    assert_eq!(keys.key(&person("p-a")), Some(key(1)), "nobody said anything");
    client.force_reconnect().await.unwrap();
    until(|| keys.key(&person("p-a")).is_none()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_starts_first_waits_for_the_keys_and_survives_their_service() {
    let town = Town::new().await;
    let client = town.client().await;
    let loading = tokio::spawn(async move { RemotePersonKeys::load(client, &tenant(), RARELY).await.unwrap() });
    let file = town.file();
    file.ensure(&person("p-a"), key(1)).unwrap();
    let stop = CancellationToken::new();
    let serving = town.serves(file, &stop).await;
    let (keys, following) = tokio::time::timeout(LONG, loading).await.unwrap().unwrap();
    tokio::spawn(following.run(CancellationToken::new()));
    assert_eq!(keys.key(&person("p-a")), Some(key(1)));

    stop.cancel();
    tokio::time::timeout(LONG, serving).await.unwrap().unwrap();
    assert_eq!(keys.key(&person("p-a")), Some(key(1)), "names are shown on");
    let error = keys.ensure(&person("p-b"), key(2)).await.unwrap_err();
    assert!(matches!(error, KeyError::Unavailable { .. }), "{error}");

    town.serves(town.file(), &CancellationToken::new()).await;
    let made = async {
        loop {
            match keys.ensure(&person("p-b"), key(2)).await {
                Err(KeyError::Unavailable { .. }) => {}
                outcome => return outcome,
            }
        }
    };
    assert_eq!(tokio::time::timeout(LONG, made).await.unwrap().unwrap(), key(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn more_keys_than_one_answer_holds_all_arrive() {
    let town = Town::new().await;
    let file = town.file();
    let persons: Vec<_> = (0..2_100).map(|n| person(&format!("p-{n}"))).collect();
    for person in &persons {
        file.ensure(person, key(7)).unwrap();
    }
    file.erase(&persons[42]).unwrap();
    town.serves(file, &CancellationToken::new()).await;
    let (keys, _) = town.remote(RARELY).await;
    for (n, person) in persons.iter().enumerate() {
        assert_eq!(keys.key(person).is_some(), n != 42, "{person}");
    }
}
