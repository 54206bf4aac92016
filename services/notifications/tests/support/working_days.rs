//! July 2017 of an authority in which there is something to be told of everything: each rule of the policy comes up, to people
//! who chose the chat, e-mail, both, one message a week, or not to be told of a subject.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use events::account::{AccountCommand, Fingerprint, Role};
use events::action_item::ActionItemCommand as Item;
use events::authority::Principal;
use events::case::{CaseCommand as Case, CaseCoordinator, CaseManager, CaseManagerRole, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::data_request::{DataRequestCommand as Request, FieldComment};
use events::figure::Unit;
use events::form::{Answer, Answers, Field, FieldKind, Form};
use events::indicator::{Baseline, Disaggregation, IndicatorDefinition, Source};
use events::institution::{Appointee, InstitutionCommand as I, InstitutionKind};
use events::language::{Language, LocalText};
use events::mandate::Mandate;
use events::meeting::{InvitationAnswer, MeetingBody, MeetingCommand as Meeting, MeetingTime};
use events::non_empty::NonEmpty;
use events::notification::{ChannelKind, NotDelivered, NotificationCommand, NotificationEvent};
use events::period::Period;
use events::preferences::{Channels, DigestFrequency, Subject};
use events::strategy::ObjectiveCommand as Objective;
use events::subgroup::{Chair, SubgroupCommand};
use events::training::{Audience, CertificateCode, ModuleCommand as Module, ModulePlan, StaffMember};
use events::{Command, Event};
use notifications::topics::put_off;
use notifications::topics::silent_groups::silence_notice;
use notifications::topics::unreachable::blocked_notice;
use notifications::{DeliveryError, SilenceReason, SilentGroup};
use readmodels::Book;
use readmodels::delivery_ledger::DeliveryLedger;
use store::EventStore;

use super::{Harness, at, july};

/// The hours at which the driver looks on a day, before and after the work of the day is done at nine.
pub const BEFORE_WORK: [(u32, u32); 3] = [(7, 30), (8, 0), (9, 0)];
/// The rest of the day.
pub const AFTER_WORK: [(u32, u32); 4] = [(9, 20), (12, 0), (15, 0), (21, 0)];

fn words(text: &str) -> LocalText {
    LocalText::from_versions(Language::ALL.map(|language| (language, text))).unwrap()
}

fn official(person: &str, institution: &str) -> Principal {
    Principal::official(person.parse().unwrap(), institution.parse().unwrap(), [].into(), Mandate::Institution)
}

fn service() -> Principal {
    Principal::service("telegram".parse().unwrap())
}

/// The authority, told of everything by chat and by e-mail, on the morning of 3 July before anything was told.
pub async fn authority() -> Harness {
    let harness = Harness::of(notifications::topics::ALL.to_vec()).await.with_email();
    for (institution, kind, staff) in [
        ("coordinator", InstitutionKind::Coordinator, &["valon", "dea"][..]),
        ("isf", InstitutionKind::Shelter, &["mira", "luan"]),
        ("zmnv", InstitutionKind::Advocates, &["dritan", "vlora"]),
        ("mpms", InstitutionKind::Ministry, &["ilir"]),
    ] {
        let (names, role) = (words(institution), "role".parse().unwrap());
        harness.institution(institution, I::Register { names, kind, role, authority_member: true }).await;
        for (n, person) in staff.iter().enumerate().filter(|(_, person)| **person != "dea") {
            let chat = 100 + i64::try_from(person.len() * 10 + n).unwrap();
            harness.appoint(institution, person, Some(chat), n == 0).await;
        }
    }
    for (institution, person, channels) in [
        ("ms", "arta", Channels::Both),
        ("ms", "besa", Channels::Both),
        ("policia", "chair", Channels::Both),
        ("secretariat", "teuta", Channels::Both),
        ("zmnv", "dritan", Channels::Both),
        ("isf", "mira", Channels::Email),
    ] {
        let person = person.parse().unwrap();
        let address = harness.seal(&person, &format!("{person}@{institution}.example.org").parse().unwrap());
        harness.institution(institution, I::SetEmailAddress { person: person.clone(), address }).await;
        harness.institution(institution, I::ChooseChannels { person, channels }).await;
    }
    let (person, frequency) = ("ilir".parse().unwrap(), DigestFrequency::Weekly);
    harness.institution("mpms", I::ChooseDigestFrequency { person, frequency }).await;
    let (person, muted) = ("dritan".parse().unwrap(), [Subject::DataRequests].into());
    harness.institution("zmnv", I::ChooseSubjects { person, muted }).await;
    let institution = "ms".parse().unwrap();
    harness.give(subgroup(SubgroupCommand::AdmitInstitution { institution })).await.unwrap();
    // An institution where nobody is in post yet.
    let role = "role".parse().unwrap();
    let register = I::Register { names: words("mzhr"), kind: InstitutionKind::Ministry, role, authority_member: true };
    harness.institution("mzhr", register).await;
    assign(&harness, "unheard", "mzhr", july(20)).await;
    strategy(&harness).await;
    training(&harness).await;
    cases(&harness).await;
    for (task, owner, due) in
        [("soon", "ms", 12), ("done", "zmnv", 28), ("asks", "isf", 26), ("stuck", "mpms", 27), ("week", "mpms", 25)]
    {
        assign(&harness, task, owner, july(due)).await;
    }
    harness
}

fn subgroup(command: SubgroupCommand) -> Command {
    Command::Subgroup("te-dhena".parse().unwrap(), command)
}

async fn assign(harness: &Harness, id: &str, owner: &str, due: NaiveDate) {
    let (owner, subgroup) = (owner.parse().unwrap(), Some("te-dhena".parse().unwrap()));
    harness.item(id, Item::Assign { title: words(id), owner, subgroup, due, raised_by: None }).await.unwrap();
}

async fn strategy(harness: &Harness) {
    let objective = |command| Command::Objective("objective".parse().unwrap(), command);
    let owners = NonEmpty::one("ms".parse().unwrap());
    harness.give(objective(Objective::Set { statement: words("Count better"), owners, key_issue: 2 })).await.unwrap();
    for (id, reporter) in [("forms", "ms"), ("beds", "isf")] {
        let indicator = || id.parse().unwrap();
        let definition = IndicatorDefinition {
            title: words(id),
            unit: Some(Unit::Items),
            due: Some("2018-12-31".parse().unwrap()),
            source: Some(Source::Reported(NonEmpty::one(reporter.parse().unwrap()))),
            disaggregation: Some(Disaggregation::NotApplicable),
        };
        let baseline = Baseline { value: 1_u32.into(), on: "2017-03-31".parse().unwrap() };
        for command in [
            Objective::DefineIndicator { indicator: indicator(), definition },
            Objective::SetBaseline { indicator: indicator(), baseline },
            Objective::SetTarget { indicator: indicator(), value: 90_u32.into() },
        ] {
            harness.give(objective(command)).await.unwrap();
        }
    }
}

fn member(harness: &Harness, person: &str, institution: &str) -> StaffMember {
    let person = person.parse().unwrap();
    let name = harness.seal(&person, &person.as_str().parse().unwrap());
    StaffMember { person, institution: institution.parse().unwrap(), name }
}

async fn training(harness: &Harness) {
    let plan = ModulePlan {
        title: words("Data"),
        audience: Audience::Trainers,
        form: "workshop".parse().unwrap(),
        from: "2017-01-01".parse().unwrap(),
        until: "2018-12-31".parse().unwrap(),
        days_min: None,
        days_max: None,
    };
    let certify = |person: &str, institution: &str, n: u8| Module::CertifyTrainer {
        trainer: member(harness, person, institution),
        code: CertificateCode::from_bytes([n; 10]),
        until: None,
    };
    let (session, days) = ("s1".parse().unwrap(), Period::new(july(10), july(11)).unwrap());
    let trainers = NonEmpty::one("dritan".parse().unwrap());
    for (on, command) in [
        ("2017-01-02", Module::Plan(plan)),
        // Who has given nothing since.
        ("2017-01-02", certify("arta", "ms", 1)),
        ("2017-06-01", certify("dritan", "zmnv", 2)),
        ("2017-06-30", Module::ScheduleSession { session, days, place: None, trainers }),
        (
            "2017-06-30",
            Module::EnrolParticipant { session: "s1".parse().unwrap(), participant: member(harness, "erza", "ms") },
        ),
    ] {
        let on = Some(at(on.parse().unwrap(), 11, 0));
        harness.give_by(Principal::secretariat(), on, Command::Module("m1".parse().unwrap(), command)).await;
    }
}

fn case(command: Case) -> Command {
    Command::Case("2017-014".parse().unwrap(), command)
}

async fn refer(harness: &Harness, referral: &str, receiver: &str) {
    let (referral, receiver) = (referral.parse().unwrap(), receiver.parse().unwrap());
    let answer_by = at(july(11), 16, 0);
    let stage = CaseStage::Assistance;
    harness.give(case(Case::MakeReferral { referral, receiver, stage, answer_by, request: None })).await.unwrap();
}

async fn cases(harness: &Harness) {
    let forms = NonEmpty::one(ExploitationForm::ForcedLabour);
    let (sex, nationality) = (Sex::Male, Nationality::Unknown);
    let profile = VictimProfile { age_group: AgeGroup::Adult, sex, nationality, forms };
    let identified_by = "policia".parse().unwrap();
    let open = Case::Open { identified_by, profile, person: None, competent: BTreeMap::new() };
    let coordinator = CaseCoordinator { person: "chair".parse().unwrap(), institution: "policia".parse().unwrap() };
    let (institution, role) = ("zmnv".parse().unwrap(), CaseManagerRole::VictimAdvocacyOffice);
    let manager = CaseManager { institution, role };
    for command in [open, Case::AppointCoordinator(coordinator), Case::AssignCaseManager(manager)] {
        harness.give(case(command)).await.unwrap();
    }
    refer(harness, "r1", "isf").await;
}

async fn meeting(harness: &Harness, id: &str, command: Meeting) {
    harness.give(Command::Meeting(id.parse().unwrap(), command)).await.unwrap();
}

fn at_ten(date: NaiveDate) -> MeetingTime {
    MeetingTime { date, time: Some("10:00:00".parse().unwrap()), minutes: Some(90) }
}

fn convene(convened: MeetingBody, invited: &[&str], date: NaiveDate) -> Meeting {
    let invited: Vec<_> = invited.iter().map(|one| one.parse().unwrap()).collect();
    let invited = NonEmpty::try_from(invited).unwrap();
    Meeting::Schedule { title: words("Meeting"), at: at_ten(date), place: None, convened, invited, recurrence: None }
}

async fn request(harness: &Harness, command: Request) {
    harness.give(Command::DataRequest("victims".parse().unwrap(), command)).await.unwrap();
}

fn issue() -> Request {
    let field = Field { key: "inspected".parse().unwrap(), label: words("Inspected"), kind: FieldKind::Date {} };
    let recipients = ["ms", "isf", "zmnv"].map(|one| one.parse().unwrap()).to_vec();
    Request::Issue {
        title: words("Victims"),
        form: Form::try_from(NonEmpty::one(field)).unwrap(),
        period: Period::new("2017-01-01".parse().unwrap(), "2017-06-30".parse().unwrap()).unwrap(),
        recipients: NonEmpty::try_from(recipients).unwrap(),
        due: july(18),
    }
}

fn submit() -> Request {
    let answers = Answers(BTreeMap::from([("inspected".parse().unwrap(), Answer::Date(july(1)))]));
    let (last, confirmed) = (BTreeMap::new(), BTreeSet::new());
    Request::Submit { institution: "ms".parse().unwrap(), answers, last, confirmed }
}

fn give_back() -> Request {
    let comment = FieldComment { field: "inspected".parse().unwrap(), comment: "is it so?".parse().unwrap() };
    Request::Return { institution: "ms".parse().unwrap(), comments: NonEmpty::one(comment) }
}

async fn item(harness: &Harness, by: (&str, &str), id: &str, command: Item) {
    harness.item_by(official(by.0, by.1), id, command).await;
}

/// The mail server of Mira's institution sends back what she was told last.
async fn mail_comes_back(harness: &Harness) {
    let log = harness.store.read_all(events::ids::Position::START, 100_000).await.unwrap();
    let told = log.into_iter().rev().find_map(|stored| match stored.decode().unwrap().event {
        Event::Notification(key, NotificationEvent::Sent { person, channel: ChannelKind::Email, .. }) => {
            (person.as_str() == "mira").then_some(key)
        }
        _ => None,
    });
    let (person, channel) = (Some("mira".parse().unwrap()), Some(ChannelKind::Email));
    let failed = NotificationCommand::RecordFailed { person, channel, failure: NotDelivered::AddressBounced };
    harness.give_by(service(), None, Command::Notification(told.unwrap(), failed)).await;
}

/// Ilir blocks the bot, which notes it.
async fn block(harness: &Harness) {
    let blocked = DeliveryError::Unreachable(NotDelivered::BlockedByPerson);
    harness.mailbox.refuses.lock().unwrap().insert("ilir".parse().unwrap(), blocked);
    let ledger = Book::<DeliveryLedger>::default().refresh(&harness.read_models).await.unwrap();
    let notice = blocked_notice(&"mpms".parse().unwrap(), &"ilir".parse().unwrap(), &ledger).unwrap();
    harness.give_by(service(), None, Command::Notification(notice.key(), NotificationCommand::Plan { notice })).await;
}

/// A subgroup's group takes nothing any more, which the bot notes.
async fn close_group(harness: &Harness) {
    let group = SilentGroup { subgroup: "te-dhena".parse().unwrap(), reason: SilenceReason::Muted };
    let notice = silence_notice(&group, "1").unwrap();
    harness.give_by(service(), None, Command::Notification(notice.key(), NotificationCommand::Plan { notice })).await;
}

/// What people do at nine on a day of July.
pub async fn work_of(harness: &Harness, day: u64) {
    harness.set(at(july(day), 9, 0));
    match day {
        3 => meeting(harness, "m", convene(MeetingBody::Authority, &["ms", "isf", "zmnv"], july(13))).await,
        4 => {
            item(harness, ("dritan", "zmnv"), "done", Item::Complete).await;
            // Nobody decides on it.
            item(harness, ("mira", "isf"), "asks", Item::RequestExtension { until: july(31), reason: None }).await;
            request(harness, issue()).await;
            let (person, until) = ("arta".parse().unwrap(), at(july(6), 15, 0));
            let notice = put_off::notice(&"soon".parse().unwrap(), 1, until, &person).unwrap();
            let plan = Command::Notification(notice.key(), NotificationCommand::Plan { notice });
            harness.give_by(service(), None, plan).await;
        }
        5 => {
            let referral = "r1".parse().unwrap();
            harness.give_by(official("mira", "isf"), None, case(Case::AcceptReferral { referral })).await;
            harness.item("done", Item::Verify).await.unwrap();
            refer(harness, "r2", "ms").await;
            meeting(harness, "m", Meeting::AddAgendaItem { item: "Beds".parse().unwrap() }).await;
            request(harness, submit()).await;
        }
        6 => {
            meeting(harness, "m", Meeting::Reschedule { at: at_ten(july(14)) }).await;
            harness.item("asks", Item::Nudge).await.unwrap();
            request(harness, give_back()).await;
        }
        7 => {
            let (referral, reason) = ("r2".parse().unwrap(), "full".parse().unwrap());
            harness.give_by(official("arta", "ms"), None, case(Case::DeclineReferral { referral, reason })).await;
            for institution in ["isf", "zmnv"] {
                request(harness, Request::Nudge { institution: institution.parse().unwrap() }).await;
            }
            let answer = InvitationAnswer::Attending;
            meeting(harness, "m", Meeting::AnswerInvitation { institution: "ms".parse().unwrap(), answer }).await;
        }
        10 => {
            refer(harness, "r3", "isf").await;
            let of_subgroup = MeetingBody::Subgroup("te-dhena".parse().unwrap());
            meeting(harness, "n", convene(of_subgroup, &["policia", "ms"], july(20))).await;
            close_group(harness).await;
        }
        11 => {
            block(harness).await;
            harness.item("stuck", Item::Nudge).await.unwrap();
        }
        12 => {
            let escalate = Case::EscalateReferral { referral: "r3".parse().unwrap() };
            harness.give_by(Principal::service("reminders".parse().unwrap()), None, case(escalate)).await;
            meeting(harness, "n", Meeting::Cancel { reason: "flood".parse().unwrap() }).await;
            let link = AccountCommand::IssueLink { link: Fingerprint::of("link"), until: at(july(13), 9, 0) };
            let administrator = official("ilir", "mpms").with_roles([Role::Administrator].into());
            harness.give_by(administrator, None, Command::Account("arta".parse().unwrap(), link)).await;
        }
        13 => {
            harness.mailbox.refuses.lock().unwrap().clear();
            let person = "dea".parse().unwrap();
            let name = harness.seal(&person, &"dea".parse().unwrap());
            let successor = Appointee { person, name, phone: None, language: Language::En };
            harness.institution("coordinator", I::HandOverFocalPoint { successor }).await;
            harness.link("coordinator", "dea", 170).await;
        }
        17 => {
            meeting(harness, "m", Meeting::Hold { attended: NonEmpty::one("ms".parse().unwrap()) }).await;
            meeting(harness, "m", Meeting::RecordMinutes { minutes: "All agreed".parse().unwrap() }).await;
        }
        19 => {
            let (person, absence) = ("arta".parse().unwrap(), Period::new(july(20), july(21)).unwrap());
            harness.institution("ms", I::AnnounceAbsence { person, absence }).await;
            assign(harness, "while-away", "ms", july(28)).await;
        }
        20 => mail_comes_back(harness).await,
        24 => {
            let chair = Chair { person: "besa".parse().unwrap(), institution: "ms".parse().unwrap() };
            harness.give(subgroup(SubgroupCommand::AppointChair(chair))).await.unwrap();
        }
        _ => {}
    }
}
