//! What an institution has to do with all others.

use serde::{Deserialize, Serialize};

/// What the institution that somebody is of has to do with all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mandate {
    /// A member's or another party's: it answers for itself.
    #[default]
    Institution,
    /// The Secretariat's: it looks after everything.
    Secretariat,
    /// The National Coordinator's (article 8): reads everything, and decides as the chair of the Authority.
    Coordinator,
}

impl Mandate {
    /// Whether everything is shown to it: to the Secretariat and to the Coordinator.
    pub const fn sees_everything(self) -> bool {
        match self {
            Self::Secretariat | Self::Coordinator => true,
            Self::Institution => false,
        }
    }
}
