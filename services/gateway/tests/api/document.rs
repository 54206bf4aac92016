//! The document: valid for other people's validators, and what is answered is as it says.

use std::collections::BTreeSet;

use events::Command;
use events::account::{AccountCommand, Role};
use gateway::{DoorAddress, DoorKind, doors};
use serde_json::{Value, json};

use super::{Program, clients, run};
use crate::matrix::rows::{filled, query_of};
use crate::parity::{Hub, door_of, pairs, path_in};
use crate::support::sample_hub::sample_hub;
use crate::support::{READER, TestGateway};

#[tokio::test]
async fn foreign_validators_find_nothing_wrong_with_the_document() {
    let server = TestGateway::start().await;
    let document = Program::of_secretariat(&server).await.get("/openapi.json").await.text().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("openapi.json");
    std::fs::write(&file, &document).unwrap();
    let (file, clients) = (file.to_str().unwrap(), clients());
    run(&clients.join(".venv/bin/openapi-spec-validator"), &[file], folder.path(), &[]).await;
    let quiet = [("REDOCLY_TELEMETRY", "off"), ("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true")];
    let lint = ["lint", "--config", clients.join("redocly.yaml").to_str().unwrap(), file].map(str::to_owned);
    let lint: Vec<&str> = lint.iter().map(String::as_str).collect();
    run(&clients.join("node_modules/.bin/redocly"), &lint, folder.path(), &quiet).await;
    server.stop().await;
}

/// Every operation: method, path and what is said of it.
fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    let each = paths.iter().flat_map(|(path, item)| {
        let item = item.as_object().unwrap().clone();
        item.into_iter().map(move |(method, operation)| (method, path.clone(), operation))
    });
    each.collect()
}

#[tokio::test]
async fn every_operation_has_a_plain_id_of_its_own_a_group_and_every_problem_as_a_problem() {
    let server = TestGateway::start().await;
    let document = Program::of_secretariat(&server).await.json("/openapi.json").await;
    let (operations, mut ids) = (operations(&document), BTreeSet::new());
    assert!(operations.len() >= 13, "{}", operations.len());
    for (method, path, operation) in &operations {
        let id = operation["operationId"].as_str().unwrap_or_else(|| panic!("{method} {path}"));
        assert!(id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') && id.contains('_'), "{id}");
        assert!(ids.insert(id.to_owned()), "{id} twice");
        assert_eq!(operation["tags"].as_array().map(Vec::len), Some(1), "{id}");
        let answers = operation["responses"].as_object().unwrap();
        let mut expected = vec!["401", "403", "429", "500", "503", "default"];
        if method == "get" {
            expected.push("304");
        } else {
            expected.extend(["400", "409", "413", "415", "422"]);
        }
        if path.contains('{') {
            expected.push("404");
        }
        for status in expected {
            let at = answers.get(status).unwrap_or_else(|| panic!("{id}: {status}"))["$ref"].as_str().unwrap();
            let answer = document.pointer(at.trim_start_matches('#')).unwrap();
            if status == "304" {
                assert!(answer.get("content").is_none(), "{at}");
            } else {
                let content = &answer["content"]["application/problem+json"]["schema"]["$ref"];
                assert_eq!(content, "#/components/schemas/Problem", "{id}: {status}");
            }
        }
    }
    for tag in document["tags"].as_array().unwrap() {
        assert!(tag["description"].is_string(), "nothing is said of {tag}: add it to TAGS");
    }
    assert_eq!(document["servers"][0]["url"], server.base);
    server.stop().await;
}

/// Holds answers against the document.
async fn conforms(document: Value, answers: Vec<Value>) {
    let folder = tempfile::tempdir().unwrap();
    let given = json!({ "document": document, "answers": answers });
    std::fs::write(folder.path().join("answers.json"), given.to_string()).unwrap();
    let script = clients().join("conforms.py");
    let arguments = [script.to_str().unwrap(), "answers.json"];
    run(&clients().join(".venv/bin/python"), &arguments, folder.path(), &[]).await;
}

/// Each operation as a person in a session asks it: whatever can be looked at by those who see most, and every pair of the parity in
/// its order, so that each finds what it needs.
#[tokio::test]
async fn what_every_operation_answers_to_people_is_as_the_document_says() {
    let hub = Hub::new().await;
    let server = &hub.server;
    let document: Value = server.get("/api/v1/openapi.json", "en").await.json().await.unwrap();
    let audits = AccountCommand::GrantRole { role: Role::Auditor, institution: Some("qps".parse().unwrap()) };
    server.give_as_service(Command::Account("administrator".parse().unwrap(), audits)).await;
    let doors: Vec<DoorAddress> = doors().into_iter().filter(|door| door.kind == DoorKind::Api).collect();
    let mut answers = vec![];
    for door in doors.iter().filter(|door| door.method == "GET" && door.path != "/api/v1/openapi.json") {
        for path in filled(&door.path) {
            for person in [READER, "administrator"] {
                server.elapsed.move_on(3_600);
                let answer =
                    server.get_as(&hub.cookies[person], &format!("{path}{}", query_of(&door.path)), "en").await;
                answers.push(described("get", &door.path, answer).await);
            }
        }
    }
    for pair in pairs() {
        server.elapsed.move_on(3_600);
        let path = format!("/api/v1{}", path_in(&hub, &pair, pair.operation).await);
        let answer = server.api_post_as(&hub.cookies[pair.by], &path, &pair.body).await;
        assert!(answer.status().is_success(), "{path}: {}", answer.text().await.unwrap());
        answers.push(described("post", &door_of(&doors, &path).path, answer).await);
    }
    let is_good = |answer: &&Value| answer["status"].as_u64().is_some_and(|status| status < 300);
    let told = |answer: &Value| {
        (answer["method"].as_str().unwrap().to_owned(), answer["template"].as_str().unwrap().to_owned())
    };
    let answered: BTreeSet<_> = answers.iter().filter(is_good).map(told).collect();
    let all: BTreeSet<_> = operations(&document).into_iter().map(|(method, path, _)| (method, path)).collect();
    let unanswered: Vec<_> = all.difference(&answered).collect();
    assert_eq!(
        unanswered,
        ANSWERED_ELSEWHERE.map(|(method, path)| (method.to_owned(), path.to_owned())).iter().collect::<Vec<_>>()
    );
    println!("{} answers of {} operations are as the document says.", answers.len(), answered.len());
    conforms(document, answers).await;
    hub.server.stop().await;
}

/// Operations at which nobody in the parity's hub finds anything: there is no message that was sent, and no answer that is asked for.
const ANSWERED_ELSEWHERE: [(&str, &str); 2] =
    [("get", "/api/v1/webhooks/{id}/messages"), ("post", "/api/v1/data-requests/{id}/answer")];

/// What programs get with a token, well and badly.
#[tokio::test]
async fn what_is_answered_is_as_the_document_says() {
    let server = sample_hub().await;
    let program = Program::of_secretariat(&server).await;
    let document = program.json("/openapi.json").await;
    let mut answers = vec![];
    for (path, template) in [
        ("/institutions", "/institutions"),
        ("/institutions?limit=2", "/institutions"),
        ("/institutions?limit=0", "/institutions"),
        ("/institutions/ms/tasks", "/institutions/{id}/tasks"),
        ("/institutions/nowhere/tasks", "/institutions/{id}/tasks"),
        ("/subgroups", "/subgroups"),
        ("/subgroups/strehimi/board", "/subgroups/{id}/board"),
        ("/action-items/shtreterit", "/action-items/{id}"),
        ("/meetings", "/meetings"),
        ("/meetings/qershor", "/meetings/{id}"),
        ("/objectives", "/objectives"),
        ("/objectives/objektivi-1", "/objectives/{id}"),
        ("/search?q=beds", "/search"),
        ("/search?q=2017", "/search"),
        ("/search", "/search"),
        ("/action-items?limit=2", "/action-items"),
        ("/action-items?stage=nothing", "/action-items"),
        ("/timeline?limit=500", "/timeline"),
        ("/timeline?kind=case&kind=meeting", "/timeline"),
        ("/timeline?kind=nothing", "/timeline"),
        ("/timeline/things?limit=500", "/timeline/things"),
        ("/timeline/things?as-of=2017-06-20&since=2017-06-06", "/timeline/things"),
        ("/timeline/things?kind=nothing", "/timeline/things"),
    ] {
        let answer = program.get(path).await;
        answers.push(described("get", template, answer).await);
    }
    let meeting =
        json!({ "title": { "en": "Beds" }, "date": "2099-01-05", "time": "10:00:00", "convened": "authority" });
    let item = json!({ "title": { "en": "Count the beds" }, "owner": "ms", "due": "2099-01-01" });
    for (path, template, body) in [
        ("/meetings", "/meetings", &meeting),
        ("/meetings", "/meetings", &json!({ "title": {}, "date": "soon" })),
        ("/action-items", "/action-items", &item),
        ("/action-items/shtreterit/verify", "/action-items/{id}/{command}", &json!({})),
        ("/action-items/shtreterit/cancel", "/action-items/{id}/{command}", &json!({})),
        ("/action-items/nothing/verify", "/action-items/{id}/{command}", &json!({})),
        ("/action-items/nothing/unheard-of", "/action-items/{id}/{command}", &json!({})),
    ] {
        let answer = program.post(path, &format!("{path} {body}"), body).await;
        answers.push(described("post", template, answer).await);
    }
    let stranger = Program { token: "nobody's".to_owned(), ..program.clone() };
    answers.push(described("get", "/meetings", stranger.get("/meetings").await).await);
    let statuses: BTreeSet<_> = answers.iter().map(|answer| answer["status"].as_u64().unwrap()).collect();
    assert!([200, 201, 401, 404, 422].iter().all(|status| statuses.contains(status)), "{statuses:?}");
    conforms(document, answers).await;
    server.stop().await;
}

/// An answer, with the operation by its path in the document.
async fn described(method: &str, template: &str, answer: reqwest::Response) -> Value {
    let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let (status, kind, address) = (answer.status().as_u16(), header("content-type"), answer.url().to_string());
    let headers: Vec<_> = answer.headers().keys().map(ToString::to_string).collect();
    let body = answer.text().await.unwrap();
    let body: Value = if body.is_empty() { Value::Null } else { serde_json::from_str(&body).unwrap() };
    let template = if template.starts_with("/api/v1") { template.to_owned() } else { format!("/api/v1{template}") };
    json!({ "address": address, "method": method, "template": template, "status": status, "kind": kind, "headers": headers, "body": body })
}
