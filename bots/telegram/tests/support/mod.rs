//! What the tests of the bot hold: the simulator as its messenger, phones, the real parts behind it, and a command service
//! and read models that can be cut off.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code,
    unreachable_pub,
    reason = "a test fails by panicking"
)]

pub mod phones;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use coordination::{Accepted, Clock, CommandError, CommandPort, CommandRequest, Coordination};
use events::action_item::ActionItemCommand;
use events::authority::Principal;
use events::data_request::DataRequestEvent;
use events::email_address::EmailAddress;
use events::ids::{ChatId, CommandId, CorrelationId, PersonId, Position};
use events::institution::{Appointee, InstitutionCommand, InstitutionKind, InvitationHash};
use events::language::{Language, LocalText};
use events::sealed::{Nonce, PersonKey, PersonKeys, Sealed};
use events::text::Text;
use events::{Command, Event, RecordedEvent};
use feed::StoreFeed;
use links::LinkKey;
use notifications::ladder::LadderSettings;
use notifications::{
    Addressee, Calendar, Channel, Content, Delivered, DeliveryChannels, DeliveryError, Ladder, Message, Notifications,
    Part, SendingLease, TaskSection, WorkContent,
};
use readmodels::port::{AnyOutput, AnyQuery};
use readmodels::{AskError, Freshness, ReadModels, ReadPort};
use reqwest::Client;
use serde_json::{Value, json};
use store::EventStore;
use store::person_keys::SqlitePersonKeys;
use store::sqlite::SqliteEventStore;
use telegram::{ChatSettings, FormLinks, SealFailed, Sealer, TelegramBot, TelegramConfig, Token, Webhook};
use telegram_sim::{Contact, SimConfig, Simulator};
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// How long anything may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(60);
pub const ARTA: i64 = 2_000_001;
const TOKEN: &str = "1000001:TEST-token";

/// Where the links to forms lead, and what signs them.
pub fn form_links() -> FormLinks {
    FormLinks { key: LinkKey::new("s".repeat(40)).unwrap(), public_url: "http://127.0.0.1:9".to_owned() }
}

/// Waits until something is so.
pub async fn eventually(is_so: impl AsyncFn() -> bool, otherwise: &str) {
    let waiting = async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, waiting).await.is_ok(), "{otherwise}");
}

/// A clock in the test's hand.
pub struct Hand(Mutex<DateTime<Utc>>);

impl Hand {
    pub fn set(&self, to: &str) {
        *self.0.lock().unwrap() = to.parse().unwrap();
    }
}

impl Clock for Hand {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

#[async_trait]
impl telegram_sim::DemoClock for Hand {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }

    fn controllable(&self) -> bool {
        false
    }

    async fn control(&self, _: telegram_sim::ClockMove) -> Result<DateTime<Utc>, String> {
        Err("it is in the test's hand".to_owned())
    }
}

/// The real command service, unless it is cut off: before anything is saved, or after it, so that nobody knows.
pub struct Cut {
    real: Coordination,
    pub off: AtomicBool,
    pub saves_all_the_same: AtomicBool,
    pub refused: AtomicUsize,
}

#[async_trait]
impl CommandPort for Cut {
    async fn execute(&self, request: CommandRequest) -> Result<Accepted, CommandError> {
        if !self.off.load(Ordering::SeqCst) {
            return self.real.execute(request).await;
        }
        if self.saves_all_the_same.load(Ordering::SeqCst) {
            self.real.execute(request).await?;
        }
        self.refused.fetch_add(1, Ordering::SeqCst);
        Err(CommandError::Unavailable { reason: "the event store cannot be reached".to_owned() })
    }
}

/// The right to send, which is lost at a moment.
#[derive(Default)]
pub struct LeaseInHand(Mutex<Option<Instant>>);

impl LeaseInHand {
    /// It is lost so long from now.
    pub fn lose_in(&self, time: Duration) {
        *self.0.lock().unwrap() = Some(Instant::now() + time);
    }

    pub fn regain(&self) {
        *self.0.lock().unwrap() = None;
    }
}

impl SendingLease for LeaseInHand {
    fn is_held(&self) -> bool {
        self.0.lock().unwrap().is_none_or(|lost| Instant::now() < lost)
    }
}

/// Read models that can be away.
pub struct FaultyReadModels {
    pub real: ReadModels,
    pub away: AtomicBool,
}

impl FaultyReadModels {
    fn there(&self) -> Result<&ReadModels, AskError> {
        if self.away.load(Ordering::SeqCst) {
            return Err(AskError::Away { part: "read-models-1-of-2".to_owned(), reason: "cut off".to_owned() });
        }
        Ok(&self.real)
    }
}

#[async_trait]
impl ReadPort for FaultyReadModels {
    async fn answer(&self, query: Arc<dyn AnyQuery>) -> Result<AnyOutput, AskError> {
        self.there()?.answer(query).await
    }
    fn person_keys(&self) -> &dyn PersonKeys {
        ReadPort::person_keys(&self.real)
    }
    fn progress(&self) -> watch::Receiver<Position> {
        self.real.progress()
    }
    fn freshness(&self) -> Vec<Freshness> {
        vec![self.real.freshness()]
    }
}

pub struct Seals(Arc<SqlitePersonKeys>);

impl Seals {
    pub fn seal<T: serde::Serialize + serde::de::DeserializeOwned>(&self, person: &PersonId, value: &T) -> Sealed<T> {
        let key = self.0.ensure(person, PersonKey([3; 32])).unwrap();
        Sealed::seal(person.clone(), &key, Nonce([7; 24]), value).unwrap()
    }
}

#[async_trait]
impl Sealer for Seals {
    async fn seal_chat(&self, person: &PersonId, chat: ChatId) -> Result<Sealed<ChatId>, SealFailed> {
        Ok(self.seal(person, &chat))
    }

    async fn seal_address(
        &self,
        person: &PersonId,
        address: &EmailAddress,
    ) -> Result<Sealed<EmailAddress>, SealFailed> {
        Ok(self.seal(person, address))
    }
}

/// A bot at work, with Arta's phone.
pub struct TestBot {
    folder: tempfile::TempDir,
    pub store: Arc<SqliteEventStore>,
    pub commands: Arc<Cut>,
    pub read_models: Arc<FaultyReadModels>,
    pub clock: Arc<Hand>,
    pub lease: Arc<LeaseInHand>,
    pub seals: Arc<Seals>,
    http: Client,
    base: String,
    bot: Option<(CancellationToken, JoinHandle<()>)>,
    /// The bot, for whoever has it deliver digests.
    pub delivery: Option<Arc<TelegramBot>>,
    /// Where the messenger posts updates to the bot that is started next.
    pub webhook: Option<Webhook>,
    /// Whether the hub sends e-mail, for the bot that is started next.
    pub email: bool,
    /// How many messages of strangers are answered, for the bot that is started next.
    pub messages_of_strangers: u32,
    stop: CancellationToken,
    work: Vec<JoinHandle<()>>,
}

impl TestBot {
    /// The ministry has two tasks, and an invitation for Arta, who speaks English and has not opened it yet.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(Hand(Mutex::new("2017-07-03T08:00:00Z".parse().unwrap())));
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        let keys = Arc::new(SqlitePersonKeys::open(&folder.path().join("keys.db")).unwrap());
        let real = Coordination::new(store.clone(), clock.clone(), "kosovo".parse().unwrap());
        let commands = Arc::new(Cut {
            real,
            off: AtomicBool::new(false),
            saves_all_the_same: AtomicBool::new(false),
            refused: AtomicUsize::new(0),
        });
        let real = ReadModels::open(&folder.path().join("read.db"), keys.clone(), ReadModels::standard()).unwrap();
        let read_models = Arc::new(FaultyReadModels { real, away: AtomicBool::new(false) });
        let seals = Arc::new(Seals(keys));
        let stop = CancellationToken::new();

        let simulator = Simulator::new(SimConfig::new(TOKEN, "sample_bot", "Sample bot"), clock.clone()).unwrap();
        simulator.add_contact(Contact::new(ARTA, "Arta", "en").with_start("invite-1")).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let until = stop.clone();
        let messenger = tokio::spawn(async move {
            telegram_sim::serve(listener, simulator, async move { until.cancelled().await }).await.unwrap();
        });
        let pump = tokio::spawn({
            let (read_models, stop) = (read_models.real.clone(), stop.clone());
            let feed = Arc::new(StoreFeed::new(store.clone()));
            async move { read_models.run(feed, stop).await.unwrap() }
        });
        let work = vec![messenger, pump];
        let http = Client::new();
        let (bot, delivery, webhook, email) = (None, None, None, false);
        let mut harness = Self {
            folder,
            store,
            commands,
            read_models,
            clock,
            lease: Arc::default(),
            seals,
            http,
            base,
            bot,
            delivery,
            webhook,
            email,
            messages_of_strangers: 10_000,
            stop,
            work,
        };
        harness.prepare().await;
        harness.start_bot().await;
        harness
    }

    async fn prepare(&self) {
        let arta: PersonId = "arta".parse().unwrap();
        let of = |command| Command::Institution("ms".parse().unwrap(), command);
        let names = LocalText::from_versions(Language::ALL.map(|language| (language, "Ministry"))).unwrap();
        let (kind, role) = (InstitutionKind::Ministry, "role".parse().unwrap());
        self.give(of(InstitutionCommand::Register { names, kind, role, authority_member: true })).await;
        self.give(of(InstitutionCommand::AppointFocalPoint(self.somebody("arta", "Arta Krasniqi")))).await;
        let invitation = InvitationHash::of_token("invite-1");
        let expires_at = "2017-07-20T08:00:00Z".parse().unwrap();
        self.give(of(InstitutionCommand::IssueInvitation { person: arta, invitation, expires_at })).await;
        for (id, title) in [("beds", "Count the beds"), ("rooms", "Count the rooms")] {
            let title = LocalText::only(Language::En, title.parse().unwrap());
            let (owner, due) = ("ms".parse().unwrap(), "2017-07-20".parse().unwrap());
            let assign = ActionItemCommand::Assign { title, owner, subgroup: None, due, raised_by: None };
            self.give(Command::ActionItem(id.parse().unwrap(), assign)).await;
        }
        let end = self.store.end().await.unwrap();
        self.read_models.reached(end, PATIENCE).await.unwrap();
    }

    /// Gives a command as the secretariat.
    pub async fn give(&self, command: Command) {
        let id = CommandId::named(&format!("test/{command:?}"));
        let correlation = CorrelationId(id.0);
        let principal = Principal::secretariat();
        let request = CommandRequest { id, correlation, principal, occurred_at: None, made_from: None, command };
        let accepted = self.commands.real.execute(request).await.unwrap();
        let last = accepted.events.last().unwrap().position;
        self.read_models.reached(last, PATIENCE).await.unwrap();
    }

    /// The bot, on the file that it had before.
    pub async fn start_bot(&mut self) {
        let config = TelegramConfig {
            webhook: self.webhook.clone(),
            api_url: Some(self.base.clone()),
            token: Token::new(TOKEN.to_owned()),
            database: self.file(),
            settings: ChatSettings {
                links: Some(form_links()),
                email: self.email,
                messages_of_strangers: self.messages_of_strangers.try_into().unwrap(),
                // Tests write as nobody does.
                answers_apart: Duration::ZERO,
                ..ChatSettings::default()
            },
        };
        let bot = TelegramBot::connect(
            config,
            self.read_models.clone(),
            self.commands.clone(),
            self.clock.clone(),
            self.seals.clone(),
            self.lease.clone(),
        )
        .await
        .unwrap();
        let bot = Arc::new(bot);
        self.delivery = Some(bot.clone());
        let stop = CancellationToken::new();
        let (until, told_until) = (stop.clone(), stop.clone());
        let telling = self.notifications(bot.clone());
        let mut progress = self.read_models.real.progress();
        self.bot = Some((
            stop,
            tokio::spawn(async move {
                let wake = Arc::new(Notify::new());
                let woken = wake.clone();
                // Time is in the test's hand and passes without telling anybody.
                let waking = async {
                    loop {
                        let _ = tokio::time::timeout(Duration::from_millis(100), progress.changed()).await;
                        woken.notify_one();
                    }
                };
                tokio::select! {
                    () = async { tokio::join!(telling.run(told_until, wake), async { bot.run(until).await.unwrap() }); } => {}
                    () = waking => {}
                }
            }),
        ));
    }

    /// The notifications as they run beside the bot: of every topic but the ladder, and nothing waits for others to join.
    fn notifications(&self, bot: Arc<TelegramBot>) -> Notifications {
        let ladder = LadderSettings { joins_within_seconds: 0, ..LadderSettings::default() };
        let rules = (Calendar::default(), Ladder::try_from(ladder).unwrap());
        Notifications::new(
            self.read_models.clone(),
            Arc::new(StoreFeed::new(self.store.clone())),
            self.commands.clone(),
            self.clock.clone(),
            DeliveryChannels::chat_only(bot),
            rules,
            "reminders".parse().unwrap(),
        )
        .of_topics(notifications::topics::beside_the_ladder())
    }

    /// Has the bot deliver a morning's message to Arta about these tasks, each under its heading.
    pub async fn morning(&self, day: &str, tasks: &[(&str, TaskSection)]) -> Result<Delivered, DeliveryError> {
        let message = Self::morning_message(day, tasks);
        self.delivery.as_ref().unwrap().deliver(&message).await
    }

    pub fn morning_message(day: &str, tasks: &[(&str, TaskSection)]) -> Message {
        let content = |(item, section): &(&str, TaskSection)| {
            Content::Work(WorkContent::Task { item: item.parse().unwrap(), section: *section })
        };
        let person: PersonId = "arta".parse().unwrap();
        let on = day.parse().unwrap();
        Message {
            id: notifications::policy::plan::morning_message(&person, on),
            to: Addressee::Person { person, institution: "ms".parse().unwrap(), language: Language::En },
            on,
            morning: true,
            tried_before: false,
            parts: tasks.iter().map(|task| Part { notice: None, content: content(task) }).collect(),
        }
    }

    /// The bot of a hub that sends e-mail, in place of the one at work.
    pub async fn with_email(&mut self) {
        self.stop_bot().await;
        self.email = true;
        self.start_bot().await;
    }

    /// What was sealed for somebody, as whoever has the key reads it.
    pub fn opened<T: serde::Serialize + serde::de::DeserializeOwned>(&self, sealed: &Sealed<T>) -> T {
        sealed.open(ReadPort::person_keys(&self.read_models.real)).unwrap()
    }

    pub async fn stop_bot(&mut self) {
        if let Some((stop, bot)) = self.bot.take() {
            stop.cancel();
            bot.await.unwrap();
            self.delivery = None;
        }
    }

    /// Ends the bot as a crash does: nothing that is in hand is finished.
    pub async fn kill_bot(&mut self) {
        if let Some((_, bot)) = self.bot.take() {
            bot.abort();
            let _aborted = bot.await;
            self.delivery = None;
        }
    }

    /// Has the messenger go wrong, as the simulator's control API has it.
    pub async fn fault(&self, order: Value) {
        let response = self.http.post(format!("{}/sim/faults", self.base)).json(&order).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.status());
    }

    /// The bot's own file.
    pub fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("telegram.db")
    }

    /// Of each reply that waits in the bot's own file, which message says so, once that is noted.
    pub fn waiting(&self) -> Vec<Option<i64>> {
        let file = rusqlite::Connection::open(self.file()).unwrap();
        let mut waiting = file.prepare("SELECT message FROM waiting").unwrap();
        waiting.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    }

    pub async fn stop(mut self) {
        self.stop_bot().await;
        self.stop.cancel();
        for work in self.work {
            work.await.unwrap();
        }
    }

    /// Somebody new for a post.
    pub fn somebody(&self, person: &str, name: &str) -> Appointee {
        let person: PersonId = person.parse().unwrap();
        let name = self.seals.seal(&person, &name.parse::<Text>().unwrap());
        Appointee { person, name, phone: None, language: Language::En }
    }

    pub async fn press_start(&self) {
        self.phone("start", json!({})).await;
    }

    pub async fn begin(&self) {
        self.press_start().await;
        self.hears("Welcome, Arta Krasniqi").await;
    }

    async fn phone(&self, path: &str, body: Value) -> Value {
        self.does(ARTA, path, body).await
    }

    /// Asks something of the simulator's control API.
    pub async fn sim(&self, path: &str, body: Value) -> Value {
        let response = self.http.post(format!("{}/sim/{path}", self.base)).json(&body).send().await.unwrap();
        let (status, said) = (response.status(), response.text().await.unwrap());
        assert!(status.is_success(), "{path}: {status} {said}");
        serde_json::from_str(&said).unwrap_or_default()
    }

    /// Where the simulator is.
    pub fn address(&self) -> &str {
        &self.base
    }

    /// Looks at something in the simulator's control API.
    pub async fn look(&self, path: &str) -> Value {
        self.http.get(format!("{}/sim/{path}", self.base)).send().await.unwrap().json().await.unwrap()
    }

    /// Has the messenger refuse what is more than this.
    pub async fn limit(&self, limits: &Value) {
        let response = self.http.put(format!("{}/sim/rate-limits", self.base)).json(limits).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.status());
    }

    /// The messages of the bot in a group.
    pub async fn group_messages(&self, group: i64) -> Vec<Value> {
        let all = self.everything_in(group).await;
        all.into_iter().filter(|message| message["from"] == "bot").collect()
    }

    /// Every message in a group, whoever wrote it.
    pub async fn everything_in(&self, group: i64) -> Vec<Value> {
        let address = format!("{}/sim/groups/{group}/messages", self.base);
        let mut chat: Value = self.http.get(address).send().await.unwrap().json().await.unwrap();
        serde_json::from_value(chat["messages"].take()).unwrap()
    }

    /// Somebody else with a phone of their own.
    pub async fn another_phone(&self, contact: i64, name: &str, start: Option<&str>) {
        self.phone_speaking(contact, name, start, "en").await;
    }

    /// The same with a phone set to this language.
    pub async fn phone_speaking(&self, contact: i64, name: &str, start: Option<&str>, language: &str) {
        let body = json!({ "id": contact, "first_name": name, "language_code": language, "start": start });
        let response = self.http.post(format!("{}/sim/contacts", self.base)).json(&body).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.text().await.unwrap());
        self.does(contact, "start", json!({})).await;
    }

    /// What a phone does: a path below the contact's in the simulator's control API.
    pub async fn does(&self, contact: i64, path: &str, body: Value) -> Value {
        let address = format!("{}/sim/contacts/{contact}/{path}", self.base);
        let response = self.http.post(address).json(&body).send().await.unwrap();
        let status = response.status();
        let told = response.text().await.unwrap();
        assert!(status.is_success(), "{path} {body}: {status} {told}");
        serde_json::from_str(&told).unwrap()
    }

    pub async fn say(&self, text: &str) {
        self.phone("messages", json!({ "text": text })).await;
    }

    /// Says something in reply to a message.
    pub async fn reply(&self, to: &Value, text: &str) {
        self.phone("messages", json!({ "text": text, "reply_to": to["id"] })).await;
    }

    /// Sends a file.
    pub async fn send_file(&self, name: &str, bytes: Vec<u8>) {
        let address = format!("{}/sim/contacts/{ARTA}/documents?name={name}", self.base);
        let response = self.http.post(address).body(bytes).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.status());
    }

    /// Arta puts a file in place of the one that her message had.
    pub async fn replace_file(&self, message: &Value, name: &str, bytes: Vec<u8>) {
        let address = format!("{}/sim/contacts/{ARTA}/messages/{}/document?name={name}", self.base, message["id"]);
        let response = self.http.put(address).body(bytes).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.status());
    }

    /// Waits for a file of the bot whose name ends so, and fetches it.
    pub async fn receives_file(&self, ending: &str) -> Vec<u8> {
        let received = async {
            loop {
                let messages = self.messages().await;
                let named =
                    |message: &Value| message["document"]["name"].as_str().is_some_and(|name| name.ends_with(ending));
                if let Some(found) = messages.iter().rev().find(|message| named(message)) {
                    return found["document"]["href"].as_str().unwrap().to_owned();
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let href = tokio::time::timeout(PATIENCE, received).await.expect("the file did not come");
        self.download(&href).await
    }

    /// A file of the simulator.
    pub async fn download(&self, href: &str) -> Vec<u8> {
        let file = self.http.get(format!("{}{href}", self.base)).send().await.unwrap();
        file.bytes().await.unwrap().to_vec()
    }

    /// Changes a message that somebody has sent.
    pub async fn edit(&self, contact: i64, message: &Value, text: &str) {
        let address = format!("{}/sim/contacts/{contact}/messages/{}", self.base, message["id"]);
        let response = self.http.put(address).json(&json!({ "text": text })).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.status());
    }

    /// Every message of the chat that Arta sent and that is still there.
    pub async fn own_messages(&self) -> Vec<Value> {
        self.messages_by(ARTA).await
    }

    /// Every message that somebody sent and that is still there.
    pub async fn messages_by(&self, contact: i64) -> Vec<Value> {
        let address = format!("{}/sim/contacts/{contact}/messages", self.base);
        let mut chat: Value = self.http.get(address).send().await.unwrap().json().await.unwrap();
        let messages: Vec<Value> = serde_json::from_value(chat["messages"].take()).unwrap();
        messages.into_iter().filter(|message| message["from"] == "contact").collect()
    }

    /// Presses a button of a message by its label's words.
    pub async fn press(&self, message: &Value, words: &str) {
        let labels = message["buttons"].as_array().unwrap().iter().filter_map(Value::as_array).flatten();
        let labels: Vec<&str> = labels.map(|button| button["text"].as_str().unwrap()).collect();
        let label = labels.iter().find(|label| label.contains(words)).unwrap_or_else(|| panic!("{labels:?}"));
        self.phone(&format!("messages/{}/press", message["id"]), json!({ "text": label })).await;
    }

    /// Waits until some message has a button with these words, and gives the message.
    pub async fn offers(&self, words: &str) -> Value {
        let offered = async {
            loop {
                let has = |message: &&Value| message["buttons"].to_string().contains(words);
                if let Some(found) = self.messages().await.iter().rev().find(has) {
                    return found.clone();
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(PATIENCE, offered).await.expect("no such button")
    }

    /// Every message of the bot, as it reads now.
    pub async fn messages(&self) -> Vec<Value> {
        let address = format!("{}/sim/contacts/{ARTA}/messages", self.base);
        let mut chat: Value = self.http.get(address).send().await.unwrap().json().await.unwrap();
        let messages: Vec<Value> = serde_json::from_value(chat["messages"].take()).unwrap();
        messages.into_iter().filter(|message| message["from"] == "bot").collect()
    }

    /// The commands that the messenger offers Arta.
    pub async fn menu(&self) -> Vec<Value> {
        let address = format!("{}/sim/contacts/{ARTA}/commands", self.base);
        let menu: Value = self.http.get(address).send().await.unwrap().json().await.unwrap();
        serde_json::from_value(menu).unwrap()
    }

    /// Waits for a message of the bot with these words.
    pub async fn hears(&self, words: &str) -> Value {
        let heard = async {
            loop {
                let messages = self.messages().await;
                let has = |message: &&Value| message["text"].as_str().is_some_and(|text| text.contains(words));
                if let Some(found) = messages.iter().rev().find(has) {
                    return found.clone();
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        if let Ok(found) = tokio::time::timeout(PATIENCE, heard).await {
            return found;
        }
        panic!("“{words}” was not said; last seen: {:#?}", self.messages().await);
    }

    /// What happened to data requests.
    pub async fn data_requests(&self) -> Vec<DataRequestEvent> {
        let all = self.store.read_all(Position::START, 1000).await.unwrap();
        let all = all.into_iter().map(|stored| stored.decode().unwrap().event);
        all.filter_map(|event| if let Event::DataRequest(_, event) = event { Some(event) } else { None }).collect()
    }

    /// What happened to an item.
    pub async fn history(&self, item: &str) -> Vec<RecordedEvent> {
        let all = self.store.read_all(Position::START, 1000).await.unwrap();
        let all = all.into_iter().map(|stored| stored.decode().unwrap());
        all.filter(|event| matches!(&event.event, Event::ActionItem(id, _) if id.as_str() == item)).collect()
    }
}
