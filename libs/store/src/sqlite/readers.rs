//! The connections that read.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::rows::unavailable;
use crate::database::open_reading;
use crate::port::ReadError;
use crate::read_only_file::ReadOnlyFile;

/// How many read at the same time; the others wait their turn.
const MOST_READERS: usize = 4;

/// A few connections that only read, lent to one question at a time.
#[derive(Clone)]
pub(super) struct Readers {
    idle: Arc<IdleReaders>,
    turns: Arc<Semaphore>,
}

/// Opens one more connection.
type Connect = Box<dyn Fn() -> rusqlite::Result<Connection> + Send + Sync>;

struct IdleReaders {
    connect: Connect,
    connections: Mutex<Vec<Connection>>,
}

impl Readers {
    /// Readers of a file that this process holds.
    pub(super) fn new(path: &Path) -> Self {
        let path = path.to_owned();
        Self::by(Box::new(move || open_reading(&path)))
    }

    /// Readers of a file that somebody else may hold.
    pub(super) fn of_read_only(file: ReadOnlyFile) -> Self {
        Self::by(Box::new(move || file.connect()))
    }

    fn by(connect: Connect) -> Self {
        let idle = IdleReaders { connect, connections: Mutex::new(Vec::new()) };
        Self { idle: Arc::new(idle), turns: Arc::new(Semaphore::new(MOST_READERS)) }
    }

    /// Asks a question on a thread that may block.
    pub(super) async fn read<T, E>(
        &self,
        question: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<ReadError> + Send + 'static,
    {
        let interrupted = |reason: String| E::from(ReadError::Unavailable { reason });
        let turn = self.turns.clone().acquire_owned().await.map_err(|error| interrupted(error.to_string()))?;
        let idle = self.idle.clone();
        let asking = tokio::task::spawn_blocking(move || {
            let answer = idle.ask(question);
            drop(turn);
            answer
        });
        asking.await.map_err(|error| interrupted(error.to_string()))?
    }
}

impl IdleReaders {
    fn ask<T, E: From<ReadError>>(&self, question: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        let idle = self.connections.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => (self.connect)().map_err(|error| unavailable(&error))?,
        };
        // A connection whose question failed is closed: the next question gets a fresh one.
        let answer = question(&connection)?;
        self.connections.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        Ok(answer)
    }
}
