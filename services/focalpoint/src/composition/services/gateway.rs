//! The pages and the API.

use std::net::SocketAddr;
use std::sync::Arc;

use ::gateway::{DeadLetterQueue, DemoControl, Gateway, GatewayClocks, GatewayConfig, GatewayError};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::Fatal;
use crate::composition::Ports;

/// The gateway, ready to be run.
pub(in crate::composition) struct GatewayService {
    pub(in crate::composition) gateway: Gateway,
}

/// The gateway on its ports; with the demo's clock and chat, in the demo.
pub(in crate::composition) fn gateway(
    config: GatewayConfig,
    ports: &Ports,
    dead_letters: Arc<dyn DeadLetterQueue>,
    demo: Option<Arc<dyn DemoControl>>,
) -> Result<GatewayService, GatewayError> {
    let Ports { commands, feed: _, read_models, clock, sealing, lease: _, name: _ } = ports.clone();
    let gateway = Gateway::new(config, read_models, commands, GatewayClocks::of_hub(clock), demo)?;
    gateway.set_sealer(Arc::new(sealing));
    gateway.set_dead_letters(dead_letters);
    Ok(GatewayService { gateway })
}

/// A listener at an address, where there is one.
pub(crate) async fn listener_of(address: Option<SocketAddr>) -> std::io::Result<Option<TcpListener>> {
    match address {
        Some(address) => TcpListener::bind(address).await.map(Some),
        None => Ok(None),
    }
}

impl GatewayService {
    /// Serves the pages on a listener until told to stop; on another, if there is one, what operators see.
    pub(in crate::composition) async fn run(
        self,
        listener: TcpListener,
        operations: Option<TcpListener>,
        stop: CancellationToken,
    ) -> Result<(), Fatal> {
        let (gateway, until) = (self.gateway.clone(), stop.clone());
        let for_operators = async {
            match operations {
                Some(listener) => ::gateway::serve_operations(listener, gateway, until).await,
                None => Ok(()),
            }
        };
        let serving = ::gateway::serve(listener, self.gateway, stop);
        let (served, operated) = tokio::join!(serving, for_operators);
        served?;
        Ok(operated?)
    }
}
