//! What holds of every place where drafts are kept: one suite, on a file and on a real NATS server.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use drafts::{
    Draft, DraftKey, Drafts, DraftsError, JetStreamDrafts, KeptDraft, LARGEST_DRAFT, MOST_DRAFTS, SqliteDrafts,
};
use events::ids::PersonId;
use nats_server_process::{Binary, NatsServer, Setup};
use transport::{NatsSettings, connect, jetstream};

fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

fn at(minutes: i64) -> DateTime<Utc> {
    "2026-11-30T09:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(minutes)
}

fn key() -> DraftKey {
    DraftKey::of_secret(b"the secret of a hub")
}

fn draft(address: &str, words: &str, typed_at: DateTime<Utc>) -> Draft {
    let fields = vec![("minutes".to_owned(), words.to_owned())];
    Draft { address: address.to_owned(), institution: "ms".parse().unwrap(), typed_at, fields }
}

fn kept(owner: &PersonId, address: &str, words: &str, typed_at: DateTime<Utc>) -> KeptDraft {
    key().seal(owner, &draft(address, words, typed_at)).unwrap()
}

/// The words of a person's drafts, as they open them.
async fn words(drafts: &dyn Drafts, owner: &PersonId) -> Vec<String> {
    let all = drafts.of(owner).await.unwrap();
    let mut words: Vec<String> =
        all.iter().map(|kept| key().open(owner, kept).expect("it opens").fields[0].1.clone()).collect();
    words.sort();
    words
}

/// `drafts` and `other` are the same drafts, by two gateways.
async fn contract(drafts: Arc<dyn Drafts>, other: Arc<dyn Drafts>) {
    let (arta, teuta) = (person("arta.krasniqi"), person("teuta"));
    assert!(drafts.of(&arta).await.unwrap().is_empty());
    assert!(drafts.persons().await.unwrap().is_empty());

    // What is kept is there, whichever gateway is asked; what is typed on replaces it; and it is nobody else's.
    drafts.keep(&arta, kept(&arta, "/a#minutes", "Fjala", at(0))).await.unwrap();
    assert_eq!(words(other.as_ref(), &arta).await, ["Fjala"]);
    other.keep(&arta, kept(&arta, "/a#minutes", "Fjala e parë", at(1))).await.unwrap();
    drafts.keep(&arta, kept(&arta, "/b#minutes", "Tjetër", at(2))).await.unwrap();
    assert_eq!(words(drafts.as_ref(), &arta).await, ["Fjala e parë", "Tjetër"]);
    assert!(drafts.of(&teuta).await.unwrap().is_empty());
    drafts.keep(&teuta, kept(&teuta, "/a#minutes", "Teuta", at(0))).await.unwrap();
    assert_eq!(words(other.as_ref(), &arta).await.len(), 2);
    assert_eq!(other.persons().await.unwrap(), [arta.clone(), teuta.clone()]);

    // What is thrown away is gone, and throwing it away again is no fault.
    for _ in 0..2 {
        other.discard(&arta, &key().slot(&arta, "/b#minutes")).await.unwrap();
        assert_eq!(words(drafts.as_ref(), &arta).await, ["Fjala e parë"]);
    }
    assert_eq!(words(drafts.as_ref(), &teuta).await, ["Teuta"]);

    // So is what is too old, to the second.
    drafts.discard_before(&arta, at(1)).await.unwrap();
    assert_eq!(words(drafts.as_ref(), &arta).await, ["Fjala e parë"]);
    drafts.discard_before(&arta, at(1) + TimeDelta::seconds(1)).await.unwrap();
    assert!(drafts.of(&arta).await.unwrap().is_empty());
    assert_eq!(drafts.persons().await.unwrap(), std::slice::from_ref(&teuta));

    // There are bounds, and two gateways at the same instant do not get past them, nor lose what the other keeps.
    let writers: Vec<_> = (0..MOST_DRAFTS + 4)
        .map(|n| {
            let (through, owner) = (if n % 2 == 0 { drafts.clone() } else { other.clone() }, arta.clone());
            tokio::spawn(async move {
                loop {
                    let one = kept(&owner, &format!("/{n}#minutes"), &format!("{n}"), at(0));
                    match through.keep(&owner, one).await {
                        // Where everybody writes at once somebody is asked to try again.
                        Err(DraftsError::Unavailable { .. }) => tokio::task::yield_now().await,
                        done => return done,
                    }
                }
            })
        })
        .collect();
    let mut refused = 0;
    for writer in writers {
        match writer.await.unwrap() {
            Ok(()) => {}
            Err(DraftsError::TooMany) => refused += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(refused, 4);
    assert_eq!(words(other.as_ref(), &arta).await.len(), MOST_DRAFTS);
    let typed_on = key().slot(&arta, "/0#minutes");
    let known = drafts.of(&arta).await.unwrap().into_iter().next().unwrap();
    drafts.keep(&arta, KeptDraft { kept_at: at(5), ..known }).await.unwrap();
    drafts.discard(&arta, &typed_on).await.unwrap();
    let large = "ë".repeat(LARGEST_DRAFT);
    assert_eq!(drafts.keep(&teuta, kept(&teuta, "/a#minutes", &large, at(0))).await, Err(DraftsError::TooLarge));
    assert_eq!(words(drafts.as_ref(), &teuta).await, ["Teuta"]);

    // As many drafts as there can be, each as large as it may be, are kept.
    let full = person("full");
    for n in 0..MOST_DRAFTS {
        let one = kept(&full, &format!("/{n}#minutes"), &"x".repeat(LARGEST_DRAFT - 300), at(0));
        drafts.keep(&full, one).await.unwrap();
    }
    assert_eq!(drafts.of(&full).await.unwrap().len(), MOST_DRAFTS);
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("drafts.db");
    let drafts: Arc<dyn Drafts> = Arc::new(SqliteDrafts::open(&path).unwrap());
    contract(drafts.clone(), drafts.clone()).await;
    let before = drafts.of(&person("teuta")).await.unwrap();
    drop(drafts);
    // They are there after a restart.
    assert_eq!(SqliteDrafts::open(&path).unwrap().of(&person("teuta")).await.unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_on_nats() {
    let server = NatsServer::start(&Setup::new(Binary::debian().unwrap())).await.unwrap();
    let settings = NatsSettings { servers: vec![server.url()], ca_file: None, user: None, password_file: None };
    let mut gateways: Vec<Arc<dyn Drafts>> = vec![];
    for name in ["one", "other"] {
        let client = connect(&settings, name).await.unwrap();
        client.flush().await.unwrap();
        gateways.push(Arc::new(JetStreamDrafts::new(jetstream(client), &"kosovo".parse().unwrap(), 1)));
    }
    contract(gateways[0].clone(), gateways[1].clone()).await;
}
