//! Who acts.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{InstitutionId, PersonId, ServiceName, TokenId};

/// Who caused an event, as it is kept for ever. It names roles and ids, never a person's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Actor {
    /// A member of staff of an institution, in chat or signed in.
    Official {
        /// The person's id.
        person: PersonId,
        /// The institution the person acted for.
        institution: InstitutionId,
        /// The chair of the subgroup, where it was for them that the person acted while they were away.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        standing_in_for: Option<PersonId>,
        /// The token through which a program acted as the person, where it was one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        through: Option<TokenId>,
    },
    /// Somebody on the secretariat's page, before people signed in there by name. Only events of then say so.
    Secretariat,
    /// A part of focalpoint that acts by itself.
    Service {
        /// The name of the service.
        name: ServiceName,
    },
}

impl Actor {
    /// The person, if it is one.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Self::Official { person, .. } => Some(person),
            Self::Secretariat | Self::Service { .. } => None,
        }
    }

    /// Whether it is the same person or service, for whomever they act.
    pub fn is_same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Official { person, institution, .. },
                Self::Official { person: other, institution: elsewhere, .. },
            ) => (person, institution) == (other, elsewhere),
            (Self::Official { .. } | Self::Secretariat | Self::Service { .. }, _) => self == other,
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Official { person, institution, standing_in_for, through } => {
                write!(f, "{person}@{institution}")?;
                if let Some(chair) = standing_in_for {
                    write!(f, " for {chair}")?;
                }
                if let Some(token) = through {
                    write!(f, " through {token}")?;
                }
                Ok(())
            }
            Self::Secretariat => f.write_str("secretariat"),
            Self::Service { name } => write!(f, "service:{name}"),
        }
    }
}
