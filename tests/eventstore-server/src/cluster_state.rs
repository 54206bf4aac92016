//! What all nodes of a cluster share: the log, who leads, what is wrong at the moment, and who is let in because of it. Neither
//! the nodes nor the control over them is known here.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use tokio::time::Instant;
use tonic::Status;
use tonic::metadata::MetadataMap;

use crate::log::EventLog;
use crate::refusals;

/// How long a write waits for a leader when the caller sets no deadline.
const LONGEST_WRITE: Duration = Duration::from_secs(5);

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

pub(crate) struct ClusterState {
    pub(crate) log: EventLog,
    pub(crate) addresses: Vec<SocketAddr>,
    pub(crate) positions_in_streams: bool,
    pub(crate) credentials: Option<String>,
    pub(crate) condition: watch::Sender<Condition>,
    pub(crate) running: watch::Sender<Vec<bool>>,
    pub(crate) drops: watch::Sender<Drops>,
    /// How many further appends are carried out and then not answered.
    pub(crate) answers_to_lose: AtomicU32,
    pub(crate) reads_of_all: AtomicU32,
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

impl ClusterState {
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
