//! The port: what can be asked of the read models, wherever they are.
//!
//! In one process [`ReadModels`] answers from its own file. Spread over several instances, [`RemoteReadModels`] asks the
//! right one, or all and merges. Whoever asks cannot tell, except that an answer may take longer or fail to come.
//!
//! Any [`Query`] can be asked ([`Ask::ask`]). What is asked often has a method of its own besides; those about people also
//! open their personal fields.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::NaiveDate;
use events::RecordedEvent;
use events::ids::{ActionItemId, ChatId, InstitutionId, PersonId, Position, SubgroupId};
use events::institution::InvitationHash;
use events::sealed::PersonKeys;
use rusqlite::Connection;
use tokio::sync::watch;
use tracing::Instrument;

use crate::engine::freshness::Freshness;
use crate::engine::read_models::ReadModels;
use crate::projections::dossiers::DossierKind;
use crate::queries::ask_error::wait_until_reached;
use crate::queries::{
    AsOf, AskError, DossierEvents, Institution, Institutions, Invitation, People, Query, Staff, Subgroup, Subgroups,
    Task, TaskSelection, Tasks, Timeline, TimelineSpan, Undelivered,
};
use crate::remote::RemoteReadModels;
use crate::views::{
    InstitutionView, InvitationView, PersonView, SubgroupView, TaskView, TimelineEntry, TimelineFilter,
};

/// An output whose type only whoever asked knows.
pub type AnyOutput = Box<dyn Any + Send>;

/// Any [`Query`], its type forgotten, so that a port can be a trait object.
#[async_trait]
pub trait AnyQuery: Send + Sync {
    /// Its output from the tables of one instance that has everything.
    fn answer_alone(&self, connection: &Connection) -> rusqlite::Result<Result<AnyOutput, AskError>>;

    /// Its output from several instances.
    async fn answer_remotely(&self, read_models: &RemoteReadModels) -> Result<AnyOutput, AskError>;
}

#[async_trait]
impl<Q: Query> AnyQuery for Q {
    fn answer_alone(&self, connection: &Connection) -> rusqlite::Result<Result<AnyOutput, AskError>> {
        // There is one part, so it does not matter what it is as of.
        let part = AsOf { position: Position::START, value: self.run(connection)? };
        Ok(self.merge(vec![part]).map(|output| Box::new(output) as AnyOutput))
    }

    async fn answer_remotely(&self, read_models: &RemoteReadModels) -> Result<AnyOutput, AskError> {
        Ok(Box::new(read_models.ask(self).await?))
    }
}

/// Asks any query of any port.
pub trait Ask: ReadPort {
    /// The query's output.
    fn ask<Q: Query>(&self, query: Q) -> impl Future<Output = Result<Q::Output, AskError>> + Send {
        let span = telemetry::work_span!("query", query = Q::NAME);
        let answer = self.answer(Arc::new(query)).instrument(span);
        async move {
            let output = answer.await?.downcast::<Q::Output>();
            output.map(|output| *output).map_err(|_| AskError::unreadable("the answer is one to another question"))
        }
    }
}

impl<P: ReadPort + ?Sized> Ask for P {}

/// Answers queries, in this process or over NATS.
#[async_trait]
pub trait ReadPort: Send + Sync {
    /// The output of a query. Whoever has a query asks by [`Ask::ask`], which knows the output's type.
    async fn answer(&self, query: Arc<dyn AnyQuery>) -> Result<AnyOutput, AskError>;

    /// The keys that open personal fields in dossiers, for showing them.
    fn person_keys(&self) -> &dyn PersonKeys;

    /// How far all of them are: changes whenever the slowest moves on.
    fn progress(&self) -> watch::Receiver<Position>;

    /// How old what they say is, part by part.
    fn freshness(&self) -> Vec<Freshness>;

    /// Waits until all have taken in the event at this position, at most so long.
    async fn reached(&self, position: Position, within: Duration) -> Result<(), AskError> {
        wait_until_reached(self.progress(), position, within).await
    }

    /// An institution's tasks in the order of their numbers; those called off are left out.
    async fn task_list(&self, institution: &InstitutionId) -> Result<Vec<TaskView>, AskError> {
        self.ask(Tasks::of(TaskSelection::OfInstitution(institution.clone()))).await
    }

    /// Every institution's tasks, by institution and number; those called off are left out.
    async fn all_tasks(&self) -> Result<Vec<TaskView>, AskError> {
        self.ask(Tasks::of(TaskSelection::All)).await
    }

    /// An action item.
    async fn task(&self, id: &ActionItemId) -> Result<Option<TaskView>, AskError> {
        self.ask(Task(id.clone())).await
    }

    /// Every item whose owner still has something to do, by id.
    async fn open_tasks(&self) -> Result<Vec<TaskView>, AskError> {
        self.ask(Tasks::of(TaskSelection::Open)).await
    }

    /// A subgroup's items, the earliest due first; those called off are left out.
    async fn board(&self, subgroup: &SubgroupId) -> Result<Vec<TaskView>, AskError> {
        self.ask(Tasks::of(TaskSelection::OnBoard(subgroup.clone()))).await
    }

    /// The timeline's entries that fit a filter, in the order of their days; of too many, the latest.
    async fn timeline(&self, filter: &TimelineFilter) -> Result<Vec<TimelineEntry>, AskError> {
        self.ask(Timeline::of(filter.clone())).await
    }

    /// The first and the last day of the entries that fit a filter, whatever its limit; `None`: there is none.
    async fn timeline_span(&self, filter: &TimelineFilter) -> Result<Option<(NaiveDate, NaiveDate)>, AskError> {
        self.ask(TimelineSpan(filter.clone())).await
    }

    /// How many reminders could not be delivered and have not been since.
    async fn undelivered(&self) -> Result<usize, AskError> {
        self.ask(Undelivered).await
    }

    /// Every institution with its people, by id.
    async fn institutions(&self) -> Result<Vec<InstitutionView>, AskError> {
        let institutions = self.ask(Institutions::default()).await?;
        let people = staff(self).await?.open(self.person_keys());
        Ok(institutions.into_iter().map(|institution| institution.with_staff(&people)).collect())
    }

    /// One institution with its people.
    async fn institution(&self, id: &InstitutionId) -> Result<Option<InstitutionView>, AskError> {
        let found = self.ask(Institution(id.clone())).await?;
        Ok(found.map(|(institution, staff)| institution.with_staff(&staff.open(self.person_keys()))))
    }

    /// Every subgroup, dissolved ones included, by id.
    async fn subgroups(&self) -> Result<Vec<SubgroupView>, AskError> {
        self.ask(Subgroups::default()).await
    }

    /// The subgroup of this id, if there is one.
    async fn subgroup(&self, id: &SubgroupId) -> Result<Option<SubgroupView>, AskError> {
        self.ask(Subgroup(id.clone())).await
    }

    /// Who holds a post and has linked this chat.
    async fn person_by_chat(&self, chat: ChatId) -> Result<Option<PersonView>, AskError> {
        Ok(staff(self).await?.by_chat(chat, self.person_keys()))
    }

    /// Everybody who holds a post and has linked this chat, by institution: whoever holds two has two.
    async fn people_by_chat(&self, chat: ChatId) -> Result<Vec<PersonView>, AskError> {
        Ok(staff(self).await?.all_by_chat(chat, self.person_keys()))
    }

    /// A person in post.
    async fn person(&self, person: &PersonId) -> Result<Option<PersonView>, AskError> {
        Ok(staff(self).await?.person(person, self.person_keys()))
    }

    /// Whose invitation this is, also when it was used, replaced or has expired: the domain says which.
    async fn invitation(&self, hash: &InvitationHash) -> Result<Option<InvitationView>, AskError> {
        self.ask(Invitation(hash.clone())).await
    }

    /// The events of a kind of dossiers after a position, in the order of the log. A [`Book`](crate::Book) asks this.
    async fn dossiers(&self, kind: DossierKind, after: Position) -> Result<Vec<RecordedEvent>, AskError> {
        self.ask(DossierEvents::after(kind, after)).await
    }
}

/// Everybody in post, still sealed.
async fn staff<P: ReadPort + ?Sized>(port: &P) -> Result<Arc<Staff>, AskError> {
    Ok(port.ask(People::default()).await?.staff())
}

#[async_trait]
impl ReadPort for ReadModels {
    async fn answer(&self, query: Arc<dyn AnyQuery>) -> Result<AnyOutput, AskError> {
        self.read(move |connection| query.answer_alone(connection)).await?
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

#[async_trait]
impl ReadPort for RemoteReadModels {
    async fn answer(&self, query: Arc<dyn AnyQuery>) -> Result<AnyOutput, AskError> {
        query.answer_remotely(self).await
    }

    fn person_keys(&self) -> &dyn PersonKeys {
        self.keys()
    }

    fn progress(&self) -> watch::Receiver<Position> {
        Self::progress(self)
    }

    fn freshness(&self) -> Vec<Freshness> {
        Self::freshness(self)
    }
}
