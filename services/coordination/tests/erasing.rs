//! What two people have confirmed is got out, once, whatever is cut off or delivered twice.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Utc};
use coordination::follow_up::FollowUp;
use coordination::{Clock, CommandError, CommandPort, CommandRequest, Coordination};
use events::account::{AccountCommand, Browser, Device, Fingerprint, Opening, System, TokenScope, Way};
use events::action_item::ActionItemCommand;
use events::authority::Principal;
use events::erasure::{ErasureCommand, ErasureEvent, ErasureSubject};
use events::ids::{CommandId, CorrelationId, PersonId, Position};
use events::language::{Language, LocalText};
use events::mandate::Mandate;
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime, RaisedItem};
use events::non_empty::NonEmpty;
use events::sealed::{PersonKey, PersonKeys};
use events::{Command, Event, RecordedEvent, StoredEvent};
use feed::dead_letters::{DeadLetters, FileDeadLetters};
use feed::process::{Process, RetryPolicy};
use feed::{MarkFile, StoreFeed};
use keys::LocalKeys;
use store::{EventStore, SqliteEventStore, SqlitePersonKeys};

const SECRET: &str = "Find a bed for a woman whose name nobody should have written";

struct Noon;

impl Clock for Noon {
    fn now(&self) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2017, 7, 3, 10, 0, 0).unwrap()
    }
}

/// A hub of three files.
struct Hub {
    folder: tempfile::TempDir,
    store: Arc<SqliteEventStore>,
    keys: Arc<SqlitePersonKeys>,
    coordination: Arc<Coordination>,
}

impl Hub {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        let keys = Arc::new(SqlitePersonKeys::open(&folder.path().join("person-keys.db")).unwrap());
        let coordination = Coordination::new(store.clone(), Arc::new(Noon), "kosovo".parse().unwrap());
        let coordination = Arc::new(coordination.taking_out_of(store.clone()));
        Self { folder, store, keys, coordination }
    }

    async fn execute(
        &self,
        id: &str,
        principal: Principal,
        command: Command,
    ) -> Result<Vec<RecordedEvent>, CommandError> {
        let id = CommandId::named(id);
        let correlation = CorrelationId(id.0);
        let request = CommandRequest { id, correlation, principal, occurred_at: None, made_from: None, command };
        Ok(self.coordination.execute(request).await?.events)
    }

    /// One asks and another confirms.
    async fn confirmed(&self, subject: ErasureSubject) {
        let erasure = subject.erasure().unwrap();
        let ask = ErasureCommand::Ask { subject, reason: "It says who somebody is".parse().unwrap() };
        for (who, command) in [("dren", ask), ("mira", ErasureCommand::Confirm)] {
            self.execute(who, secretariat(who), Command::Erasure(erasure.clone(), command)).await.unwrap();
        }
    }

    /// Runs the process until it has reacted to everything that is in the log now.
    async fn followed_up(&self, checkpoint: &Path) {
        let letters = Arc::new(FileDeadLetters::new(self.folder.path().join("letters")));
        let retry = RetryPolicy { attempts: 2, pause: Duration::from_millis(1) };
        let name = "coordination".parse().unwrap();
        let now = Arc::new(|| Noon.now());
        let process = Process::new(name, MarkFile::new(checkpoint), letters.clone(), now, retry);
        let follow_up = FollowUp::new(self.coordination.clone(), process)
            .erasing(self.coordination.clone(), Arc::new(LocalKeys::new(self.keys.clone())));
        let (feed, kept) = (StoreFeed::new(self.store.clone()), MarkFile::new(checkpoint));
        let reached = async {
            while kept.load().await.unwrap().position() < self.store.end().await.unwrap() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::select! {
            ended = follow_up.run(&feed) => panic!("the process ended: {ended:?}"),
            () = reached => {}
            () = tokio::time::sleep(Duration::from_secs(60)) => panic!("the process never got there"),
        }
        assert_eq!(letters.all().await.unwrap(), [], "something was parked");
    }

    async fn log(&self) -> Vec<RecordedEvent> {
        let log = self.store.read_all(Position::START, 1000).await.unwrap();
        log.into_iter().map(StoredEvent::decode).collect::<Result<_, _>>().unwrap()
    }

    /// How many files have these words.
    fn files_with(&self, words: &str) -> usize {
        let files =
            std::fs::read_dir(self.folder.path()).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
        files.filter(|content| content.windows(words.len()).any(|bytes| bytes == words.as_bytes())).count()
    }
}

fn secretariat(person: &str) -> Principal {
    let (person, institution) = (person.parse().unwrap(), "sekretariati".parse().unwrap());
    Principal::official(person, institution, BTreeSet::new(), Mandate::Secretariat)
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 7, day).unwrap()
}

fn title(words: &str) -> LocalText {
    LocalText::only(Language::En, words.parse().unwrap())
}

/// A meeting that raises an item with the text, which follows from it.
async fn with_a_secret() -> Hub {
    let hub = Hub::new();
    let invited = NonEmpty::one("mpms".parse().unwrap());
    let (owner, due) = ("mpms".parse().unwrap(), day(20));
    let raised = RaisedItem { action_item: "bed".parse().unwrap(), title: title(SECRET), owner, due };
    let at = MeetingTime { date: day(3), time: None, minutes: None };
    let convened = MeetingBody::Subgroup("te-dhena".parse().unwrap());
    let steps = [
        MeetingCommand::Schedule {
            title: title("Subgroup"),
            at,
            place: None,
            convened,
            invited: invited.clone(),
            recurrence: None,
        },
        MeetingCommand::Hold { attended: invited },
        MeetingCommand::TakeDecision { decision: "Find one".parse().unwrap(), raises: vec![raised] },
    ];
    for (n, step) in steps.into_iter().enumerate() {
        let command = Command::Meeting("m1".parse().unwrap(), step);
        hub.execute(&format!("m{n}"), Principal::secretariat(), command).await.unwrap();
    }
    hub
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_leaves_the_log_wherever_it_stands_and_nothing_else_does() {
    let hub = with_a_secret().await;
    let checkpoint = hub.folder.path().join("checkpoint");
    hub.followed_up(&checkpoint).await;
    let item = hub.log().await.pop().unwrap();
    assert!(hub.files_with(SECRET) > 0, "else this test would say nothing");
    hub.confirmed(ErasureSubject::Texts { position: item.position, event: item.id }).await;
    hub.followed_up(&checkpoint).await;

    assert_eq!(hub.files_with(SECRET), 0);
    let log = hub.log().await;
    let Event::Erasure(_, ErasureEvent::CarriedOut { from, .. }) = &log.last().unwrap().event else {
        panic!("it says what it did");
    };
    let positions: Vec<_> = from.iter().map(|taken_out| taken_out.position.0).collect();
    assert_eq!(positions, [3, 4], "the decision and the item that followed");
    let decision = serde_json::to_string(&log[2].event.encode().unwrap()).unwrap();
    assert!(decision.contains("Find one") && decision.contains("bed"), "what else the decision says stays: {decision}");
    let verified = hub.store.verify().await.unwrap();
    assert_eq!((verified.events, verified.taken_out), (7, 2));

    // The item goes on, and whoever reads everything again does nothing again.
    let accept =
        Command::ActionItem("bed".parse().unwrap(), ActionItemCommand::Cancel { reason: "Found".parse().unwrap() });
    hub.execute("cancel", Principal::secretariat(), accept).await.unwrap();
    std::fs::remove_file(&checkpoint).unwrap();
    hub.followed_up(&checkpoint).await;
    assert_eq!(hub.log().await.len(), 8);
    assert_eq!(hub.store.verify().await.unwrap().taken_out, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_goes_before_a_second_person_confirms() {
    let hub = with_a_secret().await;
    let decision = hub.log().await.pop().unwrap();
    let subject = ErasureSubject::Texts { position: decision.position, event: decision.id };
    let erasure = subject.erasure().unwrap();
    let ask = ErasureCommand::Ask { subject, reason: "It says who".parse().unwrap() };
    hub.execute("ask", secretariat("dren"), Command::Erasure(erasure.clone(), ask)).await.unwrap();
    let confirm = Command::Erasure(erasure, ErasureCommand::Confirm);
    let refused = hub.execute("confirm", secretariat("dren"), confirm).await.unwrap_err();
    assert!(matches!(refused, CommandError::Rejected(events::Rejection::NotPermitted(_))), "{refused}");
    hub.followed_up(&hub.folder.path().join("checkpoint")).await;
    assert!(hub.files_with(SECRET) > 0);
    assert_eq!(hub.store.verify().await.unwrap().taken_out, 0);
}

/// Somebody with a key, a session, and a token with a telling name.
async fn signed_in(hub: &Hub) -> PersonId {
    let arta: PersonId = "arta".parse().unwrap();
    hub.keys.ensure(&arta, PersonKey([7; 32])).unwrap();
    let herself = || Principal::official(arta.clone(), "mpms".parse().unwrap(), BTreeSet::new(), Mandate::Institution);
    let (at, until) = (Noon.now(), Noon.now() + TimeDelta::days(1));
    let opening = Opening {
        secret: Fingerprint::of("secret"),
        way: Way::Demo {},
        institution: "mpms".parse().unwrap(),
        device: Device { browser: Browser::Other, system: System::Other },
        network: None,
        at,
        until,
    };
    let open = AccountCommand::OpenSession { session: "session-1".parse().unwrap(), opening: Box::new(opening) };
    let token = AccountCommand::MakeToken {
        token: "token-1".parse().unwrap(),
        secret: Fingerprint::of("token"),
        name: "Arta Krasniqi's own computer".parse().unwrap(),
        scope: TokenScope { commands: BTreeSet::new(), institution: None },
        institution: None,
        at,
        until,
    };
    for (n, command) in [open, token].into_iter().enumerate() {
        hub.execute(&format!("account {n}"), herself(), Command::Account(arta.clone(), command)).await.unwrap();
    }
    arta
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_shut_out_and_unknown_and_stays_so() {
    let hub = Hub::new();
    let arta = signed_in(&hub).await;
    hub.confirmed(ErasureSubject::Person { person: arta.clone() }).await;
    let checkpoint = hub.folder.path().join("checkpoint");
    hub.followed_up(&checkpoint).await;
    assert_eq!(hub.keys.key(&arta), None);
    assert!(hub.keys.ensure(&arta, PersonKey([8; 32])).is_err(), "no new key is made for whoever was erased");
    assert_eq!(hub.files_with("Krasniqi"), 0);
    let types: Vec<_> = hub.log().await.iter().map(|event| event.event.encode().unwrap().event_type).collect();
    for ended in ["account.session-ended", "account.token-revoked"] {
        assert!(types.iter().any(|event_type| event_type == ended), "{ended}: {types:?}");
    }
    assert_eq!(types.last().unwrap(), "erasure.carried-out");
    let before = hub.store.verify().await.unwrap();
    assert_eq!(before.taken_out, 1);
    std::fs::remove_file(&checkpoint).unwrap();
    hub.followed_up(&checkpoint).await;
    assert_eq!(hub.store.verify().await.unwrap(), before);
}
