//! Commands of the chat: how one is read from a text, and what a feature says of one that it registers.

use chrono::NaiveDate;
use events::authority::{View, gives_tasks, permit_view};
use readmodels::views::PersonView;

/// A text that begins with a slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SlashCommand {
    /// Its name, in small letters and without the slash.
    pub(crate) name: String,
    /// The words after it.
    pub(crate) words: Vec<String>,
}

impl SlashCommand {
    /// The command in a text; `/tasks@some_bot` counts as `/tasks`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut words = text.strip_prefix('/')?.split_whitespace().map(str::to_owned);
        let name = words.next().unwrap_or_default();
        let name = name.split_once('@').map_or(name.as_str(), |(name, _)| name).to_lowercase();
        Some(Self { name, words: words.collect() })
    }

    /// The first word that follows.
    pub(crate) fn argument(&self) -> Option<&str> {
        self.words.first().map(String::as_str)
    }
}

/// Whom the messenger offers a command while they type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MenuOf {
    /// Strangers and people in post.
    Everybody,
    /// Whoever has not linked the chat.
    Strangers,
    /// People in post.
    People,
    /// Those who chair a subgroup.
    Chairs,
    Secretariat,
    /// Those who give tasks: chairs and the secretariat.
    ChairsAndSecretariat,
    /// Nobody; it counts all the same.
    Nobody,
}

impl MenuOf {
    pub(crate) fn is_for_strangers(self) -> bool {
        match self {
            Self::Everybody | Self::Strangers => true,
            Self::People | Self::Chairs | Self::Secretariat | Self::ChairsAndSecretariat | Self::Nobody => false,
        }
    }

    pub(crate) fn is_for(self, person: &PersonView, today: NaiveDate) -> bool {
        match self {
            Self::Everybody | Self::People => true,
            Self::Chairs => !person.chairs_on(today).is_empty(),
            Self::Secretariat => permit_view(&person.principal(today), &View::Overview).is_ok(),
            Self::ChairsAndSecretariat => gives_tasks(&person.principal(today)),
            Self::Strangers | Self::Nobody => false,
        }
    }
}

/// A command that a feature registers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChatCommand {
    /// Its name, without the slash.
    pub(crate) name: &'static str,
    /// The key of the text that the messenger's menu shows.
    pub(crate) description: &'static str,
    pub(crate) menu: MenuOf,
    /// Whether what follows is a secret or a code of focalpoint's own, and no text for the guard.
    pub(crate) is_code: fn(&[String]) -> bool,
}

impl ChatCommand {
    /// A command after which nothing follows, or a text.
    pub(crate) const fn new(name: &'static str, description: &'static str, menu: MenuOf) -> Self {
        Self { name, description, menu, is_code: |_| false }
    }
}
