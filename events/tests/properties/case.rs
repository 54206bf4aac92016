use std::collections::{BTreeMap, BTreeSet};

use events::case::{
    Case, CaseCommand as C, CaseCoordinator, CaseEvent as E, CaseManager, CaseManagerRole, CaseStage, ReferralAnswer,
};
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::country::Country;
use events::ids::{CaseId, InstitutionId, ReferralId};
use events::person_key::VictimKey;
use events::{Command, Event};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;

use super::StoryAggregate;
use super::any::{any_id, any_instant, any_institution, any_person, any_text};
use crate::values::{id, victim_key};

properties_of!(Case);

pub(crate) fn any_country() -> impl Strategy<Value = Country> {
    prop_oneof![2 => Just(Country::KOSOVO), 1 => select(Country::all().collect::<Vec<_>>())]
}

pub(crate) fn any_nationality() -> impl Strategy<Value = Nationality> {
    let fixed = select(&[Nationality::Stateless, Nationality::Unknown][..]);
    prop_oneof![3 => any_country().prop_map(Nationality::Of), 1 => fixed]
}

fn any_profile() -> impl Strategy<Value = VictimProfile> {
    let forms = prop::collection::vec(select(&ExploitationForm::ALL[..]), 1..3);
    (select(&AgeGroup::ALL[..]), select(&Sex::ALL[..]), any_nationality(), forms).prop_map(
        |(age_group, sex, nationality, forms)| VictimProfile {
            age_group,
            sex,
            nationality,
            forms: forms.try_into().unwrap(),
        },
    )
}

fn any_key() -> impl Strategy<Value = VictimKey> {
    (1..4u8).prop_map(victim_key)
}

fn any_role() -> impl Strategy<Value = CaseManagerRole> {
    select(&[CaseManagerRole::CentreForSocialWork, CaseManagerRole::VictimAdvocacyOffice][..])
}

fn any_competent() -> impl Strategy<Value = BTreeMap<CaseManagerRole, InstitutionId>> {
    prop::collection::btree_map(any_role(), any_institution(), 0..3)
}

fn any_manager() -> impl Strategy<Value = CaseManager> {
    (any_institution(), any_role()).prop_map(|(institution, role)| CaseManager { institution, role })
}

fn any_coordinator() -> impl Strategy<Value = CaseCoordinator> {
    (any_person(), any_institution()).prop_map(|(person, institution)| CaseCoordinator { person, institution })
}

fn any_stage() -> impl Strategy<Value = CaseStage> {
    select(&CaseStage::ALL[..])
}

fn any_referral() -> impl Strategy<Value = ReferralId> {
    any_id(&["r1", "r2", "r3"])
}

fn any_case() -> impl Strategy<Value = CaseId> {
    any_id(&["2025-003", "2025-009", "2026-014"])
}

impl StoryAggregate for Case {
    const COMMAND: fn(CaseId, C) -> Command = Command::Case;
    const EVENT: fn(CaseId, E) -> Event = Event::Case;

    fn id() -> CaseId {
        id("2026-014")
    }

    fn commands() -> BoxedStrategy<C> {
        let open = (any_institution(), any_profile(), option::of(any_key()), any_competent());
        let offer = (any_referral(), any_institution(), any_stage(), any_instant(), option::of(any_text()));
        prop_oneof![
            3 => open.prop_map(|(identified_by, profile, person, competent)| C::Open {
                identified_by, profile, person, competent
            }),
            2 => any_profile().prop_map(|profile| C::ReviseProfile { profile }),
            2 => any_manager().prop_map(C::AssignCaseManager),
            1 => any_coordinator().prop_map(C::AppointCoordinator),
            4 => offer.prop_map(|(referral, receiver, stage, answer_by, request)| C::MakeReferral {
                referral, receiver, stage, answer_by, request
            }),
            2 => any_referral().prop_map(|referral| C::AcceptReferral { referral }),
            1 => (any_referral(), any_text()).prop_map(|(referral, reason)| C::DeclineReferral { referral, reason }),
            4 => any_referral().prop_map(|referral| C::EscalateReferral { referral }),
            1 => (any_institution(), any_text())
                .prop_map(|(institution, update)| C::ReportUpdate { institution, update }),
            2 => any_stage().prop_map(|stage| C::ReachStage { stage }),
            1 => (any_country(), any_text())
                .prop_map(|(country, contact)| C::MakeTransnationalReferral { country, contact }),
            1 => any_key().prop_map(|person| C::LinkToPerson { person }),
            3 => (any_case(), any_key())
                .prop_map(|(earlier, person)| C::ConfirmRetrafficking { earlier, person }),
            1 => any_text().prop_map(|reason| C::Close { reason }),
            2 => (any_text(), any_stage()).prop_map(|(reason, stage)| C::Reopen { reason, stage }),
        ]
        .boxed()
    }

    fn events() -> BoxedStrategy<E> {
        let opened = (any_institution(), any_profile(), option::of(any_key()), any_competent());
        let offered = (any_referral(), any_institution(), any_stage(), any_instant(), option::of(any_text()));
        prop_oneof![
            opened.prop_map(|(identified_by, profile, person, competent)| E::Opened {
                identified_by,
                profile,
                person,
                competent
            }),
            any_profile().prop_map(|profile| E::ProfileRevised { profile }),
            any_manager().prop_map(E::CaseManagerAssigned),
            any_coordinator().prop_map(E::CoordinatorAppointed),
            offered.prop_map(|(referral, receiver, stage, answer_by, request)| E::ReferralMade {
                referral,
                receiver,
                stage,
                answer_by,
                request
            }),
            any_referral().prop_map(|referral| E::ReferralAccepted { referral }),
            (any_referral(), any_text()).prop_map(|(referral, reason)| E::ReferralDeclined { referral, reason }),
            any_referral().prop_map(|referral| E::ReferralEscalated { referral }),
            (any_institution(), any_text()).prop_map(|(institution, update)| E::UpdateReported { institution, update }),
            any_stage().prop_map(|stage| E::StageReached { stage }),
            (any_country(), any_text())
                .prop_map(|(country, contact)| E::TransnationalReferralMade { country, contact }),
            any_key().prop_map(|person| E::LinkedToPerson { person }),
            any_case().prop_map(|earlier| E::RetraffickingConfirmed { earlier }),
            any_text().prop_map(|reason| E::Closed { reason }),
            (any_text(), any_stage()).prop_map(|(reason, stage)| E::Reopened { reason, stage }),
        ]
        .boxed()
    }

    fn always_holds(history: &[E], state: &Self) -> TestCaseResult {
        let Self::Opened(case) = state else {
            prop_assert!(history.is_empty());
            return Ok(());
        };
        let by_rule = CaseManagerRole::competent_for(case.profile.age_group.majority());
        let fits = case.case_manager.as_ref().is_none_or(|manager| manager.role == by_rule);
        prop_assert!(fits, "{:?} manages the case of {:?}", case.case_manager, case.profile.age_group);
        let left_alone = case.case_manager.is_none() && case.competent.contains_key(&by_rule);
        prop_assert!(!left_alone, "who manages it is known, and nobody does");
        prop_assert!(!case.earlier.contains(&Self::id()), "it is an earlier case of itself");
        prop_assert!(case.earlier.is_empty() || case.person.is_some(), "an earlier case of nobody");

        let (mut closed, mut reached) = (false, CaseStage::Identification);
        let mut awaited: BTreeMap<&ReferralId, bool> = BTreeMap::new();
        let mut made = BTreeSet::new();
        for (n, event) in history.iter().enumerate() {
            prop_assert_eq!(n == 0, matches!(event, E::Opened { .. }), "it is opened first, and once");
            prop_assert_eq!(closed, matches!(event, E::Reopened { .. }), "{:?} out of its time", event);
            match event {
                E::ReferralMade { referral, .. } => {
                    prop_assert!(made.insert(referral), "{} was made twice", referral);
                    awaited.insert(referral, false);
                }
                E::ReferralAccepted { referral } | E::ReferralDeclined { referral, .. } => {
                    prop_assert!(awaited.remove(referral).is_some(), "{} was not awaited", referral);
                }
                E::ReferralEscalated { referral } => {
                    prop_assert_eq!(awaited.insert(referral, true), Some(false), "{} goes up once", referral);
                }
                E::StageReached { stage: next } => {
                    prop_assert!(*next > reached, "it went back");
                    reached = *next;
                }
                E::Closed { .. } => closed = true,
                E::Reopened { stage: again, .. } => (closed, reached) = (false, *again),
                E::Opened { .. }
                | E::ProfileRevised { .. }
                | E::CaseManagerAssigned(_)
                | E::CoordinatorAppointed(_)
                | E::UpdateReported { .. }
                | E::TransnationalReferralMade { .. }
                | E::LinkedToPerson { .. }
                | E::RetraffickingConfirmed { .. } => {}
            }
        }
        prop_assert_eq!((case.closed, case.stage), (closed, reached));
        for (referral, known) in &case.referrals {
            let expected = awaited.get(referral).map(|escalated| ReferralAnswer::Awaited { escalated: *escalated });
            match expected {
                Some(answer) => prop_assert_eq!(known.answer, answer),
                None => prop_assert!(matches!(known.answer, ReferralAnswer::Accepted | ReferralAnswer::Declined)),
            }
        }
        Ok(())
    }
}
