//! The languages that focalpoint speaks, Serbian in two scripts, and a text that is known in some of them.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::cyrillic::in_cyrillic;
use crate::text::{Text, TextError};

/// A language of the chat and of the pages. Albanian and Serbian are the official languages of Kosovo
/// (Constitution, article 5); English is the working language with international partners.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// Albanian, in Latin script.
    #[default]
    Sq,
    /// Serbian, Latin script.
    Sr,
    /// English, for whoever reads neither of the others.
    En,
    /// Serbian, Cyrillic script: a way to be addressed, no text is kept in it.
    #[serde(rename = "sr-Cyrl")]
    SrCyrl,
}

impl Language {
    /// Those in which texts are written and kept.
    pub const ALL: [Self; 3] = [Self::Sq, Self::Sr, Self::En];

    /// Those in which people can be addressed, in the order in which they are offered.
    pub const OFFERED: [Self; 4] = [Self::Sq, Self::Sr, Self::SrCyrl, Self::En];

    /// The language whose texts are used: Serbian for both of its scripts.
    pub const fn of_texts(self) -> Self {
        match self {
            Self::Sr | Self::SrCyrl => Self::Sr,
            Self::Sq | Self::En => self,
        }
    }

    /// The two-letter code (ISO 639-1), for Serbian in Cyrillic with the script (BCP 47).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sq => "sq",
            Self::Sr => "sr",
            Self::En => "en",
            Self::SrCyrl => "sr-Cyrl",
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
#[error("“{0}” is not a language here: use sq, sr, sr-Cyrl or en")]
pub struct UnknownLanguage(pub String);

impl FromStr for Language {
    type Err = UnknownLanguage;
    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        let named = |language: &Self| language.code() == text;
        Self::OFFERED.into_iter().find(named).ok_or_else(|| UnknownLanguage(text.to_owned()))
    }
}

/// Versions that make no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LocalTextError {
    /// None at all.
    #[error("the text is known in no language: give it in at least one")]
    NoVersion,
    /// One in Serbian Cyrillic.
    #[error("Serbian is kept in Latin script: give the text as sr, it is shown in Cyrillic to those who choose it")]
    Script,
}

/// A text known in at least one language: a title as the secretariat wrote it, or a name in all three.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "BTreeMap<Language, Text>", into = "BTreeMap<Language, Text>")]
#[schemars(extend("minProperties" = 1, "propertyNames" = serde_json::json!({ "enum": Language::ALL })))]
pub struct LocalText {
    versions: BTreeMap<Language, Text>,
    /// Serbian is kept in Latin script; this is it in Cyrillic, once somebody has asked for it.
    #[serde(skip)]
    cyrillic: Box<OnceLock<String>>,
}

impl PartialEq for LocalText {
    fn eq(&self, other: &Self) -> bool {
        self.versions == other.versions
    }
}

impl Eq for LocalText {}

impl LocalText {
    /// A text known in one language.
    pub fn only(language: Language, text: Text) -> Self {
        Self { versions: BTreeMap::from([(language.of_texts(), text)]), cyrillic: Box::default() }
    }

    /// A text from its versions, those that are blank left out.
    pub fn from_versions<'a>(versions: impl IntoIterator<Item = (Language, &'a str)>) -> Result<Self, TextError> {
        let known = versions
            .into_iter()
            .filter(|(_, words)| !words.trim().is_empty())
            .map(|(language, words)| Ok((language.of_texts(), words.parse::<Text>()?)))
            .collect::<Result<BTreeMap<_, _>, TextError>>()?;
        Self::try_from(known).map_err(|_| TextError::Empty)
    }

    /// The text in this language, or in the first of Albanian, Serbian and English that has it.
    pub fn in_language(&self, language: Language) -> &str {
        match (self.versions.get(&language.of_texts()), language) {
            (Some(serbian), Language::SrCyrl) => self.cyrillic.get_or_init(|| in_cyrillic(serbian.as_str())),
            (Some(known), _) => known.as_str(),
            (None, _) => self.versions.values().next().map_or("", Text::as_str),
        }
    }

    /// The language in which the text is shown to this reader, where it is not the reader's own.
    pub fn foreign_to(&self, language: Language) -> Option<Language> {
        let shown = self.versions.keys().next().copied();
        if self.versions.contains_key(&language.of_texts()) { None } else { shown }
    }

    /// Whether the text is known in every language.
    pub fn is_complete(&self) -> bool {
        self.versions.len() == Language::ALL.len()
    }

    /// Does something to each version.
    pub(crate) fn change_each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        self.versions.values_mut().for_each(change);
        *self.cyrillic = OnceLock::new();
    }

    /// Each version with its language.
    pub fn versions(&self) -> impl Iterator<Item = (Language, &str)> {
        self.versions.iter().map(|(language, text)| (*language, text.as_str()))
    }
}

impl TryFrom<BTreeMap<Language, Text>> for LocalText {
    type Error = LocalTextError;
    fn try_from(versions: BTreeMap<Language, Text>) -> Result<Self, LocalTextError> {
        if versions.is_empty() {
            return Err(LocalTextError::NoVersion);
        }
        if versions.contains_key(&Language::SrCyrl) {
            return Err(LocalTextError::Script);
        }
        Ok(Self { versions, cyrillic: Box::default() })
    }
}

impl From<LocalText> for BTreeMap<Language, Text> {
    fn from(text: LocalText) -> Self {
        text.versions
    }
}
