//! A digest or a task is put off by a button or in words: it comes again once, and moves nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod held;

use events::action_item::ActionItemCommand;
use events::ids::{ChatId, PersonId};
use events::language::Language;
use events::{Command, RecordedEvent};
use held::phones::labels;
use held::{ARTA, Desk, eventually};
use projections::ReadPort;
use reminders::delivery::{Addressee, Delivered, Delivery, Digest, DigestItem, DigestKey, Sections};

/// Arta's digest of a morning, with all of her tasks.
async fn send_digest(desk: &Desk, date: &str, language: Language) {
    let list = ReadPort::task_list(desk.read_models.as_ref(), &"ms".parse().unwrap()).await.unwrap();
    let new = list.into_iter().map(|task| DigestItem { task, rung: None }).collect();
    let (person, date) = ("arta".parse::<PersonId>().unwrap(), date.parse().unwrap());
    let digest = Digest {
        key: DigestKey { person: person.clone(), date },
        person: Addressee { person, institution: "ms".parse().unwrap(), chat: ChatId(ARTA), language },
        date,
        sections: Sections { new, ..Sections::default() },
        escalations: vec![],
    };
    assert_eq!(desk.delivery.as_ref().unwrap().deliver(&digest).await, Ok(Delivered));
}

/// How much is put off, in the bot's own file.
fn put_off(desk: &Desk) -> i64 {
    let file = rusqlite::Connection::open(desk.file()).unwrap();
    file.query_row("SELECT count(*) FROM snoozes", [], |row| row.get(0)).unwrap()
}

fn kinds(history: &[RecordedEvent]) -> Vec<String> {
    history.iter().map(|recorded| recorded.event.encode().unwrap().event_type).collect()
}

#[tokio::test]
async fn a_digest_that_is_put_off_comes_again_once_over_a_restart_with_what_is_still_open() {
    let mut desk = Desk::start().await;
    desk.begin().await;
    for (day, language, greeting, later, noted, again) in [
        ("03", Language::En, "Good morning", "Later today", "I shall remind you once", "You asked to be reminded"),
        ("04", Language::Sq, "Mirëmëngjes", "Më vonë sot", "ju përkujtoj një herë", "Keni kërkuar t"),
        ("05", Language::Sr, "Dobro jutro", "Kasnije danas", "Podsetiću Vas jednom", "Zamolili ste da Vas podsetim"),
    ] {
        desk.clock.set(&format!("2017-07-{day}T08:00:00Z"));
        desk.arta_speaks(language).await;
        send_digest(&desk, &format!("2017-07-{day}"), language).await;
        let digest = desk.arta().hears_with(greeting, later).await;
        desk.arta().press(&digest, later).await;
        let told = desk.arta().hears(noted).await;
        assert!(told["text"].as_str().unwrap().contains("12:00"), "two hours later: {told}");
        desk.stop_bot().await;
        desk.clock.set(&format!("2017-07-{day}T09:59:00Z"));
        desk.start_bot().await;
        desk.arta().say("/whoami").await;
        desk.arta().hears("Arta Krasniqi").await;
        assert_eq!(desk.arta().count(again).await, 0, "not before its time");
        desk.clock.set(&format!("2017-07-{day}T10:00:00Z"));
        let brought = desk.arta().hears(again).await;
        assert!(brought["text"].as_str().unwrap().contains("Count the beds"), "{brought}");
        eventually(async || put_off(&desk) == 0, "what was brought again is still kept").await;
        desk.stop_bot().await;
        desk.start_bot().await;
        desk.clock.set(&format!("2017-07-{day}T12:00:00Z"));
        desk.arta().say("/tasks").await;
        desk.arta().hears("Count the rooms").await;
        assert_eq!(desk.arta().count(again).await, 1, "once");
    }
    // What is done meanwhile is left out; of what is all done nothing comes.
    desk.arta_speaks(Language::En).await;
    desk.clock.set("2017-07-06T08:00:00Z");
    desk.arta().say("më vonë").await;
    eventually(async || desk.arta().count("I shall remind you once of 2 tasks").await == 2, "it is not noted").await;
    desk.give(Command::ActionItem("beds".parse().unwrap(), ActionItemCommand::Complete)).await;
    desk.clock.set("2017-07-06T10:00:00Z");
    eventually(async || desk.arta().count("You asked to be reminded").await == 2, "it did not come again").await;
    let brought = desk.arta().hears("You asked to be reminded:").await;
    assert!(!brought["text"].as_str().unwrap().contains("Count the beds"), "{brought}");
    assert_eq!(kinds(&desk.history("rooms").await), ["action-item.assigned"], "nothing happened to the task");
    desk.stop().await;
}

#[tokio::test]
async fn tomorrow_is_the_next_working_day_at_the_hour_of_the_digest_and_can_be_taken_back() {
    let desk = Desk::start().await;
    desk.begin().await;
    let arta = desk.arta();
    // Friday: the weekend's days are not offered.
    desk.clock.set("2017-07-07T08:00:00Z");
    send_digest(&desk, "2017-07-07", Language::En).await;
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
    desk.clock.set("2017-07-07T10:30:00Z");
    arta.say("remind me tomorrow").await;
    arta.hears("Monday 10 July at 08:00").await;
    assert_eq!(arta.count("You asked to be reminded").await, 0, "it was taken back");
    // In the evening, two hours later is the next morning.
    desk.clock.set("2017-07-10T17:00:00Z");
    arta.hears("You asked to be reminded of 2 tasks").await;
    arta.say("kasnije").await;
    arta.hears("tomorrow, Tuesday 11 July at 07:00").await;
    // A button whose day has passed asks again.
    desk.clock.set("2017-07-12T08:00:00Z");
    arta.press(&digest, "Monday 10 July").await;
    arta.hears("When shall I remind you?").await;
    desk.stop().await;
}

#[tokio::test]
async fn a_wish_to_be_reminded_is_not_mixed_up_with_more_time() {
    let desk = Desk::start().await;
    desk.begin().await;
    let arta = desk.arta();
    desk.give(Command::ActionItem("rooms".parse().unwrap(), ActionItemCommand::Complete)).await;
    for word in ["nesër", "sutra", "tomorrow"] {
        arta.say(word).await;
        let asked = arta.hears_with("or do you ask for more time until then?", "More time until").await;
        arta.press(&asked, "Remind me tomorrow").await;
        arta.hears("I shall remind you once: tomorrow, Tuesday 4 July at 08:00").await;
    }
    assert_eq!(kinds(&desk.history("beds").await), ["action-item.assigned"]);
    arta.say("remind me until 25 July").await;
    let asked = arta.hears_with("or do you ask for more time until then?", "More time until Tuesday 25 July").await;
    arta.press(&asked, "More time until").await;
    arta.hears("25 July").await;
    let wanted = ["action-item.assigned", "action-item.extension-requested"];
    eventually(async || kinds(&desk.history("beds").await) == wanted, "no more time was asked for").await;
    // What says “until” asks for time as ever, and an open question is answered first.
    arta.say("until 28 July").await;
    eventually(async || desk.history("beds").await.len() == 3, "no more time was asked for").await;
    arta.say("remind me").await;
    let asked = arta.hears_with("When shall I remind you?", "Tomorrow").await;
    arta.press(&asked, "Cancel").await;
    arta.say("remind me next Friday").await;
    arta.hears_with("When shall I remind you?", "Friday 14 July").await;
    arta.say("podsetite me sledeće godine jednom").await;
    arta.hears_with("When shall I remind you?", "Later today").await;
    arta.say("1 done").await;
    arta.hears("Marked as done: 1. Count the beds").await;
    arta.say("later").await;
    arta.hears("You have no open task.").await;
    desk.stop().await;
}
