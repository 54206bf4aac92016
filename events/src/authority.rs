//! Who may do and see what: decided here and nowhere else.
//!
//! Chat, pages, API, exports and calendar feeds all ask the same functions. A right is a *relation* between whoever
//! asks and what is asked about: one represents the owner, chairs the subgroup, is the secretariat. Nobody sees what is
//! not theirs.

use std::collections::{BTreeMap, BTreeSet};

use crate::action_item::{ActionItem, ActionItemCommand, AssignedItem};
use crate::actor::Actor;
use crate::aggregate::Aggregate;
use crate::case::{Case, CaseCommand, CaseParties, OpenedCase};
use crate::data_request::{DataRequest, DataRequestCommand};
use crate::ids::{InstitutionId, PersonId, ServiceName, SubgroupId};
use crate::institution::{Institution, InstitutionCommand};
use crate::meeting::{Convened, Meeting, MeetingCommand};
use crate::milestone::{Milestone, MilestoneCommand};
use crate::notification::{Notification, NotificationCommand};
use crate::reminder::{Reminder, ReminderCommand};
use crate::strategy::{Objective, ObjectiveCommand};
use crate::subgroup::{Subgroup, SubgroupCommand};
use crate::training::{LapseCause, Module, ModuleCommand};

/// Whoever asks, with the relations they stand in at that moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    actor: Actor,
    chairs: BTreeSet<SubgroupId>,
    absent_chairs: BTreeMap<SubgroupId, PersonId>,
    secretariat: bool,
}

impl Principal {
    /// An official of an institution. `secretariat` is true for the staff of the Coordinator and of the Secretariat.
    pub fn official(
        person: PersonId,
        institution: InstitutionId,
        chairs: BTreeSet<SubgroupId>,
        secretariat: bool,
    ) -> Self {
        let actor = Actor::Official { person, institution, standing_in_for: None };
        Self { actor, chairs, absent_chairs: BTreeMap::new(), secretariat }
    }

    /// The same, with the rights of chairs who are away today: their colleagues stand in for them.
    #[must_use]
    pub fn standing_in_for(self, absent_chairs: BTreeMap<SubgroupId, PersonId>) -> Self {
        Self { absent_chairs, ..self }
    }

    /// Somebody signed in on the secretariat's page.
    pub fn secretariat() -> Self {
        Self::without_chairs(Actor::Secretariat, true)
    }

    /// A part of focalpoint acting by itself.
    pub fn service(name: ServiceName) -> Self {
        Self::without_chairs(Actor::Service { name }, false)
    }

    const fn without_chairs(actor: Actor, secretariat: bool) -> Self {
        Self { actor, chairs: BTreeSet::new(), absent_chairs: BTreeMap::new(), secretariat }
    }

    /// Who that is.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The subgroups that they chair.
    pub fn chairs(&self) -> &BTreeSet<SubgroupId> {
        &self.chairs
    }

    /// The subgroups for whose chair, who is away, they stand in, and who that chair is.
    pub fn absent_chairs(&self) -> &BTreeMap<SubgroupId, PersonId> {
        &self.absent_chairs
    }

    /// Whether they belong to the secretariat or are the Coordinator.
    pub fn is_secretariat(&self) -> bool {
        self.secretariat
    }

    /// Who that is as recorded in an event, for which one of the relations had to hold: where nothing but the chair's
    /// absence gives the right, for whom they act is recorded as well.
    pub fn acting_by(&self, relations: &[Relation]) -> Actor {
        let absent_chair = relations.iter().find_map(|relation| self.absent_chair(relation));
        match (&self.actor, absent_chair) {
            (Actor::Official { person, institution, .. }, Some(chair))
                if !relations.iter().any(|relation| self.holds_in_own_right(relation)) =>
            {
                let (person, institution) = (person.clone(), institution.clone());
                Actor::Official { person, institution, standing_in_for: Some(chair.clone()) }
            }
            (actor, _) => actor.clone(),
        }
    }

    fn holds(&self, relation: &Relation) -> bool {
        self.holds_in_own_right(relation) || self.absent_chair(relation).is_some()
    }

    fn absent_chair(&self, relation: &Relation) -> Option<&PersonId> {
        match relation {
            Relation::Chairs(subgroup) => self.absent_chairs.get(subgroup),
            Relation::Secretariat | Relation::Represents(_) | Relation::Is(_) | Relation::Service => None,
        }
    }

    fn holds_in_own_right(&self, relation: &Relation) -> bool {
        match (relation, &self.actor) {
            (Relation::Secretariat, _) => self.secretariat,
            (Relation::Service, actor) => matches!(actor, Actor::Service { .. }),
            (Relation::Represents(wanted), Actor::Official { institution, .. }) => wanted == institution,
            (Relation::Is(wanted), Actor::Official { person, .. }) => wanted == person,
            (Relation::Represents(_) | Relation::Is(_), Actor::Secretariat | Actor::Service { .. }) => false,
            (Relation::Chairs(subgroup), _) => self.chairs.contains(subgroup),
        }
    }
}

/// A relation that gives a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// Belongs to the secretariat or is the Coordinator.
    Secretariat,
    /// Is a focal point or a deputy of this institution.
    Represents(InstitutionId),
    /// Is this very person.
    Is(PersonId),
    /// Chairs this subgroup, or stands in for its chair today.
    Chairs(SubgroupId),
    /// Is a part of focalpoint: the import, the follow-up of decisions, the reminders, the linking of a chat. It does
    /// what is nobody's reply and nobody's judgement.
    Service,
}

/// Whoever asked may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not yours to do or see: ask the secretariat if you think it should be")]
pub struct NotPermitted;

impl NotPermitted {
    /// The code that texts hang on.
    pub const CODE: &'static str = "not-permitted";
}

/// Grants what is asked when one of the relations holds.
pub fn permit(principal: &Principal, relations: &[Relation]) -> Result<(), NotPermitted> {
    if relations.iter().any(|relation| principal.holds(relation)) { Ok(()) } else { Err(NotPermitted) }
}

/// Something that can be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// The task list of an institution.
    TaskList(InstitutionId),
    /// The board of a subgroup.
    Board(SubgroupId),
    /// The secretariat's timeline.
    Timeline,
    /// A case, for those who have to do with it.
    Case(CaseParties),
    /// What an institution answered to a data request, and what is asked of it.
    Submission(InstitutionId),
    /// The strategy: objectives, activities, indicators and every value.
    Strategy,
    /// The indicators that an institution reports, with its own values.
    Indicators(InstitutionId),
    /// A meeting: its agenda, answers, minutes and decisions.
    Meeting {
        /// Who is convened: it decides who may act.
        convened: Convened,
        /// Who is invited.
        invited: BTreeSet<InstitutionId>,
    },
    /// Who is who, invitations and undelivered reminders included.
    Directory,
    /// What the whole mechanism did in a month.
    Overview,
}

/// Grants a look.
pub fn permit_view(principal: &Principal, view: &View) -> Result<(), NotPermitted> {
    let relations = match view {
        View::TaskList(institution) | View::Submission(institution) | View::Indicators(institution) => {
            vec![Relation::Secretariat, Relation::Represents(institution.clone())]
        }
        View::Board(subgroup) => vec![Relation::Secretariat, Relation::Chairs(subgroup.clone())],
        View::Case(parties) => {
            let institutions = parties.institutions.iter().cloned().map(Relation::Represents);
            let coordinator = parties.coordinator.iter().cloned().map(Relation::Is);
            secretariat().into_iter().chain(institutions).chain(coordinator).collect()
        }
        View::Meeting { convened, invited } => {
            let chair = match convened {
                Convened::Subgroup(subgroup) => Some(Relation::Chairs(subgroup.clone())),
                Convened::Authority | Convened::Invited => None,
            };
            let invited = invited.iter().cloned().map(Relation::Represents);
            secretariat().into_iter().chain(chair).chain(invited).collect()
        }
        View::Timeline | View::Directory | View::Strategy | View::Overview => vec![Relation::Secretariat],
    };
    permit(principal, &relations)
}

/// An aggregate whose commands are granted by relation.
pub trait Governed: Aggregate {
    /// The relations of which one must hold.
    fn who_may(state: &Self::State, command: &Self::Command) -> Vec<Relation>;
}

fn secretariat() -> Vec<Relation> {
    vec![Relation::Secretariat]
}

/// The secretariat, or the import on its behalf.
fn import() -> Vec<Relation> {
    vec![Relation::Secretariat, Relation::Service]
}

impl Governed for Institution {
    fn who_may(_: &Self, command: &InstitutionCommand) -> Vec<Relation> {
        use InstitutionCommand as C;
        match command {
            C::Register { .. } | C::AppointFocalPoint(_) | C::AppointDeputy(_) | C::IssueInvitation { .. } => import(),
            C::ChangeNames { .. } | C::HandOverFocalPoint { .. } | C::Deactivate { .. } => secretariat(),
            // Whoever links a chat is nobody yet: the invitation is the right, and the bot asks on its behalf.
            C::LinkChat { .. } => vec![Relation::Service],
            // Whoever has no chat comes with an address.
            C::SetEmailAddress { person, .. } => [import(), vec![Relation::Is(person.clone())]].concat(),
            C::UnlinkChat { person }
            | C::ChooseLanguage { person, .. }
            | C::SetQuietHours { person, .. }
            | C::ChooseDigestHour { person, .. }
            | C::RemoveEmailAddress { person }
            | C::ChooseChannels { person, .. }
            | C::ChooseDigestFrequency { person, .. }
            | C::ChooseSubjects { person, .. }
            | C::AnnounceAbsence { person, .. }
            | C::EndAbsence { person } => {
                vec![Relation::Is(person.clone()), Relation::Secretariat]
            }
        }
    }
}

impl Governed for Subgroup {
    fn who_may(_: &Self, command: &SubgroupCommand) -> Vec<Relation> {
        use SubgroupCommand as C;
        match command {
            C::Form { .. } | C::AdmitInstitution { .. } | C::AppointChair(_) => import(),
            C::ReleaseInstitution { .. } | C::Dissolve { .. } => secretariat(),
        }
    }
}

impl Governed for Meeting {
    fn who_may(state: &Self, command: &MeetingCommand) -> Vec<Relation> {
        use MeetingCommand as C;
        let convened = match (state, command) {
            (Self::Known(meeting), _) => Some(&meeting.convened),
            (Self::Unknown, C::Schedule { convened, .. }) => Some(convened),
            (Self::Unknown, _) => None,
        };
        let chair = || match convened {
            Some(Convened::Subgroup(subgroup)) => Some(Relation::Chairs(subgroup.clone())),
            Some(Convened::Authority | Convened::Invited) | None => None,
        };
        let (mut relations, other) = match command {
            C::AnswerInvitation { institution, .. } => (secretariat(), Some(Relation::Represents(institution.clone()))),
            C::Schedule { .. } | C::Hold { .. } => (import(), chair()),
            C::AddAgendaItem { .. }
            | C::Reschedule { .. }
            | C::RecordMinutes { .. }
            | C::TakeDecision { .. }
            | C::ApproveMinutes
            | C::Cancel { .. } => (secretariat(), chair()),
        };
        relations.extend(other);
        relations
    }
}

impl Governed for ActionItem {
    fn who_may(state: &Self, command: &ActionItemCommand) -> Vec<Relation> {
        use ActionItemCommand as C;
        let item: Option<&AssignedItem> = match state {
            Self::Known(item) => Some(item),
            Self::Unknown => None,
        };
        let owner = || item.map(|item| Relation::Represents(item.owner.clone()));
        let chair = || item.and_then(|item| item.subgroup.clone()).map(Relation::Chairs);
        let (mut relations, other) = match command {
            // The import does it, and the follow-up of a meeting's decision.
            C::Assign { subgroup, .. } => (import(), subgroup.clone().map(Relation::Chairs)),
            C::Accept
            | C::ReportProgress { .. }
            | C::Block { .. }
            | C::Unblock
            | C::Disclaim { .. }
            | C::RequestExtension { .. }
            | C::WithdrawReport { .. } => (secretariat(), owner()),
            // That what an item was raised for is so by now, as that a case has somebody who answers for it, is nobody's
            // judgement.
            C::Complete => (import(), owner()),
            C::GrantExtension { .. }
            | C::RefuseExtension { .. }
            | C::Verify
            | C::Reopen { .. }
            | C::Return { .. }
            | C::Reassign { .. }
            | C::Nudge
            | C::Cancel { .. } => (secretariat(), chair()),
        };
        relations.extend(other);
        relations
    }
}

impl Governed for Reminder {
    fn who_may(_: &Self, command: &ReminderCommand) -> Vec<Relation> {
        use ReminderCommand as C;
        match command {
            C::Plan { .. }
            | C::RecordSent { .. }
            | C::RecordEscalated { .. }
            | C::RecordFailed { .. }
            | C::RecordAnswered { .. } => vec![Relation::Service],
        }
    }
}

impl Governed for Notification {
    fn who_may(_: &Self, command: &NotificationCommand) -> Vec<Relation> {
        use NotificationCommand as C;
        match command {
            C::Plan { .. }
            | C::RecordSent { .. }
            | C::RecordPosted { .. }
            | C::RecordFailed { .. }
            | C::RecordAnswered { .. }
            | C::RecordOvertaken
            | C::CarryOver { .. } => vec![Relation::Service],
        }
    }
}

impl Governed for Case {
    fn who_may(state: &Self, command: &CaseCommand) -> Vec<Relation> {
        use CaseCommand as C;
        let case: Option<&OpenedCase> = match state {
            Self::Opened(case) => Some(case),
            Self::Unknown => None,
        };
        let represents = |institution: &InstitutionId| Relation::Represents(institution.clone());
        let coordinator =
            || case.and_then(|case| case.coordinator.as_ref()).map(|who| Relation::Is(who.person.clone()));
        let manager = || case.and_then(|case| case.case_manager.as_ref()).map(|who| represents(&who.institution));
        let identifier = || case.map(|case| represents(&case.identified_by));
        let receiver =
            |referral| case.and_then(|case| case.referrals.get(referral)).map(|made| represents(&made.receiver));
        // Whoever has nothing to do with the case has nothing to report either.
        let party = |institution| case.filter(|case| case.parties().institutions.contains(institution));
        let (mut relations, others) = match command {
            C::Open { identified_by, .. } => (import(), vec![Some(represents(identified_by))]),
            C::AssignCaseManager(_) | C::AppointCoordinator(_) => (secretariat(), vec![]),
            C::ReviseProfile { .. } | C::LinkToPerson { .. } | C::ConfirmRetrafficking { .. } => {
                (secretariat(), vec![manager(), coordinator(), identifier()])
            }
            C::MakeReferral { .. }
            | C::MakeTransnationalReferral { .. }
            | C::ReachStage { .. }
            | C::Close { .. }
            | C::Reopen { .. } => (secretariat(), vec![manager(), coordinator()]),
            C::ReportUpdate { institution, .. } => {
                (secretariat(), vec![party(institution).map(|_| represents(institution)), coordinator()])
            }
            C::AcceptReferral { referral } | C::DeclineReferral { referral, .. } => {
                (secretariat(), vec![receiver(referral)])
            }
            // That time has passed is nobody's judgement.
            C::EscalateReferral { .. } => (vec![Relation::Service], vec![]),
        };
        relations.extend(others.into_iter().flatten());
        relations
    }
}

impl Governed for DataRequest {
    fn who_may(_: &Self, command: &DataRequestCommand) -> Vec<Relation> {
        use DataRequestCommand as C;
        match command {
            C::Issue { .. } => import(),
            C::Submit { institution, .. } | C::Correct { institution, .. } => {
                vec![Relation::Secretariat, Relation::Represents(institution.clone())]
            }
            C::Return { .. } | C::Accept { .. } | C::Nudge { .. } | C::Close => secretariat(),
        }
    }
}

impl Governed for Module {
    fn who_may(state: &Self, command: &ModuleCommand) -> Vec<Relation> {
        use ModuleCommand as C;
        let session = |session| match state {
            Self::Planned(module) => module.sessions.get(session),
            Self::Unknown => None,
        };
        match command {
            C::Plan(_) | C::CertifyTrainer { .. } | C::ScheduleSession { .. } | C::IssueCertificate(_) => import(),
            // That a certificate has run out is nobody's judgement; that it is withdrawn is.
            C::LapseTrainer { cause: LapseCause::Expired, .. } => import(),
            C::LapseTrainer { cause: LapseCause::Withdrawn | LapseCause::Left, .. } | C::CancelSession { .. } => {
                secretariat()
            }
            C::EnrolParticipant { participant, .. } => {
                import().into_iter().chain([Relation::Represents(participant.institution.clone())]).collect()
            }
            C::RecordAttendance { session: id, .. } => {
                let trainers = session(id).into_iter().flat_map(|session| session.trainers.iter().cloned());
                secretariat().into_iter().chain(trainers.map(Relation::Is)).collect()
            }
            C::RecordReminded { .. } => vec![Relation::Service],
        }
    }
}

impl Governed for Objective {
    fn who_may(_: &Self, command: &ObjectiveCommand) -> Vec<Relation> {
        use ObjectiveCommand as C;
        match command {
            C::Set { .. }
            | C::PlanActivity { .. }
            | C::DefineIndicator { .. }
            | C::SetBaseline { .. }
            | C::SetTarget { .. } => import(),
            C::ReportValue { institution, .. } | C::CorrectValue { institution, .. } => {
                vec![Relation::Secretariat, Relation::Represents(institution.clone())]
            }
        }
    }
}

impl Governed for Milestone {
    fn who_may(_: &Self, command: &MilestoneCommand) -> Vec<Relation> {
        match command {
            MilestoneCommand::Record { .. } => import(),
        }
    }
}
