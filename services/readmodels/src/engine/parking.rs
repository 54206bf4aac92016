//! Events that a read model cannot take in.
//!
//! Such an event becomes a dead letter, and the read model goes on without its stream: what it shows of that stream is
//! as it was before the event, because what comes after may make no sense without it. Which streams are held is kept in
//! the read models' own file. Once the cause is put right, the read models that hold something are built anew.

use std::sync::Arc;

use events::StoredEvent;
use events::ids::{Position, ServiceName, StreamId};
use feed::dead_letters::{Cause, DeadLetter, DeadLetterError, DeadLetters};
use feed::process::Now;
use rusqlite::{Connection, params};

use super::freshness::HeldStream;
use crate::json::from_text;

/// Where held streams are kept.
pub(crate) const HELD: &str = "CREATE TABLE IF NOT EXISTS held (
    projection TEXT NOT NULL,
    stream TEXT NOT NULL,
    position INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (projection, stream)
) STRICT, WITHOUT ROWID";

/// Where a service's read models put what they cannot take in.
#[derive(Clone)]
pub struct Parking {
    letters: Arc<dyn DeadLetters>,
    consumer: ServiceName,
    now: Now,
}

impl Parking {
    /// Dead letters under this consumer's name. Instances of one partition share the name, other partitions have others.
    pub fn new(letters: Arc<dyn DeadLetters>, consumer: ServiceName, now: Now) -> Self {
        Self { letters, consumer, now }
    }

    /// Parks an event with what every read model says of it.
    pub(crate) async fn park(&self, event: StoredEvent, reasons: &[HeldStream]) -> Result<(), DeadLetterError> {
        let why: Vec<_> = reasons.iter().map(|held| format!("{}: {}", held.projection, held.reason)).collect();
        let cause = Cause::Failed { why: why.join("; "), tries: 1 };
        tracing::error!(
            consumer = %self.consumer, position = %event.position, stream = %event.stream, %cause,
            "an event could not be taken in and is parked; its stream is held"
        );
        let (consumer, at) = (self.consumer.clone(), (self.now)());
        self.letters.park(&DeadLetter { consumer, cause, at, event }).await
    }

    /// Forgets the letters of what is not held any more; says how many were forgotten, and how many are left.
    pub(crate) async fn remove_resolved(&self, held: &[HeldStream]) -> Result<(usize, usize), DeadLetterError> {
        let letters = self.letters.of(&self.consumer).await?;
        let (kept, resolved): (Vec<_>, Vec<_>) =
            letters.into_iter().partition(|letter| held.iter().any(|held| held.position == letter.event.position));
        for letter in &resolved {
            self.letters.remove(&self.consumer, letter.event.id).await?;
        }
        Ok((resolved.len(), kept.len()))
    }
}

/// Every stream that a read model holds.
pub(crate) fn held(connection: &Connection) -> rusqlite::Result<Vec<HeldStream>> {
    connection
        .prepare_cached("SELECT * FROM held ORDER BY projection, stream")?
        .query_map([], |row| {
            Ok(HeldStream {
                projection: row.get("projection")?,
                stream: from_text(row, "stream")?,
                position: Position(row.get("position")?),
                reason: row.get("reason")?,
            })
        })?
        .collect()
}

/// Holds a stream, if it is not held already.
pub(crate) fn hold(connection: &Connection, held: &HeldStream) -> rusqlite::Result<()> {
    connection.prepare_cached("INSERT OR IGNORE INTO held VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        held.projection,
        held.stream.as_str(),
        held.position.0,
        held.reason
    ])?;
    Ok(())
}

/// Releases every stream that a read model holds.
pub(crate) fn release(connection: &Connection, projection: &str) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM held WHERE projection = ?1")?.execute([projection])?;
    Ok(())
}

/// Whether a read model passes an event over because its stream is held.
pub(crate) fn passes_over(held: &[HeldStream], projection: &str, stream: &StreamId, position: Position) -> bool {
    held.iter().any(|held| held.projection == projection && held.stream == *stream && held.position <= position)
}
