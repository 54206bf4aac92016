//! The document: valid for other people's validators, and what is answered is as it says.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Program, clients, run};
use crate::support::TestGateway;
use crate::support::sample_hub::sample_hub;

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

/// What is sent to every operation, so that as much as can be is answered.
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
        ("/timeline?limit=500", "/timeline"),
        ("/timeline?kind=case&kind=meeting", "/timeline"),
        ("/timeline?kind=nothing", "/timeline"),
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
    let folder = tempfile::tempdir().unwrap();
    let given = json!({ "document": document, "answers": answers });
    std::fs::write(folder.path().join("answers.json"), given.to_string()).unwrap();
    let script = clients().join("conforms.py");
    let arguments = [script.to_str().unwrap(), "answers.json"];
    run(&clients().join(".venv/bin/python"), &arguments, folder.path(), &[]).await;
    server.stop().await;
}

async fn described(method: &str, template: &str, answer: reqwest::Response) -> Value {
    let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let (status, kind, address) = (answer.status().as_u16(), header("content-type"), answer.url().to_string());
    let headers: Vec<_> = answer.headers().keys().map(ToString::to_string).collect();
    let body: Value = answer.json().await.unwrap();
    let template = format!("/api/v1{template}");
    json!({ "address": address, "method": method, "template": template, "status": status, "kind": kind, "headers": headers, "body": body })
}
