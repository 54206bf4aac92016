//! A value that only its feature can read: a variant of an enum, as serde writes it.
//!
//! What a button does and what is asked of a person outlives the process in the bot's file, while the core that keeps it
//! knows no feature. So it keeps the variant's name, which says whose it is, and its content unread.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A variant with its content. `Use` says what it is kept for, so that a button is never read as a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent, bound = "")]
pub(crate) struct Tagged<Use> {
    content: Value,
    kept_for: PhantomData<Use>,
}

impl<Use> Tagged<Use> {
    /// A variant of an enum. What cannot be written is nobody's variant.
    pub(crate) fn of(variant: &impl Serialize) -> Self {
        let content = serde_json::to_value(variant).unwrap_or_else(|error| {
            tracing::error!(%error, "a button or a question cannot be written down");
            Value::Null
        });
        Self { content, kept_for: PhantomData }
    }

    /// This content under a variant's name.
    pub(crate) fn named(name: &str, content: &impl Serialize) -> Self {
        Self::of(&BTreeMap::from([(name, content)]))
    }

    /// The variant's name.
    pub(crate) fn name(&self) -> &str {
        match &self.content {
            Value::String(name) => name,
            Value::Object(content) => content.keys().next().map_or("", String::as_str),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => "",
        }
    }

    /// The variant, read by the enum that it is of; `None`: it is of another, or was written by a version that is too old.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Option<T> {
        T::deserialize(&self.content).ok()
    }

    /// The content under this name.
    pub(crate) fn content<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.content.get(name).and_then(|content| T::deserialize(content).ok())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    type Tagged = super::Tagged<()>;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum Sample {
        Plain,
        One(u64),
        Two(u64, String),
        Fields { a: u64 },
    }

    #[test]
    fn a_variant_is_written_as_its_enum_would_and_read_again() {
        let all = [
            (Sample::Plain, "Plain"),
            (Sample::One(1), "One"),
            (Sample::Two(1, "x".to_owned()), "Two"),
            (Sample::Fields { a: 1 }, "Fields"),
        ];
        for (sample, name) in all {
            let (tagged, written) = (Tagged::of(&sample), serde_json::to_string(&sample).unwrap());
            assert_eq!(serde_json::to_string(&tagged).unwrap(), written);
            assert_eq!(serde_json::from_str::<Tagged>(&written).unwrap(), tagged);
            assert_eq!(tagged.name(), name);
            assert_eq!(tagged.read::<Sample>(), Some(sample));
        }
        assert_eq!(Tagged::named("One", &1), Tagged::of(&Sample::One(1)));
        assert_eq!(Tagged::named("One", &1).content::<u64>("One"), Some(1));
        assert_eq!(Tagged::named("One", &1).content::<u64>("Two"), None);
        assert_eq!(Tagged::of(&"Other").read::<Sample>(), None);
    }
}
