//! Serving until told to stop, within bounds: how many connections, how large a head, and how long each may take.
//!
//! A connection that sends its head a byte at a time, or nothing, is closed; so is one that takes its answer no further. Who has
//! as many connections as one address may have is turned away, and where all are taken, whoever comes waits.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::extract::Request;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::app::rate_limit::asking_network;
use crate::concurrency_limit::ConcurrencyLimit;
use crate::config::{Bounds, GatewayError};
use crate::gateway::Gateway;

/// How often drafts that have ended are thrown away, and sessions of whoever has left are ended.
const SWEPT_EVERY: Duration = Duration::from_secs(5 * 60);

/// How many headers a request has at most; a browser behind a proxy sends about thirty.
const MOST_HEADERS: usize = 64;

/// How large the head of a request is at most, in bytes.
const LARGEST_HEAD: usize = 32 * 1024;

/// How long an answer may wait for whoever asked to take more of it.
const LONGEST_UNTAKEN: Duration = Duration::from_secs(60);

/// How long what was asked last may take to be recorded at least, however long the answers took.
const LEAST_SETTLING: Duration = Duration::from_secs(1);

/// Serves the gateway until `stop`, then ends live news, answers what has been asked already, has recorded what the audit trail is to say
/// of it, and returns.
pub async fn serve(listener: TcpListener, gateway: Gateway, stop: CancellationToken) -> Result<(), GatewayError> {
    let (closing, bounds) = (gateway.closing().clone(), gateway.bounds());
    let of_an_address = if gateway.is_behind_proxy() { usize::MAX } else { bounds.connections_of_an_address };
    let sweeping = keep_sweeping(gateway.clone());
    let server = Server { router: gateway.router(), bounds, of_addresses: ConcurrencyLimit::new(of_an_address) };
    let ends = tokio::select! {
        ends = server.serve(listener, stop, closing) => ends,
        never = sweeping => match never {},
    };
    let ends = ends.max(Instant::now() + LEAST_SETTLING);
    if tokio::time::timeout_at(ends, gateway.settle()).await.is_err() {
        tracing::error!("the audit trail may lack entries: they were not recorded before the end");
    }
    Ok(())
}

/// Has it swept when it starts and again and again.
async fn keep_sweeping(gateway: Gateway) -> Infallible {
    let mut again = tokio::time::interval(SWEPT_EVERY);
    loop {
        again.tick().await;
        gateway.sweep().await;
    }
}

/// Serves what only operators see until `stop`.
pub async fn serve_operations(
    listener: TcpListener,
    gateway: Gateway,
    stop: CancellationToken,
) -> Result<(), GatewayError> {
    let (router, bounds) = (gateway.operations_router(), gateway.bounds());
    let server = Server { router, bounds, of_addresses: ConcurrencyLimit::new(usize::MAX) };
    server.serve(listener, stop, CancellationToken::new()).await;
    Ok(())
}

/// What answers on one listener.
struct Server {
    router: Router,
    bounds: Bounds,
    of_addresses: ConcurrencyLimit<IpAddr>,
}

impl Server {
    /// Serves until `stop`, then answers what has been asked; gives the instant at which all of it has to have ended.
    async fn serve(self, mut listener: TcpListener, stop: CancellationToken, closing: CancellationToken) -> Instant {
        let all = Arc::new(Semaphore::new(self.bounds.connections));
        let mut connections = JoinSet::new();
        let accepting = async {
            loop {
                // The semaphore is never closed.
                let Ok(one) = all.clone().acquire_owned().await else { break };
                let (stream, peer) = Listener::accept(&mut listener).await;
                while connections.try_join_next().is_some() {}
                let Some(of_address) = self.of_addresses.begin(asking_network(peer.ip())) else {
                    tracing::debug!("an address has as many connections as it may have");
                    continue;
                };
                let answered = connection(stream, peer, self.router.clone(), self.bounds, stop.clone());
                connections.spawn(async move {
                    answered.await;
                    drop((one, of_address));
                });
            }
        };
        stop.run_until_cancelled(accepting).await;
        drop(listener);
        closing.cancel();
        let answering = async { while connections.join_next().await.is_some() {} };
        let ends = Instant::now() + self.bounds.stop_time;
        if tokio::time::timeout_at(ends, answering).await.is_err() {
            tracing::warn!(left = connections.len(), "connections that did not end were closed");
            connections.shutdown().await;
        }
        ends
    }
}

/// Answers what is asked over one connection, until it ends or, after `stop`, until what has been asked is answered.
async fn connection(stream: TcpStream, peer: SocketAddr, router: Router, bounds: Bounds, stop: CancellationToken) {
    // Whoever takes nothing of an answer holds it open no longer than this; keep-alives of live news are taken by any browser.
    if let Err(error) = socket2::SockRef::from(&stream).set_tcp_user_timeout(Some(LONGEST_UNTAKEN)) {
        tracing::debug!(%error, "a connection has no bound for an answer that is not taken");
    }
    let answers = TowerToHyperService::new(router);
    let answers = service_fn(move |request: Request<Incoming>| {
        let mut request = request;
        request.extensions_mut().insert(ConnectInfo(peer));
        let answered = answers.call(request);
        async move { answered.await.map_err(|never: Infallible| never) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.header_time)
        .max_headers(MOST_HEADERS)
        .max_header_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), answers);
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke off");
    }
}
