//! Nobody stalls anybody: what some chats bring upon themselves is theirs alone, and what was taken in outlives the bot.

use events::action_item::ActionItemEvent;
use events::{Event, RecordedEvent};
use serde_json::{Value, json};

use crate::support::{ARTA, TestBot, eventually};

const HOSTILE: i64 = 3_000_000;
const STRANGER: i64 = 4_000_000;
/// How many answers the messenger takes in one chat, and none for ten minutes from then on.
const TAKEN_IN_CHAT: usize = 6;

async fn answers(bot: &TestBot, contact: i64) -> usize {
    let chat = bot.look(&format!("contacts/{contact}/messages")).await;
    chat["messages"].as_array().unwrap().iter().filter(|message| message["from"] == "bot").count()
}

/// What happened to an item, but for its having been given.
async fn reported(bot: &TestBot, item: &str) -> Vec<ActionItemEvent> {
    let history = bot.history(item).await;
    let of_item = |recorded: RecordedEvent| {
        if let Event::ActionItem(_, event) = recorded.event { Some(event) } else { None }
    };
    history.into_iter().skip(1).filter_map(of_item).collect()
}

#[tokio::test]
async fn ten_hostile_phones_and_sixty_strangers_hold_nobody_up() {
    let mut bot = TestBot::start().await;
    bot.stop_bot().await;
    bot.messages_of_strangers = 6;
    bot.start_bot().await;
    bot.begin().await;
    for n in 0..10 {
        bot.hire("ms", &format!("hostile-{n}"), true, HOSTILE + n).await;
    }
    bot.limit(&json!({ "per_chat": { "calls": TAKEN_IN_CHAT, "per_ms": 600_000 }, "overall": null })).await;
    let heavy = "1 ".repeat(2_040);
    for n in 0..10 {
        for round in 0..10 {
            let text = if round % 2 == 0 { "/tasks" } else { heavy.as_str() };
            bot.does(HOSTILE + n, "messages", json!({ "text": text })).await;
        }
    }
    for n in 0..60 {
        bot.another_phone(STRANGER + n, "Somebody", None).await;
    }
    // Given: each hostile chat has had all that the messenger takes there, and more waits for it.
    eventually(async || answers(&bot, HOSTILE).await >= TAKEN_IN_CHAT, "the hostile chats are not used up").await;

    // When: somebody else works.
    for report in ["1 50%", "2 done"] {
        bot.say(report).await;
    }

    // Then: both are noted and answered in their order, though the hostile ones' answers still wait.
    bot.hears("50%").await;
    eventually(async || answers(&bot, ARTA).await >= 3, "not both are answered").await;
    let (rooms, beds) = (reported(&bot, "rooms").await, reported(&bot, "beds").await);
    assert_eq!((rooms.len(), beds.len()), (1, 1), "{rooms:?} {beds:?}");
    let messages: Vec<String> = bot.messages().await.iter().map(|message| message["text"].to_string()).collect();
    let at = |words: &str| messages.iter().position(|message| message.contains(words));
    assert!(at("50%") < at("rooms").or(at("done")).or(Some(messages.len())), "{messages:#?}");
    for n in 0..10 {
        assert!(answers(&bot, HOSTILE + n).await <= TAKEN_IN_CHAT + 1, "more than the messenger takes");
    }
    // Of the strangers a few are answered, and the rest are counted.
    let figures = bot.delivery.as_ref().unwrap().figures();
    let all_are_counted = async || {
        let mut answered = 0;
        for n in 0..60 {
            answered += answers(&bot, STRANGER + n).await;
        }
        answered + usize::try_from(figures.unanswered_strangers()).unwrap() == 60
    };
    eventually(all_are_counted, "a stranger is neither answered nor counted").await;
    assert!(figures.unanswered_strangers() >= 40, "{}", figures.unanswered_strangers());
    bot.kill_bot().await;
    bot.stop().await;
}

#[tokio::test]
async fn what_was_taken_in_is_done_once_after_a_crash_and_what_is_not_kept_is_asked_for_again() {
    let mut bot = TestBot::start().await;
    bot.begin().await;
    // Given: the answer to the first hangs, and the others wait behind it.
    bot.fault(json!({ "method": "sendMessage", "chat_id": ARTA, "count": 1, "fault": { "kind": "held_answer" } }))
        .await;
    bot.say("1 50%").await;
    eventually(
        async || !reported(&bot, "beds").await.is_empty() || !reported(&bot, "rooms").await.is_empty(),
        "not noted",
    )
    .await;
    bot.say("2 done").await;
    bot.say("viktima Arta Gashi").await;
    let waiting = || {
        let file = rusqlite::Connection::open(bot.file()).unwrap();
        let mut waiting = file.prepare("SELECT coalesce(body, '') FROM pending_updates ORDER BY update_id").unwrap();
        waiting.query_map([], |row| row.get(0)).unwrap().collect::<Result<Vec<String>, _>>().unwrap()
    };
    eventually(async || waiting().len() == 3, "not all are taken in").await;
    assert!(waiting()[1].contains("2 done"), "{:?}", waiting());
    assert!(!waiting().concat().contains("Gashi"), "what the guard stops is in no file");

    // When: the bot crashes and comes back.
    bot.kill_bot().await;
    bot.start_bot().await;

    // Then: each is done once, in order, and what is not kept is deleted and asked for again.
    bot.hears("I cannot look anything up").await;
    eventually(async || reported(&bot, "rooms").await.len() + reported(&bot, "beds").await.len() == 2, "not done once")
        .await;
    let own: Vec<Value> = bot.own_messages().await;
    assert!(!own.iter().any(|message| message["text"].to_string().contains("Gashi")), "{own:#?}");
    let file = rusqlite::Connection::open(bot.file()).unwrap();
    let left: i64 = file.query_row("SELECT count(*) FROM pending_updates", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
    bot.stop().await;
}
