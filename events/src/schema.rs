//! The shape of each event's content as JSON Schema (2020-12), drawn from the types and their doc comments.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use crate::envelope::Metadata;
use crate::event::Event;
use crate::upcast;

/// What an event type looks like today.
#[derive(Debug, Clone, PartialEq)]
pub struct EventSchema {
    /// `<aggregate>.<event>` in kebab case: `action-item.assigned`.
    pub event_type: String,
    /// The version of the content's shape.
    pub version: u16,
    /// What has happened.
    pub description: String,
    /// The content's shape.
    pub content: Value,
}

fn settings() -> SchemaSettings {
    SchemaSettings::draft2020_12().for_serialize().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    })
}

/// The shape of every event type's content, in the order of the list of aggregates.
pub fn event_schemas() -> Vec<EventSchema> {
    let shapes = Event::shapes(&mut settings().into_generator());
    shapes.into_iter().flat_map(|(kind, shape)| variants(kind, &shape.to_value())).collect()
}

/// The shape of the metadata that go with every event.
pub fn metadata_schema() -> Value {
    settings().into_generator().into_root_schema_for::<Metadata>().to_value()
}

/// An aggregate's events are one tagged sum; each variant is an event type.
fn variants(kind: &str, shape: &Value) -> Vec<EventSchema> {
    let variants = shape.get("oneOf").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    variants
        .iter()
        .filter_map(|variant| {
            let name = variant.pointer("/properties/type/const")?.as_str()?;
            let event_type = format!("{kind}.{name}");
            Some(EventSchema {
                version: upcast::current_version(&event_type),
                description: text(variant),
                content: variant.pointer("/properties/data").cloned().unwrap_or_else(|| Value::Object(Map::new())),
                event_type,
            })
        })
        .collect()
}

fn text(shape: &Value) -> String {
    shape.get("description").and_then(Value::as_str).unwrap_or_default().to_owned()
}
