//! A lease while it is held.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use async_nats::jetstream::kv::Store;
use bytes::Bytes;
use events::ids::ServiceName;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// What comes with everything that the holder of a lease asks of others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fence {
    /// The lease's name, that of the service.
    pub lease: ServiceName,
    /// Which turn: higher than that of every turn before.
    pub token: u64,
}

/// What the bucket says of who holds a lease.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Holding {
    pub(crate) holder: String,
    pub(crate) token: u64,
}

/// Until when a lease is certain to be held, by two clocks: one of them stands still while a machine sleeps, the other
/// can be set. It is over when either says so.
#[derive(Debug, Clone, Copy)]
struct CertainlyHeld {
    until: Instant,
    since: SystemTime,
    length: Duration,
}

impl CertainlyHeld {
    fn remaining(&self) -> Duration {
        let steady = self.until.saturating_duration_since(Instant::now());
        let wall = match self.since.elapsed() {
            Ok(elapsed) => self.length.saturating_sub(elapsed),
            // The clock was set back: it says nothing.
            Err(_) => steady,
        };
        steady.min(wall)
    }
}

/// The moment at which something was sent, by both clocks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SentAt {
    steady: Instant,
    wall: SystemTime,
}

impl SentAt {
    #[expect(
        clippy::disallowed_methods,
        reason = "a lease is held in the world's time, also when a rehearsal has another"
    )]
    pub(crate) fn now() -> Self {
        Self { steady: Instant::now(), wall: SystemTime::now() }
    }
}

/// A lease that this process holds, or held. Clones are the same lease.
#[derive(Clone)]
pub struct Lease {
    held: Arc<LeaseState>,
}

struct LeaseState {
    name: ServiceName,
    token: u64,
    value: Bytes,
    bucket: Store,
    /// How long it is certain after what was sent last.
    certainty: Duration,
    certain: Mutex<CertainlyHeld>,
    revision: AtomicU64,
    outdone_by: AtomicU64,
    lost: CancellationToken,
}

impl Lease {
    pub(crate) fn new(
        name: ServiceName,
        (token, value): (u64, Bytes),
        (bucket, revision): (Store, u64),
        certainty: Duration,
        sent: SentAt,
    ) -> Self {
        let held = LeaseState {
            name,
            token,
            value,
            bucket,
            certainty,
            certain: Mutex::new(certain(sent, certainty)),
            revision: AtomicU64::new(revision),
            outdone_by: AtomicU64::new(0),
            lost: CancellationToken::new(),
        };
        Self { held: Arc::new(held) }
    }

    /// The lease's name.
    pub fn name(&self) -> &ServiceName {
        &self.held.name
    }

    /// What is to come with everything that the holder asks of others.
    pub fn fence(&self) -> Fence {
        Fence { lease: self.held.name.clone(), token: self.held.token }
    }

    /// Whether it is certain to be held at this very moment. To be asked right before each act on the outside world.
    pub fn is_held(&self) -> bool {
        !self.remaining().is_zero()
    }

    /// How long it is certain to be held if it were never renewed again.
    pub fn remaining(&self) -> Duration {
        if self.held.lost.is_cancelled() { Duration::ZERO } else { self.certain().remaining() }
    }

    /// Cancelled when it is not certain to be held any more. It never becomes so again.
    pub fn lost(&self) -> &CancellationToken {
        &self.held.lost
    }

    /// Somebody who refused to serve its holder knows a newer turn, or one that was newer: this one is over, and the
    /// next of this process gets a higher token.
    pub fn outdone_by(&self, newest: u64) {
        self.held.outdone_by.fetch_max(newest, Ordering::Relaxed);
        self.held.lost.cancel();
    }

    pub(crate) fn newest_known(&self) -> u64 {
        self.held.outdone_by.load(Ordering::Relaxed).max(self.held.token)
    }

    pub(crate) fn renewed(&self, revision: u64, sent: SentAt) {
        self.held.revision.store(revision, Ordering::Relaxed);
        *self.held.certain.lock().unwrap_or_else(PoisonError::into_inner) = certain(sent, self.held.certainty);
    }

    pub(crate) fn found_at(&self, revision: u64) {
        self.held.revision.store(revision, Ordering::Relaxed);
    }

    pub(crate) fn revision(&self) -> u64 {
        self.held.revision.load(Ordering::Relaxed)
    }

    pub(crate) fn value(&self) -> Bytes {
        self.held.value.clone()
    }

    pub(crate) fn bucket(&self) -> &Store {
        &self.held.bucket
    }

    pub(crate) fn certain_until(&self) -> Instant {
        Instant::now() + self.certain().remaining()
    }

    fn certain(&self) -> CertainlyHeld {
        *self.held.certain.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn certain(sent: SentAt, length: Duration) -> CertainlyHeld {
    CertainlyHeld { until: sent.steady + length, since: sent.wall, length }
}

impl fmt::Debug for Lease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lease({}, {})", self.held.name, self.held.token)
    }
}
