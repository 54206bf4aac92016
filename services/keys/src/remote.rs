//! The keys of another process, in memory.
//!
//! Every key is read at the start. Then changes are followed as they are announced; and because an announcement can be
//! lost, every key is read again every half minute, and whenever the connection was lost. What was erased is forgotten
//! the moment it is known, and is not taken back from an answer that was on its way.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use async_nats::{Client, SubscribeError, Subscriber};
use async_trait::async_trait;
use events::ids::{PersonId, TenantId};
use events::sealed::{PersonKey, PersonKeys};
use futures::StreamExt;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::KeyError;
use tokio::sync::Notify;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use transport::{AskError, ask, subjects};

use crate::custody::KeyCustody;
use crate::wire::{
    ALL, AllKeysRequest, Announcement, Change, ENSURE, EnsureKeyRequest, KeyState, KeyText, KeyWriteReply, KeysRequest,
    PAGE, Page, SOME,
};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(3);
/// How often a key is asked to be made or erased when no answer comes.
const ATTEMPTS: u32 = 3;
/// The pause before something is tried again.
const PAUSE: Duration = Duration::from_millis(250);

/// How often the keys are read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefreshPolicy {
    /// All of them, whatever happens.
    pub read_all_every: Duration,
    /// Whether the connection was a new one meanwhile is looked at so often.
    pub check_connection_every: Duration,
}

impl Default for RefreshPolicy {
    fn default() -> Self {
        Self { read_all_every: Duration::from_secs(30), check_connection_every: Duration::from_millis(250) }
    }
}

struct KnownKey {
    /// `None`: erased, and it stays so.
    key: Option<PersonKey>,
    /// The reading in which it was heard of last.
    reading: u64,
}

#[derive(Default)]
struct Memory {
    known: HashMap<PersonId, KnownKey>,
    /// The number of the reading that is under way, or was last.
    reading: u64,
    read_at: Option<Instant>,
}

impl Memory {
    fn learn(&mut self, person: PersonId, key: Option<PersonKey>) {
        let reading = self.reading;
        let known = self.known.entry(person).or_insert(KnownKey { key: key.clone(), reading });
        known.reading = reading;
        if known.key.is_some() {
            known.key = key;
        }
    }

    /// Every key was read: what was not among them is there no longer.
    fn all_read(&mut self) {
        let reading = self.reading;
        self.known.retain(|_, known| known.reading == reading || known.key.is_none());
        self.read_at = Some(Instant::now());
    }
}

/// The keys of the service that has them.
pub struct RemotePersonKeys {
    client: Client,
    tenant: TenantId,
    memory: RwLock<Memory>,
    /// Whose keys were made and are to be read.
    made: Mutex<BTreeSet<PersonId>>,
    something_made: Notify,
}

/// What keeps the keys up to date while it runs.
pub struct KeysRefresh {
    keys: Arc<RemotePersonKeys>,
    changes: Subscriber,
    policy: RefreshPolicy,
    connects: u64,
}

impl RemotePersonKeys {
    /// Reads every key, and waits until the service that has them gives them. From then on the second part has to run.
    pub async fn load(
        client: Client,
        tenant: &TenantId,
        policy: RefreshPolicy,
    ) -> Result<(Arc<Self>, KeysRefresh), SubscribeError> {
        let connects = connects(&client);
        // Listened to before the first reading, so that nothing falls between.
        let changes = client.subscribe(subjects::key_changes(tenant)).await?;
        let keys = Arc::new(Self {
            client,
            tenant: tenant.clone(),
            memory: RwLock::default(),
            made: Mutex::default(),
            something_made: Notify::new(),
        });
        keys.read_all_with_retries().await;
        Ok((keys.clone(), KeysRefresh { keys, changes, policy, connects }))
    }

    /// How long ago every key was read. Much longer than half a minute: an erased key may not be known to be.
    pub fn age(&self) -> Duration {
        let read_at = self.memory.read().unwrap_or_else(PoisonError::into_inner).read_at;
        read_at.map_or(Duration::MAX, |read_at| read_at.elapsed())
    }

    async fn ask<Q: Serialize, A: DeserializeOwned>(&self, verb: &str, question: &Q) -> Result<A, AskError> {
        ask(&self.client, &subjects::keys(&self.tenant, verb), question, PATIENCE).await
    }

    fn with_memory<T>(&self, change: impl FnOnce(&mut Memory) -> T) -> T {
        change(&mut self.memory.write().unwrap_or_else(PoisonError::into_inner))
    }

    fn learn(&self, states: Vec<KeyState>) {
        self.with_memory(|memory| {
            for KeyState { person, key } in states {
                memory.learn(person, key.map(|KeyText(key)| key));
            }
        });
    }

    async fn read_all(&self) -> Result<(), AskError> {
        self.with_memory(|memory| memory.reading += 1);
        let mut after = None;
        loop {
            let Page { states, more } = self.ask(ALL, &AllKeysRequest { after }).await?;
            after = states.last().map(|state| state.person.clone());
            self.learn(states);
            if !more {
                break;
            }
        }
        self.with_memory(Memory::all_read);
        Ok(())
    }

    async fn read_all_with_retries(&self) {
        while let Err(error) = self.read_all().await {
            tracing::warn!(%error, "the keys of personal fields cannot be read; trying again");
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Reads the keys that were made since. What fails is made up for by the next reading of all.
    async fn read_made(&self) -> Result<(), AskError> {
        loop {
            let persons: Vec<_> = {
                let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
                std::iter::from_fn(|| made.pop_first()).take(PAGE).collect()
            };
            if persons.is_empty() {
                return Ok(());
            }
            let Page { states, .. } = self.ask(SOME, &KeysRequest { persons }).await?;
            self.learn(states);
        }
    }

    async fn keep_reading(&self, policy: RefreshPolicy, mut known_connects: u64) {
        loop {
            let new_connection = async {
                while connects(&self.client) == known_connects {
                    tokio::time::sleep(policy.check_connection_every).await;
                }
            };
            let outcome = tokio::select! {
                () = tokio::time::sleep(policy.read_all_every.saturating_sub(self.age())) => self.read_all().await,
                () = new_connection => {
                    known_connects = connects(&self.client);
                    self.read_all().await
                }
                () = self.something_made.notified() => self.read_made().await,
            };
            if let Err(error) = outcome {
                tracing::warn!(%error, "the keys of personal fields cannot be read; trying again");
                tokio::time::sleep(PAUSE).await;
                self.read_all_with_retries().await;
            }
        }
    }

    fn apply(&self, announcement: Announcement) {
        let Announcement { person, change } = announcement;
        match change {
            Change::Erased => self.with_memory(|memory| memory.learn(person, None)),
            Change::Made => {
                self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(person);
                self.something_made.notify_one();
            }
        }
    }
}

impl KeysRefresh {
    /// Keeps the keys up to date until told to stop.
    pub async fn run(self, stop: CancellationToken) {
        let Self { keys, mut changes, policy, connects } = self;
        let hearing = async {
            // An announcement is heard while keys are being read, however long that takes.
            while let Some(message) = changes.next().await {
                match serde_json::from_slice(&message.payload) {
                    Ok(announcement) => keys.apply(announcement),
                    Err(error) => tracing::error!(%error, "an announcement of a key does not read"),
                }
            }
        };
        let both = async { tokio::join!(hearing, keys.keep_reading(policy, connects)) };
        stop.run_until_cancelled(both).await;
    }
}

impl PersonKeys for RemotePersonKeys {
    fn key(&self, person: &PersonId) -> Option<PersonKey> {
        self.memory.read().unwrap_or_else(PoisonError::into_inner).known.get(person)?.key.clone()
    }
}

#[async_trait]
impl KeyCustody for RemotePersonKeys {
    async fn ensure(&self, person: &PersonId, candidate: PersonKey) -> Result<PersonKey, KeyError> {
        let question = EnsureKeyRequest { person: person.clone(), candidate: KeyText(candidate) };
        match write(&self.client, &self.tenant, ENSURE, &question).await? {
            KeyWriteReply::Kept { key: KeyText(key) } => {
                self.with_memory(|memory| memory.learn(person.clone(), Some(key.clone())));
                Ok(key)
            }
            KeyWriteReply::Erased => {
                self.with_memory(|memory| memory.learn(person.clone(), None));
                Err(KeyError::Erased { person: person.clone() })
            }
            KeyWriteReply::Failed { reason } => Err(KeyError::Unavailable { reason }),
        }
    }
}

/// Asks for a change of a key. Asking again is safe: the first candidate stays, and what is erased is erased.
pub(crate) async fn write<Q: Serialize>(
    client: &Client,
    tenant: &TenantId,
    verb: &str,
    question: &Q,
) -> Result<KeyWriteReply, KeyError> {
    let mut attempt = 1;
    loop {
        match ask(client, &subjects::keys(tenant, verb), question, PATIENCE).await {
            Ok(written) => return Ok(written),
            Err(error) if attempt == ATTEMPTS => {
                return Err(KeyError::Unavailable { reason: error.to_string() });
            }
            Err(error) => tracing::warn!(verb, attempt, %error, "the key service gave no answer; asking again"),
        }
        tokio::time::sleep(PAUSE).await;
        attempt += 1;
    }
}

fn connects(client: &Client) -> u64 {
    client.statistics().connects.load(Ordering::Relaxed)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn person(id: &str) -> PersonId {
        id.parse().unwrap()
    }

    fn key(byte: u8) -> PersonKey {
        PersonKey([byte; 32])
    }

    fn known(memory: &Memory, id: &str) -> Option<PersonKey> {
        memory.known.get(&person(id)).and_then(|known| known.key.clone())
    }

    #[test]
    fn an_answer_that_was_on_its_way_does_not_bring_an_erased_key_back() {
        let mut memory = Memory::default();
        memory.learn(person("a"), Some(key(1)));
        memory.learn(person("a"), None);
        memory.learn(person("a"), Some(key(1)));
        assert_eq!(known(&memory, "a"), None);
        // Nor does a service that was set back to a time before it.
        memory.reading += 1;
        memory.learn(person("a"), Some(key(1)));
        memory.all_read();
        assert_eq!(known(&memory, "a"), None);
    }

    #[test]
    fn a_reading_of_all_forgets_what_is_there_no_longer_and_keeps_what_came_meanwhile() {
        let mut memory = Memory::default();
        memory.learn(person("gone"), Some(key(1)));
        memory.learn(person("stays"), Some(key(2)));
        memory.reading += 1;
        memory.learn(person("stays"), Some(key(2)));
        memory.learn(person("came"), Some(key(3)));
        memory.all_read();
        assert_eq!(
            [known(&memory, "gone"), known(&memory, "stays"), known(&memory, "came")],
            [None, Some(key(2)), Some(key(3))]
        );
    }
}
