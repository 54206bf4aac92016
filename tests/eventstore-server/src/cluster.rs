//! The nodes, and the control over which of them leads and what is wrong with them.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio::sync::watch;

use crate::cluster_state::{ClusterState, Condition, Drop, Drops};
use crate::log::EventLog;
use crate::node::{Node, listen};
use crate::start_error::StartError;

/// How a cluster is to be.
#[derive(Debug, Clone)]
pub struct ClusterSettings {
    /// The file that holds the log. It is created when absent.
    pub data: PathBuf,
    /// A port for each node; 0: any free one.
    pub ports: Vec<u16>,
    /// Who may ask; `None`: everybody.
    pub credentials: Option<(String, String)>,
    /// Whether a stream's events say where in the whole log they are. Servers before 22.10 did not.
    pub positions_in_streams: bool,
}

impl ClusterSettings {
    /// So many nodes on free ports, on the log in a file, open to everybody.
    pub fn new(data: impl Into<PathBuf>, nodes: usize) -> Self {
        Self { data: data.into(), ports: vec![0; nodes], credentials: None, positions_in_streams: true }
    }
}

/// One or more nodes over one log. Stopped when dropped.
pub struct Cluster {
    shared: Arc<ClusterState>,
    nodes: Vec<Mutex<Option<Node>>>,
}

impl Cluster {
    /// Starts every node; the first of them leads.
    pub async fn start(settings: ClusterSettings) -> Result<Self, StartError> {
        let ClusterSettings { data, ports, credentials, positions_in_streams } = settings;
        if ports.is_empty() {
            return Err(StartError::NoNode);
        }
        let log = EventLog::open(&data).await?;
        let mut listeners = Vec::new();
        let mut addresses = Vec::new();
        for port in ports {
            let listener = listen(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
            addresses.push(listener.local_addr().map_err(|source| StartError::Port { port, source })?);
            listeners.push(listener);
        }
        let shared = Arc::new(ClusterState {
            log,
            positions_in_streams,
            credentials: credentials.map(|(user, password)| basic(&user, &password)),
            condition: watch::Sender::new(Condition { leader: Some(0), refusing: false, delay: Duration::ZERO }),
            running: watch::Sender::new(vec![true; addresses.len()]),
            drops: watch::Sender::new(Drops { times: 0, how: Drop::Quietly }),
            answers_to_lose: AtomicU32::new(0),
            reads_of_all: AtomicU32::new(0),
            addresses,
        });
        let nodes = listeners
            .into_iter()
            .enumerate()
            .map(|(number, listener)| Mutex::new(Some(Node::serve(listener, shared.clone(), number))))
            .collect();
        Ok(Self { shared, nodes })
    }

    /// Where the nodes listen, in their order.
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.shared.addresses
    }

    /// A connection string that names every node.
    pub fn connection_string(&self) -> String {
        let nodes: Vec<_> = self.shared.addresses.iter().map(ToString::to_string).collect();
        format!("esdb://{}?tls=false", nodes.join(","))
    }

    /// Who leads and what is wrong.
    pub fn condition(&self) -> Condition {
        self.shared.condition()
    }

    /// The leader steps down, for another or for nobody. Subscriptions stay where they are: the node follows from now on.
    pub fn step_down(&self, successor: Option<usize>) {
        self.change(|condition| condition.leader = successor);
    }

    /// Every question is refused as by a server that is not ready, and subscriptions are dropped, until
    /// [`Self::accept`].
    pub fn refuse(&self) {
        self.change(|condition| condition.refusing = true);
        self.drop_subscriptions(Drop::Unavailable);
    }

    /// Questions are answered again.
    pub fn accept(&self) {
        self.change(|condition| condition.refusing = false);
    }

    /// Every answer is held back for so long.
    pub fn delay(&self, delay: Duration) {
        self.change(|condition| condition.delay = delay);
    }

    /// The next so many appends are carried out and then answered as if they had not been.
    pub fn lose_answers(&self, appends: u32) {
        self.shared.answers_to_lose.store(appends, Ordering::SeqCst);
    }

    /// Ends every subscription there is.
    pub fn drop_subscriptions(&self, how: Drop) {
        self.shared.drops.send_modify(|drops| *drops = Drops { times: drops.times + 1, how });
    }

    /// How many events of the whole log were looked at for readers and subscriptions so far.
    pub fn events_looked_at(&self) -> u32 {
        self.shared.reads_of_all.load(Ordering::SeqCst)
    }

    /// Stops a node as a power cut would: its port is closed and its connections are cut. When it led, nobody leads.
    pub fn stop(&self, number: usize) {
        self.shared.running.send_modify(|running| {
            if let Some(running) = running.get_mut(number) {
                *running = false;
            }
        });
        self.change(|condition| condition.leader = condition.leader.filter(|leader| *leader != number));
        if let Some(node) = self.nodes.get(number) {
            let stopped = node.lock().unwrap_or_else(PoisonError::into_inner).take();
            drop(stopped);
        }
    }

    /// Starts a stopped node on its port again.
    pub async fn start_again(&self, number: usize) -> Result<(), StartError> {
        let (Some(address), Some(node)) = (self.shared.addresses.get(number), self.nodes.get(number)) else {
            return Err(StartError::NoNode);
        };
        let listener = listen(*address).await?;
        let started = Node::serve(listener, self.shared.clone(), number);
        *slot(node) = Some(started);
        self.shared.running.send_modify(|running| {
            if let Some(running) = running.get_mut(number) {
                *running = true;
            }
        });
        Ok(())
    }

    fn change(&self, change: impl FnOnce(&mut Condition)) {
        self.shared.condition.send_modify(change);
    }
}

fn slot(node: &Mutex<Option<Node>>) -> MutexGuard<'_, Option<Node>> {
    node.lock().unwrap_or_else(PoisonError::into_inner)
}

fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}
