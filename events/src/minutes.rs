//! The minutes of a meeting: as long as a meeting makes them, in parts that are each a text like any other, so that the guard
//! looks at every one and a messenger can carry it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::non_empty::NonEmpty;
use crate::text::{LONGEST_TEXT, Text, TextError};

/// The longest minutes, in characters: some fifty written pages.
pub const LONGEST_MINUTES: usize = 100_000;

/// What stands between two paragraphs.
const BETWEEN: &str = "\n\n";

/// What was written of a meeting. One part, as all minutes were in earlier versions, is kept as the text alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "Kept", into = "Kept")]
#[schemars(with = "Kept")]
pub struct Minutes(NonEmpty<Text>);

#[derive(Serialize, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
enum Kept {
    One(String),
    Several(NonEmpty<Text>),
}

impl TryFrom<Kept> for Minutes {
    type Error = TextError;
    fn try_from(kept: Kept) -> Result<Self, TextError> {
        match kept {
            Kept::One(text) => text.parse(),
            Kept::Several(parts) => Ok(Self(parts)),
        }
    }
}

impl From<Minutes> for Kept {
    fn from(Minutes(parts): Minutes) -> Self {
        if parts.len() == 1 { Self::One(parts.first().to_string()) } else { Self::Several(parts) }
    }
}

impl Minutes {
    /// The parts, in order: whole paragraphs where they are not longer than a text can be.
    pub fn parts(&self) -> impl Iterator<Item = &Text> {
        self.0.iter()
    }

    pub(crate) fn parts_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        self.0.iter_mut()
    }
}

impl From<Text> for Minutes {
    fn from(text: Text) -> Self {
        Self(NonEmpty::one(text))
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, part) in self.parts().enumerate() {
            if n > 0 {
                f.write_str(BETWEEN)?;
            }
            write!(f, "{part}")?;
        }
        Ok(())
    }
}

/// The first piece of a text that is too long, and the rest: cut where a paragraph, a line, a sentence or at least a word ends.
fn cut(text: &str) -> (&str, &str) {
    let end = text.char_indices().nth(LONGEST_TEXT).map_or(text.len(), |(at, _)| at);
    let head = &text[..end];
    let after = |ends: &str| head.rfind(ends).map(|at| at + ends.len()).filter(|at| !head[..*at].trim().is_empty());
    let at = [BETWEEN, "\n", ". ", " "].into_iter().find_map(after).unwrap_or(end);
    text.split_at(at)
}

impl FromStr for Minutes {
    type Err = TextError;
    fn from_str(text: &str) -> Result<Self, TextError> {
        // What a browser sends as the end of a line.
        let text = text.replace("\r\n", "\n");
        let mut rest = text.trim();
        if rest.chars().nth(LONGEST_MINUTES).is_some() {
            return Err(TextError::TooLong);
        }
        let mut parts = Vec::new();
        while rest.chars().nth(LONGEST_TEXT).is_some() {
            let (part, after) = cut(rest);
            parts.push(part.parse()?);
            rest = after.trim_start();
        }
        if !rest.is_empty() {
            parts.push(rest.parse()?);
        }
        NonEmpty::try_from(parts).map(Self).map_err(|_| TextError::Empty)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn short_minutes_are_kept_as_they_always_were() {
        let minutes: Minutes = "Opened at ten.".parse().unwrap();
        assert_eq!(serde_json::to_value(&minutes).unwrap(), serde_json::json!("Opened at ten."));
        assert_eq!(serde_json::from_value::<Minutes>(serde_json::json!("Opened at ten.")).unwrap(), minutes);
    }

    #[test]
    fn long_minutes_are_cut_between_paragraphs_and_read_as_they_were_written() {
        let paragraph = "The labour inspectorate reported on its visits. ".repeat(30).trim().to_owned();
        let written = [paragraph.as_str(); 8].join("\n\n");
        let minutes: Minutes = written.parse().unwrap();
        assert!(minutes.parts().count() > 1);
        assert_eq!(minutes.to_string(), written);
        let kept = serde_json::to_value(&minutes).unwrap();
        assert_eq!(serde_json::from_value::<Minutes>(kept).unwrap(), minutes);
    }

    #[test]
    fn what_is_longer_than_any_minutes_is_refused_whole() {
        assert_eq!("word ".repeat(20_001).parse::<Minutes>(), Err(TextError::TooLong));
        assert_eq!(" \n ".parse::<Minutes>(), Err(TextError::Empty));
    }

    proptest! {
        #[test]
        fn no_word_is_lost_or_changed(words in prop::collection::vec("[a-zë]{1,40}(\\.|\n|\n\n|,)?", 1..2_000)) {
            let written = words.join(" ");
            let minutes: Minutes = written.parse().unwrap();
            let all = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(all(&minutes.to_string()), all(&written));
            prop_assert!(minutes.parts().all(|part| part.as_str().chars().count() <= LONGEST_TEXT));
        }
    }
}
