//! A working subgroup of the National Authority.
//!
//! The Authority works in subgroups; each has a chair who follows its action items and verifies them. The chair is a
//! member of staff (focal point or deputy) of a member institution, so the same chat and the same access serve.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::ids::{InstitutionId, PersonId, SubgroupId};
use crate::language::LocalText;
use crate::refusal::refusals;
use crate::text::Text;

/// Who chairs a subgroup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Chair {
    /// The person's id.
    pub person: PersonId,
    /// The institution whose staff the person is.
    pub institution: InstitutionId,
}

/// A subgroup at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormedSubgroup {
    /// Its chair, when one is appointed.
    pub chair: Option<Chair>,
    /// The institutions that take part in it.
    pub members: BTreeSet<InstitutionId>,
}

/// A subgroup's state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Subgroup {
    /// There is no such subgroup yet: nothing of it was recorded.
    #[default]
    Unknown,
    /// It is at work, with or without a chair.
    Formed(FormedSubgroup),
    /// It has ended; what it did stays.
    Dissolved,
}

/// What can be asked of a subgroup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum SubgroupCommand {
    /// Form it, so that it can begin to work.
    Form {
        /// What it is called, in each language that was given.
        name: LocalText,
    },
    /// Let an institution join.
    AdmitInstitution {
        /// The institution, a member of the subgroup before or after this.
        institution: InstitutionId,
    },
    /// Let an institution leave.
    ReleaseInstitution {
        /// The institution, a member of the subgroup before or after this.
        institution: InstitutionId,
    },
    /// Appoint the chair.
    AppointChair(Chair),
    /// Take every way in from it, now: nobody chairs it, and no group is its chat, until that is said anew.
    CutOff {
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
    /// Dissolve it; what it did stays.
    Dissolve {
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
}

/// What can have happened to a subgroup.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr, schemars::JsonSchema,
)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum SubgroupEvent {
    /// It was formed.
    Formed {
        /// What it is called, in each language that was given.
        name: LocalText,
    },
    /// A chair was appointed, in place of an earlier one.
    ChairAppointed(Chair),
    /// An institution joined.
    InstitutionJoined {
        /// The institution, a member of the subgroup before or after this.
        institution: InstitutionId,
    },
    /// An institution left.
    InstitutionLeft {
        /// The institution, a member of the subgroup before or after this.
        institution: InstitutionId,
    },
    /// Nobody chairs it any more, and no group is its chat any more, until that is said anew.
    CutOff {
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
    /// It was dissolved.
    Dissolved {
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
}

refusals! {
    /// Why a subgroup may say no.
    SubgroupRefusal {
        NotFormed = "subgroup-not-formed", "there is no such subgroup: form it first";
        AlreadyFormed = "subgroup-already-formed", "a subgroup with this id exists already";
        IsDissolved = "subgroup-dissolved", "the subgroup is dissolved";
        ChairNotMember = "subgroup-chair-not-member", "the chair's institution is not a member of the subgroup: admit it first";
        ChairLeaves = "subgroup-chair-leaves", "the chair's institution cannot leave: appoint another chair first";
    }
}

impl Aggregate for Subgroup {
    const KIND: &'static str = "subgroup";
    type Id = SubgroupId;
    type State = Self;
    type Command = SubgroupCommand;
    type Event = SubgroupEvent;
    type Refusal = SubgroupRefusal;

    fn decide(state: &Self, command: SubgroupCommand, _: &Moment) -> Result<Vec<SubgroupEvent>, SubgroupRefusal> {
        use SubgroupCommand as C;
        use SubgroupEvent as E;
        use SubgroupRefusal as R;

        let subgroup = match (state, &command) {
            (Self::Unknown, C::Form { name }) => return Ok(vec![E::Formed { name: name.clone() }]),
            (Self::Unknown, _) => return Err(R::NotFormed),
            (Self::Dissolved, _) => return Err(R::IsDissolved),
            (Self::Formed(subgroup), _) => subgroup,
        };
        match command {
            C::Form { .. } => Err(R::AlreadyFormed),
            C::AdmitInstitution { institution } if subgroup.members.contains(&institution) => Ok(vec![]),
            C::AdmitInstitution { institution } => Ok(vec![E::InstitutionJoined { institution }]),
            C::ReleaseInstitution { institution } => {
                if subgroup.chair.as_ref().is_some_and(|chair| chair.institution == institution) {
                    return Err(R::ChairLeaves);
                }
                let member = subgroup.members.contains(&institution);
                Ok(if member { vec![E::InstitutionLeft { institution }] } else { vec![] })
            }
            C::AppointChair(chair) => {
                if !subgroup.members.contains(&chair.institution) {
                    return Err(R::ChairNotMember);
                }
                let same = subgroup.chair.as_ref() == Some(&chair);
                Ok(if same { vec![] } else { vec![E::ChairAppointed(chair)] })
            }
            // Which groups are its chat is known to the bot alone, so there may always be one.
            C::CutOff { reason } => Ok(vec![E::CutOff { reason }]),
            C::Dissolve { reason } => Ok(vec![E::Dissolved { reason }]),
        }
    }

    fn evolve(state: Self, event: &SubgroupEvent, _: &Occurrence) -> Self {
        use SubgroupEvent as E;

        let mut subgroup = match (state, event) {
            (_, E::Formed { .. }) => {
                return Self::Formed(FormedSubgroup { chair: None, members: BTreeSet::new() });
            }
            (Self::Unknown, _) => return Self::Unknown,
            (Self::Dissolved, _) => return Self::Dissolved,
            (Self::Formed(subgroup), _) => subgroup,
        };
        match event {
            E::Formed { .. } => {}
            E::ChairAppointed(chair) => subgroup.chair = Some(chair.clone()),
            E::InstitutionJoined { institution } => {
                subgroup.members.insert(institution.clone());
            }
            E::InstitutionLeft { institution } => {
                subgroup.members.remove(institution);
            }
            E::CutOff { .. } => subgroup.chair = None,
            E::Dissolved { .. } => return Self::Dissolved,
        }
        Self::Formed(subgroup)
    }
}
