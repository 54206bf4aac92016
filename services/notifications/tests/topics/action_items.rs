//! Tasks that cannot wait for the morning: said while people are at work, alone, and once.

use chrono::{DateTime, Utc};
use coordination::moment_at;
use events::action_item::ActionItemCommand as C;
use events::institution::InstitutionCommand;
use events::language::{Language, LocalText};
use notifications::facts::Books;
use notifications::topics::Topic;
use notifications::topics::action_items::ActionItems;
use notifications::{Calendar, Content, Ladder, Message, TaskSection, WorkContent};

use crate::said_at;
use crate::support::{Harness, at, july};

const NOBODY: [&str; 0] = [];

/// What Arta hears at this time.
async fn arta_hears(harness: &Harness, now: DateTime<Utc>) -> Vec<String> {
    let said = said_at(harness, now).await;
    said.iter().filter_map(|said| said.strip_prefix("arta ")).map(str::to_owned).collect()
}

#[tokio::test]
async fn whoever_is_given_a_task_that_is_due_before_the_next_morning_hears_the_same_day() {
    for (her_morning, given, due, then) in [
        // After the morning's message had left, due the same day.
        (8, (4, 10), 4, vec![(4, 12, "at once: on-the-day.2017-07-04"), (5, 8, "in the morning: late-1.2017-07-04")]),
        // The next morning's message comes in time.
        (8, (4, 10), 5, vec![(4, 12, ""), (5, 8, "in the morning: on-the-day.2017-07-05")]),
        (8, (4, 10), 20, vec![(4, 12, ""), (5, 8, "in the morning: assigned.2017-07-20")]),
        // The next morning is Monday's; the task is due on Sunday.
        (8, (7, 10), 9, vec![(7, 12, "at once: on-the-day.2017-07-09"), (10, 8, "in the morning: late-1.2017-07-09")]),
        // Her own morning's message leaves later than everybody else's, or earlier.
        (11, (4, 9), 4, vec![(4, 10, ""), (4, 11, "in the morning: before-7.2017-07-11, on-the-day.2017-07-04")]),
        (7, (4, 7), 4, vec![(4, 8, "at once: on-the-day.2017-07-04")]),
    ] {
        let harness = Harness::new().await;
        let hour = her_morning.try_into().unwrap();
        harness.institution("ms", InstitutionCommand::ChooseDigestHour { person: "arta".parse().unwrap(), hour }).await;
        // On 4 and on 7 July the morning's message has something else to say.
        harness.assign("known", july(11)).await;
        harness.assign("known-too", july(14)).await;
        said_at(&harness, at(july(3), 12, 0)).await;
        if her_morning <= 8 {
            said_at(&harness, at(july(given.0), her_morning.into(), 0)).await;
        }
        harness.set(at(july(given.0), given.1, 30));
        harness.assign("new", july(due)).await;
        for (day, hour, expected) in then {
            let expected: Vec<&str> = Some(expected).into_iter().filter(|said| !said.is_empty()).collect();
            let heard = arta_hears(&harness, at(july(day), hour, 0)).await;
            assert_eq!(
                heard, expected,
                "given {given:?}, due {due}, her morning at {her_morning}: on {day} July at {hour}"
            );
        }
    }
}

fn tasks(message: &Message) -> Vec<(&str, TaskSection)> {
    let tasks = message.parts.iter().filter_map(|part| match &part.content {
        Content::Work(WorkContent::Task { item, section }) => Some((item.as_str(), *section)),
        _ => None,
    });
    tasks.collect()
}

#[tokio::test]
async fn a_task_that_cannot_wait_comes_alone_and_in_quiet_hours_not_at_all() {
    let harness = Harness::new().await;
    harness.assign("late", july(3)).await;
    harness.wake_at(at(july(4), 8, 0)).await.unwrap();
    harness.delivered();
    harness.assign("new", july(4)).await;
    harness.wake_at(at(july(4), 9, 0)).await.unwrap();
    let delivered = harness.delivered();
    assert_eq!(delivered.iter().map(tasks).collect::<Vec<_>>(), [[("new", TaskSection::Today)]]);
    assert!(!delivered[0].morning, "it is no second morning's message");
    harness.set(at(july(4), 20, 30));
    harness.assign("night", july(4)).await;
    assert_eq!(said_at(&harness, at(july(4), 21, 0)).await, NOBODY, "nobody is woken");
    harness.wake_at(at(july(5), 8, 0)).await.unwrap();
    let delivered = harness.delivered();
    let morning = delivered.iter().find(|message| message.morning).unwrap();
    assert!(tasks(morning).contains(&("night", TaskSection::Late)), "{morning:?}");
}

#[tokio::test]
async fn a_late_task_that_is_given_to_somebody_else_is_told_there_the_same_day_and_once() {
    let harness = Harness::new().await;
    let title = LocalText::only(Language::En, "Count the beds".parse().unwrap());
    let assign = C::Assign { title, owner: "policia".parse().unwrap(), subgroup: None, due: july(3), raised_by: None };
    harness.item("a", assign).await.unwrap();
    said_at(&harness, at(july(4), 8, 0)).await;
    harness.set(at(july(4), 10, 0));
    harness.item("a", C::Reassign { owner: "ms".parse().unwrap(), reason: None }).await.unwrap();
    assert_eq!(arta_hears(&harness, at(july(4), 10, 5)).await, ["at once: late-1.2017-07-03"]);
    assert_eq!(arta_hears(&harness, at(july(5), 8, 0)).await, NOBODY);
}

#[tokio::test]
async fn what_is_owed_is_owed_since_its_step_was_reached_and_not_since_the_task_came() {
    let harness = Harness::new().await;
    harness.assign("a", july(24)).await;
    let (calendar, ladder) = (Calendar::default(), Ladder::default());
    for (day, wanted) in [
        (17, vec![("before-7", at(july(17), 0, 0))]),
        // 22 July is a Saturday.
        (21, vec![("before-2", at(july(21), 0, 0))]),
        (24, vec![("on-the-day", at(july(24), 0, 0))]),
        (26, vec![("late-1", at(july(25), 0, 0)), ("chair-1", at(july(25), 0, 0))]),
    ] {
        harness.wake_at(at(july(day), 0, 30)).await.unwrap();
        let moment = moment_at(at(july(day), 12, 0));
        let facts = Books::default().facts(&harness.read_models, moment, &calendar, &ladder, false).await.unwrap();
        let owed = ActionItems.owed(&facts);
        let since: Vec<_> =
            owed.iter().map(|one| (one.notice.occasion.as_str().split_once('.').unwrap().0, one.since)).collect();
        assert_eq!(since, wanted, "{day} July");
    }
}
