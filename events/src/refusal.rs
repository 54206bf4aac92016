//! How the domain says no.
//!
//! A refusal has a code that never changes (texts in each language hang on it), an English sentence for logs and for
//! the JSON API, and nothing else: what it was about is known to whoever gave the command.

/// Declares an aggregate's refusals: variant, code and English sentence stand together.
macro_rules! refusals {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal, $sentence:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
        pub enum $name {
            $($(#[$vdoc])* #[doc = $sentence] #[error($sentence)] $variant,)+
        }

        impl $name {
            /// Every refusal of this kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code that texts hang on; it never changes.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The refusal with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|refusal| refusal.code() == code)
            }
        }
    };
}

pub(crate) use refusals;
