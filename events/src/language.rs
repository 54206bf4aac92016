//! The three languages that focalpoint speaks, and a text that is known in some of them.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::{Text, TextError};

/// A language of the chat and of the pages. Albanian and Serbian are the official languages of Kosovo
/// (Constitution, article 5); English is the working language with international partners.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// Albanian.
    #[default]
    Sq,
    /// Serbian, Latin script.
    Sr,
    /// English.
    En,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Sq, Self::Sr, Self::En];

    /// The two-letter code (ISO 639-1).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sq => "sq",
            Self::Sr => "sr",
            Self::En => "en",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text names no language of focalpoint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a language here: use sq, sr or en")]
pub struct UnknownLanguage(pub String);

impl FromStr for Language {
    type Err = UnknownLanguage;
    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL.into_iter().find(|language| language.code() == text).ok_or_else(|| UnknownLanguage(text.to_owned()))
    }
}

/// A text known in at least one language: a title as the secretariat wrote it, or a name in all three.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "BTreeMap<Language, Text>", into = "BTreeMap<Language, Text>")]
#[schemars(extend("minProperties" = 1, "propertyNames" = serde_json::json!({ "enum": Language::ALL })))]
pub struct LocalText(BTreeMap<Language, Text>);

impl LocalText {
    /// A text known in one language.
    pub fn only(language: Language, text: Text) -> Self {
        Self(BTreeMap::from([(language, text)]))
    }

    /// A text from its versions, those that are blank left out.
    pub fn from_versions<'a>(versions: impl IntoIterator<Item = (Language, &'a str)>) -> Result<Self, TextError> {
        let known = versions
            .into_iter()
            .filter(|(_, words)| !words.trim().is_empty())
            .map(|(language, words)| Ok((language, words.parse::<Text>()?)))
            .collect::<Result<BTreeMap<_, _>, TextError>>()?;
        Self::try_from(known)
    }

    /// The text in this language, or in the first of Albanian, Serbian and English that has it.
    pub fn in_language(&self, language: Language) -> &str {
        self.0.get(&language).or_else(|| self.0.values().next()).map_or("", Text::as_str)
    }

    /// Whether the text is known in every language.
    pub fn is_complete(&self) -> bool {
        self.0.len() == Language::ALL.len()
    }

    /// Each version with its language.
    pub fn versions(&self) -> impl Iterator<Item = (Language, &str)> {
        self.0.iter().map(|(language, text)| (*language, text.as_str()))
    }
}

impl TryFrom<BTreeMap<Language, Text>> for LocalText {
    type Error = TextError;
    fn try_from(versions: BTreeMap<Language, Text>) -> Result<Self, TextError> {
        if versions.is_empty() { Err(TextError::Empty) } else { Ok(Self(versions)) }
    }
}

impl From<LocalText> for BTreeMap<Language, Text> {
    fn from(text: LocalText) -> Self {
        text.0
    }
}
