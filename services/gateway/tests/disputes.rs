//! A task that its owner says is not theirs, on its page and in the API; and who decided on it.

use crate::support::sample_hub::give_a_chair_and_a_task;
use crate::support::{StandingClock, TestGateway};
use coordination::{CommandPort, CommandRequest};
use events::Command;
use events::action_item::{ActionItemCommand, ItemStage};
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId};
use events::mandate::Mandate;
use readmodels::ReadPort;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

async fn at_work() -> TestGateway {
    let server = TestGateway::start_on(Arc::new(StandingClock::at("2017-07-05T08:00:00Z"))).await;
    give_a_chair_and_a_task(&server).await;
    server
}

async fn stage(server: &TestGateway) -> ItemStage {
    server.read_models.task(&"beds".parse().unwrap()).await.unwrap().unwrap().item.stage
}

async fn item(server: &TestGateway) -> Value {
    server.get("/api/v1/action-items/beds", "en").await.json().await.unwrap()
}

#[tokio::test]
async fn the_api_takes_a_task_as_not_the_owners_and_gives_it_back() {
    let server = at_work().await;
    let path = |command: &str| format!("/api/v1/action-items/beds/{command}");
    let refused = server.post(&path("return"), "k1", &json!({"reason": "article 12"})).await;
    assert_eq!(refused.status(), 409, "nobody says that it is not theirs");
    let unknown = server.post(&path("disclaim"), "k2", &json!({"suggested": "nowhere"})).await;
    assert_eq!(unknown.status(), 422);
    assert!(unknown.text().await.unwrap().contains("suggested"));
    let body = json!({"suggested": "ms", "reason": "theirs by law"});
    assert_eq!(server.post(&path("disclaim"), "k3", &body).await.status(), 200);
    let found = item(&server).await;
    assert_eq!([&found["stage"], &found["suggested"], &found["reason"]], ["disclaimed", "ms", "theirs by law"]);
    assert_eq!(server.post(&path("nudge"), "k4", &json!({})).await.status(), 409, "it is not the owner's turn");
    assert_eq!(server.post(&path("return"), "k5", &json!({})).await.status(), 422, "a reason is needed");
    assert_eq!(server.post(&path("return"), "k6", &json!({"reason": "article 12"})).await.status(), 200);
    assert_eq!(stage(&server).await, ItemStage::Assigned);
    let found = item(&server).await;
    assert_eq!(found["suggested"], Value::Null);
    let returned = found["history"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        [&returned["event_type"], &returned["detail"], &returned["by"]["kind"]],
        ["action-item.returned", "article 12", "official"]
    );
    server.stop().await;
}

#[tokio::test]
async fn the_page_offers_to_give_it_back_and_proposes_whom_the_owner_names() {
    let server = at_work().await;
    let page = server.page("/action-items/beds", "en").await;
    assert!(!page.contains("/beds/return") && !page.contains("They name"), "{page}");
    let suggested = Some("ms".parse().unwrap());
    let disclaim = ActionItemCommand::Disclaim { suggested, reason: None };
    server.give_and_show(Command::ActionItem("beds".parse().unwrap(), disclaim)).await;
    let page = server.page("/action-items/beds", "en").await;
    assert!(page.contains("<option value=\"ms\" selected>"), "{page}");
    assert!(page.contains("They name: <a href=\"/institutions/ms\">"), "{page}");
    let empty = server.send_form("/action-items/beds/return", &[("once", "a"), ("reason", "")]).await;
    assert_eq!(empty.status(), 422);
    let sent = server.send_form("/action-items/beds/return", &[("once", "b"), ("reason", "article 12")]).await;
    assert_eq!(sent.status(), 303);
    assert_eq!(stage(&server).await, ItemStage::Assigned);
    let page = server.page("/action-items/beds", "en").await;
    assert!(page.contains("Stays with the institution</b> <small>article 12</small>"), "{page}");
    server.stop().await;
}

#[tokio::test]
async fn the_history_says_who_decided_and_that_it_was_for_the_chair() {
    let server = at_work().await;
    let disclaim = ActionItemCommand::Disclaim { suggested: None, reason: None };
    server.give_and_show(Command::ActionItem("beds".parse().unwrap(), disclaim)).await;
    let away = BTreeMap::from([("strehimi".parse().unwrap(), "arta".parse().unwrap())]);
    let besa =
        Principal::official("besa".parse().unwrap(), "ms".parse().unwrap(), BTreeSet::new(), Mandate::Institution);
    let arta = Principal::official(
        "arta".parse().unwrap(),
        "ms".parse().unwrap(),
        BTreeSet::from(["strehimi".parse().unwrap()]),
        Mandate::Institution,
    );
    let cancel = || ActionItemCommand::Cancel { reason: "not needed".parse().unwrap() };
    let returned = ActionItemCommand::Return { reason: "article 12".parse().unwrap() };
    for (n, (principal, command)) in [(besa.standing_in_for(away), returned), (arta, cancel())].into_iter().enumerate()
    {
        let id = CommandId::named(&format!("test/{n}"));
        let command = Command::ActionItem("beds".parse().unwrap(), command);
        let correlation = CorrelationId(id.0);
        let request = CommandRequest { id, correlation, principal, occurred_at: None, made_from: None, command };
        let accepted = server.commands.execute(request).await.unwrap();
        server.read_models.reached(accepted.events[0].position, crate::support::PATIENCE).await.unwrap();
    }
    let page = server.page("/action-items/beds", "en").await;
    assert!(page.contains("<small class=\"who\">ms (for the chair)</small>"), "nobody in post of that name: {page}");
    assert!(page.contains("<small class=\"who\">Arta Krasniqi, ms</small>"), "{page}");
    let history = item(&server).await["history"].take();
    let by: Vec<&Value> = history.as_array().unwrap().iter().map(|entry| &entry["by"]).collect();
    assert_eq!(by[2]["person"], "besa");
    assert_eq!(by[2]["standing_in_for"], "arta");
    assert_eq!([&by[3]["person"], &by[3]["standing_in_for"]], [&json!("arta"), &Value::Null]);
    server.stop().await;
}
