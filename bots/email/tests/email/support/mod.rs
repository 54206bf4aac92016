//! What the tests of e-mail share: the servers as processes, the readers, and a message to send.

pub mod authority;
pub mod hub;
pub mod imap_server;
pub mod smtp_server;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use coordination::{AuditRecorder, Clock, CommandPort};
use documents::calendar_file::CalendarEntry;
use email::composing::Sender;
use email::correspondence::Correspondence;
use email::draft::{Line, Link, MailDraft, MessageId, Recipient, Section, ThreadKey};
use events::Event;
use events::audit::{AuditEntry, AuditTrailEvent, Door};
use events::envelope::StoredEvent;
use events::ids::Position;
use events::language::Language;
use events::meeting::MeetingTime;
use language::catalogue::Catalogue;
use links::LinkKey;
use serde_json::Value;
use store::EventStore;
use store::sqlite::SqliteEventStore;
use tempfile::TempDir;
use uuid::Uuid;

/// How long anything may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(60);

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python")
}

/// Where the sources of other libraries are.
pub fn samples() -> PathBuf {
    let folder = here().join(".venv/samples");
    assert!(folder.is_dir(), "run bots/email/tests/install first: it brings what the tests need");
    folder
}

/// A script of the tests.
pub fn python(script: &str) -> Command {
    let interpreter = here().join(".venv/bin/python3");
    assert!(interpreter.exists(), "run bots/email/tests/install first: it brings what the tests need");
    let mut command = Command::new(interpreter);
    command.arg(here().join(script));
    command
}

/// What a script says of this input.
pub fn asked(script: &str, arguments: &[&Path], input: &[u8]) -> Vec<u8> {
    let mut command = python(script);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut process = command.spawn().unwrap();
    process.stdin.take().unwrap().write_all(input).unwrap();
    let output = process.wait_with_output().unwrap();
    assert!(output.status.success(), "{script} failed");
    output.stdout
}

/// What a script says of these bytes, as JSON.
pub fn read_by(script: &str, bytes: &[u8]) -> Value {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    serde_json::from_slice(&asked(script, &[file.path()], b"")).unwrap()
}

/// Waits until something is so.
pub async fn eventually<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let asked = async {
        loop {
            if let Some(found) = ask() {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asked).await.unwrap_or_else(|_| panic!("not in time: {what}"))
}

/// Writes the audit trail of what comes by e-mail.
pub fn recorder(commands: Arc<dyn CommandPort>, clock: Arc<dyn Clock>) -> Arc<AuditRecorder> {
    Arc::new(AuditRecorder::new(commands, clock, "email".parse().unwrap(), Door::Email))
}

/// The lines of the audit trail after this position, once there are so many, each with who acted.
pub async fn trail(store: &SqliteEventStore, position: Position, lines: usize) -> Vec<(String, AuditEntry)> {
    let recorded = async {
        loop {
            let log = store.read_all(position, 1_000).await.unwrap();
            let found: Vec<_> = log.into_iter().filter_map(line_of).collect();
            if found.len() >= lines {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, recorded).await.expect("the trail lacks lines")
}

fn line_of(stored: StoredEvent) -> Option<(String, AuditEntry)> {
    let recorded = stored.decode().unwrap();
    let Event::AuditTrail(_, AuditTrailEvent::Recorded(entry)) = recorded.event else { return None };
    Some((recorded.metadata.actor.to_string(), entry))
}

pub fn key() -> LinkKey {
    LinkKey::new("k".repeat(40)).unwrap()
}

pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: std::sync::OnceLock<Catalogue> = std::sync::OnceLock::new();
    CATALOGUE.get_or_init(|| Catalogue::new().unwrap())
}

pub fn sender() -> Sender {
    Sender {
        address: "focalpoint@akt.example".parse().unwrap(),
        name: "Autoriteti Kombëtar".to_owned(),
        plus_addresses: true,
        answers_are_read: true,
    }
}

/// A file of threads in a folder that goes with it.
pub fn correspondence() -> (TempDir, Correspondence) {
    let folder = tempfile::tempdir().unwrap();
    let file = Correspondence::open(&folder.path().join("email.db")).unwrap();
    (folder, file)
}

/// A morning's message to this address.
pub fn draft(to: &str) -> MailDraft {
    let link = |label: &str, path: &str| Link {
        label: label.to_owned(),
        url: format!("https://hub.example/links/{path}").parse().unwrap(),
    };
    MailDraft {
        id: MessageId(Uuid::from_u128(0x1234)),
        to: Recipient {
            person: "policia-1".parse().unwrap(),
            address: to.parse().unwrap(),
            name: Some("Arta Krasniqi-Šabanović".to_owned()),
        },
        language: Language::Sq,
        subject: "Mëngjesi: 2 detyra për ju, e hënë 3 korrik".to_owned(),
        sections: vec![
            Section {
                heading: Some("Me vonesë".to_owned()),
                lines: vec![Line {
                    text: "1. Përgatit raportin vjetor për viktimat e trafikimit dhe dërgoja Sekretariatit — afati ka qenë e premte, 30 qershor <b>&amp;".to_owned(),
                    links: vec![link("E kryer", &"a".repeat(180)), link("Më shumë kohë", &"b".repeat(180))],
                }],
            },
            Section {
                heading: None,
                lines: vec![Line { text: "2. Emërimi i zëvendësit".to_owned(), links: vec![] }],
            },
        ],
        thread: ThreadKey("work".to_owned()),
        invitation: None,
        reminders: "https://hub.example/reminders/abc".parse().unwrap(),
        unsubscribe: "https://hub.example/unsubscribe/abc".parse().unwrap(),
        written_at: "2017-07-03T06:00:00Z".parse().unwrap(),
    }
}

/// A meeting's invitation to this address.
pub fn invitation(to: &str, changes: u32, cancelled: bool) -> MailDraft {
    let entry = CalendarEntry {
        id: "mbledhja-12".to_owned(),
        changes,
        title: "Mbledhja e nëngrupit; mbrojtja, pjesa 2".to_owned(),
        place: Some("Salla 4, Ministria e Punëve të Brendshme".to_owned()),
        agenda: vec!["Raporti vjetor".to_owned(), "Çështje të tjera".to_owned()],
        at: MeetingTime {
            date: NaiveDate::from_ymd_opt(2017, 7, 14).unwrap(),
            time: chrono::NaiveTime::from_hms_opt(10, 0, 0),
            minutes: Some(90),
        },
        cancelled,
    };
    MailDraft { thread: ThreadKey("meeting/mbledhja-12".to_owned()), invitation: Some(entry), ..draft(to) }
}
