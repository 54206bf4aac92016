//! One node: a port, the services behind it, and a switch that cuts everything at once.

use std::net::{Shutdown, SocketAddr, TcpStream as Cut};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_stream::wrappers::ReceiverStream;
use tonic::transport::Server;

use crate::cluster_state::ClusterState;
use crate::features::Features;
use crate::gossip::Members;
use crate::protocol::gossip::gossip_server::GossipServer;
use crate::protocol::server_features::server_features_server::ServerFeaturesServer;
use crate::protocol::streams::streams_server::StreamsServer;
use crate::start_error::StartError;
use crate::streams::StreamsOf;

/// Listens on an address.
pub(crate) async fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).await.map_err(|source| StartError::Port { port: address.port(), source })
}

/// A node that is running. Dropping it closes the port and cuts every connection.
pub(crate) struct Node {
    tasks: [JoinHandle<()>; 2],
    open: Arc<Mutex<Vec<Cut>>>,
}

impl Node {
    pub(crate) fn serve(listener: TcpListener, shared: Arc<ClusterState>, number: usize) -> Self {
        let open = Arc::new(Mutex::new(Vec::new()));
        let (hand_on, incoming) = mpsc::channel(16);
        let accepting = tokio::spawn(accept(listener, open.clone(), hand_on));
        let serving = tokio::spawn(async move {
            let served = Server::builder()
                .add_service(StreamsServer::new(StreamsOf { shared: shared.clone(), node: number }))
                .add_service(GossipServer::new(Members { shared: shared.clone() }))
                .add_service(ServerFeaturesServer::new(Features))
                .serve_with_incoming(ReceiverStream::new(incoming))
                .await;
            if let Err(error) = served {
                eprintln!("node {number} ended: {error}");
            }
        });
        Self { tasks: [accepting, serving], open }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
        for connection in self.open.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            // Whoever hung up before cannot be cut any more.
            let _ = connection.shutdown(Shutdown::Both);
        }
    }
}

async fn accept(listener: TcpListener, open: Arc<Mutex<Vec<Cut>>>, hand_on: mpsc::Sender<std::io::Result<TcpStream>>) {
    loop {
        let accepted = match listener.accept().await {
            Ok((connection, _)) => cuttable(connection, &open),
            Err(error) => Err(error),
        };
        if hand_on.send(accepted).await.is_err() {
            return;
        }
    }
}

/// Keeps a second hold of the connection, by which it can be cut.
fn cuttable(connection: TcpStream, open: &Mutex<Vec<Cut>>) -> std::io::Result<TcpStream> {
    connection.set_nodelay(true)?;
    let connection = connection.into_std()?;
    open.lock().unwrap_or_else(PoisonError::into_inner).push(connection.try_clone()?);
    TcpStream::from_std(connection)
}
