//! What people choose of how, how often and of what they are told; and what becomes of it when a channel does not work.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test fails by panicking")]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use chrono::NaiveDate;
use coordination::moment_at;
use events::Command;
use events::action_item::ActionItemCommand as C;
use events::data_request::DataRequestCommand;
use events::form::{Field, FieldKind, Form};
use events::institution::InstitutionCommand;
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use events::notification::{ChannelKind, NotDelivered, NotificationCommand};
use events::period::Period;
use events::preferences::{Channels, DigestFrequency, Subject};
use notifications::facts::{Books, Facts};
use notifications::half_told::owed_by_every_channel;
use notifications::topics::{Topic, action_items, data_requests, nudges, unreachable};
use notifications::{Calendar, Content, DeliveryError, Ladder, Message, Owed, TaskSection};
use support::{Harness, Mailbox, at, july, told, under};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// An authority with e-mail; Arta of the ministry has an address and wants these channels.
async fn with_email(channels: Channels) -> Harness {
    let mut harness = Harness::of(vec![&action_items::ActionItems, &unreachable::Unreachable]).await;
    harness.email = Some(Arc::default());
    address_of(&harness, "arta", "arta@ms.example.org").await;
    choose(&harness, InstitutionCommand::ChooseChannels { person: "arta".parse().unwrap(), channels }).await;
    harness
}

async fn address_of(harness: &Harness, person: &str, address: &str) {
    let person = person.parse().unwrap();
    let address = harness.seal(&person, &address.parse().unwrap());
    choose(harness, InstitutionCommand::SetEmailAddress { person, address }).await;
}

async fn choose(harness: &Harness, command: InstitutionCommand) {
    harness.institution("ms", command).await;
}

fn mail(harness: &Harness) -> &Mailbox {
    harness.email.as_ref().unwrap()
}

fn mailed(harness: &Harness) -> Vec<Message> {
    std::mem::take(&mut *mail(harness).delivered.lock().unwrap())
}

fn refuse(mailbox: &Mailbox, person: &str, error: DeliveryError) {
    mailbox.refuses.lock().unwrap().insert(person.parse().unwrap(), error);
}

fn bounced() -> DeliveryError {
    DeliveryError::Unreachable(NotDelivered::AddressBounced)
}

/// How many messages left by chat and by mail.
fn left(harness: &Harness) -> (usize, usize) {
    (harness.delivered().len(), mailed(harness).len())
}

async fn wake(harness: &Harness, day: u64, hour: u32, minute: u32) {
    harness.wake_at(at(july(day), hour, minute)).await.unwrap();
}

#[tokio::test]
async fn whoever_chose_e_mail_is_told_by_e_mail_and_by_nothing_else() {
    let harness = with_email(Channels::Email).await;
    harness.assign("a", july(5)).await;
    wake(&harness, 4, 8, 0).await;
    wake(&harness, 4, 8, 1).await;
    assert_eq!(harness.delivered(), []);
    let messages = mailed(&harness);
    assert_eq!(told(&messages), ["arta"]);
    assert_eq!(under(&messages[0], TaskSection::DueSoon), ["a"]);
}

#[tokio::test]
async fn whoever_chose_both_has_each_message_once_by_each() {
    let harness = with_email(Channels::Both).await;
    harness.assign("a", july(5)).await;
    for minute in 0..3 {
        wake(&harness, 4, 8, minute).await;
    }
    assert_eq!(left(&harness), (1, 1));
    assert_eq!(harness.recorded("notification.sent").await, 2);
    assert_eq!(harness.recorded("notification.planned").await, 1);
}

#[tokio::test]
async fn a_mail_server_that_waits_holds_up_neither_the_chat_nor_other_people_and_the_copy_comes_later_that_day() {
    let harness = with_email(Channels::Both).await;
    harness.assign("a", july(5)).await;
    let not_yet = DeliveryError::NotYet { after: Duration::from_secs(300), reason: "greylisted".to_owned() };
    refuse(mail(&harness), "arta", not_yet);
    wake(&harness, 4, 8, 0).await;
    assert_eq!(left(&harness), (1, 0));
    mail(&harness).refuses.lock().unwrap().clear();
    wake(&harness, 4, 8, 30).await;
    assert_eq!(left(&harness), (0, 1));
    wake(&harness, 4, 9, 0).await;
    assert_eq!(left(&harness), (0, 0));
}

/// Waits until so many messages have left, looking again and again meanwhile.
async fn until_left(mailbox: &Mailbox, messages: usize, wake: &Notify) {
    let left = async {
        while mailbox.delivered.lock().unwrap().len() < messages {
            wake.notify_one();
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), left).await.unwrap();
}

#[tokio::test]
async fn a_mail_server_that_takes_minutes_holds_up_nothing_that_is_said_in_the_chat_meanwhile() {
    let mut harness = with_email(Channels::Both).await;
    harness.topics = vec![&action_items::ActionItems, &nudges::Nudges];
    harness.assign("a", july(5)).await;
    harness.set(at(july(4), 8, 0));
    let (begun, go_on, wake) = (Arc::new(Notify::new()), Arc::new(Notify::new()), Arc::new(Notify::new()));
    *mail(&harness).held.lock().unwrap() = Some((begun.clone(), go_on.clone()));
    let (stop, of_read_models) = (CancellationToken::new(), CancellationToken::new());
    let feed: Arc<dyn feed::EventFeed> = harness.feed.clone();
    let notifications = harness.notifications();
    let run = async {
        notifications.run(stop.clone(), wake.clone()).await;
        of_read_models.cancel();
    };
    let meanwhile = async {
        begun.notified().await;
        until_left(&harness.mailbox, 1, &wake).await;
        harness.set(at(july(4), 9, 0));
        harness.item("a", C::Nudge).await.unwrap();
        until_left(&harness.mailbox, 2, &wake).await;
        let mail = mail(&harness);
        assert_eq!((mail.delivered.lock().unwrap().len(), mail.asked.load(Ordering::SeqCst)), (0, 1), "it still waits");
        go_on.notify_one();
        until_left(mail, 2, &wake).await;
        stop.cancel();
    };
    let (pumped, (), ()) = tokio::join!(harness.read_models.run(feed, of_read_models.clone()), run, meanwhile);
    pumped.unwrap();
    assert_eq!(left(&harness), (2, 2));
    self::wake(&harness, 4, 9, 30).await;
    assert_eq!(left(&harness), (0, 0));
}

#[tokio::test]
async fn what_is_news_only_until_it_is_told_comes_by_the_other_channel_as_well_where_that_could_not_take_it_at_once() {
    let mut harness = with_email(Channels::Both).await;
    harness.topics = notifications::topics::ALL.to_vec();
    harness.assign("new", july(28)).await;
    let not_yet = DeliveryError::NotYet { after: Duration::from_secs(300), reason: "greylisted".to_owned() };
    refuse(mail(&harness), "arta", not_yet);
    wake(&harness, 4, 8, 0).await;
    assert_eq!(told(&mailed(&harness)), [""; 0]);
    mail(&harness).refuses.lock().unwrap().clear();
    wake(&harness, 4, 8, 30).await;
    let messages = mailed(&harness);
    assert_eq!(told(&messages), ["arta"]);
    assert_eq!(under(&messages[0], TaskSection::New), ["new"]);
    harness.delivered();
    wake(&harness, 4, 9, 0).await;
    assert_eq!(left(&harness), (0, 0));
}

#[tokio::test]
async fn a_copy_that_did_not_leave_on_its_day_is_not_made_up_for() {
    let harness = with_email(Channels::Both).await;
    harness.assign("a", july(20)).await;
    refuse(mail(&harness), "arta", DeliveryError::Retry { after: None, reason: "away".to_owned() });
    wake(&harness, 4, 8, 0).await;
    assert_eq!(left(&harness), (1, 0));
    mail(&harness).refuses.lock().unwrap().clear();
    wake(&harness, 5, 8, 0).await;
    assert_eq!(left(&harness), (0, 0));
}

#[tokio::test]
async fn whoever_chooses_both_is_not_told_of_the_past_again() {
    let harness = with_email(Channels::Telegram).await;
    harness.assign("a", july(20)).await;
    wake(&harness, 4, 8, 0).await;
    assert_eq!(left(&harness), (1, 0));
    harness.set(at(july(5), 7, 0));
    let both = InstitutionCommand::ChooseChannels { person: "arta".parse().unwrap(), channels: Channels::Both };
    choose(&harness, both).await;
    wake(&harness, 5, 8, 0).await;
    assert_eq!(left(&harness), (0, 0));
}

#[tokio::test]
async fn an_address_that_does_not_exist_is_not_written_to_again_and_the_chat_says_it() {
    let harness = with_email(Channels::Email).await;
    harness.assign("a", july(5)).await;
    refuse(mail(&harness), "arta", bounced());
    wake(&harness, 4, 8, 0).await;
    let messages = harness.delivered();
    assert_eq!(told(&messages), ["arta", "teuta"], "and the Secretariat hears of it");
    assert!(messages[1].parts.iter().any(|part| part.content.as_unreachable().is_some()));
    let asked = || mail(&harness).asked.load(std::sync::atomic::Ordering::SeqCst);
    let before = asked();
    harness.assign("b", july(6)).await;
    wake(&harness, 5, 8, 0).await;
    assert_eq!((told(&harness.delivered()), asked()), (vec!["arta"], before));

    mail(&harness).refuses.lock().unwrap().clear();
    harness.set(at(july(5), 10, 0));
    address_of(&harness, "arta", "arta.new@ms.example.org").await;
    wake(&harness, 6, 8, 0).await;
    assert_eq!(told(&mailed(&harness)), ["arta"], "another address may work");
}

#[tokio::test]
async fn whoever_blocked_the_bot_and_chose_only_the_chat_is_told_by_the_address_that_works() {
    let harness = with_email(Channels::Telegram).await;
    harness.assign("a", july(5)).await;
    refuse(&harness.mailbox, "arta", DeliveryError::Unreachable(NotDelivered::BlockedByPerson));
    wake(&harness, 4, 8, 0).await;
    assert_eq!((told(&harness.delivered()), told(&mailed(&harness))), (vec![], vec!["arta"]));
    // Tried again on the next day as it was chosen.
    harness.mailbox.refuses.lock().unwrap().clear();
    wake(&harness, 5, 8, 0).await;
    assert_eq!((told(&harness.delivered()), told(&mailed(&harness))), (vec!["arta"], vec![]));
}

#[tokio::test]
async fn that_nobody_of_an_institution_can_be_told_what_waits_for_it_the_secretariat_hears_once_a_month() {
    let mut harness = with_email(Channels::Both).await;
    for person in ["arta", "besa"] {
        choose(&harness, InstitutionCommand::UnlinkChat { person: person.parse().unwrap() }).await;
    }
    choose(&harness, InstitutionCommand::RemoveEmailAddress { person: "arta".parse().unwrap() }).await;
    harness.topics.push(&nudges::Nudges);
    harness.assign("a", july(20)).await;
    wake(&harness, 4, 8, 0).await;
    wake(&harness, 4, 9, 0).await;
    let told_of = |messages: &[Message]| {
        let parts = messages.iter().flat_map(|message| &message.parts);
        parts.filter_map(|part| part.content.as_nobody_reached()).map(|it| it.failure).collect::<Vec<_>>()
    };
    let messages = harness.delivered();
    assert_eq!((told(&messages), told_of(&messages)), (vec!["teuta"], vec![NotDelivered::NoChannel]));
    // Whoever asks hears at once that it reaches nobody.
    harness.item("a", C::Nudge).await.unwrap();
    wake(&harness, 4, 10, 0).await;
    wake(&harness, 5, 8, 0).await;
    assert_eq!(told(&harness.delivered()), ["chair"]);
    wake(&harness, 31, 9, 0).await;
    assert_eq!(told_of(&harness.delivered()), []);
    harness.wake_at(at("2017-08-01".parse().unwrap(), 9, 0)).await.unwrap();
    assert_eq!(told_of(&harness.delivered()), [NotDelivered::NoChannel], "while it is so, each month");
}

#[tokio::test]
async fn a_second_address_that_does_not_exist_either_is_not_written_to_again_and_is_told_of() {
    let harness = with_email(Channels::Email).await;
    harness.assign("a", july(5)).await;
    refuse(mail(&harness), "arta", bounced());
    wake(&harness, 4, 8, 0).await;
    assert_eq!(told(&harness.delivered()), ["arta", "teuta"]);
    harness.set(at(july(4), 10, 0));
    address_of(&harness, "arta", "arta.new@ms.example.org").await;
    harness.assign("b", july(7)).await;
    wake(&harness, 5, 8, 0).await;
    assert_eq!(told(&harness.delivered()), ["arta", "teuta"], "the Secretariat hears of the other address as well");
    let asked = || mail(&harness).asked.load(std::sync::atomic::Ordering::SeqCst);
    let before = asked();
    harness.assign("c", july(10)).await;
    wake(&harness, 6, 8, 0).await;
    assert_eq!(asked(), before, "neither is tried on another day");
}

#[tokio::test]
async fn what_comes_back_from_an_address_later_is_said_in_the_chat() {
    let harness = with_email(Channels::Email).await;
    harness.assign("a", july(5)).await;
    wake(&harness, 4, 8, 0).await;
    let messages = mailed(&harness);
    let key = messages[0].parts[0].notice.clone().unwrap();
    let (person, channel) = (Some("arta".parse().unwrap()), Some(ChannelKind::Email));
    let failure = NotDelivered::AddressBounced;
    let command = NotificationCommand::RecordFailed { person, channel, failure };
    harness.give(Command::Notification(key, command)).await.unwrap();
    wake(&harness, 4, 8, 10).await;
    let again = harness.delivered();
    assert_eq!(told(&again), ["arta", "teuta"]);
    assert_eq!(under(&again[0], TaskSection::DueSoon), ["a"]);
    wake(&harness, 4, 8, 20).await;
    assert_eq!(left(&harness), (0, 0));
}

#[tokio::test]
async fn whoever_has_an_address_and_no_chat_is_told_by_e_mail_whatever_was_chosen() {
    let harness = with_email(Channels::Telegram).await;
    for person in ["arta", "besa"] {
        choose(&harness, InstitutionCommand::UnlinkChat { person: person.parse().unwrap() }).await;
    }
    harness.assign("a", july(5)).await;
    wake(&harness, 4, 8, 0).await;
    assert_eq!(told(&mailed(&harness)), ["arta"]);
}

#[tokio::test]
async fn without_e_mail_an_address_is_nothing() {
    let mut harness = with_email(Channels::Email).await;
    harness.email = None;
    harness.assign("a", july(5)).await;
    wake(&harness, 4, 8, 0).await;
    assert_eq!(told(&harness.delivered()), ["arta"]);
}

#[tokio::test]
async fn whoever_wants_one_message_a_week_has_it_on_its_first_working_day_and_what_is_due_in_between() {
    let harness = with_email(Channels::Telegram).await;
    let (person, frequency) = ("arta".parse().unwrap(), DigestFrequency::Weekly);
    choose(&harness, InstitutionCommand::ChooseDigestFrequency { person, frequency }).await;
    harness.assign("later", july(28)).await;
    // 3 July is a Monday: it is the first day of a week.
    wake(&harness, 3, 8, 0).await;
    assert_eq!(told(&harness.delivered()), ["arta"]);
    harness.set(at(july(3), 9, 0));
    harness.assign("new", july(31)).await;
    harness.assign("soon", july(6)).await;
    let mut days: Vec<(u64, Vec<String>)> = Vec::new();
    for day in 4..=10 {
        for (hour, minute) in [(8, 0), (15, 0)] {
            wake(&harness, day, hour, minute).await;
        }
        let own = harness.delivered().into_iter().filter(|message| told(std::slice::from_ref(message)) == ["arta"]);
        days.extend(own.map(|message| {
            let tasks = message.parts.iter().filter(|part| part.notice.is_some());
            let tasks = tasks.filter_map(|part| Some(part.content.as_work()?.item().to_string()));
            (day, tasks.collect())
        }));
    }
    let said: Vec<_> = days.iter().map(|(day, items)| (*day, items.join(" "))).collect();
    assert_eq!(said[0], (6, "soon".to_owned()), "due today");
    assert_eq!(said[1], (7, "soon".to_owned()), "and late");
    let (day, on_monday) = &said[2];
    assert_eq!(*day, 10);
    assert!(on_monday.contains("new"), "{on_monday}");
    assert_eq!(said.len(), 3);
}

#[test]
fn a_week_begins_on_its_first_working_day() {
    let calendar = notifications::Calendar::default();
    let first = |day: &str| {
        let day: NaiveDate = day.parse().unwrap();
        notifications::policy::hours::first_of_a_week(day, &calendar).to_string()
    };
    assert_eq!(first("2017-07-03"), "2017-07-03");
    assert_eq!(first("2017-07-04"), "2017-07-10");
    assert_eq!(first("2017-07-09"), "2017-07-10");
    // Easter Monday is off.
    assert_eq!(first("2017-04-15"), "2017-04-18");
    assert_eq!(first("2017-04-18"), "2017-04-18");
}

/// The ministry is asked for one date.
async fn issue_request(harness: &Harness) {
    let words = |text: &str| LocalText::from_versions(Language::ALL.map(|language| (language, text))).unwrap();
    let field = Field { key: "inspected".parse().unwrap(), label: words("Inspected"), kind: FieldKind::Date {} };
    let issue = DataRequestCommand::Issue {
        title: words("Victims"),
        form: Form::try_from(NonEmpty::one(field)).unwrap(),
        period: Period::new("2017-01-01".parse().unwrap(), "2017-06-30".parse().unwrap()).unwrap(),
        recipients: NonEmpty::one("ms".parse().unwrap()),
        due: july(20),
    };
    harness.give(Command::DataRequest("victims".parse().unwrap(), issue)).await.unwrap();
}

async fn asked_for_data(topics: Vec<&'static dyn Topic>, muted: &[&str]) -> Harness {
    let harness = Harness::of(topics).await;
    for person in muted {
        let (person, muted) = (person.parse().unwrap(), [Subject::DataRequests].into());
        choose(&harness, InstitutionCommand::ChooseSubjects { person, muted }).await;
    }
    harness
}

#[tokio::test]
async fn what_somebody_wants_not_to_be_told_is_told_to_whoever_else_is_in_post() {
    for (muted, expected) in [(&["arta"][..], vec!["besa"]), (&["arta", "besa"][..], vec![]), (&[][..], vec!["arta"])] {
        let harness = asked_for_data(vec![&data_requests::DataRequests, &action_items::ActionItems], muted).await;
        issue_request(&harness).await;
        wake(&harness, 4, 8, 0).await;
        let messages = harness.delivered();
        assert_eq!(told(&messages), expected, "{muted:?}");
        assert!(
            messages
                .iter()
                .all(|message| message.parts.iter().any(|part| matches!(part.content, Content::DataRequest(_))))
        );
        assert_eq!(harness.recorded("notification.planned").await, expected.len(), "{muted:?}");
        harness.assign("a", july(6)).await;
        wake(&harness, 5, 8, 0).await;
        assert_eq!(told(&harness.delivered()), ["arta"], "nobody can say not to have known of a task");
    }
}

#[tokio::test]
async fn a_task_that_is_due_before_the_next_morning_is_told_the_same_day_by_e_mail_as_well() {
    let harness = with_email(Channels::Email).await;
    harness.assign("a", july(20)).await;
    wake(&harness, 4, 8, 0).await;
    assert_eq!(told(&mailed(&harness)), ["arta"]);
    harness.set(at(july(4), 10, 0));
    harness.assign("b", july(4)).await;
    wake(&harness, 4, 10, 1).await;
    assert_eq!(told(&mailed(&harness)), ["arta"], "tomorrow morning would be too late");
}

/// The topic of tasks, which counts how often it is asked.
struct CountedTopic(AtomicUsize);

impl Topic for CountedTopic {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        self.0.fetch_add(1, Ordering::SeqCst);
        action_items::ActionItems.owed(facts)
    }
}

#[tokio::test]
async fn a_topic_is_asked_once_at_each_look_where_one_channel_has_refused_what_the_other_told() {
    static COUNTED: CountedTopic = CountedTopic(AtomicUsize::new(0));
    let harness = with_email(Channels::Both).await;
    harness.assign("a", july(5)).await;
    refuse(mail(&harness), "arta", DeliveryError::Unreachable(NotDelivered::RefusedByChannel));
    wake(&harness, 4, 8, 0).await;
    assert_eq!(left(&harness), (1, 0));
    let (calendar, ladder) = (Calendar::default(), Ladder::default());
    let moment = moment_at(at(july(4), 9, 0));
    let facts = Books::default().facts(&harness.read_models, moment, &calendar, &ladder, true).await.unwrap();
    owed_by_every_channel(&[&COUNTED], &facts);
    assert_eq!(COUNTED.0.load(Ordering::SeqCst), 1);
}
