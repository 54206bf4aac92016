//! Who acts.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{InstitutionId, PersonId, ServiceName};

/// Who caused an event, as it is kept for ever. It names roles and ids, never a person's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Actor {
    /// A member of staff of an institution, in chat or signed in.
    Official {
        /// The person.
        person: PersonId,
        /// The institution the person acted for.
        institution: InstitutionId,
    },
    /// Somebody signed in on the secretariat's page.
    Secretariat,
    /// A part of focalpoint that acts by itself.
    Service {
        /// Which one.
        name: ServiceName,
    },
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Official { person, institution } => write!(f, "{person}@{institution}"),
            Self::Secretariat => f.write_str("secretariat"),
            Self::Service { name } => write!(f, "service:{name}"),
        }
    }
}
