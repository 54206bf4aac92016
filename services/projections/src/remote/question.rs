//! Questions and answers as they travel.
//!
//! Answers that may be long are asked for page by page: each page begins after the last one's end, so that any instance
//! of a partition can answer it.

use std::time::Duration;

use chrono::NaiveDate;
use events::ids::{ActionItemId, InstitutionId, PersonId, Position, SubgroupId};
use events::institution::InvitationHash;
use events::subgroup::Chair;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::directory::SealedPerson;
use crate::dossiers::DossierKind;
use crate::task_lists::Which;
use crate::views::TimelineFilter;

/// What is asked of one partition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Question {
    /// Answered with tasks by id.
    Tasks { which: Which, after: Option<ActionItemId>, limit: usize },
    /// Answered with a task, if it is there.
    Task(ActionItemId),
    /// Answered with entries, the latest first.
    Timeline { filter: TimelineFilter, before: Option<(NaiveDate, Position)>, limit: usize },
    /// Answered with two days, if there is an entry.
    TimelineSpan(TimelineFilter),
    /// Answered with a number.
    Undelivered,
    /// Answered with [`ListedInstitution`](crate::directory::ListedInstitution)s by id.
    Institutions { after: Option<InstitutionId>, limit: usize },
    /// Answered with the institution, its people and every chair, if it is there.
    Institution(InstitutionId),
    /// Answered with [`People`].
    People { unless: Option<Position>, after: Option<(InstitutionId, PersonId)>, limit: usize },
    /// Answered with subgroups by id.
    Subgroups { after: Option<SubgroupId>, limit: usize },
    /// Answered with a subgroup, if it is there.
    Subgroup(SubgroupId),
    /// Answered with whose invitation it is, if it is known.
    Invitation(InvitationHash),
    /// Answered with stored events in the order of the log.
    Dossiers { kind: DossierKind, after: Position, limit: usize },
}

/// People in post, for whoever keeps a copy of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum People {
    /// The copy of that position still holds.
    Unchanged,
    /// So many, by institution and person.
    Page {
        /// The last change to the directory.
        changed: Position,
        people: Vec<SealedPerson>,
        chairs: Vec<(SubgroupId, Chair)>,
    },
}

/// An answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Answer {
    /// Which partition answers, of how many: they must be of one mind with whoever asks.
    pub(crate) partition: u16,
    pub(crate) count: u16,
    /// The last event that the answer takes account of.
    pub(crate) as_of: Position,
    /// How long ago that is known to have been everything.
    pub(crate) age: Option<Duration>,
    pub(crate) body: Value,
}
