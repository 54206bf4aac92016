use std::collections::BTreeSet;

use events::ids::MeetingId;
use events::meeting::{
    InvitationAnswer, LONGEST_MEETING, Meeting, MeetingBody, MeetingCommand as C, MeetingEvent as E, MeetingStage,
    MeetingTime, RaisedItem, Recurrence,
};
use events::{Command, Event};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;

use super::StoryAggregate;
use super::any::{
    any_date, any_id, any_institution, any_institutions, any_local_text, any_subgroup, any_text, any_time,
};
use crate::given_when_then::TODAY;
use crate::values::{date, id};

properties_of!(Meeting);

fn any_meeting_time() -> impl Strategy<Value = MeetingTime> {
    let minutes = select(&[1, 90, 90, 90, LONGEST_MEETING, 0, LONGEST_MEETING + 1][..]);
    let day = prop_oneof![3 => (TODAY..TODAY + 3).prop_map(date), 1 => any_date()];
    (day, option::of(any_time()), option::of(minutes)).prop_map(|(date, time, minutes)| MeetingTime {
        date,
        time,
        minutes,
    })
}

fn any_body() -> impl Strategy<Value = MeetingBody> {
    prop_oneof![
        Just(MeetingBody::Authority),
        any_subgroup().prop_map(MeetingBody::Subgroup),
        Just(MeetingBody::Invited)
    ]
}

fn any_answer() -> impl Strategy<Value = InvitationAnswer> {
    select(InvitationAnswer::ALL)
}

/// The rule is read by the calendar, so it is no free text.
fn any_recurrence() -> impl Strategy<Value = Recurrence> {
    any::<u16>().prop_map(|number| Recurrence { rule: "FREQ=MONTHLY;COUNT=6".parse().unwrap(), number })
}

fn any_raised() -> impl Strategy<Value = Vec<RaisedItem>> {
    let item = any_id(&["a", "b", "c", "d", "e", "f"]);
    let raised = (item, any_local_text(), any_institution(), any_date())
        .prop_map(|(action_item, title, owner, due)| RaisedItem { action_item, title, owner, due });
    prop::collection::vec(raised, 0..3)
}

impl StoryAggregate for Meeting {
    const COMMAND: fn(MeetingId, C) -> Command = Command::Meeting;
    const EVENT: fn(MeetingId, E) -> Event = Event::Meeting;

    fn id() -> MeetingId {
        id("m3")
    }

    fn commands() -> BoxedStrategy<C> {
        let schedule = (
            any_local_text(),
            any_meeting_time(),
            option::of(any_text()),
            any_body(),
            any_institutions(),
            option::of(any_recurrence()),
        );
        prop_oneof![
            4 => schedule.prop_map(|(title, at, place, convened, invited, recurrence)| C::Schedule {
                title, at, place, convened, invited, recurrence
            }),
            1 => any_text().prop_map(|item| C::AddAgendaItem { item }),
            1 => any_meeting_time().prop_map(|at| C::Reschedule { at }),
            2 => (any_institution(), any_answer())
                .prop_map(|(institution, answer)| C::AnswerInvitation { institution, answer }),
            3 => any_institutions().prop_map(|attended| C::Hold { attended }),
            2 => any_text().prop_map(|minutes| C::RecordMinutes { minutes: minutes.into() }),
            2 => (any_text(), any_raised()).prop_map(|(decision, raises)| C::TakeDecision { decision, raises }),
            1 => Just(C::ApproveMinutes),
            1 => any_text().prop_map(|reason| C::Cancel { reason }),
        ]
        .boxed()
    }

    fn events() -> BoxedStrategy<E> {
        let scheduled = (
            any_local_text(),
            any_meeting_time(),
            option::of(any_text()),
            any_body(),
            any_institutions(),
            option::of(any_recurrence()),
        );
        prop_oneof![
            scheduled.prop_map(|(title, at, place, convened, invited, recurrence)| E::Scheduled {
                title,
                at,
                place,
                convened,
                invited,
                recurrence
            }),
            any_text().prop_map(|item| E::AgendaItemAdded { item }),
            any_meeting_time().prop_map(|at| E::Rescheduled { at }),
            (any_institution(), any_answer())
                .prop_map(|(institution, answer)| E::InvitationAnswered { institution, answer }),
            any_institutions().prop_map(|attended| E::Held { attended }),
            any_text().prop_map(|minutes| E::MinutesRecorded { minutes: minutes.into() }),
            (any_text(), any_raised(), option::of(any_subgroup()))
                .prop_map(|(decision, raises, subgroup)| E::DecisionTaken { decision, raises, subgroup }),
            Just(E::MinutesApproved {}),
            any_text().prop_map(|reason| E::Cancelled { reason }),
        ]
        .boxed()
    }

    fn always_holds(history: &[E], state: &Self) -> TestCaseResult {
        let Self::Known(meeting) = state else {
            prop_assert!(history.is_empty());
            return Ok(());
        };
        let begins = matches!(history.first(), Some(E::Scheduled { .. }));
        prop_assert!(begins, "it did not begin by being scheduled");
        prop_assert!(meeting.at.minutes.is_none_or(|minutes| (1..=LONGEST_MEETING).contains(&minutes)));
        prop_assert!(meeting.answers.keys().all(|institution| meeting.invited.contains(institution)));
        prop_assert!(meeting.has_minutes || !meeting.minutes_approved, "minutes that are not there were approved");
        let has_outcome = meeting.has_minutes || !meeting.raised.is_empty();
        prop_assert!(!has_outcome || meeting.stage == MeetingStage::Held, "an outcome of what was not held");

        let (mut reached, mut approved, mut raised) = (MeetingStage::Scheduled, false, BTreeSet::new());
        for event in &history[1..] {
            prop_assert!(reached != MeetingStage::Cancelled, "{:?} after it was called off", event);
            let before = match event {
                E::Scheduled { .. } => false,
                E::AgendaItemAdded { .. }
                | E::Rescheduled { .. }
                | E::InvitationAnswered { .. }
                | E::Held { .. }
                | E::Cancelled { .. } => reached == MeetingStage::Scheduled,
                E::MinutesRecorded { .. } => reached == MeetingStage::Held && !approved,
                E::DecisionTaken { .. } | E::MinutesApproved {} => reached == MeetingStage::Held,
            };
            prop_assert!(before, "{:?} out of its time", event);
            match event {
                E::Held { .. } => reached = MeetingStage::Held,
                E::Cancelled { .. } => reached = MeetingStage::Cancelled,
                E::MinutesApproved {} => approved = true,
                E::DecisionTaken { raises, .. } => {
                    for item in raises {
                        prop_assert!(raised.insert(item.action_item.clone()), "{} was raised twice", item.action_item);
                    }
                }
                E::Scheduled { .. }
                | E::AgendaItemAdded { .. }
                | E::Rescheduled { .. }
                | E::InvitationAnswered { .. }
                | E::MinutesRecorded { .. } => {}
            }
        }
        prop_assert_eq!((&meeting.stage, &meeting.raised), (&reached, &raised));
        Ok(())
    }
}
