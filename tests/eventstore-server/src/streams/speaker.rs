//! What a reading or a subscription says to whoever asked, until nobody listens any more.

use std::collections::HashMap;

use tokio::sync::mpsc;
use tonic::Status;

use super::{identifier, structured};
use crate::log::{LogPosition, Recorded};
use crate::protocol::shared::{self, Empty};
use crate::protocol::streams::ReadResp;
use crate::protocol::streams::read_resp::read_event::{Position, RecordedEvent};
use crate::protocol::streams::read_resp::{Content, ReadEvent};

/// How many events are looked at at once, and how many answers wait for a slow reader.
pub(super) const PAGE: usize = 32;

/// Where a reading says what it found; it ends when nobody listens any more.
#[derive(Clone)]
pub(super) struct Speaker {
    pub(super) say: mpsc::Sender<Result<ReadResp, Status>>,
    pub(super) string_ids: bool,
}

/// Nobody listens any more.
pub(super) struct NobodyListens;

/// Why a reading ended before it was done.
pub(super) enum Ended {
    /// The reader went away.
    Unheard,
    /// With an error.
    Failed(Status),
}

impl From<NobodyListens> for Ended {
    fn from(_: NobodyListens) -> Self {
        Self::Unheard
    }
}

impl Speaker {
    pub(super) async fn say(&self, content: Content) -> Result<(), NobodyListens> {
        self.say.send(Ok(ReadResp { content: Some(content) })).await.map_err(|_| NobodyListens)
    }

    pub(super) async fn event(&self, recorded: &Recorded, with_position: bool) -> Result<(), NobodyListens> {
        self.say(Content::Event(read_event(recorded, self.string_ids, with_position))).await
    }

    pub(super) async fn unheard(&self) {
        self.say.closed().await;
    }

    pub(super) async fn fail(&self, status: Status) {
        // Whoever went away need not hear it.
        let _ = self.say.send(Err(status)).await;
    }
}

fn read_event(recorded: &Recorded, string_ids: bool, with_position: bool) -> ReadEvent {
    let content_type = if recorded.event.json { "application/json" } else { "application/octet-stream" };
    // Ticks of a hundred nanoseconds.
    let created = recorded.created.timestamp_micros() * 10;
    let place = if with_position { recorded.place } else { LogPosition { commit: u64::MAX, prepare: u64::MAX } };
    let id = if string_ids {
        shared::Uuid { value: Some(shared::uuid::Value::String(recorded.event.id.to_string())) }
    } else {
        structured(recorded.event.id)
    };
    ReadEvent {
        event: Some(RecordedEvent {
            id: Some(id),
            stream_identifier: Some(identifier(&recorded.stream)),
            stream_revision: recorded.revision,
            prepare_position: place.prepare,
            commit_position: place.commit,
            metadata: HashMap::from([
                ("type".to_owned(), recorded.event.event_type.clone()),
                ("created".to_owned(), created.to_string()),
                ("content-type".to_owned(), content_type.to_owned()),
            ]),
            custom_metadata: recorded.event.metadata.clone(),
            data: recorded.event.data.clone(),
        }),
        link: None,
        position: Some(if with_position {
            Position::CommitPosition(place.commit)
        } else {
            Position::NoPosition(Empty {})
        }),
    }
}
