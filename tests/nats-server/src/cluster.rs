//! Several servers that know each other.

use crate::ServerError;
use crate::ports::Ports;
use crate::process::{NatsServer, Setup};

/// How often a start is tried with other ports, because somebody else took one.
const TRIES: usize = 5;

/// A cluster. Dropping it kills its servers.
pub struct NatsCluster {
    /// The servers, by number.
    pub servers: Vec<NatsServer>,
}

impl NatsCluster {
    /// Starts `count` servers and waits until each is well, which a JetStream server is when the cluster has a leader.
    pub async fn start(setup: &Setup, count: usize) -> Result<Self, ServerError> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            match Self::start_on(setup, &places(count)?).await {
                Err(ServerError::Ended { log }) if attempt < TRIES && log.contains("address already in use") => {}
                outcome => return outcome,
            }
        }
    }

    async fn start_on(setup: &Setup, places: &[Ports]) -> Result<Self, ServerError> {
        let routes: Vec<_> = places.iter().map(|ports| setup.route(*ports)).collect();
        let mut servers = Vec::with_capacity(places.len());
        for (n, ports) in places.iter().enumerate() {
            servers.push(NatsServer::start_as(setup, &format!("nats-{}", n + 1), *ports, &routes).await?);
        }
        for server in &mut servers {
            server.well().await?;
        }
        Ok(Self { servers })
    }

    /// The addresses for clients.
    pub fn urls(&self) -> Vec<String> {
        self.servers.iter().map(NatsServer::url).collect()
    }
}

fn places(count: usize) -> Result<Vec<Ports>, ServerError> {
    let mut places: Vec<Ports> = Vec::with_capacity(count);
    while places.len() < count {
        let fresh = Ports::free()?;
        let taken = places.iter().flat_map(|p| [p.client, p.cluster, p.monitoring]);
        if !taken.into_iter().any(|port| [fresh.client, fresh.cluster, fresh.monitoring].contains(&port)) {
            places.push(fresh);
        }
    }
    Ok(places)
}
