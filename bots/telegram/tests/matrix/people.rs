//! Whoever stands in the matrix of the chat, and what there is for them to see and to do.

use coordination::{CommandPort, CommandRequest};
use events::Command;
use events::account::{AccountCommand, Role};
use events::action_item::ActionItemCommand;
use events::authority::Principal;
use events::case::{CaseCommand, CaseCoordinator, CaseStage};
use events::disaggregation::Dimension;
use events::figure::Unit;
use events::ids::{CommandId, CorrelationId};
use events::indicator::Disaggregation;
use events::institution::{InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::subgroup::{Chair, SubgroupCommand};
use std::time::Duration;

use crate::support::{ARTA, TestBot};
use crate::{data_requests, indicators, referrals, training};

/// Somebody before the bot.
#[derive(Debug, Clone)]
pub(super) struct Visitor {
    pub(super) name: &'static str,
    pub(super) contact: i64,
    /// Whether the chat is that of somebody in post.
    pub(super) is_linked: bool,
    /// How many messages of the bot they had while they were somebody else here.
    pub(super) seen_before: usize,
}

/// Whether somebody is nobody here, so that nothing they do changes anything.
pub(super) fn is_nobody(name: &str) -> bool {
    ["stranger", "other-tenant", "former", "former-deputy", "anonymous"].contains(&name)
}

/// Words that stand in chats, each with those to whom they may be shown.
pub(super) fn markers() -> Vec<(&'static str, Vec<&'static str>)> {
    let whole = ["secretariat", "coordinator"];
    let may = |others: &[&'static str]| whole.iter().chain(others).copied().collect::<Vec<_>>();
    vec![
        ("Count the beds", may(&["chair", "deputy-after"])),
        ("Draft the form", may(&["chair", "deputy-after", "successor"])),
        ("Sign the form", may(&["chair", "deputy-after", "successor", "other-chair"])),
        ("Patrol the border", may(&["other-chair"])),
        ("2017-014", may(&["chair", "deputy-after", "case-coordinator"])),
        ("A medical examination", may(&["chair", "deputy-after", "case-coordinator"])),
        ("July meeting", may(&["chair", "deputy-after", "successor"])),
        ("Average stay", may(&["chair", "deputy-after"])),
    ]
}

fn assign(title: &str, owner: &str, subgroup: Option<&str>) -> ActionItemCommand {
    ActionItemCommand::Assign {
        title: LocalText::only(Language::En, title.parse().unwrap()),
        owner: owner.parse().unwrap(),
        subgroup: subgroup.map(|subgroup| subgroup.parse().unwrap()),
        due: "2017-07-20".parse().unwrap(),
        raised_by: None,
    }
}

async fn item(harness: &TestBot, id: &str, commands: Vec<ActionItemCommand>) {
    for command in commands {
        harness.give(Command::ActionItem(id.parse().unwrap(), command)).await;
    }
}

/// Gives a command as a part of focalpoint does.
async fn give_as_service(harness: &TestBot, command: Command) {
    let id = CommandId::named(&format!("test/{command:?}"));
    let principal = Principal::service("gateway".parse().unwrap());
    let request =
        CommandRequest { id, correlation: CorrelationId(id.0), principal, occurred_at: None, made_from: None, command };
    harness.commands.execute(request).await.unwrap();
}

async fn tasks(harness: &TestBot) {
    for id in ["t-report", "t-answer", "t-which", "t-more-days", "t-open", "t-talk", "t-snooze", "q-block", "q-until"] {
        item(harness, id, vec![assign(&format!("Count the beds {id}"), "ms", None)]).await;
    }
    item(harness, "patrol", vec![assign("Patrol the border", "md", Some("other"))]).await;
    let form = |id: &str| assign(&format!("Draft the form {id}"), "mpms", Some("shelter"));
    let disputed = || ActionItemCommand::Disclaim { suggested: Some("md".parse().unwrap()), reason: None };
    let asks = || ActionItemCommand::RequestExtension { until: "2017-07-28".parse().unwrap(), reason: None };
    item(harness, "b-nudge", vec![form("b-nudge")]).await;
    for id in ["b-dispute", "b-return", "b-call-off", "q-return", "q-call-off"] {
        item(harness, id, vec![form(id), disputed()]).await;
    }
    // It is given to the other chair's institution, whose it is from then on.
    item(harness, "b-give", vec![assign("Sign the form b-give", "mpms", Some("shelter")), disputed()]).await;
    for id in ["b-verify", "b-reopen", "q-reopen", "a-verify"] {
        item(harness, id, vec![form(id), ActionItemCommand::Complete]).await;
    }
    for id in ["b-grant", "b-refuse", "a-grant"] {
        item(harness, id, vec![form(id), asks()]).await;
    }
}

async fn meeting(harness: &TestBot, id: &str, title: &str, date: &str) {
    let title = LocalText::from_versions(Language::ALL.map(|language| (language, title))).unwrap();
    let invited = vec!["ms".parse().unwrap(), "mpms".parse().unwrap()].try_into().unwrap();
    let convened = MeetingBody::Subgroup("shelter".parse().unwrap());
    let at = MeetingTime { date: date.parse().unwrap(), time: None, minutes: None };
    let schedule = MeetingCommand::Schedule { title, at, place: None, convened, invited, recurrence: None };
    harness.give(Command::Meeting(id.parse().unwrap(), schedule)).await;
}

/// The hub with somebody in every role and relation. Whoever may least comes first, so that what they are refused is still there.
pub(super) async fn hub() -> (TestBot, Vec<Visitor>) {
    hub_with(async |_| {}).await
}

/// The same with more, which the bot may still say something of.
pub(super) async fn hub_with(more: impl AsyncFnOnce(&TestBot)) -> (TestBot, Vec<Visitor>) {
    let harness = TestBot::start().await;
    harness.form_subgroup().await;
    harness.begin().await;
    harness
        .register_as(InstitutionKind::Secretariat, "sekretariati", ["Sekretariati", "Sekretarijat", "Secretariat"])
        .await;
    harness
        .register_as(InstitutionKind::Coordinator, "koordinatori", ["Koordinatori", "Koordinator", "Coordinator"])
        .await;
    harness.register("qps", ["Qendra", "Centar", "Centre"]).await;
    harness.hire("policia-dhtqnj", "petrit", false, 101).await;
    harness
        .subgroup_chaired_by(("petrit", "policia-dhtqnj"), "former", ["Ish", "Bivša", "Former"], &["policia-dhtqnj"])
        .await;
    harness.hire("md", "ola", false, 102).await;
    harness.subgroup_chaired_by(("ola", "md"), "other", ["Tjetër", "Druga", "Other"], &["md"]).await;
    harness.hire("mpms", "besa", false, 103).await;
    harness.hire("ms", "dea", true, 104).await;
    harness.hire("qps", "luan", false, 105).await;
    harness.hire("sekretariati", "teuta", false, 106).await;
    harness.hire("koordinatori", "hana", false, 107).await;
    harness.hire("policia-dmd", "auditor", false, 108).await;
    harness.hire("policia-dmd", "administrator", true, 109).await;
    for (person, role) in [("auditor", Role::Auditor), ("administrator", Role::Administrator)] {
        let grant = AccountCommand::GrantRole { role, institution: Some("policia-dmd".parse().unwrap()) };
        give_as_service(&harness, Command::Account(person.parse().unwrap(), grant)).await;
    }
    harness.another_phone(110, "Stranger", None).await;
    harness.another_phone(111, "Tenant", Some("of-another-tenant")).await;
    // Petrit was the chair of the subgroup that is Arta's, and is no chair any more of any.
    let chair = Chair { person: "ola".parse().unwrap(), institution: "md".parse().unwrap() };
    let of_former = |command| Command::Subgroup("former".parse().unwrap(), command);
    harness.give(of_former(SubgroupCommand::AdmitInstitution { institution: "md".parse().unwrap() })).await;
    harness.give(of_former(SubgroupCommand::AppointChair(chair))).await;

    tasks(&harness).await;
    meeting(&harness, "m0", "July meeting of before", "2017-07-03").await;
    let held = MeetingCommand::Hold { attended: NonEmpty::one("ms".parse().unwrap()) };
    harness.give(Command::Meeting("m0".parse().unwrap(), held)).await;
    meeting(&harness, "m1", "July meeting", "2017-07-20").await;
    referrals::open(&harness).await;
    for case in ["2017-014-b", "2017-014-c"] {
        referrals::open_case(&harness, case).await;
    }
    for case in ["2017-014", "2017-014-b", "2017-014-c"] {
        let refer = referrals::refer("r1", "ms", CaseStage::Assistance);
        referrals::give_to(&harness, case, refer).await;
    }
    let coordinator = CaseCoordinator { person: "luan".parse().unwrap(), institution: "qps".parse().unwrap() };
    referrals::give(&harness, CaseCommand::AppointCoordinator(coordinator)).await;
    harness.give(data_requests::request("victims-2017", "2017-01-01", "2017-06-30")).await;
    indicators::objective(&harness).await;
    let by_sex = Disaggregation::By(NonEmpty::one(Dimension::Sex));
    indicators::indicator(&harness, "Beds", Unit::Persons, by_sex, "ms").await;
    training::with_session(&harness).await;

    // Besa hands her office over, and is nobody here any more.
    let successor = harness.somebody("blerta", "blerta");
    harness
        .give(Command::Institution("mpms".parse().unwrap(), InstitutionCommand::HandOverFocalPoint { successor }))
        .await;
    harness.hears("A medical examination").await;
    more(&harness).await;
    // From here on the bot says nothing of its own accord: what it says is said to whoever asks.
    harness.lease.lose_in(Duration::ZERO);

    let mut visitors = vec![];
    for (name, contact) in [
        ("stranger", 110),
        ("other-tenant", 111),
        ("former", 103),
        ("auditor", 108),
        ("administrator", 109),
        ("former-chair", 101),
        ("other-chair", 102),
        ("case-coordinator", 105),
        ("deputy", 104),
        ("coordinator", 107),
        ("secretariat", 106),
        ("chair", ARTA),
    ] {
        let seen = harness.phone_of(contact).messages().await.len();
        let (is_linked, seen_before) = (!is_nobody(name), if name == "former" { seen } else { 0 });
        visitors.push(Visitor { name, contact, is_linked, seen_before });
    }
    (harness, visitors)
}

/// Arta is away today.
pub(super) async fn while_the_chair_is_away(harness: &TestBot) {
    let today = "2017-07-03".parse().unwrap();
    let absence = Period::new(today, today).unwrap();
    let away = InstitutionCommand::AnnounceAbsence { person: "arta".parse().unwrap(), absence };
    harness.give(Command::Institution("ms".parse().unwrap(), away)).await;
}

/// Arta is back.
pub(super) async fn when_the_chair_is_back(harness: &TestBot) {
    let back = InstitutionCommand::EndAbsence { person: "arta".parse().unwrap() };
    harness.give(Command::Institution("ms".parse().unwrap(), back)).await;
}
