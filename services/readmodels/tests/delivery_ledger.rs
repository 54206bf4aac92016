//! The ledger of notices, as it is asked before something is said; and the old one of reminders.

use chrono::{TimeZone, Utc};
use events::Command;
use events::ids::{EventId, MessageId};
use events::notification::{Audience, ChannelKind, NotDelivered, Notice, NotificationCommand};
use events::reminder::{DeliveryFailure, Recipient, ReminderCommand, ReminderId, Rung};
use readmodels::delivery_ledger::{Delivery, DeliveryLedger, FailedDelivery};
use readmodels::reminders_of_items::{RemindersOfItems, SentReminder};
use readmodels::{Book, Folded};

use crate::support::{TestReadModels, date, noon, notice, plan, record_sent};

async fn folded<T: Folded>(harness: &TestReadModels) -> std::sync::Arc<T> {
    Book::<T>::default().refresh(&harness.read_models().await).await.unwrap()
}

fn record(notice: &Notice, command: NotificationCommand) -> Command {
    Command::Notification(notice.key(), command)
}

fn fail(notice: &Notice, person: Option<&str>, failure: NotDelivered) -> Command {
    let person = person.map(|person| person.parse().unwrap());
    record(notice, NotificationCommand::RecordFailed { person, channel: None, failure })
}

#[tokio::test]
async fn a_notice_is_settled_once_it_was_sent_answered_or_overtaken() {
    let harness = TestReadModels::new();
    let [planned, failed, sent, answered, overtaken, carried, never] =
        ["planned", "failed", "sent", "answered", "overtaken", "carried", "never"]
            .map(|occasion| notice("action-item/beds", occasion));
    let answer = EventId(MessageId::named("answer").0);
    harness.log.do_all(2, [&planned, &failed, &sent, &answered, &overtaken].map(plan));
    harness.log.do_all(
        3,
        [
            fail(&failed, None, NotDelivered::NobodyInPost),
            fail(&sent, Some("arta"), NotDelivered::BlockedByPerson),
            record(&overtaken, NotificationCommand::RecordOvertaken),
        ],
    );
    let channel = ChannelKind::Telegram;
    let carry = NotificationCommand::CarryOver { notice: carried.clone(), person: "besa".parse().unwrap(), channel };
    harness.log.do_all(
        4,
        [
            record_sent(&sent, "arta", "morning"),
            record_sent(&answered, "arta", "morning"),
            record(&answered, NotificationCommand::RecordAnswered { answer }),
            record(&carried, carry),
        ],
    );
    let ledger = folded::<DeliveryLedger>(&harness).await;
    let settled = [&planned, &failed, &sent, &answered, &overtaken, &carried, &never]
        .map(|notice| ledger.is_settled(&notice.key()));
    assert_eq!(settled, [false, false, true, true, true, true, false]);

    let entry = |notice: &Notice| ledger.entry(&notice.key()).unwrap();
    assert_eq!(
        (&entry(&planned).notice, entry(&planned).planned_at, &entry(&planned).sent),
        (&planned, noon(2), &None)
    );
    let not = |failure, person: Option<&str>| FailedDelivery {
        failure,
        person: person.map(|person| person.parse().unwrap()),
        channel: None,
        on: date(3),
    };
    assert_eq!(entry(&failed).failed(), Some(&not(NotDelivered::NobodyInPost, None)));
    let delivered = |of: &Notice, person: &str, message| {
        let (person, position) = (Some(person.parse().unwrap()), entry(of).sent.as_ref().unwrap().position);
        Some(Delivery { person, channel, message, at: noon(4), certain: true, position })
    };
    assert_eq!(entry(&sent).sent, delivered(&sent, "arta", Some(MessageId::named("morning"))));
    assert_eq!(
        entry(&sent).failed(),
        Some(&not(NotDelivered::BlockedByPerson, Some("arta"))),
        "that it failed before stays known"
    );
    assert_eq!((entry(&answered).answered, entry(&sent).answered), (Some(answer), None));
    assert!(entry(&overtaken).overtaken && entry(&overtaken).sent.is_none());
    assert_eq!((&entry(&carried).sent, entry(&carried).planned_at), (&delivered(&carried, "besa", None), noon(4)));
    assert_eq!(ledger.entry(&never.key()), None);
    assert_eq!(ledger.entries().count(), 6);
}

#[tokio::test]
async fn the_ledger_is_found_by_what_it_is_about_and_by_whom_it_reached() {
    let harness = TestReadModels::new();
    let (beds, meeting) = ("action-item/beds", "meeting/april");
    let [first, second, other] = [notice(beds, "z"), notice(beds, "a"), notice(meeting, "moved-1")];
    harness.log.do_all(2, [&first, &other, &second].map(plan));
    harness.log.do_all(
        3,
        [record_sent(&second, "arta", "1"), record_sent(&other, "arta", "1"), record_sent(&first, "besa", "2")],
    );
    let ledger = folded::<DeliveryLedger>(&harness).await;
    let occasions = |about: &str| -> Vec<String> {
        ledger.entries_about(&about.parse().unwrap()).map(|entry| entry.notice.occasion.to_string()).collect()
    };
    assert_eq!(occasions(beds), ["z", "a"]);
    assert_eq!(occasions(meeting), ["moved-1"]);
    assert_eq!(occasions("meeting/may"), [""; 0]);
    let reached = |person: &str| -> Vec<String> {
        ledger.to_person(&person.parse().unwrap()).map(|entry| entry.notice.occasion.to_string()).collect()
    };
    assert_eq!((reached("arta"), reached("besa")), (vec!["a".into(), "moved-1".into()], vec!["z".into()]));
    assert_eq!(reached("cana"), [""; 0]);
}

/// What comes back from an address was not said by e-mail, and waits again where nothing else said it.
#[tokio::test]
async fn what_comes_back_from_an_address_waits_again_unless_the_chat_had_it() {
    let harness = TestReadModels::new();
    let [by_mail, by_both] = ["mail", "both"].map(|occasion| notice("action-item/beds", occasion));
    harness.log.do_all(2, [&by_mail, &by_both].map(plan));
    let mailed = |of: &Notice| {
        let (person, message) = ("arta".parse().unwrap(), MessageId::named("mail"));
        record(of, NotificationCommand::RecordSent { person, channel: ChannelKind::Email, message, certain: true })
    };
    harness.log.do_all(2, [mailed(&by_mail), record_sent(&by_both, "arta", "chat"), mailed(&by_both)]);
    let ledger = folded::<DeliveryLedger>(&harness).await;
    let by = |ledger: &DeliveryLedger, of: &Notice| -> Vec<_> {
        ledger.entry(&of.key()).unwrap().deliveries().map(|delivery| delivery.channel).collect()
    };
    assert_eq!(by(&ledger, &by_both), [ChannelKind::Telegram, ChannelKind::Email]);
    assert_eq!((ledger.waiting().count(), ledger.bounced().count()), (0, 0));

    let bounced = |of: &Notice| {
        let (person, failure) = (Some("arta".parse().unwrap()), NotDelivered::AddressBounced);
        record(of, NotificationCommand::RecordFailed { person, channel: Some(ChannelKind::Email), failure })
    };
    harness.log.do_all(3, [&by_mail, &by_both].map(bounced));
    let ledger = folded::<DeliveryLedger>(&harness).await;
    assert_eq!((by(&ledger, &by_mail), by(&ledger, &by_both)), (vec![], vec![ChannelKind::Telegram]));
    let waiting: Vec<_> = ledger.waiting().map(|(key, _)| key.clone()).collect();
    assert_eq!(waiting, [by_mail.key()]);
    assert_eq!(ledger.bounced_since(&"arta".parse().unwrap(), None), Some(noon(3)));
}

/// One message that brings three notices is one; and a message after midnight in Kosovo is the next day's.
#[tokio::test]
async fn messages_are_counted_not_notices() {
    let harness = TestReadModels::new();
    let told: Vec<_> = ["1", "2", "3", "4", "5"].map(|occasion| notice("meeting/april", occasion)).into();
    harness.log.do_all(2, told.iter().map(plan));
    harness.log.do_all(2, told[..3].iter().map(|notice| record_sent(notice, "arta", "morning")));
    harness.log.do_all(2, [record_sent(&told[3], "arta", "noon")]);
    harness.log.do_all(3, [record_sent(&told[4], "arta", "morning of the 3rd")]);
    let carried = notice("meeting/march", "1");
    let (person, channel) = ("arta".parse().unwrap(), ChannelKind::Telegram);
    harness
        .log
        .do_all(3, [record(&carried, NotificationCommand::CarryOver { notice: carried.clone(), person, channel })]);
    let ledger = folded::<DeliveryLedger>(&harness).await;
    let messages = |person: &str, day| ledger.told_on(&person.parse().unwrap(), date(day));
    assert_eq!((messages("arta", 1), messages("arta", 2), messages("arta", 3)), (0, 2, 1));
    assert_eq!(messages("besa", 2), 0);

    let late = notice("meeting/april", "late");
    let mut recorded = harness.log.command(4, plan(&late)).unwrap();
    recorded.extend(harness.log.command(4, record_sent(&late, "arta", "late")).unwrap());
    let mut ledger = DeliveryLedger::default();
    for event in &mut recorded {
        // In July Kosovo is two hours ahead.
        event.metadata.occurred_at = Utc.with_ymd_and_hms(2017, 7, 4, 22, 30, 0).unwrap();
        ledger.fold(event);
    }
    let messages = |day| ledger.told_on(&"arta".parse().unwrap(), date(day));
    assert_eq!((messages(4), messages(5)), (0, 1));
}

#[tokio::test]
async fn what_is_posted_in_a_group_is_settled_and_nobodys_message() {
    let harness = TestReadModels::new();
    let posted = Notice { to: Audience::Group("data".parse().unwrap()), ..notice("meeting/april", "invited.0") };
    let (channel, message) = (ChannelKind::Telegram, MessageId::named("posted"));
    let post = NotificationCommand::RecordPosted { channel, message, certain: true };
    harness.log.do_all(2, [plan(&posted), record(&posted, post)]);
    let ledger = folded::<DeliveryLedger>(&harness).await;
    let sent = ledger.entry(&posted.key()).unwrap().sent.as_ref().unwrap();
    assert_eq!((&sent.person, sent.message, sent.at), (&None, Some(message), noon(2)));
    assert!(ledger.is_settled(&posted.key()) && ledger.was_sent(&message));
    assert_eq!(ledger.to_person(&"arta".parse().unwrap()).count(), 0);
}

#[tokio::test]
async fn the_old_ledger_tells_which_reminders_went_out_and_when() {
    let harness = TestReadModels::new();
    let of = |rung| ReminderId { action_item: "beds".parse().unwrap(), rung, due: date(20) };
    let give = |rung, command| Command::Reminder(of(rung).key().unwrap(), command);
    let plan = |rung| give(rung, ReminderCommand::Plan { reminder: of(rung), recipient: Recipient::Secretariat });
    let (arta, besa) = (|| "arta".parse().unwrap(), || "besa".parse().unwrap());
    let rungs = [Rung::Assigned, Rung::Before(7), Rung::OnTheDay, Rung::Chair(2), Rung::Secretariat(5)];
    harness.log.do_all(2, rungs.map(plan));
    let escalate = ReminderCommand::RecordEscalated { recipient: Recipient::Secretariat, person: besa() };
    harness.log.do_all(
        3,
        [
            give(Rung::Assigned, ReminderCommand::RecordSent { person: arta() }),
            give(Rung::Before(7), ReminderCommand::RecordFailed { failure: DeliveryFailure::NoChatLinked }),
            give(Rung::OnTheDay, ReminderCommand::RecordSent { person: arta() }),
            give(Rung::Chair(2), escalate),
        ],
    );
    let answer = EventId(MessageId::named("answer").0);
    harness.log.do_all(5, [give(Rung::Assigned, ReminderCommand::RecordAnswered { answer })]);
    let reminders = folded::<RemindersOfItems>(&harness).await;
    let sent = |person, answered_at| Some(SentReminder { person, at: noon(3), answered_at });
    let wanted = [sent(arta(), Some(noon(5))), None, sent(arta(), None), sent(besa(), None), None];
    assert_eq!(rungs.map(|rung| reminders.sent(&of(rung)).cloned()), wanted);
    let moved = ReminderId { due: date(21), ..of(Rung::Assigned) };
    assert_eq!(reminders.sent(&moved), None, "another due date is another reminder");
    assert_eq!(reminders.of_item(&moved.action_item).count(), 3);
    assert_eq!(reminders.of_item(&"another".parse().unwrap()).count(), 0);
}
