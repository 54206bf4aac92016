//! A hub with a person who is told by e-mail: the real store, command service and read models, a mail server that takes what
//! is sent and a mailbox from which is read.

use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use coordination::{Accepted, Clock, CommandError, CommandPort, CommandRequest, Coordination};
use documents::calendar_file::CalendarEntry;
use email::answers::{AnswerHandler, AnswerServices};
use email::configuration::Security;
use email::correspondence::Correspondence;
use email::draft::{MailDraft, MessageId, Recipient, ThreadKey};
use email::receiving::{Mailbox, MailboxError};
use email::sending::{Delivered, Mailer};
use events::action_item::{ActionItemCommand, ActionItemEvent};
use events::audit::AuditEntry;
use events::authority::Principal;
use events::email_address::EmailAddress;
use events::envelope::StoredEvent;
use events::ids::{CommandId, CorrelationId, Position};
use events::institution::{Appointee, InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime};
use events::notification::{Audience, ChannelKind, Notice, NotificationCommand};
use events::preferences::Channels;
use events::sealed::{Nonce, PersonKey, Sealed};
use events::text::Text;
use events::{Command, Event, RecordedEvent};
use feed::StoreFeed;
use language::catalogue::Catalogue;
use notifications::Calendar;
use readmodels::{ReadModels, ReadPort};
use serde_json::{Value, json};
use store::EventStore;
use store::person_keys::SqlitePersonKeys;
use store::sqlite::SqliteEventStore;
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::support::imap_server::ImapServer;
use crate::support::smtp_server::{SmtpServer, TakenMail};
use crate::support::{PATIENCE, asked, catalogue, draft, key, read_by, recorder, sender, trail};

/// The person who answers, and from where.
pub const PERSON: &str = "policia-1";
pub const ADDRESS: &str = "arta.krasniqi@policia.example";

/// A clock in the test's hand.
pub struct Hand(pub Mutex<DateTime<Utc>>);

impl Clock for Hand {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// The real command service, which can be cut off, and what it was asked.
pub struct Watched {
    real: Coordination,
    pub off: AtomicBool,
    pub asked: Mutex<Vec<Command>>,
}

#[async_trait]
impl CommandPort for Watched {
    async fn execute(&self, request: CommandRequest) -> Result<Accepted, CommandError> {
        if self.off.load(Ordering::SeqCst) {
            return Err(CommandError::Unavailable { reason: "cut off".to_owned() });
        }
        // What the trail keeps is asked by nobody.
        if !matches!(request.command, Command::AuditTrail(..)) {
            self.asked.lock().unwrap().push(request.command.clone());
        }
        self.real.execute(request).await
    }
}

pub struct Hub {
    folder: TempDir,
    store: Arc<SqliteEventStore>,
    keys: Arc<SqlitePersonKeys>,
    pub clock: Arc<Hand>,
    pub commands: Arc<Watched>,
    read_models: ReadModels,
    pub correspondence: Correspondence,
    pub smtp: SmtpServer,
    pub imap: ImapServer,
    mailer: Arc<Mailer>,
    pub handler: AnswerHandler,
    given: AtomicU32,
    stop: CancellationToken,
    pump: JoinHandle<()>,
}

pub fn july(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 7, day).unwrap()
}

fn handler(
    read_models: &ReadModels,
    commands: &Arc<Watched>,
    clock: &Arc<Hand>,
    correspondence: &Correspondence,
    mailer: &Arc<Mailer>,
) -> AnswerHandler {
    AnswerHandler::new(AnswerServices {
        read_models: Arc::new(read_models.clone()),
        commands: commands.clone(),
        audit: recorder(commands.clone(), clock.clone()),
        clock: clock.clone(),
        catalogue: Arc::new(Catalogue::new().unwrap()),
        calendar: Arc::new(Calendar::default()),
        correspondence: correspondence.clone(),
        mailer: mailer.clone(),
        link_key: key(),
        public_url: "https://hub.example".parse().unwrap(),
        service: "email".parse().unwrap(),
    })
}

impl Hub {
    /// Monday, 3 July 2017, 08:00 in Kosovo. Arta is the focal point of the police and reads in this language; the ministry
    /// of health takes part too.
    pub async fn start(language: Language) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteEventStore::open(&folder.path().join("events.db")).unwrap());
        let keys = Arc::new(SqlitePersonKeys::open(&folder.path().join("keys.db")).unwrap());
        let clock = Arc::new(Hand(Mutex::new("2017-07-03T06:00:00Z".parse().unwrap())));
        let real = Coordination::new(store.clone(), clock.clone(), "kosovo".parse().unwrap());
        let commands = Arc::new(Watched { real, off: AtomicBool::new(false), asked: Mutex::default() });
        let file = folder.path().join("read-models.db");
        let read_models = ReadModels::open(&file, keys.clone(), ReadModels::standard()).unwrap();
        let stop = CancellationToken::new();
        let pump = tokio::spawn({
            let (read_models, feed, stop) =
                (read_models.clone(), Arc::new(StoreFeed::new(store.clone())), stop.clone());
            async move { read_models.run(feed, stop).await.unwrap() }
        });
        let correspondence = Correspondence::open(&folder.path().join("email.db")).unwrap();
        let smtp = SmtpServer::start(Security::None, None);
        let imap = ImapServer::start(true).await;
        let mailer = Arc::new(Mailer::new(sender(), smtp.endpoint(), correspondence.clone(), key()));
        let handler = handler(&read_models, &commands, &clock, &correspondence, &mailer);
        let hub = Self {
            folder,
            store,
            keys,
            clock,
            commands,
            read_models,
            correspondence,
            smtp,
            imap,
            mailer,
            handler,
            given: AtomicU32::new(0),
            stop,
            pump,
        };
        for (institution, kind, name) in [
            ("policia", InstitutionKind::Police, "Kosovo Police"),
            ("ms", InstitutionKind::Ministry, "Ministry of Health"),
        ] {
            let names = LocalText::from_versions(Language::ALL.map(|language| (language, name))).unwrap();
            let role = "role".parse().unwrap();
            let register = InstitutionCommand::Register { names, kind, role, authority_member: true };
            hub.give(Command::Institution(institution.parse().unwrap(), register)).await;
        }
        let person = PERSON.parse().unwrap();
        let name = hub.seal(&"Arta Krasniqi".parse::<Text>().unwrap());
        hub.of_police(InstitutionCommand::AppointFocalPoint(Appointee { person, name, phone: None, language })).await;
        hub.move_to(ADDRESS).await;
        let choose = InstitutionCommand::ChooseChannels { person: PERSON.parse().unwrap(), channels: Channels::Email };
        hub.of_police(choose).await;
        hub
    }

    /// The same hub after the process of e-mails was started anew, with a message that it has not noted as read.
    pub fn restarted(&self) -> AnswerHandler {
        handler(&self.read_models, &self.commands, &self.clock, &self.correspondence, &self.mailer)
    }

    pub async fn stop(self) {
        self.stop.cancel();
        self.pump.await.unwrap();
        drop(self.folder);
    }

    pub fn seal<T: serde::Serialize + serde::de::DeserializeOwned>(&self, value: &T) -> Sealed<T> {
        let person = PERSON.parse().unwrap();
        let key = self.keys.ensure(&person, PersonKey([9; 32])).unwrap();
        Sealed::seal(person, &key, Nonce([1; 24]), value).unwrap()
    }

    pub fn set(&self, instant: &str) {
        *self.clock.0.lock().unwrap() = instant.parse().unwrap();
    }

    /// Gives a command, as whoever may, and waits until it is shown.
    pub async fn give(&self, command: Command) -> Vec<RecordedEvent> {
        let n = self.given.fetch_add(1, Ordering::SeqCst);
        let id = CommandId::named(&format!("test/{n}"));
        let of_service = matches!(
            &command,
            Command::Notification(..) | Command::Institution(_, InstitutionCommand::LinkChat { .. })
        );
        let principal = if of_service { Principal::service("test".parse().unwrap()) } else { Principal::secretariat() };
        let correlation = CorrelationId(id.0);
        let request = CommandRequest { id, correlation, principal, occurred_at: None, made_from: None, command };
        let events = self.commands.real.execute(request).await.unwrap().events;
        if let Some(last) = events.last() {
            ReadPort::reached(&self.read_models, last.position, PATIENCE).await.unwrap();
        }
        events
    }

    pub async fn of_police(&self, command: InstitutionCommand) {
        self.give(Command::Institution("policia".parse().unwrap(), command)).await;
    }

    /// The person has this address from now on.
    pub async fn move_to(&self, address: &str) {
        let address = self.seal(&address.parse::<EmailAddress>().unwrap());
        self.of_police(InstitutionCommand::SetEmailAddress { person: PERSON.parse().unwrap(), address }).await;
    }

    /// A task of an institution: `raporti` has the title “Raporti”.
    pub async fn assign(&self, item: &str, owner: &str, due: NaiveDate) {
        let title: Text = format!("{}{}", item[..1].to_uppercase(), &item[1..]).parse().unwrap();
        let title = LocalText::from_versions(Language::ALL.map(|language| (language, title.as_str()))).unwrap();
        let owner = owner.parse().unwrap();
        let assign = ActionItemCommand::Assign { title, owner, subgroup: None, due, raised_by: None };
        self.of_task(item, assign).await;
    }

    pub async fn of_task(&self, item: &str, command: ActionItemCommand) {
        self.give(Command::ActionItem(item.parse().unwrap(), command)).await;
    }

    /// A meeting of both institutions on a day of July, at ten.
    pub async fn convene(&self, meeting: &str, day: u32) {
        let at = meeting_time(day);
        let title = LocalText::only(Language::En, "Quarterly meeting".parse().unwrap());
        let invited = vec!["policia".parse().unwrap(), "ms".parse().unwrap()].try_into().unwrap();
        let (convened, place, recurrence) = (MeetingBody::Invited, None, None);
        let schedule = MeetingCommand::Schedule { title, at, place, convened, invited, recurrence };
        self.of_meeting(meeting, schedule).await;
    }

    pub async fn of_meeting(&self, meeting: &str, command: MeetingCommand) {
        self.give(Command::Meeting(meeting.parse().unwrap(), command)).await;
    }

    /// The ledger says that a message brought these tasks to Arta.
    pub async fn was_told_of(&self, message: u128, items: &[&str]) -> Vec<Notice> {
        let mut notices = Vec::new();
        for item in items {
            let notice = Notice {
                about: format!("action-item/{item}").parse().unwrap(),
                occasion: format!("test-{message}").parse().unwrap(),
                to: Audience::FocalPoint("policia".parse().unwrap()),
            };
            let of = |command| Command::Notification(notice.key(), command);
            self.give(of(NotificationCommand::Plan { notice: notice.clone() })).await;
            let (person, channel) = (PERSON.parse().unwrap(), ChannelKind::Email);
            let message = events::ids::MessageId(Uuid::from_u128(message));
            self.give(of(NotificationCommand::RecordSent { person, channel, message, certain: true })).await;
            notices.push(notice);
        }
        notices
    }

    /// What happened after this position, and who did it, but for what the audit trail tells.
    pub async fn since(&self, position: Position) -> Vec<(String, Event)> {
        let log = self.store.read_all(position, 1_000).await.unwrap();
        let read = |event: &StoredEvent| {
            (event.metadata.actor.to_string(), Event::decode(&event.stream, &event.body).unwrap())
        };
        log.iter().map(read).filter(|(_, event)| !matches!(event, Event::AuditTrail(..))).collect()
    }

    /// The lines of the audit trail after this position, once there are so many, each with who acted.
    pub async fn trail(&self, position: Position, lines: usize) -> Vec<(String, AuditEntry)> {
        trail(&self.store, position, lines).await
    }

    pub async fn end(&self) -> Position {
        self.store.end().await.unwrap()
    }

    /// Sends Arta a message in this thread; the bytes that left.
    pub async fn sends(&self, thread: &str, invitation: Option<CalendarEntry>) -> Vec<u8> {
        let before = self.smtp.taken().len();
        let draft = MailDraft {
            id: MessageId(Uuid::from_u128(0x1000 + u128::try_from(before).unwrap())),
            to: Recipient { person: PERSON.parse().unwrap(), address: ADDRESS.parse().unwrap(), name: None },
            thread: ThreadKey(thread.to_owned()),
            invitation,
            ..draft(ADDRESS)
        };
        assert_eq!(self.mailer.deliver(&draft, catalogue()).await, Ok(Delivered { certain: true }));
        self.smtp.taken().pop().unwrap().bytes
    }

    pub fn mailbox(&self) -> Mailbox {
        Mailbox::new(self.imap.endpoint("none"), sender().address, self.correspondence.clone())
    }

    pub async fn read(&self) -> Result<(), MailboxError> {
        self.mailbox().read_new(&self.handler).await
    }

    /// Puts a message into the mailbox and has it read: what is answered to it, if anything is.
    pub async fn takes(&self, bytes: &[u8]) -> Option<Answer> {
        let before = self.smtp.taken().len();
        self.imap.put(bytes).await;
        self.read().await.unwrap();
        let mut taken = self.smtp.taken();
        assert!(taken.len() <= before + 1, "one answer at most");
        (taken.len() > before).then(|| Answer::of(&taken.pop().unwrap()))
    }

    /// Arta replies to a message with these words; what is answered.
    pub async fn replies(&self, message: &[u8], text: &str) -> String {
        let bytes = answer_to(message, &json!({"kind": "reply", "text": text}));
        self.takes(&bytes).await.unwrap_or_else(|| panic!("“{text}” is not answered")).text
    }
}

/// What a person's mail program makes of an answer to a message.
pub fn answer_to(message: &[u8], told: &Value) -> Vec<u8> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(message).unwrap();
    let mut told = told.clone();
    told["message"] = file.path().to_str().into();
    if told["from"].is_null() {
        told["from"] = ADDRESS.into();
    }
    asked("answer.py", &[], told.to_string().as_bytes())
}

/// When a meeting on a day of July is.
pub fn meeting_time(day: u32) -> MeetingTime {
    MeetingTime { date: july(day), time: chrono::NaiveTime::from_hms_opt(10, 0, 0), minutes: Some(60) }
}

/// The meeting as the calendar of an invitation has it.
pub fn entry(meeting: &str, day: u32, changes: u32) -> CalendarEntry {
    CalendarEntry {
        id: meeting.to_owned(),
        changes,
        title: "Quarterly meeting".to_owned(),
        place: None,
        agenda: vec![],
        at: meeting_time(day),
        cancelled: false,
    }
}

/// An answer that was sent, as Python's `email` reads it.
pub struct Answer {
    pub message: Value,
    /// What it says above the signature, its lines joined as a mail program joins them.
    pub text: String,
}

impl Answer {
    fn of(taken: &TakenMail) -> Self {
        let message = read_by("read_message.py", &taken.bytes);
        let parts = message["parts"].as_array().unwrap();
        let plain = parts.iter().find(|part| part["type"] == "text/plain").unwrap();
        let plain = plain["content"].as_str().unwrap().replace("\r\n", "\n");
        let (text, _) = plain.split_once("\n-- \n").unwrap();
        let text = text.replace(" \n", " ").trim().to_owned();
        Self { message, text }
    }

    pub fn header(&self, name: &str) -> String {
        let headers = self.message["headers"].as_array().unwrap();
        let header = headers.iter().find(|header| header[0].as_str().unwrap().eq_ignore_ascii_case(name));
        header.map(|header| header[1].as_str().unwrap().to_owned()).unwrap_or_default()
    }
}

/// That a task's event is Arta's doing.
pub fn by_arta(item: &str, event: ActionItemEvent) -> (String, Event) {
    (format!("{PERSON}@policia"), Event::ActionItem(item.parse().unwrap(), event))
}
