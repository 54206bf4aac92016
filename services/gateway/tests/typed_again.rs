//! What was typed into a form that was not taken is shown again: to be sent again where that may help, and to be copied where not.

use std::num::NonZeroU32;
use std::sync::Arc;

use coordination::SystemClock;
use drafts::MOST_DRAFTS;
use events::language::Language;
use gateway::{Bounds, GatewayConfig};
use reqwest::Response;

use crate::support::sample_hub::sample_hub;
use crate::support::{READER, TestGateway};

const TYPED: &str = "The rapporteur opened the meeting at ten";

/// A gateway where two people sit behind an address.
async fn for_two() -> TestGateway {
    let people_behind_an_address = NonZeroU32::new(2).unwrap();
    let bounds = move |config: GatewayConfig| GatewayConfig {
        bounds: Bounds { people_behind_an_address, ..config.bounds },
        ..config
    };
    TestGateway::start_configured(Arc::new(SystemClock), bounds).await
}

/// The page of a form that was not taken for this reason.
async fn page_of(refused: Response, status: u16) -> String {
    assert_eq!(refused.status(), status);
    refused.text().await.unwrap()
}

fn is_to_be_sent(page: &str, path: &str, field: &str, text: &str) -> bool {
    let path = path.replace('/', "&#x2f;");
    page.contains(&format!("<form method=\"post\" action=\"{path}\">"))
        && page.contains(&format!("<input type=\"hidden\" name=\"{field}\" value=\"{text}\">"))
        && page.contains("Send it again")
}

fn is_to_be_copied(page: &str, text: &str) -> bool {
    page.contains("to be copied") && page.contains(&format!("readonly aria-label=\"Your text\">{text}</textarea>"))
}

#[tokio::test]
async fn a_form_that_an_address_sent_too_often_is_there_to_be_sent_again() {
    let server = for_two().await;
    let form = [("title-en", TYPED), ("once", "x")];
    for _ in 0..60 {
        assert_eq!(server.send_form("/action-items", &[]).await.status(), 422);
    }
    let refused = server.send_form("/action-items", &form).await;
    assert!(refused.headers().contains_key("retry-after"));
    let page = page_of(refused, 429).await;
    assert!(is_to_be_sent(&page, "/action-items", "title-en", TYPED), "{page}");
    // What another site sends is nobody's, and no button of ours sends it.
    let page = page_of(server.send_form_from("https://evil.example", "/action-items", &form).await, 429).await;
    assert!(!page.contains(TYPED), "{page}");
    // The same of a form that a link opens.
    while server.send_form("/forms/x", &[]).await.status() != 429 {}
    let page = page_of(server.send_form("/forms/x", &[("answer", TYPED)]).await, 429).await;
    assert!(is_to_be_sent(&page, "/forms/x", "answer", TYPED), "{page}");
    // Of a way in nothing is said again.
    while server.send_form("/sign-in", &[("token", "guessed")]).await.status() != 429 {}
    let page = page_of(server.send_form("/sign-in", &[("token", "a-secret-of-a-link")]).await, 429).await;
    assert!(!page.contains("a-secret-of-a-link"), "{page}");
    server.stop().await;
}

#[tokio::test]
async fn a_draft_that_is_not_kept_is_there_to_be_kept_later_or_to_be_copied() {
    let server = sample_hub().await;
    let cookie = server.sign_in(READER).await;
    let long = "word ".repeat(2 * 1024);
    let long = long.trim();
    let more = ["a", "b", "c", "d"].map(|field| (field, long));
    let fields = [[("draft", "/meetings/qershor#minutes"), ("minutes", long)].as_slice(), &more].concat();
    let page = page_of(server.send_as(&cookie, "/drafts", &fields).await, 413).await;
    assert!(is_to_be_copied(&page, long), "{page}");
    for n in 0..MOST_DRAFTS {
        let address = format!("/meetings/qershor#form-{n}");
        let kept = server.script_sends_as(&cookie, "/drafts", &[("draft", &address), ("text", "Some words")]).await;
        assert_eq!(kept.status(), 200);
    }
    let fields = [("draft", "/meetings/qershor#minutes"), ("minutes", TYPED)];
    let page = page_of(server.send_as(&cookie, "/drafts", &fields).await, 409).await;
    assert!(is_to_be_sent(&page, "/drafts", "minutes", TYPED), "{page}");
    server.stop().await;
}

#[tokio::test]
async fn minutes_of_somebody_who_may_not_write_them_are_there_to_be_copied() {
    let server = sample_hub().await;
    server.appoint("mpms", "former", Language::En).await;
    let labour = server.sign_in("former").await;
    let form = [("minutes", TYPED), ("once", "x"), ("identity-given", "Drita")];
    let page = page_of(server.send_as(&labour, "/meetings/qershor/minutes", &form).await, 403).await;
    assert!(is_to_be_copied(&page, TYPED) && !page.contains("Send it again"), "{page}");
    assert!(!page.contains("Drita"), "{page}");
    server.stop().await;
}

#[tokio::test]
async fn what_is_wrong_with_taking_one_text_out_stands_at_that_text_and_nowhere_else() {
    let server = sample_hub().await;
    let page = server.page("/erasures/texts?of=meeting/qershor", "en").await;
    let entries: Vec<(String, String)> = page
        .split("name=\"position\" value=\"")
        .skip(1)
        .map(|entry| {
            let position = entry.split('"').next().unwrap();
            let event = entry.split("name=\"event\" value=\"").nth(1).unwrap().split('"').next().unwrap();
            (position.to_owned(), event.to_owned())
        })
        .collect();
    assert!(entries.len() > 1, "the meeting has several entries with texts: {page}");
    let (position, event) = &entries[0];
    let too_long = TYPED.repeat(60);
    let form =
        [("of", "meeting/qershor"), ("position", position), ("event", event), ("reason", &too_long), ("once", "x")];
    let refused = page_of(server.send_form("/erasures", &form).await, 422).await;
    let own = format!("wrong-take-out-{position}-reason");
    assert_eq!(refused.matches(&format!("id=\"{own}\"")).count(), 1, "{refused}");
    assert_eq!(refused.matches("aria-invalid").count(), 1, "{refused}");
    assert_eq!(refused.matches(&too_long).count(), 1, "what was typed stands at its entry only");
    let (_, at_entry) = refused.split_once(&format!("id=\"event-{position}\"")).unwrap();
    let at_entry = at_entry.split("<section").next().unwrap();
    assert!(at_entry.contains("<details open>") && at_entry.contains(&own), "{at_entry}");
    assert_eq!(refused.matches("<details open>").count(), 1, "{refused}");
    server.stop().await;
}
