//! Referrals in chat: offered to the people of the receiver, answered by them only, and a reason passes the guard.

use std::collections::BTreeMap;

use crate::support::{TestBot, eventually};
use events::case::{CaseCommand as C, CaseEvent as E, CaseManager, CaseManagerRole, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::ids::Position;
use events::institution::{InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use events::{Command, Event};
use store::EventStore;

pub(crate) async fn give(harness: &TestBot, command: C) {
    give_to(harness, "2017-014", command).await;
}

pub(crate) async fn give_to(harness: &TestBot, case: &str, command: C) {
    harness.give(Command::Case(case.parse().unwrap(), command)).await;
}

pub(crate) async fn open(harness: &TestBot) {
    let names = LocalText::from_versions(Language::ALL.map(|language| (language, "Shelter"))).unwrap();
    let (kind, role) = (InstitutionKind::Shelter, "role".parse().unwrap());
    let register = InstitutionCommand::Register { names, kind, role, authority_member: true };
    harness.give(Command::Institution("isf".parse().unwrap(), register)).await;
    open_case(harness, "2017-014").await;
}

pub(crate) async fn open_case(harness: &TestBot, case: &str) {
    let forms = NonEmpty::one(ExploitationForm::ForcedLabour);
    let (sex, nationality) = (Sex::Male, Nationality::Unknown);
    let profile = VictimProfile { age_group: AgeGroup::Adult, sex, nationality, forms };
    let identified_by = "isf".parse().unwrap();
    give_to(harness, case, C::Open { identified_by, profile, person: None, competent: BTreeMap::new() }).await;
}

pub(crate) fn refer(referral: &str, receiver: &str, stage: CaseStage) -> C {
    C::MakeReferral {
        referral: referral.parse().unwrap(),
        receiver: receiver.parse().unwrap(),
        stage,
        answer_by: "2017-07-05T14:00:00Z".parse().unwrap(),
        request: Some("A medical examination".parse().unwrap()),
    }
}

/// What happened to the case since it was opened.
async fn history(harness: &TestBot) -> Vec<E> {
    let all = harness.store.read_all(Position::START, 1000).await.unwrap();
    let all = all.into_iter().filter_map(|stored| match stored.decode().unwrap().event {
        Event::Case(_, event) => Some(event),
        Event::Institution(..)
        | Event::Subgroup(..)
        | Event::Meeting(..)
        | Event::ActionItem(..)
        | Event::Reminder(..)
        | Event::Notification(..)
        | Event::DataRequest(..)
        | Event::Module(..)
        | Event::Objective(..)
        | Event::Account(..)
        | Event::AuditTrail(..)
        | Event::Webhook(..)
        | Event::Erasure(..)
        | Event::Milestone(..) => None,
    });
    all.collect()
}

#[tokio::test]
async fn a_referral_is_offered_and_accepted_with_a_button() {
    let harness = TestBot::start().await;
    harness.begin().await;
    open(&harness).await;
    give(&harness, refer("r1", "ms", CaseStage::Assistance)).await;
    let offer = harness.hears("is asked to take on case 2017-014").await;
    let text = offer["text"].as_str().unwrap();
    assert!(text.contains("Ministry") && text.contains("Assistance") && text.contains("16:00"), "{text}");
    assert!(text.contains("Asked for: A medical examination"), "{text}");
    harness.press(&offer, "Accept").await;
    let told = harness.hears("answers for case 2017-014").await;
    assert_eq!(told["id"], offer["id"], "the offer becomes the confirmation, its buttons are gone");
    assert!(matches!(history(&harness).await.last().unwrap(), E::ReferralAccepted { .. }));
    harness.say("/referrals").await;
    harness.hears("No referral waits").await;
    let offers = harness.messages().await;
    let offers = offers.iter().filter(|message| message["text"].as_str().unwrap().contains("is asked to take on"));
    assert_eq!(offers.count(), 0, "offered once");
    harness.stop().await;
}

#[tokio::test]
async fn each_offer_is_a_message_by_itself_that_becomes_its_own_answer() {
    let harness = TestBot::start().await;
    open(&harness).await;
    give(&harness, refer("r1", "ms", CaseStage::Assistance)).await;
    give(&harness, refer("r2", "ms", CaseStage::Reintegration)).await;
    harness.begin().await;
    let (first, second) = (harness.hears("stage “Assistance”").await, harness.hears("stage “Reintegration”").await);
    assert_ne!(first["id"], second["id"]);
    harness.press(&first, "Accept").await;
    harness.hears("answers for case 2017-014").await;
    harness.press(&second, "Accept").await;
    let accepted =
        async || history(&harness).await.iter().filter(|it| matches!(it, E::ReferralAccepted { .. })).count();
    eventually(async || accepted().await == 2, "the other one cannot be answered any more").await;
    harness.stop().await;
}

#[tokio::test]
async fn declining_asks_for_a_reason_and_keeps_no_names() {
    let harness = TestBot::start().await;
    open(&harness).await;
    give(&harness, refer("r1", "ms", CaseStage::Assistance)).await;
    // Offered to whoever links the chat later.
    harness.begin().await;
    let offer = harness.hears("is asked to take on case 2017-014").await;
    harness.press(&offer, "Decline").await;
    harness.hears("Why does your institution not take on case 2017-014").await;
    harness.say("The victim Arbana Gashi is not well").await;
    harness.hears("Nothing that shows who a victim is").await;
    let stays = history(&harness).await;
    assert!(matches!(stays.last().unwrap(), E::ReferralMade { .. }), "it still waits: {stays:?}");
    harness.say("no bed free until August").await;
    harness.hears("Declined: case 2017-014").await;
    let Some(E::ReferralDeclined { reason, .. }) = history(&harness).await.pop() else { panic!("not declined") };
    assert_eq!(reason.as_str(), "no bed free until August");
    // Whoever declined has nothing to do with the case any more, and the offer says nothing of it.
    let over = harness.hears("Nothing of this message is open any more").await;
    assert_eq!((&over["id"], &over["buttons"]), (&offer["id"], &serde_json::json!([])), "{over}");
    harness.stop().await;
}

#[tokio::test]
async fn only_the_receivers_people_are_offered_anything_or_may_answer() {
    let harness = TestBot::start().await;
    harness.begin().await;
    open(&harness).await;
    give(&harness, refer("r1", "isf", CaseStage::Assistance)).await;
    give(&harness, refer("r2", "ms", CaseStage::Reintegration)).await;
    let offer = harness.hears("Reintegration").await;
    harness.say("/referrals").await;
    harness.hears("1 referral waits").await;
    let messages = harness.messages().await;
    assert!(!messages.iter().any(|message| message["text"].as_str().unwrap().contains("Assistance")), "{messages:?}");

    // The case manager's people hear what became of a referral; the offer of a closed case is over.
    let (institution, role) = ("ms".parse().unwrap(), CaseManagerRole::VictimAdvocacyOffice);
    give(&harness, C::AssignCaseManager(CaseManager { institution, role })).await;
    let reason = "full".parse().unwrap();
    give(&harness, C::DeclineReferral { referral: "r1".parse().unwrap(), reason }).await;
    harness.hears("Shelter declined case 2017-014").await;
    give(&harness, C::Close { reason: "moved away".parse().unwrap() }).await;
    let over = harness.hears("does not wait for an answer any more").await;
    assert_eq!((&over["id"], &over["buttons"]), (&offer["id"], &serde_json::json!([])), "{over}");
    harness.stop().await;
}
