//! Serving until told to stop.

use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::config::GatewayError;
use crate::gateway::Gateway;

/// Serves the gateway until `stop`, then ends live news, answers what has been asked already, and returns.
pub async fn serve(listener: TcpListener, gateway: Gateway, stop: CancellationToken) -> Result<(), GatewayError> {
    let closing = gateway.closing().clone();
    let router = gateway.router();
    let router = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, router)
        .with_graceful_shutdown(async move {
            stop.cancelled().await;
            closing.cancel();
        })
        .await?;
    Ok(())
}
