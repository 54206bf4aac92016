//! What Telegram is like: long texts, stale and forged buttons, double taps, what is no text, blocks, posted updates.

use std::time::Duration;

use crate::support::{ARTA, PATIENCE, TestBot, eventually};
use events::Command;
use events::action_item::ActionItemCommand;
use events::action_item::ActionItemEvent as E;
use events::event::Event;
use events::institution::{InstitutionCommand, InstitutionKind, InvitationHash};
use events::language::{Language, LocalText};
use events::notification::NotDelivered;
use nats_server_process::ports;
use notifications::{Channel, Content, Part, UnreachableInstitution, WayInContent};
use readmodels::accounts::WayInChangeKind;
use serde_json::json;
use telegram::Webhook;

const SECRET: &str = "0123456789abcdef0123456789abcdef";
/// The secretariat's phone.
const DRITA: i64 = 77;

async fn reports(harness: &TestBot, item: &str) -> usize {
    let history = harness.history(item).await;
    history.iter().filter(|recorded| matches!(&recorded.event, Event::ActionItem(_, E::Completed { .. }))).count()
}

#[tokio::test]
async fn a_list_that_is_too_long_comes_in_parts_with_the_buttons_below_the_last() {
    let harness = TestBot::start().await;
    for n in 0..18 {
        let title = LocalText::only(Language::En, format!("Item {n} <&> {}", "word ".repeat(60)).parse().unwrap());
        let (owner, due) = ("ms".parse().unwrap(), "2017-07-20".parse().unwrap());
        let assign = ActionItemCommand::Assign { title, owner, subgroup: None, due, raised_by: None };
        harness.give(Command::ActionItem(format!("long-{n}").parse().unwrap(), assign)).await;
    }
    harness.begin().await;
    harness.say("/tasks").await;
    let last = harness.hears("Item 17 <&>").await;
    let messages = harness.messages().await;
    let parts: Vec<_> = messages.iter().filter(|one| one["text"].as_str().unwrap().contains("word word")).collect();
    assert!(parts.len() > 1, "one message cannot have it all");
    let all: String = parts.iter().map(|message| message["text"].as_str().unwrap()).collect();
    for n in 0..18 {
        assert_eq!(all.matches(&format!("Item {n} <&>")).count(), 1, "item {n}");
    }
    let buttons = |message: &serde_json::Value| message["buttons"].as_array().unwrap().len();
    assert!(buttons(&last) > 0);
    assert!(parts.iter().filter(|message| message["id"] != last["id"]).all(|message| buttons(message) == 0));
    // A number opens its task in place of the last part.
    harness.press(&last, "20").await;
    let opened = harness.offers("Back").await;
    assert_eq!(opened["id"], last["id"]);
    assert!(opened["text"].as_str().unwrap().starts_with("20. Item 17 <&>"));
    harness.stop().await;
}

#[tokio::test]
async fn a_button_pressed_twice_counts_once_and_a_forged_one_not_at_all() {
    let mut harness = TestBot::start().await;
    harness.begin().await;
    harness.say("/tasks").await;
    let tasks = harness.hears("Count the beds").await;
    let buttons = tasks["buttons"].as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap().clone());
    let done = buttons.into_iter().find(|button| button["text"].as_str().unwrap().contains("Done")).unwrap();
    let data = done["data"].as_str().or(done["callback_data"].as_str()).unwrap().to_owned();
    assert!(data.len() <= 64, "{data}");
    let press = format!("messages/{}/press", tasks["id"]);

    // Another number with the same signature, no signature at all, and this very button in another chat.
    let (number, signature) = data.trim_start_matches('b').split_once('.').unwrap();
    let other = number.parse::<i64>().unwrap() + 1;
    for forged in [format!("b{other}.{signature}"), format!("b{number}"), "b1".to_owned(), "x".to_owned()] {
        let before = harness.messages().await.len();
        harness.does(ARTA, &press, json!({ "forged": forged })).await;
        let refused = async {
            while harness.messages().await.len() == before {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(PATIENCE, refused).await.expect("a forged button was met with silence");
        assert!(harness.messages().await.last().unwrap()["text"].as_str().unwrap().contains("no longer counts"));
    }
    harness.another_phone(ARTA + 1, "Stranger", None).await;
    let greeting = harness.phone_of(ARTA + 1).hears("invitation link").await;
    harness.does(ARTA + 1, &format!("messages/{}/press", greeting["id"]), json!({ "forged": data })).await;
    harness.phone_of(ARTA + 1).hears("not linked").await;
    assert_eq!(reports(&harness, "beds").await, 0);

    // Twice at once, and again after a restart.
    harness.stop_bot().await;
    for _ in 0..2 {
        harness.does(ARTA, &press, json!({ "data": data })).await;
    }
    harness.start_bot().await;
    harness.hears("Marked as done: 1. Count the beds").await;
    harness.hears("reported as done already").await;
    harness.stop_bot().await;
    harness.start_bot().await;
    harness.does(ARTA, &press, json!({ "data": data })).await;
    harness.say("/whoami").await;
    harness.hears("Ministry").await;
    assert_eq!(reports(&harness, "beds").await, 1);
    harness.stop().await;
}

#[tokio::test]
async fn whatever_is_no_text_is_answered_and_taken_out_of_the_chat_in_each_language() {
    let harness = TestBot::start().await;
    harness.begin().await;
    for (language, chosen, words) in [
        ("en", "English", "I only read text"),
        ("sq", "shqip", "Unë lexoj vetëm tekst"),
        ("sr", "srpskom", "Čitam samo tekst"),
    ] {
        harness.say(&format!("/language {language}")).await;
        harness.hears(chosen).await;
        let kinds = [
            ("stickers", json!({ "emoji": "👍" })),
            ("shared-contacts", json!({ "phone_number": "+38344123456", "first_name": "Somebody" })),
            ("locations", json!({ "latitude": 42.66, "longitude": 21.16 })),
        ];
        for (nth, (path, body)) in kinds.into_iter().enumerate() {
            harness.does(ARTA, path, body).await;
            let answered = async {
                let said = |text: &serde_json::Value| text["text"].as_str().is_some_and(|text| text.contains(words));
                while harness.messages().await.iter().filter(|message| said(message)).count() <= nth {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            };
            tokio::time::timeout(PATIENCE, answered).await.unwrap_or_else(|_| panic!("{path}: silence"));
        }
        let kept = harness.own_messages().await;
        assert!(kept.iter().all(|message| message["kind"] == "text"), "{kept:?}");
    }
    harness.stop().await;
}

#[tokio::test]
async fn what_cannot_be_edited_any_more_is_said_anew() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.say("/settings").await;
    let settings = harness.hears("The morning message comes at the usual hour.").await;
    let too_old = json!({ "kind": "error", "code": 400, "description": "Bad Request: message can't be edited" });
    harness.fault(json!({ "method": "editMessageText", "fault": too_old })).await;
    harness.press(&settings, "Quiet hours").await;
    let chosen = harness.hears("When shall I not write?").await;
    assert_ne!(chosen["id"], settings["id"]);
    harness.stop().await;
}

#[tokio::test]
async fn a_message_that_is_changed_afterwards_is_answered_whoever_wrote_it() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.say("1 done").await;
    harness.hears("Marked as done: 1.").await;
    let own = harness.own_messages().await.pop().unwrap();
    harness.edit(ARTA, &own, "2 done").await;
    harness.hears("Marked as done: 2.").await;
    assert_eq!(reports(&harness, "rooms").await, 1);
    harness.edit(ARTA, &own, "the victim is Arbana Gashi").await;
    harness.hears("Nothing that shows who a victim is").await;
    assert!(
        harness.own_messages().await.iter().all(|message| message["id"] != own["id"]),
        "it is taken out of the chat"
    );

    harness.another_phone(ARTA + 1, "Stranger", None).await;
    let stranger = harness.phone_of(ARTA + 1);
    stranger.hears("invitation link").await;
    stranger.say("the victim is Arbana Gashi").await;
    stranger.hears("Nothing that shows who a victim is").await;
    let kept = harness.messages_by(ARTA + 1).await;
    assert!(!kept.iter().any(|one| one["text"].as_str().is_some_and(|text| text.contains("Arbana"))), "{kept:?}");
    stranger.say("hello").await;
    stranger.hears("not linked").await;
    let written = harness.messages_by(ARTA + 1).await.pop().unwrap();
    let before = stranger.count("not linked").await;
    harness.edit(ARTA + 1, &written, "hello?").await;
    let answered = async {
        while stranger.count("not linked").await == before {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, answered).await.expect("silence");
    harness.stop().await;
}

/// The secretariat has a focal point with a phone.
async fn a_secretariat(harness: &TestBot) {
    let of = |command| Command::Institution("secretariat".parse().unwrap(), command);
    let names = LocalText::from_versions(Language::ALL.map(|language| (language, "Secretariat"))).unwrap();
    let (kind, role) = (InstitutionKind::Secretariat, "role".parse().unwrap());
    harness.give(of(InstitutionCommand::Register { names, kind, role, authority_member: true })).await;
    harness.give(of(InstitutionCommand::AppointFocalPoint(harness.somebody("drita", "Drita Berisha")))).await;
    let (invitation, expires_at) = (InvitationHash::of_token("drita-1"), "2017-07-20T08:00:00Z".parse().unwrap());
    let person = "drita".parse().unwrap();
    harness.give(of(InstitutionCommand::IssueInvitation { person, invitation, expires_at })).await;
    harness.another_phone(DRITA, "Drita", Some("drita-1")).await;
    harness.phone_of(DRITA).hears("Welcome, Drita Berisha").await;
}

#[tokio::test]
async fn the_secretariat_hears_once_of_whoever_blocks_the_bot() {
    let mut harness = TestBot::start().await;
    harness.begin().await;
    a_secretariat(&harness).await;
    harness.does(ARTA, "block", json!({})).await;
    let told = harness.phone_of(DRITA).hears("has blocked me").await;
    let text = told["text"].as_str().unwrap();
    assert!(
        text.contains("Arta Krasniqi (Ministry)") && text.contains("nobody at the institution stands in"),
        "{text}"
    );
    harness.stop_bot().await;
    harness.start_bot().await;
    harness.does(ARTA, "unblock", json!({})).await;
    harness.say("/whoami").await;
    harness.hears("Arta Krasniqi").await;
    let told = async |wanted: usize| {
        let all = async {
            let blocked =
                |one: &serde_json::Value| one["text"].as_str().is_some_and(|text| text.contains("blocked me"));
            while harness.phone_of(DRITA).messages().await.iter().filter(|message| blocked(message)).count() != wanted {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(PATIENCE, all).await.expect("told otherwise");
    };
    told(1).await;
    harness.does(ARTA, "block", json!({})).await;
    told(2).await;

    // Whoever would be told has blocked the bot as well: whoever is next there hears of both.
    harness.does(ARTA, "unblock", json!({})).await;
    harness.say("/whoami").await;
    harness.hears("Arta Krasniqi").await;
    harness.hire("secretariat", "driton", true, DRITA + 1).await;
    harness.does(DRITA, "block", json!({})).await;
    harness.does(ARTA, "block", json!({})).await;
    let deputy = harness.phone_of(DRITA + 1);
    deputy.hears("Drita Berisha").await;
    deputy.hears("Arta Krasniqi").await;
    harness.stop().await;
}

#[tokio::test]
async fn updates_are_posted_and_handled_once_whoever_does_not_know_the_secret_is_turned_away() {
    let mut harness = TestBot::start().await;
    harness.stop_bot().await;
    let listen = std::net::SocketAddr::from(([127, 0, 0, 1], ports::free().unwrap()));
    let address = format!("http://{listen}/telegram");
    harness.webhook = Some(Webhook::new(listen, &address, SECRET.to_owned()).unwrap());
    harness.start_bot().await;
    harness.begin().await;
    harness.say("1 done").await;
    harness.hears("Marked as done: 1. Count the beds").await;

    let http = reqwest::Client::new();
    let update = json!({
        "update_id": 1, "message": {
            "message_id": 1, "date": 1, "text": "2 done",
            "chat": { "id": ARTA, "type": "private", "first_name": "Arta" },
            "from": { "id": ARTA, "is_bot": false, "first_name": "Arta" },
        },
    });
    let post = async |secret: Option<&str>, body: String| {
        let request = http.post(&address).body(body);
        let request = match secret {
            Some(secret) => request.header("X-Telegram-Bot-Api-Secret-Token", secret),
            None => request,
        };
        request.send().await.unwrap().status().as_u16()
    };
    assert_eq!(post(None, update.to_string()).await, 403);
    assert_eq!(post(Some(&SECRET[1..]), update.to_string()).await, 403);
    assert_eq!(post(Some(SECRET), "{\"update".to_owned()).await, 400);
    assert_eq!(reports(&harness, "rooms").await, 0, "nothing of that was read");
    for _ in 0..2 {
        assert_eq!(post(Some(SECRET), update.to_string()).await, 200);
    }
    eventually(async || reports(&harness, "rooms").await == 1, "it was not handled").await;

    // What comes while the bot is away is posted when it is back, and polling works again after the webhook.
    harness.stop_bot().await;
    harness.say("/tasks").await;
    harness.start_bot().await;
    harness.hears("no open task").await;
    assert_eq!(reports(&harness, "rooms").await, 1, "what was posted twice is done once");
    harness.stop_bot().await;
    harness.webhook = None;
    harness.say("/whoami").await;
    harness.start_bot().await;
    harness.hears("Arta Krasniqi").await;
    harness.stop().await;
}

#[test]
fn a_webhook_has_an_address_and_a_secret_that_is_one() {
    let listen = "127.0.0.1:1".parse().unwrap();
    assert!(Webhook::new(listen, "nowhere", SECRET.to_owned()).is_err());
    for secret in ["short", &SECRET.replace('0', " "), &"a".repeat(257)] {
        assert!(Webhook::new(listen, "https://hub.example.org", secret.to_owned()).is_err(), "{secret}");
    }
}

/// Institutions of which nobody can be reached are named together: before anybody has linked a chat there are many.
#[tokio::test]
async fn the_institutions_of_which_nobody_can_be_reached_are_named_in_a_sentence() {
    let harness = TestBot::start().await;
    harness.form_subgroup().await;
    harness.begin().await;
    let mut message = TestBot::morning_message("2017-07-03", &[]);
    let unreached = |institution: &str, failure| {
        let institution = institution.parse().unwrap();
        Part { notice: None, content: Content::NobodyReached(UnreachableInstitution { institution, failure }) }
    };
    message.parts = vec![
        unreached("mpms", NotDelivered::NoChannel),
        unreached("policia-dmd", NotDelivered::NobodyInPost),
        unreached("ms", NotDelivered::NoChannel),
    ];
    harness.delivery.as_ref().unwrap().deliver(&message).await.unwrap();
    harness.hears("Ministry of Labour and Social Welfare, Ministry: nobody there has a chat").await;
    harness.hears("nobody is in post, and what is due there is told to nobody").await;
    harness.stop().await;
}

#[tokio::test]
async fn what_was_done_to_ones_ways_in_is_said_in_a_sentence_each() {
    let harness = TestBot::start().await;
    harness.form_subgroup().await;
    harness.begin().await;
    let mut message = TestBot::morning_message("2017-07-03", &[]);
    let kinds = [WayInChangeKind::LinkMade, WayInChangeKind::PasskeyRemoved, WayInChangeKind::PasskeyRegistered];
    message.parts = kinds.map(|kind| Part { notice: None, content: Content::WayIn(WayInContent { kind }) }).to_vec();
    harness.delivery.as_ref().unwrap().deliver(&message).await.unwrap();
    harness.hears("An administrator made a link with which one can sign in as you").await;
    harness.hears("An administrator removed a passkey of yours").await;
    harness.hears("A passkey was registered for your account").await;
    harness.stop().await;
}
