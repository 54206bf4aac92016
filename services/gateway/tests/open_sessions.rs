//! Which sessions are open: one that nobody used for too long is listed nowhere, and its live news ends.

use std::time::Duration;

use events::Command;
use events::account::{AccountCommand, Role};
use events::language::Language;
use serde_json::Value;

use crate::support::{PATIENCE, READER, SECRETARIAT, TestGateway};

#[tokio::test]
async fn a_session_that_nobody_used_for_too_long_is_listed_nowhere() {
    let server = TestGateway::start().await;
    let role = AccountCommand::GrantRole { role: Role::Administrator, institution: Some(SECRETARIAT.parse().unwrap()) };
    server.give_as_service(Command::Account(READER.parse().unwrap(), role)).await;
    server.appoint("ms", "arta", Language::En).await;
    server.sign_in("arta").await;
    let own = async |cookie: &str, path: &str| server.get_as(cookie, path, "en").await.text().await.unwrap();
    let of_arta = async |cookie: &str| {
        let listed: Value = serde_json::from_str(&own(cookie, "/api/v1/accounts").await).unwrap();
        let people = listed["items"].as_array().unwrap().clone();
        let arta = people.into_iter().find(|one| one["person"] == "arta").unwrap();
        arta["sessions"].as_array().unwrap().len()
    };
    let before = server.sign_in(READER).await;
    assert_eq!(of_arta(&before).await, 1);
    assert!(own(&before, "/accounts").await.contains("arta&#x2f;end-sessions"));

    // Within their longest time, but twelve hours and more after they were used.
    server.world.set("2026-11-30T21:30:00Z");
    let now = server.sign_in(READER).await;
    assert_eq!(of_arta(&now).await, 0);
    assert!(!own(&now, "/accounts").await.contains("arta&#x2f;end-sessions"));
    let page = own(&now, "/account").await;
    assert!(page.contains("this one") && !page.contains("/account/sessions/"), "{page}");
    let account: Value = serde_json::from_str(&own(&now, "/api/v1/account").await).unwrap();
    assert_eq!(account["sessions"].as_array().unwrap().len(), 1, "{account}");
    server.stop().await;
}

/// Reads live news to its end.
async fn to_its_end(mut news: reqwest::Response) {
    while news.chunk().await.unwrap().is_some() {}
}

#[tokio::test]
async fn live_news_ends_with_its_session_though_nothing_happens() {
    let server = TestGateway::start().await;
    for end in ["2026-11-30T21:30:00Z", "2026-12-08T09:00:00Z"] {
        server.world.set("2026-11-30T09:00:00Z");
        let cookie = server.sign_in(READER).await;
        let mut news = server.get_as(&cookie, "/live", "en").await;
        assert_eq!(news.status(), 200);
        assert!(String::from_utf8_lossy(&news.chunk().await.unwrap().unwrap()).contains("progress"));
        server.world.set(end);
        tokio::time::timeout(PATIENCE, to_its_end(news)).await.unwrap();
        assert_eq!(server.get_by_itself(&cookie, "/live").await.status(), 401, "{end}");
    }
    // While the session lasts it goes on.
    server.world.set("2026-11-30T09:00:00Z");
    let cookie = server.sign_in(READER).await;
    let news = server.get_as(&cookie, "/live", "en").await;
    let waited = tokio::time::timeout(Duration::from_secs(6), to_its_end(news)).await;
    assert!(waited.is_err(), "it ended before its session");
    server.stop().await;
}
