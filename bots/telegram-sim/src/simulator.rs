//! The simulator as a whole: one state behind one lock, and who is told when it changes.

use std::{
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, Utc};
use tokio::sync::{broadcast, watch};

use crate::{
    archive::{Archive, ArchiveError, Record},
    calls::{Call, CallLog},
    clock::{ClockMove, DemoClock},
    config::{RateLimits, SimConfig},
    contact::{Contact, ContactError},
    contact_actions::{self, PhoneError},
    faults::{Fault, Faults},
    page_event::PageEvent,
    rate::RateGate,
    world::World,
};

/// How much a slow listener may fall behind before it is told to read everything again.
const NEWS_KEPT: usize = 4096;

/// A local Telegram: the Bot API for one bot, and the phones of its contacts.
pub struct Simulator {
    token: String,
    clock: Arc<dyn DemoClock>,
    core: Mutex<Core>,
    faults: Mutex<Faults>,
    rate: Mutex<RateGate>,
    calls: Mutex<CallLog>,
    secretariat_url: Mutex<Option<String>>,
    news: broadcast::Sender<PageEvent>,
    /// Counts everything that somebody may be waiting for.
    changes: watch::Sender<u64>,
    closing: watch::Sender<bool>,
}

struct Core {
    world: World,
    archive: Option<Archive>,
    /// What the archive could not write yet.
    backlog: Vec<Record>,
}

impl Simulator {
    /// A simulator with the state of its file, if it has one.
    pub fn new(config: SimConfig, clock: Arc<dyn DemoClock>) -> Result<Arc<Self>, ArchiveError> {
        let mut world = World::new(&config);
        let archive = config.state_file.as_deref().map(Archive::open).transpose()?;
        if let Some(archive) = &archive {
            world.restore(archive)?;
        }
        Ok(Arc::new(Self {
            token: config.token,
            clock,
            core: Mutex::new(Core { world, archive, backlog: Vec::new() }),
            faults: Mutex::default(),
            rate: Mutex::new(RateGate::new(config.rate)),
            calls: Mutex::default(),
            secretariat_url: Mutex::new(config.secretariat_url),
            news: broadcast::channel(NEWS_KEPT).0,
            changes: watch::channel(0).0,
            closing: watch::channel(false).0,
        }))
    }

    /// Adds a contact, or brings the one with the same id up to date. Its chat stays as it is.
    pub fn add_contact(&self, contact: Contact) -> Result<(), ContactError> {
        self.change(|world| {
            contact.check(world.bot_id)?;
            world.put_contact(contact);
            Ok(())
        })
    }

    /// All contacts, by id.
    pub fn contacts(&self) -> Vec<Contact> {
        self.read(|world| world.contacts.values().cloned().collect())
    }

    /// Presses START for a contact: sends `/start`, with the contact's payload. Refused if that was done before.
    pub fn press_start(&self, contact: i64) -> Result<(), PhoneError> {
        self.change(|world| contact_actions::start(world, contact, None)).map(drop)
    }

    /// Sends a text as a contact.
    pub fn send_text(&self, contact: i64, text: &str) -> Result<(), PhoneError> {
        self.change(|world| contact_actions::send_text(world, contact, text, None)).map(drop)
    }

    /// Sets where the chat page's link to the secretariat leads.
    pub fn set_secretariat_url(&self, url: Option<String>) {
        *lock(&self.secretariat_url) = url;
    }

    /// Orders a fault for coming calls of the bot.
    pub fn add_fault(&self, fault: Fault) {
        self.faults().add(fault);
    }

    /// Sets other rate limits; what was counted is forgotten.
    pub fn set_rate_limits(&self, limits: RateLimits) {
        self.rate().set(limits);
    }

    /// Ends what waits: long polls answer with nothing, streams end, webhooks stop.
    pub fn close(&self) {
        self.closing.send_replace(true);
        self.changes.send_modify(|count| *count += 1);
    }

    pub(crate) fn is_closing(&self) -> bool {
        *self.closing.borrow()
    }

    pub(crate) fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }

    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    pub(crate) fn secretariat_url(&self) -> Option<String> {
        lock(&self.secretariat_url).clone()
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) fn clock_controllable(&self) -> bool {
        self.clock.controllable()
    }

    pub(crate) async fn move_clock(&self, wish: ClockMove) -> Result<DateTime<Utc>, String> {
        let now = self.clock.control(wish).await?;
        self.announce(PageEvent::Clock { now });
        Ok(now)
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.faults)
    }

    pub(crate) fn rate(&self) -> MutexGuard<'_, RateGate> {
        lock(&self.rate)
    }

    pub(crate) fn calls(&self) -> MutexGuard<'_, CallLog> {
        lock(&self.calls)
    }

    pub(crate) fn log_call(&self, call: Call) {
        self.calls().add(call);
        self.changes.send_modify(|count| *count += 1);
    }

    pub(crate) fn news(&self) -> broadcast::Receiver<PageEvent> {
        self.news.subscribe()
    }

    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    pub(crate) fn read<T>(&self, read: impl FnOnce(&World) -> T) -> T {
        read(&lock(&self.core).world)
    }

    /// Changes the state, writes the change down, then tells everyone.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let now = self.clock.now();
        let (outcome, news) = {
            let mut core = lock(&self.core);
            core.world.now = now;
            let outcome = change(&mut core.world);
            let (records, news) = core.world.take_changes();
            core.keep(records);
            // Sent under the lock, so that everyone hears the changes in the order in which they were made.
            for item in &news {
                self.announce(item.clone());
            }
            (outcome, news.len())
        };
        tracing::trace!(news, "the simulator changed");
        self.changes.send_modify(|count| *count += 1);
        outcome
    }

    /// No page may be listening, and that is fine.
    fn announce(&self, item: PageEvent) {
        drop(self.news.send(item));
    }
}

impl Core {
    /// Writes records down. What cannot be written is tried again with the next change.
    fn keep(&mut self, records: Vec<Record>) {
        let Some(archive) = &mut self.archive else { return };
        self.backlog.extend(records);
        if self.backlog.is_empty() {
            return;
        }
        match archive.write(&self.backlog) {
            Ok(()) => drop(mem::take(&mut self.backlog)),
            Err(error) => tracing::error!(%error, waiting = self.backlog.len(), "the state file was not written"),
        }
    }
}

/// A lock whose holder panicked still guards a state that each change leaves whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
