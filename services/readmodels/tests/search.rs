//! What is found by words, in which order, and by whom.

use std::collections::BTreeSet;

use events::Command;
use events::account::{Role, TokenScope};
use events::action_item::ActionItemCommand as C;
use events::authority::{Principal, permit_view};
use events::indicator::{IndicatorDefinition, Source};
use events::institution::InstitutionKind;
use events::language::{Language, LocalText};
use events::mandate::Mandate;
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime};
use events::non_empty::NonEmpty;
use events::strategy::ObjectiveCommand;
use events::training::{Audience, ModuleCommand, ModulePlan};
use readmodels::queries::{FoundThing, Search};
use readmodels::search::{MatchQuality, SearchKind, SearchTerms};
use readmodels::{Ask, ReadModels};

use crate::cases::open_case;
use crate::support::any::item;
use crate::support::{TestReadModels, date, title};

fn official(institution: &str, chairs: &[&str], mandate: Mandate) -> Principal {
    let chairs = chairs.iter().map(|board| board.parse().unwrap()).collect();
    Principal::official(format!("p-{institution}").parse().unwrap(), institution.parse().unwrap(), chairs, mandate)
}

fn assign(n: u8, words: LocalText, owner: &str, board: Option<&str>) -> Command {
    let (owner, subgroup) = (owner.parse().unwrap(), board.map(|board| board.parse().unwrap()));
    item(n, C::Assign { title: words, owner, subgroup, due: date(20), raised_by: None })
}

async fn ask(read_models: &ReadModels, who: &Principal, kind: SearchKind, typed: &str) -> Vec<FoundThing> {
    let search = Search::of(who, kind, SearchTerms::read(typed).unwrap(), 20);
    let found = read_models.ask(search.clone()).await.unwrap();
    if found.is_empty() { read_models.ask(search.forgiving()).await.unwrap() } else { found }
}

async fn items(read_models: &ReadModels, who: &Principal, typed: &str) -> Vec<String> {
    let found = ask(read_models, who, SearchKind::ActionItem, typed).await;
    found.into_iter().map(|found| found.stream.key().to_owned()).collect()
}

#[tokio::test]
async fn whole_words_of_the_title_come_first_and_of_these_the_newest() {
    let harness = TestReadModels::new();
    let said = [
        "Count the beds",
        "Bedside lamps",
        "Beds in every shelter",
        "Patrol the border",
        "Përgatit raportin për strehimin e viktimave",
        "Izveštaj o žrtvama: Đorđević",
    ];
    let commands = said.iter().zip(0..).map(|(words, n)| assign(n, title(words), "ms", None));
    harness.log.do_all(1, commands.collect::<Vec<_>>());
    let read_models = harness.read_models().await;
    let find = async |typed: &str| items(&read_models, &Principal::secretariat(), typed).await;
    assert_eq!(find("beds").await, ["item-2", "item-0", "item-1"], "a beginning is less than a word");
    assert_eq!(find("bed").await, ["item-2", "item-1", "item-0"]);
    assert_eq!(find("shelter beds").await, ["item-2"]);
    assert_eq!(find("strehimi pergatit").await, ["item-4"]);
    assert_eq!(find("извештај ђорђевић").await, ["item-5"]);
    assert_eq!(find("djordjevic").await, ["item-5"]);
    assert_eq!(find("dordevic").await, ["item-5"]);
    assert_eq!(find("patorl").await, ["item-3"], "two letters the wrong way round");
    assert_eq!(find("bordr").await, ["item-3"], "a letter too few");
    assert_eq!(find("the \" OR beds* NOT").await, [""; 0], "what is typed is words and nothing else");
    assert_eq!(find("harbour").await, [""; 0]);
}

#[tokio::test]
async fn an_item_is_found_by_whoever_may_see_it_as_it_stands() {
    let harness = TestReadModels::new();
    harness.log.do_all(
        1,
        [
            assign(0, title("Count the beds"), "ms", Some("te-dhena")),
            assign(1, title("Count the beds"), "mpms", Some("strehimi")),
            assign(2, title("Count the beds"), "mpms", None),
        ],
    );
    let read_models = harness.read_models().await;
    let (ms, mpms) = (official("ms", &[], Mandate::Institution), official("mpms", &[], Mandate::Institution));
    let chair = official("md", &["strehimi"], Mandate::Institution);
    let auditor = official("md", &[], Mandate::Institution).with_roles(BTreeSet::from([Role::Auditor]));
    let coordinator = official("zkk", &[], Mandate::Coordinator);
    assert_eq!(items(&read_models, &ms, "beds").await, ["item-0"]);
    assert_eq!(items(&read_models, &mpms, "beds").await, ["item-2", "item-1"]);
    assert_eq!(items(&read_models, &chair, "beds").await, ["item-1"]);
    assert_eq!(items(&read_models, &auditor, "beds").await, ["item-2", "item-1", "item-0"]);
    assert_eq!(items(&read_models, &coordinator, "beds").await, ["item-2", "item-1", "item-0"]);
    assert_eq!(items(&read_models, &Principal::service("reminders".parse().unwrap()), "beds").await, [""; 0]);
    for slip in ["bedss", "counr"] {
        assert_eq!(items(&read_models, &ms, slip).await, ["item-0"], "{slip}");
    }
    harness.log.do_all(2, [item(1, C::Reassign { owner: "ms".parse().unwrap(), reason: None })]);
    read_models.catch_up(&harness.feed()).await.unwrap();
    assert_eq!(items(&read_models, &ms, "beds").await, ["item-1", "item-0"]);
    assert_eq!(items(&read_models, &mpms, "beds").await, ["item-2"]);
}

/// What a token may be used for that is for one institution.
fn narrow(institution: &str) -> TokenScope {
    TokenScope { commands: BTreeSet::new(), institution: Some(institution.parse().unwrap()) }
}

/// A thing of each kind; “Violet” is in each of them.
fn of_every_kind() -> TestReadModels {
    let harness = TestReadModels::new();
    for owner in ["ms", "mpms", "md"] {
        harness.register(owner, InstitutionKind::Ministry);
    }
    let of = |owner: &str| NonEmpty::one(owner.parse().unwrap());
    let meeting = |command| Command::Meeting("m0".parse().unwrap(), command);
    let schedule = MeetingCommand::Schedule {
        title: title("Violet meeting"),
        at: MeetingTime { date: date(1), time: None, minutes: None },
        place: None,
        convened: MeetingBody::Subgroup("te-dhena".parse().unwrap()),
        invited: of("ms"),
        recurrence: None,
    };
    let objective = |command| Command::Objective("o0".parse().unwrap(), command);
    let definition = IndicatorDefinition {
        title: title("Violet indicator"),
        unit: None,
        due: None,
        source: Some(Source::Reported(of("mpms"))),
        disaggregation: None,
    };
    let plan = ModulePlan {
        title: title("Violet module"),
        audience: Audience::AuthorityMembers,
        form: "one-day training".parse().unwrap(),
        from: date(1),
        until: date(7),
        days_min: None,
        days_max: None,
    };
    harness.log.do_all(
        1,
        [
            assign(0, title("Violet item"), "ms", Some("te-dhena")),
            meeting(schedule),
            meeting(MeetingCommand::AddAgendaItem { item: "Of violet agendas".parse().unwrap() }),
            meeting(MeetingCommand::Hold { attended: of("ms") }),
            meeting(MeetingCommand::TakeDecision { decision: "A violet decision".parse().unwrap(), raises: vec![] }),
            meeting(MeetingCommand::RecordMinutes { minutes: "Violet minutes, first version".parse().unwrap() }),
            meeting(MeetingCommand::RecordMinutes { minutes: "Violet minutes, second version".parse().unwrap() }),
            objective(ObjectiveCommand::Set { statement: title("Violet objective"), owners: of("ms"), key_issue: 1 }),
            objective(ObjectiveCommand::DefineIndicator { indicator: "i0".parse().unwrap(), definition }),
            Command::Module("t0".parse().unwrap(), ModuleCommand::Plan(plan)),
        ],
    );
    harness
}

#[tokio::test]
async fn what_is_found_is_what_the_authority_shows_of_every_kind_to_everybody() {
    let read_models = of_every_kind().read_models().await;
    let mut all = vec![];
    for kind in SearchKind::ALL {
        all.extend(ask(&read_models, &Principal::secretariat(), kind, "violet").await);
    }
    let kinds: BTreeSet<_> = all.iter().map(|found| found.kind).collect();
    assert_eq!(kinds.len(), SearchKind::ALL.len() - 1, "all but a data request: {kinds:?}");
    let role = |role| official("md", &[], Mandate::Institution).with_roles(BTreeSet::from([role]));
    let (mut shown, mut hidden) = (0, 0);
    for who in [
        official("ms", &[], Mandate::Institution),
        official("mpms", &[], Mandate::Institution),
        official("md", &[], Mandate::Institution),
        official("md", &["te-dhena"], Mandate::Institution),
        official("zkk", &[], Mandate::Coordinator),
        official("sekretariati", &[], Mandate::Secretariat),
        official("sekretariati", &[], Mandate::Secretariat).through_token("t-1".parse().unwrap(), narrow("ms")),
        official("mpms", &["te-dhena"], Mandate::Institution).through_token("t-1".parse().unwrap(), narrow("mpms")),
        official("mpms", &[], Mandate::Institution).through_token("t-1".parse().unwrap(), narrow("ms")),
        role(Role::Auditor),
        role(Role::Administrator),
        Principal::service("import".parse().unwrap()),
    ] {
        for kind in SearchKind::ALL {
            let found = ask(&read_models, &who, kind, "violet").await;
            let may = all.iter().filter(|one| one.kind == kind).filter(|one| {
                let seen = one.access.views().iter().any(|view| permit_view(&who, view).is_ok());
                *(if seen { &mut shown } else { &mut hidden }) += 1;
                seen
            });
            let may: Vec<_> = may.cloned().collect();
            assert_eq!(found, may, "{who:?} {kind:?}");
        }
    }
    assert!(shown > 10 && hidden > 10, "{shown} {hidden}");
}

#[tokio::test]
async fn a_meeting_is_found_by_its_agenda_and_the_last_version_of_its_minutes_with_a_piece_of_them() {
    let read_models = of_every_kind().read_models().await;
    let find = async |kind, typed: &str| ask(&read_models, &Principal::secretariat(), kind, typed).await;
    let minutes = find(SearchKind::Meeting, "second version").await;
    assert_eq!(minutes[0].excerpt.as_deref(), Some("Violet minutes, second version"));
    assert_eq!(minutes[0].quality, MatchQuality::Whole);
    assert!(find(SearchKind::Meeting, "first version").await.is_empty(), "it is not what the minutes say any more");
    assert_eq!(find(SearchKind::Meeting, "agendas").await[0].excerpt.as_deref(), Some("Of violet agendas"));
    assert_eq!(find(SearchKind::Meeting, "violet meeting").await[0].excerpt, None);
    let decision = find(SearchKind::Decision, "decision").await;
    assert_eq!(decision[0].excerpt.as_deref(), Some("A violet decision"));
    assert_eq!(decision[0].title, title("Violet meeting"));
    assert!(find(SearchKind::Decision, "meeting").await.is_empty(), "a decision is found by what was decided");
}

#[tokio::test]
async fn nothing_of_a_case_and_no_name_is_in_the_index() {
    let harness = of_every_kind();
    let appointee = harness.keys.appointee("arta", "Zymryta Krasniqi", Language::Sq);
    let appoint = events::institution::InstitutionCommand::AppointFocalPoint(appointee);
    harness.log.do_all(1, [Command::Institution("ms".parse().unwrap(), appoint)]);
    harness.log.do_all(1, [open_case("2026-014")]);
    let read_models = harness.read_models().await;
    let kept = read_models
        .read(|connection| {
            let mut kept = vec![];
            for table in ["search_words", "search_documents"] {
                let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
                let columns = statement.column_count();
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    for column in 0..columns {
                        kept.push(format!("{:?}", row.get_ref(column)?));
                    }
                }
            }
            Ok(kept.join("\n"))
        })
        .await
        .unwrap();
    assert!(!kept.is_empty());
    for hidden in ["zymryta", "krasniqi", "2026-014", "014"] {
        assert!(!kept.to_lowercase().contains(hidden), "{hidden}");
    }
}
