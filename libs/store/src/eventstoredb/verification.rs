//! Walking the hash chain over the log as the server gives it.
//!
//! Nothing on the server holds the chain's hashes, as `SQLite`'s table does, so a walk alone proves only that no stream
//! lacks an event before its last. That nothing was altered shows against a [`Head`] that an earlier walk gave and that was
//! noted down elsewhere.

use std::collections::BTreeMap;

use events::ids::{Position, StreamId};
use events::log_mark::EventHash;
use kurrentdb::{RecordedEvent, StreamPosition};

use super::EventStoreDbStore;
use super::recorded::{link, position};
use crate::hash_chain::{Fault, Head, LogVerification, VerifyError};
use crate::port::Direction;

/// How many events are walked at once.
const BATCH: usize = 512;

impl EventStoreDbStore {
    /// Walks over every event and gives the head to note down. Fails when a stream lacks an event before its last, or an
    /// event is not as focalpoint writes them.
    pub async fn verify(&self) -> Result<LogVerification, VerifyError> {
        self.walk(None).await
    }

    /// The same, and that the log still passes through a head that was noted down earlier.
    pub async fn verify_against(&self, noted: &Head) -> Result<LogVerification, VerifyError> {
        let verified = self.walk(Some(*noted)).await?;
        if verified.head.position < noted.position {
            let what = Fault::CutOff { end: verified.head.position };
            return Err(VerifyError::Broken { position: noted.position, what });
        }
        Ok(verified)
    }

    async fn walk(&self, noted: Option<Head>) -> Result<LogVerification, VerifyError> {
        let mut walk = ChainWalk { noted, reached: Head::EMPTY, events: 0, next: BTreeMap::new() };
        let mut from = StreamPosition::Start;
        loop {
            let page =
                self.shared.page_of_all(from, Direction::Forwards, BATCH).await.map_err(crate::ReadError::from)?;
            for recorded in &page {
                if let Some(stream) = self.shared.names.stream(recorded.stream_id()) {
                    walk.pass(recorded, stream)?;
                }
            }
            match page.last() {
                Some(last) if page.len() == BATCH => from = StreamPosition::Position(last.position),
                Some(_) | None => return Ok(LogVerification { events: walk.events, taken_out: 0, head: walk.reached }),
            }
        }
    }
}

struct ChainWalk {
    noted: Option<Head>,
    reached: Head,
    events: u64,
    /// The revision that each stream has next.
    next: BTreeMap<StreamId, u64>,
}

impl ChainWalk {
    fn pass(&mut self, recorded: &RecordedEvent, stream: StreamId) -> Result<(), VerifyError> {
        let position = position(recorded)?;
        // A page begins with the event that the one before it ended with.
        if position <= self.reached.position {
            return Ok(());
        }
        let link = link(recorded, &stream).ok_or(broken(position, Fault::Altered))?;
        let hash: EventHash = link.hash_after(self.reached.hash);
        if let Some(noted) = self.noted {
            if self.reached.position < noted.position && noted.position < position {
                return Err(broken(noted.position, Fault::Missing));
            }
            if noted.position == position && noted.hash != hash {
                return Err(broken(position, Fault::Rewritten { found: hash }));
            }
        }
        let next = self.next.entry(stream).or_default();
        if *next != recorded.revision {
            return Err(broken(position, Fault::Missing));
        }
        *next += 1;
        self.reached = Head { position, hash };
        self.events += 1;
        Ok(())
    }
}

fn broken(position: Position, what: Fault) -> VerifyError {
    VerifyError::Broken { position, what }
}
