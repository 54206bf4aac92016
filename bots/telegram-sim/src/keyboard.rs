//! What a message offers to answer it with: buttons under it, or the wish for a reply.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::failure::Failure;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Button {
    pub(crate) text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) callback_data: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// What the simulator carries but does not play: `copy_text`, `web_app` and the like.
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Markup {
    Inline(Vec<Vec<Button>>),
    ForceReply {
        placeholder: Option<String>,
    },
    /// A keyboard in place of the phone's own. It is kept, and shown as nothing.
    Keyboard(Value),
    RemoveKeyboard,
}

impl Markup {
    /// Reads `reply_markup`; an empty inline keyboard is none.
    pub(crate) fn parse(value: Option<&Value>) -> Result<Option<Self>, Failure> {
        let Some(value) = value else { return Ok(None) };
        let Value::Object(object) = value else {
            return Err(Failure::bad_request("object expected as reply markup"));
        };
        if let Some(rows) = object.get("inline_keyboard") {
            return Ok(inline(rows)?.map(Self::Inline));
        }
        if object.get("force_reply") == Some(&Value::Bool(true)) {
            let placeholder = object.get("input_field_placeholder").and_then(Value::as_str).map(str::to_owned);
            return Ok(Some(Self::ForceReply { placeholder }));
        }
        if object.get("remove_keyboard") == Some(&Value::Bool(true)) {
            return Ok(Some(Self::RemoveKeyboard));
        }
        Ok(object.contains_key("keyboard").then(|| Self::Keyboard(value.clone())))
    }

    /// Only buttons go over the wire with the message.
    pub(crate) fn wire(&self) -> Option<Value> {
        match self {
            Self::Inline(rows) => Some(json!({ "inline_keyboard": rows })),
            Self::ForceReply { .. } | Self::Keyboard(_) | Self::RemoveKeyboard => None,
        }
    }

    pub(crate) fn rows(&self) -> &[Vec<Button>] {
        match self {
            Self::Inline(rows) => rows,
            Self::ForceReply { .. } | Self::Keyboard(_) | Self::RemoveKeyboard => &[],
        }
    }
}

fn inline(rows: &Value) -> Result<Option<Vec<Vec<Button>>>, Failure> {
    let Value::Array(rows) = rows else {
        return Err(Failure::bad_request("field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array"));
    };
    let mut keyboard = Vec::new();
    for row in rows {
        let Value::Array(buttons) = row else {
            return Err(Failure::bad_request(
                "field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays",
            ));
        };
        let row = buttons.iter().map(button).collect::<Result<Vec<_>, _>>()?;
        if !row.is_empty() {
            keyboard.push(row);
        }
    }
    if keyboard.iter().map(Vec::len).sum::<usize>() > 100 {
        return Err(Failure::bad_request("reply markup is too long"));
    }
    Ok((!keyboard.is_empty()).then_some(keyboard))
}

fn button(value: &Value) -> Result<Button, Failure> {
    const OTHER_KINDS: [&str; 8] = [
        "login_url",
        "web_app",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    ];
    let wrong = |what: &str| Failure::bad_request(format!("can't parse inline keyboard button: {what}"));
    if !value.is_object() {
        return Err(wrong("InlineKeyboardButton must be an Object"));
    }
    if value.get("text").and_then(Value::as_str).is_none_or(str::is_empty) {
        return Err(wrong("Field \"text\" must be of type String"));
    }
    let button: Button = serde_json::from_value(value.clone()).map_err(|error| wrong(&error.to_string()))?;
    if let Some(data) = &button.callback_data {
        if !(1..=64).contains(&data.len()) {
            return Err(Failure::bad_request("BUTTON_DATA_INVALID"));
        }
    } else if let Some(url) = &button.url {
        check_url(url)?;
    } else if !OTHER_KINDS.iter().any(|kind| button.other.contains_key(*kind)) {
        return Err(wrong("Text buttons are unallowed in the inline keyboard"));
    }
    Ok(button)
}

/// Telegram takes no address without a dot in its host, `http://localhost` among them.
fn check_url(url: &str) -> Result<(), Failure> {
    let parsed = reqwest::Url::parse(url).or_else(|_| reqwest::Url::parse(&format!("http://{url}")));
    let usable = parsed.is_ok_and(|address| match address.scheme() {
        "http" | "https" => address.host_str().is_some_and(|host| host.contains('.') || host.contains(':')),
        scheme => matches!(scheme, "tg" | "ton"),
    });
    if usable {
        Ok(())
    } else {
        Err(Failure::bad_request(format!("inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")))
    }
}
