//! What the tests of the read models hold: a feed in memory, a clock in their own hands, keys that can be lost.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code,
    unreachable_pub,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

pub mod any;
pub mod country;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Utc};
use events::authority::Principal;
use events::email_address::EmailAddress;
use events::erasure::{ErasureCommand, ErasureSubject, TakenOut};
use events::ids::{ChatId, CommandId, CorrelationId, MessageId, PersonId, Position, Revision, StreamId};
use events::institution::{Appointee, InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::log_mark::{EventHash, LogId, LogMark};
use events::mandate::Mandate;
use events::non_empty::NonEmpty;
use events::notification::{Audience, ChannelKind, Notice, NotificationCommand};
use events::sealed::{Nonce, PersonKey, PersonKeys, Sealed};
use events::text::Text;
use events::{Command, Metadata, Moment, RecordedEvent, Rejection};
use feed::{EventFeed, FeedError, Subscription};
use readmodels::ReadModels;
use tokio::sync::Notify;

/// Keys in memory.
#[derive(Default)]
pub struct Keys(Mutex<BTreeMap<PersonId, PersonKey>>);

impl Keys {
    pub fn erase(&self, person: &PersonId) {
        self.0.lock().unwrap().remove(person);
    }

    pub fn seal<T: serde::Serialize + serde::de::DeserializeOwned>(&self, person: &PersonId, value: &T) -> Sealed<T> {
        let mut keys = self.0.lock().unwrap();
        let number = u8::try_from(keys.len()).unwrap();
        let key = keys.entry(person.clone()).or_insert(PersonKey([number; 32])).clone();
        Sealed::seal(person.clone(), &key, Nonce([7; 24]), value).unwrap()
    }

    pub fn appointee(&self, person: &str, name: &str, language: Language) -> Appointee {
        let person: PersonId = person.parse().unwrap();
        let name = self.seal(&person, &name.parse::<Text>().unwrap());
        Appointee { person, name, phone: None, language }
    }

    pub fn address(&self, person: &str, address: &str) -> Sealed<EmailAddress> {
        self.seal(&person.parse().unwrap(), &address.parse().unwrap())
    }

    pub fn chat(&self, person: &str, chat: i64) -> Sealed<ChatId> {
        self.seal(&person.parse().unwrap(), &ChatId(chat))
    }
}

impl PersonKeys for Keys {
    fn key(&self, person: &PersonId) -> Option<PersonKey> {
        self.0.lock().unwrap().get(person).cloned()
    }
}

/// A log in memory: decides as the domain does, and feeds what was recorded.
#[derive(Default)]
pub struct Log {
    events: Mutex<Vec<RecordedEvent>>,
    commands: Mutex<u64>,
    identity: Mutex<u128>,
    grown: Notify,
}

pub fn noon(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2017, 7, 1, 10, 0, 0).unwrap() + TimeDelta::days(i64::from(day) - 1)
}

pub fn date(day: u32) -> NaiveDate {
    noon(day).date_naive()
}

impl Log {
    /// Decides on a command on a day of July 2017; refused commands leave nothing.
    pub fn command(&self, day: u32, command: Command) -> Result<Vec<RecordedEvent>, Rejection> {
        let principal = match &command {
            Command::Institution(_, InstitutionCommand::LinkChat { .. })
            | Command::Reminder(..)
            | Command::Notification(..) => Principal::service("test".parse().unwrap()),
            _ => Principal::secretariat(),
        };
        self.command_by(&principal, day, command)
    }

    /// The same, given by somebody.
    pub fn command_by(
        &self,
        principal: &Principal,
        day: u32,
        command: Command,
    ) -> Result<Vec<RecordedEvent>, Rejection> {
        let stream = command.stream().unwrap();
        let mut log = self.events.lock().unwrap();
        let mut commands = self.commands.lock().unwrap();
        *commands += 1;
        let id = CommandId::named(&format!("test/{commands}"));
        let history: Vec<_> = log.iter().filter(|event| event.stream == stream).cloned().collect();
        let moment = Moment { now: noon(day), today: date(day) };
        let decided = events::decide_as(command, &history, principal, &moment)?;
        let by = decided.by;
        let recorded: Vec<RecordedEvent> = decided
            .events
            .into_iter()
            .enumerate()
            .map(|(n, event)| RecordedEvent {
                position: Position((log.len() + n + 1) as u64),
                stream: stream.clone(),
                revision: Revision((history.len() + n) as u64),
                id: id.event(n),
                metadata: Metadata {
                    tenant: "kosovo".parse().unwrap(),
                    actor: by.clone(),
                    correlation_id: CorrelationId(id.0),
                    causation_id: id,
                    occurred_at: noon(day),
                    recorded_at: noon(day),
                    door: None,
                    network: None,
                },
                event,
            })
            .collect();
        log.extend(recorded.clone());
        drop(log);
        self.grown.notify_waiters();
        Ok(recorded)
    }

    pub fn do_all(&self, day: u32, commands: impl IntoIterator<Item = Command>) {
        for command in commands {
            let said = format!("{command:?}");
            self.command(day, command).unwrap_or_else(|rejection| panic!("{said}: {rejection}"));
        }
    }

    pub fn history(&self, stream: &StreamId, before: Revision) -> Vec<RecordedEvent> {
        let log = self.events.lock().unwrap();
        log.iter().filter(|event| event.stream == *stream && event.revision < before).cloned().collect()
    }

    pub fn id(&self) -> LogId {
        LogId::from_bytes(self.identity.lock().unwrap().to_be_bytes())
    }

    /// Another log in the place of this one, whatever its events.
    pub fn is_another(&self) {
        *self.identity.lock().unwrap() += 1;
    }

    /// The log as it was when it had so many events.
    pub fn set_back_to(&self, events: usize) {
        self.events.lock().unwrap().truncate(events);
    }

    /// Takes the texts out of an event, and says so.
    pub fn take_out(&self, position: Position) {
        let (event, left) = {
            let mut log = self.events.lock().unwrap();
            let recorded = &mut log[usize::try_from(position.0).unwrap() - 1];
            let texts = recorded.event.texts();
            recorded.event = recorded.event.clone().without(&texts);
            (recorded.id, EventHash::from([7; 32]))
        };
        let subject = ErasureSubject::Texts { position, event };
        let erasure = subject.erasure().unwrap();
        let operator = Principal::service("test".parse().unwrap());
        let nobody = BTreeSet::new();
        let dren = ("dren".parse().unwrap(), "sekretariati".parse().unwrap());
        let dren = Principal::official(dren.0, dren.1, nobody, Mandate::Secretariat);
        let from = vec![TakenOut { position, event, left }];
        for (by, command) in [
            (&operator, ErasureCommand::Ask { subject, reason: "It says too much".parse().unwrap() }),
            (&dren, ErasureCommand::Confirm),
            (&operator, ErasureCommand::RecordCarriedOut { from }),
        ] {
            self.command_by(by, 2, Command::Erasure(erasure.clone(), command)).unwrap();
        }
    }

    pub fn mark(&self, at: Position) -> Option<LogMark> {
        let log = self.id();
        let Some(before) = at.0.checked_sub(1) else { return Some(LogMark::start_of(log)) };
        let events = self.events.lock().unwrap();
        let id = events.get(usize::try_from(before).unwrap())?.id.0.into_bytes();
        let hash = EventHash::try_from([id, id].concat().as_slice()).unwrap();
        Some(LogMark { log, position: at, hash })
    }

    pub fn events(&self) -> Vec<RecordedEvent> {
        self.events.lock().unwrap().clone()
    }

    pub fn end_position(&self) -> Position {
        Position(self.events.lock().unwrap().len() as u64)
    }
}

/// Feeds a log in batches of a size of its own choice, each batch overlapping the one before: at least once.
pub struct Feeding {
    pub log: Arc<Log>,
    pub batch: usize,
    pub overlap: usize,
}

struct Place {
    log: Arc<Log>,
    next: usize,
    batch: usize,
    overlap: usize,
}

#[async_trait]
impl Subscription for Place {
    async fn next(&mut self) -> Result<NonEmpty<RecordedEvent>, FeedError> {
        let batch: Vec<_> = {
            let log = self.log.events.lock().unwrap();
            let from = self.next.saturating_sub(self.overlap);
            log.iter().skip(from).take(self.batch + (self.next - from)).cloned().collect()
        };
        self.next += self.batch;
        NonEmpty::try_from(batch).map_err(|_| FeedError::Closed)
    }
}

#[async_trait]
impl EventFeed for Feeding {
    async fn subscribe(&self, after: Position, _: usize) -> Result<Box<dyn Subscription>, FeedError> {
        let next = usize::try_from(after.0).unwrap();
        Ok(Box::new(Place { log: self.log.clone(), next, batch: self.batch, overlap: self.overlap }))
    }

    async fn end(&self) -> Result<Position, FeedError> {
        Ok(self.log.end_position())
    }

    async fn log(&self) -> Result<LogId, FeedError> {
        Ok(self.log.id())
    }

    async fn mark(&self, at: Position) -> Result<Option<LogMark>, FeedError> {
        Ok(self.log.mark(at))
    }

    async fn history(&self, stream: &StreamId, before: Revision) -> Result<Vec<RecordedEvent>, FeedError> {
        Ok(self.log.history(stream, before))
    }
}

/// Feeds a log and waits at its end for more.
pub struct Waiting(pub Arc<Log>);

struct Waits {
    log: Arc<Log>,
    next: usize,
}

#[async_trait]
impl Subscription for Waits {
    async fn next(&mut self) -> Result<NonEmpty<RecordedEvent>, FeedError> {
        loop {
            let grown = self.log.grown.notified();
            let batch: Vec<_> = self.log.events.lock().unwrap().iter().skip(self.next).take(7).cloned().collect();
            if let Ok(batch) = NonEmpty::try_from(batch) {
                self.next += batch.len();
                return Ok(batch);
            }
            grown.await;
        }
    }
}

#[async_trait]
impl EventFeed for Waiting {
    async fn subscribe(&self, after: Position, _: usize) -> Result<Box<dyn Subscription>, FeedError> {
        Ok(Box::new(Waits { log: self.0.clone(), next: usize::try_from(after.0).unwrap() }))
    }

    async fn end(&self) -> Result<Position, FeedError> {
        Ok(self.0.end_position())
    }

    async fn log(&self) -> Result<LogId, FeedError> {
        Ok(self.0.id())
    }

    async fn mark(&self, at: Position) -> Result<Option<LogMark>, FeedError> {
        Ok(self.0.mark(at))
    }

    async fn history(&self, stream: &StreamId, before: Revision) -> Result<Vec<RecordedEvent>, FeedError> {
        Ok(self.0.history(stream, before))
    }
}

/// A log, its keys, and read models in a folder of their own.
pub struct TestReadModels {
    pub folder: tempfile::TempDir,
    pub log: Arc<Log>,
    pub keys: Arc<Keys>,
}

impl TestReadModels {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), log: Arc::default(), keys: Arc::default() }
    }

    pub fn feed(&self) -> Feeding {
        Feeding { log: self.log.clone(), batch: 7, overlap: 0 }
    }

    pub fn open(&self, name: &str) -> ReadModels {
        self.open_at(&self.folder.path().join(name))
    }

    pub fn open_at(&self, path: &Path) -> ReadModels {
        ReadModels::open(path, self.keys.clone(), ReadModels::standard()).unwrap()
    }

    /// Read models that have taken in everything.
    pub async fn read_models(&self) -> ReadModels {
        let read_models = self.open("read-models.db");
        read_models.catch_up(&self.feed()).await.unwrap();
        read_models
    }

    pub fn register(&self, id: &str, kind: InstitutionKind) {
        let names = LocalText::from_versions(Language::ALL.map(|language| (language, id))).unwrap();
        let role = "role".parse().unwrap();
        let register = InstitutionCommand::Register { names, kind, role, authority_member: true };
        self.log.do_all(1, [Command::Institution(id.parse().unwrap(), register)]);
    }
}

pub fn title(text: &str) -> LocalText {
    LocalText::only(Language::En, text.parse().unwrap())
}

/// What the focal point of “ms” is told.
pub fn notice(about: &str, occasion: &str) -> Notice {
    Notice {
        about: about.parse().unwrap(),
        occasion: occasion.parse().unwrap(),
        to: Audience::FocalPoint("ms".parse().unwrap()),
    }
}

pub fn plan(notice: &Notice) -> Command {
    Command::Notification(notice.key(), NotificationCommand::Plan { notice: notice.clone() })
}

/// That a notice went to somebody by Telegram in a message.
pub fn record_sent(notice: &Notice, person: &str, message: &str) -> Command {
    let (person, message) = (person.parse().unwrap(), MessageId::named(message));
    let sent = NotificationCommand::RecordSent { person, channel: ChannelKind::Telegram, message, certain: true };
    Command::Notification(notice.key(), sent)
}

pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    items.into_iter().collect()
}
