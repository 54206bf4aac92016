//! An official who uses no messenger: the morning comes by e-mail, a link in it takes one step without a sign-in, and an answer
//! to it counts as one in chat does.

use end_to_end::eventually;
use end_to_end::page::Page;
use end_to_end::phone::{go_to, next_morning};
use end_to_end::process::Demo;
use reqwest::{Client, StatusCode};
use serde_json::Value;

/// Merita of the Ministry of Health, whom the demo tells by e-mail alone.
const ADDRESS: &str = "p-ms@demo.example";
/// The ministry's task.
const TASK: &str = "ms-pika-shendetesore";

struct Inbox {
    http: Client,
    base: String,
}

impl Inbox {
    async fn get(&self, path: &str) -> Result<String, String> {
        let answer = self.http.get(format!("{}/mail/{ADDRESS}{path}", self.base)).send().await;
        answer.map_err(|error| error.to_string())?.text().await.map_err(|error| error.to_string())
    }

    /// The numbers of the messages, the newest first.
    async fn numbers(&self) -> Result<Vec<u64>, String> {
        let page = self.get("").await?;
        let before = format!("href=\"/mail/{ADDRESS}/");
        let links = page.split(&before).skip(1);
        Ok(links.filter_map(|rest| rest.split('"').next()?.parse().ok()).collect())
    }

    async fn answer(&self, message: u64, words: &str) -> StatusCode {
        let address = format!("{}/mail/{ADDRESS}/{message}/reply", self.base);
        self.http.post(address).form(&[("words", words)]).send().await.unwrap().status()
    }
}

/// What the log says of the task, in order.
async fn said_of_the_task(page: &Page) -> Result<Vec<String>, String> {
    let timeline = page.api("/timeline?kind=action-item&limit=5000").await.map_err(|error| error.to_string())?;
    let list = timeline.as_array().or_else(|| timeline["items"].as_array()).cloned().unwrap_or_default();
    let of_it = list.iter().filter(|entry: &&Value| entry.to_string().contains(TASK));
    Ok(of_it.filter_map(|entry| entry["event_type"].as_str().map(str::to_owned)).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_official_without_a_messenger_is_told_by_e_mail_takes_a_step_by_a_link_and_answers() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    let inbox = Inbox { http: Client::new(), base: demo.chat.clone() };
    next_morning(&demo.chat).await.unwrap();
    let first = eventually("the morning's e-mail", || async {
        inbox.numbers().await?.last().copied().ok_or("none".to_owned())
    });
    let first = first.await.unwrap();
    // The message escapes what stands in an attribute.
    let html = inbox.get(&format!("/{first}/html")).await.unwrap().replace("&#x2f;", "/");
    assert!(html.contains("Cakto pikën shëndetësore"), "{html}");

    // Whatever opens the links changes nothing; the button takes the step, once.
    let before = said_of_the_task(&page).await.unwrap();
    let links: Vec<&str> = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let links: Vec<&str> = links.into_iter().filter(|link| link.contains("/links/")).collect();
    assert!(!links.is_empty(), "{html}");
    for link in &links {
        let opened = inbox.http.get(*link).send().await.unwrap();
        assert_eq!(opened.status(), StatusCode::OK, "{link}");
    }
    assert_eq!(said_of_the_task(&page).await.unwrap(), before);
    let accept = links[0];
    let site = accept.split("/links/").next().unwrap();
    let pressed = inbox.http.post(accept).header("Origin", site).send().await.unwrap();
    assert!(pressed.status().is_success(), "{}", pressed.status());
    eventually("the step by the link", || async {
        let said = said_of_the_task(&page).await?;
        if said.len() == before.len() + 1 { Ok(()) } else { Err(format!("{said:?}")) }
    })
    .await
    .unwrap();

    // An answer to the message is one to its task, and is confirmed in the same thread.
    assert!(inbox.answer(first, "u krye").await.is_success());
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
