//! The read port over partitions: each question goes to the one that has the answer, or to all.

use std::collections::BTreeMap;
use std::num::NonZeroU16;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_nats::{Client, SubscribeError};
use async_trait::async_trait;
use chrono::NaiveDate;
use events::ids::{ActionItemId, ChatId, InstitutionId, PersonId, Position, SubgroupId, TenantId};
use events::institution::InvitationHash;
use events::sealed::PersonKeys;
use events::subgroup::Chair;
use events::{RecordedEvent, StoredEvent};
use futures::StreamExt;
use futures::future::try_join_all;
use serde::de::DeserializeOwned;
use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::task::AbortOnDropHandle;

use super::asking::{InProcess, OverNats, Partitions, Unanswered};
use super::question::{Answer, People, Question};
use super::reports::{self, Accounts, Report};
use crate::directory::{ListedInstitution, SealedPerson, Staff};
use crate::dossiers::DossierKind;
use crate::freshness::Freshness;
use crate::partition::Partition;
use crate::port::{AskError, ReadPort, decoded};
use crate::read_models::ReadModels;
use crate::task_lists::Which;
use crate::timeline::limit_of;
use crate::views::{
    InstitutionView, InvitationView, PersonView, SubgroupView, TaskView, TimelineEntry, TimelineFilter, TimelineKind,
};

/// How many rows are asked for at a time. Where they are too long for one message, fewer are.
const PAGE: usize = 500;
/// How often to look who has fallen silent.
const LOOK: Duration = Duration::from_secs(1);
/// How long an item that no partition has may be on its way from one to another.
const ON_ITS_WAY: Duration = Duration::from_secs(2);

/// The directory's people, kept until it changes: everybody who writes to the bot is looked for among them.
#[derive(Clone)]
struct Copy {
    changed: Position,
    staff: Arc<Staff>,
}

/// What the partitions' reports add up to.
struct Told {
    accounts: Mutex<Accounts>,
    progress: watch::Sender<Position>,
}

impl Told {
    fn accounts(&self) -> MutexGuard<'_, Accounts> {
        // Each change of the accounts is whole before anything can panic.
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, change: impl FnOnce(&mut Accounts, Instant)) {
        let now = Instant::now();
        let mut accounts = self.accounts();
        change(&mut accounts, now);
        let reached = accounts.reached(now);
        drop(accounts);
        self.progress.send_if_modified(|known| std::mem::replace(known, reached) != reached);
    }
}

/// The read models of several instances, asked as one. A clone is the same.
#[derive(Clone)]
pub struct RemoteReadModels(Arc<Inner>);

struct Inner {
    partitions: Arc<dyn Partitions>,
    count: NonZeroU16,
    keys: Arc<dyn PersonKeys>,
    told: Arc<Told>,
    copy: Mutex<Option<Copy>>,
    _listening: Vec<AbortOnDropHandle<()>>,
}

/// What an answer says, and the position it is as of.
struct AsOf<T> {
    position: Position,
    said: T,
}

impl RemoteReadModels {
    /// Those that so many partitions answer for over NATS. `keys` open personal fields, which travel sealed. Until a
    /// partition is heard of it counts as away.
    pub async fn over_nats(
        client: Client,
        tenant: TenantId,
        count: NonZeroU16,
        keys: Arc<dyn PersonKeys>,
    ) -> Result<Self, SubscribeError> {
        let mut reports = client.subscribe(nats::subjects::every_progress(&tenant)).await?;
        let told = Self::told(count);
        let ears = told.clone();
        let listening = tokio::spawn(async move {
            while let Some(message) = reports.next().await {
                match serde_json::from_slice::<Report>(&message.payload) {
                    Ok(report) => ears.note(|accounts, now| accounts.hear(report, now)),
                    Err(error) => tracing::warn!(%error, subject = %message.subject, "a report does not read"),
                }
            }
        });
        Ok(Self::new(Arc::new(OverNats { client, tenant }), count, keys, told, vec![listening]))
    }

    /// Those of partitions in this process, asked by the very questions that go over NATS. All of them must be there, in
    /// order; `None`: they are not. To be called within a Tokio runtime.
    pub fn in_process(partitions: Vec<ReadModels>, keys: Arc<dyn PersonKeys>) -> Option<Self> {
        let count = NonZeroU16::new(u16::try_from(partitions.len()).ok()?)?;
        let whole = (0..count.get())
            .zip(&partitions)
            .all(|(index, one)| (one.partition().index(), one.partition().count()) == (index, count));
        if !whole {
            return None;
        }
        let told = Self::told(count);
        let listening = partitions.iter().cloned().map(|read_models| {
            let ears = told.clone();
            tokio::spawn(async move {
                let tell = |report| {
                    ears.note(|accounts, now| accounts.hear(report, now));
                    std::future::ready(())
                };
                reports::keep_telling(&read_models, "in-process", &tell).await;
            })
        });
        let listening = listening.collect();
        Some(Self::new(Arc::new(InProcess(partitions)), count, keys, told, listening))
    }

    fn told(count: NonZeroU16) -> Arc<Told> {
        let accounts = Mutex::new(Accounts::new(count));
        Arc::new(Told { accounts, progress: watch::Sender::new(Position::START) })
    }

    fn new(
        partitions: Arc<dyn Partitions>,
        count: NonZeroU16,
        keys: Arc<dyn PersonKeys>,
        told: Arc<Told>,
        mut listening: Vec<tokio::task::JoinHandle<()>>,
    ) -> Self {
        let look = told.clone();
        listening.push(tokio::spawn(async move {
            loop {
                tokio::time::sleep(LOOK).await;
                look.note(Accounts::forget_silent);
            }
        }));
        let listening = listening.into_iter().map(AbortOnDropHandle::new).collect();
        Self(Arc::new(Inner { partitions, count, keys, told, copy: Mutex::default(), _listening: listening }))
    }

    fn all(&self) -> impl Iterator<Item = u16> + use<> {
        0..self.0.count.get()
    }

    async fn ask<T: DeserializeOwned>(&self, partition: u16, question: &Question) -> Result<AsOf<T>, Unanswered> {
        let answer = self.0.partitions.ask(partition, question).await?;
        let unreadable = |reason| Unanswered::Failed(AskError::Unreadable { reason });
        let Answer { partition: by, count, as_of: position, age, body } = answer;
        if (by, count) != (partition, self.0.count.get()) {
            return Err(unreadable(format!(
                "partition {by} of {count} answers for {partition} of {}: give every service the same number",
                self.0.count
            )));
        }
        tracing::trace!(partition, %position, ?age, "answered");
        let said = serde_json::from_value(body)
            .map_err(|error| unreadable(format!("{error}; run the same version of every service")))?;
        Ok(AsOf { position, said })
    }

    async fn ask_one<T: DeserializeOwned>(&self, partition: u16, question: &Question) -> Result<AsOf<T>, AskError> {
        self.ask(partition, question).await.map_err(|unanswered| match unanswered {
            Unanswered::TooLong => AskError::Unreadable { reason: "one answer is too long to be carried".to_owned() },
            Unanswered::Failed(error) => error,
        })
    }

    async fn ask_all<T: DeserializeOwned>(&self, question: &Question) -> Result<Vec<AsOf<T>>, AskError> {
        try_join_all(self.all().map(|partition| self.ask_one(partition, question))).await
    }

    /// Asks whichever partition answers, for what each of them has.
    async fn with_any<T, F: Future<Output = Result<T, AskError>>>(
        &self,
        ask: impl Fn(u16) -> F,
    ) -> Result<T, AskError> {
        let order = self.0.told.accounts().best_first(Instant::now());
        let mut away = AskError::Unreadable { reason: "there is no partition".to_owned() };
        for partition in order {
            match ask(partition).await {
                Err(error @ AskError::Away { .. }) => away = error,
                outcome => return outcome,
            }
        }
        Err(away)
    }

    async fn ask_any<T: DeserializeOwned>(&self, question: &Question) -> Result<T, AskError> {
        self.with_any(|partition| async move { Ok(self.ask_one(partition, question).await?.said) }).await
    }

    /// Asks page by page, as of the first one.
    async fn pages<T: DeserializeOwned, C>(
        &self,
        partition: u16,
        limit: usize,
        question: impl Fn(Option<C>, usize) -> Question,
        end: impl Fn(&T) -> C,
    ) -> Result<AsOf<Vec<T>>, AskError> {
        let mut size = PAGE;
        let mut all = AsOf { position: Position::START, said: Vec::new() };
        while all.said.len() < limit {
            let wanted = size.min(limit - all.said.len());
            let page: AsOf<Vec<T>> = match self.ask(partition, &question(all.said.last().map(&end), wanted)).await {
                Ok(page) => page,
                Err(Unanswered::TooLong) if size > 1 => {
                    size /= 2;
                    continue;
                }
                Err(Unanswered::TooLong) => {
                    return Err(AskError::Unreadable { reason: "one row is too long to be carried".to_owned() });
                }
                Err(Unanswered::Failed(error)) => return Err(error),
            };
            if all.said.is_empty() {
                all.position = page.position;
            }
            let last = page.said.len() < wanted;
            all.said.extend(page.said);
            if last {
                break;
            }
        }
        Ok(all)
    }

    async fn tasks(&self, which: Which) -> Result<Vec<TaskView>, AskError> {
        let partitions: Vec<u16> = match &which {
            Which::Of(institution) => vec![Partition::of(institution, self.0.count)],
            Which::On(_) | Which::All | Which::Open => self.all().collect(),
        };
        let which = &which;
        let question = |after, limit| Question::Tasks { which: which.clone(), after, limit };
        let end = |task: &TaskView| task.id.clone();
        let answers =
            try_join_all(partitions.into_iter().map(|one| self.pages(one, usize::MAX, question, end))).await?;
        let mut tasks = latest(answers, |task| task.id.clone());
        which.sort(&mut tasks);
        Ok(tasks)
    }

    async fn find(&self, id: &ActionItemId) -> Result<(Option<TaskView>, Position), AskError> {
        let answers: Vec<AsOf<Option<TaskView>>> = self.ask_all(&Question::Task(id.clone())).await?;
        let furthest = answers.iter().map(|answer| answer.position).max().unwrap_or(Position::START);
        let found = answers.into_iter().filter(|answer| answer.said.is_some()).max_by_key(|answer| answer.position);
        Ok((found.and_then(|answer| answer.said), furthest))
    }

    /// The partitions that have entries for a filter: one, where it leaves out the items of all others.
    fn of_filter(&self, filter: &TimelineFilter) -> Vec<u16> {
        let spread = filter.kinds.is_empty()
            || filter.kinds.iter().any(|kind| matches!(kind, TimelineKind::ActionItem | TimelineKind::Reminder));
        match &filter.institution {
            Some(institution) => vec![Partition::of(institution, self.0.count)],
            None if spread => self.all().collect(),
            None => self.0.told.accounts().best_first(Instant::now()).into_iter().take(1).collect(),
        }
    }

    /// Everybody in post, from the copy while it holds.
    async fn staff(&self) -> Result<Arc<Staff>, AskError> {
        let known = self.0.copy.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let unless = known.as_ref().map(|copy| copy.changed);
        let fresh = self.with_any(|partition| self.copy_people(partition, unless)).await?;
        match (fresh, known) {
            (Some(copy), _) => {
                let staff = copy.staff.clone();
                *self.0.copy.lock().unwrap_or_else(PoisonError::into_inner) = Some(copy);
                Ok(staff)
            }
            (None, Some(copy)) => Ok(copy.staff),
            (None, None) => Ok(Arc::default()),
        }
    }

    /// The people that a partition knows; `None`: no others than known already.
    async fn copy_people(&self, partition: u16, unless: Option<Position>) -> Result<Option<Copy>, AskError> {
        let mut size = PAGE;
        let mut begun: Option<Position> = None;
        let mut all: Vec<SealedPerson> = Vec::new();
        loop {
            let after = all.last().map(|last| (last.institution.clone(), last.person.clone()));
            let unless = unless.filter(|_| after.is_none());
            match self.ask(partition, &Question::People { unless, after, limit: size }).await {
                Ok(AsOf { said: People::Unchanged, .. }) => return Ok(None),
                Ok(AsOf { said: People::Page { changed, people, chairs }, .. }) => {
                    // Somebody came or went between two pages: the copy is as of the first, so it is soon made anew.
                    let changed = *begun.get_or_insert(changed);
                    let last = people.len() < size;
                    all.extend(people);
                    if last {
                        return Ok(Some(Copy { changed, staff: Arc::new(Staff::new(all, chairs)) }));
                    }
                }
                Err(Unanswered::TooLong) if size > 1 => size /= 2,
                Err(Unanswered::TooLong) => {
                    return Err(AskError::Unreadable { reason: "one person is too long to be carried".to_owned() });
                }
                Err(Unanswered::Failed(error)) => return Err(error),
            }
        }
    }
}

/// Rows of several partitions as one; of two with the same key, the one from the later answer.
fn latest<T, K: Ord>(answers: Vec<AsOf<Vec<T>>>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut rows: BTreeMap<K, (Position, T)> = BTreeMap::new();
    for AsOf { position, said } in answers {
        for row in said {
            let key = key(&row);
            if rows.get(&key).is_none_or(|(known, _)| *known < position) {
                rows.insert(key, (position, row));
            }
        }
    }
    rows.into_values().map(|(_, row)| row).collect()
}

#[async_trait]
impl ReadPort for RemoteReadModels {
    async fn task_list(&self, institution: &InstitutionId) -> Result<Vec<TaskView>, AskError> {
        self.tasks(Which::Of(institution.clone())).await
    }

    async fn all_tasks(&self) -> Result<Vec<TaskView>, AskError> {
        self.tasks(Which::All).await
    }

    async fn task(&self, id: &ActionItemId) -> Result<Option<TaskView>, AskError> {
        let (found, furthest) = self.find(id).await?;
        if found.is_some() || *self.progress().borrow() >= furthest {
            return Ok(found);
        }
        // One partition may have given it away already, and the other not have taken it in yet.
        self.reached(furthest, ON_ITS_WAY).await?;
        Ok(self.find(id).await?.0)
    }

    async fn open_tasks(&self) -> Result<Vec<TaskView>, AskError> {
        self.tasks(Which::Open).await
    }

    async fn board(&self, subgroup: &SubgroupId) -> Result<Vec<TaskView>, AskError> {
        self.tasks(Which::On(subgroup.clone())).await
    }

    async fn timeline(&self, filter: &TimelineFilter) -> Result<Vec<TimelineEntry>, AskError> {
        let limit = limit_of(filter);
        let question = |before, limit| Question::Timeline { filter: filter.clone(), before, limit };
        let end = |entry: &TimelineEntry| (entry.on, entry.position);
        let partitions = self.of_filter(filter);
        let answers = try_join_all(partitions.into_iter().map(|one| self.pages(one, limit, question, end))).await?;
        let mut entries = latest(answers, |entry| entry.position);
        entries.sort_by_key(|entry| (entry.on, entry.position));
        let too_many = entries.len().saturating_sub(limit);
        Ok(entries.split_off(too_many))
    }

    async fn timeline_span(&self, filter: &TimelineFilter) -> Result<Option<(NaiveDate, NaiveDate)>, AskError> {
        let question = Question::TimelineSpan(filter.clone());
        let asked = self.of_filter(filter).into_iter().map(|partition| self.ask_one(partition, &question));
        let answers: Vec<AsOf<Option<(NaiveDate, NaiveDate)>>> = try_join_all(asked).await?;
        let spans = answers.into_iter().filter_map(|answer| answer.said);
        Ok(spans.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))))
    }

    async fn undelivered(&self) -> Result<usize, AskError> {
        let answers: Vec<AsOf<usize>> = self.ask_all(&Question::Undelivered).await?;
        Ok(answers.into_iter().map(|answer| answer.said).sum())
    }

    async fn institutions(&self) -> Result<Vec<InstitutionView>, AskError> {
        let question = |after, limit| Question::Institutions { after, limit };
        let end = |institution: &ListedInstitution| institution.id.clone();
        let all = self.with_any(|partition| self.pages(partition, usize::MAX, question, end)).await?.said;
        let people = self.staff().await?.open(self.0.keys.as_ref());
        Ok(all.into_iter().map(|institution| institution.with_staff(&people)).collect())
    }

    async fn institution(&self, id: &InstitutionId) -> Result<Option<InstitutionView>, AskError> {
        type Found = Option<(ListedInstitution, Vec<SealedPerson>, Vec<(SubgroupId, Chair)>)>;
        let found: Found = self.ask_any(&Question::Institution(id.clone())).await?;
        Ok(found.map(|(institution, people, chairs)| {
            institution.with_staff(&Staff::new(people, chairs).open(self.0.keys.as_ref()))
        }))
    }

    async fn subgroups(&self) -> Result<Vec<SubgroupView>, AskError> {
        let question = |after, limit| Question::Subgroups { after, limit };
        let end = |subgroup: &SubgroupView| subgroup.id.clone();
        Ok(self.with_any(|partition| self.pages(partition, usize::MAX, question, end)).await?.said)
    }

    async fn subgroup(&self, id: &SubgroupId) -> Result<Option<SubgroupView>, AskError> {
        self.ask_any(&Question::Subgroup(id.clone())).await
    }

    async fn person_by_chat(&self, chat: ChatId) -> Result<Option<PersonView>, AskError> {
        Ok(self.staff().await?.by_chat(chat, self.0.keys.as_ref()))
    }

    async fn person(&self, person: &PersonId) -> Result<Option<PersonView>, AskError> {
        Ok(self.staff().await?.person(person, self.0.keys.as_ref()))
    }

    async fn invitation(&self, hash: &InvitationHash) -> Result<Option<InvitationView>, AskError> {
        self.ask_any(&Question::Invitation(hash.clone())).await
    }

    async fn dossiers(&self, kind: DossierKind, after: Position) -> Result<Vec<RecordedEvent>, AskError> {
        let question = |last: Option<Position>, limit| Question::Dossiers { kind, after: last.unwrap_or(after), limit };
        let end = |event: &StoredEvent| event.position;
        decoded(self.with_any(|partition| self.pages(partition, usize::MAX, question, end)).await?.said)
    }

    fn person_keys(&self) -> &dyn PersonKeys {
        self.0.keys.as_ref()
    }

    fn progress(&self) -> watch::Receiver<Position> {
        self.0.told.progress.subscribe()
    }

    fn freshness(&self) -> Vec<Freshness> {
        self.0.told.accounts().freshness(Instant::now())
    }
}
