//! Referrals: who is offered one, and who hears what became of it.

use std::collections::BTreeMap;

use events::Command;
use events::authority::Principal;
use events::case::{CaseCommand as C, CaseCoordinator, CaseManager, CaseManagerRole, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::institution::InstitutionCommand;
use events::non_empty::NonEmpty;
use events::notification::Audience;
use events::period::Period;

use crate::support::{Harness, at, july};
use crate::{answered, as_person, give_as, planned, said_at};

const NOBODY: [&str; 0] = [];

fn case(command: C) -> Command {
    Command::Case("2017-014".parse().unwrap(), command)
}

/// A case that the police identified.
async fn opened() -> Harness {
    let harness = Harness::of(vec![&notifications::topics::referrals::Referrals]).await;
    let forms = NonEmpty::one(ExploitationForm::ForcedLabour);
    let (sex, nationality) = (Sex::Male, Nationality::Unknown);
    let profile = VictimProfile { age_group: AgeGroup::Adult, sex, nationality, forms };
    let identified_by = "policia".parse().unwrap();
    let open = C::Open { identified_by, profile, person: None, competent: BTreeMap::new() };
    harness.give(case(open)).await.unwrap();
    harness
}

async fn refer(harness: &Harness, referral: &str, receiver: &str) {
    let made = C::MakeReferral {
        referral: referral.parse().unwrap(),
        receiver: receiver.parse().unwrap(),
        stage: CaseStage::Assistance,
        answer_by: at(july(10), 16, 0),
        request: None,
    };
    harness.give(case(made)).await.unwrap();
}

async fn coordinated_by(harness: &Harness, person: &str, institution: &str) {
    let coordinator = CaseCoordinator { person: person.parse().unwrap(), institution: institution.parse().unwrap() };
    harness.give(case(C::AppointCoordinator(coordinator))).await.unwrap();
}

async fn managed_by(harness: &Harness, institution: &str) {
    let (institution, role) = (institution.parse().unwrap(), CaseManagerRole::VictimAdvocacyOffice);
    harness.give(case(C::AssignCaseManager(CaseManager { institution, role }))).await.unwrap();
}

#[tokio::test]
async fn everybody_of_the_receiver_is_offered_a_referral_on_a_day_off_as_well_and_once() {
    let harness = opened().await;
    harness.set(at(july(7), 21, 0));
    refer(&harness, "r1", "ms").await;
    assert_eq!(said_at(&harness, at(july(7), 21, 30)).await, NOBODY, "in quiet hours");
    let offered = ["arta at once: offered.r1", "besa at once: offered.r1"];
    assert_eq!(said_at(&harness, at(july(8), 7, 0)).await, offered, "on a Saturday: an answer has a time limit");
    assert_eq!(said_at(&harness, at(july(10), 8, 0)).await, NOBODY, "once");
    // Whoever gets a chat while it waits is offered it then.
    harness.appoint("ms", "drita", Some(9), false).await;
    assert_eq!(said_at(&harness, at(july(10), 9, 0)).await, ["drita at once: offered.r1"]);
}

#[tokio::test]
async fn whoever_is_away_is_offered_a_referral_on_coming_back_unless_nobody_else_is_there() {
    let harness = opened().await;
    let away = |person: &str| InstitutionCommand::AnnounceAbsence {
        person: person.parse().unwrap(),
        absence: Period::new(july(3), july(5)).unwrap(),
    };
    harness.institution("ms", away("arta")).await;
    refer(&harness, "r1", "ms").await;
    assert_eq!(said_at(&harness, at(july(4), 9, 0)).await, ["besa at once: offered.r1"]);
    harness.institution("policia", away("chair")).await;
    refer(&harness, "r2", "policia").await;
    assert_eq!(said_at(&harness, at(july(5), 9, 0)).await, ["chair at once: offered.r2"], "better than nobody");
    assert_eq!(said_at(&harness, at(july(6), 9, 0)).await, ["arta at once: offered.r1"], "back");
}

#[tokio::test]
async fn that_an_offer_reaches_nobody_is_recorded_until_somebody_has_a_chat() {
    let harness = opened().await;
    harness.institution("policia", InstitutionCommand::UnlinkChat { person: "chair".parse().unwrap() }).await;
    refer(&harness, "r1", "policia").await;
    assert_eq!(said_at(&harness, at(july(3), 9, 0)).await, NOBODY);
    let to: Vec<Audience> = planned(&harness).await.into_values().map(|notice| notice.to).collect();
    assert_eq!(to, [Audience::FocalPoint("policia".parse().unwrap())]);
    assert_eq!(harness.recorded("notification.failed").await, 1);
    harness.link("policia", "chair", 33).await;
    assert_eq!(said_at(&harness, at(july(3), 10, 0)).await, ["chair at once: offered.r1"]);
}

#[tokio::test]
async fn that_nobody_answered_in_time_is_told_to_the_secretariat_and_the_coordinator_at_work() {
    let harness = opened().await;
    coordinated_by(&harness, "chair", "policia").await;
    refer(&harness, "r1", "ms").await;
    said_at(&harness, at(july(3), 9, 0)).await;
    harness.set(at(july(14), 21, 0));
    let escalate = C::EscalateReferral { referral: "r1".parse().unwrap() };
    give_as(&harness, Principal::service("reminders".parse().unwrap()), case(escalate)).await;
    for quiet in [at(july(14), 21, 30), at(july(15), 10, 0), at(july(17), 6, 0)] {
        assert_eq!(said_at(&harness, quiet).await, NOBODY, "{quiet}");
    }
    assert_eq!(said_at(&harness, at(july(17), 7, 0)).await, ["chair at once: late.r1", "teuta at once: late.r1"]);
    assert_eq!(said_at(&harness, at(july(18), 9, 0)).await, NOBODY, "once");
    // One who coordinates at the secretariat hears once.
    let harness = opened().await;
    coordinated_by(&harness, "teuta", "secretariat").await;
    refer(&harness, "r1", "ms").await;
    said_at(&harness, at(july(3), 9, 0)).await;
    harness.set(at(july(17), 9, 0));
    let escalate = C::EscalateReferral { referral: "r1".parse().unwrap() };
    give_as(&harness, Principal::service("reminders".parse().unwrap()), case(escalate)).await;
    assert_eq!(said_at(&harness, at(july(17), 9, 0)).await, ["teuta at once: late.r1"]);
}

#[tokio::test]
async fn an_answer_is_told_to_those_who_follow_the_case_but_not_to_whoever_gave_it() {
    let referral = || "r1".parse().unwrap();
    let accept = C::AcceptReferral { referral: referral() };
    let decline = C::DeclineReferral { referral: referral(), reason: "full".parse().unwrap() };
    for (answer, expected) in [
        (accept, vec!["besa at once: accepted.r1", "chair at once: accepted.r1"]),
        (decline, vec!["besa at once: declined.r1", "chair at once: declined.r1", "teuta at once: declined.r1"]),
    ] {
        let harness = opened().await;
        coordinated_by(&harness, "chair", "policia").await;
        managed_by(&harness, "ms").await;
        refer(&harness, "r1", "ms").await;
        said_at(&harness, at(july(3), 9, 0)).await;
        give_as(&harness, as_person("arta", "ms"), case(answer)).await;
        assert_eq!(said_at(&harness, at(july(3), 9, 5)).await, expected);
        assert_eq!(said_at(&harness, at(july(4), 9, 0)).await, NOBODY, "once");
    }
}

#[tokio::test]
async fn an_answer_is_news_for_seven_days_and_nothing_is_said_of_a_closed_case() {
    let answered = async |closed: bool| {
        let harness = opened().await;
        harness.set(at(july(3), 9, 0));
        refer(&harness, "r1", "ms").await;
        let decline = C::DeclineReferral { referral: "r1".parse().unwrap(), reason: "full".parse().unwrap() };
        harness.give(case(decline)).await.unwrap();
        if closed {
            harness.give(case(C::Close { reason: "moved away".parse().unwrap() })).await.unwrap();
        }
        harness
    };
    let harness = answered(false).await;
    assert_eq!(said_at(&harness, at(july(10), 9, 0)).await, ["teuta at once: declined.r1"], "the seventh day");
    let harness = answered(false).await;
    assert_eq!(said_at(&harness, at(july(10), 9, 1)).await, NOBODY, "seven days are over");
    let harness = answered(true).await;
    assert_eq!(said_at(&harness, at(july(3), 9, 1)).await, NOBODY, "closed");
}

#[tokio::test]
async fn that_a_referral_was_taken_on_is_noted_as_the_answer_of_everybody_to_whom_it_was_offered() {
    let harness = opened().await;
    refer(&harness, "r1", "ms").await;
    said_at(&harness, at(july(3), 9, 0)).await;
    give_as(&harness, as_person("arta", "ms"), case(C::AcceptReferral { referral: "r1".parse().unwrap() })).await;
    said_at(&harness, at(july(3), 9, 5)).await;
    assert_eq!(answered(&harness).await, ["offered.r1: case.referral-accepted"; 2]);
    refer(&harness, "r2", "ms").await;
    said_at(&harness, at(july(4), 9, 0)).await;
    let decline = C::DeclineReferral { referral: "r2".parse().unwrap(), reason: "full".parse().unwrap() };
    give_as(&harness, as_person("besa", "ms"), case(decline)).await;
    said_at(&harness, at(july(4), 9, 5)).await;
    let of_both = ["offered.r1: case.referral-accepted", "offered.r2: case.referral-declined"].map(|one| [one; 2]);
    assert_eq!(answered(&harness).await, of_both.concat());
}
