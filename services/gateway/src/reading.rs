//! What pages and API ask of the read models. They ask nowhere else, so that the question whether one may look is asked
//! each time.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use events::authority::{Standing, View, permit_view};
use events::ids::{ActionItemId, InstitutionId, MeetingId, PersonId, Position, StreamId, SubgroupId};
use events::language::Language;
use events::sealed::PersonKeys;
use projections::cases::CaseBook;
use projections::requests::Requests;
use projections::strategy::StrategyBook;
use projections::views::{InstitutionView, PersonView, SubgroupView, TaskView, TimelineEntry, TimelineFilter};
use projections::{AskError, Book, Briefing, Freshness, Office, ReadPort, TrainingBook};
use serde::Serialize;
use tokio::sync::watch;

use crate::failure::Failure;
use crate::meeting_book::MeetingBook;
use projections::meetings::MeetingView;

/// More entries than an action item's history has.
const WHOLE_HISTORY: usize = 100_000;

/// The read models, asked on somebody's behalf.
pub(crate) struct Reading {
    pub(crate) read_models: Arc<dyn ReadPort>,
    book: Arc<MeetingBook>,
    pub(crate) cases: Book<CaseBook>,
    training: Book<TrainingBook>,
    strategy: Book<StrategyBook>,
    requests: Book<Requests>,
}

/// What institutions and subgroups are called in one language.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Names {
    institutions: BTreeMap<String, String>,
    subgroups: BTreeMap<String, String>,
}

impl Names {
    pub(crate) fn institution(&self, id: &InstitutionId) -> String {
        self.institutions.get(id.as_str()).cloned().unwrap_or_else(|| id.to_string())
    }

    pub(crate) fn subgroup(&self, id: &SubgroupId) -> String {
        self.subgroups.get(id.as_str()).cloned().unwrap_or_else(|| id.to_string())
    }
}

impl Reading {
    pub(crate) fn new(read_models: Arc<dyn ReadPort>, book: Arc<MeetingBook>) -> Self {
        Self {
            read_models,
            book,
            cases: Book::default(),
            training: Book::default(),
            strategy: Book::default(),
            requests: Book::default(),
        }
    }

    /// Changes with each event that the read models show.
    pub(crate) fn progress(&self) -> watch::Receiver<Position> {
        self.read_models.progress()
    }

    /// Waits until the read models show the event at this position, at most so long.
    pub(crate) async fn reached(&self, position: Position, within: Duration) -> Result<(), AskError> {
        self.read_models.reached(position, within).await
    }

    /// The training programme with everybody in it.
    pub(crate) async fn training(&self, standing: &Standing) -> Result<Arc<TrainingBook>, Failure> {
        permit_view(standing, &View::Directory)?;
        self.certificates().await
    }

    /// The same for whoever is shown a certificate: its code is the right to ask for it.
    pub(crate) async fn certificates(&self) -> Result<Arc<TrainingBook>, Failure> {
        Ok(self.training.look(self.read_models.as_ref()).await?)
    }

    /// The keys that open sealed names.
    pub(crate) fn keys(&self) -> &dyn PersonKeys {
        self.read_models.person_keys()
    }

    /// The briefing on an office; whether one may look is asked before.
    pub(crate) async fn briefing(&self, office: &Office, today: NaiveDate) -> Result<Briefing, Failure> {
        Briefing::of(self.read_models.as_ref(), office, today).await?.ok_or(Failure::NotFound)
    }

    /// How old what is shown is, part by part.
    pub(crate) fn freshness(&self) -> Vec<Freshness> {
        let mut parts = self.read_models.freshness();
        parts.push(self.book.freshness());
        parts
    }

    /// The last event shown.
    pub(crate) fn position(&self) -> Position {
        *self.read_models.progress().borrow()
    }

    pub(crate) async fn institutions(&self, standing: &Standing) -> Result<Vec<InstitutionView>, Failure> {
        permit_view(standing, &View::Directory)?;
        Ok(self.read_models.institutions().await?)
    }

    pub(crate) async fn institution(
        &self,
        standing: &Standing,
        id: &InstitutionId,
    ) -> Result<InstitutionView, Failure> {
        permit_view(standing, &View::Directory)?;
        self.read_models.institution(id).await?.ok_or(Failure::NotFound)
    }

    pub(crate) async fn tasks(&self, standing: &Standing, owner: &InstitutionId) -> Result<Vec<TaskView>, Failure> {
        permit_view(standing, &View::TaskList(owner.clone()))?;
        Ok(self.read_models.task_list(owner).await?)
    }

    /// Every institution's tasks.
    pub(crate) async fn all_tasks(&self, standing: &Standing) -> Result<Vec<TaskView>, Failure> {
        let mut all = self.read_models.all_tasks().await?;
        all.retain(|task| permit_view(standing, &View::TaskList(task.item.owner.clone())).is_ok());
        Ok(all)
    }

    pub(crate) async fn task(&self, standing: &Standing, id: &ActionItemId) -> Result<TaskView, Failure> {
        let task = self.read_models.task(id).await?.ok_or(Failure::NotFound)?;
        let board = task.item.subgroup.clone().map(View::Board);
        permit_view(standing, &View::TaskList(task.item.owner.clone()))
            .or_else(|no| board.map_or(Err(no), |board| permit_view(standing, &board)))?;
        Ok(task)
    }

    /// What happened to an action item, in order.
    pub(crate) async fn history(&self, standing: &Standing, task: &TaskView) -> Result<Vec<TimelineEntry>, Failure> {
        let stream = StreamId::new("action-item", task.id.as_str())?;
        let filter = TimelineFilter { stream: Some(stream), limit: WHOLE_HISTORY, ..TimelineFilter::default() };
        let mut entries = self.timeline(standing, &filter).await?;
        entries.sort_by_key(|entry| entry.position);
        Ok(entries)
    }

    pub(crate) async fn subgroups(&self, standing: &Standing) -> Result<Vec<SubgroupView>, Failure> {
        permit_view(standing, &View::Directory)?;
        Ok(self.read_models.subgroups().await?)
    }

    pub(crate) async fn subgroup(&self, standing: &Standing, id: &SubgroupId) -> Result<SubgroupView, Failure> {
        permit_view(standing, &View::Board(id.clone()))?;
        self.read_models.subgroup(id).await?.ok_or(Failure::NotFound)
    }

    pub(crate) async fn board(&self, standing: &Standing, id: &SubgroupId) -> Result<Vec<TaskView>, Failure> {
        permit_view(standing, &View::Board(id.clone()))?;
        Ok(self.read_models.board(id).await?)
    }

    pub(crate) async fn timeline(
        &self,
        standing: &Standing,
        filter: &TimelineFilter,
    ) -> Result<Vec<TimelineEntry>, Failure> {
        permit_view(standing, &View::Timeline)?;
        Ok(self.read_models.timeline(filter).await?)
    }

    /// The first and the last day of the entries that fit a filter.
    pub(crate) async fn timeline_span(
        &self,
        standing: &Standing,
        filter: &TimelineFilter,
    ) -> Result<Option<(NaiveDate, NaiveDate)>, Failure> {
        permit_view(standing, &View::Timeline)?;
        Ok(self.read_models.timeline_span(filter).await?)
    }

    pub(crate) async fn meetings(&self, standing: &Standing) -> Result<Vec<MeetingView>, Failure> {
        permit_view(standing, &View::Timeline)?;
        self.book.caught_up(self.position()).await;
        Ok(self.book.all())
    }

    pub(crate) async fn meeting(&self, standing: &Standing, id: &MeetingId) -> Result<MeetingView, Failure> {
        permit_view(standing, &View::Timeline)?;
        self.book.caught_up(self.position()).await;
        self.book.meeting(id).ok_or(Failure::NotFound)
    }

    /// The meeting in which an action item was raised.
    pub(crate) async fn raised_in(&self, standing: &Standing, task: &TaskView) -> Result<Option<MeetingView>, Failure> {
        match &task.raised_by {
            Some(meeting) => self.meeting(standing, meeting).await.map(Some),
            None => Ok(None),
        }
    }

    /// The strategy.
    pub(crate) async fn strategy(&self, standing: &Standing) -> Result<Arc<StrategyBook>, Failure> {
        permit_view(standing, &View::Strategy)?;
        Ok(self.strategy.look(self.read_models.as_ref()).await?)
    }

    /// What computed indicators are worked out from, as far as the other read models are.
    pub(crate) async fn indicator_log(&self, standing: &Standing) -> Result<Arc<MeetingBook>, Failure> {
        permit_view(standing, &View::Strategy)?;
        self.book.caught_up(self.position()).await;
        Ok(self.book.clone())
    }

    /// Whether there is such an institution and it takes part.
    pub(crate) async fn takes_part(&self, standing: &Standing, id: &InstitutionId) -> Result<bool, Failure> {
        Ok(self.institutions(standing).await?.iter().any(|one| &one.id == id && one.active))
    }

    /// Whether there is such a subgroup and it is at work.
    pub(crate) async fn is_at_work(&self, standing: &Standing, id: &SubgroupId) -> Result<bool, Failure> {
        Ok(self.subgroups(standing).await?.iter().any(|one| &one.id == id && !one.dissolved))
    }

    /// Every data request, with what every institution submitted.
    pub(crate) async fn requests(&self, standing: &Standing) -> Result<Arc<Requests>, Failure> {
        permit_view(standing, &View::Timeline)?;
        Ok(self.requests.look(self.read_models.as_ref()).await?)
    }

    /// The data requests, for whoever may see what this institution submits; of others nothing is to be shown.
    pub(crate) async fn requests_for(
        &self,
        standing: &Standing,
        institution: &InstitutionId,
    ) -> Result<Arc<Requests>, Failure> {
        permit_view(standing, &View::Submission(institution.clone()))?;
        Ok(self.requests.look(self.read_models.as_ref()).await?)
    }

    /// A person in post, to see whether a link still is theirs.
    pub(crate) async fn person(&self, id: &PersonId) -> Result<Option<PersonView>, Failure> {
        Ok(self.read_models.person(id).await?)
    }

    /// What an institution is called; no secret to whoever knows its id.
    pub(crate) async fn institution_name(&self, id: &InstitutionId, language: Language) -> Result<String, Failure> {
        let found = self.read_models.institution(id).await?;
        Ok(found.map_or_else(|| id.to_string(), |found| found.names.in_language(language).to_owned()))
    }

    /// How many reminders could not be delivered and have not been since.
    pub(crate) async fn undelivered(&self, standing: &Standing) -> Result<usize, Failure> {
        permit_view(standing, &View::Directory)?;
        Ok(self.read_models.undelivered().await?)
    }

    /// What everything is called.
    pub(crate) async fn names(&self, standing: &Standing, language: Language) -> Result<Names, Failure> {
        let institutions = self.institutions(standing).await?;
        let subgroups = self.subgroups(standing).await?;
        let called = |id: String, text: &events::language::LocalText| (id, text.in_language(language).to_owned());
        Ok(Names {
            institutions: institutions.iter().map(|one| called(one.id.to_string(), &one.names)).collect(),
            subgroups: subgroups.iter().map(|one| called(one.id.to_string(), &one.name)).collect(),
        })
    }
}
