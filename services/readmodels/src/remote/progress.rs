//! How far each instance is: told with each step and every few seconds, so that silence means something.

use std::collections::BTreeMap;
use std::num::NonZeroU16;
use std::time::Duration;

use events::ids::Position;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use crate::engine::freshness::Freshness;
use crate::engine::partition::Partition;
use crate::engine::read_models::{ReadModels, part_name};

/// How often an instance tells how far it is, whether or not it has moved.
const EVERY: Duration = Duration::from_secs(2);
/// The shortest time between two reports: a busy instance moves many times in it.
const GATHER: Duration = Duration::from_millis(20);
/// How long an instance may be silent before it counts as away.
pub(crate) const SILENT_FOR: Duration = Duration::from_secs(10);
/// How long read models that are not current may stand still before they answer all the same: what they have is better
/// than nothing, and says how old it is.
const STANDS_STILL: Duration = Duration::from_secs(10);

/// What an instance tells of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProgressReport {
    pub(crate) partition: u16,
    pub(crate) count: u16,
    /// Its name, which no other has.
    pub(crate) instance: String,
    /// Whether it answers: not yet while it catches up, not any more when it stops.
    pub(crate) answers: bool,
    pub(crate) freshness: Freshness,
}

impl ProgressReport {
    pub(crate) fn of(read_models: &ReadModels, instance: &str, answers: bool) -> Self {
        let (partition, freshness) = (read_models.partition(), read_models.freshness());
        Self {
            partition: partition.index(),
            count: partition.count().get(),
            instance: instance.to_owned(),
            answers,
            freshness,
        }
    }
}

/// Tells how far the read models are until they are current, or stand still.
pub(crate) async fn report_until_settled<F: Future<Output = ()>>(
    read_models: &ReadModels,
    instance: &str,
    publish: &impl Fn(ProgressReport) -> F,
) {
    let mut progress = read_models.progress();
    let mut moved = Instant::now();
    while read_models.freshness().age.is_none() && moved.elapsed() < STANDS_STILL {
        publish(ProgressReport::of(read_models, instance, false)).await;
        // Whether they are current shows without a move as well, when the log's end is looked at.
        if let Ok(Ok(())) = tokio::time::timeout(GATHER * 10, progress.changed()).await {
            moved = Instant::now();
        }
    }
}

/// Tells how far the read models are, for ever.
pub(crate) async fn keep_reporting<F: Future<Output = ()>>(
    read_models: &ReadModels,
    instance: &str,
    publish: &impl Fn(ProgressReport) -> F,
) {
    let mut progress = read_models.progress();
    loop {
        progress.mark_unchanged();
        publish(ProgressReport::of(read_models, instance, true)).await;
        tokio::time::sleep(GATHER).await;
        // Either way it tells.
        let _ = tokio::time::timeout(EVERY, progress.changed()).await;
    }
}

/// What an instance reported last, and when.
#[derive(Debug, Clone)]
struct LastReport {
    freshness: Freshness,
    at: Instant,
}

impl LastReport {
    fn now(&self, now: Instant) -> Freshness {
        let since = now.saturating_duration_since(self.at);
        Freshness { age: self.freshness.age.map(|age| age + since), ..self.freshness.clone() }
    }
}

/// What the instances of one partition reported last.
#[derive(Debug, Clone, Default)]
struct PartitionReports {
    /// The instances that answer.
    present: BTreeMap<String, LastReport>,
    /// The last that was heard of any of them.
    last: Option<LastReport>,
}

impl PartitionReports {
    /// The slowest instance decides: any of them may answer the next question.
    fn freshness(&self, part: String, now: Instant) -> Freshness {
        let mut all = self.present.values().map(|report| report.now(now));
        let Some(first) = all.next() else {
            return match &self.last {
                Some(last) => Freshness { part, away: true, ..last.now(now) },
                None => Freshness { part, reached: Position::START, behind: 0, age: None, away: true, held: vec![] },
            };
        };
        let mut slowest = Freshness { part, ..first };
        for other in all {
            slowest.reached = slowest.reached.min(other.reached);
            slowest.behind = slowest.behind.max(other.behind);
            slowest.age = slowest.age.zip(other.age).map(|(one, other)| one.max(other));
            slowest.held.extend(other.held);
        }
        slowest.held.sort();
        slowest.held.dedup();
        slowest
    }
}

/// What the instances of every partition reported last.
#[derive(Debug, Clone)]
pub(crate) struct AllReports {
    count: NonZeroU16,
    partitions: Vec<PartitionReports>,
}

impl AllReports {
    pub(crate) fn new(count: NonZeroU16) -> Self {
        Self { count, partitions: vec![PartitionReports::default(); usize::from(count.get())] }
    }

    /// Takes note of a report. One of another number of partitions is none of ours.
    pub(crate) fn record(&mut self, report: ProgressReport, now: Instant) {
        if report.count != self.count.get() {
            tracing::error!(
                theirs = report.count,
                ours = self.count.get(),
                instance = report.instance,
                "an instance of the read models counts other partitions than we do: give every service the same number"
            );
            return;
        }
        let Some(partition) = self.partitions.get_mut(usize::from(report.partition)) else { return };
        let last_report = LastReport { freshness: report.freshness, at: now };
        partition.last = Some(last_report.clone());
        if report.answers {
            partition.present.insert(report.instance, last_report);
        } else {
            partition.present.remove(&report.instance);
        }
    }

    /// Strikes out whoever has been silent for too long.
    pub(crate) fn forget_silent(&mut self, now: Instant) {
        for partition in &mut self.partitions {
            partition.present.retain(|_, report| now.saturating_duration_since(report.at) < SILENT_FOR);
        }
    }

    /// How old what each partition says is.
    pub(crate) fn freshness(&self, now: Instant) -> Vec<Freshness> {
        let index = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let part = |n| Partition::new(index(n), self.count.get()).map_or_else(|_| String::new(), part_name);
        self.partitions.iter().enumerate().map(|(n, partition)| partition.freshness(part(n), now)).collect()
    }

    /// How far all of them are.
    pub(crate) fn reached(&self, now: Instant) -> Position {
        self.freshness(now).into_iter().map(|one| one.reached).min().unwrap_or(Position::START)
    }

    /// The partitions in the order in which to ask for what each of them has: those that are there and far first.
    pub(crate) fn best_first(&self, now: Instant) -> Vec<u16> {
        let mut order: Vec<_> = self.freshness(now).into_iter().zip(0..self.count.get()).collect();
        order.sort_by_key(|(freshness, _)| (freshness.away, std::cmp::Reverse(freshness.reached)));
        order.into_iter().map(|(_, partition)| partition).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn report(partition: u16, instance: &str, reached: u64) -> ProgressReport {
        let freshness = Freshness {
            part: String::new(),
            reached: Position(reached),
            behind: 0,
            age: Some(SECOND),
            away: false,
            held: vec![],
        };
        ProgressReport { partition, count: 2, instance: instance.to_owned(), answers: true, freshness }
    }

    fn reports() -> AllReports {
        AllReports::new(NonZeroU16::new(2).unwrap())
    }

    #[test]
    fn the_slowest_instance_of_the_slowest_partition_decides() {
        let (mut reports, now) = (reports(), Instant::now());
        reports.record(report(0, "a", 7), now);
        reports.record(report(0, "b", 5), now);
        assert_eq!(reports.reached(now), Position::START, "nothing was heard of partition 1");
        reports.record(report(1, "c", 6), now);
        assert_eq!(reports.reached(now), Position(5));
        reports.record(ProgressReport { answers: false, ..report(0, "b", 5) }, now);
        assert_eq!(reports.reached(now), Position(6), "an instance that stops holds nobody up");
        assert_eq!(reports.best_first(now), [0, 1]);
    }

    #[test]
    fn whoever_is_silent_for_too_long_is_away_and_ages() {
        let (mut reports, now) = (reports(), Instant::now());
        reports.record(report(0, "a", 7), now);
        reports.record(report(1, "b", 7), now);
        let later = now + SILENT_FOR;
        reports.record(report(1, "b", 8), later);
        reports.forget_silent(later);
        let freshness = reports.freshness(later);
        assert_eq!((freshness[0].away, freshness[0].reached), (true, Position(7)));
        assert_eq!(freshness[0].age, Some(SECOND + SILENT_FOR));
        assert_eq!((freshness[1].away, freshness[1].age), (false, Some(SECOND)));
        assert_eq!(reports.best_first(later), [1, 0]);
    }

    #[test]
    fn reports_of_another_number_of_partitions_are_passed_over() {
        let (mut reports, now) = (reports(), Instant::now());
        reports.record(ProgressReport { count: 3, ..report(0, "a", 7) }, now);
        assert!(reports.freshness(now)[0].away);
    }
}
