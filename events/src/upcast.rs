//! Old events load for ever.
//!
//! When the content of an event type changes shape, its version goes up by one and a step here lifts the content of
//! the version before. Steps are chained: a version 1 event passes through every later step. Stored samples of every
//! version are under `events/tests/stored_versions/`, and a test reads them all.

use serde_json::{Value, json};

/// Lifts a content by one version. `None`: the content does not have its version's shape.
type Step = fn(Value) -> Option<Value>;

/// A stored version cannot be lifted to today's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UpcastError {
    /// Written by a newer focalpoint.
    #[error("{event_type} v{version} was written by a newer focalpoint: run at least that one")]
    FromTheFuture {
        /// The event's type, `<aggregate>.<event>`.
        event_type: String,
        /// The version stored.
        version: u16,
    },
    /// The content does not have its version's shape, or the version is 0, which none has.
    #[error("{event_type} v{version} does not have the shape of that version")]
    Misshapen {
        /// The event's type, `<aggregate>.<event>`.
        event_type: String,
        /// The version that failed.
        version: u16,
    },
}

/// The steps of an event type, the first lifting version 1 to 2.
const fn steps(event_type: &str) -> &'static [Step] {
    match event_type.as_bytes() {
        b"action-item.assigned" => &[title_gets_languages],
        _ => &[],
    }
}

/// Version 1 had the title as one text, in Albanian as the secretariat writes; version 2 has it by language.
fn title_gets_languages(mut content: Value) -> Option<Value> {
    let title = content.get("title")?.as_str()?.to_owned();
    content.as_object_mut()?.insert("title".to_owned(), json!({ "sq": title }));
    Some(content)
}

/// The version in which an event type is written today.
pub fn current_version(event_type: &str) -> u16 {
    u16::try_from(steps(event_type).len()).unwrap_or(u16::MAX - 1) + 1
}

/// Lifts a content from the version it was stored in to today's.
pub fn lift(event_type: &str, version: u16, content: Value) -> Result<Value, UpcastError> {
    let steps = steps(event_type);
    let Some(done) = usize::from(version).checked_sub(1) else {
        return Err(UpcastError::Misshapen { event_type: event_type.to_owned(), version });
    };
    let Some(ahead) = steps.get(done..) else {
        return Err(UpcastError::FromTheFuture { event_type: event_type.to_owned(), version });
    };
    ahead.iter().enumerate().try_fold(content, |content, (step_number, step)| {
        step(content).ok_or_else(|| UpcastError::Misshapen {
            event_type: event_type.to_owned(),
            version: version.saturating_add(u16::try_from(step_number).unwrap_or(u16::MAX)),
        })
    })
}
