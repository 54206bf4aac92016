//! A text that people wrote, on its way onto a page: a title, a name, an objective.
//!
//! It is kept in the languages in which somebody wrote it, and who reads it may read another. A template shows it with
//! `|said`, which marks it for the eye (“(na albanskom)”) and for a reading voice (`lang`), or, where there can be no
//! markup, with `|marked`. By itself it is its words. Depends on the catalogue.

use std::fmt;
use std::sync::Arc;

use events::language::{Language, LocalText};
use language::catalogue::{Catalogue, escape_html};
use language::recorded::mark_of;
use minijinja::value::{Object, ObjectRepr, Value};
use serde::{Serialize, Serializer};

/// The words that a reader sees.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LocalizedText {
    words: String,
    /// The language in which they are, where it is not the reader's.
    foreign: Option<Language>,
}

impl LocalizedText {
    pub(crate) fn of(text: &LocalText, language: Language) -> Self {
        Self { words: text.in_language(language).to_owned(), foreign: text.foreign_to(language) }
    }

    /// What is in no language, such as a reference, or in the reader's.
    pub(crate) fn plain(words: impl Into<String>) -> Self {
        Self { words: words.into(), foreign: None }
    }

    /// What is in this language, whatever the reader's is.
    pub(crate) fn in_only(words: impl Into<String>, own: Language, reader: Language) -> Self {
        Self { words: words.into(), foreign: Some(own).filter(|own| reader.of_texts() != own.of_texts()) }
    }

    /// The words alone.
    pub(crate) fn words(&self) -> &str {
        &self.words
    }

    /// What says in which language the words are, where it is not the reader's.
    pub(crate) fn mark(&self, catalogue: &Catalogue, language: Language) -> Option<String> {
        self.foreign.map(|other| mark_of(catalogue, language, other))
    }

    /// The words with the mark behind them, as plain text.
    pub(crate) fn marked(&self, catalogue: &Catalogue, language: Language) -> String {
        match self.mark(catalogue, language) {
            Some(mark) => format!("{} {mark}", self.words),
            None => self.words.clone(),
        }
    }

    /// The value of `lang`, where the words are in another language than the page.
    pub(crate) fn tag(&self) -> Option<&'static str> {
        self.foreign.map(tag)
    }

    fn html(&self, catalogue: &Catalogue, language: Language) -> String {
        let words = escape_html(&self.words);
        match (self.tag(), self.mark(catalogue, language)) {
            (Some(tag), Some(mark)) => {
                format!("<span lang=\"{tag}\">{words}</span> <small>{}</small>", escape_html(&mark))
            }
            (Some(_) | None, _) => words.into_owned(),
        }
    }
}

/// How a page names a language.
pub(crate) const fn tag(language: Language) -> &'static str {
    match language {
        Language::Sr => "sr-Latn",
        Language::Sq | Language::En | Language::SrCyrl => language.code(),
    }
}

impl Object for LocalizedText {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl Serialize for LocalizedText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_object(self.clone()).serialize(serializer)
    }
}

/// The filter for what may have markup.
pub(crate) fn with_markup(shown: &Value, catalogue: &Catalogue, language: Language) -> Value {
    match shown.downcast_object_ref::<LocalizedText>() {
        Some(text) => Value::from_safe_string(text.html(catalogue, language)),
        None => shown.clone(),
    }
}

/// The filter for what may have none.
pub(crate) fn without_markup(shown: &Value, catalogue: &Catalogue, language: Language) -> Value {
    match shown.downcast_object_ref::<LocalizedText>() {
        Some(text) => Value::from(text.marked(catalogue, language)),
        None => shown.clone(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_title_in_another_language_is_marked_for_the_eye_and_for_a_voice() {
        let catalogue = Catalogue::new().unwrap();
        let title = LocalText::from_versions([(Language::Sq, "Menaxhimi <i rasteve>")]).unwrap();
        let shown = |language| Value::from_serialize(LocalizedText::of(&title, language));
        let html = |language| with_markup(&shown(language), &catalogue, language).to_string();
        assert_eq!(html(Language::Sq), "Menaxhimi &lt;i rasteve&gt;");
        assert_eq!(
            html(Language::Sr),
            "<span lang=\"sq\">Menaxhimi &lt;i rasteve&gt;</span> <small>(na albanskom)</small>"
        );
        let plain = without_markup(&shown(Language::SrCyrl), &catalogue, Language::SrCyrl);
        assert_eq!(plain.to_string(), "Menaxhimi <i rasteve> (на албанском)");
        assert_eq!(shown(Language::En).to_string(), "Menaxhimi <i rasteve>");
    }
}
