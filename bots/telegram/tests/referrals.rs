//! Referrals in chat: offered to the people of the receiver, answered by them only, and a reason passes the guard.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod held;

use std::collections::BTreeMap;

use events::case::{CaseCommand as C, CaseEvent as E, CaseManager, CaseManagerRole, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::ids::Position;
use events::institution::{InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use events::{Command, Event};
use held::Desk;
use store::EventStore;

async fn give(desk: &Desk, command: C) {
    desk.give(Command::Case("2017-014".parse().unwrap(), command)).await;
}

async fn open(desk: &Desk) {
    let names = LocalText::from_versions(Language::ALL.map(|language| (language, "Shelter"))).unwrap();
    let (kind, role) = (InstitutionKind::Shelter, "role".parse().unwrap());
    let register = InstitutionCommand::Register { names, kind, role, authority_member: true };
    desk.give(Command::Institution("isf".parse().unwrap(), register)).await;
    let forms = NonEmpty::one(ExploitationForm::ForcedLabour);
    let (sex, nationality) = (Sex::Male, Nationality::Unknown);
    let profile = VictimProfile { age_group: AgeGroup::Adult, sex, nationality, forms };
    let identified_by = "isf".parse().unwrap();
    give(desk, C::Open { identified_by, profile, person: None, competent: BTreeMap::new() }).await;
}

fn refer(referral: &str, receiver: &str, stage: CaseStage) -> C {
    C::MakeReferral {
        referral: referral.parse().unwrap(),
        receiver: receiver.parse().unwrap(),
        stage,
        answer_by: "2017-07-05T14:00:00Z".parse().unwrap(),
        request: Some("A medical examination".parse().unwrap()),
    }
}

/// What happened to the case since it was opened.
async fn history(desk: &Desk) -> Vec<E> {
    let all = desk.store.read_all(Position::START, 1000).await.unwrap();
    let all = all.into_iter().filter_map(|stored| match stored.decode().unwrap().event {
        Event::Case(_, event) => Some(event),
        Event::Institution(..)
        | Event::Subgroup(..)
        | Event::Meeting(..)
        | Event::ActionItem(..)
        | Event::Reminder(..)
        | Event::DataRequest(..)
        | Event::Module(..)
        | Event::Objective(..)
        | Event::Milestone(..) => None,
    });
    all.collect()
}

#[tokio::test]
async fn a_referral_is_offered_and_accepted_with_a_button() {
    let desk = Desk::start().await;
    desk.begin().await;
    open(&desk).await;
    give(&desk, refer("r1", "ms", CaseStage::Assistance)).await;
    let offer = desk.hears("is asked to take on case 2017-014").await;
    let text = offer["text"].as_str().unwrap();
    assert!(text.contains("Ministry") && text.contains("Assistance") && text.contains("16:00"), "{text}");
    assert!(text.contains("Asked for: A medical examination"), "{text}");
    desk.press(&offer, "Accept").await;
    let told = desk.hears("answers for case 2017-014").await;
    assert_eq!(told["id"], offer["id"], "the offer becomes the confirmation, its buttons are gone");
    assert!(matches!(history(&desk).await.last().unwrap(), E::ReferralAccepted { .. }));
    desk.say("/referrals").await;
    desk.hears("No referral waits").await;
    let offers = desk.messages().await;
    let offers = offers.iter().filter(|message| message["text"].as_str().unwrap().contains("is asked to take on"));
    assert_eq!(offers.count(), 0, "offered once");
    desk.stop().await;
}

#[tokio::test]
async fn declining_asks_for_a_reason_and_keeps_no_names() {
    let desk = Desk::start().await;
    open(&desk).await;
    give(&desk, refer("r1", "ms", CaseStage::Assistance)).await;
    // Offered to whoever links the chat later.
    desk.begin().await;
    let offer = desk.hears("is asked to take on case 2017-014").await;
    desk.press(&offer, "Decline").await;
    desk.hears("Why does your institution not take on case 2017-014").await;
    desk.say("The victim Arbana Gashi is not well").await;
    desk.hears("Nothing that shows who a victim is").await;
    let stays = history(&desk).await;
    assert!(matches!(stays.last().unwrap(), E::ReferralMade { .. }), "it still waits: {stays:?}");
    desk.say("no bed free until August").await;
    desk.hears("Declined: case 2017-014").await;
    let Some(E::ReferralDeclined { reason, .. }) = history(&desk).await.pop() else { panic!("not declined") };
    assert_eq!(reason.as_str(), "no bed free until August");
    desk.press(&offer, "Accept").await;
    desk.hears("does not wait for an answer any more").await;
    desk.stop().await;
}

#[tokio::test]
async fn only_the_receivers_people_are_offered_anything_or_may_answer() {
    let desk = Desk::start().await;
    desk.begin().await;
    open(&desk).await;
    give(&desk, refer("r1", "isf", CaseStage::Assistance)).await;
    give(&desk, refer("r2", "ms", CaseStage::Reintegration)).await;
    let offer = desk.hears("Reintegration").await;
    desk.say("/referrals").await;
    desk.hears("1 referral waits").await;
    let messages = desk.messages().await;
    assert!(!messages.iter().any(|message| message["text"].as_str().unwrap().contains("Assistance")), "{messages:?}");

    // The case manager's people hear what became of a referral; the offer of a closed case is over.
    let (institution, role) = ("ms".parse().unwrap(), CaseManagerRole::VictimAdvocacyOffice);
    give(&desk, C::AssignCaseManager(CaseManager { institution, role })).await;
    let reason = "full".parse().unwrap();
    give(&desk, C::DeclineReferral { referral: "r1".parse().unwrap(), reason }).await;
    desk.hears("Shelter declined case 2017-014").await;
    give(&desk, C::Close { reason: "moved away".parse().unwrap() }).await;
    desk.press(&offer, "Accept").await;
    desk.hears("does not wait for an answer any more").await;
    desk.stop().await;
}
