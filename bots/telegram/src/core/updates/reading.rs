//! An update as the messenger sends it, read as far as it is known.
//!
//! The messenger's API grows: a text may come with a mark, a keyboard or an origin of a kind that the library does not know, and
//! the library then makes nothing of the whole message. What people wrote is read all the same, without what is not known; and
//! whatever it is, the next update is handled.

use serde::Serialize;
use serde_json::{Map, Value, json};
use std::time::Duration;
use teloxide::requests::Payload;
use teloxide::types::{AllowedUpdate, MessageKind, Update, UpdateKind};

/// The kinds of update that are asked for, by the names of their fields.
const KINDS: [&str; 4] = ["message", "edited_message", "callback_query", "my_chat_member"];
/// Of a message, what it takes to know who wrote what, where, and in reply to what. All of it was in the first version of the
/// API or is checked by itself.
const OF_A_TEXT: [&str; 11] = [
    "message_id",
    "message_thread_id",
    "is_topic_message",
    "is_automatic_forward",
    "from",
    "sender_chat",
    "date",
    "edit_date",
    "chat",
    "text",
    "reply_to_message",
];
/// What of a message is enough to reply to it.
const OF_AN_ORIGINAL: [&str; 5] = ["message_id", "from", "date", "chat", "text"];

/// Asks for updates, as they are.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PollRaw {
    pub(crate) offset: i32,
    /// How long to wait for an update, in seconds.
    pub(crate) timeout: u32,
    pub(crate) allowed_updates: &'static [AllowedUpdate],
}

impl Payload for PollRaw {
    type Output = Vec<Value>;
    const NAME: &'static str = "GetUpdates";

    fn timeout_hint(&self) -> Option<Duration> {
        Some(Duration::from_secs(self.timeout.into()))
    }
}

/// The number of an update.
pub(crate) fn number_of(raw: &Value) -> Option<u32> {
    raw.get("update_id").and_then(Value::as_u64).and_then(|number| number.try_into().ok())
}

fn some_fields(of: &Map<String, Value>, names: &[&str]) -> Map<String, Value> {
    names.iter().filter_map(|name| Some(((*name).to_owned(), of.get(*name)?.clone()))).collect()
}

/// A message without all that a text can do without; `None`: it is no text.
fn bare_text(message: &Value) -> Option<Value> {
    let message = message.as_object().filter(|message| message.get("text").is_some_and(Value::is_string))?;
    let mut bare = some_fields(message, &OF_A_TEXT);
    if let Some(original) = bare.get_mut("reply_to_message") {
        *original =
            original.as_object().map(|original| some_fields(original, &OF_AN_ORIGINAL)).unwrap_or_default().into();
    }
    if message.contains_key("forward_origin") {
        // By whom is not to be made out; that it was somebody else is what counts.
        let origin = json!({ "type": "hidden_user", "sender_user_name": "?", "date": message.get("date") });
        bare.insert("forward_origin".to_owned(), origin);
    }
    Some(bare.into())
}

/// Whether the library could make nothing of it.
fn is_unknown(update: &Update) -> bool {
    #[expect(clippy::wildcard_enum_match_arm, reason = "of other kinds nothing is read that could be unknown")]
    match &update.kind {
        UpdateKind::Message(message) | UpdateKind::EditedMessage(message) => {
            matches!(message.kind, MessageKind::Empty {})
        }
        UpdateKind::Error(_) => true,
        _ => false,
    }
}

/// Reads an update of one kind, whatever else it may hold. The library looks at the first field after the number only, and only
/// in a text.
fn read_kind(number: u32, kind: &str, body: &Value) -> Option<Update> {
    serde_json::from_str(&json!({ "update_id": number, kind: body }).to_string()).ok()
}

/// Reads an update; `None`: it is of no kind that is known, or it is none.
pub(crate) fn read_update(raw: &Value) -> Option<Update> {
    let number = number_of(raw)?;
    let (kind, body) = KINDS.iter().find_map(|kind| Some((*kind, raw.get(*kind)?)))?;
    let update = read_kind(number, kind, body).filter(|update| !is_unknown(update));
    let without_what_is_unknown = || {
        let read = read_kind(number, kind, &bare_text(body)?).filter(|read| !is_unknown(read))?;
        tracing::info!(update = number, "a message has something that is not known yet; its text is read");
        Some(read)
    };
    let as_it_is = || {
        tracing::info!(update = number, kind, "an update has something that is not known yet");
        read_kind(number, kind, body)
    };
    update.or_else(without_what_is_unknown).or_else(as_it_is)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn update(message: &Value) -> Value {
        json!({ "update_id": 7, "message": message })
    }

    fn text() -> Value {
        json!({
            "message_id": 5, "date": 1, "text": "1 done", "chat": { "id": 9, "type": "private", "first_name": "Arta" },
            "from": { "id": 9, "is_bot": false, "first_name": "Arta" },
        })
    }

    #[test]
    fn whoever_forwarded_it_the_text_stays_somebody_elses() {
        let mut message = text();
        message["forward_origin"] = json!({ "type": "dream" });
        let UpdateKind::Message(read) = read_update(&update(&message)).unwrap().kind else { panic!("no message") };
        assert_eq!(read.text(), Some("1 done"));
        assert!(read.forward_origin().is_some());
    }

    #[test]
    fn what_is_no_update_is_none() {
        for raw in [json!(null), json!({}), json!({ "update_id": "seven" }), json!([1])] {
            assert!(read_update(&raw).is_none(), "{raw}");
        }
        assert_eq!(number_of(&json!({ "update_id": 7, "dream": {} })), Some(7));
    }

    /// JSON of any form.
    fn anything() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "\\PC{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[a-z_]{1,8}", inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_text_is_read_whatever_else_it_comes_with(
            field in prop::sample::select(vec![
                "entities", "via_bot", "quote", "reply_markup", "link_preview_options", "mood", "sender_business_bot",
                "media_group_id", "effect_id", "external_reply", "paid_star_count", "suggested_post_info",
            ]),
            value in anything(),
        ) {
            let mut message = text();
            message[field] = value;
            let UpdateKind::Message(read) = read_update(&update(&message)).unwrap().kind else { panic!("no message") };
            prop_assert_eq!(read.text(), Some("1 done"));
        }
    }
}
