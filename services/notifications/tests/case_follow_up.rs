//! What time and silence do to cases: once, whatever is repeated.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use coordination::{Clock, CommandPort, CommandRequest, Coordination};
use events::Command;
use events::action_item::ItemStage;
use events::authority::Principal;
use events::case::{CaseCommand as C, CaseManager, CaseManagerRole, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::ids::{CommandId, CorrelationId, Position};
use events::institution::{InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use feed::{EventFeed, StoreFeed};
use notifications::case_follow_up::{CaseFollowUpError, FollowedUp};
use notifications::{Calendar, CaseFollowUp};
use readmodels::{ReadModels, ReadPort};
use store::EventStore;
use store::person_keys::SqlitePersonKeys;
use store::sqlite::SqliteEventStore;
use tokio_util::sync::CancellationToken;

/// A clock in the test's hand.
struct Hand(Mutex<DateTime<Utc>>);

impl Clock for Hand {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

struct Harness {
    _folder: tempfile::TempDir,
    store: Arc<SqliteEventStore>,
    clock: Arc<Hand>,
    commands: Arc<Coordination>,
    read_models: ReadModels,
    feed: Arc<StoreFeed>,
    given: Mutex<u32>,
}

impl Harness {
    async fn new(kinds: &[(&str, InstitutionKind)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        let keys = Arc::new(SqlitePersonKeys::open(&folder.path().join("keys.db")).unwrap());
        // Monday, 3 July 2017.
        let clock = Arc::new(Hand(Mutex::new("2017-07-03T06:00:00Z".parse().unwrap())));
        let commands = Arc::new(Coordination::new(store.clone(), clock.clone(), "kosovo".parse().unwrap()));
        let read_models = ReadModels::open(&folder.path().join("read.db"), keys, ReadModels::standard()).unwrap();
        let feed = Arc::new(StoreFeed::new(store.clone()));
        let harness = Self { _folder: folder, store, clock, commands, read_models, feed, given: Mutex::new(0) };
        for (id, kind) in kinds {
            let names = LocalText::from_versions(Language::ALL.map(|language| (language, *id))).unwrap();
            let (kind, role) = (*kind, "role".parse().unwrap());
            let register = InstitutionCommand::Register { names, kind, role, authority_member: true };
            harness.give(Command::Institution(id.parse().unwrap(), register)).await;
        }
        harness
    }

    async fn give(&self, command: Command) {
        let n = {
            let mut given = self.given.lock().unwrap();
            *given += 1;
            *given
        };
        let id = CommandId::named(&format!("test/{n}"));
        let principal = Principal::secretariat();
        let request = CommandRequest {
            id,
            correlation: CorrelationId(id.0),
            principal,
            occurred_at: None,
            made_from: None,
            command,
        };
        self.commands.execute(request).await.unwrap();
    }

    async fn case(&self, command: C) {
        self.give(Command::Case("2017-001".parse().unwrap(), command)).await;
    }

    async fn open_unmanaged(&self) {
        let forms = NonEmpty::one(ExploitationForm::ForcedLabour);
        let (sex, nationality) = (Sex::Male, Nationality::Unknown);
        let profile = VictimProfile { age_group: AgeGroup::Adult, sex, nationality, forms };
        let identified_by = "policia".parse().unwrap();
        self.case(C::Open { identified_by, profile, person: None, competent: BTreeMap::new() }).await;
    }

    fn follow_up(&self) -> CaseFollowUp {
        CaseFollowUp::new(
            self.read_models.clone(),
            self.feed.clone(),
            self.commands.clone(),
            self.clock.clone(),
            Calendar::default(),
            "reminders".parse().unwrap(),
        )
        .unwrap()
    }

    /// An activation at this time, as if the process had just been started.
    async fn wake_at(&self, now: &str) -> Result<FollowedUp, CaseFollowUpError> {
        self.look_at(&self.follow_up(), now).await
    }

    /// An activation at this time of a process that goes on.
    async fn look_at(&self, follow_up: &CaseFollowUp, now: &str) -> Result<FollowedUp, CaseFollowUpError> {
        *self.clock.0.lock().unwrap() = now.parse().unwrap();
        let stop = CancellationToken::new();
        let feed: Arc<dyn EventFeed> = self.feed.clone();
        let pump = self.read_models.run(feed, stop.clone());
        let work = async {
            let done = follow_up.reconcile().await;
            stop.cancel();
            done
        };
        let (pumped, done) = tokio::join!(pump, work);
        pumped.unwrap();
        done
    }

    async fn recorded(&self, kind: &str) -> usize {
        let log = self.store.read_all(Position::START, 10_000).await.unwrap();
        log.iter().filter(|event| event.body.event_type == kind).count()
    }
}

const EVERYBODY: [(&str, InstitutionKind); 4] = [
    ("policia", InstitutionKind::Police),
    ("secretariat", InstitutionKind::Secretariat),
    ("zmnv", InstitutionKind::Advocates),
    ("isf", InstitutionKind::Shelter),
];

#[tokio::test]
async fn an_unassigned_case_raises_one_task_of_the_secretariat_and_it_is_done_when_somebody_answers() {
    let harness = Harness::new(&EVERYBODY).await;
    harness.open_unmanaged().await;
    let raised = FollowedUp { raised: 1, ..FollowedUp::default() };
    assert_eq!(harness.wake_at("2017-07-03T06:00:00Z").await.unwrap(), raised);
    assert_eq!(harness.wake_at("2017-07-08T06:00:00Z").await.unwrap(), FollowedUp::default(), "once");
    let item = "case-2017-001-identification-unassigned".parse().unwrap();
    let task = harness.read_models.task(&item).await.unwrap().unwrap();
    assert_eq!((task.item.owner.as_str(), task.item.due), ("secretariat", "2017-07-05".parse().unwrap()));
    let titles: Vec<&str> = Language::ALL.map(|language| task.title.in_language(language)).to_vec();
    assert!(titles.iter().all(|title| title.contains("2017-001")), "{titles:?}");
    assert!(titles[0] != titles[1] && titles[1] != titles[2], "each language has its own: {titles:?}");

    let role = CaseManagerRole::VictimAdvocacyOffice;
    harness.case(C::AssignCaseManager(CaseManager { institution: "zmnv".parse().unwrap(), role })).await;
    let done = FollowedUp { done: 1, ..FollowedUp::default() };
    assert_eq!(harness.wake_at("2017-07-08T06:01:00Z").await.unwrap(), done);
    let task = harness.read_models.task(&item).await.unwrap().unwrap();
    assert_eq!(task.item.stage, ItemStage::Completed);
    assert_eq!(harness.wake_at("2017-07-08T06:02:00Z").await.unwrap(), FollowedUp::default());

    // The next stage that nobody answers for is another task.
    harness.case(C::ReachStage { stage: CaseStage::Assistance }).await;
    assert_eq!(harness.wake_at("2017-07-08T06:03:00Z").await.unwrap(), raised);
    assert_eq!(harness.recorded("action-item.assigned").await, 2);
}

#[tokio::test]
async fn a_referral_escalates_once_when_its_time_limit_has_passed() {
    let harness = Harness::new(&EVERYBODY).await;
    harness.open_unmanaged().await;
    let refer = |referral: &str, receiver: &str| C::MakeReferral {
        referral: referral.parse().unwrap(),
        receiver: receiver.parse().unwrap(),
        stage: CaseStage::Assistance,
        answer_by: "2017-07-05T14:00:00Z".parse().unwrap(),
        request: None,
    };
    harness.case(refer("answered", "zmnv")).await;
    harness.case(refer("silent", "isf")).await;
    harness.case(C::AcceptReferral { referral: "answered".parse().unwrap() }).await;
    assert_eq!(harness.wake_at("2017-07-05T14:00:00Z").await.unwrap().escalated, 0, "still in time");
    assert_eq!(harness.wake_at("2017-07-05T14:00:01Z").await.unwrap().escalated, 1);
    assert_eq!(harness.wake_at("2017-07-09T14:00:00Z").await.unwrap().escalated, 0, "once");
    assert_eq!(harness.recorded("case.referral-escalated").await, 1);
    harness.case(C::AcceptReferral { referral: "silent".parse().unwrap() }).await;
    assert_eq!(harness.recorded("case.referral-accepted").await, 2, "late is better than never");
}

#[tokio::test]
async fn a_process_that_goes_on_does_at_once_what_one_that_was_just_started_does() {
    let harness = Harness::new(&EVERYBODY).await;
    let follow_up = harness.follow_up();
    assert_eq!(harness.look_at(&follow_up, "2017-07-05T06:00:00Z").await.unwrap(), FollowedUp::default());
    harness.open_unmanaged().await;
    assert_eq!(harness.look_at(&follow_up, "2017-07-05T06:01:00Z").await.unwrap().raised, 1);
    let refer = C::MakeReferral {
        referral: "silent".parse().unwrap(),
        receiver: "isf".parse().unwrap(),
        stage: CaseStage::Assistance,
        answer_by: "2017-07-05T14:00:00Z".parse().unwrap(),
        request: None,
    };
    harness.case(refer).await;
    assert_eq!(harness.look_at(&follow_up, "2017-07-05T06:02:00Z").await.unwrap(), FollowedUp::default());
    assert_eq!(harness.look_at(&follow_up, "2017-07-05T14:00:00Z").await.unwrap().escalated, 0, "still in time");
    assert_eq!(harness.look_at(&follow_up, "2017-07-05T14:00:01Z").await.unwrap().escalated, 1);
    let role = CaseManagerRole::VictimAdvocacyOffice;
    harness.case(C::AssignCaseManager(CaseManager { institution: "zmnv".parse().unwrap(), role })).await;
    assert_eq!(harness.look_at(&follow_up, "2017-07-05T14:01:00Z").await.unwrap().done, 1);
    assert_eq!(harness.look_at(&follow_up, "2017-07-05T14:02:00Z").await.unwrap(), FollowedUp::default());
}

#[tokio::test]
async fn what_could_not_be_done_for_a_case_is_tried_again_without_anything_new() {
    let harness = Harness::new(&[("policia", InstitutionKind::Police)]).await;
    harness.open_unmanaged().await;
    let follow_up = harness.follow_up();
    for now in ["2017-07-05T06:00:00Z", "2017-07-05T06:01:00Z"] {
        let said = harness.look_at(&follow_up, now).await.unwrap_err().to_string();
        assert!(said.contains("register one"), "{said}");
    }
}

#[tokio::test]
async fn without_a_secretariat_it_says_so_and_does_the_rest() {
    let harness = Harness::new(&[("policia", InstitutionKind::Police)]).await;
    harness.open_unmanaged().await;
    let said = harness.wake_at("2017-07-03T06:00:00Z").await.unwrap_err().to_string();
    assert!(said.contains("2017-001") && said.contains("register one"), "{said}");
}
