//! Whose sealed fields an event has, whatever event it is: found by their shape in what is stored.

use events::ids::PersonId;
use events::sealed::Sealed;
use serde_json::Value;

/// Every sealed field in an event's content.
pub fn sealed_fields(data: &str) -> Result<Vec<Sealed<Value>>, serde_json::Error> {
    let mut found = Vec::new();
    // Most events have none, and need not be read.
    if data.contains("\"cipher\"") {
        collect(&serde_json::from_str(data)?, &mut found);
    }
    Ok(found)
}

fn collect(value: &Value, found: &mut Vec<Sealed<Value>>) {
    match value {
        Value::Object(fields) => {
            let is_sealed = fields.len() == 2 && fields.contains_key("person") && fields.contains_key("cipher");
            match serde_json::from_value(value.clone()) {
                Ok(sealed) if is_sealed => found.push(sealed),
                Ok(_) | Err(_) => fields.values().for_each(|field| collect(field, found)),
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What is wrong with somebody's sealed fields.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Unreadable {
    /// There never was a key.
    #[error("{0} has no key, and was not erased")]
    NoKey(PersonId),
    /// The key that there is opens nothing.
    #[error("the key of {0} does not open what was sealed with it")]
    OtherKey(PersonId),
}
