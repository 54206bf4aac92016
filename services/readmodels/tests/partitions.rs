//! Several instances share the institutions, and nobody can tell from what they answer.

use std::time::Duration;

use crate::support::any::{OWNERS, any_command, item};
use crate::support::country::{a_country, everything, open_partition as open};
use crate::support::{Feeding, TestReadModels, date, notice, plan, title};
use events::Command;
use events::action_item::ActionItemCommand as C;
use events::ids::Position;
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime};
use events::non_empty::NonEmpty;
use events::notification::{ChannelKind, NotDelivered, NotificationCommand};
use events::reminder::{Recipient, ReminderCommand, ReminderId, Rung};
use proptest::prelude::*;
use readmodels::views::{TimelineFilter, TimelineKind};
use readmodels::{Partition, ReadModels, ReadPort, RemoteReadModels};

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

fn as_one(harness: &TestReadModels, partitions: &[ReadModels]) -> RemoteReadModels {
    RemoteReadModels::in_process(partitions.to_vec(), harness.keys.clone()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_partitions_answer_together_is_what_one_answers_alone(
        commands in prop::collection::vec((1_u32..30, any_command()), 1..70),
        count in 1_u16..=4,
        batch in 1_usize..20,
        overlap in 0_usize..9,
    ) {
        let harness = a_country();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let half = commands.len() / 2;
            for (n, (day, command)) in commands.into_iter().enumerate() {
                let _ = harness.log.command(day, command);
                if n == half {
                    // One of them stops here, and goes on later.
                    open(&harness, 0, count).catch_up(&Feeding { log: harness.log.clone(), batch, overlap }).await.unwrap();
                }
            }
            let alone = everything(&harness.read_models().await).await;
            let mut partitions = Vec::new();
            let feed = Feeding { log: harness.log.clone(), batch, overlap };
            for index in 0..count {
                let one = open(&harness, index, count);
                one.catch_up(&feed).await.unwrap();
                partitions.push(one);
            }
            let together = as_one(&harness, &partitions);
            assert_eq!(everything(&together).await, alone);

            for one in &partitions {
                let before = one.dump().await.unwrap();
                one.rebuild(&feed).await.unwrap();
                assert_eq!(one.dump().await.unwrap(), before, "a replay is the same");
            }
            together.reached(harness.log.end_position(), PATIENCE).await.unwrap();
            assert_eq!(everything(&together).await, alone);
        });
    }
}

/// Two institutions that two partitions share, the first in partition 0.
fn one_in_each() -> (&'static str, &'static str) {
    let of = |index: u16| {
        let partition = Partition::new(index, 2).unwrap();
        OWNERS.into_iter().find(|owner| partition.keeps(&owner.parse().unwrap())).unwrap()
    };
    (of(0), of(1))
}

fn assign(n: u8, owner: &str) -> Command {
    let owner = owner.parse().unwrap();
    item(n, C::Assign { title: title("Item"), owner, subgroup: None, due: date(20), raised_by: None })
}

fn give(n: u8, owner: &str) -> Command {
    item(n, C::Reassign { owner: owner.parse().unwrap(), reason: None })
}

#[tokio::test]
async fn an_item_takes_its_past_along_and_leaves_what_was_told() {
    let harness = TestReadModels::new();
    let (here, there) = one_in_each();
    harness.log.do_all(1, [assign(0, here), assign(1, there), item(0, C::Accept)]);
    let first = open(&harness, 0, 2);
    let second = open(&harness, 1, 2);
    for one in [&first, &second] {
        one.catch_up(&harness.feed()).await.unwrap();
    }
    let id = "item-0".parse().unwrap();
    assert!(first.task(&id).await.unwrap().is_some() && second.task(&id).await.unwrap().is_none());

    harness.log.do_all(2, [give(0, there)]);
    for one in [&first, &second] {
        one.catch_up(&harness.feed()).await.unwrap();
    }
    assert!(first.task(&id).await.unwrap().is_none(), "the row goes");
    let task = second.task(&id).await.unwrap().unwrap();
    assert_eq!((task.number, task.title, task.assigned_on), (2, title("Item"), date(2)));
    let told = async |one: &ReadModels| -> Vec<String> {
        let entries = one.timeline(&TimelineFilter::default()).await.unwrap();
        entries.into_iter().map(|entry| format!("{} {}", entry.stream, entry.event_type)).collect()
    };
    assert_eq!(
        told(&first).await,
        ["action-item/item-0 action-item.assigned", "action-item/item-0 action-item.accepted"]
    );
    assert_eq!(
        told(&second).await,
        ["action-item/item-1 action-item.assigned", "action-item/item-0 action-item.reassigned"]
    );
}

#[tokio::test]
async fn what_could_not_be_told_of_a_meeting_counts_once() {
    let harness = TestReadModels::new();
    let at = MeetingTime { date: date(9), time: None, minutes: None };
    let schedule = MeetingCommand::Schedule {
        title: title("Meeting"),
        at,
        place: None,
        convened: MeetingBody::Authority,
        invited: NonEmpty::one("ms".parse().unwrap()),
        recurrence: None,
    };
    let notice = notice("meeting/m0", "moved-1");
    let (channel, failure) = (Some(ChannelKind::Email), NotDelivered::AddressBounced);
    let failed = NotificationCommand::RecordFailed { person: Some("p".parse().unwrap()), channel, failure };
    let failed = Command::Notification(notice.key(), failed);
    harness.log.do_all(1, [Command::Meeting("m0".parse().unwrap(), schedule), plan(&notice), failed]);
    let partitions = [open(&harness, 0, 2), open(&harness, 1, 2)];
    for one in &partitions {
        one.catch_up(&harness.feed()).await.unwrap();
    }
    assert_eq!(as_one(&harness, &partitions).undelivered().await.unwrap(), 1);
}

#[tokio::test]
async fn an_item_between_two_partitions_is_waited_for() {
    let harness = TestReadModels::new();
    let (here, there) = one_in_each();
    harness.log.do_all(1, [assign(0, here)]);
    let partitions = [open(&harness, 0, 2), open(&harness, 1, 2)];
    for one in &partitions {
        one.catch_up(&harness.feed()).await.unwrap();
    }
    harness.log.do_all(2, [give(0, there)]);
    partitions[0].catch_up(&harness.feed()).await.unwrap();
    let together = as_one(&harness, &partitions);
    let asked = tokio::spawn({
        let together = together.clone();
        async move { together.task(&"item-0".parse().unwrap()).await }
    });
    partitions[1].catch_up(&harness.feed()).await.unwrap();
    assert_eq!(asked.await.unwrap().unwrap().unwrap().item.owner.as_str(), there);
}

#[tokio::test]
async fn another_partition_in_the_same_file_begins_anew() {
    let harness = TestReadModels::new();
    let (here, there) = one_in_each();
    harness.log.do_all(1, [assign(0, here), assign(1, there)]);
    let path = harness.folder.path().join("moved.db");
    let opened = |index: u16| {
        let projections = ReadModels::of(Partition::new(index, 2).unwrap());
        ReadModels::open(&path, harness.keys.clone(), projections).unwrap()
    };
    let first = opened(0);
    first.catch_up(&harness.feed()).await.unwrap();
    drop(first);
    let second = opened(1);
    assert_eq!(*second.progress().borrow(), Position::START);
    second.catch_up(&harness.feed()).await.unwrap();
    drop(second);
    let first = opened(0);
    assert_eq!(*first.progress().borrow(), Position::START, "the old checkpoint is gone");
    first.catch_up(&harness.feed()).await.unwrap();
    let all = first.all_tasks().await.unwrap();
    assert_eq!(all.iter().map(|task| task.id.as_str()).collect::<Vec<_>>(), ["item-0"]);
}

#[tokio::test]
async fn a_reminder_stays_where_its_item_was_when_it_was_planned() {
    let harness = TestReadModels::new();
    let (here, there) = one_in_each();
    let reminder = ReminderId { action_item: "item-0".parse().unwrap(), rung: Rung::Assigned, due: date(20) };
    let of = |command| Command::Reminder(reminder.key().unwrap(), command);
    let recipient = Recipient::FocalPoint(here.parse().unwrap());
    let sent = ReminderCommand::RecordSent { person: "arta".parse().unwrap() };
    harness.log.do_all(1, [assign(0, here), of(ReminderCommand::Plan { reminder: reminder.clone(), recipient })]);
    harness.log.do_all(2, [give(0, there), of(sent)]);
    let mut told = Vec::new();
    for index in 0..2 {
        let one = open(&harness, index, 2);
        one.catch_up(&harness.feed()).await.unwrap();
        let only = TimelineFilter { kinds: vec![TimelineKind::Reminder], ..TimelineFilter::default() };
        told.push(one.timeline(&only).await.unwrap().len());
    }
    assert_eq!(told, [1, 0]);
}
