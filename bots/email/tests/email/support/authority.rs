//! An authority of three institutions on the real store and read models, told by e-mail through a real mail server.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, Utc};
use coordination::{Clock, CommandPort, CommandRequest, Coordination};
use email::channel::{EmailChannel, MailLinks};
use email::configuration::Security;
use email::correspondence::Correspondence;
use email::sending::Mailer;
use events::Command;
use events::action_item::ActionItemCommand;
use events::audit::AuditEntry;
use events::authority::Principal;
use events::email_address::EmailAddress;
use events::ids::{CommandId, CorrelationId, EventId, MessageId, PersonId, Position};
use events::institution::{Appointee, InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::mandate::Mandate;
use events::meeting::MeetingCommand;
use events::sealed::{Nonce, PersonKey, Sealed};
use events::subgroup::{Chair, SubgroupCommand};
use events::text::Text;
use feed::StoreFeed;
use language::catalogue::Catalogue;
use links::{ActionLink, LinkedAction, LinkedStep};
use notifications::{Addressee, Channel, Content, Delivered, DeliveryError, Message, Part, SendingLease};
use readmodels::ReadModels;
use serde_json::Value;
use store::person_keys::SqlitePersonKeys;
use store::sqlite::SqliteEventStore;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use crate::support::smtp_server::SmtpServer;
use crate::support::{key, read_by, recorder, sender, trail};

/// A clock in the test's hand.
pub struct Hand(Mutex<DateTime<Utc>>);

impl Clock for Hand {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// The right to send, in the test's hand.
pub struct LeaseInHand(AtomicBool);

impl LeaseInHand {
    pub fn set(&self, is_held: bool) {
        self.0.store(is_held, Ordering::SeqCst);
    }
}

impl SendingLease for LeaseInHand {
    fn is_held(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// An authority whose people are told by e-mail: Arta of the ministry, the chair of the subgroup at the police, and Teuta of
/// the Secretariat. It is Monday, 3 July 2017, eight o'clock.
pub struct Authority {
    folder: TempDir,
    pub clock: Arc<Hand>,
    store: Arc<SqliteEventStore>,
    commands: Arc<Coordination>,
    keys: Arc<SqlitePersonKeys>,
    read_models: ReadModels,
    pub server: SmtpServer,
    channel: EmailChannel,
    pub lease: Arc<LeaseInHand>,
    given: AtomicU32,
    stop: CancellationToken,
}

impl Drop for Authority {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The same words in every language.
pub fn everywhere(text: &str) -> LocalText {
    LocalText::from_versions(Language::ALL.map(|language| (language, text))).unwrap()
}

impl Authority {
    /// Everybody speaks this language.
    pub async fn speaking(language: Language) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(Hand(Mutex::new("2017-07-03T06:00:00Z".parse().unwrap())));
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        let keys = Arc::new(SqlitePersonKeys::open(&folder.path().join("keys.db")).unwrap());
        let commands = Arc::new(Coordination::new(store.clone(), clock.clone(), "kosovo".parse().unwrap()));
        let read_models =
            ReadModels::open(&folder.path().join("read.db"), keys.clone(), ReadModels::standard()).unwrap();
        let stop = CancellationToken::new();
        tokio::spawn({
            let (read_models, stop) = (read_models.clone(), stop.clone());
            let feed = Arc::new(StoreFeed::new(store.clone()));
            async move { read_models.run(feed, stop).await }
        });
        let server = SmtpServer::start(Security::None, None);
        let lease = Arc::new(LeaseInHand(AtomicBool::new(true)));
        let channel = channel(&folder, &server, &read_models, &commands, &clock).under(lease.clone());
        let given = AtomicU32::new(0);
        let authority = Self { folder, clock, store, commands, keys, read_models, server, channel, lease, given, stop };
        authority.found(language).await;
        authority
    }

    async fn found(&self, language: Language) {
        for (id, name, kind) in [
            ("ms", "MPMS", InstitutionKind::Ministry),
            ("policia", "Policia", InstitutionKind::Police),
            ("secretariat", "Sekretariati", InstitutionKind::Secretariat),
        ] {
            self.register(id, name, kind).await;
        }
        for (institution, person, name) in [
            ("ms", "arta", "Arta Krasniqi"),
            ("policia", "chair", "Besim Gashi"),
            ("secretariat", "teuta", "Teuta Berisha"),
        ] {
            self.appoint(institution, person, name, language).await;
        }
        let subgroup = |command| Command::Subgroup("te-dhena".parse().unwrap(), command);
        self.give(subgroup(SubgroupCommand::Form { name: everywhere("Nëngrupi për të dhëna") })).await;
        let institution = "policia".parse().unwrap();
        self.give(subgroup(SubgroupCommand::AdmitInstitution { institution })).await;
        let chair = Chair { person: "chair".parse().unwrap(), institution: "policia".parse().unwrap() };
        self.give(subgroup(SubgroupCommand::AppointChair(chair))).await;
    }

    pub async fn register(&self, id: &str, name: &str, kind: InstitutionKind) {
        let (names, role) = (everywhere(name), "role".parse().unwrap());
        self.institution(id, InstitutionCommand::Register { names, kind, role, authority_member: true }).await;
    }

    /// Appoints the focal point of an institution, who has an address.
    pub async fn appoint(&self, institution: &str, person: &str, name: &str, language: Language) {
        let id: PersonId = person.parse().unwrap();
        let name = self.seal(&id, &name.parse::<Text>().unwrap());
        let appointee = Appointee { person: id, name, phone: None, language };
        self.institution(institution, InstitutionCommand::AppointFocalPoint(appointee)).await;
        self.address(institution, person, person).await;
    }

    /// Another channel on the same file, as after a restart.
    pub fn restart(&mut self) {
        let channel = channel(&self.folder, &self.server, &self.read_models, &self.commands, &self.clock);
        self.channel = channel.under(self.lease.clone());
    }

    pub fn set(&self, now: &str) {
        *self.clock.0.lock().unwrap() = now.parse().unwrap();
    }

    pub fn seal<T: serde::Serialize + serde::de::DeserializeOwned>(&self, person: &PersonId, value: &T) -> Sealed<T> {
        let key = self.keys.ensure(person, PersonKey([9; 32])).unwrap();
        Sealed::seal(person.clone(), &key, Nonce([1; 24]), value).unwrap()
    }

    /// Gives somebody an address at the test's server, which does what its first part says.
    pub async fn address(&self, institution: &str, person: &str, local_part: &str) {
        let person: PersonId = person.parse().unwrap();
        let address: EmailAddress = format!("{local_part}@policia.example").parse().unwrap();
        let address = self.seal(&person, &address);
        self.institution(institution, InstitutionCommand::SetEmailAddress { person, address }).await;
    }

    pub async fn institution(&self, id: &str, command: InstitutionCommand) {
        self.give(Command::Institution(id.parse().unwrap(), command)).await;
    }

    /// Gives a command as the secretariat.
    pub async fn give(&self, command: Command) -> EventId {
        self.give_as(Principal::secretariat(), None, command).await
    }

    /// Gives a command as somebody, as having happened at a time; the last event that came of it.
    pub async fn give_as(&self, principal: Principal, occurred_at: Option<DateTime<Utc>>, command: Command) -> EventId {
        let id = CommandId::named(&format!("test/{}", self.given.fetch_add(1, Ordering::SeqCst)));
        let request =
            CommandRequest { id, correlation: CorrelationId(id.0), principal, occurred_at, made_from: None, command };
        let accepted = self.commands.execute(request).await.unwrap();
        let last = accepted.events.last().unwrap();
        self.read_models.reached(last.position).await;
        last.id
    }

    pub async fn assign(&self, id: &str, title: LocalText, due: &str) {
        let (owner, subgroup) = ("ms".parse().unwrap(), Some("te-dhena".parse().unwrap()));
        let assign = ActionItemCommand::Assign { title, owner, subgroup, due: day(due), raised_by: None };
        // Weeks ago, since a task is not due before it is assigned.
        let now = self.clock.now();
        self.set("2017-06-01T06:00:00Z");
        self.item("secretariat", id, assign).await;
        *self.clock.0.lock().unwrap() = now;
    }

    /// Gives a command about a task as the focal point of an institution.
    pub async fn item(&self, institution: &str, id: &str, command: ActionItemCommand) -> EventId {
        let principal = match institution {
            "secretariat" => Principal::secretariat(),
            "policia" => {
                let chairs = ["te-dhena".parse().unwrap()].into();
                Principal::official(
                    "chair".parse().unwrap(),
                    institution.parse().unwrap(),
                    chairs,
                    Mandate::Institution,
                )
            }
            other => {
                Principal::official("arta".parse().unwrap(), other.parse().unwrap(), [].into(), Mandate::Institution)
            }
        };
        self.give_as(principal, None, Command::ActionItem(id.parse().unwrap(), command)).await
    }

    pub async fn meeting(&self, id: &str, command: MeetingCommand) {
        self.give(Command::Meeting(id.parse().unwrap(), command)).await;
    }

    /// Delivers what is to be said to somebody.
    pub async fn deliver(&self, message: &Message) -> Result<Delivered, DeliveryError> {
        self.channel.deliver(message).await
    }

    /// The e-mails that the server took, as Python's `email` reads them.
    pub fn mails(&self) -> Vec<Mail> {
        self.server.taken().iter().map(|taken| Mail(read_by("read_message.py", &taken.bytes))).collect()
    }

    /// The one e-mail that came of something to be said to a person.
    pub async fn told(&self, person: &str, contents: Vec<Content>) -> Mail {
        let before = self.server.taken().len();
        assert_eq!(self.deliver(&message(person, contents)).await, Ok(Delivered::Sent { once: true }));
        let mut mails = self.mails().split_off(before);
        assert_eq!(mails.len(), 1);
        mails.remove(0)
    }

    /// The lines of the audit trail, once there are so many, each with who acted.
    pub async fn trail(&self, lines: usize) -> Vec<(String, AuditEntry)> {
        trail(&self.store, Position::START, lines).await
    }

    /// That nothing is left to say.
    pub async fn says_nothing(&self, person: &str, content: Content) {
        assert_eq!(
            self.deliver(&message(person, vec![content.clone()])).await,
            Ok(Delivered::Overtaken),
            "{content:?}"
        );
    }
}

fn channel(
    folder: &TempDir,
    server: &SmtpServer,
    read_models: &ReadModels,
    commands: &Arc<Coordination>,
    clock: &Arc<Hand>,
) -> EmailChannel {
    let correspondence = Correspondence::open(&folder.path().join("email.db")).unwrap();
    let mailer = Arc::new(Mailer::new(sender(), server.endpoint(), correspondence.clone(), key()));
    let links = MailLinks::new(key(), "https://hub.example".parse().unwrap());
    let (read_models, catalogue) = (Arc::new(read_models.clone()), Arc::new(Catalogue::new().unwrap()));
    let audit = recorder(commands.clone(), clock.clone());
    EmailChannel::new(read_models, clock.clone(), catalogue, links.unwrap(), mailer, correspondence, audit)
}

/// What is to be said to a person on 3 July; a message of its own each time.
pub fn message(person: &str, contents: Vec<Content>) -> Message {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let institution = match person {
        "arta" => "ms",
        "chair" => "policia",
        _ => "secretariat",
    };
    Message {
        id: MessageId::named(&format!("{person}/{}", COUNT.fetch_add(1, Ordering::SeqCst))),
        to: Addressee::Person {
            person: person.parse().unwrap(),
            institution: institution.parse().unwrap(),
            language: Language::En,
        },
        on: day("2017-07-03"),
        morning: true,
        tried_before: false,
        parts: contents.into_iter().map(|content| Part { notice: None, content }).collect(),
    }
}

/// An e-mail as it was read.
pub struct Mail(pub Value);

impl Mail {
    pub fn header(&self, name: &str) -> String {
        let headers = self.0["headers"].as_array().unwrap();
        let found = headers.iter().find(|header| header[0].as_str().unwrap().eq_ignore_ascii_case(name));
        found.unwrap_or_else(|| panic!("no {name}"))[1].as_str().unwrap().to_owned()
    }

    fn part(&self, kind: &str) -> String {
        let parts = self.0["parts"].as_array().unwrap();
        let found = parts.iter().find(|part| part["type"] == kind).unwrap_or_else(|| panic!("no {kind}"));
        found["content"].as_str().unwrap().replace("\r\n", "\n")
    }

    /// The plain text, its lines joined as a program that knows `format=flowed` joins them, without what stands below every
    /// message.
    pub fn text(&self) -> String {
        self.part("text/plain").split("\n-- \n").next().unwrap().replace(" \n", " ")
    }

    pub fn html(&self) -> String {
        self.part("text/html")
    }

    pub fn calendar(&self) -> Option<String> {
        let parts = self.0["parts"].as_array().unwrap();
        parts.iter().any(|part| part["type"] == "text/calendar").then(|| self.part("text/calendar").replace("\n ", ""))
    }

    /// The tokens of the links below this path.
    pub fn links(&self, path: &str) -> Vec<String> {
        let beginning = format!("https://hub.example/{path}/");
        self.part("text/plain").lines().filter_map(|line| line.strip_prefix(&beginning)).map(str::to_owned).collect()
    }

    /// The steps that its links take, with their tasks, in order.
    pub fn steps(&self, person: &str, now: &str) -> Vec<String> {
        let open = |token: &String| {
            let link: ActionLink = key().open(token, now.parse().unwrap()).unwrap();
            assert_eq!(link.person.as_str(), person);
            let LinkedStep::Task { item, action } = &link.step else { return link.step.to_string() };
            // Which report it decides on is another each time.
            let action = match action {
                LinkedAction::Decide(report, _) => {
                    let action = action.to_string();
                    action.strip_suffix(&format!(":{}", report.0)).unwrap().to_owned()
                }
                LinkedAction::Accept | LinkedAction::Complete | LinkedAction::RequestExtension(_) => action.to_string(),
            };
            format!("{item} {action}")
        };
        self.links("links").iter().map(open).collect()
    }

    /// That it says all this, each in this order.
    pub fn says(&self, wanted: &[&str]) {
        let text = self.text();
        let mut rest = text.as_str();
        for words in wanted {
            let Some(at) = rest.find(words) else { panic!("“{words}” is not said, or not in its place:\n{text}") };
            rest = rest.get(at + words.len()..).unwrap();
        }
        for markup in ["<b>", "</", "&amp;", "&quot;", "{$", "{ $"] {
            assert!(!text.contains(markup) && !self.header("Subject").contains(markup), "{markup}: {text}");
        }
    }
}
