//! What people answer becomes events: a reply comes in by IMAP, what it says is recorded in the person's name, and one short
//! answer says what was recorded, or what was not and why.

use std::sync::atomic::Ordering;

use email::receiving::MailHandler;
use events::action_item::{ActionItemCommand, ActionItemEvent as E};
use events::audit::{AuditedAct, Door};
use events::language::Language;
use events::text::Percent;
use serde_json::json;

use links::UnsubscribeLink;

use crate::support::hub::{ADDRESS, Hub, answer_to, by_arta, july};
use crate::support::{key, samples};

#[tokio::test]
async fn a_reply_about_the_only_task_is_recorded_in_the_persons_name_and_answered_once() {
    let hub = Hub::start(Language::En).await;
    hub.assign("raporti", "policia", july(14)).await;
    hub.assign("plani", "ms", july(14)).await;
    let message = hub.sends("work", None).await;

    let start = hub.end().await;
    let bytes = answer_to(&message, &json!({"kind": "reply", "text": "50%"}));
    let answer = hub.takes(&bytes).await.unwrap();
    assert_eq!(answer.text, "Saved: 50% of task 1, “Raporti”, is done.\n\nWrong? Reply “undo” within 10 minutes.");
    let half = E::ProgressReported { progress: Percent::try_from(50).unwrap() };
    assert_eq!(hub.since(start).await, [by_arta("raporti", half)]);
    // It stays in the thread, says that a program wrote it, and leads to the end of these messages.
    let token = key().thread_token(&"policia-1".parse().unwrap(), "work");
    assert_eq!(answer.header("References"), format!("<{token}.thread@akt.example>"));
    assert_eq!(answer.header("Subject"), "Re: Mëngjesi: 2 detyra për ju, e hënë 3 korrik");
    assert_eq!(answer.header("Auto-Submitted"), "auto-generated");
    let stop = format!(
        "https://hub.example/mail/stop/{}",
        key().sign(&UnsubscribeLink { person: "policia-1".parse().unwrap() })
    );
    assert!(answer.header("List-Unsubscribe").contains(&stop));
    assert_eq!(answer.message["addresses"]["To"], json!([["Arta Krasniqi", ADDRESS]]));

    let start = hub.end().await;
    let text = hub.replies(&message, "U krye, faleminderit!").await;
    assert!(text.starts_with("Saved: task 1, “Raporti”, is done."), "{text}");
    assert_eq!(hub.since(start).await, [by_arta("raporti", E::Completed {})]);

    let start = hub.end().await;
    let text = hub.replies(&message, "1 done").await;
    assert_eq!(text, "Not saved, task 1, “Raporti”. The task is reported as done already.");
    let text = hub.replies(&message, "done").await;
    assert_eq!(text, "Not saved. No task of your institution is open.");
    assert_eq!(hub.since(start).await, []);
    hub.stop().await;
}

#[tokio::test]
async fn days_are_counted_from_the_day_of_reading_and_asked_about_where_the_due_date_may_be_meant() {
    let hub = Hub::start(Language::En).await;
    hub.assign("raporti", "policia", july(3)).await;
    let message = hub.sends("work", None).await;
    let asked = |day| by_arta("raporti", E::ExtensionRequested { until: july(day), reason: None });

    let start = hub.end().await;
    let text = hub.replies(&message, "+3 days").await;
    assert!(text.starts_with("Saved: you ask for time until Thursday 6 July for task 1, “Raporti”."), "{text}");
    // Working days are Kosovo's.
    let text = hub.replies(&message, "na duhen edhe 5 ditë pune").await;
    assert!(text.contains("until Monday 10 July"), "{text}");
    let text = hub.replies(&message, "deri më 14 korrik").await;
    assert!(text.contains("until Friday 14 July"), "{text}");
    assert_eq!(hub.since(start).await, [asked(6), asked(10), asked(14)]);
    hub.of_task("raporti", ActionItemCommand::GrantExtension { until: july(14) }).await;

    let start = hub.end().await;
    let text = hub.replies(&message, "+3 days").await;
    assert!(text.contains("Counted from today that is") && text.contains("Monday 17 July"), "{text}");
    let text = hub.replies(&message, "more time please").await;
    assert!(text.starts_with("Not saved, task 1") && text.contains("“1 until 15 June”"), "{text}");
    assert_eq!(hub.since(start).await, [], "what may be meant otherwise is not recorded");

    let text = hub.replies(&message, "+14 days").await;
    assert!(text.contains("until Monday 17 July") && text.contains("I counted from today"), "{text}");
    assert_eq!(hub.since(start).await, [asked(17)]);
    hub.stop().await;
}

#[tokio::test]
async fn several_tasks_are_told_by_their_numbers_or_all_at_once_and_otherwise_asked_for() {
    let hub = Hub::start(Language::En).await;
    for item in ["raporti", "plani", "buxheti"] {
        hub.assign(item, "policia", july(14)).await;
    }
    let message = hub.sends("work", None).await;

    let start = hub.end().await;
    let text = hub.replies(&message, "done").await;
    assert_eq!(
        text,
        "Not saved. Which task do you mean? Write its number first, for example “1 done”:\n\
         1. Raporti – due Friday 14 July\n2. Plani – due Friday 14 July\n3. Buxheti – due Friday 14 July"
    );
    let text = hub.replies(&message, "both are done").await;
    assert!(text.starts_with("Not saved. Which task do you mean?"), "there are three: {text}");
    let text = hub.replies(&message, "7 done").await;
    assert_eq!(text, "Not saved. Your institution has no task with number 7.");
    assert_eq!(hub.since(start).await, []);

    let text = hub.replies(&message, "1 done\n2: 50%").await;
    assert!(text.contains("task 1, “Raporti”, is done") && text.contains("50% of task 2, “Plani”"), "{text}");
    let half = E::ProgressReported { progress: Percent::try_from(50).unwrap() };
    assert_eq!(hub.since(start).await, [by_arta("raporti", E::Completed {}), by_arta("plani", half)]);

    // Two are left now; of two, “both” is both.
    let start = hub.end().await;
    let text = hub.replies(&message, "both are done").await;
    assert!(text.contains("“Plani”, is done") && text.contains("“Buxheti”, is done"), "{text}");
    assert_eq!(hub.since(start).await, [by_arta("plani", E::Completed {}), by_arta("buxheti", E::Completed {})]);
    hub.stop().await;
}

#[tokio::test]
async fn what_the_last_message_spoke_of_is_meant_where_no_number_is_written() {
    let hub = Hub::start(Language::En).await;
    for item in ["raporti", "plani", "buxheti", "trajnimi"] {
        hub.assign(item, "policia", july(14)).await;
    }
    let message = hub.sends("work", None).await;
    hub.was_told_of(1, &["raporti", "plani", "buxheti"]).await;
    hub.was_told_of(2, &["trajnimi"]).await;
    let start = hub.end().await;
    let text = hub.replies(&message, "accepted").await;
    assert!(text.starts_with("Saved: you take on task 4, “Trajnimi”."), "{text}");
    assert_eq!(hub.since(start).await, [by_arta("trajnimi", E::Accepted {})]);

    hub.was_told_of(3, &["raporti", "plani"]).await;
    let start = hub.end().await;
    let text = hub.replies(&message, "të gjitha detyrat u kryen").await;
    assert!(text.starts_with("Not saved. Which task"), "those two, or all four: {text}");
    assert_eq!(hub.since(start).await, []);
    let text = hub.replies(&message, "both done").await;
    assert!(text.contains("“Raporti”, is done") && text.contains("“Plani”, is done"), "{text}");
    assert_eq!(hub.since(start).await, [by_arta("raporti", E::Completed {}), by_arta("plani", E::Completed {})]);
    let start = hub.end().await;
    let text = hub.replies(&message, "të gjitha detyrat u kryen").await;
    assert!(text.contains("“Buxheti”, is done") && text.contains("“Trajnimi”, is done"), "all that are left: {text}");
    assert_eq!(hub.since(start).await, [by_arta("buxheti", E::Completed {}), by_arta("trajnimi", E::Completed {})]);
    hub.stop().await;
}

#[tokio::test]
async fn what_is_blocked_or_not_theirs_is_recorded_with_its_reason_and_what_is_not_clear_is_not() {
    let hub = Hub::start(Language::En).await;
    hub.assign("raporti", "policia", july(14)).await;
    let message = hub.sends("work", None).await;
    let start = hub.end().await;
    let text = hub.replies(&message, "blocked: no budget").await;
    assert!(text.contains("is blocked. Reason: no budget"), "{text}");
    let text = hub.replies(&message, "not ours, it belongs to the Ministry of Health").await;
    assert!(text.contains("may be for Ministry of Health"), "{text}");
    let reason = "no budget".parse().unwrap();
    let suggested = Some("ms".parse().unwrap());
    assert_eq!(
        hub.since(start).await,
        [by_arta("raporti", E::Blocked { reason }), by_arta("raporti", E::Disclaimed { suggested, reason: None })]
    );

    // A new day, with answers of its own.
    hub.set("2017-07-04T06:00:00Z");
    let start = hub.end().await;
    for (words, part) in [
        ("blocked", "What is it blocked by?"),
        ("maybe done", "It is not clear whether you mean: In progress; Done; Accepted."),
        ("is it done?", "It is not clear whether you mean:"),
        ("not done yet", "It is not clear whether you mean:"),
        ("done until 31 February", "no such date"),
        ("until yesterday", "That day has passed"),
        ("The weather is fine in Prizren.", "It is not clear whether you mean:"),
        ("thank you", "Nothing was saved of this message"),
        ("stop", "open the link at the end of this message"),
        ("we attend", "no invitation"),
    ] {
        let text = hub.replies(&message, words).await;
        let kept = ["Saved", "saved so"].iter().any(|said| text.contains(said));
        assert!(text.contains(part) && !kept, "“{words}”: {text}");
    }
    assert_eq!(hub.since(start).await, []);
    hub.stop().await;
}

#[tokio::test]
async fn what_may_show_who_a_victim_is_is_not_recorded_and_not_repeated() {
    let hub = Hub::start(Language::Sq).await;
    hub.assign("raporti", "policia", july(14)).await;
    let message = hub.sends("work", None).await;
    let start = hub.end().await;
    let text = hub.replies(&message, "e bllokuar: viktima Lindita Berisha nuk flet").await;
    assert!(text.contains("Nuk u ruajt") && text.contains("duket se përmban"), "{text}");
    assert!(!text.contains("Lindita"), "{text}");
    let text = hub.replies(&message, "1 u krye, numri personal 1234567890").await;
    assert!(text.contains("numër personal") && !text.contains("1234567890"), "{text}");
    assert_eq!(hub.since(start).await, []);
    hub.stop().await;
}

#[tokio::test]
async fn a_file_on_an_answer_is_not_read_and_its_name_counts_where_it_shows_somebody() {
    let hub = Hub::start(Language::En).await;
    hub.assign("raporti", "policia", july(14)).await;
    let message = hub.sends("work", None).await;
    let replies = async |text: &str, file: &str| {
        let bytes = answer_to(&message, &json!({"kind": "reply", "text": text, "attached": [file]}));
        hub.takes(&bytes).await.unwrap_or_else(|| panic!("“{text}” with {file} is not answered")).text
    };
    let start = hub.end().await;
    let text = replies("1 u krye", "viktima_Lindita-Berisha.pdf").await;
    assert!(text.contains("Not saved") && text.contains("was not read") && !text.contains("Lindita"), "{text}");
    let text = replies("", "formulari.xlsx").await;
    assert!(text.contains("was not read") && !text.contains("formulari"), "{text}");
    assert_eq!(hub.since(start).await, []);
    let text = replies("50%", "formulari.xlsx").await;
    assert!(text.starts_with("Saved: 50%") && text.contains("was not read"), "{text}");
    assert_eq!(hub.since(start).await.len(), 1);
    hub.stop().await;
}

#[tokio::test]
async fn undo_takes_back_what_the_last_message_recorded_for_ten_minutes() {
    let hub = Hub::start(Language::Sr).await;
    for item in ["raporti", "plani"] {
        hub.assign(item, "policia", july(14)).await;
    }
    let message = hub.sends("work", None).await;
    assert!(hub.replies(&message, "poništi").await.contains("ništa nije poništeno"));
    hub.replies(&message, "1: 50%").await;
    hub.set("2017-07-03T06:02:00Z");
    hub.replies(&message, "2: 30%").await;
    let withdrawn = async |start| {
        let events = hub.since(start).await;
        assert!(events.iter().all(|(_, event)| format!("{event:?}").contains("ReportWithdrawn")), "{events:?}");
        events.len()
    };
    let start = hub.end().await;
    let text = hub.replies(&message, "poništi").await;
    assert!(text.contains("2, „Plani“, opet je kao pre") && !text.contains("Raporti"), "{text}");
    // Then what was recorded before that, until it is too late.
    hub.set("2017-07-03T06:09:59Z");
    let text = hub.replies(&message, "poništi").await;
    assert!(text.contains("1, „Raporti“, opet je kao pre"), "{text}");
    assert_eq!(withdrawn(start).await, 2);

    let text = hub.replies(&message, "oba su završena").await;
    assert!(text.contains("„Raporti“, završen je") && text.contains("Odgovorite „poništi“"), "{text}");
    let start = hub.end().await;
    let text = hub.replies(&message, "poništi").await;
    assert!(text.contains("1, „Raporti“, opet je kao pre") && text.contains("2, „Plani“, opet je kao pre"), "{text}");
    assert_eq!(withdrawn(start).await, 2);
    hub.replies(&message, "2 završeno").await;
    hub.set("2017-07-03T06:20:01Z");
    let start = hub.end().await;
    assert!(hub.replies(&message, "poništi").await.contains("ništa nije poništeno"));
    assert_eq!(hub.since(start).await, []);
    hub.stop().await;
}

#[tokio::test]
async fn a_message_read_twice_does_nothing_twice_whatever_has_happened_since() {
    let hub = Hub::start(Language::En).await;
    for item in ["raporti", "plani"] {
        hub.assign(item, "policia", july(14)).await;
    }
    hub.of_task("plani", ActionItemCommand::Complete).await;
    let message = hub.sends("work", None).await;
    let taken = |text: &str| {
        let bytes = answer_to(&message, &json!({"kind": "reply", "text": text}));
        email::receiving::ReceivedMail {
            key: format!("key of {text}"),
            author: Some(ADDRESS.parse().unwrap()),
            subject: None,
            mail: email::receiving::sort(&bytes, &crate::support::sender().address, &hub.correspondence).unwrap(),
            attachments: vec![],
        }
    };
    // The process ended after it had taken the message and before that was noted. Meanwhile another task is the only one.
    let start = hub.end().await;
    hub.handler.take(taken("done")).await.unwrap();
    assert_eq!(hub.since(start).await, [by_arta("raporti", E::Completed {})]);
    let reopen = ActionItemCommand::Reopen { reason: "the annex is missing".parse().unwrap(), due: None };
    hub.of_task("plani", reopen).await;
    let start = hub.end().await;
    let restarted = hub.restarted();
    restarted.take(taken("done")).await.unwrap();
    assert_eq!(hub.since(start).await, [], "the same command again");

    // The same with “undo”: it takes back what it took back.
    hub.handler.take(taken("2: 30%")).await.unwrap();
    hub.set("2017-07-03T06:01:00Z");
    hub.handler.take(taken("2: 40%")).await.unwrap();
    hub.handler.take(taken("undo")).await.unwrap();
    let start = hub.end().await;
    restarted.take(taken("undo")).await.unwrap();
    assert_eq!(hub.since(start).await, []);

    // What is counted counts from the day on which it was read first.
    hub.of_task("plani", ActionItemCommand::Accept).await;
    hub.handler.take(taken("2: +14 days")).await.unwrap();
    hub.set("2017-07-05T06:00:00Z");
    let start = hub.end().await;
    restarted.take(taken("2: +14 days")).await.unwrap();
    assert_eq!(hub.since(start).await, []);
    let last = hub.smtp.taken().pop().unwrap();
    let read = crate::support::read_by("read_message.py", &last.bytes).to_string();
    assert!(read.contains("Saved: you ask for time until"), "{read}");
    hub.stop().await;
}

#[tokio::test]
async fn while_nothing_can_be_recorded_the_message_waits_in_the_mailbox() {
    let hub = Hub::start(Language::En).await;
    hub.assign("raporti", "policia", july(14)).await;
    let message = hub.sends("work", None).await;
    hub.commands.off.store(true, Ordering::SeqCst);
    hub.imap.put(&answer_to(&message, &json!({"kind": "reply", "text": "1 done"}))).await;
    assert!(hub.read().await.unwrap_err().to_string().contains("cut off"));
    assert_eq!(hub.smtp.taken().len(), 1, "nothing is said to be recorded");
    hub.commands.off.store(false, Ordering::SeqCst);
    let start = hub.end().await;
    hub.read().await.unwrap();
    assert_eq!(hub.since(start).await, [by_arta("raporti", E::Completed {})]);
    assert_eq!(hub.smtp.taken().len(), 2);
    hub.stop().await;
}

#[tokio::test]
async fn only_the_persons_own_present_address_is_heard_and_nobody_is_answered_without_end() {
    let hub = Hub::start(Language::En).await;
    hub.assign("raporti", "policia", july(14)).await;
    let message = hub.sends("work", None).await;
    let start = hub.end().await;
    let foreign = json!({"kind": "reply", "text": "1 done", "from": "besim@policia.example"});
    assert!(hub.takes(&answer_to(&message, &foreign)).await.is_none());
    let program = json!({"kind": "reply", "text": "1 done", "headers": {"Auto-Submitted": "auto-replied"}});
    assert!(hub.takes(&answer_to(&message, &program)).await.is_none());

    // Ten answers a day, whatever is written; what is clear is recorded all the same.
    for n in 0..10 {
        hub.replies(&message, &format!("What is this about? {n}")).await;
    }
    let eleventh = answer_to(&message, &json!({"kind": "reply", "text": "1: 10%"}));
    assert!(hub.takes(&eleventh).await.is_none());
    assert_eq!(hub.since(start).await.len(), 1);
    hub.set("2017-07-04T06:00:00Z");
    assert!(hub.replies(&message, "1: 20%").await.starts_with("Saved"));

    // The thread knows the former address; whoever reads that mailbox now is not the person.
    hub.move_to("arta@ministria.example").await;
    let start = hub.end().await;
    assert!(hub.takes(&answer_to(&message, &json!({"kind": "reply", "text": "1 done"}))).await.is_none());
    assert_eq!(hub.since(start).await, []);
    // It is a line of the trail: of nobody that is known, and about the person.
    let [(actor, line)] = hub.trail(start, 1).await.try_into().unwrap();
    assert_eq!(actor, "service:email");
    assert_eq!((line.act, line.door), (AuditedAct::Refused, Door::Email));
    assert_eq!((line.object.as_str(), line.about), ("message of-another-address", Some("policia-1".parse().unwrap())));
    hub.stop().await;
}

/// The messages with which talon is tested, as other people's programs wrote them: each says “Hello”, and is answered.
#[tokio::test]
async fn other_peoples_programs_are_answered_and_nothing_is_made_of_a_greeting() {
    let hub = Hub::start(Language::En).await;
    hub.assign("raporti", "policia", july(14)).await;
    hub.sends("work", None).await;
    let token = key().thread_token(&"policia-1".parse().unwrap(), "work");
    let start = hub.end().await;
    let folder = samples().join("talon-1.4.4/tests/fixtures/standard_replies");
    let mut answered = 0;
    for name in ["gmail.eml", "outlook.eml", "thunderbird.eml", "yahoo.eml"] {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        let from = text.lines().find(|line| line.starts_with("From:")).unwrap();
        let author = from.rsplit([' ', '<']).next().unwrap().trim_end_matches('>').to_owned();
        let bytes = format!("X-Original-To: focalpoint+{token}@akt.example\n{}", text.replace(&author, ADDRESS));
        let answer = hub.takes(bytes.as_bytes()).await.unwrap_or_else(|| panic!("{name} is not answered"));
        assert!(!answer.text.contains("Saved"), "{name}: {}", answer.text);
        answered += 1;
    }
    assert_eq!(answered, 4);
    assert_eq!(hub.since(start).await, []);
    hub.stop().await;
}
