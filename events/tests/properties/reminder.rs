use events::ids::ReminderKey;
use events::reminder::{
    DeliveryFailure, Recipient, Reminder, ReminderCommand as C, ReminderEvent as E, ReminderId, Rung,
};
use events::{Command, Event};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;

use super::StoryAggregate;
use super::any::{any_date, any_event_id, any_id, any_institution, any_person, any_subgroup};
use crate::values::{date, id};

properties_of!(Reminder);

fn of_the_day() -> ReminderId {
    ReminderId { action_item: id("strehimoret-2026"), rung: Rung::OnTheDay, due: date(20) }
}

/// The one that the stories are about, or another.
fn any_reminder() -> impl Strategy<Value = ReminderId> {
    let rung = prop_oneof![
        Just(Rung::Assigned),
        any::<u16>().prop_map(Rung::Before),
        Just(Rung::OnTheDay),
        any::<u16>().prop_map(Rung::Chair),
        any::<u16>().prop_map(Rung::Secretariat),
    ];
    let any = (any_id(&["strehimoret-2026", "a"]), rung, any_date()).prop_map(|(action_item, rung, due)| ReminderId {
        action_item,
        rung,
        due,
    });
    prop_oneof![2 => Just(of_the_day()), 1 => any]
}

fn any_recipient() -> impl Strategy<Value = Recipient> {
    prop_oneof![
        any_institution().prop_map(Recipient::FocalPoint),
        any_subgroup().prop_map(Recipient::Chair),
        Just(Recipient::Secretariat),
    ]
}

fn any_failure() -> impl Strategy<Value = DeliveryFailure> {
    use DeliveryFailure as F;
    select(&[F::NobodyInPost, F::NoChatLinked, F::BlockedByPerson, F::RefusedByMessenger][..])
}

impl StoryAggregate for Reminder {
    const COMMAND: fn(ReminderKey, C) -> Command = Command::Reminder;
    const EVENT: fn(ReminderKey, E) -> Event = Event::Reminder;

    fn id() -> ReminderKey {
        of_the_day().key().unwrap()
    }

    fn commands() -> BoxedStrategy<C> {
        prop_oneof![
            3 => (any_reminder(), any_recipient()).prop_map(|(reminder, recipient)| C::Plan { reminder, recipient }),
            1 => any_person().prop_map(|person| C::RecordSent { person }),
            1 => (any_recipient(), any_person())
                .prop_map(|(recipient, person)| C::RecordEscalated { recipient, person }),
            3 => any_failure().prop_map(|failure| C::RecordFailed { failure }),
            2 => any_event_id().prop_map(|answer| C::RecordAnswered { answer }),
        ]
        .boxed()
    }

    fn events() -> BoxedStrategy<E> {
        prop_oneof![
            (any_reminder(), any_recipient()).prop_map(|(reminder, recipient)| E::Planned { reminder, recipient }),
            any_person().prop_map(|person| E::Sent { person }),
            any_failure().prop_map(|failure| E::Failed { failure }),
            any_event_id().prop_map(|answer| E::Answered { answer }),
            (any_recipient(), any_person()).prop_map(|(recipient, person)| E::Escalated { recipient, person }),
        ]
        .boxed()
    }

    fn always_holds(history: &[E], state: &Self) -> TestCaseResult {
        // Planned once, delivered once, answered once, in this order, with failures before the delivery only.
        let mut expected = Self::Unknown;
        for event in history {
            expected = match (expected, event) {
                (Self::Unknown, E::Planned { reminder, .. }) => {
                    prop_assert_eq!(reminder.key().unwrap(), Self::id(), "another reminder in its place");
                    Self::Planned(None)
                }
                (Self::Planned(_), E::Failed { failure }) => Self::Planned(Some(*failure)),
                (Self::Planned(_), E::Sent { .. } | E::Escalated { .. }) => Self::Sent,
                (Self::Sent, E::Answered { .. }) => Self::Answered,
                (before, event) => return Err(TestCaseError::fail(format!("{event:?} when it was {before:?}"))),
            };
        }
        prop_assert_eq!(state, &expected);
        Ok(())
    }
}
