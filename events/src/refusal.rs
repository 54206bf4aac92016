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

/// A text looks like it shows who a victim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the text seems to contain personal data (a name next to “victim”, a personal, document or phone number, an e-mail \
     address or a date of birth): nothing of that kind may be kept; write it without"
)]
pub struct NotToBeKept;

impl NotToBeKept {
    /// The code that texts hang on.
    pub const CODE: &'static str = "text-not-to-be-kept";
}

/// A text may speak of an official or of somebody to be protected: whoever gave it is asked, and nothing is kept meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the text may speak of a private person, and nothing was kept: is this person an official? Then write the office with \
     the name; if not, write the number of the case only"
)]
pub struct AskedAbout;

impl AskedAbout {
    /// The code that texts hang on.
    pub const CODE: &'static str = "text-asked-about";
}
