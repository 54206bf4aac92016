//! Messages leave only while it is one's turn.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use chrono::NaiveDate;
use events::ids::MessageId;
use events::language::Language;
use focalpoint::composition::leased::LeasedChannel;
use nats_server_process::{Binary, NatsServer, Setup};
use notifications::{Addressee, Channel, Delivered, DeliveryError, Message};
use transport::{Lease, LeaseTerms, Leases, NatsSettings, connect};

/// Long, because it only passes when something is broken.
const LONG: Duration = Duration::from_secs(60);

#[derive(Default)]
struct Mailbox(AtomicUsize);

#[async_trait]
impl Channel for Mailbox {
    async fn deliver(&self, _: &Message) -> Result<Delivered, DeliveryError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(Delivered::Sent { once: true })
    }
}

fn message() -> Message {
    Message {
        id: MessageId::named("morning"),
        to: Addressee::Person {
            person: "p-mpms".parse().unwrap(),
            institution: "mpms".parse().unwrap(),
            language: Language::Sq,
        },
        on: NaiveDate::from_ymd_opt(2017, 7, 3).unwrap(),
        tried_before: false,
        morning: true,
        parts: vec![],
    }
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
    let terms = LeaseTerms { length: Duration::from_secs(3), replicas: 1 };
    let leases = Leases::new(connect(&settings, "test").await.unwrap(), &"kosovo".parse().unwrap(), terms);
    let lease = taken(&leases).await;
    let mailbox = Arc::<Mailbox>::default();
    let channel = LeasedChannel::new(lease.clone(), mailbox.clone());
    assert_eq!(channel.deliver(&message()).await, Ok(Delivered::Sent { once: true }));

    // Nothing renews it, and nobody says so: its own clock is enough.
    let passing = async {
        while lease.is_held() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(LONG, passing).await.unwrap();
    assert!(!lease.lost().is_cancelled());
    let error = channel.deliver(&message()).await.unwrap_err();
    assert!(matches!(error, DeliveryError::Retry { .. }), "{error}");
    assert_eq!(mailbox.0.load(Ordering::SeqCst), 1);
}
