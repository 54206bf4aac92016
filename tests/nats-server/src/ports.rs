//! Free ports.
//!
//! They lie below the range from which the system gives ports to outgoing connections. A port from that range could go
//! to somebody else while its server is down, and a client that tries to reach the server again and again would in the
//! end connect to itself.

use std::net::{Ipv4Addr, TcpListener};

use rand::Rng;

use crate::ServerError;

const OURS: std::ops::Range<u16> = 12_000..32_000;
const TRIES: usize = 1_000;

/// The ports of one server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ports {
    /// The port that clients connect to.
    pub client: u16,
    /// For the other servers of a cluster.
    pub cluster: u16,
    /// For monitoring over HTTP.
    pub monitoring: u16,
}

impl Ports {
    /// Three ports that nobody listens on. Somebody else may take one before the server does; then it does not start,
    /// and others are to be tried.
    pub fn free() -> Result<Self, ServerError> {
        let held = [listen()?, listen()?, listen()?];
        let [client, cluster, monitoring] = held.each_ref().map(|listener| listener.local_addr().map(|a| a.port()));
        Ok(Self { client: client?, cluster: cluster?, monitoring: monitoring? })
    }
}

/// A port that nobody listens on, for a process that is not a NATS server.
pub fn free() -> Result<u16, ServerError> {
    Ok(listen()?.local_addr()?.port())
}

fn listen() -> Result<TcpListener, ServerError> {
    let mut random = rand::rng();
    (0..TRIES)
        .find_map(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, random.random_range(OURS))).ok())
        .ok_or(ServerError::NoPort)
}
