//! Commands between processes, over a real NATS server.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_nats::Client;
use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use coordination::remote::{CommandServer, NotVouchedFor, RemoteCommands, RetryPolicy, serve_commands, vouch};
use coordination::{Accepted, Clock, CommandError, CommandPort, CommandRequest, Coordination};
use events::account::{AccountCommand, Network, Role};
use events::action_item::ActionItemCommand;
use events::audit::Door;
use events::authority::{NotPermitted, Principal};
use events::erasure::{ErasureCommand, ErasureSubject};
use events::ids::{CommandId, CorrelationId, NotAnId, Position, ServiceName, TenantId};
use events::language::{Language, LocalText};
use events::mandate::Mandate;
use events::refusal::NotToBeKept;
use events::{Command, Refusal, Rejection};
use futures::{FutureExt, StreamExt};
use nats_server_process::{Binary, NatsServer, Setup};
use serde_json::{Value, json};
use store::EventStore;
use store::sqlite::SqliteEventStore;
use tokio::sync::mpsc;
use tokio::task::{AbortHandle, JoinSet};
use tokio_util::sync::CancellationToken;
use transport::{AskError, Fence, Fences, Lease, LeaseTerms, Leases, NatsSettings, ask, connect, subjects};

/// Long, because it only passes when something is broken.
const LONG: Duration = Duration::from_secs(60);
const TERMS: LeaseTerms = LeaseTerms { length: Duration::from_secs(3), replicas: 1 };

/// Waits for an answer as long as the test does, and asks again as often as it takes.
const PATIENT: RetryPolicy =
    RetryPolicy { each: LONG, attempts: u32::MAX, pause: Duration::from_millis(5), altogether: LONG };

struct Noon;

impl Clock for Noon {
    fn now(&self) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2017, 7, 3, 10, 0, 0).unwrap()
    }
}

struct Town {
    server: NatsServer,
    _folder: tempfile::TempDir,
    store: Arc<SqliteEventStore>,
}

impl Town {
    async fn new() -> Self {
        Self::with(Setup::new(Binary::debian().unwrap())).await
    }

    async fn with(setup: Setup) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        Self { server: NatsServer::start(&setup).await.unwrap(), _folder: folder, store }
    }

    async fn client(&self) -> Client {
        let settings =
            NatsSettings { servers: vec![self.server.url()], ca_file: None, user: None, password_file: None };
        let client = connect(&settings, "test").await.unwrap();
        client.flush().await.unwrap();
        client
    }

    fn coordination(&self) -> Arc<Coordination> {
        Arc::new(Coordination::new(self.store.clone(), Arc::new(Noon), tenant()))
    }

    async fn leases(&self) -> Leases {
        Leases::new(self.client().await, &tenant(), TERMS)
    }

    /// A command server in a process of its own, as far as one test process allows: with a connection of its own.
    async fn serves(&self, commands: Arc<dyn CommandPort>) -> AbortHandle {
        self.serves_within(commands, LONG).await
    }

    async fn serves_within(&self, commands: Arc<dyn CommandPort>, deadline: Duration) -> AbortHandle {
        let client = self.client().await;
        let server = CommandServer::new(commands, Fences::new(self.leases().await)).within(deadline);
        tokio::spawn(async move { serve_commands(&client, &tenant(), server, CancellationToken::new()).await })
            .abort_handle()
    }

    async fn commands(&self, service: &str) -> RemoteCommands {
        RemoteCommands::new(self.client().await, &tenant(), &service.parse().unwrap()).with_patience(PATIENT)
    }

    async fn events(&self) -> Position {
        self.store.end().await.unwrap()
    }
}

fn tenant() -> TenantId {
    "kosovo".parse().unwrap()
}

fn assign(item: &str) -> Command {
    let command = ActionItemCommand::Assign {
        title: LocalText::only(Language::Sq, "Dërgo numrin e viktimave".parse().unwrap()),
        owner: "mpms".parse().unwrap(),
        subgroup: None,
        due: NaiveDate::from_ymd_opt(2017, 7, 10).unwrap(),
        raised_by: None,
    };
    Command::ActionItem(item.parse().unwrap(), command)
}

fn request(item: &str, principal: Principal) -> CommandRequest {
    let id = CommandId::named(item);
    CommandRequest {
        id,
        correlation: CorrelationId(id.0),
        principal,
        occurred_at: None,
        made_from: None,
        command: assign(item),
    }
}

fn official() -> Principal {
    let chairs = BTreeSet::from(["prosecution".parse().unwrap()]);
    Principal::official("p-mpms".parse().unwrap(), "mpms".parse().unwrap(), chairs, Mandate::Secretariat)
}

/// Remembers what it was asked before it has it carried out.
struct Watched {
    real: Arc<Coordination>,
    seen: Mutex<Vec<CommandId>>,
}

impl Watched {
    fn new(real: Arc<Coordination>) -> Arc<Self> {
        Arc::new(Self { real, seen: Mutex::default() })
    }

    fn seen(&self) -> BTreeSet<CommandId> {
        self.seen.lock().unwrap().iter().copied().collect()
    }
}

#[async_trait]
impl CommandPort for Watched {
    async fn execute(&self, request: CommandRequest) -> Result<Accepted, CommandError> {
        self.seen.lock().unwrap().push(request.id);
        self.real.execute(request).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_share_the_commands_and_the_same_one_twice_is_one() {
    let town = Town::new().await;
    let servers = [Watched::new(town.coordination()), Watched::new(town.coordination())];
    for server in &servers {
        town.serves(server.clone()).await;
    }
    let commands = Arc::new(town.commands("gateway").await);
    let mut rounds = 0_u64;
    // Until the same command came to both servers: each of its copies goes to one of them by chance.
    while servers[0].seen().intersection(&servers[1].seen()).next().is_none() {
        rounds += 1;
        assert!(rounds < 100, "one server gets everything");
        let mut putting = JoinSet::new();
        for _ in 0..8 {
            let commands = commands.clone();
            putting.spawn(async move { commands.execute(request(&format!("item-{rounds}"), official())).await });
        }
        let answers: Vec<Accepted> = putting.join_all().await.into_iter().map(Result::unwrap).collect();
        assert_eq!(answers.iter().filter(|answer| !answer.repeated).count(), 1);
        assert!(answers.iter().all(|answer| answer.events == answers[0].events));
        assert_eq!(town.events().await, Position(rounds));
    }
    let answer = commands.execute(request("item-1", official())).await.unwrap();
    let direct = town.coordination().execute(request("item-1", official())).await.unwrap();
    assert_eq!(answer, direct, "the wire changes nothing");
    assert_eq!(answer.events[0].metadata.actor, *official().actor());
    let network = Some(Network::of_ipv4([192, 0, 2, 7]));
    let through = request("by-chat", official().through_door(Door::Chat).coming_from(network.clone()));
    let answer = commands.execute(through).await.unwrap();
    assert_eq!(answer.events[0].metadata.door, Some(Door::Chat), "the door is told over the wire");
    assert_eq!(answer.events[0].metadata.network, None, "of a task it is not kept from where");
    let grant = AccountCommand::GrantRole { role: Role::Auditor, institution: None };
    let grant = Command::Account("p-isf".parse().unwrap(), grant);
    let by = || official().with_roles([Role::Administrator].into()).coming_from(network.clone());
    let granted = commands.execute(CommandRequest { command: grant, ..request("grant", by()) }).await.unwrap();
    assert_eq!(granted.events[0].metadata.network, network, "of a right it is");
    // What two people have to do is not done by whoever was let in by one of them, over the wire neither.
    let person = "p-other".parse().unwrap();
    let subject = ErasureSubject::Person { person };
    let ask = ErasureCommand::Ask { subject: subject.clone(), reason: "has left".parse().unwrap() };
    let ask = Command::Erasure(subject.erasure().unwrap(), ask);
    let let_in = by().let_in_by(Some("p-admin".parse().unwrap()));
    let asked = |id: &str, by: Principal| CommandRequest { command: ask.clone(), ..request(id, by) };
    let refused = commands.execute(asked("let-in", let_in)).await.unwrap_err();
    assert!(matches!(refused, CommandError::Rejected(_)), "{refused}");
    commands.execute(asked("by-own-means", by())).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_stands_in_for_a_chair_does_so_over_the_wire_and_the_same_twice_is_one() {
    let town = Town::new().await;
    town.serves(town.coordination()).await;
    let commands = town.commands("gateway").await;
    let colleague =
        || Principal::official("p-isf".parse().unwrap(), "isf".parse().unwrap(), BTreeSet::new(), Mandate::Institution);
    let away = BTreeMap::from([("prosecution".parse().unwrap(), "p-chair".parse().unwrap())]);
    let asked = |principal: Principal| {
        let mut asked = request("item", principal);
        if let Command::ActionItem(_, ActionItemCommand::Assign { subgroup, .. }) = &mut asked.command {
            *subgroup = Some("prosecution".parse().unwrap());
        }
        asked
    };
    let refused = commands.execute(asked(colleague())).await;
    assert!(matches!(refused, Err(CommandError::Rejected(_))), "{refused:?}");
    let first = commands.execute(asked(colleague().standing_in_for(away))).await.unwrap();
    assert_eq!(first.events[0].metadata.actor.to_string(), "p-isf@isf for p-chair");
    let again = commands.execute(asked(colleague())).await.unwrap();
    assert_eq!((again.events, again.repeated), (first.events, true), "also when the chair is back meanwhile");
}

/// Stops for ever at one place, and says when it is there.
struct Stuck {
    real: Arc<Coordination>,
    after: bool,
    there: mpsc::UnboundedSender<()>,
}

#[async_trait]
impl CommandPort for Stuck {
    async fn execute(&self, request: CommandRequest) -> Result<Accepted, CommandError> {
        if self.after {
            self.real.execute(request).await.unwrap();
        }
        self.there.send(()).unwrap();
        std::future::pending().await
    }
}

async fn killed_in_between(after: bool) -> (Accepted, Position) {
    let town = Town::new().await;
    let (there, mut arrived) = mpsc::unbounded_channel();
    let doomed = town.serves(Arc::new(Stuck { real: town.coordination(), after, there })).await;
    let impatient = RetryPolicy { each: Duration::from_millis(500), ..PATIENT };
    let commands = town.commands("gateway").await.with_patience(impatient);
    let putting = tokio::spawn(async move { commands.execute(request("item", official())).await });
    tokio::time::timeout(LONG, arrived.recv()).await.unwrap().unwrap();
    doomed.abort();
    town.serves(town.coordination()).await;
    let accepted = tokio::time::timeout(LONG, putting).await.unwrap().unwrap().unwrap();
    (accepted, town.events().await)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_dies_after_the_append_leaves_its_answer_to_the_next() {
    let (accepted, events) = killed_in_between(true).await;
    assert!(accepted.repeated);
    assert_eq!((accepted.events.len(), events), (1, Position(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_dies_before_the_append_leaves_the_command_to_the_next() {
    let (accepted, events) = killed_in_between(false).await;
    assert!(!accepted.repeated);
    assert_eq!((accepted.events.len(), events), (1, Position(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_server_nothing_is_saved_and_the_asker_knows_when_to_ask_again() {
    let town = Town::new().await;
    // Would wait for an hour if anybody were there.
    let patience = RetryPolicy { each: Duration::from_secs(3_600), ..RetryPolicy::default() };
    let commands = town.commands("gateway").await.with_patience(patience);
    let outcome = tokio::time::timeout(LONG, commands.execute(request("item", official()))).await.unwrap();
    let error = outcome.unwrap_err();
    assert!(matches!(error, CommandError::Unavailable { .. }), "{error}");
    assert!(error.retry_after().is_some());
}

/// A store that has gone away without a word.
struct Silent;

#[async_trait]
impl CommandPort for Silent {
    async fn execute(&self, _: CommandRequest) -> Result<Accepted, CommandError> {
        std::future::pending().await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_silent_is_away() {
    let town = Town::new().await;
    town.serves_within(Arc::new(Silent), Duration::from_millis(50)).await;
    let commands = town.commands("gateway").await;
    let outcome = tokio::time::timeout(LONG, commands.execute(request("item", official()))).await.unwrap();
    let Err(CommandError::Unavailable { reason }) = outcome else { panic!("{outcome:?}") };
    assert!(reason.contains("event store"), "{reason}");
}

/// Answers one thing after the other.
struct Answers(Mutex<Vec<CommandError>>);

#[async_trait]
impl CommandPort for Answers {
    async fn execute(&self, _: CommandRequest) -> Result<Accepted, CommandError> {
        Err(self.0.lock().unwrap().remove(0))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_says_is_what_the_asker_hears() {
    let said = || {
        let refused = Refusal::all_codes().into_iter().map(|code| Rejection::from_code(code).expect(code).into());
        let rest = [
            CommandError::Rejected(NotPermitted.into()),
            CommandError::Rejected(NotToBeKept.into()),
            CommandError::BadId(NotAnId { text: "Ž".to_owned(), longest: 12 }),
            CommandError::KeyReused { id: CommandId::named("a") },
            CommandError::Overtaken { by: vec![] },
            CommandError::Contended { stream: "action-item/a".parse().unwrap(), attempts: 16 },
            CommandError::Unavailable { reason: "away".to_owned() },
            CommandError::TurnOver { lease: "reminders".parse().unwrap() },
            CommandError::Elsewhere { code: "a-new-one".to_owned(), sentence: "something new".to_owned() },
        ];
        refused.chain(rest).collect::<Vec<CommandError>>()
    };
    let town = Town::new().await;
    town.serves(Arc::new(Answers(Mutex::new(said())))).await;
    let commands = town.commands("gateway").await;
    for expected in said() {
        let heard = commands.execute(request("item", official())).await.unwrap_err();
        assert_eq!(format!("{heard:?}"), format!("{expected:?}"));
    }
}

#[test]
fn every_code_of_a_rejection_leads_back_to_it() {
    for code in Refusal::all_codes() {
        assert_eq!(Rejection::from_code(code).expect(code).code(), code);
    }
    assert_eq!(Rejection::from_code("no-such-code"), None);
}

#[test]
fn each_service_speaks_for_its_own_and_for_nobody_else() {
    let services = ["telegram", "gateway", "reminders", "coordination", "import", "projections", "keys", "relay"];
    let may = [
        ("telegram", "official"),
        ("telegram", "telegram"),
        ("gateway", "official"),
        ("gateway", "gateway"),
        ("reminders", "reminders"),
        ("coordination", "coordination"),
        ("import", "import"),
    ];
    let one_at_a_time = ["telegram", "reminders"];
    let fence = |lease: &str| Fence { lease: lease.parse().unwrap(), token: 1 };
    for service in services {
        let name: ServiceName = service.parse().unwrap();
        let itself = services.map(|other| (other, Principal::service(other.parse().unwrap())));
        for (whom, principal) in
            [("official", official()), ("secretariat", Principal::secretariat())].into_iter().chain(itself)
        {
            let speaks = may.contains(&(service, whom));
            let alone = one_at_a_time.contains(&service);
            assert_eq!(vouch(&name, &principal, None).is_ok(), speaks && !alone, "{service} for {whom}");
            for lease in services {
                let outcome = vouch(&name, &principal, Some(&fence(lease)));
                assert_eq!(outcome.is_ok(), speaks && lease == service, "{service} for {whom} under {lease}");
            }
        }
    }
    let unknown = vouch(&"projections".parse().unwrap(), &Principal::secretariat(), None);
    assert!(matches!(unknown, Err(NotVouchedFor::Unknown { .. })), "{unknown:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_speaks_for_others_is_refused() {
    let town = Town::new().await;
    town.serves(town.coordination()).await;
    for (service, principal) in [
        ("gateway", Principal::service("reminders".parse().unwrap())),
        ("import", Principal::secretariat()),
        ("elsewhere", official()),
        ("telegram", official()),
    ] {
        let error = town.commands(service).await.execute(request("item", principal)).await.unwrap_err();
        let CommandError::Elsewhere { code, .. } = &error else { panic!("{error}") };
        assert_eq!(code, NotVouchedFor::CODE, "{error}");
        assert_eq!(error.retry_after(), None);
    }
    assert_eq!(town.events().await, Position(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_servers_permissions_keep_a_service_to_its_own_subject() {
    let users = r#"
        authorization { users: [
            { user: coordination, password: c, permissions: {
                publish: "$JS.>", subscribe: ["cmd.kosovo.*", "_INBOX_coordination.>"], allow_responses: true } }
            { user: import, password: i, permissions: {
                publish: "cmd.kosovo.import", subscribe: "_INBOX_import.>" } }
            { user: gateway, password: g, permissions: {
                publish: "cmd.kosovo.gateway", subscribe: "_INBOX_gateway.>" } }
        ] }
    "#;
    let town = Town::with(Setup::new(Binary::debian().unwrap()).with(users)).await;
    let folder = tempfile::tempdir().unwrap();
    let as_user = async |user: &str, password: &str| {
        let file = folder.path().join(user);
        std::fs::write(&file, password).unwrap();
        let settings = NatsSettings {
            servers: vec![town.server.url()],
            ca_file: None,
            user: Some(user.to_owned()),
            password_file: Some(file),
        };
        let client = connect(&settings, "test").await.unwrap();
        client.flush().await.unwrap();
        client
    };
    let serving = as_user("coordination", "c").await;
    let fences = Fences::new(Leases::new(serving.clone(), &tenant(), TERMS));
    let server = CommandServer::new(town.coordination(), fences);
    tokio::spawn(async move { serve_commands(&serving, &tenant(), server, CancellationToken::new()).await });

    let client = as_user("import", "i").await;
    let import: ServiceName = "import".parse().unwrap();
    let commands = RemoteCommands::new(client.clone(), &tenant(), &import).with_patience(PATIENT);
    commands.execute(request("one", Principal::service(import))).await.unwrap();

    // Under another's subject nothing arrives, so there is no answer either.
    let once = RetryPolicy { each: Duration::from_millis(300), attempts: 1, ..PATIENT };
    let gateway = RemoteCommands::new(client.clone(), &tenant(), &"gateway".parse().unwrap()).with_patience(once);
    let error = gateway.execute(request("two", official())).await.unwrap_err();
    assert!(matches!(error, CommandError::Unavailable { .. }), "{error}");
    assert_eq!(town.events().await, Position(1));

    // And nobody hears what another is answered: whatever the server would have sent has come before one's own answer.
    let mut overheard = client.subscribe("_INBOX_gateway.>").await.unwrap();
    client.flush().await.unwrap();
    let gateway = RemoteCommands::new(as_user("gateway", "g").await, &tenant(), &"gateway".parse().unwrap());
    gateway.with_patience(PATIENT).execute(request("three", official())).await.unwrap();
    assert!(commands.execute(request("one", Principal::service("import".parse().unwrap()))).await.unwrap().repeated);
    assert!(overheard.next().now_or_never().is_none());
}

fn reminders() -> ServiceName {
    "reminders".parse().unwrap()
}

async fn taken(leases: &Leases, holder: &str) -> Lease {
    let taking = async {
        loop {
            if let Some(lease) = leases.try_take(&reminders(), holder).await.unwrap() {
                return lease;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(LONG, taking).await.unwrap()
}

/// A command as it is on the wire, from a process that has not looked at its clock.
fn put(item: &str, fence: &Fence) -> Value {
    let id = CommandId::named(item);
    json!({ "version": 1, "content": {
        "id": id,
        "correlation": id,
        "standing": { "kind": "service", "name": "reminders" },
        "occurred_at": null,
        "command": assign(item),
        "fence": fence,
    } })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holder_that_slept_is_refused_by_every_server() {
    let town = Town::new().await;
    let client = town.client().await;
    let subject = subjects::commands_of(&tenant(), &reminders());
    town.serves(town.coordination()).await;
    let (one, two) = (town.leases().await, town.leases().await);

    let slept = taken(&one, "one").await;
    let under_old = town.commands("reminders").await.under(slept.clone());
    under_old.execute(request("first", Principal::service(reminders()))).await.unwrap();

    let current = taken(&two, "two").await;
    // As soon as it looks at its clock it knows by itself,
    let error = under_old.execute(request("second", Principal::service(reminders()))).await.unwrap_err();
    assert!(matches!(error, CommandError::TurnOver { .. }), "{error}");
    // and what was on its way already is refused.
    let answer: Value = ask(&client, &subject, &put("third", &slept.fence()), LONG).await.unwrap();
    assert_eq!(answer["content"]["outcome"], "turn-over", "{answer}");
    assert_eq!(town.events().await, Position(1));

    let keeping = current.clone();
    tokio::spawn(async move { two.keep(&keeping).await });
    let under_new = town.commands("reminders").await.under(current.clone());
    under_new.execute(request("fourth", Principal::service(reminders()))).await.unwrap();
    assert_eq!(town.events().await, Position(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_holder_knows_that_its_turn_is_over() {
    let town = Town::new().await;
    town.serves(town.coordination()).await;
    let leases = town.leases().await;
    let lease = taken(&leases, "one").await;
    // Somebody else's turn is in the bucket, and nothing has told this holder.
    let jetstream = async_nats::jetstream::new(town.client().await);
    let bucket = jetstream.get_key_value(subjects::leases(&tenant())).await.unwrap();
    let newer = lease.fence().token + 5_000_000;
    bucket.put("reminders", json!({ "holder": "two", "token": newer }).to_string().into()).await.unwrap();
    let commands = town.commands("reminders").await.under(lease.clone());
    let error = commands.execute(request("item", Principal::service(reminders()))).await.unwrap_err();
    assert!(matches!(error, CommandError::TurnOver { .. }), "{error}");
    assert!(lease.lost().is_cancelled());
    assert_eq!(town.events().await, Position(0));
}

/// Counts, and does nothing.
struct Counted(Arc<AtomicUsize>);

#[async_trait]
impl CommandPort for Counted {
    async fn execute(&self, _: CommandRequest) -> Result<Accepted, CommandError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(Accepted { events: vec![], repeated: false })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_from_another_version_is_told_so() {
    let town = Town::new().await;
    let counted = Arc::new(AtomicUsize::new(0));
    town.serves(Arc::new(Counted(counted.clone()))).await;
    let client = town.client().await;
    let subject = subjects::commands_of(&tenant(), &"gateway".parse().unwrap());
    let newer = json!({ "version": 2, "content": { "anything": true } });
    let unreadable = json!({ "version": 1, "content": { "anything": true } });
    for question in [newer, unreadable] {
        let answer: Value = loop {
            match ask(&client, &subject, &question, LONG).await {
                Err(AskError::NobodyAnswers { .. }) => tokio::task::yield_now().await,
                outcome => break outcome.unwrap(),
            }
        };
        assert_eq!(answer["content"]["code"], "other-version", "{answer}");
    }
    assert_eq!(counted.load(Ordering::SeqCst), 0);
}
