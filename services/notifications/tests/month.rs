//! A month of a whole authority: twenty-four institutions, and everything that people are told of. By a channel nobody gets two
//! planned messages on a day, nothing that is owed is passed over in silence, everything said is in the table of rules, and
//! each rule of the table has really come up. One process goes on for the month, and whatever it does another one that has just
//! been started, and so goes through everything, finds nothing left to do.
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

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};
use chrono_tz::Europe::Belgrade;
use events::action_item::ActionItemCommand as C;
use events::authority::Principal;
use events::data_request::DataRequestCommand;
use events::form::{Field, FieldKind, Form};
use events::ids::{NotificationKey, StreamId};
use events::institution::{InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::mandate::Mandate;
use events::meeting::{InvitationAnswer, MeetingBody, MeetingCommand, MeetingTime};
use events::non_empty::NonEmpty;
use events::notification::{Audience, ChannelKind, Notice, NotificationEvent, Occasion};
use events::period::Period;
use events::{Command, Event};
use notifications::policy::hours::first_of_a_week;
use notifications::policy::table::{Again, RULES, Rule, rule_of};
use notifications::{Calendar, Message, Notified, Urgency};
use readmodels::Book;
use readmodels::delivery_ledger::{DeliveryLedger, LedgerEntry};
use readmodels::local_time::date_in_kosovo;
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
    let (convened, invited) = (MeetingBody::Authority, NonEmpty::try_from(invited).unwrap());
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
        let focal_point = Principal::official(
            format!("p{n}").parse().unwrap(),
            owner.parse().unwrap(),
            [].into(),
            Mandate::Institution,
        );
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
            Mandate::Institution,
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

/// When a message was said: by whom it was read, and whether it was the morning's.
type MessagesSaid = BTreeMap<NotificationKey, Vec<(DateTime<Utc>, bool)>>;

/// How soon something is said holds for every message that said it: hours are those of everybody here, who chose none.
fn was_said_in_time(rule: &Rule, now: DateTime<Utc>, morning: bool) -> bool {
    let local = now.with_timezone(&Belgrade);
    let (works, hour) = (Calendar::default().is_working_day(local.date_naive()), local.hour());
    let is_quiet = !(7..20).contains(&hour);
    rule.urgency.iter().any(|urgency| match urgency {
        Urgency::Morning => morning && works && hour >= 8,
        // What is said at work joins the morning message where that leaves at the same time.
        Urgency::AtWork => works && !is_quiet,
        Urgency::Pressing => !is_quiet,
        Urgency::Silent => !morning,
    })
}

/// What an occasion is about beside the step that it says: the due date, the report, the value.
fn but_for_the_step(notice: &Notice) -> String {
    let parts: Vec<&str> = notice.occasion.as_str().split('.').collect();
    match parts.as_slice() {
        ["value", from, until, _, indicator @ ..] => format!("{from}.{until}.{}", indicator.join(".")),
        // `late-2-1`: the second version of an answer
        [one] => one.rsplit_once('-').map_or(*one, |(version, _)| version).to_owned(),
        [.., last] => (*last).to_owned(),
        [] => String::new(),
    }
}

/// Everything said is in the table of rules and was said as it has it: to whom, how soon, how often, and while it was news;
/// each rule of the table came up and was said.
async fn the_table_is_what_was_said(harness: &Harness, messages: &MessagesSaid) {
    let log = harness.store.read_all(events::ids::Position::START, 100_000).await.unwrap();
    let mut planned: BTreeMap<NotificationKey, (&Rule, Notice, DateTime<Utc>)> = BTreeMap::new();
    let mut said: BTreeMap<(&str, &str), usize> = RULES.iter().map(|rule| ((rule.about, rule.occasion), 0)).collect();
    // What is said again is the same but for the step: by what it is about, the post, and what follows the step.
    let mut steps: BTreeMap<(StreamId, Audience, &str, String), BTreeMap<Occasion, NaiveDate>> = BTreeMap::new();
    for stored in log {
        let recorded = stored.decode().unwrap();
        let at = recorded.metadata.occurred_at;
        let Event::Notification(key, event) = recorded.event else { continue };
        match event {
            NotificationEvent::Planned { notice } => {
                let rule = rule_of(notice.about.kind(), notice.occasion.as_str());
                let rule = rule.unwrap_or_else(|| panic!("no rule in the table for {notice:?}"));
                assert!(rule.who.posts.contains(&notice.to.code()), "{notice:?} is not for {:?}", rule.who);
                planned.insert(key, (rule, notice, at));
            }
            NotificationEvent::Sent { .. } | NotificationEvent::Posted { .. } => {
                let (rule, notice, planned_at) = &planned[&key];
                *said.entry((rule.about, rule.occasion)).or_default() += 1;
                let news_for = rule.ends.after.unwrap_or(TimeDelta::MAX);
                assert!(at - *planned_at <= news_for, "{notice:?} was news from {planned_at} and said at {at}");
                if let Again::AfterWorkingDays(_) | Again::AfterDays(_) = rule.again {
                    let of = (notice.about.clone(), notice.to.clone(), rule.occasion, but_for_the_step(notice));
                    // What came back is said again by another channel: that is the same step.
                    let step = steps.entry(of).or_default().entry(notice.occasion.clone());
                    step.or_insert(date_in_kosovo(at));
                }
            }
            _ => {}
        }
    }
    for (key, times) in messages {
        let (rule, notice, _) = &planned[key];
        for (at, morning) in times {
            assert!(was_said_in_time(rule, *at, *morning), "{notice:?} was said at {at}, and is {:?}", rule.urgency);
        }
    }
    let mut again = BTreeMap::from([("days", 0), ("working days", 0)]);
    for ((about, to, occasion, of), said) in &steps {
        let days: BTreeSet<NaiveDate> = said.values().copied().collect();
        let rule = rule_of(about.kind(), occasion).unwrap();
        for (before, after) in days.iter().zip(days.iter().skip(1)) {
            let (least, between, unit) = match rule.again {
                Again::AfterWorkingDays(least) => {
                    (least, Calendar::default().working_days_between(*before, *after), "working days")
                }
                // A week that begins on a day off begins, for whoever is told, on the working day after it.
                Again::AfterDays(least) => (least - 2, u32::try_from((*after - *before).num_days()).unwrap(), "days"),
                Again::No | Again::Each(_) => continue,
            };
            assert!(between >= least, "{occasion}{of} of {about} to {to:?} on {before} and {after}: {between} {unit}");
            *again.entry(unit).or_default() += 1;
        }
    }
    assert!(again.values().all(|times| *times > 0), "said again after so many: {again:?}");
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
    let goes_on = harness.notifications();
    let mut a_day: BTreeMap<(NaiveDate, String, ChannelKind), (usize, usize)> = BTreeMap::new();
    let mut messages = MessagesSaid::new();
    for day in 3..=31 {
        for (n, (hour, minute)) in BEFORE_WORK.into_iter().chain(AFTER_WORK).enumerate() {
            if n == BEFORE_WORK.len() && calendar.is_working_day(july(day)) {
                a_day_of_work(&harness, day).await;
            }
            let now = at(july(day), hour, minute);
            // What it records wakes it again.
            while harness.look_at(&goes_on, now).await.unwrap() != Notified::default() {}
            let before = harness.mailbox.delivered.lock().unwrap().len();
            let left = harness.wake_at(now).await.unwrap();
            let passed_over = &harness.mailbox.delivered.lock().unwrap()[before..].to_vec();
            assert_eq!(left, Notified::default(), "{now}: a look at everything finds {passed_over:?}");
            for (channel, message) in delivered(&harness).iter().filter(|(_, message)| !message.parts.is_empty()) {
                let key = (july(day), addressee(message).to_owned(), *channel);
                let (mornings, others) = a_day.entry(key).or_default();
                for notice in message.parts.iter().filter_map(|part| part.notice.clone()) {
                    messages.entry(notice).or_default().push((now, message.morning));
                }
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
    the_table_is_what_was_said(&harness, &messages).await;

    let mut by_person: BTreeMap<(&str, ChannelKind), (usize, usize, usize)> = BTreeMap::new();
    for ((_, person, channel), (mornings, others)) in &a_day {
        let (days, of_mornings, of_others) = by_person.entry((person, *channel)).or_default();
        *days += 1;
        *of_mornings += mornings;
        *of_others += others;
    }
    println!("person, channel: days with a message, morning messages, others");
    for ((person, channel), (days, mornings, others)) in &by_person {
        println!("{person}, {}: {days}, {mornings}, {others}", channel.code());
    }
    let all: Vec<usize> = a_day.values().map(|(mornings, others)| mornings + others).collect();
    let people: BTreeSet<&str> = a_day.keys().map(|(_, person, _)| person.as_str()).collect();
    println!("messages a person, channel and day on which there was one: {}", all.len());
    for count in 1..=all.iter().copied().max().unwrap_or(0) {
        println!("{count} messages: {} times", all.iter().filter(|one| **one == count).count());
    }
    let most = a_day.iter().max_by_key(|(_, (mornings, others))| mornings + others).unwrap();
    println!("{} people and groups; the most: {most:?}", people.len());
}
