//! The whole table of who may do and see what.
//!
//! `authority/who_may.txt` has a line for each command, or one for each situation where that makes a difference, and a
//! column for each way to stand to what is asked about; `authority/who_sees.txt` has one for each view. Both are found
//! by asking the domain, command by command and standing by standing. Whoever changes a right changes the table with it,
//! so that the change is seen for what it is.

mod every_command;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use events::account::{Account, AccountCommand, EndCause, Role, TokenScope};
use events::action_item::{ActionItemCommand, ActionItemEvent};
use events::authority::{
    AuthorizedAggregate, Principal, Relation, View, gives_tasks, links_groups, may_ask, may_assign, permit, permit_view,
};
use events::case::CaseParties;
use events::erasure::{AskedErasure, Erasure, ErasureCommand, ErasureEvent, ErasureSubject};
use events::event::fold;
use events::ids::{CommandId, CorrelationId, PersonId, Position, Revision};
use events::mandate::Mandate;
use events::meeting::MeetingBody;
use events::{Aggregate, Command, Event, Metadata, RecordedEvent, Rejection, decide, decide_as};

use crate::given_when_then::TODAY;
use crate::values::{date, event_id, id, in_albanian, moment, noon, occurrence, text};

/// Everybody who could ask, each in one relation only. What is asked about concerns the institution `ms`, the person
/// `arta` and the subgroup `referral`.
fn standings() -> [(&'static str, Principal); 10] {
    let nobody = BTreeSet::new;
    let chairs = |subgroup| BTreeSet::from([id(subgroup)]);
    [
        ("page", Principal::secretariat()),
        ("staff", Principal::official(id("dren"), id("sekretariati"), nobody(), Mandate::Secretariat)),
        ("coordinator", Principal::official(id("hana"), id("koordinatori"), nobody(), Mandate::Coordinator)),
        ("owner", official("erza", "ms")),
        ("self", official("arta", "kp")),
        ("chair", Principal::official(id("fatos"), id("kp"), chairs("referral"), Mandate::Institution)),
        ("other", Principal::official(id("gent"), id("kp"), chairs("data"), Mandate::Institution)),
        ("administrator", official("ilir", "kp").with_roles([Role::Administrator].into())),
        ("auditor", official("jeta", "kp").with_roles([Role::Auditor].into())),
        ("service", Principal::service(id("reminders"))),
    ]
}

fn official(person: &str, institution: &str) -> Principal {
    Principal::official(id(person), id(institution), BTreeSet::new(), Mandate::Institution)
}

/// A colleague of the chair, who is away.
fn stand_in() -> Principal {
    let away = BTreeMap::from([(id("referral"), id("fatos"))]);
    official("vesa", "kp").standing_in_for(away)
}

/// Who of them stands in a relation. A new relation needs somebody who stands in it, and in no other.
fn held_by(relation: &Relation) -> &'static [&'static str] {
    match relation {
        Relation::Secretariat => &["page", "staff"],
        Relation::Coordinator => &["coordinator"],
        Relation::Granted(Role::Administrator) => &["administrator"],
        Relation::Granted(Role::Auditor) => &["auditor"],
        Relation::Represents(institution) if institution.as_str() == "ms" => &["owner"],
        Relation::Is(person) | Relation::IsInPerson(person) | Relation::IsByOwnMeans(person)
            if person.as_str() == "arta" =>
        {
            &["self"]
        }
        Relation::Chairs(subgroup) if subgroup.as_str() == "referral" => &["chair"],
        Relation::Service => &["service"],
        Relation::SecondOf(_) => &["staff", "coordinator", "administrator"],
        // Institutions and people that nobody of them is.
        Relation::Is(person) if person.as_str() == "tina" => &[],
        Relation::Represents(institution) if institution.as_str() == "qps" => &[],
        Relation::Represents(_)
        | Relation::Is(_)
        | Relation::IsInPerson(_)
        | Relation::IsByOwnMeans(_)
        | Relation::Chairs(_) => {
            panic!("{relation:?} is of somebody else")
        }
    }
}

#[test]
fn whoever_was_let_in_by_another_is_nobody_s_second_and_asks_for_no_erasure() {
    let person: PersonId = id("arta");
    let subject = ErasureSubject::Person { person: person.clone() };
    let asked = Erasure::Asked(AskedErasure { subject: subject.clone(), asked_by: Some(id("ilir")) });
    let erasure = subject.erasure().unwrap();
    let ask = ErasureCommand::Ask { subject, reason: "has left".parse().unwrap() };
    let staff = || Principal::official(id("besa"), id("sekretariati"), BTreeSet::new(), Mandate::Secretariat);
    let of_themselves = || official("arta", "ms");
    assert!(may_ask(&staff(), &erasure, &asked, &ErasureCommand::Confirm));
    assert!(may_ask(&of_themselves(), &erasure, &Erasure::Unknown, &ask));
    let let_in = |principal: Principal| principal.let_in_by(Some(id("ilir")));
    assert!(!may_ask(&let_in(staff()), &erasure, &asked, &ErasureCommand::Confirm));
    assert!(!may_ask(&let_in(staff()), &erasure, &Erasure::Unknown, &ask));
    assert!(!may_ask(&let_in(of_themselves()), &erasure, &Erasure::Unknown, &ask));
    // What is nobody else's to confirm goes on.
    let end = AccountCommand::EndSessionsBut { kept: None, cause: EndCause::EndedByOwner };
    assert!(may_ask(&let_in(of_themselves()), &person, &Account::default(), &end));
}

/// What can be asked of an aggregate, in which situations.
struct CommandsToAsk<A: Aggregate> {
    id: A::Id,
    situations: Vec<(&'static str, Vec<A::Event>)>,
    /// Each command, and what it says of itself where a command of the same name may be another's right.
    commands: Vec<(&'static str, A::Command)>,
}

struct Line {
    command: String,
    situation: &'static str,
    /// For each standing.
    may: Vec<bool>,
}

fn recorded(history: impl IntoIterator<Item = Event>) -> Vec<RecordedEvent> {
    let record = |(n, event): (usize, Event)| RecordedEvent {
        position: Position(1),
        stream: event.stream().unwrap(),
        revision: Revision(0),
        id: event_id(n),
        metadata: Metadata {
            tenant: id("kosovo"),
            actor: Principal::secretariat().actor().clone(),
            correlation_id: CorrelationId(event_id(n).0),
            causation_id: CommandId(event_id(n).0),
            occurred_at: noon(TODAY),
            recorded_at: noon(TODAY),
            door: None,
            network: None,
        },
        event,
    };
    history.into_iter().enumerate().map(record).collect()
}

/// Asks everything, in every situation, as everybody.
fn lines<A>(
    asked: &CommandsToAsk<A>,
    name: impl Fn(&A::Command) -> String,
    command_of: fn(A::Id, A::Command) -> Command,
    event_of: fn(A::Id, A::Event) -> Event,
) -> Vec<Line>
where
    A: AuthorizedAggregate<State = A, Id: Clone, Command: Clone, Event: Clone> + Default,
{
    let mut lines = Vec::new();
    for (says, command) in &asked.commands {
        let label = [name(command).as_str(), *says].join(" ").trim_end().to_owned();
        let mut of_command: Vec<Line> = Vec::new();
        for (situation, history) in &asked.situations {
            let whole = command_of(asked.id.clone(), command.clone());
            let stored = recorded(history.iter().map(|event| event_of(asked.id.clone(), event.clone())));
            let state: A = fold::<A>(history.iter().enumerate().map(|(n, event)| (event, occurrence(n, noon(TODAY)))));
            let relations = A::who_may(&asked.id, &state, command);
            let may = standings().map(|(who, principal)| {
                let decided = decide(whole.clone(), &stored, &principal, &moment(noon(TODAY)));
                let may = !matches!(decided, Err(Rejection::NotPermitted(_)));
                let expected = relations.iter().any(|relation| held_by(relation).contains(&who));
                assert_eq!(may, expected, "{label} by {who}, {situation}: the relations are {relations:?}");
                may
            });
            stand_in_decides_like_the_chair(&whole, &stored, &relations);
            of_command.push(Line { command: label.clone(), situation, may: may.to_vec() });
        }
        if of_command.iter().all(|line| line.may == of_command[0].may) {
            of_command.truncate(1);
            of_command[0].situation = "always";
        }
        lines.extend(of_command);
    }
    lines
}

/// Whoever stands in for a chair may what the chair may, and is recorded as who they are and for whom they acted.
fn stand_in_decides_like_the_chair(command: &Command, history: &[RecordedEvent], relations: &[Relation]) {
    let decided = |principal: &Principal| decide_as(command.clone(), history, principal, &moment(noon(TODAY)));
    let chair = standings().into_iter().find(|(who, _)| *who == "chair").unwrap().1;
    match (decided(&chair), decided(&stand_in())) {
        (Ok(of_chair), Ok(of_stand_in)) => {
            assert_eq!(of_chair.events, of_stand_in.events);
            assert_eq!(of_chair.by.to_string(), "fatos@kp");
            assert_eq!(of_stand_in.by.to_string(), "vesa@kp for fatos", "{command:?}: {relations:?}");
        }
        (of_chair, of_stand_in) => assert_eq!(of_chair.map(|_| ()), of_stand_in.map(|_| ()), "{command:?}"),
    }
}

fn written(lines: &[Line]) -> String {
    let longest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
    let command = longest(&mut lines.iter().map(|line| line.command.len()));
    let situation = longest(&mut lines.iter().map(|line| line.situation.len()));
    let mut table = format!("{:command$}  {:situation$}", "", "");
    for (who, _) in standings() {
        write!(table, "  {who}").unwrap();
    }
    for line in lines {
        write!(table, "\n{:command$}  {:situation$}", line.command, line.situation).unwrap();
        for ((who, _), may) in standings().iter().zip(&line.may) {
            write!(table, "  {:>1$}", if *may { "yes" } else { "-" }, who.len()).unwrap();
        }
    }
    table + "\n"
}

/// Compares line by line, so that what differs can be seen.
fn is_as_written(file: &str, expected: &str, found: &str) {
    let only_in = |one: &str, other: &str, sign| -> Vec<String> {
        let other: BTreeSet<&str> = other.lines().collect();
        one.lines().filter(|line| !other.contains(line)).map(|line| format!("{sign}{line}")).collect()
    };
    let differences = [only_in(expected, found, '-'), only_in(found, expected, '+')].concat();
    let file = format!("events/tests/authority/{file}");
    assert!(differences.is_empty(), "not the rights in {file}; if they are meant:\n{}", differences.join("\n"));
    assert_eq!(expected, found, "the lines of {file} are in another order");
}

#[test]
fn the_table_of_who_may_is_as_written() {
    is_as_written("who_may.txt", include_str!("authority/who_may.txt"), &written(&every_command::lines()));
}

#[test]
fn the_table_of_who_may_has_every_command() {
    let name = |line: Line| line.command.split_whitespace().next().unwrap().to_owned();
    let asked: BTreeSet<String> = every_command::lines().into_iter().map(name).collect();
    let missing: Vec<String> = Command::names().into_iter().filter(|name| !asked.contains(name)).collect();
    assert!(missing.is_empty(), "add to events/tests/authority/every_command.rs: {missing:#?}");
}

#[test]
fn the_table_of_who_sees_is_as_written() {
    let named = |view: &View| match view {
        View::TaskList(_) => "task list",
        View::Board(_) => "board",
        View::Task { board: None, .. } => "task (of the Authority)",
        View::Task { .. } => "task (on a board)",
        View::EveryCase => "every case",
        View::DataRequests => "data requests",
        View::Training => "training",
        View::BriefingOfInstitution(_) => "briefing (institution)",
        View::BriefingOfSubgroup(_) => "briefing (subgroup)",
        View::BriefingOfCaseCoordinator(_) => "briefing (cases)",
        View::Operations => "operations",
        View::Timeline => "timeline",
        View::Case(parties) if parties.coordinator.is_some() => "case (coordinated)",
        View::Case(_) => "case",
        View::Submission(_) => "submission",
        View::Directory => "directory",
        View::Staff(_) => "staff",
        View::Strategy => "strategy",
        View::Overview => "overview",
        View::Indicators(_) => "indicators",
        View::Meeting { convened: MeetingBody::Subgroup(_), .. } => "meeting (of a subgroup)",
        View::Meeting { convened: MeetingBody::Authority | MeetingBody::Invited, .. } => "meeting",
        View::Accounts => "accounts",
        View::Account(_) => "account",
        View::Webhooks(_) => "webhooks",
        View::AuditTrail => "audit trail",
        View::Erasures => "erasures",
    };
    let institutions = BTreeSet::from([id("ms"), id("qps")]);
    let views = [
        View::TaskList(id("ms")),
        View::Board(id("referral")),
        View::Task { owner: id("ms"), board: None },
        View::Task { owner: id("ms"), board: Some(id("referral")) },
        View::EveryCase,
        View::DataRequests,
        View::Training,
        View::BriefingOfInstitution(id("ms")),
        View::BriefingOfSubgroup(id("referral")),
        View::BriefingOfCaseCoordinator(id("arta")),
        View::Operations,
        View::Case(CaseParties { institutions: institutions.clone(), coordinator: None }),
        View::Case(CaseParties { institutions: institutions.clone(), coordinator: Some(id("arta")) }),
        View::Submission(id("ms")),
        View::Staff(id("ms")),
        View::Timeline,
        View::Directory,
        View::Strategy,
        View::Overview,
        View::Indicators(id("ms")),
        View::Meeting { convened: MeetingBody::Authority, invited: institutions.clone() },
        View::Meeting { convened: MeetingBody::Subgroup(id("referral")), invited: institutions },
        View::Accounts,
        View::Account(id("arta")),
        View::Webhooks(id("arta")),
        View::AuditTrail,
        View::Erasures,
    ];
    let lines: Vec<Line> = views
        .iter()
        .map(|view| Line {
            command: named(view).to_owned(),
            situation: "",
            may: standings().iter().map(|(_, principal)| permit_view(principal, view).is_ok()).collect(),
        })
        .collect();
    for view in &views {
        let chair = standings().into_iter().find(|(who, _)| *who == "chair").unwrap().1;
        assert_eq!(permit_view(&stand_in(), view), permit_view(&chair, view), "{view:?}");
    }
    is_as_written("who_sees.txt", include_str!("authority/who_sees.txt"), &written(&lines));
}

#[test]
fn who_gives_tasks_and_links_groups_follows_from_the_same_relations() {
    let giving = |board: Option<&str>| {
        let board = board.map(id);
        let givers = standings().into_iter().filter(|(_, who)| may_assign(who, board.as_ref())).map(|(name, _)| name);
        givers.collect::<Vec<_>>()
    };
    assert_eq!(giving(None), ["page", "staff", "coordinator", "service"]);
    assert_eq!(giving(Some("referral")), ["page", "staff", "chair", "service"]);
    let anywhere = standings().into_iter().filter(|(_, who)| gives_tasks(who)).map(|(name, _)| name);
    assert_eq!(anywhere.collect::<Vec<_>>(), ["page", "staff", "coordinator", "chair", "other", "service"]);
    let linking = standings().into_iter().filter(|(_, who)| links_groups(who, &id("referral"))).map(|(name, _)| name);
    assert_eq!(linking.collect::<Vec<_>>(), ["page", "staff", "chair"]);
    assert!(may_assign(&stand_in(), Some(&id("referral"))) && !may_assign(&stand_in(), None));
    assert!(gives_tasks(&stand_in()) && !links_groups(&stand_in(), &id("referral")));
}

#[test]
fn an_event_names_whoever_stood_there() {
    let found = standings().map(|(_, principal)| principal.actor().to_string());
    let expected = [
        "secretariat",
        "dren@sekretariati",
        "hana@koordinatori",
        "erza@ms",
        "arta@kp",
        "fatos@kp",
        "gent@kp",
        "ilir@kp",
        "jeta@kp",
        "service:reminders",
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_a_stand_in_may_do_anyway_is_not_done_for_the_chair() {
    let owns = [Relation::Secretariat, Relation::Represents(id("kp")), Relation::Chairs(id("referral"))];
    assert_eq!(stand_in().acting_by(&owns).to_string(), "vesa@kp");
    let other = [Relation::Secretariat, Relation::Chairs(id("data"))];
    assert_eq!(stand_in().acting_by(&other).to_string(), "vesa@kp");
    assert!(permit(&stand_in(), &other).is_err(), "the chair of another subgroup is not away");
}

#[test]
fn the_same_person_is_the_same_for_whomever_they_act() {
    let (itself, for_chair) = (stand_in().actor().clone(), stand_in().acting_by(&[Relation::Chairs(id("referral"))]));
    assert_ne!(itself, for_chair);
    assert!(itself.is_same_as(&for_chair) && for_chair.is_same_as(&itself));
    for (who, other) in standings() {
        assert!(!for_chair.is_same_as(other.actor()) && !other.actor().is_same_as(&for_chair), "{who}");
    }
}

#[test]
fn a_chair_of_two_subgroups_has_both_boards_and_no_third() {
    let both = Principal::official(id("fatos"), id("kp"), [id("referral"), id("data")].into(), Mandate::Institution);
    let sees = |subgroup| permit_view(&both, &View::Board(id(subgroup))).is_ok();
    assert_eq!(["referral", "data", "protection"].map(sees), [true, true, false]);
}

fn assigned_to(owner: &str) -> ActionItemEvent {
    let (title, due) = (in_albanian("Raporti"), date(TODAY + 5));
    ActionItemEvent::Assigned { title, owner: id(owner), subgroup: None, due, raised_by: None }
}

/// What a program may do with a token of somebody who may everything.
#[test]
fn a_token_gives_no_more_than_its_scope() {
    let complete = |principal: &Principal| {
        let assigned = Event::ActionItem(id("raporti"), assigned_to("ms"));
        decide_as(
            Command::ActionItem(id("raporti"), ActionItemCommand::Complete),
            &recorded([assigned]),
            principal,
            &moment(noon(TODAY)),
        )
    };
    let through = |principal: Principal, commands: &[&str], institution: Option<&str>| {
        let commands = commands.iter().map(|&name| name.to_owned()).collect();
        principal.through_token(id("token-1"), TokenScope { commands, institution: institution.map(id) })
    };
    let dren = || standings().into_iter().find(|(who, _)| *who == "staff").unwrap().1;
    let done = complete(&through(dren(), &["action-item.complete"], None)).unwrap();
    assert_eq!(done.by.to_string(), "dren@sekretariati through token-1");
    let refused = |decided: Result<_, Rejection>| matches!(decided, Err(Rejection::NotPermitted(_)));
    assert!(refused(complete(&through(dren(), &[], None)).map(|_| ())), "a token that only reads");
    assert!(refused(complete(&through(dren(), &["action-item.accept"], None)).map(|_| ())), "another command");
    assert!(complete(&through(dren(), &["action-item.complete"], Some("ms"))).is_ok(), "its institution");
    assert!(
        refused(complete(&through(dren(), &["action-item.complete"], Some("kp"))).map(|_| ())),
        "another institution"
    );
    assert!(refused(complete(&through(official("arta", "kp"), &["action-item.complete"], Some("ms"))).map(|_| ())));
    let sees = |principal: &Principal, view| permit_view(principal, &view).is_ok();
    let of_ms = through(dren(), &[], Some("ms"));
    assert!(sees(&of_ms, View::TaskList(id("ms"))) && !sees(&of_ms, View::TaskList(id("kp"))));
    assert!(!sees(&of_ms, View::Timeline) && !sees(&of_ms, View::Directory));
    // What is one's own is of one's own institution: a token for another tells and does nothing of it.
    let coordinated = || View::Case(CaseParties { institutions: BTreeSet::new(), coordinator: Some(id("dren")) });
    let own = through(dren(), &["webhook.pause"], Some("sekretariati"));
    for view in [coordinated(), View::Webhooks(id("dren")), View::BriefingOfCaseCoordinator(id("dren"))] {
        assert!(sees(&own, view.clone()) && !sees(&of_ms, view.clone()), "{view:?}");
    }
    assert!(sees(&of_ms, View::Staff(id("ms"))) && !sees(&of_ms, View::Staff(id("sekretariati"))));
    let arta = through(official("arta", "kp"), &["account.make-token"], None);
    assert!(!sees(&arta, View::Account(id("arta"))), "a token tells nothing of other tokens");
}

#[test]
fn whoever_asked_for_an_erasure_does_not_confirm_it() {
    let texts = || ErasureSubject::Texts { position: Position(1), event: event_id(0) };
    let erasure = texts().erasure().unwrap();
    let asked = Event::Erasure(erasure.clone(), ErasureEvent::Asked { subject: texts(), reason: text("It says who") });
    let secretariat =
        |person: &str| Principal::official(id(person), id("sekretariati"), BTreeSet::new(), Mandate::Secretariat);
    let mut history = recorded([asked]);
    history[0].metadata.actor = secretariat("dren").actor().clone();
    let confirm = |principal: &Principal| {
        decide(Command::Erasure(erasure.clone(), ErasureCommand::Confirm), &history, principal, &moment(noon(TODAY)))
    };
    assert!(matches!(confirm(&secretariat("dren")), Err(Rejection::NotPermitted(_))), "one person is not two");
    let scope = TokenScope { commands: ["erasure.confirm".to_owned()].into(), institution: None };
    let program = secretariat("mira").through_token(id("token-1"), scope);
    assert!(matches!(confirm(&program), Err(Rejection::NotPermitted(_))), "a program is nobody");
    assert_eq!(confirm(&secretariat("mira")).unwrap().len(), 1);
}
