use std::collections::BTreeMap;

use chrono::TimeDelta;
use events::Aggregate;
use events::case::{
    Case, CaseCommand as C, CaseCoordinator, CaseEvent as E, CaseManager, CaseManagerRole, CaseRefusal as R, CaseStage,
    OpenedCase,
};
use events::case_data_standard::VictimProfile;
use events::country::Country;
use events::event::fold;
use events::ids::{InstitutionId, ReferralId};

use super::{Line, TODAY, given, holds};
use crate::values::{a_child, an_adult, id, noon, occurrence, text, victim_key};

type Competent = BTreeMap<CaseManagerRole, InstitutionId>;

/// Both are known.
fn both() -> Competent {
    let (child, adult) = (CaseManagerRole::CentreForSocialWork, CaseManagerRole::VictimAdvocacyOffice);
    BTreeMap::from([(child, id("qps")), (adult, id("zmnv"))])
}

fn open_with(profile: VictimProfile, competent: Competent) -> C {
    C::Open { identified_by: id("policia"), profile, person: None, competent }
}

fn opened_with(profile: VictimProfile, competent: Competent) -> E {
    E::Opened { identified_by: id("policia"), profile, person: None, competent }
}

fn centre(institution: &str) -> CaseManager {
    CaseManager { institution: id(institution), role: CaseManagerRole::CentreForSocialWork }
}

fn office(institution: &str) -> CaseManager {
    CaseManager { institution: id(institution), role: CaseManagerRole::VictimAdvocacyOffice }
}

/// A child's case, managed by the centre, then these.
fn then(events: impl IntoIterator<Item = E>) -> Vec<E> {
    [opened_with(a_child(), both()), E::CaseManagerAssigned(centre("qps"))].into_iter().chain(events).collect()
}

fn offer(referral: &str, day: i64) -> C {
    C::MakeReferral {
        referral: id(referral),
        receiver: id("isf"),
        stage: CaseStage::Assistance,
        answer_by: noon(day),
        request: Some(text("a place tonight")),
    }
}

fn offered(referral: &str) -> E {
    E::ReferralMade {
        referral: id(referral),
        receiver: id("isf"),
        stage: CaseStage::Assistance,
        answer_by: noon(TODAY + 2),
        request: Some(text("a place tonight")),
    }
}

fn accepted(referral: &str) -> E {
    E::ReferralAccepted { referral: id(referral) }
}

fn declined(referral: &str) -> E {
    E::ReferralDeclined { referral: id(referral), reason: text("full") }
}

fn escalated(referral: &str) -> E {
    E::ReferralEscalated { referral: id(referral) }
}

fn reached(stage: CaseStage) -> E {
    E::StageReached { stage }
}

fn closed() -> E {
    E::Closed { reason: text("reintegrated") }
}

fn reopened(stage: CaseStage) -> E {
    E::Reopened { reason: text("returned"), stage }
}

fn who_answers() -> Vec<Line<Case>> {
    let revise = |profile| C::ReviseProfile { profile };
    let revised = |profile| E::ProfileRevised { profile };
    let coordinator = |person| CaseCoordinator { person: id(person), institution: id("sekretariati") };
    vec![
        given("a child's case goes to the centre for social work", [])
            .when(open_with(a_child(), both()))
            .then_these([opened_with(a_child(), both()), E::CaseManagerAssigned(centre("qps"))]),
        given("an adult's case goes to the victim advocacy office", [])
            .when(open_with(an_adult(), both()))
            .then_these([opened_with(an_adult(), both()), E::CaseManagerAssigned(office("zmnv"))]),
        given("a case can be opened before either is known", [])
            .when(open_with(a_child(), BTreeMap::new()))
            .then(opened_with(a_child(), BTreeMap::new())),
        given("it is opened once", then([])).when(open_with(a_child(), both())).refused(R::AlreadyOpened),
        given("a closed one is opened again, not anew", then([closed()]))
            .when(open_with(a_child(), both()))
            .refused(R::AlreadyOpened),
        given("what is not open is not managed", []).when(C::AssignCaseManager(centre("qps"))).refused(R::NotOpened),
        given("a centre is assigned", [opened_with(a_child(), BTreeMap::new())])
            .when(C::AssignCaseManager(centre("qps-peje")))
            .then(E::CaseManagerAssigned(centre("qps-peje"))),
        given("it is assigned already", then([])).when(C::AssignCaseManager(centre("qps"))).nothing(),
        given("another centre is assigned", then([]))
            .when(C::AssignCaseManager(centre("qps-peje")))
            .then(E::CaseManagerAssigned(centre("qps-peje"))),
        given("an office does not manage a child's case", then([]))
            .when(C::AssignCaseManager(office("zmnv")))
            .refused(R::NotCompetent),
        given("an adult after all is reassigned", then([]))
            .when(revise(an_adult()))
            .then_these([revised(an_adult()), E::CaseManagerAssigned(office("zmnv"))]),
        given(
            "and back again, to the centre that had it",
            then([
                E::CaseManagerAssigned(centre("qps-peje")),
                revised(an_adult()),
                E::CaseManagerAssigned(office("zmnv")),
            ]),
        )
        .when(revise(a_child()))
        .then_these([revised(a_child()), E::CaseManagerAssigned(centre("qps-peje"))]),
        given("who is not known cannot follow", [opened_with(a_child(), BTreeMap::new())])
            .when(revise(an_adult()))
            .then(revised(an_adult())),
        given("the centre was released by it", then([revised(an_adult())]))
            .when(C::AssignCaseManager(centre("qps")))
            .refused(R::NotCompetent),
        given("another age of childhood changes nothing else", then([]))
            .when(revise(VictimProfile { age_group: events::case_data_standard::AgeGroup::Minor, ..a_child() }))
            .then(revised(VictimProfile { age_group: events::case_data_standard::AgeGroup::Minor, ..a_child() })),
        given("this is known already", then([])).when(revise(a_child())).nothing(),
        given("a coordinator is appointed", then([]))
            .when(C::AppointCoordinator(coordinator("arta")))
            .then(E::CoordinatorAppointed(coordinator("arta"))),
        given("she is the coordinator already", then([E::CoordinatorAppointed(coordinator("arta"))]))
            .when(C::AppointCoordinator(coordinator("arta")))
            .nothing(),
        given("another follows", then([E::CoordinatorAppointed(coordinator("arta"))]))
            .when(C::AppointCoordinator(coordinator("besa")))
            .then(E::CoordinatorAppointed(coordinator("besa"))),
    ]
}

fn referrals() -> Vec<Line<Case>> {
    let accept = |referral| C::AcceptReferral { referral: id(referral) };
    let decline = |referral| C::DeclineReferral { referral: id(referral), reason: text("full") };
    let escalate = |referral| C::EscalateReferral { referral: id(referral) };
    let late = noon(TODAY + 2) + TimeDelta::seconds(1);
    vec![
        given("it is offered", then([])).when(offer("r1", TODAY + 2)).then(offered("r1")),
        given("not for an answer in the past", then([])).when(offer("r1", TODAY)).refused(R::AnswerByPast),
        given("not twice under one id", then([offered("r1"), declined("r1")]))
            .when(offer("r1", TODAY + 2))
            .refused(R::ReferralIdTaken),
        given("not while the same is pending", then([offered("r1")]))
            .when(offer("r2", TODAY + 2))
            .refused(R::ReferralPending),
        given("again after it was declined", then([offered("r1"), declined("r1")]))
            .when(offer("r2", TODAY + 2))
            .then(offered("r2")),
        given("it is taken on", then([offered("r1")])).when(accept("r1")).then(accepted("r1")),
        given("it is taken on once", then([offered("r1"), accepted("r1")])).when(accept("r1")).nothing(),
        given("what nobody offered is not taken on", then([])).when(accept("r1")).refused(R::ReferralUnknown),
        given("what was declined is not taken on", then([offered("r1"), declined("r1")]))
            .when(accept("r1"))
            .refused(R::ReferralAnswered),
        given("it is declined with a reason", then([offered("r1")])).when(decline("r1")).then(declined("r1")),
        given("what was taken on is not declined", then([offered("r1"), accepted("r1")]))
            .when(decline("r1"))
            .refused(R::ReferralAnswered),
        given("left unanswered it goes up", then([offered("r1")])).when_at(late, escalate("r1")).then(escalated("r1")),
        given("once", then([offered("r1"), escalated("r1")])).when_at(late, escalate("r1")).nothing(),
        given("not in the last second", then([offered("r1")]))
            .when_at(noon(TODAY + 2), escalate("r1"))
            .refused(R::StillInTime),
        given("what was answered goes nowhere", then([offered("r1"), accepted("r1")]))
            .when_at(late, escalate("r1"))
            .refused(R::ReferralAnswered),
        given("a late answer is an answer", then([offered("r1"), escalated("r1")]))
            .when_at(late, accept("r1"))
            .then(accepted("r1")),
        given("it goes to another country", then([]))
            .when(C::MakeTransnationalReferral { country: id::<Country>("AL"), contact: text("ONAC") })
            .then(E::TransnationalReferralMade { country: id::<Country>("AL"), contact: text("ONAC") }),
        given("Kosovo is not abroad", then([]))
            .when(C::MakeTransnationalReferral { country: Country::KOSOVO, contact: text("qps") })
            .refused(R::NotAbroad),
    ]
}

fn its_course() -> Vec<Line<Case>> {
    let reach = |stage| C::ReachStage { stage };
    let close = || C::Close { reason: text("reintegrated") };
    let reopen = |stage| C::Reopen { reason: text("returned"), stage };
    let update = || C::ReportUpdate { institution: id("qps"), update: text("school found") };
    vec![
        given("news are reported", then([]))
            .when(update())
            .then(E::UpdateReported { institution: id("qps"), update: text("school found") }),
        given("a stage is reached", then([])).when(reach(CaseStage::Assistance)).then(reached(CaseStage::Assistance)),
        given("it is at it already", then([reached(CaseStage::Assistance)]))
            .when(reach(CaseStage::Assistance))
            .nothing(),
        given("it does not go back", then([reached(CaseStage::Assistance)]))
            .when(reach(CaseStage::Referral))
            .refused(R::NotFurther),
        given("it is closed", then([])).when(close()).then(closed()),
        given("it is closed once", then([closed()])).when(close()).refused(R::IsClosed),
        given("a closed one hears no news", then([closed()])).when(update()).refused(R::IsClosed),
        given("a closed one is opened again at a stage", then([reached(CaseStage::Reintegration), closed()]))
            .when(reopen(CaseStage::Assistance))
            .then(reopened(CaseStage::Assistance)),
        given("what is open is not opened again", then([])).when(reopen(CaseStage::Assistance)).refused(R::NotClosed),
        given("what was opened again goes on from there", then([closed(), reopened(CaseStage::Assistance)]))
            .when(reach(CaseStage::Assistance))
            .nothing(),
    ]
}

fn one_person() -> Vec<Line<Case>> {
    let link = |key| C::LinkToPerson { person: victim_key(key) };
    let linked = |key| E::LinkedToPerson { person: victim_key(key) };
    let confirm = |earlier, key| C::ConfirmRetrafficking { earlier: id(earlier), person: victim_key(key) };
    let confirmed = |earlier| E::RetraffickingConfirmed { earlier: id(earlier) };
    vec![
        given("it is linked to a person", then([])).when(link(1)).then(linked(1)),
        given("it is linked already", then([linked(1)])).when(link(1)).nothing(),
        given("a slip is put right", then([linked(1)])).when(link(2)).then(linked(2)),
        given("an earlier case of the same person is confirmed", then([linked(1)]))
            .when(confirm("2025-003", 1))
            .then(confirmed("2025-003")),
        given("it is confirmed already", then([linked(1), confirmed("2025-003")]))
            .when(confirm("2025-003", 1))
            .nothing(),
        given("not of another person", then([linked(1)])).when(confirm("2025-003", 2)).refused(R::AnotherPerson),
        given("not of nobody", then([])).when(confirm("2025-003", 1)).refused(R::NoPerson),
        given("it is no earlier case of itself", then([linked(1)]))
            .when(confirm("2026-014", 1))
            .refused(R::ItsOwnEarlier),
        given(
            "with another person the confirmation falls away",
            then([linked(1), confirmed("2025-003"), linked(2), linked(1)]),
        )
        .when(confirm("2025-003", 1))
        .then(confirmed("2025-003")),
    ]
}

#[test]
fn a_case_decides() {
    let table = who_answers().into_iter().chain(referrals()).chain(its_course()).chain(one_person());
    holds::<Case>(&id("2026-014"), R::ALL, table.collect());
}

fn case(history: &[E]) -> OpenedCase {
    let state: Case = fold::<Case>(history.iter().enumerate().map(|(n, event)| (event, occurrence(n, noon(TODAY)))));
    match state {
        Case::Opened(case) => *case,
        Case::Unknown => panic!("no case of kind {} was opened", Case::KIND),
    }
}

#[test]
fn a_stage_for_which_nobody_answers_is_unassigned() {
    let at = |stage, events: Vec<E>| case(&then(events.into_iter().chain([reached(stage)])));
    let answers = |case: &OpenedCase| case.responsible_for(case.stage).map(ToString::to_string);

    assert!(case(&[opened_with(a_child(), BTreeMap::new())]).is_unassigned());
    assert!(!case(&then([])).is_unassigned());
    assert_eq!(answers(&at(CaseStage::Referral, vec![])).as_deref(), Some("qps"));
    let adult = E::ProfileRevised { profile: an_adult() };
    assert!(case(&then([adult])).is_unassigned(), "the centre does not manage an adult's case");

    assert!(at(CaseStage::Assistance, vec![]).is_unassigned());
    assert!(at(CaseStage::Assistance, vec![offered("r1")]).is_unassigned(), "an offer is no answer");
    assert!(at(CaseStage::Assistance, vec![offered("r1"), declined("r1")]).is_unassigned());
    let assisted = at(CaseStage::Assistance, vec![offered("r1"), accepted("r1")]);
    assert_eq!(answers(&assisted).as_deref(), Some("isf"));
    assert!(at(CaseStage::Reintegration, vec![offered("r1"), accepted("r1")]).is_unassigned());

    assert!(!at(CaseStage::Assistance, vec![closed()]).is_unassigned(), "a closed case lacks nobody");
    let again = case(&then([offered("r1"), accepted("r1"), closed(), reopened(CaseStage::Assistance)]));
    assert!(again.is_unassigned(), "the shelter took on the case as it was, not as it is");
}

#[test]
fn a_referral_is_overdue_from_its_time_limit_until_its_answer() {
    let overdue = |events: Vec<E>, at| -> Vec<ReferralId> {
        case(&then(events)).overdue_referrals(at).map(|(referral, _)| referral.clone()).collect()
    };
    let (limit, late) = (noon(TODAY + 2), noon(TODAY + 3));
    assert_eq!(overdue(vec![offered("r1")], limit), []);
    assert_eq!(overdue(vec![offered("r1")], late), [id("r1")]);
    assert_eq!(overdue(vec![offered("r1"), escalated("r1")], late), [id("r1")]);
    assert_eq!(overdue(vec![offered("r1"), accepted("r1")], late), []);
    assert_eq!(overdue(vec![offered("r1"), closed()], late), []);
}

#[test]
fn whoever_declined_has_nothing_to_do_with_a_case() {
    let parties = |events: Vec<E>| -> Vec<String> {
        case(&then(events)).parties().institutions.iter().map(ToString::to_string).collect()
    };
    assert_eq!(parties(vec![]), ["policia", "qps"]);
    assert_eq!(parties(vec![offered("r1")]), ["isf", "policia", "qps"]);
    assert_eq!(parties(vec![offered("r1"), accepted("r1")]), ["isf", "policia", "qps"]);
    assert_eq!(parties(vec![offered("r1"), declined("r1")]), ["policia", "qps"]);
}
