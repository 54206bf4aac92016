//! Digests leave only while it is one's turn.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use chrono::NaiveDate;
use events::ids::ChatId;
use events::language::Language;
use focalpoint::leased::LeasedDelivery;
use nats::{Lease, Leases, NatsSettings, Terms, connect};
use nats_server_process::{Binary, NatsServer, Setup};
use reminders::delivery::{Addressee, Delivered, Delivery, DeliveryError, Digest, DigestKey, Sections};

/// Long, because it only passes when something is broken.
const LONG: Duration = Duration::from_secs(60);

#[derive(Default)]
struct Mailbox(AtomicUsize);

#[async_trait]
impl Delivery for Mailbox {
    async fn deliver(&self, _: &Digest) -> Result<Delivered, DeliveryError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(Delivered)
    }
}

fn digest() -> Digest {
    let date = NaiveDate::from_ymd_opt(2017, 7, 3).unwrap();
    let person = Addressee {
        person: "p-mpms".parse().unwrap(),
        institution: "mpms".parse().unwrap(),
        chat: ChatId(1),
        language: Language::Sq,
    };
    let key = DigestKey { person: person.person.clone(), date };
    Digest { person, date, key, sections: Sections::default(), escalations: vec![] }
}

async fn taken(leases: &Leases) -> Lease {
    let taking = async {
        loop {
            if let Some(lease) = leases.try_take(&"reminders".parse().unwrap(), "one").await.unwrap() {
                return lease;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(LONG, taking).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_when_the_turn_is_over() {
    let server = NatsServer::start(&Setup::new(Binary::debian().unwrap())).await.unwrap();
    let settings = NatsSettings { servers: vec![server.url()], ca_file: None, user: None, password_file: None };
    let terms = Terms { length: Duration::from_secs(3), replicas: 1 };
    let leases = Leases::new(connect(&settings, "test").await.unwrap(), &"kosovo".parse().unwrap(), terms);
    let lease = taken(&leases).await;
    let mailbox = Arc::<Mailbox>::default();
    let delivery = LeasedDelivery::new(lease.clone(), mailbox.clone());
    assert_eq!(delivery.deliver(&digest()).await, Ok(Delivered));

    // Nothing renews it, and nobody says so: its own clock is enough.
    let passing = async {
        while lease.is_held() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(LONG, passing).await.unwrap();
    assert!(!lease.lost().is_cancelled());
    let error = delivery.deliver(&digest()).await.unwrap_err();
    assert!(matches!(error, DeliveryError::Retry { .. }), "{error}");
    assert_eq!(mailbox.0.load(Ordering::SeqCst), 1);
}
