//! What whoever takes over an office has to know: what is open, what is overdue, what was decided in the last six months
//! and who is who. It is worked out from the read models at the moment of asking, so it is never older than they are.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};
use events::Event;
use events::case::{CaseStage, ReferralAnswer};
use events::data_request::DataRequestEvent;
use events::ids::{CaseId, DataRequestId, InstitutionId, PersonId, Position, SubgroupId};
use events::institution::{InstitutionKind, Post};
use events::language::LocalText;
use readmodels::cases::opened_cases;
use readmodels::views::{InstitutionView, PersonView, SubgroupView, TaskView, TimelineFilter, TimelineKind};
use readmodels::{AskError, DossierKind, Office, ReadPort};

/// How far back decisions are told.
pub const LOOKING_BACK: Months = Months::new(6);

/// How many decisions are told at most, the latest ones.
const MOST_DECISIONS: usize = 200;

/// A decision of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingDecision {
    /// The meeting's day.
    pub on: NaiveDate,
    /// What the meeting is called.
    pub meeting: LocalText,
    /// The decision, as the minutes have it.
    pub decision: String,
}

/// A case, by its reference only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    /// The reference by which people speak of it.
    pub reference: CaseId,
    /// How far it is.
    pub stage: CaseStage,
    /// Referrals that wait for an answer.
    pub referrals: usize,
}

/// A data request that an institution has still to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDataRequest {
    /// What is asked.
    pub title: LocalText,
    /// The day by which it has to be answered.
    pub due: NaiveDate,
}

/// A task with its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenTask {
    /// The task, as lists show it.
    pub task: TaskView,
    /// The owner's names.
    pub owner: LocalText,
}

/// Somebody to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Who it is, with names opened.
    pub person: PersonView,
    /// The institution's names.
    pub institution: LocalText,
    /// The subgroups that the person chairs.
    pub chairs: Vec<LocalText>,
}

/// What whoever takes over a post has to know, as of one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Briefing {
    /// The office that is taken over.
    pub office: Office,
    /// What the institution or the subgroup is called; of cases, the coordinator's institution.
    pub name: LocalText,
    /// The day of asking, date in Kosovo.
    pub day: NaiveDate,
    /// Tasks that are open, the earliest due first.
    pub tasks: Vec<OpenTask>,
    /// Data requests to answer, the earliest due first.
    pub data_requests: Vec<OpenDataRequest>,
    /// Cases that are open.
    pub cases: Vec<CaseLine>,
    /// What was decided, the latest first.
    pub decided: Vec<MeetingDecision>,
    /// Who is who.
    pub people: Vec<Contact>,
}

impl Briefing {
    /// The tasks that are late.
    pub fn overdue(&self) -> impl Iterator<Item = &OpenTask> {
        self.tasks.iter().filter(|open| open.task.item.due < self.day)
    }

    /// The briefing for an office as of a day; `None`: there is no such office.
    pub async fn of(read: &dyn ReadPort, office: &Office, day: NaiveDate) -> Result<Option<Self>, AskError> {
        let everybody = Participants { institutions: read.institutions().await?, subgroups: read.subgroups().await? };
        let mut filter = TimelineFilter { kinds: vec![TimelineKind::Meeting], ..TimelineFilter::default() };
        filter.from = day.checked_sub_months(LOOKING_BACK);
        let (name, tasks, data_requests, cases, institutions) = match office {
            Office::FocalPoint(id) => {
                let Some(institution) = everybody.institution(id) else { return Ok(None) };
                filter.institution = Some(id.clone());
                let tasks = read.task_list(id).await?;
                let (data, cases) =
                    (open_data_requests_of(read, id).await?, cases(read, |case| awaits(case, id)).await?);
                (institution.names.clone(), tasks, data, cases, BTreeSet::from([id.clone()]))
            }
            Office::Chair(id) => {
                let Some(subgroup) = everybody.subgroups.iter().find(|known| &known.id == id) else { return Ok(None) };
                filter.subgroup = Some(id.clone());
                let members = subgroup.members.iter().cloned().collect();
                (subgroup.name.clone(), read.board(id).await?, vec![], vec![], members)
            }
            Office::CaseCoordinator(person) => {
                let found = everybody.institutions.iter().find(|one| one.staff.iter().any(|s| &s.person == person));
                let Some(institution) = found else { return Ok(None) };
                let of_person = |case: &events::case::OpenedCase| {
                    case.coordinator.as_ref().is_some_and(|coordinator| &coordinator.person == person)
                };
                let (mut cases, mut parties) = (vec![], BTreeSet::new());
                for (reference, case) in opened_cases(read).await? {
                    if !case.closed && of_person(&case) {
                        parties.extend(case.parties().institutions);
                        cases.push(case_line(reference, &case));
                    }
                }
                (institution.names.clone(), vec![], vec![], cases, parties)
            }
        };
        // Meetings are no business of whoever coordinates cases.
        let decided = match office {
            Office::FocalPoint(_) | Office::Chair(_) => decisions(read, &filter, day).await?,
            Office::CaseCoordinator(_) => vec![],
        };
        let mut tasks: Vec<_> = tasks.into_iter().filter(|task| task.item.stage.is_open()).collect();
        tasks.sort_by_key(|task| (task.item.due, task.number));
        let tasks = tasks.into_iter().map(|task| everybody.open(task)).collect();
        let people = everybody.to_know(&institutions);
        let (office, name) = (office.clone(), name);
        Ok(Some(Self { office, name, day, tasks, data_requests, cases, decided, people }))
    }
}

struct Participants {
    institutions: Vec<InstitutionView>,
    subgroups: Vec<SubgroupView>,
}

impl Participants {
    fn institution(&self, id: &InstitutionId) -> Option<&InstitutionView> {
        self.institutions.iter().find(|known| &known.id == id)
    }

    fn open(&self, task: TaskView) -> OpenTask {
        let owner = self.institution(&task.item.owner).map_or_else(|| task.title.clone(), |owner| owner.names.clone());
        OpenTask { task, owner }
    }

    /// The people of these institutions, the chairs of the subgroups they are in, and the secretariat.
    fn to_know(&self, of: &BTreeSet<InstitutionId>) -> Vec<Contact> {
        let chaired: BTreeSet<&PersonId> = self
            .subgroups
            .iter()
            .filter(|subgroup| !subgroup.dissolved && subgroup.members.iter().any(|member| of.contains(member)))
            .filter_map(|subgroup| subgroup.chair.as_ref().map(|chair| &chair.person))
            .collect();
        let central =
            |kind: InstitutionKind| matches!(kind, InstitutionKind::Secretariat | InstitutionKind::Coordinator);
        let mut people = Vec::new();
        for institution in self.institutions.iter().filter(|institution| institution.active) {
            for person in &institution.staff {
                if of.contains(&institution.id) || chaired.contains(&person.person) || central(institution.kind) {
                    people.push(self.contact(person, institution));
                }
            }
        }
        people.sort_by_key(|contact| {
            let own = of.contains(&contact.person.institution);
            (!own, contact.person.institution.clone(), contact.person.post != Post::FocalPoint)
        });
        people
    }

    fn contact(&self, person: &PersonView, institution: &InstitutionView) -> Contact {
        let named = |id: &SubgroupId| self.subgroups.iter().find(|known| &known.id == id).map(|one| one.name.clone());
        let chairs = person.chairs.iter().filter_map(named).collect();
        Contact { person: person.clone(), institution: institution.names.clone(), chairs }
    }
}

async fn decisions(
    read: &dyn ReadPort,
    filter: &TimelineFilter,
    day: NaiveDate,
) -> Result<Vec<MeetingDecision>, AskError> {
    let entries = read.timeline(filter).await?;
    let taken = entries.into_iter().filter(|entry| entry.event_type == "meeting.decision-taken" && entry.on <= day);
    let mut decided: Vec<_> = taken
        .map(|entry| MeetingDecision { on: entry.on, meeting: entry.title, decision: entry.detail.unwrap_or_default() })
        .collect();
    decided.reverse();
    decided.truncate(MOST_DECISIONS);
    Ok(decided)
}

fn case_line(reference: CaseId, case: &events::case::OpenedCase) -> CaseLine {
    let waits = |answer: &ReferralAnswer| matches!(answer, ReferralAnswer::Awaited { .. });
    let referrals = case.referrals.values().filter(|referral| waits(&referral.answer)).count();
    CaseLine { reference, stage: case.stage, referrals }
}

async fn cases(
    read: &dyn ReadPort,
    wanted: impl Fn(&events::case::OpenedCase) -> bool,
) -> Result<Vec<CaseLine>, AskError> {
    let opened = opened_cases(read).await?.into_iter().filter(|(_, case)| !case.closed && wanted(case));
    Ok(opened.map(|(reference, case)| case_line(reference, &case)).collect())
}

/// Whether a case is an institution's to manage, or waits for its answer to a referral.
fn awaits(case: &events::case::OpenedCase, institution: &InstitutionId) -> bool {
    let manages = case.case_manager.as_ref().is_some_and(|manager| &manager.institution == institution);
    let asked = case
        .referrals
        .values()
        .any(|referral| &referral.receiver == institution && matches!(referral.answer, ReferralAnswer::Awaited { .. }));
    manages || asked || case.responsible_for(case.stage) == Some(institution)
}

async fn open_data_requests_of(
    read: &dyn ReadPort,
    institution: &InstitutionId,
) -> Result<Vec<OpenDataRequest>, AskError> {
    use DataRequestEvent as E;

    let mut asked: BTreeMap<DataRequestId, (OpenDataRequest, bool)> = BTreeMap::new();
    for recorded in read.dossiers(DossierKind::DataRequest, Position::START).await? {
        let Event::DataRequest(id, event) = recorded.event else { continue };
        match event {
            E::Issued { title, recipients, due, .. } => {
                if recipients.iter().any(|recipient| recipient == institution) {
                    asked.insert(id, (OpenDataRequest { title, due }, true));
                }
            }
            E::Submitted { institution: by, .. } | E::Corrected { institution: by, .. } if by == *institution => {
                if let Some((_, open)) = asked.get_mut(&id) {
                    *open = false;
                }
            }
            E::Returned { institution: of, .. } if of == *institution => {
                if let Some((_, open)) = asked.get_mut(&id) {
                    *open = true;
                }
            }
            E::Closed {} => {
                asked.remove(&id);
            }
            E::Submitted { .. } | E::Corrected { .. } | E::Returned { .. } | E::Accepted { .. } | E::Nudged { .. } => {}
        }
    }
    let mut open: Vec<_> = asked.into_values().filter_map(|(asked, open)| open.then_some(asked)).collect();
    open.sort_by_key(|asked| asked.due);
    Ok(open)
}
