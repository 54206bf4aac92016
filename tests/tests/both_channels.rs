//! An official who is told by both channels: what is answered in one is shown as answered in the other, at once.

use end_to_end::inbox::{Inbox, steps};
use end_to_end::page::Page;
use end_to_end::phone::{Phone, next_morning};
use end_to_end::process::Demo;
use end_to_end::{TestError, eventually};
use reqwest::StatusCode;
use serde_json::{Value, json};

/// Bujar of the Ministry of Education, whom the demo tells by both.
const ADDRESS: &str = "p-masht@demo.example";
/// What a task that is done is said to be.
const DONE: &str = "e kryer, pret verifikimin";
/// The button of a link's page that marks a task as done.
const STEP: &str = "Po, është kryer";
/// What the page of a link says that is of no use any more.
const OVER: &str = "Ky hap nuk duhet më";

/// The buttons of a message, as one text.
fn buttons(message: &Value) -> String {
    message["buttons"].to_string()
}

/// The phone's message as it reads now.
async fn now(phone: &Phone, message: &Value) -> Result<Value, TestError> {
    let all = phone.messages().await?;
    all.into_iter().find(|one| one["id"] == message["id"]).ok_or_else(|| TestError::Unexpected("it is gone".to_owned()))
}

/// Waits until a task is shown as done in a message, without the buttons that begin with its number.
async fn shown_as_done(phone: &Phone, message: &Value, number: &str, title: &str) {
    let shown = || async {
        let message = now(phone, message).await.map_err(|error| error.to_string())?;
        let text = message["text"].as_str().unwrap_or_default();
        let is_done = text.lines().any(|line| line.contains(title) && line.contains(DONE));
        if is_done && !buttons(&message).contains(&format!("\"{number}. ")) {
            return Ok(());
        }
        Err(message.to_string())
    };
    eventually(&format!("“{title}” to be shown as done"), shown).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_by_a_link_or_a_reply_is_answered_in_the_chat_and_the_other_way_round() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    for (id, title) in [("shkollat", "Numëro shkollat"), ("mesuesit", "Numëro mësuesit")] {
        let title = json!({ "sq": title });
        let body = json!({ "id": id, "title": title, "owner": "masht", "subgroup": "trajnimi", "due": "2017-07-14" });
        let (status, answer) = page.post("/action-items", id, &body).await.unwrap();
        assert!(status.is_success(), "{status} {answer}");
    }
    let phone = Phone::of(&demo.chat, "Bujar").await.unwrap();
    phone.start().await.unwrap();
    phone.hears("a greeting", |text| text.contains("/tasks")).await.unwrap();
    next_morning(&demo.chat).await.unwrap();
    let inbox = Inbox::of(&demo.chat, ADDRESS);
    let mail = eventually("the morning's e-mail", || async {
        let numbers = inbox.numbers().await.map_err(|error| error.to_string())?;
        numbers.first().copied().ok_or_else(|| "none".to_owned())
    });
    let mail = mail.await.unwrap();
    let html = inbox.html(mail).await.unwrap();
    let morning = phone.hears("the morning's message", |text| text.contains("Numëro mësuesit")).await.unwrap();
    let text = morning["text"].as_str().unwrap();
    let number = |title: &str| {
        let line = text.lines().find(|line| line.contains(title)).unwrap_or_else(|| panic!("no {title} in {text}"));
        line.split('.').next().unwrap().trim().to_owned()
    };
    let own = ["Propozo kandidatë", "Numëro shkollat", "Numëro mësuesit"];
    for title in own {
        assert!(buttons(&morning).contains(&format!("\"{}. ", number(title))), "{morning}");
    }
    let count = phone.messages().await.unwrap().len();

    // By the link of the e-mail.
    let done_by_link = steps_of(&html, own[0]).remove(1);
    assert!(inbox.press(&done_by_link).await.unwrap().is_success());
    shown_as_done(&phone, &morning, &number(own[0]), own[0]).await;

    // By a reply to it.
    assert!(inbox.answer(mail, &format!("{} krye", number(own[1]))).await.unwrap().is_success());
    let id = morning["id"].clone();
    shown_as_done(&phone, &morning, &number(own[1]), own[1]).await;
    assert_eq!(phone.messages().await.unwrap().len(), count, "nothing rang");

    // In the chat: the link of the e-mail says that there is nothing left to do, and does nothing.
    let link = steps_of(&html, own[2]).remove(1);
    let (status, before) = inbox.open(&link).await.unwrap();
    assert!(status.is_success() && before.contains(STEP), "{before}");
    let left = now(&phone, &morning).await.unwrap();
    phone.press(&left, "✅").await.unwrap();
    shown_as_done(&phone, &morning, &number(own[2]), own[2]).await;
    assert_eq!(now(&phone, &morning).await.unwrap()["id"], id);
    let (status, after) = inbox.open(&link).await.unwrap();
    assert_eq!(status, StatusCode::CONFLICT, "{after}");
    assert!(after.contains(OVER) && !after.contains(STEP), "{after}");
    assert!(!inbox.press(&link).await.unwrap().is_success());
    assert!(demo.stop().await.unwrap().success());
}

/// The links of one task's steps, in order.
fn steps_of(html: &str, title: &str) -> Vec<String> {
    let from = html.find(title).unwrap_or_else(|| panic!("no {title} in {html}"));
    steps(&html[from..])
}
