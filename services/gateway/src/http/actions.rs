//! Actions of forms and of the API: a part of the path, `/meetings/{id}/{action}`, read at the edge into an enum.

use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde::de::value::{Error, StrDeserializer};

use crate::failure::Failure;

/// Declares the actions of a page's forms, each with the word that stands for it in the path, in the form's name and in
/// the id of the command. The words never change: what was sent before must be known when it is sent again.
macro_rules! actions {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
        pub(super) enum $name {
            $(#[serde(rename = $word)] $variant,)+
        }

        impl crate::http::actions::ActionWords for $name {
            const WORDS: &'static [&'static str] = &[$($word,)+];
        }

        // The derived one does not see words that come through a macro.
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                let words = <Self as crate::http::actions::ActionWords>::WORDS;
                crate::http::command_api::one_of(words).into()
            }
        }

        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(stringify!($name))
            }
        }

        impl $name {
            pub(super) const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }
    };
}
pub(crate) use actions;

/// The words that stand for actions in a path, so that whoever walks through every door knows what it does.
pub(crate) trait ActionWords {
    /// Each of them, once.
    const WORDS: &'static [&'static str];
}

/// The parts of a path, one of them an action; where there is no such action, there is nothing at the address.
pub(crate) struct ActionPath<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for ActionPath<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        match Path::<T>::from_request_parts(parts, state).await {
            Ok(Path(read)) => Ok(Self(read)),
            Err(PathRejection::FailedToDeserializePathParams(_)) => Err(Failure::NotFound.into_response()),
            Err(other) => Err(other.into_response()),
        }
    }
}

/// The action that a field of a form names, where there is such an action.
pub(crate) fn action_named<T: DeserializeOwned>(word: &str) -> Option<T> {
    T::deserialize(StrDeserializer::<Error>::new(word)).ok()
}
