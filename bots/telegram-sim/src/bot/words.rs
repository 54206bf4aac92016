//! A call's text with its marks, whichever of the three ways it is given.

use super::{failure::Failure, params::Params};
use crate::{
    entity::{Entity, Formatted, utf16_len},
    html, markdown,
};

/// The longest text and the longest caption, in UTF-16 code units.
pub(super) const LONGEST_TEXT: usize = 4096;
pub(super) const LONGEST_CAPTION: usize = 1024;

/// Reads a text parameter with `parse_mode` or with a list of entities.
pub(super) fn read(params: &Params, text: &str, entities: &str) -> Result<Formatted, Failure> {
    let source = params.text(text).unwrap_or_default();
    let complain = |what: String| Failure::bad_request(format!("can't parse entities: {what}"));
    let formatted = match params.text("parse_mode").unwrap_or_default().to_ascii_lowercase().as_str() {
        "html" => html::parse(&source).map_err(complain)?,
        "markdownv2" => markdown::parse(&source).map_err(complain)?,
        "" => {
            let given: Vec<Entity> = match params.json(entities)? {
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
