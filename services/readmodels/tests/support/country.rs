//! A small country, and every question about it.

use std::collections::BTreeSet;

use events::Command;
use events::authority::Principal;
use events::ids::{ChatId, Position};
use events::institution::{InstitutionCommand, InstitutionKind, InvitationHash};
use events::language::Language;
use events::mandate::Mandate;
use events::period::Period;
use events::subgroup::{Chair, SubgroupCommand};
use readmodels::queries::{
    DueDays, DueItems, DueTasks, EventsAt, RegisterBoard, RegisterFilter, RegisterOrder, RegisterScope, RegisterStage,
    RegisteredTasks, Search, TaskCounts, ThingFilter, ThingMonths, ThingSpans, Things, TimelineAfter, TimelineLatest,
};
use readmodels::search::{SearchKind, SearchTerms};
use readmodels::things::ThingKind;
use readmodels::views::{TimelineFilter, TimelineKind};
use readmodels::{Ask, DossierKind, Partition, ReadModels, ReadPort};

use super::any::OWNERS;
use super::{TestReadModels, date, noon, title};

fn filters() -> Vec<TimelineFilter> {
    let all = TimelineFilter::default;
    let of = |institution: &str| TimelineFilter { institution: Some(institution.parse().unwrap()), ..all() };
    let mut filters: Vec<_> = OWNERS.into_iter().map(of).collect();
    filters.extend((0..4).map(|n| TimelineFilter {
        stream: Some(format!("action-item/item-{n}").parse().unwrap()),
        limit: 1000,
        ..all()
    }));
    filters.extend([
        all(),
        TimelineFilter { limit: 3, ..all() },
        TimelineFilter { subgroup: Some("te-dhena".parse().unwrap()), ..all() },
        TimelineFilter { kinds: vec![TimelineKind::Meeting, TimelineKind::Organisation], ..all() },
        TimelineFilter { kinds: vec![TimelineKind::Meeting, TimelineKind::Reminder], limit: 5, ..all() },
        TimelineFilter { kinds: vec![TimelineKind::ActionItem], ..of("ms") },
        TimelineFilter { from: Some(date(5)), until: Some(date(20)), ..all() },
    ]);
    filters
}

/// What is looked for, and among what.
const SOUGHT: [(&str, SearchKind); 6] = [
    ("item", SearchKind::ActionItem),
    ("it", SearchKind::ActionItem),
    ("itme", SearchKind::ActionItem),
    ("meeting", SearchKind::Meeting),
    ("one-day modul", SearchKind::Module),
    ("nothing", SearchKind::Decision),
];

/// Whoever looks, with a name for each.
fn seekers() -> Vec<(Principal, String)> {
    let of = |owner: &str| {
        let (person, institution) = (format!("p-{owner}").parse().unwrap(), owner.parse().unwrap());
        Principal::official(person, institution, BTreeSet::new(), Mandate::Institution)
    };
    let chaired = BTreeSet::from(["te-dhena".parse().unwrap()]);
    let chair = Principal::official("arta".parse().unwrap(), "ms".parse().unwrap(), chaired, Mandate::Institution);
    let mut all: Vec<_> = OWNERS.into_iter().map(|owner| (of(owner), owner.to_owned())).collect();
    all.extend([(Principal::secretariat(), "secretariat".to_owned()), (chair, "chair".to_owned())]);
    all
}

fn by_owner() -> RegisterOrder {
    RegisterOrder::Owner(["policia", "ms", "mpms"].map(|owner| owner.parse().unwrap()).into())
}

fn registers() -> Vec<(RegisterFilter, Option<SearchTerms>)> {
    let all = RegisterFilter::default;
    vec![
        (all(), None),
        (all(), SearchTerms::read("it")),
        (RegisterFilter { owner: Some("ms".parse().unwrap()), ..all() }, None),
        (RegisterFilter { board: Some(RegisterBoard::None), stage: Some(RegisterStage::Open), ..all() }, None),
        (RegisterFilter { late_on: Some(date(20)), ..all() }, None),
        (RegisterFilter { stage: Some(RegisterStage::At("cancelled".to_owned())), ..all() }, None),
        (RegisterFilter { due_from: Some(date(9)), due_until: Some(date(25)), ..all() }, None),
    ]
}

fn thing_filters() -> Vec<ThingFilter> {
    let all = ThingFilter::default;
    let of = |institution: &str| ThingFilter { institution: Some(institution.parse().unwrap()), ..all() };
    let mut filters: Vec<_> = OWNERS.into_iter().map(of).collect();
    filters.extend([
        all(),
        ThingFilter { subgroup: Some("te-dhena".parse().unwrap()), ..all() },
        ThingFilter { kinds: vec![ThingKind::Meeting, ThingKind::Module], ..all() },
        ThingFilter { stream: Some("action-item/item-1".parse().unwrap()), ..all() },
        ThingFilter { meeting: Some("m0".parse().unwrap()), ..all() },
        ThingFilter { from: Some(date(5)), until: Some(date(20)), ..all() },
        ThingFilter { known_by: Some(date(9)), ..all() },
    ]);
    filters
}

async fn things(port: &dyn ReadPort) -> Vec<String> {
    let mut said = Vec::new();
    for filter in thing_filters() {
        said.push(format!("{filter:?}: {:?}", port.ask(ThingSpans::of(filter.clone(), 1_000)).await.unwrap()));
        let mut after = None;
        loop {
            let page = port.ask(Things { filter: filter.clone(), after, limit: 3 }).await.unwrap();
            said.push(format!("{filter:?} after {after:?}: {page:?}"));
            let Some(last) = page.last() else { break };
            after = Some(last.position);
        }
    }
    for kinds in [vec![], vec![ThingKind::ActionItem], vec![ThingKind::Meeting]] {
        said.push(format!("{kinds:?}: {:?}", port.ask(ThingMonths(kinds.clone())).await.unwrap()));
    }
    said
}

/// Everything that can be asked, as text.
pub async fn everything(port: &dyn ReadPort) -> Vec<String> {
    let mut said = Vec::new();
    for owner in OWNERS {
        let id = owner.parse().unwrap();
        said.push(format!("{owner}: {:?}", port.task_list(&id).await.unwrap()));
        said.push(format!("{owner}: {:?}", port.institution(&id).await.unwrap()));
    }
    said.push(format!("all: {:?}", port.all_tasks().await.unwrap()));
    said.push(format!("open: {:?}", port.open_tasks().await.unwrap()));
    for (from, until, limit) in [(None, None, 500), (None, Some(date(15)), 2), (Some(date(10)), None, 3)] {
        let due = port.ask(DueTasks { from, until, limit }).await.unwrap();
        said.push(format!("due {from:?} {until:?}: {due:?}"));
    }
    said.push(format!("due days: {:?}", port.ask(DueDays { until: date(20) }).await.unwrap()));
    let due = port.ask(DueItems::of(Period::new(date(3), date(25)).unwrap(), date(20))).await.unwrap();
    let positions = due.iter().flat_map(|item| [Some(item.assigned_at), item.completed_at]).flatten().collect();
    let of_due = port.ask(EventsAt::of(DossierKind::ActionItem, positions)).await.unwrap();
    said.push(format!("due items: {due:?} {of_due:?}"));
    let counts = TaskCounts { today: date(10), soon_until: date(20) };
    said.push(format!("counts: {:?}", port.ask(counts).await.unwrap()));
    said.push(format!("board: {:?}", port.board(&"te-dhena".parse().unwrap()).await.unwrap()));
    for n in 0..5 {
        said.push(format!("{n}: {:?}", port.task(&format!("item-{n}").parse().unwrap()).await.unwrap()));
    }
    for filter in filters() {
        said.push(format!("{filter:?}: {:?}", port.timeline(&filter).await.unwrap()));
        said.push(format!("{filter:?}: {:?}", port.timeline_span(&filter).await.unwrap()));
        let latest = TimelineLatest { filter: readmodels::views::TimelineFilter { limit: 5, ..filter.clone() } };
        said.push(format!("{latest:?}: {:?}", port.ask(latest.clone()).await.unwrap()));
        let mut after = None;
        // Page by page, until there is nothing more.
        loop {
            let page = port.ask(TimelineAfter { filter: filter.clone(), after, limit: 7 }).await.unwrap();
            said.push(format!("{filter:?} after {after:?}: {page:?}"));
            let Some(last) = page.last() else { break };
            after = Some(last.position);
        }
    }
    for kind in DossierKind::ALL {
        said.push(format!("{kind:?}: {:?}", port.dossiers(kind, Position::START).await.unwrap()));
    }
    for (principal, name) in seekers() {
        for (typed, kind) in SOUGHT {
            let search = Search::of(&principal, kind, SearchTerms::read(typed).unwrap(), 3);
            said.push(format!("{name} {typed}: {:?}", port.ask(search.clone()).await.unwrap()));
            said.push(format!("{name} {typed}, forgiving: {:?}", port.ask(search.forgiving()).await.unwrap()));
        }
    }
    for order in [RegisterOrder::Id, RegisterOrder::Due, by_owner()] {
        for (filter, terms) in registers() {
            let mut after = None;
            loop {
                let scope = RegisterScope::Everything;
                let asked = RegisteredTasks::of(scope, filter.clone(), order.clone(), after.clone(), 2);
                let asked = match &terms {
                    Some(terms) => asked.with_words(&Principal::secretariat(), terms.clone()),
                    None => asked,
                };
                let page = port.ask(asked).await.unwrap();
                said.push(format!("register {order:?} {filter:?} {terms:?} after {after:?}: {page:?}"));
                let Some(last) = page.last() else { break };
                after = Some(order.place(last));
            }
        }
    }
    said.extend(things(port).await);
    said.push(format!("undelivered: {:?}", port.undelivered().await.unwrap()));
    said.push(format!("{:?}", port.institutions().await.unwrap()));
    said.push(format!("{:?}", port.subgroups().await.unwrap()));
    said.push(format!("{:?}", port.subgroup(&"te-dhena".parse().unwrap()).await.unwrap()));
    for chat in [100, 101] {
        said.push(format!("{chat}: {:?}", port.person_by_chat(ChatId(chat)).await.unwrap()));
    }
    for person in ["arta", "besa", "nobody"] {
        said.push(format!("{person}: {:?}", port.person(&person.parse().unwrap()).await.unwrap()));
    }
    for token in ["t1", "t2", "t3"] {
        said.push(format!("{token}: {:?}", port.invitation(&InvitationHash::of_token(token)).await.unwrap()));
    }
    said
}

/// Five institutions, of which one has a focal point with chat 100 who chairs a subgroup, and a deputy.
pub fn a_country() -> TestReadModels {
    let harness = TestReadModels::new();
    for owner in OWNERS {
        harness.register(owner, InstitutionKind::Ministry);
    }
    let of = |command| Command::Institution("ms".parse().unwrap(), command);
    let invite = |person: &str, token: &str| InstitutionCommand::IssueInvitation {
        person: person.parse().unwrap(),
        invitation: InvitationHash::of_token(token),
        expires_at: noon(20),
    };
    let arta = harness.keys.appointee("arta", "Arta Krasniqi", Language::Sq);
    let besa = harness.keys.appointee("besa", "Besa Gashi", Language::En);
    let chat = harness.keys.chat("arta", 100);
    let link = InstitutionCommand::LinkChat { invitation: InvitationHash::of_token("t1"), chat };
    harness.log.do_all(
        1,
        [
            of(InstitutionCommand::AppointFocalPoint(arta)),
            of(InstitutionCommand::AppointDeputy(besa)),
            of(invite("arta", "t1")),
            of(link),
            of(invite("besa", "t2")),
        ],
    );
    let subgroup = |command| Command::Subgroup("te-dhena".parse().unwrap(), command);
    let chair = Chair { person: "arta".parse().unwrap(), institution: "ms".parse().unwrap() };
    let mut commands = vec![subgroup(SubgroupCommand::Form { name: title("Data") })];
    commands.extend(
        OWNERS.map(|owner| subgroup(SubgroupCommand::AdmitInstitution { institution: owner.parse().unwrap() })),
    );
    commands.push(subgroup(SubgroupCommand::AppointChair(chair)));
    harness.log.do_all(1, commands);
    harness
}

pub fn open_partition(harness: &TestReadModels, index: u16, count: u16) -> ReadModels {
    let partition = Partition::new(index, count).unwrap();
    let path = harness.folder.path().join(format!("part-{index}-of-{count}.db"));
    ReadModels::open(&path, harness.keys.clone(), ReadModels::of(partition)).unwrap()
}
