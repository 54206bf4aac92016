//! The port: what can be asked of the read models, wherever they are.
//!
//! In one process [`ReadModels`] answers from its own file. Spread over several instances, `RemoteReadModels` asks the
//! right one, or all and merges. Whoever asks cannot tell, except that an answer may take longer or fail to come.

use std::time::Duration;

use async_trait::async_trait;
use chrono::NaiveDate;
use events::event::DecodeError;
use events::ids::{ActionItemId, ChatId, InstitutionId, PersonId, Position, SubgroupId};
use events::institution::InvitationHash;
use events::sealed::PersonKeys;
use events::{RecordedEvent, StoredEvent};
use tokio::sync::watch;

use crate::dossiers::DossierKind;
use crate::freshness::Freshness;
use crate::read_models::{ReadModelError, ReadModels};
use crate::views::{
    InstitutionView, InvitationView, PersonView, SubgroupView, TaskView, TimelineEntry, TimelineFilter,
};

/// Why the read models gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// Their tables cannot be read.
    #[error("the read models cannot be read: {reason}")]
    Unreadable {
        /// What failed.
        reason: String,
    },
    /// A part of them does not answer. Asking again may help.
    #[error("{part} does not answer: {reason}; ask again in a moment")]
    Away {
        /// Which part.
        part: String,
        /// How that showed.
        reason: String,
    },
    /// They have not taken in enough yet. Asking again may help.
    #[error("the read models are at position {reached} and have not come to {wanted}; ask again in a moment")]
    Behind {
        /// How far they are.
        reached: Position,
        /// How far they were to be.
        wanted: Position,
    },
}

impl From<ReadModelError> for AskError {
    fn from(error: ReadModelError) -> Self {
        Self::Unreadable { reason: error.to_string() }
    }
}

/// Answers questions.
#[async_trait]
pub trait ReadPort: Send + Sync {
    /// An institution's tasks in the order of their numbers; those called off are left out.
    async fn task_list(&self, institution: &InstitutionId) -> Result<Vec<TaskView>, AskError>;

    /// Every institution's tasks, by institution and number; those called off are left out.
    async fn all_tasks(&self) -> Result<Vec<TaskView>, AskError>;

    /// An action item.
    async fn task(&self, id: &ActionItemId) -> Result<Option<TaskView>, AskError>;

    /// Every item whose owner still has something to do, by id.
    async fn open_tasks(&self) -> Result<Vec<TaskView>, AskError>;

    /// A subgroup's items, the earliest due first; those called off are left out.
    async fn board(&self, subgroup: &SubgroupId) -> Result<Vec<TaskView>, AskError>;

    /// The timeline's entries that fit a filter, in the order of their days; of too many, the latest.
    async fn timeline(&self, filter: &TimelineFilter) -> Result<Vec<TimelineEntry>, AskError>;

    /// The first and the last day of the entries that fit a filter, whatever its limit; `None`: there is none.
    async fn timeline_span(&self, filter: &TimelineFilter) -> Result<Option<(NaiveDate, NaiveDate)>, AskError>;

    /// How many reminders could not be delivered and have not been since.
    async fn undelivered(&self) -> Result<usize, AskError>;

    /// Every institution with its people, by id.
    async fn institutions(&self) -> Result<Vec<InstitutionView>, AskError>;

    /// One institution with its people.
    async fn institution(&self, id: &InstitutionId) -> Result<Option<InstitutionView>, AskError>;

    /// Every subgroup, dissolved ones included, by id.
    async fn subgroups(&self) -> Result<Vec<SubgroupView>, AskError>;

    /// One subgroup.
    async fn subgroup(&self, id: &SubgroupId) -> Result<Option<SubgroupView>, AskError>;

    /// Who holds a post and has linked this chat.
    async fn person_by_chat(&self, chat: ChatId) -> Result<Option<PersonView>, AskError>;

    /// A person in post.
    async fn person(&self, person: &PersonId) -> Result<Option<PersonView>, AskError>;

    /// Whose invitation this is, also when it was used, replaced or has expired: the domain says which.
    async fn invitation(&self, hash: &InvitationHash) -> Result<Option<InvitationView>, AskError>;

    /// The events of a kind of dossiers after a position, in the order of the log. A [`Book`](crate::book::Book) asks this.
    async fn dossiers(&self, kind: DossierKind, after: Position) -> Result<Vec<RecordedEvent>, AskError>;

    /// The keys that open personal fields in dossiers, for showing them.
    fn person_keys(&self) -> &dyn PersonKeys;

    /// How far all of them are: changes whenever the slowest moves on.
    fn progress(&self) -> watch::Receiver<Position>;

    /// How old what they say is, part by part.
    fn freshness(&self) -> Vec<Freshness>;

    /// Waits until all have taken in the event at this position, at most so long.
    async fn reached(&self, position: Position, within: Duration) -> Result<(), AskError> {
        let mut progress = self.progress();
        let shown = tokio::time::timeout(within, progress.wait_for(|reached| *reached >= position)).await;
        match shown {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(AskError::Behind { reached: *self.progress().borrow(), wanted: position }),
        }
    }
}

/// Stored events as events of today.
pub(crate) fn decoded(events: Vec<StoredEvent>) -> Result<Vec<RecordedEvent>, AskError> {
    let unreadable = |error: DecodeError| AskError::Unreadable { reason: error.to_string() };
    events.into_iter().map(|event| event.decode().map_err(unreadable)).collect()
}

#[async_trait]
impl ReadPort for ReadModels {
    async fn task_list(&self, institution: &InstitutionId) -> Result<Vec<TaskView>, AskError> {
        Ok(Self::task_list(self, institution).await?)
    }

    async fn all_tasks(&self) -> Result<Vec<TaskView>, AskError> {
        Ok(Self::all_tasks(self).await?)
    }

    async fn task(&self, id: &ActionItemId) -> Result<Option<TaskView>, AskError> {
        Ok(Self::task(self, id).await?)
    }

    async fn open_tasks(&self) -> Result<Vec<TaskView>, AskError> {
        Ok(Self::open_tasks(self).await?)
    }

    async fn board(&self, subgroup: &SubgroupId) -> Result<Vec<TaskView>, AskError> {
        Ok(Self::board(self, subgroup).await?)
    }

    async fn timeline(&self, filter: &TimelineFilter) -> Result<Vec<TimelineEntry>, AskError> {
        Ok(Self::timeline(self, filter).await?)
    }

    async fn timeline_span(&self, filter: &TimelineFilter) -> Result<Option<(NaiveDate, NaiveDate)>, AskError> {
        Ok(Self::timeline_span(self, filter).await?)
    }

    async fn undelivered(&self) -> Result<usize, AskError> {
        Ok(Self::undelivered(self).await?)
    }

    async fn institutions(&self) -> Result<Vec<InstitutionView>, AskError> {
        Ok(Self::institutions(self).await?)
    }

    async fn institution(&self, id: &InstitutionId) -> Result<Option<InstitutionView>, AskError> {
        Ok(Self::institution(self, id).await?)
    }

    async fn subgroups(&self) -> Result<Vec<SubgroupView>, AskError> {
        Ok(Self::subgroups(self).await?)
    }

    async fn subgroup(&self, id: &SubgroupId) -> Result<Option<SubgroupView>, AskError> {
        Ok(Self::subgroup(self, id).await?)
    }

    async fn person_by_chat(&self, chat: ChatId) -> Result<Option<PersonView>, AskError> {
        Ok(Self::person_by_chat(self, chat).await?)
    }

    async fn person(&self, person: &PersonId) -> Result<Option<PersonView>, AskError> {
        Ok(Self::person(self, person).await?)
    }

    async fn invitation(&self, hash: &InvitationHash) -> Result<Option<InvitationView>, AskError> {
        Ok(Self::invitation(self, hash).await?)
    }

    async fn dossiers(&self, kind: DossierKind, after: Position) -> Result<Vec<RecordedEvent>, AskError> {
        decoded(Self::dossiers(self, kind, after).await?)
    }

    fn person_keys(&self) -> &dyn PersonKeys {
        self.keys().as_ref()
    }

    fn progress(&self) -> watch::Receiver<Position> {
        Self::progress(self)
    }

    fn freshness(&self) -> Vec<Freshness> {
        vec![Self::freshness(self)]
    }
}
