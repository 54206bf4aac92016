//! Closed sets of the domain as the API names them: enums of their own, so that a name on the wire outlives the domain's, and the
//! OpenAPI document lists every one of them. May depend on nothing; each feature declares its own in its `api.rs`.

/// Declares an enum of the API, each variant with its word on the wire. Where it stands for one of the domain, it is made of that
/// one, and a variant that only the domain has does not compile.
macro_rules! wire_enum {
    ($(#[$meta:meta])* $visibility:vis enum $name:ident of $domain:ty { $($variant:ident = $word:literal,)+ }) => {
        $crate::wording::wire_enum::wire_enum! { $(#[$meta])* $visibility enum $name { $($variant = $word,)+ } }

        impl From<&$domain> for $name {
            fn from(value: &$domain) -> Self {
                type Domain = $domain;
                match value {
                    $(Domain::$variant { .. } => Self::$variant,)+
                }
            }
        }
    };
    ($(#[$meta:meta])* $visibility:vis enum $name:ident { $($variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        $visibility enum $name {
            $(#[serde(rename = $word)] $variant,)+
        }

        // The derived one does not see words that come through a macro.
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                let words = utoipa::openapi::ObjectBuilder::new().schema_type(utoipa::openapi::Type::String);
                words.enum_values(Some([$($word),+])).into()
            }
        }

        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(stringify!($name))
            }
        }
    };
}
pub(crate) use wire_enum;
