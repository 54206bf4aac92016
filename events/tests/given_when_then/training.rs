use chrono::{Months, NaiveDate};
use events::event::fold;
use events::ids::PersonId;
use events::period::Period;
use events::training::pool::{IDLE_AFTER, TrainerPool};
use events::training::{
    Audience, Certificate, CertificateCode, CertificateVerification, LapseCause, Module, ModuleCommand as C,
    ModuleEvent as E, ModulePlan, ModuleRefusal as R, Occasion, PlannedModule, StaffMember,
};

use super::{Line, TODAY, given, holds};
use crate::values::{
    certificate_code as code, date, id, in_albanian, noon, occurrence, sealed_text, staff_member, text,
};

fn plan(until: i64, days_min: Option<u16>, days_max: Option<u16>) -> ModulePlan {
    ModulePlan {
        title: in_albanian("Identifikimi"),
        audience: Audience::Trainers,
        form: text("workshop"),
        from: date(1),
        until: date(until),
        days_min,
        days_max,
    }
}

fn planned() -> E {
    E::ModulePlanned(plan(30, None, None))
}

fn certify(trainer: &str, n: u8, until: Option<i64>) -> C {
    C::CertifyTrainer { trainer: staff_member(trainer, "kp"), code: code(n), until: until.map(date) }
}

fn certified(trainer: &str, n: u8, until: Option<i64>) -> E {
    E::TrainerCertified { trainer: staff_member(trainer, "kp"), code: code(n), until: until.map(date) }
}

fn remind(trainer: &str) -> C {
    C::RecordReminded { trainer: id(trainer), occasion: Occasion::Idle { since: date(1) } }
}

fn reminded(trainer: &str) -> E {
    E::TrainerReminded { trainer: id(trainer), occasion: Occasion::Idle { since: date(1) } }
}

fn of_session(trainer: &str) -> C {
    C::RecordReminded { trainer: id(trainer), occasion: Occasion::SessionAhead { session: id("s1") } }
}

fn lapse(cause: LapseCause) -> C {
    C::LapseTrainer { trainer: id("tina"), cause, reason: None }
}

fn lapsed(cause: LapseCause) -> E {
    E::TrainerLapsed { trainer: id("tina"), cause, reason: None }
}

fn days(from: i64, until: i64) -> Period {
    Period::new(date(from), date(until)).unwrap()
}

fn schedule(session: &str, on: Period, trainer: &str) -> C {
    let trainers = vec![id(trainer)].try_into().unwrap();
    C::ScheduleSession { session: id(session), days: on, place: Some(text("Prishtinë")), trainers }
}

fn scheduled(session: &str, on: Period, trainer: &str) -> E {
    let trainers = vec![id(trainer)].try_into().unwrap();
    E::SessionScheduled { session: id(session), days: on, place: Some(text("Prishtinë")), trainers }
}

fn cancelled() -> E {
    E::SessionCancelled { session: id("s1"), reason: text("no room") }
}

fn enrol(participant: StaffMember) -> C {
    C::EnrolParticipant { session: id("s1"), participant }
}

fn enrolled(person: &str) -> E {
    E::ParticipantEnrolled { session: id("s1"), participant: staff_member(person, "ms") }
}

fn take(people: &[&str]) -> C {
    let attended: Vec<PersonId> = people.iter().map(|person| id(person)).collect();
    C::RecordAttendance { session: id("s1"), attended: attended.try_into().unwrap() }
}

fn taken(people: &[&str]) -> E {
    let attended: Vec<PersonId> = people.iter().map(|person| id(person)).collect();
    E::AttendanceRecorded { session: id("s1"), attended: attended.try_into().unwrap() }
}

fn certificate(n: u8, holder: &str, until: Option<i64>) -> Certificate {
    Certificate { code: code(n), holder: id(holder), session: id("s1"), until: until.map(date) }
}

fn issue(n: u8, holder: &str, until: Option<i64>) -> C {
    C::IssueCertificate(certificate(n, holder, until))
}

fn issued(n: u8, holder: &str, until: Option<i64>) -> E {
    E::CertificateIssued(certificate(n, holder, until))
}

/// Tina is certified up to day 90; then these.
fn then(events: impl IntoIterator<Item = E>) -> Vec<E> {
    [planned(), certified("tina", 1, Some(90))].into_iter().chain(events).collect()
}

/// A session today, with Arta and Besa; then these.
fn in_session(events: impl IntoIterator<Item = E>) -> Vec<E> {
    let session = [scheduled("s1", days(TODAY, TODAY + 1), "tina"), enrolled("arta"), enrolled("besa")];
    then(session.into_iter().chain(events))
}

fn misnamed(person: &str) -> StaffMember {
    StaffMember { name: sealed_text("else", "Dren"), ..staff_member(person, "ms") }
}

fn planning() -> Vec<Line<Module>> {
    vec![
        given("it is planned", []).when(C::Plan(plan(30, Some(2), Some(2)))).then(E::ModulePlanned(plan(
            30,
            Some(2),
            Some(2),
        ))),
        given("a day with no number of days", []).when(C::Plan(plan(1, None, Some(1)))).then(E::ModulePlanned(plan(
            1,
            None,
            Some(1),
        ))),
        given("it is planned once", [planned()]).when(C::Plan(plan(30, None, None))).refused(R::AlreadyPlanned),
        given("it does not end before it begins", []).when(C::Plan(plan(0, None, None))).refused(R::EndsBeforeItBegins),
        given("least is not more than most", []).when(C::Plan(plan(30, Some(3), Some(2)))).refused(R::DaysReversed),
        given("what is not planned has no sessions", [])
            .when(schedule("s1", days(TODAY, TODAY), "tina"))
            .refused(R::NotPlanned),
    ]
}

fn trainers() -> Vec<Line<Module>> {
    vec![
        given("a trainer is certified", [planned()]).when(certify("tina", 1, Some(90))).then(certified(
            "tina",
            1,
            Some(90),
        )),
        given("she is certified already", then([])).when(certify("tina", 1, Some(90))).nothing(),
        given("her certificate is renewed", then([])).when(certify("tina", 2, Some(400))).then(certified(
            "tina",
            2,
            Some(400),
        )),
        given("a certificate may last for ever", [planned()])
            .when(certify("tina", 1, None))
            .then(certified("tina", 1, None)),
        given("two certificates do not share a code", then([])).when(certify("toni", 1, None)).refused(R::CodeTaken),
        given("nor does a renewed one have the old code", then([]))
            .when(certify("tina", 1, None))
            .refused(R::CodeTaken),
        given("it has not run out before it is given", [planned()])
            .when(certify("tina", 1, Some(TODAY - 1)))
            .refused(R::ExpiredAlready),
        given("it may run out today", [planned()]).when(certify("tina", 1, Some(TODAY))).then(certified(
            "tina",
            1,
            Some(TODAY),
        )),
        given("a name is sealed for its bearer", [planned()])
            .when(C::CertifyTrainer { trainer: misnamed("tina"), code: code(1), until: None })
            .refused(R::SealedForAnother),
        given("a reminder is recorded", then([])).when(remind("tina")).then(reminded("tina")),
        given("once for each occasion", then([reminded("tina")])).when(remind("tina")).nothing(),
        given("of a trainer", then([])).when(remind("toni")).refused(R::NotATrainer),
        given("who has run out lapses", then([]))
            .when_at(noon(91), lapse(LapseCause::Expired))
            .then(lapsed(LapseCause::Expired)),
        given("not on the last day", then([])).when_at(noon(90), lapse(LapseCause::Expired)).refused(R::StillCertified),
        given("a certificate is withdrawn", then([]))
            .when(lapse(LapseCause::Withdrawn))
            .then(lapsed(LapseCause::Withdrawn)),
        given("who is no trainer does not lapse", [planned()]).when(lapse(LapseCause::Left)).refused(R::NotATrainer),
        given("who lapsed does not lapse again", then([lapsed(LapseCause::Left)]))
            .when(lapse(LapseCause::Left))
            .refused(R::NotATrainer),
        given("who lapsed is certified anew", then([lapsed(LapseCause::Left)]))
            .when(certify("tina", 2, None))
            .then(certified("tina", 2, None)),
        given("but not under the code withdrawn", then([lapsed(LapseCause::Left)]))
            .when(certify("tina", 1, Some(90)))
            .refused(R::CodeTaken),
    ]
}

fn sessions() -> Vec<Line<Module>> {
    let today = || days(TODAY, TODAY);
    vec![
        given("a session is scheduled", then([])).when(schedule("s1", today(), "tina")).then(scheduled(
            "s1",
            today(),
            "tina",
        )),
        given("under an id of its own", in_session([]))
            .when(schedule("s1", today(), "tina"))
            .refused(R::SessionIdTaken),
        given("not for yesterday", then([]))
            .when(schedule("s1", days(TODAY - 1, TODAY), "tina"))
            .refused(R::SessionInThePast),
        given("not with somebody who is no trainer", then([]))
            .when(schedule("s1", today(), "toni"))
            .refused(R::TrainerNotCertified),
        given("not beyond the certificate's last day", then([]))
            .when(schedule("s1", days(90, 91), "tina"))
            .refused(R::TrainerNotCertified),
        given("up to it", then([])).when(schedule("s1", days(89, 90), "tina")).then(scheduled(
            "s1",
            days(89, 90),
            "tina",
        )),
        given("not with somebody who lapsed", then([lapsed(LapseCause::Left)]))
            .when(schedule("s1", today(), "tina"))
            .refused(R::TrainerNotCertified),
        given("its trainer is reminded of it", in_session([]))
            .when(of_session("tina"))
            .then(E::TrainerReminded { trainer: id("tina"), occasion: Occasion::SessionAhead { session: id("s1") } }),
        given("nobody else is", in_session([])).when(of_session("toni")).refused(R::NotATrainer),
        given("it is called off", in_session([]))
            .when(C::CancelSession { session: id("s1"), reason: text("no room") })
            .then(cancelled()),
        given("once", in_session([cancelled()]))
            .when(C::CancelSession { session: id("s1"), reason: text("no room") })
            .refused(R::SessionCancelled),
        given("what was given is not called off", in_session([taken(&["arta"])]))
            .when(C::CancelSession { session: id("s1"), reason: text("no room") })
            .refused(R::SessionDelivered),
        given("somebody is enrolled", in_session([])).when(enrol(staff_member("cana", "ms"))).then(enrolled("cana")),
        given("she is enrolled already", in_session([])).when(enrol(staff_member("arta", "ms"))).nothing(),
        given("in a session that there is", then([]))
            .when(enrol(staff_member("arta", "ms")))
            .refused(R::SessionUnknown),
        given("under her own name", in_session([])).when(enrol(misnamed("cana"))).refused(R::SealedForAnother),
    ]
}

fn attendance() -> Vec<Line<Module>> {
    let attended = || in_session([taken(&["arta"])]);
    vec![
        given("attendance is taken", in_session([])).when(take(&["arta"])).then(taken(&["arta"])),
        given("not before the session", in_session([]))
            .when_at(noon(TODAY - 1), take(&["arta"]))
            .refused(R::StillToCome),
        given("not of a session called off", in_session([cancelled()]))
            .when(take(&["arta"]))
            .refused(R::SessionCancelled),
        given("only of those enrolled", in_session([])).when(take(&["arta", "cana"])).refused(R::NotEnrolled),
        given("the same list says nothing new", attended()).when(take(&["arta", "arta"])).nothing(),
        given("a list is put right", attended()).when(take(&["arta", "besa"])).then(taken(&["arta", "besa"])),
        given(
            "not so that a certificate loses its ground",
            in_session([taken(&["arta", "besa"]), issued(7, "besa", None)]),
        )
        .when(take(&["arta"]))
        .refused(R::HasCertificate),
        given("who attended has a certificate", attended()).when(issue(7, "arta", Some(400))).then(issued(
            7,
            "arta",
            Some(400),
        )),
        given("she has it already", in_session([taken(&["arta"]), issued(7, "arta", None)]))
            .when(issue(7, "arta", None))
            .nothing(),
        given("and no second one", in_session([taken(&["arta"]), issued(7, "arta", None)]))
            .when(issue(8, "arta", None))
            .refused(R::HasOneAlready),
        given("who did not attend has none", attended()).when(issue(7, "besa", None)).refused(R::DidNotAttend),
        given("nobody has one before the session", in_session([]))
            .when(issue(7, "arta", None))
            .refused(R::DidNotAttend),
        given("a trainer's code is taken", attended()).when(issue(1, "arta", None)).refused(R::CodeTaken),
        given("it has not run out before it is given", attended())
            .when(issue(7, "arta", Some(TODAY - 1)))
            .refused(R::ExpiredAlready),
    ]
}

#[test]
fn a_module_decides() {
    let table = planning().into_iter().chain(trainers()).chain(sessions()).chain(attendance());
    holds::<Module>(&id("m1"), R::ALL, table.collect());
}

fn module(history: &[E]) -> PlannedModule {
    match fold::<Module>(history.iter().enumerate().map(|(n, event)| (event, occurrence(n, noon(TODAY))))) {
        Module::Planned(module) => module,
        Module::Unknown => panic!("no module was planned"),
    }
}

#[test]
fn the_hub_confirms_a_certificate_by_its_code() {
    let given = module(&in_session([taken(&["arta"]), issued(7, "arta", Some(40))]));
    let of = |n, day| given.verified(&code(n), date(day));
    let of_session = |valid| Some(CertificateVerification { holder: id("arta"), session: Some(id("s1")), valid });
    assert_eq!([of(7, 40), of(7, 41)], [of_session(true), of_session(false)]);
    let of_trainer = |valid| Some(CertificateVerification { holder: id("tina"), session: None, valid });
    assert_eq!([of(1, 90), of(1, 91)], [of_trainer(true), of_trainer(false)]);
    assert_eq!(of(9, 40), None);
    let renewed = module(&then([certified("tina", 2, Some(400))]));
    assert_eq!([1, 2].map(|n| renewed.verified(&code(n), date(20))), [of_trainer(false), of_trainer(true)]);
    let withdrawn = module(&then([lapsed(LapseCause::Withdrawn)]));
    assert_eq!(withdrawn.verified(&code(1), date(20)), of_trainer(false));
}

#[test]
fn who_has_run_out_is_known_until_they_lapse() {
    let run_out = |events: Vec<E>, day| module(&then(events)).run_out_by(date(day)).count();
    assert_eq!([run_out(vec![], 90), run_out(vec![], 91), run_out(vec![lapsed(LapseCause::Expired)], 91)], [0, 1, 0]);
}

#[test]
fn a_verification_code_is_read_as_people_type_it() {
    let code = CertificateCode::from_bytes([0xff, 0, 0x5a, 0x13, 7, 9, 200, 31, 64, 1]);
    let printed = code.to_string();
    assert_eq!(printed, "ZW05-M4R7-1741-YG01");
    let typed = [printed.to_lowercase(), printed.replace('-', ""), format!(" {} ", printed.replace('-', " "))];
    for text in typed {
        assert_eq!(text.parse(), Ok(code.clone()), "{text}");
    }
    for text in ["", "ZW05-M4R7-1741", "ZW05-M4R7-1741-YG011", "ZW05-M4R7-1741-YGO1", "ËW05-M4R7-1741-YG01"] {
        assert!(text.parse::<CertificateCode>().is_err(), "{text}");
    }
    let zero = CertificateCode::from_bytes([0; 10]).to_string();
    assert_eq!(
        (zero.as_str(), CertificateCode::from_bytes([255; 10]).to_string().as_str()),
        ("0000-0000-0000-0000", "ZZZZ-ZZZZ-ZZZZ-ZZZZ")
    );
}

#[test]
fn a_trainer_is_idle_half_a_year_after_the_last_session() {
    let pool = |events: Vec<E>| {
        let mut pool = TrainerPool::default();
        for event in &events {
            pool.apply(&id("m1"), event, date(TODAY));
        }
        pool
    };
    let idle = |pool: &TrainerPool, day: NaiveDate| {
        pool.idle_on(day).map(|(trainer, _)| trainer.to_string()).collect::<Vec<_>>()
    };
    let months_after = |day, months| date(day).checked_add_months(months).unwrap();
    let for_ever = || vec![planned(), certified("tina", 1, None)];

    let new = pool(for_ever());
    assert_eq!(idle(&new, months_after(TODAY, IDLE_AFTER)), [""; 0]);
    assert_eq!(idle(&new, months_after(TODAY + 1, IDLE_AFTER)), ["tina"]);

    let session = [scheduled("s1", days(TODAY + 20, TODAY + 21), "tina"), enrolled("arta")];
    let planned_only = pool([for_ever(), session.to_vec()].concat());
    assert_eq!(idle(&planned_only, months_after(TODAY + 1, IDLE_AFTER)), ["tina"], "a plan is no session");
    let busy = pool([for_ever(), session.to_vec(), vec![taken(&["arta"])]].concat());
    assert_eq!(idle(&busy, months_after(TODAY + 21, IDLE_AFTER)), [""; 0]);
    assert_eq!(idle(&busy, months_after(TODAY + 22, IDLE_AFTER)), ["tina"]);
    let (_, tina) = busy.trainers().next().unwrap();
    assert_eq!((tina.last_delivered(), tina.delivered.len()), (Some(date(TODAY + 21)), 1));

    let gone = pool([for_ever(), vec![lapsed(LapseCause::Left)]].concat());
    assert_eq!(idle(&gone, months_after(TODAY, Months::new(24))), [""; 0], "who left the pool is asked for nothing");
    let run_out = pool(then([]));
    assert_eq!(idle(&run_out, months_after(TODAY, Months::new(24))), [""; 0]);
}
