//! The connection, and asking again where asking again can help.
//!
//! What the client does by itself does not suffice. Told of another leader it goes there, but it stays with a node that has
//! died, and it ends for good when it finds no node within a few attempts. So a client that could not reach its node is
//! given up for a fresh one, which looks at the cluster's gossip again. A client's background task would outlive it; it
//! runs on a runtime of the client's own, which ends with the last that uses it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kurrentdb::{Client, ClientSettings, Credentials, Error};
use tokio::runtime::{Builder, Runtime};
use tokio::time::{Instant, sleep, timeout_at};

/// How long to wait before the first repetition; twice as long before each further one.
const FIRST_PAUSE: Duration = Duration::from_millis(25);
/// How long to wait between repetitions at most.
const LONGEST_PAUSE: Duration = Duration::from_millis(500);
/// How long a healthy client's runtime may take for a task that does nothing.
const PULSE: Duration = Duration::from_secs(5);

/// Sends a question to the leader, as whom the settings say, with a deadline that the server knows too.
macro_rules! addressed {
    ($options:expr, $asking:expr) => {{
        let options = $options.requires_leader(true).deadline($asking.remaining());
        match $asking.credentials() {
            Some(credentials) => options.authenticated(credentials.clone()),
            None => options,
        }
    }};
}
pub(super) use addressed;

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum QuestionFailure {
    /// The server's answer is a refusal, and would be again.
    Settled(Error),
    /// Nobody who could answer was reached in time. What was asked for may have been done or not.
    Away { reason: String },
}

impl QuestionFailure {
    /// What happened, for a person.
    pub(super) fn reason(self) -> String {
        match self {
            Self::Settled(error) => described(&error),
            Self::Away { reason } => reason,
        }
    }
}

/// What the server said, for a person.
pub(super) fn described(error: &Error) -> String {
    if let Error::NotLeaderException(leader) = error {
        return format!("the server is not the cluster's leader any more; {}:{} is", leader.host, leader.port);
    }
    if error.is_access_denied() {
        return "the server denies access; check the event store's credentials file".to_owned();
    }
    if matches!(error, Error::ResourceDeleted) {
        return "the stream was deleted on the server, where focalpoint deletes none; restore a backup".to_owned();
    }
    error.to_string()
}

/// What to do after an error.
enum AfterError {
    /// Ask the same client again: it knows where to go.
    SameClient,
    /// Ask a fresh client, which looks for a node anew.
    FreshClient,
    /// Nothing: it is an answer.
    Settle,
}

/// What an error calls for.
fn next(error: &Error) -> AfterError {
    // The numbers are gRPC's: cancelled, resource exhausted, aborted.
    let passing = |code: i32| matches!(code, 1 | 8 | 10);
    if matches!(error, Error::NotLeaderException(_)) {
        return AfterError::SameClient;
    }
    let unreachable = matches!(
        error,
        Error::ServerError(_) | Error::ConnectionClosed | Error::GrpcConnectionError(_) | Error::DeadlineExceeded
    );
    let passed = matches!(error, Error::Grpc { code, .. } if passing(i32::from(*code)));
    if unreachable || passed { AfterError::FreshClient } else { AfterError::Settle }
}

/// Whether asking again can help.
pub(super) fn passes(error: &Error) -> bool {
    !matches!(next(error), AfterError::Settle)
}

/// A pause that doubles each time.
pub(super) struct Pauses(Duration);

impl Pauses {
    pub(super) fn new() -> Self {
        Self(FIRST_PAUSE)
    }

    /// How long to wait now.
    pub(super) fn next(&mut self) -> Duration {
        let now = self.0;
        self.0 = (now * 2).min(LONGEST_PAUSE);
        now
    }
}

/// A client with the runtime on which its background task, its connections and its subscriptions run.
pub(super) struct Connection {
    client: Client,
    runtime: Option<Runtime>,
}

impl Connection {
    fn open(settings: &ClientSettings) -> Result<Self, String> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("event-store-client")
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?;
        let client = Client::with_runtime_handle(runtime.handle().clone(), settings.clone())
            .map_err(|error| error.to_string())?;
        Ok(Self { client, runtime: Some(runtime) })
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// Runs something for as long as the connection lives.
    pub(super) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        if let Some(runtime) = &self.runtime {
            runtime.spawn(task);
        }
    }

    /// Whether the client's runtime still gets round to its tasks.
    pub(super) async fn has_a_pulse(&self) -> bool {
        let Some(runtime) = &self.runtime else { return false };
        tokio::time::timeout(PULSE, runtime.spawn(async {})).await.is_ok()
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// The present connection, opened when it is first needed and again after it was given up.
pub(super) struct Connections {
    settings: ClientSettings,
    credentials: Option<Credentials>,
    deadline: Duration,
    present: Mutex<Option<Arc<Connection>>>,
}

/// One attempt to get an answer.
pub(super) struct QuestionAttempt {
    connection: Arc<Connection>,
    credentials: Option<Credentials>,
    until: Instant,
}

impl QuestionAttempt {
    pub(super) fn client(&self) -> &Client {
        self.connection.client()
    }

    pub(super) fn credentials(&self) -> Option<&Credentials> {
        self.credentials.as_ref()
    }

    /// How much time is left.
    pub(super) fn remaining(&self) -> Duration {
        self.until.saturating_duration_since(Instant::now())
    }
}

impl Connections {
    pub(super) fn new(settings: ClientSettings, credentials: Option<Credentials>, deadline: Duration) -> Self {
        Self { settings, credentials, deadline, present: Mutex::new(None) }
    }

    pub(super) fn credentials(&self) -> Option<&Credentials> {
        self.credentials.as_ref()
    }

    /// How long an operation may take.
    pub(super) fn deadline(&self) -> Duration {
        self.deadline
    }

    /// The present connection.
    pub(super) fn present(&self) -> Result<Arc<Connection>, QuestionFailure> {
        let mut present = self.present.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(connection) = present.as_ref() {
            return Ok(connection.clone());
        }
        let fresh = Connection::open(&self.settings).map_err(|reason| QuestionFailure::Away { reason })?;
        Ok(present.insert(Arc::new(fresh)).clone())
    }

    /// Takes care that a fresh connection follows when the error says that this one leads nowhere.
    pub(super) fn after(&self, error: &Error, connection: &Arc<Connection>) {
        if matches!(next(error), AfterError::FreshClient) {
            self.give_up(connection);
        }
    }

    /// Takes care that a fresh connection follows. Whoever still uses this one can go on.
    pub(super) fn give_up(&self, connection: &Arc<Connection>) {
        let mut present = self.present.lock().unwrap_or_else(PoisonError::into_inner);
        if present.as_ref().is_some_and(|present| Arc::ptr_eq(present, connection)) {
            *present = None;
        }
    }

    /// Asks until there is an answer, or the deadline has passed. The question must be safe to ask twice.
    pub(super) async fn ask<T, A>(&self, question: impl Fn(QuestionAttempt) -> A) -> Result<T, QuestionFailure>
    where
        A: Future<Output = kurrentdb::Result<T>>,
    {
        let until = Instant::now() + self.deadline;
        let mut pauses = Pauses::new();
        let mut reason = None;
        loop {
            let connection = self.present()?;
            let asking =
                QuestionAttempt { connection: connection.clone(), credentials: self.credentials.clone(), until };
            let Ok(answer) = timeout_at(until, question(asking)).await else {
                self.give_up(&connection);
                let waited = format!("no answer within {:?}", self.deadline);
                return Err(QuestionFailure::Away { reason: reason.unwrap_or(waited) });
            };
            let error = match answer {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            if !passes(&error) {
                return Err(QuestionFailure::Settled(error));
            }
            tracing::warn!(error = %described(&error), "the event store was asked in vain, and is asked again");
            self.after(&error, &connection);
            let pause = pauses.next();
            if until.saturating_duration_since(Instant::now()) <= pause {
                return Err(QuestionFailure::Away { reason: described(&error) });
            }
            reason = Some(described(&error));
            sleep(pause).await;
        }
    }
}
