//! Days pass: reminders climb the ladder, the chair and the secretariat hear in their turn, and nobody twice.

use end_to_end::eventually;
use end_to_end::page::Page;
use end_to_end::phone::{Phone, go_to, next_morning};
use end_to_end::process::Demo;
use serde_json::Value;

/// An item of the demo, due on Wednesday 5 July 2017, on the board whose chair is at the Ministry of Labour.
const TITLE: &str = "Imenovati menadžera slučaja";

/// How many notices to this post are on the timeline.
async fn told(page: &Page, post: &str) -> Result<usize, String> {
    let timeline = page.all("/timeline?kind=reminder&limit=500").await.map_err(|error| error.to_string())?;
    let sent = timeline.iter().filter(|entry| entry["event_type"] == "notification.sent");
    Ok(sent.filter(|entry| entry["detail"].as_str().is_some_and(|detail| detail.starts_with(post))).count())
}

fn with(messages: &[Value], words: &str) -> usize {
    let says =
        |message: &&Value| message["from"] == "bot" && message["text"].as_str().is_some_and(|t| t.contains(words));
    messages.iter().filter(says).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_item_climbs_to_the_chair_and_then_to_the_secretariat() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    let owner = Phone::of(&demo.chat, "Milica").await.unwrap();
    let chair = Phone::of(&demo.chat, "Vjosa").await.unwrap();
    let secretariat = Phone::of(&demo.chat, "Teuta").await.unwrap();
    for phone in [&owner, &chair, &secretariat] {
        phone.start().await.unwrap();
        phone.hears("the greeting", |_| true).await.unwrap();
    }

    // Monday: two days before. Wednesday: on the day.
    next_morning(&demo.chat).await.unwrap();
    owner.hears_words(TITLE).await.unwrap();
    go_to(&demo.chat, "2017-07-05").await.unwrap();
    owner.hears("a digest that says today", |text| text.contains(TITLE) && text.contains("danas")).await.unwrap();

    // Thursday: one working day late, and the chair hears of it.
    next_morning(&demo.chat).await.unwrap();
    chair
        .hears("the chair's notice", |text| text.contains("kryesues") && text.contains("Qendrat për Punë Sociale"))
        .await
        .unwrap();
    let not_yet = secretariat.messages().await.unwrap();
    assert_eq!(with(&not_yet, "Qendrat për Punë Sociale"), 0, "the secretariat hears after five working days");

    // A weekend passes.
    go_to(&demo.chat, "2017-07-08").await.unwrap();
    go_to(&demo.chat, "2017-07-09").await.unwrap();

    // Wednesday after: five working days late.
    go_to(&demo.chat, "2017-07-12").await.unwrap();
    secretariat.hears("the secretariat's notice", |text| text.contains("Qendrat për Punë Sociale")).await.unwrap();

    // Whatever the activations in between, each escalation happened once.
    next_morning(&demo.chat).await.unwrap();
    next_morning(&demo.chat).await.unwrap();
    eventually("the escalations to be on the timeline", || async {
        match (told(&page, "chair").await?, told(&page, "secretariat").await?) {
            (0, _) | (_, 0) => Err("none".to_owned()),
            (_, _) => Ok(()),
        }
    })
    .await
    .unwrap();
    let heard = secretariat.messages().await.unwrap();
    assert_eq!(with(&heard, "Qendrat për Punë Sociale"), 1, "{heard:#?}");
    for phone in [&owner, &chair, &secretariat] {
        let dates: Vec<String> =
            phone.messages().await.unwrap().iter().filter_map(|m| m["date"].as_str().map(str::to_owned)).collect();
        let on_the_weekend = |date: &&String| date.starts_with("2017-07-08") || date.starts_with("2017-07-09");
        assert_eq!(dates.iter().find(on_the_weekend), None, "nothing leaves on a day off");
    }
    demo.stop().await.unwrap();
}
