//! What the log says of itself: computed indicators, the events they come from, and the light that a value gets.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use events::action_item::ActionItemEvent;
use events::authority::Principal;
use events::case::{CaseEvent, CaseStage};
use events::data_request::DataRequestEvent;
use events::figure::Unit;
use events::form::Answers;
use events::ids::{CommandId, CorrelationId, Position, Revision};
use events::indicator::Baseline;
use events::indicator::ComputedIndicator as I;
use events::indicator::light::{Light, Rule, course, light};
use events::indicator_computation::{ComputedValue, Question};
use events::meeting::{MeetingBody, MeetingEvent, MeetingTime};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::training::ModuleEvent;
use events::{Event, Metadata, RecordedEvent};

use crate::values::{
    a_child, a_form, a_quarter, date, event_id, figure, id, in_albanian, noon, staff_member, text, victim_key,
};

/// A log: what happened on which day at noon; positions from 1.
fn log(events: impl IntoIterator<Item = (i64, Event)>) -> Vec<RecordedEvent> {
    log_at(events.into_iter().map(|(day, event)| (noon(day), event)))
}

fn log_at(events: impl IntoIterator<Item = (DateTime<Utc>, Event)>) -> Vec<RecordedEvent> {
    let record = |(n, (at, event)): (usize, (DateTime<Utc>, Event))| RecordedEvent {
        position: Position(u64::try_from(n).unwrap() + 1),
        stream: event.stream().unwrap(),
        revision: Revision(0),
        id: event_id(n),
        metadata: Metadata {
            tenant: id("kosovo"),
            actor: Principal::secretariat().actor().clone(),
            correlation_id: CorrelationId(event_id(n).0),
            causation_id: CommandId(event_id(n).0),
            occurred_at: at,
            recorded_at: at,
            door: None,
            network: None,
        },
        event,
    };
    events.into_iter().enumerate().map(record).collect()
}

/// The value from day 10 to day 20, as of a day, and the positions of its events.
fn asked_on(today: i64, indicator: I, log: &[RecordedEvent]) -> (Option<String>, Vec<u64>) {
    let period = Period::new(date(10), date(20)).unwrap();
    let date_of = |at: DateTime<Utc>| -> NaiveDate { at.date_naive() };
    let question = Question { period, today: date(today), date_of: &date_of };
    let ComputedValue { value, from } = indicator.compute(log, question);
    for position in &from {
        let found = log.iter().find(|recorded| recorded.position == *position).unwrap();
        let event_type = found.event.encode().unwrap().event_type;
        assert!(indicator.event_types().contains(&event_type.as_str()), "{indicator:?} names no {event_type}");
    }
    (value.map(|value| value.to_string()), from.into_iter().map(|position| position.0).collect())
}

fn asked(indicator: I, log: &[RecordedEvent]) -> (Option<String>, Vec<u64>) {
    asked_on(40, indicator, log)
}

fn value(number: &str, from: &[u64]) -> (Option<String>, Vec<u64>) {
    (Some(number.to_owned()), from.to_vec())
}

fn item(name: &str, event: ActionItemEvent) -> Event {
    Event::ActionItem(id(name), event)
}

fn assigned(name: &str, due: i64) -> Event {
    let (title, owner) = (in_albanian("Raporti"), id("ms"));
    item(name, ActionItemEvent::Assigned { title, owner, subgroup: None, due: date(due), raised_by: None })
}

#[test]
fn action_items_are_in_time_when_done_by_the_due_date_that_held() {
    use ActionItemEvent as E;
    let done = |name| item(name, E::Completed {});
    let of = |events: Vec<(i64, Event)>| asked(I::ActionItemsDoneInTime, &log(events));
    assert_eq!(of(vec![]), (None, vec![]), "of nothing there is no share");
    assert_eq!(of(vec![(1, assigned("a", 12)), (12, done("a"))]), value("100", &[1, 2]));
    assert_eq!(of(vec![(1, assigned("a", 12)), (13, done("a"))]), value("0", &[1, 2]));
    assert_eq!(of(vec![(1, assigned("a", 12))]), value("0", &[1]));
    let three = vec![(1, assigned("a", 12)), (1, assigned("b", 13)), (1, assigned("c", 14)), (2, done("b"))];
    assert_eq!(of(three), value("33.3", &[1, 2, 3, 4]));
    let elsewhere = vec![(1, assigned("a", 9)), (1, assigned("b", 21)), (1, assigned("c", 20)), (2, done("c"))];
    assert_eq!(of(elsewhere), value("100", &[3, 4]));
    let extended =
        vec![(1, assigned("a", 9)), (8, item("a", E::ExtensionGranted { until: date(15) })), (14, done("a"))];
    assert_eq!(of(extended), value("100", &[1, 3]));
    let called_off = vec![(1, assigned("a", 12)), (2, item("a", E::Cancelled { reason: text("no need") }))];
    assert_eq!(of(called_off), (None, vec![]));
    let reopened = item("a", E::Reopened { reason: text("not all"), due: None });
    assert_eq!(of(vec![(1, assigned("a", 12)), (2, done("a")), (3, reopened.clone())]), value("0", &[1]));
    assert_eq!(of(vec![(1, assigned("a", 12)), (2, done("a")), (3, reopened), (12, done("a"))]), value("100", &[1, 4]));
    let verified_late = vec![(1, assigned("a", 12)), (12, done("a")), (30, item("a", E::Verified {}))];
    assert_eq!(of(verified_late), value("100", &[1, 2]), "the owner's day counts, not the chair's");
}

#[test]
fn what_is_due_later_than_today_is_not_late() {
    let both = log([(1, assigned("a", 12)), (1, assigned("b", 18))]);
    assert_eq!(asked_on(11, I::ActionItemsDoneInTime, &both), (None, vec![]));
    assert_eq!(asked_on(12, I::ActionItemsDoneInTime, &both), value("0", &[1]));
}

fn case(name: &str, event: CaseEvent) -> Event {
    Event::Case(id(name), event)
}

fn opened(name: &str, person: Option<u8>) -> Event {
    let (profile, person) = (a_child(), person.map(victim_key));
    case(name, CaseEvent::Opened { identified_by: id("policia"), profile, person, competent: [].into() })
}

#[test]
fn the_median_wait_for_a_referral_is_in_days() {
    let offered = |referral: &str| {
        let (referral, receiver, stage) = (id(referral), id("isf"), CaseStage::Assistance);
        case("c", CaseEvent::ReferralMade { referral, receiver, stage, answer_by: noon(90), request: None })
    };
    let accepted = |referral: &str| case("c", CaseEvent::ReferralAccepted { referral: id(referral) });
    let of = |events: Vec<(DateTime<Utc>, Event)>| asked(I::ReferralAcceptanceDays, &log_at(events));
    assert_eq!(of(vec![(noon(9), offered("r1"))]), (None, vec![]));
    assert_eq!(of(vec![(noon(9), offered("r1")), (noon(12), accepted("r1"))]), value("3", &[1, 2]));
    let half_a_day = noon(12) + TimeDelta::hours(12);
    assert_eq!(of(vec![(noon(12), offered("r1")), (half_a_day, accepted("r1"))]), value("0.5", &[1, 2]));
    let two = vec![
        (noon(9), offered("r1")),
        (noon(9), offered("r2")),
        (noon(10), accepted("r1")),
        (noon(19), accepted("r2")),
    ];
    assert_eq!(of(two.clone()), value("5.5", &[1, 2, 3, 4]));
    let three = [two, vec![(noon(19), offered("r3")), (noon(20), accepted("r3"))]].concat();
    assert_eq!(of(three), value("1", &[1, 2, 3, 4, 5, 6]), "one long wait does not hide that most are short");
    assert_eq!(of(vec![(noon(9), offered("r1")), (noon(21), accepted("r1"))]), (None, vec![]));
}

#[test]
fn attendance_is_of_those_invited() {
    let meeting = |event| Event::Meeting(id("m"), event);
    let at = |day| MeetingTime { date: date(day), time: None, minutes: None };
    let invited = || vec![id("ms"), id("mpms"), id("kp"), id("zmnv")].try_into().unwrap();
    let scheduled = |day| {
        let (title, convened) = (in_albanian("Takimi"), MeetingBody::Authority);
        meeting(MeetingEvent::Scheduled {
            title,
            at: at(day),
            place: None,
            convened,
            invited: invited(),
            recurrence: None,
        })
    };
    let held = meeting(MeetingEvent::Held { attended: vec![id("ms"), id("kp"), id("iom")].try_into().unwrap() });
    let moved = meeting(MeetingEvent::Rescheduled { at: at(30) });
    let of = |events: Vec<(i64, Event)>| asked(I::MeetingAttendance, &log(events));
    assert_eq!(of(vec![(1, scheduled(12)), (13, held.clone())]), value("50", &[1, 2]), "a guest is no attendance");
    assert_eq!(of(vec![(1, scheduled(12))]), (None, vec![]));
    assert_eq!(of(vec![(1, scheduled(12)), (2, moved), (30, held)]), (None, vec![]));
}

#[test]
fn a_data_request_is_answered_in_time_by_the_first_submission() {
    let request = |event| Event::DataRequest(id("d"), event);
    let issued = |due| {
        let (title, recipients) = (in_albanian("Viktimat"), vec![id("ms"), id("policia")].try_into().unwrap());
        request(DataRequestEvent::Issued { title, form: a_form(), period: a_quarter(), recipients, due: date(due) })
    };
    let submitted = |institution: &str| {
        let (answers, confirmed) = (Answers::default(), BTreeSet::new());
        request(DataRequestEvent::Submitted { institution: id(institution), answers, confirmed })
    };
    let corrected = request(DataRequestEvent::Corrected {
        institution: id("ms"),
        answers: Answers::default(),
        confirmed: BTreeSet::new(),
        note: None,
    });
    let of = |events: Vec<(i64, Event)>| asked(I::DataRequestsAnsweredInTime, &log(events));
    assert_eq!(of(vec![(1, issued(15))]), value("0", &[1]));
    let one_late = vec![(1, issued(15)), (15, submitted("ms")), (16, submitted("policia")), (30, corrected)];
    assert_eq!(of(one_late), value("50", &[1, 2, 3]), "a correction does not make an answer late");
    assert_eq!(of(vec![(1, issued(25))]), (None, vec![]));
    assert_eq!(asked_on(14, I::DataRequestsAnsweredInTime, &log([(1, issued(15))])), (None, vec![]));
}

#[test]
fn a_session_is_delivered_when_its_attendance_was_taken() {
    let module = |event| Event::Module(id("m1"), event);
    let scheduled = |session: &str, day| {
        let (days, trainers) = (Period::new(date(day), date(day + 1)).unwrap(), NonEmpty::one(id("tina")));
        module(ModuleEvent::SessionScheduled { session: id(session), days, place: None, trainers })
    };
    let taken = |session: &str| {
        module(ModuleEvent::AttendanceRecorded { session: id(session), attended: NonEmpty::one(id("arta")) })
    };
    let enrolled =
        module(ModuleEvent::ParticipantEnrolled { session: id("s1"), participant: staff_member("arta", "ms") });
    let of = |events: Vec<(i64, Event)>| asked(I::TrainingSessionsDelivered, &log(events));
    assert_eq!(of(vec![(1, scheduled("s1", 12)), (2, enrolled)]), value("0", &[]));
    let twice = vec![(1, scheduled("s1", 12)), (13, taken("s1")), (14, taken("s1"))];
    assert_eq!(of(twice), value("1", &[1, 3]), "a list put right is no second session");
    let at_the_end = vec![(1, scheduled("s1", 19)), (1, scheduled("s2", 20)), (21, taken("s1")), (21, taken("s2"))];
    assert_eq!(of(at_the_end), value("1", &[1, 3]));
}

#[test]
fn a_person_trafficked_twice_is_one_person_and_two_incidents() {
    let linked = |name, key| case(name, CaseEvent::LinkedToPerson { person: victim_key(key) });
    let confirmed = |name| case(name, CaseEvent::RetraffickingConfirmed { earlier: id("b") });
    let log = log([
        (5, opened("before", Some(1))),
        (11, opened("a", Some(1))),
        (12, opened("b", Some(2))),
        (13, opened("c", None)),
        (13, opened("d", None)),
        (14, linked("c", 2)),
        (15, confirmed("c")),
        (21, opened("after", Some(3))),
    ]);
    assert_eq!(asked(I::Incidents, &log), value("4", &[2, 3, 4, 5]));
    assert_eq!(asked(I::Persons, &log), value("3", &[2, 3, 4, 5, 7]), "one, two, and one of whom nothing is known");
    assert_eq!(asked(I::RetraffickedPersons, &log), value("1", &[4, 6, 7]));
}

/// The public case: six cases and two more of one key. As long as nobody has said that they are of one person, the key is
/// a guess, and what is told of persons must not give the guess away.
#[test]
fn cases_of_one_key_are_of_two_persons_until_somebody_confirms_it() {
    let cases = ["c1", "c2", "c3", "c4", "c5", "c6", "again-1", "again-2"];
    let key = |n: usize| if n < 6 { u8::try_from(n).unwrap() } else { 9 };
    let opened: Vec<_> = cases.iter().enumerate().map(|(n, name)| (11, opened(name, Some(key(n))))).collect();
    assert_eq!(asked(I::Incidents, &log(opened.clone())).0.unwrap(), "8");
    assert_eq!(asked(I::Persons, &log(opened.clone())).0.unwrap(), "8", "nobody has confirmed it");
    let confirmed = case("again-2", CaseEvent::RetraffickingConfirmed { earlier: id("again-1") });
    assert_eq!(asked(I::Persons, &log(opened.into_iter().chain([(12, confirmed)]))).0.unwrap(), "7");
}

#[test]
fn two_cases_that_follow_one_earlier_case_are_of_one_person() {
    let confirmed = |name| case(name, CaseEvent::RetraffickingConfirmed { earlier: id("before") });
    let log = log([
        (5, opened("before", Some(1))),
        (11, opened("a", Some(1))),
        (12, opened("b", Some(1))),
        (13, confirmed("a")),
        (13, confirmed("b")),
    ]);
    assert_eq!(asked(I::Persons, &log), value("1", &[2, 3, 4, 5]));
    assert_eq!(asked(I::RetraffickedPersons, &log), value("1", &[2, 3, 4, 5]));
}

#[test]
fn a_confirmation_falls_away_with_the_person_it_was_about() {
    let linked = |key| case("a", CaseEvent::LinkedToPerson { person: victim_key(key) });
    let confirmed = case("a", CaseEvent::RetraffickingConfirmed { earlier: id("2025-003") });
    let log = log([(11, opened("a", Some(1))), (12, confirmed), (13, linked(2))]);
    assert_eq!(asked(I::RetraffickedPersons, &log), value("0", &[]));
}

#[test]
fn every_computed_indicator_names_kinds_of_events_that_there_are() {
    let types = Event::types();
    for indicator in I::ALL {
        assert!(!indicator.event_types().is_empty());
        for event_type in indicator.event_types() {
            assert!(types.iter().any(|known| known == event_type), "{indicator:?}: {event_type}");
        }
        let counted = [Unit::Percent, Unit::Days, Unit::Sessions, Unit::Incidents, Unit::Persons];
        assert!(counted.contains(&indicator.unit()));
    }
}

#[test]
fn the_light_holds_the_way_come_against_the_time_passed() {
    // From 10 on day 0 to 40 on day 90.
    let of = |value: &str, day| {
        light(&Baseline { value: figure("10"), on: date(0) }, figure("40"), date(90), figure(value), date(day))
    };
    for (value, day, expected) in [
        ("10", 0, Light::Green),
        ("20", 30, Light::Green),
        ("19.9", 30, Light::Amber),
        ("16.7", 30, Light::Amber),
        ("16.6", 30, Light::Red),
        ("10", 30, Light::Red),
        ("40", 30, Light::Green),
        ("50", 90, Light::Green),
        ("39.9", 90, Light::Amber),
        ("30", 90, Light::Amber),
        ("29.9", 90, Light::Red),
        ("39.9", 400, Light::Amber),
        ("9", 0, Light::Red),
    ] {
        assert_eq!(of(value, day), expected, "{value} on day {day}");
    }
}

#[test]
fn the_light_knows_targets_below_the_baseline_and_targets_that_hold() {
    let from_to = |from: &str, to: &str, value: &str, due, day| {
        light(&Baseline { value: figure(from), on: date(0) }, figure(to), date(due), figure(value), date(day))
    };
    assert_eq!(from_to("20", "5", "15", 90, 30), Light::Green, "fewer days to wait are better");
    assert_eq!(from_to("20", "5", "20", 90, 30), Light::Red);
    assert_eq!(from_to("20", "5", "25", 90, 30), Light::Red);
    assert_eq!([from_to("7", "7", "7", 90, 30), from_to("7", "7", "8", 90, 30)], [Light::Green, Light::Red]);
    let at_once = ["40", "30", "29"].map(|value| from_to("10", "40", value, 0, 0));
    assert_eq!(at_once, [Light::Green, Light::Amber, Light::Red]);
    let due_before_it_began = from_to("10", "40", "40", -5, 0);
    assert_eq!(due_before_it_began, Light::Green);
}

#[test]
fn a_course_says_the_rule_and_the_shares() {
    let baseline = Baseline { value: figure("40"), on: date(0) };
    let stands = |target, value, day| {
        let course = course(&baseline, figure(target), date(100), figure(value), date(day));
        let share = |share: Option<events::figure::Figure>| share.map(|share| share.to_string());
        (course.rule, share(course.come), share(course.passed))
    };
    let says = |rule, come: &str, passed: &str| (rule, Some(come.to_owned()), Some(passed.to_owned()));
    assert_eq!(stands("80", "80", 10), says(Rule::Reached, "100", "10"));
    assert_eq!(stands("80", "60", 50), says(Rule::OnTime, "50", "50"));
    assert_eq!(stands("80", "56", 60), says(Rule::TwoThirds, "40", "60"));
    assert_eq!(stands("80", "50", 60), says(Rule::Less, "25", "60"));
    assert_eq!(stands("20", "50", 60), says(Rule::Less, "-50", "60"));
    assert_eq!(stands("40", "40", 60), (Rule::Stayed, None, Some("60".to_owned())));
    assert_eq!(stands("40", "41", 60), (Rule::Strayed, None, Some("60".to_owned())));
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_quarters_of_an_indicator_begin_after_its_baseline_and_end_with_its_due_date() {
    use events::indicator::{Disaggregation, Indicator, IndicatorDefinition, ReportedValue, Source};
    let names = |indicator: &Indicator, today| -> Vec<_> {
        indicator.quarters(day(today)).iter().map(|quarter| quarter.as_quarter().unwrap()).collect()
    };
    let mut indicator = Indicator::defined(IndicatorDefinition {
        title: in_albanian("Raporte"),
        unit: Some(Unit::Items),
        due: Some(day("2017-12-31")),
        source: Some(Source::Reported(NonEmpty::one(id("ms")))),
        disaggregation: Some(Disaggregation::NotApplicable),
    });
    assert_eq!(indicator.owed_by(&id("ms"), day("2017-07-03")), [], "what is not measurable is not asked for");
    indicator.baseline = Some(Baseline { value: figure("1"), on: day("2016-12-31") });
    indicator.target = Some(figure("9"));
    assert_eq!(names(&indicator, "2017-07-03"), [(2017, 1), (2017, 2), (2017, 3)]);
    assert_eq!(names(&indicator, "2019-01-01"), [(2017, 1), (2017, 2), (2017, 3), (2017, 4)]);
    let second = Period::quarter_of(day("2017-05-05"));
    assert_eq!((second.from(), second.until()), (day("2017-04-01"), day("2017-06-30")));
    assert_eq!(indicator.owed_by(&id("qps"), day("2017-07-03")), [], "it is not asked");
    let owed = |indicator: &Indicator, today| indicator.owed_by(&id("ms"), day(today));
    assert_eq!(owed(&indicator, "2017-06-30"), [Period::quarter_of(day("2017-01-01"))], "a quarter is over tomorrow");
    let reported = ReportedValue { value: figure("3"), parts: None };
    indicator.values.entry(Period::quarter_of(day("2017-01-01"))).or_default().insert(id("ms"), reported);
    assert_eq!(owed(&indicator, "2017-07-01"), [second]);
    indicator.baseline = Some(Baseline { value: figure("1"), on: day("2010-12-31") });
    assert_eq!(owed(&indicator, "2017-07-01").len(), 4, "what is long ago is not asked for");
}
