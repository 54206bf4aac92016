//! An official who uses no messenger: the morning comes by e-mail, a link in it takes one step without a sign-in, and an answer
//! to it counts as one in chat does.

use end_to_end::eventually;
use end_to_end::inbox::{Inbox, steps};
use end_to_end::page::Page;
use end_to_end::phone::{go_to, next_morning};
use end_to_end::process::Demo;
use reqwest::StatusCode;
use serde_json::Value;

/// Merita of the Ministry of Health, whom the demo tells by e-mail alone.
const ADDRESS: &str = "p-ms@demo.example";
/// The ministry's task.
const TASK: &str = "ms-pika-shendetesore";

/// What the log says of the task, in order.
async fn said_of_the_task(page: &Page) -> Result<Vec<String>, String> {
    let timeline = page.all("/timeline?kind=action-item").await.map_err(|error| error.to_string())?;
    let of_it = timeline.iter().filter(|entry: &&Value| entry.to_string().contains(TASK));
    Ok(of_it.filter_map(|entry| entry["event_type"].as_str().map(str::to_owned)).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_official_without_a_messenger_is_told_by_e_mail_takes_a_step_by_a_link_and_answers() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    let inbox = Inbox::of(&demo.chat, ADDRESS);
    next_morning(&demo.chat).await.unwrap();
    let first = eventually("the morning's e-mail", || async {
        let numbers = inbox.numbers().await.map_err(|error| error.to_string())?;
        numbers.last().copied().ok_or_else(|| "none".to_owned())
    });
    let first = first.await.unwrap();
    let html = inbox.html(first).await.unwrap();
    assert!(html.contains("Cakto pikën shëndetësore"), "{html}");

    // Whatever opens the links changes nothing; the button takes the step, once.
    let before = said_of_the_task(&page).await.unwrap();
    let links = steps(&html);
    assert!(!links.is_empty(), "{html}");
    for link in &links {
        assert_eq!(inbox.open(link).await.unwrap().0, StatusCode::OK, "{link}");
    }
    assert_eq!(said_of_the_task(&page).await.unwrap(), before);
    let pressed = inbox.press(&links[0]).await.unwrap();
    assert!(pressed.is_success(), "{pressed}");
    eventually("the step by the link", || async {
        let said = said_of_the_task(&page).await?;
        if said.len() == before.len() + 1 { Ok(()) } else { Err(format!("{said:?}")) }
    })
    .await
    .unwrap();

    // An answer to the message is one to its task, and is confirmed in the same thread.
    assert!(inbox.answer(first, "u krye").await.unwrap().is_success());
    eventually("the answer in the log", || async {
        let said = said_of_the_task(&page).await?;
        if said.iter().any(|kind| kind == "action-item.completed") { Ok(()) } else { Err(format!("{said:?}")) }
    })
    .await
    .unwrap();
    let messages = inbox.numbers().await.unwrap();
    let confirmed = inbox.get(&format!("/{}/source", messages[0])).await.unwrap();
    assert!(messages.len() > 1 && confirmed.contains("In-Reply-To:"), "{messages:?} {confirmed}");

    // What is done is not told again.
    go_to(&demo.chat, "2017-07-05").await.unwrap();
    go_to(&demo.chat, "2017-07-06").await.unwrap();
    let after = inbox.numbers().await.unwrap();
    for number in after.iter().filter(|number| !messages.contains(number)) {
        let html = inbox.get(&format!("/{number}/html")).await.unwrap();
        assert!(!html.contains("Cakto pikën shëndetësore"), "{html}");
    }
    demo.stop().await.unwrap();
}
