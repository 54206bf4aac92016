//! Each service with the rights that it needs and no others, as in a deployment.

use std::sync::Arc;
use std::time::Duration;

use async_nats::Client;
use chrono::DateTime;
use events::ids::Position;
use feed::dead_letters::{Cause, DeadLetter, DeadLetters, JetStreamDeadLetters};
use feed::{EventFeed, JetStreamFeed, Relay};
use nats_server_process::{Binary, Setup};
use tokio_util::sync::CancellationToken;
use transport::NatsSettings;

use crate::contract::samples::append_many;
use crate::contract::{PATIENCE, positions, take};
use crate::moody_store::MoodyStore;
use crate::on_both_servers;
use crate::relayed_store::{RelayedStore, TRUSTING, tenant};

on_both_servers! {
    each_service_needs_only_its_own_subjects,
}

/// The rights, by the names of the streams, the reader and the consumer.
const USERS: &str = r#"
authorization { users: [
  { user: anybody, password: secret }
  { user: relay, password: secret, permissions: {
      publish: ["coord.kosovo.>", "$JS.API.STREAM.INFO.COORD_kosovo", "$JS.API.STREAM.CREATE.COORD_kosovo",
                "$JS.API.STREAM.MSG.GET.COORD_kosovo"]
      subscribe: "_INBOX_relay.>" } }
  { user: reader, password: secret, permissions: {
      publish: ["$JS.API.CONSUMER.INFO.COORD_kosovo.reader", "$JS.API.CONSUMER.CREATE.COORD_kosovo.reader",
                "$JS.API.CONSUMER.MSG.NEXT.COORD_kosovo.reader", "$JS.ACK.COORD_kosovo.reader.>",
                "dead.kosovo.reader", "$JS.API.STREAM.INFO.DEAD_kosovo", "$JS.API.STREAM.CREATE.DEAD_kosovo",
                "$JS.API.STREAM.MSG.GET.DEAD_kosovo", "$JS.API.STREAM.MSG.DELETE.DEAD_kosovo"]
      subscribe: "_INBOX_reader.>" } }
] }
no_auth_user: anybody
"#;

async fn connect(relayed: &RelayedStore, user: &str) -> Client {
    let password_file = relayed.folder.path().join("password");
    std::fs::write(&password_file, "secret\n").unwrap();
    let settings = NatsSettings {
        servers: vec![relayed.server.url()],
        ca_file: None,
        user: Some(user.to_owned()),
        password_file: Some(password_file),
    };
    transport::connect(&settings, user).await.unwrap()
}

async fn each_service_needs_only_its_own_subjects(binary: Binary) {
    let relayed = RelayedStore::with(&Setup::new(binary).with(USERS)).await;
    append_many(relayed.store.as_ref(), "one", "a", 300).await;
    let jetstream = transport::jetstream(connect(&relayed, "relay").await);
    let checkpoint = relayed.checkpoint("relay");
    let relay = Relay::new(jetstream, relayed.store.clone(), tenant(), &relayed.settings, checkpoint);
    let relay = relay.comparing_every(Duration::from_millis(50));
    let mut progress = relay.progress();
    let stop = CancellationToken::new();
    let until = stop.clone();
    let relaying = tokio::spawn(async move { relay.run(until).await });
    let reached = progress.wait_for(|reached| *reached == Position(300));
    tokio::time::timeout(PATIENCE, reached).await.expect("the relay has stalled").unwrap();

    let jetstream = transport::jetstream(connect(&relayed, "reader").await);
    let store = MoodyStore::new(relayed.store.clone());
    store.is_away(true);
    let feed = JetStreamFeed::new(jetstream.clone(), store, tenant(), "reader".parse().unwrap(), TRUSTING);
    let mut subscription = feed.subscribe(Position::START, 32).await.unwrap();
    assert_eq!(positions(&take(subscription.as_mut(), 300).await), (1..=300).collect::<Vec<_>>());

    let letters: Arc<dyn DeadLetters> = Arc::new(JetStreamDeadLetters::new(jetstream, tenant(), &relayed.settings));
    let letter = DeadLetter {
        consumer: "reader".parse().unwrap(),
        cause: Cause::Behind { position: Position(1) },
        at: DateTime::from_timestamp(1_700_000_000, 0).unwrap(),
        event: relayed.log().await.remove(1),
    };
    letters.park(&letter).await.unwrap();
    assert_eq!(letters.all().await.unwrap(), std::slice::from_ref(&letter));
    letters.remove(&letter.consumer, letter.event.id).await.unwrap();
    assert_eq!(letters.all().await.unwrap(), []);
    stop.cancel();
    relaying.await.unwrap().unwrap();
}
