//! Texts by language as the API gives and takes them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Deref;

use events::language::{Language, LocalText};
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{AdditionalProperties, Object, ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// A text by language: `sq`, `sr` or `en`; at least one.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Texts(BTreeMap<String, String>);

impl Deref for Texts {
    type Target = BTreeMap<String, String>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl PartialSchema for Texts {
    fn schema() -> RefOr<Schema> {
        let object = ObjectBuilder::new()
            .description(Some("A text by language, in at least one of them."))
            .min_properties(Some(1))
            .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(false)));
        let of_each = Language::ALL
            .iter()
            .fold(object, |object, language| object.property(language.code(), Object::with_type(Type::String)));
        of_each.into()
    }
}

impl ToSchema for Texts {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Texts")
    }
}

pub(crate) fn texts(text: &LocalText) -> Texts {
    Texts(text.versions().map(|(language, words)| (language.code().to_owned(), words.to_owned())).collect())
}
