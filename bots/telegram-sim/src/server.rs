//! Runs a simulator on a listening socket.

use std::{future::Future, io, sync::Arc};

use tokio::net::TcpListener;

use crate::simulator::Simulator;

/// Serves until `shutdown` is ready, then ends what waits and returns when the last answer is given.
pub async fn serve(
    listener: TcpListener,
    sim: Arc<Simulator>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let router = sim.router();
    let closer = Arc::clone(&sim);
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        shutdown.await;
        closer.close();
    });
    let (outcome, ()) = tokio::join!(server.into_future(), sim.deliver_webhooks());
    outcome
}
