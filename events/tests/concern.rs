//! Which institution an event concerns, for one event of every type.

use std::collections::BTreeMap;

use events::Event;
use events::concern::Concern;
use events::notification::{Audience, NotificationEvent};
use events::reminder::{Recipient, ReminderEvent};

use crate::stored_versions::one_of_every_type;
use crate::values::{id, notice};

fn said(event: &Event) -> String {
    match event.concerns() {
        Concern::Nobody => "-".to_owned(),
        Concern::Institution(institution) => institution.to_string(),
        Concern::NewOwner(owner) => format!("now owned by {owner}"),
        Concern::CurrentOwner => "its owner".to_owned(),
    }
}

#[test]
fn an_event_concerns_the_institution_that_it_names() {
    let events = one_of_every_type();
    let found: BTreeMap<&str, String> = events.iter().map(|(name, event)| (name.as_str(), said(event))).collect();
    let found: Vec<String> = found.iter().map(|(name, concern)| format!("{name}: {concern}")).collect();
    let wanted: Vec<&str> = include_str!("concern.txt").lines().collect();
    assert_eq!(found, wanted);
}

#[test]
fn a_reminder_of_a_chair_or_of_the_secretariat_concerns_no_institution() {
    let events = one_of_every_type();
    let (_, planned) = events.into_iter().find(|(name, _)| name == "reminder.planned").unwrap();
    let Event::Reminder(key, ReminderEvent::Planned { reminder, .. }) = planned else {
        panic!("reminder.planned is a reminder that was planned");
    };
    for (recipient, concern) in [
        (Recipient::FocalPoint(id("ms")), "ms"),
        (Recipient::Chair(id("identification")), "-"),
        (Recipient::Secretariat, "-"),
    ] {
        let event = ReminderEvent::Planned { reminder: reminder.clone(), recipient };
        assert_eq!(said(&Event::Reminder(key.clone(), event)), concern);
    }
}

#[test]
fn a_notice_concerns_the_institution_that_hears_it_unless_it_is_of_a_case() {
    for (about, to, concern) in [
        ("meeting/2026-04", Audience::FocalPoint(id("ms")), "ms"),
        ("case/2026-014", Audience::FocalPoint(id("ms")), "-"),
        ("meeting/2026-04", Audience::Chair(id("identification")), "-"),
        ("meeting/2026-04", Audience::Group(id("identification")), "-"),
        ("meeting/2026-04", Audience::Secretariat, "-"),
        ("meeting/2026-04", Audience::Coordinator, "-"),
        ("case/2026-014", Audience::CaseCoordinator(id("2026-014")), "-"),
        ("institution/ms", Audience::Person(id("arta")), "-"),
    ] {
        let told = notice(about, "before-1", to);
        let planned = Event::Notification(told.key(), NotificationEvent::Planned { notice: told.clone() });
        assert_eq!(said(&planned), concern, "{told:?}");
    }
}
