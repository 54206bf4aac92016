//! A call's text with its marks, whichever of the three ways it is given.

use serde_json::Value;

use super::params::Params;
use crate::{
    entity::{Entity, Formatted, utf16_len},
    failure::Failure,
    html, markdown,
};

/// The longest text and the longest caption, in UTF-16 code units.
pub(super) const LONGEST_TEXT: usize = 4096;
pub(super) const LONGEST_CAPTION: usize = 1024;

/// Reads a text parameter with `parse_mode` or with a list of entities.
pub(super) fn read(params: &Params, text: &str, entities: &str) -> Result<Formatted, Failure> {
    let (source, mode) = (params.text(text).unwrap_or_default(), params.text("parse_mode").unwrap_or_default());
    parse(source, &mode, params.json(entities)?)
}

/// The same of one medium of an album.
pub(super) fn read_from(medium: &Value, text: &str, entities: &str) -> Result<Formatted, Failure> {
    let field = |name: &str| medium.get(name).and_then(Value::as_str).unwrap_or_default();
    parse(field(text).to_owned(), field("parse_mode"), medium.get(entities).cloned())
}

fn parse(source: String, mode: &str, entities: Option<Value>) -> Result<Formatted, Failure> {
    let complain = |what: String| Failure::bad_request(format!("can't parse entities: {what}"));
    let formatted = match mode.to_ascii_lowercase().as_str() {
        "html" => html::parse(&source).map_err(complain)?,
        "markdownv2" => markdown::parse(&source).map_err(complain)?,
        "" => {
            let given: Vec<Entity> = match entities {
                Some(list) => serde_json::from_value(list)
                    .map_err(|error| Failure::bad_request(format!("can't parse MessageEntity: {error}")))?,
                None => Vec::new(),
            };
            Formatted { text: source, entities: given }
        }
        _ => return Err(Failure::bad_request("unsupported parse_mode")),
    };
    Ok(formatted.finish())
}

pub(super) fn is_longer(formatted: &Formatted, limit: usize) -> bool {
    utf16_len(&formatted.text) > limit
}
