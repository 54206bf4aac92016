//! What cannot be saved now is saved later, once and in its turn, and the person is told so.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod held;

use std::sync::atomic::Ordering;

use events::action_item::{ActionItemEvent as E, ItemStage};
use events::event::Event;
use events::institution::{Appointee, InstitutionCommand};
use events::{Command, RecordedEvent};
use held::{Desk, eventually};

/// The kinds of events, in order.
fn kinds(history: &[RecordedEvent]) -> Vec<String> {
    history.iter().map(|event| event.event.encode().unwrap().event_type).collect()
}

/// Waits until the command service has refused so often.
async fn refused(desk: &Desk, times: usize) {
    let asked = async || desk.commands.refused.load(Ordering::SeqCst) >= times;
    eventually(asked, &format!("it was not asked {times} times")).await;
}

#[tokio::test]
async fn a_reply_is_kept_asked_again_and_its_outcome_told_in_place() {
    let desk = Desk::start().await;
    desk.begin().await;
    desk.commands.off.store(true, Ordering::SeqCst);
    desk.say("1: 50%").await;
    let waiting = desk.hears("not saved yet").await;
    refused(&desk, 2).await;
    assert_eq!(kinds(&desk.history("beds").await), ["action-item.assigned"], "nothing is pretended");
    desk.clock.set("2017-07-03T08:05:00Z");
    desk.commands.off.store(false, Ordering::SeqCst);

    let told = desk.hears("50% noted: 1. Count the beds").await;
    assert_eq!(told["id"], waiting["id"], "its own message becomes the outcome");
    assert!(!desk.messages().await.iter().any(|message| message["text"].as_str().unwrap().contains("not saved yet")));
    let history = desk.history("beds").await;
    assert_eq!(kinds(&history), ["action-item.assigned", "action-item.progress-reported"]);
    let said_at = history[1].metadata.occurred_at.to_rfc3339();
    assert_eq!(said_at, "2017-07-03T08:00:00+00:00", "it was reported when it was said");
    desk.press(&told, "Undo").await;
    desk.hears("Undone: 1. Count the beds").await;
    desk.stop().await;
}

#[tokio::test]
async fn what_waited_too_long_to_be_taken_back_offers_no_undo() {
    let desk = Desk::start().await;
    desk.begin().await;
    desk.commands.off.store(true, Ordering::SeqCst);
    desk.say("1 done").await;
    desk.hears("not saved yet").await;
    desk.clock.set("2017-07-03T09:30:00Z");
    desk.commands.off.store(false, Ordering::SeqCst);
    let told = desk.hears("Marked as done: 1. Count the beds").await;
    assert!(!told["text"].as_str().unwrap().contains("undo") && told["buttons"] == serde_json::json!([]), "{told}");
    desk.stop().await;
}

#[tokio::test]
async fn replies_are_saved_in_the_order_in_which_they_came() {
    let desk = Desk::start().await;
    desk.begin().await;
    desk.commands.off.store(true, Ordering::SeqCst);
    desk.say("1: 50%").await;
    desk.hears("not saved yet").await;
    desk.say("1 done").await;
    desk.say("2 blocked: no budget").await;
    let waits = |message: &serde_json::Value| message["text"].as_str().unwrap().contains("not saved yet");
    let all_wait = async || desk.messages().await.iter().filter(|message| waits(message)).count() >= 3;
    eventually(all_wait, "not all of them wait").await;
    desk.commands.off.store(false, Ordering::SeqCst);
    // Whoever writes now comes behind them.
    desk.say("1 accepted").await;
    desk.hears("Noted as blocked: 2. Count the rooms. Reason: no budget").await;
    desk.hears("Marked as done: 1. Count the beds").await;
    desk.hears("50% noted: 1. Count the beds").await;
    desk.hears("The task is reported as done already.").await;
    let wanted = ["action-item.assigned", "action-item.progress-reported", "action-item.completed"];
    assert_eq!(kinds(&desk.history("beds").await), wanted);
    desk.stop().await;
}

#[tokio::test]
async fn a_reply_survives_the_bots_restart_and_counts_once_though_nobody_knew_that_it_was_saved() {
    let mut desk = Desk::start().await;
    desk.begin().await;
    desk.commands.saves_all_the_same.store(true, Ordering::SeqCst);
    desk.commands.off.store(true, Ordering::SeqCst);
    desk.say("2 blocked: the budget of Drenas").await;
    let waiting = desk.hears("not saved yet").await;
    // The phone has the message before the bot has noted which it is.
    eventually(async || desk.waiting() == [waiting["id"].as_i64()], "the message that says so was not noted").await;
    desk.stop_bot().await;
    assert!(holds(&desk, "the budget of Drenas"), "it is kept where a restart finds it");
    desk.commands.off.store(false, Ordering::SeqCst);
    desk.start_bot().await;
    let told = desk.hears("Noted as blocked: 2. Count the rooms").await;
    assert_eq!(told["id"], waiting["id"]);
    assert_eq!(kinds(&desk.history("rooms").await), ["action-item.assigned", "action-item.blocked"]);
    // The phone has the outcome before the bot has forgotten what waited.
    eventually(async || desk.waiting().is_empty(), "what was told is still kept").await;
    desk.stop_bot().await;
    let wiped = async || !holds(&desk, "the budget of Drenas");
    eventually(wiped, "what a person wrote is wiped once it is saved and the file is closed").await;
    desk.stop().await;
}

/// Whether the bot's own file, or what SQLite has still to move into it, has these words anywhere.
fn holds(desk: &Desk, words: &str) -> bool {
    let (file, mut log) = (desk.file(), desk.file().into_os_string());
    log.push("-wal");
    let has = |bytes: Vec<u8>| bytes.windows(words.len()).any(|window| window == words.as_bytes());
    has(std::fs::read(file).unwrap()) || std::fs::read(log).is_ok_and(has)
}

#[tokio::test]
async fn a_reply_that_is_refused_in_the_end_is_told_as_refused() {
    let desk = Desk::start().await;
    desk.begin().await;
    desk.commands.off.store(true, Ordering::SeqCst);
    desk.say("1 done").await;
    let waiting = desk.hears("not saved yet").await;
    let cancel = events::action_item::ActionItemCommand::Cancel { reason: "not needed".parse().unwrap() };
    desk.give(Command::ActionItem("beds".parse().unwrap(), cancel)).await;
    desk.commands.off.store(false, Ordering::SeqCst);
    let told = desk.hears("The task was called off.").await;
    assert_eq!(told["id"], waiting["id"]);
    assert_eq!(kinds(&desk.history("beds").await), ["action-item.assigned", "action-item.cancelled"]);
    desk.stop().await;
}

#[tokio::test]
async fn whoever_lost_the_post_meanwhile_has_no_say_any_more() {
    let desk = Desk::start().await;
    desk.begin().await;
    desk.commands.off.store(true, Ordering::SeqCst);
    desk.say("1 done").await;
    let waiting = desk.hears("not saved yet").await;
    let successor: Appointee = desk.somebody("dea", "Dea Hoxha");
    let hand_over = InstitutionCommand::HandOverFocalPoint { successor };
    desk.give(Command::Institution("ms".parse().unwrap(), hand_over)).await;
    desk.commands.off.store(false, Ordering::SeqCst);
    let told = desk.hears("You may not change or see this.").await;
    assert_eq!(told["id"], waiting["id"]);
    assert_eq!(kinds(&desk.history("beds").await), ["action-item.assigned"]);
    desk.stop().await;
}

#[tokio::test]
async fn an_invitation_taken_while_nothing_can_be_saved_is_taken_later() {
    let desk = Desk::start().await;
    desk.commands.off.store(true, Ordering::SeqCst);
    desk.press_start().await;
    let waiting = desk.hears("not saved yet").await;
    desk.commands.off.store(false, Ordering::SeqCst);
    let told = desk.hears("Welcome, Arta Krasniqi").await;
    assert_eq!(told["id"], waiting["id"]);
    desk.stop().await;
}

#[tokio::test]
async fn of_several_replies_in_one_text_each_waits_by_itself() {
    let desk = Desk::start().await;
    desk.begin().await;
    desk.commands.off.store(true, Ordering::SeqCst);
    desk.say("1 done, 2: 50%").await;
    refused(&desk, 2).await;
    desk.commands.off.store(false, Ordering::SeqCst);
    let first = desk.hears("Marked as done: 1. Count the beds").await;
    let second = desk.hears("50% noted: 2. Count the rooms").await;
    assert_ne!(first["id"], second["id"]);
    desk.stop().await;
}

#[tokio::test]
async fn when_nothing_can_be_looked_up_the_person_is_told_so() {
    let desk = Desk::start().await;
    desk.begin().await;
    desk.read_models.away.store(true, Ordering::SeqCst);
    desk.say("1 done").await;
    desk.hears("I cannot look anything up at the moment").await;
    desk.read_models.away.store(false, Ordering::SeqCst);
    desk.say("1 done").await;
    desk.hears("Marked as done: 1. Count the beds").await;
    let task = desk.read_models.real.task(&"beds".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(task.item.stage, ItemStage::Completed);
    let done = |event: &RecordedEvent| matches!(&event.event, Event::ActionItem(_, E::Completed {}));
    assert_eq!(desk.history("beds").await.iter().filter(|event| done(event)).count(), 1);
    desk.stop().await;
}
