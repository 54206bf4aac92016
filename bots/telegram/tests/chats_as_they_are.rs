//! Private chats as people have them: links pasted as text, START pressed again and again, albums, messages that are changed, and
//! what no version of the messenger that we know sends.

use crate::support::{ARTA, TestBot, eventually};
use events::action_item::{ActionItemCommand, ActionItemEvent as E};
use events::institution::{InstitutionCommand, InvitationHash};
use events::language::{Language, LocalText};
use events::{Command, Event};
use serde_json::{Value, json};

/// The secret of an invitation as the gateway draws it.
const TOKEN: &str = "3f9a0c5e7d1b2846a0c5e7d1b28463f9a0c5e7d1b28463f9a0c5e7d1b2846a0c";
const NEW: i64 = 77;

/// An invitation for a deputy, Besa, with this secret.
async fn invited(token: &str) -> TestBot {
    let harness = TestBot::start().await;
    let of = |command| Command::Institution("ms".parse().unwrap(), command);
    harness.give(of(InstitutionCommand::AppointDeputy(harness.somebody("besa", "Besa Gashi")))).await;
    let (person, invitation) = ("besa".parse().unwrap(), InvitationHash::of_token(token));
    let expires_at = "2017-07-20T08:00:00Z".parse().unwrap();
    harness.give(of(InstitutionCommand::IssueInvitation { person, invitation, expires_at })).await;
    harness
}

/// What happened to a task, in words.
async fn history(harness: &TestBot, item: &str) -> Vec<String> {
    let said = harness.history(item).await.into_iter().filter_map(|recorded| {
        let Event::ActionItem(_, event) = recorded.event else { return None };
        let is_assigned = matches!(event, E::Assigned { .. });
        (!is_assigned).then(|| format!("{event:?}").split([' ', '(', '{']).next().unwrap().to_owned())
    });
    said.collect()
}

#[tokio::test]
async fn an_invitation_that_is_pasted_links_as_start_does() {
    for pasted in [
        format!("https://t.me/sample_bot?start={TOKEN}"),
        format!("t.me/sample_bot?start={TOKEN}"),
        format!("http://telegram.me/Sample_Bot?start={TOKEN}"),
        format!("tg://resolve?domain=sample_bot&start={TOKEN}"),
        format!("Good day, here is your link:\nhttps://t.me/sample_bot?start={TOKEN} – please open it."),
        TOKEN.to_owned(),
        format!("  {TOKEN}\n"),
        format!("start {TOKEN}"),
        format!("/start@sample_bot {TOKEN}"),
    ] {
        let harness = invited(TOKEN).await;
        harness.another_phone(NEW, "Besa", None).await;
        let phone = harness.phone_of(NEW);
        phone.say(&pasted).await;
        phone.hears("Welcome, Besa Gashi").await;
        harness.stop().await;
    }
}

#[tokio::test]
async fn a_link_to_something_else_is_no_invitation() {
    let harness = invited(TOKEN).await;
    harness.another_phone(NEW, "Besa", None).await;
    let phone = harness.phone_of(NEW);
    phone.say(&format!("https://t.me/another_bot?start={TOKEN}")).await;
    phone.hears("I did not keep this message").await;
    phone.say(&format!("https://t.me/sample_bot?start={}", &TOKEN[1..])).await;
    phone.hears("I do not know this invitation").await;
    // Forwarded by whoever is nobody here, it is not acted on.
    harness
        .does(NEW, "messages", json!({ "text": format!("t.me/sample_bot?start={TOKEN}"), "forwarded_from": "Dea" }))
        .await;
    phone.hears("forwarded").await;
    assert_eq!(phone.count("Welcome, Besa").await, 0);
    harness.stop().await;
}

#[tokio::test]
async fn start_pressed_thrice_greets_once() {
    let mut harness = invited(TOKEN).await;
    harness.stop_bot().await;
    harness.another_phone(NEW, "Besa", Some(TOKEN)).await;
    for _ in 0..2 {
        harness.does(NEW, "start", json!({ "payload": TOKEN })).await;
    }
    harness.start_bot().await;
    let phone = harness.phone_of(NEW);
    eventually(async || phone.messages().await.len() == 3, "not every START is answered").await;
    let said = phone.messages().await;
    let said: Vec<_> = said.iter().map(|message| message["text"].as_str().unwrap()).collect();
    assert!(said[0].contains("Welcome, Besa Gashi"), "{said:#?}");
    assert!(said[1..].iter().all(|text| text.contains("This chat is linked to Ministry")), "{said:#?}");
    harness.stop().await;
}

#[tokio::test]
async fn start_pressed_thrice_while_nothing_can_be_saved_links_once_when_it_can() {
    let mut harness = invited(TOKEN).await;
    harness.stop_bot().await;
    harness.another_phone(NEW, "Besa", Some(TOKEN)).await;
    for _ in 0..2 {
        harness.does(NEW, "start", json!({ "payload": TOKEN })).await;
    }
    harness.commands.off.store(true, std::sync::atomic::Ordering::SeqCst);
    harness.start_bot().await;
    let phone = harness.phone_of(NEW);
    eventually(async || phone.messages().await.len() == 3, "not every START is answered").await;
    harness.commands.off.store(false, std::sync::atomic::Ordering::SeqCst);
    phone.hears("Welcome, Besa Gashi").await;
    eventually(async || harness.waiting().is_empty(), "something else waits").await;
    assert_eq!(phone.count("used already").await, 0);
    harness.stop().await;
}

#[tokio::test]
async fn an_album_gets_one_answer() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.does(ARTA, "albums", json!({ "photos": 5, "caption": "The shelters" })).await;
    harness.hears("I only read text").await;
    harness.does(ARTA, "albums", json!({ "documents": ["a.txt", "b.txt"] })).await;
    harness.hears("I read CSV and XLSX files only").await;
    harness.does(ARTA, "albums", json!({ "photos": 2, "forwarded_from": "Dea" })).await;
    harness.does(ARTA, "albums", json!({ "photos": 3, "caption": "the victim Arbana Gashi" })).await;
    harness.hears("Nothing that shows who a victim is").await;
    harness.say("/whoami").await;
    harness.hears("Arta Krasniqi, focal point").await;
    assert_eq!(harness.arta().count("I only read text").await, 2);
    assert_eq!(harness.arta().count("I read CSV and XLSX files only").await, 1);
    assert_eq!(harness.arta().count("Nothing that shows who a victim is").await, 1);
    let kept = harness.own_messages().await;
    assert!(kept.iter().all(|message| message["kind"] == "text"), "{kept:#?}");
    harness.stop().await;
}

#[tokio::test]
async fn a_reply_that_is_changed_counts_as_it_is_now() {
    let harness = TestBot::start().await;
    harness.begin().await;
    let written = harness.does(ARTA, "messages", json!({ "text": "1 done" })).await;
    harness.hears("Marked as done: 1. Count the beds").await;
    harness.edit(ARTA, &written, "2 done").await;
    harness.hears("Marked as done: 2. Count the rooms").await;
    harness.hears("You changed your message").await;
    assert_eq!(history(&harness, "beds").await, ["Completed", "ReportWithdrawn"]);
    assert_eq!(history(&harness, "rooms").await, ["Completed"]);
    // Said otherwise, and then meant as before.
    harness.edit(ARTA, &written, "2: 50%").await;
    eventually(async || history(&harness, "rooms").await.len() == 3, "it was not read anew").await;
    eventually(async || harness.messages().await.len() == 6, "it is not told").await;
    assert_eq!(history(&harness, "rooms").await[..2], ["Completed", "ReportWithdrawn"]);
    // The preview of a link was loaded: nothing changed.
    let before = harness.messages().await.len();
    harness.does(ARTA, &format!("messages/{}/touch", written["id"]), json!({})).await;
    // A command with a slip of the pen.
    let typed = harness.does(ARTA, "messages", json!({ "text": "/taks" })).await;
    harness.hears("/taks").await;
    harness.edit(ARTA, &typed, "/whoami").await;
    harness.hears("Arta Krasniqi, focal point").await;
    assert_eq!(harness.messages().await.len(), before + 2, "{:#?}", harness.messages().await);
    harness.stop().await;
}

#[tokio::test]
async fn not_done_after_all_takes_back_what_was_said() {
    let harness = TestBot::start().await;
    harness.begin().await;
    let written = harness.does(ARTA, "messages", json!({ "text": "1 done" })).await;
    harness.hears("Marked as done: 1. Count the beds").await;
    harness.edit(ARTA, &written, "1 not done").await;
    harness.hears("You changed your message").await;
    assert_eq!(history(&harness, "beds").await.first().map(String::as_str), Some("Completed"));
    assert_eq!(history(&harness, "beds").await.get(1).map(String::as_str), Some("ReportWithdrawn"));
    harness.stop().await;
}

#[tokio::test]
async fn what_is_changed_too_late_is_to_be_said_again() {
    let harness = TestBot::start().await;
    harness.begin().await;
    let written = harness.does(ARTA, "messages", json!({ "text": "1 done" })).await;
    harness.hears("Marked as done: 1. Count the beds").await;
    harness.clock.set("2017-07-03T08:10:01Z");
    harness.edit(ARTA, &written, "2 done").await;
    harness.hears("I read changes to a message for ten minutes").await;
    assert_eq!(history(&harness, "beds").await, ["Completed"]);
    assert_eq!(history(&harness, "rooms").await, [""; 0]);
    harness.stop().await;
}

#[tokio::test]
async fn what_nobody_knows_yet_is_read_as_far_as_it_goes_and_stops_nothing() {
    let harness = TestBot::start().await;
    harness.begin().await;
    // Updates of kinds that are to come, and one that is broken.
    for (kind, body) in [
        ("message_of_next_year", json!({ "chat": { "id": ARTA, "type": "private" } })),
        ("message", json!({ "text": "1 done" })),
        ("message", Value::Null),
        ("my_chat_member", json!({ "new_chat_member": { "status": "enchanted" } })),
        ("callback_query", json!(7)),
    ] {
        harness.sim("updates", json!({ "kind": kind, "body": body })).await;
    }
    let entities = json!([
        { "type": "glitter", "offset": 0, "length": 1, "colour": { "red": 7 } },
        { "type": "bold", "offset": 2, "length": 4 },
    ]);
    let future = json!({ "entities": entities, "mood": { "kind": "calm" } });
    harness.does(ARTA, "messages", json!({ "text": "1 done", "future": future })).await;
    harness.hears("Marked as done: 1. Count the beds").await;
    // What is known is of a form that is not.
    for (future, percent) in [
        json!({ "via_bot": "somebody" }),
        json!({ "reply_markup": { "inline_keyboard": [[{ "text": "x", "hologram": {} }]] } }),
        json!({ "link_preview_options": 3, "effect_id": 9 }),
        json!({ "quote": { "text": "x", "position": 0, "entities": [{ "type": "glitter", "offset": 0, "length": 1 }] } }),
    ]
    .into_iter()
    .zip([10, 20, 30, 40])
    {
        harness.does(ARTA, "messages", json!({ "text": format!("2: {percent}%"), "future": future })).await;
    }
    eventually(async || history(&harness, "rooms").await.len() == 4, "not every one is read").await;
    // Whoever wrote it cannot be made out: it is not taken as the person's own.
    let forwarded = json!({ "forward_origin": { "type": "dream", "date": 1 } });
    harness.does(ARTA, "messages", json!({ "text": "1: 20%", "future": forwarded })).await;
    harness.offers("take it as mine").await;
    assert_eq!(history(&harness, "beds").await, ["Completed"]);
    // A message of a kind that nobody knows yet is no text.
    harness.does(ARTA, "unknown", json!({ "hologram": { "depth": 3 } })).await;
    harness.hears("I only read text").await;
    // The guard looks at what is known all the same.
    let future = json!({ "entities": [{ "type": "glitter", "offset": 0, "length": 1 }] });
    harness.does(ARTA, "messages", json!({ "text": "the victim Arbana Gashi", "future": future })).await;
    harness.hears("Nothing that shows who a victim is").await;
    harness.stop().await;
}

#[tokio::test]
async fn somebody_with_posts_in_two_institutions_has_both_in_one_chat() {
    let harness = TestBot::start().await;
    harness.register("mpms", ["MPMS", "MRSZ", "Labour"]).await;
    let of = |command| Command::Institution("mpms".parse().unwrap(), command);
    harness.give(of(InstitutionCommand::AppointDeputy(harness.somebody("arta-mpms", "Arta Krasniqi")))).await;
    let (person, invitation) = ("arta-mpms".parse().unwrap(), InvitationHash::of_token(TOKEN));
    let expires_at = "2017-07-20T08:00:00Z".parse().unwrap();
    harness.give(of(InstitutionCommand::IssueInvitation { person, invitation, expires_at })).await;
    let title = LocalText::only(Language::En, "Draft the form".parse().unwrap());
    let (owner, due) = ("mpms".parse().unwrap(), "2017-07-20".parse().unwrap());
    let assign = ActionItemCommand::Assign { title, owner, subgroup: None, due, raised_by: None };
    harness.give(Command::ActionItem("form".parse().unwrap(), assign)).await;
    harness.begin().await;

    // A second invitation may be a colleague's: it is asked about.
    harness.say(&format!("/start {TOKEN}")).await;
    let asked = harness.hears("Do you hold a post at Labour as well?").await;
    harness.press(&asked, "Yes, also for Labour").await;
    harness.hears("This chat now speaks for several institutions").await;
    harness.say("/tasks").await;
    let tasks = harness.hears("Draft the form").await;
    assert!(tasks["text"].as_str().unwrap().starts_with("Labour\n"), "{tasks}");
    harness.say("/post").await;
    let posts = harness.offers("Speak for Ministry").await;
    harness.press(&posts, "Speak for Ministry").await;
    harness.hears("You speak for Ministry.").await;
    harness.say("1 done").await;
    let noted = harness.hears("Marked as done: 1. Count the beds").await;
    assert!(noted["text"].as_str().unwrap().starts_with("Ministry\n"), "{noted}");

    // A reply, and a button, count for the institution of the message.
    harness.reply(&tasks, "50%").await;
    eventually(async || history(&harness, "form").await.len() == 1, "it counted for the other one").await;
    assert_eq!(history(&harness, "beds").await, ["Completed"]);
    harness.press(&noted, "Undo").await;
    eventually(async || history(&harness, "beds").await.len() == 2, "it was not taken back").await;

    // START again with either invitation greets shortly, and nothing is asked.
    harness.say(&format!("/start {TOKEN}")).await;
    harness.hears("This chat is linked to Labour").await;
    harness.stop().await;
}
