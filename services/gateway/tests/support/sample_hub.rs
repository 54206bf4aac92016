//! A hub in July 2017 with one of everything that pages show: whatever is given to it is the same in each run.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use events::Command;
use events::action_item::ActionItemCommand;
use events::case::{CaseCommand, CaseManager, CaseManagerRole, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Sex, VictimProfile};
use events::data_request::{DataRequestCommand, FieldComment};
use events::figure::{Figure, Unit};
use events::form::{Answer, Answers};
use events::ids::{InstitutionId, PersonId};
use events::indicator::{Baseline, ComputedIndicator, Disaggregation, IndicatorDefinition, ReportedValue, Source};
use events::institution::{InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::meeting::{InvitationAnswer, MeetingBody, MeetingCommand, MeetingTime, RaisedItem};
use events::milestone::{MilestoneCommand, MilestoneDate, MilestoneKind, Precision};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::sealed::{Nonce, PersonKey, Sealed};
use events::strategy::{Activity, ObjectiveCommand};
use events::subgroup::{Chair, SubgroupCommand};
use events::text::Text;
use events::training::{Audience, Certificate, CertificateCode, ModuleCommand, ModulePlan, StaffMember};
use forms::definition::{Notation, read_definition};
use gateway::GatewayConfig;
use readmodels::ReadPort;
use store::EventStore;

use crate::support::{PATIENCE, StandingClock, TestGateway};

/// When the pages are looked at: a Wednesday morning.
pub(crate) const LOOKED_AT: &str = "2017-07-05T08:00:00Z";

const FORM: &str = r#"
    title = { sq = "Viktimat e ndihmuara", sr = "Zbrinute žrtve", en = "Victims assisted" }
    [[field]]
    key = "stay"
    label = { sq = "Qëndrimi mesatar", sr = "Prosečan boravak", en = "Average stay" }
    kind = "number"
    unit = "days"
    places = 1
    [[field]]
    key = "procedures"
    label = { sq = "Procedurat e ndjekura", sr = "Praćeni postupci", en = "Procedures followed" }
    kind = "choice"
    [[field.options]]
    key = "always"
    label = { sq = "Gjithmonë", sr = "Uvek", en = "Always" }
    [[field.options]]
    key = "rarely"
    label = { sq = "Rrallë", sr = "Retko", en = "Rarely" }
"#;

/// The code of the certificate of whoever attended.
pub(crate) fn certificate_code() -> CertificateCode {
    CertificateCode::from_bytes([7; 10])
}

fn in_three(sq: &str, sr: &str, en: &str) -> LocalText {
    LocalText::from_versions([(Language::Sq, sq), (Language::Sr, sr), (Language::En, en)]).unwrap()
}

fn period(from: &str, until: &str) -> Period {
    Period::new(from.parse().unwrap(), until.parse().unwrap()).unwrap()
}

fn institutions<const N: usize>(ids: [&str; N]) -> NonEmpty<InstitutionId> {
    NonEmpty::try_from(ids.map(|id| id.parse().unwrap()).to_vec()).unwrap()
}

fn figure(value: u64) -> Figure {
    Figure::try_from(value).unwrap()
}

/// The hub on that morning, with everything shown.
pub(crate) async fn sample_hub() -> TestGateway {
    sample_hub_configured(|config| config).await
}

/// The same with other settings.
pub(crate) async fn sample_hub_configured(configured: impl Fn(GatewayConfig) -> GatewayConfig) -> TestGateway {
    sample_hub_on(Arc::new(StandingClock::at("2017-01-01T00:00:00Z")), configured).await
}

/// The same on this clock, which stands at that morning then.
pub(crate) async fn sample_hub_on(
    clock: Arc<StandingClock>,
    configured: impl Fn(GatewayConfig) -> GatewayConfig,
) -> TestGateway {
    clock.set("2017-06-05T08:00:00Z");
    let by_email = |config| configured(GatewayConfig { by_email: true, ..config });
    let server = TestGateway::start_configured(clock.clone(), by_email).await;
    register(&server).await;
    tasks(&server).await;
    meetings(&server, &clock).await;
    training(&server).await;
    strategy(&server).await;
    data_request(&server).await;
    cases(&server).await;
    clock.set(LOOKED_AT);
    let end = server.store.end().await.unwrap();
    server.read_models.reached(end, PATIENCE).await.unwrap();
    server.is_ready().await;
    server
}

async fn register(server: &TestGateway) {
    let of = |id: &str, command| Command::Institution(id.parse().unwrap(), command);
    for (id, names) in [
        ("ms", in_three("Ministria e Shëndetësisë", "Ministarstvo zdravlja", "Ministry of Health")),
        ("mpms", in_three("Ministria e Punës", "Ministarstvo rada", "Ministry of Labour")),
    ] {
        server.give(of(id, InstitutionCommand::ChangeNames { names })).await;
    }
    for (id, kind, names) in [
        ("policia", InstitutionKind::Police, in_three("Policia e Kosovës", "Policija Kosova", "Kosovo Police")),
        ("qps", InstitutionKind::SocialWork, in_three("QPS Pejë", "CSR Peć", "Centre for Social Work, Peja")),
        ("zmnv", InstitutionKind::Advocates, in_three("Mbrojtësit", "Zastupnici", "Victims’ advocates")),
        ("isf", InstitutionKind::Shelter, in_three("Strehimorja", "Prihvatilište", "Interim shelter")),
    ] {
        let role = "Is a member of the mechanism".parse().unwrap();
        server.give(of(id, InstitutionCommand::Register { names, kind, role, authority_member: true })).await;
    }
    server.appoint("ms", "arta", Language::En).await;
    let subgroup = |command| Command::Subgroup("strehimi".parse().unwrap(), command);
    let name = in_three("Strehimi", "Smeštaj", "Shelter");
    server.give(subgroup(SubgroupCommand::Form { name })).await;
    for member in ["ms", "mpms", "isf"] {
        let institution = member.parse().unwrap();
        server.give(subgroup(SubgroupCommand::AdmitInstitution { institution })).await;
    }
    let chair = Chair { person: "arta".parse().unwrap(), institution: "ms".parse().unwrap() };
    server.give(subgroup(SubgroupCommand::AppointChair(chair))).await;
    let title = in_three("Ligji hyn në fuqi", "Zakon stupa na snagu", "The law enters into force");
    let at = MilestoneDate { from: "2017-06-15".parse().unwrap(), until: None, precision: Precision::Day };
    let record = MilestoneCommand::Record { title, kind: MilestoneKind::Step, at };
    server.give(Command::Milestone("ligji".parse().unwrap(), record)).await;
}

/// A task that is late, one that goes on, one that is blocked, one that waits to be verified, one that asks for more time, and one
/// of which its owner says that it is not theirs.
async fn tasks(server: &TestGateway) {
    let late = in_three("Numëro shtretërit", "Prebroj krevete", "Count the beds");
    let goes_on = in_three("Shkruaj raportin", "Napiši izveštaj", "Write the report");
    let blocked = in_three("Dërgo shkresën", "Pošalji dopis", "Send the letter");
    let done = LocalText::only(Language::Sq, "Harto listën".parse().unwrap());
    let not_theirs = in_three("Siguro mjetet", "Obezbedi sredstva", "Find the funds");
    let asks = in_three("Trajno stafin", "Obuči osoblje", "Train the staff");
    for (id, title, owner, due) in [
        ("shtreterit", late, "isf", "2017-06-20"),
        ("raporti", goes_on, "ms", "2017-07-10"),
        ("shkresa", blocked, "mpms", "2017-07-12"),
        ("lista", done, "ms", "2017-07-07"),
        ("stafi", asks, "isf", "2017-07-08"),
        ("mjetet", not_theirs, "isf", "2017-07-14"),
    ] {
        let (owner, due) = (owner.parse().unwrap(), due.parse().unwrap());
        let subgroup = Some("strehimi".parse().unwrap());
        let assign = ActionItemCommand::Assign { title, owner, subgroup, due, raised_by: None };
        server.give(Command::ActionItem(id.parse().unwrap(), assign)).await;
    }
    let until = "2017-07-20".parse().unwrap();
    let reason = Some("The trainer is away".parse().unwrap());
    for (id, command) in [
        ("raporti", ActionItemCommand::Accept),
        ("raporti", ActionItemCommand::ReportProgress { progress: 50.try_into().unwrap() }),
        ("shkresa", ActionItemCommand::Block { reason: "The address is missing".parse().unwrap() }),
        ("lista", ActionItemCommand::Complete),
        ("stafi", ActionItemCommand::RequestExtension { until, reason }),
        (
            "mjetet",
            ActionItemCommand::Disclaim {
                suggested: Some("mpms".parse().unwrap()),
                reason: Some("The budget is theirs".parse().unwrap()),
            },
        ),
    ] {
        server.give(Command::ActionItem(id.parse().unwrap(), command)).await;
    }
}

/// One that was held and minuted, one to come, one that was called off.
async fn meetings(server: &TestGateway, clock: &StandingClock) {
    let at = |date: &str| MeetingTime {
        date: date.parse().unwrap(),
        time: Some("10:00:00".parse().unwrap()),
        minutes: Some(90),
    };
    let of = |id: &str, command| Command::Meeting(id.parse().unwrap(), command);
    for (id, title, date) in [
        ("qershor", in_three("Takimi i qershorit", "Junski sastanak", "June meeting"), "2017-06-12"),
        ("korrik", in_three("Takimi i korrikut", "Julski sastanak", "July meeting"), "2017-07-20"),
        ("anuluar", in_three("Takimi i gushtit", "Avgustovski sastanak", "August meeting"), "2017-08-10"),
    ] {
        let schedule = MeetingCommand::Schedule {
            title,
            at: at(date),
            place: Some("Room 5".parse().unwrap()),
            convened: MeetingBody::Subgroup("strehimi".parse().unwrap()),
            invited: institutions(["ms", "mpms", "isf"]),
            recurrence: None,
        };
        server.give(of(id, schedule)).await;
    }
    let answer = |institution: &str, answer| MeetingCommand::AnswerInvitation {
        institution: institution.parse().unwrap(),
        answer,
    };
    server.give(of("korrik", MeetingCommand::AddAgendaItem { item: "Beds and rooms".parse().unwrap() })).await;
    server.give(of("korrik", answer("ms", InvitationAnswer::Attending))).await;
    server.give(of("korrik", answer("isf", InvitationAnswer::NotAttending))).await;
    server.give(of("anuluar", MeetingCommand::Cancel { reason: "Summer".parse().unwrap() })).await;
    clock.set("2017-06-12T12:00:00Z");
    let raises = RaisedItem {
        action_item: "formulari".parse().unwrap(),
        title: in_three("Harto formularin", "Izradi obrazac", "Draft the form"),
        owner: "ms".parse().unwrap(),
        due: "2017-07-21".parse().unwrap(),
    };
    let decision = "One form for all shelters".parse().unwrap();
    for command in [
        MeetingCommand::Hold { attended: institutions(["ms", "isf"]) },
        MeetingCommand::RecordMinutes { minutes: "The beds of each shelter were gone through.".parse().unwrap() },
        MeetingCommand::TakeDecision { decision, raises: vec![raises] },
    ] {
        server.give(of("qershor", command)).await;
    }
}

/// A module with a trainer, a session that was given and the certificate of whoever attended it, and a session to come.
async fn training(server: &TestGateway) {
    let staff = |person: &str, institution: &str, name: &str| {
        let person: PersonId = person.parse().unwrap();
        let key = server.keys.ensure(&person, PersonKey([4; 32])).unwrap();
        let name = Sealed::seal(person.clone(), &key, Nonce([7; 24]), &name.parse::<Text>().unwrap()).unwrap();
        StaffMember { person, institution: institution.parse().unwrap(), name }
    };
    let trainers = || NonEmpty::one("jelena".parse().unwrap());
    let plan = ModulePlan {
        title: in_three("Mbledhja e të dhënave", "Prikupljanje podataka", "Gathering data"),
        audience: Audience::Trainers,
        form: "Workshop".parse().unwrap(),
        from: "2017-06-01".parse().unwrap(),
        until: "2017-12-31".parse().unwrap(),
        days_min: Some(2),
        days_max: Some(3),
    };
    let certify = ModuleCommand::CertifyTrainer {
        trainer: staff("jelena", "ms", "Jelena Đorđević"),
        code: CertificateCode::from_bytes([5; 10]),
        until: Some("2018-06-30".parse().unwrap()),
    };
    let session = |id: &str, from: &str, until: &str| ModuleCommand::ScheduleSession {
        session: id.parse().unwrap(),
        days: period(from, until),
        place: Some("Pejë".parse().unwrap()),
        trainers: trainers(),
    };
    let given = || "qershor".parse().unwrap();
    let certificate = Certificate {
        code: certificate_code(),
        holder: "erza".parse().unwrap(),
        session: given(),
        until: Some("2019-06-12".parse().unwrap()),
    };
    for command in [
        ModuleCommand::Plan(plan),
        certify,
        session("qershor", "2017-06-12", "2017-06-12"),
        session("shtator", "2017-09-04", "2017-09-06"),
        ModuleCommand::EnrolParticipant { session: given(), participant: staff("erza", "mpms", "Erza Gashi") },
        ModuleCommand::RecordAttendance { session: given(), attended: NonEmpty::one("erza".parse().unwrap()) },
        ModuleCommand::IssueCertificate(certificate),
    ] {
        server.give(Command::Module("te-dhenat".parse().unwrap(), command)).await;
    }
}

/// An objective with a reported indicator, computed ones (of meetings and of cases) and one that cannot be measured yet.
async fn strategy(server: &TestGateway) {
    let of = |command| Command::Objective("objektivi-1".parse().unwrap(), command);
    let statement = in_three("Të dhëna më të mira", "Bolji podaci", "Better data");
    server.give(of(ObjectiveCommand::Set { statement, owners: institutions(["ms"]), key_issue: 2 })).await;
    let title = in_three("Një formular", "Jedan obrazac", "One form");
    let plan = Activity { title, owners: institutions(["ms", "mpms"]), days: period("2017-06-01", "2017-10-31") };
    server.give(of(ObjectiveCommand::PlanActivity { activity: "formulari".parse().unwrap(), plan })).await;
    let definition = |title: LocalText, source: Option<Source>| IndicatorDefinition {
        title,
        unit: source.is_some().then(|| Unit::Other(in_three("formularë", "obrazaca", "forms"))),
        due: Some("2018-12-31".parse().unwrap()),
        disaggregation: source.is_some().then_some(Disaggregation::NotApplicable),
        source,
    };
    let reported = definition(
        in_three("Formularë të dërguar", "Poslati obrasci", "Forms sent"),
        Some(Source::Reported(institutions(["ms"]))),
    );
    let computed = |title: LocalText, computed| IndicatorDefinition {
        unit: None,
        ..definition(title, Some(Source::Computed(computed)))
    };
    let attendance = computed(in_three("Pjesëmarrja", "Prisustvo", "Attendance"), ComputedIndicator::MeetingAttendance);
    let acceptance = computed(
        in_three("Pranimi i referimeve", "Prihvatanje upućivanja", "Acceptance of referrals"),
        ComputedIndicator::ReferralAcceptanceDays,
    );
    let incidents = computed(in_three("Incidentet", "Incidenti", "Incidents"), ComputedIndicator::Incidents);
    let lacking = definition(in_three("Besimi", "Poverenje", "Trust"), None);
    for (id, definition, measured) in [
        ("derguar", reported, true),
        ("pjesemarrja", attendance, true),
        ("pranimi", acceptance, true),
        ("incidentet", incidents, true),
        ("besimi", lacking, false),
    ] {
        let indicator: events::ids::IndicatorId = id.parse().unwrap();
        server.give(of(ObjectiveCommand::DefineIndicator { indicator: indicator.clone(), definition })).await;
        if measured {
            let baseline = Baseline { value: figure(10), on: "2016-12-31".parse().unwrap() };
            server.give(of(ObjectiveCommand::SetBaseline { indicator: indicator.clone(), baseline })).await;
            server.give(of(ObjectiveCommand::SetTarget { indicator, value: figure(80) })).await;
        }
    }
    let report = ObjectiveCommand::ReportValue {
        indicator: "derguar".parse().unwrap(),
        institution: "ms".parse().unwrap(),
        period: period("2017-01-01", "2017-03-31"),
        reported: ReportedValue { value: figure(24), parts: None },
    };
    server.give(of(report)).await;
}

/// A request to two institutions: one has answered and was asked to look again, the other has not answered.
async fn data_request(server: &TestGateway) {
    let definition = read_definition(FORM, Notation::Toml).unwrap();
    let issue = DataRequestCommand::Issue {
        title: definition.title,
        form: definition.form,
        period: period("2017-01-01", "2017-03-31"),
        recipients: institutions(["ms", "mpms"]),
        due: "2017-07-07".parse().unwrap(),
    };
    let answers = Answers(
        [
            ("stay".parse().unwrap(), Answer::Number("12.5".parse().unwrap())),
            ("procedures".parse().unwrap(), Answer::Choice("always".parse().unwrap())),
        ]
        .into(),
    );
    let submit = DataRequestCommand::Submit {
        institution: "ms".parse().unwrap(),
        answers,
        last: BTreeMap::default(),
        confirmed: BTreeSet::default(),
    };
    let comment = FieldComment { field: "stay".parse().unwrap(), comment: "Days or weeks?".parse().unwrap() };
    let look_again =
        DataRequestCommand::Return { institution: "ms".parse().unwrap(), comments: NonEmpty::one(comment) };
    for command in [issue, submit, look_again] {
        server.give(Command::DataRequest("viktimat".parse().unwrap(), command)).await;
    }
}

/// A case with a referral that was accepted and one that waits.
async fn cases(server: &TestGateway) {
    let profile = VictimProfile {
        age_group: AgeGroup::Adult,
        sex: Sex::Female,
        nationality: "XK".parse().unwrap(),
        forms: NonEmpty::one(ExploitationForm::ForcedLabour),
    };
    let role = CaseManagerRole::VictimAdvocacyOffice;
    let refer = |id: &str, receiver: &str, stage, request: &str| CaseCommand::MakeReferral {
        referral: id.parse().unwrap(),
        receiver: receiver.parse().unwrap(),
        stage,
        answer_by: "2017-07-05T14:00:00Z".parse().unwrap(),
        request: Some(request.parse().unwrap()),
    };
    let identified_by = "policia".parse().unwrap();
    for command in [
        CaseCommand::Open { identified_by, profile, person: None, competent: BTreeMap::new() },
        CaseCommand::AssignCaseManager(CaseManager { institution: "zmnv".parse().unwrap(), role }),
        refer("strehim", "isf", CaseStage::Assistance, "A bed"),
        CaseCommand::AcceptReferral { referral: "strehim".parse().unwrap() },
        refer("mjeku", "ms", CaseStage::Assistance, "A medical examination"),
        CaseCommand::ReportUpdate { institution: "isf".parse().unwrap(), update: "Has arrived".parse().unwrap() },
    ] {
        server.give(Command::Case("2017-014".parse().unwrap(), command)).await;
    }
}

/// A text that is the same in every language.
pub fn in_every_language(text: &str) -> LocalText {
    LocalText::from_versions(Language::ALL.map(|language| (language, text))).unwrap()
}

/// Arta of the ministry of health chairs the subgroup on whose board the ministry of labour has a task, `beds`.
pub async fn give_a_chair_and_a_task(server: &TestGateway) {
    server.appoint("ms", "arta", Language::En).await;
    let subgroup = |command| Command::Subgroup("strehimi".parse().unwrap(), command);
    server.give(subgroup(SubgroupCommand::Form { name: in_every_language("Shelter") })).await;
    for member in ["ms", "mpms"] {
        let institution = member.parse().unwrap();
        server.give(subgroup(SubgroupCommand::AdmitInstitution { institution })).await;
    }
    let chair = Chair { person: "arta".parse().unwrap(), institution: "ms".parse().unwrap() };
    server.give(subgroup(SubgroupCommand::AppointChair(chair))).await;
    let assign = ActionItemCommand::Assign {
        title: in_every_language("Count the beds"),
        owner: "mpms".parse().unwrap(),
        subgroup: Some("strehimi".parse().unwrap()),
        due: "2017-07-20".parse().unwrap(),
        raised_by: None,
    };
    server.give_and_show(Command::ActionItem("beds".parse().unwrap(), assign)).await;
}
