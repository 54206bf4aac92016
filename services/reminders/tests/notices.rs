//! Notices on the real store and read models: each occasion once, to whoever can be reached, at an hour that suits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::wildcard_enum_match_arm, missing_docs)]

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use coordination::{Clock, CommandPort, CommandRequest, Coordination};
use events::Command;
use events::authority::Standing;
use events::ids::{ChatId, CommandId, CorrelationId, PersonId};
use events::institution::{Appointee, InstitutionCommand, InstitutionKind, InvitationHash};
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::sealed::{Nonce, PersonKey, Sealed};
use events::subgroup::{Chair, SubgroupCommand};
use events::text::Text;
use events::training::{Audience, CertificateCode, ModuleCommand, ModulePlan, StaffMember};
use feed::{EventFeed, StoreFeed};
use projections::{Office, ReadModels};
use reminders::notices::{Notice, NoticeDelivery, Notices, Settled, Word};
use reminders::{Calendar, Delivered, DeliveryError, Ladder};
use store::person_keys::SqlitePersonKeys;
use store::sqlite::SqliteEventStore;

struct Hand(Mutex<DateTime<Utc>>);

impl Clock for Hand {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

#[derive(Default)]
struct Mailbox {
    delivered: Mutex<Vec<Notice>>,
    refuses: Mutex<Option<DeliveryError>>,
}

#[async_trait]
impl NoticeDelivery for Mailbox {
    async fn notify(&self, notice: &Notice) -> Result<Delivered, DeliveryError> {
        if let Some(error) = self.refuses.lock().unwrap().clone() {
            return Err(error);
        }
        self.delivered.lock().unwrap().push(notice.clone());
        Ok(Delivered)
    }
}

struct Desk {
    _folder: tempfile::TempDir,
    keys: Arc<SqlitePersonKeys>,
    clock: Arc<Hand>,
    commands: Arc<Coordination>,
    read_models: ReadModels,
    feed: Arc<StoreFeed>,
    mailbox: Arc<Mailbox>,
    given: AtomicU32,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn code(n: u8) -> CertificateCode {
    CertificateCode::from_bytes([n; 10])
}

impl Desk {
    /// Arta is the ministry's focal point with a chat; Tina is on its staff and has none. It is Monday, 3 July 2017.
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        let keys = Arc::new(SqlitePersonKeys::open(&folder.path().join("keys.db")).unwrap());
        let clock = Arc::new(Hand(Mutex::new("2017-07-03T08:00:00Z".parse().unwrap())));
        let commands = Arc::new(Coordination::new(store.clone(), clock.clone(), "kosovo".parse().unwrap()));
        let read_models =
            ReadModels::open(&folder.path().join("read.db"), keys.clone(), ReadModels::standard()).unwrap();
        let feed = Arc::new(StoreFeed::new(store.clone()));
        let (mailbox, given) = (Arc::default(), AtomicU32::new(0));
        let desk = Self { _folder: folder, keys, clock, commands, read_models, feed, mailbox, given };
        for (id, kind) in [("ms", InstitutionKind::Ministry), ("secretariat", InstitutionKind::Secretariat)] {
            let names = LocalText::from_versions(Language::ALL.map(|language| (language, id))).unwrap();
            let role = "role".parse().unwrap();
            desk.institution(id, InstitutionCommand::Register { names, kind, role, authority_member: true }).await;
        }
        desk.institution("ms", InstitutionCommand::AppointFocalPoint(desk.appointee("arta"))).await;
        desk.link("ms", "arta", 1).await;
        let plan = ModulePlan {
            title: LocalText::only(Language::En, "Data".parse().unwrap()),
            audience: Audience::Trainers,
            form: "workshop".parse().unwrap(),
            from: day("2017-01-01"),
            until: day("2018-12-31"),
            days_min: None,
            days_max: None,
        };
        desk.module("2017-01-02", ModuleCommand::Plan(plan)).await;
        desk
    }

    fn seal<T: serde::Serialize + serde::de::DeserializeOwned>(&self, person: &str, value: &T) -> Sealed<T> {
        let person: PersonId = person.parse().unwrap();
        let key = self.keys.ensure(&person, PersonKey([3; 32])).unwrap();
        Sealed::seal(person, &key, Nonce([7; 24]), value).unwrap()
    }

    fn appointee(&self, person: &str) -> Appointee {
        let name = self.seal(person, &person.parse::<Text>().unwrap());
        Appointee { person: person.parse().unwrap(), name, phone: None, language: Language::En }
    }

    async fn give(&self, by: Standing, at: Option<&str>, command: Command) {
        let id = CommandId::named(&format!("test/{}", self.given.fetch_add(1, Ordering::SeqCst)));
        let occurred_at = at.map(|day| format!("{day}T09:00:00Z").parse().unwrap());
        let request = CommandRequest { id, correlation: CorrelationId(id.0), standing: by, occurred_at, command };
        self.commands.execute(request).await.unwrap();
    }

    async fn institution(&self, id: &str, command: InstitutionCommand) {
        let by = match &command {
            InstitutionCommand::LinkChat { .. } => Standing::service("telegram".parse().unwrap()),
            _ => Standing::secretariat(),
        };
        self.give(by, None, Command::Institution(id.parse().unwrap(), command)).await;
    }

    async fn link(&self, institution: &str, person: &str, chat: i64) {
        let invitation = InvitationHash::of_token(&format!("{person}/{chat}"));
        let expires_at = "2030-01-01T00:00:00Z".parse().unwrap();
        let issue = InstitutionCommand::IssueInvitation {
            person: person.parse().unwrap(),
            invitation: invitation.clone(),
            expires_at,
        };
        self.institution(institution, issue).await;
        let chat = self.seal(person, &ChatId(chat));
        self.institution(institution, InstitutionCommand::LinkChat { invitation, chat }).await;
    }

    async fn module(&self, on: &str, command: ModuleCommand) {
        self.give(Standing::secretariat(), Some(on), Command::Module("m1".parse().unwrap(), command)).await;
    }

    fn member(&self, person: &str) -> StaffMember {
        let name = self.seal(person, &person.parse::<Text>().unwrap());
        StaffMember { person: person.parse().unwrap(), institution: "ms".parse().unwrap(), name }
    }

    async fn certify(&self, on: &str, trainer: &str, n: u8, until: Option<&str>) {
        let (trainer, until) = (self.member(trainer), until.map(day));
        self.module(on, ModuleCommand::CertifyTrainer { trainer, code: code(n), until }).await;
    }

    async fn session(&self, planned: &str, id: &str, from: &str, until: &str, trainer: &str) {
        let days = Period::new(day(from), day(until)).unwrap();
        let (session, trainers) = (id.parse().unwrap(), NonEmpty::one(trainer.parse().unwrap()));
        self.module(planned, ModuleCommand::ScheduleSession { session, days, place: None, trainers }).await;
        let enrol = ModuleCommand::EnrolParticipant { session: id.parse().unwrap(), participant: self.member("erza") };
        self.module(planned, enrol).await;
    }

    /// A new process at a time, so that nothing is remembered but what was recorded.
    async fn at(&self, now: &str) -> (Settled, Vec<(String, Word)>) {
        *self.clock.0.lock().unwrap() = now.parse().unwrap();
        let feed: Arc<dyn EventFeed> = self.feed.clone();
        let stop = tokio_util::sync::CancellationToken::new();
        let pump = tokio::spawn({
            let (read_models, feed, stop) = (self.read_models.clone(), feed.clone(), stop.clone());
            async move { read_models.run(feed, stop).await.unwrap() }
        });
        let notices = Notices::new(
            Arc::new(self.read_models.clone()),
            feed,
            self.commands.clone(),
            self.clock.clone(),
            self.mailbox.clone(),
            (Calendar::default(), Ladder::default()),
            "reminders".parse().unwrap(),
        );
        let settled = notices.reconcile().await.unwrap();
        assert_eq!(notices.reconcile().await.unwrap(), Settled::default(), "once done, nothing is left");
        stop.cancel();
        pump.await.unwrap();
        let told = std::mem::take(&mut *self.mailbox.delivered.lock().unwrap());
        (settled, told.into_iter().map(|notice| (notice.person.to_string(), notice.word)).collect())
    }
}

fn idle(trainer: &str, since: &str) -> Word {
    Word::TrainerIdle { trainer: trainer.parse().unwrap(), since: day(since) }
}

#[tokio::test]
async fn an_idle_trainer_is_reminded_once_for_each_idle_spell() {
    let desk = Desk::new().await;
    desk.certify("2017-01-02", "arta", 1, None).await;
    assert_eq!(desk.at("2017-07-03T05:30:00Z").await.1, [], "not before the morning's hour");
    assert_eq!(desk.at("2017-07-03T08:00:00Z").await.1, [("arta".to_owned(), idle("arta", "2017-01-02"))]);
    assert_eq!(desk.at("2017-08-21T08:00:00Z").await.1, [], "once");
    desk.session("2017-08-21", "s1", "2017-08-23", "2017-08-23", "arta").await;
    let attended = NonEmpty::one("erza".parse().unwrap());
    let taken = ModuleCommand::RecordAttendance { session: "s1".parse().unwrap(), attended };
    desk.module("2017-08-23", taken).await;
    assert_eq!(desk.at("2017-08-24T08:00:00Z").await.1, []);
    assert_eq!(desk.at("2018-03-05T08:00:00Z").await.1, [("arta".to_owned(), idle("arta", "2017-08-23"))]);
}

#[tokio::test]
async fn a_trainer_without_a_chat_is_reminded_through_the_institution() {
    let desk = Desk::new().await;
    desk.certify("2017-01-02", "tina", 1, None).await;
    assert_eq!(desk.at("2017-07-03T08:00:00Z").await.1, [("arta".to_owned(), idle("tina", "2017-01-02"))]);
}

#[tokio::test]
async fn nobody_is_told_on_a_day_off_or_when_the_messenger_refuses() {
    let desk = Desk::new().await;
    desk.certify("2016-12-01", "arta", 1, None).await;
    assert_eq!(desk.at("2017-07-08T08:00:00Z").await.0, Settled::default(), "a Saturday");
    *desk.mailbox.refuses.lock().unwrap() = Some(DeliveryError::Blocked);
    assert_eq!(desk.at("2017-07-10T08:00:00Z").await.0, Settled::default(), "what was not delivered is not recorded");
    *desk.mailbox.refuses.lock().unwrap() = None;
    assert_eq!(desk.at("2017-07-11T08:00:00Z").await.0, Settled { reminded: 1, ..Settled::default() });
}

#[tokio::test]
async fn a_session_is_announced_on_the_working_day_before_and_its_attendance_asked_for_after() {
    let desk = Desk::new().await;
    desk.certify("2017-06-01", "arta", 1, None).await;
    desk.session("2017-06-30", "s1", "2017-07-10", "2017-07-11", "arta").await;
    let (module, session) = ("m1".parse().unwrap(), "s1".parse().unwrap());
    let trainer: PersonId = "arta".parse().unwrap();
    assert_eq!(desk.at("2017-07-06T08:00:00Z").await.1, []);
    let ahead = Word::SessionAhead { trainer: trainer.clone(), module, session };
    assert_eq!(desk.at("2017-07-07T08:00:00Z").await.1, [("arta".to_owned(), ahead)], "a Friday, before the Monday");
    assert_eq!(desk.at("2017-07-10T08:00:00Z").await.1, []);
    let (module, session) = ("m1".parse().unwrap(), "s1".parse().unwrap());
    let due = Word::AttendanceDue { trainer, module, session };
    assert_eq!(desk.at("2017-07-12T08:00:00Z").await.1, [("arta".to_owned(), due)]);
    assert_eq!(desk.at("2017-07-13T08:00:00Z").await.1, []);
}

#[tokio::test]
async fn a_certificate_that_ran_out_ends_the_day_after() {
    let desk = Desk::new().await;
    desk.certify("2017-06-01", "arta", 1, Some("2017-07-09")).await;
    assert_eq!(desk.at("2017-07-09T08:00:00Z").await.0.lapsed, 0);
    assert_eq!(desk.at("2017-07-10T00:30:00Z").await.0.lapsed, 1, "whatever the hour: nobody is woken by it");
    desk.certify("2017-07-10", "arta", 2, Some("2017-07-12")).await;
    assert_eq!(desk.at("2017-07-13T08:00:00Z").await.0.lapsed, 1, "and a renewed one again");
}

#[tokio::test]
async fn whoever_takes_over_is_briefed_once_the_chat_is_linked() {
    let desk = Desk::new().await;
    let briefed = |office| vec![("dea".to_owned(), Word::Briefing { office })];
    assert_eq!(desk.at("2017-07-03T08:00:00Z").await.1, [], "the first in post has nobody to take over from");
    let successor = desk.appointee("dea");
    desk.institution("ms", InstitutionCommand::HandOverFocalPoint { successor }).await;
    assert_eq!(desk.at("2017-07-03T09:00:00Z").await.1, [], "not linked yet");
    desk.link("ms", "dea", 2).await;
    assert_eq!(desk.at("2017-07-08T21:00:00Z").await.1, briefed(Office::FocalPoint("ms".parse().unwrap())));
}

#[tokio::test]
async fn a_new_chair_is_briefed_and_the_first_one_is_not() {
    let desk = Desk::new().await;
    desk.institution("ms", InstitutionCommand::AppointDeputy(desk.appointee("dea"))).await;
    desk.link("ms", "dea", 2).await;
    let subgroup = |command| Command::Subgroup("data".parse().unwrap(), command);
    let name = LocalText::only(Language::En, "Data".parse().unwrap());
    let (institution, by) = ("ms".parse().unwrap(), Standing::secretariat);
    desk.give(by(), None, subgroup(SubgroupCommand::Form { name })).await;
    desk.give(by(), None, subgroup(SubgroupCommand::AdmitInstitution { institution })).await;
    let chair = |person: &str| {
        let chair = Chair { person: person.parse().unwrap(), institution: "ms".parse().unwrap() };
        subgroup(SubgroupCommand::AppointChair(chair))
    };
    desk.give(by(), None, chair("arta")).await;
    assert_eq!(desk.at("2017-07-03T09:00:00Z").await.1, []);
    desk.give(by(), None, chair("dea")).await;
    let office = Office::Chair("data".parse().unwrap());
    assert_eq!(desk.at("2017-07-03T10:00:00Z").await.1, [("dea".to_owned(), Word::Briefing { office })]);
}
