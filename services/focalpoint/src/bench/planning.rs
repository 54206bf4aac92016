//! How long it takes to find out who is to be told what: an authority of many people, of whom few have something due.
//!
//! The log, the read models, the topics and the policy are the real ones. Messages end at a channel that takes everything at
//! once: how long sending takes is another measurement's.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use chrono::NaiveDate;
use notifications::{
    Calendar, Channel, Delivered, DeliveryChannels, DeliveryError, Ladder, Message, Notifications, Notified,
};
use tokio_util::sync::CancellationToken;

use super::morning::one_to_remind;
use crate::Fatal;
use crate::composition::embedded::Hub;
use crate::configuration::data_directory::DataDirectory;
use crate::demo::clock::DemoClock;
use crate::progress::bar;

/// When it begins, UTC: a Monday, before the morning's messages.
const BEGINNING: &str = "2017-07-03T04:00:00Z";
/// The day of which the looks are measured: everybody was told of the tasks on the days before.
const MEASURED_ON: (i32, u32, u32) = (2017, 7, 6);
/// When what is due on that day is due.
const DUE_ON: (i32, u32, u32) = MEASURED_ON;
/// When everything else is due.
const DUE_LATER: (i32, u32, u32) = (2017, 9, 29);

/// A channel that takes every message and counts them.
#[derive(Default)]
struct TakesEverything(AtomicUsize);

#[async_trait]
impl Channel for TakesEverything {
    async fn deliver(&self, _: &Message) -> Result<Delivered, DeliveryError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(Delivered::Sent { once: true })
    }
}

fn day((year, month, day): (i32, u32, u32)) -> Result<NaiveDate, Fatal> {
    Ok(NaiveDate::from_ymd_opt(year, month, day).ok_or("no such day")?)
}

/// Has so many people told of a task each, and measures a look on a day on which so many of the tasks are due.
pub(super) async fn run(folder: &Path, people: u32, due: u32) -> Result<(), Fatal> {
    let data = DataDirectory::open(&folder.join("planning"))?;
    let clock = Arc::new(DemoClock::open(&data.demo_clock(), BEGINNING.parse()?)?);
    let hub = Hub::open(data, "planning".parse()?, clock.clone())?;
    let setting_up = bar("people", people.into());
    for n in 1..=people {
        one_to_remind(&hub, n, day(if n <= due { DUE_ON } else { DUE_LATER })?).await?;
        setting_up.inc(1);
    }
    setting_up.finish_and_clear();

    let stop = CancellationToken::new();
    let (read_models, feed, until) = (hub.read_models.clone(), hub.feed.clone(), stop.clone());
    let folding = tokio::spawn(async move { read_models.run(feed, until).await });
    let channel = Arc::new(TakesEverything::default());
    let notifications = Notifications::new(
        Arc::new(hub.read_models.clone()),
        hub.feed.clone(),
        hub.coordination.clone(),
        clock.clone(),
        DeliveryChannels::chat_only(channel.clone()),
        (Calendar::default(), Ladder::default()),
        "reminders".parse()?,
    );
    clock.next_morning()?;
    let (told, took) = reconcile(&notifications).await?;
    println!("{people} people told of a new task, each message recorded: {} in {:.1} s", told.sent, took.as_secs_f64());
    clock.next_morning()?;
    reconcile(&notifications).await?;
    let (nothing, took) = reconcile(&notifications).await?;
    println!("a look with nothing due: {:.0} ms ({} sent)", in_ms(took), nothing.sent);
    clock.go_to(day(MEASURED_ON)?)?;
    let (told, took) = reconcile(&notifications).await?;
    println!(
        "a look with {due} due: {:.0} ms, of it recorded: {} planned, {} sent",
        in_ms(took),
        told.planned,
        told.sent
    );
    stop.cancel();
    folding.await??;
    Ok(())
}

fn in_ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}

async fn reconcile(notifications: &Notifications) -> Result<(Notified, Duration), Fatal> {
    let started = Instant::now();
    let done = notifications.reconcile().await?;
    Ok((done, started.elapsed()))
}
