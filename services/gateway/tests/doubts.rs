//! What the guard asks about at the gateway's doors: pages and API say so at the field, nothing is stored, and with the office
//! it passes.
#![expect(
    clippy::disallowed_methods,
    reason = "the gateway runs on the machine\'s clock here, and days are counted from today"
)]

use crate::support::TestGateway;
use chrono::{Days, Utc};
use serde_json::{Value, json};
use store::EventStore;

/// For each language: a title in doubt, the same with the office, and how the page asks.
const TITLES: [(&str, &str, &str, &str); 3] = [
    ("sq", "Takim me Arben Gashin", "Takim me prokurorin Arben Gashi", "A është ky person zyrtar?"),
    ("sr", "Sastanak sa Markom Petrovićem", "Sastanak sa tužiocem Markom Petrovićem", "Da li je to službena osoba?"),
    ("en", "Meet Arben Gashi", "Meet the prosecutor Arben Gashi", "Is this person an official?"),
];

fn due() -> String {
    (Utc::now().date_naive() + Days::new(20)).to_string()
}

fn holds(server: &TestGateway, words: &str) -> bool {
    server.written().windows(words.len()).any(|window| window == words.as_bytes())
}

#[tokio::test]
async fn a_page_asks_at_the_field_keeps_what_was_typed_and_takes_it_with_the_office() {
    let server = TestGateway::start().await;
    let before = server.store.end().await.unwrap();
    for (language, doubted, _, asks) in TITLES {
        let field = format!("title-{language}");
        let fields = [(field.as_str(), doubted), ("owner", "ms"), ("due", &due()), ("once", doubted)];
        let answer = server.send_form_in(language, "/action-items", &fields).await;
        assert_eq!(answer.status(), 422);
        let page = answer.text().await.unwrap();
        let at_field = page.split(&format!("id=\"wrong-assign-{field}\"")).nth(1).unwrap_or_else(|| panic!("{page}"));
        assert!(at_field.split("</p>").next().unwrap().contains(asks), "{at_field}");
        assert!(page.contains(&format!("value=\"{doubted}\"")), "what was typed is still there: {page}");
        assert!(!holds(&server, doubted), "{doubted}");
    }
    assert_eq!(server.store.end().await.unwrap(), before, "nothing is stored of what is asked about");
    for (language, _, official, _) in TITLES {
        let field = format!("title-{language}");
        let fields = [(field.as_str(), official), ("owner", "ms"), ("due", &due()), ("once", official)];
        let answer = server.send_form_in(language, "/action-items", &fields).await;
        assert_eq!(answer.status(), 303, "{}", answer.text().await.unwrap());
    }
    server.stop().await;
}

#[tokio::test]
async fn the_api_says_422_with_a_code_and_the_kinds_and_no_word_of_the_text() {
    let server = TestGateway::start().await;
    let before = server.store.end().await.unwrap();
    for (language, doubted, official, _) in TITLES {
        let body = |title: &str| json!({ "title": { (language): title }, "owner": "ms", "due": due() });
        let answer = server.post("/api/v1/action-items", language, &body(doubted)).await;
        assert_eq!(answer.status(), 422);
        let text = answer.text().await.unwrap();
        assert!(!text.contains("Gashi") && !text.contains("Petrovi"), "{text}");
        let problem: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&problem["code"], &problem["kinds"]), (&json!("text-asked-about"), &json!(["named-person"])));
        assert!(!holds(&server, doubted));
        // The same key again: nothing was done under it.
        let answer = server.post("/api/v1/action-items", language, &body(official)).await;
        assert_eq!(answer.status(), 201, "{}", answer.text().await.unwrap());
    }
    let refused = json!({ "title": { "en": "Call the victim on 044 123 456" }, "owner": "ms", "due": due() });
    let answer = server.post("/api/v1/action-items", "refused", &refused).await;
    assert_eq!(answer.status(), 409);
    let problem: Value = answer.json().await.unwrap();
    assert_eq!(problem["code"], "text-not-to-be-kept");
    assert!(problem["kinds"].as_array().unwrap().contains(&json!("phone-number")), "{problem}");
    assert_eq!(server.store.end().await.unwrap().0, before.0 + 3);
    server.stop().await;
}

#[tokio::test]
async fn staff_are_named_and_rung_up_without_a_question() {
    let server = TestGateway::start().await;
    let answer = server
        .send_form(
            "/institutions/ms/posts/appoint-focal-point",
            &[("name", "Arben Gashi"), ("phone", "+383 44 123 456"), ("language", "sq"), ("once", "o")],
        )
        .await;
    let page = answer.text().await.unwrap();
    assert!(!page.contains("Is this person an official?") && !page.contains("Seems to contain"), "{page}");
    server.stop().await;
}
