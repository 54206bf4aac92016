//! What is kept of an update until it is handled: enough to handle it after a restart, and nothing that may show who somebody
//! is. Names stay out, and so does a text that the guard does not let pass, or whose place is with the messenger.

use coordination::off_runtime;
use privacy::guard::{Verdict, guard};
use serde_json::{Map, Value, json};

/// A longer text is not looked at twice, so it is not kept.
const LONGEST_KEPT: usize = 500;
/// Of a text, what it takes to know who wrote what, where, and in reply to what.
const OF_A_TEXT: [&str; 9] = [
    "message_id",
    "message_thread_id",
    "is_topic_message",
    "is_automatic_forward",
    "date",
    "edit_date",
    "text",
    "reply_to_message",
    "forward_origin",
];
/// Of an account, all but what it is called.
const OF_AN_ACCOUNT: [&str; 3] = ["id", "is_bot", "language_code"];
/// The same of a chat.
const OF_A_CHAT: [&str; 3] = ["id", "type", "is_forum"];

/// An update as far as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptForm {
    /// The message that it brings, if it brings one.
    pub(crate) message: Option<i32>,
    /// Nothing, where it is not kept.
    pub(crate) body: Option<String>,
    /// Whether the guard refuses what it says.
    pub(crate) is_refused: bool,
}

fn picked(of: &Value, names: &[&str]) -> Map<String, Value> {
    let pick = |name: &&str| Some(((*name).to_owned(), of.get(*name)?.clone()));
    names.iter().filter_map(pick).collect()
}

fn account(of: &Value) -> Value {
    let mut account = picked(of, &OF_AN_ACCOUNT);
    account.insert("first_name".to_owned(), json!(""));
    account.into()
}

fn chat(of: &Value) -> Value {
    let mut chat = picked(of, &OF_A_CHAT);
    chat.insert("title".to_owned(), json!(""));
    chat.into()
}

/// A message as far as it is kept; without its text where it is only what is replied to, or what has the button.
fn message(of: &Value, with_text: bool) -> Value {
    let mut kept = picked(of, &OF_A_TEXT);
    for (name, shorten) in [("from", account as fn(&Value) -> Value), ("chat", chat), ("sender_chat", chat)] {
        if let Some(found) = of.get(name) {
            kept.insert(name.to_owned(), shorten(found));
        }
    }
    if !with_text {
        kept.insert("text".to_owned(), json!(""));
        kept.remove("reply_to_message");
    }
    if let Some(original) = kept.get_mut("reply_to_message") {
        *original = message(original, false);
    }
    if let Some(origin) = kept.get_mut("forward_origin") {
        // That it was somebody else is what counts.
        *origin = json!({ "type": "hidden_user", "sender_user_name": "?", "date": of.get("date") });
    }
    kept.into()
}

/// Whether a message is a text and nothing else.
fn is_text(of: &Value) -> bool {
    of.get("text").is_some_and(Value::is_string)
}

/// What is kept of an update; `is_code`: whether a text is a secret or a code of focalpoint's own.
pub(crate) fn kept_form(raw: &Value, is_code: impl Fn(&str) -> bool) -> KeptForm {
    let id = raw.get("update_id").cloned().unwrap_or_default();
    let body = |kind: &str, kept: Value| Some(json!({ "update_id": id, kind: kept }).to_string());
    let written = ["message", "edited_message"].into_iter().find_map(|kind| Some((kind, raw.get(kind)?)));
    if let Some((kind, found)) = written {
        let number = found.get("message_id").and_then(Value::as_i64).and_then(|number| number.try_into().ok());
        let said = [found.get("text"), found.get("caption")].into_iter().flatten().find_map(Value::as_str);
        let name = found.get("document").and_then(|document| document.get("file_name")).and_then(Value::as_str);
        let judge = |text: &str| off_runtime(text.len(), || guard(text));
        let short = |text: &&str| text.chars().nth(LONGEST_KEPT).is_none();
        let verdicts: Vec<Verdict> = [said, name].into_iter().flatten().filter(short).map(judge).collect();
        let is_refused = verdicts.iter().any(|verdict| matches!(verdict, Verdict::Refuse(_)));
        let passes = verdicts.iter().all(|verdict| *verdict == Verdict::Pass);
        let keeps = is_text(found) && passes && said.is_some_and(|text| short(&text) && !is_code(text));
        let kept = if keeps { body(kind, message(found, true)) } else { None };
        return KeptForm { message: number, body: kept, is_refused };
    }
    let press = raw.get("callback_query").map(|query| {
        let mut kept = picked(query, &["id", "data", "chat_instance"]);
        for (name, shorten) in [("from", account as fn(&Value) -> Value), ("message", |of: &Value| message(of, false))]
        {
            if let Some(found) = query.get(name) {
                kept.insert(name.to_owned(), shorten(found));
            }
        }
        kept.into()
    });
    KeptForm { message: None, body: press.and_then(|kept| body("callback_query", kept)), is_refused: false }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use teloxide::types::UpdateKind;

    use super::*;
    use crate::core::updates::reading::read_update;

    fn update(text: &str) -> Value {
        json!({ "update_id": 7, "message": {
            "message_id": 5, "date": 1, "text": text, "chat": { "id": 9, "type": "private", "first_name": "Arta" },
            "from": { "id": 9, "is_bot": false, "first_name": "Arta", "language_code": "sq" },
            "reply_to_message": { "message_id": 4, "date": 1, "text": "Arta Gashi", "chat": { "id": 9, "type": "private", "first_name": "Arta" } },
        } })
    }

    #[test]
    fn what_is_kept_is_read_as_what_came_and_has_no_names() {
        let kept = kept_form(&update("1 done"), |_| false);
        let body = kept.body.unwrap();
        assert!(!body.contains("Arta"), "{body}");
        let read = read_update(&serde_json::from_str(&body).unwrap()).unwrap();
        assert!(
            matches!(&read.kind, UpdateKind::Message(message)
            if message.text() == Some("1 done") && message.chat.id.0 == 9
                && message.from.as_ref().is_some_and(|from| from.language_code.as_deref() == Some("sq"))
                && message.reply_to_message().is_some_and(|original| original.id.0 == 4)),
            "{read:?}"
        );
    }

    #[test]
    fn a_press_is_kept_without_what_its_message_says() {
        let raw = json!({ "update_id": 7, "callback_query": {
            "id": "1", "chat_instance": "2", "data": "3", "from": { "id": 9, "is_bot": false, "first_name": "Arta" },
            "message": { "message_id": 5, "date": 1, "text": "Arta", "chat": { "id": 9, "type": "private", "first_name": "Arta" } },
        } });
        let body = kept_form(&raw, |_| false).body.unwrap();
        assert!(!body.contains("Arta"), "{body}");
        let read = read_update(&serde_json::from_str(&body).unwrap()).unwrap();
        assert!(
            matches!(&read.kind, UpdateKind::CallbackQuery(query) if query.data.as_deref() == Some("3")
            && query.message.as_ref().is_some_and(|message| message.id().0 == 5)),
            "{read:?}"
        );
    }

    #[test]
    fn neither_what_the_guard_stops_nor_a_code_is_kept() {
        let refused = kept_form(&update("viktima Arta Gashi"), |_| false);
        assert_eq!(refused, KeptForm { message: Some(5), body: None, is_refused: true });
        assert_eq!(kept_form(&update("/start abcdef"), |_| true).body, None);
        assert_eq!(kept_form(&update(&"po ".repeat(LONGEST_KEPT)), |_| false).body, None);
    }
}
