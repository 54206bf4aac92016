//! A chair at work in chat, end to end: a task in one line, its owner reminded, the reminder put off, the work verified.

use end_to_end::eventually;
use end_to_end::page::Page;
use end_to_end::phone::{Phone, next_morning};
use end_to_end::process::{Demo, replay_is_identical};
use serde_json::Value;

const TITLE: &str = "lista e shtretërve të lirë";

async fn on_the_timeline(page: &Page, event_type: &str) {
    eventually(&format!("{event_type} to be on the timeline"), || async {
        let timeline = page.all("/timeline?kind=action-item").await;
        let timeline = Value::from(timeline.map_err(|error| error.to_string())?).to_string();
        if timeline.contains(event_type) { Ok(()) } else { Err(timeline) }
    })
    .await
    .unwrap();
}

/// Turns the board until the task is on it.
async fn board(chair: &Phone, button: &str) -> Value {
    chair.say("/board").await.unwrap();
    let first = chair.hears("the board's first page", |text| text.contains("Faqja 1 nga 2")).await.unwrap();
    chair.press(&first, "Tjetra").await.unwrap();
    eventually("the task on the board's second page", || async {
        let messages = chair.messages().await.map_err(|error| error.to_string())?;
        let turned = messages.into_iter().find(|message| message["id"] == first["id"]).unwrap_or_default();
        let there = turned["text"].as_str().is_some_and(|text| text.contains(TITLE) && text.contains("Faqja 2 nga 2"));
        if there && turned["buttons"].to_string().contains(button) { Ok(turned) } else { Err(turned.to_string()) }
    })
    .await
    .unwrap()
}

/// Vjosa chairs the subgroup and speaks Albanian; Dragana is the state shelter's focal point and speaks Serbian.
#[tokio::test(flavor = "multi_thread")]
async fn a_task_from_the_chairs_line_to_its_verification() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    let chair = Phone::of(&demo.chat, "Vjosa").await.unwrap();
    let owner = Phone::of(&demo.chat, "Dragana").await.unwrap();
    for phone in [&chair, &owner] {
        phone.start().await.unwrap();
        phone.hears("the greeting", |_| true).await.unwrap();
    }

    // A line that leaves nothing open is confirmed with one press; one that names somebody else's institution is not taken.
    chair.say("Detyrë për Ministrinë e Drejtësisë: komente deri më 21/7").await.unwrap();
    chair.hears_words("nuk është anëtar i nëngrupit").await.unwrap();
    chair.say(&format!("Detyrë për ISF: {TITLE} deri më 21/7")).await.unwrap();
    let asked = chair.hears_words("A ju kuptova drejt?").await.unwrap();
    assert!(asked["text"].as_str().unwrap().contains("21 korrik"), "{asked}");
    chair.press(&asked, "Cakto").await.unwrap();
    chair.hears_words("U caktua.").await.unwrap();
    on_the_timeline(&page, "action-item.assigned").await;

    // The owner hears of it with the next digest, and again when the chair asks for it.
    next_morning(&demo.chat).await.unwrap();
    owner.hears("the digest", |text| text.contains("Dobro jutro") && text.contains(TITLE)).await.unwrap();
    let shown = board(&chair, "Përkujto").await;
    chair.press(&shown, &format!("Përkujto · {}", &TITLE[..10])).await.unwrap();
    chair.hears_words("i dërgohet tani përkujtim").await.unwrap();
    let reminder = owner.hears_words("Predsedavajući podgrupe pita dokle se stiglo").await.unwrap();
    on_the_timeline(&page, "action-item.nudged").await;

    // Put off until tomorrow: it comes again, and the due date stays.
    owner.press(&reminder, "Sutra").await.unwrap();
    owner.hears_words("Podsetiću Vas jednom: sutra").await.unwrap();
    next_morning(&demo.chat).await.unwrap();
    let again = owner.hears_words("Zamolili ste da Vas podsetim").await.unwrap();
    assert!(again["text"].as_str().unwrap().contains("21. jul"), "{again}");
    owner.press(&again, "Završeno").await.unwrap();
    owner.hears("the confirmation", |text| text.contains("završen") && text.contains(TITLE)).await.unwrap();
    let shown = board(&chair, "Verifiko").await;
    chair.press(&shown, "Verifiko").await.unwrap();
    on_the_timeline(&page, "action-item.verified").await;

    // Whoever chairs nothing gives no tasks.
    owner.say("/assign").await.unwrap();
    owner.hears_words("Zadatke dodeljuju predsedavajući").await.unwrap();
    assert!(demo.stop().await.unwrap().success());

    replay_is_identical(data.path()).await.unwrap();
}
