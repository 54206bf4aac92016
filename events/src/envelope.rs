//! What surrounds every event: who, when, why, and where in the log.
//!
//! An event travels in three shapes. [`NewEvent`] is what a decision hands to the store; [`StoredEvent`] is what the
//! store gives back, its body still the JSON that was written (any version of it);
//! [`RecordedEvent`](crate::event::RecordedEvent) is the same with the body read into an event of today. The store knows
//! only the two that are here, so it never needs the domain.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::account::Network;
use crate::actor::Actor;
use crate::door::Door;
use crate::ids::{CommandId, CorrelationId, EventId, Position, Revision, StreamId, TenantId};

/// Who caused an event, when, and as a consequence of what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Metadata {
    /// Whose coordination this belongs to.
    pub tenant: TenantId,
    /// The official, the secretariat or the service that acted.
    pub actor: Actor,
    /// Shared by everything that followed from one cause outside.
    pub correlation_id: CorrelationId,
    /// The command that led to the event.
    pub causation_id: CommandId,
    /// When it happened in the world, UTC. For imported history, long before it was recorded.
    pub occurred_at: DateTime<Utc>,
    /// When focalpoint recorded it, UTC.
    pub recorded_at: DateTime<Utc>,
    /// Through what whoever acted came; none: nobody came, or it was recorded before that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub door: Option<Door>,
    /// From which part of the network they came; kept of what is done to accounts, webhooks and erasures only, since the log is kept for
    /// ever. None: it is not known, or was not kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<Network>,
}

/// An event's type, schema version and content as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventBody {
    /// `<aggregate>.<event>` in kebab case: `action-item.assigned`.
    pub event_type: String,
    /// The version of the content's shape, from 1.
    pub schema_version: u16,
    /// The content as JSON text. Kept as text so that the hash chain covers the very bytes.
    pub data: String,
}

/// An event on its way into the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// The event's id.
    pub id: EventId,
    /// Who, when, why.
    pub metadata: Metadata,
    /// Its type, schema version and content.
    pub body: EventBody,
}

/// An event as the store holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredEvent {
    /// The event's place in the whole log.
    pub position: Position,
    /// The stream it belongs to.
    pub stream: StreamId,
    /// The event's place in its stream.
    pub revision: Revision,
    /// The event's id.
    pub id: EventId,
    /// Who, when, why.
    pub metadata: Metadata,
    /// What, as stored.
    pub body: EventBody,
}
