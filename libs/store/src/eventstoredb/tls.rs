//! What a process does before anything else when it uses this engine.
//!
//! The client installs the process's TLS provider when the first one of it starts, and cannot live with one that somebody
//! else installed. So it has to be the first.

use std::sync::atomic::{AtomicBool, Ordering};

use eventstore::{Client, ClientSettings};
use rustls::crypto::CryptoProvider;
use tokio::sync::OnceCell;

static CLAIMED: OnceCell<()> = OnceCell::const_new();
/// Whether the provider that is there may be our client's, from a call that nobody waited for.
static BEGUN: AtomicBool = AtomicBool::new(false);
/// An address at which nobody answers: the client is started, not connected.
const NOBODY: &str = "esdb://127.0.0.1:1?tls=false&discoveryInterval=0&gossipTimeout=1000";

/// Somebody else installed a TLS provider before the event store's client could.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the event store's client cannot start: another part of the process spoke TLS first; \
     call store::eventstoredb::claim_tls_provider() before anything else"
)]
pub struct TlsProviderTaken;

/// Lets the event store's client install the process's TLS provider (aws-lc-rs), which everybody else then finds. Call it
/// first thing in a process that uses [`EventStoreDbStore`](super::EventStoreDbStore) and speaks TLS to anybody else, a
/// message broker for one; calling it again is nothing. Asks no server.
pub async fn claim_tls_provider() -> Result<(), TlsProviderTaken> {
    CLAIMED
        .get_or_try_init(async || {
            if CryptoProvider::get_default().is_some() && !BEGUN.load(Ordering::SeqCst) {
                return Err(TlsProviderTaken);
            }
            BEGUN.store(true, Ordering::SeqCst);
            let settings: ClientSettings = NOBODY.parse().map_err(|_| TlsProviderTaken)?;
            let client = Client::new(settings).map_err(|_| TlsProviderTaken)?;
            match client.server_info().await {
                // It never started: somebody was faster after all.
                Err(eventstore::Error::ConnectionClosed) => Err(TlsProviderTaken),
                Ok(_) | Err(_) => Ok(()),
            }
        })
        .await
        .copied()
}
