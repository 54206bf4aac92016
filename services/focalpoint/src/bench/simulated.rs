//! `focalpoint bench --simulate`: the load of docs/scale.md, driven through the real code on this machine.
//!
//! Commands come when they are due, whether or not those before them are done, so that waiting counts. Everything runs in
//! one process on the embedded default: each authority has its own log, the machine is shared by all of them.

use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use coordination::SystemClock;
use events::ids::Position;
use feed::EventFeed;
use futures::future::try_join_all;
use readmodels::{Partition, ReadModels};
use store::SqlitePersonKeys;
use tokio::sync::mpsc;

use super::authority::{Authority, CommandTiming, Outcome};
use super::{at, morning};
use crate::Fatal;
use crate::command_line::arguments;
use crate::composition::embedded::Hub;
use crate::progress::bar;

/// How many events a second the plan is made for.
const PLANNED: f64 = 100.0;
/// Seconds of a year, for what a year's log takes.
const YEAR: f64 = 365.25 * 86_400.0;

/// Measures and prints.
pub(super) async fn run(options: &arguments::Simulated, folder: &Path) -> Result<(), Fatal> {
    let each = options.institutions.get().div_ceil(options.authorities.get());
    println!("authorities, side by side: {}; institutions in each: {each}", options.authorities);
    let (outcome_sender, mut outcomes) = mpsc::unbounded_channel();
    let mut authorities = Vec::new();
    let opening = bar("opening", options.authorities.get().into());
    for n in 0..options.authorities.get() {
        let clock = Arc::new(SystemClock);
        authorities.push(Authority::open(folder, &format!("authority-{n}"), each, clock, &outcome_sender).await?);
        opening.inc(1);
    }
    opening.finish_and_clear();

    let steady = steady(&authorities, options.rate, options.seconds, &mut outcomes).await?;
    report(&format!("{} events a second for {} s", options.rate, options.seconds), &steady);
    let burst = at_once(&authorities, options.burst, &mut outcomes).await?;
    report(&format!("a burst of {} events", options.burst), &burst);

    let mut hubs = Vec::new();
    for authority in authorities {
        hubs.push(authority.finish().await?);
    }
    storage(&hubs, folder).await?;
    if let Some(hub) = hubs.first() {
        recovery(hub, options.partitions.get(), folder).await?;
    }
    drop(hubs);

    let morning = morning::run(folder, options.digests).await?;
    let took = morning.took.as_secs_f64();
    println!(
        "{} digests of one morning by one bot, the messenger limited as Telegram is: {took:.1} s, at most {} in a second, \
         refused as too many {} times",
        morning.digests, morning.most_in_a_second, morning.too_many
    );
    Ok(())
}

/// The load at its rate: each event is due at its own moment.
async fn steady(
    authorities: &[Authority],
    rate: NonZeroU32,
    seconds: u32,
    outcomes: &mut mpsc::UnboundedReceiver<Outcome>,
) -> Result<LoadMeasurement, Fatal> {
    let (count, begun) = (rate.get() * seconds, Instant::now());
    let moving = bar("steady load", count.into());
    for (n, turn) in (0..count).zip(turns(authorities)) {
        let due = begun + Duration::from_secs(n.into()) / rate.get();
        tokio::time::sleep_until(due.into()).await;
        turn.send(due)?;
        moving.inc(1);
    }
    moving.finish_and_clear();
    LoadMeasurement::of(count, begun, outcomes).await
}

/// So many events due at the same moment.
async fn at_once(
    authorities: &[Authority],
    count: u32,
    outcomes: &mut mpsc::UnboundedReceiver<Outcome>,
) -> Result<LoadMeasurement, Fatal> {
    let begun = Instant::now();
    for (_, turn) in (0..count).zip(turns(authorities)) {
        turn.send(begun)?;
    }
    LoadMeasurement::of(count, begun, outcomes).await
}

/// Every institution's turn, again and again, those of all authorities mixed.
fn turns(authorities: &[Authority]) -> impl Iterator<Item = &super::authority::TurnSender> {
    let most = authorities.iter().map(|one| one.institutions.len()).max().unwrap_or(0);
    (0..most).cycle().flat_map(|n| authorities.iter().filter_map(move |one| one.institutions.get(n)))
}

/// How commands went.
struct LoadMeasurement {
    saved: Vec<Duration>,
    shown: Vec<Duration>,
    /// From the first moment at which one was due until the last was durable, and shown.
    all_saved: Duration,
    all_shown: Duration,
}

impl LoadMeasurement {
    /// Waits until all of them are shown.
    async fn of(count: u32, begun: Instant, outcomes: &mut mpsc::UnboundedReceiver<Outcome>) -> Result<Self, Fatal> {
        let (mut saved, mut shown, mut last) = (Vec::new(), Vec::new(), begun);
        for _ in 0..count {
            let outcome = outcomes.recv().await.ok_or("the load ended before it was done")?;
            let CommandTiming { saved: to_saved, shown: to_shown, saved_at } = outcome?;
            saved.push(to_saved);
            shown.push(to_shown);
            last = last.max(saved_at);
        }
        saved.sort_unstable();
        shown.sort_unstable();
        Ok(Self { saved, shown, all_saved: last - begun, all_shown: begun.elapsed() })
    }
}

fn report(what: &str, measured: &LoadMeasurement) {
    let count = measured.saved.len();
    let rate = f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / measured.all_saved.as_secs_f64();
    let ms = |duration: Duration| duration.as_secs_f64() * 1e3;
    println!(
        "{what}: durable at {rate:.0} a second, p50 {:.1} ms, p99 {:.1} ms after each was due; shown p50 {:.1} ms, p99 \
         {:.1} ms; all durable after {:.2} s, all shown after {:.2} s",
        ms(at(&measured.saved, 50)),
        ms(at(&measured.saved, 99)),
        ms(at(&measured.shown, 50)),
        ms(at(&measured.shown, 99)),
        measured.all_saved.as_secs_f64(),
        measured.all_shown.as_secs_f64()
    );
}

/// What the logs and the read models take on the disk.
async fn storage(hubs: &[Arc<Hub>], folder: &Path) -> Result<(), Fatal> {
    let (mut events, mut log, mut models) = (0, 0, 0);
    for (n, hub) in hubs.iter().enumerate() {
        let copy = folder.join(format!("copy-{n}.db"));
        hub.store.backup(&copy).await?;
        log += std::fs::metadata(&copy)?.len();
        std::fs::remove_file(&copy)?;
        events += hub.feed.end().await?.0;
        models += size_of(&hub.read_models).await?;
    }
    let (events, log, models) = (as_float(events)?, as_float(log)?, as_float(models)?);
    println!(
        "storage: {:.0} bytes of log and {:.0} bytes of read models for each of {events:.0} events; a year of {PLANNED:.0} \
         events a second is {:.0} GB of log",
        log / events,
        models / events,
        log / events * PLANNED * YEAR / 1e9
    );
    Ok(())
}

async fn size_of(read_models: &ReadModels) -> Result<u64, Fatal> {
    let size = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
    Ok(read_models.read(move |connection| connection.query_row(size, [], |row| row.get(0))).await?)
}

fn as_float(count: u64) -> Result<f64, Fatal> {
    Ok(u32::try_from(count / 16).map(|part| f64::from(part) * 16.0)?)
}

/// How long it takes to make the read models of one authority anew, whole and in partitions side by side.
async fn recovery(hub: &Hub, partitions: u16, folder: &Path) -> Result<(), Fatal> {
    let end = hub.feed.end().await?;
    let begun = Instant::now();
    hub.read_models.rebuild(hub.feed.as_ref()).await?;
    made_anew("whole", end, begun.elapsed())?;
    let keys = Arc::new(SqlitePersonKeys::open(&folder.join("keys-of-partitions.db"))?);
    let mut parts = Vec::new();
    for n in 0..partitions {
        let projections = ReadModels::of(Partition::new(n, partitions)?);
        parts.push(ReadModels::open(&folder.join(format!("partition-{n}.db")), keys.clone(), projections)?);
    }
    let begun = Instant::now();
    let feed: &dyn EventFeed = hub.feed.as_ref();
    try_join_all(parts.iter().map(|part| part.catch_up(feed))).await?;
    made_anew(&format!("in {partitions} partitions, all on this machine"), end, begun.elapsed())
}

fn made_anew(how: &str, end: Position, took: Duration) -> Result<(), Fatal> {
    let rate = f64::from(u32::try_from(end.0)?) / took.as_secs_f64();
    println!(
        "recovery: the read models of {end} events made anew {how} in {:.2} s: {rate:.0} events a second; a day of {PLANNED:.0} \
         a second in {:.0} min",
        took.as_secs_f64(),
        PLANNED * 86_400.0 / rate / 60.0
    );
    Ok(())
}
