//! Drafts in a key-value bucket on NATS, for gateways on their own: an entry for each person, with all of their drafts, so that two
//! gateways cannot keep one too many and a page asks once.
//!
//! The rights that this needs are those of a stream: to make it, to look at it, to read a message of it, and to write under its
//! subjects. Nothing listens.

use async_nats::jetstream::Context;
use async_nats::jetstream::kv::{Store, UpdateErrorKind};
use async_nats::jetstream::stream::{Config, DiscardPolicy, LastRawMessageErrorKind, Stream};
use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chrono::{DateTime, Utc};
use events::ids::{PersonId, TenantId};
use futures::TryStreamExt;
use serde::{Deserialize, Serialize};
use transport::subjects;

use crate::port::{Drafts, DraftsError, KeptDraft, Slot, has_room};

/// How often an entry is written again because another gateway wrote it first.
const ATTEMPTS: usize = 8;

/// Drafts in a bucket.
pub struct JetStreamDrafts {
    jetstream: Context,
    bucket: String,
    replicas: usize,
}

/// A draft as it stands in its person's entry.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    slot: String,
    kept_at: i64,
    sealed: String,
}

impl Line {
    fn of(draft: &KeptDraft) -> Self {
        Self {
            slot: draft.slot.as_str().to_owned(),
            kept_at: draft.kept_at.timestamp(),
            sealed: STANDARD_NO_PAD.encode(&draft.sealed),
        }
    }

    fn read(self) -> Result<KeptDraft, DraftsError> {
        let sealed = STANDARD_NO_PAD.decode(self.sealed).map_err(|error| DraftsError::unavailable(&error))?;
        let kept_at = DateTime::from_timestamp(self.kept_at, 0).unwrap_or_default();
        Ok(KeptDraft { slot: Slot::of_text(self.slot), kept_at, sealed })
    }
}

impl JetStreamDrafts {
    /// The drafts of a tenant, each entry on so many servers. The bucket is made when it is first needed.
    pub fn new(jetstream: Context, tenant: &TenantId, replicas: usize) -> Self {
        Self { jetstream, bucket: subjects::drafts(tenant), replicas }
    }

    async fn bucket(&self) -> Result<Store, DraftsError> {
        if let Ok(bucket) = self.jetstream.get_key_value(&self.bucket).await {
            return Ok(bucket);
        }
        // As the stream that it is: the client's own way asks for the account first, which a gateway may not.
        let config = Config {
            name: format!("KV_{}", self.bucket),
            description: Some("forms that were not sent yet, sealed".to_owned()),
            subjects: vec![format!("$KV.{}.>", self.bucket)],
            max_messages_per_subject: 1,
            discard: DiscardPolicy::New,
            num_replicas: self.replicas,
            allow_rollup: true,
            deny_delete: true,
            ..Config::default()
        };
        self.jetstream.create_stream(config).await.map_err(|error| DraftsError::unavailable(&error))?;
        self.jetstream.get_key_value(&self.bucket).await.map_err(|error| DraftsError::unavailable(&error))
    }

    async fn stream(&self) -> Result<Stream<()>, DraftsError> {
        let stream = self.jetstream.get_stream_no_info(format!("KV_{}", self.bucket)).await;
        stream.map_err(|error| DraftsError::unavailable(&error))
    }

    /// A person's drafts as the bucket's leader knows them, and at which revision of the entry.
    async fn entry(&self, person: &PersonId) -> Result<(Vec<KeptDraft>, u64), DraftsError> {
        let subject = format!("$KV.{}.{}", self.bucket, key(person));
        match self.stream().await?.get_last_raw_message_by_subject(&subject).await {
            Ok(message) if message.payload.is_empty() => Ok((vec![], message.sequence)),
            Ok(message) => {
                let lines: Vec<Line> =
                    serde_json::from_slice(&message.payload).map_err(|error| DraftsError::unavailable(&error))?;
                Ok((lines.into_iter().map(Line::read).collect::<Result<_, _>>()?, message.sequence))
            }
            Err(error) if error.kind() == LastRawMessageErrorKind::NoMessageFound => Ok((vec![], 0)),
            Err(error) => Err(DraftsError::unavailable(&error)),
        }
    }

    /// Changes a person's entry, again when another gateway was first.
    async fn change(
        &self,
        person: &PersonId,
        change: impl Fn(&mut Vec<KeptDraft>) -> Result<(), DraftsError> + Send + Sync,
    ) -> Result<(), DraftsError> {
        let bucket = self.bucket().await?;
        for _ in 0..ATTEMPTS {
            let (before, revision) = self.entry(person).await?;
            let mut drafts = before.clone();
            change(&mut drafts)?;
            if drafts == before {
                return Ok(());
            }
            drafts.sort_by(|one, other| one.slot.cmp(&other.slot));
            // Whoever has none leaves an empty entry, in which nothing of them stands.
            let lines: Vec<Line> = drafts.iter().map(Line::of).collect();
            let written = match lines.as_slice() {
                [] => vec![],
                lines => serde_json::to_vec(lines).map_err(|error| DraftsError::unavailable(&error))?,
            };
            match bucket.update(key(person), written.into(), revision).await {
                Ok(_) => return Ok(()),
                Err(error) if error.kind() == UpdateErrorKind::WrongLastRevision => {}
                Err(error) => return Err(DraftsError::unavailable(&error)),
            }
        }
        Err(DraftsError::Unavailable { reason: "other gateways kept writing".to_owned() })
    }
}

/// A person's entry. Ids have dots, which would make it several tokens.
fn key(person: &PersonId) -> String {
    hex::encode(person.as_str())
}

fn person(key: &str) -> Option<PersonId> {
    String::from_utf8(hex::decode(key).ok()?).ok()?.parse().ok()
}

#[async_trait]
impl Drafts for JetStreamDrafts {
    async fn of(&self, person: &PersonId) -> Result<Vec<KeptDraft>, DraftsError> {
        match self.entry(person).await {
            Ok((drafts, _)) => Ok(drafts),
            // Before the first draft there is no bucket.
            Err(error) => match self.bucket().await {
                Ok(_) => Ok(self.entry(person).await?.0),
                Err(_) => Err(error),
            },
        }
    }

    async fn keep(&self, person: &PersonId, draft: KeptDraft) -> Result<(), DraftsError> {
        self.change(person, |drafts| {
            let slots: Vec<Slot> = drafts.iter().map(|kept| kept.slot.clone()).collect();
            has_room(&slots, &draft)?;
            drafts.retain(|kept| kept.slot != draft.slot);
            drafts.push(draft.clone());
            Ok(())
        })
        .await
    }

    async fn discard(&self, person: &PersonId, slot: &Slot) -> Result<(), DraftsError> {
        self.change(person, |drafts| {
            drafts.retain(|kept| kept.slot != *slot);
            Ok(())
        })
        .await
    }

    async fn discard_before(&self, person: &PersonId, instant: DateTime<Utc>) -> Result<(), DraftsError> {
        self.change(person, |drafts| {
            drafts.retain(|kept| kept.kept_at >= instant);
            Ok(())
        })
        .await
    }

    async fn persons(&self) -> Result<Vec<PersonId>, DraftsError> {
        self.bucket().await?;
        let prefix = format!("$KV.{}.", self.bucket);
        let subjects = self.stream().await?.info_with_subjects(format!("{prefix}>")).await;
        let subjects = subjects.map_err(|error| DraftsError::unavailable(&error))?;
        let subjects: Vec<(String, usize)> =
            subjects.try_collect().await.map_err(|error| DraftsError::unavailable(&error))?;
        let mut persons: Vec<PersonId> =
            subjects.iter().filter_map(|(subject, _)| person(subject.strip_prefix(&prefix)?)).collect();
        persons.sort();
        let mut having = vec![];
        for person in persons {
            if !self.entry(&person).await?.0.is_empty() {
                having.push(person);
            }
        }
        Ok(having)
    }
}
