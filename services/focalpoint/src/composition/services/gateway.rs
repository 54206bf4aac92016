//! The pages and the API.

use std::net::SocketAddr;
use std::sync::Arc;

use ::gateway::{DeadLetterQueue, DemoControl, Gateway, GatewayClocks, GatewayConfig, GatewayError};
use feed::EventFeed;
use readmodels::ComputedIndicators;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::Fatal;
use crate::composition::Ports;

/// The gateway, and the read model in memory that it shows computed indicators from.
pub(in crate::composition) struct GatewayService {
    pub(in crate::composition) gateway: Gateway,
    indicators: Arc<ComputedIndicators>,
    feed: Arc<dyn EventFeed>,
}

/// The gateway on its ports; with the demo's clock and chat, in the demo.
pub(in crate::composition) fn gateway(
    config: GatewayConfig,
    ports: &Ports,
    dead_letters: Arc<dyn DeadLetterQueue>,
    demo: Option<Arc<dyn DemoControl>>,
) -> Result<GatewayService, GatewayError> {
    let Ports { commands, feed, read_models, clock, sealing, lease: _, name: _ } = ports.clone();
    let indicators = Arc::new(ComputedIndicators::default());
    let gateway = Gateway::new(config, read_models, commands, GatewayClocks::of_hub(clock), indicators.clone(), demo)?;
    gateway.set_sealer(Arc::new(sealing));
    gateway.set_dead_letters(dead_letters);
    Ok(GatewayService { gateway, indicators, feed })
}

/// A listener at an address, where there is one.
pub(crate) async fn listener_of(address: Option<SocketAddr>) -> std::io::Result<Option<TcpListener>> {
    match address {
        Some(address) => TcpListener::bind(address).await.map(Some),
        None => Ok(None),
    }
}

impl GatewayService {
    /// Serves the pages on a listener and reads the feed, until told to stop; on another, if there is one, what operators see.
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
        let until_served = stop.child_token();
        let reading = self.indicators.run(self.feed, until_served.clone());
        let serving = async {
            let served = ::gateway::serve(listener, self.gateway, stop).await;
            until_served.cancel();
            served
        };
        let (served, (), operated) = tokio::join!(serving, reading, for_operators);
        served?;
        Ok(operated?)
    }
}
