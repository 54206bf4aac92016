//! A hub: a log, commands, read models that follow, and a clock that stands until it is moved.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use coordination::{Clock, CommandPort, CommandRequest, Coordination, SystemClock};
use events::action_item::ActionItemCommand;
use events::authority::Principal;
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::country::Country;
use events::erasure::{ErasureEvent, ErasureSubject, TakenOut};
use events::ids::{CommandId, CorrelationId, PersonId, WebhookId};
use events::institution::{Appointee, InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::log_mark::EventHash;
use events::non_empty::NonEmpty;
use events::sealed::{Nonce, PersonKey, Sealed};
use events::text::Text;
use events::webhook::{OutgoingKind, WebhookCommand};
use events::{Command, Event, NewEvent, RecordedEvent};
use feed::{KeptPlace, StoreFeed};
use links::LinkKey;
use notifications::AlwaysHeld;
use readmodels::webhooks::{KnownWebhook, Webhooks};
use readmodels::{Book, ReadModels, ReadPort};
use store::person_keys::SqlitePersonKeys;
use store::sqlite::SqliteEventStore;
use store::{EventStore, ExpectedVersion};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use webhooks::{Deliveries, Delivery, DeliveryState, Jitter, NetworkPolicy, Poster, Sender, SenderPorts};

use super::PATIENCE;

/// A clock that stands until it is moved.
pub(crate) struct StandingClock(Mutex<DateTime<Utc>>);

impl StandingClock {
    pub(crate) fn goes_on(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for StandingClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// Chance that always says the same.
struct Half;

impl Jitter for Half {
    fn fraction(&self) -> f64 {
        0.5
    }
}

pub(crate) struct TestHub {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) store: Arc<SqliteEventStore>,
    keys: Arc<SqlitePersonKeys>,
    commands: Arc<Coordination>,
    pub(crate) read_models: ReadModels,
    pub(crate) clock: Arc<StandingClock>,
    given: AtomicU32,
    stop: CancellationToken,
    webhooks: Book<Webhooks>,
}

impl Drop for TestHub {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// A sender at work.
pub(crate) struct Running {
    stop: CancellationToken,
    work: JoinHandle<()>,
    wake: Arc<tokio::sync::Notify>,
}

impl Running {
    /// As a process that is killed: nothing more is done.
    pub(crate) async fn killed(self) {
        self.work.abort();
        assert!(self.work.await.unwrap_err().is_cancelled());
    }

    /// Has it look at its queue often.
    pub(crate) async fn looks_again_and_again(&self) {
        for _ in 0..50 {
            self.wake.notify_one();
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    pub(crate) async fn stopped(self) {
        self.stop.cancel();
        tokio::time::timeout(PATIENCE, self.work).await.unwrap().unwrap();
    }
}

pub(crate) fn key() -> LinkKey {
    LinkKey::new("k".repeat(40)).unwrap()
}

pub(crate) fn local(words: &str) -> LocalText {
    LocalText::only(Language::En, words.parse().unwrap())
}

pub(crate) fn a_child() -> VictimProfile {
    VictimProfile {
        age_group: AgeGroup::From9To17,
        sex: Sex::Female,
        nationality: Nationality::Of(Country::KOSOVO),
        forms: NonEmpty::one(ExploitationForm::ForcedBegging),
    }
}

impl TestHub {
    /// The ministries `ms` (arta) and `mpms` (besa), and the Secretariat (teuta).
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        let keys = Arc::new(SqlitePersonKeys::open(&folder.path().join("keys.db")).unwrap());
        let clock = Arc::new(StandingClock(Mutex::new("2017-07-03T10:00:00Z".parse().unwrap())));
        let commands = Arc::new(Coordination::new(store.clone(), clock.clone(), "kosovo".parse().unwrap()));
        let read_models =
            ReadModels::open(&folder.path().join("read.db"), keys.clone(), ReadModels::standard()).unwrap();
        let stop = CancellationToken::new();
        let (running, feed, until) = (read_models.clone(), Arc::new(StoreFeed::new(store.clone())), stop.clone());
        tokio::spawn(async move { running.run(feed, until).await.unwrap() });
        let (given, webhooks) = (AtomicU32::new(0), Book::default());
        let hub = Self { folder, store, keys, commands, read_models, clock, given, stop, webhooks };
        for (institution, kind, person) in [
            ("ms", InstitutionKind::Ministry, "arta"),
            ("mpms", InstitutionKind::Ministry, "besa"),
            ("sekretariati", InstitutionKind::Secretariat, "teuta"),
        ] {
            let register = InstitutionCommand::Register {
                names: LocalText::from_versions(Language::ALL.map(|language| (language, institution))).unwrap(),
                kind,
                role: "role".parse().unwrap(),
                authority_member: true,
            };
            hub.give(Command::Institution(institution.parse().unwrap(), register)).await;
            let appoint = InstitutionCommand::AppointFocalPoint(hub.appointee(person));
            hub.give(Command::Institution(institution.parse().unwrap(), appoint)).await;
        }
        hub
    }

    pub(crate) fn appointee(&self, person: &str) -> Appointee {
        let person: PersonId = person.parse().unwrap();
        let key = self.keys.ensure(&person, PersonKey([3; 32])).unwrap();
        let name = Sealed::seal(person.clone(), &key, Nonce([7; 24]), &"Somebody".parse::<Text>().unwrap()).unwrap();
        Appointee { person, name, phone: None, language: Language::En }
    }

    pub(crate) async fn give_as(&self, principal: Principal, command: Command) -> Vec<RecordedEvent> {
        let id = CommandId::named(&format!("test/{}", self.given.fetch_add(1, Ordering::SeqCst)));
        let request = CommandRequest {
            id,
            correlation: CorrelationId(id.0),
            principal,
            occurred_at: None,
            made_from: None,
            command,
        };
        let events = self.commands.execute(request).await.unwrap().events;
        if let Some(last) = events.last() {
            ReadPort::reached(&self.read_models, last.position, PATIENCE).await.unwrap();
        }
        events
    }

    /// What the log says once texts were taken out of these events.
    pub(crate) async fn says_taken_out(&self, events: &[RecordedEvent]) {
        let first = &events[0];
        let subject = ErasureSubject::Texts { position: first.position, event: first.id };
        let taken =
            |event: &RecordedEvent| TakenOut { position: event.position, event: event.id, left: EventHash::GENESIS };
        let from = events.iter().map(taken).collect();
        let said = Event::Erasure(subject.erasure().unwrap(), ErasureEvent::CarriedOut { subject, from });
        let new = NewEvent {
            id: CommandId::named("taken out").event(0),
            metadata: first.metadata.clone(),
            body: said.encode().unwrap(),
        };
        self.store.append(&said.stream().unwrap(), ExpectedVersion::NoStream, NonEmpty::one(new)).await.unwrap();
    }

    pub(crate) async fn give(&self, command: Command) -> Vec<RecordedEvent> {
        self.give_as(Principal::secretariat(), command).await
    }

    pub(crate) async fn official(&self, person: &str) -> Principal {
        let view = self.read_models.person(&person.parse().unwrap()).await.unwrap().unwrap();
        view.principal(self.clock.moment().today)
    }

    pub(crate) async fn assign(&self, item: &str, owner: &str) -> RecordedEvent {
        let assign = ActionItemCommand::Assign {
            title: local("Send the letter"),
            owner: owner.parse().unwrap(),
            subgroup: None,
            due: "2017-07-20".parse().unwrap(),
            raised_by: None,
        };
        self.item(item, assign).await
    }

    pub(crate) async fn item(&self, item: &str, command: ActionItemCommand) -> RecordedEvent {
        self.give(Command::ActionItem(item.parse().unwrap(), command)).await.remove(0)
    }

    /// A webhook of a person for every kind there is.
    pub(crate) async fn webhook(&self, id: &str, maker: &str, address: &str) -> WebhookId {
        let all = OutgoingKind::ALL.iter().copied().collect();
        self.webhook_for(id, maker, address, all).await
    }

    pub(crate) async fn webhook_for(
        &self,
        id: &str,
        maker: &str,
        address: &str,
        kinds: BTreeSet<OutgoingKind>,
    ) -> WebhookId {
        let principal = self.official(maker).await;
        let make = WebhookCommand::Make {
            maker: maker.parse().unwrap(),
            institution: principal.institution().unwrap().clone(),
            name: "Register".parse().unwrap(),
            address: address.parse().unwrap(),
            kinds,
        };
        let id: WebhookId = id.parse().unwrap();
        self.give_as(principal, Command::Webhook(id.clone(), make)).await;
        id
    }

    /// Has the maker do something with a webhook.
    pub(crate) async fn tell(&self, webhook: &WebhookId, maker: &str, command: WebhookCommand) -> Vec<RecordedEvent> {
        self.give_as(self.official(maker).await, Command::Webhook(webhook.clone(), command)).await
    }

    pub(crate) async fn known(&self, webhook: &WebhookId) -> Option<KnownWebhook> {
        self.webhooks.refresh(&self.read_models).await.unwrap().get(webhook).cloned()
    }

    pub(crate) fn deliveries(&self) -> Deliveries {
        Deliveries::open(&self.folder.path().join("webhooks.db")).unwrap()
    }

    /// A sender that may reach this machine and is patient.
    pub(crate) async fn sends(&self) -> Running {
        self.sends_with(NetworkPolicy::PrivateToo, Duration::from_secs(30), self.clock.clone()).await
    }

    /// The same by the machine's own time, by which receivers judge.
    pub(crate) async fn sends_in_the_world(&self) -> Running {
        self.sends_with(NetworkPolicy::PrivateToo, Duration::from_secs(30), Arc::new(SystemClock)).await
    }

    pub(crate) async fn sends_with(
        &self,
        policy: NetworkPolicy,
        patience: Duration,
        world_clock: Arc<dyn Clock>,
    ) -> Running {
        self.sends_as(policy, patience, world_clock, self.read_models.clone()).await
    }

    /// The same by other read models.
    pub(crate) async fn sends_by(&self, read_models: ReadModels) -> Running {
        self.sends_as(NetworkPolicy::PrivateToo, Duration::from_secs(30), self.clock.clone(), read_models).await
    }

    /// Read models that know nothing yet, and what has them begin to fold.
    pub(crate) fn read_models_made_anew(&self) -> (ReadModels, Arc<tokio::sync::Notify>) {
        let file = self.folder.path().join("anew.db");
        let read_models = ReadModels::open(&file, self.keys.clone(), ReadModels::standard()).unwrap();
        let begin = Arc::new(tokio::sync::Notify::new());
        let (running, starting) = (read_models.clone(), begin.clone());
        let (feed, until) = (Arc::new(StoreFeed::new(self.store.clone())), self.stop.clone());
        tokio::spawn(async move {
            starting.notified().await;
            running.run(feed, until).await.unwrap();
        });
        (read_models, begin)
    }

    async fn sends_as(
        &self,
        policy: NetworkPolicy,
        patience: Duration,
        world_clock: Arc<dyn Clock>,
        read_models: ReadModels,
    ) -> Running {
        let deliveries = self.deliveries();
        let sender = self.sender(policy, patience, world_clock, read_models, deliveries.clone());
        let (stop, wake) = (CancellationToken::new(), sender.wake());
        let until = stop.clone();
        let work = tokio::spawn(async move { sender.run(until).await.unwrap() });
        // A new file begins at the log's end, so whatever happens is waited with until it has begun.
        let begun = async {
            while deliveries.place().unwrap() == KeptPlace::Nowhere {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(PATIENCE, begun).await.unwrap();
        Running { stop, work, wake }
    }

    /// Why a sender does not begin.
    pub(crate) async fn refuses_to_send(&self) -> String {
        let (policy, patience) = (NetworkPolicy::PrivateToo, Duration::from_secs(30));
        let sender = self.sender(policy, patience, self.clock.clone(), self.read_models.clone(), self.deliveries());
        let ended = tokio::time::timeout(PATIENCE, sender.run(CancellationToken::new())).await;
        ended.expect("it began").unwrap_err().to_string()
    }

    fn sender(
        &self,
        policy: NetworkPolicy,
        patience: Duration,
        world_clock: Arc<dyn Clock>,
        read_models: ReadModels,
        deliveries: Deliveries,
    ) -> Arc<Sender> {
        let ports = SenderPorts {
            name: "webhooks".parse().unwrap(),
            commands: self.commands.clone(),
            feed: Arc::new(StoreFeed::new(self.store.clone())),
            read_models: Arc::new(read_models),
            clock: self.clock.clone(),
            world_clock,
            lease: Arc::new(AlwaysHeld),
            key: key(),
            jitter: Arc::new(Half),
        };
        Arc::new(Sender::new(ports, Poster::new(policy, patience).unwrap(), deliveries))
    }

    /// Waits until the sender has taken in everything that was recorded.
    pub(crate) async fn taken_in(&self) {
        let (deliveries, end) = (self.deliveries(), self.store.end().await.unwrap());
        let all = async {
            while deliveries.place().unwrap().position() < end {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(PATIENCE, all).await.unwrap();
    }

    /// Moves the hub's time on.
    pub(crate) fn later(&self, by: TimeDelta, running: &Running) {
        self.clock.goes_on(by);
        running.wake.notify_one();
    }

    /// Waits until the messages of a webhook are so, the first of the log first.
    pub(crate) async fn deliveries_are(
        &self,
        webhook: &WebhookId,
        wanted: impl Fn(&[Delivery]) -> bool,
    ) -> Vec<Delivery> {
        let deliveries = self.deliveries();
        let mut found = vec![];
        let so = async {
            loop {
                found = deliveries.of(webhook, 1_000).unwrap();
                found.sort_by_key(|delivery| delivery.occurred_at);
                if wanted(&found) {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let outcome = tokio::time::timeout(PATIENCE, so).await;
        assert!(outcome.is_ok(), "the messages of {webhook} are {found:#?}");
        found
    }

    /// Waits until the one message of a webhook was tried so often.
    pub(crate) async fn tried(&self, webhook: &WebhookId, times: u32) -> Delivery {
        self.deliveries_are(webhook, |all| all.len() == 1 && all[0].tries == times).await.remove(0)
    }

    /// Waits until all messages of a webhook were taken.
    pub(crate) async fn all_delivered(&self, webhook: &WebhookId, wanted: usize) -> Vec<Delivery> {
        let all_of_them = |all: &[Delivery]| {
            all.len() == wanted && all.iter().all(|delivery| delivery.state == DeliveryState::Delivered)
        };
        self.deliveries_are(webhook, all_of_them).await
    }
}
