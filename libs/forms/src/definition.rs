//! A form's definition in a file, TOML or JSON: a title and fields, each with its key, label, kind, unit and bounds.

use std::fmt;

use events::form::{Field, Form};
use events::language::LocalText;
use events::non_empty::NonEmpty;
use serde_json::{Map, Value};

/// A form as it was defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// What it is about.
    pub title: LocalText,
    /// What it asks.
    pub form: Form,
}

/// How a definition is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// TOML, as people write forms.
    Toml,
    /// JSON, as programs write them.
    Json,
}

impl Notation {
    /// By a file's name.
    pub fn of(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1 {
            "toml" => Some(Self::Toml),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// What is wrong with a definition, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionFault {
    /// Where: `title`, or `field 2 (victims)`; none for the file as a whole.
    pub at: Option<String>,
    /// What is wrong and what to do.
    pub reason: String,
}

impl fmt::Display for DefinitionFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.at {
            Some(at) => write!(f, "{at}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

/// What a field may say, besides its key, label and kind.
fn properties(kind: &str) -> &'static [&'static str] {
    match kind {
        "number" => &["unit", "places", "least", "most"],
        "choice" => &["options"],
        "breakdown" => &["unit", "by"],
        _ => &[],
    }
}

/// Reads a definition; every fault is listed.
pub fn read_definition(text: &str, notation: Notation) -> Result<Definition, Vec<DefinitionFault>> {
    let whole = |reason: String| vec![DefinitionFault { at: None, reason }];
    let read: Value = match notation {
        Notation::Toml => toml::from_str(text).map_err(|error| whole(error.to_string()))?,
        Notation::Json => serde_json::from_str(text).map_err(|error| whole(error.to_string()))?,
    };
    let Value::Object(mut read) = read else { return Err(whole("a form has a title and fields".to_owned())) };
    let mut faults = Vec::new();
    let title = read.remove("title").unwrap_or_default();
    let title: Option<LocalText> = serde_json::from_value(title)
        .map_err(|error| faults.push(at("title", format!("{error}: write sq, sr and en, at least one of them"))))
        .ok();
    let fields = if let Some(Value::Array(fields)) = read.remove("field") {
        fields
    } else {
        faults.push(at("field", "there are no fields: add [[field]] for each"));
        vec![]
    };
    faults.extend(read.keys().map(|key| at(key, "this is not known here: a form has title and field")));
    let fields: Vec<Option<Field>> =
        fields.into_iter().enumerate().map(|(n, field)| read_field(n + 1, field, &mut faults)).collect();
    let fields: Vec<Field> = fields.into_iter().flatten().collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let form = NonEmpty::try_from(fields).map_err(|error| vec![at("field", error.to_string())])?;
    let form = Form::try_from(form).map_err(|error| vec![at("field", error.to_string())])?;
    let title = title.ok_or_else(|| whole("the form has no title".to_owned()))?;
    Ok(Definition { title, form })
}

fn at(at: &str, reason: impl Into<String>) -> DefinitionFault {
    DefinitionFault { at: Some(at.to_owned()), reason: reason.into() }
}

fn read_field(number: usize, field: Value, faults: &mut Vec<DefinitionFault>) -> Option<Field> {
    let Value::Object(mut field) = field else {
        faults.push(at(&format!("field {number}"), "a field has key, label and kind"));
        return None;
    };
    let word = |field: &Map<String, Value>, name: &str| {
        field.get(name).and_then(Value::as_str).map(str::to_owned).unwrap_or_default()
    };
    let (key, kind) = (word(&field, "key"), word(&field, "kind"));
    let here = if key.is_empty() { format!("field {number}") } else { format!("field {number} ({key})") };
    let before = faults.len();
    for name in field.keys() {
        if !["key", "label", "kind"].contains(&name.as_str()) && !properties(&kind).contains(&name.as_str()) {
            let known = [&["key", "label", "kind"], properties(&kind)].concat().join(", ");
            faults.push(at(&here, format!("“{name}” is not known for a field of kind “{kind}”: it has {known}")));
        }
    }
    // Bounds are exact decimals, which the formats' own numbers are not; they may be written either way.
    for bound in ["least", "most"] {
        if let Some(value) = field.get_mut(bound)
            && let Value::Number(number) = value
        {
            *value = Value::String(number.to_string());
        }
    }
    let read = serde_json::from_value(Value::Object(field));
    let read = read.map_err(|error| faults.push(at(&here, error.to_string()))).ok();
    if faults.len() > before { None } else { read }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    const GOOD: &str = r#"
        title = { sq = "Viktimat", en = "Victims" }
        [[field]]
        key = "victims"
        label = { en = "Victims identified" }
        kind = "breakdown"
        unit = "persons"
        by = ["sex", "age-group"]
        [[field]]
        key = "share"
        label = { en = "Share" }
        kind = "number"
        unit = "percent"
        places = 1
        most = 100
    "#;

    #[test]
    fn a_form_reads_the_same_from_both_notations() {
        let form = read_definition(GOOD, Notation::Toml).unwrap();
        assert_eq!(form.form.fields().count(), 2);
        let value: Value = toml::from_str(GOOD).unwrap();
        assert_eq!(read_definition(&value.to_string(), Notation::Json), Ok(form));
    }

    #[test]
    fn every_fault_is_listed_with_its_field() {
        let bad = GOOD.replace("\"percent\"", "\"furlongs\"").replace("by = [\"sex\"", "bye = 1\nby = [\"colour\"");
        let faults = read_definition(&bad, Notation::Toml).unwrap_err();
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(said.iter().any(|fault| fault.starts_with("field 1 (victims): “bye” is not known")), "{said:?}");
        assert!(
            said.iter().any(|fault| fault.starts_with("field 1 (victims):") && fault.contains("colour")),
            "{said:?}"
        );
        assert!(
            said.iter().any(|fault| fault.starts_with("field 2 (share):") && fault.contains("furlongs")),
            "{said:?}"
        );
        let twice = GOOD.replace("key = \"share\"", "key = \"victims\"");
        assert!(read_definition(&twice, Notation::Toml).unwrap_err()[0].reason.contains("two fields are called"));
        assert!(read_definition("{", Notation::Json).is_err());
        assert!(read_definition("title = 3", Notation::Toml).unwrap_err().len() >= 2);
    }
}
