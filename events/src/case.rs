//! A case: one incident of trafficking, of one victim, followed from identification to reintegration.
//!
//! The assessment found that nobody follows a case from end to end, and that between two institutions nobody answers for
//! it. So a case has a case manager by rule, a coordinator by appointment, and at each stage an institution that answers
//! for it, or shows up as unassigned. The rule of the Standard Operating Procedures: a centre for social work manages the
//! case of a child, a victim advocacy office that of an adult, of domestic and foreign nationals alike.
//!
//! A referral is offered to an institution, which accepts it or declines it with a reason; left unanswered, it goes to
//! the secretariat. Who the victim is stands nowhere: a case knows a [person key](crate::person_key) and the values of
//! a [published standard](crate::case_data_standard). Two cases of one person are one person and two incidents, once
//! somebody has confirmed it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::case_data_standard::{Majority, VictimProfile};
use crate::country::Country;
use crate::ids::{CaseId, InstitutionId, PersonId, ReferralId};
use crate::person_key::VictimKey;
use crate::refusal::refusals;
use crate::text::Text;

/// A stage of a case, in the order in which they follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CaseStage {
    /// Whether somebody is a victim.
    Identification,
    /// To whom the victim is referred.
    Referral,
    /// Shelter, health care, legal and psychosocial help.
    Assistance,
    /// Return to a life of one's own.
    Reintegration,
}

impl CaseStage {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Identification, Self::Referral, Self::Assistance, Self::Reintegration];

    /// Its name in ids, addresses, the API and the texts' keys; the same as it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Identification => "identification",
            Self::Referral => "referral",
            Self::Assistance => "assistance",
            Self::Reintegration => "reintegration",
        }
    }
}

/// As what an institution manages a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CaseManagerRole {
    /// The centre for social work, for a child.
    CentreForSocialWork,
    /// The victim advocacy office, for an adult.
    VictimAdvocacyOffice,
}

impl CaseManagerRole {
    /// Who manages the case of a child or an adult (Standard Operating Procedures). Nationality makes no difference.
    pub const fn competent_for(majority: Majority) -> Self {
        match majority {
            Majority::Minor => Self::CentreForSocialWork,
            Majority::Adult => Self::VictimAdvocacyOffice,
        }
    }
}

/// The institution that manages a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CaseManager {
    /// The institution that manages the case.
    pub institution: InstitutionId,
    /// What the institution does for the victim.
    pub role: CaseManagerRole,
}

/// The person who follows a case through all its stages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CaseCoordinator {
    /// The official who coordinates the case.
    pub person: PersonId,
    /// The institution whose staff the person is.
    pub institution: InstitutionId,
}

/// How a referral was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferralAnswer {
    /// Whoever it was made to has not answered yet.
    Awaited {
        /// Whether the secretariat was told.
        escalated: bool,
    },
    /// The receiver took it on.
    Accepted,
    /// The receiver did not.
    Declined,
}

/// A referral that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// The institution that the victim is referred to.
    pub receiver: InstitutionId,
    /// For which stage.
    pub stage: CaseStage,
    /// Until when it is to be answered, UTC.
    pub answer_by: DateTime<Utc>,
    /// How it was answered.
    pub answer: ReferralAnswer,
}

/// A case that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedCase {
    /// Who identified the victim.
    pub identified_by: InstitutionId,
    /// What is known of the victim.
    pub profile: VictimProfile,
    /// The victim's person key, when enough was known to make one.
    pub person: Option<VictimKey>,
    /// Earlier cases of the same person, confirmed.
    pub earlier: BTreeSet<CaseId>,
    /// Which institution would manage the case as what, as far as it was said.
    pub competent: BTreeMap<CaseManagerRole, InstitutionId>,
    /// Who manages it.
    pub case_manager: Option<CaseManager>,
    /// Who follows it.
    pub coordinator: Option<CaseCoordinator>,
    /// How far it is.
    pub stage: CaseStage,
    /// What was asked of other institutions, by the referral's own id.
    pub referrals: BTreeMap<ReferralId, Referral>,
    /// The referral accepted last for a stage.
    pub taken_on: BTreeMap<CaseStage, ReferralId>,
    /// Whether it is closed.
    pub closed: bool,
}

/// Everybody who has to do with a case, and so may see it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseParties {
    /// The institution that identified the victim, the case manager's and those that accepted or are to answer a
    /// referral.
    pub institutions: BTreeSet<InstitutionId>,
    /// Whoever coordinates the cases, where somebody is appointed.
    pub coordinator: Option<PersonId>,
}

/// A case's state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Case {
    /// There is no such case yet: nothing of it was recorded.
    #[default]
    Unknown,
    /// Opened at least.
    Opened(Box<OpenedCase>),
}

/// What can be asked of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum CaseCommand {
    /// Open it by its reference, for an unnamed victim.
    Open {
        /// Who identified the victim.
        identified_by: InstitutionId,
        /// What is known of the victim.
        profile: VictimProfile,
        /// The person key, when enough is known to make one.
        person: Option<VictimKey>,
        /// The centre for social work and the victim advocacy office that the place belongs to, as far as they are
        /// known. Who manages the case follows by rule.
        competent: BTreeMap<CaseManagerRole, InstitutionId>,
    },
    /// Say more exactly what is known of the victim.
    ReviseProfile {
        /// What is known now.
        profile: VictimProfile,
    },
    /// Assign the case manager.
    AssignCaseManager(CaseManager),
    /// Appoint the coordinator.
    AppointCoordinator(CaseCoordinator),
    /// Offer the case to an institution for a stage.
    MakeReferral {
        /// The referral's id.
        referral: ReferralId,
        /// The institution that the victim is referred to.
        receiver: InstitutionId,
        /// For which stage.
        stage: CaseStage,
        /// Until when it is to be answered, UTC.
        answer_by: DateTime<Utc>,
        /// What is asked for.
        request: Option<Text>,
    },
    /// Take a referral on.
    AcceptReferral {
        /// The referral, one of this case.
        referral: ReferralId,
    },
    /// Do not take a referral on.
    DeclineReferral {
        /// The referral, one of this case.
        referral: ReferralId,
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
    /// Record that a referral was not answered in its time limit.
    EscalateReferral {
        /// The referral, one of this case.
        referral: ReferralId,
    },
    /// Report what is new.
    ReportUpdate {
        /// Which institution reports.
        institution: InstitutionId,
        /// What happened, in the reporter's words, without anything that identifies the victim.
        update: Text,
    },
    /// Record that a later stage is reached.
    ReachStage {
        /// The stage that the case has reached.
        stage: CaseStage,
    },
    /// Record that the case was referred to another country.
    MakeTransnationalReferral {
        /// The other country.
        country: Country,
        /// The institution there.
        contact: Text,
    },
    /// Link it to a person.
    LinkToPerson {
        /// The person key.
        person: VictimKey,
    },
    /// Confirm that this person was trafficked before.
    ConfirmRetrafficking {
        /// The earlier case.
        earlier: CaseId,
        /// The person key of both cases.
        person: VictimKey,
    },
    /// Close it; it can be reopened.
    Close {
        /// Why it ends (`cas_ReasonForCaseClosure` of the standard).
        reason: Text,
    },
    /// Open it again.
    Reopen {
        /// The reason, in the words of whoever gave it.
        reason: Text,
        /// At which stage.
        stage: CaseStage,
    },
}

/// What can have happened to a case.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr, schemars::JsonSchema,
)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum CaseEvent {
    /// It was opened.
    Opened {
        /// Who identified the victim.
        identified_by: InstitutionId,
        /// What is known of the victim.
        profile: VictimProfile,
        /// The person key, when enough was known to make one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<VictimKey>,
        /// Which institution would manage the case as what.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        competent: BTreeMap<CaseManagerRole, InstitutionId>,
    },
    /// More was known of the victim. A case manager who is not competent any more is released by it.
    ProfileRevised {
        /// What is known now.
        profile: VictimProfile,
    },
    /// A case manager was assigned, in place of an earlier one.
    CaseManagerAssigned(CaseManager),
    /// A coordinator was appointed, in place of an earlier one.
    CoordinatorAppointed(CaseCoordinator),
    /// It was offered to an institution.
    ReferralMade {
        /// The referral's id.
        referral: ReferralId,
        /// The institution that the victim is referred to.
        receiver: InstitutionId,
        /// For which stage.
        stage: CaseStage,
        /// Until when it is to be answered, UTC.
        answer_by: DateTime<Utc>,
        /// What is asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        request: Option<Text>,
    },
    /// A referral was taken on: the receiver answers for its stage.
    ReferralAccepted {
        /// The referral, one of this case.
        referral: ReferralId,
    },
    /// A referral was not taken on.
    ReferralDeclined {
        /// The referral, one of this case.
        referral: ReferralId,
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
    /// A referral was not answered in its time limit.
    ReferralEscalated {
        /// The referral, one of this case.
        referral: ReferralId,
    },
    /// Something new was reported.
    UpdateReported {
        /// By which institution.
        institution: InstitutionId,
        /// What happened, in the reporter's words, without anything that identifies the victim.
        update: Text,
    },
    /// A later stage was reached.
    StageReached {
        /// The stage that the case has reached.
        stage: CaseStage,
    },
    /// It was referred to another country.
    TransnationalReferralMade {
        /// The other country.
        country: Country,
        /// The institution there.
        contact: Text,
    },
    /// It was linked to a person, in place of an earlier one; links to the other person's cases fall away.
    LinkedToPerson {
        /// The person key.
        person: VictimKey,
    },
    /// It was confirmed that this person was trafficked before.
    RetraffickingConfirmed {
        /// The earlier case.
        earlier: CaseId,
    },
    /// It was closed.
    Closed {
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
    /// It was opened again; for assistance and reintegration nobody answers until a referral is accepted anew.
    Reopened {
        /// The reason, in the words of whoever gave it.
        reason: Text,
        /// At which stage.
        stage: CaseStage,
    },
}

refusals! {
    /// Why a case may say no.
    CaseRefusal {
        NotOpened = "case-not-opened", "there is no such case: open it first";
        AlreadyOpened = "case-already-opened", "a case with this reference is open already: choose another reference";
        IsClosed = "case-closed", "the case is closed: open it again first";
        NotClosed = "case-not-closed", "the case is not closed";
        NotCompetent = "case-manager-not-competent", "a centre for social work manages the case of a child, a victim advocacy office that of an adult";
        ReferralIdTaken = "case-referral-id-taken", "the case has another referral of this id already";
        ReferralUnknown = "case-referral-unknown", "the case has no such referral";
        ReferralAnswered = "case-referral-answered", "the referral was answered already";
        ReferralPending = "case-referral-pending", "the institution has not answered an earlier referral for this stage yet";
        AnswerByPast = "case-referral-answer-by-past", "the time limit for the answer has passed already: choose a later one";
        StillInTime = "case-referral-still-in-time", "the referral's time limit has not passed yet";
        NotFurther = "case-stage-not-further", "the case has come further already: a stage cannot be gone back to";
        NotAbroad = "case-not-abroad", "a transnational referral goes to another country than Kosovo";
        NoPerson = "case-no-person", "the case is not linked to a person yet";
        AnotherPerson = "case-another-person", "the two cases are not linked to the same person";
        ItsOwnEarlier = "case-its-own-earlier", "a case cannot be an earlier case of itself";
    }
}

impl OpenedCase {
    /// Who answers for a stage; nobody: at this stage the case is unassigned.
    ///
    /// To identify a victim and to refer one is the case manager's own work. Assistance and reintegration are given by
    /// the institution that accepted the referral for them.
    pub fn responsible_for(&self, stage: CaseStage) -> Option<&InstitutionId> {
        match stage {
            CaseStage::Identification | CaseStage::Referral => {
                self.case_manager.as_ref().map(|manager| &manager.institution)
            }
            CaseStage::Assistance | CaseStage::Reintegration => {
                self.taken_on.get(&stage).and_then(|id| self.referrals.get(id)).map(|referral| &referral.receiver)
            }
        }
    }

    /// Whether nobody answers for the stage it is at.
    pub fn is_unassigned(&self) -> bool {
        !self.closed && self.responsible_for(self.stage).is_none()
    }

    /// The referrals that were not answered in their time limit, as of an instant.
    pub fn overdue_referrals(&self, now: DateTime<Utc>) -> impl Iterator<Item = (&ReferralId, &Referral)> {
        self.referrals
            .iter()
            .filter(move |(_, referral)| !self.closed && referral.is_awaited() && referral.answer_by < now)
    }

    /// Everybody who has to do with it.
    pub fn parties(&self) -> CaseParties {
        let receivers = self.referrals.values().filter(|referral| referral.answer != ReferralAnswer::Declined);
        let institutions = std::iter::once(&self.identified_by)
            .chain(self.case_manager.iter().map(|manager| &manager.institution))
            .chain(receivers.map(|referral| &referral.receiver))
            .cloned()
            .collect();
        CaseParties {
            institutions,
            coordinator: self.coordinator.as_ref().map(|coordinator| coordinator.person.clone()),
        }
    }

    /// Folds one event into a case that was opened. Read models use it as well, so that a page and a decision can never
    /// disagree about who answers for a case.
    pub fn apply(&mut self, event: &CaseEvent) {
        use CaseEvent as E;

        match event {
            E::Opened { .. } | E::UpdateReported { .. } | E::TransnationalReferralMade { .. } => {}
            E::ProfileRevised { profile } => {
                self.profile = profile.clone();
                let competent = self.competent_role();
                self.case_manager.take_if(|manager| manager.role != competent);
            }
            E::CaseManagerAssigned(manager) => {
                self.competent.insert(manager.role, manager.institution.clone());
                self.case_manager = Some(manager.clone());
            }
            E::CoordinatorAppointed(coordinator) => self.coordinator = Some(coordinator.clone()),
            E::ReferralMade { referral, receiver, stage, answer_by, .. } => {
                let (receiver, answer) = (receiver.clone(), ReferralAnswer::Awaited { escalated: false });
                let made = Referral { receiver, stage: *stage, answer_by: *answer_by, answer };
                self.referrals.insert(referral.clone(), made);
            }
            E::ReferralAccepted { referral } => {
                if let Some(accepted) = self.referrals.get_mut(referral) {
                    accepted.answer = ReferralAnswer::Accepted;
                    self.taken_on.insert(accepted.stage, referral.clone());
                }
            }
            E::ReferralDeclined { referral, .. } => self.answered(referral, ReferralAnswer::Declined),
            E::ReferralEscalated { referral } => self.answered(referral, ReferralAnswer::Awaited { escalated: true }),
            E::StageReached { stage } => self.stage = *stage,
            E::LinkedToPerson { person } => {
                self.person = Some(person.clone());
                self.earlier.clear();
            }
            E::RetraffickingConfirmed { earlier } => {
                self.earlier.insert(earlier.clone());
            }
            E::Closed { .. } => self.closed = true,
            E::Reopened { stage, .. } => {
                self.closed = false;
                self.stage = *stage;
                // What an institution once took on has ended with the case.
                self.taken_on.clear();
            }
        }
    }

    fn answered(&mut self, referral: &ReferralId, answer: ReferralAnswer) {
        if let Some(referral) = self.referrals.get_mut(referral) {
            referral.answer = answer;
        }
    }

    const fn competent_role(&self) -> CaseManagerRole {
        CaseManagerRole::competent_for(self.profile.age_group.majority())
    }

    fn awaited(&self, referral: &ReferralId) -> Result<&Referral, CaseRefusal> {
        let referral = self.referrals.get(referral).ok_or(CaseRefusal::ReferralUnknown)?;
        if referral.is_awaited() { Ok(referral) } else { Err(CaseRefusal::ReferralAnswered) }
    }

    /// Who manages the case of a victim of this profile, among the institutions named so far.
    fn manager_by_rule(
        profile: &VictimProfile,
        competent: &BTreeMap<CaseManagerRole, InstitutionId>,
    ) -> Option<CaseEvent> {
        let role = CaseManagerRole::competent_for(profile.age_group.majority());
        let institution = competent.get(&role)?.clone();
        Some(CaseEvent::CaseManagerAssigned(CaseManager { institution, role }))
    }
}

impl Referral {
    const fn is_awaited(&self) -> bool {
        match self.answer {
            ReferralAnswer::Awaited { .. } => true,
            ReferralAnswer::Accepted | ReferralAnswer::Declined => false,
        }
    }
}

impl Aggregate for Case {
    const KIND: &'static str = "case";
    type Id = CaseId;
    type State = Self;
    type Command = CaseCommand;
    type Event = CaseEvent;
    type Refusal = CaseRefusal;

    fn addressed(id: &CaseId, command: &CaseCommand) -> Result<(), CaseRefusal> {
        use CaseCommand as C;
        match command {
            C::ConfirmRetrafficking { earlier, .. } if earlier == id => Err(CaseRefusal::ItsOwnEarlier),
            C::ConfirmRetrafficking { .. }
            | C::Open { .. }
            | C::ReviseProfile { .. }
            | C::AssignCaseManager(_)
            | C::AppointCoordinator(_)
            | C::MakeReferral { .. }
            | C::AcceptReferral { .. }
            | C::DeclineReferral { .. }
            | C::EscalateReferral { .. }
            | C::ReportUpdate { .. }
            | C::ReachStage { .. }
            | C::MakeTransnationalReferral { .. }
            | C::LinkToPerson { .. }
            | C::Close { .. }
            | C::Reopen { .. } => Ok(()),
        }
    }

    fn decide(state: &Self, command: CaseCommand, moment: &Moment) -> Result<Vec<CaseEvent>, CaseRefusal> {
        use CaseCommand as C;
        use CaseEvent as E;
        use CaseRefusal as R;

        let case = match state {
            Self::Opened(case) => case,
            Self::Unknown => {
                let C::Open { identified_by, profile, person, competent } = command else {
                    return Err(R::NotOpened);
                };
                let manager = OpenedCase::manager_by_rule(&profile, &competent);
                let opened = E::Opened { identified_by, profile, person, competent };
                return Ok(std::iter::once(opened).chain(manager).collect());
            }
        };
        if case.closed {
            return match command {
                C::Open { .. } => Err(R::AlreadyOpened),
                C::Reopen { reason, stage } => Ok(vec![E::Reopened { reason, stage }]),
                C::ReviseProfile { .. }
                | C::AssignCaseManager(_)
                | C::AppointCoordinator(_)
                | C::MakeReferral { .. }
                | C::AcceptReferral { .. }
                | C::DeclineReferral { .. }
                | C::EscalateReferral { .. }
                | C::ReportUpdate { .. }
                | C::ReachStage { .. }
                | C::MakeTransnationalReferral { .. }
                | C::LinkToPerson { .. }
                | C::ConfirmRetrafficking { .. }
                | C::Close { .. } => Err(R::IsClosed),
            };
        }
        match command {
            C::Open { .. } => Err(R::AlreadyOpened),
            C::Reopen { .. } => Err(R::NotClosed),
            C::ReviseProfile { profile } if profile == case.profile => Ok(vec![]),
            C::ReviseProfile { profile } => {
                let same_rule = profile.age_group.majority() == case.profile.age_group.majority();
                let manager = if same_rule { None } else { OpenedCase::manager_by_rule(&profile, &case.competent) };
                Ok(std::iter::once(E::ProfileRevised { profile }).chain(manager).collect())
            }
            C::AssignCaseManager(manager) if manager.role != case.competent_role() => Err(R::NotCompetent),
            C::AssignCaseManager(manager) => {
                let same = case.case_manager.as_ref() == Some(&manager);
                Ok(if same { vec![] } else { vec![E::CaseManagerAssigned(manager)] })
            }
            C::AppointCoordinator(coordinator) => {
                let same = case.coordinator.as_ref() == Some(&coordinator);
                Ok(if same { vec![] } else { vec![E::CoordinatorAppointed(coordinator)] })
            }
            C::MakeReferral { referral, receiver, stage, answer_by, request } => {
                if case.referrals.contains_key(&referral) {
                    return Err(R::ReferralIdTaken);
                }
                if answer_by <= moment.now {
                    return Err(R::AnswerByPast);
                }
                let pending = |made: &Referral| made.is_awaited() && made.receiver == receiver && made.stage == stage;
                if case.referrals.values().any(pending) {
                    return Err(R::ReferralPending);
                }
                Ok(vec![E::ReferralMade { referral, receiver, stage, answer_by, request }])
            }
            C::AcceptReferral { referral } => {
                let accepted = case.referrals.get(&referral).map(|referral| referral.answer);
                if accepted == Some(ReferralAnswer::Accepted) {
                    return Ok(vec![]);
                }
                case.awaited(&referral)?;
                Ok(vec![E::ReferralAccepted { referral }])
            }
            C::DeclineReferral { referral, reason } => {
                case.awaited(&referral)?;
                Ok(vec![E::ReferralDeclined { referral, reason }])
            }
            C::EscalateReferral { referral } => {
                let awaited = case.awaited(&referral)?;
                if moment.now <= awaited.answer_by {
                    return Err(R::StillInTime);
                }
                let already = awaited.answer == ReferralAnswer::Awaited { escalated: true };
                Ok(if already { vec![] } else { vec![E::ReferralEscalated { referral }] })
            }
            C::ReportUpdate { institution, update } => Ok(vec![E::UpdateReported { institution, update }]),
            C::ReachStage { stage } if stage < case.stage => Err(R::NotFurther),
            C::ReachStage { stage } => Ok(if stage == case.stage { vec![] } else { vec![E::StageReached { stage }] }),
            C::MakeTransnationalReferral { country: Country::KOSOVO, .. } => Err(R::NotAbroad),
            C::MakeTransnationalReferral { country, contact } => {
                Ok(vec![E::TransnationalReferralMade { country, contact }])
            }
            C::LinkToPerson { person } => {
                let same = case.person.as_ref() == Some(&person);
                Ok(if same { vec![] } else { vec![E::LinkedToPerson { person }] })
            }
            C::ConfirmRetrafficking { earlier, person } => {
                if case.person.as_ref().ok_or(R::NoPerson)? != &person {
                    return Err(R::AnotherPerson);
                }
                let known = case.earlier.contains(&earlier);
                Ok(if known { vec![] } else { vec![E::RetraffickingConfirmed { earlier }] })
            }
            C::Close { reason } => Ok(vec![E::Closed { reason }]),
        }
    }

    fn evolve(state: Self, event: &CaseEvent, _: &Occurrence) -> Self {
        match (state, event) {
            (_, CaseEvent::Opened { identified_by, profile, person, competent }) => {
                Self::Opened(Box::new(OpenedCase {
                    identified_by: identified_by.clone(),
                    profile: profile.clone(),
                    person: person.clone(),
                    earlier: BTreeSet::new(),
                    competent: competent.clone(),
                    case_manager: None,
                    coordinator: None,
                    stage: CaseStage::Identification,
                    referrals: BTreeMap::new(),
                    taken_on: BTreeMap::new(),
                    closed: false,
                }))
            }
            (Self::Unknown, _) => Self::Unknown,
            (Self::Opened(mut case), _) => {
                case.apply(event);
                Self::Opened(case)
            }
        }
    }
}
