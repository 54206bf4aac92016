//! Which rung an item stands on, day by day.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use notifications::Calendar;
use notifications::ladder::{Ladder, LadderError, LadderItem, LadderSettings, OwnerStep, Step};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn assigned() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2017, 7, 3, 9, 0, 0).unwrap()
}

#[test]
fn an_item_climbs_rung_by_rung() {
    let (ladder, calendar) = (Ladder::default(), Calendar::default());
    // Assigned on Monday 3 July after the morning's digest; due on Thursday 20 July.
    let heard =
        |heard_of| LadderItem { due: date("2017-07-20"), since: assigned(), heard_of, waits_for_the_chair: false };
    let cases = [
        ("2017-07-03", false, None, vec![]),
        ("2017-07-04", false, Some(OwnerStep::Assigned), vec![]),
        ("2017-07-05", true, None, vec![]),
        ("2017-07-13", true, Some(OwnerStep::Before(7)), vec![]),
        ("2017-07-17", true, Some(OwnerStep::Before(7)), vec![]),
        ("2017-07-18", true, Some(OwnerStep::Before(2)), vec![]),
        ("2017-07-20", true, Some(OwnerStep::OnTheDay), vec![]),
        ("2017-07-21", true, Some(OwnerStep::Late(1)), vec![Step::Chair(1)]),
        ("2017-07-26", true, Some(OwnerStep::Late(1)), vec![Step::Chair(1)]),
        ("2017-07-27", true, Some(OwnerStep::Late(1)), vec![Step::Chair(1), Step::Secretariat(5)]),
        ("2017-07-28", true, Some(OwnerStep::Late(6)), vec![Step::Chair(1), Step::Secretariat(5)]),
        ("2017-08-04", true, Some(OwnerStep::Late(11)), vec![Step::Chair(1), Step::Secretariat(5)]),
    ];
    for (today, heard_of, owner, escalations) in cases {
        let due = ladder.due_rungs(&heard(heard_of), date(today), &calendar);
        assert_eq!((due.owner, due.escalations), (owner, escalations), "{today}");
    }
}

#[test]
fn a_rung_on_a_day_off_comes_forward() {
    let (ladder, calendar) = (Ladder::default(), Calendar::default());
    let climber = LadderItem { due: date("2017-07-17"), since: assigned(), heard_of: true, waits_for_the_chair: false };
    // Two days before that Monday is a Saturday: the owner hears on Friday.
    assert_eq!(ladder.due_rungs(&climber, date("2017-07-13"), &calendar).owner, Some(OwnerStep::Before(7)));
    assert_eq!(ladder.due_rungs(&climber, date("2017-07-14"), &calendar).owner, Some(OwnerStep::Before(2)));
}

#[test]
fn what_cannot_wait_for_the_morning_does_not() {
    let (ladder, calendar) = (Ladder::default(), Calendar::default());
    let climber =
        LadderItem { due: date("2017-07-03"), since: assigned(), heard_of: false, waits_for_the_chair: false };
    assert_eq!(ladder.due_rungs(&climber, date("2017-07-03"), &calendar).owner, Some(OwnerStep::OnTheDay));
}

#[test]
fn whoever_waits_for_the_chair_is_not_reminded_of_what_is_late_meanwhile() {
    let (ladder, calendar) = (Ladder::default(), Calendar::default());
    let climber = LadderItem { due: date("2017-07-20"), since: assigned(), heard_of: true, waits_for_the_chair: true };
    assert_eq!(ladder.due_rungs(&climber, date("2017-07-20"), &calendar).owner, Some(OwnerStep::OnTheDay));
    let late = ladder.due_rungs(&climber, date("2017-07-21"), &calendar);
    assert_eq!((late.owner, late.escalations), (None, vec![Step::Chair(1)]));
}

#[test]
fn a_ladder_that_makes_no_sense_is_refused() {
    let with = |change: fn(&mut LadderSettings)| {
        let mut settings = LadderSettings::default();
        change(&mut settings);
        Ladder::try_from(settings).unwrap_err()
    };
    assert!(matches!(with(|settings| settings.before = vec![2, 7]), LadderError::Before(_)));
    assert!(matches!(with(|settings| settings.before = vec![0]), LadderError::Before(_)));
    assert_eq!(with(|settings| settings.owner_again_after_working_days = 0), LadderError::OwnerWithoutPause);
    assert_eq!(with(|settings| settings.chair_after_working_days = 0), LadderError::ChairTooEarly);
    let early = with(|settings| settings.secretariat_after_working_days = 1);
    assert!(matches!(early, LadderError::SecretariatBeforeChair { chair: 1, secretariat: 1 }));
    let quiet = with(|settings| settings.digest_at = chrono::NaiveTime::from_hms_opt(6, 0, 0).unwrap());
    assert!(matches!(quiet, LadderError::DigestInQuietHours(_)));
}
