//! The demo's clock goes forward, in Kosovo's mornings, and survives a restart.

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Europe::Belgrade;
use coordination::Clock;
use focalpoint::demo::clock::{ClockError, DemoClock};

fn monday_at_seven() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2017, 7, 3, 5, 0, 0).unwrap()
}

#[test]
fn the_next_morning_is_at_eight_in_kosovo_in_summer_and_winter() {
    let folder = tempfile::tempdir().unwrap();
    let clock = DemoClock::open(&folder.path().join("clock"), monday_at_seven()).unwrap();
    for date in ["2017-07-03", "2017-07-04"] {
        let morning = clock.next_morning().unwrap().with_timezone(&Belgrade);
        assert_eq!((morning.date_naive().to_string().as_str(), morning.hour(), morning.minute()), (date, 8, 0));
    }
    clock.go_to(NaiveDate::from_ymd_opt(2017, 12, 1).unwrap()).unwrap();
    let morning = clock.next_morning().unwrap();
    assert_eq!(morning, Utc.with_ymd_and_hms(2017, 12, 2, 7, 0, 0).unwrap());
}

#[test]
fn time_does_not_go_back_and_a_restart_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("clock");
    let clock = DemoClock::open(&file, monday_at_seven()).unwrap();
    let mut moved = clock.moved();
    clock.plus_days(30).unwrap();
    assert!(moved.has_changed().unwrap());
    moved.borrow_and_update();
    let past = NaiveDate::from_ymd_opt(2017, 7, 10).unwrap();
    assert!(matches!(clock.go_to(past), Err(ClockError::Backwards(date)) if date == past));
    assert!(!moved.has_changed().unwrap());

    let again = DemoClock::open(&file, monday_at_seven()).unwrap();
    assert!(again.now() >= monday_at_seven() + TimeDelta::days(30));
    let recorded = again.now() + TimeDelta::hours(1);
    again.not_before(recorded).unwrap();
    assert!(again.now() >= recorded);
}
