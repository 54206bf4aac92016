//! What the tests of telling people hold: an authority of three institutions on the real store and read models, a mailbox
//! that can refuse, a command service that can be cut off, and time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    missing_docs,
    dead_code,
    unreachable_pub,
    reason = "a test fails by panicking"
)]

pub mod fuse;
pub mod working_days;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU16, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use self::fuse::Fuse;
use async_trait::async_trait;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Belgrade;
use coordination::{Accepted, Clock, CommandError, CommandPort, CommandRequest, Coordination};
use events::Command;
use events::action_item::ActionItemCommand as C;
use events::authority::Principal;
use events::ids::{ChatId, CommandId, CorrelationId, EventId, PersonId};
use events::institution::{Appointee, InstitutionCommand, InstitutionKind, InvitationHash};
use events::language::{Language, LocalText};
use events::notification::NotificationCommand;
use events::sealed::{Nonce, PersonKey, Sealed};
use events::subgroup::{Chair, SubgroupCommand};
use events::text::Text;
use feed::{EventFeed, StoreFeed};
use notifications::ladder::LadderSettings;
use notifications::topics::Topic;
use notifications::{
    Addressee, Calendar, Channel, Content, Delivered, DeliveryChannels, DeliveryError, Ladder, Message, Notifications,
    Notified, NotifyError, TaskSection, WorkContent,
};
use readmodels::ReadModels;
use store::EventStore;
use store::person_keys::SqlitePersonKeys;
use store::sqlite::SqliteEventStore;
use tokio::sync::Notify;

/// A clock in the test's hand.
pub struct Hand(pub Mutex<DateTime<Utc>>);

impl Clock for Hand {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// Keeps what was delivered; refuses what it is told to refuse.
#[derive(Default)]
pub struct Mailbox {
    pub delivered: Mutex<Vec<Message>>,
    pub refuses: Mutex<BTreeMap<PersonId, DeliveryError>>,
    /// How often it was asked to deliver.
    pub asked: AtomicUsize,
    /// Told that a delivery has begun, and waited for before it ends; once.
    pub held: Mutex<Option<(Arc<Notify>, Arc<Notify>)>>,
    /// A clock, and the time it is set to while a message is under delivery.
    pub jump: Mutex<Option<(Arc<Hand>, DateTime<Utc>)>>,
    /// What can stop whoever delivers, dead.
    pub fuse: Arc<Fuse>,
}

#[async_trait]
impl Channel for Mailbox {
    async fn deliver(&self, message: &Message) -> Result<Delivered, DeliveryError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        self.fuse.pass().await;
        let refused = message.to.person().and_then(|person| self.refuses.lock().unwrap().get(person).cloned());
        if let Some(error) = refused {
            self.fuse.pass().await;
            return Err(error);
        }
        let held = self.held.lock().unwrap().take();
        if let Some((begun, go_on)) = held {
            begun.notify_one();
            go_on.notified().await;
        }
        self.delivered.lock().unwrap().push(message.clone());
        if let Some((clock, to)) = self.jump.lock().unwrap().take() {
            *clock.0.lock().unwrap() = to;
        }
        self.fuse.pass().await;
        Ok(Delivered::Sent { once: true })
    }
}

/// The real command service, which can be cut off just before something is recorded as sent.
pub struct Cut {
    pub real: Arc<Coordination>,
    pub before_sent: AtomicBool,
    /// What can stop whoever records, dead.
    pub fuse: Arc<Fuse>,
}

#[async_trait]
impl CommandPort for Cut {
    async fn execute(&self, request: CommandRequest) -> Result<Accepted, CommandError> {
        let sent = matches!(&request.command, Command::Notification(_, NotificationCommand::RecordSent { .. }));
        if sent && self.before_sent.load(Ordering::SeqCst) {
            return Err(CommandError::Unavailable { reason: "cut off".to_owned() });
        }
        self.fuse.pass().await;
        let accepted = self.real.execute(request).await;
        self.fuse.pass().await;
        accepted
    }
}

pub struct Harness {
    pub folder: tempfile::TempDir,
    pub store: Arc<SqliteEventStore>,
    pub keys: Arc<SqlitePersonKeys>,
    pub clock: Arc<Hand>,
    pub commands: Arc<Cut>,
    pub read_models: ReadModels,
    pub feed: Arc<StoreFeed>,
    pub mailbox: Arc<Mailbox>,
    /// What leaves by e-mail, where that is set up.
    pub email: Option<Arc<Mailbox>>,
    pub given: Mutex<u32>,
    /// What is told of; of tasks, unless a test wants something else.
    pub topics: Vec<&'static dyn Topic>,
    /// How many seconds what is said at once waits for others to join it.
    pub joins_within: AtomicU16,
    /// The days off, as they are configured.
    pub calendar: Mutex<Calendar>,
    /// What can stop the driver, dead, at any of its calls.
    pub fuse: Arc<Fuse>,
}

pub fn at(date: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    Belgrade.from_local_datetime(&date.and_time(time)).unwrap().with_timezone(&Utc)
}

/// A day of July 2017; 3 July is a Monday.
pub fn july(day: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 7, 1).unwrap() + Days::new(day - 1)
}

/// What is told of tasks.
fn of_tasks() -> Vec<&'static dyn Topic> {
    use notifications::topics::{action_items, nudges, outcomes, put_off};
    vec![&action_items::ActionItems, &outcomes::Outcomes, &nudges::Nudges, &put_off::PutOff]
}

impl Harness {
    /// The ministry (focal point with chat 1, deputy with chat 2) owns; the chair (chat 3) is at the police; the
    /// secretariat has chat 4.
    pub async fn new() -> Self {
        let harness = Self::in_folder(tempfile::tempdir().unwrap(), at(july(3), 7, 0));
        for (institution, kind) in [
            ("ms", InstitutionKind::Ministry),
            ("policia", InstitutionKind::Police),
            ("secretariat", InstitutionKind::Secretariat),
        ] {
            let names = LocalText::from_versions(Language::ALL.map(|language| (language, institution))).unwrap();
            let role = "role".parse().unwrap();
            let register = InstitutionCommand::Register { names, kind, role, authority_member: true };
            harness.institution(institution, register).await;
        }
        harness.appoint("ms", "arta", Some(1), true).await;
        harness.appoint("ms", "besa", Some(2), false).await;
        harness.appoint("policia", "chair", Some(3), true).await;
        harness.appoint("secretariat", "teuta", Some(4), true).await;
        let subgroup = |command| Command::Subgroup("te-dhena".parse().unwrap(), command);
        let name = LocalText::only(Language::En, "Data".parse().unwrap());
        harness.give(subgroup(SubgroupCommand::Form { name })).await.unwrap();
        let institution = "policia".parse().unwrap();
        harness.give(subgroup(SubgroupCommand::AdmitInstitution { institution })).await.unwrap();
        let chair = Chair { person: "chair".parse().unwrap(), institution: "policia".parse().unwrap() };
        harness.give(subgroup(SubgroupCommand::AppointChair(chair))).await.unwrap();
        harness
    }

    /// What is recorded in this folder, at this time.
    fn in_folder(folder: tempfile::TempDir, now: DateTime<Utc>) -> Self {
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        let keys = Arc::new(SqlitePersonKeys::open(&folder.path().join("keys.db")).unwrap());
        let clock = Arc::new(Hand(Mutex::new(now)));
        let real = Arc::new(Coordination::new(store.clone(), clock.clone(), "kosovo".parse().unwrap()));
        let fuse = Arc::new(Fuse::default());
        let commands = Arc::new(Cut { real, before_sent: AtomicBool::new(false), fuse: fuse.clone() });
        let file = folder.path().join("read-models.db");
        let read_models = ReadModels::open(&file, keys.clone(), ReadModels::standard()).unwrap();
        let feed = Arc::new(StoreFeed::new(store.clone()));
        let (mailbox, email) = (Arc::new(Mailbox { fuse: fuse.clone(), ..Mailbox::default() }), None);
        let (given, topics, joins_within) = (Mutex::new(0), of_tasks(), AtomicU16::new(0));
        Self {
            folder,
            store,
            keys,
            clock,
            commands,
            read_models,
            feed,
            mailbox,
            email,
            given,
            topics,
            joins_within,
            calendar: Mutex::new(Calendar::default()),
            fuse,
        }
    }

    /// The same, as it is recorded now, apart from this.
    pub fn copy(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(self.folder.path()).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), Path::new(folder.path()).join(file.file_name())).unwrap();
        }
        let copied = Self::in_folder(folder, self.clock.now());
        let mailbox_like = |mailbox: &Mailbox| Mailbox {
            refuses: Mutex::new(mailbox.refuses.lock().unwrap().clone()),
            fuse: copied.fuse.clone(),
            ..Mailbox::default()
        };
        let mailbox = Arc::new(mailbox_like(&self.mailbox));
        let email = self.email.as_deref().map(|email| Arc::new(mailbox_like(email)));
        let (topics, given) = (self.topics.clone(), Mutex::new(*self.given.lock().unwrap()));
        Self { mailbox, email, topics, given, calendar: Mutex::new(self.calendar.lock().unwrap().clone()), ..copied }
    }

    /// The same authority, which can be told by e-mail as well.
    pub fn with_email(self) -> Self {
        let email = Some(Arc::new(Mailbox { fuse: self.fuse.clone(), ..Mailbox::default() }));
        Self { email, ..self }
    }

    /// The same authority, told of these topics only.
    pub async fn of(topics: Vec<&'static dyn Topic>) -> Self {
        Self { topics, ..Self::new().await }
    }

    pub fn seal<T: serde::Serialize + serde::de::DeserializeOwned>(&self, person: &PersonId, value: &T) -> Sealed<T> {
        let key = self.keys.ensure(person, PersonKey([9; 32])).unwrap();
        Sealed::seal(person.clone(), &key, Nonce([1; 24]), value).unwrap()
    }

    pub async fn give(&self, command: Command) -> Result<Accepted, CommandError> {
        let n = {
            let mut given = self.given.lock().unwrap();
            *given += 1;
            *given
        };
        let id = CommandId::named(&format!("test/{n}"));
        let principal = match &command {
            Command::Institution(_, InstitutionCommand::LinkChat { .. }) | Command::Notification(..) => {
                Principal::service("test".parse().unwrap())
            }
            Command::Institution(..)
            | Command::Subgroup(..)
            | Command::Meeting(..)
            | Command::ActionItem(..)
            | Command::Reminder(..)
            | Command::Case(..)
            | Command::DataRequest(..)
            | Command::Module(..)
            | Command::Objective(..)
            | Command::Account(..)
            | Command::AuditTrail(..)
            | Command::Webhook(..)
            | Command::Erasure(..)
            | Command::Milestone(..) => Principal::secretariat(),
        };
        let correlation = CorrelationId(id.0);
        self.commands
            .real
            .execute(CommandRequest { id, correlation, principal, occurred_at: None, made_from: None, command })
            .await
    }

    pub async fn institution(&self, id: &str, command: InstitutionCommand) {
        self.give(Command::Institution(id.parse().unwrap(), command)).await.unwrap();
    }

    pub async fn appoint(&self, institution: &str, person: &str, chat: Option<i64>, focal_point: bool) {
        let id: PersonId = person.parse().unwrap();
        let name = self.seal(&id, &person.parse::<Text>().unwrap());
        let appointee = Appointee { person: id.clone(), name, phone: None, language: Language::En };
        let appoint = if focal_point {
            InstitutionCommand::AppointFocalPoint(appointee)
        } else {
            InstitutionCommand::AppointDeputy(appointee)
        };
        self.institution(institution, appoint).await;
        if let Some(chat) = chat {
            self.link(institution, person, chat).await;
        }
    }

    pub async fn link(&self, institution: &str, person: &str, chat: i64) {
        let id: PersonId = person.parse().unwrap();
        let invitation = InvitationHash::of_token(&format!("{person}/{chat}"));
        let expires_at = self.clock.now() + Days::new(1);
        let issue =
            InstitutionCommand::IssueInvitation { person: id.clone(), invitation: invitation.clone(), expires_at };
        self.institution(institution, issue).await;
        let chat = self.seal(&id, &ChatId(chat));
        self.institution(institution, InstitutionCommand::LinkChat { invitation, chat }).await;
    }

    pub async fn item(&self, id: &str, command: C) -> Result<Accepted, CommandError> {
        self.give(Command::ActionItem(id.parse().unwrap(), command)).await
    }

    /// Gives a command of an item as somebody; the event that came of it.
    pub async fn item_by(&self, principal: Principal, id: &str, command: C) -> EventId {
        self.of_item(principal, id, command).await.unwrap().events.last().unwrap().id
    }

    /// The same, which may be refused; whether it was accepted.
    pub async fn try_item_by(&self, principal: Principal, id: &str, command: C) -> bool {
        self.of_item(principal, id, command).await.is_ok()
    }

    /// Gives a command as somebody, perhaps of something that happened earlier.
    pub async fn give_by(&self, by: Principal, occurred_at: Option<DateTime<Utc>>, command: Command) {
        let n = {
            let mut given = self.given.lock().unwrap();
            *given += 1;
            *given
        };
        let id = CommandId::named(&format!("test/{n}"));
        let request = CommandRequest {
            id,
            correlation: CorrelationId(id.0),
            principal: by,
            occurred_at,
            made_from: None,
            command,
        };
        self.commands.real.execute(request).await.unwrap();
    }

    async fn of_item(&self, principal: Principal, id: &str, command: C) -> Result<Accepted, CommandError> {
        let n = {
            let mut given = self.given.lock().unwrap();
            *given += 1;
            *given
        };
        let id_of_command = CommandId::named(&format!("test/{n}"));
        let request = CommandRequest {
            id: id_of_command,
            correlation: CorrelationId(id_of_command.0),
            principal,
            occurred_at: None,
            made_from: None,
            command: Command::ActionItem(id.parse().unwrap(), command),
        };
        self.commands.real.execute(request).await
    }

    pub fn set(&self, now: DateTime<Utc>) {
        *self.clock.0.lock().unwrap() = now;
    }

    pub async fn assign(&self, id: &str, due: NaiveDate) {
        let title = LocalText::only(Language::En, id.parse().unwrap());
        let subgroup = Some("te-dhena".parse().unwrap());
        let assign = C::Assign { title, owner: "ms".parse().unwrap(), subgroup, due, raised_by: None };
        self.item(id, assign).await.unwrap();
    }

    pub fn notifications(&self) -> Notifications {
        let ladder = LadderSettings {
            joins_within_seconds: self.joins_within.load(Ordering::SeqCst),
            ..LadderSettings::default()
        };
        Notifications::new(
            Arc::new(self.read_models.clone()),
            self.feed.clone(),
            self.commands.clone(),
            self.clock.clone(),
            DeliveryChannels {
                telegram: self.mailbox.clone(),
                email: self.email.clone().map(|email| -> Arc<dyn Channel> { email }),
            },
            (self.calendar.lock().unwrap().clone(), Ladder::try_from(ladder).unwrap()),
            "reminders".parse().unwrap(),
        )
        .of_topics(self.topics.clone())
    }

    /// A look at this time, as if the process had just been started.
    pub async fn wake_at(&self, now: DateTime<Utc>) -> Result<Notified, NotifyError> {
        self.look_at(&self.notifications(), now).await
    }

    /// A look of a process that goes on, at this time.
    pub async fn look_at(&self, notifications: &Notifications, now: DateTime<Utc>) -> Result<Notified, NotifyError> {
        *self.clock.0.lock().unwrap() = now;
        let stop = tokio_util::sync::CancellationToken::new();
        let feed: Arc<dyn EventFeed> = self.feed.clone();
        let pump = self.read_models.run(feed, stop.clone());
        let work = async {
            let done = notifications.reconcile().await;
            stop.cancel();
            done
        };
        let (pumped, done) = tokio::join!(pump, work);
        pumped.unwrap();
        done
    }

    /// A look at this time that may be stopped dead by the fuse; whether it was. Nothing of the driver is left then.
    pub async fn wake_until_killed_at(&self, now: DateTime<Utc>) -> bool {
        self.set(now);
        let stop = tokio_util::sync::CancellationToken::new();
        let feed: Arc<dyn EventFeed> = self.feed.clone();
        let pump = self.read_models.run(feed, stop.clone());
        let notifications = self.notifications();
        let work = async {
            let killed = tokio::select! {
                done = notifications.reconcile() => {
                    done.unwrap();
                    false
                }
                () = self.fuse.blown() => true,
            };
            stop.cancel();
            killed
        };
        let (pumped, killed) = tokio::join!(pump, work);
        pumped.unwrap();
        drop(notifications);
        killed
    }

    pub fn delivered(&self) -> Vec<Message> {
        std::mem::take(&mut *self.mailbox.delivered.lock().unwrap())
    }

    pub async fn recorded(&self, kind: &str) -> usize {
        let log = self.store.read_all(events::ids::Position::START, 100_000).await.unwrap();
        log.iter().filter(|event| event.body.event_type == kind).count()
    }
}

/// The tasks under a heading of a message.
pub fn under(message: &Message, wanted: TaskSection) -> Vec<&str> {
    let tasks = message.parts.iter().filter_map(|part| match &part.content {
        Content::Work(WorkContent::Task { item, section }) if *section == wanted => Some(item.as_str()),
        _ => None,
    });
    tasks.collect()
}

/// To whom a message went: the id of the person, or of the group's subgroup.
pub fn addressee(message: &Message) -> &str {
    match &message.to {
        Addressee::Person { person, .. } => person.as_str(),
        Addressee::Group { subgroup } => subgroup.as_str(),
    }
}

/// To whom messages went.
pub fn told(messages: &[Message]) -> Vec<&str> {
    messages.iter().map(addressee).collect()
}
