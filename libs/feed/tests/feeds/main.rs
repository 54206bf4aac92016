//! The feeds under the contract suite, what only the feed over JetStream promises, the relay, and dead letters.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

#[path = "../contract/mod.rs"]
mod contract;
mod dead_letters;
mod jetstream_contract;
mod lossy_jetstream;
mod moody_store;
mod process;
mod relay;
mod relayed_store;
mod rights;
mod servers_fail;
mod store_contract;

/// Runs a test on the server that Debian has and on a newer one.
macro_rules! on_both_servers {
    ($($test:ident,)+) => {$(
        mod $test {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_debians_server() {
                super::$test(nats_server_process::Binary::debian().unwrap()).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_a_newer_server() {
                super::$test(nats_server_process::Binary::newer().unwrap()).await;
            }
        }
    )+};
}
pub(crate) use on_both_servers;
