//! Old events load for ever.
//!
//! `stored_versions/` has a sample of each event type in each version that was ever written, as a store has it:
//! `stored_versions/<aggregate>/<event>.v<version>.json`. A sample is never changed and never removed. The samples of a
//! type tell of the same event, so that an old one must come out as the one of today does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use events::event::DecodeError;
use events::ids::{ChatId, StreamId};
use events::upcast::{UpcastError, current_version};
use events::{Event, EventBody};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::values::{date, id, in_albanian, keys_of, text};

/// An event as a store has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    stream: StreamId,
    data: Value,
}

impl Sample {
    fn body(&self, event_type: &str, schema_version: u16) -> EventBody {
        EventBody { event_type: event_type.to_owned(), schema_version, data: self.data.to_string() }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stored_versions")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn file_of(event_type: &str, version: u16) -> String {
    let (kind, event) = event_type.split_once('.').unwrap();
    format!("{kind}/{event}.v{version}.json")
}

/// Every sample by the name of its file.
struct Samples(BTreeMap<String, Sample>);

impl Samples {
    fn of(&self, event_type: &str, version: u16) -> &Sample {
        let file = file_of(event_type, version);
        self.0.get(&file).unwrap_or_else(|| panic!("add events/tests/stored_versions/{file}: what a store will hold"))
    }

    fn load(&self, event_type: &str, version: u16) -> Event {
        let sample = self.of(event_type, version);
        let event = Event::decode(&sample.stream, &sample.body(event_type, version));
        event.unwrap_or_else(|error| panic!("{event_type} v{version} does not load any more: {error}"))
    }
}

fn samples() -> Samples {
    let files = entries(&folder()).into_iter().flat_map(|aggregate| entries(&aggregate));
    let named = files.map(|file| {
        let sample = serde_json::from_str(&fs::read_to_string(&file).unwrap());
        let name = file.strip_prefix(folder()).unwrap().to_str().unwrap().to_owned();
        (name.clone(), sample.unwrap_or_else(|error| panic!("{name}: {error}")))
    });
    Samples(named.collect())
}

/// One event of every type there is, as the samples of today's versions have it.
pub(crate) fn one_of_every_type() -> Vec<(String, Event)> {
    let samples = samples();
    let types = Event::types().into_iter();
    types.map(|name| (name.clone(), samples.load(&name, current_version(&name)))).collect()
}

/// Every event type there is with every version it was ever written in.
fn every_version() -> Vec<(String, u16)> {
    let versions = |event_type: String| (1..=current_version(&event_type)).map(move |n| (event_type.clone(), n));
    Event::types().into_iter().flat_map(versions).collect()
}

#[test]
fn every_event_type_has_a_sample_of_every_version() {
    let mut expected: Vec<String> = every_version().iter().map(|(name, version)| file_of(name, *version)).collect();
    expected.sort();
    let found: Vec<String> = samples().0.into_keys().collect();
    let only_in = |one: &[String], other: &[String]| -> Vec<String> {
        one.iter().filter(|file| !other.contains(file)).cloned().collect()
    };
    let missing = only_in(&expected, &found);
    assert!(missing.is_empty(), "add to events/tests/stored_versions/ what a store will hold: {missing:#?}");
    let stray = only_in(&found, &expected);
    assert!(stray.is_empty(), "of no event type, or of a version that was never written: {stray:#?}");
}

#[test]
fn every_stored_version_loads() {
    let samples = samples();
    for (event_type, version) in every_version() {
        let today = samples.load(&event_type, current_version(&event_type));
        let loaded = samples.load(&event_type, version);
        assert_eq!(loaded, today, "{event_type} v{version} does not come out as the event of today");
        assert_eq!(loaded.stream().unwrap(), samples.of(&event_type, version).stream);
    }
}

#[test]
fn what_is_written_today_looks_like_the_sample() {
    let samples = samples();
    for event_type in Event::types() {
        let version = current_version(&event_type);
        let written = samples.load(&event_type, version).encode().unwrap();
        let data: Value = serde_json::from_str(&written.data).unwrap();
        assert_eq!((written.event_type.as_str(), written.schema_version), (event_type.as_str(), version));
        let sample = &samples.of(&event_type, version).data;
        assert_eq!(&data, sample, "{event_type} has another shape: that is a new version, see events/src/upcast.rs");
    }
}

/// The title was one text in version 1 and is by language since version 2.
#[test]
fn an_assignment_of_version_1_has_its_title_in_albanian() {
    let stream = id("action-item/strehimoret");
    let content = json!({ "title": "Raporti", "owner": "ms", "due": "2026-03-18" });
    let stored = Sample { stream, data: content };
    let event = Event::decode(&stored.stream, &stored.body("action-item.assigned", 1)).unwrap();
    let assigned = events::action_item::ActionItemEvent::Assigned {
        title: in_albanian("Raporti"),
        owner: id("ms"),
        subgroup: None,
        due: date(10),
        raised_by: None,
    };
    assert_eq!(event, Event::ActionItem(id("strehimoret"), assigned));
    assert_eq!(event.encode().unwrap().schema_version, 2);
}

/// The samples' fields were sealed by another implementation of the cipher, with the keys that the tests have.
#[test]
fn what_was_sealed_long_ago_still_opens() {
    use events::institution::InstitutionEvent as E;

    let samples = samples();
    let keys = keys_of(&["arta", "besa"]);
    let Event::Institution(_, E::FocalPointAppointed(arta)) = samples.load("institution.focal-point-appointed", 1)
    else {
        panic!("no focal point was appointed");
    };
    assert_eq!(arta.name.open(&keys), Some(text("Arta Krasniqi")));
    assert_eq!(arta.phone.unwrap().open(&keys), Some(text("+383 44 000 000")));
    let Event::Institution(_, E::ChatLinked { chat, .. }) = samples.load("institution.chat-linked", 1) else {
        panic!("no chat was linked");
    };
    assert_eq!(chat.open(&keys), Some(ChatId(100)));
    let Event::Institution(_, E::EmailAddressSet { address, .. }) = samples.load("institution.email-address-set", 1)
    else {
        panic!("no address was set");
    };
    assert_eq!(address.open(&keys), Some(id("arta@example.org")));
}

fn refused(stream: &str, event_type: &str, version: u16, data: &str) -> DecodeError {
    let body = EventBody { event_type: event_type.to_owned(), schema_version: version, data: data.to_owned() };
    Event::decode(&id(stream), &body).unwrap_err()
}

#[test]
fn a_version_of_the_future_is_left_to_a_newer_focalpoint() {
    for event_type in Event::types() {
        let stream = event_type.replace('.', "/");
        let version = current_version(&event_type) + 1;
        let error = refused(&stream, &event_type, version, "{}");
        let expected = UpcastError::FromTheFuture { event_type, version };
        assert!(matches!(&error, DecodeError::Version { source, .. } if *source == expected), "{error}");
    }
    let error = refused("action-item/a", "action-item.accepted", 9, "{}");
    assert_eq!(
        error.to_string(),
        "stream action-item/a: action-item.accepted v9 was written by a newer focalpoint: run at least that one"
    );
}

#[test]
fn what_does_not_have_the_shape_of_its_version_is_refused_and_named() {
    let error = refused("action-item/a", "action-item.accepted", 0, "{}");
    assert!(matches!(error, DecodeError::Version { source: UpcastError::Misshapen { version: 0, .. }, .. }), "{error}");
    for data in [r#"{"title":7}"#, r#"{"title":{"sq":"Raporti"}}"#, "{}", "[]", "null"] {
        let error = refused("action-item/a", "action-item.assigned", 1, data);
        let expected = UpcastError::Misshapen { event_type: "action-item.assigned".to_owned(), version: 1 };
        assert!(matches!(&error, DecodeError::Version { source, .. } if *source == expected), "{error}");
    }
    for data in ["", "{", "null", "[]", r#"{"progress":101}"#, r#"{"share":40}"#] {
        let error = refused("action-item/a", "action-item.progress-reported", 1, data);
        assert!(matches!(error, DecodeError::Shape { version: 1, .. }), "{error}");
    }
    let error = refused("action-item/a", "action-item.unheard-of", 1, "{}");
    assert!(matches!(error, DecodeError::Shape { .. }), "{error}");
}

#[test]
fn an_event_in_a_stream_of_another_kind_is_refused() {
    for event_type in ["meeting.accepted", "action-itemaccepted", "action-item", "accepted", ""] {
        let error = refused("action-item/a", event_type, 1, "{}");
        assert!(matches!(&error, DecodeError::ForeignType { event_type: found, .. } if found == event_type), "{error}");
    }
    let error = refused("dossier/a", "dossier.opened", 1, "{}");
    assert!(matches!(error, DecodeError::UnknownAggregate { .. }), "{error}");
    let too_long = format!("action-item/{}", "a".repeat(121));
    let error = refused(&too_long, "action-item.accepted", 1, "{}");
    assert!(matches!(error, DecodeError::BadId { .. }), "{error}");
}
