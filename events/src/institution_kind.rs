//! What an institution is within the mechanism, and which mandate follows from it.

use serde::{Deserialize, Serialize};

use crate::mandate::Mandate;

/// What an institution is within the mechanism.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InstitutionKind {
    /// The National Coordinator, who chairs the Authority (article 8).
    Coordinator,
    /// The Coordinator's secretariat.
    Secretariat,
    /// A ministry of the government.
    Ministry,
    /// A directorate of the police.
    Police,
    /// A commission, as that for the compensation of victims.
    Commission,
    /// Victim advocates, who manage adults' cases.
    Advocates,
    /// The offices of state prosecutors.
    Prosecution,
    /// A council of prosecutors.
    Council,
    /// Courts of any instance.
    Courts,
    /// Centres for social work.
    SocialWork,
    /// A state shelter.
    Shelter,
    /// A shelter run by civil society.
    NgoShelter,
    /// An international organisation.
    International,
    /// A donor of the coordination or of services for victims.
    Donor,
}

impl InstitutionKind {
    /// What such an institution has to do with all others.
    pub const fn mandate(self) -> Mandate {
        match self {
            Self::Coordinator => Mandate::Coordinator,
            Self::Secretariat => Mandate::Secretariat,
            Self::Ministry
            | Self::Police
            | Self::Commission
            | Self::Advocates
            | Self::Prosecution
            | Self::Council
            | Self::Courts
            | Self::SocialWork
            | Self::Shelter
            | Self::NgoShelter
            | Self::International
            | Self::Donor => Mandate::Institution,
        }
    }
}
