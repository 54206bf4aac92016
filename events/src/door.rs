//! The doors: through what somebody comes who asks for something. Which door it was gives no right and takes none; it is recorded
//! with whatever is done.
//!
//! It depends on nothing.

use serde::{Deserialize, Serialize};

/// Through what somebody came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Door {
    /// A page, signed in.
    Page,
    /// The API, with a session or a token.
    Api,
    /// A link that opens one thing without signing in.
    Link,
    /// The chat with the bot.
    Chat,
    /// A message by e-mail, or the question for one.
    Email,
}

impl Door {
    /// Its name, which never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Api => "api",
            Self::Link => "link",
            Self::Chat => "chat",
            Self::Email => "email",
        }
    }
}
