//! A process that speaks TLS before the event store's client is there; of its own, because that is for good.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

use store::eventstoredb::{TlsProviderTaken, claim_tls_provider};
use store::{ConnectError, EventStoreDbSettings, EventStoreDbStore};

#[tokio::test]
async fn a_tls_provider_that_is_there_already_is_an_error_that_says_what_to_call() {
    rustls::crypto::aws_lc_rs::default_provider().install_default().unwrap();
    assert_eq!(claim_tls_provider().await, Err(TlsProviderTaken));
    let settings = EventStoreDbSettings::new("esdb://node?tls=false", "kosovo".parse().unwrap());
    let error = EventStoreDbStore::connect(&settings).await.err().expect("the client cannot start");
    assert!(matches!(error, ConnectError::TlsProvider(_)), "{error}");
    assert!(error.to_string().contains("claim_tls_provider"), "{error}");
}
