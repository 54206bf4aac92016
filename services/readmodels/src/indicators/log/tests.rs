//! What is computed from the kept part, event by event, is what the whole log gives.

use events::Metadata;
use events::actor::Actor;
use events::case::{CaseEvent, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::ids::{CommandId, CorrelationId, Revision};
use events::language::Language;
use events::meeting::{MeetingBody, MeetingTime};
use events::milestone::{MilestoneDate, MilestoneEvent, MilestoneKind, Precision};
use events::non_empty::NonEmpty;
use events::training::{Audience, ModulePlan};
use proptest::prelude::*;

use super::*;

fn title(text: &str) -> LocalText {
    LocalText::only(Language::En, text.parse().unwrap())
}

fn day(n: u64) -> NaiveDate {
    "2017-04-01".parse::<NaiveDate>().unwrap() + chrono::Days::new(n)
}

fn recorded(n: u64, on: u64, event: Event) -> RecordedEvent {
    let id = CommandId::named(&n.to_string());
    let at = day(on).and_hms_opt(10, 0, 0).unwrap().and_utc();
    RecordedEvent {
        position: Position(n + 1),
        stream: event.stream().unwrap(),
        revision: Revision(0),
        id: id.event(0),
        metadata: Metadata {
            tenant: "kosovo".parse().unwrap(),
            actor: Actor::Secretariat,
            correlation_id: CorrelationId(id.0),
            causation_id: id,
            occurred_at: at,
            recorded_at: at,
            door: None,
            network: None,
        },
        event,
    }
}

fn opened() -> CaseEvent {
    let profile = VictimProfile {
        age_group: AgeGroup::From9To17,
        sex: Sex::Female,
        nationality: Nationality::Unknown,
        forms: NonEmpty::one(ExploitationForm::ForcedBegging),
    };
    CaseEvent::Opened { identified_by: "ms".parse().unwrap(), profile, person: None, competent: [].into() }
}

fn reopened() -> CaseEvent {
    CaseEvent::Reopened { reason: "new".parse().unwrap(), stage: CaseStage::Referral }
}

fn any_event() -> impl Strategy<Value = Event> {
    use ActionItemEvent as A;

    let about_item = prop_oneof![
        (0_u64..100).prop_map(|due| A::Assigned {
            title: title("Item"),
            owner: "ms".parse().unwrap(),
            subgroup: None,
            due: day(due),
            raised_by: None,
        }),
        Just(A::Completed {}),
        Just(A::Accepted {}),
        (0_u64..100).prop_map(|until| A::ExtensionGranted { until: day(until) }),
        Just(A::Reopened { reason: "no".parse().unwrap(), due: None }),
        Just(A::Cancelled { reason: "no".parse().unwrap() }),
    ];
    let about_meeting = prop_oneof![
        (0_u64..100).prop_map(|at| MeetingEvent::Scheduled {
            title: title("Meeting"),
            at: MeetingTime { date: day(at), time: None, minutes: None },
            place: None,
            convened: MeetingBody::Authority,
            invited: NonEmpty::try_from(vec!["ms".parse().unwrap(), "qps".parse().unwrap()]).unwrap(),
            recurrence: None,
        }),
        Just(MeetingEvent::Held { attended: NonEmpty::one("ms".parse().unwrap()) }),
    ];
    let about_module = (0_u64..9).prop_map(|from| {
        ModuleEvent::ModulePlanned(ModulePlan {
            title: title("Module"),
            audience: Audience::AuthorityMembers,
            form: "a day".parse().unwrap(),
            from: day(from),
            until: day(from + 9),
            days_min: None,
            days_max: None,
        })
    });
    let about_case = any::<bool>().prop_map(|opens| if opens { opened() } else { reopened() });
    let milestone = || MilestoneEvent::Recorded {
        title: title("Milestone"),
        kind: MilestoneKind::Step,
        at: MilestoneDate { from: day(1), until: None, precision: Precision::Day },
    };
    let name = |kind: &str, n: u8| format!("{kind}-{n}");
    prop_oneof![
        6 => (0_u8..4, about_item).prop_map(move |(n, e)| Event::ActionItem(name("item", n).parse().unwrap(), e)),
        3 => (0_u8..3, about_meeting).prop_map(move |(n, e)| Event::Meeting(name("meeting", n).parse().unwrap(), e)),
        1 => (0_u8..2, about_module).prop_map(move |(n, e)| Event::Module(name("module", n).parse().unwrap(), e)),
        2 => (0_u8..3, about_case).prop_map(move |(n, e)| Event::Case(name("case", n).parse().unwrap(), e)),
        1 => (0_u8..3).prop_map(move |n| Event::Milestone(name("milestone", n).parse().unwrap(), milestone())),
    ]
}

proptest! {
    #[test]
    fn event_by_event_with_questions_in_between_is_as_from_the_whole_log(
        events in prop::collection::vec((0_u64..100, any_event(), any::<bool>()), 0..60),
        today in 0_u64..130,
    ) {
        let periods = Period::new(day(0), day(100)).unwrap().quarters().collect::<Vec<_>>();
        let mut log = IndicatorLog::default();
        let mut whole = Vec::new();
        for (n, (on, event, asks)) in events.into_iter().enumerate() {
            let event = recorded(u64::try_from(n).unwrap(), on, event);
            log.enter(&event);
            whole.push(event);
            if asks {
                for indicator in ComputedIndicator::ALL {
                    log.compute(indicator, periods[0], day(today));
                }
            }
        }
        for (indicator, period) in ComputedIndicator::ALL.into_iter().flat_map(|one| periods.iter().map(move |p| (one, *p))) {
            let question = Question { period, today: day(today), date_of: &date_in_kosovo };
            let expected = indicator.compute(&whole, question);
            let computed = log.compute(indicator, period, day(today));
            prop_assert_eq!(&computed, &expected, "{:?} in {}", indicator, period);
            let opened: BTreeSet<Position> =
                log.events(indicator, &computed.from).iter().map(|event| event.position).collect();
            prop_assert_eq!(opened, expected.from, "every event can be opened");
        }
    }
}

#[test]
fn a_case_has_no_title_and_an_item_has_its_own() {
    let mut log = IndicatorLog::default();
    let item = ActionItemEvent::Assigned {
        title: title("Count the beds"),
        owner: "ms".parse().unwrap(),
        subgroup: None,
        due: day(3),
        raised_by: None,
    };
    let done = recorded(1, 2, Event::ActionItem("beds".parse().unwrap(), ActionItemEvent::Completed {}));
    let case = Event::Case("2017-001".parse().unwrap(), reopened());
    let case = recorded(2, 2, case);
    log.enter(&recorded(0, 1, Event::ActionItem("beds".parse().unwrap(), item)));
    log.enter(&done);
    log.enter(&case);
    assert_eq!(log.title(&done), Some(title("Count the beds")));
    assert_eq!(log.title(&case), None);
}
