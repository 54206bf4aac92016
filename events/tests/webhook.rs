//! What may leave by a webhook, and where it may go.

use std::collections::BTreeSet;
use std::path::Path;

use events::Event;
use events::envelope::EventBody;
use events::ids::StreamId;
use events::webhook::{FIRST_SECRET, NotAWebhookAddress, OutgoingKind, OutgoingSubject, Webhook, WebhookAddress};
use events::webhook::{OLD_SECRET_SIGNS_FOR, WebhookEvent};
use serde_json::Value;

use crate::given_when_then::TODAY;
use crate::values::{id, noon, occurrence, text};

/// Every sample of an event as a store holds it, in today's version or an older one.
fn samples() -> Vec<(String, Value, Event)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stored_versions");
    let mut found = vec![];
    for folder in std::fs::read_dir(root).unwrap() {
        for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let sample: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let stream: StreamId = sample["stream"].as_str().unwrap().parse().unwrap();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let (event, version) = name.rsplit_once(".v").unwrap();
            let body = EventBody {
                event_type: format!("{}.{event}", stream.kind()),
                schema_version: version.parse().unwrap(),
                data: sample["data"].to_string(),
            };
            let event = Event::decode(&stream, &body).unwrap();
            found.push((body.event_type, sample["data"].clone(), event));
        }
    }
    assert!(found.len() > 100, "the samples are not where they were");
    found
}

/// Every text in a value, each with the name of its field.
fn texts(value: &Value, field: &str) -> Vec<(String, String)> {
    match value {
        Value::Null | Value::Bool(_) => vec![],
        Value::Number(number) => vec![(field.to_owned(), number.to_string())],
        Value::String(text) => vec![(field.to_owned(), text.clone())],
        Value::Array(values) => values.iter().flat_map(|value| texts(value, field)).collect(),
        Value::Object(fields) => fields.iter().flat_map(|(name, value)| texts(value, name)).collect(),
    }
}

/// Fields of events that say what people wrote or reported, or who they are.
const KEPT_BACK: &[&str] = &[
    "reason",
    "minutes",
    "decision",
    "item",
    "place",
    "note",
    "comments",
    "comment",
    "answers",
    "value",
    "parts",
    "reported",
    "person",
    "case",
    "name",
    "phone",
    "chat",
    "email",
    "suggested",
    "raised_by",
    "raises",
    "source",
];

#[test]
fn nothing_of_cases_or_people_or_what_they_wrote_ever_leaves() {
    let mut left = BTreeSet::new();
    for (event_type, stored, event) in samples() {
        let kind = event_type.split_once('.').unwrap().0;
        let Some(outgoing) = event.outgoing() else { continue };
        assert!(
            ["action-item", "meeting", "data-request", "strategy", "milestone"].contains(&kind),
            "{event_type} left"
        );
        assert_eq!(outgoing.kind.code(), event_type);
        left.insert(outgoing.kind.code());
        let body = serde_json::to_value(&outgoing.data).unwrap();
        let said: BTreeSet<String> = texts(&body, "").into_iter().map(|(_, text)| text).collect();
        for (field, text) in texts(&stored, "") {
            let is_kept_back = KEPT_BACK.contains(&field.as_str());
            assert!(!(is_kept_back && said.contains(&text)), "{event_type} says its {field}: {text}");
        }
        for (field, _) in texts(&body, "") {
            assert!(!KEPT_BACK.contains(&field.as_str()), "{event_type} has a field {field}");
        }
    }
    let offered: BTreeSet<&str> = OutgoingKind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(left, offered, "a kind that is offered and of which there is no sample, or the other way round");
}

#[test]
fn a_kind_is_known_by_the_type_of_the_event() {
    let types = Event::types();
    for kind in OutgoingKind::ALL {
        assert!(types.contains(&kind.code().to_owned()), "{} is no event", kind.code());
        assert_eq!(OutgoingKind::from_code(kind.code()), Some(*kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
    }
    assert_eq!(OutgoingKind::from_code("case.opened"), None);
}

#[test]
fn a_task_that_the_hub_raised_about_a_case_does_not_leave() {
    let assigned = |item: &str| {
        let (title, due) = (crate::values::in_albanian("Rasti"), crate::values::date(TODAY));
        let owner = id("sekretariati");
        let assigned =
            events::action_item::ActionItemEvent::Assigned { title, owner, subgroup: None, due, raised_by: None };
        Event::ActionItem(id(item), assigned).outgoing()
    };
    assert_eq!(assigned("case-2026-014-referral-unassigned"), None);
    let outgoing = assigned("raporti").unwrap();
    assert_eq!(outgoing.about, OutgoingSubject::ActionItem(id("raporti")));
    assert_eq!(outgoing.data.title.len(), 0, "what a task says is read where one signs in");
}

#[test]
fn an_address_says_where_and_nothing_else() {
    use NotAWebhookAddress as N;
    for (given, expected) in [
        ("https://example.org", Ok(())),
        ("https://example.org/hook?room=7", Ok(())),
        ("https://EXAMPLE.org:8443/a/b", Ok(())),
        ("https://[2001:db8::1]:8443/", Ok(())),
        ("http://127.0.0.1:9000/", Ok(())),
        ("http://localhost/hook", Ok(())),
        ("http://[::1]:1/", Ok(())),
        ("http://example.org/hook", Err(N::NotHttps)),
        ("http://127.0.0.1.example.org/", Err(N::NotHttps)),
        ("http://localhost.example.org/", Err(N::NotHttps)),
        ("ftp://example.org", Err(N::NotHttps)),
        ("example.org/hook", Err(N::NotHttps)),
        ("https://", Err(N::Malformed)),
        ("https:///hook", Err(N::Malformed)),
        ("https://:443/", Err(N::Malformed)),
        ("https://example.org:0/", Err(N::Malformed)),
        ("https://example.org:99999/", Err(N::Malformed)),
        ("https://exa mple.org/", Err(N::Malformed)),
        ("https://example.org/\r\nHost: other", Err(N::Malformed)),
        ("https://shembull.org/ç", Err(N::Malformed)),
        ("https://[2001:db8::zz]/", Err(N::Malformed)),
        ("https://user:secret@example.org/", Err(N::SaysMore)),
        ("https://example.org@10.0.0.1/", Err(N::SaysMore)),
        ("https://example.org/#part", Err(N::SaysMore)),
    ] {
        let found = given.parse::<WebhookAddress>();
        assert_eq!(found.as_ref().map(|_| ()).map_err(|error| *error), expected, "{given}");
        if let Ok(address) = found {
            assert_eq!(address.as_str(), given);
            let json = serde_json::to_string(&address).unwrap();
            assert_eq!(serde_json::from_str::<WebhookAddress>(&json).unwrap(), address);
        }
    }
    let long = format!("https://example.org/{}", "a".repeat(600));
    assert_eq!(long.parse::<WebhookAddress>(), Err(N::Malformed));
}

#[test]
fn the_secret_before_signs_for_a_day_as_well() {
    let made = WebhookEvent::Made {
        maker: id("arta"),
        institution: id("ms"),
        name: text("Register"),
        address: id("https://example.org/hook"),
        kinds: [OutgoingKind::MeetingHeld].into(),
    };
    let renewed = WebhookEvent::SecretRenewed { secret: FIRST_SECRET + 1 };
    let history = [(&made, occurrence(0, noon(TODAY))), (&renewed, occurrence(1, noon(TODAY)))];
    let state: Webhook = events::event::fold::<Webhook>(history);
    let Webhook::Known(webhook) = state else { panic!("it was made") };
    assert_eq!(webhook.signing_secrets(noon(TODAY)), [2, 1]);
    assert_eq!(webhook.signing_secrets(noon(TODAY) + OLD_SECRET_SIGNS_FOR), [2]);
}
