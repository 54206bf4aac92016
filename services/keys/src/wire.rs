//! How keys are written between processes.

use events::ids::PersonId;
use events::sealed::PersonKey;
use serde::{Deserialize, Serialize};
use store::KeyError;

/// Reading every key, page by page.
pub(crate) const ALL: &str = "all";
/// Reading some persons' keys.
pub(crate) const SOME: &str = "some";
/// Making a key where there is none.
pub(crate) const ENSURE: &str = "ensure";
/// Erasing a key.
pub(crate) const ERASE: &str = "erase";

/// How many persons at most are in one answer: so many fit into a message whatever their ids.
pub(crate) const PAGE: usize = 2_000;

/// A key as 64 hexadecimal digits.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct KeyText(pub(crate) PersonKey);

impl TryFrom<String> for KeyText {
    type Error = hex::FromHexError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut key = [0; 32];
        hex::decode_to_slice(text, &mut key)?;
        Ok(Self(PersonKey(key)))
    }
}

impl From<KeyText> for String {
    fn from(key: KeyText) -> Self {
        hex::encode(key.0.0)
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct KeyState {
    pub(crate) person: PersonId,
    /// `None`: the key was erased.
    pub(crate) key: Option<KeyText>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct AllKeysRequest {
    /// The last person of the page before.
    pub(crate) after: Option<PersonId>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct KeysRequest {
    pub(crate) persons: Vec<PersonId>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Page {
    pub(crate) states: Vec<KeyState>,
    pub(crate) more: bool,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct EnsureKeyRequest {
    pub(crate) person: PersonId,
    pub(crate) candidate: KeyText,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct EraseKeyRequest {
    pub(crate) person: PersonId,
}

/// What became of a request to make or to erase a key.
#[derive(Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub(crate) enum KeyWriteReply {
    Kept { key: KeyText },
    Erased,
    Failed { reason: String },
}

impl KeyWriteReply {
    pub(crate) fn of(outcome: Result<Option<PersonKey>, KeyError>) -> Self {
        match outcome {
            Ok(Some(key)) => Self::Kept { key: KeyText(key) },
            Ok(None) | Err(KeyError::Erased { .. }) => Self::Erased,
            Err(KeyError::Unavailable { reason }) => Self::Failed { reason },
        }
    }
}

/// What is announced to everybody who has keys in memory. Never a key.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Announcement {
    pub(crate) person: PersonId,
    pub(crate) change: Change,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Change {
    Made,
    Erased,
}
