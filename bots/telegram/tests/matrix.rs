//! The matrix in chat: every role and relation at every command, button and question of a private chat, from the very tables by which
//! updates are dispatched. That of groups is beside it (`matrix/groups.rs`).
//!
//! `matrix.txt` says what each of them is told and what comes of it; an entry without an example fails. Beside it nobody is shown
//! a word of what is not theirs, and whoever is nobody here changes nothing. A button is one of before: it was sent to the very
//! chat in which it is pressed, whoever has that chat now.

#[path = "matrix/examples.rs"]
mod examples;
#[path = "matrix/groups.rs"]
mod groups;
#[path = "matrix/people.rs"]
mod people;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use events::ids::Position;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use store::EventStore;
use telegram::chat_entries;

use self::people::{Visitor, hub, is_nobody, markers};
use crate::support::{PATIENCE, TestBot, eventually};

/// How much of an answer stands in the matrix.
const LONGEST: usize = 90;

/// What came of something in a chat.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Outcome {
    said: String,
    done: Vec<String>,
}

/// The matrix as it is found.
struct Table {
    text: String,
    entries: usize,
    cells: usize,
}

impl Table {
    fn enter(&mut self, entry: &str, outcomes: &[(&'static str, Outcome)]) {
        self.entries += 1;
        self.cells += outcomes.len();
        let mut by_outcome: Vec<(&Outcome, Vec<&str>)> = vec![];
        for (who, outcome) in outcomes {
            match by_outcome.iter_mut().find(|(known, _)| *known == outcome) {
                Some((_, whose)) => whose.push(who),
                None => by_outcome.push((outcome, vec![who])),
            }
        }
        writeln!(self.text, "{entry}").unwrap();
        for (outcome, whose) in by_outcome {
            let done =
                if outcome.done.is_empty() { String::new() } else { format!("  → {}", outcome.done.join(", ")) };
            writeln!(self.text, "    {}: {}{done}", whose.join(", "), outcome.said).unwrap();
        }
    }
}

impl Table {
    /// The lines that say that something came of what one of these did.
    fn changed_by(&self, whose: impl Fn(&str) -> bool) -> Vec<&str> {
        let is_theirs = |line: &&str| line.trim().split(": ").next().is_some_and(|names| names.split(", ").any(&whose));
        self.text.lines().filter(|line| line.contains("  → ")).filter(is_theirs).collect()
    }

    /// Compares with what stands in a file beside the tests.
    fn is_as_kept(&self, file: &str) {
        let path = std::env::temp_dir().join(format!("chat-{file}"));
        std::fs::write(&path, &self.text).unwrap();
        let kept = std::fs::read_to_string(format!("{}/tests/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        if kept == self.text {
            return;
        }
        let beyond = |sign: &str, one: &str, other: &str| -> Vec<String> {
            let lines = one.lines().filter(|line| !other.lines().any(|there| there == *line));
            lines.map(|line| format!("{sign}{line}")).collect()
        };
        let differences = [beyond("-", &kept, &self.text), beyond("+", &self.text, &kept)].concat();
        panic!("not what stands in tests/{file}; the whole is in {}:\n{}", path.display(), differences.join("\n"));
    }
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    line.chars().take(LONGEST).collect()
}

/// The types of what was recorded since, but for the trail and for what people are told of it, which comes when it comes.
async fn recorded(harness: &TestBot, since: u64) -> Vec<String> {
    let all = harness.store.read_all(Position(since), 10_000).await.unwrap();
    let types = all.into_iter().map(|stored| stored.body.event_type);
    let beside = ["audit", "notification", "reminder"];
    types.filter(|kind| !beside.iter().any(|one| kind.starts_with(one))).collect()
}

/// How many messages of a chat are looked at after each deed. What it says or changes stands at the foot.
const LATEST: usize = 40;

/// The bot's latest messages in a chat, at a path of the simulator.
async fn latest(harness: &TestBot, chat: &str) -> Vec<Value> {
    let mut shown = harness.look(&format!("{chat}/messages?last={LATEST}")).await;
    let messages: Vec<Value> = serde_json::from_value(shown["messages"].take()).unwrap();
    messages.into_iter().filter(|message| message["from"] == "bot").collect()
}

async fn messages_of(harness: &TestBot, contact: i64) -> Vec<Value> {
    latest(harness, &format!("contacts/{contact}")).await
}

/// The number of the last of these messages.
fn last_of(messages: &[Value]) -> i64 {
    messages.last().and_then(|message| message["id"].as_i64()).unwrap_or_default()
}

/// What the bot said or changed between two looks at a chat, without the answer to what marks the end.
fn said_between(before: &[Value], after: &[Value], mark: &str) -> String {
    let known: BTreeMap<i64, &Value> = before.iter().map(|one| (one["id"].as_i64().unwrap(), one)).collect();
    let text = |one: &Value| one["text"].as_str().unwrap_or_default().to_owned();
    let fresh = after.iter().filter(|one| {
        let old = known.get(&one["id"].as_i64().unwrap());
        old.is_none_or(|old| old["text"] != one["text"] || old["buttons"] != one["buttons"])
    });
    let said: Vec<String> = fresh.map(text).filter(|text| !text.contains(mark)).collect();
    said.first().map_or_else(|| "–".to_owned(), |text| first_line(text))
}

/// Does something in somebody's chat and waits until it was handled: what is asked after it is answered after it.
async fn outcome(harness: &TestBot, visitor: &Visitor, act: impl AsyncFnOnce()) -> Outcome {
    let (before, position) = (messages_of(harness, visitor.contact).await, harness.store.end().await.unwrap().0);
    act().await;
    let last = last_of(&before);
    let mark = format!("/end{position}x{last}");
    harness.phone_of(visitor.contact).say(&mark).await;
    // Whoever is nobody is told the same whatever they ask: twice, then.
    let is_over = async || {
        let now = messages_of(harness, visitor.contact).await;
        if visitor.is_linked {
            now.iter().any(|one| one["text"].as_str().is_some_and(|text| text.contains(&mark)))
        } else {
            now.iter().filter(|one| one["id"].as_i64().is_some_and(|id| id > last)).count() >= 2
        }
    };
    eventually(is_over, &format!("{} is not answered", visitor.name)).await;
    let after = messages_of(harness, visitor.contact).await;
    Outcome { said: said_between(&before, &after, &mark), done: recorded(harness, position).await }
}

/// The bot's own file, as the bot writes it.
fn file(harness: &TestBot) -> rusqlite::Connection {
    let file = rusqlite::Connection::open(harness.file()).unwrap();
    file.busy_timeout(Duration::from_secs(20)).unwrap();
    file
}

/// The data of a button that was once sent to a chat.
fn old_button(harness: &TestBot, chat: i64, press: &Value) -> String {
    let file = file(harness);
    file.execute("INSERT INTO buttons (chat, press) VALUES (?1, ?2)", rusqlite::params![chat, press.to_string()])
        .unwrap();
    let number = file.last_insert_rowid();
    let key: [u8; 32] = file.query_row("SELECT key FROM button_key", [], |row| row.get(0)).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(&chat.to_be_bytes());
    mac.update(&number.to_be_bytes());
    let signature = mac.finalize().into_bytes();
    format!("b{number}.{}", URL_SAFE_NO_PAD.encode(&signature[..16]))
}

/// Presses a button with this data below the last message of the bot in a chat.
async fn press(harness: &TestBot, visitor: &Visitor, data: &str) {
    let last = messages_of(harness, visitor.contact).await.last().unwrap()["id"].clone();
    harness
        .does(visitor.contact, &format!("messages/{last}/press"), json!({ "forged": data, "wait_ms": 30_000 }))
        .await;
}

fn open_question(harness: &TestBot, chat: i64, question: &Value) {
    let put = "INSERT OR REPLACE INTO questions VALUES (?1, ?2)";
    file(harness).execute(put, rusqlite::params![chat, question.to_string()]).unwrap();
}

fn close_question(harness: &TestBot, chat: i64) {
    file(harness).execute("DELETE FROM questions WHERE chat = ?1", [chat]).unwrap();
}

async fn commands(harness: &TestBot, visitors: &[Visitor], table: &mut Table) {
    for command in chat_entries().commands {
        for text in examples::command(command) {
            let mut row = vec![];
            for visitor in visitors {
                close_question(harness, visitor.contact);
                row.push((
                    visitor.name,
                    outcome(harness, visitor, async || harness.phone_of(visitor.contact).say(&text).await).await,
                ));
            }
            table.enter(&text, &row);
        }
    }
}

async fn presses(harness: &TestBot, visitors: &[Visitor], table: &mut Table) {
    for name in chat_entries().presses {
        let examples = examples::press(name);
        assert!(!examples.is_empty(), "the button {name} has no entry in the matrix: add an example of it");
        for example in examples {
            let mut row = vec![];
            for visitor in visitors {
                close_question(harness, visitor.contact);
                let data = old_button(harness, visitor.contact, &example);
                row.push((
                    visitor.name,
                    outcome(harness, visitor, async || press(harness, visitor, &data).await).await,
                ));
            }
            table.enter(&format!("button {example}"), &row);
        }
    }
}

async fn questions(harness: &TestBot, visitors: &[Visitor], table: &mut Table) {
    for name in chat_entries().questions {
        let examples = examples::question(name);
        assert!(!examples.is_empty(), "the question {name} has no entry in the matrix: add an example of it");
        for (example, answer) in examples {
            let mut row = vec![];
            for visitor in visitors {
                open_question(harness, visitor.contact, &example);
                let say = async || harness.phone_of(visitor.contact).say(answer).await;
                row.push((visitor.name, outcome(harness, visitor, say).await));
                close_question(harness, visitor.contact);
            }
            table.enter(&format!("question {example} “{answer}”"), &row);
        }
    }
}

/// What counts for nobody: a button of somebody else's chat, one that was never sent, a forwarded command, a forwarded text.
async fn of_others(harness: &TestBot, visitors: &[Visitor], table: &mut Table) {
    let chair = visitors.iter().find(|visitor| visitor.name == "chair").unwrap().contact;
    for (entry, data) in [
        ("a button that was sent to the chair", old_button(harness, chair, &json!({"Answer": ["t-answer", "Done"]}))),
        ("a button that nobody sent", "b1.AAAAAAAAAAAAAAAAAAAAAA".to_owned()),
    ] {
        let mut row = vec![];
        for visitor in visitors.iter().filter(|visitor| visitor.contact != chair) {
            row.push((visitor.name, outcome(harness, visitor, async || press(harness, visitor, &data).await).await));
        }
        table.enter(entry, &row);
    }
    for (entry, text) in [("a forwarded command", "/tasks"), ("a forwarded answer", "1 done")] {
        let mut row = vec![];
        for visitor in visitors {
            let forward = async || {
                drop(harness.does(visitor.contact, "messages", json!({ "text": text, "forwarded_from": "Dea" })).await);
            };
            row.push((visitor.name, outcome(harness, visitor, forward).await));
        }
        table.enter(entry, &row);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_and_relation_finds_in_chat_what_is_theirs_and_nothing_beyond() {
    let (harness, mut visitors) = hub().await;
    let mut table = Table { text: String::new(), entries: 0, cells: 0 };
    commands(&harness, &visitors, &mut table).await;
    presses(&harness, &visitors, &mut table).await;
    questions(&harness, &visitors, &mut table).await;
    of_others(&harness, &visitors, &mut table).await;
    people::while_the_chair_is_away(&harness).await;
    visitors
        .iter_mut()
        .filter(|visitor| visitor.name == "deputy")
        .for_each(|visitor| visitor.name = "deputy-of-absent");
    let stands_in: Vec<Visitor> =
        visitors.iter().filter(|visitor| visitor.name == "deputy-of-absent").cloned().collect();
    commands(&harness, &stands_in, &mut table).await;
    for example in examples::while_away() {
        let data = old_button(&harness, stands_in[0].contact, &example);
        let found = outcome(&harness, &stands_in[0], async || press(&harness, &stands_in[0], &data).await).await;
        table.enter(&format!("button {example}"), &[(stands_in[0].name, found)]);
    }
    people::when_the_chair_is_back(&harness).await;
    visitors
        .iter_mut()
        .filter(|visitor| visitor.name == "deputy-of-absent")
        .for_each(|visitor| visitor.name = "deputy-after");
    let after: Vec<Visitor> = visitors.iter().filter(|visitor| visitor.name == "deputy-after").cloned().collect();
    commands(&harness, &after, &mut table).await;
    for example in examples::while_away() {
        let data = old_button(&harness, after[0].contact, &example);
        let found = outcome(&harness, &after[0], async || press(&harness, &after[0], &data).await).await;
        table.enter(&format!("button {example}"), &[(after[0].name, found)]);
    }

    let (mut beyond, mut looked) = (vec![], 0_usize);
    for visitor in &visitors {
        for message in harness.phone_of(visitor.contact).messages().await.iter().skip(visitor.seen_before) {
            for (words, may) in markers() {
                looked += 1;
                if message.to_string().contains(words) && !may.contains(&visitor.name) {
                    beyond.push(format!("{} sees “{words}” in {}", visitor.name, message["text"]));
                }
            }
        }
    }
    let size = format!("in chat {} entries and {} cells", table.entries, table.cells);
    println!("The matrix: {size}, {looked} looks for what is not theirs.");
    let kept = include_str!("../../../docs/accounts.md");
    assert!(kept.contains(&size), "docs/accounts.md says another size than: {size}");
    let changed_by_nobody = table.changed_by(is_nobody);
    assert!(beyond.is_empty(), "{}", beyond.join("\n"));
    assert!(changed_by_nobody.is_empty(), "whoever is nobody here changes something: {changed_by_nobody:#?}");
    table.is_as_kept("matrix.txt");
    tokio::time::timeout(PATIENCE, harness.stop()).await.unwrap();
}
