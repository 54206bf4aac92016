//! What somebody else did to the same thing meanwhile, as whoever was overtaken is shown it: who, when, and both texts beside each
//! other with the differences marked. Knows no form, only the names of fields.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use events::RecordedEvent;
use serde::Serialize;
use serde_json::Value;
use similar::{ChangeTag, TextDiff};

/// Something that somebody else did.
#[derive(Debug, Clone)]
pub(crate) struct Overtaking {
    /// The key of the text that says what.
    label: String,
    /// Who did it, where they have a name that can be shown.
    by: Option<String>,
    /// When it happened in the world, UTC.
    at: DateTime<Utc>,
    /// Where in the log.
    pub(crate) position: u64,
    /// What it says, by the names that a form's field for it can have.
    said: BTreeMap<String, String>,
}

/// The same beside what was typed.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OvertakingRow {
    label: String,
    by: Option<String>,
    at: DateTime<Utc>,
    texts: Vec<BothTexts>,
}

/// One field, as the other wrote it and as it was typed here.
#[derive(Debug, Clone, Serialize)]
struct BothTexts {
    theirs: String,
    /// What was typed, in pieces that are the same, only theirs, or only typed here.
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Piece {
    /// `same`, `theirs` or `mine`.
    kind: &'static str,
    text: String,
}

/// Every text of an event by each name that a field for it can have: its path, and shorter ends of it.
fn said(value: &Value, path: &[&str], into: &mut BTreeMap<String, String>) {
    let text = match value {
        Value::Object(parts) => {
            for (name, part) in parts {
                said(part, &[path, &[name.as_str()]].concat(), into);
            }
            return;
        }
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(_) | Value::Bool(_) | Value::Null => return,
    };
    for from in 0..path.len() {
        let name = path.get(from..).unwrap_or_default().join("-").replace('_', "-");
        into.entry(name).or_insert_with(|| text.clone());
    }
}

/// The differences between two texts, word by word.
fn pieces(theirs: &str, mine: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = vec![];
    for change in TextDiff::from_words(theirs, mine).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => "same",
            ChangeTag::Delete => "theirs",
            ChangeTag::Insert => "mine",
        };
        match pieces.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            Some(_) | None => pieces.push(Piece { kind, text: change.value().to_owned() }),
        }
    }
    pieces
}

impl Overtaking {
    /// What an event did, by whoever has this name; `None`: it cannot be said.
    pub(crate) fn of(recorded: &RecordedEvent, by: Option<String>) -> Option<Self> {
        let body = recorded.event.encode().ok()?;
        let data = serde_json::from_str::<Value>(&body.data).ok()?;
        let mut texts = BTreeMap::new();
        said(&data, &[], &mut texts);
        let label = format!("event-{}", body.event_type.replace('.', "-"));
        let (at, position) = (recorded.metadata.occurred_at, recorded.position.0);
        Some(Self { label, by, at, position, said: texts })
    }

    /// What was done, beside what was typed into each of a form's fields.
    pub(crate) fn beside(&self, typed: &BTreeMap<String, Vec<String>>) -> OvertakingRow {
        let both = self.said.iter().filter_map(|(name, theirs)| {
            let mine = typed.get(name)?.first()?;
            Some(BothTexts { theirs: theirs.clone(), pieces: pieces(theirs, mine) })
        });
        OvertakingRow { label: self.label.clone(), by: self.by.clone(), at: self.at, texts: both.collect() }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn differences_are_marked_word_by_word_and_nothing_is_left_out() {
        let found = pieces("Takimi u mbajt të hënën.", "Takimi u shty të hënën.");
        let kinds: Vec<_> = found.iter().map(|piece| (piece.kind, piece.text.trim())).collect();
        assert_eq!(kinds, [("same", "Takimi u"), ("theirs", "mbajt"), ("mine", "shty"), ("same", "të hënën.")]);
        let of = |left_out| -> String {
            found.iter().filter(|piece| piece.kind != left_out).map(|piece| piece.text.as_str()).collect()
        };
        assert_eq!(of("mine"), "Takimi u mbajt të hënën.");
        assert_eq!(of("theirs"), "Takimi u shty të hënën.");
    }

    #[test]
    fn a_field_is_found_by_the_end_of_its_path() {
        let mut found = BTreeMap::new();
        let event = serde_json::json!({"at": {"date": "2017-07-03"}, "title": {"sq": "Takimi"}, "key_issue": 3});
        said(&event, &[], &mut found);
        for (name, expected) in
            [("date", "2017-07-03"), ("title-sq", "Takimi"), ("key-issue", "3"), ("at-date", "2017-07-03")]
        {
            assert_eq!(found.get(name).map(String::as_str), Some(expected), "{name}");
        }
    }
}
