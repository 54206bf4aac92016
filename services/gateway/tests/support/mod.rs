//! What the tests of the gateway hold: a gateway on a free port, read models that can be made stale or away, and a command
//! service that can be cut off.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code,
    unreachable_pub,
    reason = "a test fails by panicking"
)]

pub mod browser;
pub mod passing_on;
pub mod rehearsed_log;
pub mod sample_hub;

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use coordination::{Accepted, Clock, CommandError, CommandPort, CommandRequest, Coordination, SystemClock};
use drafts::SqliteDrafts;
use events::authority::Principal;
use events::email_address::EmailAddress;
use events::ids::{ChatId, CommandId, CorrelationId, MessageId, PersonId, Position};
use events::institution::{Appointee, InstitutionCommand, InstitutionKind, InvitationHash};
use events::language::{Language, LocalText};
use events::notification::{ChannelKind, Notice, NotificationCommand};
use events::sealed::PersonKeys;
use events::sealed::{Nonce, PersonKey, Sealed};
use events::text::Text;
use events::training::StaffMember;
use events::{Command, RecordedEvent};
use feed::StoreFeed;
use gateway::{ElapsedClock, Gateway, GatewayClocks, GatewayConfig, NameSealer, NotSealed, PersonKeySecret};
use links::LinkKey;
use readmodels::port::{AnyOutput, AnyQuery};
use readmodels::{AskError, Freshness, ReadModels, ReadPort};
use reqwest::{Client, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::EventStore;
use store::person_keys::SqlitePersonKeys;
use store::sqlite::SqliteEventStore;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::support::rehearsed_log::RehearsedLog;

/// How long anything may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The institution and the person as whom the tests look at the pages.
pub const SECRETARIAT: &str = "sekretariati";
pub const READER: &str = "teuta";

/// What time it is in the world when a gateway starts.
pub const WORLD_TIME: &str = "2026-11-30T09:00:00Z";

/// The cookies that an answer sets.
pub fn cookie_of(answer: &Response) -> String {
    let cookies = answer.headers().get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    cookies.map(|cookie| cookie.split(';').next().unwrap()).collect::<Vec<_>>().join("; ")
}

/// Signs the links to forms.
pub fn link_key() -> LinkKey {
    LinkKey::new("k".repeat(40)).unwrap()
}

/// Read models that can be away, and whose freshness can be made worse than it is.
pub struct FaultyReadModels {
    pub real: ReadModels,
    pub away: AtomicBool,
    pub said: Mutex<Option<Vec<Freshness>>>,
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
        self.said.lock().unwrap().clone().unwrap_or_else(|| vec![self.real.freshness()])
    }
}

/// The real command service, unless it is cut off.
pub struct InterruptibleCommands {
    pub real: Coordination,
    pub off: AtomicBool,
    /// Whoever holds it has every command wait.
    pub gate: tokio::sync::RwLock<()>,
}

#[async_trait]
impl CommandPort for InterruptibleCommands {
    async fn execute(&self, request: CommandRequest) -> Result<Accepted, CommandError> {
        let _gate = self.gate.read().await;
        if self.off.load(Ordering::SeqCst) {
            return Err(CommandError::Unavailable { reason: "the event store cannot be reached".to_owned() });
        }
        self.real.execute(request).await
    }
}

/// Seals with the keys of the test, each time with another nonce.
struct Seals {
    keys: Arc<SqlitePersonKeys>,
    sealed: AtomicU8,
}

impl Seals {
    fn seal_any<T: Serialize + DeserializeOwned>(&self, person: &PersonId, value: &T) -> Result<Sealed<T>, NotSealed> {
        let failed = |error: String| NotSealed(error);
        let key = self.keys.ensure(person, PersonKey([4; 32])).map_err(|error| failed(error.to_string()))?;
        let nonce = Nonce([self.sealed.fetch_add(1, Ordering::SeqCst); 24]);
        Sealed::seal(person.clone(), &key, nonce, value).map_err(|error| failed(error.to_string()))
    }
}

#[async_trait]
impl NameSealer for Seals {
    async fn seal(&self, person: &PersonId, text: &Text) -> Result<Sealed<Text>, NotSealed> {
        self.seal_any(person, text)
    }

    async fn seal_address(&self, person: &PersonId, address: &EmailAddress) -> Result<Sealed<EmailAddress>, NotSealed> {
        self.seal_any(person, address)
    }
}

/// A clock that stands until it is set.
pub struct StandingClock(Mutex<DateTime<Utc>>);

impl StandingClock {
    pub fn at(instant: &str) -> Self {
        Self(Mutex::new(instant.parse().unwrap()))
    }

    pub fn set(&self, instant: &str) {
        *self.0.lock().unwrap() = instant.parse().unwrap();
    }
}

impl Clock for StandingClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// How often somebody asks is counted by this; it goes on when it is told to.
#[derive(Default)]
pub struct StandingElapsed(Mutex<Duration>);

impl StandingElapsed {
    pub fn move_on(&self, seconds: u64) {
        *self.0.lock().unwrap() += Duration::from_secs(seconds);
    }
}

impl ElapsedClock for StandingElapsed {
    fn elapsed(&self) -> Duration {
        *self.0.lock().unwrap()
    }
}

/// A gateway at work, with somebody signed in.
pub struct TestGateway {
    folder: tempfile::TempDir,
    pub store: Arc<SqliteEventStore>,
    /// The store as the command service sees it.
    pub log: Arc<RehearsedLog>,
    pub keys: Arc<SqlitePersonKeys>,
    pub read_models: Arc<FaultyReadModels>,
    pub commands: Arc<InterruptibleCommands>,
    pub gateway: Gateway,
    pub drafts: Arc<SqliteDrafts>,
    /// The world's clock, by which sessions and links end.
    pub world: Arc<StandingClock>,
    /// The clock by which it is counted how often somebody asks.
    pub elapsed: Arc<StandingElapsed>,
    pub base: String,
    http: Client,
    cookie: String,
    stop: CancellationToken,
    work: Vec<JoinHandle<()>>,
    /// How often somebody came.
    came: AtomicU8,
}

impl TestGateway {
    /// Two institutions, and a gateway that shows them.
    pub async fn start() -> Self {
        Self::start_on(Arc::new(SystemClock)).await
    }

    /// The same on this clock.
    pub async fn start_on(clock: Arc<dyn Clock>) -> Self {
        Self::start_with(clock, false).await
    }

    /// The same where people are told things by e-mail as well.
    pub async fn start_with_email(clock: Arc<dyn Clock>) -> Self {
        Self::start_with(clock, true).await
    }

    async fn start_with(clock: Arc<dyn Clock>, by_email: bool) -> Self {
        Self::start_configured(clock, |config| GatewayConfig { by_email, ..config }).await
    }

    /// The same where whoever sees cases must show a second factor.
    pub async fn start_with_second_factor() -> Self {
        let wanted = |config| GatewayConfig { second_factor_for_cases: true, ..config };
        Self::start_configured(Arc::new(SystemClock), wanted).await
    }

    /// The same with other settings.
    pub async fn start_configured(clock: Arc<dyn Clock>, configured: impl Fn(GatewayConfig) -> GatewayConfig) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        let keys = Arc::new(SqlitePersonKeys::open(&folder.path().join("keys.db")).unwrap());
        let real = ReadModels::open(&folder.path().join("read.db"), keys.clone(), ReadModels::standard()).unwrap();
        let read_models = Arc::new(FaultyReadModels { real, away: AtomicBool::new(false), said: Mutex::default() });
        let feed = Arc::new(StoreFeed::new(store.clone()));
        let stop = CancellationToken::new();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let config = configured(GatewayConfig {
            person_key_secret: Some(PersonKeySecret::new(&"7".repeat(64)).unwrap()),
            form_links: Some(link_key()),
            ..GatewayConfig::new(base.clone(), "kosovo".parse().unwrap())
        });
        let log = Arc::new(RehearsedLog::of(store.clone()));
        let real = Coordination::new(log.clone(), clock.clone(), config.tenant.clone());
        let commands =
            Arc::new(InterruptibleCommands { real, off: AtomicBool::new(false), gate: tokio::sync::RwLock::default() });
        let world = Arc::new(StandingClock::at(WORLD_TIME));
        let elapsed = Arc::new(StandingElapsed::default());
        let clocks = GatewayClocks { coordination: clock, world: world.clone(), elapsed: elapsed.clone() };
        let gateway = Gateway::new(config, read_models.clone(), commands.clone(), clocks, None).unwrap();
        let drafts = Arc::new(SqliteDrafts::open(&folder.path().join("drafts.db")).unwrap());
        gateway.set_drafts(drafts.clone());
        let work = vec![
            tokio::spawn({
                let (read_models, stop) = (read_models.real.clone(), stop.clone());
                async move { read_models.run(feed, stop).await.unwrap() }
            }),
            tokio::spawn({
                let (served, stop) = (gateway.clone(), stop.clone());
                async move { gateway::serve(listener, served, stop).await.unwrap() }
            }),
        ];
        let http = Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let cookie = String::new();
        let mut server = Self {
            folder,
            store,
            log,
            keys,
            read_models,
            commands,
            gateway,
            drafts,
            world,
            elapsed,
            base,
            http,
            cookie,
            stop,
            work,
            came: AtomicU8::new(0),
        };
        for id in ["ms", "mpms"] {
            server.register(id, InstitutionKind::Ministry).await;
        }
        server.register(SECRETARIAT, InstitutionKind::Secretariat).await;
        server.appoint_named(SECRETARIAT, READER, "Teuta Berisha", Language::En).await;
        server.cookie = server.sign_in(READER).await;
        let end = server.store.end().await.unwrap();
        server.read_models.reached(end, PATIENCE).await.unwrap();
        server.is_ready().await;
        server
    }

    /// Registers an institution.
    pub async fn register(&self, id: &str, kind: InstitutionKind) {
        let names = LocalText::from_versions(Language::ALL.map(|language| (language, id))).unwrap();
        let register =
            InstitutionCommand::Register { names, kind, role: "role".parse().unwrap(), authority_member: true };
        self.give_and_show(Command::Institution(id.parse().unwrap(), register)).await;
    }

    /// Another gateway on the same log and read models, and its address: as after a restart, or behind the same name.
    pub async fn another_gateway(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let config = GatewayConfig {
            form_links: Some(link_key()),
            ..GatewayConfig::new(base.clone(), "kosovo".parse().unwrap())
        };
        let elapsed = self.elapsed.clone();
        let clocks = GatewayClocks { coordination: self.world.clone(), world: self.world.clone(), elapsed };
        let (read_models, commands) = (self.read_models.clone(), self.commands.clone());
        let gateway = Gateway::new(config, read_models, commands, clocks, None).unwrap();
        gateway.set_drafts(self.drafts.clone());
        tokio::spawn(gateway::serve(listener, gateway, self.stop.clone()));
        base
    }

    /// A page of another gateway, as whoever has these cookies sees it.
    pub async fn get_at(&self, base: &str, cookie: &str, path: &str) -> Response {
        self.http.get(format!("{base}{path}")).header("cookie", cookie).send().await.unwrap()
    }

    /// Waits until an event like this is recorded and shown, of what nobody waits for when it is asked.
    pub async fn settled(&self, wanted: impl Fn(&events::Event) -> bool) {
        for _ in 0..1_000 {
            let all = self.store.read_all(Position(0), 10_000).await.unwrap();
            let mut all = all.into_iter().map(|stored| stored.decode().unwrap());
            if let Some(found) = all.find(|recorded| wanted(&recorded.event)) {
                return self.read_models.reached(found.position, PATIENCE).await.unwrap();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("it is never recorded");
    }

    /// Signs somebody in post in, and gives the cookie.
    pub async fn sign_in(&self, person: &str) -> String {
        // As often as a test needs it.
        self.elapsed.move_on(60);
        let link = self.gateway.link_for(&person.parse().unwrap()).await.unwrap();
        let token = link.split_once("token=").unwrap().1.to_owned();
        let answer = self.stranger_sends("/sign-in", &[("token", &token)]).await;
        assert_eq!(answer.status(), 200, "{person} cannot sign in");
        cookie_of(&answer)
    }

    /// From now on the pages can seal what they are told of staff.
    pub fn seals(&self) {
        self.gateway.set_sealer(Arc::new(Seals { keys: self.keys.clone(), sealed: AtomicU8::new(1) }));
    }

    /// Waits until it is ready: computed indicators are read from the feed when it starts.
    pub async fn is_ready(&self) {
        let ready = async {
            while self.get("/ready", "en").await.status() != 200 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(PATIENCE, ready).await.expect("it does not become ready");
    }

    pub async fn give(&self, command: Command) -> Vec<RecordedEvent> {
        self.give_as(CommandId::named(&format!("test/{command:?}")), Principal::secretariat(), command).await
    }

    /// Gives a command as a part of focalpoint does, and waits until it is shown.
    pub async fn give_as_service(&self, command: Command) {
        let id = CommandId::named(&format!("test/{command:?}"));
        let last = self.give_as(id, Principal::service("reminders".parse().unwrap()), command).await;
        self.read_models.reached(last.last().unwrap().position, PATIENCE).await.unwrap();
    }

    /// Plans a notice and records that a person was told it by Telegram.
    pub async fn tell(&self, notice: Notice, person: &str) {
        let key = notice.key();
        let message = MessageId::named(&format!("test/{key}"));
        let (person, channel) = (person.parse().unwrap(), ChannelKind::Telegram);
        let sent = NotificationCommand::RecordSent { person, channel, message, certain: true };
        for command in [NotificationCommand::Plan { notice }, sent] {
            self.give_as_service(Command::Notification(key.clone(), command)).await;
        }
    }

    /// Links a person's chat.
    pub async fn link_chat(&self, institution: &str, person: &str) {
        let of = |command| Command::Institution(institution.parse().unwrap(), command);
        let person: PersonId = person.parse().unwrap();
        let invitation = InvitationHash::of_token("test");
        let expires_at = "2999-01-01T00:00:00Z".parse().unwrap();
        let issue =
            InstitutionCommand::IssueInvitation { person: person.clone(), invitation: invitation.clone(), expires_at };
        self.give(of(issue)).await;
        let key = self.keys.ensure(&person, PersonKey([3; 32])).unwrap();
        let chat = Sealed::seal(person, &key, Nonce([8; 24]), &ChatId(7)).unwrap();
        self.give_as_service(of(InstitutionCommand::LinkChat { invitation, chat })).await;
    }

    /// Gives a command as this one, another one each time, and waits until it is shown.
    pub async fn give_anew(&self, principal: Principal, command: Command) {
        let n = self.store.end().await.unwrap();
        let id = CommandId::named(&format!("test/{n:?}/{command:?}"));
        let last = self.give_as(id, principal, command).await.last().unwrap().position;
        self.read_models.reached(last, PATIENCE).await.unwrap();
    }

    async fn give_as(&self, id: CommandId, principal: Principal, command: Command) -> Vec<RecordedEvent> {
        let correlation = CorrelationId(id.0);
        let request = CommandRequest { id, correlation, principal, occurred_at: None, made_from: None, command };
        self.commands.real.execute(request).await.unwrap().events
    }

    /// Gives a command and waits until it is shown.
    pub async fn give_and_show(&self, command: Command) {
        let last = self.give(command).await.last().unwrap().position;
        self.read_models.reached(last, PATIENCE).await.unwrap();
    }

    /// Appoints a focal point.
    pub async fn appoint(&self, institution: &str, person: &str, language: Language) {
        self.appoint_named(institution, person, "Arta Krasniqi", language).await;
    }

    /// Appoints a focal point of this name.
    pub async fn appoint_named(&self, institution: &str, person: &str, name: &str, language: Language) {
        let person: PersonId = person.parse().unwrap();
        let key = self.keys.ensure(&person, PersonKey([3; 32])).unwrap();
        let name = Sealed::seal(person.clone(), &key, Nonce([7; 24]), &name.parse::<Text>().unwrap()).unwrap();
        let appoint = InstitutionCommand::AppointFocalPoint(Appointee { person, name, phone: None, language });
        self.give_and_show(Command::Institution(institution.parse().unwrap(), appoint)).await;
    }

    /// Has a focal point leave the post to somebody new.
    pub async fn hand_over(&self, institution: &str, successor: &str) {
        let person: PersonId = successor.parse().unwrap();
        let key = self.keys.ensure(&person, PersonKey([3; 32])).unwrap();
        let name =
            Sealed::seal(person.clone(), &key, Nonce([7; 24]), &"Blerta Gashi".parse::<Text>().unwrap()).unwrap();
        let successor = Appointee { person, name, phone: None, language: Language::En };
        let hand_over = InstitutionCommand::HandOverFocalPoint { successor };
        self.give_and_show(Command::Institution(institution.parse().unwrap(), hand_over)).await;
    }

    /// Gives somebody an e-mail address.
    pub async fn give_address(&self, institution: &str, person: &str) {
        self.give_address_of(institution, person, &format!("{person}@example.org")).await;
    }

    /// Gives somebody this e-mail address.
    pub async fn give_address_of(&self, institution: &str, person: &str, address: &str) {
        let person: PersonId = person.parse().unwrap();
        let key = self.keys.ensure(&person, PersonKey([3; 32])).unwrap();
        let address: EmailAddress = address.parse().unwrap();
        let address = Sealed::seal(person.clone(), &key, Nonce([9; 24]), &address).unwrap();
        let set = InstitutionCommand::SetEmailAddress { person, address };
        self.give_and_show(Command::Institution(institution.parse().unwrap(), set)).await;
    }

    /// A member of an institution's staff, for training.
    pub fn member(&self, person: &str, institution: &str) -> StaffMember {
        let person: PersonId = person.parse().unwrap();
        let key = self.keys.ensure(&person, PersonKey([3; 32])).unwrap();
        let name =
            Sealed::seal(person.clone(), &key, Nonce([7; 24]), &"Arta Krasniqi".parse::<Text>().unwrap()).unwrap();
        StaffMember { person, institution: institution.parse().unwrap(), name }
    }

    /// From where somebody comes, where a proxy says so: each time from another address of one network, so that nothing depends on
    /// how fast a test asks.
    fn address(&self) -> String {
        format!("192.0.2.{}", self.came.fetch_add(1, Ordering::SeqCst))
    }

    /// Anything as a program with a token asks for it.
    pub async fn get_with(&self, token: &str, path: &str) -> Response {
        let request = self.http.get(format!("{}{path}", self.base)).header("x-forwarded-for", self.address());
        request.header("authorization", format!("Bearer {token}")).send().await.unwrap()
    }

    /// A form as a program with a token sends it, from this site.
    pub async fn send_with(&self, token: &str, path: &str, fields: &[(&str, &str)]) -> Response {
        let request = self.http.post(format!("{}{path}", self.base)).header("origin", &self.base);
        let request = request.header("x-forwarded-for", self.address()).form(fields);
        request.header("authorization", format!("Bearer {token}")).send().await.unwrap()
    }

    /// A page as somebody without a session sees it.
    pub async fn stranger_gets(&self, path: &str) -> Response {
        self.http.get(format!("{}{path}", self.base)).send().await.unwrap()
    }

    /// A form as somebody without a session sends it.
    pub async fn stranger_sends(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let request = self.http.post(format!("{}{path}", self.base)).header("origin", &self.base);
        request.header("x-forwarded-for", self.address()).form(fields).send().await.unwrap()
    }

    pub async fn get(&self, path: &str, language: &str) -> Response {
        self.get_as(&self.cookie, path, language).await
    }

    /// A page as whoever has these cookies sees it.
    pub async fn get_as(&self, cookie: &str, path: &str, language: &str) -> Response {
        let request = self.http.get(format!("{}{path}", self.base)).header("accept-language", language);
        request.header("cookie", cookie).header("x-forwarded-for", self.address()).send().await.unwrap()
    }

    /// A page as one that is open asks for it by itself.
    pub async fn get_by_itself(&self, cookie: &str, path: &str) -> Response {
        let request = self.http.get(format!("{}{path}", self.base)).header("cookie", cookie);
        request.header("focalpoint-by-itself", "1").send().await.unwrap()
    }

    /// A form as whoever has these cookies sends it from this site.
    pub async fn send_as(&self, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Response {
        let request = self.http.post(format!("{}{path}", self.base)).header("accept-language", "en");
        let request = request.header("cookie", cookie).header("x-forwarded-for", self.address());
        request.header("origin", &self.base).form(fields).send().await.unwrap()
    }

    /// A change that a browser with these cookies asks the API for.
    pub async fn api_post_as(&self, cookie: &str, path: &str, body: &serde_json::Value) -> Response {
        let request = self.http.post(format!("{}{path}", self.base)).header("cookie", cookie);
        let request = request.header("x-forwarded-for", self.address());
        request.header("origin", &self.base).json(body).send().await.unwrap()
    }

    /// A form as a script of a page sends it, which shows the answer itself.
    pub async fn script_sends_as(&self, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Response {
        let request = self.http.post(format!("{}{path}", self.base)).header("accept-language", "en");
        let request = request.header("cookie", cookie).header("origin", &self.base);
        request.header("accept", "application/json").form(fields).send().await.unwrap()
    }

    /// A change by the API, made from what was seen as of a position.
    pub async fn post_from(&self, path: &str, seen: &str, body: &serde_json::Value) -> Response {
        let request = self.http.post(format!("{}{path}", self.base)).header("cookie", &self.cookie);
        request.header("focalpoint-made-from", seen).json(body).send().await.unwrap()
    }

    /// The API as a program with a token asks it.
    pub async fn api_with(&self, token: &str, path: &str) -> Response {
        let request = self.http.get(format!("{}/api/v1{path}", self.base));
        request.header("authorization", format!("Bearer {token}")).send().await.unwrap()
    }

    /// A change that a program with a token asks the API for.
    pub async fn api_post_with(&self, token: &str, path: &str, body: &serde_json::Value) -> Response {
        let request = self.http.post(format!("{}/api/v1{path}", self.base)).json(body);
        request.header("authorization", format!("Bearer {token}")).send().await.unwrap()
    }

    pub async fn page(&self, path: &str, language: &str) -> String {
        self.get(path, language).await.text().await.unwrap()
    }

    pub async fn send_form(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        self.send_form_in("en", path, fields).await
    }

    pub async fn send_form_in(&self, language: &str, path: &str, fields: &[(&str, &str)]) -> Response {
        let request = self.http.post(format!("{}{path}", self.base)).header("accept-language", language);
        request.header("cookie", &self.cookie).header("origin", &self.base).form(fields).send().await.unwrap()
    }

    /// A form that a browser sends from a page of another site.
    pub async fn send_form_from(&self, origin: &str, path: &str, fields: &[(&str, &str)]) -> Response {
        let request = self.http.post(format!("{}{path}", self.base)).header("cookie", &self.cookie);
        request.header("origin", origin).form(fields).send().await.unwrap()
    }

    pub async fn post(&self, path: &str, key: &str, body: &serde_json::Value) -> Response {
        let request = self.http.post(format!("{}{path}", self.base)).header("cookie", &self.cookie);
        request.header("idempotency-key", key).json(body).send().await.unwrap()
    }

    /// Every byte that was written anywhere.
    pub fn written(&self) -> Vec<u8> {
        let files = std::fs::read_dir(self.folder.path()).unwrap();
        files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
    }

    pub async fn stop(self) {
        self.stop.cancel();
        for work in self.work {
            work.await.unwrap();
        }
    }
}
