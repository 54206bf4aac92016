//! What is behind or away says so: to programs, on each page, and when a command could not be saved.

use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::support::{PATIENCE, TestGateway};
use events::ids::Position;
use readmodels::freshness::HeldStream;
use readmodels::{Freshness, ReadPort};
use reqwest::Response;
use serde_json::{Value, json};
use store::EventStore;

fn part(age: Option<u64>, away: bool) -> Freshness {
    let age = age.map(Duration::from_secs);
    Freshness { part: "read-models-1-of-2".to_owned(), reached: Position(7), behind: 3, age, away, held: vec![] }
}

async fn problem(response: Response) -> (u16, Option<String>, Value) {
    let retry = response.headers().get("retry-after").map(|value| value.to_str().unwrap().to_owned());
    (response.status().as_u16(), retry, response.json().await.unwrap())
}

#[tokio::test]
async fn readiness_names_the_part_that_is_behind_or_away() {
    let server = TestGateway::start().await;
    let ready = server.get("/ready", "en").await;
    assert_eq!(ready.status(), 200);
    let said: Value = ready.json().await.unwrap();
    let parts: Vec<_> = said["parts"].as_array().unwrap().iter().map(|part| part["part"].clone()).collect();
    assert_eq!((&said["ready"], parts), (&json!(true), vec![json!("read-models")]));

    *server.read_models.said.lock().unwrap() = Some(vec![part(Some(61), false)]);
    let (status, retry, said) = problem(server.get("/ready", "en").await).await;
    assert_eq!((status, retry.as_deref(), &said["ready"]), (503, Some("10"), &json!(false)));
    let wanted = json!({
        "part": "read-models-1-of-2", "condition": "behind", "reached": 7, "behind": 3, "age_seconds": 61.0, "held": []
    });
    assert_eq!(said["parts"][0], wanted);
    *server.read_models.said.lock().unwrap() = Some(vec![part(None, true)]);
    let (status, _, said) = problem(server.get("/ready", "en").await).await;
    assert_eq!((status, &said["parts"][0]["condition"]), (503, &json!("away")));
    assert_eq!(server.get("/health", "en").await.status(), 200, "it lives all the same");
    server.stop().await;
}

#[tokio::test]
async fn each_page_says_how_old_its_data_are() {
    let server = TestGateway::start().await;
    let pages = ["/", "/timeline", "/institutions", "/institutions/ms", "/subgroups", "/meetings", "/action-items/new"];
    *server.read_models.said.lock().unwrap() = Some(vec![part(Some(300), false)]);
    for path in pages {
        for (language, words) in [
            ("en", ["What you see is 5 minutes old.", "Newer changes do not show yet."]),
            ("sq", ["Të dhënat që shihni janë të para 5 minutash.", "Ndryshimet më të reja ende nuk shfaqen."]),
            ("sr", ["Podaci koje vidite stari su 5 minuta.", "Novije promene se još ne prikazuju."]),
        ] {
            let page = server.page(path, language).await;
            for sentence in words {
                assert!(page.contains(sentence), "{path} in {language} lacks “{sentence}”:\n{page}");
            }
        }
    }
    *server.read_models.said.lock().unwrap() = Some(vec![part(Some(61), true)]);
    let page = server.page("/", "en").await;
    assert!(page.contains("What you see is 61 seconds old.") && page.contains("A part of the data cannot be read"));
    *server.read_models.said.lock().unwrap() = Some(vec![part(None, false)]);
    assert!(server.page("/", "en").await.contains("how old it is is not known yet"));
    let stream = "meeting/m".parse().unwrap();
    let held =
        HeldStream { projection: "timeline".to_owned(), stream, position: Position(3), reason: "odd".to_owned() };
    *server.read_models.said.lock().unwrap() = Some(vec![Freshness { held: vec![held], ..part(Some(1), false) }]);
    let page = server.page("/", "en").await;
    assert!(
        page.contains("Of 1 task or meeting the latest changes cannot be shown") && !page.contains("is 1 second old")
    );
    server.stop().await;
}

#[tokio::test]
async fn a_fresh_page_says_nothing_and_the_api_says_what_it_is_as_of() {
    let server = TestGateway::start().await;
    let recorded = server.store.end().await.unwrap();
    let page = server.page("/", "en").await;
    assert!(page.contains("id=\"freshness\"") && !page.contains("What you see is"), "{page}");
    let answer = server.get("/api/v1/institutions", "en").await;
    let header = |name: &str| answer.headers()[name].to_str().unwrap().parse::<u64>().unwrap();
    assert_eq!(header("focalpoint-position"), recorded.0);
    assert!(header("focalpoint-data-age") < 60);
    server.stop().await;
}

#[tokio::test]
async fn read_models_that_are_away_are_told_as_such() {
    let server = TestGateway::start().await;
    server.read_models.away.store(true, Ordering::SeqCst);
    let (status, retry, said) = problem(server.get("/api/v1/institutions", "en").await).await;
    assert_eq!((status, retry.as_deref(), &said["code"]), (503, Some("10"), &json!("read-models-away")));
    assert!(said["detail"].as_str().unwrap().contains("read-models-1-of-2 does not answer"), "{said}");
    for (language, sentence) in [
        ("en", "A part of the data cannot be read at the moment. Nothing is lost. Open the page again in 10 seconds."),
        ("sq", "Hapeni faqen përsëri pas 10 sekondash."),
        ("sr", "Otvorite stranicu ponovo za 10 sekundi."),
    ] {
        let response = server.get("/institutions", language).await;
        assert_eq!((response.status().as_u16(), &response.headers()["retry-after"]), (503, &"10".parse().unwrap()));
        let page = response.text().await.unwrap();
        assert!(page.contains(sentence), "{page}");
    }
    server.stop().await;
}

#[tokio::test]
async fn what_could_not_be_saved_can_be_sent_again_and_counts_once() {
    let server = TestGateway::start().await;
    server.commands.off.store(true, Ordering::SeqCst);
    let wish = json!({ "title": { "en": "Count the beds" }, "owner": "ms", "due": "2099-01-01" });
    let (status, retry, said) = problem(server.post("/api/v1/action-items", "k1", &wish).await).await;
    assert_eq!((status, retry.as_deref(), &said["code"]), (503, Some("10"), &json!("not-saved")));

    let title = "Count the \"beds\" & rooms";
    let form = [
        ("once", "o1"),
        ("title-en", title),
        ("owner", "ms"),
        ("due", "2099-01-01"),
        ("meant-due", "2099-01-01"),
        ("back", "/"),
    ];
    let response = server.send_form("/action-items", &form).await;
    assert_eq!((response.status().as_u16(), &response.headers()["retry-after"]), (503, &"10".parse().unwrap()));
    let page = response.text().await.unwrap();
    assert!(page.contains("This was not saved") && page.contains("send it again in 10 seconds"), "{page}");
    assert!(page.contains("<form method=\"post\" action=\"&#x2f;action-items\">"), "{page}");
    assert!(page.contains("name=\"once\" value=\"o1\"") && page.contains("Count the &quot;beds&quot; &amp; rooms"));
    assert!(server.read_models.real.all_tasks().await.unwrap().is_empty(), "nothing is pretended");

    server.commands.off.store(false, Ordering::SeqCst);
    for _ in 0..2 {
        assert_eq!(server.send_form("/action-items", &form).await.status(), 303);
        assert_eq!(server.post("/api/v1/action-items", "k1", &wish).await.status(), 201);
    }
    let tasks = server.read_models.real.all_tasks().await.unwrap();
    assert_eq!(tasks.len(), 2, "each was sent three times: {tasks:?}");
    server.stop().await;
}

#[tokio::test]
async fn figures_tell_how_old_the_data_are_and_what_became_of_commands() {
    let server = TestGateway::start().await;
    *server.read_models.said.lock().unwrap() = Some(vec![part(Some(61), true)]);
    let wish = json!({ "title": { "en": "Count the beds" }, "owner": "ms", "due": "2099-01-01" });
    assert_eq!(server.post("/api/v1/action-items", "k1", &wish).await.status(), 201);
    assert_eq!(server.post("/api/v1/action-items", "k1", &wish).await.status(), 201);
    server.commands.off.store(true, Ordering::SeqCst);
    assert_eq!(server.post("/api/v1/action-items", "k2", &wish).await.status(), 503);
    let answer = server.get("/metrics", "en").await;
    assert!(answer.headers()["content-type"].to_str().unwrap().starts_with("application/openmetrics-text"));
    let figures = answer.text().await.unwrap();
    for line in [
        "focalpoint_read_model_age_seconds{part=\"read-models-1-of-2\"} 61.0",
        "focalpoint_read_model_behind{part=\"read-models-1-of-2\"} 3.0",
        "focalpoint_read_model_away{part=\"read-models-1-of-2\"} 1.0",
        "focalpoint_commands_total{outcome=\"accepted\"} 3",
        "focalpoint_commands_total{outcome=\"repeated\"} 1",
        "focalpoint_commands_total{outcome=\"unavailable\"} 1",
        "focalpoint_http_requests_total{method=\"POST\",status=\"201\"} 2",
        "focalpoint_http_requests_total{method=\"POST\",status=\"503\"} 1",
    ] {
        assert!(figures.lines().any(|figure| figure == line), "{line} is not among:\n{figures}");
    }
    assert!(figures.contains("focalpoint_http_request_seconds_count"));
    server.stop().await;
}

#[tokio::test]
async fn an_open_page_learns_that_its_data_have_become_stale() {
    let server = TestGateway::start().await;
    let mut news = server.get("/live", "en").await;
    let mut heard = String::new();
    let listening = async {
        while let Some(piece) = news.chunk().await.unwrap() {
            heard.push_str(&String::from_utf8_lossy(&piece));
            if heard.contains("event: progress") {
                *server.read_models.said.lock().unwrap() = Some(vec![part(Some(300), false)]);
            }
            if heard.contains("event: freshness") {
                return;
            }
        }
    };
    assert!(tokio::time::timeout(PATIENCE, listening).await.is_ok(), "it only hears: {heard}");
    assert!(server.page("/", "en").await.contains("What you see is 5 minutes old."));
    drop(news);
    server.stop().await;
}
