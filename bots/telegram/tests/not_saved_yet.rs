//! What cannot be saved now is saved later, once and in its turn, and the person is told so.

use readmodels::ReadPort;
use std::sync::atomic::Ordering;

use crate::support::{TestBot, eventually};
use events::action_item::{ActionItemEvent as E, ItemStage};
use events::event::Event;
use events::institution::{Appointee, InstitutionCommand};
use events::{Command, RecordedEvent};

/// The kinds of events, in order.
fn kinds(history: &[RecordedEvent]) -> Vec<String> {
    history.iter().map(|event| event.event.encode().unwrap().event_type).collect()
}

/// Waits until the command service has refused so often.
async fn refused(harness: &TestBot, times: usize) {
    let asked = async || harness.commands.refused.load(Ordering::SeqCst) >= times;
    eventually(asked, &format!("it was not asked {times} times")).await;
}

#[tokio::test]
async fn a_reply_is_kept_asked_again_and_its_outcome_told_in_place() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.commands.off.store(true, Ordering::SeqCst);
    harness.say("1: 50%").await;
    let waiting = harness.hears("not saved yet").await;
    refused(&harness, 2).await;
    assert_eq!(kinds(&harness.history("beds").await), ["action-item.assigned"], "nothing is pretended");
    harness.clock.set("2017-07-03T08:05:00Z");
    harness.commands.off.store(false, Ordering::SeqCst);

    let told = harness.hears("50% noted: 1. Count the beds").await;
    assert_eq!(told["id"], waiting["id"], "its own message becomes the outcome");
    assert!(
        !harness.messages().await.iter().any(|message| message["text"].as_str().unwrap().contains("not saved yet"))
    );
    let history = harness.history("beds").await;
    assert_eq!(kinds(&history), ["action-item.assigned", "action-item.progress-reported"]);
    let said_at = history[1].metadata.occurred_at.to_rfc3339();
    assert_eq!(said_at, "2017-07-03T08:00:00+00:00", "it was reported when it was said");
    harness.press(&told, "Undo").await;
    harness.hears("Undone: 1. Count the beds").await;
    harness.stop().await;
}

#[tokio::test]
async fn what_waited_too_long_to_be_taken_back_offers_no_undo() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.commands.off.store(true, Ordering::SeqCst);
    harness.say("1 done").await;
    harness.hears("not saved yet").await;
    harness.clock.set("2017-07-03T09:30:00Z");
    harness.commands.off.store(false, Ordering::SeqCst);
    let told = harness.hears("Marked as done: 1. Count the beds").await;
    assert!(!told["text"].as_str().unwrap().contains("undo") && told["buttons"] == serde_json::json!([]), "{told}");
    harness.stop().await;
}

#[tokio::test]
async fn replies_are_saved_in_the_order_in_which_they_came() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.commands.off.store(true, Ordering::SeqCst);
    harness.say("1: 50%").await;
    harness.hears("not saved yet").await;
    harness.say("1 done").await;
    harness.say("2 blocked: no budget").await;
    let waits = |message: &serde_json::Value| message["text"].as_str().unwrap().contains("not saved yet");
    let all_wait = async || harness.messages().await.iter().filter(|message| waits(message)).count() >= 3;
    eventually(all_wait, "not all of them wait").await;
    harness.commands.off.store(false, Ordering::SeqCst);
    // Whoever writes now comes behind them.
    harness.say("1 accepted").await;
    harness.hears("Noted as blocked: 2. Count the rooms. Reason: no budget").await;
    harness.hears("Marked as done: 1. Count the beds").await;
    harness.hears("50% noted: 1. Count the beds").await;
    harness.hears("The task is reported as done already.").await;
    let wanted = ["action-item.assigned", "action-item.progress-reported", "action-item.completed"];
    assert_eq!(kinds(&harness.history("beds").await), wanted);
    harness.stop().await;
}

#[tokio::test]
async fn a_reply_survives_the_bots_restart_and_counts_once_though_nobody_knew_that_it_was_saved() {
    let mut harness = TestBot::start().await;
    harness.begin().await;
    harness.commands.saves_all_the_same.store(true, Ordering::SeqCst);
    harness.commands.off.store(true, Ordering::SeqCst);
    harness.say("2 blocked: the budget of Drenas").await;
    let waiting = harness.hears("not saved yet").await;
    // The phone has the message before the bot has noted which it is.
    eventually(async || harness.waiting() == [waiting["id"].as_i64()], "the message that says so was not noted").await;
    harness.stop_bot().await;
    assert!(holds(&harness, "the budget of Drenas"), "it is kept where a restart finds it");
    harness.commands.off.store(false, Ordering::SeqCst);
    harness.start_bot().await;
    let told = harness.hears("Noted as blocked: 2. Count the rooms").await;
    assert_eq!(told["id"], waiting["id"]);
    assert_eq!(kinds(&harness.history("rooms").await), ["action-item.assigned", "action-item.blocked"]);
    // The phone has the outcome before the bot has forgotten what waited.
    eventually(async || harness.waiting().is_empty(), "what was told is still kept").await;
    harness.stop_bot().await;
    let wiped = async || !holds(&harness, "the budget of Drenas");
    eventually(wiped, "what a person wrote is wiped once it is saved and the file is closed").await;
    harness.stop().await;
}

/// Whether the bot's own file, or what SQLite has still to move into it, has these words anywhere.
fn holds(harness: &TestBot, words: &str) -> bool {
    let (file, mut log) = (harness.file(), harness.file().into_os_string());
    log.push("-wal");
    let has = |bytes: Vec<u8>| bytes.windows(words.len()).any(|window| window == words.as_bytes());
    has(std::fs::read(file).unwrap()) || std::fs::read(log).is_ok_and(has)
}

#[tokio::test]
async fn a_reply_that_is_refused_in_the_end_is_told_as_refused() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.commands.off.store(true, Ordering::SeqCst);
    harness.say("1 done").await;
    let waiting = harness.hears("not saved yet").await;
    let cancel = events::action_item::ActionItemCommand::Cancel { reason: "not needed".parse().unwrap() };
    harness.give(Command::ActionItem("beds".parse().unwrap(), cancel)).await;
    harness.commands.off.store(false, Ordering::SeqCst);
    let told = harness.hears("The task was called off.").await;
    assert_eq!(told["id"], waiting["id"]);
    assert_eq!(kinds(&harness.history("beds").await), ["action-item.assigned", "action-item.cancelled"]);
    harness.stop().await;
}

#[tokio::test]
async fn whoever_lost_the_post_meanwhile_has_no_say_any_more() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.commands.off.store(true, Ordering::SeqCst);
    harness.say("1 done").await;
    let waiting = harness.hears("not saved yet").await;
    let successor: Appointee = harness.somebody("dea", "Dea Hoxha");
    let hand_over = InstitutionCommand::HandOverFocalPoint { successor };
    harness.give(Command::Institution("ms".parse().unwrap(), hand_over)).await;
    harness.commands.off.store(false, Ordering::SeqCst);
    let told = harness.hears("You may not change or see this.").await;
    assert_eq!(told["id"], waiting["id"]);
    assert_eq!(kinds(&harness.history("beds").await), ["action-item.assigned"]);
    harness.stop().await;
}

#[tokio::test]
async fn an_invitation_taken_while_nothing_can_be_saved_is_taken_later() {
    let harness = TestBot::start().await;
    harness.commands.off.store(true, Ordering::SeqCst);
    harness.press_start().await;
    let waiting = harness.hears("not saved yet").await;
    harness.commands.off.store(false, Ordering::SeqCst);
    let told = harness.hears("Welcome, Arta Krasniqi").await;
    assert_eq!(told["id"], waiting["id"]);
    harness.stop().await;
}

#[tokio::test]
async fn of_several_replies_in_one_text_each_waits_by_itself() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.commands.off.store(true, Ordering::SeqCst);
    harness.say("1 done, 2: 50%").await;
    refused(&harness, 2).await;
    harness.commands.off.store(false, Ordering::SeqCst);
    let first = harness.hears("Marked as done: 1. Count the beds").await;
    let second = harness.hears("50% noted: 2. Count the rooms").await;
    assert_ne!(first["id"], second["id"]);
    harness.stop().await;
}

#[tokio::test]
async fn when_nothing_can_be_looked_up_the_person_is_told_so() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.read_models.away.store(true, Ordering::SeqCst);
    harness.say("1 done").await;
    harness.hears("I cannot look anything up at the moment").await;
    harness.read_models.away.store(false, Ordering::SeqCst);
    harness.say("1 done").await;
    harness.hears("Marked as done: 1. Count the beds").await;
    let task = harness.read_models.real.task(&"beds".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(task.item.stage, ItemStage::Completed);
    let done = |event: &RecordedEvent| matches!(&event.event, Event::ActionItem(_, E::Completed {}));
    assert_eq!(harness.history("beds").await.iter().filter(|event| done(event)).count(), 1);
    harness.stop().await;
}
