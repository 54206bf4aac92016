//! Idempotency keys: one change, one answer; each person's own; another request under the same key is refused.

use events::institution::InstitutionKind;
use events::language::Language;
use events::mandate::Mandate;
use futures::future::join_all;
use reqwest::Response;
use serde_json::{Value, json};

use super::Program;
use crate::support::TestGateway;

async fn taken(answer: Response) -> (u16, bool, Value) {
    let (status, replayed) = (answer.status().as_u16(), answer.headers().contains_key("idempotency-replayed"));
    (status, replayed, answer.json().await.unwrap())
}

fn beds() -> Value {
    json!({ "title": { "en": "Count the beds" }, "owner": "ms", "due": "2099-01-01" })
}

fn meeting(title: &str) -> Value {
    json!({ "title": { "en": title }, "date": "2099-01-05", "convened": "authority", "rule": "FREQ=MONTHLY;COUNT=3" })
}

async fn tasks(program: &Program) -> usize {
    program.json("/institutions/ms/tasks").await["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn the_same_key_at_the_same_moment_again_and_after_a_restart_is_one_change_and_one_answer() {
    let server = TestGateway::start().await;
    let program = Program::of_secretariat(&server).await;
    let wish = beds();
    let at_once =
        join_all((0..8).map(|_| async { taken(program.post("/action-items", "k", &wish).await).await })).await;
    let (_, _, answer) = &at_once[0];
    assert!(at_once.iter().all(|(status, _, said)| (*status, said) == (201, answer)), "{at_once:?}");
    assert_eq!(at_once.iter().filter(|(_, replayed, _)| !replayed).count(), 1, "{at_once:?}");
    assert_eq!(tasks(&program).await, 1);
    let reordered = json!({ "due": "2099-01-01", "owner": "ms", "title": { "en": "Count the beds" } });
    assert_eq!(taken(program.post("/action-items", "k", &reordered).await).await, (201, true, answer.clone()));
    let elsewhere = Program { base: server.another_gateway().await, ..program.clone() };
    assert_eq!(taken(elsewhere.post("/action-items", "k", &wish).await).await, (201, true, answer.clone()));
    assert_eq!(tasks(&program).await, 1);
    let (status, replayed, second) = taken(program.post("/action-items", "another", &wish).await).await;
    assert!(status == 201 && !replayed && second["id"] != answer["id"], "{second}");
    let series = taken(program.post("/meetings", "k", &meeting("Beds")).await).await;
    assert_eq!(series.2["ids"].as_array().map(Vec::len), Some(3), "{series:?}");
    assert_eq!(taken(elsewhere.post("/meetings", "k", &meeting("Beds")).await).await, (201, true, series.2));
    assert_eq!(program.json("/meetings").await["items"].as_array().map(Vec::len), Some(3));
    server.stop().await;
}

#[tokio::test]
async fn each_person_has_keys_of_their_own_and_gets_nobody_elses_answer() {
    let server = TestGateway::start().await;
    server.register("zyra", InstitutionKind::Secretariat).await;
    server.appoint("zyra", "besa", Language::En).await;
    let teuta = Program::of_secretariat(&server).await;
    let besa = Program::of(&server, "besa", "zyra", Mandate::Secretariat).await;
    let (_, _, first) = taken(teuta.post("/action-items", "k", &beds()).await).await;
    let (status, replayed, second) = taken(besa.post("/action-items", "k", &beds()).await).await;
    assert!(status == 201 && !replayed, "{second}");
    assert_ne!(first["id"], second["id"]);
    assert_eq!(tasks(&teuta).await, 2);
    server.stop().await;
}

#[tokio::test]
async fn the_same_key_with_another_request_is_refused_and_changes_nothing() {
    let server = TestGateway::start().await;
    let program = Program::of_secretariat(&server).await;
    let (_, _, first) = taken(program.post("/action-items", "k", &beds()).await).await;
    taken(program.post("/meetings", "k", &meeting("Beds")).await).await;
    let progress = format!("/action-items/{}/progress", first["id"].as_str().unwrap());
    assert_eq!(taken(program.post(&progress, "k", &json!({ "progress": 10 })).await).await.0, 200);
    let another = json!({ "title": { "en": "Paint the beds" }, "owner": "ms", "due": "2099-01-01" });
    for (path, body) in [
        ("/action-items", &another),
        ("/action-items", &json!({ "title": { "en": "Count the beds" }, "owner": "mpms", "due": "2099-01-01" })),
        ("/meetings", &meeting("Doors")),
        (progress.as_str(), &json!({ "progress": 20 })),
    ] {
        let (status, _, problem) = taken(program.post(path, "k", body).await).await;
        assert_eq!(
            (status, &problem["code"], &problem["at"]),
            (422, &json!("key-reused"), &json!("Idempotency-Key")),
            "{path}"
        );
        assert!(problem["detail"].as_str().unwrap().contains("use a new key"), "{problem}");
    }
    let at_once: Vec<_> = [beds(), another.clone(), beds(), another].to_vec();
    let answers =
        join_all(at_once.iter().map(|body| async { taken(program.post("/action-items", "race", body).await).await }));
    let statuses: Vec<u16> = answers.await.into_iter().map(|(status, _, _)| status).collect();
    assert!(statuses == [201, 422, 201, 422] || statuses == [422, 201, 422, 201], "{statuses:?}");
    assert_eq!(tasks(&program).await, 2);
    for key in ["", &"k".repeat(201)] {
        let (status, _, problem) = taken(program.post("/action-items", key, &beds()).await).await;
        assert_eq!((status, &problem["at"]), (422, &json!("Idempotency-Key")));
    }
    server.stop().await;
}

#[tokio::test]
async fn a_key_under_which_nothing_was_done_can_be_used_again() {
    let server = TestGateway::start().await;
    let program = Program::of_secretariat(&server).await;
    let wrong = json!({ "title": { "en": "Count the beds" }, "owner": "nobody", "due": "2099-01-01" });
    assert_eq!(taken(program.post("/action-items", "k", &wrong).await).await.0, 422);
    assert_eq!(taken(program.post("/action-items", "k", &beds()).await).await.0, 201);
    server.stop().await;
}
