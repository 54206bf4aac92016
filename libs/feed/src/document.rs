//! What whoever subscribes to the events has to know, as a document: `docs/events.md`.

use std::fmt::Write as _;

use events::schema::{EventSchema, event_schemas, metadata_schema};
use serde_json::Value;

use crate::message;

const BEGINNING: &str = r"# Events

Everything that happens in focalpoint is an event, and each event goes onto NATS JetStream as a message. Whoever may, can
subscribe. This page is generated from the code (`cargo run -p feed --example events-document > docs/events.md`); a test
compares it with what the code says today.

## Subjects

`coord.<tenant>.<aggregate>.<event>.<institution>`, for example `coord.kosovo.action-item.assigned.mpms`. The last part is the
institution that the event concerns: an institution's own events concern itself, those of an action item its owner at that
time, an answer to an invitation whoever gave it, a change of a subgroup the institution that joins, leaves or chairs, a
reminder or a notice planned for a focal point the institution, unless the notice is of a case. Events that concern no
institution in particular have `_` there. A dot in an id is written `%2E`.

The messages are in the stream `COORD_<tenant>`. They come at least once: more than once after failures, and rarely out of
order. Some may be missing, because NATS acknowledges before it writes to disk. Whoever needs every event once and in order
looks at `focalpoint-position` and `focalpoint-previous`: an event whose position was seen before is a repetition, and one
whose previous position was not seen has others before it.

## Headers

Events are [CloudEvents](https://cloudevents.io) 1.0 in binary mode of the NATS protocol binding: the attributes are headers, the
payload is the event's content.

| header | what it says | example |
|---|---|---|
";

const SUBSCRIBING: &str = r"
The content has the shape of its type and version as listed below. Within a version shapes only gain optional fields; anything
else is a new version.

## How to subscribe

With the [`nats`](https://github.com/nats-io/natscli) command line and a user who may read:

```sh
# everything that concerns one institution, as it happens
nats subscribe 'coord.kosovo.*.*.mpms' --headers-only

# every action item that was completed, from the beginning, without losing one's place
nats consumer add COORD_kosovo my-reader --pull --filter 'coord.kosovo.action-item.completed.>' \
    --deliver all --ack explicit --defaults
nats consumer next COORD_kosovo my-reader --count 100 --ack
```
";

/// The headers in the order in which they are explained.
fn headers() -> [(&'static str, &'static str, String); 14] {
    [
        (message::SPEC_VERSION, "the version of CloudEvents", "1.0".to_owned()),
        (message::ID, "the event's id; also that by which NATS recognises a repetition (`Nats-Msg-Id`)", id()),
        (message::SOURCE, "whose coordination it belongs to", "urn:focalpoint:kosovo".to_owned()),
        (message::TYPE, "the event's type", "action-item.assigned".to_owned()),
        (message::SUBJECT, "the stream that it belongs to", "action-item/strehimoret-2017".to_owned()),
        (message::TIME, "when it happened in the world, UTC", "2017-07-14T09:30:00Z".to_owned()),
        (message::CONTENT_TYPE, "what the payload is", "application/json".to_owned()),
        (message::SCHEMA, "the shape of the payload", message::schema("action-item.assigned", 2)),
        (message::POSITION, "its place in the whole log; positions grow, with gaps", "4711".to_owned()),
        (message::PREVIOUS, "the place of the event before it in the log", "4710".to_owned()),
        (message::STREAM, "the stream that it belongs to", "action-item/strehimoret-2017".to_owned()),
        (message::REVISION, "its place in its stream, from 0, without gaps", "3".to_owned()),
        (message::SCHEMA_VERSION, "the version of the payload's shape", "2".to_owned()),
        (message::METADATA, "who caused it, when, and as a consequence of what, as JSON", "see below".to_owned()),
    ]
}

fn id() -> String {
    "6fa459ea-ee8a-5ca4-894e-db77e160355e".to_owned()
}

/// What others can subscribe to, as Markdown: `docs/events.md`.
pub fn events_document() -> String {
    let mut text = BEGINNING.to_owned();
    // Writing to a String cannot fail.
    for (name, meaning, example) in headers() {
        let _ = writeln!(text, "| `{name}` | {meaning} | `{example}` |");
    }
    text.push_str(SUBSCRIBING);
    let _ = writeln!(text, "\n## Metadata\n\nThe shape of `{}`:\n", message::METADATA);
    code(&mut text, &metadata_schema());
    text.push_str("\n## Types\n");
    let schemas = event_schemas();
    for schema in &schemas {
        let _ = write!(text, "\n- [`{}`](#{})", schema.event_type, anchor(&schema.event_type));
    }
    text.push('\n');
    for schema in &schemas {
        describe(&mut text, schema);
    }
    text
}

fn describe(text: &mut String, schema: &EventSchema) {
    let _ = writeln!(text, "\n### {}\n\n{} Version {}.\n", schema.event_type, schema.description, schema.version);
    code(text, &schema.content);
}

fn code(text: &mut String, schema: &Value) {
    let _ = writeln!(text, "```json\n{schema:#}\n```");
}

/// The anchor of a heading, as it is made where Markdown is shown.
fn anchor(heading: &str) -> String {
    heading.replace('.', "")
}
