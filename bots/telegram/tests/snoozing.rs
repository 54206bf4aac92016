//! A digest or a task is put off by a button or in words: it comes again once, and moves nothing.

use crate::support::phones::labels;
use crate::support::{TestBot, eventually};
use events::action_item::ActionItemCommand;
use events::language::Language;
use events::{Command, RecordedEvent};
use notifications::TaskSection;
use readmodels::delivery_ledger::DeliveryLedger;
use readmodels::{Book, ReadPort};

/// Arta's message of a morning, with all of her open tasks.
async fn send_digest(harness: &TestBot, date: &str) {
    let list = ReadPort::task_list(harness.read_models.as_ref(), &"ms".parse().unwrap()).await.unwrap();
    let open: Vec<_> = list.iter().map(|task| (task.id.as_str(), TaskSection::New)).collect();
    harness.morning(date, &open).await.unwrap();
}

/// How many tasks are put off.
async fn put_off(harness: &TestBot) -> usize {
    let ledger = Book::<DeliveryLedger>::default().refresh(harness.read_models.as_ref()).await.unwrap();
    ledger.waiting().filter(|(_, entry)| entry.notice.occasion.as_str().starts_with("put-off.")).count()
}

fn kinds(history: &[RecordedEvent]) -> Vec<String> {
    history.iter().map(|recorded| recorded.event.encode().unwrap().event_type).collect()
}

#[tokio::test]
async fn a_digest_that_is_put_off_comes_again_once_over_a_restart_with_what_is_still_open() {
    let mut harness = TestBot::start().await;
    harness.begin().await;
    for (day, language, greeting, later, noted, again) in [
        ("03", Language::En, "Good morning", "Later today", "I shall remind you once", "You asked to be reminded"),
        ("04", Language::Sq, "Mirëmëngjes", "Më vonë sot", "ju përkujtoj një herë", "Keni kërkuar t"),
        ("05", Language::Sr, "Dobro jutro", "Kasnije danas", "Podsetiću Vas jednom", "Zamolili ste da Vas podsetim"),
    ] {
        harness.clock.set(&format!("2017-07-{day}T08:00:00Z"));
        harness.arta_speaks(language).await;
        send_digest(&harness, &format!("2017-07-{day}")).await;
        let digest = harness.arta().hears_with(greeting, later).await;
        harness.arta().press(&digest, later).await;
        let told = harness.arta().hears(noted).await;
        assert!(told["text"].as_str().unwrap().contains("12:00"), "two hours later: {told}");
        harness.stop_bot().await;
        harness.clock.set(&format!("2017-07-{day}T09:59:00Z"));
        harness.start_bot().await;
        harness.arta().say("/whoami").await;
        harness.arta().hears("Arta Krasniqi").await;
        assert_eq!(harness.arta().count(again).await, 0, "not before its time");
        harness.clock.set(&format!("2017-07-{day}T10:00:00Z"));
        let brought = harness.arta().hears(again).await;
        assert!(brought["text"].as_str().unwrap().contains("Count the beds"), "{brought}");
        eventually(async || put_off(&harness).await == 0, "what was brought again is still kept").await;
        harness.stop_bot().await;
        harness.start_bot().await;
        harness.clock.set(&format!("2017-07-{day}T12:00:00Z"));
        harness.arta().say("/tasks").await;
        harness.arta().hears("Count the rooms").await;
        assert_eq!(harness.arta().count(again).await, 1, "once");
    }
    // What is done meanwhile is left out; of what is all done nothing comes.
    harness.arta_speaks(Language::En).await;
    harness.clock.set("2017-07-06T08:00:00Z");
    harness.arta().say("më vonë").await;
    eventually(async || harness.arta().count("I shall remind you once of 2 tasks").await == 2, "it is not noted").await;
    harness.give(Command::ActionItem("beds".parse().unwrap(), ActionItemCommand::Complete)).await;
    harness.clock.set("2017-07-06T10:00:00Z");
    eventually(async || harness.arta().count("You asked to be reminded").await == 2, "it did not come again").await;
    let brought = harness.arta().hears("You asked to be reminded:").await;
    assert!(!brought["text"].as_str().unwrap().contains("Count the beds"), "{brought}");
    assert_eq!(kinds(&harness.history("rooms").await), ["action-item.assigned"], "nothing happened to the task");
    harness.stop().await;
}

#[tokio::test]
async fn tomorrow_is_the_next_working_day_at_the_hour_of_the_digest_and_can_be_taken_back() {
    let harness = TestBot::start().await;
    harness.begin().await;
    let arta = harness.arta();
    // Friday: the weekend's days are not offered.
    harness.clock.set("2017-07-07T08:00:00Z");
    send_digest(&harness, "2017-07-07").await;
    let digest = arta.hears_with("Good morning", "Later today").await;
    let offered = labels(&digest);
    assert!(!offered.iter().any(|label| label.contains("Tomorrow")), "{offered:?}");
    arta.press(&digest, "Monday 10 July").await;
    let noted = arta.hears("Monday 10 July at 08:00").await;
    // The same message put off again is put off to the new moment only.
    arta.press(&digest, "Later today").await;
    arta.hears("today, Friday 7 July at 12:00").await;
    arta.press(&noted, "Do not remind me").await;
    arta.hears("I shall not remind you again").await;
    harness.clock.set("2017-07-07T10:30:00Z");
    arta.say("remind me tomorrow").await;
    arta.hears("Monday 10 July at 08:00").await;
    assert_eq!(arta.count("You asked to be reminded").await, 0, "it was taken back");
    // In the evening, two hours later is the next morning.
    harness.clock.set("2017-07-10T17:00:00Z");
    arta.hears("You asked to be reminded of 2 tasks").await;
    arta.say("kasnije").await;
    arta.hears("tomorrow, Tuesday 11 July at 07:00").await;
    // A button whose day has passed asks again.
    harness.clock.set("2017-07-12T08:00:00Z");
    arta.press(&digest, "Monday 10 July").await;
    arta.hears("When shall I remind you?").await;
    harness.stop().await;
}

#[tokio::test]
async fn a_wish_to_be_reminded_is_not_mixed_up_with_more_time() {
    let harness = TestBot::start().await;
    harness.begin().await;
    let arta = harness.arta();
    harness.give(Command::ActionItem("rooms".parse().unwrap(), ActionItemCommand::Complete)).await;
    for word in ["nesër", "sutra", "tomorrow"] {
        let asked = arta.say_and_hear(word, "or do you ask for more time until then?", "More time until").await;
        arta.press(&asked, "Remind me tomorrow").await;
        arta.hears("I shall remind you once: tomorrow, Tuesday 4 July at 08:00").await;
    }
    assert_eq!(kinds(&harness.history("beds").await), ["action-item.assigned"]);
    let until = "remind me until 25 July";
    let asked =
        arta.say_and_hear(until, "or do you ask for more time until then?", "More time until Tuesday 25 July").await;
    arta.press(&asked, "More time until").await;
    arta.hears("25 July").await;
    let wanted = ["action-item.assigned", "action-item.extension-requested"];
    eventually(async || kinds(&harness.history("beds").await) == wanted, "no more time was asked for").await;
    // What says “until” asks for time as ever, and an open question is answered first.
    arta.say("until 28 July").await;
    eventually(async || harness.history("beds").await.len() == 3, "no more time was asked for").await;
    arta.say("remind me").await;
    let asked = arta.hears_with("When shall I remind you?", "Tomorrow").await;
    arta.press(&asked, "Cancel").await;
    arta.say("remind me on 13 or 14 July").await;
    arta.hears_with("When shall I remind you?", "Friday 14 July").await;
    arta.say("podsetite me sledeće godine jednom").await;
    arta.hears_with("When shall I remind you?", "Later today").await;
    arta.say("1 done").await;
    arta.hears("Marked as done: 1. Count the beds").await;
    arta.say("later").await;
    arta.hears("You have no open task.").await;
    harness.stop().await;
}
