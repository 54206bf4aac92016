//! The read models of several instances as one: each question goes to the partition that has the answer, to any of them,
//! or to all, and what they answer is merged as the query says.
//!
//! Knows no query by name.

use std::any::Any;
use std::collections::BTreeMap;
use std::num::NonZeroU16;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_nats::{Client, SubscribeError};
use events::ids::{Position, TenantId};
use events::sealed::PersonKeys;
use futures::StreamExt;
use futures::future::try_join_all;
use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::task::AbortOnDropHandle;

use super::progress::{self, AllReports, ProgressReport};
use super::reaching::{InProcess, OverNats, PartitionAccess, PartitionFailure};
use super::wire::{Answer, Question};
use crate::engine::freshness::Freshness;
use crate::engine::read_models::ReadModels;
use crate::queries::ask_error::wait_until_reached;
use crate::queries::{AsOf, AskError, Partitions, Query};

/// How many rows are asked for at a time. Where they are too long for one message, fewer are.
const PAGE: usize = 500;
/// How often to look who has fallen silent.
const SILENCE_CHECKED_EVERY: Duration = Duration::from_secs(1);
/// How long an item that no partition has may be on its way from one to another.
const ON_ITS_WAY: Duration = Duration::from_secs(2);

/// How far all partitions are, by what their instances report.
struct Progress {
    reports: Mutex<AllReports>,
    reached: watch::Sender<Position>,
}

impl Progress {
    fn new(count: NonZeroU16) -> Arc<Self> {
        Arc::new(Self { reports: Mutex::new(AllReports::new(count)), reached: watch::Sender::new(Position::START) })
    }

    fn reports(&self) -> MutexGuard<'_, AllReports> {
        // Each change of the reports is whole before anything can panic.
        self.reports.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn update(&self, change: impl FnOnce(&mut AllReports, Instant)) {
        let now = Instant::now();
        let mut reports = self.reports();
        change(&mut reports, now);
        let reached = reports.reached(now);
        drop(reports);
        self.reached.send_if_modified(|known| std::mem::replace(known, reached) != reached);
    }
}

/// Outputs that are kept until they change, by their query's name.
type KeptOutputs = BTreeMap<&'static str, Box<dyn Any + Send + Sync>>;

/// The read models of several instances, asked as one. A clone is the same.
#[derive(Clone)]
pub struct RemoteReadModels(Arc<Inner>);

struct Inner {
    partitions: Arc<dyn PartitionAccess>,
    count: NonZeroU16,
    keys: Arc<dyn PersonKeys>,
    progress: Arc<Progress>,
    kept: Mutex<KeptOutputs>,
    _listening: Vec<AbortOnDropHandle<()>>,
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
        let mut reports = client.subscribe(transport::subjects::every_progress(&tenant)).await?;
        let progress = Progress::new(count);
        let listener = progress.clone();
        let listening = tokio::spawn(async move {
            while let Some(message) = reports.next().await {
                match serde_json::from_slice::<ProgressReport>(&message.payload) {
                    Ok(report) => listener.update(|reports, now| reports.record(report, now)),
                    Err(error) => tracing::warn!(%error, subject = %message.subject, "a report does not read"),
                }
            }
        });
        Ok(Self::new(Arc::new(OverNats { client, tenant }), count, keys, progress, vec![listening]))
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
        let progress = Progress::new(count);
        let listening = partitions.iter().cloned().map(|read_models| {
            let listener = progress.clone();
            tokio::spawn(async move {
                let publish = |report| {
                    listener.update(|reports, now| reports.record(report, now));
                    std::future::ready(())
                };
                progress::keep_reporting(&read_models, "in-process", &publish).await;
            })
        });
        let listening = listening.collect();
        Some(Self::new(Arc::new(InProcess(partitions)), count, keys, progress, listening))
    }

    fn new(
        partitions: Arc<dyn PartitionAccess>,
        count: NonZeroU16,
        keys: Arc<dyn PersonKeys>,
        progress: Arc<Progress>,
        mut listening: Vec<tokio::task::JoinHandle<()>>,
    ) -> Self {
        let silence = progress.clone();
        listening.push(tokio::spawn(async move {
            loop {
                tokio::time::sleep(SILENCE_CHECKED_EVERY).await;
                silence.update(AllReports::forget_silent);
            }
        }));
        let listening = listening.into_iter().map(AbortOnDropHandle::new).collect();
        Self(Arc::new(Inner { partitions, count, keys, progress, kept: Mutex::default(), _listening: listening }))
    }

    /// The keys that open personal fields.
    pub(crate) fn keys(&self) -> &dyn PersonKeys {
        self.0.keys.as_ref()
    }

    /// How far all partitions are.
    pub(crate) fn progress(&self) -> watch::Receiver<Position> {
        self.0.progress.reached.subscribe()
    }

    /// How old what each partition says is.
    pub(crate) fn freshness(&self) -> Vec<Freshness> {
        self.0.progress.reports().freshness(Instant::now())
    }

    /// Asks the partitions, and makes one output of their answers.
    pub(crate) async fn ask<Q: Query>(&self, question: &Q) -> Result<Q::Output, AskError> {
        let Some(keeping) = Q::keeping() else { return self.ask_until_settled(question).await };
        match self.kept::<Q>() {
            None => {
                let output = self.ask_until_settled(question).await?;
                self.keep::<Q>(output.clone());
                Ok(output)
            }
            Some(kept) => {
                let output = self.ask_until_settled(&(keeping.unless_changed)(question, &kept)).await?;
                if (keeping.still_holds)(&output) {
                    return Ok(kept);
                }
                self.keep::<Q>(output.clone());
                Ok(output)
            }
        }
    }

    fn kept<Q: Query>(&self) -> Option<Q::Output> {
        let kept = self.0.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(Q::NAME)?.downcast_ref::<Q::Output>().cloned()
    }

    fn keep<Q: Query>(&self, output: Q::Output) {
        self.0.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(Q::NAME, Box::new(output));
    }

    /// Asks, and asks once more where the output may come from asking just while a row went from one partition to
    /// another.
    async fn ask_until_settled<Q: Query>(&self, question: &Q) -> Result<Q::Output, AskError> {
        let (output, furthest) = self.ask_partitions(question).await?;
        if !question.may_be_on_its_way(&output) || *self.progress().borrow() >= furthest {
            return Ok(output);
        }
        wait_until_reached(self.progress(), furthest, ON_ITS_WAY).await?;
        Ok(self.ask_partitions(question).await?.0)
    }

    /// The output, and the furthest position that a part of it is as of.
    async fn ask_partitions<Q: Query>(&self, question: &Q) -> Result<(Q::Output, Position), AskError> {
        let parts = match question.partitions(self.0.count) {
            Partitions::One(partition) => vec![self.ask_one(partition, question).await?],
            Partitions::Each => {
                try_join_all((0..self.0.count.get()).map(|partition| self.ask_one(partition, question))).await?
            }
            Partitions::Any => vec![self.ask_any(question).await?],
        };
        let furthest = parts.iter().map(|part| part.position).max().unwrap_or(Position::START);
        Ok((question.merge(parts)?, furthest))
    }

    /// Asks one partition after the other, the best first, until one answers.
    async fn ask_any<Q: Query>(&self, question: &Q) -> Result<AsOf<Q::Part>, AskError> {
        let order = self.0.progress.reports().best_first(Instant::now());
        let mut away = AskError::unreadable("there is no partition");
        for partition in order {
            match self.ask_one(partition, question).await {
                Err(error @ AskError::Away { .. }) => away = error,
                outcome => return outcome,
            }
        }
        Err(away)
    }

    async fn ask_one<Q: Query>(&self, partition: u16, question: &Q) -> Result<AsOf<Q::Part>, AskError> {
        if Q::paging().is_some() {
            return self.ask_by_pages(partition, question).await;
        }
        self.ask_once(partition, question).await.map_err(|unanswered| match unanswered {
            PartitionFailure::TooLong => AskError::unreadable("one answer is too long to be carried"),
            PartitionFailure::Failed(error) => error,
        })
    }

    /// Asks page by page, as of the first one.
    async fn ask_by_pages<Q: Query>(&self, partition: u16, question: &Q) -> Result<AsOf<Q::Part>, AskError> {
        let Some(paging) = Q::paging() else { return Err(AskError::unreadable("the question has no pages")) };
        let limit = (paging.limit)(question);
        let mut size = PAGE;
        let mut so_far: Option<AsOf<Q::Part>> = None;
        loop {
            let rows_so_far = so_far.as_ref().map_or(0, |part| (paging.rows)(&part.value));
            let wanted = size.min(limit.saturating_sub(rows_so_far));
            let next = (paging.next_page)(question, so_far.as_ref().map(|part| &part.value), wanted);
            let page = match self.ask_once(partition, &next).await {
                Ok(page) => page,
                Err(PartitionFailure::TooLong) if size > 1 => {
                    size /= 2;
                    continue;
                }
                Err(PartitionFailure::TooLong) => {
                    return Err(AskError::unreadable("one row is too long to be carried"));
                }
                Err(PartitionFailure::Failed(error)) => return Err(error),
            };
            let rows = (paging.rows)(&page.value);
            let all = match so_far {
                None => page,
                Some(mut all) => {
                    (paging.append)(&mut all.value, page.value);
                    all
                }
            };
            if rows < wanted || rows_so_far + rows >= limit {
                return Ok(all);
            }
            so_far = Some(all);
        }
    }

    async fn ask_once<Q: Query>(&self, partition: u16, question: &Q) -> Result<AsOf<Q::Part>, PartitionFailure> {
        let question = Question::of(question).map_err(|error| PartitionFailure::unreadable(error.to_string()))?;
        let answer = self.0.partitions.ask(partition, &question).await?;
        let Answer { partition: by, count, as_of: position, age, body } = answer;
        if (by, count) != (partition, self.0.count.get()) {
            return Err(PartitionFailure::unreadable(format!(
                "partition {by} of {count} answers for {partition} of {}: give every service the same number",
                self.0.count
            )));
        }
        tracing::trace!(partition, %position, ?age, "answered");
        let value = serde_json::from_value(body)
            .map_err(|error| PartitionFailure::unreadable(format!("{error}; run the same version of every service")))?;
        Ok(AsOf { position, value })
    }
}
