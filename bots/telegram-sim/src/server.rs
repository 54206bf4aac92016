//! A simulator over HTTP, on a listening socket.

use std::{future::Future, io, sync::Arc};

use tokio::net::TcpListener;

use crate::{bot, page, phone, simulator::Simulator};

impl Simulator {
    /// Everything over HTTP: the Bot API, the phones' control API and the chat page.
    ///
    /// Whoever embeds the router without [`serve`] and wants webhooks also runs
    /// [`Simulator::deliver_webhooks`], and calls [`Simulator::close`] before shutting down.
    pub fn router(self: &Arc<Self>) -> axum::Router {
        bot::routes::router().merge(phone::router()).merge(page::router()).with_state(Arc::clone(self))
    }
}

/// The same as [`serve_beside`], with nothing beside.
pub async fn serve(
    listener: TcpListener,
    sim: Arc<Simulator>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    serve_beside(listener, sim, axum::Router::new(), shutdown).await
}

/// Serves, and further pages on the same address, until `shutdown` is ready, then ends what waits and returns when the last answer is given.
pub async fn serve_beside(
    listener: TcpListener,
    sim: Arc<Simulator>,
    further: axum::Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let router = sim.router().merge(further);
    let closer = Arc::clone(&sim);
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        shutdown.await;
        closer.close();
    });
    let (outcome, ()) = tokio::join!(server.into_future(), sim.deliver_webhooks());
    outcome
}
