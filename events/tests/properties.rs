//! What holds of every aggregate, whatever is asked of it and whatever has happened to it.
//!
//! A story is any sequence of commands, each some time after the one before, carried out as the command service does:
//! decided on the history, its events written as JSON and read back. Ids, texts and dates come from small pools, so
//! that commands meet each other's traces; a test sees to it that every command and event comes up.

/// The tests of an aggregate that is [`StoryAggregate`].
macro_rules! properties_of {
    ($aggregate:ty) => {
        #[test]
        fn decisions_keep_what_always_holds() {
            crate::properties::decisions_keep_what_always_holds::<$aggregate>();
        }

        #[test]
        fn a_replay_gives_the_same_state() {
            crate::properties::a_replay_gives_the_same_state::<$aggregate>();
        }

        #[test]
        fn evolve_never_fails() {
            crate::properties::evolve_never_fails::<$aggregate>();
        }

        #[test]
        fn every_event_serialises_and_back() {
            crate::properties::every_event_serialises_and_back::<$aggregate>();
        }

        #[test]
        fn every_command_serialises_and_back() {
            crate::properties::every_command_serialises_and_back::<$aggregate>();
        }

        #[test]
        fn a_refused_command_changes_nothing() {
            crate::properties::a_refused_command_changes_nothing::<$aggregate>();
        }

        #[test]
        fn asking_twice_leads_where_asking_once_does() {
            crate::properties::asking_twice_leads_where_asking_once_does::<$aggregate>();
        }

        #[test]
        fn every_free_text_is_looked_at() {
            crate::properties::every_free_text_is_looked_at::<$aggregate>();
        }

        #[test]
        fn every_free_text_is_taken_out() {
            crate::properties::every_free_text_is_taken_out::<$aggregate>();
        }

        #[test]
        fn a_command_is_about_everything_that_its_events_change() {
            crate::properties::a_command_is_about_everything_that_its_events_change::<$aggregate>();
        }

        #[test]
        fn every_command_and_event_comes_up() {
            crate::properties::every_command_and_event_comes_up::<$aggregate>();
        }
    };
}

mod account;
mod action_item;
mod any;
mod audit;
mod case;
mod data_request;
mod erasure;
mod institution;
mod meeting;
mod milestone;
mod notification;
mod reminder;
mod strategy;
mod subgroup;
mod training;
mod webhook;

use std::collections::BTreeSet;
use std::fmt::Debug;

use chrono::{DateTime, TimeDelta, Utc};
use events::account::{Account, Role};
use events::action_item::ActionItem;
use events::audit::AuditTrail;
use events::authority::{AuthorizedAggregate, Principal, permit};
use events::bounds;
use events::case::Case;
use events::data_request::DataRequest;
use events::erasure::Erasure;
use events::event::fold;
use events::ids::{CommandId, CorrelationId, Position, Revision};
use events::institution::Institution;
use events::mandate::Mandate;
use events::meeting::Meeting;
use events::milestone::Milestone;
use events::notification::Notification;
use events::overlap::{parts_of_command, parts_of_event};
use events::reminder::Reminder;
use events::strategy::Objective;
use events::subgroup::Subgroup;
use events::text::Text;
use events::training::Module;
use events::webhook::Webhook;
use events::{Aggregate, Command, Event, Metadata, Occurrence, RecordedEvent, Refusal, Rejection, StoredEvent, decide};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{TestCaseResult, TestRunner};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use strum::VariantNames;

use crate::given_when_then::{TODAY, name_of};
use crate::values::{event_id, id, moment, noon};

/// How many stories or values each property is tried on.
const CASES: u32 = 48;
/// The most commands in a story.
const LONGEST_STORY: usize = 32;

/// An aggregate of which stories can be told.
pub(crate) trait StoryAggregate:
    Aggregate<
        State = Self,
        Id: Clone + Debug,
        Command: Clone + Debug + PartialEq + Serialize + DeserializeOwned + VariantNames,
        Event: Clone + Debug + PartialEq + Serialize + VariantNames,
        Refusal: Copy + Debug + Into<Refusal>,
    > + AuthorizedAggregate
    + Clone
    + Debug
    + Default
    + PartialEq
{
    /// Its commands and events among all.
    const COMMAND: fn(Self::Id, Self::Command) -> Command;
    const EVENT: fn(Self::Id, Self::Event) -> Event;

    /// The id of the one the stories are about.
    fn id() -> Self::Id;

    /// Any command. Each free text in it has the [mark](any::MARK).
    fn commands() -> BoxedStrategy<Self::Command>;

    /// Any event.
    fn events() -> BoxedStrategy<Self::Event>;

    /// What holds of every history that decisions made and of the state it adds up to.
    fn always_holds(history: &[Self::Event], state: &Self) -> TestCaseResult;
}

/// Something asked, and when.
type Step<A> = (DateTime<Utc>, <A as Aggregate>::Command);

/// A stream as the store gives it back, and beside it the state kept while it grew.
#[derive(Clone)]
struct Story<A: StoryAggregate> {
    recorded: Vec<RecordedEvent>,
    events: Vec<A::Event>,
    /// What it was after each event.
    states: Vec<A>,
    state: A,
}

impl<A: StoryAggregate> Story<A> {
    fn new() -> Self {
        Self { recorded: Vec::new(), events: Vec::new(), states: Vec::new(), state: A::default() }
    }

    /// Somebody who may.
    fn permitted(&self, command: &A::Command) -> Principal {
        let relations = A::who_may(&A::id(), &self.state, command);
        let arta = Principal::official(id("arta"), id("ms"), BTreeSet::new(), Mandate::Institution);
        let everybody = [
            Principal::secretariat(),
            Principal::service(id("a-test")),
            arta.with_roles(BTreeSet::from([Role::Administrator])),
        ];
        everybody.into_iter().find(|one| permit(one, &relations).is_ok()).unwrap()
    }

    /// What the domain says, asked of the history as stored and of the state kept: it must be the same.
    fn decided(&self, (now, command): &Step<A>) -> Result<Result<Vec<A::Event>, A::Refusal>, TestCaseError> {
        let whole = A::COMMAND(A::id(), command.clone());
        let within_bounds = bounds::check(&whole);
        let by_history = decide(whole, &self.recorded, &self.permitted(command), &moment(*now));
        let by_state =
            A::addressed(&A::id(), command).and_then(|()| A::decide(&self.state, command.clone(), &moment(*now)));
        let expected = by_state
            .clone()
            .map(|events| events.into_iter().map(|event| A::EVENT(A::id(), event)).collect())
            .map_err(|refusal| Rejection::Refused(refusal.into()));
        // What is out of bounds is refused today and was not always: what is decided on it must make sense all the same.
        match within_bounds {
            Ok(()) => prop_assert_eq!(by_history, expected),
            Err(out) => prop_assert_eq!(by_history, Err(Rejection::OutOfBounds(out))),
        }
        Ok(by_state)
    }

    /// Carries a command out, when it is accepted; tells whether anything came of it.
    fn asked(&mut self, step: &Step<A>) -> Result<bool, TestCaseError> {
        let principal = self.permitted(&step.1);
        let events = self.decided(step)?.unwrap_or_default();
        for event in &events {
            let n = self.events.len();
            let recorded = through_the_log(&A::EVENT(A::id(), event.clone()), n, &principal, step.0)?;
            let occurrence = Occurrence { id: recorded.id, at: step.0, by: principal.actor().clone() };
            self.state = A::evolve(self.state.clone(), event, &occurrence);
            self.recorded.push(recorded);
            self.events.push(event.clone());
            self.states.push(self.state.clone());
        }
        Ok(!events.is_empty())
    }

    /// The state after so many events, folded from what was recorded.
    fn replayed(&self, events: usize) -> A {
        fold::<A>(self.events.iter().zip(&self.recorded).take(events).map(|(event, recorded)| {
            let Metadata { occurred_at: at, actor: by, .. } = recorded.metadata.clone();
            (event, Occurrence { id: recorded.id, at, by })
        }))
    }
}

/// An event written as the `n`-th of its stream and read back; what is read is what was written.
fn through_the_log(
    event: &Event,
    n: usize,
    principal: &Principal,
    at: DateTime<Utc>,
) -> Result<RecordedEvent, TestCaseError> {
    let place = u64::try_from(n).unwrap();
    let stored = StoredEvent {
        position: Position(place + 1),
        stream: event.stream().unwrap(),
        revision: Revision(place),
        id: event_id(n),
        metadata: Metadata {
            tenant: id("kosovo"),
            actor: principal.actor().clone(),
            correlation_id: CorrelationId(event_id(n).0),
            causation_id: CommandId(event_id(n).0),
            occurred_at: at,
            recorded_at: at,
            door: None,
            network: None,
        },
        body: event.encode().unwrap(),
    };
    let known = Event::types().contains(&stored.body.event_type);
    prop_assert!(known, "{} is not among the event types", stored.body.event_type);
    let recorded = stored.clone().decode().map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(&recorded.event, event);
    prop_assert_eq!(recorded.event.encode().unwrap(), stored.body);
    Ok(recorded)
}

fn stories<A: StoryAggregate>() -> impl Strategy<Value = Vec<Step<A>>> {
    // Mostly minutes, so that a report can still be taken back; now and then days, so that dates pass.
    let pause = prop_oneof![4 => 0..15i64, 1 => 0..3 * 24 * 60i64].prop_map(TimeDelta::minutes);
    prop::collection::vec((pause, A::commands()), 0..LONGEST_STORY).prop_map(|steps| {
        let mut now = noon(TODAY);
        let at_its_time = |(pause, command)| {
            now += pause;
            (now, command)
        };
        steps.into_iter().map(at_its_time).collect()
    })
}

pub(crate) fn for_any<T: Debug>(any: &impl Strategy<Value = T>, holds: impl Fn(T) -> TestCaseResult) {
    let config = ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() };
    if let Err(error) = TestRunner::new(config).run(any, holds) {
        panic!("{error}");
    }
}

pub(crate) fn decisions_keep_what_always_holds<A: StoryAggregate>() {
    for_any(&stories::<A>(), |steps| {
        let mut story = Story::<A>::new();
        A::always_holds(&story.events, &story.state)?;
        for step in &steps {
            story.asked(step)?;
            A::always_holds(&story.events, &story.state)?;
        }
        Ok(())
    });
}

pub(crate) fn a_replay_gives_the_same_state<A: StoryAggregate>() {
    for_any(&stories::<A>(), |steps| {
        let mut story = Story::<A>::new();
        for step in &steps {
            story.asked(step)?;
        }
        prop_assert_eq!(&story.replayed(story.events.len()), &story.state);
        for (n, state) in story.states.iter().enumerate() {
            prop_assert_eq!(&story.replayed(n + 1), state);
        }
        Ok(())
    });
}

/// Whatever events, in whatever order; and a state that no decision led to can still be decided on.
pub(crate) fn evolve_never_fails<A: StoryAggregate>() {
    let anything = (prop::collection::vec(A::events(), 0..LONGEST_STORY), A::commands());
    for_any(&anything, |(events, command)| {
        let replayed = || {
            let at = |n| Occurrence { id: event_id(n), at: noon(TODAY), by: Principal::secretariat().actor().clone() };
            fold::<A>(events.iter().enumerate().map(|(n, event)| (event, at(n))))
        };
        prop_assert_eq!(replayed(), replayed());
        let decided = || A::decide(&replayed(), command.clone(), &moment(noon(TODAY))).ok();
        prop_assert_eq!(decided(), decided());
        Ok(())
    });
}

/// Commands that are about one thing or none: the report that is taken back by its id, the chat that takes an invitation by its
/// secret.
const ABOUT_ONE_OR_NONE: [&str; 2] = ["action-item.withdraw-report", "institution.link-chat"];

/// Else a command could overwrite something without being asked whether somebody changed it meanwhile.
pub(crate) fn a_command_is_about_everything_that_its_events_change<A: StoryAggregate>() {
    for_any(&stories::<A>(), |steps| {
        let mut story = Story::<A>::new();
        for step in &steps {
            let command = A::COMMAND(A::id(), step.1.clone());
            let about = parts_of_command(&command);
            let before = story.events.len();
            story.asked(step)?;
            for event in story.events.iter().skip(before) {
                let changed = parts_of_event(&A::EVENT(A::id(), event.clone()));
                let covered = changed.iter().all(|part| about.contains(part));
                let is_exempt = ABOUT_ONE_OR_NONE.contains(&command.name().as_ref());
                prop_assert!(covered || is_exempt, "{:?}: {:?}", command, event);
            }
        }
        Ok(())
    });
}

pub(crate) fn every_event_serialises_and_back<A: StoryAggregate>() {
    for_any(&A::events(), |event| {
        let event = A::EVENT(A::id(), event);
        through_the_log(&event, 0, &Principal::secretariat(), noon(TODAY)).map(drop)
    });
}

pub(crate) fn every_command_serialises_and_back<A: StoryAggregate>() {
    for_any(&A::commands(), |command| {
        let command = A::COMMAND(A::id(), command);
        let read: Command = serde_json::from_str(&serde_json::to_string(&command).unwrap()).unwrap();
        prop_assert_eq!(&read, &command);
        prop_assert_eq!(read.stream(), command.stream());
        Ok(())
    });
}

/// Had nobody given the commands that came to nothing, the same would have happened.
pub(crate) fn a_refused_command_changes_nothing<A: StoryAggregate>() {
    for_any(&stories::<A>(), |steps| {
        let (mut story, mut without) = (Story::<A>::new(), Story::<A>::new());
        for step in &steps {
            if story.asked(step)? {
                without.asked(step)?;
            }
        }
        prop_assert_eq!(story.recorded, without.recorded);
        prop_assert_eq!(story.state, without.state);
        Ok(())
    });
}

pub(crate) fn asking_twice_leads_where_asking_once_does<A: StoryAggregate>() {
    for_any(&stories::<A>(), |steps| {
        let mut story = Story::<A>::new();
        for step in &steps {
            story.asked(step)?;
            let once = story.state.clone();
            story.asked(step)?;
            prop_assert_eq!(&story.state, &once, "{:?} was asked twice", step.1);
        }
        Ok(())
    });
}

fn strings_of(value: &Value) -> Vec<String> {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => vec![],
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(strings_of).collect(),
        Value::Object(fields) => fields.values().flat_map(strings_of).collect(),
    }
}

/// The guard sees each text that anybody wrote, and nothing else.
pub(crate) fn every_free_text_is_looked_at<A: StoryAggregate>() {
    for_any(&A::commands(), |command| {
        let command = A::COMMAND(A::id(), command);
        let strings = strings_of(&serde_json::to_value(&command).unwrap());
        let mut written: Vec<&str> =
            strings.iter().map(String::as_str).filter(|text| text.starts_with(any::MARK)).collect();
        let mut looked_at = command.free_texts();
        written.sort_unstable();
        looked_at.sort_unstable();
        prop_assert_eq!(written, looked_at);
        Ok(())
    });
}

/// And nothing else is: what was decided by it still holds.
pub(crate) fn every_free_text_is_taken_out<A: StoryAggregate>() {
    for_any(&A::events(), |event| {
        let event = A::EVENT(A::id(), event);
        let texts = event.texts();
        let written = serde_json::from_str::<Value>(&event.encode().unwrap().data).unwrap();
        let mut found: Vec<String> =
            strings_of(&written).into_iter().filter(|text| text.starts_with(any::MARK)).collect();
        let mut listed: Vec<String> = texts.iter().cloned().map(String::from).collect();
        found.sort_unstable();
        listed.sort_unstable();
        prop_assert_eq!(found, listed);
        let left = event.clone().without(&texts);
        let taken_out = String::from(Text::taken_out());
        let stood_in_for = |strings: Vec<String>| -> Vec<String> {
            let in_place = |text: String| if text.starts_with(any::MARK) { taken_out.clone() } else { text };
            strings.into_iter().map(in_place).collect()
        };
        let written_of_left = serde_json::from_str::<Value>(&left.encode().unwrap().data).unwrap();
        prop_assert_eq!(strings_of(&written_of_left), stood_in_for(strings_of(&written)));
        let stream = left.stream().unwrap();
        prop_assert_eq!(Event::decode(&stream, &left.encode().unwrap()).unwrap(), left);
        prop_assert_eq!(event.clone().without(&[]), event);
        Ok(())
    });
}

/// Otherwise the other properties would say less than they seem to.
pub(crate) fn every_command_and_event_comes_up<A: StoryAggregate>() {
    let mut runner = TestRunner::deterministic();
    let (mut commands, mut events, mut decided) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let (any_command, any_event, any_story) = (A::commands(), A::events(), stories::<A>());
    for _ in 0..400 {
        commands.insert(name_of(&any_command.new_tree(&mut runner).unwrap().current()));
        events.insert(name_of(&any_event.new_tree(&mut runner).unwrap().current()));
    }
    for _ in 0..20 * CASES {
        let mut story = Story::<A>::new();
        for step in any_story.new_tree(&mut runner).unwrap().current() {
            story.asked(&step).unwrap();
        }
        decided.extend(story.events.iter().map(name_of));
        if decided.len() == A::Event::VARIANTS.len() {
            break;
        }
    }
    let missing = |all: &[&'static str], found: &BTreeSet<String>| -> Vec<&str> {
        all.iter().copied().filter(|name| !found.contains(*name)).collect()
    };
    let of_none: Vec<&str> = vec![];
    assert_eq!(
        missing(A::Command::VARIANTS, &commands),
        of_none,
        "{}: StoryAggregate::commands leaves these out",
        A::KIND
    );
    assert_eq!(missing(A::Event::VARIANTS, &events), of_none, "{}: StoryAggregate::events leaves these out", A::KIND);
    assert_eq!(missing(A::Event::VARIANTS, &decided), of_none, "{}: no story leads to these", A::KIND);
}

#[test]
fn stories_are_told_of_every_aggregate() {
    fn kind_of<A: StoryAggregate>() -> &'static str {
        A::KIND
    }
    let told = BTreeSet::from([
        kind_of::<Institution>(),
        kind_of::<Subgroup>(),
        kind_of::<Meeting>(),
        kind_of::<ActionItem>(),
        kind_of::<Reminder>(),
        kind_of::<Notification>(),
        kind_of::<Case>(),
        kind_of::<DataRequest>(),
        kind_of::<Module>(),
        kind_of::<Objective>(),
        kind_of::<Milestone>(),
        kind_of::<Account>(),
        kind_of::<AuditTrail>(),
        kind_of::<Webhook>(),
        kind_of::<Erasure>(),
    ]);
    let types = Event::types();
    let kinds: BTreeSet<&str> = types.iter().map(|name| name.split_once('.').unwrap().0).collect();
    assert_eq!(told, kinds, "an aggregate is missing in events/tests/properties/");
}
