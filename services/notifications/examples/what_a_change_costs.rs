//! What one change costs while many items are open, and what stands beside it: commands, building the read models, a start, what
//! pages ask. Prints the figures of `docs/performance.md`.
//!
//! ```sh
//! cargo run --release --locked -p notifications --example what_a_change_costs -- 10000
//! ```
//!
//! The argument is how many items are open; nobody is in post at their owners, so that every one of them is owed to somebody.
//! Log, read models, topics and policy are the real ones. CPU time is that of all threads of this process, whatever else the
//! machine does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "it fails by panicking, and prints")]

use std::collections::BTreeSet;
use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use coordination::{Clock, CommandPort, CommandRequest, Coordination, moment_at};
use events::Command;
use events::action_item::ActionItemCommand;
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId, InstitutionId, PersonId};
use events::institution::{InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::mandate::Mandate;
use events::sealed::{PersonKey, PersonKeys};
use feed::{EventFeed, StoreFeed};
use futures::{StreamExt, stream};
use notifications::{Calendar, CaseFollowUp, Channel, Delivered, DeliveryChannels, DeliveryError, Ladder, Message};
use notifications::{Notifications, TrainingFollowUp};
use readmodels::queries::{DueTasks, TaskCounts};
use readmodels::views::TimelineFilter;
use readmodels::{Ask, ReadModels, ReadPort};
use store::sqlite::SqliteEventStore;
use tokio_util::sync::CancellationToken;

/// Among how many institutions the items are shared.
const OWNERS: u32 = 50;
/// When the items are assigned, UTC: a Monday.
const BEGINNING: &str = "2017-07-03T10:00:00Z";
/// How many changes are measured.
const CHANGES: u32 = 50;
/// How many commands are under way at a time where many are given.
const WRITERS: usize = 64;
/// How many events streams have whose next command is measured.
const STREAMS: [u32; 2] = [10, 1_000];

/// A clock that stands still until it is set.
struct SetClock(Mutex<DateTime<Utc>>);

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

struct NoKeys;

impl PersonKeys for NoKeys {
    fn key(&self, _: &PersonId) -> Option<PersonKey> {
        None
    }
}

struct TakesEverything;

#[async_trait]
impl Channel for TakesEverything {
    async fn deliver(&self, _: &Message) -> Result<Delivered, DeliveryError> {
        Ok(Delivered::Sent { once: true })
    }
}

/// How long all threads of this process have been at work.
fn cpu_time() -> Duration {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap();
    let of_task = |task: std::io::Result<std::fs::DirEntry>| {
        let said = std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        said.split_whitespace().next()?.parse::<u64>().ok()
    };
    Duration::from_nanos(tasks.filter_map(of_task).sum())
}

/// What the process has in memory, in MB.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1_024
}

fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap();
    load.split_whitespace().next().unwrap().to_owned()
}

/// Prints how long something took, by the clock and at work.
async fn timed<T>(what: &str, times: u32, work: impl Future<Output = T>) -> T {
    let (began, at_work) = (Instant::now(), cpu_time());
    let done = work.await;
    let each = |took: Duration| took.as_secs_f64() * 1e3 / f64::from(times);
    let (took, worked) = (each(began.elapsed()), each(cpu_time().saturating_sub(at_work)));
    println!("{what}: {took:.2} ms, {worked:.2} ms of CPU (load {})", load());
    done
}

struct Hub {
    commands: Arc<Coordination>,
    read_models: ReadModels,
    feed: Arc<StoreFeed>,
}

impl Hub {
    async fn give(&self, cause: String, command: Command) {
        let owner = "i0".parse().unwrap();
        let principal = if let Command::ActionItem(_, ActionItemCommand::ReportProgress { .. }) = &command {
            Principal::official("p".parse().unwrap(), owner, BTreeSet::new(), Mandate::Institution)
        } else {
            Principal::service("bench".parse().unwrap())
        };
        let id = CommandId::named(&cause);
        let correlation = CorrelationId(id.0);
        let request = CommandRequest { id, correlation, principal, occurred_at: None, made_from: None, command };
        self.commands.execute(request).await.unwrap();
    }

    async fn give_together(&self, commands: impl Iterator<Item = (String, Command)>) {
        let given = stream::iter(commands).map(|(cause, command)| self.give(cause, command));
        given.buffer_unordered(WRITERS).for_each(async |()| {}).await;
    }
}

fn register(owner: u32) -> (String, Command) {
    let id: InstitutionId = format!("i{owner}").parse().unwrap();
    let names = LocalText::from_versions(Language::ALL.map(|language| (language, id.as_str()))).unwrap();
    let (kind, role) = (InstitutionKind::Ministry, "Simulated".parse().unwrap());
    let register = InstitutionCommand::Register { names, kind, role, authority_member: false };
    (format!("register/{id}"), Command::Institution(id, register))
}

fn assign(item: &str, owner: u32, due: NaiveDate) -> (String, Command) {
    let title = LocalText::only(Language::En, format!("Item {item}").parse().unwrap());
    let owner = format!("i{owner}").parse().unwrap();
    let assign = ActionItemCommand::Assign { title, owner, subgroup: None, due, raised_by: None };
    (format!("assign/{item}"), Command::ActionItem(item.parse().unwrap(), assign))
}

fn report(item: &str, n: u32) -> (String, Command) {
    let progress = u8::try_from(n % 99 + 1).unwrap().try_into().unwrap();
    let report = ActionItemCommand::ReportProgress { progress };
    (format!("report/{item}/{n}"), Command::ActionItem(item.parse().unwrap(), report))
}

#[tokio::main]
async fn main() {
    let open: u32 = std::env::args().nth(1).map_or(10_000, |open| open.parse().expect("how many items are open"));
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
    let clock = Arc::new(SetClock(Mutex::new(BEGINNING.parse().unwrap())));
    let today = moment_at(clock.now()).today;
    let file = folder.path().join("read-models.db");
    let opened = || ReadModels::open(&file, Arc::new(NoKeys), ReadModels::standard()).unwrap();
    let hub = Hub {
        commands: Arc::new(Coordination::new(store.clone(), clock.clone(), "bench".parse().unwrap())),
        read_models: opened(),
        feed: Arc::new(StoreFeed::new(store.clone())),
    };
    println!("{open} open items of {OWNERS} institutions");

    hub.give_together((0..OWNERS).map(register)).await;
    let due = |n: u32| today + Days::new(u64::from(n % 90) + 5);
    let all = (0..open).map(|n| assign(&format!("item-{n}"), n % OWNERS, due(n)));
    timed(&format!("a command, {WRITERS} at a time"), open, hub.give_together(all)).await;
    let one_by_one = async {
        for n in 0..CHANGES {
            let (cause, command) = report("item-0", n);
            hub.give(cause, command).await;
        }
    };
    timed("a command, one after the other", CHANGES, one_by_one).await;

    let end = hub.feed.end().await.unwrap().0;
    let events = u32::try_from(end).unwrap();
    timed("an event taken into every read model", events, hub.read_models.rebuild(hub.feed.as_ref())).await.unwrap();
    let stop = CancellationToken::new();
    let running = tokio::spawn({
        let (read_models, feed, stop) = (hub.read_models.clone(), hub.feed.clone(), stop.clone());
        async move { read_models.run(feed, stop).await }
    });

    let read_models: Arc<dyn ReadPort> = Arc::new(hub.read_models.clone());
    let name = || "reminders".parse().unwrap();
    let (commands, feed) = (hub.commands.clone(), hub.feed.clone());
    let started = || {
        let channels = DeliveryChannels::chat_only(Arc::new(TakesEverything));
        let rules = (Calendar::default(), Ladder::default());
        Notifications::new(read_models.clone(), feed.clone(), commands.clone(), clock.clone(), channels, rules, name())
    };
    // On the next morning everybody is owed their new items.
    *clock.0.lock().unwrap() += TimeDelta::hours(22);
    let notifications = started();
    let first =
        timed("the first look, for each notice that it records", open * 2, notifications.reconcile()).await.unwrap();
    println!("    {first:?}");
    let cases = CaseFollowUp::new(
        hub.read_models.clone(),
        feed.clone(),
        commands.clone(),
        clock.clone(),
        Calendar::default(),
        name(),
    )
    .unwrap();
    let training = TrainingFollowUp::new(read_models.clone(), feed.clone(), commands.clone(), clock.clone(), name());
    let look = async || {
        notifications.reconcile().await.unwrap();
        cases.reconcile().await.unwrap();
        training.reconcile().await.unwrap();
    };
    look().await;
    let nothing_due = async {
        for _ in 0..CHANGES {
            look().await;
        }
    };
    timed("a look with nothing due", CHANGES, nothing_due).await;
    let changes = async {
        for n in 0..CHANGES {
            let (cause, command) = report("item-50", 1_000 + n);
            hub.give(cause, command).await;
            look().await;
        }
    };
    timed("one change: decided, in every read model, looked at by every reconciler", CHANGES, changes).await;

    let before = memory();
    let anew = started();
    timed("the first look after a start", 1, anew.reconcile()).await.unwrap();
    println!("    in memory: {before} MB before it, {} MB after it", memory());

    let read = &hub.read_models;
    timed("every task read, as the overview did", 1, read.all_tasks()).await.unwrap();
    timed("tasks counted", 1, read.ask(TaskCounts { today, soon_until: today })).await.unwrap();
    timed("the next tasks", 1, read.ask(DueTasks { from: Some(today), until: None, limit: 8 })).await.unwrap();
    timed("the timeline's span", 1, read.timeline_span(&TimelineFilter::default())).await.unwrap();
    let last_year = today - Days::new(365);
    let quiet = TimelineFilter { from: Some(last_year), until: Some(last_year + Days::new(30)), ..Default::default() };
    timed("a month of the timeline in which nothing was", 1, read.timeline(&quiet)).await.unwrap();
    stop.cancel();
    running.await.unwrap().unwrap();
    drop((notifications, anew, cases, training, read_models, hub.read_models));
    timed("opening the read models", 1, async { drop(opened()) }).await;

    let hub = Hub { read_models: opened(), ..hub };
    for length in STREAMS {
        let item = format!("long-{length}");
        let (cause, command) = assign(&item, 0, today + Days::new(9));
        hub.give(cause, command).await;
        for n in 0..length {
            let (cause, command) = report(&item, n);
            hub.give(cause, command).await;
        }
        let more = async {
            for n in 0..CHANGES {
                let (cause, command) = report(&item, 100_000 + n);
                hub.give(cause, command).await;
            }
        };
        timed(&format!("a command on a stream of {length} events"), CHANGES, more).await;
    }
}
