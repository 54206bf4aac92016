use chrono::TimeDelta;
use events::action_item::{
    ActionItem, ActionItemCommand as C, ActionItemEvent as E, AssignedItem, ItemStage, TAKE_BACK_WITHIN,
};
use events::ids::ActionItemId;
use events::text::Percent;
use events::{Command, Event};
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use super::any::{
    any_date, any_event_id, any_id, any_institution, any_local_text, any_percent, any_subgroup, any_text,
};
use super::{Story, StoryAggregate, for_any, stories};
use crate::values::{event_id, id};

properties_of!(ActionItem);

impl StoryAggregate for ActionItem {
    const COMMAND: fn(ActionItemId, C) -> Command = Command::ActionItem;
    const EVENT: fn(ActionItemId, E) -> Event = Event::ActionItem;

    fn id() -> ActionItemId {
        id("strehimoret-2026")
    }

    fn commands() -> BoxedStrategy<C> {
        let assign = (
            any_local_text(),
            any_institution(),
            option::of(any_subgroup()),
            any_date(),
            option::of(any_id(&["m1", "m2"])),
        );
        prop_oneof![
            6 => assign.prop_map(|(title, owner, subgroup, due, raised_by)| C::Assign {
                title, owner, subgroup, due, raised_by
            }),
            1 => Just(C::Accept),
            2 => any_percent().prop_map(|progress| C::ReportProgress { progress }),
            2 => any_text().prop_map(|reason| C::Block { reason }),
            1 => Just(C::Unblock),
            3 => (option::of(any_institution()), option::of(any_text()))
                .prop_map(|(suggested, reason)| C::Disclaim { suggested, reason }),
            3 => (any_date(), option::of(any_text()))
                .prop_map(|(until, reason)| C::RequestExtension { until, reason }),
            2 => any_date().prop_map(|until| C::GrantExtension { until }),
            1 => option::of(any_text()).prop_map(|reason| C::RefuseExtension { reason }),
            1 => Just(C::Complete),
            5 => any_event_id().prop_map(|report| C::WithdrawReport { report }),
            1 => Just(C::Verify),
            1 => (any_text(), option::of(any_date())).prop_map(|(reason, due)| C::Reopen { reason, due }),
            1 => any_text().prop_map(|reason| C::Return { reason }),
            1 => (any_institution(), option::of(any_text())).prop_map(|(owner, reason)| C::Reassign { owner, reason }),
            1 => Just(C::Nudge),
            1 => any_text().prop_map(|reason| C::Cancel { reason }),
        ]
        .boxed()
    }

    fn events() -> BoxedStrategy<E> {
        let assigned = (
            any_local_text(),
            any_institution(),
            option::of(any_subgroup()),
            any_date(),
            option::of(any_id(&["m1", "m2"])),
        );
        prop_oneof![
            assigned.prop_map(|(title, owner, subgroup, due, raised_by)| E::Assigned {
                title,
                owner,
                subgroup,
                due,
                raised_by
            }),
            Just(E::Accepted {}),
            any_percent().prop_map(|progress| E::ProgressReported { progress }),
            any_text().prop_map(|reason| E::Blocked { reason }),
            Just(E::Unblocked {}),
            (option::of(any_institution()), option::of(any_text()))
                .prop_map(|(suggested, reason)| E::Disclaimed { suggested, reason }),
            (any_date(), option::of(any_text())).prop_map(|(until, reason)| E::ExtensionRequested { until, reason }),
            any_date().prop_map(|until| E::ExtensionGranted { until }),
            option::of(any_text()).prop_map(|reason| E::ExtensionRefused { reason }),
            Just(E::Completed {}),
            any_event_id().prop_map(|report| E::ReportWithdrawn { report }),
            Just(E::Verified {}),
            (any_text(), option::of(any_date())).prop_map(|(reason, due)| E::Reopened { reason, due }),
            any_text().prop_map(|reason| E::Returned { reason }),
            (any_institution(), option::of(any_text())).prop_map(|(owner, reason)| E::Reassigned { owner, reason }),
            any_date().prop_map(|on| E::Nudged { on }),
            any_text().prop_map(|reason| E::Cancelled { reason }),
        ]
        .boxed()
    }

    fn always_holds(history: &[E], state: &Self) -> TestCaseResult {
        let Self::Known(item) = state else {
            prop_assert!(history.is_empty());
            return Ok(());
        };
        let Some(E::Assigned { owner, subgroup, due, .. }) = history.first() else {
            return Err(TestCaseError::fail("it did not begin by being assigned"));
        };
        let (mut owner, mut due, mut done, mut verified, mut cancelled) = (owner, *due, false, false, false);
        let (mut nudged, mut disclaimed_before, mut disclaimed) = (None, false, false);
        for (n, event) in history.iter().enumerate().skip(1) {
            prop_assert!(!cancelled, "{:?} after it was called off", event);
            let open = !done;
            let in_its_time = match event {
                E::Assigned { .. } => false,
                E::Accepted {}
                | E::ProgressReported { .. }
                | E::Blocked { .. }
                | E::Unblocked {}
                | E::ExtensionRequested { .. }
                | E::Completed {}
                | E::ExtensionRefused { .. }
                | E::Reassigned { .. }
                | E::Cancelled { .. } => open,
                E::Disclaimed { suggested, .. } => open && suggested.as_ref() != Some(owner),
                E::Returned { .. } => open && disclaimed,
                E::Nudged { on } => open && !disclaimed && nudged != Some(*on),
                E::ExtensionGranted { until } => open && *until > due,
                E::Verified {} => done && !verified,
                E::Reopened { .. } => done,
                E::ReportWithdrawn { report } => *report == event_id(n - 1) && is_a_report(&history[n - 1]),
            };
            prop_assert!(in_its_time, "{:?} out of its time", event);
            match event {
                E::Completed {} => done = true,
                E::Verified {} => verified = true,
                E::Reopened { due: new, .. } => (done, verified, due) = (false, false, new.unwrap_or(due)),
                E::ReportWithdrawn { .. } => done = false,
                E::ExtensionGranted { until } => due = *until,
                E::Reassigned { owner: new, .. } => {
                    prop_assert_ne!(new, owner);
                    (owner, nudged) = (new, None);
                }
                E::Nudged { on } => nudged = Some(*on),
                E::Cancelled { .. } => cancelled = true,
                E::ProgressReported { progress } => {
                    prop_assert_ne!(*progress, Percent::WHOLE, "all of it, and yet not done");
                }
                E::Assigned { .. }
                | E::Accepted {}
                | E::Blocked { .. }
                | E::Unblocked {}
                | E::Disclaimed { .. }
                | E::ExtensionRequested { .. }
                | E::ExtensionRefused { .. }
                | E::Returned { .. } => {}
            }
            let now = match event {
                E::Disclaimed { .. } => true,
                E::ReportWithdrawn { .. } => disclaimed_before,
                E::Nudged { .. } | E::ExtensionRefused { .. } | E::ExtensionGranted { .. } => disclaimed,
                E::Assigned { .. }
                | E::Accepted { .. }
                | E::ProgressReported { .. }
                | E::Blocked { .. }
                | E::Unblocked { .. }
                | E::ExtensionRequested { .. }
                | E::Completed { .. }
                | E::Verified { .. }
                | E::Reopened { .. }
                | E::Returned { .. }
                | E::Reassigned { .. }
                | E::Cancelled { .. } => false,
            };
            (disclaimed_before, disclaimed) = (disclaimed, now);
        }
        prop_assert_eq!((&item.owner, &item.subgroup, item.due), (owner, subgroup, due));
        prop_assert_eq!((item.stage.is_done(), item.stage.is_cancelled()), (done, cancelled));
        prop_assert_eq!(item.stage == ItemStage::Verified, verified);
        prop_assert_eq!(item.stage.is_disclaimed(), disclaimed);
        prop_assert!(item.extension_asked.is_none() || !disclaimed, "disclaimed, and more time asked for it");
        prop_assert_eq!(item.nudged.as_ref().map(|last| last.on), nudged);
        prop_assert!(item.stage.is_done() || item.stage.progress() < Percent::WHOLE);
        if let Some(asked) = item.extension_asked {
            prop_assert!(item.stage.is_open() && asked > item.due, "more time asked for: {asked}");
        }
        Ok(())
    }
}

fn is_a_report(event: &E) -> bool {
    match event {
        E::Accepted {}
        | E::ProgressReported { .. }
        | E::Blocked { .. }
        | E::Unblocked {}
        | E::Disclaimed { .. }
        | E::ExtensionRequested { .. }
        | E::Completed {} => true,
        E::Assigned { .. }
        | E::ExtensionGranted { .. }
        | E::ExtensionRefused { .. }
        | E::ReportWithdrawn { .. }
        | E::Verified {}
        | E::Reopened { .. }
        | E::Returned { .. }
        | E::Reassigned { .. }
        | E::Nudged { .. }
        | E::Cancelled { .. } => false,
    }
}

/// All but what may be taken back.
fn seen_from_outside(item: &ActionItem) -> ActionItem {
    match item {
        ActionItem::Unknown => ActionItem::Unknown,
        ActionItem::Known(item) => ActionItem::Known(AssignedItem { last_report: None, ..item.clone() }),
    }
}

#[test]
fn a_report_taken_back_leaves_no_trace_in_the_state() {
    for_any(&(stories::<ActionItem>(), 0..=TAKE_BACK_WITHIN.num_seconds()), |(steps, seconds)| {
        let mut story = Story::<ActionItem>::new();
        for (at, command) in steps {
            let before = seen_from_outside(&story.state);
            let n = story.events.len();
            story.asked(&(at, command))?;
            if story.events.len() > n && is_a_report(&story.events[n]) {
                let mut slipped = story.clone();
                let take_back = C::WithdrawReport { report: event_id(n) };
                let accepted = slipped.asked(&(at + TimeDelta::seconds(seconds), take_back.clone()))?;
                prop_assert!(accepted, "it could not be taken back");
                prop_assert_eq!(seen_from_outside(&slipped.state), before);
                let again = slipped.asked(&(at, take_back))?;
                prop_assert!(!again, "it was taken back twice");
            }
        }
        Ok(())
    });
}

/// Not one that something followed, be it a second later, and none when the time is over.
#[test]
fn only_the_last_report_can_be_taken_back() {
    for_any(&(stories::<ActionItem>(), 1..1_000_000i64), |(steps, seconds)| {
        let mut story = Story::<ActionItem>::new();
        for step in &steps {
            story.asked(step)?;
            let late = step.0 + TAKE_BACK_WITHIN + TimeDelta::seconds(seconds);
            for (n, event) in story.events.iter().enumerate() {
                let is_last = n + 1 == story.events.len();
                let at = if is_last { late } else { step.0 };
                let accepted = story.clone().asked(&(at, C::WithdrawReport { report: event_id(n) }))?;
                prop_assert!(!accepted, "{:?} was taken back, is it the last: {}", event, is_last);
            }
        }
        Ok(())
    });
}
