//! The document of events says what the code says.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use events::Event;
use events::schema::event_schemas;
use events::upcast::current_version;
use serde_json::{Value, json};

#[test]
fn the_committed_document_is_the_generated_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/events.md");
    let committed = std::fs::read_to_string(path).unwrap();
    assert!(
        committed == feed::document::events_document(),
        "docs/events.md is out of date: cargo run -p feed --example events-document > docs/events.md"
    );
}

/// The stored samples of today's version of each event type.
fn samples() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../events/tests/stored_versions");
    let mut samples = Vec::new();
    for aggregate in std::fs::read_dir(folder).unwrap() {
        let aggregate = aggregate.unwrap().path();
        for file in std::fs::read_dir(&aggregate).unwrap() {
            let file = file.unwrap().path();
            let kind = aggregate.file_name().unwrap().to_str().unwrap();
            let name = file.file_stem().unwrap().to_str().unwrap();
            let (event, version) = name.split_once(".v").unwrap();
            let event_type = format!("{kind}.{event}");
            if version.parse() == Ok(current_version(&event_type)) {
                let sample: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
                samples.push((event_type, sample["data"].clone()));
            }
        }
    }
    samples
}

#[test]
fn what_is_stored_has_the_shape_that_the_document_says() {
    let mut unseen: BTreeSet<_> = Event::types().into_iter().collect();
    let schemas: BTreeMap<_, _> =
        event_schemas().into_iter().map(|schema| (schema.event_type, schema.content)).collect();
    for (event_type, sample) in samples() {
        let schema = jsonschema::draft202012::new(&schemas[&event_type]).unwrap();
        let faults: Vec<_> = schema.iter_errors(&sample).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{event_type}: {faults:?}");
        // A shape that takes everything says nothing.
        assert!(!schema.is_valid(&json!([])), "{event_type}");
        if let Some((field, _)) = sample.as_object().unwrap().iter().next() {
            let mut wrong = sample.clone();
            wrong[field] = json!({ "no": ["such", "thing"] });
            assert!(!schema.is_valid(&wrong), "{event_type}: {field} can be anything");
        }
        unseen.remove(&event_type);
    }
    assert_eq!(unseen, BTreeSet::new(), "no sample of these was looked at");
}

#[test]
fn every_event_type_has_a_schema_and_a_description() {
    let schemas = event_schemas();
    let described: BTreeSet<_> = schemas.iter().map(|schema| schema.event_type.clone()).collect();
    assert_eq!(described, Event::types().into_iter().collect());
    for schema in schemas {
        assert!(!schema.description.is_empty(), "{} has no description", schema.event_type);
        assert_eq!(schema.content["type"], "object", "{}", schema.event_type);
    }
}
