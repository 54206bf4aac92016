//! A month of a whole authority: twenty institutions with tasks, data requests, meetings, reports and decisions. Nobody gets two
//! planned messages on a day, nothing that is owed is passed over in silence, and everything said is in the table of rules.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    missing_docs,
    reason = "a test fails by panicking, and prints what it measured"
)]

mod support;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use events::action_item::ActionItemCommand as C;
use events::authority::Principal;
use events::data_request::DataRequestCommand;
use events::form::{Field, FieldKind, Form};
use events::institution::{InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::meeting::{Convened, InvitationAnswer, MeetingCommand, MeetingTime};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::{Command, Event};
use notifications::Calendar;
use notifications::policy::table::rule_of;
use readmodels::Book;
use readmodels::delivery_ledger::{DeliveryLedger, LedgerEntry};
use store::EventStore;
use support::{Harness, addressee, at, july};

/// How many institutions there are beside the three that the harness has.
const INSTITUTIONS: i64 = 17;

fn words(text: &str) -> LocalText {
    LocalText::from_versions(Language::ALL.map(|language| (language, text))).unwrap()
}

async fn authority() -> Harness {
    let harness = Harness::of(notifications::topics::ALL.to_vec()).await;
    for n in 0..INSTITUTIONS {
        let institution = format!("i{n}");
        let register = InstitutionCommand::Register {
            names: words(&institution),
            kind: if n == 0 { InstitutionKind::Coordinator } else { InstitutionKind::Ministry },
            role: "role".parse().unwrap(),
            authority_member: true,
        };
        harness.institution(&institution, register).await;
        harness.appoint(&institution, &format!("p{n}"), Some(100 + n), true).await;
        harness.appoint(&institution, &format!("d{n}"), Some(200 + n), false).await;
    }
    harness
}

async fn assign(harness: &Harness, id: &str, owner: &str, due: NaiveDate) {
    let subgroup = Some("te-dhena".parse().unwrap());
    let owner = owner.parse().unwrap();
    harness.item(id, C::Assign { title: words(id), owner, subgroup, due, raised_by: None }).await.unwrap();
}

async fn ask_for_data(harness: &Harness, id: &str, due: NaiveDate) {
    let field = Field { key: "inspected".parse().unwrap(), label: words("Inspected"), kind: FieldKind::Date {} };
    let recipients = (0..INSTITUTIONS).map(|n| format!("i{n}").parse().unwrap()).collect::<Vec<_>>();
    let issue = DataRequestCommand::Issue {
        title: words("Victims"),
        form: Form::try_from(NonEmpty::one(field)).unwrap(),
        period: Period::new("2017-01-01".parse().unwrap(), "2017-06-30".parse().unwrap()).unwrap(),
        recipients: NonEmpty::try_from(recipients).unwrap(),
        due,
    };
    harness.give(Command::DataRequest(id.parse().unwrap(), issue)).await.unwrap();
}

async fn convene(harness: &Harness, id: &str, date: NaiveDate) {
    let invited = (0..INSTITUTIONS).map(|n| format!("i{n}").parse().unwrap()).collect::<Vec<_>>();
    let at = MeetingTime { date, time: Some("10:00:00".parse().unwrap()), minutes: Some(90) };
    let (convened, invited) = (Convened::Authority, NonEmpty::try_from(invited).unwrap());
    let schedule =
        MeetingCommand::Schedule { title: words("Meeting"), at, place: None, convened, invited, recurrence: None };
    harness.give(Command::Meeting(id.parse().unwrap(), schedule)).await.unwrap();
}

/// What people do on a day, each in their own way.
async fn a_day_of_work(harness: &Harness, day: u64) {
    if day == 4 {
        ask_for_data(harness, "victims", july(18)).await;
    }
    if day == 5 {
        convene(harness, "m", july(20)).await;
    }
    for n in 0..INSTITUTIONS {
        let (owner, id) = (format!("i{n}"), format!("t{n}-{day}"));
        let number = u64::try_from(n).unwrap();
        if (number + day).is_multiple_of(3) {
            assign(harness, &id, &owner, july(day + 2 + number % 9)).await;
        }
        let focal_point =
            Principal::official(format!("p{n}").parse().unwrap(), owner.parse().unwrap(), [].into(), false);
        let earlier = format!("t{n}-{}", day.saturating_sub(4));
        // Some report, some ask for time, some do nothing at all.
        let command = match (number + day) % 5 {
            0 => Some(C::Complete),
            1 => Some(C::RequestExtension { until: july(day + 12), reason: None }),
            2 => Some(C::Block { reason: "no budget".parse().unwrap() }),
            _ => None,
        };
        if let (Some(command), true) = (command, (number + day - 4.min(day)).is_multiple_of(3)) {
            let _ = harness.try_item_by(focal_point, &earlier, command).await;
        }
        let chair = Principal::official(
            "chair".parse().unwrap(),
            "policia".parse().unwrap(),
            ["te-dhena".parse().unwrap()].into(),
            false,
        );
        let _ = match (number + day) % 4 {
            0 => harness.try_item_by(chair, &earlier, C::Verify).await,
            1 => harness.try_item_by(chair, &earlier, C::GrantExtension { until: july(day + 10) }).await,
            _ => false,
        };
    }
    if day == 12 {
        for n in (0..INSTITUTIONS).filter(|n| n % 2 == 0) {
            let answer = MeetingCommand::AnswerInvitation {
                institution: format!("i{n}").parse().unwrap(),
                answer: InvitationAnswer::Attending,
            };
            harness.give(Command::Meeting("m".parse().unwrap(), answer)).await.unwrap();
        }
    }
}

#[tokio::test]
async fn nobody_gets_two_planned_messages_a_day_and_nothing_owed_is_passed_over() {
    let (harness, calendar) = (authority().await, Calendar::default());
    let mut a_day: BTreeMap<(NaiveDate, String), (usize, usize)> = BTreeMap::new();
    for day in 3..=31 {
        for (hour, minute) in [(7, 30), (8, 0), (9, 0), (12, 0), (16, 0), (21, 0)] {
            harness.wake_at(at(july(day), hour, minute)).await.unwrap();
            for message in harness.delivered().iter().filter(|message| !message.parts.is_empty()) {
                let (mornings, others) = a_day.entry((july(day), addressee(message).to_owned())).or_default();
                *mornings += usize::from(message.morning);
                *others += usize::from(!message.morning);
                assert!(!message.morning || calendar.is_working_day(july(day)), "{} is off", july(day));
            }
            if hour == 9 && calendar.is_working_day(july(day)) {
                a_day_of_work(&harness, day).await;
            }
        }
        if !calendar.is_working_day(july(day)) {
            continue;
        }
        let ledger = Book::<DeliveryLedger>::default().refresh(&harness.read_models).await.unwrap();
        let passed_over: Vec<_> = ledger
            .waiting()
            .filter(|(_, entry)| entry.planned_at < at(july(day), 8, 0) && entry.failed().is_none())
            .filter(|(_, entry)| !entry.notice.occasion.as_str().starts_with("card."))
            // What a later step has taken the place of was said with that: of the owner's steps only the latest counts.
            .filter(|(_, entry)| {
                let later = |other: &LedgerEntry| {
                    let sent = other.sent.as_ref().is_some_and(|sent| sent.at >= entry.planned_at);
                    sent && other.notice.to == entry.notice.to
                };
                !ledger.entries_about(&entry.notice.about).any(later)
            })
            .map(|(_, entry)| &entry.notice)
            .collect();
        assert!(passed_over.is_empty(), "{}: planned before the morning and not said: {passed_over:#?}", july(day));
    }

    let twice: Vec<_> = a_day.iter().filter(|(_, (mornings, _))| *mornings > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    let log = harness.store.read_all(events::ids::Position::START, 100_000).await.unwrap();
    for stored in log {
        if let Event::Notification(_, events::notification::NotificationEvent::Planned { notice }) =
            stored.decode().unwrap().event
        {
            let rule = rule_of(notice.about.kind(), notice.occasion.as_str());
            assert!(rule.is_some(), "no rule in the table for {notice:?}");
        }
    }

    let all: Vec<usize> = a_day.values().map(|(mornings, others)| mornings + others).collect();
    let people: std::collections::BTreeSet<&str> = a_day.keys().map(|(_, person)| person.as_str()).collect();
    println!("messages a person and day on which there was one: {}", all.len());
    for count in 1..=all.iter().copied().max().unwrap_or(0) {
        println!("{count} messages: {} times", all.iter().filter(|one| **one == count).count());
    }
    let most = a_day.iter().max_by_key(|(_, (mornings, others))| mornings + others).unwrap();
    println!("{} people and groups; the most: {most:?}", people.len());
}
