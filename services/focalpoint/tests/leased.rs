//! The right to send, as channels ask for it, ends with the lease.

use std::time::Duration;

use nats_server_process::{Binary, NatsServer, Setup};
use notifications::SendingLease;
use transport::{Lease, LeaseTerms, Leases, NatsSettings, connect};

/// Long, because it only passes when something is broken.
const LONG: Duration = Duration::from_secs(60);

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
async fn the_right_to_send_ends_with_the_lease_though_nobody_says_so() {
    let server = NatsServer::start(&Setup::new(Binary::debian().unwrap())).await.unwrap();
    let settings = NatsSettings { servers: vec![server.url()], ca_file: None, user: None, password_file: None };
    let terms = LeaseTerms { length: Duration::from_secs(3), replicas: 1 };
    let leases = Leases::new(connect(&settings, "test").await.unwrap(), &"kosovo".parse().unwrap(), terms);
    let lease = taken(&leases).await;
    let right: &dyn SendingLease = &lease;
    assert!(right.is_held());

    // Nothing renews it, and nobody says so: its own clock is enough.
    let passing = async {
        while right.is_held() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(LONG, passing).await.unwrap();
    assert!(!lease.lost().is_cancelled());
}
