//! Reading a stored event's content as what its type's name says, with no tree of values between.
//!
//! Stored are the name and the content apart; the enums of events are read from both together. Here the two are handed to the
//! enum as if they stood in one JSON object. Knows no aggregate.

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Error as _, MapAccess};

/// Under which keys the enums of events want their name and their content.
const KEYS: (&str, &str) = ("type", "data");

/// An object of two entries, as far as they were not given yet.
struct TaggedContent<'s> {
    name: Option<&'s str>,
    content: Option<&'s str>,
}

impl<'s> MapAccess<'s> for TaggedContent<'s> {
    type Error = serde_json::Error;

    fn next_key_seed<K: DeserializeSeed<'s>>(&mut self, seed: K) -> Result<Option<K::Value>, Self::Error> {
        let key = match (self.name, self.content) {
            (Some(_), _) => KEYS.0,
            (None, Some(_)) => KEYS.1,
            (None, None) => return Ok(None),
        };
        seed.deserialize(BorrowedStrDeserializer::<Self::Error>::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'s>>(&mut self, seed: V) -> Result<V::Value, Self::Error> {
        if let Some(name) = self.name.take() {
            return seed.deserialize(BorrowedStrDeserializer::<Self::Error>::new(name));
        }
        let content = self.content.take().ok_or_else(|| Self::Error::custom("there is no further value"))?;
        let mut json = serde_json::Deserializer::from_str(content);
        let value = seed.deserialize(&mut json)?;
        json.end()?;
        Ok(value)
    }
}

/// The event of this name with this content, which is JSON.
pub(crate) fn read<T: DeserializeOwned>(name: &str, content: &str) -> Result<T, serde_json::Error> {
    T::deserialize(MapAccessDeserializer::new(TaggedContent { name: Some(name), content: Some(content) }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(tag = "type", content = "data", rename_all = "kebab-case")]
    enum Tide {
        High { metres: u8 },
        Low(String),
        Slack {},
    }

    #[test]
    fn a_name_and_a_content_are_read_as_the_variant_of_that_name() {
        assert_eq!(read::<Tide>("high", r#"{"metres":3}"#).unwrap(), Tide::High { metres: 3 });
        assert_eq!(read::<Tide>("low", r#""ebb""#).unwrap(), Tide::Low("ebb".to_owned()));
        assert_eq!(read::<Tide>("slack", "{}").unwrap(), Tide::Slack {});
    }

    #[test]
    fn what_is_no_content_of_that_name_does_not_read() {
        for (name, content) in [
            ("spring", "{}"),
            ("high", "{}"),
            ("high", ""),
            ("high", r#"{"metres":3"#),
            // Nothing can be put behind a content to change what it is.
            ("high", r#"{"metres":3},"type":"slack""#),
        ] {
            assert!(read::<Tide>(name, content).is_err(), "{name}: {content}");
        }
    }
}
