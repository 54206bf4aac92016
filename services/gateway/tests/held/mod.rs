//! What the tests of the gateway hold: a gateway on a free port, read models that can be made stale or away, and a command
//! service that can be cut off.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, dead_code, unreachable_pub)]

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::NaiveDate;
use coordination::{Accepted, CommandError, CommandPort, CommandRequest, Coordination, SystemClock};
use events::authority::Standing;
use events::ids::{ActionItemId, ChatId, CommandId, CorrelationId, InstitutionId, PersonId, Position, SubgroupId};
use events::institution::Appointee;
use events::institution::{InstitutionCommand, InstitutionKind, InvitationHash};
use events::language::{Language, LocalText};
use events::sealed::PersonKeys;
use events::sealed::{Nonce, PersonKey, Sealed};
use events::text::Text;
use events::{Command, RecordedEvent};
use feed::StoreFeed;
use forms::LinkKey;
use gateway::{Gateway, GatewayConfig, PersonKeySecret};
use projections::views::{
    InstitutionView, InvitationView, PersonView, SubgroupView, TaskView, TimelineEntry, TimelineFilter,
};
use projections::{AskError, DossierKind, Freshness, ReadModels, ReadPort};
use reqwest::{Client, Response};
use store::EventStore;
use store::person_keys::SqlitePersonKeys;
use store::sqlite::SqliteEventStore;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// How long anything may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Signs the links to forms.
pub fn link_key() -> LinkKey {
    LinkKey::new("k".repeat(40)).unwrap()
}

/// Read models that can be away, and whose freshness can be made worse than it is.
pub struct Shaky {
    pub real: ReadModels,
    pub away: AtomicBool,
    pub said: Mutex<Option<Vec<Freshness>>>,
}

impl Shaky {
    fn there(&self) -> Result<&ReadModels, AskError> {
        if self.away.load(Ordering::SeqCst) {
            return Err(AskError::Away { part: "read-models-1-of-2".to_owned(), reason: "cut off".to_owned() });
        }
        Ok(&self.real)
    }
}

#[async_trait]
impl ReadPort for Shaky {
    async fn task_list(&self, institution: &InstitutionId) -> Result<Vec<TaskView>, AskError> {
        ReadPort::task_list(self.there()?, institution).await
    }
    async fn all_tasks(&self) -> Result<Vec<TaskView>, AskError> {
        ReadPort::all_tasks(self.there()?).await
    }
    async fn task(&self, id: &ActionItemId) -> Result<Option<TaskView>, AskError> {
        ReadPort::task(self.there()?, id).await
    }
    async fn open_tasks(&self) -> Result<Vec<TaskView>, AskError> {
        ReadPort::open_tasks(self.there()?).await
    }
    async fn board(&self, subgroup: &SubgroupId) -> Result<Vec<TaskView>, AskError> {
        ReadPort::board(self.there()?, subgroup).await
    }
    async fn timeline(&self, filter: &TimelineFilter) -> Result<Vec<TimelineEntry>, AskError> {
        ReadPort::timeline(self.there()?, filter).await
    }
    async fn timeline_span(&self, filter: &TimelineFilter) -> Result<Option<(NaiveDate, NaiveDate)>, AskError> {
        ReadPort::timeline_span(self.there()?, filter).await
    }
    async fn undelivered(&self) -> Result<usize, AskError> {
        ReadPort::undelivered(self.there()?).await
    }
    async fn institutions(&self) -> Result<Vec<InstitutionView>, AskError> {
        ReadPort::institutions(self.there()?).await
    }
    async fn institution(&self, id: &InstitutionId) -> Result<Option<InstitutionView>, AskError> {
        ReadPort::institution(self.there()?, id).await
    }
    async fn subgroups(&self) -> Result<Vec<SubgroupView>, AskError> {
        ReadPort::subgroups(self.there()?).await
    }
    async fn subgroup(&self, id: &SubgroupId) -> Result<Option<SubgroupView>, AskError> {
        ReadPort::subgroup(self.there()?, id).await
    }
    async fn person_by_chat(&self, chat: ChatId) -> Result<Option<PersonView>, AskError> {
        ReadPort::person_by_chat(self.there()?, chat).await
    }
    async fn person(&self, person: &PersonId) -> Result<Option<PersonView>, AskError> {
        ReadPort::person(self.there()?, person).await
    }
    async fn invitation(&self, hash: &InvitationHash) -> Result<Option<InvitationView>, AskError> {
        ReadPort::invitation(self.there()?, hash).await
    }
    async fn dossiers(&self, kind: DossierKind, after: Position) -> Result<Vec<RecordedEvent>, AskError> {
        ReadPort::dossiers(self.there()?, kind, after).await
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
pub struct Cut {
    pub real: Coordination,
    pub off: AtomicBool,
}

#[async_trait]
impl CommandPort for Cut {
    async fn execute(&self, request: CommandRequest) -> Result<Accepted, CommandError> {
        if self.off.load(Ordering::SeqCst) {
            return Err(CommandError::Unavailable { reason: "the event store cannot be reached".to_owned() });
        }
        self.real.execute(request).await
    }
}

/// A gateway at work, with somebody signed in.
pub struct Desk {
    folder: tempfile::TempDir,
    pub store: Arc<SqliteEventStore>,
    pub keys: Arc<SqlitePersonKeys>,
    pub read_models: Arc<Shaky>,
    pub commands: Arc<Cut>,
    pub gateway: Gateway,
    pub base: String,
    http: Client,
    cookie: String,
    stop: CancellationToken,
    work: Vec<JoinHandle<()>>,
}

impl Desk {
    /// Two institutions, and a gateway that shows them.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        let keys = Arc::new(SqlitePersonKeys::open(&folder.path().join("keys.db")).unwrap());
        let tenant = "kosovo".parse().unwrap();
        let real = Coordination::new(store.clone(), Arc::new(SystemClock), tenant);
        let commands = Arc::new(Cut { real, off: AtomicBool::new(false) });
        let real = ReadModels::open(&folder.path().join("read.db"), keys.clone(), ReadModels::standard()).unwrap();
        let read_models = Arc::new(Shaky { real, away: AtomicBool::new(false), said: Mutex::default() });
        let feed = Arc::new(StoreFeed::new(store.clone()));
        let stop = CancellationToken::new();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let config = GatewayConfig {
            person_key_secret: Some(PersonKeySecret::new(&"7".repeat(64)).unwrap()),
            form_links: Some(link_key()),
            ..GatewayConfig::new(base.clone(), "kosovo".parse().unwrap())
        };
        let clock = Arc::new(SystemClock);
        let gateway = Gateway::new(config, read_models.clone(), commands.clone(), clock, feed.clone(), None).unwrap();
        let link = gateway.sign_in_link();
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
        let signed_in = http.get(link).send().await.unwrap();
        let cookies = signed_in.headers().get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
        let cookie = cookies.map(|cookie| cookie.split(';').next().unwrap()).collect::<Vec<_>>().join("; ");
        let desk = Self { folder, store, keys, read_models, commands, gateway, base, http, cookie, stop, work };
        for id in ["ms", "mpms"] {
            let names = LocalText::from_versions(Language::ALL.map(|language| (language, id))).unwrap();
            let (kind, role) = (InstitutionKind::Ministry, "role".parse().unwrap());
            let register = InstitutionCommand::Register { names, kind, role, authority_member: true };
            desk.give(Command::Institution(id.parse().unwrap(), register)).await;
        }
        let end = desk.store.end().await.unwrap();
        desk.read_models.reached(end, PATIENCE).await.unwrap();
        desk.is_ready().await;
        desk
    }

    /// Waits until it is ready: the gateway reads the meetings itself, beginning when it starts.
    pub async fn is_ready(&self) {
        let ready = async {
            while self.get("/ready", "en").await.status() != 200 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(PATIENCE, ready).await.expect("it does not become ready");
    }

    pub async fn give(&self, command: Command) -> Vec<RecordedEvent> {
        let id = CommandId::named(&format!("test/{command:?}"));
        let correlation = CorrelationId(id.0);
        let standing = Standing::secretariat();
        let request = CommandRequest { id, correlation, standing, occurred_at: None, command };
        self.commands.real.execute(request).await.unwrap().events
    }

    /// Gives a command and waits until it is shown.
    pub async fn give_and_show(&self, command: Command) {
        let last = self.give(command).await.last().unwrap().position;
        self.read_models.reached(last, PATIENCE).await.unwrap();
    }

    /// Appoints a focal point.
    pub async fn appoint(&self, institution: &str, person: &str, language: Language) {
        let person: PersonId = person.parse().unwrap();
        let key = self.keys.ensure(&person, PersonKey([3; 32])).unwrap();
        let name =
            Sealed::seal(person.clone(), &key, Nonce([7; 24]), &"Arta Krasniqi".parse::<Text>().unwrap()).unwrap();
        let appoint = InstitutionCommand::AppointFocalPoint(Appointee { person, name, phone: None, language });
        self.give_and_show(Command::Institution(institution.parse().unwrap(), appoint)).await;
    }

    /// A page as somebody without a session sees it.
    pub async fn stranger_gets(&self, path: &str) -> Response {
        self.http.get(format!("{}{path}", self.base)).send().await.unwrap()
    }

    /// A form as somebody without a session sends it.
    pub async fn stranger_sends(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let request = self.http.post(format!("{}{path}", self.base)).header("origin", &self.base);
        request.form(fields).send().await.unwrap()
    }

    pub async fn get(&self, path: &str, language: &str) -> Response {
        let request = self.http.get(format!("{}{path}", self.base)).header("accept-language", language);
        request.header("cookie", &self.cookie).send().await.unwrap()
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
