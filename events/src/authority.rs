//! Who may do and see what: decided here and nowhere else.
//!
//! Chat, pages, API, exports and calendar feeds all ask the same functions. A right is a *relation* between whoever
//! asks and what is asked about: one represents the owner, chairs the subgroup, is the secretariat. Nobody sees what is
//! not theirs.

mod views;

use std::collections::{BTreeMap, BTreeSet};

pub use self::views::{View, permit_view, relations_that_show};

use crate::account::{Account, AccountCommand, Network, Role, TokenScope};
use crate::action_item::{ActionItem, ActionItemCommand, AssignedItem};
use crate::actor::Actor;
use crate::aggregate::Aggregate;
use crate::audit::{AuditTrail, AuditTrailCommand};
use crate::case::{Case, CaseCommand, OpenedCase};
use crate::data_request::{DataRequest, DataRequestCommand};
use crate::door::Door;
use crate::erasure::{Erasure, ErasureCommand, ErasureSubject};
use crate::ids::{
    ActionItemId, AuditTrailId, CaseId, DataRequestId, ErasureId, InstitutionId, MeetingId, MilestoneId, ModuleId,
    NotificationKey, ObjectiveId, PersonId, ReminderKey, ServiceName, SubgroupId, TokenId, WebhookId,
};
use crate::institution::{Institution, InstitutionCommand};
use crate::mandate::Mandate;
use crate::meeting::{Meeting, MeetingBody, MeetingCommand};
use crate::milestone::{Milestone, MilestoneCommand};
use crate::notification::{Notification, NotificationCommand};
use crate::reminder::{Reminder, ReminderCommand};
use crate::strategy::{Objective, ObjectiveCommand};
use crate::subgroup::{Subgroup, SubgroupCommand};
use crate::training::{LapseCause, Module, ModuleCommand};
use crate::webhook::{Webhook, WebhookCommand};

/// Whoever asks, with the relations they stand in at that moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    actor: Actor,
    mandate: Mandate,
    chairs: BTreeSet<SubgroupId>,
    absent_chairs: BTreeMap<SubgroupId, PersonId>,
    roles: BTreeSet<Role>,
    scope: Option<TokenScope>,
    door: Option<Door>,
    network: Option<Network>,
    let_in_by: Option<PersonId>,
}

impl Principal {
    /// An official of an institution.
    pub fn official(
        person: PersonId,
        institution: InstitutionId,
        chairs: BTreeSet<SubgroupId>,
        mandate: Mandate,
    ) -> Self {
        let actor = Actor::Official { person, institution, standing_in_for: None, through: None };
        Self { chairs, ..Self::without_relations(actor, mandate) }
    }

    /// The same, with the rights of chairs who are away today: their colleagues stand in for them.
    #[must_use]
    pub fn standing_in_for(self, absent_chairs: BTreeMap<SubgroupId, PersonId>) -> Self {
        Self { absent_chairs, ..self }
    }

    /// The same, with what an administrator granted beside the office.
    #[must_use]
    pub fn with_roles(self, roles: BTreeSet<Role>) -> Self {
        Self { roles, ..self }
    }

    /// The same, through a token of the API: no more than its scope, and nothing about the account itself.
    #[must_use]
    pub fn through_token(mut self, token: TokenId, scope: TokenScope) -> Self {
        if let Actor::Official { through, .. } = &mut self.actor {
            *through = Some(token);
        }
        Self { scope: Some(scope), ..self }
    }

    /// The same, through a door. It gives no right and takes none; what is recorded says it.
    #[must_use]
    pub fn through_door(self, door: Door) -> Self {
        Self { door: Some(door), ..self }
    }

    /// The same, from a part of the network. It gives no right and takes none either.
    #[must_use]
    pub fn coming_from(self, network: Option<Network>) -> Self {
        Self { network, ..self }
    }

    /// The same, where somebody else let them in, by a link that signs in: what two people have to do, they are not the other one of.
    #[must_use]
    pub fn let_in_by(self, another: Option<PersonId>) -> Self {
        Self { let_in_by: another, ..self }
    }

    /// Somebody on the secretariat's page, before people signed in there by name.
    pub fn secretariat() -> Self {
        Self::without_relations(Actor::Secretariat, Mandate::Secretariat)
    }

    /// A part of focalpoint acting by itself.
    pub fn service(name: ServiceName) -> Self {
        Self::without_relations(Actor::Service { name }, Mandate::Institution)
    }

    const fn without_relations(actor: Actor, mandate: Mandate) -> Self {
        Self {
            actor,
            mandate,
            chairs: BTreeSet::new(),
            absent_chairs: BTreeMap::new(),
            roles: BTreeSet::new(),
            scope: None,
            door: None,
            network: None,
            let_in_by: None,
        }
    }

    /// Who that is.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The person, if it is one.
    pub fn person(&self) -> Option<&PersonId> {
        self.actor.person()
    }

    /// The institution that they are of.
    pub fn institution(&self) -> Option<&InstitutionId> {
        match &self.actor {
            Actor::Official { institution, .. } => Some(institution),
            Actor::Secretariat | Actor::Service { .. } => None,
        }
    }

    /// What their institution has to do with all others.
    pub fn mandate(&self) -> Mandate {
        self.mandate
    }

    /// The subgroups that they chair.
    pub fn chairs(&self) -> &BTreeSet<SubgroupId> {
        &self.chairs
    }

    /// The subgroups for whose chair, who is away, they stand in, and who that chair is.
    pub fn absent_chairs(&self) -> &BTreeMap<SubgroupId, PersonId> {
        &self.absent_chairs
    }

    /// What an administrator granted them.
    pub fn roles(&self) -> &BTreeSet<Role> {
        &self.roles
    }

    /// What the token that they come through may be used for.
    pub fn scope(&self) -> Option<&TokenScope> {
        self.scope.as_ref()
    }

    /// Through what they came, where that is known.
    pub fn door(&self) -> Option<Door> {
        self.door
    }

    /// From which part of the network they came, where that is known.
    pub fn network(&self) -> Option<&Network> {
        self.network.as_ref()
    }

    /// Who let them in, where it was somebody else.
    pub fn was_let_in_by(&self) -> Option<&PersonId> {
        self.let_in_by.as_ref()
    }

    /// Every relation that they stand in now.
    pub fn relations(&self) -> Vec<Relation> {
        let institutions = self.institution().into_iter().chain(self.only_institution());
        let boards = self.chairs.iter().chain(self.absent_chairs.keys());
        let person = self.person().into_iter();
        let mut relations = vec![Relation::Secretariat, Relation::Coordinator, Relation::Service];
        relations.extend(institutions.cloned().map(Relation::Represents));
        relations.extend(boards.cloned().map(Relation::Chairs));
        let oneself = |one: &PersonId| {
            [Relation::Is, Relation::IsInPerson, Relation::IsByOwnMeans].map(|relation| relation(one.clone()))
        };
        relations.extend(person.flat_map(oneself));
        relations.extend(self.roles.iter().copied().map(Relation::Granted));
        relations.push(Relation::SecondOf(None));
        relations.retain(|relation| self.holds(relation));
        relations
    }

    /// Who that is as recorded in an event, for which one of the relations had to hold: where nothing but the chair's
    /// absence gives the right, for whom they act is recorded as well.
    pub fn acting_by(&self, relations: &[Relation]) -> Actor {
        let absent_chair = relations.iter().find_map(|relation| self.absent_chair(relation));
        match (&self.actor, absent_chair) {
            (Actor::Official { person, institution, through, .. }, Some(chair))
                if !relations.iter().any(|relation| self.holds_in_own_right(relation)) =>
            {
                let (person, institution, through) = (person.clone(), institution.clone(), through.clone());
                Actor::Official { person, institution, standing_in_for: Some(chair.clone()), through }
            }
            (actor, _) => actor.clone(),
        }
    }

    /// Whether they may give a command of this name at all: whoever comes through a token only those that it names. What is
    /// done through one is kept in the audit trail whatever it names.
    pub(crate) fn may_give(&self, name: &str) -> bool {
        let is_kept = name.strip_prefix(AuditTrail::KIND).is_some_and(|rest| rest.starts_with('.'));
        is_kept || self.scope.as_ref().is_none_or(|scope| scope.commands.contains(name))
    }

    fn holds(&self, relation: &Relation) -> bool {
        self.holds_in_own_right(relation) || self.absent_chair(relation).is_some()
    }

    fn absent_chair(&self, relation: &Relation) -> Option<&PersonId> {
        match relation {
            Relation::Chairs(subgroup) if self.only_institution().is_none() => self.absent_chairs.get(subgroup),
            Relation::Chairs(_)
            | Relation::Secretariat
            | Relation::Coordinator
            | Relation::Represents(_)
            | Relation::Is(_)
            | Relation::IsInPerson(_)
            | Relation::IsByOwnMeans(_)
            | Relation::Granted(_)
            | Relation::SecondOf(_)
            | Relation::Service => None,
        }
    }

    fn only_institution(&self) -> Option<&InstitutionId> {
        self.scope.as_ref().and_then(|scope| scope.institution.as_ref())
    }

    /// Whether it is surely the person: no program, and nobody who came by a link that somebody else made.
    fn comes_by_own_means(&self) -> bool {
        self.scope.is_none() && self.let_in_by.is_none()
    }

    fn holds_in_own_right(&self, relation: &Relation) -> bool {
        let everywhere = self.only_institution().is_none();
        match (relation, &self.actor) {
            (Relation::Secretariat, _) => everywhere && self.mandate == Mandate::Secretariat,
            (Relation::Coordinator, _) => everywhere && self.mandate == Mandate::Coordinator,
            (Relation::Service, actor) => matches!(actor, Actor::Service { .. }),
            (Relation::Represents(wanted), Actor::Official { institution, .. }) => match self.only_institution() {
                None => wanted == institution,
                Some(only) => wanted == only && (only == institution || self.mandate == Mandate::Secretariat),
            },
            // What is somebody's own they have for the institution whose post they hold.
            (Relation::Is(wanted), Actor::Official { person, institution, .. }) => {
                wanted == person && self.only_institution().is_none_or(|only| only == institution)
            }
            (Relation::IsInPerson(wanted), Actor::Official { person, .. }) => wanted == person && self.scope.is_none(),
            (Relation::IsByOwnMeans(wanted), Actor::Official { person, .. }) => {
                wanted == person && self.comes_by_own_means()
            }
            (Relation::SecondOf(first), Actor::Official { person, .. }) => {
                let looks_after_all = self.mandate.sees_everything() || self.roles.contains(&Role::Administrator);
                looks_after_all && self.comes_by_own_means() && first.as_ref() != Some(person)
            }
            (
                Relation::Represents(_)
                | Relation::Is(_)
                | Relation::IsInPerson(_)
                | Relation::IsByOwnMeans(_)
                | Relation::SecondOf(_),
                Actor::Secretariat | Actor::Service { .. },
            ) => false,
            (Relation::Chairs(subgroup), _) => everywhere && self.chairs.contains(subgroup),
            (Relation::Granted(role), _) => everywhere && self.roles.contains(role),
        }
    }
}

/// A relation that gives a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// Belongs to the Secretariat.
    Secretariat,
    /// Belongs to the office of the National Coordinator, who chairs the Authority.
    Coordinator,
    /// Is a focal point or a deputy of this institution.
    Represents(InstitutionId),
    /// Is this very person.
    Is(PersonId),
    /// Is this very person, and no program that acts as them.
    IsInPerson(PersonId),
    /// The same, and nobody else let them in.
    IsByOwnMeans(PersonId),
    /// Chairs this subgroup, or stands in for its chair today.
    Chairs(SubgroupId),
    /// Was granted this role by an administrator.
    Granted(Role),
    /// Belongs to the Secretariat or the Coordinator's office or is an administrator, is there in person, let in by nobody else, and is
    /// not this person, who did the first of two steps; none: whoever did it is none of them.
    SecondOf(Option<PersonId>),
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

/// An aggregate whose commands are granted by relation.
pub trait AuthorizedAggregate: Aggregate {
    /// The relations of which one must hold.
    fn who_may(id: &Self::Id, state: &Self::State, command: &Self::Command) -> Vec<Relation>;
}

/// Whether somebody may give a command as things stand; the domain may still say no.
pub fn may_ask<A>(principal: &Principal, id: &A::Id, state: &A, command: &A::Command) -> bool
where
    A: AuthorizedAggregate<State = A>,
    for<'a> &'static str: From<&'a A::Command>,
{
    let name = format!("{}.{}", A::KIND, <&'static str>::from(command));
    principal.may_give(&name) && permit(principal, &A::who_may(id, state, command)).is_ok()
}

fn secretariat() -> Vec<Relation> {
    vec![Relation::Secretariat]
}

/// The secretariat, or the import on its behalf.
fn import() -> Vec<Relation> {
    vec![Relation::Secretariat, Relation::Service]
}

impl AuthorizedAggregate for Institution {
    fn who_may(_: &InstitutionId, _: &Self, command: &InstitutionCommand) -> Vec<Relation> {
        use InstitutionCommand as C;
        match command {
            C::Register { .. } | C::AppointFocalPoint(_) | C::AppointDeputy(_) | C::IssueInvitation { .. } => import(),
            C::ChangeNames { .. } | C::HandOverFocalPoint { .. } | C::Deactivate { .. } => secretariat(),
            // Whoever links a chat is nobody yet: the invitation is the right, and the bot asks on its behalf.
            C::LinkChat { .. } => vec![Relation::Service],
            // Whoever has no chat comes with an address.
            C::SetEmailAddress { person, .. } => [import(), vec![Relation::Is(person.clone())]].concat(),
            // An administrator cuts off whoever lost a phone or is not trusted any more; so does the operator, on the machine.
            C::UnlinkChat { person } | C::RemoveEmailAddress { person } => {
                [import(), vec![Relation::Is(person.clone()), Relation::Granted(Role::Administrator)]].concat()
            }
            C::ChooseLanguage { person, .. }
            | C::SetQuietHours { person, .. }
            | C::ChooseDigestHour { person, .. }
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

impl AuthorizedAggregate for Subgroup {
    fn who_may(_: &SubgroupId, _: &Self, command: &SubgroupCommand) -> Vec<Relation> {
        use SubgroupCommand as C;
        match command {
            C::Form { .. } | C::AdmitInstitution { .. } | C::AppointChair(_) => import(),
            C::ReleaseInstitution { .. } | C::Dissolve { .. } => secretariat(),
            // The operator, on the machine, where nobody can sign in who might.
            C::CutOff { .. } => [import(), vec![Relation::Granted(Role::Administrator)]].concat(),
        }
    }
}

/// Who chairs a meeting: the subgroup's chair; of one of the Authority the Coordinator.
fn chair_of_meeting(convened: &MeetingBody) -> Option<Relation> {
    match convened {
        MeetingBody::Subgroup(subgroup) => Some(Relation::Chairs(subgroup.clone())),
        MeetingBody::Authority => Some(Relation::Coordinator),
        MeetingBody::Invited => None,
    }
}

/// Whether somebody leads the meetings of a body: minutes, decisions, another day.
pub fn leads_meetings(principal: &Principal, convened: &MeetingBody) -> bool {
    let relations: Vec<_> = secretariat().into_iter().chain(chair_of_meeting(convened)).collect();
    permit(principal, &relations).is_ok()
}

/// Who gives tasks: on a board its chair; what is on no subgroup's board is the Authority's, and the Coordinator chairs it.
fn who_may_assign(board: Option<&SubgroupId>) -> Vec<Relation> {
    let chair = board.cloned().map_or(Relation::Coordinator, Relation::Chairs);
    // The import does it, and the follow-up of a meeting's decision.
    [import(), vec![chair]].concat()
}

/// Whether somebody gives tasks on a board, or where there is none.
pub fn may_assign(principal: &Principal, board: Option<&SubgroupId>) -> bool {
    permit(principal, &who_may_assign(board)).is_ok()
}

/// Whether somebody gives tasks on any board, or where there is none.
pub fn gives_tasks(principal: &Principal) -> bool {
    let chaired = principal.chairs.iter().chain(principal.absent_chairs.keys());
    may_assign(principal, None) || chaired.into_iter().any(|board| may_assign(principal, Some(board)))
}

/// Whether somebody may make a group the chat of a subgroup: its chair, and the Secretariat. It is for good, and so not for whoever
/// stands in for a chair for some days.
pub fn links_groups(principal: &Principal, subgroup: &SubgroupId) -> bool {
    let chairs = principal.holds_in_own_right(&Relation::Chairs(subgroup.clone()));
    chairs || permit(principal, &secretariat()).is_ok()
}

impl AuthorizedAggregate for Meeting {
    fn who_may(_: &MeetingId, state: &Self, command: &MeetingCommand) -> Vec<Relation> {
        use MeetingCommand as C;
        let convened = match (state, command) {
            (Self::Known(meeting), _) => Some(&meeting.convened),
            (Self::Unknown, C::Schedule { convened, .. }) => Some(convened),
            (Self::Unknown, _) => None,
        };
        let chair = || convened.and_then(chair_of_meeting);
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

impl AuthorizedAggregate for ActionItem {
    fn who_may(_: &ActionItemId, state: &Self, command: &ActionItemCommand) -> Vec<Relation> {
        use ActionItemCommand as C;
        let item: Option<&AssignedItem> = match state {
            Self::Known(item) => Some(item),
            Self::Unknown => None,
        };
        let owner = || item.map(|item| Relation::Represents(item.owner.clone()));
        // What is on no subgroup's board is the Authority's, and the Coordinator chairs it.
        let chair_of = |subgroup: &Option<SubgroupId>| subgroup.clone().map_or(Relation::Coordinator, Relation::Chairs);
        let chair = || item.map(|item| chair_of(&item.subgroup));
        let (mut relations, other) = match command {
            C::Assign { subgroup, .. } => (who_may_assign(subgroup.as_ref()), None),
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

impl AuthorizedAggregate for Reminder {
    fn who_may(_: &ReminderKey, _: &Self, command: &ReminderCommand) -> Vec<Relation> {
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

impl AuthorizedAggregate for Notification {
    fn who_may(_: &NotificationKey, _: &Self, command: &NotificationCommand) -> Vec<Relation> {
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

impl AuthorizedAggregate for Case {
    fn who_may(_: &CaseId, state: &Self, command: &CaseCommand) -> Vec<Relation> {
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

impl AuthorizedAggregate for DataRequest {
    fn who_may(_: &DataRequestId, _: &Self, command: &DataRequestCommand) -> Vec<Relation> {
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

impl AuthorizedAggregate for Module {
    fn who_may(_: &ModuleId, state: &Self, command: &ModuleCommand) -> Vec<Relation> {
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

impl AuthorizedAggregate for Objective {
    fn who_may(_: &ObjectiveId, _: &Self, command: &ObjectiveCommand) -> Vec<Relation> {
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

impl AuthorizedAggregate for Milestone {
    fn who_may(_: &MilestoneId, _: &Self, command: &MilestoneCommand) -> Vec<Relation> {
        match command {
            MilestoneCommand::Record { .. } => import(),
        }
    }
}

impl AuthorizedAggregate for Account {
    fn who_may(person: &PersonId, _: &Self, command: &AccountCommand) -> Vec<Relation> {
        use AccountCommand as C;
        let oneself = || Relation::IsInPerson(person.clone());
        let administrator = || Relation::Granted(Role::Administrator);
        match command {
            // The first administrator is made by the gateway, for whoever has the link of the first start.
            C::GrantRole { .. } => vec![administrator(), Relation::Service],
            C::WithdrawRole { .. } => vec![administrator()],
            // Whoever asks for a link is nobody yet, or in their own chat.
            C::IssueLink { .. } => vec![Relation::Service, oneself(), administrator()],
            C::OpenSession { .. }
            | C::UseSession { .. }
            | C::ConfirmSession { .. }
            | C::RegisterFirstPasskey { .. }
            | C::RegisterPasskey(_)
            | C::MakeRecoveryCodes { .. } => vec![oneself()],
            // Of whoever left a post the gateway ends what is open.
            C::EndSession { .. } => vec![oneself(), administrator(), Relation::Service],
            // So does whoever erases the person.
            C::EndSessionsBut { .. } => vec![oneself(), administrator(), Relation::Service],
            C::RemovePasskey { .. } | C::UnlinkIdentity { .. } => vec![oneself(), administrator()],
            // A provider that vouches for an address is believed by the gateway, not by the person.
            C::LinkIdentity(_) => vec![Relation::Service, oneself()],
            C::MakeToken { .. } => vec![oneself()],
            // A token is for the commands that it names; that it is in use the gateway says.
            C::UseToken { .. } => vec![Relation::Service],
            C::RevokeToken { .. } => vec![oneself(), administrator()],
        }
    }
}

impl AuthorizedAggregate for AuditTrail {
    fn who_may(_: &AuditTrailId, _: &Self, command: &AuditTrailCommand) -> Vec<Relation> {
        let AuditTrailCommand::Record { who, .. } = command;
        who.iter().cloned().map(Relation::Is).chain([Relation::Service]).collect()
    }
}

impl AuthorizedAggregate for Erasure {
    fn who_may(_: &ErasureId, state: &Self, command: &ErasureCommand) -> Vec<Relation> {
        use ErasureCommand as C;
        // Whoever asks or withdraws is the first of two, whoever they are.
        let first = || Relation::SecondOf(None);
        match command {
            // Everybody may ask to be forgotten; the operator asks where nobody is left who could.
            C::Ask { subject: ErasureSubject::Person { person }, .. } => {
                vec![first(), Relation::IsByOwnMeans(person.clone()), Relation::Service]
            }
            C::Ask { subject: ErasureSubject::Texts { .. }, .. } => vec![first(), Relation::Service],
            C::Withdraw => {
                let whoever_asked = state.asked_by().cloned().map(Relation::IsInPerson);
                whoever_asked.into_iter().chain([first()]).collect()
            }
            C::Confirm => vec![Relation::SecondOf(state.asked_by().cloned())],
            C::RecordCarriedOut { .. } => vec![Relation::Service],
        }
    }
}

impl AuthorizedAggregate for Webhook {
    fn who_may(_: &WebhookId, state: &Self, command: &WebhookCommand) -> Vec<Relation> {
        use WebhookCommand as C;
        let administrator = || Relation::Granted(Role::Administrator);
        let maker = match (state, command) {
            (Self::Known(webhook), _) => &webhook.maker,
            (Self::Unknown, C::Make { maker, .. }) => maker,
            (Self::Unknown, C::Disable { .. }) => return vec![Relation::Service],
            // That there is no such webhook is said to whoever looks after people.
            (Self::Unknown, _) => return vec![administrator()],
        };
        match command {
            // No program opens a way out, or turns one elsewhere; nor does anybody else.
            C::Make { .. } | C::Change { .. } | C::RenewSecret { .. } => vec![Relation::IsInPerson(maker.clone())],
            C::Resume | C::RequestTest | C::RequestRedrive { .. } => vec![Relation::Is(maker.clone())],
            // Whoever is cut off has nothing sent, by whomever that is done.
            C::Pause => vec![Relation::Is(maker.clone()), administrator(), Relation::Service],
            C::Remove => vec![Relation::Is(maker.clone()), administrator()],
            // Whoever sends finds that nobody takes it, or that the maker has left.
            C::Disable { .. } => vec![Relation::Service],
        }
    }
}
