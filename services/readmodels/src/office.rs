//! Offices that somebody takes over from somebody else.

use chrono::{DateTime, Utc};
use events::RecordedEvent;
use events::ids::{InstitutionId, PersonId, Position, SubgroupId};
use serde::{Deserialize, Serialize};

/// An office that somebody takes over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Office {
    /// Focal point of an institution.
    FocalPoint(InstitutionId),
    /// Chair of a subgroup.
    Chair(SubgroupId),
    /// Coordinator of cases.
    CaseCoordinator(PersonId),
}

/// That an office was taken over from somebody else. Whoever is the first to hold one takes nothing over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Succession {
    /// When the post was handed over, UTC.
    pub at: DateTime<Utc>,
    /// Where it stands in the log.
    pub position: Position,
}

impl Succession {
    pub(crate) fn by(event: &RecordedEvent) -> Self {
        Self { at: event.metadata.occurred_at, position: event.position }
    }
}
