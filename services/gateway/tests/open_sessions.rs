//! Which sessions are open: one that nobody used for too long is listed nowhere, and its live news ends.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use events::account::{AccountCommand, AccountEvent, Role};
use events::ids::Position;
use events::institution::InstitutionCommand;
use events::language::Language;
use events::{Command, Event};
use gateway::{GatewayConfig, SessionLimits};
use readmodels::Freshness;
use serde_json::Value;
use store::EventStore;

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

/// The uses of sessions that were recorded: when, UTC, and from where.
async fn uses(server: &TestGateway) -> Vec<(String, Option<String>)> {
    let all = server.store.read_all(Position(0), 10_000).await.unwrap();
    let used = |event| {
        let Event::Account(_, AccountEvent::SessionUsed { at, network, .. }) = event else { return None };
        Some((at.to_rfc3339(), network.map(|network| network.as_str().to_owned())))
    };
    all.into_iter().filter_map(|stored| used(stored.decode().unwrap().event)).collect()
}

#[tokio::test]
async fn a_page_that_moves_between_networks_keeps_nobody_signed_in_and_is_seen_all_the_same() {
    let clock = Arc::new(coordination::SystemClock);
    let server = TestGateway::start_configured(clock, |config| GatewayConfig { behind_proxy: true, ..config }).await;
    server.world.set("2026-11-30T08:59:00Z");
    let cookie = server.sign_in(READER).await;
    let by_itself = async |network: u8| {
        let request = reqwest::Client::new().get(format!("{}/account", server.base)).header("cookie", &cookie);
        let request = request.header("focalpoint-by-itself", "1");
        request.header("x-forwarded-for", format!("198.51.{network}.7")).send().await.unwrap().status().as_u16()
    };
    for hour in 10..=20 {
        server.world.set(&format!("2026-11-30T{hour}:30:00Z"));
        assert_eq!(by_itself(hour % 2).await, 200, "{hour}");
    }
    server.world.set("2026-11-30T21:01:00Z");
    assert_eq!(by_itself(0).await, 401, "nobody was there for twelve hours");
    let moved = async {
        while uses(&server).await.into_iter().map(|(_, network)| network).collect::<BTreeSet<_>>().len() < 2 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, moved).await.expect("where the page was open is not kept");
    server.stop().await;
}

#[tokio::test]
async fn whoever_is_there_is_not_signed_out_before_the_time_that_was_said() {
    let clock = Arc::new(coordination::SystemClock);
    let an_hour = |config: GatewayConfig| {
        let sessions = SessionLimits { idle: Duration::from_secs(3600), ..config.sessions };
        GatewayConfig { sessions, ..config }
    };
    let server = TestGateway::start_configured(clock, an_hour).await;
    server.world.set("2026-11-30T10:00:05Z");
    let cookie = server.sign_in(READER).await;
    let looks = async |at: &str| {
        server.world.set(at);
        server.get_as(&cookie, "/account", "en").await.status().as_u16()
    };
    assert_eq!(looks("2026-11-30T10:59:00Z").await, 200);
    let used = "2026-11-30T10:59:00Z".parse::<DateTime<Utc>>().unwrap();
    let says_so =
        |event: &Event| matches!(event, Event::Account(_, AccountEvent::SessionUsed { at, .. }) if *at == used);
    server.settled(says_so).await;
    assert_eq!(looks("2026-11-30T11:50:00Z").await, 200, "used 51 minutes ago");
    server.stop().await;
}

#[tokio::test]
async fn nobody_is_signed_out_for_good_while_what_is_shown_may_lack_them() {
    let server = TestGateway::start().await;
    server.appoint("ms", "arta", Language::En).await;
    let cookie = server.sign_in("arta").await;
    let deactivate = InstitutionCommand::Deactivate { reason: "Abolished".parse().unwrap() };
    server.give_and_show(Command::Institution("ms".parse().unwrap(), deactivate)).await;
    let filling = Freshness {
        part: "read-models".to_owned(),
        reached: Position(1),
        behind: 10,
        age: None,
        away: false,
        held: vec![],
    };
    *server.read_models.said.lock().unwrap() = Some(vec![filling]);
    let answer = server.get_as(&cookie, "/account", "en").await;
    assert_eq!(answer.status(), 503, "nobody knows who has left");
    assert!(answer.headers().contains_key("retry-after"));
    *server.read_models.said.lock().unwrap() = None;
    assert_eq!(server.get_as(&cookie, "/account", "en").await.status(), 401);
    server.stop().await;
}
