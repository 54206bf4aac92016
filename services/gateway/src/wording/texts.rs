//! Texts by language as the API gives and takes them.

use std::collections::BTreeMap;

use events::language::LocalText;

/// A text by language: `sq`, `sr` or `en`; at least one.
pub(crate) type Texts = BTreeMap<String, String>;

pub(crate) fn texts(text: &LocalText) -> Texts {
    text.versions().map(|(language, words)| (language.code().to_owned(), words.to_owned())).collect()
}
