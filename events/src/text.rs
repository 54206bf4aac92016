//! Free text and small measured values, valid from the moment they exist.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ids::CaseId;

/// The longest free text, in characters; it leaves room for the rest of a chat message (4096).
pub const LONGEST_TEXT: usize = 2_000;

/// Why a free text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing, or only white space.
    #[error("the text is empty: write at least one word")]
    Empty,
    /// More than [`LONGEST_TEXT`] characters.
    #[error("the text has more than {LONGEST_TEXT} characters: shorten it")]
    TooLong,
    /// A control character other than a line break or a tab.
    #[error("the text has a control character: paste it as plain text")]
    Control,
}

/// A free text that says something: trimmed, not empty, of bounded length, without control characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("minLength" = 1, "maxLength" = LONGEST_TEXT))]
pub struct Text(String);

impl Text {
    /// What stands in place of a text that was taken out of the log.
    pub fn taken_out() -> Self {
        Self("█████".to_owned())
    }

    /// The text, without the space that was around it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Text {
    type Err = TextError;
    fn from_str(text: &str) -> Result<Self, TextError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        if text.chars().count() > LONGEST_TEXT {
            return Err(TextError::TooLong);
        }
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r')) {
            return Err(TextError::Control);
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Text {
    type Error = TextError;
    fn try_from(text: String) -> Result<Self, TextError> {
        text.parse()
    }
}

impl From<&CaseId> for Text {
    fn from(reference: &CaseId) -> Self {
        Self(reference.to_string())
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How far an action item is: 0 to 100 per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "u8", into = "u8")]
#[schemars(extend("maximum" = 100))]
pub struct Percent(u8);

/// The number is not between 0 and 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a percentage: use 0 to 100")]
pub struct NotAPercentage(pub u8);

impl Percent {
    /// Nothing done yet.
    pub const ZERO: Self = Self(0);
    /// All of it done.
    pub const WHOLE: Self = Self(100);

    /// The number, 0 to 100.
    pub const fn value(self) -> u8 {
        self.0
    }

    /// What is left of the whole.
    pub const fn rest(self) -> Self {
        Self(Self::WHOLE.0 - self.0)
    }
}

impl TryFrom<u8> for Percent {
    type Error = NotAPercentage;
    fn try_from(value: u8) -> Result<Self, NotAPercentage> {
        if value <= 100 { Ok(Self(value)) } else { Err(NotAPercentage(value)) }
    }
}

impl From<Percent> for u8 {
    fn from(percent: Percent) -> Self {
        percent.0
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0)
    }
}
