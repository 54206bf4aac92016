//! A month of a whole authority: twenty-four institutions, and everything that people are told of. By a channel nobody gets two
//! planned messages on a day, nothing that is owed is passed over in silence, everything said is in the table of rules, and
//! each rule of the table has really come up.
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

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use events::action_item::ActionItemCommand as C;
use events::authority::Principal;
use events::data_request::DataRequestCommand;
use events::form::{Field, FieldKind, Form};
use events::institution::{InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::meeting::{Convened, InvitationAnswer, MeetingCommand, MeetingTime};
use events::non_empty::NonEmpty;
use events::notification::{Audience, ChannelKind, Notice, NotificationEvent};
use events::period::Period;
use events::{Command, Event};
use notifications::policy::hours::first_of_a_week;
use notifications::policy::table::{RULES, rule_of};
use notifications::{Calendar, Message};
use readmodels::Book;
use readmodels::delivery_ledger::{DeliveryLedger, LedgerEntry};
use store::EventStore;
use support::working_days::{self, AFTER_WORK, BEFORE_WORK};
use support::{Harness, addressee, at, july};

/// How many institutions there are beside those in which everything comes up.
const INSTITUTIONS: i64 = 17;

fn words(text: &str) -> LocalText {
    LocalText::from_versions(Language::ALL.map(|language| (language, text))).unwrap()
}

async fn whole_authority() -> Harness {
    let harness = working_days::authority().await;
    for n in 0..INSTITUTIONS {
        let institution = format!("i{n}");
        let register = InstitutionCommand::Register {
            names: words(&institution),
            kind: InstitutionKind::Ministry,
            role: "role".parse().unwrap(),
            authority_member: true,
        };
        harness.institution(&institution, register).await;
        harness.appoint(&institution, &format!("p{n}"), Some(1000 + n), true).await;
        harness.appoint(&institution, &format!("d{n}"), Some(2000 + n), false).await;
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
    working_days::work_of(harness, day).await;
    if day == 4 {
        ask_for_data(harness, "of-all", july(18)).await;
    }
    if day == 5 {
        convene(harness, "of-all", july(20)).await;
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
            harness.give(Command::Meeting("of-all".parse().unwrap(), answer)).await.unwrap();
        }
    }
}

/// Whether a notice that is planned may wait longer than until the morning: it changes a message silently, waits for the time
/// to which somebody put it off, or for the one message a week that somebody wants.
fn may_wait(notice: &Notice, day: NaiveDate) -> bool {
    let occasion = notice.occasion.as_str();
    let wants_one_a_week = notice.to == Audience::FocalPoint("mpms".parse().unwrap());
    occasion.starts_with("card.")
        || occasion.starts_with("put-off.")
        || (wants_one_a_week && first_of_a_week(day, &Calendar::default()) != day)
}

async fn nothing_is_passed_over(harness: &Harness, day: u64) {
    let ledger = Book::<DeliveryLedger>::default().refresh(&harness.read_models).await.unwrap();
    let passed_over: Vec<_> = ledger
        .waiting()
        .filter(|(_, entry)| entry.planned_at < at(july(day), 8, 0) && entry.failed().is_none())
        .filter(|(_, entry)| !may_wait(&entry.notice, july(day)))
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

/// Everything said is in the table of rules, and each rule of the table came up and was said.
async fn the_table_is_what_was_said(harness: &Harness) {
    let log = harness.store.read_all(events::ids::Position::START, 100_000).await.unwrap();
    let mut planned = BTreeMap::new();
    let mut said: BTreeMap<(&str, &str), usize> = RULES.iter().map(|rule| ((rule.about, rule.occasion), 0)).collect();
    for stored in log {
        let Event::Notification(key, event) = stored.decode().unwrap().event else { continue };
        match event {
            NotificationEvent::Planned { notice } => {
                let rule = rule_of(notice.about.kind(), notice.occasion.as_str());
                let rule = rule.unwrap_or_else(|| panic!("no rule in the table for {notice:?}"));
                planned.insert(key, rule);
            }
            NotificationEvent::Sent { .. } | NotificationEvent::Posted { .. } => {
                *said.entry((planned[&key].about, planned[&key].occasion)).or_default() += 1;
            }
            _ => {}
        }
    }
    println!("how often each rule of the table was said: {said:#?}");
    let never: Vec<_> = said.iter().filter(|(_, times)| **times == 0).map(|(rule, _)| rule).collect();
    assert!(never.is_empty(), "never said: {never:#?}");
}

/// The messages that left, each with its channel.
fn delivered(harness: &Harness) -> Vec<(ChannelKind, Message)> {
    let by_email = std::mem::take(&mut *harness.email.as_ref().unwrap().delivered.lock().unwrap());
    let by_chat = harness.delivered().into_iter().map(|message| (ChannelKind::Telegram, message));
    by_chat.chain(by_email.into_iter().map(|message| (ChannelKind::Email, message))).collect()
}

#[tokio::test]
async fn nobody_gets_two_planned_messages_a_day_and_nothing_owed_is_passed_over() {
    let (harness, calendar) = (whole_authority().await, Calendar::default());
    let mut a_day: BTreeMap<(NaiveDate, String, ChannelKind), (usize, usize)> = BTreeMap::new();
    for day in 3..=31 {
        for (n, (hour, minute)) in BEFORE_WORK.into_iter().chain(AFTER_WORK).enumerate() {
            if n == BEFORE_WORK.len() && calendar.is_working_day(july(day)) {
                a_day_of_work(&harness, day).await;
            }
            harness.wake_at(at(july(day), hour, minute)).await.unwrap();
            for (channel, message) in delivered(&harness).iter().filter(|(_, message)| !message.parts.is_empty()) {
                let key = (july(day), addressee(message).to_owned(), *channel);
                let (mornings, others) = a_day.entry(key).or_default();
                *mornings += usize::from(message.morning);
                *others += usize::from(!message.morning);
                assert!(!message.morning || calendar.is_working_day(july(day)), "{} is off", july(day));
            }
        }
        if calendar.is_working_day(july(day)) {
            nothing_is_passed_over(&harness, day).await;
        }
    }
    let twice: Vec<_> = a_day.iter().filter(|(_, (mornings, _))| *mornings > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    the_table_is_what_was_said(&harness).await;

    let all: Vec<usize> = a_day.values().map(|(mornings, others)| mornings + others).collect();
    let people: BTreeSet<&str> = a_day.keys().map(|(_, person, _)| person.as_str()).collect();
    println!("messages a person, channel and day on which there was one: {}", all.len());
    for count in 1..=all.iter().copied().max().unwrap_or(0) {
        println!("{count} messages: {} times", all.iter().filter(|one| **one == count).count());
    }
    let most = a_day.iter().max_by_key(|(_, (mornings, others))| mornings + others).unwrap();
    println!("{} people and groups; the most: {most:?}", people.len());
}
