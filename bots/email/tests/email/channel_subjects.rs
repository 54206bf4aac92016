//! What is said by e-mail of everything but tasks of one's own and meetings: decisions, reports, referrals, training, weeks
//! and months, offices that were taken over, and who cannot be reached.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use events::Command;
use events::action_item::ActionItemCommand;
use events::audit::{AuditedAct, Door};
use events::authority::Principal;
use events::case::{CaseCommand, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::ids::{ChatId, Position};
use events::institution::{InstitutionCommand, InstitutionKind, InvitationHash};
use events::language::Language;
use events::mandate::Mandate;
use events::non_empty::NonEmpty;
use events::notification::{Audience, NotDelivered};
use events::period::Period;
use events::training::{Audience as Trainees, CertificateCode, ModuleCommand, ModulePlan, StaffMember};
use notifications::{
    Content, LostChat, OverviewContent, ReferralContent, ReferralNews, TrainingContent, UnreachableInstitution,
    UnreachablePerson, WayInContent, WorkContent,
};
use readmodels::Office;
use readmodels::accounts::WayInChangeKind;

use crate::support::authority::{Authority, day, everywhere};

const NOW: &str = "2017-07-03T06:00:00Z";
const LANGUAGES: [Language; 3] = [Language::En, Language::Sq, Language::Sr];

/// The words of one language.
fn of(language: Language, [en, sq, sr]: [&str; 3]) -> &str {
    match language {
        Language::En => en,
        Language::Sq => sq,
        Language::Sr | Language::SrCyrl => sr,
    }
}

async fn with_a_task(language: Language) -> Authority {
    let authority = Authority::speaking(language).await;
    authority.assign("beds", everywhere("Numëro shtretërit"), "2017-06-30").await;
    authority
}

fn work(content: WorkContent) -> Vec<Content> {
    vec![Content::Work(content)]
}

#[tokio::test]
async fn whoever_asked_hears_what_was_decided_by_whom_and_why() {
    for language in LANGUAGES {
        let authority = with_a_task(language).await;
        let until = day("2017-07-14");
        authority.item("ms", "beds", ActionItemCommand::RequestExtension { until, reason: None }).await;
        let decision = authority.item("policia", "beds", ActionItemCommand::GrantExtension { until }).await;
        let item = || "beds".parse().unwrap();
        let mail = authority.told("arta", work(WorkContent::Decided { item: item(), decision })).await;
        assert_eq!(mail.header("Subject"), "Numëro shtretërit");
        mail.says(&[
            of(language, ["DECIDED ON YOUR TASKS", "VENDIMET PËR DETYRAT TUAJA", "ODLUKE O VAŠIM ZADACIMA"]),
            of(
                language,
                [
                    "You have until Friday 14 July",
                    "keni afat deri të premten, 14 korrik",
                    "imate rok do petka, 14. jula",
                ],
            ),
            "– Besim Gashi, Policia",
        ]);
        assert_eq!(mail.steps("arta", NOW), ["beds accept", "beds complete", "beds request-extension:2017-07-21"]);

        authority.item("ms", "beds", ActionItemCommand::Complete).await;
        let reason = "Mungon qyteti i Prizrenit".parse().unwrap();
        let decision = authority.item("policia", "beds", ActionItemCommand::Reopen { reason, due: None }).await;
        let mail = authority.told("arta", work(WorkContent::Decided { item: item(), decision })).await;
        mail.says(&["Mungon qyteti i Prizrenit", "– Besim Gashi, Policia"]);
        let reason = "Nuk duhet më".parse().unwrap();
        let decision = authority.item("secretariat", "beds", ActionItemCommand::Cancel { reason }).await;
        let mail = authority.told("arta", work(WorkContent::Decided { item: item(), decision })).await;
        mail.says(&["Nuk duhet më"]);
        assert!(mail.links("links").is_empty());
    }
}

#[tokio::test]
async fn a_chair_hears_what_was_reported_and_can_decide_on_it() {
    for language in LANGUAGES {
        let authority = with_a_task(language).await;
        let item = || "beds".parse().unwrap();
        let (until, reason) = (day("2017-07-14"), Some("Pritet lista".parse().unwrap()));
        let report = authority.item("ms", "beds", ActionItemCommand::RequestExtension { until, reason }).await;
        let asked = WorkContent::Reported { item: item(), report };
        let mail = authority.told("chair", work(asked.clone())).await;
        mail.says(&[
            of(language, ["FOR YOU TO DECIDE", "PËR VENDIMIN TUAJ", "ČEKA VAŠU ODLUKU"]),
            "MPMS",
            "Pritet lista",
        ]);
        assert_eq!(mail.steps("chair", NOW), ["beds grant-extension:2017-07-14", "beds refuse-extension"]);

        let report = authority.item("ms", "beds", ActionItemCommand::Complete).await;
        let mail = authority.told("chair", work(WorkContent::Reported { item: item(), report })).await;
        mail.says(&["MPMS", "Numëro shtretërit"]);
        assert_eq!(mail.steps("chair", NOW), ["beds verify", "beds reopen"]);
        // Of others' tasks somebody else hears nothing.
        authority
            .item("policia", "beds", ActionItemCommand::Reopen { reason: "x".parse().unwrap(), due: Some(until) })
            .await;
        let (suggested, reason) = (Some("secretariat".parse().unwrap()), Some("Kjo i takon komunës".parse().unwrap()));
        let report = authority.item("ms", "beds", ActionItemCommand::Disclaim { suggested, reason }).await;
        let mail = authority.told("chair", work(WorkContent::Reported { item: item(), report })).await;
        mail.says(&["Kjo i takon komunës"]);
        assert_eq!(mail.steps("chair", NOW), ["beds give-to:secretariat", "beds return", "beds call-off"]);
    }
}

#[tokio::test]
async fn what_is_late_elsewhere_a_nudge_and_what_was_put_off_are_said() {
    for language in LANGUAGES {
        let authority = with_a_task(language).await;
        let item = || "beds".parse().unwrap();
        let late =
            |to| WorkContent::LateElsewhere { item: item(), owner: "ms".parse().unwrap(), working_days_late: 5, to };
        let mail = authority.told("teuta", work(late(Audience::Secretariat))).await;
        mail.says(&["MPMS", "5 ", "Numëro shtretërit"]);
        assert!(mail.links("links").is_empty());
        let mail = authority.told("arta", work(WorkContent::Nudged { item: item() })).await;
        mail.says(&["1. Numëro shtretërit"]);
        assert_eq!(mail.links("links").len(), 3);
        let mail = authority.told("arta", work(WorkContent::PutOff { item: item() })).await;
        mail.says(&["1. Numëro shtretërit"]);
        let mail = authority.told("chair", work(WorkContent::NudgeNotArrived { item: item() })).await;
        mail.says(&["MPMS"]);
        mail.says(&["Numëro shtretërit"]);
        // A task is linked once in a message, however often it is named.
        let twice = [WorkContent::Nudged { item: item() }, WorkContent::PutOff { item: item() }];
        let mail = authority.told("arta", twice.into_iter().map(Content::Work).collect()).await;
        assert_eq!(mail.links("links").len(), 3);
        authority.item("ms", "beds", ActionItemCommand::Complete).await;
        for over in [late(Audience::Secretariat), WorkContent::Nudged { item: item() }] {
            authority.says_nothing("teuta", Content::Work(over)).await;
        }
    }
}

#[tokio::test]
async fn of_a_referral_the_reference_is_said_and_links_answer_it() {
    for language in LANGUAGES {
        let authority = Authority::speaking(language).await;
        let case = |command| Command::Case("2017-014".parse().unwrap(), command);
        let profile = VictimProfile {
            age_group: AgeGroup::Adult,
            sex: Sex::Male,
            nationality: Nationality::Unknown,
            forms: NonEmpty::one(ExploitationForm::ForcedLabour),
        };
        let identified_by = "policia".parse().unwrap();
        let open = CaseCommand::Open { identified_by, profile, person: None, competent: BTreeMap::new() };
        authority.give(case(open)).await;
        let made = CaseCommand::MakeReferral {
            referral: "r1".parse().unwrap(),
            receiver: "ms".parse().unwrap(),
            stage: CaseStage::Assistance,
            answer_by: "2017-07-10T14:00:00Z".parse().unwrap(),
            request: Some("Strehim për dy javë".parse().unwrap()),
        };
        authority.give(case(made)).await;
        let said = |news| {
            let (case, referral) = ("2017-014".parse().unwrap(), "r1".parse().unwrap());
            Content::Referral(ReferralContent { case, referral, news })
        };
        let mail = authority.told("arta", vec![said(ReferralNews::Offered)]).await;
        assert!(mail.header("Subject").ends_with("2017-014"), "{}", mail.header("Subject"));
        mail.says(&["MPMS", "2017-014", "16:00", "Strehim për dy javë"]);
        let answers = ["accept-referral/2017-014/r1", "decline-referral/2017-014/r1"];
        assert_eq!(mail.steps("arta", NOW), answers);
        let mail = authority.told("teuta", vec![said(ReferralNews::Late)]).await;
        mail.says(&["MPMS", "2017-014"]);
        assert!(mail.links("links").is_empty(), "who follows the case does not answer for the receiver");
        authority.says_nothing("chair", said(ReferralNews::Offered)).await;
        // Whoever has no part in the case hears nothing of it, whatever the notice says.
        authority.register("msh", "Ministria e Shëndetësisë", InstitutionKind::Ministry).await;
        authority.appoint("msh", "drita", "Drita Hoxha", language).await;
        authority.says_nothing("drita", said(ReferralNews::Late)).await;

        let decline =
            CaseCommand::DeclineReferral { referral: "r1".parse().unwrap(), reason: "Nuk ka vend".parse().unwrap() };
        let arta = Principal::official("arta".parse().unwrap(), "ms".parse().unwrap(), [].into(), Mandate::Institution);
        authority.give_as(arta, None, case(decline)).await;
        let mail = authority.told("teuta", vec![said(ReferralNews::Declined)]).await;
        mail.says(&["MPMS", "2017-014", "Nuk ka vend"]);
        authority.says_nothing("arta", said(ReferralNews::Offered)).await;
        authority.says_nothing("teuta", said(ReferralNews::Accepted)).await;
        // Who was told of the case is in the trail, each once an hour; whoever heard nothing of it is not.
        let told: Vec<_> = authority.trail(2).await;
        let told: BTreeSet<_> =
            told.iter().map(|(who, line)| (who.as_str(), line.act, line.object.as_str(), line.door)).collect();
        let look = |who| (who, AuditedAct::CaseRead, "2017-014", Door::Email);
        assert_eq!(told, [look("arta@ms"), look("teuta@secretariat")].into());
    }
}

async fn module(authority: &Authority, on: &str, command: ModuleCommand) {
    let at: DateTime<Utc> = format!("{on}T09:00:00Z").parse().unwrap();
    authority.give_as(Principal::secretariat(), Some(at), Command::Module("m1".parse().unwrap(), command)).await;
}

fn member(authority: &Authority, person: &str) -> StaffMember {
    let person = person.parse().unwrap();
    let name = authority.seal(&person, &"Arta Krasniqi".parse().unwrap());
    StaffMember { person, institution: "ms".parse().unwrap(), name }
}

#[tokio::test]
async fn trainers_hear_of_their_sessions_and_of_attendance_without_a_command_of_the_chat() {
    for language in LANGUAGES {
        let authority = Authority::speaking(language).await;
        let plan = ModulePlan {
            title: everywhere("Trajnimi i të dhënave"),
            audience: Trainees::Trainers,
            form: "workshop".parse().unwrap(),
            from: day("2017-01-01"),
            until: day("2018-12-31"),
            days_min: None,
            days_max: None,
        };
        module(&authority, "2017-01-02", ModuleCommand::Plan(plan)).await;
        let (trainer, code) = (member(&authority, "arta"), CertificateCode::from_bytes([1; 10]));
        module(&authority, "2017-01-02", ModuleCommand::CertifyTrainer { trainer, code, until: None }).await;
        let days = Period::new(day("2017-07-04"), day("2017-07-05")).unwrap();
        let session = || "s1".parse().unwrap();
        let (place, trainers) = (Some("Prizren".parse().unwrap()), NonEmpty::one("arta".parse().unwrap()));
        module(&authority, "2017-06-20", ModuleCommand::ScheduleSession { session: session(), days, place, trainers })
            .await;
        let (trainer, of_module) = (|| "arta".parse().unwrap(), || "m1".parse().unwrap());
        let ahead = TrainingContent::SessionAhead { trainer: trainer(), module: of_module(), session: session() };
        let due = TrainingContent::AttendanceDue { trainer: trainer(), module: of_module(), session: session() };
        let idle = TrainingContent::Idle { trainer: trainer(), since: day("2017-01-02") };
        for (content, steps) in [(ahead, 0), (due, 1), (idle, 0)] {
            let mail = authority.told("arta", vec![Content::Training(content.clone())]).await;
            mail.says(&["Trajnimi i të dhënave"]);
            assert_eq!(mail.steps("arta", NOW), vec!["take-attendance/m1/s1"; steps]);
            assert!(!mail.text().contains("/training"), "{}", mail.text());
        }
        let reason = "x".parse().unwrap();
        module(&authority, "2017-07-02", ModuleCommand::CancelSession { session: session(), reason }).await;
        let ahead = TrainingContent::SessionAhead { trainer: trainer(), module: of_module(), session: session() };
        authority.says_nothing("arta", Content::Training(ahead)).await;
    }
}

#[tokio::test]
async fn weeks_months_and_briefings_come_to_whoever_may_see_them() {
    for language in LANGUAGES {
        let authority = with_a_task(language).await;
        let week = OverviewContent::Week { subgroup: "te-dhena".parse().unwrap(), from: day("2017-06-26") };
        let mail = authority.told("chair", vec![Content::Overview(week.clone())]).await;
        mail.says(&["Nëngrupi për të dhëna", "(1)", "MPMS: Numëro shtretërit"]);
        authority.says_nothing("arta", Content::Overview(week)).await;
        let month = OverviewContent::Month { from: day("2017-06-01") };
        let mail = authority.told("teuta", vec![Content::Overview(month.clone())]).await;
        mail.says(&[of(language, ["JUNE 2017", "QERSHOR 2017", "JUN 2017"])]);
        authority.says_nothing("arta", Content::Overview(month)).await;
        let office = Office::FocalPoint("ms".parse().unwrap());
        let mail = authority.told("arta", vec![Content::Briefing(office)]).await;
        mail.says(&["MPMS", "(1)", "Numëro shtretërit", "Teuta Berisha"]);
        assert!(!mail.text().contains("(0)"), "{}", mail.text());
    }
}

#[tokio::test]
async fn who_cannot_be_reached_and_a_chat_that_was_lost_are_said() {
    for language in LANGUAGES {
        let authority = Authority::speaking(language).await;
        let unreachable = |failure| {
            Content::Unreachable(UnreachablePerson {
                person: "arta".parse().unwrap(),
                institution: "ms".parse().unwrap(),
                failure,
                stand_in: None,
            })
        };
        let mail = authority.told("teuta", vec![unreachable(NotDelivered::AddressBounced)]).await;
        mail.says(&["Arta Krasniqi", "MPMS"]);
        authority.says_nothing("teuta", unreachable(NotDelivered::BlockedByPerson)).await;
        let nobody = |institution: &str| {
            let (institution, failure) = (institution.parse().unwrap(), NotDelivered::NoChannel);
            Content::NobodyReached(UnreachableInstitution { institution, failure })
        };
        let mail = authority.told("teuta", vec![nobody("ms"), nobody("policia")]).await;
        mail.says(&["MPMS, ", of(language, ["nobody there has", "askush atje nuk ka", "niko tamo nema"])]);
        let way_in = |kind| Content::WayIn(WayInContent { kind });
        let kinds = [WayInChangeKind::LinkMade, WayInChangeKind::LinkMade, WayInChangeKind::PasskeyRegistered];
        let mail = authority.told("arta", kinds.map(way_in).to_vec()).await;
        mail.says(&[
            of(
                language,
                ["An administrator made a link", "Një administrator bëri një lidhje", "Administrator je napravio link"],
            ),
            of(
                language,
                ["A passkey was registered", "u regjistrua një çelës i pajisjes", "registrovan pristupni ključ"],
            ),
        ]);
        let lost = || Content::LostChat(LostChat { institution: "ms".parse().unwrap(), position: Position::START });
        authority.told("arta", vec![lost()]).await.says(&["MPMS"]);
        let (person, invitation) = (|| "arta".parse().unwrap(), || InvitationHash::of_token("invite"));
        let expires_at = "2017-07-20T08:00:00Z".parse().unwrap();
        let issue = InstitutionCommand::IssueInvitation { person: person(), invitation: invitation(), expires_at };
        authority.institution("ms", issue).await;
        let link =
            InstitutionCommand::LinkChat { invitation: invitation(), chat: authority.seal(&person(), &ChatId(7)) };
        let service = Principal::service("test".parse().unwrap());
        authority.give_as(service, None, Command::Institution("ms".parse().unwrap(), link)).await;
        authority.says_nothing("arta", lost()).await;
        authority.told("teuta", vec![unreachable(NotDelivered::BlockedByPerson)]).await.says(&["Arta Krasniqi"]);
    }
}
