//! Taking a lease, renewing it, giving it back.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_nats::Client;
use async_nats::connection::State;
use async_nats::jetstream::kv::{Store, UpdateErrorKind};
use async_nats::jetstream::stream::{Config, DiscardPolicy, LastRawMessageErrorKind};
use async_nats::jetstream::{self, Context};
use events::ids::{ServiceName, TenantId};

use crate::lease::holding::{Holding, Lease, SentAt};
use crate::subjects;

/// The longest wait for one answer of the bucket.
const PATIENCE: Duration = Duration::from_secs(2);

/// What a tenant's leases have in common. Every process of a deployment has to name the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeaseTerms {
    /// How long the bucket remembers a lease that is not renewed; how long a takeover takes at most. At least 200 ms.
    pub length: Duration,
    /// On how many servers of the cluster the bucket is kept.
    pub replicas: usize,
}

impl LeaseTerms {
    /// A lease of 15 seconds.
    pub fn standard(replicas: usize) -> Self {
        Self { length: Duration::from_secs(15), replicas }
    }

    /// How long a holder is certain after the last renewal that it sent: until a fifth before its end.
    pub fn certainty(&self) -> Duration {
        self.length * 4 / 5
    }

    /// How long a holder has to stop in when it is not certain any more.
    pub fn grace(&self) -> Duration {
        self.length / 5
    }

    pub(crate) fn renewal(&self) -> Duration {
        self.length / 3
    }

    /// How soon something is tried again.
    pub(crate) fn again(&self) -> Duration {
        self.length / 15
    }
}

/// Why a lease can be neither had nor looked up.
#[derive(Debug, thiserror::Error)]
pub enum LeaseError {
    /// The bucket exists with another term.
    #[error(
        "the bucket {bucket} forgets after {found:?}, not after {wanted:?}: let every service name the same term for \
         leases, or delete the bucket while no service runs"
    )]
    TermsDiffer {
        /// The bucket's name on the server.
        bucket: String,
        /// After how long the bucket forgets.
        found: Duration,
        /// The term of this process.
        wanted: Duration,
    },
    /// The bucket does not answer.
    #[error("the bucket of leases {bucket} cannot be reached: {reason}; see whether JetStream runs")]
    Unavailable {
        /// The bucket's name on the server.
        bucket: String,
        /// What the client said.
        reason: String,
    },
}

/// The leases of a tenant.
#[derive(Clone)]
pub struct Leases {
    client: Client,
    jetstream: Context,
    bucket: String,
    terms: LeaseTerms,
    /// For each lease the newest token that was seen.
    newest: Arc<Mutex<HashMap<ServiceName, u64>>>,
}

impl Leases {
    /// The leases of a tenant. Nothing is asked yet.
    pub fn new(client: Client, tenant: &TenantId, terms: LeaseTerms) -> Self {
        let mut jetstream = jetstream::new(client.clone());
        jetstream.set_timeout(PATIENCE.min(terms.length / 4));
        Self { client, jetstream, bucket: subjects::leases(tenant), terms, newest: Arc::default() }
    }

    /// How long a lease holds, and how often it is renewed.
    pub fn terms(&self) -> LeaseTerms {
        self.terms
    }

    /// Takes the lease for this holder if nobody has it. Nothing renews it yet.
    ///
    /// A bucket that is younger than a term gives none: the one before it, whatever became of it, may have given one.
    pub async fn try_take(&self, name: &ServiceName, holder: &str) -> Result<Option<Lease>, LeaseError> {
        let bucket = self.open().await?;
        if age(&bucket) < self.terms.length {
            return Ok(None);
        }
        let (holding, revision) = self.holding(name).await?;
        if let Some(holding) = holding {
            self.saw(name, holding.token);
            return Ok(None);
        }
        let token = self.next_token(name);
        let holding = Holding { holder: holder.to_owned(), token };
        let value = serde_json::to_vec(&holding).map_err(|error| self.unavailable(&error))?;
        let value = bytes::Bytes::from(value);
        let sent = SentAt::now();
        match bucket.update(name.as_str(), value.clone(), revision).await {
            Ok(revision) => {
                self.saw(name, token);
                let certainty = self.terms.certainty();
                Ok(Some(Lease::new(name.clone(), (token, value), (bucket, revision), certainty, sent)))
            }
            Err(error) if error.kind() == UpdateErrorKind::WrongLastRevision => Ok(None),
            Err(error) => Err(self.unavailable(&error)),
        }
    }

    /// Renews the lease in time for as long as that succeeds, and returns when it is lost. Dropping the future stops
    /// the renewals; the lease then ends by itself.
    pub async fn keep(&self, lease: &Lease) {
        let lost = lease.lost().clone();
        lost.run_until_cancelled(async {
            while lease.is_held() {
                let _ = tokio::time::timeout_at(lease.certain_until(), self.renew(lease)).await;
            }
        })
        .await;
        lease.lost().cancel();
        self.saw(lease.name(), lease.newest_known());
    }

    /// Waits for the time of the next renewal and tries until it succeeds or somebody else has the lease.
    async fn renew(&self, lease: &Lease) {
        let due = self.terms.certainty().saturating_sub(self.terms.renewal());
        tokio::time::sleep(lease.remaining().saturating_sub(due)).await;
        loop {
            // What is published without a connection is kept by the client and arrives when nobody counts on it.
            if self.client.connection_state() == State::Connected {
                let sent = SentAt::now();
                match lease.bucket().update(lease.name().as_str(), lease.value(), lease.revision()).await {
                    Ok(revision) => return lease.renewed(revision, sent),
                    Err(error) if error.kind() == UpdateErrorKind::WrongLastRevision => match self.find(lease).await {
                        Ok(true) => continue,
                        Ok(false) => {
                            tracing::warn!(lease = %lease.name(), "somebody else has the lease");
                            return lease.lost().cancel();
                        }
                        Err(error) => tracing::warn!(lease = %lease.name(), %error, "the lease cannot be looked up"),
                    },
                    Err(error) => tracing::warn!(lease = %lease.name(), %error, "the lease was not renewed"),
                }
            }
            tokio::time::sleep(self.terms.again()).await;
        }
    }

    /// Whether the bucket still says that this lease is held, wherever: a renewal can have arrived although its answer
    /// did not.
    async fn find(&self, lease: &Lease) -> Result<bool, LeaseError> {
        let (holding, revision) = self.holding(lease.name()).await?;
        let ours = holding.is_some_and(|holding| holding.token == lease.fence().token);
        if ours {
            lease.found_at(revision);
        }
        Ok(ours)
    }

    /// Gives the lease back, so that the next need not wait for its end. It is lost to this process in any case; when
    /// the bucket cannot be told, it ends by itself.
    pub async fn give_back(&self, lease: &Lease) {
        lease.lost().cancel();
        self.saw(lease.name(), lease.newest_known());
        let given = lease.bucket().delete_expect_revision(lease.name().as_str(), Some(lease.revision()));
        match tokio::time::timeout(self.terms.grace(), given).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::debug!(lease = %lease.name(), %error, "the lease was not given back"),
            Err(_) => tracing::debug!(lease = %lease.name(), "the lease was not given back in time"),
        }
    }

    /// Who has the lease, as the bucket's leader knows it, and at which revision; replicas may be behind.
    pub(crate) async fn holding(&self, name: &ServiceName) -> Result<(Option<Holding>, u64), LeaseError> {
        let stream = self
            .jetstream
            .get_stream_no_info(format!("KV_{}", self.bucket))
            .await
            .map_err(|error| self.unavailable(&error))?;
        let subject = format!("$KV.{}.{name}", self.bucket);
        match stream.get_last_raw_message_by_subject(&subject).await {
            // A lease that was given back leaves an empty mark.
            Ok(message) if message.payload.is_empty() => Ok((None, message.sequence)),
            Ok(message) => match serde_json::from_slice(&message.payload) {
                Ok(holding) => Ok((Some(holding), message.sequence)),
                Err(error) => Err(self.unavailable(&error)),
            },
            Err(error) if error.kind() == LastRawMessageErrorKind::NoMessageFound => Ok((None, 0)),
            Err(error) => Err(self.unavailable(&error)),
        }
    }

    async fn open(&self) -> Result<Store, LeaseError> {
        let bucket = match self.jetstream.get_key_value(&self.bucket).await {
            Ok(bucket) => bucket,
            Err(_) => self.make().await?,
        };
        let found = bucket.stream.cached_info().config.max_age;
        if found != self.terms.length {
            return Err(LeaseError::TermsDiffer { bucket: self.bucket.clone(), found, wanted: self.terms.length });
        }
        Ok(bucket)
    }

    /// Makes the bucket as the stream that it is. The client's own way asks for the account first, and what Debian's
    /// server answers to that does not read any more; nor does it leave out reads from replicas.
    async fn make(&self) -> Result<Store, LeaseError> {
        let config = Config {
            name: format!("KV_{}", self.bucket),
            description: Some("which process of a kind is at work".to_owned()),
            subjects: vec![format!("$KV.{}.>", self.bucket)],
            max_messages_per_subject: 1,
            max_age: self.terms.length,
            duplicate_window: self.terms.length,
            discard: DiscardPolicy::New,
            num_replicas: self.terms.replicas,
            allow_rollup: true,
            deny_delete: true,
            ..Config::default()
        };
        self.jetstream.create_stream(config).await.map_err(|error| self.unavailable(&error))?;
        self.jetstream.get_key_value(&self.bucket).await.map_err(|error| self.unavailable(&error))
    }

    /// Microseconds since 1970, but higher than every token that was seen: it goes on growing when the bucket was lost
    /// with all its revisions, and when a clock is behind.
    fn next_token(&self, name: &ServiceName) -> u64 {
        let now = since_1970().as_micros();
        let now = u64::try_from(now).unwrap_or(u64::MAX);
        let newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        newest.get(name).map_or(now, |newest| now.max(newest + 1))
    }

    fn saw(&self, name: &ServiceName, token: u64) {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        let known = newest.entry(name.clone()).or_default();
        *known = token.max(*known);
    }

    pub(crate) fn unavailable(&self, error: &dyn std::fmt::Display) -> LeaseError {
        LeaseError::Unavailable { bucket: self.bucket.clone(), reason: error.to_string() }
    }
}

fn age(bucket: &Store) -> Duration {
    let created = bucket.stream.cached_info().created.unix_timestamp_nanos();
    let created = Duration::from_nanos(u64::try_from(created).unwrap_or(0));
    since_1970().saturating_sub(created)
}

#[expect(clippy::disallowed_methods, reason = "a lease is held in the world's time, also when a rehearsal has another")]
fn since_1970() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
