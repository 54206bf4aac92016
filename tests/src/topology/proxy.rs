//! What lies between a service and a server: a wire that can be cut, held up and mended.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::TestError;

/// How the wire is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wire {
    /// Everything passes, both ways.
    Whole,
    /// Everything passes, so much later.
    Slow(Duration),
    /// Nothing passes, connections are refused, and those there were are broken.
    Cut,
    /// Nothing passes and nobody is told: what was sent is lost with the connection.
    Silent,
}

/// A wire to one server.
pub struct Proxy {
    port: u16,
    wire: Arc<watch::Sender<Wire>>,
    _running: DropGuard,
}

impl Proxy {
    /// A wire to a port of this machine.
    pub async fn start(to: u16) -> Result<Self, TestError> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let wire = Arc::new(watch::Sender::new(Wire::Whole));
        let stop = CancellationToken::new();
        let (state, until) = (wire.clone(), stop.clone());
        tokio::spawn(until.run_until_cancelled_owned(async move {
            let mut connections = JoinSet::new();
            loop {
                tokio::select! {
                    Ok((client, _)) = listener.accept() => {
                        let state = state.subscribe();
                        connections.spawn(async move { connect(client, to, state).await });
                    }
                    Some(_) = connections.join_next() => {}
                }
            }
        }));
        Ok(Self { port, wire, _running: stop.drop_guard() })
    }

    /// Where it is reached.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Changes how the wire is.
    pub fn set(&self, wire: Wire) {
        self.wire.send_replace(wire);
    }
}

/// Carries one connection until either side ends it or the wire is cut.
async fn connect(client: TcpStream, to: u16, mut state: watch::Receiver<Wire>) -> std::io::Result<()> {
    if *state.borrow() == Wire::Cut {
        return Ok(());
    }
    let server = TcpStream::connect((Ipv4Addr::LOCALHOST, to)).await?;
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let (one, other) = (state.clone(), state.clone());
    tokio::select! {
        done = carry(&mut from_client, &mut to_server, one) => done,
        done = carry(&mut from_server, &mut to_client, other) => done,
        _ = state.wait_for(|wire| *wire == Wire::Cut) => Ok(()),
    }
}

async fn carry(
    from: &mut (impl AsyncReadExt + Unpin),
    to: &mut (impl AsyncWriteExt + Unpin),
    mut state: watch::Receiver<Wire>,
) -> std::io::Result<()> {
    let mut piece = vec![0; 16 * 1024];
    loop {
        let read = from.read(&mut piece).await?;
        if read == 0 {
            return Ok(());
        }
        let wire = *state.borrow_and_update();
        match wire {
            Wire::Whole | Wire::Cut => {}
            Wire::Slow(by) => tokio::time::sleep(by).await,
            // A stream of bytes with a hole in it is none: from here on nothing passes.
            Wire::Silent => std::future::pending().await,
        }
        if let Some(bytes) = piece.get(..read) {
            to.write_all(bytes).await?;
        }
    }
}
