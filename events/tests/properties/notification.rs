use std::collections::BTreeSet;

use events::ids::NotificationKey;
use events::notification::{
    Audience, ChannelKind, NotDelivered, Notice, Notification, NotificationCommand as C, NotificationEvent as E,
};
use events::{Command, Event};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;

use super::StoryAggregate;
use super::any::{any_event_id, any_id, any_institution, any_person, any_subgroup};
use crate::values::{id, message_id, notice};

properties_of!(Notification);

fn of_the_story() -> Notice {
    notice("case/2026-014", "returned-2", Audience::FocalPoint(id("ms")))
}

fn any_audience() -> impl Strategy<Value = Audience> {
    prop_oneof![
        any_institution().prop_map(Audience::FocalPoint),
        any_subgroup().prop_map(Audience::Chair),
        Just(Audience::Secretariat),
        Just(Audience::Coordinator),
        any_id(&["2026-014", "a"]).prop_map(Audience::CaseCoordinator),
        any_person().prop_map(Audience::Person),
        any_subgroup().prop_map(Audience::Group),
    ]
}

/// The one that the stories are about, or another.
fn any_notice() -> impl Strategy<Value = Notice> {
    let any = (any_id(&["case/2026-014", "meeting/a"]), any_id(&["returned-2", "assigned", "."]), any_audience())
        .prop_map(|(about, occasion, to)| Notice { about, occasion, to });
    prop_oneof![2 => Just(of_the_story()), 1 => any]
}

fn any_channel() -> impl Strategy<Value = ChannelKind> {
    select(&ChannelKind::ALL[..])
}

fn any_failure() -> impl Strategy<Value = NotDelivered> {
    select(&NotDelivered::ALL[..])
}

impl StoryAggregate for Notification {
    const COMMAND: fn(NotificationKey, C) -> Command = Command::Notification;
    const EVENT: fn(NotificationKey, E) -> Event = Event::Notification;

    fn id() -> NotificationKey {
        of_the_story().key()
    }

    fn commands() -> BoxedStrategy<C> {
        prop_oneof![
            4 => any_notice().prop_map(|notice| C::Plan { notice }),
            1 => (any_person(), any_channel(), 0..4usize, any::<bool>()).prop_map(|(person, channel, n, certain)| {
                C::RecordSent { person, channel, message: message_id(n), certain }
            }),
            1 => (any_channel(), 0..4usize, any::<bool>())
                .prop_map(|(channel, n, certain)| C::RecordPosted { channel, message: message_id(n), certain }),
            3 => (prop::option::of(any_person()), prop::option::of(any_channel()), any_failure())
                .prop_map(|(person, channel, failure)| C::RecordFailed { person, channel, failure }),
            2 => any_event_id().prop_map(|answer| C::RecordAnswered { answer }),
            1 => Just(C::RecordOvertaken),
            1 => (any_notice(), any_person(), any_channel())
                .prop_map(|(notice, person, channel)| C::CarryOver { notice, person, channel }),
        ]
        .boxed()
    }

    fn events() -> BoxedStrategy<E> {
        prop_oneof![
            any_notice().prop_map(|notice| E::Planned { notice }),
            (any_person(), any_channel(), 0..4usize, any::<bool>()).prop_map(|(person, channel, n, certain)| {
                E::Sent { person, channel, message: message_id(n), certain }
            }),
            (any_channel(), 0..4usize, any::<bool>()).prop_map(|(channel, n, certain)| E::Posted {
                channel,
                message: message_id(n),
                certain
            }),
            (prop::option::of(any_person()), prop::option::of(any_channel()), any_failure())
                .prop_map(|(person, channel, failure)| E::Failed { person, channel, failure }),
            any_event_id().prop_map(|answer| E::Answered { answer }),
            Just(E::Overtaken {}),
            (any_notice(), any_person(), any_channel()).prop_map(|(notice, person, channel)| E::CarriedOver {
                notice,
                person,
                channel
            }),
        ]
        .boxed()
    }

    fn always_holds(history: &[E], state: &Self) -> TestCaseResult {
        // Planned once or carried over, delivered once by each channel or overtaken once, answered once after it was
        // delivered. What fails was not told by that channel, or came back from an address.
        let mut expected = Self::Unknown;
        for event in history {
            expected = match (expected, event) {
                (Self::Unknown, E::Planned { notice }) => {
                    prop_assert_eq!(notice.key(), Self::id(), "another notice in its place");
                    Self::Planned(None)
                }
                (Self::Unknown | Self::Planned(_), E::CarriedOver { notice, channel, .. }) => {
                    prop_assert_eq!(notice.key(), Self::id(), "another notice in its place");
                    Self::Sent(BTreeSet::from([*channel]))
                }
                (Self::Planned(_), E::Failed { failure, .. }) => Self::Planned(Some(*failure)),
                (Self::Planned(_), E::Sent { channel, .. } | E::Posted { channel, .. }) => {
                    Self::Sent(BTreeSet::from([*channel]))
                }
                (Self::Sent(mut by), E::Sent { channel, .. }) => {
                    prop_assert!(by.insert(*channel), "twice by {:?}", channel);
                    Self::Sent(by)
                }
                (Self::Sent(mut by), E::Failed { channel: Some(channel), failure, .. }) => {
                    let told = by.remove(channel);
                    prop_assert!(!told || *failure == NotDelivered::AddressBounced, "told and failed by {:?}", channel);
                    if by.is_empty() { Self::Planned(Some(*failure)) } else { Self::Sent(by) }
                }
                (Self::Planned(_), E::Overtaken {}) => Self::Overtaken,
                (Self::Sent(_), E::Answered { .. }) => Self::Answered,
                (before, event) => return Err(TestCaseError::fail(format!("{event:?} when it was {before:?}"))),
            };
        }
        prop_assert_eq!(state, &expected);
        Ok(())
    }
}
