//! What was answered by another way is shown as answered in the chat: soon, in place, and without a new message.

use crate::referrals::{give as give_case, open as open_case, refer};
use crate::support::{TestBot, eventually};
use events::Command;
use events::action_item::ActionItemCommand as A;
use events::case::{CaseCommand, CaseStage};
use events::data_request::DataRequestCommand;
use events::ids::MessageId;
use events::language::{Language, LocalText};
use notifications::{Channel, Content, Message, Part, TaskSection, WorkContent};
use serde_json::{Value, json};

const BOTH: [(&str, TaskSection); 2] = [("beds", TaskSection::New), ("rooms", TaskSection::New)];

/// What somebody does with a task elsewhere.
async fn elsewhere(harness: &TestBot, item: &str, command: A) {
    harness.give(Command::ActionItem(item.parse().unwrap(), command)).await;
}

fn labels(message: &Value) -> Vec<String> {
    let rows = message["buttons"].as_array().into_iter().flatten().filter_map(Value::as_array);
    rows.flatten().map(|button| button["text"].as_str().unwrap().to_owned()).collect()
}

/// A message as it reads now.
async fn now(harness: &TestBot, message: &Value) -> Value {
    harness.messages().await.into_iter().find(|one| one["id"] == message["id"]).unwrap()
}

/// Waits until a message says this, and gives it.
async fn says(harness: &TestBot, message: &Value, words: &str) -> Value {
    let is_said = async || now(harness, message).await["text"].as_str().unwrap().contains(words);
    eventually(is_said, &format!("the message does not say “{words}”")).await;
    now(harness, message).await
}

#[tokio::test]
async fn a_task_that_is_done_elsewhere_loses_its_buttons_in_the_morning_message_and_has_them_again_when_it_is_taken_back()
 {
    let mut harness = TestBot::start().await;
    harness.begin().await;
    harness.morning("2017-07-03", &BOTH).await.unwrap();
    let morning = harness.hears("Good morning").await;
    let count = harness.messages().await.len();
    assert!(labels(&morning).iter().any(|label| label.contains("1. ")), "{morning}");

    elsewhere(&harness, "beds", A::Accept).await;
    let accepted = says(&harness, &morning, "accepted").await;
    assert_eq!(labels(&accepted), labels(&morning), "it still has to be done");

    elsewhere(&harness, "beds", A::Complete).await;
    let done = says(&harness, &morning, "done, waiting to be verified").await;
    let text = done["text"].as_str().unwrap();
    assert!(text.contains("Meanwhile") && text.contains("Count the rooms"), "{text}");
    assert!(labels(&done).len() < labels(&morning).len(), "{done}");

    // Over a restart, and with the messenger away at first.
    harness.stop_bot().await;
    elsewhere(&harness, "rooms", A::Complete).await;
    harness.fault(json!({ "method": "editMessageText", "fault": { "kind": "lost_request" } })).await;
    harness.start_bot().await;
    eventually(async || labels(&now(&harness, &morning).await).is_empty(), "the buttons of what is done stay").await;
    assert!(now(&harness, &morning).await["text"].as_str().unwrap().contains("Count the beds"));

    let report = harness.history("rooms").await.pop().unwrap().id;
    elsewhere(&harness, "rooms", A::WithdrawReport { report }).await;
    eventually(async || !labels(&now(&harness, &morning).await).is_empty(), "it is open again, without buttons").await;
    harness.press(&now(&harness, &morning).await, "Done").await;
    harness.hears("Marked as done").await;
    assert_eq!(
        harness.messages().await.len(),
        count + 1,
        "nothing rang but the answer: {:?}",
        harness.messages().await
    );
    harness.stop().await;
}

#[tokio::test]
async fn the_buttons_of_an_earlier_morning_do_not_come_back() {
    let harness = TestBot::start().await;
    harness.begin().await;
    harness.morning("2017-07-03", &BOTH).await.unwrap();
    let first = harness.hears("Good morning").await;
    harness.morning("2017-07-04", &BOTH[1..]).await.unwrap();
    eventually(async || labels(&now(&harness, &first).await).is_empty(), "yesterday's buttons stay").await;
    elsewhere(&harness, "beds", A::Complete).await;
    let first = says(&harness, &first, "done, waiting to be verified").await;
    assert!(labels(&first).is_empty(), "{first}");
    harness.stop().await;
}

#[tokio::test]
async fn a_message_that_was_pressed_into_another_one_stays_that() {
    let harness = TestBot::start().await;
    harness.begin().await;
    for (id, title) in [("doors", "Count the doors"), ("chairs", "Count the chairs")] {
        let title = LocalText::only(Language::En, title.parse().unwrap());
        let (owner, due) = ("ms".parse().unwrap(), "2017-07-20".parse().unwrap());
        elsewhere(&harness, id, A::Assign { title, owner, subgroup: None, due, raised_by: None }).await;
    }
    let all = ["beds", "rooms", "doors", "chairs"].map(|item| (item, TaskSection::New));
    harness.morning("2017-07-03", &all).await.unwrap();
    let morning = harness.hears("Good morning").await;
    // One of several is opened in the message's place.
    harness.press(&morning, "1").await;
    eventually(async || labels(&now(&harness, &morning).await).len() == 5, "the task is not opened").await;
    let opened = now(&harness, &morning).await;
    let later =
        Message { id: MessageId::named("later"), morning: false, ..TestBot::morning_message("2017-07-03", &BOTH) };
    harness.delivery.as_ref().unwrap().deliver(&later).await.unwrap();
    let later = harness.hears("cannot wait").await;
    elsewhere(&harness, "rooms", A::Complete).await;
    says(&harness, &later, "done, waiting to be verified").await;
    assert_eq!(now(&harness, &morning).await["text"], opened["text"]);
    harness.stop().await;
}

#[tokio::test]
async fn whoever_decides_sees_in_the_request_that_it_is_decided() {
    let harness = TestBot::start().await;
    harness.form_subgroup().await;
    harness.begin().await;
    harness.reports_done("house", "Find a house").await;
    let report = harness.history("house").await.last().unwrap().id;
    let mut message = TestBot::morning_message("2017-07-03", &[]);
    let content = Content::Work(WorkContent::Reported { item: "house".parse().unwrap(), report });
    message.parts = vec![Part { notice: None, content }];
    harness.delivery.as_ref().unwrap().deliver(&message).await.unwrap();
    let asked = harness.offers("Verify").await;
    elsewhere(&harness, "house", A::Verify).await;
    let decided = says(&harness, &asked, "done and verified").await;
    assert!(!decided["buttons"].to_string().contains("Verify"), "{decided}");
    harness.stop().await;
}

#[tokio::test]
async fn an_offer_a_request_and_what_a_colleague_answered_are_shown_as_answered() {
    let harness = TestBot::start().await;
    harness.begin().await;
    open_case(&harness).await;
    give_case(&harness, refer("r1", "ms", CaseStage::Assistance)).await;
    let offer = harness.hears("is asked to take on case 2017-014").await;
    give_case(&harness, CaseCommand::AcceptReferral { referral: "r1".parse().unwrap() }).await;
    let taken = says(&harness, &offer, "takes on case 2017-014").await;
    assert!(labels(&taken).is_empty(), "{taken}");

    harness.give(crate::data_requests::request("victims", "2017-04-01", "2017-06-30")).await;
    harness.clock.set("2017-07-04T08:00:00Z");
    let told = harness.hears("Data requests for").await;
    assert!(!labels(&told).is_empty(), "{told}");
    let close = DataRequestCommand::Close;
    harness.give(Command::DataRequest("victims".parse().unwrap(), close)).await;
    eventually(async || labels(&now(&harness, &told).await).is_empty(), "a request that is closed has buttons").await;
    harness.stop().await;
}
