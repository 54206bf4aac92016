//! Everything a page can do the API can do: every form has an operation, and both lead to the same.
//!
//! The forms come from the very tables by which requests are answered, with every word that can stand for an action; the operations
//! from the OpenAPI document. What has no operation stands in a list with its reason, and nothing else does.

mod hub;
mod pairs;

use std::collections::BTreeSet;

use events::ids::Position;
use events::{Event, RecordedEvent};
use gateway::{DoorAddress, DoorKind, doors};
use reqwest::Response;
use serde_json::{Value, json};
use store::EventStore;

pub(crate) use self::hub::Hub;
pub(crate) use self::pairs::{Pair, pairs};
use crate::support::TestGateway;

/// Forms that no operation stands for, each with why.
const WITHOUT_OPERATION: [(&str, &str); 19] = [
    ("/sign-out", "a program has no session to leave, and revokes its token"),
    ("/second-factor", "a device or a code in somebody's hand confirms a session"),
    ("/second-factor/challenge", "what a device is to sign, for the page's script"),
    ("/second-factor/register", "a device in somebody's hand is registered"),
    ("/account/passkeys", "a device in somebody's hand is registered"),
    ("/account/identities/{provider}/link", "it leads a browser to a provider and back"),
    ("/demo/clock", "the demo's time is moved by whoever looks at it"),
    ("/demo/people", "the demo signs a newcomer in as anybody"),
    ("/first-start", "signs the first administrator in"),
    ("/sign-in", "signs in"),
    ("/sign-in/email", "signs in"),
    ("/sign-in/with/{provider}", "signs in"),
    ("/language", "the language of pages"),
    ("/drafts", "what was typed and not sent is of a person at a page"),
    ("/drafts/discard", "the same"),
    ("/forms/{token}", "opens without a session: the link is the right; with one it is /data-requests/{id}/answer"),
    ("/links/{token}", "opens without a session: the link is the right to one step that has an operation"),
    ("/mail/reminders/{token}", "opens without a session: the link is the right to choose how one is told"),
    ("/mail/stop/{token}", "opens without a session: mail programs send it (RFC 8058)"),
];

/// Operations that no form of a page stands for, each with why.
const WITHOUT_FORM: [(&str, &str); 1] =
    [("/api/v1/data-requests/{id}/answer", "institutions answer on the page that a link from the chat opens")];

/// Pages that show something, each with the operation that gives the same.
const READ_BY: [(&str, &str); 37] = [
    ("/account", "/account"),
    ("/account/passkeys", "/account"),
    ("/account/tokens", "/account"),
    ("/account/webhooks", "/webhooks"),
    ("/account/webhooks/{webhook}", "/webhooks/{id}/messages"),
    ("/accounts", "/accounts"),
    ("/action-items/{id}", "/action-items/{id}"),
    ("/audit", "/audit"),
    ("/audit/{kind}", "/audit"),
    ("/cases", "/cases"),
    ("/cases/{id}", "/cases/{id}"),
    ("/dashboard", "/objectives"),
    ("/dashboard/values/{kind}", "/objectives/{id}"),
    ("/data-requests", "/data-requests"),
    ("/data-requests/collected", "/data-requests/{id}/answers/{institution}"),
    ("/data-requests/collected/file/{kind}", "/data-requests/{id}/answers/{institution}"),
    ("/data-requests/{id}", "/data-requests/{id}"),
    ("/dead-letters", "/dead-letters"),
    ("/erasures", "/erasures"),
    ("/erasures/texts", "/erasures/texts"),
    ("/institutions", "/institutions"),
    ("/institutions/{id}", "/institutions/{id}"),
    ("/meetings", "/meetings"),
    ("/meetings/{id}", "/meetings/{id}"),
    ("/search", "/search"),
    ("/strategy", "/objectives"),
    ("/strategy/{objective}", "/objectives/{id}"),
    ("/subgroups", "/subgroups"),
    ("/subgroups/{id}", "/subgroups/{id}/board"),
    ("/timeline", "/timeline/things"),
    ("/timeline/entries", "/timeline"),
    ("/timeline/things/{kind}", "/timeline/things"),
    ("/trainers", "/trainers"),
    ("/training", "/training-modules"),
    ("/training/{id}", "/training-modules/{id}"),
    ("/work", "/action-items"),
    ("/work/file/{kind}", "/action-items"),
];

/// Pages that no operation stands for, each with why.
const SEEN_ONLY: [(&str, &str); 36] = [
    ("/", "an overview of what the lists of the API have"),
    ("/action-items/new", "a form: its operation is where it is sent"),
    ("/cases/new", "the same"),
    ("/data-requests/new", "the same"),
    (
        "/cases/report",
        "figures of people leave the hub as the tables that were looked at for small counts, with a name in the trail",
    ),
    ("/cases/report.csv", "it is the file for programs"),
    ("/certificates/{code}/{language}", "a paper: whether it holds is asked at /verify"),
    ("/coordinators/{id}/briefing", "a paper, of what the lists of the API have"),
    ("/institutions/{id}/briefing", "the same"),
    ("/subgroups/{id}/briefing", "the same"),
    ("/data-requests/{id}/form/{kind}", "a form to be filled in by people"),
    ("/month", "words and drawings of what the timeline and the lists have"),
    ("/lists/{figure}", "the list behind one of its figures"),
    ("/late", "an older address of one of them"),
    ("/strategy/{objective}/indicators/{indicator}/events", "the timeline has the same events"),
    ("/telling", "how the hub itself does: programs read /metrics"),
    ("/demo/people", "the demo signs a newcomer in as anybody"),
    ("/drafts", "what was typed and not sent is of a person at a page"),
    ("/first-start", "signs the first administrator in"),
    ("/second-factor", "a device or a code in somebody's hand confirms a session"),
    ("/sign-in", "signs in"),
    ("/sign-in/back", "signs in"),
    ("/forms/{token}", "opens without a session: the link is the right"),
    ("/forms/{token}/file/{kind}", "the same"),
    ("/links/{token}", "the same"),
    ("/mail/reminders/{token}", "the same"),
    ("/mail/stop/{token}", "the same"),
    ("/verify", "opens without a session, for whoever holds a certificate"),
    ("/verify/{code}", "the same"),
    ("/api/v1/openapi.json", "is for programs"),
    ("/live", "news for pages that are open; a program asks with ETags"),
    ("/metrics", "is for programs"),
    ("/ready", "is for programs"),
    ("/health", "is for programs"),
    ("/static/{name}", "what pages are drawn with"),
    ("/favicon.ico", "the same"),
];

/// The door at which a path arrives: of those that fit, the one that names most of it.
pub(crate) fn door_of<'a>(doors: &'a [DoorAddress], path: &str) -> &'a DoorAddress {
    let segments: Vec<&str> = path.split('/').collect();
    let fits = |door: &&DoorAddress| {
        let own: Vec<&str> = door.path.split('/').collect();
        own.len() == segments.len() && own.iter().zip(&segments).all(|(own, one)| own.starts_with('{') || own == one)
    };
    let named = |door: &&DoorAddress| door.path.split('/').filter(|part| !part.starts_with('{')).count();
    doors.iter().filter(fits).max_by_key(named).unwrap_or_else(|| panic!("nothing answers at {path}"))
}

/// A form by its door and, where the door has several, the word of its action.
fn form_at(door: &DoorAddress, path: &str) -> String {
    let word = door.path.split('/').zip(path.split('/')).find(|(own, _)| *own == "{action}").map(|(_, word)| word);
    word.map_or_else(|| door.path.clone(), |word| door.path.replace("{action}", word))
}

fn forms(doors: &[DoorAddress]) -> BTreeSet<String> {
    let form = |door: &DoorAddress| {
        let has_action = door.path.contains("{action}");
        assert_eq!(has_action, !door.actions.is_empty(), "{}: route it with `post_each`", door.path);
        if has_action {
            door.actions.iter().map(|word| door.path.replace("{action}", word)).collect()
        } else {
            vec![door.path.clone()]
        }
    };
    doors.iter().flat_map(form).collect()
}

fn named(list: &[(&str, &str)]) -> BTreeSet<String> {
    list.iter().map(|(path, _)| (*path).to_owned()).collect()
}

#[test]
fn every_form_has_an_operation_or_a_reason_to_have_none() {
    let (operations, pages): (Vec<_>, Vec<_>) =
        doors().into_iter().filter(|door| door.method == "POST").partition(|door| door.kind == DoorKind::Api);
    let forms = forms(&pages);
    let pairs = pairs();
    let paired: BTreeSet<String> = pairs.iter().map(|pair| form_at(door_of(&pages, pair.form), pair.form)).collect();
    let excepted = named(&WITHOUT_OPERATION);

    let without: Vec<_> = forms.iter().filter(|form| !paired.contains(*form) && !excepted.contains(*form)).collect();
    assert!(
        without.is_empty(),
        "forms without an operation of the API, or a line in tests/parity/pairs.rs: {without:?}"
    );
    let unknown: Vec<_> = paired.iter().filter(|form| !forms.contains(*form)).collect();
    assert!(unknown.is_empty(), "no form is posted to {unknown:?}");
    let needless: Vec<_> = excepted.iter().filter(|form| !forms.contains(*form) || paired.contains(*form)).collect();
    assert!(needless.is_empty(), "exceptions that are no longer needed: {needless:?}");

    let given = |pair: &Pair| door_of(&operations, &format!("/api/v1{}", pair.operation)).path.clone();
    let given: BTreeSet<String> = pairs.iter().map(given).collect();
    let all: BTreeSet<String> = operations.iter().map(|door| door.path.clone()).collect();
    let alone = named(&WITHOUT_FORM);
    let found: BTreeSet<String> = all.difference(&given).cloned().collect();
    assert_eq!(found, alone, "operations that no pair of tests/parity/pairs.rs sends");
    println!(
        "{} forms, {} pairs with {} operations, {} exceptions.",
        forms.len(),
        pairs.len(),
        all.len(),
        excepted.len()
    );
}

#[test]
fn every_page_has_an_operation_that_reads_the_same_or_a_reason_to_have_none() {
    let (operations, pages): (Vec<_>, Vec<_>) =
        doors().into_iter().filter(|door| door.method == "GET").partition(|door| door.kind == DoorKind::Api);
    let operations: BTreeSet<String> = operations.into_iter().map(|door| door.path).collect();
    let pages: BTreeSet<String> = pages.into_iter().map(|door| door.path).collect();
    for (page, operation) in READ_BY {
        assert!(operations.contains(&format!("/api/v1{operation}")), "{page}: there is no operation {operation}");
    }
    let listed: BTreeSet<String> = named(&READ_BY).union(&named(&SEEN_ONLY)).cloned().collect();
    let without: Vec<_> = pages.difference(&listed).collect();
    assert!(without.is_empty(), "pages without an operation that reads the same, or a reason: {without:?}");
    let needless: Vec<_> = listed.difference(&pages).collect();
    assert!(needless.is_empty(), "there is no such page: {needless:?}");
    assert_eq!(listed.len(), READ_BY.len() + SEEN_ONLY.len(), "a page is listed twice");
}

/// What tells two hubs apart and is drawn anew in each: what a new id ends in, secrets and what is sealed.
fn drawn(text: &str) -> Option<String> {
    let is_hex = |text: &str| text.chars().all(|letter| letter.is_ascii_digit() || ('a'..='f').contains(&letter));
    let (stem, mark) = text.rsplit_once('-').unwrap_or(("", text));
    if mark.len() == 8 && is_hex(mark) {
        return Some(format!("{stem}-…"));
    }
    let is_code = text.len() == 19 && text.split('-').all(|part| part.len() == 4) && text.split('-').count() == 4;
    if is_code {
        return Some("a code".to_owned());
    }
    let is_id = ["s-", "t-", "w-"]
        .iter()
        .any(|start| text.strip_prefix(start).is_some_and(|rest| rest.len() > 8 && is_hex(rest)));
    (is_id || (text.len() == 16 && is_hex(text))).then(|| "an id".to_owned())
}

/// An event's body without what is drawn.
fn without_drawn(value: &mut Value, key: &str) {
    match value {
        Value::String(text) if ["cipher", "secret", "link", "invitation"].contains(&key) => "sealed".clone_into(text),
        Value::String(text) => {
            if let Some(same) = drawn(text) {
                *text = same;
            }
        }
        Value::Array(list) if key == "codes" => list.iter_mut().for_each(|code| *code = json!("sealed")),
        Value::Array(list) => list.iter_mut().for_each(|one| without_drawn(one, key)),
        Value::Object(fields) => fields.iter_mut().for_each(|(key, one)| without_drawn(one, key)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What is told of an event, the same in every hub: what it happened to, what happened, and who did it.
fn told(recorded: &RecordedEvent) -> String {
    let body = recorded.event.encode().unwrap();
    let mut data: Value = serde_json::from_str(&body.data).unwrap();
    without_drawn(&mut data, "");
    let stream = drawn(recorded.stream.key()).unwrap_or_else(|| recorded.stream.key().to_owned());
    let actor = recorded.metadata.actor.to_string();
    let actor = actor.split(" through ").next().unwrap_or_default().to_owned();
    format!("{}/{stream} {} {data} by {actor}", recorded.stream.kind(), body.event_type)
}

/// What happened since, but for the trail and what says that a session or a token is in use.
async fn happened(server: &TestGateway, since: Position, with_accounts: bool) -> Vec<String> {
    let all = server.store.read_all(since, 10_000).await.unwrap().into_iter().map(|stored| stored.decode().unwrap());
    let counts = |recorded: &RecordedEvent| {
        if let Event::Account(_, event) = &recorded.event {
            let name = serde_json::to_value(event).unwrap()["type"].as_str().unwrap().to_owned();
            return with_accounts && !["session-used", "token-used"].contains(&name.as_str());
        }
        !matches!(recorded.event, Event::AuditTrail(..))
    };
    all.filter(counts).map(|recorded| told(&recorded)).collect()
}

pub(crate) async fn path_in(hub: &Hub, pair: &Pair, path: &str) -> String {
    if path.contains("{session}") {
        path.replace("{session}", &hub.session(pair.by, false).await)
    } else {
        path.to_owned()
    }
}

/// Notes what was not done.
async fn done(answer: Response, what: &str, faults: &mut Vec<String>) {
    let status = answer.status().as_u16();
    if ![200, 201, 204, 303].contains(&status) {
        faults.push(format!("{what}: {status} {}", answer.text().await.unwrap()));
    }
}

#[tokio::test]
async fn a_form_and_its_operation_lead_to_the_same_events_by_the_same_person() {
    let (by_form, by_operation) = tokio::join!(Hub::new(), Hub::new());
    let mut faults = vec![];
    for pair in pairs() {
        for hub in [&by_form, &by_operation] {
            hub.server.elapsed.move_on(3_600);
        }
        let before = (by_form.server.store.end().await.unwrap(), by_operation.server.store.end().await.unwrap());
        let form = path_in(&by_form, &pair, pair.form).await;
        let sent = by_form.server.send_as(&by_form.cookies[pair.by], &form, pair.fields).await;
        done(sent, &form, &mut faults).await;
        let operation = format!("/api/v1{}", path_in(&by_operation, &pair, pair.operation).await);
        let sent = by_operation.server.api_post_as(&by_operation.cookies[pair.by], &operation, &pair.body).await;
        done(sent, &operation, &mut faults).await;
        let of_form = happened(&by_form.server, before.0, true).await;
        let of_operation = happened(&by_operation.server, before.1, true).await;
        if of_form != of_operation {
            faults.push(format!("{form} and {operation} do not do the same:\n{of_form:#?}\n{of_operation:#?}"));
        }
        // A queue is tried again elsewhere than in the log.
        if of_form.is_empty() && !pair.form.starts_with("/dead-letters") {
            faults.push(format!("{form} does nothing, so that nothing is compared"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!((by_form.redriven(), by_operation.redriven()), (1, 1));
    by_form.server.stop().await;
    by_operation.server.stop().await;
}

/// A token of whoever has these cookies, for these commands: its id and its secret.
async fn token(hub: &Hub, by: &str, commands: &BTreeSet<&str>) -> (String, String) {
    let body = json!({ "name": "Table", "days": 7, "commands": commands });
    // How often is not what this is about.
    hub.server.elapsed.move_on(3_600);
    let made = hub.server.api_post_as(&hub.cookies[by], "/api/v1/account/tokens", &body).await;
    assert_eq!(made.status(), 201);
    let made: Value = made.json().await.unwrap();
    (made["token"].as_str().unwrap().to_owned(), made["secret"].as_str().unwrap().to_owned())
}

async fn revoke(hub: &Hub, by: &str, token: &str) {
    let path = format!("/api/v1/account/tokens/{token}/revoke");
    assert_eq!(hub.server.api_post_as(&hub.cookies[by], &path, &json!({})).await.status(), 200);
}

/// The code with which something is refused, or what else became of it.
async fn refusal(answer: Response) -> String {
    let (status, problem) = (answer.status().as_u16(), answer.text().await.unwrap());
    let code =
        serde_json::from_str::<Value>(&problem).ok().and_then(|problem| Some(problem["code"].as_str()?.to_owned()));
    code.filter(|_| status == 403).unwrap_or_else(|| format!("{status} {problem}"))
}

#[tokio::test]
async fn a_token_gives_the_commands_that_it_names_and_no_other_and_what_is_for_a_person_it_never_gives() {
    let hub = Hub::new().await;
    let all: BTreeSet<&str> = pairs().iter().flat_map(|pair| pair.commands).copied().collect();
    let document: Value = hub.server.get("/api/v1/openapi.json", "en").await.json().await.unwrap();
    let doors = doors();
    let mut faults = vec![];
    for pair in pairs() {
        let path = path_in(&hub, &pair, pair.operation).await;
        // Where nothing is said, what holds for the whole document does: tokens serve.
        let address = &door_of(&doors, &format!("/api/v1{}", pair.operation)).path;
        let said = &document["paths"][address]["post"]["security"];
        let takes_tokens = said.is_null() || said.as_array().unwrap().iter().any(|one| one.get("token").is_some());
        // Of several commands at one address each says for itself whether it takes them.
        let is_for_one = !address.ends_with("{command}");
        if takes_tokens == pair.commands.is_empty() && (is_for_one || !takes_tokens) {
            faults.push(format!("{path}: the document says otherwise of tokens"));
        }
        let before = hub.server.store.end().await.unwrap();
        let others = all.iter().copied().filter(|name| !pair.commands.contains(name)).collect();
        let (id, secret) = token(&hub, pair.by, &others).await;
        let refused = refusal(hub.server.api_post_with(&secret, &path, &pair.body).await).await;
        revoke(&hub, pair.by, &id).await;
        let wanted = if pair.commands.is_empty() { "sessions-only" } else { "not-permitted" };
        if refused != wanted {
            faults.push(format!("{path}: {refused}, not {wanted}"));
        }
        if !happened(&hub.server, before, false).await.is_empty() {
            faults.push(format!("{path} was not for this token, and yet it does something"));
        }
        if pair.commands.is_empty() {
            continue;
        }
        let (id, secret) = token(&hub, pair.by, &pair.commands.iter().copied().collect()).await;
        done(hub.server.api_post_with(&secret, &path, &pair.body).await, &path, &mut faults).await;
        revoke(&hub, pair.by, &id).await;
        if happened(&hub.server, before, false).await.is_empty() {
            faults.push(format!("{path} does nothing"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(hub.redriven(), 0);
    hub.server.stop().await;
}
