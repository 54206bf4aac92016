//! What can be looked at, and by whom. It is the part of [`super`] that decides about looks, and knows no command.

use std::collections::BTreeSet;

use super::{NotPermitted, Principal, Relation, permit};
use crate::account::Role;
use crate::case::CaseParties;
use crate::ids::{InstitutionId, PersonId, SubgroupId};
use crate::meeting::MeetingBody;

/// Something that can be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// The task list of an institution.
    TaskList(InstitutionId),
    /// The board of a subgroup.
    Board(SubgroupId),
    /// A task: its owner's, and on a board its chair's.
    Task {
        /// Whose task it is.
        owner: InstitutionId,
        /// On whose board it is; none: the Authority's.
        board: Option<SubgroupId>,
    },
    /// The secretariat's timeline.
    Timeline,
    /// Every case, wherever all of them stand together: among everything that happened, in the list of all.
    EveryCase,
    /// A case, for those who have to do with it.
    Case(CaseParties),
    /// Every data request, with what everybody answered.
    DataRequests,
    /// What an institution answered to a data request, and what is asked of it.
    Submission(InstitutionId),
    /// The training modules, who took part in them, and the certificates.
    Training,
    /// The paper with which an institution's post is handed over. It says of the institution's cases as well.
    BriefingOfInstitution(InstitutionId),
    /// The paper with which a chair is handed over.
    BriefingOfSubgroup(SubgroupId),
    /// The paper with which somebody's cases are handed over.
    BriefingOfCaseCoordinator(PersonId),
    /// How the hub itself does: what waits, what failed and is sent again.
    Operations,
    /// The strategy: objectives, activities, indicators and every value.
    Strategy,
    /// The indicators that an institution reports, with its own values.
    Indicators(InstitutionId),
    /// A meeting: its agenda, answers, minutes and decisions.
    Meeting {
        /// Who is convened: it decides who may act.
        convened: MeetingBody,
        /// Who is invited.
        invited: BTreeSet<InstitutionId>,
    },
    /// Who is who, invitations and undelivered reminders included.
    Directory,
    /// The people of one institution.
    Staff(InstitutionId),
    /// What the whole mechanism did in a month.
    Overview,
    /// Who may sign in, how, and with which roles.
    Accounts,
    /// A person's own ways in, sessions and tokens.
    Account(PersonId),
    /// A person's own webhooks, and what became of what they send.
    Webhooks(PersonId),
    /// Who looked at what, what was refused, and who signed in.
    AuditTrail,
    /// What was erased and is to be, who asked for it and why.
    Erasures,
}

/// Grants a look. The Secretariat and the Coordinator see everything that is not about somebody's account; an auditor what is not
/// personal, and the audit trail.
pub fn permit_view(principal: &Principal, view: &View) -> Result<(), NotPermitted> {
    permit(principal, &relations_that_show(view))
}

/// The relations of which one grants a look: for whoever keeps many things, and has to find those of somebody among them.
pub fn relations_that_show(view: &View) -> Vec<Relation> {
    let auditor = || Relation::Granted(Role::Auditor);
    let administrator = || Relation::Granted(Role::Administrator);
    match view {
        View::TaskList(institution) => whole(vec![Relation::Represents(institution.clone()), auditor()]),
        View::Submission(institution) | View::Indicators(institution) => {
            whole(vec![Relation::Represents(institution.clone()), auditor()])
        }
        View::Board(subgroup) => whole(vec![Relation::Chairs(subgroup.clone()), auditor()]),
        View::Task { owner, board } => {
            let chair = board.iter().cloned().map(Relation::Chairs);
            whole(chair.chain([Relation::Represents(owner.clone()), auditor()]).collect())
        }
        View::EveryCase | View::Training => whole(vec![]),
        View::BriefingOfInstitution(institution) => whole(vec![Relation::Represents(institution.clone())]),
        View::BriefingOfSubgroup(subgroup) => whole(vec![Relation::Chairs(subgroup.clone())]),
        View::BriefingOfCaseCoordinator(person) => whole(vec![Relation::Is(person.clone())]),
        View::Operations => whole(vec![auditor(), administrator()]),
        View::Case(parties) => {
            let institutions = parties.institutions.iter().cloned().map(Relation::Represents);
            let coordinator = parties.coordinator.iter().cloned().map(Relation::Is);
            whole(institutions.chain(coordinator).collect())
        }
        View::Meeting { convened, invited } => {
            let chair = match convened {
                MeetingBody::Subgroup(subgroup) => Some(Relation::Chairs(subgroup.clone())),
                MeetingBody::Authority | MeetingBody::Invited => None,
            };
            let invited = invited.iter().cloned().map(Relation::Represents);
            whole(chair.into_iter().chain(invited).chain([auditor()]).collect())
        }
        View::Timeline | View::Strategy | View::Overview | View::DataRequests => whole(vec![auditor()]),
        View::Directory => whole(vec![administrator()]),
        View::Staff(institution) => whole(vec![Relation::Represents(institution.clone()), administrator()]),
        View::Accounts => vec![administrator()],
        View::Account(person) => vec![Relation::IsInPerson(person.clone()), administrator()],
        View::Webhooks(person) => vec![Relation::Is(person.clone()), administrator()],
        View::AuditTrail => vec![auditor(), Relation::Coordinator],
        View::Erasures => whole(vec![administrator(), auditor()]),
    }
}

/// Those who see the whole of the coordination, and others.
fn whole(others: Vec<Relation>) -> Vec<Relation> {
    [vec![Relation::Secretariat, Relation::Coordinator], others].concat()
}
