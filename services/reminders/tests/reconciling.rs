//! The reconciler on the real store and read models: once, in time, to the right person, whatever happens in between.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::wildcard_enum_match_arm, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Belgrade;
use coordination::{Accepted, Clock, CommandError, CommandPort, CommandRequest, Coordination};
use events::action_item::ActionItemCommand as C;
use events::authority::Standing;
use events::ids::{ChatId, CommandId, CorrelationId, PersonId};
use events::institution::{Appointee, InstitutionCommand, InstitutionKind, InvitationHash, QuietHours};
use events::language::{Language, LocalText};
use events::reminder::{ReminderCommand, Rung};
use events::sealed::{Nonce, PersonKey, Sealed};
use events::subgroup::{Chair, SubgroupCommand};
use events::text::{Percent, Text};
use events::{Command, Event};
use feed::{EventFeed, StoreFeed};
use projections::ReadModels;
use proptest::prelude::*;
use reminders::{Calendar, Delivered, Delivery, DeliveryError, Digest, Ladder, Reconciled, Reminders};
use store::EventStore;
use store::person_keys::SqlitePersonKeys;
use store::sqlite::SqliteEventStore;

/// A clock in the test's hand.
struct Hand(Mutex<DateTime<Utc>>);

impl Clock for Hand {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// Keeps what was delivered; refuses what it is told to refuse.
#[derive(Default)]
struct Mailbox {
    delivered: Mutex<Vec<Digest>>,
    refuses: Mutex<BTreeMap<PersonId, DeliveryError>>,
    /// How often it was asked to deliver.
    asked: AtomicUsize,
    /// A clock, and the time it is set to while a digest is under delivery.
    jump: Mutex<Option<(Arc<Hand>, DateTime<Utc>)>>,
}

#[async_trait]
impl Delivery for Mailbox {
    async fn deliver(&self, digest: &Digest) -> Result<Delivered, DeliveryError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        if let Some(error) = self.refuses.lock().unwrap().get(&digest.person.person) {
            return Err(error.clone());
        }
        self.delivered.lock().unwrap().push(digest.clone());
        if let Some((clock, to)) = self.jump.lock().unwrap().take() {
            *clock.0.lock().unwrap() = to;
        }
        Ok(Delivered)
    }
}

/// The real command service, which can be cut off just before something is recorded as sent.
struct Cut {
    real: Arc<Coordination>,
    before_sent: AtomicBool,
}

#[async_trait]
impl CommandPort for Cut {
    async fn execute(&self, request: CommandRequest) -> Result<Accepted, CommandError> {
        let sent = matches!(&request.command, Command::Reminder(_, ReminderCommand::RecordSent { .. }));
        if sent && self.before_sent.load(Ordering::SeqCst) {
            return Err(CommandError::Unavailable { reason: "cut off".to_owned() });
        }
        self.real.execute(request).await
    }
}

struct Desk {
    _folder: tempfile::TempDir,
    store: Arc<SqliteEventStore>,
    keys: Arc<SqlitePersonKeys>,
    clock: Arc<Hand>,
    commands: Arc<Cut>,
    read_models: ReadModels,
    feed: Arc<StoreFeed>,
    mailbox: Arc<Mailbox>,
    given: Mutex<u32>,
}

fn at(date: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    Belgrade.from_local_datetime(&date.and_time(time)).unwrap().with_timezone(&Utc)
}

/// A day of July 2017; 3 July is a Monday.
fn july(day: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 7, 1).unwrap() + Days::new(day - 1)
}

impl Desk {
    /// The ministry (focal point with chat 1, deputy with chat 2) owns; the chair (chat 3) is at the police; the
    /// secretariat has chat 4.
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        let keys = Arc::new(SqlitePersonKeys::open(&folder.path().join("keys.db")).unwrap());
        let clock = Arc::new(Hand(Mutex::new(at(july(3), 7, 0))));
        let real = Arc::new(Coordination::new(store.clone(), clock.clone(), "kosovo".parse().unwrap()));
        let commands = Arc::new(Cut { real, before_sent: AtomicBool::new(false) });
        let mut projections = ReadModels::standard();
        projections.push(Reminders::read_model());
        let read_models = ReadModels::open(&folder.path().join("read-models.db"), keys.clone(), projections).unwrap();
        let feed = Arc::new(StoreFeed::new(store.clone()));
        let mailbox = Arc::default();
        let desk =
            Self { _folder: folder, store, keys, clock, commands, read_models, feed, mailbox, given: Mutex::new(0) };
        for (institution, kind) in [
            ("ms", InstitutionKind::Ministry),
            ("policia", InstitutionKind::Police),
            ("secretariat", InstitutionKind::Secretariat),
        ] {
            let names = LocalText::from_versions(Language::ALL.map(|language| (language, institution))).unwrap();
            let role = "role".parse().unwrap();
            let register = InstitutionCommand::Register { names, kind, role, authority_member: true };
            desk.institution(institution, register).await;
        }
        desk.appoint("ms", "arta", Some(1), true).await;
        desk.appoint("ms", "besa", Some(2), false).await;
        desk.appoint("policia", "chair", Some(3), true).await;
        desk.appoint("secretariat", "teuta", Some(4), true).await;
        let subgroup = |command| Command::Subgroup("te-dhena".parse().unwrap(), command);
        let name = LocalText::only(Language::En, "Data".parse().unwrap());
        desk.give(subgroup(SubgroupCommand::Form { name })).await.unwrap();
        let institution = "policia".parse().unwrap();
        desk.give(subgroup(SubgroupCommand::AdmitInstitution { institution })).await.unwrap();
        let chair = Chair { person: "chair".parse().unwrap(), institution: "policia".parse().unwrap() };
        desk.give(subgroup(SubgroupCommand::AppointChair(chair))).await.unwrap();
        desk
    }

    fn seal<T: serde::Serialize + serde::de::DeserializeOwned>(&self, person: &PersonId, value: &T) -> Sealed<T> {
        let key = self.keys.ensure(person, PersonKey([9; 32])).unwrap();
        Sealed::seal(person.clone(), &key, Nonce([1; 24]), value).unwrap()
    }

    async fn give(&self, command: Command) -> Result<Accepted, CommandError> {
        let n = {
            let mut given = self.given.lock().unwrap();
            *given += 1;
            *given
        };
        let id = CommandId::named(&format!("test/{n}"));
        let standing = match &command {
            Command::Institution(_, InstitutionCommand::LinkChat { .. }) => Standing::service("test".parse().unwrap()),
            Command::Institution(..)
            | Command::Subgroup(..)
            | Command::Meeting(..)
            | Command::ActionItem(..)
            | Command::Reminder(..)
            | Command::Case(..)
            | Command::DataRequest(..)
            | Command::Module(..)
            | Command::Objective(..)
            | Command::Milestone(..) => Standing::secretariat(),
        };
        let correlation = CorrelationId(id.0);
        self.commands.real.execute(CommandRequest { id, correlation, standing, occurred_at: None, command }).await
    }

    async fn institution(&self, id: &str, command: InstitutionCommand) {
        self.give(Command::Institution(id.parse().unwrap(), command)).await.unwrap();
    }

    async fn appoint(&self, institution: &str, person: &str, chat: Option<i64>, focal_point: bool) {
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

    async fn link(&self, institution: &str, person: &str, chat: i64) {
        let id: PersonId = person.parse().unwrap();
        let invitation = InvitationHash::of_token(&format!("{person}/{chat}"));
        let expires_at = self.clock.now() + Days::new(1);
        let issue =
            InstitutionCommand::IssueInvitation { person: id.clone(), invitation: invitation.clone(), expires_at };
        self.institution(institution, issue).await;
        let chat = self.seal(&id, &ChatId(chat));
        self.institution(institution, InstitutionCommand::LinkChat { invitation, chat }).await;
    }

    async fn item(&self, id: &str, command: C) -> Result<Accepted, CommandError> {
        self.give(Command::ActionItem(id.parse().unwrap(), command)).await
    }

    async fn assign(&self, id: &str, due: NaiveDate) {
        let title = LocalText::only(Language::En, id.parse().unwrap());
        let subgroup = Some("te-dhena".parse().unwrap());
        let assign = C::Assign { title, owner: "ms".parse().unwrap(), subgroup, due, raised_by: None };
        self.item(id, assign).await.unwrap();
    }

    fn reminders(&self) -> Reminders {
        Reminders::new(
            self.read_models.clone(),
            self.feed.clone(),
            self.commands.clone(),
            self.clock.clone(),
            self.mailbox.clone(),
            (Calendar::default(), Ladder::default()),
            "reminders".parse().unwrap(),
        )
    }

    /// An activation at this time, as if the process had just been started.
    async fn wake_at(&self, now: DateTime<Utc>) -> Result<Reconciled, reminders::ReconcileError> {
        *self.clock.0.lock().unwrap() = now;
        let stop = tokio_util::sync::CancellationToken::new();
        let feed: Arc<dyn EventFeed> = self.feed.clone();
        let pump = self.read_models.run(feed, stop.clone());
        let reminders = self.reminders();
        let work = async {
            let done = reminders.reconcile().await;
            stop.cancel();
            done
        };
        let (pumped, done) = tokio::join!(pump, work);
        pumped.unwrap();
        done
    }

    fn delivered(&self) -> Vec<Digest> {
        std::mem::take(&mut *self.mailbox.delivered.lock().unwrap())
    }

    async fn recorded(&self, kind: &str) -> usize {
        let log = self.store.read_all(events::ids::Position::START, 100_000).await.unwrap();
        log.iter().filter(|event| event.body.event_type == kind).count()
    }
}

fn titles(items: &[reminders::delivery::DigestItem]) -> Vec<&str> {
    items.iter().map(|item| item.task.id.as_str()).collect()
}

#[tokio::test]
async fn one_digest_has_everything_in_its_section() {
    let desk = Desk::new().await;
    for (id, due) in [("new", 30), ("soon", 9), ("today", 4)] {
        desk.assign(id, july(due)).await;
    }
    assert_eq!(desk.wake_at(at(july(3), 7, 59)).await.unwrap().sent, 0, "before the morning nothing leaves");
    desk.wake_at(at(july(4), 8, 0)).await.unwrap();
    let delivered = desk.delivered();
    assert_eq!(delivered.len(), 1, "{delivered:#?}");
    let sections = &delivered[0].sections;
    assert_eq!((titles(&sections.new), titles(&sections.due_soon)), (vec!["new"], vec!["soon"]));
    assert_eq!((titles(&sections.today), titles(&sections.overdue)), (vec!["today"], vec![]));
    assert_eq!((delivered[0].person.chat, delivered[0].date), (ChatId(1), july(4)));
    desk.wake_at(at(july(4), 9, 0)).await.unwrap();
    desk.wake_at(at(july(4), 15, 0)).await.unwrap();
    assert_eq!(desk.delivered(), [], "one digest a morning");
}

#[tokio::test]
async fn a_morning_with_nothing_new_and_nothing_due_brings_no_digest() {
    let desk = Desk::new().await;
    desk.assign("a", july(31)).await;
    desk.wake_at(at(july(4), 8, 0)).await.unwrap();
    assert_eq!(desk.delivered().len(), 1, "it is new");
    desk.item("a", C::ReportProgress { progress: 40.try_into().unwrap() }).await.unwrap();
    desk.item("a", C::Nudge).await.unwrap();
    for day in (5..=21).filter(|day| ![8, 9, 15, 16].contains(day)) {
        desk.wake_at(at(july(day), 8, 0)).await.unwrap();
        assert_eq!(desk.delivered(), [], "{day} July: neither new nor due soon, whatever the chair asked");
    }
    desk.wake_at(at(july(24), 8, 0)).await.unwrap();
    assert_eq!(desk.delivered().len(), 1, "seven days before it is due");
}

#[tokio::test]
async fn nothing_leaves_on_days_off_or_in_quiet_hours() {
    let desk = Desk::new().await;
    desk.assign("a", july(12)).await;
    for now in [at(july(8), 9, 0), at(july(9), 12, 0), at(july(10), 21, 0), at(july(11), 6, 30)] {
        desk.wake_at(now).await.unwrap();
        assert_eq!(desk.delivered(), [], "{now}");
    }
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let quiet_hours = QuietHours { from: hour(7), until: hour(10) };
    desk.institution("ms", InstitutionCommand::SetQuietHours { person: "arta".parse().unwrap(), quiet_hours }).await;
    desk.wake_at(at(july(11), 9, 0)).await.unwrap();
    assert_eq!(desk.delivered(), []);
    desk.wake_at(at(july(11), 10, 0)).await.unwrap();
    assert_eq!(desk.delivered().len(), 1, "later on the same day");
}

#[tokio::test]
async fn each_person_has_a_morning_of_their_own() {
    let desk = Desk::new().await;
    desk.assign("a", july(12)).await;
    let choose = |hour: u8| InstitutionCommand::ChooseDigestHour {
        person: "arta".parse().unwrap(),
        hour: hour.try_into().unwrap(),
    };
    desk.institution("ms", choose(10)).await;
    desk.wake_at(at(july(11), 9, 59)).await.unwrap();
    assert_eq!(desk.delivered(), []);
    desk.wake_at(at(july(11), 10, 0)).await.unwrap();
    assert_eq!(desk.delivered().len(), 1);
    desk.institution("ms", choose(7)).await;
    desk.wake_at(at(july(12), 7, 0)).await.unwrap();
    assert_eq!(desk.delivered().len(), 1, "earlier than everybody else, but not in quiet hours");
}

#[tokio::test]
async fn the_deputy_hears_while_the_focal_point_is_away_and_nobody_is_forgotten() {
    let desk = Desk::new().await;
    for (id, due) in [("a", 5), ("b", 6), ("c", 7)] {
        desk.assign(id, july(due)).await;
    }
    let absence = events::period::Period::new(july(4), july(5)).unwrap();
    let away = |person: &str| InstitutionCommand::AnnounceAbsence { person: person.parse().unwrap(), absence };
    desk.institution("ms", away("arta")).await;
    desk.wake_at(at(july(4), 8, 0)).await.unwrap();
    assert_eq!(desk.delivered()[0].person.chat, ChatId(2));
    desk.institution("ms", away("besa")).await;
    desk.wake_at(at(july(5), 8, 0)).await.unwrap();
    assert_eq!(desk.delivered()[0].person.chat, ChatId(1), "when both are away it is the focal point's");
    desk.wake_at(at(july(6), 8, 0)).await.unwrap();
    assert_eq!(desk.delivered()[0].person.chat, ChatId(1), "and it is over by itself");
}

#[tokio::test]
async fn the_deputy_hears_when_the_focal_point_has_blocked_the_bot_and_that_is_recorded() {
    let desk = Desk::new().await;
    desk.assign("a", july(5)).await;
    desk.mailbox.refuses.lock().unwrap().insert("arta".parse().unwrap(), DeliveryError::Blocked);
    desk.wake_at(at(july(4), 8, 0)).await.unwrap();
    let delivered = desk.delivered();
    assert_eq!((delivered.len(), delivered[0].person.chat), (1, ChatId(2)));
    assert_eq!(delivered[0].key.person.as_str(), "besa");
    assert_eq!((desk.recorded("reminder.failed").await, desk.recorded("reminder.sent").await), (1, 1));
    desk.wake_at(at(july(4), 9, 0)).await.unwrap();
    assert_eq!(desk.delivered(), [], "once a morning");
}

#[tokio::test]
async fn the_deputy_hears_when_the_focal_point_has_no_chat() {
    let desk = Desk::new().await;
    desk.assign("a", july(5)).await;
    desk.institution("ms", InstitutionCommand::UnlinkChat { person: "arta".parse().unwrap() }).await;
    desk.wake_at(at(july(4), 8, 0)).await.unwrap();
    assert_eq!(desk.delivered()[0].person.chat, ChatId(2));
    desk.institution("ms", InstitutionCommand::UnlinkChat { person: "besa".parse().unwrap() }).await;
    for minute in 0..3 {
        desk.wake_at(at(july(5), 8, minute)).await.unwrap();
    }
    assert_eq!((desk.delivered(), desk.recorded("reminder.failed").await), (vec![], 1), "noted once, not each minute");
    desk.link("ms", "besa", 22).await;
    desk.wake_at(at(july(5), 8, 10)).await.unwrap();
    assert_eq!(desk.delivered()[0].person.chat, ChatId(22), "at once when a chat is linked");
}

#[tokio::test]
async fn a_person_who_blocked_the_bot_is_tried_once_a_day_and_holds_nobody_up() {
    let desk = Desk::new().await;
    desk.assign("a", july(5)).await;
    desk.institution("ms", InstitutionCommand::UnlinkChat { person: "besa".parse().unwrap() }).await;
    desk.mailbox.refuses.lock().unwrap().insert("arta".parse().unwrap(), DeliveryError::Blocked);
    desk.wake_at(at(july(5), 8, 0)).await.unwrap();
    desk.wake_at(at(july(5), 9, 0)).await.unwrap();
    assert_eq!(desk.recorded("reminder.failed").await, 1);
    desk.wake_at(at(july(6), 8, 0)).await.unwrap();
    assert_eq!(desk.recorded("reminder.failed").await, 2);
    let delivered = desk.delivered();
    assert_eq!(delivered.iter().map(|digest| digest.person.chat).collect::<Vec<_>>(), [ChatId(3)], "the chair hears");
}

#[tokio::test]
async fn when_the_messenger_says_that_it_is_too_much_nothing_more_is_sent() {
    let desk = Desk::new().await;
    for n in 0..9 {
        let (institution, person) = (format!("i{n}"), format!("p{n}"));
        let names = LocalText::from_versions(Language::ALL.map(|language| (language, institution.as_str()))).unwrap();
        let (kind, role) = (InstitutionKind::Ministry, "role".parse().unwrap());
        desk.institution(&institution, InstitutionCommand::Register { names, kind, role, authority_member: true })
            .await;
        desk.appoint(&institution, &person, Some(10 + n), true).await;
        let title = LocalText::only(Language::En, institution.parse().unwrap());
        let (owner, due) = (institution.parse().unwrap(), july(5));
        desk.item(&institution, C::Assign { title, owner, subgroup: None, due, raised_by: None }).await.unwrap();
        let too_many = DeliveryError::Retry { after: Some(Duration::from_secs(60)), reason: "too many".to_owned() };
        desk.mailbox.refuses.lock().unwrap().insert(person.parse().unwrap(), too_many);
    }
    assert_eq!(desk.wake_at(at(july(4), 8, 0)).await.unwrap().sent, 0);
    // Those that were under way at the same time are the only ones.
    let asked = desk.mailbox.asked.load(Ordering::SeqCst);
    assert!((1..=4).contains(&asked), "asked {asked} times");
    desk.mailbox.refuses.lock().unwrap().clear();
    assert_eq!(desk.wake_at(at(july(4), 8, 1)).await.unwrap().sent, 9, "all of them come later");
}

#[tokio::test]
async fn a_digest_delivered_but_not_recorded_comes_again_and_is_recorded_once() {
    let desk = Desk::new().await;
    desk.assign("a", july(5)).await;
    desk.commands.before_sent.store(true, Ordering::SeqCst);
    desk.wake_at(at(july(4), 8, 0)).await.unwrap_err();
    desk.commands.before_sent.store(false, Ordering::SeqCst);
    desk.wake_at(at(july(4), 8, 1)).await.unwrap();
    desk.wake_at(at(july(4), 8, 2)).await.unwrap();
    let delivered = desk.delivered();
    assert_eq!(delivered.len(), 2);
    assert_eq!(delivered[0].key, delivered[1].key);
    assert_eq!(desk.recorded("reminder.sent").await, 1);
}

#[tokio::test]
async fn a_clock_that_jumps_during_a_delivery_takes_nobodys_next_morning() {
    let desk = Desk::new().await;
    desk.assign("a", july(5)).await;
    *desk.mailbox.jump.lock().unwrap() = Some((desk.clock.clone(), at(july(6), 8, 0)));
    desk.wake_at(at(july(5), 8, 0)).await.unwrap();
    desk.assign("b", july(7)).await;
    desk.wake_at(at(july(6), 8, 0)).await.unwrap();
    let mornings: Vec<_> = desk
        .delivered()
        .into_iter()
        .filter(|digest| digest.person.chat == ChatId(1))
        .map(|digest| digest.date)
        .collect();
    assert_eq!(mornings, [july(5), july(6)]);
}

#[tokio::test]
async fn an_answer_counts_once_and_a_done_item_is_left_alone() {
    let desk = Desk::new().await;
    desk.assign("a", july(6)).await;
    desk.wake_at(at(july(4), 8, 0)).await.unwrap();
    desk.item("a", C::ReportProgress { progress: Percent::try_from(50).unwrap() }).await.unwrap();
    desk.item("a", C::Complete).await.unwrap();
    for minute in 0..3 {
        desk.wake_at(at(july(4), 9, minute)).await.unwrap();
    }
    assert_eq!(desk.recorded("reminder.answered").await, 1);
    desk.delivered();
    desk.wake_at(at(july(6), 8, 0)).await.unwrap();
    desk.wake_at(at(july(20), 8, 0)).await.unwrap();
    assert_eq!(desk.delivered(), []);
}

#[tokio::test]
async fn after_an_outage_only_the_latest_rung_is_sent() {
    let desk = Desk::new().await;
    desk.assign("a", july(12)).await;
    desk.wake_at(at(july(19), 8, 0)).await.unwrap();
    let delivered = desk.delivered();
    let of = |chat| delivered.iter().filter(|digest| digest.person.chat == ChatId(chat)).count();
    assert_eq!((of(1), of(3), of(4)), (1, 1, 1), "owner, chair and secretariat once each");
    assert_eq!(desk.recorded("reminder.planned").await, 3);
}

#[tokio::test]
async fn more_time_is_a_new_ladder() {
    let desk = Desk::new().await;
    desk.assign("a", july(5)).await;
    desk.wake_at(at(july(5), 8, 0)).await.unwrap();
    desk.item("a", C::RequestExtension { until: july(20), reason: None }).await.unwrap();
    desk.item("a", C::GrantExtension { until: july(20) }).await.unwrap();
    desk.delivered();
    desk.wake_at(at(july(6), 8, 0)).await.unwrap();
    assert_eq!(desk.delivered(), [], "not late any more");
    desk.wake_at(at(july(13), 8, 0)).await.unwrap();
    assert_eq!(desk.delivered()[0].sections.due_soon[0].rung, Some(Rung::Before(7)));
}

#[derive(Debug, Clone)]
enum Step {
    Wake { days: u64, hour: u32 },
    Assign { due_in: u64 },
    Complete(usize),
    MoreTime(usize, u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0_u64..4, 0_u32..24).prop_map(|(days, hour)| Step::Wake { days, hour }),
        2 => (0_u64..20).prop_map(|due_in| Step::Assign { due_in }),
        1 => (0_usize..4).prop_map(Step::Complete),
        1 => (0_usize..4, 1_u64..20).prop_map(|(item, days)| Step::MoreTime(item, days)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn however_the_activations_fall_each_rung_is_sent_once_and_in_time(steps in prop::collection::vec(step(), 1..25)) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let (desk, calendar) = (Desk::new().await, Calendar::default());
            let (mut today, mut hour, mut items) = (july(3), 7, 0);
            let mut sent: BTreeSet<(String, Rung, NaiveDate)> = BTreeSet::new();
            let mut mornings: BTreeSet<(PersonId, NaiveDate)> = BTreeSet::new();
            for step in steps {
                match step {
                    Step::Assign { due_in } => {
                        desk.assign(&format!("i{items}"), today + Days::new(due_in)).await;
                        items += 1;
                    }
                    Step::Complete(item) => drop(desk.item(&format!("i{item}"), C::Complete).await),
                    Step::MoreTime(item, days) => {
                        let until = today + Days::new(days);
                        drop(desk.item(&format!("i{item}"), C::RequestExtension { until, reason: None }).await);
                        drop(desk.item(&format!("i{item}"), C::GrantExtension { until }).await);
                    }
                    Step::Wake { days, hour: at_hour } => {
                        if days == 0 { hour = hour.max(at_hour) } else { hour = at_hour }
                        today = today + Days::new(days);
                        desk.wake_at(at(today, hour, 30)).await.unwrap();
                        for digest in desk.delivered() {
                            assert!(calendar.is_working_day(today), "{today} is off");
                            assert!((8..20).contains(&hour), "{hour}:30 is quiet");
                            assert!(mornings.insert((digest.person.person.clone(), today)), "a second digest");
                            for escalation in &digest.escalations {
                                let late = calendar.working_days_between(escalation.task.item.due, today);
                                let least = if digest.person.chat == ChatId(3) { 1 } else { 5 };
                                assert!(late >= least, "{late} working days late");
                            }
                        }
                        let again = desk.wake_at(at(today, hour, 31)).await.unwrap();
                        assert_eq!(again, Reconciled::default(), "everything that should have been done was");
                    }
                }
            }
            let log = desk.store.read_all(events::ids::Position::START, 100_000).await.unwrap();
            let mut planned = BTreeMap::new();
            for stored in log {
                let event = stored.decode().unwrap().event;
                match event {
                    Event::Reminder(key, events::reminder::ReminderEvent::Planned { reminder, .. }) => {
                        planned.insert(key, reminder);
                    }
                    Event::Reminder(
                        key,
                        events::reminder::ReminderEvent::Sent { .. } | events::reminder::ReminderEvent::Escalated { .. },
                    ) => {
                        let reminder = &planned[&key];
                        let triple = (reminder.action_item.to_string(), reminder.rung, reminder.due);
                        assert!(sent.insert(triple.clone()), "{triple:?} twice");
                    }
                    _ => {}
                }
            }
        });
    }
}
