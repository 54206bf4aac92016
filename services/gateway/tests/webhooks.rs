//! Webhooks on the pages and in the API: made with a secret that is shown once, changed and ended by whom they are of.

use std::collections::BTreeSet;
use std::sync::Arc;

use async_trait::async_trait;
use events::account::{AccountCommand, Fingerprint, Role, TokenScope};
use events::authority::Principal;
use events::ids::{MessageId, Position, WebhookId};
use events::language::Language;
use events::mandate::Mandate;
use events::webhook::{OutgoingKind, WebhookCommand, WebhookEvent};
use events::{Command, Event};
use gateway::{WebhookDeliveries, WebhookDeliveriesUnavailable, WebhookDelivery, WebhookDeliveryState};
use serde_json::{Value, json};
use store::EventStore;

use crate::support::{PATIENCE, TestGateway, WORLD_TIME, link_key};

const FIELDS: [(&str, &str); 4] = [
    ("name", "State register"),
    ("address", "https://example.org/hook"),
    ("kinds", "action-item.assigned"),
    ("kinds", "meeting.held"),
];

/// What happened to webhooks, and who did it.
async fn events_of(server: &TestGateway) -> Vec<(WebhookId, WebhookEvent, String)> {
    let all = server.store.read_all(Position(0), 10_000).await.unwrap();
    let decoded = all.into_iter().map(|stored| stored.decode().unwrap());
    decoded
        .filter_map(|recorded| {
            let Event::Webhook(id, event) = recorded.event else { return None };
            Some((id, event, recorded.metadata.actor.to_string()))
        })
        .collect()
}

/// The secret on a page.
fn secret_on(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("whsec_")?;
    Some(format!("whsec_{}", rest.split('<').next().unwrap()))
}

/// Makes a webhook on the page, and gives its id.
async fn made(server: &TestGateway) -> WebhookId {
    let answer = server.send_form("/account/webhooks", &FIELDS).await;
    assert_eq!(answer.status(), 201, "{}", answer.text().await.unwrap());
    events_of(server).await.pop().unwrap().0
}

#[tokio::test]
async fn a_webhook_is_made_and_its_secret_shown_once_and_kept_nowhere() {
    let server = TestGateway::start().await;
    let fields = [&FIELDS[..], &[("once", "made-once")]].concat();
    let answer = server.send_form("/account/webhooks", &fields).await;
    assert_eq!(answer.status(), 201);
    let secret = secret_on(&answer.text().await.unwrap()).unwrap();
    let (id, event, by) = events_of(&server).await.pop().unwrap();
    assert_eq!(secret.replace("&#x2b;", "+").replace("&#x2f;", "/"), link_key().webhook_secret(&id, 1).shown());
    assert_eq!(by, "teuta@sekretariati");
    let kinds: BTreeSet<_> = [OutgoingKind::ActionItemAssigned, OutgoingKind::MeetingHeld].into();
    assert!(matches!(event, WebhookEvent::Made { kinds: made, .. } if made == kinds));
    // Sent twice, it is made once, and nobody sees the secret again.
    let again = server.send_form("/account/webhooks", &fields).await;
    assert_eq!(again.status(), 303);
    assert_eq!(events_of(&server).await.len(), 1);
    for path in ["/account/webhooks".to_owned(), format!("/account/webhooks/{id}")] {
        let page = server.page(&path, "en").await;
        assert!(page.contains("State register") && secret_on(&page).is_none(), "{path}");
    }
    let written = server.written();
    let plain = link_key().webhook_secret(&id, 1);
    let shown = plain.shown();
    assert!(!written.windows(shown.len()).any(|part| part == shown.as_bytes()));
    assert!(!written.windows(32).any(|part| part == plain.bytes()));
    server.stop().await;
}

#[tokio::test]
async fn what_is_wrong_with_an_address_is_said_at_the_address() {
    let server = TestGateway::start().await;
    for (address, said) in [
        ("http://example.org/hook", "beginning with https:"),
        ("http://127.0.0.1:9000/", "beginning with https:"),
        ("example.org", "beginning with https:"),
        ("https://exa mple.org", "This is no address"),
        ("https://user:secret@example.org/", "without a user’s name"),
        ("", "beginning with https:"),
    ] {
        let answer = server
            .send_form("/account/webhooks", &[("name", "Register"), ("address", address), ("kinds", "meeting.held")])
            .await;
        assert_eq!(answer.status(), 422, "{address}");
        let page = answer.text().await.unwrap();
        assert!(page.contains(said), "{address}: {page}");
    }
    let wrong = [("name", "Register"), ("address", "https://example.org/")];
    let page = server.send_form("/account/webhooks", &wrong).await.text().await.unwrap();
    assert!(page.contains("Tick at least one kind"), "{page}");
    let unknown = [&wrong[..], &[("kinds", "case.opened")]].concat();
    assert_eq!(server.send_form("/account/webhooks", &unknown).await.status(), 422);
    let named = [("name", "victim 1507990123456"), ("address", "https://example.org/"), ("kinds", "meeting.held")];
    assert_eq!(server.send_form("/account/webhooks", &named).await.status(), 422);
    assert!(events_of(&server).await.is_empty());
    server.stop().await;
}

#[tokio::test]
async fn whoever_made_it_pauses_changes_tries_and_removes_it() {
    let server = TestGateway::start().await;
    let id = made(&server).await;
    let at = format!("/account/webhooks/{id}");
    for action in ["test", "redrive", "pause", "resume"] {
        let answer = server.send_form(&format!("{at}/{action}"), &[]).await;
        assert_eq!(answer.status(), 303, "{action}");
    }
    let renewed = server.send_form(&format!("{at}/renew-secret"), &[]).await.text().await.unwrap();
    let second = link_key().webhook_secret(&id, 2).shown();
    let found = secret_on(&renewed).unwrap().replace("&#x2b;", "+").replace("&#x2f;", "/");
    assert_eq!(found, second);
    let changed = [("name", "Other"), ("address", "https://example.org/other"), ("kinds", "meeting.held")];
    assert_eq!(server.send_form(&format!("{at}/change"), &changed).await.status(), 303);
    let page = server.page(&at, "en").await;
    assert!(page.contains("https:&#x2f;&#x2f;example.org&#x2f;other") || page.contains("https://example.org/other"));
    assert_eq!(server.send_form(&format!("{at}/pause"), &[("once", "b")]).await.status(), 303);
    let refused = server.send_form(&format!("{at}/test"), &[("once", "b")]).await;
    assert_eq!(refused.status(), 422);
    assert!(refused.text().await.unwrap().contains("sends nothing now"));
    assert_eq!(server.send_form(&format!("{at}/remove"), &[]).await.status(), 303);
    assert_eq!(server.get(&at, "en").await.status(), 404);
    let events = events_of(&server).await;
    let happened = events.iter().map(|(_, event, _)| serde_json::to_value(event).unwrap()["type"].clone());
    let happened: Vec<String> = happened.map(|name| name.as_str().unwrap().to_owned()).collect();
    assert_eq!(
        happened,
        [
            "made",
            "test-requested",
            "redrive-requested",
            "paused",
            "resumed",
            "secret-renewed",
            "changed",
            "paused",
            "removed"
        ]
    );
    assert!(events.iter().all(|(_, _, by)| by == "teuta@sekretariati"));
    server.stop().await;
}

#[tokio::test]
async fn nobody_else_finds_it_and_an_administrator_stops_it_and_no_more() {
    let server = TestGateway::start().await;
    let id = made(&server).await;
    server.appoint_named("ms", "arta", "Arta Krasniqi", Language::En).await;
    server.appoint_named("mpms", "ilir", "Ilir Gashi", Language::En).await;
    let grant = AccountCommand::GrantRole { role: Role::Administrator, institution: Some("mpms".parse().unwrap()) };
    server.give_as_service(Command::Account("ilir".parse().unwrap(), grant)).await;
    let (arta, ilir) = (server.sign_in("arta").await, server.sign_in("ilir").await);
    let at = format!("/account/webhooks/{id}");
    assert_eq!(server.get_as(&arta, &at, "en").await.status(), 404);
    let changed = [("name", "Other"), ("address", "https://example.org/other"), ("kinds", "meeting.held")];
    for action in ["change", "pause", "resume", "renew-secret", "remove", "test", "redrive"] {
        let answer = server.send_as(&arta, &format!("{at}/{action}"), &changed).await;
        assert_eq!(answer.status(), 404, "{action}");
    }
    assert!(!server.get_as(&arta, "/account/webhooks", "en").await.text().await.unwrap().contains("example.org"));
    assert!(server.get_as(&ilir, "/account/webhooks", "en").await.text().await.unwrap().contains("example.org"));
    for action in ["change", "resume", "renew-secret", "test", "redrive"] {
        let answer = server.send_as(&ilir, &format!("{at}/{action}"), &changed).await;
        assert_eq!(answer.status(), 403, "{action}");
    }
    for action in ["pause", "remove"] {
        let answer = server.send_as(&ilir, &format!("{at}/{action}"), &[]).await;
        assert_eq!(answer.status(), 303, "{action}");
    }
    assert_eq!(events_of(&server).await.len(), 3);
    // They are told that there is none, and the trail that they asked.
    let auditor = AccountCommand::GrantRole { role: Role::Auditor, institution: Some("mpms".parse().unwrap()) };
    server.give_as_service(Command::Account("ilir".parse().unwrap(), auditor)).await;
    let path = format!("/audit?act=refused&object=webhooks/{id}");
    let told = async {
        while !server.get_as(&ilir, &path, "en").await.text().await.unwrap().contains("Arta Krasniqi") {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, told).await.expect("who asked for it is not in the trail");
    server.stop().await;
}

/// What became of one message of each state.
struct OneOfEach;

#[async_trait]
impl WebhookDeliveries for OneOfEach {
    async fn of(&self, _: &WebhookId, _: u32) -> Result<Vec<WebhookDelivery>, WebhookDeliveriesUnavailable> {
        let at = WORLD_TIME.parse().unwrap();
        let one = |name: &str, state, status, reason| WebhookDelivery {
            message: MessageId::named(name),
            kind: "action-item.assigned".to_owned(),
            occurred_at: at,
            state,
            tries: 3,
            status,
            reason,
            changed_at: at,
        };
        Ok(vec![
            one("waits", WebhookDeliveryState::Waiting { next_try: at }, Some(503), Some("refused")),
            one("dead", WebhookDeliveryState::Dead, None, Some("unreachable")),
            WebhookDelivery {
                kind: "webhook.test".to_owned(),
                ..one("arrived", WebhookDeliveryState::Delivered, Some(204), None)
            },
        ])
    }
}

#[tokio::test]
async fn what_became_of_messages_is_said_in_plain_words() {
    let server = TestGateway::start().await;
    server.gateway.set_webhook_deliveries(Arc::new(OneOfEach));
    let id = made(&server).await;
    let page = server.page(&format!("/account/webhooks/{id}"), "en").await;
    for said in ["did not take it", "HTTP 503", "Nobody answers at the address", "Test message", "tried 3 times"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let dead = MessageId::named("dead").to_string();
    assert!(page.contains(&format!("value=\"{dead}\"")), "one dead message can be tried again");
    let redrive = server.send_form(&format!("/account/webhooks/{id}/redrive"), &[("message", &dead)]).await;
    assert_eq!(redrive.status(), 303);
    let (_, event, _) = events_of(&server).await.pop().unwrap();
    assert_eq!(event, WebhookEvent::RedriveRequested { message: Some(MessageId::named("dead")) });
    let forged = server.send_form(&format!("/account/webhooks/{id}/redrive"), &[("message", "no message")]).await;
    assert_eq!(forged.status(), 422);
    for language in ["sq", "sr", "en"] {
        for path in ["/account/webhooks".to_owned(), format!("/account/webhooks/{id}")] {
            let page = server.page(&path, language).await;
            assert!(!page.contains("page-webhook") && !page.contains("event-"), "{language} {path}: {page}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn the_api_does_the_same_and_a_token_no_more_than_it_names() {
    let server = TestGateway::start().await;
    let wanted = json!({ "name": "Register", "address": "https://example.org/hook", "kinds": ["meeting.held"] });
    let answer = server.post("/api/v1/webhooks", "key-1", &wanted).await;
    assert_eq!(answer.status(), 201);
    let made: Value = answer.json().await.unwrap();
    let id: WebhookId = made["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(made["secret"], link_key().webhook_secret(&id, 1).shown());
    for wrong in [
        json!({ "name": "Register", "address": "http://example.org/", "kinds": ["meeting.held"] }),
        json!({ "name": "Register", "address": "https://example.org/", "kinds": ["case.opened"] }),
        json!({ "name": "Register", "address": "https://example.org/", "kinds": [], "maker": "arta" }),
    ] {
        assert_eq!(server.post("/api/v1/webhooks", "key-2", &wrong).await.status(), 422, "{wrong}");
    }
    let change = json!({ "webhook": wanted });
    assert_eq!(server.post(&format!("/api/v1/webhooks/{id}/change"), "c", &change).await.status(), 200);
    assert_eq!(server.post(&format!("/api/v1/webhooks/{id}/change"), "d", &json!({})).await.status(), 422);
    let renewed: Value =
        server.post(&format!("/api/v1/webhooks/{id}/renew-secret"), "r", &json!({})).await.json().await.unwrap();
    assert_eq!(renewed["secret"], link_key().webhook_secret(&id, 2).shown());
    let listed: Value = server.get("/api/v1/webhooks", "en").await.json().await.unwrap();
    assert_eq!(listed["items"][0]["id"], id.as_str());
    assert_eq!(listed["items"][0]["standing"], "active");
    assert_eq!(listed["items"][0]["secret_number"], 2);
    assert_eq!(server.get(&format!("/api/v1/webhooks/{id}/messages"), "en").await.status(), 200);

    let scope =
        TokenScope { commands: ["webhook.pause".to_owned(), "webhook.make".to_owned()].into(), institution: None };
    let token = AccountCommand::MakeToken {
        token: "t-1".parse().unwrap(),
        secret: Fingerprint::of("focalpoint_test"),
        name: "Table".parse().unwrap(),
        scope,
        institution: Some("sekretariati".parse().unwrap()),
        at: WORLD_TIME.parse().unwrap(),
        until: "2999-01-01T00:00:00Z".parse().unwrap(),
    };
    let teuta = Principal::official(
        "teuta".parse().unwrap(),
        "sekretariati".parse().unwrap(),
        BTreeSet::new(),
        Mandate::Secretariat,
    );
    server.give_anew(teuta, Command::Account("teuta".parse().unwrap(), token)).await;
    let by_token = async |path: &str| server.api_post_with("focalpoint_test", path, &wanted).await.status().as_u16();
    assert_eq!(by_token("/webhooks").await, 403, "no token opens a way out");
    let told = async |command: &str| {
        let path = format!("/webhooks/{id}/{command}");
        server.api_post_with("focalpoint_test", &path, &json!({})).await.status().as_u16()
    };
    assert_eq!((told("renew-secret").await, told("remove").await, told("pause").await), (403, 403, 200));
    let (_, event, by) = events_of(&server).await.pop().unwrap();
    assert_eq!((event, by.as_str()), (WebhookEvent::Paused {}, "teuta@sekretariati through t-1"));
    server.stop().await;
}

#[tokio::test]
async fn there_is_an_end_to_how_many_somebody_makes() {
    let server = TestGateway::start().await;
    let teuta = Principal::official(
        "teuta".parse().unwrap(),
        "sekretariati".parse().unwrap(),
        BTreeSet::new(),
        Mandate::Secretariat,
    );
    for n in 0..events::webhook::MOST_WEBHOOKS {
        let make = WebhookCommand::Make {
            maker: "teuta".parse().unwrap(),
            institution: "sekretariati".parse().unwrap(),
            name: "Register".parse().unwrap(),
            address: "https://example.org/hook".parse().unwrap(),
            kinds: [OutgoingKind::MeetingHeld].into(),
        };
        server.give_anew(teuta.clone(), Command::Webhook(format!("w-{n}").parse().unwrap(), make)).await;
    }
    let answer = server.send_form("/account/webhooks", &FIELDS).await;
    assert_eq!(answer.status(), 422);
    assert!(answer.text().await.unwrap().contains("twenty outgoing links"));
    server.stop().await;
}
