//! What a bot of before had noted in its own file is in the ledger after the update: nobody is told a thing twice, and what was
//! put off still comes.

use crate::support::{ARTA, TestBot, eventually};
use events::Command;
use events::language::{Language, LocalText};
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime};
use events::non_empty::NonEmpty;
use readmodels::Book;
use readmodels::delivery_ledger::DeliveryLedger;
use serde_json::json;

/// The meeting of a week ahead, of which the bot of before had told the institution.
async fn convene(harness: &TestBot, id: &str, title: &str) -> MeetingTime {
    let at =
        MeetingTime { date: "2017-07-13".parse().unwrap(), time: Some("10:00:00".parse().unwrap()), minutes: None };
    let title = LocalText::from_versions(Language::ALL.map(|language| (language, title))).unwrap();
    let invited = NonEmpty::one("ms".parse().unwrap());
    let schedule = MeetingCommand::Schedule {
        title,
        at,
        place: None,
        convened: MeetingBody::Authority,
        invited,
        recurrence: None,
    };
    harness.give(Command::Meeting(id.parse().unwrap(), schedule)).await;
    at
}

async fn ledger(harness: &TestBot) -> DeliveryLedger {
    Book::<DeliveryLedger>::default().refresh(harness.read_models.as_ref()).await.unwrap().as_ref().clone()
}

#[tokio::test]
async fn what_was_told_before_there_was_a_ledger_is_not_told_again_and_what_was_put_off_comes() {
    let mut harness = TestBot::start().await;
    harness.begin().await;
    harness.stop_bot().await;
    let at = convene(&harness, "known", "The one that is known").await;
    let said = json!({ "at": at, "agenda": 0, "answer": null, "cancelled": false }).to_string();
    let file = rusqlite::Connection::open(harness.file()).unwrap();
    // As the bot of before left its file: what was carried over is not noted in it.
    file.execute("DELETE FROM told", []).unwrap();
    file.execute("INSERT INTO meeting_invitations VALUES (?1, 'known', 7, ?2)", rusqlite::params![ARTA, said]).unwrap();
    file.execute(
        "INSERT INTO snoozes (chat, message, at, items) VALUES (?1, 9, '2017-07-03T10:00:00Z', '[\"beds\"]')",
        [ARTA],
    )
    .unwrap();
    drop(file);
    convene(&harness, "new", "The one that is new").await;

    harness.start_bot().await;
    harness.arta().hears("The one that is new").await;
    eventually(async || ledger(&harness).await.entries().any(|(_, entry)| entry.sent.is_some()), "nothing was sent")
        .await;
    assert_eq!(harness.arta().count("The one that is known").await, 0, "it was told before");
    harness.clock.set("2017-07-03T10:00:00Z");
    harness.arta().hears("You asked to be reminded").await;

    // After another start it is as it was.
    harness.stop_bot().await;
    harness.start_bot().await;
    convene(&harness, "third", "The third one").await;
    harness.arta().hears("The third one").await;
    assert_eq!(harness.arta().count("The one that is known").await, 0);
    assert_eq!(harness.arta().count("You asked to be reminded").await, 1);
    harness.stop().await;
}
