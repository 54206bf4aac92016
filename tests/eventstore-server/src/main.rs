//! The event store's protocol on a log of focalpoint's own, as a process.
//!
//! Prints one line of JSON once it listens: `connection` (a connection string), `ports` (of the nodes, in their order) and
//! `control` (an address). Started again on the same file and ports, it goes on where it stopped, however it ended.

use std::error::Error;
use std::io::Write;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Parser;
use eventstore_server::{Cluster, ClusterSettings, control};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

/// A local server of the event store's protocol, for tests.
#[derive(Parser)]
struct Options {
    /// The file that holds the log. It is created when absent.
    #[arg(long)]
    data: PathBuf,
    /// How many nodes the cluster has.
    #[arg(long, default_value_t = 1)]
    nodes: usize,
    /// A port for each node, instead of any free one.
    #[arg(long, value_delimiter = ',', conflicts_with = "nodes")]
    ports: Option<Vec<u16>>,
    /// The control's port, instead of any free one.
    #[arg(long, default_value_t = 0)]
    control: u16,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let mut settings = ClusterSettings::new(options.data, options.nodes);
    if let Some(ports) = options.ports {
        settings.ports = ports;
    }
    let mut terminated = signal(SignalKind::terminate())?;
    let cluster = Arc::new(Cluster::start(settings).await?);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.control)).await?;
    let ready = serde_json::json!({
        "connection": cluster.connection_string(),
        "ports": cluster.addresses().iter().map(std::net::SocketAddr::port).collect::<Vec<_>>(),
        "control": format!("http://{}", listener.local_addr()?),
    });
    let mut output = std::io::stdout();
    writeln!(output, "{ready}")?;
    output.flush()?;
    tokio::select! {
        served = control::serve(listener, cluster) => Ok(served?),
        _ = terminated.recv() => Ok(()),
    }
}
