//! The nodes, which of them leads, what is wrong with them, and the control over all that.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use tokio::time::Instant;
use tonic::Status;
use tonic::metadata::MetadataMap;

use crate::log::{EventLog, OpenLogError};
use crate::node::{Node, listen};
use crate::refusals;

/// What the server says it is: the release whose behaviour it has.
pub const VERSION: &str = "24.10.0";
/// How long a write waits for a leader when the caller sets no deadline.
const LONGEST_WRITE: Duration = Duration::from_secs(5);

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

/// Why a cluster could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A cluster without nodes.
    #[error("a cluster has at least one node")]
    NoNode,
    /// The log could not be opened.
    #[error("the log cannot be opened: {0}")]
    Log(String),
    /// A port could not be listened on.
    #[error("cannot listen on port {port}: {source}")]
    Port {
        /// The port.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
}

impl From<OpenLogError> for StartError {
    fn from(error: OpenLogError) -> Self {
        Self::Log(error.to_string())
    }
}

/// How a subscription is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Drop {
    /// With the error of a reader that does not keep up.
    TooSlow,
    /// With the error of a node that is going away.
    Unavailable,
    /// Without any error, as if there were nothing more to come.
    Quietly,
}

/// Who leads and what is wrong at the moment.
#[derive(Debug, Clone, Serialize)]
pub struct Condition {
    /// The leader's number; `None`: there is none.
    pub leader: Option<usize>,
    /// Whether every question is refused.
    pub refusing: bool,
    /// How long every answer is held back.
    pub delay: Duration,
}

/// How often subscriptions were dropped, and how the last time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drops {
    pub(crate) times: u64,
    pub(crate) how: Drop,
}

/// One or more nodes over one log. Stopped when dropped.
pub struct Cluster {
    shared: Arc<Shared>,
    nodes: Vec<Mutex<Option<Node>>>,
}

pub(crate) struct Shared {
    pub(crate) log: EventLog,
    pub(crate) addresses: Vec<SocketAddr>,
    pub(crate) positions_in_streams: bool,
    credentials: Option<String>,
    condition: watch::Sender<Condition>,
    running: watch::Sender<Vec<bool>>,
    drops: watch::Sender<Drops>,
    /// How many further appends are carried out and then not answered.
    answers_to_lose: AtomicU32,
    reads_of_all: AtomicU32,
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
        let shared = Arc::new(Shared {
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

/// A question that may be answered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Admitted {
    /// When the caller no longer wants the answer.
    pub(crate) until: Option<Instant>,
}

impl Admitted {
    /// Waits for an answer as long as the caller does.
    pub(crate) async fn within<T>(self, answer: impl Future<Output = Result<T, Status>>) -> Result<T, Status> {
        match self.until {
            Some(until) => match tokio::time::timeout_at(until, answer).await {
                Ok(answer) => answer,
                Err(_) => Err(refusals::deadline_exceeded()),
            },
            None => answer.await,
        }
    }
}

impl Shared {
    pub(crate) fn condition(&self) -> Condition {
        self.condition.borrow().clone()
    }

    pub(crate) fn is_running(&self, node: usize) -> bool {
        self.running.borrow().get(node).copied().unwrap_or(false)
    }

    pub(crate) fn drops(&self) -> watch::Receiver<Drops> {
        self.drops.subscribe()
    }

    pub(crate) fn looked_at(&self, events: usize) {
        self.reads_of_all.fetch_add(u32::try_from(events).unwrap_or(u32::MAX), Ordering::SeqCst);
    }

    /// Lets a question in, or refuses it, as the node's condition and the caller's wishes have it.
    pub(crate) async fn admit(&self, node: usize, asked: &MetadataMap) -> Result<Admitted, Status> {
        let admitted = Admitted { until: deadline(asked) };
        admitted
            .within(async {
                tokio::time::sleep(self.condition().delay).await;
                Ok(())
            })
            .await?;
        let condition = self.condition();
        if condition.refusing {
            return Err(refusals::not_ready());
        }
        if let Some(wanted) = &self.credentials {
            match asked.get("authorization").map(tonic::metadata::MetadataValue::to_str) {
                Some(Ok(given)) if given == wanted => {}
                Some(_) => return Err(refusals::unauthenticated()),
                None => return Err(refusals::access_denied()),
            }
        }
        let wants_leader = asked
            .get("requires-leader")
            .and_then(|value| value.to_str().ok())
            .is_some_and(|v| v.eq_ignore_ascii_case("true"));
        if wants_leader && condition.leader != Some(node) {
            return Err(self.leader_is(condition.leader));
        }
        Ok(admitted)
    }

    /// Lets a write in: a follower hands it on to the leader, as long as there is one.
    pub(crate) async fn admit_write(&self, node: usize, asked: &MetadataMap) -> Result<Admitted, Status> {
        let admitted = self.admit(node, asked).await?;
        let mut condition = self.condition.subscribe();
        let led = tokio::time::timeout(LONGEST_WRITE, condition.wait_for(|condition| condition.leader.is_some()));
        admitted.within(async { led.await.map(drop).map_err(|_| refusals::timed_out("no leader")) }).await?;
        Ok(admitted)
    }

    /// Whether this append's answer is to be lost.
    pub(crate) fn loses_answer(&self) -> bool {
        let lose = |left: u32| left.checked_sub(1);
        self.answers_to_lose.fetch_update(Ordering::SeqCst, Ordering::SeqCst, lose).is_ok()
    }

    fn leader_is(&self, leader: Option<usize>) -> Status {
        match leader.and_then(|leader| self.addresses.get(leader)) {
            Some(address) => refusals::not_leader(&address.ip().to_string(), address.port()),
            None => refusals::no_leader(),
        }
    }
}

/// The deadline that the caller gives: a number with a unit, `500m` for half a second.
fn deadline(asked: &MetadataMap) -> Option<Instant> {
    let given = asked.get("grpc-timeout")?.to_str().ok()?;
    let (number, unit) = given.split_at_checked(given.len().checked_sub(1)?)?;
    let number: u64 = number.parse().ok()?;
    let wait = match unit {
        "H" => Duration::from_secs(number.checked_mul(3600)?),
        "M" => Duration::from_secs(number.checked_mul(60)?),
        "S" => Duration::from_secs(number),
        "m" => Duration::from_millis(number),
        "u" => Duration::from_micros(number),
        "n" => Duration::from_nanos(number),
        _ => return None,
    };
    Instant::now().checked_add(wait)
}
