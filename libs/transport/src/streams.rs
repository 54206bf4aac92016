//! JetStream streams: how they are set up, and one that exists already looked at before it is used.

use std::time::Duration;

use async_nats::Client;
use async_nats::jetstream::context::{ContextBuilder, CreateStreamErrorKind, GetStreamErrorKind};
use async_nats::jetstream::stream::{Config, DiscardPolicy, RetentionPolicy, StorageType, Stream};
use async_nats::jetstream::{Context, ErrorCode};
use serde::Deserialize;

/// How long JetStream may take to answer before it counts as away.
const ANSWER: Duration = Duration::from_secs(5);

/// JetStream over a connection, with a bounded wait for each answer.
pub fn jetstream(client: Client) -> Context {
    ContextBuilder::new().timeout(ANSWER).build(client)
}

/// How streams are kept. Always in files, never limited by age: a stream that empties by itself could not be told from
/// one that was lost.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StreamSettings {
    /// On how many servers each message is kept: 1, or 3 in a cluster.
    pub replicas: usize,
    /// How large a stream may become before its oldest messages go, in bytes. None: as large as the disk.
    pub max_bytes: Option<u64>,
    /// For how long the server recognises a message that is published twice, in seconds. Nothing depends on it.
    pub duplicate_window_seconds: u64,
}

impl Default for StreamSettings {
    fn default() -> Self {
        Self { replicas: 1, max_bytes: None, duplicate_window_seconds: 120 }
    }
}

impl StreamSettings {
    /// The configuration of the stream of this name and these subjects.
    pub fn stream(&self, name: String, subjects: String) -> Config {
        Config {
            name,
            subjects: vec![subjects],
            storage: StorageType::File,
            retention: RetentionPolicy::Limits,
            discard: DiscardPolicy::Old,
            num_replicas: self.replicas,
            max_bytes: self.max_bytes.and_then(|bytes| i64::try_from(bytes).ok()).unwrap_or(-1),
            duplicate_window: Duration::from_secs(self.duplicate_window_seconds),
            ..Config::default()
        }
    }
}

/// Why there is no such stream to use.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// It exists, set up otherwise. It is not changed behind anybody's back.
    #[error(
        "the NATS stream {stream} has {setting} {found} where {wanted} is wanted: change road.{setting}, or the \
         stream itself with `nats stream edit {stream}`"
    )]
    SetUpOtherwise {
        /// The stream's name on the server.
        stream: String,
        /// The setting in which it differs.
        setting: &'static str,
        /// What we want.
        wanted: String,
        /// What it has.
        found: String,
    },
    /// The server never will have it so.
    #[error("NATS refuses the stream {stream}: {reason}; check road.{setting}")]
    Refused {
        /// The stream's name on the server.
        stream: String,
        /// The setting to look at.
        setting: &'static str,
        /// What the server said.
        reason: String,
    },
    /// JetStream does not answer, or cannot now. It may later.
    #[error("the NATS stream {stream} cannot be reached: {reason}")]
    Unavailable {
        /// The stream's name on the server.
        stream: String,
        /// What was said.
        reason: String,
    },
}

/// The stream of this configuration: the one that exists, if it is set up so, or a new one.
pub async fn ensure(jetstream: &Context, wanted: Config) -> Result<Stream, StreamError> {
    let unavailable = |reason: String| StreamError::Unavailable { stream: wanted.name.clone(), reason };
    let found = match jetstream.get_stream(&wanted.name).await {
        Ok(found) => Some(found),
        Err(error) => match error.kind() {
            GetStreamErrorKind::JetStream(said) if said.error_code() == ErrorCode::STREAM_NOT_FOUND => None,
            GetStreamErrorKind::JetStream(_)
            | GetStreamErrorKind::EmptyName
            | GetStreamErrorKind::Request
            | GetStreamErrorKind::InvalidStreamName => return Err(unavailable(error.to_string())),
        },
    };
    if let Some(found) = found {
        return same(&wanted, &found.cached_info().config).map(|()| found);
    }
    match jetstream.create_stream(wanted.clone()).await {
        Ok(created) => Ok(created),
        Err(error) => Err(match setting_refused(&error.kind()) {
            Some(setting) => StreamError::Refused { stream: wanted.name.clone(), setting, reason: error.to_string() },
            None => unavailable(error.to_string()),
        }),
    }
}

/// The setting that makes the server refuse a stream for good.
fn setting_refused(kind: &CreateStreamErrorKind) -> Option<&'static str> {
    match kind {
        CreateStreamErrorKind::JetStream(said) => match said.error_code() {
            ErrorCode::STREAM_REPLICAS_NOT_SUPPORTED => Some("replicas"),
            ErrorCode::STREAM_SUBJECT_OVERLAP => Some("subjects"),
            ErrorCode::STREAM_INVALID_CONFIG => Some("duplicate_window_seconds"),
            _ => None,
        },
        CreateStreamErrorKind::EmptyStreamName
        | CreateStreamErrorKind::InvalidStreamName
        | CreateStreamErrorKind::DomainAndExternalSet
        | CreateStreamErrorKind::JetStreamUnavailable
        | CreateStreamErrorKind::TimedOut
        | CreateStreamErrorKind::Response
        | CreateStreamErrorKind::NotFound
        | CreateStreamErrorKind::ResponseParse => None,
    }
}

fn same(wanted: &Config, found: &Config) -> Result<(), StreamError> {
    let settings = [
        ("subjects", wanted.subjects.join(","), found.subjects.join(",")),
        ("storage", format!("{:?}", wanted.storage), format!("{:?}", found.storage)),
        ("retention", format!("{:?}", wanted.retention), format!("{:?}", found.retention)),
        ("discard", format!("{:?}", wanted.discard), format!("{:?}", found.discard)),
        ("replicas", wanted.num_replicas.to_string(), found.num_replicas.to_string()),
        ("max_bytes", limit(wanted.max_bytes), limit(found.max_bytes)),
        ("max_messages", limit(wanted.max_messages), limit(found.max_messages)),
        ("max_age", wanted.max_age.as_secs().to_string(), found.max_age.as_secs().to_string()),
        (
            "duplicate_window_seconds",
            wanted.duplicate_window.as_secs().to_string(),
            found.duplicate_window.as_secs().to_string(),
        ),
    ];
    match settings.into_iter().find(|(_, wanted, found)| wanted != found) {
        None => Ok(()),
        Some((setting, wanted_value, found_value)) => Err(StreamError::SetUpOtherwise {
            stream: wanted.name.clone(),
            setting,
            wanted: wanted_value,
            found: found_value,
        }),
    }
}

/// A limit as the server says it: none is sometimes 0 and sometimes -1.
fn limit(value: i64) -> String {
    if value > 0 { value.to_string() } else { "none".to_owned() }
}
