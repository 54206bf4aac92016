//! Whoever stands before the doors: somebody in every role and relation, whoever was in one before, and what is of elsewhere or over.

use std::collections::BTreeSet;
use std::sync::Arc;

use coordination::SystemClock;
use events::Command;
use events::account::{AccountCommand, Fingerprint, Role, TokenScope};
use events::action_item::ActionItemCommand;
use events::authority::Principal;
use events::case::{CaseCommand, CaseCoordinator};
use events::ids::PersonId;
use events::institution::{Appointee, InstitutionCommand, InstitutionKind};
use events::language::Language;
use events::mandate::Mandate;
use events::non_empty::NonEmpty;
use events::period::Period;
use events::sealed::{Nonce, PersonKey, Sealed};
use events::subgroup::{Chair, SubgroupCommand};
use events::text::Text;
use events::training::{CertificateCode, ModuleCommand};
use events::webhook::{OutgoingKind, WebhookCommand};
use gateway::GatewayConfig;
use serde_json::{Value, json};

use crate::parity::Hub;
use crate::support::sample_hub::{LOOKED_AT, in_every_language, sample_hub_on};
use crate::support::{READER, SECRETARIAT, StandingClock, TestGateway, WORLD_TIME};

/// The day after the chair's absence.
const AFTER: &str = "2017-07-06T08:00:00Z";

/// With what somebody comes.
pub(super) enum Credential {
    /// The cookies of a browser.
    Cookie(String),
    /// A token of the API.
    Token(String),
}

/// Whoever stands before the doors.
pub(super) struct Visitor {
    pub(super) name: &'static str,
    pub(super) by: Credential,
    /// When they come.
    pub(super) at: &'static str,
}

/// The sample hub with all of them.
pub(super) struct Coordination {
    pub(super) hub: Hub,
    pub(super) clock: Arc<StandingClock>,
    pub(super) visitors: Vec<Visitor>,
}

fn of(institution: &str, command: InstitutionCommand) -> Command {
    Command::Institution(institution.parse().unwrap(), command)
}

fn appointee(server: &TestGateway, person: &str, name: &str) -> Appointee {
    let person: PersonId = person.parse().unwrap();
    let key = server.keys.ensure(&person, PersonKey([3; 32])).unwrap();
    let name = Sealed::seal(person.clone(), &key, Nonce([7; 24]), &name.parse::<Text>().unwrap()).unwrap();
    Appointee { person, name, phone: None, language: Language::En }
}

fn official(person: &str, institution: &str) -> Principal {
    let mandate = if institution == SECRETARIAT { Mandate::Secretariat } else { Mandate::Institution };
    Principal::official(person.parse().unwrap(), institution.parse().unwrap(), BTreeSet::new(), mandate)
}

async fn make_chair(server: &TestGateway, subgroup: &str, person: &str, institution: &str) {
    let chair = Chair { person: person.parse().unwrap(), institution: institution.parse().unwrap() };
    let appoint = Command::Subgroup(subgroup.parse().unwrap(), SubgroupCommand::AppointChair(chair));
    server.give_anew(Principal::secretariat(), appoint).await;
}

/// People who are not in the sample hub.
async fn appoint(server: &TestGateway) {
    server.register("koordinatori", InstitutionKind::Coordinator).await;
    for ministry in ["mash", "kthimi"] {
        server.register(ministry, InstitutionKind::Ministry).await;
    }
    for (institution, person, name) in [
        ("koordinatori", "hana", "Hana Koordinatorja"),
        ("zmnv", "former", "Former Focalpoint"),
        ("policia", "petrit", "Petrit Policia"),
        ("mash", "mira", "Mira Mashi"),
    ] {
        server.appoint_named(institution, person, name, Language::En).await;
    }
    let auditor = InstitutionCommand::AppointDeputy(appointee(server, "auditor", "Auditor Auditori"));
    server.give_and_show(of("qps", auditor)).await;
    let grant = AccountCommand::GrantRole { role: Role::Auditor, institution: Some("qps".parse().unwrap()) };
    server.give_as_service(Command::Account("auditor".parse().unwrap(), grant)).await;
    let coordinator = CaseCoordinator { person: "luan".parse().unwrap(), institution: "qps".parse().unwrap() };
    let appoint = CaseCommand::AppointCoordinator(coordinator);
    server.give_and_show(Command::Case("2017-014".parse().unwrap(), appoint)).await;
    let absence = Period::new("2017-07-05".parse().unwrap(), "2017-07-05".parse().unwrap()).unwrap();
    let away = InstitutionCommand::AnnounceAbsence { person: "arta".parse().unwrap(), absence };
    server.give_anew(official("arta", "ms"), of("ms", away)).await;
}

/// Another board, with its chair and a task.
async fn another_subgroup(server: &TestGateway) {
    let subgroup = |command| Command::Subgroup("tjeter".parse().unwrap(), command);
    server.give(subgroup(SubgroupCommand::Form { name: in_every_language("Other board") })).await;
    for member in ["policia", "qps"] {
        let institution = member.parse().unwrap();
        server.give(subgroup(SubgroupCommand::AdmitInstitution { institution })).await;
    }
    make_chair(server, "tjeter", "petrit", "policia").await;
    let patrol = ActionItemCommand::Assign {
        title: in_every_language("Patrol the border"),
        owner: "policia".parse().unwrap(),
        subgroup: Some("tjeter".parse().unwrap()),
        due: "2017-07-20".parse().unwrap(),
        raised_by: None,
    };
    server.give_and_show(Command::ActionItem("patrulla".parse().unwrap(), patrol)).await;
}

/// A session that somebody gives who has no office in training.
async fn a_session(server: &TestGateway) {
    let module = |command| Command::Module("te-dhenat".parse().unwrap(), command);
    let day = "2017-07-05".parse().unwrap();
    let session = || "dita".parse().unwrap();
    for command in [
        ModuleCommand::CertifyTrainer {
            trainer: server.member("mira", "mash"),
            code: CertificateCode::from_bytes([6; 10]),
            until: None,
        },
        ModuleCommand::ScheduleSession {
            session: session(),
            days: Period::new(day, day).unwrap(),
            place: None,
            trainers: NonEmpty::one("mira".parse().unwrap()),
        },
        ModuleCommand::EnrolParticipant { session: session(), participant: server.member("erza", "mpms") },
    ] {
        server.give_and_show(module(command)).await;
    }
}

/// Has somebody make a token, and gives its secret.
async fn token(server: &TestGateway, person: &str, institution: &str, scope: TokenScope) -> Credential {
    let name = format!("t-{person}-{}", scope.commands.len());
    let secret = format!("focalpoint_{name}");
    let make = AccountCommand::MakeToken {
        token: name.parse().unwrap(),
        secret: Fingerprint::of(&secret),
        name: "Table".parse().unwrap(),
        scope,
        institution: Some(institution.parse().unwrap()),
        at: WORLD_TIME.parse().unwrap(),
        until: "2999-01-01T00:00:00Z".parse().unwrap(),
    };
    let owner = official(person, institution);
    server.give_anew(owner, Command::Account(person.parse().unwrap(), make)).await;
    Credential::Token(secret)
}

/// What the same person has at the hub of another tenant: a session, and a token that may do everything there.
async fn elsewhere() -> (TestGateway, String, String) {
    let tenant = |config| GatewayConfig { tenant: "elsewhere".parse().unwrap(), ..config };
    let server = TestGateway::start_configured(Arc::new(SystemClock), tenant).await;
    let cookie = server.sign_in(READER).await;
    let body = json!({ "name": "Table", "days": 7, "commands": ["meeting.hold"] });
    let made = server.api_post_as(&cookie, "/api/v1/account/tokens", &body).await;
    assert_eq!(made.status(), 201);
    let made: Value = made.json().await.unwrap();
    (server, cookie, made["secret"].as_str().unwrap().to_owned())
}

/// The sample hub with somebody in every role and relation; who had signed in before they lost a post is still there.
pub(super) async fn everybody() -> Coordination {
    let clock = Arc::new(StandingClock::at(LOOKED_AT));
    // A proxy tells from where each comes: how fast the table is walked decides about nobody.
    let behind_proxy = |config| GatewayConfig { behind_proxy: true, ..config };
    let hub = Hub::on(sample_hub_on(clock.clone(), behind_proxy).await).await;
    let server = &hub.server;
    appoint(server).await;
    another_subgroup(server).await;
    a_session(server).await;
    let none = || TokenScope { commands: BTreeSet::new(), institution: None };
    let one_of_one = TokenScope {
        commands: ["action-item.report-progress".to_owned()].into(),
        institution: Some("ms".parse().unwrap()),
    };
    let read_only = token(server, "arta", "ms", none()).await;
    let narrow = token(server, READER, SECRETARIAT, one_of_one).await;
    let of_former = token(server, "former", "zmnv", none()).await;
    let revoked = token(server, "isak", "isf", none()).await;
    let revoke = AccountCommand::RevokeToken { token: "t-isak-0".parse().unwrap() };
    server.give_anew(official("isak", "isf"), Command::Account("isak".parse().unwrap(), revoke)).await;
    let make = WebhookCommand::Make {
        maker: "arta".parse().unwrap(),
        institution: "ms".parse().unwrap(),
        name: "Register".parse().unwrap(),
        address: "https://example.org/hook".parse().unwrap(),
        kinds: [OutgoingKind::MeetingHeld].into(),
    };
    server.give_anew(official("arta", "ms"), Command::Webhook("w-matrix".parse().unwrap(), make)).await;

    make_chair(server, "strehimi", "erza", "mpms").await;
    let (former_chair, former) = (server.sign_in("erza").await, server.sign_in("former").await);
    make_chair(server, "strehimi", "arta", "ms").await;
    let successor = InstitutionCommand::HandOverFocalPoint { successor: appointee(server, "zana", "Zana Mbrojtesja") };
    server.give_and_show(of("zmnv", successor)).await;

    let (other_hub, foreign_cookie, foreign_token) = elsewhere().await;
    other_hub.stop().await;
    let known = |person: &str| hub.cookies[person].clone();
    let by = |name, cookie| Visitor { name, by: Credential::Cookie(cookie), at: LOOKED_AT };
    let mut visitors = vec![
        by("secretariat", known(READER)),
        by("coordinator", server.sign_in("hana").await),
        by("chair", known("arta")),
        by("stand-in", known("dea")),
        Visitor { at: AFTER, ..by("after", known("dea")) },
        by("party", known("isak")),
        by("manager", server.sign_in("zana").await),
        by("case-coord", known("luan")),
        by("other-chair", server.sign_in("petrit").await),
        by("former-chair", former_chair),
        by("auditor", server.sign_in("auditor").await),
        by("admin", known("administrator")),
        by("other", server.sign_in("mira").await),
        // Their passkey is still to be shown.
        by("half", server.sign_in("luan").await),
        by("former", former),
        by("elsewhere", foreign_cookie),
        by("nobody", String::new()),
    ];
    visitors.extend(
        [
            ("t-read", read_only),
            ("t-narrow", narrow),
            ("t-former", of_former),
            ("t-revoked", revoked),
            ("t-elsewhere", Credential::Token(foreign_token)),
        ]
        .map(|(name, by)| Visitor { name, by, at: LOOKED_AT }),
    );
    Coordination { hub, clock, visitors }
}
