//! An event as it comes from the log or over NATS: the envelope, its body in whatever version, and the fold.
//!
//! The input is the envelope as JSON; or a stream, then events of it, line by line: type, version, content.

use events::envelope::Metadata;
use events::ids::StreamId;
use events::{Event, EventBody, StoredEvent};

/// A body is either refused, or says the same when it is written by today's focalpoint.
fn stays_the_same(stream: &StreamId, body: &EventBody) {
    let Ok(event) = Event::decode(stream, body) else { return };
    assert_eq!(event.stream().as_ref(), Ok(stream), "it is of another stream");
    let written = event.encode().expect("what was read can be written");
    let again = Event::decode(stream, &written).expect("what was written can be read");
    assert_eq!(again, event, "it says something else when it is written anew");
}

fn body(line: &str) -> Option<EventBody> {
    let mut parts = line.splitn(3, ' ');
    let event_type = parts.next()?.to_owned();
    let schema_version = parts.next()?.parse().ok()?;
    Some(EventBody { event_type, schema_version, data: parts.next()?.to_owned() })
}

/// Reads an envelope, or events of a stream.
pub(super) fn read(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if text.starts_with('{') {
        let _metadata: Option<Metadata> = serde_json::from_str(&text).ok();
        if let Ok(stored) = serde_json::from_str::<StoredEvent>(&text) {
            let written = serde_json::to_string(&stored).expect("an envelope can be written");
            assert_eq!(serde_json::from_str::<StoredEvent>(&written).ok().as_ref(), Some(&stored));
            stays_the_same(&stored.stream, &stored.body);
        }
        return;
    }
    let mut lines = text.lines();
    let Some(stream) = lines.next().and_then(|line| line.parse::<StreamId>().ok()) else { return };
    lines.filter_map(body).for_each(|body| stays_the_same(&stream, &body));
}
