//! The door of the chat: what is asked about is not kept until the office is written with the name, file names and group
//! messages are looked at, and what somebody else wrote is not taken unasked.

use std::time::Duration;

use crate::support::{ARTA, TestBot, eventually};
use events::action_item::ActionItemEvent as E;
use events::event::Event;
use events::language::Language;
use serde_json::{Value, json};
use store::EventStore;

const GROUP: i64 = -4_002;

/// Each in a language: in doubt, the same with the office, and how the chat asks.
const REPLIES: [(Language, &str, &str, &str); 3] = [
    (
        Language::Sq,
        "2 bllokuar: presim Arben Gashin",
        "2 bllokuar: presim prokurorin Arben Gashi",
        "ende nuk e kam ruajtur",
    ),
    (Language::Sr, "2 blokirano: čekamo Marka Petrovića", "2 blokirano: čekamo tužioca Marka Petrovića", "još"),
    (
        Language::En,
        "2 blocked: we wait for Arben Gashi",
        "2 blocked: we wait for the prosecutor Arben Gashi",
        "not kept this message yet",
    ),
];

/// Whether any file of the bot, the log or the read models holds these words.
fn holds(harness: &TestBot, words: &str) -> bool {
    let folder = harness.file().parent().unwrap().to_owned();
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.is_file()).any(|path| {
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
    })
}

fn is_there(messages: &[Value], words: &str) -> bool {
    messages.iter().any(|message| message["text"].as_str().is_some_and(|text| text.contains(words)))
}

async fn begun() -> TestBot {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness
}

async fn blocked(harness: &TestBot) -> usize {
    let of = |event: &events::RecordedEvent| matches!(&event.event, Event::ActionItem(_, E::Blocked { .. }));
    harness.history("rooms").await.iter().filter(|event| of(event)).count()
}

#[tokio::test]
async fn the_chat_asks_keeps_nothing_and_takes_it_with_the_office() {
    for (language, doubted, official, asks) in REPLIES {
        let harness = begun().await;
        harness.arta_speaks(language).await;
        let before = harness.store.end().await.unwrap();
        harness.say(doubted).await;
        let asked = harness.hears(asks).await;
        let name = doubted.rsplit_once(' ').unwrap().1;
        assert!(!asked["text"].as_str().unwrap().contains(name), "{asked}");
        assert!(is_there(&harness.own_messages().await, doubted), "it may be an official: the message stays");
        assert_eq!(harness.store.end().await.unwrap(), before);
        assert!(!holds(&harness, name), "{name} was kept");

        harness.say(official).await;
        eventually(async || blocked(&harness).await == 1, "with the office it is taken").await;

        // Whoever finds that it was no official has it deleted.
        let buttons = asked["buttons"].as_array().unwrap();
        let label = buttons[0][0]["text"].as_str().unwrap().to_owned();
        harness.press(&asked, &label).await;
        eventually(async || !is_there(&harness.own_messages().await, doubted), "the message is not deleted").await;
        harness.stop().await;
    }
}

#[tokio::test]
async fn an_open_question_waits_while_the_answer_is_in_doubt() {
    let harness = begun().await;
    harness.say("2 blocked").await;
    harness.hears("rooms blocked by?").await;
    harness.say("We wait for Arben Gashi").await;
    harness.hears("not kept this message yet").await;
    assert_eq!(blocked(&harness).await, 0);
    harness.say("We wait for the prosecutor Arben Gashi").await;
    eventually(async || blocked(&harness).await == 1, "the question was forgotten").await;
    harness.stop().await;
}

#[tokio::test]
async fn changed_messages_captions_and_names_of_files_are_looked_at() {
    let harness = begun().await;
    harness.say("hello").await;
    harness.hears("Hello!").await;
    let hello = harness.own_messages().await.pop().unwrap();
    harness.edit(ARTA, &hello, "hello from Arben Gashi").await;
    harness.hears("not kept this message yet").await;
    harness.edit(ARTA, &hello, "viktima Arta Gashi").await;
    harness.hears("I did not keep this message").await;
    eventually(async || !is_there(&harness.own_messages().await, "Arta Gashi"), "it is not deleted").await;

    let documents = async || {
        let all = harness.own_messages().await;
        all.iter().filter(|message| message["kind"] == "document").count()
    };
    harness.send_file("viktima_Arta-Gashi.csv", b"a;b\n".to_vec()).await;
    harness.hears("The name of the file is read as well").await;
    eventually(async || documents().await == 0, "the file is not deleted").await;
    harness.send_file("a.csv&caption=viktima%20Arta%20Gashi", b"a;b\n".to_vec()).await;
    eventually(async || documents().await == 0 && !is_there(&harness.own_messages().await, "Gashi"), "it stays").await;
    assert!(!holds(&harness, "Gashi"));
    harness.stop().await;
}

#[tokio::test]
async fn a_forwarded_message_is_not_taken_unasked() {
    let harness = begun().await;
    let forward = async |text: &str| {
        harness.does(ARTA, "messages", json!({ "text": text, "forwarded_from": "Besa" })).await;
    };
    let before = harness.store.end().await.unwrap();
    forward("2 done").await;
    let asked = harness.hears("written by somebody else").await;
    assert_eq!(harness.store.end().await.unwrap(), before, "nothing is done unasked");
    harness.press(&asked, "Cancel").await;
    harness.hears("Cancelled").await;
    assert_eq!(harness.store.end().await.unwrap(), before);

    // In whatever language it is written, and as the answer to a question.
    for text in ["2 krye", "2 gotovo", "viktima Arta Gashi", "/tasks"] {
        forward(text).await;
    }
    harness.hears("I did not keep this message").await;
    harness.hears("I do not act on forwarded messages").await;
    assert_eq!(harness.store.end().await.unwrap(), before);

    forward("2 blocked: no budget").await;
    let all =
        async || harness.messages().await.into_iter().filter(|one| one["buttons"].to_string().contains("as mine"));
    eventually(async || all().await.count() == 3, "it does not ask").await;
    let asked = all().await.next_back().unwrap();
    harness.press(&asked, "take it as mine").await;
    eventually(async || blocked(&harness).await == 1, "it is not taken").await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(harness.history("rooms").await.len(), 2);
    harness.stop().await;
}

#[tokio::test]
async fn in_a_group_what_is_in_doubt_is_deleted_and_nothing_forwarded_is_taken() {
    let harness = begun().await;
    harness.form_subgroup().await;
    harness.sim("groups", json!({ "id": GROUP, "title": "Shelter", "members": [ARTA] })).await;
    let messages = async || harness.group_messages(GROUP).await;
    eventually(async || is_there(&messages().await, "/link"), "no greeting").await;
    let write = async |body: Value| harness.sim(&format!("groups/{GROUP}/messages"), body).await;
    write(json!({ "from": ARTA, "text": "Arben Gashi comes too" })).await;
    write(json!({ "from": ARTA, "text": "@Sample_Bot: Arben Gashi comes too" })).await;
    eventually(async || is_there(&messages().await, "not kept this message yet"), "it does not ask").await;
    let one = async |words: &str| {
        let all = harness.everything_in(GROUP).await;
        all.iter().filter(|one| one["text"].as_str().is_some_and(|text| text.contains(words))).count()
    };
    eventually(async || one("@Sample_Bot").await == 0, "what was addressed to the bot is not deleted").await;
    assert_eq!(one("Arben Gashi").await, 1, "what was not addressed to it is not its concern");
    write(json!({ "from": ARTA, "text": "/link", "forwarded_from": "Besa" })).await;
    eventually(async || one("I do not act on forwarded messages").await == 1, "it does not say so").await;
    assert_eq!(one("now the chat of").await, 0);
    harness.stop().await;
}
